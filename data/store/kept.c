#include <stdlib.h>
#include <string.h>

#include "data/store/internal.h"

/* A report asks for its own period and for the one before, in turns. */
enum { N_SLICES = 2 };
/* An office has fewer; of more rows reading is the smaller part of the work. */
enum { MOST_ROWS = 20000 };

struct kept_row {
    int64_t seq;
    struct ikm_response response; /* without texts */
};

struct kept_slice {
    bool is_whole; /* all of its rows are here */
    int64_t form_id;
    int32_t from, to;
    size_t n_units;
    int64_t *unit_ids; /* [n_units]; 0: all */
    size_t n_rows, room;
    struct kept_row *row; /* [n_rows] */
};

struct kept {
    int depth;           /* how many asked for it */
    int64_t version;     /* of the file, when the slices were read */
    sqlite3_int64 n_own; /* changes of this connection, likewise */
    size_t next;         /* the slice to be replaced next */
    struct kept_slice slice[N_SLICES];
};

static void forget_slice(struct kept_slice *slice)
{
    free(slice->unit_ids);
    free(slice->row);
    *slice = (struct kept_slice){0};
}

static void forget_all(struct kept *kept)
{
    for (size_t i = 0; i < N_SLICES; i++)
        forget_slice(&kept->slice[i]);
}

void ikm_store_keep_rows(struct ikm_store *store)
{
    if (!store->kept)
        store->kept = calloc(1, sizeof *store->kept);
    if (store->kept) /* without memory nothing is kept, and nothing is wrong */
        store->kept->depth++;
}

void ikm_store_forget_rows(struct ikm_store *store)
{
    if (!store->kept || --store->kept->depth > 0)
        return;
    forget_all(store->kept);
    free(store->kept);
    store->kept = NULL;
}

void store_kept_close(struct ikm_store *store)
{
    if (store->kept)
        store->kept->depth = 1;
    ikm_store_forget_rows(store);
}

/* What was kept of a file that has changed since is forgotten. */
static enum ikm_status follow_file(struct ikm_store *store,
                                   struct ikm_error *err)
{
    struct kept *kept = store->kept;
    sqlite3_stmt *ask = NULL;
    int64_t version = 0;
    enum ikm_status status = store_sql(store, SQL_DATA_VERSION, &ask, err);
    if (status == IKM_OK)
        status = store_one(store, ask, 0, &version, err);
    if (status != IKM_OK)
        return status;
    const sqlite3_int64 n_own = sqlite3_total_changes64(store->db);
    if (version != kept->version || n_own != kept->n_own)
        forget_all(kept);
    kept->version = version;
    kept->n_own = n_own;
    return IKM_OK;
}

static bool is_slice(const struct kept_slice *kept,
                     const struct ikm_slice *slice)
{
    int32_t from = 0, to = 0;
    store_slice_months(slice, &from, &to);
    return kept->is_whole && kept->form_id == slice->form_id &&
           kept->from == from && kept->to == to &&
           kept->n_units == slice->n_units &&
           (slice->n_units == 0 ||
            memcmp(kept->unit_ids, slice->unit_ids,
                   slice->n_units * sizeof *slice->unit_ids) == 0);
}

/* A slice to be filled; NULL: this one is not kept. */
static struct kept_slice *start_slice(struct kept *kept,
                                      const struct ikm_slice *slice)
{
    struct kept_slice *made = &kept->slice[kept->next];
    const size_t n_bytes = slice->n_units * sizeof *slice->unit_ids;
    kept->next = (kept->next + 1) % N_SLICES;
    forget_slice(made);
    made->form_id = slice->form_id;
    store_slice_months(slice, &made->from, &made->to);
    made->n_units = slice->n_units;
    made->unit_ids = malloc(n_bytes + 1);
    if (!made->unit_ids)
        return NULL;
    if (n_bytes > 0)
        memcpy(made->unit_ids, slice->unit_ids, n_bytes);
    return made;
}

struct keeping {
    struct kept_slice *slice; /* NULL: it became too many */
    ikm_response_visitor *visit;
    void *context;
};

static bool keep(struct kept_slice *slice, int64_t seq,
                 const struct ikm_response *response)
{
    if (slice->n_rows == slice->room) {
        const size_t room = slice->room ? 2 * slice->room : 1024;
        struct kept_row *grown = slice->n_rows < MOST_ROWS
                                     ? realloc(slice->row, room * sizeof *grown)
                                     : NULL;
        if (!grown)
            return false;
        slice->row = grown;
        slice->room = room;
    }
    slice->row[slice->n_rows++] = (struct kept_row){seq, *response};
    return true;
}

static enum ikm_status keep_and_visit(void *context, int64_t seq,
                                      const struct ikm_response *response,
                                      struct ikm_error *err)
{
    struct keeping *keeping = context;
    if (keeping->slice && !keep(keeping->slice, seq, response)) {
        forget_slice(keeping->slice);
        keeping->slice = NULL;
    }
    return keeping->visit(keeping->context, seq, response, err);
}

static enum ikm_status tell(const struct kept_slice *slice,
                            ikm_response_visitor *visit, void *context,
                            struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < slice->n_rows && status == IKM_OK; i++)
        status =
            visit(context, slice->row[i].seq, &slice->row[i].response, err);
    return status;
}

enum ikm_status store_each_kept(struct ikm_store *store,
                                const struct ikm_slice *slice,
                                ikm_response_visitor *visit, void *context,
                                struct ikm_error *err)
{
    struct kept *kept = store->kept;
    enum ikm_status status = follow_file(store, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < N_SLICES; i++)
        if (is_slice(&kept->slice[i], slice))
            return tell(&kept->slice[i], visit, context, err);
    struct keeping keeping = {start_slice(kept, slice), visit, context};
    status = store_scan(store, slice, 0, keep_and_visit, &keeping, err);
    if (keeping.slice && status == IKM_OK)
        keeping.slice->is_whole = true;
    return status;
}
