#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/tables/xlsx_reader.h"

enum { ROW_TEXT_BYTES = 1 << 20 };

/* Empty cells before a far one cost a file nothing, but us. */
static const uint64_t most_cells = UINT64_C(400) * 1000 * 1000;

enum {
    SHEET = 1,
    DATA,
    ROW,
    CELL,
    VALUE,
    FORMULA,
    INLINE,
    INLINE_TEXT,
    RUN,
    RUN_TEXT
};

static const struct ikm_xml_step steps[] = {
    {"v", CELL, VALUE},         {"c", ROW, CELL},
    {"row", DATA, ROW},         {"is", CELL, INLINE},
    {"t", INLINE, INLINE_TEXT}, {"f", CELL, FORMULA},
    {"r", INLINE, RUN},         {"t", RUN, RUN_TEXT},
    {"sheetData", SHEET, DATA}, {"worksheet", 0, SHEET},
};

const char *ikm_xlsx_where(struct ikm_xlsx_reader *reader, enum ikm_lang lang)
{
    const struct ikm_xlsx_setting *setting = &reader->setting;
    char column[40] = "";
    if (reader->column > 0)
        (void)snprintf(column, sizeof column, ", %s %" PRIu32,
                       ikm_say(lang, "kolom", "column"), reader->column);
    (void)snprintf(reader->where, sizeof reader->where,
                   "%.300s, %s \"%.100s\", %s %" PRIu32 "%s",
                   setting->input.file, ikm_say(lang, "lembar", "sheet"),
                   setting->sheet_name, ikm_say(lang, "baris", "row"),
                   reader->row, column);
    return reader->where;
}

static const char *where(void *context, enum ikm_lang lang)
{
    return ikm_xlsx_where(context, lang);
}

/* A number of digits only, at most `most`; 0 when it is none. */
static uint32_t parse_ordinal(const char *digits, uint32_t most)
{
    uint32_t value = 0;
    for (; *digits; digits++) {
        if (*digits < '0' || *digits > '9' || value > most)
            return 0;
        value = value * 10 + (uint32_t)(*digits - '0');
    }
    return value <= most ? value : 0;
}

/* "AB12": column 28, row 12. A column of 0 when it is no reference. */
static uint32_t parse_reference(const char *text, uint32_t *ret_row)
{
    uint32_t column = 0;
    for (; (*text | 0x20) >= 'a' && (*text | 0x20) <= 'z'; text++) {
        column = column * 26 + (uint32_t)((*text | 0x20) - 'a') + 1;
        if (column > IKM_XLSX_MOST_COLUMNS)
            return 0;
    }
    *ret_row = parse_ordinal(text, IKM_XLSX_MOST_ROWS);
    return *ret_row > 0 ? column : 0;
}

static enum ikm_status open_row(struct ikm_xlsx_reader *reader,
                                const char *const *attributes,
                                struct ikm_error *err)
{
    const char *number = ikm_xml_attribute(attributes, "r");
    const uint32_t row =
        number ? parse_ordinal(number, IKM_XLSX_MOST_ROWS) : reader->row + 1;
    reader->column = 0;
    if (row <= reader->row || row > IKM_XLSX_MOST_ROWS)
        return ikm_fail(err, IKM_INPUT,
                        "%s: baris berikutnya bernomor \"%.20s\", padahal "
                        "nomor baris harus naik, paling besar %d; simpan "
                        "ulang berkas sebagai XLSX",
                        "%s: the next row is numbered \"%.20s\", but row "
                        "numbers must rise, up to %d; save the file again as "
                        "XLSX",
                        ikm_xlsx_where(reader, err->lang),
                        number ? number : "?", IKM_XLSX_MOST_ROWS);
    reader->row = row;
    reader->n_cells = 0;
    reader->text.length_bytes = 0;
    return IKM_OK;
}

static enum ikm_xlsx_type parse_type(const char *type)
{
    static const struct {
        const char *name;
        enum ikm_xlsx_type type;
    } known[] = {
        {"s", IKM_XLSX_TYPE_SHARED},   {"inlineStr", IKM_XLSX_TYPE_INLINE},
        {"str", IKM_XLSX_TYPE_STRING}, {"b", IKM_XLSX_TYPE_BOOL},
        {"e", IKM_XLSX_TYPE_ERROR},    {"d", IKM_XLSX_TYPE_DATE},
    };
    for (size_t i = 0; i < IKM_COUNT(known); i++)
        if (strcmp(type, known[i].name) == 0)
            return known[i].type;
    return IKM_XLSX_TYPE_NUMBER;
}

static enum ikm_status open_cell(struct ikm_xlsx_reader *reader,
                                 const char *const *attributes,
                                 struct ikm_error *err)
{
    const char *reference = NULL;
    reader->type = IKM_XLSX_TYPE_NUMBER;
    reader->style = 0;
    reader->has_formula = false;
    reader->value_at = reader->text.length_bytes;
    for (; attributes[0]; attributes += 2) {
        if (strcmp(attributes[0], "r") == 0)
            reference = attributes[1];
        else if (strcmp(attributes[0], "s") == 0)
            reader->style = parse_ordinal(attributes[1], UINT32_MAX / 16);
        else if (strcmp(attributes[0], "t") == 0)
            reader->type = parse_type(attributes[1]);
    }
    uint32_t row = reader->row;
    const uint32_t column =
        reference ? parse_reference(reference, &row) : reader->column + 1;
    if (column <= reader->column || column > IKM_XLSX_MOST_COLUMNS ||
        row != reader->row)
        return ikm_fail(err, IKM_INPUT,
                        "%s: sel berikutnya bernama \"%.20s\", tidak urut; "
                        "simpan ulang berkas sebagai XLSX",
                        "%s: the next cell is named \"%.20s\", out of order; "
                        "save the file again as XLSX",
                        ikm_xlsx_where(reader, err->lang),
                        reference ? reference : "?");
    reader->column = column;
    return IKM_OK;
}

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    struct ikm_xlsx_reader *reader = context;
    if (place == CELL)
        return open_cell(reader, attributes, err);
    if (place == ROW)
        return open_row(reader, attributes, err);
    reader->has_formula |= place == FORMULA;
    return IKM_OK;
}

static enum ikm_status text(void *context, int place, const char *bytes,
                            size_t length_bytes, struct ikm_error *err)
{
    struct ikm_xlsx_reader *reader = context;
    const bool is_inline = place == INLINE_TEXT || place == RUN_TEXT;
    const bool wants_inline = reader->type == IKM_XLSX_TYPE_INLINE;
    if (wants_inline ? !is_inline : place != VALUE)
        return IKM_OK;
    return ikm_xlsx_value_add(reader, bytes, length_bytes, err);
}

/* The texts have found their place: let the cells point there. */
static enum ikm_status end_row(struct ikm_xlsx_reader *reader,
                               struct ikm_error *err)
{
    reader->column = 0;
    if (reader->n_cells == 0)
        return IKM_OK;
    for (size_t i = 0; i < reader->n_cells; i++)
        if (reader->text_at[i] != SIZE_MAX)
            reader->cells[i].text = reader->text.bytes + reader->text_at[i];
    reader->n_given += reader->n_cells;
    if (reader->n_given > most_cells)
        return ikm_fail(err, IKM_INPUT,
                        "%s: lembar ini berisi lebih dari %" PRIu64 " sel; "
                        "hapus kolom kosong di kanan, atau simpan sebagai CSV",
                        "%s: this sheet has more than %" PRIu64 " cells; "
                        "delete the empty columns on the right, or save as CSV",
                        ikm_xlsx_where(reader, err->lang), most_cells);
    reader->given = (struct ikm_xlsx_row){.number = reader->row,
                                          .n_cells = reader->n_cells,
                                          .cells = reader->cells};
    reader->is_ready = true;
    ikm_xml_pause(reader->xml);
    return IKM_OK;
}

static enum ikm_status leave(void *context, int place, struct ikm_error *err)
{
    if (place == CELL)
        return ikm_xlsx_cell_end(context, err);
    return place == ROW ? end_row(context, err) : IKM_OK;
}

static const struct ikm_xml_plan plan = {.steps = steps,
                                         .n_steps = IKM_COUNT(steps),
                                         .enter = enter,
                                         .leave = leave,
                                         .text = text,
                                         .where = where};

enum ikm_status ikm_xlsx_reader_open(const struct ikm_xlsx_setting *setting,
                                     struct ikm_xlsx_reader **ret_reader,
                                     struct ikm_error *err)
{
    struct ikm_xlsx_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return ikm_fail_memory(err);
    reader->setting = *setting;
    reader->text.limit_bytes = ROW_TEXT_BYTES;
    const enum ikm_status status =
        ikm_xml_open(&plan, reader, setting->input.file, &reader->xml, err);
    if (status != IKM_OK) {
        ikm_xlsx_reader_close(reader);
        return status;
    }
    *ret_reader = reader;
    return IKM_OK;
}

void ikm_xlsx_reader_close(struct ikm_xlsx_reader *reader)
{
    if (!reader)
        return;
    ikm_xml_close(reader->xml);
    free(reader->cells);
    free(reader->text_at);
    free(reader->text.bytes);
    free(reader);
}

enum ikm_status ikm_xlsx_reader_next(struct ikm_xlsx_reader *reader,
                                     const struct ikm_xlsx_row **ret_row,
                                     struct ikm_error *err)
{
    *ret_row = NULL;
    if (reader->failure.status != IKM_OK) {
        *err = reader->failure;
        return err->status;
    }
    int is_ended = 0;
    reader->is_ready = false;
    const enum ikm_status status =
        ikm_xml_next(reader->xml, reader->setting.input.source,
                     reader->setting.input.source_context, &is_ended, err);
    if (status != IKM_OK)
        reader->failure = *err;
    else if (reader->is_ready)
        *ret_row = &reader->given;
    return status;
}
