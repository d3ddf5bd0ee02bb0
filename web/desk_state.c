/* Beside the form: how many today, how many are wanted, the last ones. */
#include "web/desk.h"

#include <string.h>

#include "analyze/sample.h"
#include "web/clock.h"

static int64_t length_of(const struct ikm_period *period)
{
    return (int64_t)(ikm_date_month_index(period->to) -
                     ikm_date_month_index(period->from)) *
               32 +
           period->to.day - period->from.day;
}

/* The shortest period with a known number of people served that holds the
 * date; NULL: none. */
static const struct ikm_volume *volume_at(size_t n,
                                          const struct ikm_volume *volume,
                                          int64_t service_id,
                                          struct ikm_date date)
{
    const struct ikm_volume *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (volume[i].service_id == service_id &&
            ikm_period_holds(&volume[i].period, date) &&
            (!best || length_of(&volume[i].period) < length_of(&best->period)))
            best = &volume[i];
    return best;
}

static enum ikm_status read_sample(struct web_page *page,
                                   struct ikm_store *store,
                                   const struct desk *desk,
                                   struct desk_state *state,
                                   struct ikm_error *err)
{
    const char *service = desk_value(desk, "layanan");
    struct ikm_timestamp stamp = {.date = web_today()};
    size_t n = 0;
    const struct ikm_volume *volume = NULL;
    const struct ikm_volume *at = NULL;
    int64_t service_id = 0;
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(page->arena);
    (void)ikm_timestamp_parse(desk_value(desk, "tanggal"), IKM_DATES_DMY,
                              &stamp);
    enum ikm_status status = ikm_store_volumes(store, desk->unit.unit_id,
                                               page->arena, &n, &volume, err);
    if (status == IKM_OK && service[0])
        status = ikm_store_find_service(store, desk->unit.unit_id, service,
                                        &service_id, err);
    if (status != IKM_OK)
        return status;
    if (service_id != 0)
        at = volume_at(n, volume, service_id, stamp.date);
    if (!at) {
        service_id = 0;
        at = volume_at(n, volume, 0, stamp.date);
    }
    if (!at)
        return IKM_OK;
    state->required = ikm_sample_krejcie_morgan(at->n_served);
    state->sample_of = service_id ? service : desk->unit.name;
    if (desk->form_id != 0)
        status = ikm_store_count_between(store, desk->unit.unit_id,
                                         desk->form_id, service_id, &at->period,
                                         &state->n_sample, err);
    ikm_text_say(&text, page->lang, "%s, %s: %lld dari sasaran %lld responden",
                 "%s, %s: %lld of the %lld respondents wanted",
                 state->sample_of,
                 ikm_period_words(&at->period, page->lang, words),
                 (long long)state->n_sample, (long long)state->required);
    return status == IKM_OK ? ikm_text_done(&text, &state->sample_words, err)
                            : status;
}

enum ikm_status desk_read_state(struct web_page *page, const struct desk *desk,
                                struct desk_state *ret_state,
                                struct ikm_error *err)
{
    struct desk_state state = {
        .sample_of = "",
        .sample_words =
            ikm_say(page->lang,
                    "Sasaran sampel belum diketahui: jumlah yang dilayani "
                    "belum dicatat.",
                    "The sample wanted is not known: the number of people "
                    "served was not noted.")};
    struct ikm_store *store = NULL;
    struct ikm_desk_sheet *last = NULL;
    const struct ikm_spot *spots = NULL;
    const int64_t account_id = page->account->account_id;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_count_desk(store, account_id, web_day_start_ms(),
                                      &state.n_today, err);
    if (status == IKM_OK && desk->unit.unit_id != 0)
        status = read_sample(page, store, desk, &state, err);
    if (status == IKM_OK)
        status = ikm_store_last_desk(store, account_id, page->arena,
                                     &state.n_last, &last, err);
    for (size_t i = 0; i < state.n_last && status == IKM_OK; i++) {
        state.last_service[i] = "";
        if (last[i].response.service_id != 0)
            status = ikm_store_service_name(store, last[i].response.service_id,
                                            page->arena, &state.last_service[i],
                                            err);
    }
    if (status == IKM_OK)
        status = ikm_store_waiting_spots(store, account_id, page->arena,
                                         &state.n_waiting, &spots, err);
    state.last = last;
    *ret_state = state;
    return status;
}

enum ikm_status desk_look(struct web_page *page, int64_t seq,
                          struct desk_sight *ret_sight, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_desk_sheet keyed = {0};
    struct ikm_desk_sheet *last = NULL;
    size_t n = 0;
    int waits = 0;
    *ret_sight = (struct desk_sight){0};
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_desk_of(store, seq, &keyed, err);
    if (status != IKM_OK || keyed.account_id != page->account->account_id)
        return status;
    status = ikm_store_spot_waits(store, seq, &waits, err);
    if (status == IKM_OK)
        status = ikm_store_last_desk(store, page->account->account_id,
                                     page->arena, &n, &last, err);
    for (size_t i = 0; i < n; i++)
        ret_sight->is_recent |= last[i].seq == seq;
    ret_sight->is_hidden = waits && (keyed.is_forced || !ret_sight->is_recent);
    return status;
}

const char *desk_sheet_name(struct web_page *page, const char *number,
                            int64_t place)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *name = "";
    if (number && number[0])
        ikm_text_say(&text, page->lang, "lembar %s", "sheet %s", number);
    else
        ikm_text_say(&text, page->lang, "lembar ke-%lld", "sheet no. %lld",
                     (long long)place);
    return ikm_text_done(&text, &name, &ignored) == IKM_OK ? name : "";
}

static void write_last(struct web_page *page, const struct desk_state *state)
{
    struct html *out = &page->html;
    html_say(out,
             "<h2 id=\"judul-terakhir\">Sepuluh lembar terakhir</h2><ol "
             "class=\"terakhir\" id=\"terakhir\" "
             "aria-labelledby=\"judul-terakhir\">",
             "<h2 id=\"judul-terakhir\">The last ten sheets</h2><ol "
             "class=\"terakhir\" id=\"terakhir\" "
             "aria-labelledby=\"judul-terakhir\">");
    for (size_t i = 0; i < state->n_last; i++) {
        const struct ikm_desk_sheet *sheet = &state->last[i];
        char moment[WEB_MOMENT_BYTES];
        html(out, "<li><a href=\"%s\">%s</a> <span>%s%s%s%s</span></li>",
             web_link(page, "/loket/lembar/", sheet->id),
             desk_sheet_name(page, sheet->response.sheet, sheet->place),
             web_moment_text(sheet->at_ms, moment),
             state->last_service[i][0] ? ", " : "", state->last_service[i],
             sheet->response.state == IKM_RESPONSE_USED
                 ? ""
                 : ikm_say(page->lang, ", batal", ", void"));
    }
    html(out, "</ol>");
    if (state->n_last == 0)
        html_say(out, "<p class=\"petunjuk\" id=\"belum-ada\">Belum ada.</p>",
                 "<p class=\"petunjuk\" id=\"belum-ada\">None yet.</p>");
}

void desk_write_state(struct web_page *page, const struct desk_state *state)
{
    struct html *out = &page->html;
    html_say(out,
             "<p class=\"hitungan\">Hari ini <strong id=\"hari-ini\">%lld"
             "</strong> lembar</p>",
             "<p class=\"hitungan\">Today <strong id=\"hari-ini\">%lld"
             "</strong> sheets</p>",
             (long long)state->n_today);
    html(out,
         "<p class=\"petunjuk sasaran\" id=\"sasaran\">%s</p><progress "
         "id=\"batang\" aria-labelledby=\"sasaran\" max=\"%lld\" "
         "value=\"%lld\"></progress>",
         state->sample_words,
         (long long)(state->required > 0 ? state->required : 1),
         (long long)(state->n_sample < state->required ? state->n_sample
                                                       : state->required));
    html_say(out,
             "<p class=\"ketikulang\"><a href=\"/loket/ulang\" id=\"ke-ulang\""
             ">Ketik ulang: <strong id=\"menunggu\">%zu</strong> lembar "
             "menunggu</a> <kbd>F8</kbd></p>",
             "<p class=\"ketikulang\"><a href=\"/loket/ulang\" id=\"ke-ulang\""
             ">To key again: <strong id=\"menunggu\">%zu</strong> sheets "
             "wait</a> <kbd>F8</kbd></p>",
             state->n_waiting);
    write_last(page, state);
}

void desk_json_state(struct ikm_text *json, const struct desk_state *state)
{
    ikm_text_printf(json,
                    ",\"today\":%lld,\"sample\":", (long long)state->n_today);
    if (state->required > 0) {
        ikm_text_printf(json, "{\"n\":%lld,\"required\":%lld,\"of\":",
                        (long long)state->n_sample, (long long)state->required);
        ikm_text_json(json, state->sample_of);
        ikm_text_put(json, "}");
    } else
        ikm_text_put(json, "null");
    ikm_text_put(json, ",\"sample_words\":");
    ikm_text_json(json, state->sample_words);
    ikm_text_put(json, ",\"last\":[");
    for (size_t i = 0; i < state->n_last; i++) {
        const struct ikm_desk_sheet *sheet = &state->last[i];
        char moment[WEB_MOMENT_BYTES];
        ikm_text_printf(json, "%s{\"id\":\"%s\",\"sheet\":", i > 0 ? "," : "",
                        sheet->id);
        ikm_text_json(json, sheet->response.sheet);
        ikm_text_printf(json, ",\"place\":%lld,\"at\":\"%s\",\"service\":",
                        (long long)sheet->place,
                        web_moment_text(sheet->at_ms, moment));
        ikm_text_json(json, state->last_service[i][0] ? state->last_service[i]
                                                      : NULL);
        ikm_text_printf(json, ",\"void\":%s}",
                        sheet->response.state == IKM_RESPONSE_USED ? "false"
                                                                   : "true");
    }
    ikm_text_printf(json, "],\"waiting\":%zu", state->n_waiting);
}
