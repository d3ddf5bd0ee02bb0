#include "collect/publish.h"

#include <string.h>

#include "collect/registers_internal.h"

enum { LIMIT_BYTES = 4 * 1024 * 1024 };

static enum ikm_status check_optional(const char *what, const char *text,
                                      struct ikm_error *err)
{
    return text && *text ? register_text(what, text, err) : IKM_OK;
}

static enum ikm_status check_address(const char *text, struct ikm_error *err)
{
    const enum ikm_status status =
        check_optional(ikm_say(err->lang, "alamat", "address"), text, err);
    if (status != IKM_OK || !text || !*text ||
        strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0)
        return status;
    return ikm_fail(err, IKM_INPUT,
                    "alamat \"%.60s\" tidak diawali https:// atau http://",
                    "the address \"%.60s\" does not begin with https:// or "
                    "http://",
                    text);
}

static enum ikm_status read_words(const struct ikm_publish_words *words,
                                  struct ikm_publication *publication,
                                  struct ikm_error *err)
{
    const enum ikm_lang lang = err->lang;
    struct ikm_timestamp stamp = {.second = -1};
    const char *date = words->date ? words->date : "";
    enum ikm_status status = register_period(words->period ? words->period : "",
                                             &publication->period, err);
    if (status != IKM_OK)
        return status;
    if (!ikm_timestamp_parse(date, IKM_DATES_DMY, &stamp) ||
        stamp.date.day == 0)
        return ikm_fail(err, IKM_USAGE,
                        "\"%.60s\" bukan tanggal; tulis misalnya 2026-05-20",
                        "\"%.60s\" is no date; write such as 2026-05-20", date);
    publication->date = stamp.date;
    publication->medium = words->medium ? words->medium : "";
    publication->address = words->address ? words->address : "";
    publication->photo = words->photo ? words->photo : "";
    status = register_text(ikm_say(lang, "media", "medium"),
                           publication->medium, err);
    if (status == IKM_OK)
        status = check_address(words->address, err);
    if (status == IKM_OK)
        status =
            check_optional(ikm_say(lang, "foto", "photo"), words->photo, err);
    return status;
}

enum ikm_status ikm_publish_check(const struct ikm_publish_words *words,
                                  struct ikm_error *err)
{
    struct ikm_publication publication = {0};
    return read_words(words, &publication, err);
}

enum ikm_status ikm_publish_add(struct ikm_store *store,
                                const struct ikm_publish_words *words,
                                const char *figures, struct ikm_act *act,
                                int64_t *ret_id, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_publication publication = {.figures = figures};
    struct ikm_unit unit = {0};
    act->action = "publish";
    act->subject = words->unit;
    enum ikm_status status = read_words(words, &publication, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_find_unit(store, words->unit, &arena, &unit, err);
    publication.unit_id = unit.unit_id;
    if (status == IKM_OK)
        status = ikm_store_add_publication(store, &publication, ret_id, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}
