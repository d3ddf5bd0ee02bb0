/* A sent questionnaire: what is wrong with it, or into the survey with it. */
#include <stdlib.h>
#include <string.h>

#include "data/respondent.h"
#include "web/clock.h"
#include "web/fill.h"
#include "web/forms_kept.h"
#include "web/server.h"

enum { MOMENT_BYTES = 24, NAME_BYTES = 24 };

enum { NUMBERED_BYTES = 24 };

/* "u1", "s12": the name of a field; it is asked for often. */
static const char *numbered(char letter, size_t place,
                            char room[NUMBERED_BYTES])
{
    char *at = room + NUMBERED_BYTES - 1;
    *at = '\0';
    for (size_t left = place + 1; left > 0; left /= 10)
        *--at = (char)('0' + left % 10);
    *--at = letter;
    return at;
}

static const char *kept(struct web_page *page, const char *name)
{
    const char *copy = ikm_arena_copy(page->arena, name, strlen(name));
    return copy ? copy : "";
}

/* A score of the scale; 0: not answered; -1: something else. */
static int score_of(const struct fill *fill, const char *text)
{
    char *end = NULL;
    if (!text[0])
        return 0;
    const long score = strtol(text, &end, 10);
    return *end || text[0] < '0' || text[0] > '9' ||
                   score > fill->form->scale_max
               ? -1
               : (int)score;
}

/* All answers as ikm_answers_parse() takes them; faults where one is open or
 * is none. */
static const char *read_answers(struct web_page *page, const struct fill *fill)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *answers = "";
    const int takes_blanks = web_has(&page->form, "apa-adanya");
    for (size_t i = 0; i < ikm_form_n_asked(fill->form); i++) {
        char room[NUMBERED_BYTES];
        const char *name = numbered('u', i, room);
        const int score = score_of(fill, web_value(&page->form, name));
        if (score < 0)
            web_fault(page, kept(page, name),
                      "Pertanyaan %zu: pilih salah satu jawaban.",
                      "Question %zu: choose one of the answers.", i + 1);
        else if (score == 0 && !takes_blanks)
            web_fault(page, kept(page, name), "Pertanyaan %zu belum dijawab.",
                      "Question %zu is not answered.", i + 1);
        ikm_text_printf(&text, "%s%d", i > 0 ? "," : "", score < 0 ? 0 : score);
    }
    return ikm_text_done(&text, &answers, &ignored) == IKM_OK ? answers : "";
}

/* By element: the first cause that was told at one of its questions. */
static const char *const *read_causes(struct web_page *page,
                                      const struct fill *fill)
{
    const struct ikm_form *form = fill->form;
    const char **cause =
        ikm_arena_take(page->arena, form->n_elements, sizeof *cause);
    if (!cause)
        return NULL;
    for (size_t e = 0; e < form->n_elements; e++)
        cause[e] = NULL;
    for (size_t i = 0; i < ikm_form_n_asked(form); i++) {
        const struct ikm_question *question =
            &form->questions[ikm_form_question_at(form, i)];
        char room[NUMBERED_BYTES];
        const char *said = web_value(&page->form, numbered('s', i, room));
        if (question->kind == IKM_ASKS_SATISFACTION && said[0] &&
            !cause[question->element])
            cause[question->element] = said;
    }
    return cause;
}

/* When it was filled in: the device says how long ago, so its clock may be
 * wrong. What cannot be is today, without a time. */
static const char *read_moment(const struct web_page *page, int is_kiosk,
                               char room[MOMENT_BYTES])
{
    const char *said = web_value(&page->form, "umur");
    char *end = NULL;
    const long long age_s = strtoll(said, &end, 10);
    const int is_known =
        !*end && age_s >= 0 && age_s <= (is_kiosk ? FILL_KIOSK_S : FILL_LATE_S);
    web_local_time(web_now_ms() - (is_known ? age_s * 1000 : 0), room);
    if (!is_known)
        room[10] = '\0';
    return room;
}

static enum ikm_status read_response(struct web_page *page,
                                     const struct fill *fill,
                                     struct ikm_response *ret_response,
                                     struct ikm_error *err)
{
    char *moment = ikm_arena_take(page->arena, MOMENT_BYTES, 1);
    if (!moment)
        return ikm_fail_memory(err);
    struct ikm_hand_in_words words = {
        .unit_id = fill->unit.unit_id,
        .service_id = fill->service_id,
        .form = fill->form,
        .form_id = fill->form_id,
        .moment = read_moment(page, fill->is_kiosk, moment),
        .answers = read_answers(page, fill),
        .comment = web_value(&page->form, "saran"),
        .cause = read_causes(page, fill)};
    for (size_t i = 0; i < FILL_FIELDS; i++)
        words.field[fill_fields[i]] =
            web_value(&page->form, ikm_field_key(fill_fields[i]));
    words.field[IKM_FIELD_CHANNEL] = ikm_respondent_label(
        IKM_FIELD_CHANNEL,
        fill->is_kiosk ? IKM_CHANNEL_KIOSK : IKM_CHANNEL_SELF, IKM_LANG_ID);
    if (!fill->is_service_fixed && fill->n_services > 0 &&
        !web_value(&page->form, "layanan")[0])
        web_fault(page, "layanan", "Pilih layanan yang Anda terima.",
                  "Choose the service that you received.");
    if (!ikm_hand_in_key_fits(web_value(&page->form, "kunci")))
        web_fault(page, NULL,
                  "Halaman ini tidak utuh. Muat ulang, lalu isi "
                  "lagi.",
                  "This page is not whole. Load it again, then fill it in.");
    if (page->n_faults > 0)
        return IKM_OK;
    const enum ikm_status status =
        ikm_hand_in_read(&words, page->arena, ret_response, err);
    if (status == IKM_INPUT)
        web_fault(page, NULL, "%s", "%s", err->text);
    return status == IKM_INPUT ? IKM_OK : status;
}

/* ---- into the survey ---- */

struct taken {
    struct ikm_hand_in in;
    int64_t seq;
    int is_new;
    enum ikm_ticket_state ticket;
    int64_t before[WEB_HASTY_MOST];
};

static enum ikm_status put(void *context, struct ikm_store *store,
                           struct ikm_act *act, struct ikm_error *err)
{
    struct taken *taken = context;
    (void)act;
    return ikm_hand_in_store(store, &taken->in, &taken->seq, &taken->is_new,
                             &taken->ticket, err);
}

static const char *operator_of(struct web_page *page, const struct fill *fill)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *name = "";
    if (!fill->is_kiosk)
        return name;
    ikm_text_printf(&text, "kios %s", fill->unit.code);
    return ikm_text_done(&text, &name, &ignored) == IKM_OK ? name : "";
}

static struct web_change begin_hand_in(struct web_page *page,
                                       const struct fill *fill,
                                       const struct ikm_response *response,
                                       struct taken *taken)
{
    struct web_inside *inside = page->inside;
    *taken = (struct taken){.in = {.key = web_value(&page->form, "kunci"),
                                   .operator_name = operator_of(page, fill),
                                   .ticket = fill->is_kiosk ? "" : fill->ticket,
                                   .today = web_today(),
                                   .response = response,
                                   .form = fill->form->id}};
    if (!fill->is_kiosk)
        web_devices_look(inside->server->devices, inside->device, web_now_ms(),
                         &taken->in.device, taken->before, &taken->in.n_before);
    taken->in.before = taken->before;
    return (struct web_change){.kind = WEB_CHANGE_SHARED,
                               .actor = fill->is_kiosk ? "kios" : "mandiri",
                               .action = "record",
                               .subject = fill->unit.code,
                               .reason = "",
                               .run = put,
                               .context = taken};
}

static void end_hand_in(struct web_page *page, const struct fill *fill,
                        const struct taken *taken)
{
    struct web_inside *inside = page->inside;
    if (taken->is_new && !fill->is_kiosk)
        web_devices_note(inside->server->devices, inside->device, web_now_ms(),
                         taken->seq, taken->in.device > 0);
}

static enum ikm_status hand_in(struct web_page *page, const struct fill *fill,
                               const struct ikm_response *response,
                               struct taken *taken, struct ikm_error *err)
{
    const struct web_change change = begin_hand_in(page, fill, response, taken);
    const enum ikm_status status = web_change(page, &change, err);
    if (status == IKM_OK)
        end_hand_in(page, fill, taken);
    return status;
}

/* ---- tickets ---- */

enum ikm_status fill_look_at_ticket(struct web_page *page, const char *typed,
                                    struct ikm_ticket *ret_ticket,
                                    enum ikm_ticket_state *ret_state,
                                    int64_t *ret_wait_s, struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    struct web_devices *devices = inside->server->devices;
    struct ikm_store *store = NULL;
    int64_t last_ms = 0;
    const int64_t now_ms = web_now_ms();
    const int64_t n_wrong =
        web_devices_wrong(devices, inside->device, &last_ms);
    *ret_wait_s = web_guard_wait_s(n_wrong, last_ms, now_ms);
    *ret_state = IKM_TICKET_UNKNOWN;
    if (*ret_wait_s > 0)
        return IKM_OK;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_ticket_look(store, typed, web_today(), ret_ticket,
                                 ret_state, err);
    if (status == IKM_OK && *ret_state == IKM_TICKET_UNKNOWN)
        web_devices_note_wrong(devices, inside->device, now_ms);
    return status;
}

/* May it come in? *ret_words NULL: it may. A questionnaire that was handed in
 * already may come again with its used ticket. */
static enum ikm_status check_ticket(struct web_page *page,
                                    const struct fill *fill,
                                    unsigned *ret_status,
                                    const char **ret_words,
                                    struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_ticket ticket = {0};
    enum ikm_ticket_state state = IKM_TICKET_VALID;
    int64_t seq = 0;
    int64_t wait_s = 0;
    *ret_words = NULL;
    *ret_status = 403;
    if (fill->is_kiosk || (!fill->rules.needs_ticket && !fill->ticket[0]))
        return IKM_OK;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_hand_in(store, web_value(&page->form, "kunci"),
                                        &seq, err);
    if (status != IKM_OK || seq != 0)
        return status;
    if (!fill->ticket[0]) {
        *ret_words = "";
        return IKM_OK;
    }
    status =
        fill_look_at_ticket(page, fill->ticket, &ticket, &state, &wait_s, err);
    if (status != IKM_OK)
        return status;
    if (wait_s > 0) {
        *ret_status = 429;
        *ret_words = ikm_say(page->lang,
                             "Terlalu banyak kode yang salah. Tunggu sebentar, "
                             "lalu coba lagi.",
                             "Too many wrong codes. Wait a moment, then try "
                             "again.");
    } else
        *ret_words = ikm_ticket_words(state, page->lang);
    return IKM_OK;
}

/* ---- answering ---- */

static enum ikm_status refuse_ticket(struct web_page *page,
                                     const struct fill *fill, unsigned status,
                                     const char *words, struct ikm_error *err)
{
    if (!page->is_json)
        return fill_ask_ticket(page, fill, status, words, err);
    web_error_page(page, status,
                   words[0] ? words
                            : ikm_say(page->lang, "Tiket diperlukan.",
                                      "A ticket is needed."));
    return IKM_OK;
}

static enum ikm_status tell_faults(struct web_page *page,
                                   const struct fill *fill,
                                   struct ikm_error *err)
{
    if (!page->is_json) {
        (void)fill_open(page,
                        (struct web_pair){"Bagaimana pelayanan kami?",
                                          "How did we serve you?"},
                        fill, fill->is_kiosk ? "kios.js" : "isi.js");
        fill_write(page, fill);
        return web_close(page, err);
    }
    struct ikm_text *json = web_json(page);
    ikm_text_put(json, "{\"schema\":\"ikm.hand-in/1\",\"stored\":false,"
                       "\"faults\":[");
    for (size_t i = 0; i < page->n_faults; i++) {
        ikm_text_printf(json, "%s{\"field\":", i > 0 ? "," : "");
        ikm_text_json(json, page->fault[i].field);
        ikm_text_put(json, ",\"text\":");
        ikm_text_json(json, page->fault[i].text);
        ikm_text_put(json, "}");
    }
    ikm_text_put(json, "]}\n");
    return IKM_OK;
}

static const char *thanks_address(struct web_page *page,
                                  const struct fill *fill)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "/terima-kasih";
    const char *unit = web_part_encode(fill->unit.code, page->arena);
    const char *service = web_part_encode(
        fill->is_service_fixed ? fill->service_name : "", page->arena);
    ikm_text_printf(&text, "/terima-kasih?unit=%s&layanan=%s%s",
                    unit ? unit : "", service ? service : "",
                    fill->is_kiosk ? "&kios=1" : "");
    return ikm_text_done(&text, &address, &ignored) == IKM_OK ? address : "/";
}

static enum ikm_status say_thanks(struct web_page *page,
                                  const struct fill *fill, int is_new,
                                  struct ikm_error *err)
{
    if (!page->is_json)
        return web_see_other(page, thanks_address(page, fill), NULL, err);
    ikm_text_put(web_json(page),
                 is_new ? "{\"schema\":\"ikm.hand-in/1\",\"stored\":true,"
                          "\"again\":false}\n"
                        : "{\"schema\":\"ikm.hand-in/1\",\"stored\":true,"
                          "\"again\":true}\n");
    return IKM_OK;
}

/* ---- the quick way ---- */

static struct web_place_key key_of(const struct web_page *page)
{
    return (struct web_place_key){web_value(&page->form, "unit"),
                                  web_value(&page->form, "layanan"),
                                  web_value(&page->form, "formulir")};
}

/* A form that is in the file already, and in memory for good. */
static void keep_place(struct web_page *page, const struct fill *fill,
                       int64_t registers)
{
    const struct web_place_key key = key_of(page);
    struct web_place place = {.registers = registers,
                              .unit_id = fill->unit.unit_id,
                              .service_id = fill->service_id,
                              .form_id = fill->form_id,
                              .needs_ticket = fill->rules.needs_ticket,
                              .form = fill->form};
    if (fill->form_id == 0 || fill->unit.unit_id == 0 ||
        (fill->n_services > 0 && !key.service[0]) ||
        strlen(fill->unit.code) >= sizeof place.unit ||
        strlen(fill->service_name) >= sizeof place.service ||
        !web_form_is_kept(page, fill->form))
        return;
    memcpy(place.unit, fill->unit.code, strlen(fill->unit.code));
    memcpy(place.service, fill->service_name, strlen(fill->service_name));
    web_places_keep(page->inside->server->places, &key, &place);
}

struct quick {
    struct web_quick_change quick;
    struct web_place place;
    struct fill fill;
    struct ikm_response response;
    struct taken taken;
};

static enum ikm_status tell_quick(struct web_page *page,
                                  struct web_quick_change *change)
{
    /* it is the first of a struct quick */
    struct quick *quick = (struct quick *)(void *)change;
    end_hand_in(page, &quick->fill, &quick->taken);
    return say_thanks(page, &quick->fill, quick->taken.is_new, &change->err);
}

/* Whatever is not in order is left to fill_take(), which says so. */
struct web_quick_change *fill_quick(struct web_page *page, int is_kiosk)
{
    struct web_server *server = page->inside->server;
    const struct web_place_key key = key_of(page);
    const int64_t registers = web_writer_registers(server->writer);
    struct ikm_error ignored = {.lang = page->lang};
    struct quick *quick = ikm_arena_take(page->arena, 1, sizeof *quick);
    if (!quick || web_value(&page->form, "tiket")[0] ||
        !web_places_find(server->places, &key, registers, &quick->place) ||
        (quick->place.needs_ticket && !is_kiosk))
        return NULL;
    quick->fill = (struct fill){
        .is_kiosk = is_kiosk,
        .unit = {.unit_id = quick->place.unit_id, .code = quick->place.unit},
        .is_service_fixed = web_has(&page->form, "tetap"),
        .service_id = quick->place.service_id,
        .service_name = quick->place.service,
        .form = quick->place.form,
        .form_id = quick->place.form_id,
        .rules = {.kiosk_pin = ""},
        .ticket = ""};
    if (read_response(page, &quick->fill, &quick->response, &ignored) !=
            IKM_OK ||
        page->n_faults > 0) {
        page->n_faults = 0;
        web_status(page, 200);
        return NULL;
    }
    quick->quick.change =
        begin_hand_in(page, &quick->fill, &quick->response, &quick->taken);
    quick->quick.seen = registers;
    quick->quick.told = tell_quick;
    return &quick->quick;
}

/* ---- the whole way ---- */

enum ikm_status fill_take(struct web_page *page, int is_kiosk,
                          struct ikm_error *err)
{
    struct fill fill;
    struct ikm_response response = {0};
    struct taken taken;
    unsigned code = 0;
    const char *words = NULL;
    const int64_t registers =
        web_writer_registers(page->inside->server->writer);
    enum ikm_status status = fill_read(page, is_kiosk, &fill, err);
    if (status == IKM_OK)
        keep_place(page, &fill, registers);
    if (status == IKM_OK)
        status = check_ticket(page, &fill, &code, &words, err);
    if (status != IKM_OK)
        return status;
    if (words)
        return refuse_ticket(page, &fill, code, words, err);
    status = read_response(page, &fill, &response, err);
    if (status != IKM_OK)
        return status;
    if (page->n_faults > 0)
        return tell_faults(page, &fill, err);
    status = hand_in(page, &fill, &response, &taken, err);
    if (status == IKM_DENIED)
        return refuse_ticket(page, &fill, 403, err->text, err);
    return status == IKM_OK ? say_thanks(page, &fill, taken.is_new, err)
                            : status;
}
