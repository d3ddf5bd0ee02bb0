#include "collect/import.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "collect/again.h"
#include "collect/record.h"
#include "collect/row.h"

enum {
    HEADING_ROWS = 30, /* titles may stand above the heading */
    ROW_LIMIT_BYTES = 4 * 1024 * 1024,
    ROWS_A_TICK = 2048
};

/* One import under way. */
struct job {
    struct ikm_store *store;
    const struct ikm_import_options *options;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct ikm_import_report *report;
    struct ikm_table *table;
    const struct ikm_form *form;
    int64_t form_id;
    const struct ikm_form_order *order;
    struct ikm_map map;
    size_t sheet;
    struct ikm_lookup *lookup;
    struct ikm_again *again;
    struct ikm_again_facts facts;
    struct ikm_field_memo *memo;
    struct ikm_row_reader reader;
    struct ikm_arena row_arena;
    int64_t n_at;  /* respondent rows so far, this pass */
    bool one_pass; /* no earlier file: rows are looked at and stored at once */
};

/* ---- what the file is ---- */

static enum ikm_status choose_form(struct job *job, struct ikm_error *err)
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
    if (job->options->order)
        job->order = ikm_form_find_order(job->form, job->options->order);
    if (!job->order) {
        struct ikm_text list = IKM_TEXT(job->arena);
        const char *names = "";
        for (size_t i = 0; i < job->form->n_orders; i++)
            ikm_text_printf(&list, "%s%s", i ? ", " : "",
                            job->form->orders[i].name);
        status = ikm_text_done(&list, &names, err);
        if (status != IKM_OK)
            return status;
        return ikm_fail(err, IKM_USAGE,
                        "urutan \"%s\" tidak ada di formulir %s; yang ada: %s",
                        "there is no order \"%s\" in form %s; there are: %s",
                        job->options->order, job->form->id, names);
    }
    job->report->form_id = job->form->id;
    job->report->order = job->order->name;
    return IKM_OK;
}

static enum ikm_status read_maps(struct job *job, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < job->options->n_map_paths && status == IKM_OK; i++)
        status = ikm_map_read(job->options->map_paths[i], job->arena,
                              job->faults, &job->map, err);
    return status;
}

/* The digest that says "this very file, read in this very way". */
static struct ikm_digest digest_of(const struct job *job)
{
    const struct ikm_import_options *o = job->options;
    const char *const said[] = {
        o->unit,          o->service,
        o->date,          job->form->id,
        job->order->name, o->dates == IKM_DATES_MDY ? "mdy" : "dmy"};
    struct ikm_hasher hasher;
    ikm_hasher_start(&hasher);
    ikm_hasher_add(&hasher, job->report->facts.digest.bytes, IKM_DIGEST_BYTES);
    for (size_t i = 0; i < IKM_COUNT(said); i++)
        ikm_hasher_add(&hasher, said[i] ? said[i] : "",
                       said[i] ? strlen(said[i]) + 1 : 1);
    ikm_hasher_add(&hasher, job->map.digest.bytes, IKM_DIGEST_BYTES);
    return ikm_hasher_digest(&hasher);
}

/* ---- the heading ---- */

/* The row that names most questions, over all sheets; the first one of a file
 * that names none. */
static enum ikm_status find_heading(struct job *job, size_t *ret_sheet,
                                    uint32_t *ret_row, struct ikm_error *err)
{
    size_t best = 0;
    *ret_sheet = 0;
    *ret_row = 0;
    for (size_t s = 0; s < job->report->facts.n_sheets; s++) {
        const struct ikm_row *row = NULL;
        enum ikm_status status = ikm_table_rewind(job->table, s, err);
        for (int i = 0; i < HEADING_ROWS && status == IKM_OK; i++) {
            status = ikm_table_next(job->table, &row, err);
            if (status != IKM_OK || !row)
                break;
            const size_t score = ikm_mapping_score(row, job->form, &job->map);
            const bool first =
                *ret_row == 0 && row->n_cells > 0 && row->cells[0].text[0];
            if (score > best || first) {
                best = score;
                *ret_sheet = s;
                *ret_row = row->number;
            }
        }
        if (status != IKM_OK)
            return status;
    }
    if (*ret_row == 0)
        return ikm_fail(err, IKM_INPUT, "%s: tidak ada isinya",
                        "%s: there is nothing in it", job->options->path);
    return IKM_OK;
}

/* Goes to the row under the heading; *ret_heading may be NULL. */
static enum ikm_status go_to_rows(struct job *job,
                                  const struct ikm_row **ret_heading,
                                  struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    enum ikm_status status = ikm_table_rewind(job->table, job->sheet, err);
    while (status == IKM_OK) {
        status = ikm_table_next(job->table, &row, err);
        if (!row || row->number >= job->report->heading_row)
            break;
    }
    if (ret_heading)
        *ret_heading = row;
    return status;
}

static enum ikm_status understand_heading(struct job *job,
                                          struct ikm_error *err)
{
    const struct ikm_row *heading = NULL;
    struct ikm_import_report *report = job->report;
    const struct ikm_mapping_needs needs = {
        .unit = !job->options->unit,
        .date = !job->options->date,
    };
    enum ikm_status status =
        find_heading(job, &job->sheet, &report->heading_row, err);
    if (status == IKM_OK)
        status = go_to_rows(job, &heading, err);
    if (status != IKM_OK)
        return status;
    report->sheet = ikm_table_sheet_name(job->table, job->sheet);
    report->sheet =
        ikm_arena_copy(job->arena, report->sheet, strlen(report->sheet));
    if (!report->sheet)
        return ikm_fail_memory(err);
    job->reader.n_heading_cells = heading->n_cells;
    while (job->reader.n_heading_cells > 0 &&
           heading->cells[job->reader.n_heading_cells - 1].length_bytes == 0)
        job->reader.n_heading_cells--;
    status = ikm_mapping_make(heading, job->form, job->order, &job->map, needs,
                              job->arena, job->faults, &report->mapping, err);
    report->order_matters =
        report->mapping.n_positional > 0 && job->form->n_orders > 1;
    return status;
}

/* ---- rows ---- */

typedef enum ikm_status row_taker(struct job *job, const struct ikm_row *row,
                                  struct ikm_row_read *read,
                                  struct ikm_error *err);

static enum ikm_status tick(const struct job *job, int64_t n_rows, double from,
                            double to, struct ikm_error *err)
{
    const struct ikm_import_options *o = job->options;
    if (n_rows % ROWS_A_TICK != 0 || !o->progress)
        return IKM_OK;
    const double share = from + (to - from) * ikm_table_progress(job->table);
    if (o->progress(o->progress_context, share))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE, "dihentikan; tidak ada yang disimpan",
                    "stopped; nothing was stored");
}

static enum ikm_status each_row(struct job *job, row_taker *take, double from,
                                double to, struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    int64_t n_rows = 0;
    enum ikm_status status = go_to_rows(job, NULL, err);
    job->n_at = 0;
    while (status == IKM_OK) {
        struct ikm_row_read read;
        status = ikm_table_next(job->table, &row, err);
        if (status != IKM_OK || !row)
            break;
        status = ikm_row_read(&job->reader, row, &job->row_arena, &read, err);
        if (status == IKM_OK)
            status = take(job, row, &read, err);
        ikm_arena_release(&job->row_arena);
        if (status == IKM_OK)
            status = tick(job, ++n_rows, from, to, err);
    }
    return status;
}

static enum ikm_status note_passed(struct job *job, const struct ikm_row *row,
                                   const struct ikm_row_read *read,
                                   struct ikm_error *err)
{
    struct ikm_import_report *report = job->report;
    if (read->kind == IKM_ROW_EMPTY) {
        report->n_empty++;
        return IKM_OK;
    }
    const int64_t n = report->n_passed++;
    size_t c = 0;
    while (c + 1 < row->n_cells && row->cells[c].length_bytes == 0)
        c++;
    if (n >= IKM_PASSED_KEPT)
        return IKM_OK;
    report->passed[n].row = row->number;
    report->passed[n].text = ikm_arena_copy(job->arena, row->cells[c].text,
                                            row->cells[c].length_bytes);
    return report->passed[n].text ? IKM_OK : ikm_fail_memory(err);
}

/* First pass: understand, and find out what is known. */
static enum ikm_status look_at_row(struct job *job, const struct ikm_row *row,
                                   struct ikm_row_read *read,
                                   struct ikm_error *err)
{
    if (read->kind != IKM_ROW_RESPONDENT)
        return note_passed(job, row, read, err);
    job->n_at++;
    return ikm_again_add(job->again, read, err);
}

static enum ikm_status book_excluded(struct job *job, const struct ikm_row *row,
                                     const struct ikm_row_read *read,
                                     struct ikm_error *err)
{
    char room[512];
    const struct ikm_excluded excluded = {
        .row = row->number,
        .form_id = job->form_id,
        .unit_id = read->response.unit_id,
        .service_id = read->response.service_id,
        .date = read->response.date,
        .reason = ikm_row_reason(job->form, read, err->lang, room, sizeof room),
    };
    job->report->n_excluded++;
    return ikm_store_add_excluded(job->store, &excluded, err);
}

/* Fills in the numbers of unit, service and operator, making what is new. */
static enum ikm_status place_row(struct job *job, struct ikm_row_read *read,
                                 struct ikm_error *err)
{
    struct ikm_response *r = &read->response;
    enum ikm_status status = IKM_OK;
    if (r->unit_id == 0)
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_UNIT, 0, read->unit,
                                 &r->unit_id, err);
    if (status == IKM_OK && r->service_id == 0 && read->service[0] != '\0')
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_SERVICE, r->unit_id,
                                 read->service, &r->service_id, err);
    if (status == IKM_OK && read->operator_name[0] != '\0')
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_OPERATOR, 0,
                                 read->operator_name, &r->operator_id, err);
    return status;
}

/* Whether the office has a response of this id already. */
static enum ikm_status check_id(struct job *job, const struct ikm_row *row,
                                struct ikm_row_read *read, bool *ret_known,
                                struct ikm_error *err)
{
    int64_t seq = 0;
    uint64_t hash = 0;
    *ret_known = false;
    if (read->external_id[0] == '\0')
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_find_external(job->store, read->response.unit_id,
                                read->external_id, &seq, &hash, err);
    if (status != IKM_OK || seq == 0)
        return status;
    *ret_known = hash == read->hash;
    if (*ret_known)
        return IKM_OK;
    read->bad |= 1U << IKM_ROW_ID;
    ikm_fault_add(job->faults, row->number,
                  (uint32_t)job->report->mapping.id + 1,
                  "id \"%.60s\" sudah ada di unit ini dengan isi lain; "
                  "perbaiki idnya, atau koreksi respons lama dengan ikm amend",
                  "id \"%.60s\" is in this unit already with other content; "
                  "mend the id, or correct the old response with ikm amend",
                  read->external_id);
    return IKM_OK;
}

static void count_new(struct ikm_import_report *report,
                      const struct ikm_response *r)
{
    bool partial = false;
    for (size_t q = 0; q < r->n_answers; q++)
        partial |= r->answer[q] == 0;
    report->n_new++;
    report->n_partial += partial;
    report->n_no_service += r->service_id == 0;
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        report->n_other[f] += r->other[f] != NULL;
}

/* Second pass: store. */
static enum ikm_status store_row(struct job *job, const struct ikm_row *row,
                                 struct ikm_row_read *read,
                                 struct ikm_error *err)
{
    struct ikm_response *r = &read->response;
    bool known = false;
    int64_t seq = 0;
    enum ikm_status status = IKM_OK;
    if (job->one_pass) {
        status = look_at_row(job, row, read, err);
        /* the faults are gathered to the end, then nothing is stored */
        if (job->faults->n_total > 0 && !job->options->skip_bad)
            return status;
    }
    if (status != IKM_OK || read->kind != IKM_ROW_RESPONDENT)
        return status;
    if (!job->one_pass && !job->options->again &&
        ikm_again_knows(job->again, job->n_at)) {
        job->report->n_known++;
        job->n_at++;
        return IKM_OK;
    }
    job->n_at += !job->one_pass;
    if (read->bad)
        return book_excluded(job, row, read, err);
    status = place_row(job, read, err);
    if (status == IKM_OK)
        status = check_id(job, row, read, &known, err);
    if (status != IKM_OK)
        return status;
    if (known) {
        job->report->n_known++;
        return IKM_OK;
    }
    if (read->bad)
        return book_excluded(job, row, read, err);
    r->form_id = job->form_id;
    status = ikm_store_add_response(job->store, r, &seq, err);
    if (status == IKM_OK && read->external_id[0] != '\0')
        status = ikm_store_add_external(
            job->store, r->unit_id, read->external_id, read->hash, seq, err);
    else if (status == IKM_OK && read->exact_second)
        status = ikm_store_add_stamp(job->store, seq, r, read->hash, err);
    if (status == IKM_OK)
        count_new(job->report, r);
    return status;
}

/* ---- the whole ---- */

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Puts the form into the file when it is a built-in one used for the first
 * time. */
static enum ikm_status place_form(struct job *job, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (job->form_id == 0)
        status = ikm_use_form(job->store, job->form->id, job->arena, &job->form,
                              &job->form_id, err);
    job->reader.form = job->form;
    job->reader.form_id = job->form_id;
    return status;
}

/* The pass that stores. */
static enum ikm_status store_rows(struct job *job, struct ikm_error *err)
{
    const size_t n_faults = job->faults->n_total;
    /* what the first pass told is not told twice */
    struct ikm_faults told = {.arena = job->arena, .lang = job->faults->lang};
    if (!job->one_pass)
        job->reader.faults = &told;
    enum ikm_status status =
        each_row(job, store_row, job->one_pass ? 0.0 : 0.4, 1.0, err);
    job->reader.faults = job->faults;
    if (status != IKM_OK)
        return status;
    if (job->one_pass) {
        job->report->n_rows = job->n_at;
        status = ikm_again_decide(job->again, &job->facts, err);
    } else if (job->n_at != job->facts.n_rows)
        status = ikm_fail(err, IKM_IO,
                          "%s: berubah ketika dibaca; tidak ada yang disimpan",
                          "%s: changed while it was read; nothing was stored",
                          job->options->path);
    if (status == IKM_OK && job->faults->n_total > n_faults &&
        !job->options->skip_bad)
        status = ikm_fail(err, IKM_INPUT, "ada baris yang salah",
                          "there are bad rows");
    return status;
}

static enum ikm_status store_all(struct job *job, struct ikm_act *act,
                                 const struct ikm_digest *digest,
                                 struct ikm_error *err)
{
    act->subject = file_name(job->options->path);
    enum ikm_status status = ikm_store_begin(job->store, act, err);
    if (status == IKM_OK)
        status = place_form(job, err);
    if (status == IKM_OK)
        status = store_rows(job, err);
    if (status == IKM_OK && job->report->n_new + job->report->n_excluded == 0)
        goto out; /* nothing new: the file is left as it is */
    const struct ikm_source source = {
        .name = act->subject,
        .size_bytes = job->report->facts.size_bytes,
        .digest = *digest,
        .n_rows = job->facts.n_rows,
        .rows = job->facts.rows,
        .sketch = job->facts.sketch,
    };
    if (status == IKM_OK)
        status = ikm_store_add_source(job->store, &source, err);
    if (status == IKM_OK && !job->options->dry_run)
        status = ikm_store_commit(job->store, err);
out:
    ikm_store_rollback(job->store);
    job->report->n_made_units = ikm_lookup_n_made(job->lookup, IKM_LOOKUP_UNIT);
    job->report->n_made_services =
        ikm_lookup_n_made(job->lookup, IKM_LOOKUP_SERVICE);
    return status;
}

static enum ikm_status check_overlap(struct job *job, struct ikm_error *err)
{
    if (!job->facts.overlap_source || job->options->again)
        return IKM_OK;
    ikm_fault_add(job->faults, 0, 0,
                  "%lld %% barisnya sama dengan berkas \"%s\" yang sudah "
                  "diimpor; bila memang data lain, ulangi dengan --again",
                  "%lld %% of its rows are those of file \"%s\", which was "
                  "imported before; if they are other data, repeat with "
                  "--again",
                  (long long)job->facts.overlap_percent,
                  job->facts.overlap_source);
    return ikm_fail(err, IKM_INPUT, "berkas ini tampaknya sudah diimpor",
                    "this file seems to have been imported before");
}

/* First pass, and what follows from it. *ret_go: there is something to store.
 */
static enum ikm_status look_all(struct job *job,
                                const struct ikm_digest *digest, bool *ret_go,
                                struct ikm_error *err)
{
    struct ikm_import_report *report = job->report;
    *ret_go = false;
    report->known_source = ikm_again_same_file(job->again, digest);
    report->same_file = report->known_source && !job->options->again;
    if (report->same_file) {
        report->known_source = ikm_arena_copy(job->arena, report->known_source,
                                              strlen(report->known_source));
        return report->known_source ? IKM_OK : ikm_fail_memory(err);
    }
    job->one_pass = !ikm_again_has_earlier(job->again);
    if (job->one_pass) {
        *ret_go = true;
        return IKM_OK;
    }
    const size_t n_faults = job->faults->n_total;
    enum ikm_status status = each_row(job, look_at_row, 0.0, 0.4, err);
    if (status == IKM_OK)
        status = ikm_again_decide(job->again, &job->facts, err);
    report->n_rows = job->n_at;
    if (status != IKM_OK)
        return status;
    if (job->faults->n_total > n_faults && !job->options->skip_bad)
        return ikm_fail(err, IKM_INPUT, "ada baris yang salah",
                        "there are bad rows");
    report->n_known_changed = job->facts.n_known_changed;
    report->known_source = job->facts.known_source;
    if (report->known_source) {
        report->known_source = ikm_arena_copy(job->arena, report->known_source,
                                              strlen(report->known_source));
        if (!report->known_source)
            return ikm_fail_memory(err);
    }
    *ret_go = true;
    return check_overlap(job, err);
}

static enum ikm_status run(struct job *job, struct ikm_act *act,
                           struct ikm_error *err)
{
    const struct ikm_import_options *o = job->options;
    bool go = false;
    enum ikm_status status = read_maps(job, err);
    if (status == IKM_OK)
        status = choose_form(job, err);
    if (status == IKM_OK)
        status = ikm_table_open(o->path, &job->table, err);
    if (status != IKM_OK)
        return status;
    job->report->facts = *ikm_table_facts(job->table);
    status = understand_heading(job, err);
    if (status == IKM_OK)
        status = ikm_lookup_open(job->store, o->create, &job->lookup, err);
    if (status == IKM_OK)
        status = ikm_again_open(job->store, &job->again, err);
    if (status != IKM_OK)
        return status;
    job->memo =
        calloc((size_t)IKM_FIELD_COUNT * IKM_MEMO_SLOTS, sizeof *job->memo);
    if (!job->memo)
        return ikm_fail_memory(err);
    const struct ikm_row_reader reader = {
        .form = job->form,
        .form_id = job->form_id,
        .mapping = &job->report->mapping,
        .map = &job->map,
        .lookup = job->lookup,
        .is_csv = !job->report->facts.is_xlsx,
        .dates = o->dates,
        .unit = o->unit,
        .service = o->service,
        .date = o->date,
        .faults = job->faults,
        .memo = job->memo,
        .n_heading_cells = job->reader.n_heading_cells,
    };
    job->reader = reader;
    const struct ikm_digest digest = digest_of(job);
    status = look_all(job, &digest, &go, err);
    return status == IKM_OK && go ? store_all(job, act, &digest, err) : status;
}

enum ikm_status ikm_import(struct ikm_store *store,
                           const struct ikm_import_options *options,
                           struct ikm_act *act, struct ikm_arena *arena,
                           struct ikm_faults *faults,
                           struct ikm_import_report *ret_report,
                           struct ikm_error *err)
{
    *ret_report = (struct ikm_import_report){0};
    struct job job = {
        .store = store,
        .options = options,
        .arena = arena,
        .faults = faults,
        .report = ret_report,
        .row_arena = IKM_ARENA(ROW_LIMIT_BYTES),
    };
    const enum ikm_status status = run(&job, act, err);
    ikm_table_close(job.table);
    ikm_lookup_close(job.lookup);
    ikm_again_close(job.again);
    ikm_arena_release(&job.row_arena);
    free(job.memo);
    return status;
}
