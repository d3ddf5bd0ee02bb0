#include "collect/record.h"

enum ikm_status ikm_use_form(struct ikm_store *store, const char *id,
                             struct ikm_arena *arena,
                             const struct ikm_form **ret_form,
                             int64_t *ret_form_id, struct ikm_error *err)
{
    const char *own = "";
    enum ikm_status status = IKM_OK;
    if (!id) {
        status = ikm_store_setting(store, "form", arena, &own, err);
        id = own[0] ? own : IKM_DEFAULT_FORM;
    }
    if (status == IKM_OK)
        status =
            ikm_store_find_form(store, id, arena, ret_form, ret_form_id, err);
    if (status != IKM_OK || *ret_form_id != 0)
        return status;
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    if (!builtin)
        return ikm_fail(err, IKM_BUG, "kuesioner %s hilang", "form %s is gone",
                        id);
    return ikm_store_add_form(store, &builtin->source, id, ret_form_id, err);
}
