/* audit: what in the responses wants a second look */
#include <string.h>

#include "cli/commands.h"
#include "cli/world.h"
#include "data/base/text.h"
#include "export/audit.h"
#include "export/to_audit_json.h"
#include "export/to_audit_text.h"

enum audit_format { AS_TEXT, AS_JSON, AS_CSV };
#define UNIT_LIMIT_BYTES ((size_t)4 * 1024 * 1024 * 1024)

/* Offices are written as they come: memory is that of the largest. */
struct writing {
    struct cli_call *call;
    const struct ikm_audit_query *query;
    enum audit_format format;
    int has_begun;
    int64_t n_findings;
};

/* "5", "0.06", "0,06": at most six decimals. */
static int parse_value(const char *text, double *ret_value)
{
    double value = 0;
    double unit = 1;
    int n_digits = 0;
    int has_point = 0;
    for (; *text; text++) {
        if ((*text == '.' || *text == ',') && n_digits > 0 && !has_point) {
            has_point = 1;
            continue;
        }
        if (*text < '0' || *text > '9' || n_digits++ > 9)
            return 0;
        value = value * 10 + (*text - '0');
        unit *= has_point ? 10 : 1;
    }
    *ret_value = value / unit;
    return n_digits > 0;
}

static enum ikm_status fail_setting(const struct cli_call *call,
                                    const char *given, struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(call->arena);
    const char *names = "";
    for (int i = 0; i < IKM_QUALITY_SETTING_COUNT; i++)
        ikm_text_printf(&list, "%s%s", i ? ", " : "",
                        ikm_quality_setting_name((enum ikm_quality_setting)i));
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_USAGE,
                    "--set %s tidak dikenal; tulis NAMA=ANGKA, misalnya run=5; "
                    "yang ada: %s",
                    "--set %s is not known; write NAME=NUMBER, such as run=5; "
                    "there are: %s",
                    given, names);
}

static enum ikm_status take_setting(const struct cli_call *call,
                                    const char *given,
                                    struct ikm_quality_settings *settings,
                                    struct ikm_error *err)
{
    enum ikm_quality_setting setting;
    double value = 0;
    double least = 0;
    double most = 0;
    const char *equals = strchr(given, '=');
    const char *name = ikm_arena_copy(
        call->arena, given, equals ? (size_t)(equals - given) : strlen(given));
    if (!name)
        return ikm_fail_memory(err);
    if (!equals || !ikm_quality_setting_parse(name, &setting))
        return fail_setting(call, given, err);
    ikm_quality_setting_bounds(setting, &least, &most);
    if (!parse_value(equals + 1, &value) || value < least || value > most)
        return ikm_fail(err, IKM_USAGE,
                        "--set %s: nilainya harus angka dari %.0f sampai %.0f",
                        "--set %s: the value must be a number from %.0f to "
                        "%.0f",
                        given, least, most);
    settings->value[setting] = value;
    return IKM_OK;
}

static enum ikm_status take_today(const struct cli_call *call,
                                  struct ikm_date *ret_today,
                                  struct ikm_error *err)
{
    char now[CLI_TIME_BYTES];
    struct ikm_act act;
    struct ikm_timestamp stamp = {0};
    const enum ikm_status status = cli_act(call, "", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    if (!ikm_timestamp_parse(cli_time_text(act.unix_ms, now), IKM_DATES_DMY,
                             &stamp))
        return ikm_fail(err, IKM_IO, "jam komputer ini tidak terbaca",
                        "the clock of this machine cannot be read");
    *ret_today = stamp.date;
    return IKM_OK;
}

static enum ikm_status take_query(const struct cli_call *call,
                                  struct ikm_audit_query *query,
                                  struct ikm_error *err)
{
    size_t n = 0;
    const char *const *given = NULL;
    *query = (struct ikm_audit_query){.unit = cli_value(call, "unit"),
                                      .service = cli_value(call, "service"),
                                      .form = cli_value(call, "form"),
                                      .settings = ikm_quality_standard()};
    enum ikm_status status =
        ikm_period_parse(cli_value(call, "period"), &query->period, err);
    if (status == IKM_OK)
        status = cli_values(call, "set", &n, &given, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = take_setting(call, given[i], &query->settings, err);
    if (status == IKM_OK)
        status = take_today(call, &query->today, err);
    return status;
}

static void begin(struct writing *w, struct ikm_text *text)
{
    if (w->has_begun)
        return;
    w->has_begun = 1;
    if (w->format == AS_JSON)
        ikm_audit_json_begin(text, w->query);
    else if (w->format == AS_CSV)
        ikm_audit_csv_begin(text);
}

static enum ikm_status write_out(const struct writing *w, struct ikm_text *text,
                                 struct ikm_error *err)
{
    const char *bytes = "";
    const enum ikm_status status = ikm_text_done(text, &bytes, err);
    if (status == IKM_OK)
        (void)fputs(bytes, w->call->out);
    return status;
}

static enum ikm_status write_unit(void *context,
                                  const struct ikm_audit_unit *unit,
                                  struct ikm_error *err)
{
    struct writing *w = context;
    struct ikm_arena arena = IKM_ARENA(UNIT_LIMIT_BYTES);
    struct ikm_text text = IKM_TEXT(&arena);
    begin(w, &text);
    switch (w->format) {
    case AS_JSON:
        ikm_audit_json_unit(&text, w->call->lang, unit, w->n_findings == 0);
        break;
    case AS_CSV:
        ikm_audit_csv_unit(&text, w->call->lang, unit, w->n_findings);
        break;
    case AS_TEXT: ikm_audit_text_unit(&text, w->call->lang, unit); break;
    }
    w->n_findings += (int64_t)unit->findings.n_findings;
    const enum ikm_status status = write_out(w, &text, err);
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status cli_run_audit(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_audit_query query;
    struct ikm_audit_totals totals;
    struct ikm_text end = IKM_TEXT(call->arena);
    const int as_json = cli_is_given(call, "json");
    const int as_csv = cli_is_given(call, "csv");
    struct writing w = {.call = call,
                        .query = &query,
                        .format = as_json  ? AS_JSON
                                  : as_csv ? AS_CSV
                                           : AS_TEXT};
    if (as_json && as_csv)
        return ikm_fail(err, IKM_USAGE, "pilih salah satu: --json atau --csv",
                        "choose one: --json or --csv");
    enum ikm_status status = take_query(call, &query, err);
    if (status == IKM_OK)
        status = ikm_audit(call->store, &query, call->lang, call->arena,
                           write_unit, &w, &totals, err);
    if (status != IKM_OK)
        return status;
    if (w.format == AS_JSON)
        ikm_audit_json_end(&end, &totals);
    else if (w.format == AS_TEXT)
        ikm_audit_text_end(&end, call->lang, &totals);
    status = write_out(&w, &end, err);
    if (status == IKM_OK && totals.n_findings > 0)
        status = ikm_fail(err, IKM_FOUND, "ada %lld temuan yang perlu dilihat",
                          "there are %lld findings to look at",
                          (long long)totals.n_findings);
    return status;
}
