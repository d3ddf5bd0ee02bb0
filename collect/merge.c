#include "collect/merge.h"

#include <string.h>

#include "collect/merge_internal.h"
#include "data/store_plan.h"
#include "data/store_publications.h"

enum {
    FILE_LIMIT_BYTES = 256 * 1024 * 1024,
    MAP_LIMIT = 16 * 1024 * 1024, /* numbers of a register */
    SUBJECT_BYTES = 400
};

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

enum ikm_status merge_map_get(const struct merge_job *job,
                              const struct merge_map *map, int64_t from,
                              int64_t *ret_to, struct ikm_error *err)
{
    *ret_to = from > 0 && (uint64_t)from < map->n ? map->to[from] : 0;
    if (from == 0 || *ret_to != 0)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT,
                    "%s: isinya tidak saling cocok (nomor %lld); jalankan di "
                    "sana: ikm verify",
                    "%s: its parts do not fit (number %lld); run there: ikm "
                    "verify",
                    job->path, (long long)from);
}

enum ikm_status merge_map_set(struct merge_job *job, struct merge_map *map,
                              int64_t from, int64_t to, struct ikm_error *err)
{
    if (from <= 0 || from >= MAP_LIMIT)
        return merge_map_get(job, map, from, &to, err);
    if ((size_t)from >= map->n) {
        const size_t n = (size_t)from * 2 + 64;
        int64_t *grown = ikm_arena_take(job->arena, n, sizeof *grown);
        if (!grown)
            return ikm_fail_memory(err);
        if (map->n > 0)
            memcpy(grown, map->to, map->n * sizeof *grown);
        *map = (struct merge_map){n, grown};
    }
    map->to[from] = to;
    return IKM_OK;
}

/* Whether the file is what its own audit chain says. */
static enum ikm_status verify(struct merge_job *job, struct ikm_error *err)
{
    struct ikm_faults found = {.arena = job->arena, .lang = err->lang};
    const enum ikm_status status =
        ikm_store_verify(job->other, &found, &job->state, err);
    if (status != IKM_FOUND)
        return status;
    ikm_fault_add(job->faults, 0, 0,
                  "%s: berkas ini tidak utuh (%zu temuan; yang pertama: %s)",
                  "%s: this file is not intact (%zu findings; the first: %s)",
                  job->path, found.n_total, found.fault[0].text);
    return IKM_OK;
}

static int64_t n_changes(const struct ikm_merge_file *f)
{
    return f->n_new + f->n_corrected + f->n_excluded + f->n_sources +
           f->n_tags + f->n_units + f->n_services + f->n_forms + f->n_figures;
}

/* What stays behind is told. */
static enum ikm_status count_left(struct merge_job *job, struct ikm_error *err)
{
    size_t n_items = 0, n_publications = 0;
    const struct ikm_plan_item *items = NULL;
    const struct ikm_publication *publications = NULL;
    enum ikm_status status =
        ikm_store_plan(job->other, 0, job->arena, &n_items, &items, err);
    if (status == IKM_OK)
        status = ikm_store_publications(job->other, 0, job->arena,
                                        &n_publications, &publications, err);
    job->file->n_plan_items = (int64_t)n_items;
    job->file->n_publications = (int64_t)n_publications;
    return status;
}

static enum ikm_status take_file(struct merge_job *job, struct ikm_arena *kept,
                                 struct ikm_error *err)
{
    enum ikm_status status =
        ikm_store_open(job->path, IKM_STORE_BORROW, &job->other, err);
    if (status != IKM_OK)
        return status;
    const size_t n_before = job->faults->n_total;
    status = verify(job, err);
    if (status != IKM_OK || job->faults->n_total > n_before)
        goto out;
    status = ikm_store_begin_read(job->other, err);
    if (status == IKM_OK)
        status = ikm_store_setting(job->other, "name", kept, &job->file->survey,
                                   err);
    if (status == IKM_OK)
        status = merge_registers(job, err);
    /* without its registers its responses have no place */
    if (status == IKM_OK && job->faults->n_total == n_before)
        status = merge_responses(job, err);
    if (status == IKM_OK && job->faults->n_total == n_before)
        status = merge_rows(job, err);
    if (status == IKM_OK)
        status = count_left(job, err);
    if (status == IKM_OK && n_changes(job->file) > 0)
        status = ikm_store_note_merged(job->store, file_name(job->path),
                                       &job->state, err);
out:
    ikm_store_end_read(job->other);
    ikm_store_close(job->other);
    job->other = NULL;
    return status;
}

static enum ikm_status
take_files(struct ikm_store *store, const struct ikm_merge_options *options,
           struct ikm_arena *arena, struct ikm_faults *faults,
           struct ikm_faults *notices, struct ikm_merge_report *report,
           struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < options->n_paths && status == IKM_OK; i++) {
        struct ikm_arena of_file = IKM_ARENA(FILE_LIMIT_BYTES);
        struct ikm_merge_file *file = &report->file[report->n_files++];
        const double n = (double)options->n_paths;
        *file =
            (struct ikm_merge_file){.path = options->paths[i], .survey = ""};
        struct merge_job job = {
            .store = store,
            .options = options,
            .path = options->paths[i],
            .file = file,
            .faults = faults,
            .notices = notices,
            .arena = &of_file,
            .share_from = (double)i / n,
            .share_to = (double)(i + 1) / n,
        };
        status = take_file(&job, arena, err);
        ikm_arena_release(&of_file);
        report->n_new += file->n_new;
        report->n_changes += n_changes(file);
    }
    return status;
}

/* "a.db, b.db", for the audit chain. */
static void name_files(const struct ikm_merge_options *options,
                       char room[SUBJECT_BYTES])
{
    size_t length = 0;
    room[0] = '\0';
    for (size_t i = 0; i < options->n_paths; i++) {
        const char *name = file_name(options->paths[i]);
        const size_t n = strlen(name);
        if (length + n + 8 > SUBJECT_BYTES) {
            memcpy(room + length, " ...", 5);
            return;
        }
        if (length > 0) {
            memcpy(room + length, ", ", 2);
            length += 2;
        }
        memcpy(room + length, name, n + 1);
        length += n;
    }
}

enum ikm_status ikm_merge(struct ikm_store *store,
                          const struct ikm_merge_options *options,
                          struct ikm_act *act, struct ikm_arena *arena,
                          struct ikm_faults *faults, struct ikm_faults *notices,
                          struct ikm_merge_report *ret_report,
                          struct ikm_error *err)
{
    char subject[SUBJECT_BYTES];
    struct ikm_merge_report report = {
        .file = ikm_arena_take(arena, options->n_paths, sizeof *report.file)};
    if (!report.file)
        return ikm_fail_memory(err);
    name_files(options, subject);
    act->subject = subject;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status =
            take_files(store, options, arena, faults, notices, &report, err);
    if (status == IKM_OK && faults->n_total > 0)
        status = ikm_fail(
            err, IKM_INPUT, "%zu hal bertentangan; tidak ada yang digabung",
            "%zu things do not agree; nothing was merged", faults->n_total);
    /* nothing new: the file is left as it is */
    if (status == IKM_OK && report.n_changes > 0)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    *ret_report = report;
    return status;
}
