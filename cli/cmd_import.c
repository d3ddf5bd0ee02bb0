/* import */
#include <string.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/import_words.h"
#include "data/store_registers.h"

static enum ikm_status take_options(const struct cli_call *call,
                                    struct ikm_import_options *options,
                                    struct ikm_error *err)
{
    const char *dates = cli_value(call, "dates");
    *options = (struct ikm_import_options){
        .path = call->word[0],
        .unit = cli_value(call, "unit"),
        .service = cli_value(call, "service"),
        .date = cli_value(call, "date"),
        .form = cli_value(call, "form"),
        .order = cli_value(call, "order"),
        .dates = IKM_DATES_DMY,
        .create = cli_is_given(call, "create"),
        .skip_bad = cli_is_given(call, "skip-bad"),
        .again = cli_is_given(call, "again"),
        .dry_run = cli_is_given(call, "dry-run"),
    };
    if (dates && strcmp(dates, "mdy") == 0)
        options->dates = IKM_DATES_MDY;
    else if (dates && strcmp(dates, "dmy") != 0)
        return ikm_fail(err, IKM_USAGE,
                        "--dates %s tidak dikenal; tulis dmy (hari/bulan/"
                        "tahun) atau mdy (bulan/hari/tahun)",
                        "--dates %s is not known; write dmy (day/month/year) "
                        "or mdy (month/day/year)",
                        dates);
    return cli_values(call, "map", &options->n_map_paths, &options->map_paths,
                      err);
}

static enum ikm_status tell(const struct cli_call *call,
                            const struct ikm_import_options *options,
                            const struct ikm_import_report *report,
                            struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    struct ikm_text words = IKM_TEXT(call->arena);
    const char *text = "";
    int64_t form_id = 0;
    enum ikm_status status = ikm_store_find_form(
        call->store, report->form_id, call->arena, &form, &form_id, err);
    if (status != IKM_OK)
        return status;
    ikm_import_words(report, call->word[0], form, options->dry_run, call->lang,
                     &words);
    status = ikm_text_done(&words, &text, err);
    cli_say(call, "%s", "%s", text);
    return status;
}

/* One closing sentence over many faults. Bad rows can be left out, a heading
 * that is not fit cannot. */
static enum ikm_status close_faults(const struct ikm_faults *faults,
                                    uint32_t heading_row, struct ikm_error *err)
{
    int rows_only = heading_row > 0;
    for (size_t i = 0; i < faults->n_kept; i++)
        rows_only &= faults->fault[i].row > heading_row;
    if (rows_only)
        return ikm_fail(err, IKM_INPUT,
                        "%s: %zu kesalahan; tidak ada yang disimpan. Perbaiki "
                        "lalu ulangi, atau pakai --skip-bad",
                        "%s: %zu faults; nothing was stored. Correct them and "
                        "try again, or use --skip-bad",
                        faults->source, faults->n_total);
    return ikm_fail(err, IKM_INPUT,
                    "%s: %zu kesalahan; tidak ada yang disimpan. Perbaiki lalu "
                    "ulangi",
                    "%s: %zu faults; nothing was stored. Correct them and try "
                    "again",
                    faults->source, faults->n_total);
}

/* Looking at a file keeps nobody waiting: it is stored into a copy that is
 * thrown away. */
static enum ikm_status
import_file(struct cli_call *call, const struct ikm_import_options *options,
            struct ikm_act *act, struct ikm_faults *faults,
            struct ikm_import_report *report, struct ikm_error *err)
{
    struct ikm_store *aside = NULL;
    enum ikm_status status = IKM_OK;
    if (options->dry_run)
        status = ikm_store_open(call->path, IKM_STORE_ASIDE, &aside, err);
    if (status == IKM_OK)
        status = ikm_import(aside ? aside : call->store, options, act,
                            call->arena, faults, report, err);
    ikm_store_close(aside);
    return status;
}

enum ikm_status cli_run_import(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_import_options options;
    struct ikm_import_report report = {0};
    struct cli_progress progress;
    struct ikm_act act;
    struct ikm_faults *faults = cli_faults(call, call->word[0]);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status = take_options(call, &options, err);
    if (status == IKM_OK)
        status = cli_act(call, "import", call->word[0], "", &act, err);
    if (status != IKM_OK)
        return status;
    options.progress = cli_progress_tick;
    options.progress_context = &progress;
    cli_progress_start(&progress, call->messages);
    status = import_file(call, &options, &act, faults, &report, err);
    const int number = cli_progress_end(&progress);
    if (status != IKM_OK && number != 0) {
        call->exit_code = 128 + number;
        return ikm_fail(err, status, "dihentikan; tidak ada yang disimpan",
                        "stopped; nothing was stored");
    }
    cli_write_faults(call->messages, call->lang, faults);
    if (status == IKM_INPUT && faults->n_total > 0)
        return close_faults(faults, report.heading_row, err);
    return status == IKM_OK ? tell(call, &options, &report, err) : status;
}
