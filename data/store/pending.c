#include "data/store/pending.h"

#include <stdlib.h>
#include <string.h>

static void empty(struct pending_part *part)
{
    ikm_arena_release(&part->arena);
    part->texts = NULL;
    part->n_rows = part->n_texts = part->texts_room = 0;
}

enum ikm_status store_pending_open(struct ikm_store *store,
                                   struct ikm_error *err)
{
    struct pending *pending = calloc(1, sizeof *pending);
    if (!pending)
        return ikm_fail_memory(err);
    pending->store = store;
    pending->filling = &pending->part[0];
    for (size_t i = 0; i < IKM_COUNT(pending->part); i++)
        pending->part[i].arena = IKM_ARENA(PENDING_TEXT_BYTES);
    store->pending = pending;
    if (store_pending_table(store) != SQLITE_OK)
        return store_fail(store, err);
    return IKM_OK;
}

/* Ends the thread, if one is at work. */
static void join(struct pending *pending)
{
    if (!pending || !pending->busy)
        return;
    pthread_join(pending->thread, NULL);
    pending->busy = false;
}

void store_pending_forget(struct ikm_store *store)
{
    struct pending *pending = store->pending;
    join(pending);
    if (!pending)
        return;
    pending->status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(pending->part); i++)
        empty(&pending->part[i]);
}

void store_pending_close(struct ikm_store *store)
{
    store_pending_forget(store);
    free(store->pending);
    store->pending = NULL;
}

enum ikm_status store_settle(struct ikm_store *store, struct ikm_error *err)
{
    struct pending *pending = store->pending;
    if (!pending || !pending->busy ||
        !pthread_equal(pthread_self(), pending->owner))
        return IKM_OK;
    join(pending);
    const enum ikm_status status = pending->status;
    pending->status = IKM_OK;
    if (status != IKM_OK)
        *err = pending->error;
    return status;
}

static enum ikm_status store_part(struct ikm_store *store,
                                  struct pending_part *part,
                                  struct ikm_error *err)
{
    sqlite3_stmt *add = NULL;
    store->pending->storing = part;
    enum ikm_status status =
        store_sql(store, SQL_RESPONSE_ADD_PENDING, &add, err);
    if (status == IKM_OK)
        status = store_run(store, add, err);
    for (size_t i = 0; i < part->n_texts && status == IKM_OK; i++) {
        const struct pending_text *text = &part->texts[i];
        status = text->is_cause
                     ? store_add_cause(store, text->seq, &text->cause, err)
                     : store_add_text(store, text->seq, text->field, text->text,
                                      err);
    }
    store->pending->storing = NULL;
    empty(part);
    return status;
}

static struct pending_part *other_part(struct pending *pending)
{
    return &pending->part[pending->filling == &pending->part[0]];
}

/* The thread has the part that is not being filled. */
static void *run_thread(void *pointer)
{
    struct pending *pending = pointer;
    pending->status =
        store_part(pending->store, other_part(pending), &pending->error);
    return NULL;
}

/* The full part goes to the thread, and the other one is filled. Without a
 * thread to be had, it is stored here. */
static enum ikm_status hand_over(struct ikm_store *store, struct ikm_error *err)
{
    struct pending *pending = store->pending;
    const enum ikm_status status = store_settle(store, err);
    if (status != IKM_OK)
        return status;
    pending->filling = other_part(pending);
    pending->error = (struct ikm_error){.lang = err->lang};
    pending->owner = pthread_self();
    pending->busy = true;
    if (pthread_create(&pending->thread, NULL, run_thread, pending) == 0)
        return IKM_OK;
    pending->busy = false;
    return store_part(store, other_part(pending), err);
}

enum ikm_status store_pending_flush(struct ikm_store *store,
                                    struct ikm_error *err)
{
    const enum ikm_status status = store_settle(store, err);
    if (status != IKM_OK || store->pending->filling->n_rows == 0)
        return status;
    return store_part(store, store->pending->filling, err);
}

static bool copy_text(struct pending_part *part, const char *text,
                      const char **ret_copy)
{
    *ret_copy = text ? ikm_arena_copy(&part->arena, text, strlen(text)) : NULL;
    return !text || *ret_copy;
}

static bool add_text(struct pending_part *part, struct pending_text text)
{
    struct pending_text *texts =
        ikm_arena_grow(&part->arena, part->texts, part->n_texts,
                       &part->texts_room, sizeof *texts);
    if (!texts)
        return false;
    part->texts = texts;
    if (!copy_text(part, text.is_cause ? text.cause.text : text.text,
                   &text.text))
        return false;
    text.cause.text = text.text;
    part->texts[part->n_texts++] = text;
    return true;
}

static bool add_texts(struct pending_part *part, int64_t seq,
                      const struct ikm_response *r)
{
    bool fits = !r->comment ||
                add_text(part, (struct pending_text){
                                   .seq = seq, .field = 0, .text = r->comment});
    for (int f = 0; f < IKM_FIELD_COUNT && fits; f++)
        fits = !r->other[f] ||
               add_text(part, (struct pending_text){.seq = seq,
                                                    .field = 1 + f,
                                                    .text = r->other[f]});
    for (size_t i = 0; i < r->n_causes && fits; i++)
        fits = add_text(part, (struct pending_text){.seq = seq,
                                                    .is_cause = true,
                                                    .cause = r->causes[i]});
    return fits;
}

enum ikm_status store_pending_add(struct ikm_store *store, int64_t seq,
                                  int64_t cell_id, const struct ikm_response *r,
                                  struct ikm_error *err)
{
    struct pending *pending = store->pending;
    if (pending->filling->n_rows == PENDING_ROWS ||
        pending->filling->arena.used_bytes > PENDING_TEXT_BYTES / 4) {
        const enum ikm_status status = hand_over(store, err);
        if (status != IKM_OK)
            return status;
    }
    struct pending_part *part = pending->filling;
    struct pending_row *row = &part->row[part->n_rows];
    row->seq = seq;
    row->cell_id = cell_id;
    row->service_id = r->service_id;
    row->operator_id = r->operator_id;
    row->second = r->second;
    row->state = (uint8_t)r->state;
    row->day = (uint8_t)r->date.day;
    memcpy(row->field, r->field, sizeof row->field);
    const size_t n_asked = (size_t)r->n_answers + r->n_more;
    store_pack(r->answer, n_asked, row->packed);
    row->n_packed = (uint8_t)((n_asked + 1) / 2);
    if (!copy_text(part, r->sheet, &row->sheet) || !add_texts(part, seq, r))
        return ikm_fail_memory(err);
    part->n_rows++;
    return IKM_OK;
}
