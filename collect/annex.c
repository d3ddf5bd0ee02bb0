#include "collect/annex.h"

#include <string.h>

#include "collect/registers_internal.h"
#include "data/base/number.h"
#include "data/base/picture.h"

enum { LIMIT_BYTES = 16 * 1024 * 1024 };

const char *ikm_annex_kind_name(enum ikm_annex_kind kind)
{
    return kind == IKM_ANNEX_FORUM ? "forum" : "photo";
}

static enum ikm_status read_kind(const char *name,
                                 enum ikm_annex_kind *ret_kind,
                                 struct ikm_error *err)
{
    for (int kind = IKM_ANNEX_PHOTO; kind <= IKM_ANNEX_FORUM && name; kind++)
        if (strcmp(name, ikm_annex_kind_name((enum ikm_annex_kind)kind)) == 0) {
            *ret_kind = (enum ikm_annex_kind)kind;
            return IKM_OK;
        }
    return ikm_fail(err, IKM_USAGE,
                    "jenis lampiran \"%.20s\" tidak dikenal; yang ada: photo, "
                    "forum",
                    "the kind \"%.20s\" is not known; there are: photo, forum",
                    name ? name : "");
}

static enum ikm_status read_date(const char *text, struct ikm_annex *annex,
                                 struct ikm_error *err)
{
    struct ikm_timestamp stamp = {.second = -1};
    annex->date = annex->period.to;
    if (!text)
        return IKM_OK;
    if (!ikm_timestamp_parse(text, IKM_DATES_DMY, &stamp) ||
        stamp.date.day == 0)
        return ikm_fail(err, IKM_USAGE,
                        "\"%.60s\" bukan tanggal; tulis misalnya 2026-05-20",
                        "\"%.60s\" is no date; write such as 2026-05-20", text);
    annex->date = stamp.date;
    return IKM_OK;
}

static enum ikm_status read_optional(const char *what, const char *text,
                                     const char **ret_text,
                                     struct ikm_error *err)
{
    *ret_text = text ? text : "";
    return **ret_text ? register_text(what, text, err) : IKM_OK;
}

static enum ikm_status read_words(const struct ikm_annex_words *words,
                                  struct ikm_annex *annex,
                                  struct ikm_error *err)
{
    const enum ikm_lang lang = err->lang;
    enum ikm_status status = read_kind(words->kind, &annex->kind, err);
    if (status == IKM_OK)
        status = register_period(words->period ? words->period : "",
                                 &annex->period, err);
    if (status == IKM_OK)
        status = read_date(words->date, annex, err);
    annex->caption = words->caption ? words->caption : "";
    if (status == IKM_OK)
        status = register_text(ikm_say(lang, "keterangan", "caption"),
                               annex->caption, err);
    if (status == IKM_OK)
        status = read_optional(ikm_say(lang, "tempat", "place"), words->place,
                               &annex->place, err);
    if (status == IKM_OK)
        status = read_optional(ikm_say(lang, "hasil", "note"), words->note,
                               &annex->note, err);
    annex->attended = -1;
    if (status == IKM_OK && words->attended)
        status = register_count(ikm_say(lang, "jumlah peserta", "attended"),
                                words->attended, 1, &annex->attended, err);
    return status;
}

/* Cleaned, into the arena. */
static enum ikm_status take_image(const unsigned char *image, size_t n,
                                  struct ikm_arena *arena,
                                  struct ikm_annex *annex,
                                  struct ikm_error *err)
{
    struct ikm_picture picture;
    if (!image && annex->kind == IKM_ANNEX_PHOTO)
        return ikm_fail(err, IKM_USAGE, "lampiran foto memerlukan --file",
                        "a photo needs --file");
    if (!image)
        return IKM_OK;
    unsigned char *clean = ikm_arena_take(
        arena, n + (size_t)IKM_PICTURE_MORE_BYTES, sizeof *clean);
    if (!clean)
        return ikm_fail_memory(err);
    annex->image = clean;
    return ikm_picture_clean(image, n, clean, &annex->image_bytes, &picture,
                             err);
}

enum ikm_status ikm_annex_add(struct ikm_store *store,
                              const struct ikm_annex_words *words,
                              const unsigned char *image, size_t n,
                              struct ikm_act *act, int64_t *ret_id,
                              struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_annex annex = {0};
    struct ikm_unit unit = {0};
    act->action = "annex";
    act->subject = words->unit;
    enum ikm_status status = read_words(words, &annex, err);
    if (status == IKM_OK)
        status = take_image(image, n, &arena, &annex, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_find_unit(store, words->unit, &arena, &unit, err);
    annex.unit_id = unit.unit_id;
    if (status == IKM_OK)
        status = ikm_store_add_annex(store, &annex, ret_id, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_annex_remove(struct ikm_store *store, const char *id,
                                 struct ikm_act *act, struct ikm_error *err)
{
    int64_t number = 0;
    act->action = "annex-remove";
    act->subject = id;
    if (!ikm_parse_count(id, INT64_MAX / 2, &number))
        return ikm_fail(err, IKM_INPUT,
                        "\"%.30s\" bukan nomor lampiran; lihat: ikm annex list",
                        "\"%.30s\" is no number of an annex; see: ikm annex "
                        "list",
                        id);
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_remove_annex(store, number, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    return status;
}
