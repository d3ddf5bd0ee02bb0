#include "web/places.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 512, KEY_BYTES = 3 * WEB_PLACE_BYTES };

struct kept {
    char key[KEY_BYTES]; /* three texts, each with its NUL */
    size_t key_bytes;    /* 0: nothing is kept here */
    struct web_place place;
};

struct web_places {
    pthread_mutex_t mutex;
    struct kept kept[PLACES];
};

enum ikm_status web_places_open(struct web_places **ret_places,
                                struct ikm_error *err)
{
    struct web_places *places = calloc(1, sizeof *places);
    if (!places)
        return ikm_fail_memory(err);
    (void)pthread_mutex_init(&places->mutex, NULL);
    *ret_places = places;
    return IKM_OK;
}

void web_places_close(struct web_places *places)
{
    if (!places)
        return;
    (void)pthread_mutex_destroy(&places->mutex);
    free(places);
}

/* Returns the length of the key; 0: it is too long. */
static size_t write_key(const struct web_place_key *key, char room[KEY_BYTES])
{
    const char *const texts[] = {key->unit, key->service, key->form};
    size_t n = 0;
    for (size_t i = 0; i < IKM_COUNT(texts); i++) {
        const size_t length = strlen(texts[i]) + 1;
        if (length > WEB_PLACE_BYTES)
            return 0;
        memcpy(room + n, texts[i], length);
        n += length;
    }
    return n;
}

/* FNV-1a: one place for each key, the newer one takes it. */
static struct kept *place_of(struct web_places *places, const char *key,
                             size_t n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return &places->kept[hash % PLACES];
}

int web_places_find(struct web_places *places, const struct web_place_key *key,
                    int64_t registers, struct web_place *ret_place)
{
    char room[KEY_BYTES];
    const size_t n = write_key(key, room);
    if (n == 0)
        return 0;
    (void)pthread_mutex_lock(&places->mutex);
    const struct kept *kept = place_of(places, room, n);
    const int is_found = kept->key_bytes == n &&
                         memcmp(kept->key, room, n) == 0 &&
                         kept->place.registers == registers;
    if (is_found)
        *ret_place = kept->place;
    (void)pthread_mutex_unlock(&places->mutex);
    return is_found;
}

void web_places_keep(struct web_places *places, const struct web_place_key *key,
                     const struct web_place *place)
{
    char room[KEY_BYTES];
    const size_t n = write_key(key, room);
    if (n == 0)
        return;
    (void)pthread_mutex_lock(&places->mutex);
    struct kept *kept = place_of(places, room, n);
    memcpy(kept->key, room, n);
    kept->key_bytes = n;
    kept->place = *place;
    (void)pthread_mutex_unlock(&places->mutex);
}
