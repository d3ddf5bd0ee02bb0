/* cli/command_options.h - the options of every command, for the command
 * table. */
#ifndef IKM_CLI_COMMAND_OPTIONS_H
#define IKM_CLI_COMMAND_OPTIONS_H

#include "cli/call.h"

extern const struct cli_options cli_options_none, cli_options_init,
    cli_options_unit_add, cli_options_volume_set, cli_options_user_add,
    cli_options_record, cli_options_why, cli_options_import, cli_options_merge,
    cli_options_analyze, cli_options_check, cli_options_export_figures,
    cli_options_export_xlsx, cli_options_demo;

#endif
