/* cli/help.h - what `ikm help`, the man page and the completion say; all of it
 * comes from the command table. */
#ifndef IKM_CLI_HELP_H
#define IKM_CLI_HELP_H

#include "cli/call.h"

const char *cli_version(void);
struct cli_pair cli_room_title(enum cli_room room);

/* Exit codes and what they mean, 0 first. */
struct cli_exit {
    int code;
    struct cli_pair meaning;
};
size_t cli_exit_count(void);
const struct cli_exit *cli_exit(size_t i);

/* Environment variables. */
struct cli_variable {
    const char *name;
    struct cli_pair meaning;
};
size_t cli_variable_count(void);
const struct cli_variable *cli_variable(size_t i);

/* "KODE NAMA [--parent KODE]": words and options behind the command's name. */
void cli_write_usage(FILE *stream, enum ikm_lang lang,
                     const struct cli_command *command);
/* "--unit KODE", "-o, --output BERKAS" */
void cli_write_option(FILE *stream, enum ikm_lang lang,
                      const struct cli_option *option);

void cli_help_all(FILE *stream, enum ikm_lang lang);
/* One command, or all of its family when `sub` is NULL and it has one. Returns
 * 0 when there is no such command. */
int cli_help_of(FILE *stream, enum ikm_lang lang, const char *name,
                const char *sub);

void cli_man_page(FILE *stream, enum ikm_lang lang);
void cli_bash_completion(FILE *stream);

#endif
