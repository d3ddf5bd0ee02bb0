#include <string.h>

#include "data/store/internal.h"

enum { ENCODE_LIMIT_BYTES = 1024 * 1024 };

/* The fields in the order of the columns; channel stands before the operator.
 */
static void bind_response(sqlite3_stmt *statement, const struct ikm_response *r,
                          int64_t seq, int64_t cell_id,
                          const unsigned char packed[IKM_PACKED_BYTES])
{
    sqlite3_bind_int64(statement, 1, seq);
    sqlite3_bind_int64(statement, 2, cell_id);
    sqlite3_bind_blob(statement, 3, packed, (r->n_answers + r->n_more + 1) / 2,
                      SQLITE_STATIC);
    sqlite3_bind_int(statement, 4, (int)r->state);
    sqlite3_bind_int(statement, 5, r->date.day);
    sqlite3_bind_int64(statement, 6, r->service_id);
    if (r->second >= 0)
        sqlite3_bind_int(statement, 7, r->second);
    else
        sqlite3_bind_null(statement, 7);
    sqlite3_bind_int(statement, 8, r->field[IKM_FIELD_HOUR]);
    sqlite3_bind_int(statement, 9, r->field[IKM_FIELD_CHANNEL]);
    sqlite3_bind_int64(statement, 10, r->operator_id);
    sqlite3_bind_int(statement, 11, r->field[IKM_FIELD_GENDER]);
    sqlite3_bind_int(statement, 12, r->field[IKM_FIELD_AGE]);
    sqlite3_bind_int(statement, 13, r->field[IKM_FIELD_EDUCATION]);
    sqlite3_bind_int(statement, 14, r->field[IKM_FIELD_OCCUPATION]);
    sqlite3_bind_int(statement, 15, r->field[IKM_FIELD_DISABILITY]);
    store_bind_text(statement, 16, r->sheet);
}

bool store_read_answers(sqlite3_stmt *row, int column,
                        const struct form_cache *form, struct ikm_response *r)
{
    const void *packed = sqlite3_column_blob(row, column);
    const size_t n_bytes = (size_t)sqlite3_column_bytes(row, column);
    const size_t n_asked = form->n_questions + form->n_more;
    r->n_answers = (uint8_t)form->n_questions;
    r->n_more = (uint8_t)form->n_more;
    if (!packed || n_bytes != (n_asked + 1) / 2)
        return false;
    store_unpack(packed, n_asked, r->answer);
    return true;
}

void store_read_response(sqlite3_stmt *row, int column,
                         const struct form_cache *form, struct ikm_response *r)
{
    if (!store_read_answers(row, column, form, r))
        memset(r->answer, 0, sizeof r->answer);
    r->state = (enum ikm_response_state)sqlite3_column_int(row, column + 1);
    r->date.day = (uint8_t)sqlite3_column_int(row, column + 2);
    r->service_id = sqlite3_column_int64(row, column + 3);
    r->second = sqlite3_column_type(row, column + 4) == SQLITE_NULL
                    ? -1
                    : sqlite3_column_int(row, column + 4);
    r->field[IKM_FIELD_HOUR] = (uint8_t)sqlite3_column_int(row, column + 5);
    r->field[IKM_FIELD_CHANNEL] = (uint8_t)sqlite3_column_int(row, column + 6);
    r->operator_id = sqlite3_column_int64(row, column + 7);
    r->field[IKM_FIELD_GENDER] = (uint8_t)sqlite3_column_int(row, column + 8);
    r->field[IKM_FIELD_AGE] = (uint8_t)sqlite3_column_int(row, column + 9);
    r->field[IKM_FIELD_EDUCATION] =
        (uint8_t)sqlite3_column_int(row, column + 10);
    r->field[IKM_FIELD_OCCUPATION] =
        (uint8_t)sqlite3_column_int(row, column + 11);
    r->field[IKM_FIELD_DISABILITY] =
        (uint8_t)sqlite3_column_int(row, column + 12);
    r->sheet = (const char *)sqlite3_column_text(row, column + 13);
}

enum ikm_status store_add_text(struct ikm_store *store, int64_t seq, int field,
                               const char *text, struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    if (!text)
        return IKM_OK;
    const enum ikm_status status = store_sql(store, SQL_TEXT_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, seq);
    sqlite3_bind_int(add, 2, field);
    store_bind_text(add, 3, text);
    return store_run(store, add, err);
}

enum ikm_status store_add_cause(struct ikm_store *store, int64_t seq,
                                const struct ikm_low_cause *cause,
                                struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status = store_sql(store, SQL_CAUSE_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, seq);
    sqlite3_bind_int(add, 2, cause->element + 1);
    sqlite3_bind_int(add, 3, cause->code);
    store_bind_text(add, 4, cause->text ? cause->text : "");
    return store_run(store, add, err);
}

static enum ikm_status add_texts(struct ikm_store *store, int64_t seq,
                                 const struct ikm_response *r,
                                 struct ikm_error *err)
{
    enum ikm_status status = store_add_text(store, seq, 0, r->comment, err);
    for (int f = 0; f < IKM_FIELD_COUNT && status == IKM_OK; f++)
        status = store_add_text(store, seq, 1 + f, r->other[f], err);
    for (size_t i = 0; i < r->n_causes && status == IKM_OK; i++)
        status = store_add_cause(store, seq, &r->causes[i], err);
    return status;
}

static enum ikm_status take_seq(struct ikm_store *store, int64_t *ret_seq,
                                struct ikm_error *err)
{
    struct change *change = &store->change;
    if (change->first_seq == 0 && change->next_seq != 0)
        change->first_seq = change->next_seq;
    if (change->first_seq == 0) {
        sqlite3_stmt *last = NULL;
        int64_t seq = 0;
        enum ikm_status status =
            store_sql(store, SQL_RESPONSE_LAST_SEQ, &last, err);
        if (status == IKM_OK)
            status = store_one(store, last, 0, &seq, err);
        if (status != IKM_OK)
            return status;
        change->first_seq = seq + 1;
    }
    *ret_seq = change->first_seq + change->n_responses;
    if (change->new_seq == 0)
        change->new_seq = *ret_seq;
    return IKM_OK;
}

/* The encoding in a small buffer of its own; long texts need more. */
static enum ikm_status hash_response(struct ikm_store *store,
                                     const struct ikm_response *r,
                                     struct ikm_error *err)
{
    char room[512];
    struct ikm_arena arena = IKM_ARENA(ENCODE_LIMIT_BYTES);
    struct ikm_text text = {
        .arena = &arena, .bytes = room, .room_bytes = sizeof room};
    store_encode(r, &text);
    enum ikm_status status = text.status;
    if (status == IKM_OK)
        store_hash_bytes(&store->change.responses, text.bytes,
                         text.length_bytes);
    else
        status = ikm_fail_memory(err);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_store_add_response(struct ikm_store *store,
                                       const struct ikm_response *response,
                                       int64_t *ret_seq, struct ikm_error *err)
{
    const struct form_cache *form = NULL;
    int64_t seq = 0;
    int64_t cell_id = 0;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_form_facts(store, response->form_id, &form, err);
    if (status == IKM_OK)
        status = take_seq(store, &seq, err);
    if (status == IKM_OK)
        status = store_cell_add(store, response, form, &cell_id, err);
    if (status == IKM_OK)
        status = store_pending_add(store, seq, cell_id, response, err);
    if (status == IKM_OK)
        status = hash_response(store, response, err);
    if (status != IKM_OK)
        return status;
    store->change.n_responses++;
    if (ret_seq)
        *ret_seq = seq;
    return IKM_OK;
}

enum ikm_status ikm_store_response_id(struct ikm_store *store, int64_t seq,
                                      char ret_id[IKM_UUID_TEXT_BYTES],
                                      struct ikm_error *err)
{
    struct ikm_uuid_base base;
    const struct change *change = &store->change;
    if (change->open && change->first_seq > 0 && seq >= change->first_seq) {
        (void)ikm_uuid_text(&change->base, (uint32_t)(seq - change->first_seq),
                            ret_id);
        return IKM_OK;
    }
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_BATCH_OF_SEQ, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK)
        return status;
    if (!row || sqlite3_column_bytes(find, 2) != IKM_UUID_BASE_BYTES ||
        seq >= sqlite3_column_int64(find, 0) + sqlite3_column_int64(find, 1)) {
        sqlite3_reset(find);
        return ikm_fail(err, IKM_INPUT,
                        "respons tanpa kelompok; jalankan: ikm verify",
                        "a response without a batch; run: ikm verify");
    }
    memcpy(base.bytes, sqlite3_column_blob(find, 2), IKM_UUID_BASE_BYTES);
    (void)ikm_uuid_text(&base, (uint32_t)(seq - sqlite3_column_int64(find, 0)),
                        ret_id);
    sqlite3_reset(find);
    return IKM_OK;
}

enum ikm_status ikm_store_arrival(struct ikm_store *store, int64_t seq,
                                  struct ikm_arrival *ret_arrival,
                                  struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_ARRIVAL_OF_SEQ, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, seq);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK)
        return status;
    struct ikm_arrival arrival = {0};
    const char *action = "";
    if (row && sqlite3_column_bytes(find, 2) == IKM_UUID_BASE_BYTES) {
        arrival.first_seq = sqlite3_column_int64(find, 0);
        arrival.n_responses = sqlite3_column_int64(find, 1);
        memcpy(arrival.base.bytes, sqlite3_column_blob(find, 2),
               IKM_UUID_BASE_BYTES);
        arrival.unix_ms = ikm_uuid_unix_ms(&arrival.base);
        action = (const char *)sqlite3_column_text(find, 3);
    }
    /* a group of posts of the web is a record; what was merged alone came in
     * alone where it was recorded */
    arrival.from_file =
        action && strcmp(action, "record") != 0 &&
        (strcmp(action, "import") == 0 || arrival.n_responses > 1);
    sqlite3_reset(find);
    if (seq >= arrival.first_seq + arrival.n_responses)
        return ikm_fail(err, IKM_INPUT,
                        "respons tanpa kelompok; jalankan: ikm verify",
                        "a response without a batch; run: ikm verify");
    *ret_arrival = arrival;
    return IKM_OK;
}

static enum ikm_status find_seq(struct ikm_store *store, const char *id,
                                int64_t *ret_seq, struct ikm_error *err)
{
    struct ikm_uuid_base base;
    uint32_t counter = 0;
    sqlite3_stmt *find = NULL;
    bool row = false;
    *ret_seq = 0;
    if (!ikm_uuid_parse(id, &base, &counter))
        return ikm_fail(err, IKM_INPUT,
                        "\"%s\" bukan id respons; contoh id: "
                        "01890a5d-ac96-774b-bcce-b302099a8057",
                        "\"%s\" is not the id of a response; an id looks like "
                        "01890a5d-ac96-774b-bcce-b302099a8057",
                        id);
    enum ikm_status status = store_sql(store, SQL_BATCH_OF_BASE, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_blob(find, 1, base.bytes, IKM_UUID_BASE_BYTES, SQLITE_STATIC);
    status = store_step(store, find, &row, err);
    if (status == IKM_OK && row && counter < sqlite3_column_int64(find, 1))
        *ret_seq = sqlite3_column_int64(find, 0) + counter;
    sqlite3_reset(find);
    if (status == IKM_OK && *ret_seq == 0)
        return ikm_fail(err, IKM_INPUT, "tidak ada respons dengan id %s",
                        "there is no response with id %s", id);
    return status;
}

enum ikm_status store_read_seq(struct ikm_store *store, int64_t seq,
                               struct ikm_arena *arena, struct ikm_response *r,
                               int64_t *ret_cell_id, struct ikm_error *err)
{
    const struct form_cache *form = NULL;
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum ikm_status status = store_pending_flush(store, err);
    if (status == IKM_OK)
        status = store_sql(store, SQL_RESPONSE_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, seq);
    status = store_step(store, get, &row, err);
    if (status == IKM_OK && !row)
        return ikm_fail(err, IKM_INPUT,
                        "respons hilang dari berkas; jalankan: ikm verify",
                        "the response is gone from the file; run: ikm verify");
    if (status == IKM_OK)
        status =
            store_form_facts(store, sqlite3_column_int64(get, 15), &form, err);
    if (status != IKM_OK)
        return status;
    *r = (struct ikm_response){0};
    store_read_response(get, 0, form, r);
    r->unit_id = sqlite3_column_int64(get, 14);
    r->form_id = form->form_id;
    const int32_t month = sqlite3_column_int(get, 16);
    r->date.year = (int16_t)(month / 12);
    r->date.month = (uint8_t)(month % 12 + 1);
    *ret_cell_id = sqlite3_column_int64(get, 17);
    status = store_text(get, 13, arena, &r->sheet, err);
    sqlite3_reset(get);
    return status == IKM_OK ? store_read_texts(store, seq, arena, r, err)
                            : status;
}

enum ikm_status ikm_store_get_response(struct ikm_store *store, const char *id,
                                       struct ikm_arena *arena,
                                       int64_t *ret_seq,
                                       struct ikm_response *ret_response,
                                       struct ikm_error *err)
{
    int64_t cell_id = 0;
    enum ikm_status status = find_seq(store, id, ret_seq, err);
    if (status == IKM_OK)
        status =
            store_read_seq(store, *ret_seq, arena, ret_response, &cell_id, err);
    return status;
}

static enum ikm_status add_revision(struct ikm_store *store, int64_t seq,
                                    const struct ikm_text *before,
                                    const struct ikm_maker *maker,
                                    struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    const enum ikm_status status =
        store_sql(store, SQL_REVISION_ADD, &add, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(add, 1, seq);
    sqlite3_bind_int64(add, 2, store->change.record_id);
    sqlite3_bind_int64(add, 3, ++store->change.n_revisions);
    sqlite3_bind_blob(add, 4, before->bytes, (int)before->length_bytes,
                      SQLITE_STATIC);
    if (maker) {
        sqlite3_bind_int64(add, 5, maker->at_ms);
        store_bind_text(add, 6, maker->actor);
        store_bind_text(add, 7, maker->action);
        store_bind_text(add, 8, maker->reason);
    }
    return store_run(store, add, err);
}

static enum ikm_status overwrite(struct ikm_store *store, int64_t seq,
                                 int64_t cell_id, const struct ikm_response *r,
                                 const char *old_comment, struct ikm_error *err)
{
    static const enum ikm_sql removals[] = {SQL_TEXT_DELETE, SQL_CAUSE_DELETE};
    unsigned char packed[IKM_PACKED_BYTES];
    sqlite3_stmt *statement = NULL;
    enum ikm_status status =
        store_sql(store, SQL_RESPONSE_REPLACE, &statement, err);
    if (status != IKM_OK)
        return status;
    store_pack(r->answer, (size_t)r->n_answers + r->n_more, packed);
    bind_response(statement, r, seq, cell_id, packed);
    status = store_run(store, statement, err);
    if (status == IKM_OK)
        status = store_forget_comment(store, seq, old_comment, err);
    for (size_t i = 0; i < IKM_COUNT(removals) && status == IKM_OK; i++) {
        status = store_sql(store, removals[i], &statement, err);
        if (status != IKM_OK)
            return status;
        sqlite3_bind_int64(statement, 1, seq);
        status = store_run(store, statement, err);
    }
    if (status == IKM_OK)
        status = add_texts(store, seq, r, err);
    return status == IKM_OK && r->comment && !store_is_new(store, seq)
               ? store_index_comments(store, seq, seq, err)
               : status;
}

enum ikm_status store_replace(struct ikm_store *store, int64_t seq,
                              const struct ikm_response *response,
                              const struct ikm_maker *maker,
                              struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ENCODE_LIMIT_BYTES);
    struct ikm_text before = IKM_TEXT(&arena);
    struct ikm_text after = IKM_TEXT(&arena);
    struct ikm_response old = {0};
    int64_t old_cell_id = 0;
    int64_t cell_id = 0;
    enum ikm_status status = store_touch(store, false, err);
    if (status == IKM_OK)
        status = store_read_seq(store, seq, &arena, &old, &old_cell_id, err);
    if (status != IKM_OK)
        goto out;
    if (old.unit_id != response->unit_id || old.form_id != response->form_id) {
        status = ikm_fail(err, IKM_INPUT,
                          "unit dan kuesioner sebuah respons tidak dapat "
                          "diganti; batalkan lalu rekam ulang",
                          "the unit and form of a response cannot be changed; "
                          "void it and record it again");
        goto out;
    }
    store_encode(&old, &before);
    store_encode(response, &after);
    if (before.status != IKM_OK || after.status != IKM_OK) {
        status = ikm_fail_memory(err);
        goto out;
    }
    store_hash_revision(&store->change.revisions, seq, before.bytes,
                        before.length_bytes, after.bytes, after.length_bytes);
    if (maker)
        store_hash_maker(&store->change.revisions, maker);
    status = add_revision(store, seq, &before, maker, err);
    if (status == IKM_OK)
        status =
            store_cell_id(store, response->unit_id, response->form_id,
                          ikm_date_month_index(response->date), &cell_id, err);
    if (status == IKM_OK)
        status = overwrite(store, seq, cell_id, response, old.comment, err);
    if (status == IKM_OK)
        status = store_cell_stale(store, old_cell_id, err);
    if (status == IKM_OK && cell_id != old_cell_id)
        status = store_cell_stale(store, cell_id, err);
out:
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_store_replace_response(struct ikm_store *store, int64_t seq,
                                           const struct ikm_response *response,
                                           struct ikm_error *err)
{
    return store_replace(store, seq, response, NULL, err);
}
