#include "web/holdings.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "web/clock.h"

enum { NAME_BYTES = 256, LOOK_S = 20, STACK_BYTES = 256 * 1024 };

struct held {
    int file; /* -1: this place is free */
    int64_t account_id, since_ms;
    char key[IKM_TOKEN_TEXT_BYTES];
    char name[NAME_BYTES];
};

struct web_holdings {
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    pthread_t thread;
    int is_stopping;
    struct held held[WEB_HOLD_MOST];
};

static void let_go(struct held *held)
{
    (void)close(held->file);
    held->file = -1;
}

static void sweep(struct web_holdings *holdings)
{
    const int64_t now_ms = web_ticks_ms();
    for (int i = 0; i < WEB_HOLD_MOST; i++) {
        struct held *held = &holdings->held[i];
        if (held->file >= 0 &&
            now_ms - held->since_ms > INT64_C(1000) * WEB_HOLD_S)
            let_go(held);
    }
}

static void *look_after(void *context)
{
    struct web_holdings *holdings = context;
    (void)pthread_mutex_lock(&holdings->mutex);
    while (!holdings->is_stopping) {
        struct timespec until = {0, 0};
        sweep(holdings);
        (void)clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += LOOK_S;
        (void)pthread_cond_timedwait(&holdings->wake, &holdings->mutex, &until);
    }
    (void)pthread_mutex_unlock(&holdings->mutex);
    return NULL;
}

enum ikm_status web_holdings_open(struct web_holdings **ret_holdings,
                                  struct ikm_error *err)
{
    struct web_holdings *holdings = calloc(1, sizeof *holdings);
    pthread_attr_t attributes;
    if (!holdings || pthread_attr_init(&attributes) != 0) {
        free(holdings);
        return ikm_fail_memory(err);
    }
    for (int i = 0; i < WEB_HOLD_MOST; i++)
        holdings->held[i].file = -1;
    (void)pthread_mutex_init(&holdings->mutex, NULL);
    (void)pthread_cond_init(&holdings->wake, NULL);
    (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
    const int failed =
        pthread_create(&holdings->thread, &attributes, look_after, holdings);
    (void)pthread_attr_destroy(&attributes);
    if (failed) {
        free(holdings);
        return ikm_fail_memory(err);
    }
    *ret_holdings = holdings;
    return IKM_OK;
}

void web_holdings_close(struct web_holdings *holdings)
{
    if (!holdings)
        return;
    (void)pthread_mutex_lock(&holdings->mutex);
    holdings->is_stopping = 1;
    (void)pthread_cond_signal(&holdings->wake);
    (void)pthread_mutex_unlock(&holdings->mutex);
    (void)pthread_join(holdings->thread, NULL);
    for (int i = 0; i < WEB_HOLD_MOST; i++)
        if (holdings->held[i].file >= 0)
            let_go(&holdings->held[i]);
    (void)pthread_cond_destroy(&holdings->wake);
    (void)pthread_mutex_destroy(&holdings->mutex);
    free(holdings);
}

/* The oldest of an account goes when it has too many. */
static void make_room(struct web_holdings *holdings, int64_t account_id)
{
    struct held *oldest = NULL;
    int n = 0;
    for (int i = 0; i < WEB_HOLD_MOST; i++) {
        struct held *held = &holdings->held[i];
        if (held->file < 0 || held->account_id != account_id)
            continue;
        n++;
        if (!oldest || held->since_ms < oldest->since_ms)
            oldest = held;
    }
    if (n >= WEB_HOLD_MOST_OF_ONE)
        let_go(oldest);
}

static struct held *free_place(struct web_holdings *holdings)
{
    for (int i = 0; i < WEB_HOLD_MOST; i++)
        if (holdings->held[i].file < 0)
            return &holdings->held[i];
    return NULL;
}

enum ikm_status web_holdings_put(struct web_holdings *holdings,
                                 int64_t account_id, int file, const char *name,
                                 char ret_key[IKM_TOKEN_TEXT_BYTES],
                                 struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    (void)pthread_mutex_lock(&holdings->mutex);
    make_room(holdings, account_id);
    struct held *held = free_place(holdings);
    if (!held)
        status = ikm_fail(err, IKM_BUSY,
                          "terlalu banyak berkas menunggu diimpor; coba lagi "
                          "nanti",
                          "too many files wait to be imported; try again "
                          "later");
    else if ((held->file = dup(file)) < 0)
        status = ikm_fail(err, IKM_IO, "server kehabisan tempat; coba lagi",
                          "the server has no room left; try again");
    else {
        held->account_id = account_id;
        held->since_ms = web_ticks_ms();
        (void)ikm_secret_token(held->key);
        (void)snprintf(held->name, sizeof held->name, "%.200s", name);
        memcpy(ret_key, held->key, sizeof held->key);
    }
    (void)pthread_mutex_unlock(&holdings->mutex);
    return status;
}

static struct held *find(struct web_holdings *holdings, int64_t account_id,
                         const char *key)
{
    sweep(holdings);
    for (int i = 0; i < WEB_HOLD_MOST; i++) {
        struct held *held = &holdings->held[i];
        if (held->file >= 0 && held->account_id == account_id &&
            ikm_secret_equal(held->key, key))
            return held;
    }
    return NULL;
}

enum ikm_status web_holdings_take(struct web_holdings *holdings,
                                  int64_t account_id, const char *key,
                                  struct ikm_arena *arena, int *ret_file,
                                  const char **ret_name, struct ikm_error *err)
{
    *ret_file = -1;
    *ret_name = NULL;
    (void)pthread_mutex_lock(&holdings->mutex);
    const struct held *held = find(holdings, account_id, key);
    if (held) {
        *ret_file = dup(held->file);
        *ret_name = ikm_arena_copy(arena, held->name, strlen(held->name));
    }
    (void)pthread_mutex_unlock(&holdings->mutex);
    if (*ret_file >= 0 && *ret_name)
        return IKM_OK;
    if (*ret_file >= 0)
        (void)close(*ret_file);
    *ret_file = -1;
    return ikm_fail(err, IKM_NO_FILE,
                    "Berkas ini tidak disimpan lagi: sudah diimpor, dibuang, "
                    "atau lebih dari satu jam. Unggah lagi.",
                    "This file is no longer held: it was imported, thrown "
                    "away, or is older than an hour. Upload it again.");
}

void web_holdings_drop(struct web_holdings *holdings, int64_t account_id,
                       const char *key)
{
    (void)pthread_mutex_lock(&holdings->mutex);
    struct held *held = find(holdings, account_id, key);
    if (held)
        let_go(held);
    (void)pthread_mutex_unlock(&holdings->mutex);
}

const char *web_handle_path(int file, char room[WEB_HANDLE_PATH_BYTES])
{
    (void)snprintf(room, WEB_HANDLE_PATH_BYTES, "/proc/self/fd/%d", file);
    return room;
}

int web_temporary_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[128];
    const int length = snprintf(path, sizeof path, "%s/ikm-XXXXXX",
                                folder && folder[0] ? folder : "/tmp");
    if (length < 0 || (size_t)length >= sizeof path)
        return -1;
    const int file = mkstemp(path);
    if (file >= 0)
        (void)unlink(path);
    return file;
}
