/* analyze, export */
#include "cli/cmd_export.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/slice.h"
#include "cli/world.h"
#include "data/base/number.h"
#include "export/to_csv.h"
#include "export/to_html.h"
#include "export/to_json.h"
#include "export/to_text.h"
#include "export/to_xlsx.h"

static enum ikm_status fail_value(const char *option, const char *value,
                                  const char *allowed, struct ikm_error *err)
{
    return ikm_fail(err, IKM_USAGE, "--%s %s tidak dikenal; yang ada: %s",
                    "--%s %s is not known; there are: %s", option, value,
                    allowed);
}

/* unit, period, form, rows, weights */
enum ikm_status cli_slice(const struct cli_call *call, struct ikm_query *query,
                          struct ikm_error *err)
{
    const char *rows = cli_value(call, "rows");
    const char *weights = cli_value(call, "weights");
    *query = (struct ikm_query){.lang = call->lang,
                                .unit = cli_value(call, "unit"),
                                .service = cli_value(call, "service"),
                                .form = cli_value(call, "form")};
    if (rows && !ikm_rows_parse(rows, &query->rows))
        return fail_value("rows", rows, "answered, complete", err);
    if (weights && !ikm_weights_parse(weights, &query->weights))
        return fail_value("weights", weights,
                          "exact, 0.11, 0.111, 0.071, rounded-terms", err);
    return ikm_period_parse(cli_value(call, "period"), &query->period, err);
}

/* by, every */
static enum ikm_status take_groups(const struct cli_call *call,
                                   struct ikm_query *query,
                                   struct ikm_error *err)
{
    const char *by = cli_value(call, "by");
    const char *every = cli_value(call, "every");
    if (by && (!ikm_by_parse(by, &query->by) || query->by == IKM_BY_NONE))
        return fail_value("by", by,
                          "unit, service, period, gender, age, education, "
                          "occupation, disability, channel, operator, hour",
                          err);
    if (every && !ikm_every_parse(every, &query->every))
        return fail_value("every", every, "month, quarter, semester, year",
                          err);
    if (every && query->by != IKM_BY_PERIOD)
        return ikm_fail(err, IKM_USAGE, "--every dipakai bersama --by period",
                        "--every goes with --by period");
    return IKM_OK;
}

static enum ikm_status take_bootstrap(const struct cli_call *call,
                                      struct ikm_query *query,
                                      struct ikm_error *err)
{
    const char *n = cli_value(call, "bootstrap");
    if (n && (!ikm_parse_count(n, IKM_BOOTSTRAP_MOST, &query->n_bootstrap) ||
              query->n_bootstrap < IKM_BOOTSTRAP_LEAST))
        return ikm_fail(err, IKM_USAGE,
                        "--bootstrap %s bukan %d sampai %d; biasanya 10000",
                        "--bootstrap %s is not %d to %d; 10000 is usual", n,
                        IKM_BOOTSTRAP_LEAST, IKM_BOOTSTRAP_MOST);
    return IKM_OK;
}

static enum ikm_status take_min_group(const struct cli_call *call,
                                      struct ikm_query *query,
                                      struct ikm_error *err)
{
    const char *n = cli_value(call, "min-group");
    if (n && (!ikm_parse_count(n, IKM_MIN_GROUP_MOST, &query->min_group) ||
              query->min_group == 0))
        return ikm_fail(err, IKM_USAGE,
                        "--min-group %s bukan 1 sampai %d; bawaannya 5",
                        "--min-group %s is not 1 to %d; the default is 5", n,
                        IKM_MIN_GROUP_MOST);
    return IKM_OK;
}

/* Machine formats are the same in every language. */
static const enum ikm_lang machine = IKM_LANG_ID;

/* Question and answer; `more` are the questions that one command alone has,
 * and the language of the labels of groups. */
static enum ikm_status assemble(struct cli_call *call,
                                const struct ikm_query *more,
                                struct ikm_analysis *analysis,
                                struct ikm_error *err)
{
    struct ikm_query query;
    enum ikm_status status = cli_slice(call, &query, err);
    query.lang = more->lang;
    query.what_if = more->what_if;
    query.aim = more->aim;
    query.with_trend = more->with_trend;
    if (status == IKM_OK)
        status = take_groups(call, &query, err);
    if (status == IKM_OK)
        status = take_bootstrap(call, &query, err);
    if (status == IKM_OK)
        status = take_min_group(call, &query, err);
    if (status == IKM_OK)
        status = ikm_assemble(call->store, &query, call->arena, analysis, err);
    return status;
}

/* The report of a terminal. */
static enum ikm_status put_report(const struct cli_call *call,
                                  const struct ikm_analysis *analysis,
                                  struct ikm_text *text, struct ikm_error *err)
{
    struct ikm_report report;
    const struct ikm_text_look look = {.colours = cli_may_colour(call->out)};
    const enum ikm_status status =
        ikm_report_of_analysis(analysis, call->lang, call->arena, &report, err);
    return status == IKM_OK ? ikm_to_text(&report, look, text, err) : status;
}

enum ikm_status cli_run_analyze(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_analysis analysis;
    struct ikm_text text = IKM_TEXT(call->arena);
    const char *written = "";
    const int as_json = cli_is_given(call, "json");
    const int as_csv = cli_is_given(call, "csv");
    if (as_json && as_csv)
        return ikm_fail(err, IKM_USAGE, "pilih salah satu: --json atau --csv",
                        "choose one: --json or --csv");
    const int for_people = !as_json && !as_csv;
    const struct ikm_query more = {.lang = for_people ? call->lang : machine,
                                   .what_if = cli_value(call, "what-if"),
                                   .aim = cli_value(call, "aim"),
                                   .with_trend = for_people};
    enum ikm_status status = assemble(call, &more, &analysis, err);
    if (status != IKM_OK)
        return status;
    if (as_json)
        ikm_to_json(&analysis, &text);
    else if (as_csv)
        ikm_to_csv(&analysis, &text);
    else
        status = put_report(call, &analysis, &text, err);
    if (status == IKM_OK)
        status = ikm_text_done(&text, &written, err);
    if (status == IKM_OK)
        (void)fputs(written, call->out);
    return status;
}

/* ---- export ---- */

static enum ikm_status say_written(const struct cli_call *call,
                                   const char *path)
{
    cli_say(call, "%s dibuat.\n", "%s was made.\n", path);
    return IKM_OK;
}

static enum ikm_status export_text(
    struct cli_call *call,
    void (*write)(const struct ikm_analysis *analysis, struct ikm_text *text),
    struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    struct ikm_analysis analysis;
    struct ikm_text text = IKM_TEXT(call->arena);
    const char *written = "";
    if (cli_is_given(call, "comments"))
        return ikm_fail(err, IKM_USAGE,
                        "--comments dipakai bersama --responses",
                        "--comments goes with --responses");
    const struct ikm_query more = {.lang = machine};
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = assemble(call, &more, &analysis, err);
    if (status != IKM_OK)
        return status;
    write(&analysis, &text);
    status = ikm_text_done(&text, &written, err);
    if (status == IKM_OK)
        status = cli_output_write(call, path, written, err);
    return status == IKM_OK ? say_written(call, path) : status;
}

enum ikm_status cli_run_export_csv(struct cli_call *call, struct ikm_error *err)
{
    if (cli_is_given(call, "responses"))
        return cli_export_rows(call, ikm_rows_to_csv, err);
    return export_text(call, ikm_to_csv, err);
}

enum ikm_status cli_run_export_json(struct cli_call *call,
                                    struct ikm_error *err)
{
    if (cli_is_given(call, "responses"))
        return cli_export_rows(call, ikm_rows_to_json, err);
    return export_text(call, ikm_to_json, err);
}

enum ikm_status cli_run_export_html(struct cli_call *call,
                                    struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    char program[32];
    struct ikm_analysis analysis;
    struct ikm_report report;
    struct ikm_act act;
    const struct ikm_query more = {.lang = call->lang, .with_trend = 1};
    struct ikm_text text = IKM_TEXT(call->arena);
    const char *written = "";
    (void)snprintf(program, sizeof program, "ikm %s", cli_version());
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", &act, err);
    if (status == IKM_OK)
        status = assemble(call, &more, &analysis, err);
    if (status == IKM_OK)
        status = ikm_report_of_analysis(&analysis, call->lang, call->arena,
                                        &report, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_html_options options = {program, cli_day(act.unix_ms)};
    status = ikm_to_html(&report, &options, &text, err);
    if (status == IKM_OK)
        status = ikm_text_done(&text, &written, err);
    if (status == IKM_OK)
        status = cli_output_write(call, path, written, err);
    return status == IKM_OK ? say_written(call, path) : status;
}

/* One workbook holds one form. */
static enum ikm_status fail_forms(const struct cli_call *call,
                                  const struct ikm_analysis *analysis,
                                  struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(call->arena);
    const char *names = "";
    for (size_t i = 0; i < analysis->n_results; i++)
        ikm_text_printf(&list, "%s%s", i > 0 ? ", " : "",
                        analysis->results[i].form->id);
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_INPUT,
                    "ada beberapa kuesioner (%s); satu buku kerja memuat satu: "
                    "pilih dengan --form",
                    "there are several forms (%s); a workbook holds one: "
                    "choose with --form",
                    names);
}

enum ikm_status cli_run_export_xlsx(struct cli_call *call,
                                    struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    char program[32];
    struct ikm_analysis analysis;
    struct ikm_query query;
    struct ikm_act act;
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = cli_slice(call, &query, err);
    query.with_trend = 1;
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_assemble(call->store, &query, call->arena, &analysis, err);
    if (status == IKM_OK && analysis.n_results > 1)
        status = fail_forms(call, &analysis, err);
    if (status != IKM_OK)
        return status;
    (void)snprintf(program, sizeof program, "ikm %s", cli_version());
    const struct ikm_xlsx_options options = {
        .lang = call->lang,
        .now_unix_s = act.unix_ms / 1000,
        .utc_offset_s = cli_utc_offset_s(act.unix_ms),
        .program = program,
        .no_comments = cli_is_given(call, "no-comments"),
    };
    status = ikm_to_xlsx(call->store, &analysis, 0, &options, path, err);
    return status == IKM_OK ? say_written(call, path) : status;
}
