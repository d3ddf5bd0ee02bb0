#include <string.h>

#include "data/store/internal.h"

/* The registers, each digested on its own so that verify can name the one that
 * was tampered with. The order is kept for ever. */
static const struct {
    enum ikm_sql query;
    const char *name;
} register_tables[N_REGISTERS] = {
    {SQL_REGISTER_SETTING, "setting"},
    {SQL_REGISTER_FORM, "form"},
    {SQL_REGISTER_UNIT, "unit"},
    {SQL_REGISTER_SERVICE, "service"},
    {SQL_REGISTER_VOLUME, "volume"},
    {SQL_REGISTER_TARGET, "target"},
    {SQL_REGISTER_HISTORY, "history"},
    {SQL_REGISTER_OPERATOR, "operator"},
    {SQL_REGISTER_PLAN, "plan"},
    {SQL_REGISTER_PUBLICATION, "publication"},
    {SQL_REGISTER_ACCOUNT, "account"},
    {SQL_REGISTER_OFFICE, "office"},
    {SQL_REGISTER_ANNEX, "annex"},
    {SQL_REGISTER_VERDICT, "verdict"},
};

const char *store_register_name(int i)
{
    return register_tables[i].name;
}

size_t store_count_registers(int length_bytes)
{
    const int n = length_bytes / REGISTER_BYTES;
    return length_bytes % REGISTER_BYTES == 0 && n >= FIRST_REGISTERS &&
                   n <= N_REGISTERS
               ? (size_t)n
               : 0;
}

void store_hash_number(struct ikm_hasher *hasher, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    ikm_hasher_add(hasher, bytes, sizeof bytes);
}

void store_hash_bytes(struct ikm_hasher *hasher, const void *bytes,
                      size_t length_bytes)
{
    store_hash_number(hasher, (int64_t)length_bytes);
    if (length_bytes > 0)
        ikm_hasher_add(hasher, bytes, length_bytes);
}

void store_hash_text(struct ikm_hasher *hasher, const char *text)
{
    store_hash_bytes(hasher, text, text ? strlen(text) : 0);
}

static void hash_column(struct ikm_hasher *hasher, sqlite3_stmt *row, int i)
{
    const int type = sqlite3_column_type(row, i);
    store_hash_number(hasher, type);
    if (type == SQLITE_INTEGER)
        store_hash_number(hasher, sqlite3_column_int64(row, i));
    else if (type != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(row, i);
        store_hash_bytes(hasher, bytes, (size_t)sqlite3_column_bytes(row, i));
    }
}

enum ikm_status
store_digest_registers(struct ikm_store *store,
                       unsigned char registers[N_REGISTERS * REGISTER_BYTES],
                       struct ikm_error *err)
{
    for (int i = 0; i < N_REGISTERS; i++) {
        struct ikm_hasher hasher;
        sqlite3_stmt *rows = NULL;
        bool row = false;
        enum ikm_status status =
            store_sql(store, register_tables[i].query, &rows, err);
        if (status != IKM_OK)
            return status;
        ikm_hasher_start(&hasher);
        while ((status = store_step(store, rows, &row, err)) == IKM_OK && row)
            for (int c = 0; c < sqlite3_column_count(rows); c++)
                hash_column(&hasher, rows, c);
        if (status != IKM_OK)
            return status;
        const struct ikm_digest digest = ikm_hasher_digest(&hasher);
        memcpy(registers + (ptrdiff_t)i * REGISTER_BYTES, digest.bytes,
               REGISTER_BYTES);
    }
    return IKM_OK;
}

struct ikm_digest store_record_hash(const struct record_fields *fields)
{
    struct ikm_hasher hasher;
    ikm_hasher_start(&hasher);
    store_hash_number(&hasher, fields->record_id);
    store_hash_number(&hasher, fields->at_ms);
    store_hash_text(&hasher, fields->actor);
    store_hash_text(&hasher, fields->action);
    store_hash_text(&hasher, fields->subject);
    store_hash_text(&hasher, fields->reason);
    store_hash_bytes(&hasher, fields->changed.bytes, IKM_DIGEST_BYTES);
    store_hash_bytes(&hasher, fields->registers,
                     fields->n_registers * REGISTER_BYTES);
    store_hash_bytes(&hasher, fields->previous.bytes, IKM_DIGEST_BYTES);
    return ikm_hasher_digest(&hasher);
}

struct ikm_digest store_changed(const struct record_parts *parts)
{
    const struct ikm_hasher *part[] = {parts->responses, parts->excluded,
                                       parts->revisions, parts->sources,
                                       parts->merged,    parts->tags};
    struct ikm_hasher hasher;
    ikm_hasher_start(&hasher);
    for (size_t i = 0; i < IKM_COUNT(part) && part[i]; i++) {
        const struct ikm_digest digest = ikm_hasher_digest(part[i]);
        store_hash_bytes(&hasher, digest.bytes, IKM_DIGEST_BYTES);
    }
    return ikm_hasher_digest(&hasher);
}

void store_hash_revision(struct ikm_hasher *hasher, int64_t seq,
                         const void *before, size_t before_bytes,
                         const void *after, size_t after_bytes)
{
    store_hash_number(hasher, seq);
    store_hash_bytes(hasher, before, before_bytes);
    store_hash_bytes(hasher, after, after_bytes);
}

void store_hash_maker(struct ikm_hasher *hasher, const struct ikm_maker *maker)
{
    store_hash_number(hasher, maker->at_ms);
    store_hash_text(hasher, maker->actor);
    store_hash_text(hasher, maker->action);
    store_hash_text(hasher, maker->reason);
}

void store_hash_origin(struct ikm_hasher *hasher,
                       const struct ikm_digest *origin)
{
    if (origin)
        store_hash_bytes(hasher, origin->bytes, IKM_DIGEST_BYTES);
}

void store_hash_merged(struct ikm_hasher *hasher, const char *name,
                       int64_t n_records, const struct ikm_digest *head)
{
    store_hash_text(hasher, name);
    store_hash_number(hasher, n_records);
    store_hash_bytes(hasher, head->bytes, IKM_DIGEST_BYTES);
}

void store_hash_excluded(struct ikm_hasher *hasher,
                         const struct ikm_excluded *excluded)
{
    store_hash_number(hasher, excluded->row);
    store_hash_number(hasher, excluded->form_id);
    store_hash_number(hasher, excluded->unit_id);
    store_hash_number(hasher, excluded->service_id);
    store_hash_number(hasher, ikm_date_month_index(excluded->date));
    store_hash_number(hasher, excluded->date.day);
    store_hash_text(hasher, excluded->reason);
}

void store_hash_source(struct ikm_hasher *hasher, const struct ikm_source *s)
{
    store_hash_text(hasher, s->name);
    store_hash_number(hasher, s->size_bytes);
    store_hash_bytes(hasher, s->digest.bytes, IKM_DIGEST_BYTES);
    store_hash_number(hasher, s->n_rows);
    store_hash_bytes(hasher, s->rows.bytes, IKM_DIGEST_BYTES);
}

/* Where the chain stands: fills the change with the next record's number. */
static enum ikm_status read_last_record(struct ikm_store *store,
                                        struct ikm_error *err)
{
    struct change *change = &store->change;
    sqlite3_stmt *last = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_RECORD_LAST, &last, err);
    if (status == IKM_OK)
        status = store_step(store, last, &row, err);
    if (status != IKM_OK)
        return status;
    if (!row) {
        change->record_id = 1;
        change->registers_touched = true;
        return IKM_OK;
    }
    const size_t n_registers =
        store_count_registers(sqlite3_column_bytes(last, 2));
    const void *registers = sqlite3_column_blob(last, 2);
    change->record_id = sqlite3_column_int64(last, 0) + 1;
    if (!store_column_digest(last, 1, &change->previous) || !registers ||
        n_registers == 0) {
        sqlite3_reset(last);
        return ikm_fail(err, IKM_INPUT,
                        "rantai catatan rusak; jalankan: ikm verify",
                        "the audit chain is damaged; run: ikm verify");
    }
    memcpy(change->registers, registers, n_registers * REGISTER_BYTES);
    change->registers_touched = n_registers < N_REGISTERS;
    sqlite3_reset(last);
    return IKM_OK;
}

enum ikm_status ikm_store_begin(struct ikm_store *store,
                                const struct ikm_act *act,
                                struct ikm_error *err)
{
    if (store->change.open)
        return ikm_fail(err, IKM_BUG, "perubahan di dalam perubahan",
                        "a change inside a change");
    enum ikm_status status =
        store_exec(store, STORE_WRITE_CACHE "BEGIN IMMEDIATE", err);
    if (status != IKM_OK)
        return status;
    store->change = (struct change){.open = true, .act = *act};
    ikm_hasher_start(&store->change.responses);
    ikm_hasher_start(&store->change.excluded);
    ikm_hasher_start(&store->change.revisions);
    ikm_hasher_start(&store->change.sources);
    ikm_hasher_start(&store->change.merged);
    ikm_hasher_start(&store->change.tags);
    store->change.base = ikm_uuid_base(act->unix_ms, act->random);
    status = read_last_record(store, err);
    if (status != IKM_OK)
        ikm_store_rollback(store);
    return status;
}

enum ikm_status ikm_store_others(struct ikm_store *store, int64_t *ret_number,
                                 struct ikm_error *err)
{
    sqlite3_stmt *look = NULL;
    const enum ikm_status status = store_sql(store, SQL_OTHERS, &look, err);
    return status == IKM_OK ? store_one(store, look, 0, ret_number, err)
                            : status;
}

void ikm_store_rollback(struct ikm_store *store)
{
    if (!store->change.open)
        return;
    store_pending_forget(store);
    store_cells_forget(store);
    store->change.open = false;
    (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    /* forms added by the change are gone again */
    store->first_form = NULL;
    ikm_arena_release(&store->forms);
}

enum ikm_status store_touch(struct ikm_store *store, bool is_register,
                            struct ikm_error *err)
{
    if (!store->change.open)
        return ikm_fail(err, IKM_BUG, "perubahan tanpa transaksi",
                        "a change without a transaction");
    store->change.touched = true;
    store->change.registers_touched |= is_register;
    return IKM_OK;
}

enum ikm_status store_close_batch(struct ikm_store *store,
                                  struct ikm_error *err)
{
    struct change *change = &store->change;
    if (change->n_responses == 0)
        return IKM_OK;
    sqlite3_stmt *add = NULL;
    enum ikm_status status = store_sql(store, SQL_BATCH_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_digest digest = ikm_hasher_digest(&change->responses);
    sqlite3_bind_int64(add, 1, change->record_id);
    sqlite3_bind_int64(add, 2, change->first_seq);
    sqlite3_bind_int64(add, 3, change->n_responses);
    sqlite3_bind_blob(add, 4, change->base.bytes, IKM_UUID_BASE_BYTES,
                      SQLITE_STATIC);
    store_bind_digest(add, 5, &digest);
    change->next_seq = change->first_seq + change->n_responses;
    change->first_seq = change->n_responses = 0;
    return store_run(store, add, err);
}

static enum ikm_status add_record(struct ikm_store *store,
                                  struct ikm_error *err)
{
    struct change *change = &store->change;
    sqlite3_stmt *add = NULL;
    enum ikm_status status = IKM_OK;
    if (change->registers_touched)
        status = store_digest_registers(store, change->registers, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_RECORD_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    const struct record_fields fields = {
        .record_id = change->record_id,
        .at_ms = change->act.unix_ms,
        .actor = change->act.actor,
        .action = change->act.action,
        .subject = change->act.subject,
        .reason = change->act.reason,
        .changed = store_changed(&(struct record_parts){
            &change->responses, &change->excluded, &change->revisions,
            &change->sources,
            change->n_merged + change->n_tags ? &change->merged : NULL,
            change->n_tags ? &change->tags : NULL}),
        .registers = change->registers,
        .n_registers = N_REGISTERS,
        .previous = change->previous,
    };
    const struct ikm_digest hash = store_record_hash(&fields);
    sqlite3_bind_int64(add, 1, fields.record_id);
    sqlite3_bind_int64(add, 2, fields.at_ms);
    store_bind_text(add, 3, fields.actor);
    store_bind_text(add, 4, fields.action);
    store_bind_text(add, 5, fields.subject);
    store_bind_text(add, 6, fields.reason);
    store_bind_digest(add, 7, &fields.changed);
    sqlite3_bind_blob(add, 8, change->registers, (int)sizeof change->registers,
                      SQLITE_STATIC);
    store_bind_digest(add, 9, &fields.previous);
    store_bind_digest(add, 10, &hash);
    return store_run(store, add, err);
}

enum ikm_status ikm_store_commit(struct ikm_store *store, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (!store->change.open)
        return ikm_fail(err, IKM_BUG, "tidak ada perubahan untuk disimpan",
                        "there is no change to commit");
    if (store->change.touched) {
        status = store_pending_flush(store, err);
        if (status == IKM_OK)
            status = store_cells_flush(store, err);
        if (status == IKM_OK)
            status = add_record(store, err);
        if (status == IKM_OK)
            status = store_close_batch(store, err);
        if (status == IKM_OK && store->change.new_seq > 0)
            status = store_index_comments(store, store->change.new_seq,
                                          INT64_MAX, err);
    }
    if (status == IKM_OK)
        status = store_exec(store, "COMMIT", err);
    if (status != IKM_OK) {
        ikm_store_rollback(store);
        return status;
    }
    store_cells_forget(store);
    store->change.open = false;
    return IKM_OK;
}

enum ikm_status ikm_store_setting(struct ikm_store *store, const char *name,
                                  struct ikm_arena *arena,
                                  const char **ret_value, struct ikm_error *err)
{
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_SETTING_GET, &get, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(get, 1, name);
    status = store_step(store, get, &row, err);
    *ret_value = "";
    if (status == IKM_OK && row)
        status = store_text(get, 0, arena, ret_value, err);
    sqlite3_reset(get);
    return status;
}

enum ikm_status ikm_store_set_setting(struct ikm_store *store, const char *name,
                                      const char *value, struct ikm_error *err)
{
    sqlite3_stmt *set = NULL;
    enum ikm_status status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_SETTING_SET, &set, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(set, 1, name);
    store_bind_text(set, 2, value);
    return store_run(store, set, err);
}
