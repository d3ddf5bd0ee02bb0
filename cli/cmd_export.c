/* export: the responses themselves, an empty sheet to fill in */
#include "cli/cmd_export.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/world.h"
#include "data/base/number.h"
#include "export/evidence.h"
#include "export/file.h"
#include "export/folder.h"
#include "export/rows.h"
#include "export/site.h"
#include "export/template.h"

static enum ikm_status say_written(const struct cli_call *call,
                                   const char *path)
{
    cli_say(call, "%s dibuat.\n", "%s was made.\n", path);
    return IKM_OK;
}

static enum ikm_status take_rows(const struct cli_call *call,
                                 struct ikm_rows_query *query,
                                 struct ikm_error *err)
{
    *query = (struct ikm_rows_query){.unit = cli_value(call, "unit"),
                                     .service = cli_value(call, "service"),
                                     .form = cli_value(call, "form"),
                                     .with_comments =
                                         cli_is_given(call, "comments")};
    return ikm_period_parse(cli_value(call, "period"), &query->period, err);
}

enum ikm_status
cli_export_rows(struct cli_call *call,
                enum ikm_status (*write)(struct ikm_store *store,
                                         const struct ikm_rows_query *query,
                                         FILE *stream, struct ikm_error *err),
                struct ikm_error *err)
{
    static const char *const of_figures[] = {
        "by", "every", "rows", "weights", "min-group", "bootstrap"};
    const char *path = cli_value(call, "output");
    struct ikm_rows_query query;
    struct ikm_out_file file;
    for (size_t i = 0; i < IKM_COUNT(of_figures); i++)
        if (cli_is_given(call, of_figures[i]))
            return ikm_fail(err, IKM_USAGE,
                            "--%s tentang angka; tidak dipakai bersama "
                            "--responses",
                            "--%s is about figures; it does not go with "
                            "--responses",
                            of_figures[i]);
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = take_rows(call, &query, err);
    if (status == IKM_OK)
        status = ikm_out_begin(&file, path, call->arena, err);
    if (status != IKM_OK)
        return status;
    status = write(call->store, &query, file.stream, err);
    status = ikm_out_end(&file, status, err);
    return status == IKM_OK ? say_written(call, path) : status;
}

enum ikm_status cli_run_export_sav(struct cli_call *call, struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    struct ikm_rows_query query;
    struct ikm_act act;
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = take_rows(call, &query, err);
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_rows_to_sav(call->store, &query, call->lang,
                                 act.unix_ms / 1000, path, err);
    return status == IKM_OK ? say_written(call, path) : status;
}

static void say_told(const struct cli_call *call,
                     const struct ikm_site_told *told)
{
    if (told->n_kept > 0)
        cli_say(call,
                "%zu periode berubah sejak diumumkan di folder ini; yang "
                "diumumkan tetap seperti semula (ikm help export site).\n",
                "%zu periods have changed since this folder published them; "
                "what was published stays as it was (ikm help export site).\n",
                told->n_kept);
    if (told->n_open > 0)
        cli_say(call, "%zu periode belum selesai dan belum diumumkan.\n",
                "%zu periods are not over and not published yet.\n",
                told->n_open);
}

/* A folder: both take the same options. */
static enum ikm_status
export_folder(struct cli_call *call,
              enum ikm_status (*write)(struct ikm_store *store,
                                       const struct ikm_site_options *options,
                                       const char *path, struct ikm_error *err),
              struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    const char *every = cli_value(call, "every");
    char program[32];
    struct ikm_act act;
    struct ikm_site_told told = {0};
    struct ikm_site_options options = {.unit = cli_value(call, "unit"),
                                       .ret_told = &told,
                                       .form = cli_value(call, "form"),
                                       .lang = call->lang,
                                       .program = program};
    if (every && !ikm_every_parse(every, &options.every))
        return ikm_fail(err, IKM_USAGE,
                        "--every %s tidak dikenal; yang ada: month, quarter, "
                        "semester, year",
                        "--every %s is not known; there are: month, quarter, "
                        "semester, year",
                        every);
    (void)snprintf(program, sizeof program, "ikm %s", cli_version());
    enum ikm_status status =
        ikm_period_parse(cli_value(call, "period"), &options.period, err);
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    options.today = cli_day(act.unix_ms);
    if (ikm_folder_is_zip(path))
        status = cli_output_check(call, path, err);
    if (status != IKM_OK)
        return status;
    status = write(call->store, &options, path, err);
    if (status == IKM_OK)
        say_told(call, &told);
    return status == IKM_OK ? say_written(call, path) : status;
}

enum ikm_status cli_run_export_site(struct cli_call *call,
                                    struct ikm_error *err)
{
    return export_folder(call, ikm_to_site, err);
}

enum ikm_status cli_run_export_evidence(struct cli_call *call,
                                        struct ikm_error *err)
{
    return export_folder(call, ikm_to_evidence, err);
}

enum ikm_status cli_run_export_template(struct cli_call *call,
                                        struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    const char *rows = cli_value(call, "lines");
    struct ikm_act act;
    struct ikm_template_options options = {.unit = cli_value(call, "unit"),
                                           .form = cli_value(call, "form"),
                                           .lang = call->lang};
    if (rows && (!ikm_parse_count(rows, IKM_TEMPLATE_MOST, &options.n_rows) ||
                 options.n_rows < IKM_TEMPLATE_LEAST))
        return ikm_fail(err, IKM_USAGE,
                        "--lines %s bukan %d sampai %d; bawaannya 500",
                        "--lines %s is not %d to %d; the default is 500", rows,
                        IKM_TEMPLATE_LEAST, IKM_TEMPLATE_MOST);
    enum ikm_status status = cli_output_check(call, path, err);
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", &act, err);
    if (status != IKM_OK)
        return status;
    options.now_unix_s = act.unix_ms / 1000;
    status = ikm_to_template(call->store, &options, path, err);
    return status == IKM_OK ? say_written(call, path) : status;
}
