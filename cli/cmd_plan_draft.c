/* plan draft */
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/plan.h"
#include "collect/programmes.h"
#include "data/base/number.h"
#include "export/draft.h"
#include "export/to_text.h"

static enum ikm_status take_most(const struct cli_call *call, size_t *ret_most,
                                 struct ikm_error *err)
{
    const char *most = cli_value(call, "most");
    int64_t n = IKM_DRAFT_USUAL;
    if (most && (!ikm_parse_count(most, IKM_DRAFT_MOST, &n) || n == 0))
        return ikm_fail(err, IKM_USAGE, "--most %s bukan 1 sampai %d",
                        "--most %s is not 1 to %d", most, IKM_DRAFT_MOST);
    *ret_most = (size_t)n;
    return IKM_OK;
}

static enum ikm_status read_programmes(struct cli_call *call,
                                       struct ikm_programmes *ret,
                                       struct ikm_error *err)
{
    const char *path = cli_value(call, "programmes");
    struct ikm_faults *faults =
        cli_faults(call, path ? path : "programmes.csv");
    if (!faults)
        return ikm_fail_memory(err);
    const enum ikm_status status =
        ikm_programmes_read(path, call->arena, faults, ret, err);
    if (status == IKM_INPUT)
        cli_write_faults(call->messages, call->lang, faults);
    return status;
}

/* ---- save ---- */

static enum ikm_status may_save(const struct cli_call *call,
                                const struct ikm_analysis *analysis,
                                struct ikm_error *err)
{
    if (!cli_value(call, "unit") || !cli_value(call, "period"))
        return ikm_fail(err, IKM_USAGE, "--save memerlukan --unit dan --period",
                        "--save needs --unit and --period");
    if (analysis->n_results > 1)
        return ikm_fail(err, IKM_INPUT,
                        "ada beberapa kuesioner; pilih satu dengan --form "
                        "untuk --save",
                        "there are several forms; choose one with --form for "
                        "--save");
    return IKM_OK;
}

static enum ikm_status save_item(struct cli_call *call,
                                 const struct ikm_draft *draft,
                                 const struct ikm_draft_item *item,
                                 struct ikm_error *err)
{
    const struct ikm_result *result = draft->result;
    const struct ikm_element_more *more = &result->more[item->element];
    const char remedy[] = {item->text[0].programme->remedy, '\0'};
    const char *quarter = "";
    int64_t item_id = 0;
    struct ikm_act act;
    struct ikm_text quarters = IKM_TEXT(call->arena);
    ikm_quarters_text(&quarters, item->quarter_from, item->quarter_to);
    enum ikm_status status = ikm_text_done(&quarters, &quarter, err);
    if (status == IKM_OK)
        status = cli_act(call, "plan", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_plan_words words = {
        .unit = result->unit,
        .period = cli_value(call, "period"),
        .form = result->form->id,
        .element = result->form->elements[item->element].key,
        .cause = more->n_causes > 0 && more->causes[0].code != 0
                     ? more->causes[0].text
                     : NULL,
        .remedy = remedy,
        .programme = item->text[0].programme->text,
        .quarter = quarter,
        .in_charge = item->text[0].programme->in_charge};
    status = ikm_plan_add(call->store, &words, &act, &item_id, err);
    if (status == IKM_OK)
        cli_say(call, "Rencana %lld disimpan: %s (Belum)\n",
                "Plan item %lld was saved: %s (not begun)\n",
                (long long)item_id, words.element);
    return status;
}

static enum ikm_status save(struct cli_call *call,
                            const struct ikm_draft *draft,
                            struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    size_t n = 0;
    for (size_t i = 0; i < draft->n_items && status == IKM_OK; i++) {
        const struct ikm_draft_item *item = &draft->items[i];
        if (item->planned != 0 || item->n_texts == 0)
            continue;
        status = save_item(call, draft, item, err);
        n++;
    }
    if (status == IKM_OK && n == 0)
        cli_tell(call,
                 "Tidak ada yang disimpan: semuanya sudah direncanakan.\n",
                 "Nothing was saved: all of it is planned already.\n");
    else if (status == IKM_OK)
        cli_say(call,
                "Lengkapi yang di dalam [kurung siku]: ikm plan update NOMOR "
                "--programme ...\n",
                "Fill in what stands in [brackets]: ikm plan update ID "
                "--programme ...\n");
    return status;
}

/* ---- show ---- */

static enum ikm_status show(struct cli_call *call,
                            const struct ikm_analysis *analysis,
                            const struct ikm_draft *drafts,
                            struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(call->arena);
    struct ikm_report report;
    const char *written = "";
    enum ikm_status status = IKM_OK;
    const struct ikm_text_look look = {.colours = cli_may_colour(call->out)};
    if (cli_is_given(call, "json")) {
        ikm_draft_to_json(analysis, drafts, &text);
    } else {
        status = ikm_report_of_draft(analysis, drafts, call->lang, call->arena,
                                     &report, err);
        if (status == IKM_OK)
            status = ikm_to_text(&report, look, &text, err);
    }
    if (status == IKM_OK)
        status = ikm_text_done(&text, &written, err);
    if (status == IKM_OK)
        (void)fputs(written, call->out);
    return status;
}

enum ikm_status cli_run_plan_draft(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_query query = {.lang = call->lang,
                              .unit = cli_value(call, "unit"),
                              .form = cli_value(call, "form")};
    const int is_saved = cli_is_given(call, "save");
    struct ikm_analysis analysis;
    struct ikm_programmes programmes = {0};
    const struct ikm_draft *drafts = NULL;
    struct ikm_act act;
    size_t most = 0;
    if (is_saved && cli_is_given(call, "json"))
        return ikm_fail(err, IKM_USAGE, "pilih salah satu: --json atau --save",
                        "choose one: --json or --save");
    enum ikm_status status =
        ikm_period_parse(cli_value(call, "period"), &query.period, err);
    if (status == IKM_OK)
        status = take_most(call, &most, err);
    if (status == IKM_OK)
        status = read_programmes(call, &programmes, err);
    if (status == IKM_OK)
        status = cli_act(call, "plan", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_assemble(call->store, &query, call->arena, &analysis, err);
    if (status == IKM_OK && is_saved)
        status = may_save(call, &analysis, err);
    if (status == IKM_OK)
        status =
            ikm_draft_make(call->store, &analysis, &programmes, most,
                           cli_day(act.unix_ms), call->arena, &drafts, err);
    if (status != IKM_OK)
        return status;
    if (cli_value(call, "programmes") && drafts[0].n_unknown_rows > 0)
        cli_tell(call,
                 "%zu baris untuk unsur yang tidak ada di kuesioner %s "
                 "dilewati.\n",
                 "%zu rows for elements that the form %s has not are passed "
                 "over.\n",
                 drafts[0].n_unknown_rows, drafts[0].result->form->id);
    return is_saved ? save(call, &drafts[0], err)
                    : show(call, &analysis, drafts, err);
}
