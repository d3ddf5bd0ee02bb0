/* cli/options.h - the command line, understood by the command table.
 *
 * Options may stand before, between and behind the words of a command; the
 * global ones also before the command. "--name value", "--name=value", "-o
 * value" and "-ovalue" are the same; "--" ends the options. Names are not
 * abbreviated: a script must not break when an option is added. */
#ifndef IKM_CLI_OPTIONS_H
#define IKM_CLI_OPTIONS_H

#include "cli/call.h"

/* --db --lang --as --help --version */
size_t cli_global_count(void);
const struct cli_option *cli_global(size_t i);

/* What the line asks for. */
enum cli_asks {
    CLI_ASKS_RUN,
    CLI_ASKS_HELP,   /* --help: of call->command, or of `family`, or of all */
    CLI_ASKS_VERSION /* --version */
};

struct cli_line {
    enum cli_asks asks;
    const char *family; /* --help of a command with second words: its name */
};

/* The language: --lang, wherever it stands, else IKM_LANG, else Indonesian. So
 * that even a faulty line is answered in it. */
enum ikm_lang cli_language(int n_args, const char *const *args);

/* Fills command, path, actor, words and given of *call (arena, lang and
 * streams are set already).
 * IKM_USAGE      unknown command or option, a word too few or too many, an
 *                argument missing: says which, and the nearest that there is
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status cli_parse(int n_args, const char *const *args,
                                         struct cli_call *call,
                                         struct cli_line *ret_line,
                                         struct ikm_error *err);

#endif
