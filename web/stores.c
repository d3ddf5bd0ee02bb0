#include "web/stores.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { N_STORES = 4, N_HEAVY = N_STORES / 2, WAIT_S = 30 };

struct web_stores {
    pthread_mutex_t mutex;
    pthread_cond_t given[WEB_HEAVY + 1];
    struct ikm_store *free[N_STORES];
    int n_free, n_heavy;
    int n_waiting[WEB_HEAVY + 1];
};

enum ikm_status web_stores_open(const char *path,
                                struct web_stores **ret_stores,
                                struct ikm_error *err)
{
    struct web_stores *stores = calloc(1, sizeof *stores);
    enum ikm_status status = stores ? IKM_OK : ikm_fail_memory(err);
    if (!stores)
        return status;
    (void)pthread_mutex_init(&stores->mutex, NULL);
    for (int w = 0; w <= WEB_HEAVY; w++)
        (void)pthread_cond_init(&stores->given[w], NULL);
    while (status == IKM_OK && stores->n_free < N_STORES) {
        status = ikm_store_open(path, IKM_STORE_READ,
                                &stores->free[stores->n_free], err);
        stores->n_free += status == IKM_OK;
    }
    if (status != IKM_OK) {
        web_stores_close(stores);
        return status;
    }
    *ret_stores = stores;
    return IKM_OK;
}

void web_stores_close(struct web_stores *stores)
{
    if (!stores)
        return;
    for (int i = 0; i < stores->n_free; i++)
        ikm_store_close(stores->free[i]);
    for (int w = 0; w <= WEB_HEAVY; w++)
        (void)pthread_cond_destroy(&stores->given[w]);
    (void)pthread_mutex_destroy(&stores->mutex);
    free(stores);
}

static int wait_for_one(struct web_stores *stores, enum web_weight weight,
                        const struct timespec *until)
{
    stores->n_waiting[weight]++;
    const int waited =
        pthread_cond_timedwait(&stores->given[weight], &stores->mutex, until);
    stores->n_waiting[weight]--;
    return waited;
}

enum ikm_status web_stores_take(struct web_stores *stores,
                                enum web_weight weight,
                                struct ikm_store **ret_store,
                                struct ikm_error *err)
{
    struct timespec until = {0, 0};
    int waited = 0;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_S;
    *ret_store = NULL;
    (void)pthread_mutex_lock(&stores->mutex);
    while (waited == 0 && (stores->n_free == 0 ||
                           (weight == WEB_HEAVY && stores->n_heavy == N_HEAVY)))
        waited = wait_for_one(stores, weight, &until);
    if (waited == 0) {
        *ret_store = stores->free[--stores->n_free];
        stores->n_heavy += weight == WEB_HEAVY;
    }
    (void)pthread_mutex_unlock(&stores->mutex);
    if (!*ret_store)
        return ikm_fail(err, IKM_BUSY, "server sedang sibuk; coba lagi",
                        "the server is busy; try again");
    return IKM_OK;
}

void web_stores_give(struct web_stores *stores, enum web_weight weight,
                     struct ikm_store *store)
{
    if (!store)
        return;
    ikm_store_end_read(store);
    (void)pthread_mutex_lock(&stores->mutex);
    stores->free[stores->n_free++] = store;
    stores->n_heavy -= weight == WEB_HEAVY;
    /* one store, one waiter: the short work first */
    const enum web_weight next =
        stores->n_waiting[WEB_LIGHT] > 0 ? WEB_LIGHT : WEB_HEAVY;
    const int is_awaited = stores->n_waiting[next] > 0;
    (void)pthread_mutex_unlock(&stores->mutex);
    if (is_awaited)
        (void)pthread_cond_signal(&stores->given[next]);
}
