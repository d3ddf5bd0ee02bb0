/* plan */
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/plan.h"
#include "export/plan.h"

/* The words that `plan add` and `plan update` share. */
static void take_words(const struct cli_call *call, const struct ikm_act *act,
                       struct ikm_plan_words *words)
{
    words->service = cli_value(call, "service");
    words->cause = cli_value(call, "cause");
    words->remedy = cli_value(call, "remedy");
    words->programme = cli_value(call, "programme");
    words->quarter = cli_value(call, "quarter");
    words->in_charge = cli_value(call, "in-charge");
    words->status = cli_value(call, "status");
    words->date = cli_value(call, "date");
    words->note = cli_value(call, "note");
    words->evidence = cli_value(call, "evidence");
    words->today = cli_day(act->unix_ms);
}

enum ikm_status cli_run_plan_add(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_act act;
    struct ikm_plan_words words = {.unit = cli_value(call, "unit"),
                                   .period = cli_value(call, "period"),
                                   .form = cli_value(call, "form"),
                                   .element = cli_value(call, "element")};
    int64_t item_id = 0;
    enum ikm_status status = cli_act(call, "plan", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    take_words(call, &act, &words);
    status = ikm_plan_add(call->store, &words, &act, &item_id, err);
    if (status == IKM_OK)
        (void)fprintf(call->out, "%lld\n", (long long)item_id);
    return status;
}

enum ikm_status cli_run_plan_update(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_act act;
    struct ikm_plan_words words = {0};
    enum ikm_status status = cli_act(call, "plan", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    take_words(call, &act, &words);
    status = ikm_plan_update(call->store, call->word[0], &words, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Rencana %s diperbarui.\n", "Plan item %s was updated.\n",
                call->word[0]);
    return status;
}

enum ikm_status cli_run_plan_list(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_plan_view view = {0};
    struct ikm_period period = {0};
    const struct ikm_plan_about about = {cli_value(call, "unit"),
                                         cli_value(call, "service")};
    struct ikm_text text = IKM_TEXT(call->arena);
    const char *written = "";
    const int as_json = cli_is_given(call, "json");
    const int as_csv = cli_is_given(call, "csv");
    if (as_json && as_csv)
        return ikm_fail(err, IKM_USAGE, "pilih salah satu: --json atau --csv",
                        "choose one: --json or --csv");
    enum ikm_status status =
        ikm_period_parse(cli_value(call, "period"), &period, err);
    if (status == IKM_OK)
        status =
            ikm_plan_view(call->store, &about, &period,
                          cli_is_given(call, "all"), call->arena, &view, err);
    if (status != IKM_OK)
        return status;
    if (as_json)
        ikm_plan_to_json(&view, &text);
    else if (as_csv)
        ikm_plan_to_csv(&view, &text);
    else
        ikm_plan_to_text(&view, call->lang, &text);
    status = ikm_text_done(&text, &written, err);
    if (status != IKM_OK)
        return status;
    if (as_json || as_csv)
        (void)fputs(written, call->out);
    else
        cli_write(call->out, written);
    if (view.n_lines == 0 && !as_json && !as_csv)
        cli_tell(call, "Belum ada rencana; tambahkan: ikm plan add\n",
                 "There is no plan; add to it: ikm plan add\n");
    return IKM_OK;
}
