#include "collect/import.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "collect/import_internal.h"
#include "collect/record.h"

enum { ROW_LIMIT_BYTES = 4 * 1024 * 1024, ROWS_A_TICK = 2048 };

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* ---- rows ---- */

typedef enum ikm_status row_taker(struct import_job *job,
                                  const struct ikm_row *row,
                                  struct ikm_row_read *read,
                                  struct ikm_error *err);

static enum ikm_status tick(const struct import_job *job, int64_t n_rows,
                            double from, double to, struct ikm_error *err)
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

/* A row that cannot be read is a bad row. A file that breaks off there is
 * refused: told in the list with the faults above it; alone, by its own
 * sentence. */
static enum ikm_status take_broken(struct import_job *job, row_taker *take,
                                   struct ikm_error *err)
{
    const struct ikm_table_fault fault = ikm_table_fault(job->table);
    struct ikm_error stop = *err;
    struct ikm_row_read read;
    int goes_on = 0;
    const enum ikm_status status =
        ikm_table_skip_row(job->table, &goes_on, err);
    if (status != IKM_OK)
        return status;
    struct ikm_faults *faults = goes_on ? job->reader.faults : job->faults;
    if (goes_on || faults->n_total > 0)
        ikm_fault_add(faults, fault.row, fault.column, "%s", "%s",
                      fault.text ? fault.text : stop.text);
    if (!goes_on) {
        *err = stop;
        return stop.status;
    }
    const struct ikm_row row = {.number = fault.row};
    ikm_row_broken(&job->reader, fault.row, &read);
    return take(job, &row, &read, err);
}

static enum ikm_status each_row(struct import_job *job, row_taker *take,
                                double from, double to, struct ikm_error *err)
{
    const struct ikm_row *row = NULL;
    int64_t n_rows = 0;
    enum ikm_status status = import_go_to_rows(job, NULL, err);
    job->n_at = 0;
    while (status == IKM_OK) {
        struct ikm_row_read read;
        status = ikm_table_next(job->table, &row, err);
        if (status == IKM_INPUT) {
            status = take_broken(job, take, err);
            continue;
        }
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

static enum ikm_status note_passed(struct import_job *job,
                                   const struct ikm_row *row,
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
static enum ikm_status look_at_row(struct import_job *job,
                                   const struct ikm_row *row,
                                   struct ikm_row_read *read,
                                   struct ikm_error *err)
{
    if (read->kind != IKM_ROW_RESPONDENT)
        return note_passed(job, row, read, err);
    job->n_at++;
    job->n_only_mdy += read->only_mdy;
    const enum ikm_status status = ikm_again_add(job->again, read, err);
    /* all rows so far came with an earlier file; what is wrong with them was
     * told then */
    if (status == IKM_OK && !job->options->again &&
        ikm_again_n_first(job->again) == job->n_at)
        job->faults->n_total = job->faults->n_kept = 0;
    return status;
}

static enum ikm_status book_excluded(struct import_job *job,
                                     const struct ikm_row *row,
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
    const enum ikm_status status =
        ikm_store_add_excluded(job->store, &excluded, err);
    if (status != IKM_OK || !read->exact_second ||
        read->response.unit_id == 0 || read->external_id[0] != '\0')
        return status;
    struct ikm_response at = read->response;
    at.form_id = job->form_id;
    return ikm_store_add_bad_stamp(job->store, &at, read->hash, err);
}

/* A name that no unit or service can bear: too long. */
static enum ikm_status fault_name(struct import_job *job,
                                  const struct ikm_row *row,
                                  struct ikm_row_read *read,
                                  enum ikm_row_fault fault,
                                  const struct ikm_error *err)
{
    const struct ikm_mapping *m = &job->report->mapping;
    const int column = fault == IKM_ROW_UNIT ? m->unit : m->service;
    read->bad |= 1U << fault;
    ikm_fault_add(job->faults, row->number, (uint32_t)column + 1, "%s", "%s",
                  err->text);
    return IKM_OK;
}

/* Fills in the numbers of unit, service and operator, making what is new. A
 * name that cannot be made is a fault of the row. */
static enum ikm_status place_row(struct import_job *job,
                                 const struct ikm_row *row,
                                 struct ikm_row_read *read,
                                 struct ikm_error *err)
{
    struct ikm_response *r = &read->response;
    enum ikm_status status = IKM_OK;
    if (r->unit_id == 0) {
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_UNIT, 0, read->unit,
                                 &r->unit_id, err);
        if (status == IKM_INPUT)
            return fault_name(job, row, read, IKM_ROW_UNIT, err);
    }
    if (status == IKM_OK && r->service_id == 0 && read->service[0] != '\0') {
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_SERVICE, r->unit_id,
                                 read->service, &r->service_id, err);
        if (status == IKM_INPUT)
            return fault_name(job, row, read, IKM_ROW_SERVICE, err);
    }
    if (status == IKM_OK && read->operator_name[0] != '\0')
        status = ikm_lookup_make(job->lookup, IKM_LOOKUP_OPERATOR, 0,
                                 read->operator_name, &r->operator_id, err);
    return status;
}

/* Whether the office has a response of this id already. */
static enum ikm_status check_id(struct import_job *job,
                                const struct ikm_row *row,
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

/* Whether bad rows were found and nothing will be stored. */
static bool is_lost(const struct import_job *job)
{
    return job->faults->n_total > 0 && !job->options->skip_bad;
}

/* Bad rows, unless they may be left out; dates as mm/dd in any case, for then
 * the others were read wrongly too. */
static enum ikm_status refuse_bad(struct import_job *job, struct ikm_error *err)
{
    if (job->options->skip_bad && job->n_only_mdy > 0) {
        ikm_fault_add(job->faults, 0, 0,
                      "%lld tanggal hanya mungkin sebagai bulan/hari/tahun, "
                      "jadi tanggal yang lain pun dapat salah dibaca; ulangi "
                      "dengan --dates mdy, atau perbaiki tanggalnya",
                      "%lld dates are possible only as month/day/year, so the "
                      "others may be read wrongly too; repeat with --dates "
                      "mdy, or correct the dates",
                      (long long)job->n_only_mdy);
    } else if (!is_lost(job)) {
        return IKM_OK;
    }
    return ikm_fail(err, IKM_INPUT, "ada baris yang salah",
                    "there are bad rows");
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
static enum ikm_status store_row(struct import_job *job,
                                 const struct ikm_row *row,
                                 struct ikm_row_read *read,
                                 struct ikm_error *err)
{
    struct ikm_response *r = &read->response;
    bool known = false;
    int64_t seq = 0;
    enum ikm_status status = IKM_OK;
    if (job->one_pass) {
        status = look_at_row(job, row, read, err);
        /* the faults are gathered to the end, then nothing is stored; an id
         * that comes again is seen only beside the rows before it */
        if (is_lost(job) && job->report->mapping.id < 0)
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
    status = place_row(job, row, read, err);
    if (status == IKM_OK && !read->bad)
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

/* Puts the form into the file when it is a built-in one used for the first
 * time. */
static enum ikm_status place_form(struct import_job *job, struct ikm_error *err)
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
static enum ikm_status store_rows(struct import_job *job, struct ikm_error *err)
{
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
    return status == IKM_OK ? refuse_bad(job, err) : status;
}

static enum ikm_status store_all(struct import_job *job, struct ikm_act *act,
                                 const struct ikm_digest *digest,
                                 struct ikm_error *err)
{
    act->subject =
        job->options->name ? job->options->name : file_name(job->options->path);
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

static enum ikm_status check_overlap(struct import_job *job,
                                     const char *read_otherwise,
                                     struct ikm_error *err)
{
    const struct ikm_again_facts *facts = &job->facts;
    if (job->options->again)
        return IKM_OK;
    if (read_otherwise && facts->n_known < facts->n_rows)
        ikm_fault_add(job->faults, 0, 0,
                      "berkas ini sudah diimpor (\"%s\") dengan --order, "
                      "--dates, atau --map yang lain; respondennya akan "
                      "terhitung dua kali. Bila memang data lain, ulangi "
                      "dengan --again",
                      "this file was imported already (\"%s\") with another "
                      "--order, --dates or --map; its respondents would count "
                      "twice. If they are other data, repeat with --again",
                      read_otherwise);
    else if (facts->overlap_source && facts->overlap_is_of_earlier)
        ikm_fault_add(job->faults, 0, 0,
                      "%lld%% baris berkas \"%s\" yang sudah diimpor ada lagi "
                      "di sini; bila memang data lain, ulangi dengan --again",
                      "%lld%% of the rows of file \"%s\", which was imported "
                      "before, are here again; if they are other data, repeat "
                      "with --again",
                      (long long)facts->overlap_percent, facts->overlap_source);
    else if (facts->overlap_source)
        ikm_fault_add(job->faults, 0, 0,
                      "%lld%% barisnya sama dengan berkas \"%s\" yang sudah "
                      "diimpor; bila memang data lain, ulangi dengan --again",
                      "%lld%% of its rows are those of file \"%s\", which was "
                      "imported before; if they are other data, repeat with "
                      "--again",
                      (long long)facts->overlap_percent, facts->overlap_source);
    else
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT, "berkas ini tampaknya sudah diimpor",
                    "this file seems to have been imported before");
}

/* First pass, and what follows from it. *ret_go: there is something to store.
 */
static enum ikm_status look_all(struct import_job *job,
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
    enum ikm_status status = each_row(job, look_at_row, 0.0, 0.4, err);
    if (status == IKM_OK)
        status = ikm_again_decide(job->again, &job->facts, err);
    report->n_rows = job->n_at;
    if (status != IKM_OK)
        return status;
    /* ids that come again are found by the second pass */
    if (report->mapping.id < 0 || job->n_only_mdy > 0)
        status = refuse_bad(job, err);
    if (status != IKM_OK)
        return status;
    report->n_known_changed = job->facts.n_known_changed;
    report->known_source = job->facts.known_source;
    if (report->known_source) {
        report->known_source = ikm_arena_copy(job->arena, report->known_source,
                                              strlen(report->known_source));
        if (!report->known_source)
            return ikm_fail_memory(err);
    }
    *ret_go = true;
    return check_overlap(job, ikm_again_read_otherwise(job->again, digest),
                         err);
}

static enum ikm_status run(struct import_job *job, struct ikm_act *act,
                           struct ikm_error *err)
{
    const struct ikm_import_options *o = job->options;
    bool go = false;
    enum ikm_status status = import_choose_form(job, err);
    if (status == IKM_OK)
        status = import_read_maps(job, err);
    if (status == IKM_OK)
        status = ikm_table_open(o->path, &job->table, err);
    if (status != IKM_OK)
        return status;
    job->report->facts = *ikm_table_facts(job->table);
    status = import_understand_heading(job, err);
    if (status == IKM_OK)
        status = import_check_defaults(job, err);
    if (status == IKM_OK)
        status = ikm_lookup_open(job->store, o->create, &job->lookup, err);
    if (status == IKM_OK)
        ikm_lookup_limit(job->lookup, o->n_units_allowed, o->units_allowed);
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
    const struct ikm_digest digest = import_digest(job);
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
    struct import_job job = {
        .store = store,
        .options = options,
        .arena = arena,
        .faults = faults,
        .report = ret_report,
        .row_arena = IKM_ARENA(ROW_LIMIT_BYTES),
    };
    const enum ikm_status status = run(&job, act, err);
    ikm_faults_sort(faults);
    ikm_table_close(job.table);
    ikm_lookup_close(job.lookup);
    ikm_again_close(job.again);
    ikm_arena_release(&job.row_arena);
    free(job.memo);
    return status;
}
