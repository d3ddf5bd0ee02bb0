/* cli/commands.h - the one table of commands.
 *
 * A new command is a row in commands.c or commands_export.c and a run function
 * in a cmd_*.c; help, man page and completion follow by themselves. */
#ifndef IKM_CLI_COMMANDS_H
#define IKM_CLI_COMMANDS_H

#include "cli/call.h"

size_t cli_command_count(void);
const struct cli_command *cli_command(size_t i);
/* By name and second word (NULL: the first of that name); NULL: there is
 * none. */
const struct cli_command *cli_command_find(const char *name, const char *sub);

/* "unit add" into `buffer`. */
enum { CLI_NAME_BYTES = 48 };
const char *cli_command_name(const struct cli_command *command,
                             char buffer[CLI_NAME_BYTES]);

cli_run cli_run_init, cli_run_backup, cli_run_verify, cli_run_log;
cli_run cli_run_unit_add, cli_run_unit_list, cli_run_unit_import;
cli_run cli_run_service_add, cli_run_service_list;
cli_run cli_run_volume_set, cli_run_volume_import;
cli_run cli_run_history_add, cli_run_target_set;
cli_run cli_run_setting_set, cli_run_setting_list;
cli_run cli_run_form_list, cli_run_form_show, cli_run_form_check,
    cli_run_form_add;
cli_run cli_run_user_add, cli_run_user_list, cli_run_user_passwd,
    cli_run_user_remove, cli_run_serve;
cli_run cli_run_record, cli_run_void, cli_run_amend, cli_run_import;
cli_run cli_run_merge;
cli_run cli_run_analyze, cli_run_audit, cli_run_sample, cli_run_check;
cli_run cli_run_export_xlsx, cli_run_export_csv, cli_run_export_json;
cli_run cli_run_export_html, cli_run_export_sav, cli_run_export_template;
cli_run cli_run_export_pdf, cli_run_export_png, cli_run_export_docx;
cli_run cli_run_export_site, cli_run_export_evidence;
cli_run cli_run_plan_draft, cli_run_plan_add, cli_run_plan_list,
    cli_run_plan_update;
cli_run cli_run_publish_add, cli_run_publish_list;
cli_run cli_run_annex_add, cli_run_annex_list, cli_run_annex_remove;
cli_run cli_run_demo;
cli_run cli_run_help, cli_run_version, cli_run_man, cli_run_completion;

#endif
