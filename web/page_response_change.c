/* POST "/respons/{id}/...": a response is withdrawn, one of its fields is
 * corrected, its comment is tagged. */
#include <string.h>

#include "collect/record.h"
#include "collect/tags.h"
#include "web/page_responses.h"

int response_may_change(const struct web_page *page,
                        const struct response_seen *seen)
{
    switch (page->account->role) {
    case IKM_ROLE_CLERK: return seen->is_recent;
    case IKM_ROLE_ANALYST:
    case IKM_ROLE_ADMIN: return 1;
    case IKM_ROLE_LEADER: break;
    }
    return 0;
}

struct change {
    enum { VOID, AMEND, TAG } what;
    const char *id, *words;
    uint32_t bits;
};

static enum ikm_status put(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    const struct change *c = context;
    switch (c->what) {
    case VOID: return ikm_void(store, c->id, act, err);
    case AMEND: return ikm_amend(store, c->id, c->words, act, err);
    case TAG: break;
    }
    return ikm_tag_comment(store, c->id, c->bits, act, err);
}

/* `field`: where a refusal is told. */
static enum ikm_status do_change(struct web_page *page,
                                 const struct response_one *one,
                                 struct change *change, const char *reason,
                                 const char *field, const char *message,
                                 struct ikm_error *err)
{
    static const char *const actions[] = {
        [VOID] = "void", [AMEND] = "amend", [TAG] = "tag"};
    if (change->what != TAG && !response_may_change(page, &one->seen))
        return ikm_fail(err, IKM_DENIED,
                        "Petugas mengoreksi atau membatalkan hanya sepuluh "
                        "lembar terakhir yang diisikannya; untuk lembar lain "
                        "mintalah analis atau admin.",
                        "Clerks correct or void only the last ten sheets that "
                        "they keyed; for others ask an analyst or admin.");
    change->id = one->seen.id;
    const struct web_change whole = {.kind = WEB_CHANGE_OWN,
                                     .action = actions[change->what],
                                     .subject = change->id,
                                     .reason = reason,
                                     .run = put,
                                     .context = change};
    if (change->what != TAG && !reason[strspn(reason, " \t\n")]) {
        web_fault(page, change->what == VOID ? "alasan-batal" : "alasan",
                  "tulis alasannya", "write the reason");
        return web_page_response(page, err);
    }
    const enum ikm_status status = web_change(page, &whole, err);
    if (status == IKM_INPUT) {
        web_fault(page, field, "%s", "%s", err->text);
        return web_page_response(page, err);
    }
    return status == IKM_OK
               ? web_see_other(page, web_link(page, "/respons/", change->id),
                               message, err)
               : status;
}

enum ikm_status web_page_response_void(struct web_page *page,
                                       struct ikm_error *err)
{
    struct response_one one = {0};
    struct change change = {.what = VOID};
    const enum ikm_status status = response_read(page, &one, err);
    return status == IKM_OK
               ? do_change(page, &one, &change,
                           web_value(&page->form, "alasan-batal"),
                           "alasan-batal", "respons-dibatalkan", err)
               : status;
}

enum ikm_status web_page_response_amend(struct web_page *page,
                                        struct ikm_error *err)
{
    struct response_one one = {0};
    struct change change = {.what = AMEND};
    struct ikm_text words = IKM_TEXT(page->arena);
    enum ikm_status status = response_read(page, &one, err);
    if (status != IKM_OK)
        return status;
    ikm_text_printf(&words, "%s=%s", web_value(&page->form, "isian"),
                    web_value(&page->form, "nilai"));
    status = ikm_text_done(&words, &change.words, err);
    return status == IKM_OK ? do_change(page, &one, &change,
                                        web_value(&page->form, "alasan"),
                                        "nilai", "respons-dikoreksi", err)
                            : status;
}

enum ikm_status web_page_response_tag(struct web_page *page,
                                      struct ikm_error *err)
{
    struct response_one one = {0};
    struct change change = {.what = TAG};
    const enum ikm_status status = response_read(page, &one, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < page->form.n_fields; i++) {
        const struct web_field *field = &page->form.field[i];
        if (strcmp(field->name, "unsur") != 0)
            continue;
        const int element = ikm_form_element(one.seen.form, field->value);
        if (element < 0) {
            web_fault(page, "unsur", "unsur \"%.40s\" tidak ada",
                      "there is no element \"%.40s\"", field->value);
            return web_page_response(page, err);
        }
        change.bits |= UINT32_C(1) << element;
    }
    return do_change(page, &one, &change, "", "unsur", "saran-ditandai", err);
}
