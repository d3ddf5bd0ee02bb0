/* cli/command_options.h - the options of every command, for the command
 * table. */
#ifndef IKM_CLI_COMMAND_OPTIONS_H
#define IKM_CLI_COMMAND_OPTIONS_H

#include "cli/call.h"

extern const struct cli_options cli_options_analyze;
extern const struct cli_options cli_options_audit;
extern const struct cli_options cli_options_check;
extern const struct cli_options cli_options_annex_add;
extern const struct cli_options cli_options_demo;
extern const struct cli_options cli_options_export_docx;
extern const struct cli_options cli_options_export_figures;
extern const struct cli_options cli_options_export_pdf;
extern const struct cli_options cli_options_export_png;
extern const struct cli_options cli_options_export_rows;
extern const struct cli_options cli_options_export_sav;
extern const struct cli_options cli_options_export_template;
extern const struct cli_options cli_options_export_site;
extern const struct cli_options cli_options_export_xlsx;
extern const struct cli_options cli_options_import;
extern const struct cli_options cli_options_init;
extern const struct cli_options cli_options_merge;
extern const struct cli_options cli_options_none;
extern const struct cli_options cli_options_plan_add;
extern const struct cli_options cli_options_plan_draft;
extern const struct cli_options cli_options_plan_list;
extern const struct cli_options cli_options_plan_update;
extern const struct cli_options cli_options_publish_add;
extern const struct cli_options cli_options_publish_list;
extern const struct cli_options cli_options_record;
extern const struct cli_options cli_options_sample;
extern const struct cli_options cli_options_serve;
extern const struct cli_options cli_options_setting;
extern const struct cli_options cli_options_unit_add;
extern const struct cli_options cli_options_user_add;
extern const struct cli_options cli_options_volume_set;
extern const struct cli_options cli_options_why;

#endif
