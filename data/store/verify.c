#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"
#include "data/store_verify.h"

enum { ROW_LIMIT_BYTES = 4 * 1024 * 1024, IDS_TOLD = 5 };

/* One walk over the file. */
struct audit {
    struct ikm_store *store;
    struct ikm_faults *faults;
    struct ikm_verified *found;
    struct ikm_arena arena; /* of one row */
};

/* ---- the database itself ---- */

static enum ikm_status check_database(struct audit *audit,
                                      struct ikm_error *err)
{
    static const enum ikm_sql checks[] = {SQL_INTEGRITY_CHECK,
                                          SQL_FOREIGN_KEY_CHECK};
    for (size_t i = 0; i < IKM_COUNT(checks); i++) {
        sqlite3_stmt *rows = NULL;
        bool row = false;
        enum ikm_status status = store_sql(audit->store, checks[i], &rows, err);
        if (status != IKM_OK)
            return status;
        while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
               row) {
            const char *said = (const char *)sqlite3_column_text(rows, 0);
            if (checks[i] == SQL_INTEGRITY_CHECK && said &&
                strcmp(said, "ok") == 0)
                continue;
            ikm_fault_add(audit->faults, 0, 0, "berkas basis data rusak: %s",
                          "the database file is damaged: %s",
                          said ? said : "?");
        }
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

/* ---- responses of a record ---- */

/* A change of a response: the `position`-th of a record. */
struct moment {
    int64_t record_id, position;
};

/* What was, where it was changed: the content before the first change later
 * than `after` ({0}: before any change); the content now when there is none. */
static enum ikm_status content_before(struct audit *audit, int64_t seq,
                                      struct moment after,
                                      const struct ikm_text *now,
                                      struct ikm_hasher *hasher,
                                      struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_REVISION_AFTER, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    sqlite3_bind_int64(find, 2, after.record_id);
    sqlite3_bind_int64(find, 3, after.position);
    status = store_step(audit->store, find, &row, err);
    if (status != IKM_OK)
        return status;
    if (row) {
        const void *blob = sqlite3_column_blob(find, 0);
        store_hash_bytes(hasher, blob, (size_t)sqlite3_column_bytes(find, 0));
    } else
        store_hash_bytes(hasher, now->bytes, now->length_bytes);
    sqlite3_reset(find);
    return IKM_OK;
}

/* The canonical encoding of response `seq` as it stands; *ret_there 0 when it
 * is gone. */
static enum ikm_status encode_now(struct audit *audit, int64_t seq,
                                  struct ikm_text *text, bool *ret_there,
                                  struct ikm_error *err)
{
    struct ikm_response response;
    int64_t cell_id = 0;
    const enum ikm_status status = store_read_seq(
        audit->store, seq, &audit->arena, &response, &cell_id, err);
    *ret_there = status == IKM_OK;
    if (status == IKM_INPUT)
        return IKM_OK;
    if (status == IKM_OK) {
        store_encode(&response, text);
        if (text->status != IKM_OK)
            return ikm_fail_memory(err);
    }
    return status;
}

static void count_state(struct ikm_verified *found,
                        enum ikm_response_state state)
{
    found->n_responses++;
    found->n_used += state == IKM_RESPONSE_USED;
    found->n_void += state == IKM_RESPONSE_VOID;
}

struct batch {
    int64_t record_id, first_seq, n_responses;
    struct ikm_digest digest;
};

/* Digests a batch as it came in. */
static enum ikm_status check_batch(struct audit *audit,
                                   const struct batch *batch,
                                   struct ikm_hasher *hasher,
                                   struct ikm_error *err)
{
    int64_t n_missing = 0;
    enum ikm_status status = IKM_OK;
    for (int64_t i = 0; i < batch->n_responses && status == IKM_OK; i++) {
        struct ikm_text now = IKM_TEXT(&audit->arena);
        struct ikm_response response;
        int64_t cell_id = 0;
        const int64_t seq = batch->first_seq + i;
        status = store_read_seq(audit->store, seq, &audit->arena, &response,
                                &cell_id, err);
        if (status == IKM_OK) {
            count_state(audit->found, response.state);
            store_encode(&response, &now);
            status = now.status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
        } else if (status == IKM_INPUT) {
            n_missing++;
            status = IKM_OK;
        }
        if (status == IKM_OK)
            status = content_before(audit, seq, (struct moment){0}, &now,
                                    hasher, err);
        ikm_arena_release(&audit->arena);
    }
    if (n_missing > 0)
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld: %lld dari %lld respons hilang",
                      "record %lld: %lld of %lld responses are missing",
                      (long long)batch->record_id, (long long)n_missing,
                      (long long)batch->n_responses);
    return status;
}

/* The batch in the current row of `find`: its responses are digested. */
static enum ikm_status check_one_batch(struct audit *audit, sqlite3_stmt *find,
                                       int64_t record_id,
                                       struct ikm_hasher *hasher,
                                       int64_t *next_seq, struct ikm_error *err)
{
    struct batch batch = {.record_id = record_id};
    batch.first_seq = sqlite3_column_int64(find, 0);
    batch.n_responses = sqlite3_column_int64(find, 1);
    const bool has_digest = store_column_digest(find, 2, &batch.digest);
    if (batch.first_seq < *next_seq)
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld: urutan responsnya tidak cocok",
                      "record %lld: its responses are out of order",
                      (long long)record_id);
    *next_seq = batch.first_seq + batch.n_responses;
    const enum ikm_status status = check_batch(audit, &batch, hasher, err);
    const struct ikm_digest digest = ikm_hasher_digest(hasher);
    if (status == IKM_OK &&
        (!has_digest ||
         memcmp(digest.bytes, batch.digest.bytes, IKM_DIGEST_BYTES) != 0))
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld: ada respons yang diubah, hilang, atau "
                      "tertukar sejak masuk",
                      "record %lld: a response was changed, lost or swapped "
                      "since it came in",
                      (long long)record_id);
    return status;
}

/* The batches that a record brought: one, or in a merge many. */
static enum ikm_status check_responses(struct audit *audit, int64_t record_id,
                                       struct ikm_hasher *hasher,
                                       int64_t *next_seq, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_BATCH_OF_RECORD, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, record_id);
    while ((status = store_step(audit->store, find, &row, err)) == IKM_OK &&
           row) {
        status = check_one_batch(audit, find, record_id, hasher, next_seq, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(find);
    return status;
}

/* ---- the other parts of a record ---- */

/* Who made it, when a merge brought it. */
static void hash_maker(struct ikm_hasher *hasher, sqlite3_stmt *row)
{
    if (sqlite3_column_type(row, 3) == SQLITE_NULL)
        return;
    const struct ikm_maker maker = {
        .at_ms = sqlite3_column_int64(row, 3),
        .actor = (const char *)sqlite3_column_text(row, 4),
        .action = (const char *)sqlite3_column_text(row, 5),
        .reason = (const char *)sqlite3_column_text(row, 6),
    };
    store_hash_maker(hasher, &maker);
}

/* The origin in a column, NULL when a merge did not bring it. */
static const struct ikm_digest *origin_in(sqlite3_stmt *row, int column,
                                          struct ikm_digest *room)
{
    return store_column_digest(row, column, room) ? room : NULL;
}

static enum ikm_status check_revisions(struct audit *audit, int64_t record_id,
                                       struct ikm_hasher *hasher,
                                       struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_REVISION_OF_RECORD, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, record_id);
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        struct ikm_text now = IKM_TEXT(&audit->arena);
        const int64_t seq = sqlite3_column_int64(rows, 0);
        bool there = false;
        status = encode_now(audit, seq, &now, &there, err);
        if (status != IKM_OK)
            break;
        const void *before = sqlite3_column_blob(rows, 1);
        store_hash_number(hasher, seq);
        store_hash_bytes(hasher, before, (size_t)sqlite3_column_bytes(rows, 1));
        const struct moment moment = {record_id, sqlite3_column_int64(rows, 2)};
        status = content_before(audit, seq, moment, &now, hasher, err);
        hash_maker(hasher, rows);
        ikm_arena_release(&audit->arena);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

static enum ikm_status check_excluded(struct audit *audit, int64_t record_id,
                                      struct ikm_hasher *hasher,
                                      struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_EXCLUDED_OF_RECORD, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, record_id);
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        struct ikm_excluded excluded;
        store_read_excluded(rows, &excluded);
        struct ikm_digest room;
        store_hash_excluded(hasher, &excluded);
        store_hash_origin(hasher, origin_in(rows, 7, &room));
        audit->found->n_excluded++;
    }
    return status;
}

static enum ikm_status check_sources(struct audit *audit, int64_t record_id,
                                     struct ikm_hasher *hasher,
                                     struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_SOURCE_OF_RECORD, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, record_id);
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        struct ikm_source source;
        store_read_source(rows, &source);
        struct ikm_digest room;
        store_hash_source(hasher, &source);
        store_hash_origin(hasher, origin_in(rows, 8, &room));
    }
    return status;
}

static enum ikm_status check_merged(struct audit *audit, int64_t record_id,
                                    struct ikm_hasher *hasher,
                                    int64_t *ret_n_files, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_MERGED_OF_RECORD, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, record_id);
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        struct ikm_digest head = {{0}};
        (void)store_column_digest(rows, 2, &head);
        store_hash_merged(hasher, (const char *)sqlite3_column_text(rows, 0),
                          sqlite3_column_int64(rows, 1), &head);
        ++*ret_n_files;
    }
    return status;
}

static enum ikm_status check_tags(struct audit *audit, int64_t record_id,
                                  struct ikm_hasher *hasher,
                                  int64_t *ret_n_tags, struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status =
        store_sql(audit->store, SQL_TAG_OF_RECORD, &rows, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(rows, 1, record_id);
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        struct ikm_tag tag;
        store_read_tag(rows, &tag);
        store_hash_tag(hasher, &tag);
        ++*ret_n_tags;
    }
    return status;
}

/* ---- the chain ---- */

/* Digests again all that the record changed. */
static enum ikm_status redo_record(struct audit *audit, int64_t record_id,
                                   int64_t *next_seq,
                                   struct ikm_digest *ret_changed,
                                   struct ikm_error *err)
{
    struct ikm_hasher responses, excluded, revisions, sources, merged, tags;
    int64_t n_files = 0, n_tags = 0;
    ikm_hasher_start(&responses);
    ikm_hasher_start(&excluded);
    ikm_hasher_start(&revisions);
    ikm_hasher_start(&sources);
    ikm_hasher_start(&merged);
    ikm_hasher_start(&tags);
    enum ikm_status status =
        check_responses(audit, record_id, &responses, next_seq, err);
    if (status == IKM_OK)
        status = check_excluded(audit, record_id, &excluded, err);
    if (status == IKM_OK)
        status = check_revisions(audit, record_id, &revisions, err);
    if (status == IKM_OK)
        status = check_sources(audit, record_id, &sources, err);
    if (status == IKM_OK)
        status = check_merged(audit, record_id, &merged, &n_files, err);
    if (status == IKM_OK)
        status = check_tags(audit, record_id, &tags, &n_tags, err);
    if (status == IKM_OK)
        *ret_changed = store_changed(&(struct record_parts){
            &responses, &excluded, &revisions, &sources,
            n_files + n_tags ? &merged : NULL, n_tags ? &tags : NULL});
    return status;
}

static bool same_digest(const struct ikm_digest *a, const struct ikm_digest *b)
{
    return memcmp(a->bytes, b->bytes, IKM_DIGEST_BYTES) == 0;
}

/* One record against its own hash and against the record before. */
static enum ikm_status check_record(struct audit *audit, sqlite3_stmt *row,
                                    int64_t *next_seq, struct ikm_error *err)
{
    struct ikm_digest hash = {{0}}, changed;
    struct record_fields fields = {
        .record_id = sqlite3_column_int64(row, 0),
        .at_ms = sqlite3_column_int64(row, 1),
        .actor = (const char *)sqlite3_column_text(row, 2),
        .action = (const char *)sqlite3_column_text(row, 3),
        .subject = (const char *)sqlite3_column_text(row, 4),
        .reason = (const char *)sqlite3_column_text(row, 5),
        .registers = sqlite3_column_blob(row, 7),
        .n_registers = store_count_registers(sqlite3_column_bytes(row, 7)),
    };
    const long long number = (long long)fields.record_id;
    const bool whole = store_column_digest(row, 6, &fields.changed) &&
                       fields.n_registers > 0 &&
                       store_column_digest(row, 8, &fields.previous) &&
                       store_column_digest(row, 9, &hash);
    audit->found->n_records++;
    if (fields.record_id != audit->found->n_records)
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld hilang (yang ada catatan %lld)",
                      "record %lld is missing (there is record %lld)",
                      (long long)audit->found->n_records, number);
    audit->found->n_records = fields.record_id;
    struct ikm_digest own = {{0}};
    if (whole)
        own = store_record_hash(&fields);
    if (!whole || !same_digest(&own, &hash))
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld diubah sesudah ditulis",
                      "record %lld was changed after it was written", number);
    else if (!same_digest(&fields.previous, &audit->found->head))
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld tidak bersambung dengan catatan sebelumnya",
                      "record %lld does not follow the record before it",
                      number);
    audit->found->head = hash;
    const size_t n_before = audit->faults->n_total;
    const enum ikm_status status =
        redo_record(audit, fields.record_id, next_seq, &changed, err);
    if (status == IKM_OK && whole && n_before == audit->faults->n_total &&
        !same_digest(&changed, &fields.changed))
        ikm_fault_add(audit->faults, 0, 0,
                      "catatan %lld: isi yang dicatatnya berubah (respons, "
                      "koreksi, baris dikecualikan, atau berkas asal)",
                      "record %lld: what it recorded has changed (responses, "
                      "corrections, excluded rows, or source file)",
                      number);
    return status;
}

/* The registers as the last whole record knew them. */
struct known_registers {
    unsigned char bytes[N_REGISTERS * REGISTER_BYTES];
    size_t n; /* those after it were still empty */
};

static enum ikm_status check_chain(struct audit *audit,
                                   struct known_registers *known,
                                   struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    int64_t next_seq = 1;
    enum ikm_status status =
        store_sql(audit->store, SQL_RECORD_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(audit->store, rows, &row, err)) == IKM_OK &&
           row) {
        status = check_record(audit, rows, &next_seq, err);
        if (status != IKM_OK)
            break;
        const size_t n = store_count_registers(sqlite3_column_bytes(rows, 7));
        if (n > 0) {
            memcpy(known->bytes, sqlite3_column_blob(rows, 7),
                   n * REGISTER_BYTES);
            known->n = n;
        }
    }
    sqlite3_reset(rows);
    return status;
}

/* Responses that no record brought. */
static enum ikm_status check_strays(struct audit *audit, struct ikm_error *err)
{
    static const enum ikm_sql checks[] = {SQL_RESPONSE_STRAYS,
                                          SQL_EXCLUDED_STRAYS};
    for (size_t i = 0; i < IKM_COUNT(checks); i++) {
        sqlite3_stmt *count = NULL;
        int64_t n = 0;
        enum ikm_status status =
            store_sql(audit->store, checks[i], &count, err);
        if (status == IKM_OK)
            status = store_one(audit->store, count, 0, &n, err);
        if (status != IKM_OK)
            return status;
        if (n > 0)
            ikm_fault_add(audit->faults, 0, 0,
                          "%lld respons atau baris tidak tercatat di rantai "
                          "catatan",
                          "%lld responses or rows are in no record of the "
                          "audit chain",
                          (long long)n);
    }
    return IKM_OK;
}

static enum ikm_status check_registers(struct audit *audit,
                                       const struct known_registers *known,
                                       struct ikm_error *err)
{
    const struct ikm_digest empty = ikm_digest_of("", 0);
    unsigned char now[N_REGISTERS * REGISTER_BYTES];
    const enum ikm_status status =
        store_digest_registers(audit->store, now, err);
    if (status != IKM_OK || audit->found->n_records == 0)
        return status;
    for (int i = 0; i < N_REGISTERS; i++)
        if (memcmp(now + (ptrdiff_t)i * REGISTER_BYTES,
                   (size_t)i < known->n
                       ? known->bytes + (ptrdiff_t)i * REGISTER_BYTES
                       : empty.bytes,
                   REGISTER_BYTES) != 0)
            ikm_fault_add(audit->faults, 0, 0,
                          "daftar \"%s\" diubah di luar ikm",
                          "register \"%s\" was changed outside ikm",
                          store_register_name(i));
    return IKM_OK;
}

enum ikm_status ikm_store_verify(struct ikm_store *store,
                                 struct ikm_faults *faults,
                                 struct ikm_verified *ret,
                                 struct ikm_error *err)
{
    struct known_registers known = {.n = 0};
    struct ikm_verified found = {0};
    struct audit audit = {store, faults, &found, IKM_ARENA(ROW_LIMIT_BYTES)};
    enum ikm_status status = ikm_store_begin_read(store, err);
    if (status != IKM_OK)
        return status;
    status = check_database(&audit, err);
    if (status == IKM_OK)
        status = check_chain(&audit, &known, err);
    if (status == IKM_OK)
        status = check_strays(&audit, err);
    if (status == IKM_OK)
        status = check_registers(&audit, &known, err);
    if (status == IKM_OK)
        status = store_verify_publications(store, faults, err);
    if (status == IKM_OK)
        status = store_verify_annexes(store, faults, err);
    if (status == IKM_OK)
        status = store_verify_rollups(store, faults, &found, err);
    ikm_store_end_read(store);
    ikm_arena_release(&audit.arena);
    if (status != IKM_OK)
        return status;
    *ret = found;
    if (faults->n_total > 0)
        return ikm_fail(err, IKM_FOUND, "berkas survei tidak utuh: %zu temuan",
                        "the survey file is not intact: %zu findings",
                        faults->n_total);
    return IKM_OK;
}

enum ikm_status ikm_store_each_record(struct ikm_store *store,
                                      ikm_record_visitor *visit, void *context,
                                      struct ikm_error *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_RECORD_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row) {
        const struct ikm_record record = {
            .record_id = sqlite3_column_int64(rows, 0),
            .at_ms = sqlite3_column_int64(rows, 1),
            .actor = (const char *)sqlite3_column_text(rows, 2),
            .action = (const char *)sqlite3_column_text(rows, 3),
            .subject = (const char *)sqlite3_column_text(rows, 4),
            .reason = (const char *)sqlite3_column_text(rows, 5),
        };
        status = visit(context, &record, err);
        if (status != IKM_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}
