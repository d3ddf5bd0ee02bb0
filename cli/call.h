/* cli/call.h - what a row of the command table is, and what its run function
 * gets.
 *
 * The table (cli/commands.h) is data: the parser, `ikm help`, the man page and
 * the completion of the shell all read it. A run function is thin: it takes
 * words and options out of its call, calls one thing below, and says what came
 * of it. */
#ifndef IKM_CLI_CALL_H
#define IKM_CLI_CALL_H

#include <stdio.h>

#include "data/store.h"

/* One text in both languages. */
struct cli_pair {
    const char *id, *en;
};

struct cli_option {
    const char *name; /* "unit" of --unit */
    char letter;      /* 'o' of -o; 0: none */
    int is_required;
    int repeats;              /* may be given more than once */
    struct cli_pair argument; /* "KODE"; NULL: a switch without argument */
    struct cli_pair help;     /* a phrase, no full stop */
};

struct cli_options {
    size_t n_options;
    const struct cli_option *option; /* [n_options] */
};

/* Headings of the help, in its order. */
enum cli_room {
    CLI_ROOM_DATA,
    CLI_ROOM_COLLECT,
    CLI_ROOM_ANALYZE,
    CLI_ROOM_EXPORT,
    CLI_ROOM_PROGRAM,
    CLI_ROOM_COUNT
};

/* What a command wants of the survey file. */
enum cli_needs {
    CLI_NEEDS_NOTHING,
    CLI_NEEDS_IF_THERE, /* opened to read; NULL when it is not there and was
                           not named by --db or IKM_DB */
    CLI_NEEDS_READ,
    CLI_NEEDS_FIGURES, /* opened to write where that may be, so that rollups
                          made on the way are kept; else to read */
    CLI_NEEDS_WRITE,
    CLI_NEEDS_CREATE /* the command makes it, once its words were seen */
};

/* As many words as the shell gives. */
enum { CLI_MANY_WORDS = 1 << 20 };

struct cli_call;
typedef enum ikm_status cli_run(struct cli_call *call, struct ikm_error *err);

struct cli_command {
    const char *name; /* "unit" */
    const char *sub;  /* "add"; NULL: the command has no second word */
    enum cli_room room;
    enum cli_needs needs;
    size_t n_words_least, n_words_most;
    struct cli_pair words;   /* as help shows them: "KODE NAMA"; "" for none */
    struct cli_pair summary; /* a phrase, no full stop */
    struct cli_pair more;    /* paragraphs for `ikm help COMMAND`, lines that
                                begin with two blanks stay as they are; NULL */
    const struct cli_options *options;
    cli_run *run;
};

/* One option as it was given. */
struct cli_given {
    const struct cli_option *option;
    const char *value; /* "" for a switch */
};

struct cli_call {
    const struct cli_command *command;
    enum ikm_lang lang;
    const char *path;  /* the survey file */
    int path_is_named; /* by --db or IKM_DB */
    const char *actor;
    size_t n_words;
    const char *const *word; /* [n_words]: what stands beside the options */
    size_t n_given;
    const struct cli_given *given; /* [n_given], in the order given */
    struct ikm_arena *arena;       /* of this call */
    struct ikm_store *store;       /* open as the command needs; else NULL */
    FILE *out;                     /* results */
    FILE *messages;                /* all else */
    int exit_code; /* set by the command: instead of the status's; 0: not set */
};

/* The value of --name; NULL when it was not given. `name` must stand in the
 * command's options. */
const char *cli_value(const struct cli_call *call, const char *name);
int cli_is_given(const struct cli_call *call, const char *name);

/* All values of an option that repeats, in the arena.
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status cli_values(const struct cli_call *call,
                                          const char *name, size_t *ret_n,
                                          const char *const **ret_values,
                                          struct ikm_error *err);

#endif
