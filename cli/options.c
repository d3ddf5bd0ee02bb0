#include "cli/options.h"

#include <assert.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/nearest.h"
#include "cli/say.h"
#include "cli/world.h"
#include "data/base/utf8.h"

enum global { GLOBAL_DB, GLOBAL_LANG, GLOBAL_AS, GLOBAL_HELP, GLOBAL_VERSION };

static const struct cli_option globals[] = {
    [GLOBAL_DB] = {"db",
                   0,
                   0,
                   0,
                   {"BERKAS", "FILE"},
                   {"berkas survei (bawaan: isi IKM_DB, atau ikm.db di folder "
                    "ini)",
                    "survey file (default: IKM_DB, or ikm.db in this folder)"}},
    [GLOBAL_LANG] = {"lang",
                     0,
                     0,
                     0,
                     {"id|en", "id|en"},
                     {"bahasa (bawaan: isi IKM_LANG, atau id)",
                      "language (default: IKM_LANG, or id)"}},
    [GLOBAL_AS] =
        {"as",
         0,
         0,
         0,
         {"NAMA", "NAME"},
         {"pelaku yang ditulis di rantai catatan (bawaan: nama login)",
          "actor written in the audit chain (default: login name)"}},
    [GLOBAL_HELP] =
        {"help", 'h', 0, 0, {NULL, NULL}, {"tampilkan bantuan", "show help"}},
    [GLOBAL_VERSION] = {"version",
                        0,
                        0,
                        0,
                        {NULL, NULL},
                        {"tampilkan versi", "show the version"}},
};

size_t cli_global_count(void)
{
    return IKM_COUNT(globals);
}

const struct cli_option *cli_global(size_t i)
{
    return &globals[i];
}

static int is_language(const char *text, enum ikm_lang *ret_lang)
{
    if (strcmp(text, "id") == 0)
        *ret_lang = IKM_LANG_ID;
    else if (strcmp(text, "en") == 0)
        *ret_lang = IKM_LANG_EN;
    else
        return 0;
    return 1;
}

enum ikm_lang cli_language(int n_args, const char *const *args)
{
    enum ikm_lang lang = IKM_LANG_ID;
    const char *environment = cli_environment("IKM_LANG");
    if (environment)
        (void)is_language(environment, &lang);
    for (int i = 1; i < n_args && strcmp(args[i], "--") != 0; i++) {
        if (strncmp(args[i], "--lang=", 7) == 0)
            (void)is_language(args[i] + 7, &lang);
        else if (strcmp(args[i], "--lang") == 0 && i + 1 < n_args)
            (void)is_language(args[i + 1], &lang);
    }
    return lang;
}

/* One walk over the line. */
struct walk {
    int n_args, at;
    const char *const *args;
    struct cli_call *call;
    struct cli_line *line;
    const char **word;
    struct cli_given *given;
    int options_ended; /* "--" was met */
};

static const struct cli_option *find_option(const struct cli_command *command,
                                            const char *name, size_t length)
{
    for (size_t i = 0; i < IKM_COUNT(globals); i++)
        if (strlen(globals[i].name) == length &&
            strncmp(globals[i].name, name, length) == 0)
            return &globals[i];
    for (size_t i = 0; command && i < command->options->n_options; i++)
        if (strlen(command->options->option[i].name) == length &&
            strncmp(command->options->option[i].name, name, length) == 0)
            return &command->options->option[i];
    return NULL;
}

static const struct cli_option *find_letter(const struct cli_command *command,
                                            char letter)
{
    for (size_t i = 0; i < IKM_COUNT(globals); i++)
        if (globals[i].letter == letter)
            return &globals[i];
    for (size_t i = 0; command && i < command->options->n_options; i++)
        if (command->options->option[i].letter == letter)
            return &command->options->option[i];
    return NULL;
}

static enum ikm_status fail_option(const struct walk *walk, const char *arg,
                                   struct ikm_error *err)
{
    enum { MAX_NAMES = 64 };
    const struct cli_command *command = walk->call->command;
    const char *names[MAX_NAMES];
    char name[CLI_NAME_BYTES];
    size_t n = 0;
    if (!command)
        return ikm_fail(err, IKM_USAGE,
                        "pilihan %s tidak dikenal di depan perintah; pilihan "
                        "milik perintah ditulis sesudahnya (ikm help)",
                        "the option %s is not known before the command; "
                        "options of a command stand behind it (ikm help)",
                        arg);
    for (size_t i = 0; i < IKM_COUNT(globals); i++)
        names[n++] = globals[i].name;
    for (size_t i = 0; i < command->options->n_options && n < MAX_NAMES; i++)
        names[n++] = command->options->option[i].name;
    (void)cli_command_name(command, name);
    const char *near = arg[1] == '-' ? cli_nearest(arg + 2, n, names) : NULL;
    if (near)
        return ikm_fail(err, IKM_USAGE,
                        "pilihan %s tidak dikenal; mungkin maksudnya --%s? "
                        "Lihat: ikm help %s",
                        "the option %s is not known; did you mean --%s? See: "
                        "ikm help %s",
                        arg, near, name);
    return ikm_fail(err, IKM_USAGE,
                    "pilihan %s tidak dikenal; lihat: ikm help %s",
                    "the option %s is not known; see: ikm help %s", arg, name);
}

/* A global option takes effect at once. */
static enum ikm_status take_global(struct walk *walk, enum global global,
                                   const char *value, struct ikm_error *err)
{
    struct cli_call *call = walk->call;
    switch (global) {
    case GLOBAL_DB:
        call->path = value;
        call->path_is_named = 1;
        break;
    case GLOBAL_LANG:
        if (!is_language(value, &call->lang))
            return ikm_fail(
                err, IKM_USAGE, "bahasa \"%s\" tidak dikenal; tulis id atau en",
                "the language \"%s\" is not known; write id or en", value);
        break;
    case GLOBAL_AS: call->actor = value; break;
    case GLOBAL_HELP: walk->line->asks = CLI_ASKS_HELP; break;
    case GLOBAL_VERSION:
        if (walk->line->asks == CLI_ASKS_RUN)
            walk->line->asks = CLI_ASKS_VERSION;
        break;
    }
    return IKM_OK;
}

static enum ikm_status take_given(struct walk *walk,
                                  const struct cli_option *option,
                                  const char *value, struct ikm_error *err)
{
    struct cli_call *call = walk->call;
    if (option >= globals && option < globals + IKM_COUNT(globals))
        return take_global(walk, (enum global)(option - globals), value, err);
    if (!option->repeats && cli_is_given(call, option->name))
        return ikm_fail(err, IKM_USAGE,
                        "pilihan --%s ditulis dua kali; tulis satu kali saja",
                        "the option --%s stands twice; write it once",
                        option->name);
    walk->given[call->n_given++] = (struct cli_given){option, value};
    return IKM_OK;
}

/* The option at walk->at, with its argument. */
static enum ikm_status take_option(struct walk *walk, struct ikm_error *err)
{
    const char *arg = walk->args[walk->at++];
    const struct cli_command *command = walk->call->command;
    const struct cli_option *option = NULL;
    const char *value = NULL; /* that hangs on the option itself */
    if (arg[1] == '-') {
        const size_t length = strcspn(arg + 2, "=");
        option = find_option(command, arg + 2, length);
        value = arg[2 + length] == '=' ? arg + 3 + length : NULL;
    } else {
        option = find_letter(command, arg[1]);
        value = arg[2] ? arg + 2 : NULL;
    }
    if (!option)
        return fail_option(walk, arg, err);
    if (!option->argument.id && value)
        return ikm_fail(err, IKM_USAGE, "pilihan --%s tidak diberi nilai",
                        "the option --%s takes no value", option->name);
    if (!option->argument.id)
        return take_given(walk, option, "", err);
    if (!value && walk->at < walk->n_args)
        value = walk->args[walk->at++];
    if (!value)
        return ikm_fail(err, IKM_USAGE, "sesudah --%s harus ada %s",
                        "--%s must be followed by %s", option->name,
                        cli_text(err->lang, option->argument));
    return take_given(walk, option, value, err);
}

/* The next word that is no option; NULL at the end of the line. */
static enum ikm_status next_word(struct walk *walk, const char **ret_word,
                                 struct ikm_error *err)
{
    *ret_word = NULL;
    while (walk->at < walk->n_args) {
        const char *arg = walk->args[walk->at];
        if (walk->options_ended || arg[0] != '-' || arg[1] == '\0') {
            walk->at++;
            *ret_word = arg;
            return IKM_OK;
        }
        if (strcmp(arg, "--") == 0) {
            walk->at++;
            walk->options_ended = 1;
            continue;
        }
        const enum ikm_status status = take_option(walk, err);
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

static enum ikm_status fail_command(const char *word, struct ikm_error *err)
{
    enum { MAX_NAMES = 128 };
    const char *names[MAX_NAMES];
    size_t n = 0;
    for (size_t i = 0; i < cli_command_count() && n < MAX_NAMES; i++)
        names[n++] = cli_command(i)->name;
    const char *near = cli_nearest(word, n, names);
    if (near)
        return ikm_fail(err, IKM_USAGE,
                        "perintah \"%s\" tidak dikenal; mungkin maksudnya %s? "
                        "Lihat: ikm help",
                        "there is no command \"%s\"; did you mean %s? See: ikm "
                        "help",
                        word, near);
    return ikm_fail(err, IKM_USAGE,
                    "perintah \"%s\" tidak dikenal; lihat: ikm help",
                    "there is no command \"%s\"; see: ikm help", word);
}

/* The second word is missing (NULL) or not one of the family. */
static enum ikm_status fail_sub(const char *name, const char *sub,
                                struct ikm_error *err)
{
    char list[160] = "";
    size_t length = 0;
    for (size_t i = 0; i < cli_command_count(); i++) {
        const struct cli_command *command = cli_command(i);
        if (strcmp(command->name, name) != 0)
            continue;
        const int n =
            snprintf(list + length, sizeof list - length, "%s%s",
                     length ? ", " : "", command->sub ? command->sub : "");
        if (n > 0 && (size_t)n < sizeof list - length)
            length += (size_t)n;
    }
    if (!sub)
        return ikm_fail(
            err, IKM_USAGE, "sesudah \"ikm %s\" harus ada salah satu dari: %s",
            "\"ikm %s\" must be followed by one of: %s", name, list);
    return ikm_fail(err, IKM_USAGE, "\"ikm %s %s\" tidak dikenal; yang ada: %s",
                    "there is no \"ikm %s %s\"; there are: %s", name, sub,
                    list);
}

/* Command and second word. */
static enum ikm_status take_command(struct walk *walk, struct ikm_error *err)
{
    struct cli_line *line = walk->line;
    const char *word = NULL;
    enum ikm_status status = next_word(walk, &word, err);
    if (status != IKM_OK || (!word && line->asks != CLI_ASKS_RUN))
        return status;
    if (!word)
        return ikm_fail(err, IKM_USAGE,
                        "perintahnya belum disebut; lihat: ikm "
                        "help",
                        "no command was given; see: ikm help");
    const struct cli_command *command = cli_command_find(word, NULL);
    if (!command)
        return fail_command(word, err);
    if (command->sub) {
        const char *sub = NULL;
        line->family = command->name;
        status = next_word(walk, &sub, err);
        if (status != IKM_OK || (!sub && line->asks != CLI_ASKS_RUN))
            return status;
        command = sub ? cli_command_find(word, sub) : NULL;
        if (!command)
            return fail_sub(word, sub, err);
    }
    walk->call->command = command;
    return IKM_OK;
}

/* Words too few or too many, options left out. */
static enum ikm_status check_line(const struct cli_call *call,
                                  struct ikm_error *err)
{
    const struct cli_command *command = call->command;
    char name[CLI_NAME_BYTES];
    const char *words = cli_text(err->lang, command->words);
    (void)cli_command_name(command, name);
    if (call->n_words < command->n_words_least)
        return ikm_fail(err, IKM_USAGE, "kurang lengkap; tulis: ikm %s %s",
                        "something is missing; write: ikm %s %s", name, words);
    if (call->n_words > command->n_words_most)
        return ikm_fail(err, IKM_USAGE,
                        "\"%s\" berlebih; tulis: ikm %s%s%s (kata yang memuat "
                        "spasi diapit tanda kutip)",
                        "\"%s\" is too much; write: ikm %s%s%s (words with "
                        "blanks in them stand in quotes)",
                        call->word[command->n_words_most], name,
                        *words ? " " : "", words);
    for (size_t i = 0; i < command->options->n_options; i++)
        if (command->options->option[i].is_required &&
            !cli_is_given(call, command->options->option[i].name))
            return ikm_fail(
                err, IKM_USAGE, "pilihan --%s %s belum ada; lihat: ikm help %s",
                "the option --%s %s is missing; see: ikm help %s",
                command->options->option[i].name,
                cli_text(err->lang, command->options->option[i].argument),
                name);
    return IKM_OK;
}

/* What the line leaves open. */
static enum ikm_status take_defaults(struct cli_call *call,
                                     struct ikm_error *err)
{
    const char *language = cli_environment("IKM_LANG");
    enum ikm_lang lang = call->lang;
    if (language && !is_language(language, &lang))
        return ikm_fail(err, IKM_USAGE,
                        "IKM_LANG berisi \"%s\"; isilah dengan id atau en",
                        "IKM_LANG is \"%s\"; set it to id or en", language);
    if (!call->path_is_named) {
        const char *path = cli_environment("IKM_DB");
        call->path = path ? path : "ikm.db";
        call->path_is_named = path != NULL;
    }
    if (*call->path == '\0')
        return ikm_fail(err, IKM_USAGE, "nama berkas survei (--db) kosong",
                        "the name of the survey file (--db) is empty");
    if (!call->actor)
        return cli_login_name(call->arena, &call->actor, err);
    if (*call->actor == '\0')
        return ikm_fail(err, IKM_USAGE, "nama pelaku (--as) kosong",
                        "the name of the actor (--as) is empty");
    return IKM_OK;
}

static enum ikm_status check_encoding(const struct walk *walk,
                                      struct ikm_error *err)
{
    for (int i = 1; i < walk->n_args; i++) {
        const size_t length = strlen(walk->args[i]);
        if (ikm_utf8_valid_prefix(walk->args[i], length) < length)
            return ikm_fail(err, IKM_USAGE,
                            "kata ke-%d pada baris perintah bukan teks UTF-8",
                            "word %d of the command line is not UTF-8 text", i);
    }
    return IKM_OK;
}

enum ikm_status cli_parse(int n_args, const char *const *args,
                          struct cli_call *call, struct cli_line *ret_line,
                          struct ikm_error *err)
{
    struct walk walk = {.n_args = n_args,
                        .at = 1,
                        .args = args,
                        .call = call,
                        .line = ret_line};
    const char *word = NULL;
    *ret_line = (struct cli_line){CLI_ASKS_RUN, NULL};
    walk.word =
        ikm_arena_take(call->arena, (size_t)n_args + 1, sizeof *walk.word);
    walk.given =
        ikm_arena_take(call->arena, (size_t)n_args + 1, sizeof *walk.given);
    if (!walk.word || !walk.given)
        return ikm_fail_memory(err);
    call->word = walk.word;
    call->given = walk.given;

    enum ikm_status status = check_encoding(&walk, err);
    if (status == IKM_OK)
        status = take_command(&walk, err);
    while (status == IKM_OK && call->command) {
        status = next_word(&walk, &word, err);
        if (status != IKM_OK || !word)
            break;
        walk.word[call->n_words++] = word;
    }
    if (status != IKM_OK || ret_line->asks != CLI_ASKS_RUN || !call->command)
        return status;
    status = check_line(call, err);
    return status == IKM_OK ? take_defaults(call, err) : status;
}

/* ---- what a command takes out of its call ---- */

static void check_name(const struct cli_call *call, const char *name)
{
    /* A misspelled name in a cmd_*.c would be an option never given. */
    const struct cli_option *option =
        find_option(call->command, name, strlen(name));
    assert(option);
    (void)option;
}

const char *cli_value(const struct cli_call *call, const char *name)
{
    check_name(call, name);
    for (size_t i = 0; i < call->n_given; i++)
        if (strcmp(call->given[i].option->name, name) == 0)
            return call->given[i].value;
    return NULL;
}

int cli_is_given(const struct cli_call *call, const char *name)
{
    return cli_value(call, name) != NULL;
}

enum ikm_status cli_values(const struct cli_call *call, const char *name,
                           size_t *ret_n, const char *const **ret_values,
                           struct ikm_error *err)
{
    size_t n = 0;
    check_name(call, name);
    const char **values =
        ikm_arena_take(call->arena, call->n_given + 1, sizeof *values);
    if (!values)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < call->n_given; i++)
        if (strcmp(call->given[i].option->name, name) == 0)
            values[n++] = call->given[i].value;
    *ret_n = n;
    *ret_values = values;
    return IKM_OK;
}
