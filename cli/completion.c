#include <string.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"

static void write_options(FILE *stream, size_t n_options,
                          const struct cli_option *options)
{
    for (size_t i = 0; i < n_options; i++) {
        (void)fprintf(stream, " --%s", options[i].name);
        if (options[i].letter)
            (void)fprintf(stream, " -%c", options[i].letter);
    }
}

/* Every first word once; the rows of one command stand together. */
static void write_names(FILE *stream)
{
    const char *before = "";
    for (size_t i = 0; i < cli_command_count(); i++) {
        const char *name = cli_command(i)->name;
        if (strcmp(name, before) != 0)
            (void)fprintf(stream, "%s%s", *before ? " " : "", name);
        before = name;
    }
}

/* "unit) subs='add list import' ;;" */
static void write_subs(FILE *stream)
{
    const char *before = "";
    for (size_t i = 0; i < cli_command_count(); i++) {
        const struct cli_command *command = cli_command(i);
        if (!command->sub)
            continue;
        const int is_new = strcmp(command->name, before) != 0;
        if (is_new && *before)
            (void)fputs("' ;;\n", stream);
        if (is_new)
            (void)fprintf(stream, "    %s) subs='", command->name);
        (void)fprintf(stream, "%s%s", is_new ? "" : " ", command->sub);
        before = command->name;
    }
    (void)fputs("' ;;\n", stream);
}

static void write_option_lists(FILE *stream)
{
    for (size_t i = 0; i < cli_command_count(); i++) {
        const struct cli_command *command = cli_command(i);
        char name[CLI_NAME_BYTES];
        if (command->options->n_options == 0)
            continue;
        (void)fprintf(stream, "    '%s') options=\"$options",
                      cli_command_name(command, name));
        write_options(stream, command->options->n_options,
                      command->options->option);
        (void)fputs("\" ;;\n", stream);
    }
}

/* "--db|--lang|...": global options that take a word with them. */
static void write_taking(FILE *stream)
{
    int n = 0;
    for (size_t i = 0; i < cli_global_count(); i++)
        if (cli_global(i)->argument.id)
            (void)fprintf(stream, "%s--%s", n++ > 0 ? " | " : "",
                          cli_global(i)->name);
}

void cli_bash_completion(FILE *stream)
{
    (void)fputs("# bash completion of ikm, made by: ikm completion bash\n"
                "_ikm() {\n"
                "  local current=${COMP_WORDS[COMP_CWORD]} command='' sub='' "
                "subs='' options i\n"
                "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                "    case ${COMP_WORDS[i]} in\n"
                "    ",
                stream);
    write_taking(stream);
    (void)fputs(") ((i++)) ;;\n"
                "    -*) ;;\n"
                "    *) if [ -z \"$command\" ]; then "
                "command=${COMP_WORDS[i]}; elif [ -z \"$sub\" ]; then "
                "sub=${COMP_WORDS[i]}; fi ;;\n"
                "    esac\n"
                "  done\n"
                "  options='",
                stream);
    write_options(stream, cli_global_count(), cli_global(0));
    (void)fputs("'\n  case $command in\n", stream);
    write_subs(stream);
    (void)fputs("  esac\n  case \"$command${subs:+ $sub}\" in\n", stream);
    write_option_lists(stream);
    (void)fputs("  esac\n"
                "  if [[ $current == -* ]]; then\n"
                "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- "
                "\"$current\")\n"
                "  elif [ -z \"$command\" ] || { [ \"$command\" = help ] && "
                "[ -z \"$sub\" ]; }; then\n"
                "    mapfile -t COMPREPLY < <(compgen -W '",
                stream);
    write_names(stream);
    (void)fputs("' -- \"$current\")\n"
                "  elif [ -n \"$subs\" ] && [ -z \"$sub\" ]; then\n"
                "    mapfile -t COMPREPLY < <(compgen -W \"$subs\" -- "
                "\"$current\")\n"
                "  else\n"
                "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
                "  fi\n"
                "}\n"
                "complete -o filenames -F _ikm ikm\n",
                stream);
}
