/* merge */
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/merge.h"

static enum ikm_status not_itself(const struct cli_call *call,
                                  struct ikm_error *err)
{
    struct stat own, other;
    if (stat(call->path, &own) != 0)
        return IKM_OK;
    for (size_t i = 0; i < call->n_words; i++)
        if (stat(call->word[i], &other) == 0 && own.st_ino == other.st_ino &&
            own.st_dev == other.st_dev)
            return ikm_fail(err, IKM_INPUT,
                            "%s: itu berkas survei ini sendiri; pilih berkas "
                            "unit lain, atau berkas tujuan dengan --db",
                            "%s: that is this survey file itself; name the "
                            "file of another office, or the target with --db",
                            call->word[i]);
    return IKM_OK;
}

/* " 3 unit," where there are any. */
static void tell_count(const struct cli_call *call, int64_t n, const char *id,
                       const char *en, int *is_first)
{
    if (n == 0)
        return;
    cli_say(call, "%s%lld %s", "%s%lld %s",
            *is_first
                ? ikm_say(call->lang, "  ditambahkan juga: ", "  added too: ")
                : ", ",
            (long long)n, ikm_say(call->lang, id, en));
    *is_first = 0;
}

static void tell_file(const struct cli_call *call,
                      const struct ikm_merge_file *file)
{
    int is_first = 1;
    cli_say(call, "%s%s%s%s: %lld respons = %lld baru + %lld sudah ada\n",
            "%s%s%s%s: %lld responses = %lld new + %lld known\n", file->path,
            file->survey[0] ? " (" : "", file->survey,
            file->survey[0] ? ")" : "", (long long)file->n_responses,
            (long long)file->n_new, (long long)file->n_known);
    if (file->n_corrected > 0)
        cli_say(call,
                "  %lld yang sudah ada diperbarui: dikoreksi atau dibatalkan "
                "di sana\n",
                "  %lld of those known brought up to date: corrected or "
                "withdrawn there\n",
                (long long)file->n_corrected);
    if (file->n_newer > 0)
        cli_say(call,
                "  %lld yang sudah ada lebih baru di sini; tidak diubah\n",
                "  %lld of those known are newer here; not changed\n",
                (long long)file->n_newer);
    tell_count(call, file->n_units, "unit", "units", &is_first);
    tell_count(call, file->n_services, "layanan", "services", &is_first);
    tell_count(call, file->n_forms, "kuesioner", "forms", &is_first);
    tell_count(call, file->n_figures, "angka (dilayani, sasaran, riwayat)",
               "figures (served, targets, history)", &is_first);
    tell_count(call, file->n_sources, "berkas asal", "source files", &is_first);
    tell_count(call, file->n_tags, "penanda saran", "comment tags", &is_first);
    tell_count(call, file->n_excluded, "baris dikecualikan", "excluded rows",
               &is_first);
    if (!is_first)
        cli_say(call, "\n", "\n");
    if (file->n_plan_items + file->n_publications > 0)
        cli_say(call,
                "  tidak ikut, tetap di berkas itu: %lld rencana tindak "
                "lanjut, %lld publikasi\n",
                "  not taken in, they stay in that file: %lld plan items, "
                "%lld publications\n",
                (long long)file->n_plan_items, (long long)file->n_publications);
}

static void tell(const struct cli_call *call,
                 const struct ikm_merge_report *report,
                 const struct ikm_faults *notices)
{
    for (size_t i = 0; i < report->n_files; i++)
        tell_file(call, &report->file[i]);
    cli_write_faults(call->out, call->lang, notices);
    if (report->n_changes == 0)
        cli_say(call, "Tidak ada yang baru: semuanya sudah ada di sini.\n",
                "Nothing new: all of it is here already.\n");
    else
        cli_say(call, "Digabung: %lld respons baru.\n",
                "Merged: %lld new responses.\n", (long long)report->n_new);
}

enum ikm_status cli_run_merge(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_merge_options options = {
        .n_paths = call->n_words,
        .paths = call->word,
        .parent = cli_value(call, "parent"),
        .same_units = cli_is_given(call, "same-units"),
        .again = cli_is_given(call, "again"),
    };
    struct ikm_merge_report report = {0};
    struct cli_progress progress;
    struct ikm_act act;
    struct ikm_faults *faults = cli_faults(call, NULL);
    struct ikm_faults *notices = cli_faults(call, NULL);
    if (!faults || !notices)
        return ikm_fail_memory(err);
    enum ikm_status status = not_itself(call, err);
    if (status == IKM_OK)
        status = cli_act(call, "merge", call->word[0], "", &act, err);
    if (status != IKM_OK)
        return status;
    options.progress = cli_progress_tick;
    options.progress_context = &progress;
    cli_progress_start(&progress, call->messages);
    status = ikm_merge(call->store, &options, &act, call->arena, faults,
                       notices, &report, err);
    const int number = cli_progress_end(&progress);
    if (status != IKM_OK && number != 0) {
        call->exit_code = 128 + number;
        return ikm_fail(err, status, "dihentikan; tidak ada yang disimpan",
                        "stopped; nothing was stored");
    }
    cli_write_faults(call->messages, call->lang, faults);
    if (status == IKM_OK)
        tell(call, &report, notices);
    return status;
}
