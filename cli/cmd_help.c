/* help, version, man, completion */
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/say.h"

const char *cli_version(void)
{
    return IKM_VERSION;
}

enum ikm_status cli_run_help(struct cli_call *call, struct ikm_error *err)
{
    if (call->n_words == 0) {
        cli_help_all(call->out, call->lang);
        return IKM_OK;
    }
    const char *name = call->word[0];
    const char *sub = call->n_words > 1 ? call->word[1] : NULL;
    if (cli_help_of(call->out, call->lang, name, sub))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "perintah \"%s%s%s\" tidak ada; lihat: ikm help",
                    "there is no command \"%s%s%s\"; see: ikm help", name,
                    sub ? " " : "", sub ? sub : "");
}

enum ikm_status cli_run_version(struct cli_call *call, struct ikm_error *err)
{
    (void)err;
    (void)fprintf(call->out, "ikm %s\n", cli_version());
    return IKM_OK;
}

enum ikm_status cli_run_man(struct cli_call *call, struct ikm_error *err)
{
    (void)err;
    cli_man_page(call->out, call->lang);
    return IKM_OK;
}

enum ikm_status cli_run_completion(struct cli_call *call, struct ikm_error *err)
{
    (void)err;
    cli_bash_completion(call->out);
    return IKM_OK;
}
