#include "export/check_file.h"

#include <stdio.h>
#include <string.h>

#include "data/tables/ods.h"
#include "data/tables/table.h"
#include "data/tables/xlsx.h"

enum {
    NUMBER_BYTES = 40,
    SHEET_NAME_BYTES = 128,
    FIRST_LINES = 64,
    MOST_SHEETS = 256,
    MOST_CELLS = 8 * 1000 * 1000
};

/* A sheet under way. */
struct load {
    const char *path;
    struct ikm_arena *arena;
    struct ikm_check_line *lines;
    size_t n_lines, room;
    size_t n_cells; /* of the whole file */
};

static enum ikm_status add_line(struct load *load, uint32_t number,
                                size_t n_cells, struct ikm_check_cell **ret,
                                struct ikm_error *err)
{
    load->n_cells += n_cells;
    if (load->n_cells > MOST_CELLS)
        return ikm_fail(err, IKM_INPUT,
                        "%s: isinya melebihi %d sel; periksa tabel "
                        "pengolahannya saja",
                        "%s: it holds more than %d cells; check the processing "
                        "table alone",
                        load->path, MOST_CELLS);
    if (load->n_lines == load->room) {
        const size_t room = load->room ? load->room * 2 : FIRST_LINES;
        struct ikm_check_line *lines =
            ikm_arena_take(load->arena, room, sizeof *lines);
        if (!lines)
            return ikm_fail_memory(err);
        if (load->n_lines > 0)
            memcpy(lines, load->lines, load->n_lines * sizeof *lines);
        load->lines = lines;
        load->room = room;
    }
    *ret = ikm_arena_take(load->arena, n_cells + 1, sizeof **ret);
    if (!*ret)
        return ikm_fail_memory(err);
    load->lines[load->n_lines++] =
        (struct ikm_check_line){number, n_cells, *ret};
    return IKM_OK;
}

/* Text that may be a number typed as text, or out of a CSV file. */
static enum ikm_status set_text(struct load *load, const char *text,
                                struct ikm_check_cell *ret_cell,
                                struct ikm_error *err)
{
    char room[NUMBER_BYTES];
    ret_cell->decimals = -1;
    const char *used =
        ikm_check_cell_of_text(text, room, sizeof room, &ret_cell->kind);
    ret_cell->text = ikm_arena_copy(load->arena, used, strlen(used));
    return ret_cell->text ? IKM_OK : ikm_fail_memory(err);
}

static struct ikm_check_sheet end_sheet(struct load *load, const char *name)
{
    const struct ikm_check_sheet sheet = {name, load->n_lines, load->lines};
    load->lines = NULL;
    load->n_lines = load->room = 0;
    return sheet;
}

static enum ikm_status load_xlsx_row(struct load *load,
                                     const struct ikm_xlsx_row *row,
                                     struct ikm_error *err)
{
    struct ikm_check_cell *cells = NULL;
    enum ikm_status status =
        add_line(load, row->number, row->n_cells, &cells, err);
    for (size_t i = 0; cells && i < row->n_cells && status == IKM_OK; i++) {
        const struct ikm_xlsx_cell *from = &row->cells[i];
        status = set_text(load, from->text, &cells[i], err);
        if (from->kind == IKM_XLSX_NUMBER) {
            if (from->decimals >= 0)
                cells[i].decimals = (unsigned char)from->decimals;
            cells[i].is_percent = from->is_percent != 0;
        } else if (from->kind == IKM_XLSX_DATE) {
            cells[i].kind = IKM_CHECK_TEXT;
        }
    }
    return status;
}

static enum ikm_status load_xlsx(struct load *load,
                                 struct ikm_check_grid *ret_grid,
                                 struct ikm_error *err)
{
    struct ikm_xlsx *xlsx = NULL;
    enum ikm_status status = ikm_xlsx_open(load->path, &xlsx, err);
    if (status != IKM_OK)
        return status;
    const size_t n = ikm_xlsx_sheet_count(xlsx);
    struct ikm_check_sheet *sheets =
        ikm_arena_take(load->arena, n, sizeof *sheets);
    if (!sheets)
        status = ikm_fail_memory(err);
    for (size_t i = 0; sheets && i < n && status == IKM_OK; i++) {
        const char *name = ikm_xlsx_sheet_name(xlsx, i);
        const struct ikm_xlsx_row *row = NULL;
        status = ikm_xlsx_rewind(xlsx, i, err);
        while (status == IKM_OK &&
               (status = ikm_xlsx_next(xlsx, &row, err)) == IKM_OK && row)
            status = load_xlsx_row(load, row, err);
        name = ikm_arena_copy(load->arena, name, strlen(name));
        if (status == IKM_OK && !name)
            status = ikm_fail_memory(err);
        if (status == IKM_OK)
            sheets[i] = end_sheet(load, name);
    }
    *ret_grid = (struct ikm_check_grid){n, sheets};
    ikm_xlsx_close(xlsx);
    return status;
}

/* The sheet under way ends: one more in `grid`, whose sheets have room for
 * MOST_SHEETS. */
static enum ikm_status end_ods_sheet(struct load *load,
                                     struct ikm_check_sheet *sheets,
                                     const char *name, size_t *n_sheets,
                                     struct ikm_error *err)
{
    const char *copy = ikm_arena_copy(load->arena, name, strlen(name));
    if (!copy)
        return ikm_fail_memory(err);
    const struct ikm_check_sheet sheet = end_sheet(load, copy);
    if (sheet.n_lines > 0 && *n_sheets < MOST_SHEETS)
        sheets[(*n_sheets)++] = sheet;
    return IKM_OK;
}

static enum ikm_status load_ods(struct load *load,
                                struct ikm_check_grid *ret_grid,
                                struct ikm_error *err)
{
    struct ikm_ods *ods = NULL;
    struct ikm_check_sheet *sheets =
        ikm_arena_take(load->arena, MOST_SHEETS, sizeof *sheets);
    if (!sheets)
        return ikm_fail_memory(err);
    enum ikm_status status = ikm_ods_open(load->path, &ods, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_xlsx_row *row = NULL;
    char name[SHEET_NAME_BYTES] = "";
    size_t n = 0, sheet = 0, last = 0;
    while (status == IKM_OK &&
           (status = ikm_ods_next(ods, &row, &sheet, err)) == IKM_OK && row) {
        if (sheet != last)
            status = end_ods_sheet(load, sheets, name, &n, err);
        last = sheet;
        (void)snprintf(name, sizeof name, "%s", ikm_ods_sheet_name(ods));
        if (status == IKM_OK)
            status = load_xlsx_row(load, row, err);
    }
    if (status == IKM_OK)
        status = end_ods_sheet(load, sheets, name, &n, err);
    ikm_ods_close(ods);
    *ret_grid = (struct ikm_check_grid){n, sheets};
    return status;
}

static enum ikm_status load_csv(struct load *load, struct ikm_table *table,
                                struct ikm_check_grid *ret_grid,
                                struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    enum ikm_status status = IKM_OK;
    while (status == IKM_OK &&
           (status = ikm_table_next(table, &row, err)) == IKM_OK && row) {
        struct ikm_check_cell *cells = NULL;
        status = add_line(load, row->number, row->n_cells, &cells, err);
        for (size_t i = 0; cells && i < row->n_cells && status == IKM_OK; i++)
            status = set_text(load, row->cells[i].text, &cells[i], err);
    }
    struct ikm_check_sheet *sheet =
        ikm_arena_take(load->arena, 1, sizeof *sheet);
    if (status != IKM_OK)
        return status;
    if (!sheet)
        return ikm_fail_memory(err);
    *sheet = end_sheet(load, "");
    *ret_grid = (struct ikm_check_grid){1, sheet};
    return IKM_OK;
}

static enum ikm_status load_grid(struct load *load,
                                 struct ikm_check_grid *ret_grid,
                                 struct ikm_error *err)
{
    struct ikm_table *table = NULL;
    if (ikm_ods_looks(load->path))
        return load_ods(load, ret_grid, err);
    enum ikm_status status = ikm_table_open(load->path, &table, err);
    if (status != IKM_OK)
        return status;
    status = ikm_table_facts(table)->is_xlsx
                 ? load_xlsx(load, ret_grid, err)
                 : load_csv(load, table, ret_grid, err);
    ikm_table_close(table);
    return status;
}

static enum ikm_status load_form(const char *id, struct ikm_arena *arena,
                                 const struct ikm_form **ret_form,
                                 struct ikm_error *err)
{
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    struct ikm_faults *faults = ikm_arena_take(arena, 1, sizeof *faults);
    if (!faults || !builtin)
        return ikm_fail_memory(err);
    faults->arena = arena;
    return ikm_form_load(&builtin->source, arena, faults, ret_form, err);
}

/* A table was found, and its IKM cannot be computed. */
static enum ikm_status fail_empty(const char *path,
                                  const struct ikm_check_result *found,
                                  struct ikm_error *err)
{
    const int has_rows = found->layout == IKM_CHECK_RESPONDENTS;
    const char *space = found->sheet[0] ? " " : "";
    return ikm_fail(
        err, IKM_INPUT,
        "%s: tabel%s%s berisi %zu unsur, tetapi IKM tidak dapat dihitung: %s",
        "%s: the table%s%s holds %zu elements, but its IKM cannot be computed: "
        "%s",
        path, space, found->sheet, found->n_elements,
        has_rows ? ikm_say(err->lang,
                           "ada unsur tanpa satu jawaban pun, dan NRR tidak "
                           "tertulis",
                           "an element has no answers at all, and no NRR is "
                           "given")
                 : ikm_say(err->lang,
                           "yang tertulis hanya jumlah nilai, tanpa jumlah "
                           "responden, NRR, atau IKM",
                           "only sums are given, without the number of "
                           "respondents, NRR or IKM"));
}

enum ikm_status ikm_check_file(const char *path, struct ikm_arena *arena,
                               struct ikm_check_result *ret,
                               struct ikm_error *err)
{
    struct load load = {.path = path, .arena = arena};
    struct ikm_check_rules rules = {NULL, NULL};
    struct ikm_check_grid grid = {0, NULL};
    enum ikm_status status =
        load_form(IKM_DEFAULT_FORM, arena, &rules.now, err);
    if (status == IKM_OK)
        status = load_form("kepmenpan-25-2004", arena, &rules.old, err);
    if (status == IKM_OK)
        status = load_grid(&load, &grid, err);
    if (status == IKM_OK)
        status = ikm_check_grid(&grid, &rules, arena, ret, err);
    if (status != IKM_UNDEFINED)
        return status;
    if (ret->n_elements > 0)
        return fail_empty(path, ret, err);
    return ikm_fail(err, IKM_INPUT,
                    "%s: tabel pengolahan tidak ditemukan; yang dicari adalah "
                    "kolom U1, U2, ... (atau nama unsur) dengan baris jumlah "
                    "nilai, NRR, atau IKM",
                    "%s: no processing table was found; looked for are columns "
                    "U1, U2, ... (or names of elements) with rows of sums, "
                    "NRR or IKM",
                    path);
}
