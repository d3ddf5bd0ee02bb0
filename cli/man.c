#include <string.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/say.h"

/* Text in roff: a backslash and a hyphen are escaped, a line never begins with
 * a request. */
static void write_roff(FILE *stream, const char *text)
{
    int at_line_start = 1;
    for (const char *p = text; *p; p++) {
        if (at_line_start && (*p == '.' || *p == '\''))
            (void)fputs("\\&", stream);
        at_line_start = *p == '\n';
        if (*p == '\\')
            (void)fputs("\\e", stream);
        else if (*p == '-')
            (void)fputs("\\-", stream);
        else
            (void)fputc(*p, stream);
    }
}

static void write_heading(FILE *stream, enum ikm_lang lang, const char *id,
                          const char *en)
{
    (void)fprintf(stream, ".SH %s\n", ikm_say(lang, id, en));
}

static void write_item(FILE *stream, const char *name, const char *text)
{
    (void)fputs(".TP\n.B ", stream);
    write_roff(stream, name);
    (void)fputc('\n', stream);
    write_roff(stream, text);
    (void)fputc('\n', stream);
}

static void write_options(FILE *stream, enum ikm_lang lang, size_t n_options,
                          const struct cli_option *options)
{
    for (size_t i = 0; i < n_options; i++) {
        const struct cli_option *option = &options[i];
        (void)fputs(".TP\n\\fB", stream);
        if (option->letter)
            (void)fprintf(stream, "\\-%c\\fR, \\fB", option->letter);
        (void)fputs("\\-\\-", stream);
        write_roff(stream, option->name);
        (void)fputs("\\fR", stream);
        if (option->argument.id) {
            (void)fputs(" \\fI", stream);
            write_roff(stream, cli_text(lang, option->argument));
            (void)fputs("\\fR", stream);
        }
        (void)fputc('\n', stream);
        write_roff(stream, cli_text(lang, option->help));
        (void)fputs(".\n", stream);
    }
}

/* Paragraphs; lines that begin with a blank are an example. */
static void write_more(FILE *stream, const char *text)
{
    while (*text) {
        char line[1024];
        const size_t length = strcspn(text, "\n");
        const int is_example = text[0] == ' ';
        (void)snprintf(line, sizeof line, "%.*s", (int)length, text);
        text += length + (text[length] == '\n');
        if (length == 0)
            continue;
        (void)fputs(is_example ? ".PP\n.EX\n" : ".PP\n", stream);
        write_roff(stream, line);
        (void)fputs(is_example ? "\n.EE\n" : "\n", stream);
    }
}

static void write_command(FILE *stream, enum ikm_lang lang,
                          const struct cli_command *command)
{
    char name[CLI_NAME_BYTES];
    (void)fputs(".SS ikm ", stream);
    write_roff(stream, cli_command_name(command, name));
    (void)fputc('\n', stream);
    write_roff(stream, cli_text(lang, command->summary));
    (void)fputs(".\n.PP\n\\fBikm ", stream);
    write_roff(stream, name);
    (void)fputs("\\fR", stream);
    const char *words = cli_text(lang, command->words);
    if (*words) {
        (void)fputs(" \\fI", stream);
        write_roff(stream, words);
        (void)fputs("\\fR", stream);
    }
    (void)fputc('\n', stream);
    const char *more = cli_text(lang, command->more);
    if (more)
        write_more(stream, more);
    write_options(stream, lang, command->options->n_options,
                  command->options->option);
}

static void write_top(FILE *stream, enum ikm_lang lang)
{
    (void)fprintf(stream, ".TH IKM 1 \"\" \"ikm %s\" \"%s\"\n", cli_version(),
                  ikm_say(lang, "Perintah pemakai", "User Commands"));
    write_heading(stream, lang, "NAMA", "NAME");
    write_roff(stream,
               ikm_say(lang,
                       "ikm - survei kepuasan masyarakat (SKM) dan indeksnya "
                       "(IKM)\n",
                       "ikm - public satisfaction surveys (SKM) and their "
                       "index (IKM)\n"));
    write_heading(stream, lang, "IKHTISAR", "SYNOPSIS");
    (void)fprintf(stream,
                  "\\fBikm\\fR [\\fB\\-\\-db\\fR \\fI%s\\fR] "
                  "[\\fB\\-\\-lang\\fR id|en] [\\fB\\-\\-as\\fR \\fI%s\\fR] "
                  "\\fI%s\\fR [\\fI%s\\fR]\n",
                  ikm_say(lang, "BERKAS", "FILE"),
                  ikm_say(lang, "NAMA", "NAME"),
                  ikm_say(lang, "PERINTAH", "COMMAND"),
                  ikm_say(lang, "pilihan", "options"));
    write_heading(stream, lang, "KETERANGAN", "DESCRIPTION");
    write_roff(
        stream,
        ikm_say(lang,
                "Mengumpulkan jawaban survei kepuasan masyarakat, menghitung "
                "IKM menurut PermenPANRB 14/2017 secara pasti, menunjukkan "
                "unsur yang perlu didahulukan, dan membuat laporannya. Semua "
                "tersimpan dalam satu berkas survei.\n",
                "Collects answers to public satisfaction surveys, computes the "
                "IKM of PermenPANRB 14/2017 exactly, shows which elements come "
                "first, and makes the reports. All is kept in one survey "
                "file.\n"));
}

void cli_man_page(FILE *stream, enum ikm_lang lang)
{
    write_top(stream, lang);
    write_heading(stream, lang, "PILIHAN", "OPTIONS");
    write_options(stream, lang, cli_global_count(), cli_global(0));
    write_heading(stream, lang, "PERINTAH", "COMMANDS");
    for (size_t i = 0; i < cli_command_count(); i++)
        write_command(stream, lang, cli_command(i));
    write_heading(stream, lang, "KODE KELUAR", "EXIT STATUS");
    for (size_t i = 0; i < cli_exit_count(); i++) {
        char code[16];
        (void)snprintf(code, sizeof code, "%d", cli_exit(i)->code);
        write_item(stream, code, cli_text(lang, cli_exit(i)->meaning));
    }
    write_heading(stream, lang, "LINGKUNGAN", "ENVIRONMENT");
    for (size_t i = 0; i < cli_variable_count(); i++)
        write_item(stream, cli_variable(i)->name,
                   cli_text(lang, cli_variable(i)->meaning));
}
