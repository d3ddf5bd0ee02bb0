#include "web/devices.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/secret.h"

enum {
    PLACES = 8192, /* a power of two */
    WAYS = 8,      /* places that a device may stand at */
    MINUTE_MS = 60000,
    DAY_MS = 86400000,
    FORGET_MS = 15 * MINUTE_MS, /* wrong codes */
    ADDRESS_BYTES = 64
};

struct place {
    uint64_t device;
    int64_t used_ms;
    int64_t wrong_ms;
    int32_t n_wrong;
    int32_t next;                  /* in the ring */
    int64_t at_ms[WEB_HASTY_MOST]; /* 0: none */
    int64_t seq[WEB_HASTY_MOST];   /* 0: marked already */
};

struct web_devices {
    pthread_mutex_t mutex;
    unsigned char key[IKM_DIGEST_BYTES];
    int64_t key_day;
    struct place place[PLACES];
};

enum ikm_status web_devices_open(struct web_devices **ret,
                                 struct ikm_error *err)
{
    *ret = calloc(1, sizeof **ret);
    if (!*ret)
        return ikm_fail_memory(err);
    (void)pthread_mutex_init(&(*ret)->mutex, NULL);
    return IKM_OK;
}

void web_devices_close(struct web_devices *devices)
{
    if (!devices)
        return;
    (void)pthread_mutex_destroy(&devices->mutex);
    free(devices);
}

/* What stands behind the last comma. */
static const char *last_address(const char *list)
{
    const char *comma = strrchr(list, ',');
    const char *at = comma ? comma + 1 : list;
    return at + strspn(at, " ");
}

uint64_t web_device(struct web_devices *devices, int64_t now_ms,
                    const struct http_request *request)
{
    const char *agent = http_header(request, "User-Agent");
    const char *proxied =
        request->is_loopback ? http_header(request, "X-Forwarded-For") : NULL;
    struct ikm_hasher hasher;
    uint64_t number = 0;
    ikm_hasher_start(&hasher);
    (void)pthread_mutex_lock(&devices->mutex);
    if (devices->key_day != now_ms / DAY_MS + 1) {
        devices->key_day = now_ms / DAY_MS + 1;
        ikm_secret_bytes(devices->key, sizeof devices->key);
    }
    ikm_hasher_add(&hasher, devices->key, sizeof devices->key);
    (void)pthread_mutex_unlock(&devices->mutex);
    if (proxied) {
        const char *address = last_address(proxied);
        ikm_hasher_add(&hasher, address, strlen(address) + 1);
    } else
        ikm_hasher_add(&hasher, request->address, sizeof request->address);
    if (agent)
        ikm_hasher_add(&hasher, agent, strlen(agent));
    const struct ikm_digest digest = ikm_hasher_digest(&hasher);
    memcpy(&number, digest.bytes, sizeof number);
    return number ? number : 1;
}

/* The place of a device; with `makes` the longest unused one of its ways is
 * given to it. NULL: it has none. */
static struct place *find(struct web_devices *devices, uint64_t device,
                          int64_t now_ms, int makes)
{
    struct place *oldest = NULL;
    for (size_t i = 0; i < WAYS; i++) {
        struct place *place = &devices->place[(device + i) % PLACES];
        if (place->device == device) {
            if (makes)
                place->used_ms = now_ms;
            return place;
        }
        if (!oldest || place->used_ms < oldest->used_ms)
            oldest = place;
    }
    if (!makes)
        return NULL;
    *oldest = (struct place){.device = device, .used_ms = now_ms};
    return oldest;
}

void web_devices_look(struct web_devices *devices, uint64_t device,
                      int64_t now_ms, int *ret_number,
                      int64_t ret_before[WEB_HASTY_MOST], size_t *ret_n_before)
{
    *ret_number = 0;
    *ret_n_before = 0;
    (void)pthread_mutex_lock(&devices->mutex);
    const struct place *place = find(devices, device, now_ms, 0);
    int n = 0;
    for (size_t i = 0; place && i < WEB_HASTY_MOST; i++)
        n += place->at_ms[i] != 0 && now_ms - place->at_ms[i] < MINUTE_MS;
    if (n == WEB_HASTY_MOST) {
        *ret_number = (int)(device >> 32) & 0xFFFF;
        *ret_number += *ret_number == 0;
        for (size_t i = 0; i < WEB_HASTY_MOST; i++)
            if (place->seq[i] != 0)
                ret_before[(*ret_n_before)++] = place->seq[i];
    }
    (void)pthread_mutex_unlock(&devices->mutex);
}

void web_devices_note(struct web_devices *devices, uint64_t device,
                      int64_t now_ms, int64_t seq, int is_marked)
{
    (void)pthread_mutex_lock(&devices->mutex);
    struct place *place = find(devices, device, now_ms, 1);
    if (is_marked)
        memset(place->seq, 0, sizeof place->seq);
    place->at_ms[place->next] = now_ms;
    place->seq[place->next] = is_marked ? 0 : seq;
    place->next = (place->next + 1) % WEB_HASTY_MOST;
    (void)pthread_mutex_unlock(&devices->mutex);
}

int64_t web_devices_wrong(struct web_devices *devices, uint64_t device,
                          int64_t *ret_last_ms)
{
    int64_t n = 0;
    *ret_last_ms = 0;
    (void)pthread_mutex_lock(&devices->mutex);
    const struct place *place = find(devices, device, 0, 0);
    if (place) {
        n = place->n_wrong;
        *ret_last_ms = place->wrong_ms;
    }
    (void)pthread_mutex_unlock(&devices->mutex);
    return n;
}

void web_devices_note_wrong(struct web_devices *devices, uint64_t device,
                            int64_t now_ms)
{
    (void)pthread_mutex_lock(&devices->mutex);
    struct place *place = find(devices, device, now_ms, 1);
    if (now_ms - place->wrong_ms > FORGET_MS)
        place->n_wrong = 0;
    place->n_wrong++;
    place->wrong_ms = now_ms;
    (void)pthread_mutex_unlock(&devices->mutex);
}
