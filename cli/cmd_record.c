/* record, void, amend */
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/record.h"

enum ikm_status cli_run_record(struct cli_call *call, struct ikm_error *err)
{
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_act act;
    struct ikm_record_words words = {
        .unit = cli_value(call, "unit"),
        .service = cli_value(call, "service"),
        .date = cli_value(call, "date"),
        .form = cli_value(call, "form"),
        .answers = cli_value(call, "answers"),
        .field =
            {
                [IKM_FIELD_GENDER] = cli_value(call, "gender"),
                [IKM_FIELD_AGE] = cli_value(call, "age"),
                [IKM_FIELD_EDUCATION] = cli_value(call, "education"),
                [IKM_FIELD_OCCUPATION] = cli_value(call, "occupation"),
                [IKM_FIELD_DISABILITY] = cli_value(call, "disability"),
                [IKM_FIELD_HOUR] = cli_value(call, "hour"),
                [IKM_FIELD_CHANNEL] = cli_value(call, "channel"),
            },
        .operator_name = cli_value(call, "operator"),
        .sheet = cli_value(call, "sheet"),
        .comment = cli_value(call, "comment"),
    };
    enum ikm_status status =
        cli_values(call, "cause", &words.n_causes, &words.causes, err);
    if (status == IKM_OK)
        status = cli_act(call, "record", words.unit, "", &act, err);
    if (status == IKM_OK)
        status = ikm_record(call->store, &words, &act, id, err);
    if (status == IKM_OK)
        (void)fprintf(call->out, "%s\n", id);
    return status;
}

enum ikm_status cli_run_void(struct cli_call *call, struct ikm_error *err)
{
    const char *id = call->word[0];
    struct ikm_act act;
    enum ikm_status status =
        cli_act(call, "void", id, cli_value(call, "why"), &act, err);
    if (status == IKM_OK)
        status = ikm_void(call->store, id, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Respons %s dibatalkan; aslinya tetap tersimpan.\n",
                "Response %s was withdrawn; the original is kept.\n", id);
    return status;
}

enum ikm_status cli_run_amend(struct cli_call *call, struct ikm_error *err)
{
    const char *id = call->word[0];
    const char *change = call->word[1];
    struct ikm_act act;
    enum ikm_status status =
        cli_act(call, "amend", id, cli_value(call, "why"), &act, err);
    if (status == IKM_OK)
        status = ikm_amend(call->store, id, change, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Respons %s diperbaiki (%s); aslinya tetap tersimpan.\n",
                "Response %s was corrected (%s); the original is kept.\n", id,
                change);
    return status;
}
