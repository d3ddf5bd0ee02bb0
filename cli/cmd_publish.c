/* publish */
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/publish.h"
#include "export/published.h"
#include "export/to_text.h"

/* The figures of today, as they are to be frozen. */
static enum ikm_status freeze(struct cli_call *call, const char **ret_figures,
                              struct ikm_error *err)
{
    struct ikm_analysis analysis;
    struct ikm_query query = {.lang = call->lang, .unit = call->word[0]};
    enum ikm_status status =
        ikm_period_parse(call->word[1], &query.period, err);
    if (status == IKM_OK)
        status = ikm_assemble(call->store, &query, call->arena, &analysis, err);
    if (status == IKM_OK)
        status =
            ikm_published_figures(&analysis, call->arena, ret_figures, err);
    return status;
}

enum ikm_status cli_run_publish_add(struct cli_call *call,
                                    struct ikm_error *err)
{
    const struct ikm_publish_words words = {.unit = call->word[0],
                                            .period = call->word[1],
                                            .medium = cli_value(call, "medium"),
                                            .date = cli_value(call, "date"),
                                            .address =
                                                cli_value(call, "address"),
                                            .photo = cli_value(call, "photo")};
    struct ikm_act act;
    const char *figures = "";
    int64_t id = 0;
    enum ikm_status status = cli_act(call, "publish", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_publish_check(&words, err);
    if (status == IKM_OK)
        status = freeze(call, &figures, err);
    if (status == IKM_OK)
        status = ikm_publish_add(call->store, &words, figures, &act, &id, err);
    if (status == IKM_OK)
        (void)fprintf(call->out, "%lld\n", (long long)id);
    return status;
}

enum ikm_status cli_run_publish_list(struct cli_call *call,
                                     struct ikm_error *err)
{
    struct ikm_publications published = {0};
    struct ikm_period period = {0};
    struct ikm_report report;
    struct ikm_text text = IKM_TEXT(call->arena);
    const struct ikm_text_look look = {.colours = cli_may_colour(call->out)};
    const char *written = "";
    enum ikm_status status =
        ikm_period_parse(cli_value(call, "period"), &period, err);
    if (status == IKM_OK)
        status = ikm_publications_view(call->store, cli_value(call, "unit"),
                                       &period, call->arena, &published, err);
    if (status != IKM_OK)
        return status;
    if (cli_is_given(call, "json"))
        status = ikm_publications_to_json(&published, &text, err);
    else if (published.n_entries == 0)
        cli_tell(call,
                 "Belum ada publikasi; catat: ikm publish add UNIT PERIODE "
                 "--medium MEDIA --date TANGGAL\n",
                 "Nothing was published yet; note it: ikm publish add UNIT "
                 "PERIOD --medium MEDIUM --date DATE\n");
    else
        status = ikm_report_of_publications(&published, call->lang, call->arena,
                                            &report, err);
    if (status == IKM_OK && published.n_entries > 0 &&
        !cli_is_given(call, "json"))
        status = ikm_to_text(&report, look, &text, err);
    if (status == IKM_OK)
        status = ikm_text_done(&text, &written, err);
    if (status == IKM_OK)
        (void)fputs(written, call->out);
    return status;
}
