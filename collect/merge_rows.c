#include <string.h>

#include "collect/merge_internal.h"
#include "data/store_find.h"

enum { ROW_LIMIT_BYTES = 8 * 1024 * 1024, ROWS_A_TICK = 512 };

/* ---- responses ---- */

static enum ikm_status map_operator(struct merge_job *job, int64_t *id,
                                    struct ikm_error *err)
{
    const char *name = NULL;
    const int64_t from = *id;
    if (from == 0)
        return IKM_OK;
    if (from > 0 && (uint64_t)from < job->operators.n &&
        job->operators.to[from] != 0) {
        *id = job->operators.to[from];
        return IKM_OK;
    }
    enum ikm_status status =
        ikm_store_operator_name(job->other, from, job->arena, &name, err);
    if (status == IKM_OK)
        status = ikm_store_operator(job->store, name, id, err);
    return status == IKM_OK && *id != 0
               ? merge_map_set(job, &job->operators, from, *id, err)
               : status;
}

/* From the numbers of the other file to those here. */
static enum ikm_status translate(struct merge_job *job, struct ikm_response *r,
                                 struct ikm_error *err)
{
    enum ikm_status status =
        merge_map_get(job, &job->units, r->unit_id, &r->unit_id, err);
    if (status == IKM_OK)
        status = merge_map_get(job, &job->forms, r->form_id, &r->form_id, err);
    if (status == IKM_OK)
        status = merge_map_get(job, &job->services, r->service_id,
                               &r->service_id, err);
    return status == IKM_OK ? map_operator(job, &r->operator_id, err) : status;
}

static enum ikm_status read_versions(struct merge_job *job, int64_t seq,
                                     struct ikm_arena *arena, size_t *ret_n,
                                     struct ikm_version **ret_versions,
                                     struct ikm_error *err)
{
    enum ikm_status status =
        ikm_store_versions(job->other, seq, arena, ret_n, ret_versions, err);
    for (size_t i = 0; i < *ret_n && status == IKM_OK; i++)
        status = translate(job, &(*ret_versions)[i].response, err);
    return status;
}

static enum ikm_status tick(const struct merge_job *job, struct ikm_error *err)
{
    const struct ikm_merge_options *o = job->options;
    if (job->file->n_responses % ROWS_A_TICK != 0 || !o->progress)
        return IKM_OK;
    const double n = (double)(job->state.n_responses + 1);
    const double share = (double)job->file->n_responses / n;
    if (o->progress(o->progress_context,
                    job->share_from +
                        share * (job->share_to - job->share_from)))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE, "dihentikan; tidak ada yang disimpan",
                    "stopped; nothing was stored");
}

static enum ikm_status add_versions(struct merge_job *job, int64_t seq,
                                    size_t from, size_t n,
                                    const struct ikm_version *versions,
                                    struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = from; i < n && status == IKM_OK; i++)
        status = ikm_store_add_version(job->store, seq, &versions[i], err);
    return status;
}

static enum ikm_status add_response(struct merge_job *job,
                                    struct merge_batch *batch, int64_t i,
                                    struct ikm_arena *arena,
                                    struct ikm_error *err)
{
    size_t n = 0;
    struct ikm_version *versions = NULL;
    int64_t seq = 0;
    enum ikm_status status = read_versions(job, batch->there.first_seq + i,
                                           arena, &n, &versions, err);
    if (status == IKM_OK)
        status = ikm_store_add_response(job->store, &versions[0].response, &seq,
                                        err);
    if (i == 0)
        batch->first_seq = seq;
    if (status == IKM_OK)
        status = add_versions(job, seq, 1, n, versions, err);
    job->file->n_new += status == IKM_OK;
    return status;
}

/* The last of the versions that says the same; -1: none does. */
static enum ikm_status find_version(size_t n,
                                    const struct ikm_version *versions,
                                    const struct ikm_response *response,
                                    int64_t *ret_at, struct ikm_error *err)
{
    *ret_at = -1;
    for (size_t i = n; i > 0; i--) {
        int same = 0;
        const enum ikm_status status = ikm_store_same_content(
            &versions[i - 1].response, response, &same, err);
        if (status != IKM_OK)
            return status;
        if (same) {
            *ret_at = (int64_t)i - 1;
            return IKM_OK;
        }
    }
    return IKM_OK;
}

static void fault_content(struct merge_job *job,
                          const struct merge_batch *batch, int64_t i)
{
    char id[IKM_UUID_TEXT_BYTES];
    ikm_fault_add(job->faults, 0, 0,
                  "%s: respons %s di sana lain isinya daripada di sini: "
                  "dikoreksi di kedua tempat. Samakan dulu dengan ikm amend, "
                  "atau batalkan di keduanya",
                  "%s: response %s has other content there than here: it was "
                  "corrected in both places. Make them equal with ikm amend, "
                  "or void it in both",
                  job->path,
                  ikm_uuid_text(&batch->there.base, (uint32_t)i, id));
}

/* A response that is here already: whichever side was corrected since wins;
 * both were: a fault. */
static enum ikm_status compare_response(struct merge_job *job,
                                        const struct merge_batch *batch,
                                        int64_t i, struct ikm_arena *arena,
                                        struct ikm_error *err)
{
    size_t n = 0, n_own = 0;
    struct ikm_version *there = NULL, *own = NULL;
    int64_t at = -1;
    const int64_t seq = batch->first_seq + i;
    enum ikm_status status =
        read_versions(job, batch->there.first_seq + i, arena, &n, &there, err);
    if (status == IKM_OK)
        status = ikm_store_versions(job->store, seq, arena, &n_own, &own, err);
    if (status != IKM_OK)
        return status;
    job->file->n_known++;
    const struct ikm_response *now = &own[n_own - 1].response;
    const struct ikm_response *now_there = &there[n - 1].response;
    if (now->state == IKM_RESPONSE_VOID &&
        now_there->state == IKM_RESPONSE_VOID)
        return IKM_OK;
    status = find_version(n, there, now, &at, err);
    if (status == IKM_OK && at >= 0) {
        const size_t next = (size_t)at + 1;
        job->file->n_corrected += next < n;
        return add_versions(job, seq, next, n, there, err);
    }
    if (status == IKM_OK)
        status = find_version(n_own, own, now_there, &at, err);
    if (status == IKM_OK && at >= 0)
        job->file->n_newer++;
    else if (status == IKM_OK)
        fault_content(job, batch, i);
    return status;
}

static enum ikm_status place_batch(struct merge_job *job,
                                   struct merge_batch *batch,
                                   struct ikm_error *err)
{
    struct ikm_batch here;
    enum ikm_status status =
        ikm_store_find_batch(job->store, &batch->there.base, &here, err);
    if (status != IKM_OK)
        return status;
    batch->is_new = here.n_responses == 0;
    batch->first_seq = here.first_seq;
    if (batch->is_new)
        return ikm_store_start_batch(job->store, &batch->there.base, err);
    if (here.n_responses == batch->there.n_responses)
        return IKM_OK;
    fault_content(job, batch, 0);
    batch->there.n_responses = 0;
    return IKM_OK;
}

static enum ikm_status take_batch(void *context, const struct ikm_batch *there,
                                  struct ikm_error *err)
{
    struct merge_job *job = context;
    if (job->n_batches == job->room_batches) {
        const size_t room = job->room_batches ? 2 * job->room_batches : 64;
        struct merge_batch *grown =
            ikm_arena_take(job->arena, room, sizeof *grown);
        if (!grown)
            return ikm_fail_memory(err);
        if (job->n_batches > 0)
            memcpy(grown, job->batch, job->n_batches * sizeof *grown);
        job->batch = grown;
        job->room_batches = room;
    }
    struct ikm_arena arena = IKM_ARENA(ROW_LIMIT_BYTES);
    struct merge_batch *batch = &job->batch[job->n_batches++];
    *batch = (struct merge_batch){.there = *there};
    enum ikm_status status = place_batch(job, batch, err);
    for (int64_t i = 0; i < batch->there.n_responses && status == IKM_OK; i++) {
        job->file->n_responses++;
        status = batch->is_new ? add_response(job, batch, i, &arena, err)
                               : compare_response(job, batch, i, &arena, err);
        ikm_arena_release(&arena);
        if (status == IKM_OK)
            status = tick(job, err);
    }
    return status;
}

enum ikm_status merge_responses(struct merge_job *job, struct ikm_error *err)
{
    return ikm_store_each_batch(job->other, take_batch, job, err);
}

/* ---- sources and excluded rows ---- */

/* Whether this record's sources and excluded rows were here before the file. */
static enum ikm_status knows_origin(struct merge_job *job,
                                    const struct ikm_digest *origin,
                                    bool *ret_known, struct ikm_error *err)
{
    for (size_t i = job->n_origins; i > 0; i--)
        if (memcmp(&job->origin[i - 1].origin, origin, sizeof *origin) == 0) {
            *ret_known = job->origin[i - 1].is_known;
            return IKM_OK;
        }
    int known = 0;
    const enum ikm_status status =
        ikm_store_knows_origin(job->store, origin, &known, err);
    if (status != IKM_OK)
        return status;
    if (job->n_origins == job->room_origins) {
        const size_t room = job->room_origins ? 2 * job->room_origins : 64;
        struct merge_origin *grown =
            ikm_arena_take(job->arena, room, sizeof *grown);
        if (!grown)
            return ikm_fail_memory(err);
        if (job->n_origins > 0)
            memcpy(grown, job->origin, job->n_origins * sizeof *grown);
        job->origin = grown;
        job->room_origins = room;
    }
    *ret_known = known != 0;
    job->origin[job->n_origins++] = (struct merge_origin){*origin, *ret_known};
    return IKM_OK;
}

/* Files imported here before, by the first half of their digests: the same
 * respondents, however they were read. */
static enum ikm_status keep_source(void *context,
                                   const struct ikm_source *source,
                                   struct ikm_error *err)
{
    struct merge_job *job = context;
    if (job->n_sources == job->room_sources) {
        const size_t room = job->room_sources ? 2 * job->room_sources : 64;
        struct ikm_digest *grown =
            ikm_arena_take(job->arena, room, sizeof *grown);
        if (!grown)
            return ikm_fail_memory(err);
        if (job->n_sources > 0)
            memcpy(grown, job->source, job->n_sources * sizeof *grown);
        job->source = grown;
        job->room_sources = room;
    }
    job->source[job->n_sources++] = source->digest;
    return IKM_OK;
}

static bool was_imported_here(const struct merge_job *job,
                              const struct ikm_source *source)
{
    enum { HALF = IKM_DIGEST_BYTES / 2 };
    for (size_t i = 0; i < job->n_sources; i++)
        if (memcmp(job->source[i].bytes, source->digest.bytes, HALF) == 0)
            return true;
    return false;
}

static enum ikm_status take_source(void *context,
                                   const struct ikm_source *source,
                                   const struct ikm_digest *origin,
                                   struct ikm_error *err)
{
    struct merge_job *job = context;
    bool known = false;
    const enum ikm_status status = knows_origin(job, origin, &known, err);
    if (status != IKM_OK || known)
        return status;
    if (!job->options->again && was_imported_here(job, source)) {
        job->is_doubled = true;
        ikm_fault_add(job->faults, 0, 0,
                      "%s: berkas \"%s\" sudah diimpor di sana dan juga di "
                      "sini; respondennya akan terhitung dua kali. Bila memang "
                      "data lain, ulangi dengan --again",
                      "%s: the file \"%s\" was imported there and here too; "
                      "its respondents would count twice. If they are other "
                      "data, repeat with --again",
                      job->path, source->name);
        return IKM_OK;
    }
    job->file->n_sources++;
    return ikm_store_merge_source(job->store, source, origin, err);
}

static enum ikm_status take_excluded(void *context,
                                     const struct ikm_excluded *there,
                                     const struct ikm_digest *origin,
                                     struct ikm_error *err)
{
    struct merge_job *job = context;
    struct ikm_excluded e = *there;
    bool known = false;
    enum ikm_status status = knows_origin(job, origin, &known, err);
    if (status != IKM_OK || known)
        return status;
    status = merge_map_get(job, &job->forms, e.form_id, &e.form_id, err);
    if (status == IKM_OK)
        status = merge_map_get(job, &job->units, e.unit_id, &e.unit_id, err);
    if (status == IKM_OK)
        status = merge_map_get(job, &job->services, e.service_id, &e.service_id,
                               err);
    if (status == IKM_OK)
        status = ikm_store_merge_excluded(job->store, &e, origin, err);
    job->file->n_excluded += status == IKM_OK;
    return status;
}

/* ---- what rows are known again by ---- */

/* The batch that holds a response of the other file; NULL: none. */
static const struct merge_batch *batch_of(const struct merge_job *job,
                                          int64_t seq)
{
    size_t low = 0, high = job->n_batches;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (job->batch[middle].there.first_seq <= seq)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const struct merge_batch *batch = &job->batch[low - 1];
    return seq < batch->there.first_seq + batch->there.n_responses ? batch
                                                                   : NULL;
}

/* An id that the office has here already stands for one respondent, who came
 * in on both sides. */
static enum ikm_status id_is_free(struct merge_job *job,
                                  const struct ikm_known_row *row,
                                  bool *ret_free, struct ikm_error *err)
{
    int64_t seq = 0;
    uint64_t hash = 0;
    const enum ikm_status status = ikm_store_find_external(
        job->store, row->unit_id, row->id, &seq, &hash, err);
    *ret_free = seq == 0;
    if (status == IKM_OK && seq != 0 && !job->options->again &&
        !job->is_doubled)
        ikm_fault_add(job->faults, 0, 0,
                      "%s: id \"%.60s\" sebuah unit sudah ada di sini sebagai "
                      "respons lain; respondennya akan terhitung dua kali. "
                      "Bila memang orang lain, ulangi dengan --again",
                      "%s: id \"%.60s\" of a unit is here already as another "
                      "response; its respondent would count twice. If it is "
                      "another person, repeat with --again",
                      job->path, row->id);
    return status;
}

static enum ikm_status take_known_row(void *context,
                                      const struct ikm_known_row *there,
                                      struct ikm_error *err)
{
    struct merge_job *job = context;
    struct ikm_known_row row = *there;
    bool is_free = true;
    if (row.kind != IKM_KNOWN_BAD) {
        const struct merge_batch *batch = batch_of(job, row.seq);
        if (!batch || !batch->is_new)
            return IKM_OK;
        row.seq += batch->first_seq - batch->there.first_seq;
    } else if (job->file->n_excluded == 0)
        return IKM_OK;
    enum ikm_status status =
        merge_map_get(job, &job->units, row.unit_id, &row.unit_id, err);
    if (status == IKM_OK)
        status =
            merge_map_get(job, &job->forms, row.form_id, &row.form_id, err);
    if (status == IKM_OK && row.kind == IKM_KNOWN_ID)
        status = id_is_free(job, &row, &is_free, err);
    return status == IKM_OK && is_free
               ? ikm_store_merge_known_row(job->store, &row, err)
               : status;
}

/* What was said there about a comment; the later word counts, wherever it was
 * said. */
static enum ikm_status take_tag(void *context, const struct ikm_tag *there,
                                struct ikm_error *err)
{
    struct merge_job *job = context;
    const struct merge_batch *batch = batch_of(job, there->seq);
    struct ikm_arena arena = IKM_ARENA(ROW_LIMIT_BYTES);
    struct ikm_tag tag = *there, last = {0};
    size_t n = 0;
    const struct ikm_tag *here = NULL;
    if (!batch)
        return IKM_OK;
    tag.seq += batch->first_seq - batch->there.first_seq;
    enum ikm_status status =
        ikm_store_tags(job->store, tag.seq, &arena, &n, &here, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        if (here[i].element == tag.element)
            last = here[i];
    if (status == IKM_OK && tag.at_ms > last.at_ms &&
        tag.is_set != last.is_set) {
        status = ikm_store_add_tag(job->store, &tag, err);
        job->file->n_tags++;
    }
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status merge_rows(struct merge_job *job, struct ikm_error *err)
{
    enum ikm_status status =
        ikm_store_each_source(job->store, 0, keep_source, job, err);
    if (status == IKM_OK)
        status =
            ikm_store_each_source_origin(job->other, take_source, job, err);
    if (status == IKM_OK)
        status =
            ikm_store_each_excluded_origin(job->other, take_excluded, job, err);
    if (status == IKM_OK)
        status = ikm_store_each_tag(job->other, take_tag, job, err);
    return status == IKM_OK
               ? ikm_store_each_known_row(job->other, take_known_row, job, err)
               : status;
}
