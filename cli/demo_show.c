#include "cli/demo.h"
#include "cli/help.h"
#include "cli/say.h"
#include "cli/world.h"
#include "export/to_text.h"
#include "export/to_xlsx.h"

static enum ikm_status print(const struct cli_call *call,
                             const struct ikm_analysis *analysis,
                             struct ikm_error *err)
{
    const struct ikm_text_look look = {.colours = cli_may_colour(call->out)};
    struct ikm_text text = IKM_TEXT(call->arena);
    struct ikm_report report = {0};
    const char *finished = NULL;
    enum ikm_status status =
        ikm_report_of_analysis(analysis, call->lang, call->arena, &report, err);
    if (status == IKM_OK)
        status = ikm_to_text(&report, look, &text, err);
    if (status == IKM_OK)
        status = ikm_text_done(&text, &finished, err);
    if (status == IKM_OK)
        (void)fputs(finished, call->out);
    return status;
}

static enum ikm_status analyse(const struct cli_call *call,
                               struct ikm_store *store, const char *unit,
                               enum ikm_by by, struct ikm_analysis *ret,
                               struct ikm_error *err)
{
    struct ikm_query query = {.lang = call->lang, .unit = unit, .by = by};
    enum ikm_status status =
        ikm_period_parse(cli_demo_period, &query.period, err);
    if (status == IKM_OK)
        status = ikm_assemble(store, &query, call->arena, ret, err);
    return status;
}

static enum ikm_status write_workbook(const struct cli_call *call,
                                      struct ikm_store *store,
                                      const struct ikm_analysis *analysis,
                                      const char *path, struct ikm_error *err)
{
    char program[32];
    struct ikm_act now;
    enum ikm_status status = cli_act(call, "", "", "", &now, err);
    if (status != IKM_OK)
        return status;
    (void)snprintf(program, sizeof program, "ikm %s", cli_version());
    const struct ikm_xlsx_options options = {
        .lang = call->lang,
        .now_unix_s = now.unix_ms / 1000,
        .utc_offset_s = cli_utc_offset_s(now.unix_ms),
        .program = program,
    };
    return ikm_to_xlsx(store, analysis, 0, &options, path, err);
}

enum ikm_status cli_demo_show(const struct cli_call *call,
                              const struct cli_demo_files *files,
                              struct ikm_store *store, struct ikm_error *err)
{
    struct ikm_analysis one = {0};
    struct ikm_analysis all = {0};
    enum ikm_status status =
        analyse(call, store, cli_demo_unit, IKM_BY_NONE, &one, err);
    if (status == IKM_OK)
        status = print(call, &one, err);
    if (status == IKM_OK)
        status = analyse(call, store, "kab", IKM_BY_UNIT, &all, err);
    if (status == IKM_OK)
        cli_say(call, "\n", "\n");
    if (status == IKM_OK)
        status = print(call, &all, err);
    if (status == IKM_OK)
        status = write_workbook(call, store, &one, files->workbook, err);
    return status;
}
