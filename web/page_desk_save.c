/* Saving a sheet, and keeping one in progress. */
#include "web/desk.h"

#include <stdio.h>
#include <string.h>

#include "web/clock.h"

enum { KEY_LEAST = 16, KEY_MOST = 64 };

struct saving {
    const struct web_page *page;
    const struct desk_sheet *sheet;
    const char *key, *whole_key; /* of the hand-in; of it with its content */
    const char *draft, *block;
    int64_t day_ms;
    int percent;
    /* results */
    char id[IKM_UUID_TEXT_BYTES];
    int was_there;
};

/* Is the draft that of this sheet? Another one, begun elsewhere, stays. */
static enum ikm_status drop_draft(struct ikm_store *store,
                                  const struct saving *saving,
                                  struct ikm_error *err)
{
    const struct web_page *page = saving->page;
    const char *kept = "";
    int64_t ignored_ms = 0;
    enum ikm_status status =
        ikm_store_draft(store, page->account->account_id, saving->draft,
                        page->arena, &kept, &ignored_ms, err);
    if (status == IKM_OK && strstr(kept, web_value(&page->form, "kunci")))
        status = ikm_store_put_draft(store, page->account->account_id,
                                     saving->draft, NULL, err);
    return status;
}

static enum ikm_status add_sheet(struct saving *saving, struct ikm_store *store,
                                 const struct ikm_act *act,
                                 struct ikm_error *err)
{
    const int64_t account_id = saving->page->account->account_id;
    uint32_t random = 0;
    int64_t seq = 0;
    enum ikm_status status =
        ikm_record_inside(store, &saving->sheet->words,
                          saving->page->account->login, saving->id, &seq, err);
    (void)act;
    if (status == IKM_OK)
        status = ikm_store_add_hand_in(store, saving->key, seq, err);
    if (status == IKM_OK)
        status = ikm_store_add_hand_in(store, saving->whole_key, seq, err);
    if (status == IKM_OK)
        status = ikm_store_add_desk_sheet(store, account_id, seq,
                                          saving->day_ms, err);
    ikm_secret_bytes(&random, sizeof random);
    if (status == IKM_OK && ikm_spot_is_drawn(saving->percent, random))
        status = ikm_draw_spot(store, seq, account_id, 0, err);
    if (status == IKM_OK)
        status = drop_draft(store, saving, err);
    if (status == IKM_OK)
        status =
            ikm_store_put_draft(store, account_id, "loket", saving->block, err);
    return status;
}

static enum ikm_status run_save(void *context, struct ikm_store *store,
                                struct ikm_act *act, struct ikm_error *err)
{
    struct saving *saving = context;
    int64_t same = 0;
    int64_t other = 0;
    saving->was_there = 0;
    enum ikm_status status =
        ikm_store_find_hand_in(store, saving->whole_key, &same, err);
    if (status == IKM_OK)
        status = ikm_store_find_hand_in(store, saving->key, &other, err);
    if (status != IKM_OK)
        return status;
    if (same != 0) {
        saving->was_there = 1;
        return ikm_store_response_id(store, same, saving->id, err);
    }
    if (other != 0)
        return ikm_fail(err, IKM_EXISTS,
                        "lembar ini sudah tersimpan dengan isi lain; lihat "
                        "daftar lembar terakhir. Bila ini memang lembar lain, "
                        "simpan sekali lagi",
                        "this sheet was saved already with other answers; see "
                        "the last sheets. If it is another sheet indeed, save "
                        "once more");
    return add_sheet(saving, store, act, err);
}

static const char *join(struct web_page *page, const char *key,
                        const char *content)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = NULL;
    ikm_text_printf(&text, "loket %lld %s",
                    (long long)page->account->account_id, key);
    if (content)
        ikm_text_printf(&text, "\n%s", content);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : NULL;
}

static int is_key(const char *key)
{
    const size_t length = strlen(key);
    if (length < KEY_LEAST || length > KEY_MOST)
        return 0;
    for (const char *p = key; *p; p++)
        if (!((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
              (*p >= 'A' && *p <= 'Z') || *p == '-' || *p == '_'))
            return 0;
    return 1;
}

static enum ikm_status save(struct web_page *page, const struct desk *desk,
                            const struct desk_sheet *sheet,
                            struct saving *saving, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_spot_percent(store, &saving->percent, err);
    if (status != IKM_OK)
        return status;
    saving->page = page;
    saving->sheet = sheet;
    saving->key = join(page, desk->key, NULL);
    saving->whole_key = join(page, desk->key, sheet->content);
    saving->draft = desk_draft_name(page, desk);
    saving->block = desk_encode(page, &page->form, 1);
    saving->day_ms = web_day_start_ms();
    if (!saving->key || !saving->whole_key || !saving->block)
        return ikm_fail_memory(err);
    const struct web_change change = {.kind = WEB_CHANGE_SHARED,
                                      .action = "record",
                                      .subject = desk->unit.code,
                                      .run = run_save,
                                      .context = saving};
    return web_change(page, &change, err);
}

static enum ikm_status faults_json(struct web_page *page,
                                   const struct desk *desk, unsigned status)
{
    struct ikm_text *json = web_json(page);
    ikm_text_printf(
        json, "{\"schema\":\"ikm.error/1\",\"status\":%u,\"error\":", status);
    ikm_text_json(json, page->n_faults > 0 ? page->fault[0].text : "");
    ikm_text_put(json, ",\"key\":");
    ikm_text_json(json, desk->key);
    ikm_text_put(json, ",\"faults\":[");
    for (size_t i = 0; i < page->n_faults; i++) {
        ikm_text_printf(json, "%s{\"field\":", i > 0 ? "," : "");
        ikm_text_json(json, page->fault[i].field);
        ikm_text_put(json, ",\"text\":");
        ikm_text_json(json, page->fault[i].text);
        ikm_text_put(json, "}");
    }
    ikm_text_put(json, "]}\n");
    web_status(page, status);
    return IKM_OK;
}

static enum ikm_status answer_saved(struct web_page *page,
                                    const struct desk *desk,
                                    const struct saving *saving,
                                    struct ikm_error *err)
{
    struct desk_state state = {0};
    if (!page->is_json)
        return web_see_other(page, "/loket", "lembar-tersimpan", err);
    const enum ikm_status status = desk_read_state(page, desk, &state, err);
    if (status != IKM_OK)
        return status;
    struct ikm_text *json = web_json(page);
    ikm_text_printf(json,
                    "{\"schema\":\"ikm.desk/1\",\"saved\":{\"id\":\"%s\","
                    "\"again\":%s}",
                    saving->id, saving->was_there ? "true" : "false");
    desk_json_state(json, &state);
    ikm_text_put(json, "}\n");
    return IKM_OK;
}

enum ikm_status web_page_desk_save(struct web_page *page, struct ikm_error *err)
{
    struct desk desk = {0};
    struct desk_sheet sheet;
    struct saving saving = {0};
    enum ikm_status status = desk_load(page, &desk, err);
    if (status != IKM_OK)
        return status;
    if (desk.unit.unit_id == 0 || !is_key(desk.key))
        return ikm_fail(err, IKM_INPUT,
                        "Isian halaman ini tidak utuh. Muat ulang halamannya.",
                        "The fields of this page are not whole. Load it "
                        "again.");
    status = desk_check(page, &desk, 0, &sheet, err);
    if (status != IKM_OK)
        return status;
    if (page->n_faults == 0)
        status = save(page, &desk, &sheet, &saving, err);
    if (status == IKM_EXISTS || status == IKM_INPUT) {
        web_fault(page, "j1", "%s", "%s", err->text);
        desk.key = desk_new_key(page);
    } else if (status != IKM_OK)
        return status;
    else if (page->n_faults == 0)
        return answer_saved(page, &desk, &saving, err);
    if (page->is_json)
        return faults_json(page, &desk, status == IKM_EXISTS ? 409 : 422);
    return desk_page(page, &desk, err);
}

/* ---- a sheet in progress ---- */

struct drafting {
    int64_t account_id;
    const char *name, *content; /* NULL: thrown away */
};

static enum ikm_status run_draft(void *context, struct ikm_store *store,
                                 struct ikm_act *act, struct ikm_error *err)
{
    const struct drafting *drafting = context;
    (void)act;
    return ikm_store_put_draft(store, drafting->account_id, drafting->name,
                               drafting->content, err);
}

enum ikm_status web_page_desk_draft(struct web_page *page,
                                    struct ikm_error *err)
{
    struct desk desk = {0};
    enum ikm_status status = desk_load(page, &desk, err);
    if (status != IKM_OK)
        return status;
    if (desk.unit.unit_id == 0)
        return ikm_fail(err, IKM_NO_FILE, "Belum ada unit.",
                        "There is no office yet.");
    struct drafting drafting = {.account_id = page->account->account_id,
                                .name = desk_draft_name(page, &desk)};
    if (!web_has(&page->form, "buang")) {
        drafting.content = desk_encode(page, &page->form, 0);
        if (!drafting.content)
            return ikm_fail_memory(err);
    }
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .action = "",
                                      .run = run_draft,
                                      .context = &drafting};
    status = web_change(page, &change, err);
    if (status != IKM_OK)
        return status;
    if (!page->is_json)
        return web_see_other(page, "/loket", NULL, err);
    ikm_text_put(web_json(page), "{\"schema\":\"ikm.desk/1\",\"kept\":true}\n");
    return IKM_OK;
}
