#include <stdio.h>
#include <string.h>

#include "collect/registers_internal.h"
#include "data/base/number.h"
#include "data/base/utf8.h"

enum { LIMIT_BYTES = 8 * 1024 * 1024, LONGEST_TEXT = 240 };
static const int64_t most_people = 1000000000;

/* A cut copy of what was typed, for a sentence. */
enum { QUOTE_BYTES = 80 };
static const char *quote(const char *text, char room[QUOTE_BYTES])
{
    size_t length = strlen(text);
    if (length >= QUOTE_BYTES) {
        length = QUOTE_BYTES - 4;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    (void)snprintf(room, QUOTE_BYTES, "%.*s%s", (int)length, text,
                   text[length] ? "..." : "");
    return room;
}

enum ikm_status register_text(const char *what, const char *text,
                              struct ikm_error *err)
{
    char folded[LONGEST_TEXT + 8];
    char room[QUOTE_BYTES];
    if (ikm_fold_spaces(text, folded, sizeof folded) == 0)
        return ikm_fail(err, IKM_INPUT, "%s kosong; isilah",
                        "the %s is empty; fill it in", what);
    if (strlen(text) > LONGEST_TEXT)
        return ikm_fail(err, IKM_INPUT,
                        "%s terlalu panjang (\"%s\"); paling banyak %d byte",
                        "the %s is too long (\"%s\"); at most %d bytes", what,
                        quote(text, room), LONGEST_TEXT);
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return ikm_fail(err, IKM_INPUT,
                            "%s memuat tab, baris baru, atau tanda kendali "
                            "lain (\"%s\"); hapuslah",
                            "the %s holds a tab, a line break or another "
                            "control character (\"%s\"); remove it",
                            what, quote(text, room));
    return IKM_OK;
}

enum ikm_status register_period(const char *text, struct ikm_period *ret_period,
                                struct ikm_error *err)
{
    if (*text)
        return ikm_period_parse(text, ret_period, err);
    return ikm_fail(err, IKM_USAGE,
                    "periode kosong; tulis 2026, 2026-S1, 2026-TW1, 2026-03, "
                    "atau 2026-01-01..2026-03-31",
                    "the period is empty; write 2026, 2026-S1, 2026-TW1, "
                    "2026-03, or 2026-01-01..2026-03-31");
}

enum ikm_status register_count(const char *what, const char *text,
                               int64_t least, int64_t *ret_count,
                               struct ikm_error *err)
{
    char room[QUOTE_BYTES];
    if (!ikm_parse_count(text, INT64_MAX, ret_count))
        return ikm_fail(err, IKM_INPUT,
                        "%s \"%s\" bukan bilangan bulat; tulis angka saja, "
                        "tanpa titik dan koma",
                        "the %s \"%s\" is no whole number; write digits only, "
                        "without points and commas",
                        what, quote(text, room));
    if (*ret_count >= least && *ret_count <= most_people)
        return IKM_OK;
    return ikm_fail(err, IKM_INPUT, "%s %s harus %lld sampai %lld",
                    "the %s %s must be %lld to %lld", what, quote(text, room),
                    (long long)least, (long long)most_people);
}

enum ikm_status register_service(struct ikm_store *store,
                                 const struct ikm_unit *unit, const char *name,
                                 int64_t *ret_service_id, struct ikm_error *err)
{
    char room[QUOTE_BYTES];
    *ret_service_id = 0;
    if (!name || !*name)
        return IKM_OK;
    const enum ikm_status status =
        ikm_store_find_service(store, unit->unit_id, name, ret_service_id, err);
    if (status != IKM_OK || *ret_service_id != 0)
        return status;
    return ikm_fail(
        err, IKM_INPUT,
        "layanan \"%s\" tidak ada di unit %s; lihat: ikm service "
        "list, atau tambahkan: ikm service add",
        "there is no service \"%s\" at unit %s; see: ikm service list, "
        "or add it: ikm service add",
        quote(name, room), unit->code);
}

/* An IKM as typed, on lower..100, in hundredths. */
static enum ikm_status read_ikm(const char *text, int64_t lower_hundredths,
                                int64_t *ret_hundredths, struct ikm_error *err)
{
    char room[QUOTE_BYTES];
    char lower[IKM_FIXED_TEXT_BYTES];
    if (!ikm_parse_hundredths(text, ret_hundredths))
        return ikm_fail(err, IKM_INPUT,
                        "IKM \"%s\" bukan bilangan; tulis misalnya 82,15 "
                        "(paling banyak dua desimal)",
                        "the IKM \"%s\" is no number; write such as 82.15 (at "
                        "most two decimals)",
                        quote(text, room));
    if (*ret_hundredths >= lower_hundredths && *ret_hundredths <= 10000)
        return IKM_OK;
    return ikm_fail(
        err, IKM_INPUT, "IKM %s di luar %s sampai 100; tulis nilai konversinya",
        "the IKM %s is outside %s to 100; write the converted value",
        quote(text, room),
        ikm_fixed_text(lower_hundredths, 2, err->lang == IKM_LANG_ID, lower));
}

/* ---- one change each ---- */

/* Finds the unit inside a change that is begun here. */
static enum ikm_status begin_at(struct ikm_store *store, const char *unit,
                                struct ikm_act *act, struct ikm_arena *arena,
                                struct ikm_unit *ret_unit,
                                struct ikm_error *err)
{
    act->subject = unit;
    const enum ikm_status status = ikm_store_begin(store, act, err);
    return status == IKM_OK
               ? ikm_store_find_unit(store, unit, arena, ret_unit, err)
               : status;
}

/* Commits when all went well, else undoes. */
static enum ikm_status end(struct ikm_store *store, enum ikm_status status,
                           struct ikm_arena *arena, struct ikm_error *err)
{
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(arena);
    return status;
}

enum ikm_status ikm_register_unit(struct ikm_store *store, const char *code,
                                  const char *name, const char *parent,
                                  struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_unit above = {0};
    int64_t unit_id = 0;
    act->action = "unit";
    act->subject = code;
    enum ikm_status status =
        register_text(ikm_say(err->lang, "kode unit", "unit code"), code, err);
    if (status == IKM_OK)
        status = register_text(ikm_say(err->lang, "nama unit", "unit name"),
                               name, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK && parent)
        status = ikm_store_find_unit(store, parent, &arena, &above, err);
    if (status == IKM_OK)
        status =
            ikm_store_add_unit(store, code, name, above.unit_id, &unit_id, err);
    return end(store, status, &arena, err);
}

enum ikm_status ikm_register_service(struct ikm_store *store, const char *unit,
                                     const char *name, struct ikm_act *act,
                                     struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_unit found = {0};
    int64_t service_id = 0;
    act->action = "service";
    enum ikm_status status = register_text(
        ikm_say(err->lang, "nama layanan", "service name"), name, err);
    if (status == IKM_OK)
        status = begin_at(store, unit, act, &arena, &found, err);
    if (status == IKM_OK)
        status =
            ikm_store_add_service(store, found.unit_id, name, &service_id, err);
    return end(store, status, &arena, err);
}

enum ikm_status ikm_register_volume(struct ikm_store *store,
                                    const struct ikm_volume_words *words,
                                    struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_unit unit = {0};
    struct ikm_period period = {0};
    int64_t n = 0;
    int64_t service_id = 0;
    act->action = "volume";
    enum ikm_status status = register_period(words->period, &period, err);
    if (status == IKM_OK)
        status = register_count(ikm_say(err->lang, "jumlah", "number"),
                                words->n, 0, &n, err);
    if (status == IKM_OK)
        status = begin_at(store, words->unit, act, &arena, &unit, err);
    if (status == IKM_OK)
        status =
            register_service(store, &unit, words->service, &service_id, err);
    if (status == IKM_OK)
        status = ikm_store_set_volume(store, unit.unit_id, service_id, &period,
                                      n, err);
    return end(store, status, &arena, err);
}

enum ikm_status ikm_register_history(struct ikm_store *store,
                                     const struct ikm_history_words *words,
                                     struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const struct ikm_form *form = NULL;
    struct ikm_unit unit = {0};
    struct ikm_period period = {0};
    int64_t form_id = 0;
    int64_t hundredths = 0;
    int64_t n = 0;
    act->action = "history";
    enum ikm_status status = register_period(words->period, &period, err);
    if (status == IKM_OK)
        status = register_count(
            ikm_say(err->lang, "jumlah responden", "number of respondents"),
            words->n, 1, &n, err);
    if (status == IKM_OK)
        status = begin_at(store, words->unit, act, &arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, words->form, &arena, &form,
                                     &form_id, err);
    if (status == IKM_OK)
        status =
            read_ikm(words->ikm, 10000 / form->scale_max, &hundredths, err);
    if (status == IKM_OK)
        status = ikm_store_add_history(store, unit.unit_id, &period, form->id,
                                       hundredths, n, err);
    return end(store, status, &arena, err);
}

enum ikm_status ikm_register_target(struct ikm_store *store, const char *unit,
                                    const char *year, const char *ikm,
                                    struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_unit found = {0};
    struct ikm_period period = {0};
    int64_t hundredths = 0;
    act->action = "target";
    enum ikm_status status = register_period(year, &period, err);
    if (status == IKM_OK && period.kind != IKM_PERIOD_YEAR)
        status = ikm_fail(err, IKM_USAGE,
                          "sasaran ditetapkan per tahun; tulis tahunnya saja, "
                          "misalnya %d",
                          "a target is set for a year; write the year alone, "
                          "such as %d",
                          period.from.year);
    if (status == IKM_OK)
        status = read_ikm(ikm, 2500, &hundredths, err);
    if (status == IKM_OK)
        status = begin_at(store, unit, act, &arena, &found, err);
    if (status == IKM_OK)
        status = ikm_store_set_target(store, found.unit_id, period.from.year,
                                      hundredths, err);
    return end(store, status, &arena, err);
}
