#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/say.h"
#include "data/store.h"

enum { CALL_LIMIT_BYTES = 512 * 1024 * 1024 };

/* A closed standard stream would let the survey file take its number, and a
 * message would be written into the survey. */
static void fill_standard_streams(void)
{
    for (int number = 0; number <= 2; number++)
        if (fcntl(number, F_GETFD) == -1 &&
            open("/dev/null", number == 2 ? O_WRONLY : O_RDONLY) == -1)
            _exit(ikm_status_exit_code(IKM_IO));
}

/* A reader that went away ends the program quietly; a disk quota is told like
 * a full disk. */
static void settle_signals(void)
{
    (void)signal(SIGPIPE, SIG_DFL);
    (void)signal(SIGXFSZ, SIG_IGN);
}

static enum ikm_status open_store(struct cli_call *call, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    switch (call->command->needs) {
    case CLI_NEEDS_NOTHING:
    case CLI_NEEDS_CREATE: break;
    case CLI_NEEDS_IF_THERE:
        if (!call->path_is_named && access(call->path, F_OK) != 0)
            break;
        status = ikm_store_open(call->path, IKM_STORE_READ, &call->store, err);
        break;
    case CLI_NEEDS_FIGURES:
        if (access(call->path, W_OK) == 0 &&
            ikm_store_open(call->path, IKM_STORE_WRITE, &call->store, err) ==
                IKM_OK)
            break;
        status = ikm_store_open(call->path, IKM_STORE_READ, &call->store, err);
        break;
    case CLI_NEEDS_READ:
        status = ikm_store_open(call->path, IKM_STORE_READ, &call->store, err);
        break;
    case CLI_NEEDS_WRITE:
        status = ikm_store_open(call->path, IKM_STORE_WRITE, &call->store, err);
        break;
    }
    return status;
}

static enum ikm_status run(int n_args, const char *const *args,
                           struct cli_call *call, struct ikm_error *err)
{
    struct cli_line line;
    enum ikm_status status = cli_parse(n_args, args, call, &line, err);
    err->lang = call->lang;
    if (status != IKM_OK)
        return status;
    if (line.asks == CLI_ASKS_VERSION)
        return cli_run_version(call, err);
    if (line.asks == CLI_ASKS_HELP && call->command)
        (void)cli_help_of(call->out, call->lang, call->command->name,
                          call->command->sub);
    else if (line.asks == CLI_ASKS_HELP && line.family)
        (void)cli_help_of(call->out, call->lang, line.family, NULL);
    else if (line.asks == CLI_ASKS_HELP)
        cli_help_all(call->out, call->lang);
    if (line.asks == CLI_ASKS_HELP)
        return IKM_OK;

    status = open_store(call, err);
    if (status == IKM_OK)
        status = call->command->run(call, err);
    ikm_store_close(call->store);
    call->store = NULL;
    return status;
}

/* What was printed must have arrived. */
static enum ikm_status flush(const struct cli_call *call,
                             enum ikm_status status, struct ikm_error *err)
{
    errno = 0;
    if ((fflush(call->out) == 0 && !ferror(call->out)) || status != IKM_OK)
        return status;
    const char *why = strerror(errno ? errno : EIO);
    if (call->command && call->command->needs == CLI_NEEDS_WRITE)
        return ikm_fail(err, IKM_IO,
                        "sudah disimpan, tetapi hasilnya tidak dapat dicetak "
                        "(%s)",
                        "it was stored, but the result could not be printed "
                        "(%s)",
                        why);
    return ikm_fail(err, IKM_IO, "hasil tidak dapat dicetak (%s)",
                    "the result could not be printed (%s)", why);
}

int main(int n_args, char **args)
{
    struct ikm_arena arena = IKM_ARENA(CALL_LIMIT_BYTES);
    const char *const *words = (const char *const *)args;
    const enum ikm_lang lang = cli_language(n_args, words);
    struct ikm_error err = {.lang = lang};
    struct cli_call call = {
        .lang = lang, .arena = &arena, .out = stdout, .messages = stderr};

    fill_standard_streams();
    settle_signals();
    ikm_store_prepare();
    enum ikm_status status = run(n_args, words, &call, &err);
    status = flush(&call, status, &err);
    if (status != IKM_OK) {
        (void)fputs("ikm: ", stderr);
        cli_write_line(stderr, err.text);
        (void)fputc('\n', stderr);
    }
    const int exit_code = status != IKM_OK && call.exit_code != 0
                              ? call.exit_code
                              : ikm_status_exit_code(status);
    ikm_arena_release(&arena);
    return exit_code;
}
