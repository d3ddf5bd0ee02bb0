#include "web/http_workers.h"

#include <time.h>

enum {
    STACK_BYTES = 256 * 1024,
    KEPT = 8,    /* threads that stay without work */
    LINGER_S = 5 /* the others, so long */
};

enum ikm_status http_workers_start(struct http_workers *workers,
                                   struct ikm_error *err)
{
    *workers = (struct http_workers){.end = &workers->first};
    if (pthread_attr_init(&workers->attributes) != 0)
        return ikm_fail_memory(err);
    (void)pthread_attr_setstacksize(&workers->attributes, STACK_BYTES);
    (void)pthread_attr_setdetachstate(&workers->attributes,
                                      PTHREAD_CREATE_DETACHED);
    (void)pthread_mutex_init(&workers->mutex, NULL);
    (void)pthread_cond_init(&workers->has_work, NULL);
    (void)pthread_cond_init(&workers->ended, NULL);
    return IKM_OK;
}

/* Waits for work; 0: the thread is not needed any more. */
static int wait_for_work(struct http_workers *workers)
{
    struct timespec until = {0, 0};
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LINGER_S;
    workers->n_idle++;
    const int waited =
        pthread_cond_timedwait(&workers->has_work, &workers->mutex, &until);
    workers->n_idle--;
    return workers->first || waited == 0 || workers->n_threads <= KEPT;
}

static void *work(void *context)
{
    struct http_workers *workers = context;
    (void)pthread_mutex_lock(&workers->mutex);
    for (;;) {
        struct http_job *job = workers->first;
        if (!job) {
            if (workers->is_stopping || !wait_for_work(workers))
                break;
            continue;
        }
        workers->first = job->next;
        if (!workers->first)
            workers->end = &workers->first;
        workers->n_queued--;
        (void)pthread_mutex_unlock(&workers->mutex);
        job->run(job->context); /* the job is gone after this */
        (void)pthread_mutex_lock(&workers->mutex);
    }
    workers->n_threads--;
    (void)pthread_cond_signal(&workers->ended);
    (void)pthread_mutex_unlock(&workers->mutex);
    return NULL;
}

/* With the lock: one thread more, if the idle ones are too few. */
static void grow(struct http_workers *workers)
{
    pthread_t thread;
    if (workers->n_idle < workers->n_queued &&
        workers->n_threads < HTTP_MOST_WORKERS &&
        pthread_create(&thread, &workers->attributes, work, workers) == 0)
        workers->n_threads++;
}

void http_workers_add(struct http_workers *workers, struct http_job *job)
{
    job->next = NULL;
    (void)pthread_mutex_lock(&workers->mutex);
    *workers->end = job;
    workers->end = &job->next;
    workers->n_queued++;
    grow(workers);
    (void)pthread_cond_signal(&workers->has_work);
    (void)pthread_mutex_unlock(&workers->mutex);
}

void http_workers_stop(struct http_workers *workers)
{
    (void)pthread_mutex_lock(&workers->mutex);
    workers->is_stopping = 1;
    (void)pthread_cond_broadcast(&workers->has_work);
    while (workers->n_threads > 0)
        (void)pthread_cond_wait(&workers->ended, &workers->mutex);
    (void)pthread_mutex_unlock(&workers->mutex);
    (void)pthread_cond_destroy(&workers->ended);
    (void)pthread_cond_destroy(&workers->has_work);
    (void)pthread_mutex_destroy(&workers->mutex);
    (void)pthread_attr_destroy(&workers->attributes);
}
