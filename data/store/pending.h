/* data/store/pending.h - responses of the open change that are not in their
 * tables yet.
 *
 * They gather in a part. A full part is stored by a thread of its own while the
 * next one fills: reading and checking a file takes as long as storing it. The
 * connection is only ever used by one thread at a time: store_sql(),
 * store_step() and store_exec() first wait for that thread (store_settle), so
 * nobody else need know of it. A change of less than a part makes no thread.
 *
 * SQLite reads a part as rows of a table of its own ("pending"), so that one
 * statement stores many: a third of the time of one statement a row. */
#ifndef IKM_DATA_STORE_PENDING_H
#define IKM_DATA_STORE_PENDING_H

#include <pthread.h>

#include "data/store/internal.h"

struct pending_row {
    int64_t seq, cell_id, service_id, operator_id;
    int32_t second;
    uint8_t state, day, n_packed;
    uint8_t field[IKM_FIELD_COUNT];
    unsigned char packed[IKM_PACKED_BYTES];
    const char *sheet; /* NULL: none */
};

/* A row of response_text, or of response_cause. */
struct pending_text {
    int64_t seq;
    bool is_cause;
    int field;
    struct ikm_low_cause cause;
    const char *text;
};

enum { PENDING_ROWS = 8192, PENDING_TEXT_BYTES = 16 * 1024 * 1024 };

struct pending_part {
    size_t n_rows, n_texts, texts_room;
    struct pending_text *texts;
    struct ikm_arena arena; /* of all texts */
    struct pending_row row[PENDING_ROWS];
};

struct pending {
    struct pending_part part[2];
    struct pending_part *filling;       /* one of the two */
    const struct pending_part *storing; /* what the table shows; NULL: none */
    bool busy; /* the thread below has the connection */
    pthread_t thread;
    pthread_t owner; /* who waits for it */
    struct ikm_store *store;
    enum ikm_status status; /* of the thread, */
    struct ikm_error error; /* and its sentence */
};

/* Makes the table known to SQLite; returns SQLite's code (pending_table.c). */
int store_pending_table(struct ikm_store *store);

#endif
