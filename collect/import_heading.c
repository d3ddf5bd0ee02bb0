#include <stdbool.h>
#include <string.h>

#include "collect/fields.h"
#include "collect/import_internal.h"
#include "data/base/utf8.h"
#include "data/store_registers.h"

enum { KEY_BYTES = 1024 };

enum { HEADING_ROWS = 30 }; /* titles may stand above the heading */

static enum ikm_status fail_order(const struct import_job *job,
                                  struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(job->arena);
    const char *names = "";
    for (size_t i = 0; i < job->form->n_orders; i++)
        ikm_text_printf(&list, "%s%s", i ? ", " : "",
                        job->form->orders[i].name);
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_USAGE,
                    "urutan \"%s\" tidak ada di kuesioner %s; yang ada: %s",
                    "there is no order \"%s\" in form %s; there are: %s",
                    job->options->order, job->form->id, names);
}

enum ikm_status import_choose_form(struct import_job *job,
                                   struct ikm_error *err)
{
    const char *id = job->options->form;
    const char *own = NULL;
    enum ikm_status status = IKM_OK;
    if (!id) {
        status = ikm_store_setting(job->store, "form", job->arena, &own, err);
        id = own && own[0] ? own : IKM_DEFAULT_FORM;
    }
    if (status == IKM_OK)
        status = ikm_store_find_form(job->store, id, job->arena, &job->form,
                                     &job->form_id, err);
    if (status != IKM_OK)
        return status;
    job->order = &job->form->orders[0];
    if (job->options->order) {
        job->order = ikm_form_find_order(job->form, job->options->order);
        if (!job->order)
            return fail_order(job, err);
    }
    job->report->form_id = job->form->id;
    job->report->order = job->order->name;
    return IKM_OK;
}

/* Keys that name nothing of the form: a slip of the pen would leave a column
 * out. */
static enum ikm_status check_map(struct import_job *job, size_t first,
                                 struct ikm_error *err)
{
    const size_t n_before = job->faults->n_total;
    for (size_t i = first; i < job->map.n_columns; i++) {
        const struct ikm_map_column *column = &job->map.columns[i];
        if (!ikm_mapping_knows(column->target, job->form, job->order))
            ikm_fault_add(job->faults, column->row, 2,
                          "kunci \"%.60s\" tidak dikenal di kuesioner %s; "
                          "tulis u1, kunci unsur, atau judul baku seperti "
                          "unit, tanggal, layanan; - untuk mengabaikan kolom",
                          "key \"%.60s\" is not known in form %s; write u1, "
                          "the key of an element, or a standard heading such "
                          "as unit, tanggal, layanan; - leaves a column out",
                          column->target, job->form->id);
    }
    if (job->faults->n_total == n_before)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT, "%s: tidak dapat dipakai",
                    "%s: cannot be used", job->faults->source);
}

enum ikm_status import_read_maps(struct import_job *job, struct ikm_error *err)
{
    const char *const source = job->faults->source;
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < job->options->n_map_paths && status == IKM_OK; i++) {
        const size_t n_before = job->map.n_columns;
        job->faults->source = job->options->map_paths[i];
        status = ikm_map_read(job->options->map_paths[i], job->arena,
                              job->faults, &job->map, err);
        if (status == IKM_OK)
            status = check_map(job, n_before, err);
    }
    if (status == IKM_OK)
        job->faults->source = source;
    return status;
}

enum ikm_status import_check_defaults(struct import_job *job,
                                      struct ikm_error *err)
{
    const struct ikm_import_options *o = job->options;
    const struct ikm_mapping *m = &job->report->mapping;
    struct ikm_response r = {0};
    enum ikm_status status = IKM_OK;
    if (o->date)
        status = ikm_set_date(o->date, &r, err);
    if (status == IKM_OK && o->unit && !o->create) {
        struct ikm_unit unit = {0};
        status =
            ikm_store_find_unit(job->store, o->unit, job->arena, &unit, err);
        r.unit_id = unit.unit_id;
    }
    /* the unit of each row is known only when the file names none */
    if (status == IKM_OK && o->service && r.unit_id != 0 && m->unit < 0)
        status = ikm_set_service(job->store, o->service, &r, err);
    return status;
}

static void hash_words(struct ikm_hasher *hasher, size_t n,
                       const char *const *words)
{
    for (size_t i = 0; i < n; i++)
        ikm_hasher_add(hasher, words[i] ? words[i] : "",
                       words[i] ? strlen(words[i]) + 1 : 1);
}

struct ikm_digest import_digest(const struct import_job *job)
{
    const struct ikm_import_options *o = job->options;
    enum { HALF = IKM_DIGEST_BYTES / 2 };
    const char *const who[] = {o->unit, o->service, o->date, job->form->id};
    const char *const how[] = {job->order->name,
                               o->dates == IKM_DATES_MDY ? "mdy" : "dmy"};
    struct ikm_hasher hasher;
    ikm_hasher_start(&hasher);
    ikm_hasher_add(&hasher, job->report->facts.digest.bytes, IKM_DIGEST_BYTES);
    hash_words(&hasher, IKM_COUNT(who), who);
    struct ikm_digest digest = ikm_hasher_digest(&hasher);
    ikm_hasher_start(&hasher);
    hash_words(&hasher, IKM_COUNT(how), how);
    ikm_hasher_add(&hasher, job->map.digest.bytes, IKM_DIGEST_BYTES);
    const struct ikm_digest ways = ikm_hasher_digest(&hasher);
    memcpy(digest.bytes + HALF, ways.bytes, HALF);
    return digest;
}

/* The heading met so far. */
struct found {
    size_t score, sheet;
    uint32_t row;      /* 0: none */
    size_t last_other; /* sheet that was counted as another one */
};

/* The row that names most questions; the first one of a file that names none.
 * Sheets that have such a row too are counted. */
static void judge_row(struct import_job *job, const struct ikm_row *row,
                      size_t sheet, struct found *found)
{
    const size_t score = ikm_mapping_score(row, job->form, &job->map);
    const bool is_first =
        found->row == 0 && row->n_cells > 0 && row->cells[0].text[0];
    if (score > found->score || is_first) {
        *found = (struct found){score, sheet, row->number, sheet};
        job->report->n_other_sheets = 0;
    } else if (score == found->score && score > 0 &&
               sheet != found->last_other) {
        job->report->n_other_sheets++;
        found->last_other = sheet;
    }
}

static enum ikm_status look_at_sheet(struct import_job *job, size_t sheet,
                                     struct found *found, struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    enum ikm_status status = ikm_table_rewind(job->table, sheet, err);
    for (int i = 0; i < HEADING_ROWS && status == IKM_OK; i++) {
        status = ikm_table_next(job->table, &row, err);
        if (status != IKM_OK || !row)
            break;
        judge_row(job, row, sheet, found);
    }
    /* a broken row below the heading: told when it is read */
    return status == IKM_INPUT && found->score > 0 && found->sheet == sheet
               ? IKM_OK
               : status;
}

static enum ikm_status find_heading(struct import_job *job, size_t *ret_sheet,
                                    uint32_t *ret_row, struct ikm_error *err)
{
    struct found found = {0};
    enum ikm_status status = IKM_OK;
    const size_t n_sheets = job->report->facts.n_sheets;
    for (size_t s = 0; s < n_sheets && status == IKM_OK; s++)
        status = look_at_sheet(job, s, &found, err);
    *ret_sheet = found.sheet;
    *ret_row = found.row;
    if (status == IKM_OK && found.row == 0)
        return ikm_fail(err, IKM_INPUT, "%s: tidak ada isinya",
                        "%s: there is nothing in it",
                        job->options->name ? job->options->name
                                           : job->options->path);
    return status;
}

static enum ikm_status keep_row(const struct ikm_row *row,
                                struct ikm_arena *arena,
                                struct ikm_row *ret_kept, struct ikm_error *err)
{
    struct ikm_cell *cells =
        ikm_arena_take(arena, row->n_cells + 1, sizeof *cells);
    if (!cells)
        return ikm_fail_memory(err);
    for (size_t c = 0; c < row->n_cells; c++) {
        const size_t length = row->cells[c].length_bytes;
        cells[c] = (struct ikm_cell){
            ikm_arena_copy(arena, row->cells[c].text, length), length};
        if (!cells[c].text)
            return ikm_fail_memory(err);
    }
    *ret_kept = (struct ikm_row){row->number, row->n_cells, cells};
    return IKM_OK;
}

enum ikm_status import_go_to_rows(struct import_job *job,
                                  const struct ikm_row **ret_heading,
                                  struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    enum ikm_status status = ikm_table_rewind(job->table, job->sheet, err);
    while (status == IKM_OK) {
        status = ikm_table_next(job->table, &row, err);
        if (!row || row->number >= job->report->heading_row)
            break;
        if (ret_heading && row->number + 1 == job->report->heading_row)
            status = keep_row(row, job->arena, &job->above, err);
    }
    if (ret_heading)
        *ret_heading = row;
    return status;
}

/* Headings of two rows: "Tanggal" stands beside "NILAI UNSUR", one row higher
 * than U1..U9. Where the heading row has no cell, the one above it counts. */
static enum ikm_status join_heading(struct import_job *job,
                                    const struct ikm_row *heading,
                                    struct ikm_row *ret_joined,
                                    struct ikm_error *err)
{
    const struct ikm_row *above = &job->above;
    const size_t n =
        above->n_cells > heading->n_cells ? above->n_cells : heading->n_cells;
    struct ikm_cell *cells = ikm_arena_take(job->arena, n + 1, sizeof *cells);
    if (!cells)
        return ikm_fail_memory(err);
    for (size_t c = 0; c < n; c++) {
        cells[c] = (struct ikm_cell){"", 0};
        if (c < heading->n_cells)
            cells[c] = heading->cells[c];
        if (c < above->n_cells && cells[c].length_bytes == 0)
            cells[c] = above->cells[c];
    }
    *ret_joined = (struct ikm_row){heading->number, n, cells};
    return IKM_OK;
}

static int has_heading(const struct ikm_mapping *mapping, const char *key)
{
    char own[KEY_BYTES];
    for (size_t c = 0; c < mapping->n_columns; c++) {
        (void)ikm_fold_letters(mapping->columns[c].heading, own, sizeof own);
        if (strcmp(own, key) == 0)
            return 1;
    }
    return 0;
}

static void note_unmet(struct ikm_import_report *report, const char *heading,
                       const char *key, uint32_t row)
{
    if (has_heading(&report->mapping, key))
        return;
    if (report->n_unmet < IKM_PASSED_KEPT)
        report->unmet[report->n_unmet] = (struct ikm_passed_row){row, heading};
    report->n_unmet++;
}

/* One map may serve several files, so this is told and no fault. */
static void note_all_unmet(const struct ikm_map *map,
                           struct ikm_import_report *report)
{
    for (size_t i = 0; i < map->n_columns; i++)
        note_unmet(report, map->columns[i].heading, map->columns[i].heading_key,
                   map->columns[i].row);
    for (size_t i = 0; i < map->n_values; i++)
        note_unmet(report, map->values[i].heading, map->values[i].heading_key,
                   map->values[i].row);
}

/* The first rows, for people to look at; one that is broken is told later. */
static enum ikm_status keep_samples(struct import_job *job,
                                    struct ikm_error *err)
{
    struct ikm_import_report *report = job->report;
    struct ikm_error later = {.lang = err->lang};
    while (report->n_samples < IKM_SAMPLE_ROWS) {
        const struct ikm_row *row = NULL;
        if (ikm_table_next(job->table, &row, &later) != IKM_OK || !row)
            break;
        const enum ikm_status status =
            keep_row(row, job->arena, &report->sample[report->n_samples], err);
        if (status != IKM_OK)
            return status;
        report->n_samples++;
    }
    return IKM_OK;
}

enum ikm_status import_understand_heading(struct import_job *job,
                                          struct ikm_error *err)
{
    const struct ikm_row *heading = NULL;
    struct ikm_row joined = {0};
    struct ikm_import_report *report = job->report;
    const struct ikm_mapping_rules rules = {
        .form = job->form,
        .order = job->order,
        .map = &job->map,
        .needs_unit = !job->options->unit,
        .needs_date = !job->options->date,
    };
    enum ikm_status status =
        find_heading(job, &job->sheet, &report->heading_row, err);
    if (status == IKM_OK)
        status = import_go_to_rows(job, &heading, err);
    if (status == IKM_OK)
        status = join_heading(job, heading, &joined, err);
    if (status != IKM_OK)
        return status;
    report->sheet = ikm_table_sheet_name(job->table, job->sheet);
    report->sheet =
        ikm_arena_copy(job->arena, report->sheet, strlen(report->sheet));
    if (!report->sheet)
        return ikm_fail_memory(err);
    job->reader.n_heading_cells = joined.n_cells;
    while (job->reader.n_heading_cells > 0 &&
           joined.cells[job->reader.n_heading_cells - 1].length_bytes == 0)
        job->reader.n_heading_cells--;
    status = ikm_mapping_make(&joined, &rules, job->arena, job->faults,
                              &report->mapping, err);
    report->order_matters =
        report->mapping.n_positional > 0 && job->form->n_orders > 1;
    if (status == IKM_OK)
        note_all_unmet(&job->map, report);
    /* the cells of the heading are gone with the next row */
    struct ikm_error no_room = {.lang = err->lang};
    if (keep_samples(job, &no_room) != IKM_OK) {
        *err = no_room;
        return no_room.status;
    }
    return status;
}
