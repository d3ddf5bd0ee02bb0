/* cli/command_rows.h - how a row of the command table is written.
 *
 *   commands.c         all rooms but one
 *   commands_export.c  what leaves the office */
#ifndef IKM_CLI_COMMAND_ROWS_H
#define IKM_CLI_COMMAND_ROWS_H

#include "cli/command_options.h"
#include "cli/commands.h"

/* A row. The numbers are how many words it takes, at least and at most; texts
 * come in pairs: Indonesian, English. */
/* clang-format off */
#define COMMAND(name, sub, room, needs, least, most, words, summary, more,     \
                options, run)                                                  \
    {name, sub, CLI_ROOM_##room, CLI_NEEDS_##needs, least, most, words,        \
     summary, more, &cli_options_##options, cli_run_##run}
#define PAIR(id, en) {id, en}
#define SAME(text)   {text, text}
#define NO_WORDS     {"", ""}
#define NO_MORE      {NULL, NULL}
/* clang-format on */

size_t cli_export_command_count(void);
const struct cli_command *cli_export_command(size_t i);

#endif
