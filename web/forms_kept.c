#include "web/forms_kept.h"

#include <stdlib.h>
#include <string.h>

#include "web/server.h"

enum { FORMS_MOST = 16, FORM_BYTES = 1024 * 1024 };

struct kept {
    struct ikm_arena arena;
    struct ikm_form_source source;
    const struct ikm_form *form;
};

struct web_forms_kept {
    pthread_mutex_t mutex;
    size_t n;
    struct kept kept[FORMS_MOST];
};

enum ikm_status web_forms_kept_open(struct web_forms_kept **ret_kept,
                                    struct ikm_error *err)
{
    struct web_forms_kept *all = calloc(1, sizeof *all);
    if (!all)
        return ikm_fail_memory(err);
    (void)pthread_mutex_init(&all->mutex, NULL);
    *ret_kept = all;
    return IKM_OK;
}

void web_forms_kept_close(struct web_forms_kept *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->n; i++)
        ikm_arena_release(&all->kept[i].arena);
    (void)pthread_mutex_destroy(&all->mutex);
    free(all);
}

static int is_same(const struct ikm_form_source *a,
                   const struct ikm_form_source *b)
{
    for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++)
        if (!a->table[t].bytes != !b->table[t].bytes ||
            a->table[t].length_bytes != b->table[t].length_bytes ||
            (a->table[t].bytes && memcmp(a->table[t].bytes, b->table[t].bytes,
                                         a->table[t].length_bytes) != 0))
            return 0;
    return 1;
}

static enum ikm_status load(const struct ikm_form_source *source,
                            struct ikm_arena *arena,
                            const struct ikm_form **ret_form,
                            struct ikm_error *err)
{
    struct ikm_faults *faults = ikm_arena_take(arena, 1, sizeof *faults);
    if (!faults)
        return ikm_fail_memory(err);
    faults->arena = arena;
    faults->lang = err->lang;
    return ikm_form_load(source, arena, faults, ret_form, err);
}

/* Parses it into a place of its own. */
static enum ikm_status keep(struct web_forms_kept *all,
                            const struct ikm_form_source *source,
                            const struct ikm_form **ret_form,
                            struct ikm_error *err)
{
    struct kept *kept = &all->kept[all->n];
    *kept = (struct kept){.arena = IKM_ARENA(FORM_BYTES), .source = *source};
    for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        if (!source->table[t].bytes)
            continue;
        kept->source.table[t].bytes =
            ikm_arena_copy(&kept->arena, source->table[t].bytes,
                           source->table[t].length_bytes);
        if (!kept->source.table[t].bytes)
            return ikm_fail_memory(err);
    }
    const enum ikm_status status =
        load(&kept->source, &kept->arena, &kept->form, err);
    if (status != IKM_OK) {
        ikm_arena_release(&kept->arena);
        return status;
    }
    all->n++;
    *ret_form = kept->form;
    return IKM_OK;
}

enum ikm_status web_find_form(struct web_page *page, const char *id,
                              const struct ikm_form **ret_form,
                              int64_t *ret_form_id, struct ikm_error *err)
{
    struct web_forms_kept *all = page->inside->server->forms;
    struct ikm_store *store = NULL;
    struct ikm_form_source source;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_form_source(store, id, page->arena, ret_form_id,
                                            &source, err);
    if (status != IKM_OK)
        return status;
    (void)pthread_mutex_lock(&all->mutex);
    *ret_form = NULL;
    for (size_t i = 0; i < all->n && !*ret_form; i++)
        if (is_same(&all->kept[i].source, &source))
            *ret_form = all->kept[i].form;
    if (!*ret_form)
        status = all->n < FORMS_MOST
                     ? keep(all, &source, ret_form, err)
                     : load(&source, page->arena, ret_form, err);
    (void)pthread_mutex_unlock(&all->mutex);
    return status;
}

int web_form_is_kept(const struct web_page *page, const struct ikm_form *form)
{
    struct web_forms_kept *all = page->inside->server->forms;
    int is_kept = 0;
    (void)pthread_mutex_lock(&all->mutex);
    for (size_t i = 0; i < all->n; i++)
        is_kept |= all->kept[i].form == form;
    (void)pthread_mutex_unlock(&all->mutex);
    return is_kept;
}
