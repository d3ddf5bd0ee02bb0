/* web/http_workers.h - threads for what may wait: one for each request that is
 * worked at, made when needed and kept a while for the next. */
#ifndef IKM_WEB_HTTP_WORKERS_H
#define IKM_WEB_HTTP_WORKERS_H

#include <pthread.h>

#include "data/base/error.h"

enum { HTTP_MOST_WORKERS = 512 };

/* Something to do; lives with whoever waits for it. */
struct http_job {
    void (*run)(void *context);
    void *context;
    struct http_job *next;
};

struct http_workers {
    pthread_mutex_t mutex;
    pthread_cond_t has_work, ended;
    pthread_attr_t attributes;
    struct http_job *first, **end; /* the queue */
    int n_queued, n_threads, n_idle;
    int is_stopping;
};

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status http_workers_start(struct http_workers *workers,
                                                  struct ikm_error *err);
/* Any thread; does not wait. Beyond HTTP_MOST_WORKERS it stands in the queue.
 */
void http_workers_add(struct http_workers *workers, struct http_job *job);
/* After all that was added is done. */
void http_workers_stop(struct http_workers *workers);

#endif
