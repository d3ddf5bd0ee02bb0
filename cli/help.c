#include "cli/help.h"

#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/say.h"
#include "data/base/utf8.h"

enum { LINE_COLUMNS = 80, NAME_COLUMNS = 20, OPTION_COLUMNS = 24 };

static const struct cli_pair rooms[] = {
    [CLI_ROOM_DATA] = {"Berkas survei dan daftar-daftarnya",
                       "Survey file and its registers"},
    [CLI_ROOM_COLLECT] = {"Mengumpulkan respons", "Collecting responses"},
    [CLI_ROOM_ANALYZE] = {"Menghitung", "Analysing"},
    [CLI_ROOM_EXPORT] = {"Membuat laporan", "Making reports"},
    [CLI_ROOM_PROGRAM] = {"Program ini", "The program"},
};
_Static_assert(IKM_COUNT(rooms) == CLI_ROOM_COUNT, "every room has a title");

struct cli_pair cli_room_title(enum cli_room room)
{
    return rooms[room];
}

static const struct cli_exit exits[] = {
    {0, {"selesai", "done"}},
    {1,
     {"pemeriksaan (verify, form check) menemukan sesuatu",
      "a check (verify, form check) found something"}},
    {64,
     {"baris perintah atau periode salah tulis",
      "the command line or a period is not understood"}},
    {65,
     {"masukan salah, kode tidak dikenal, atau tidak ada yang dapat dihitung",
      "bad input, unknown code, or nothing to analyse"}},
    {66, {"berkas tidak ada", "no such file"}},
    {70, {"kesalahan program ini sendiri", "a fault of the program itself"}},
    {71, {"memori tidak cukup", "out of memory"}},
    {73,
     {"tidak dapat dibuat, atau sudah ada",
      "cannot be made, or is there already"}},
    {74, {"tidak dapat dibaca atau ditulis", "cannot be read or written"}},
    {75,
     {"sedang dipakai program lain; coba lagi",
      "another program holds it; try again"}},
    {77, {"tidak berhak", "not permitted"}},
    {130, {"dihentikan dengan Ctrl-C", "stopped by Ctrl-C"}},
    {143, {"dihentikan dengan SIGTERM", "stopped by SIGTERM"}},
};

size_t cli_exit_count(void)
{
    return IKM_COUNT(exits);
}

const struct cli_exit *cli_exit(size_t i)
{
    return &exits[i];
}

static const struct cli_variable variables[] = {
    {"IKM_DB",
     {"berkas survei, bila --db tidak ditulis",
      "the survey file, where --db is not given"}},
    {"IKM_LANG",
     {"bahasa, bila --lang tidak ditulis: id atau en",
      "the language, where --lang is not given: id or en"}},
    {"NO_COLOR", {"bila diisi, tanpa warna", "when set, no colours"}},
};

size_t cli_variable_count(void)
{
    return IKM_COUNT(variables);
}

const struct cli_variable *cli_variable(size_t i)
{
    return &variables[i];
}

void cli_write_option(FILE *stream, enum ikm_lang lang,
                      const struct cli_option *option)
{
    if (option->letter)
        (void)fprintf(stream, "-%c, ", option->letter);
    (void)fprintf(stream, "--%s", option->name);
    if (option->argument.id)
        (void)fprintf(stream, " %s", cli_text(lang, option->argument));
}

void cli_write_usage(FILE *stream, enum ikm_lang lang,
                     const struct cli_command *command)
{
    const char *words = cli_text(lang, command->words);
    int n_optional = 0;
    if (*words)
        (void)fprintf(stream, " %s", words);
    for (size_t i = 0; i < command->options->n_options; i++) {
        const struct cli_option *option = &command->options->option[i];
        n_optional += !option->is_required;
        if (option->is_required)
            (void)fprintf(stream, " --%s %s", option->name,
                          cli_text(lang, option->argument));
    }
    if (n_optional > 0)
        (void)fprintf(stream, " [%s]", ikm_say(lang, "pilihan", "options"));
}

/* Breaks `text` behind a name of `width` columns that was just written. */
static void write_beside(FILE *stream, size_t width, size_t indent,
                         const char *text)
{
    const char *p = text;
    size_t column = width;
    if (column + 2 > indent) {
        (void)fputc('\n', stream);
        column = 0;
    }
    while (*p) {
        const size_t n = strcspn(p, " ");
        char word[LINE_COLUMNS];
        (void)snprintf(word, sizeof word, "%.*s", (int)n, p);
        const size_t n_columns = ikm_utf8_width(word);
        if (column > indent && column + 1 + n_columns > LINE_COLUMNS) {
            (void)fputc('\n', stream);
            column = 0;
        } else if (column > indent) {
            (void)fputc(' ', stream);
            column++;
        }
        for (; column < indent; column++)
            (void)fputc(' ', stream);
        (void)fputs(word, stream);
        column += n_columns;
        p += n + (p[n] == ' ');
    }
    (void)fputc('\n', stream);
}

static void write_options(FILE *stream, enum ikm_lang lang, size_t n_options,
                          const struct cli_option *options)
{
    for (size_t i = 0; i < n_options; i++) {
        const struct cli_option *option = &options[i];
        size_t width = 2 + 2 + strlen(option->name);
        if (option->argument.id)
            width += 1 + ikm_utf8_width(cli_text(lang, option->argument));
        if (option->letter)
            width += 4;
        (void)fputs("  ", stream);
        cli_write_option(stream, lang, option);
        write_beside(stream, width, OPTION_COLUMNS,
                     cli_text(lang, option->help));
    }
}

static void write_globals(FILE *stream, enum ikm_lang lang)
{
    (void)fprintf(stream, "\n%s\n",
                  ikm_say(lang, "Pilihan untuk semua perintah:",
                          "Options of every command:"));
    write_options(stream, lang, cli_global_count(), cli_global(0));
}

static void write_row(FILE *stream, enum ikm_lang lang,
                      const struct cli_command *command)
{
    char name[CLI_NAME_BYTES];
    (void)cli_command_name(command, name);
    (void)fprintf(stream, "  %s", name);
    write_beside(stream, 2 + strlen(name), NAME_COLUMNS,
                 cli_text(lang, command->summary));
}

void cli_help_all(FILE *stream, enum ikm_lang lang)
{
    (void)fputs(
        ikm_say(lang,
                "ikm - survei kepuasan masyarakat (SKM) dan indeksnya (IKM)\n"
                "\n"
                "Pemakaian: ikm [--db BERKAS] [--lang id|en] [--as NAMA] "
                "PERINTAH [pilihan]\n",
                "ikm - public satisfaction surveys (SKM) and their index "
                "(IKM)\n"
                "\n"
                "Usage: ikm [--db FILE] [--lang id|en] [--as NAME] COMMAND "
                "[options]\n"),
        stream);
    for (int room = 0; room < CLI_ROOM_COUNT; room++) {
        (void)fprintf(stream, "\n%s:\n", cli_text(lang, rooms[room]));
        for (size_t i = 0; i < cli_command_count(); i++)
            if ((int)cli_command(i)->room == room)
                write_row(stream, lang, cli_command(i));
    }
    write_globals(stream, lang);
    (void)fprintf(stream, "\n%s\n",
                  ikm_say(lang, "Lebih rinci: ikm help PERINTAH",
                          "More: ikm help COMMAND"));
}

/* Wrapped where it is long; as it is where there is no memory to wrap in. */
static void write_usage_line(FILE *stream, enum ikm_lang lang,
                             const struct cli_command *command,
                             const char *name)
{
    char *line = NULL;
    size_t length = 0;
    FILE *room = open_memstream(&line, &length);
    FILE *into = room ? room : stream;
    (void)fprintf(into, "%s: ikm %s", ikm_say(lang, "Pemakaian", "Usage"),
                  name);
    cli_write_usage(into, lang, command);
    if (!room)
        (void)fputc('\n', stream);
    else if (fclose(room) == 0)
        cli_write_wrapped(stream, line, 0);
    free(line);
}

static void write_command(FILE *stream, enum ikm_lang lang,
                          const struct cli_command *command)
{
    char name[CLI_NAME_BYTES];
    char title[CLI_NAME_BYTES + 200];
    const char *more = cli_text(lang, command->more);
    (void)cli_command_name(command, name);
    (void)snprintf(title, sizeof title, "ikm %s - %s", name,
                   cli_text(lang, command->summary));
    cli_write_wrapped(stream, title, 0);
    (void)fputc('\n', stream);
    write_usage_line(stream, lang, command, name);
    if (more) {
        (void)fputc('\n', stream);
        cli_write_wrapped(stream, more, 0);
    }
    if (command->options->n_options > 0) {
        (void)fprintf(stream, "\n%s:\n", ikm_say(lang, "Pilihan", "Options"));
        write_options(stream, lang, command->options->n_options,
                      command->options->option);
    }
}

int cli_help_of(FILE *stream, enum ikm_lang lang, const char *name,
                const char *sub)
{
    const struct cli_command *command = cli_command_find(name, sub);
    if (!command)
        return 0;
    if (sub || !command->sub) {
        write_command(stream, lang, command);
        write_globals(stream, lang);
        return 1;
    }
    int n_written = 0;
    for (size_t i = 0; i < cli_command_count(); i++)
        if (strcmp(cli_command(i)->name, name) == 0) {
            if (n_written++ > 0)
                (void)fputc('\n', stream);
            write_command(stream, lang, cli_command(i));
        }
    write_globals(stream, lang);
    return 1;
}
