#include "export/of_service.h"

#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/store_registers.h"

enum { NAME_BYTES = 256 };

static int is_word_for_unfilled(const char *folded)
{
    return strcmp(folded, "tidak diisi") == 0 ||
           strcmp(folded, "not filled in") == 0;
}

static int compare_ids(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static enum ikm_status fail_unknown(const char *name, struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "layanan \"%.80s\" tidak dikenal; pilih salah satu layanan "
                    "yang terdaftar",
                    "the service \"%.80s\" is not known; choose one of the "
                    "services that are listed",
                    name);
}

enum ikm_status ikm_of_service_find(struct ikm_store *store, const char *name,
                                    struct ikm_arena *arena,
                                    struct ikm_of_service *ret,
                                    struct ikm_error *err)
{
    char wanted[NAME_BYTES], folded[NAME_BYTES];
    const struct ikm_service *all = NULL;
    size_t n_all = 0;
    *ret = (struct ikm_of_service){0};
    if (!name)
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_services(store, 0, arena, &n_all, &all, err);
    if (status != IKM_OK)
        return status;
    int64_t *id = ikm_arena_take(arena, n_all + 1, sizeof *id);
    if (!id)
        return ikm_fail_memory(err);
    ret->id = id;
    (void)ikm_fold_spaces(name, wanted, sizeof wanted);
    for (size_t i = 0; i < n_all; i++) {
        (void)ikm_fold_spaces(all[i].name, folded, sizeof folded);
        if (strcmp(folded, wanted) != 0)
            continue;
        if (ret->n_ids == 0)
            ret->name = all[i].name;
        id[ret->n_ids++] = all[i].service_id;
    }
    if (ret->n_ids > 0) {
        qsort(id, ret->n_ids, sizeof *id, compare_ids);
        return IKM_OK;
    }
    if (!is_word_for_unfilled(wanted))
        return fail_unknown(name, err);
    ret->is_unfilled = 1;
    ret->name = ikm_say(err->lang, "tidak diisi", "not filled in");
    return IKM_OK;
}

int ikm_of_service_holds(const struct ikm_of_service *of, int64_t service_id)
{
    if (!of->name)
        return 1;
    if (of->is_unfilled)
        return service_id == 0;
    return bsearch(&service_id, of->id, of->n_ids, sizeof *of->id,
                   compare_ids) != NULL;
}
