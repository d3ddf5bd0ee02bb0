/* init, backup, verify, log */
#include <unistd.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/record.h"
#include "data/store_verify.h"

static enum ikm_status set_up(struct cli_call *call, const struct ikm_act *act,
                              const char *form, const char *name,
                              struct ikm_error *err)
{
    const struct ikm_form *used = NULL;
    int64_t form_id = 0;
    enum ikm_status status = ikm_store_begin(call->store, act, err);
    if (status == IKM_OK)
        status = ikm_store_set_setting(call->store, "form", form, err);
    if (status == IKM_OK)
        status = ikm_store_set_setting(call->store, "name", name, err);
    if (status == IKM_OK)
        status =
            ikm_use_form(call->store, form, call->arena, &used, &form_id, err);
    if (status == IKM_OK)
        status = ikm_store_commit(call->store, err);
    ikm_store_rollback(call->store);
    return status;
}

enum ikm_status cli_run_init(struct cli_call *call, struct ikm_error *err)
{
    const char *form = cli_value(call, "form");
    const char *name = cli_value(call, "name");
    struct ikm_act act;
    if (!form)
        form = IKM_DEFAULT_FORM;
    if (!name)
        name = "";
    enum ikm_status status = cli_act(call, "init", name, "", &act, err);
    if (status == IKM_OK)
        status =
            ikm_store_open(call->path, IKM_STORE_CREATE, &call->store, err);
    if (status != IKM_OK)
        return status;
    status = set_up(call, &act, form, name, err);
    if (status != IKM_OK) {
        ikm_store_close(call->store);
        call->store = NULL;
        (void)unlink(call->path); /* it is ours, and half made */
        return status;
    }
    cli_say(call,
            "Berkas survei %s dibuat; kuesioner %s.\n"
            "Berikutnya: ikm unit add KODE NAMA\n",
            "The survey file %s was made; form %s.\n"
            "Next: ikm unit add CODE NAME\n",
            call->path, form);
    return IKM_OK;
}

enum ikm_status cli_run_backup(struct cli_call *call, struct ikm_error *err)
{
    const char *path = call->word[0];
    const enum ikm_status status = ikm_store_backup(call->store, path, err);
    if (status == IKM_OK)
        cli_say(call, "Salinan %s dibuat.\n", "The copy %s was made.\n", path);
    return status;
}

enum ikm_status cli_run_verify(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_verified found = {0};
    char head[IKM_DIGEST_TEXT_BYTES];
    struct ikm_faults *faults = cli_faults(call, NULL);
    if (!faults)
        return ikm_fail_memory(err);
    const enum ikm_status status =
        ikm_store_verify(call->store, faults, &found, err);
    if (status != IKM_OK && status != IKM_FOUND)
        return status;
    cli_write_faults(call->out, call->lang, faults);
    cli_say(call,
            "Diperiksa: %lld catatan, %lld respons (%lld dipakai, %lld batal), "
            "%lld baris dikecualikan, %lld rekap.\n"
            "Kepala rantai: %s\n",
            "Checked: %lld records, %lld responses (%lld used, %lld void), "
            "%lld excluded rows, %lld rollups.\n"
            "Head of the chain: %s\n",
            (long long)found.n_records, (long long)found.n_responses,
            (long long)found.n_used, (long long)found.n_void,
            (long long)found.n_excluded, (long long)found.n_rollups,
            ikm_digest_text(&found.head, head));
    if (status == IKM_OK)
        cli_say(call, "Semuanya cocok.\n", "All of it fits.\n");
    return status;
}

static enum ikm_status show_record(void *context,
                                   const struct ikm_record *record,
                                   struct ikm_error *err)
{
    const struct cli_call *call = context;
    char time[CLI_TIME_BYTES];
    (void)err;
    (void)fprintf(call->out, "%5lld  %s  ", (long long)record->record_id,
                  cli_time_text(record->at_ms, time));
    cli_write_padded(call->out, record->actor, 12);
    (void)fputc(' ', call->out);
    cli_write_padded(call->out, record->action, 8);
    (void)fputc(' ', call->out);
    cli_write_line(call->out, record->subject);
    if (record->reason[0]) {
        (void)fputs("  - ", call->out);
        cli_write_line(call->out, record->reason);
    }
    (void)fputc('\n', call->out);
    return IKM_OK;
}

enum ikm_status cli_run_log(struct cli_call *call, struct ikm_error *err)
{
    return ikm_store_each_record(call->store, show_record, call, err);
}
