#include "data/tables/ods.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/tables/package.h"
#include "data/tables/xlsx_parts.h"

enum {
    CONTENT = 1,
    STYLES,
    DATA_STYLE,
    DIGITS,
    CELL_STYLE,
    BODY,
    SHEETS,
    SHEET,
    GROUP,
    ROW,
    CELL,
    TEXT,
    SPAN,
    SPACE
};

enum {
    MOST_ROWS = 1048576,
    MOST_COLUMNS = 16384,
    MOST_STYLES = 20000,
    ROW_TEXT_BYTES = 1 << 20,
    NAME_BYTES = 128
};
static const uint64_t content_bytes = UINT64_C(1024) << 20;
static const uint64_t most_cells = UINT64_C(40) * 1000 * 1000;

static const struct ikm_xml_step steps[] = {
    {"document-content", 0, CONTENT},
    {"automatic-styles", CONTENT, STYLES},
    {"number-style", STYLES, DATA_STYLE},
    {"percentage-style", STYLES, DATA_STYLE},
    {"currency-style", STYLES, DATA_STYLE},
    {"number", DATA_STYLE, DIGITS},
    {"style", STYLES, CELL_STYLE},
    {"body", CONTENT, BODY},
    {"spreadsheet", BODY, SHEETS},
    {"table", SHEETS, SHEET},
    {"table-row", SHEET, ROW},
    {"table-header-rows", SHEET, GROUP},
    {"table-row-group", SHEET, GROUP},
    {"table-rows", SHEET, GROUP},
    {"table-row-group", GROUP, GROUP},
    {"table-header-rows", GROUP, GROUP},
    {"table-row", GROUP, ROW},
    {"table-cell", ROW, CELL},
    {"covered-table-cell", ROW, CELL},
    {"p", CELL, TEXT},
    {"span", TEXT, SPAN},
    {"a", TEXT, SPAN},
    {"span", SPAN, SPAN},
    {"s", TEXT, SPACE},
    {"s", SPAN, SPACE},
};

/* A style of numbers, or of cells that use one. */
struct style {
    char name[NAME_BYTES];
    int8_t decimals;
};

struct ikm_ods {
    char *path;
    struct ikm_package *package;
    struct ikm_part *part;
    struct ikm_xml *xml;

    struct style *styles;
    size_t n_styles;
    char style[NAME_BYTES]; /* the data style under way */

    char sheet_name[NAME_BYTES];
    size_t n_sheets; /* begun so far */
    uint32_t row;    /* the last one of the sheet */
    uint32_t times;  /* how often the row under way stands */
    uint64_t n_given;

    struct ikm_xlsx_cell cell; /* the one under way */
    uint32_t cell_times;
    bool has_value; /* an attribute said it: the text is for people only */
    size_t value_at;

    struct ikm_xlsx_cell *cells;
    size_t *text_at;
    size_t n_cells, room, n_empty; /* n_empty: not yet put */
    struct ikm_xlsx_buffer text;

    struct ikm_xlsx_row given;
    uint32_t n_left; /* how often it is still to be given */
    bool is_ready;
    struct ikm_error failure;
};

static uint32_t times_of(const char *const *attributes, const char *name)
{
    const char *text = ikm_xml_attribute(attributes, name);
    uint32_t value = 0;
    for (; text && *text >= '0' && *text <= '9' && value < MOST_ROWS; text++)
        value = value * 10 + (uint32_t)(*text - '0');
    return value > 0 ? value : 1;
}

static const struct style *find_style(const struct ikm_ods *ods,
                                      const char *name)
{
    for (size_t i = ods->n_styles; i-- > 0;)
        if (strcmp(ods->styles[i].name, name) == 0)
            return &ods->styles[i];
    return NULL;
}

static enum ikm_status add_style(struct ikm_ods *ods, const char *name,
                                 int decimals, struct ikm_error *err)
{
    if (ods->n_styles >= MOST_STYLES || strlen(name) >= NAME_BYTES)
        return IKM_OK;
    if (ods->n_styles % 64 == 0) {
        struct style *styles =
            realloc(ods->styles, (ods->n_styles + 64) * sizeof *styles);
        if (!styles)
            return ikm_fail_memory(err);
        ods->styles = styles;
    }
    struct style *style = &ods->styles[ods->n_styles++];
    (void)snprintf(style->name, sizeof style->name, "%s", name);
    style->decimals = (int8_t)decimals;
    return IKM_OK;
}

static enum ikm_status enter_style(struct ikm_ods *ods, int place,
                                   const char *const *attributes,
                                   struct ikm_error *err)
{
    const char *name = ikm_xml_attribute(attributes, "name");
    if (place == DATA_STYLE) {
        (void)snprintf(ods->style, sizeof ods->style, "%s", name ? name : "");
        return IKM_OK;
    }
    if (place == DIGITS) {
        const char *shown = ikm_xml_attribute(attributes, "decimal-places");
        const int decimals = shown ? (int)strtol(shown, NULL, 10) : -1;
        return add_style(ods, ods->style,
                         decimals >= 0 && decimals <= 30 ? decimals : -1, err);
    }
    const char *used = ikm_xml_attribute(attributes, "data-style-name");
    const struct style *data = used ? find_style(ods, used) : NULL;
    return name && data ? add_style(ods, name, data->decimals, err) : IKM_OK;
}

static enum ikm_status fail_large(const struct ikm_ods *ods,
                                  struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "%s, lembar \"%s\", baris %lu: isinya melebihi batas "
                    "wajar; simpan lembarnya sebagai CSV",
                    "%s, sheet \"%s\", row %lu: it holds more than is "
                    "reasonable; save the sheet as CSV",
                    ods->path, ods->sheet_name, (unsigned long)ods->row);
}

static enum ikm_status add_text(struct ikm_ods *ods, const char *bytes,
                                size_t length_bytes, struct ikm_error *err)
{
    if (length_bytes > ods->text.limit_bytes - ods->text.length_bytes)
        return fail_large(ods, err);
    return ikm_xlsx_buffer_add(&ods->text, bytes, length_bytes, ods->path, err);
}

/* Kind and value as the attributes say; the paragraphs are what people see. */
static enum ikm_status open_cell(struct ikm_ods *ods,
                                 const char *const *attributes,
                                 struct ikm_error *err)
{
    const char *type = ikm_xml_attribute(attributes, "value-type");
    const char *value = ikm_xml_attribute(attributes, "value");
    const char *date = ikm_xml_attribute(attributes, "date-value");
    const char *style_name = ikm_xml_attribute(attributes, "style-name");
    const struct style *style = style_name ? find_style(ods, style_name) : NULL;
    char shown[IKM_XLSX_NUMBER_BYTES];
    ods->cell = (struct ikm_xlsx_cell){.text = "", .decimals = -1};
    ods->cell_times = times_of(attributes, "number-columns-repeated");
    ods->value_at = ods->text.length_bytes;
    ods->has_value = false;
    if (type && value &&
        (strcmp(type, "float") == 0 || strcmp(type, "percentage") == 0 ||
         strcmp(type, "currency") == 0)) {
        const size_t n =
            ikm_xlsx_number(value, strlen(value), shown, &ods->cell.number);
        ods->has_value = n > 0;
        ods->cell.kind = IKM_XLSX_NUMBER;
        if (style)
            ods->cell.decimals = style->decimals;
        if (strcmp(type, "percentage") == 0)
            ods->cell.is_percent = 1;
        return n > 0 ? add_text(ods, shown, n, err) : IKM_OK;
    }
    if (type && date) {
        ods->has_value = true;
        ods->cell.kind = IKM_XLSX_DATE;
        return add_text(ods, date, strlen(date), err);
    }
    return IKM_OK;
}

static enum ikm_status put_cell(struct ikm_ods *ods,
                                const struct ikm_xlsx_cell *cell,
                                size_t text_at, struct ikm_error *err)
{
    if (ods->n_cells >= MOST_COLUMNS)
        return fail_large(ods, err);
    if (ods->n_cells == ods->room) {
        const size_t room = ods->room * 2 + 64;
        struct ikm_xlsx_cell *cells = realloc(ods->cells, room * sizeof *cells);
        if (!cells)
            return ikm_fail_memory(err);
        ods->cells = cells;
        size_t *places = realloc(ods->text_at, room * sizeof *places);
        if (!places)
            return ikm_fail_memory(err);
        ods->text_at = places;
        ods->room = room;
    }
    ods->cells[ods->n_cells] = *cell;
    ods->text_at[ods->n_cells++] = text_at;
    return IKM_OK;
}

static enum ikm_status close_cell(struct ikm_ods *ods, struct ikm_error *err)
{
    static const struct ikm_xlsx_cell empty = {.text = "", .decimals = -1};
    size_t length = ods->text.length_bytes - ods->value_at;
    enum ikm_status status = IKM_OK;
    if (length > 0)
        length = ikm_xlsx_text_finish(ods->text.bytes + ods->value_at, length);
    ods->text.length_bytes = ods->value_at + length;
    if (length == 0) {
        ods->n_empty += ods->cell_times;
        return IKM_OK;
    }
    if (ods->n_empty > MOST_COLUMNS)
        return fail_large(ods, err);
    for (; ods->n_empty > 0 && status == IKM_OK; ods->n_empty--)
        status = put_cell(ods, &empty, SIZE_MAX, err);
    if (!ods->has_value)
        ods->cell.kind = IKM_XLSX_TEXT;
    ods->cell.length_bytes = length;
    if (status == IKM_OK)
        status = add_text(ods, "", 1, err);
    for (uint32_t i = 0; i < ods->cell_times && status == IKM_OK; i++)
        status = put_cell(ods, &ods->cell, ods->value_at, err);
    return status;
}

static enum ikm_status close_row(struct ikm_ods *ods, struct ikm_error *err)
{
    const uint32_t first = ods->row + 1;
    ods->row += ods->times;
    if (ods->n_cells == 0)
        return IKM_OK;
    ods->n_given += (uint64_t)ods->n_cells * ods->times;
    if (ods->n_given > most_cells || ods->row > MOST_ROWS)
        return fail_large(ods, err);
    for (size_t i = 0; i < ods->n_cells; i++)
        if (ods->text_at[i] != SIZE_MAX)
            ods->cells[i].text = ods->text.bytes + ods->text_at[i];
    ods->given = (struct ikm_xlsx_row){first, ods->n_cells, ods->cells};
    ods->n_left = ods->times;
    ods->is_ready = true;
    ikm_xml_pause(ods->xml);
    return IKM_OK;
}

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    struct ikm_ods *ods = context;
    const char *name = NULL;
    switch (place) {
    case DATA_STYLE:
    case DIGITS:
    case CELL_STYLE: return enter_style(ods, place, attributes, err);
    case SHEET:
        name = ikm_xml_attribute(attributes, "name");
        (void)snprintf(ods->sheet_name, sizeof ods->sheet_name, "%s",
                       name ? name : "");
        ods->n_sheets++;
        ods->row = 0;
        return IKM_OK;
    case ROW:
        ods->times = times_of(attributes, "number-rows-repeated");
        ods->n_cells = ods->n_empty = 0;
        ods->text.length_bytes = 0;
        return IKM_OK;
    case CELL: return open_cell(ods, attributes, err);
    case TEXT:
        /* paragraphs of a cell are lines */
        return !ods->has_value && ods->text.length_bytes > ods->value_at
                   ? add_text(ods, "\n", 1, err)
                   : IKM_OK;
    case SPACE: return ods->has_value ? IKM_OK : add_text(ods, " ", 1, err);
    default: return IKM_OK;
    }
}

static enum ikm_status leave(void *context, int place, struct ikm_error *err)
{
    if (place == CELL)
        return close_cell(context, err);
    return place == ROW ? close_row(context, err) : IKM_OK;
}

static enum ikm_status text(void *context, int place, const char *bytes,
                            size_t length_bytes, struct ikm_error *err)
{
    struct ikm_ods *ods = context;
    if ((place != TEXT && place != SPAN) || ods->has_value)
        return IKM_OK;
    return add_text(ods, bytes, length_bytes, err);
}

static const struct ikm_xml_plan plan = {.steps = steps,
                                         .n_steps = IKM_COUNT(steps),
                                         .enter = enter,
                                         .leave = leave,
                                         .text = text};

int ikm_ods_looks(const char *path)
{
    struct ikm_package *package = NULL;
    struct ikm_error err = {0};
    if (ikm_package_open(path, &package, &err) != IKM_OK)
        return 0;
    const int looks = ikm_package_has(package, "content.xml") &&
                      !ikm_package_has(package, "[Content_Types].xml");
    ikm_package_close(package);
    return looks;
}

enum ikm_status ikm_ods_open(const char *path, struct ikm_ods **ret_ods,
                             struct ikm_error *err)
{
    struct ikm_ods *ods = calloc(1, sizeof *ods);
    if (!ods)
        return ikm_fail_memory(err);
    const size_t n_bytes = strlen(path) + 1;
    ods->text.limit_bytes = ROW_TEXT_BYTES;
    ods->path = malloc(n_bytes);
    enum ikm_status status = IKM_OK;
    if (ods->path)
        memcpy(ods->path, path, n_bytes);
    else
        status = ikm_fail_memory(err);
    if (status == IKM_OK)
        status = ikm_package_open(ods->path, &ods->package, err);
    if (status == IKM_OK)
        status = ikm_part_open(ods->package, "content.xml", content_bytes,
                               &ods->part, err);
    if (status == IKM_OK)
        status = ikm_xml_open(&plan, ods, ods->path, &ods->xml, err);
    if (status != IKM_OK) {
        ikm_ods_close(ods);
        return status;
    }
    *ret_ods = ods;
    return IKM_OK;
}

void ikm_ods_close(struct ikm_ods *ods)
{
    if (!ods)
        return;
    ikm_xml_close(ods->xml);
    ikm_part_close(ods->part);
    ikm_package_close(ods->package);
    free(ods->styles);
    free(ods->cells);
    free(ods->text_at);
    free(ods->text.bytes);
    free(ods->path);
    free(ods);
}

enum ikm_status ikm_ods_next(struct ikm_ods *ods,
                             const struct ikm_xlsx_row **ret_row,
                             size_t *ret_sheet, struct ikm_error *err)
{
    *ret_row = NULL;
    if (ods->failure.status != IKM_OK) {
        *err = ods->failure;
        return err->status;
    }
    if (ods->n_left == 0) {
        int is_ended = 0;
        ods->is_ready = false;
        const enum ikm_status status =
            ikm_xml_next(ods->xml, ikm_part_read, ods->part, &is_ended, err);
        if (status != IKM_OK) {
            ods->failure = *err;
            return status;
        }
        if (!ods->is_ready)
            return IKM_OK;
    } else {
        ods->given.number++;
    }
    ods->n_left--;
    *ret_sheet = ods->n_sheets - 1;
    *ret_row = &ods->given;
    return IKM_OK;
}

const char *ikm_ods_sheet_name(const struct ikm_ods *ods)
{
    return ods->sheet_name;
}
