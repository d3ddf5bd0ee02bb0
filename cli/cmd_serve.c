/* serve */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "web/serve.h"

enum { MOST_PEM_BYTES = 256 * 1024 };

/* A whole small file as text. */
static enum ikm_status read_pem(const struct cli_call *call, const char *path,
                                const char **ret_text, struct ikm_error *err)
{
    FILE *in = path ? fopen(path, "rb") : NULL;
    *ret_text = NULL;
    if (!path)
        return IKM_OK;
    if (!in)
        return ikm_fail(err, errno == ENOENT ? IKM_NO_FILE : IKM_DENIED,
                        "%s: tidak dapat dibuka (%s)",
                        "%s: cannot be opened (%s)", path, strerror(errno));
    char *text = ikm_arena_take(call->arena, MOST_PEM_BYTES + 1, 1);
    const size_t length = text ? fread(text, 1, MOST_PEM_BYTES, in) : 0;
    const int is_read = !ferror(in) && feof(in) && length > 0;
    (void)fclose(in);
    if (!text)
        return ikm_fail_memory(err);
    if (!is_read)
        return ikm_fail(err, IKM_INPUT, "%s: bukan berkas PEM",
                        "%s: is no PEM file", path);
    *ret_text = text;
    return IKM_OK;
}

static void log_line(void *context, const char *line)
{
    (void)fprintf(context, "%s\n", line);
}

static enum ikm_status open_log(const char *path, FILE **ret_log,
                                struct ikm_error *err)
{
    *ret_log = NULL;
    if (!path)
        return IKM_OK;
    *ret_log = strcmp(path, "-") == 0 ? stderr : fopen(path, "a");
    if (!*ret_log)
        return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat ditulisi (%s)",
                        "%s: cannot be written to (%s)", path, strerror(errno));
    /* whole lines, at once */
    (void)setvbuf(*ret_log, NULL, _IOLBF, 0);
    return IKM_OK;
}

static enum ikm_status settle(const struct cli_call *call,
                              struct web_serve_options *options, FILE **ret_log,
                              struct ikm_error *err)
{
    const char *certificate = cli_value(call, "tls-cert");
    const char *key = cli_value(call, "tls-key");
    const char *listen = cli_value(call, "listen");
    if (!certificate != !key)
        return ikm_fail(err, IKM_USAGE,
                        "--tls-cert dan --tls-key dipakai bersama-sama",
                        "--tls-cert and --tls-key go together");
    *options = (struct web_serve_options){
        .survey_path = call->path,
        .listen = listen ? listen : "127.0.0.1:8080",
        .address = cli_value(call, "address"),
        .lang = call->lang,
        .metrics_open = cli_is_given(call, "metrics-open"),
    };
    if (options->address && strncmp(options->address, "http://", 7) != 0 &&
        strncmp(options->address, "https://", 8) != 0)
        return ikm_fail(err, IKM_USAGE,
                        "--address \"%s\": mulai dengan http:// atau https://",
                        "--address \"%s\": begin with http:// or https://",
                        options->address);
    enum ikm_status status =
        read_pem(call, certificate, &options->certificate_pem, err);
    if (status == IKM_OK)
        status = read_pem(call, key, &options->key_pem, err);
    if (status == IKM_OK)
        status = open_log(cli_value(call, "log"), ret_log, err);
    if (*ret_log)
        options->log = log_line;
    options->log_context = *ret_log;
    return status;
}

static void announce(const struct cli_call *call,
                     const struct web_server *server)
{
    const char *address = web_serve_address(server);
    const char *first = web_serve_first_path(server);
    cli_say(call, "Melayani di %s/ (berhenti: Ctrl+C)\n",
            "Serving at %s/ (to stop: Ctrl+C)\n", address);
    if (first[0])
        cli_say(call,
                "Belum ada pengguna. Buat admin pertama lewat tautan ini, "
                "sekali pakai:\n  %s%s\n",
                "There are no users yet. Make the first admin with this link, "
                "good for one use:\n  %s%s\n",
                address, first);
    (void)fflush(call->out);
}

enum ikm_status cli_run_serve(struct cli_call *call, struct ikm_error *err)
{
    struct web_serve_options options;
    struct web_server *server = NULL;
    FILE *log = NULL;
    sigset_t stops;
    int signal_number = 0;
    enum ikm_status status = settle(call, &options, &log, err);
    if (status != IKM_OK)
        return status;
    /* before any thread starts, so that all of them block these */
    (void)sigemptyset(&stops);
    (void)sigaddset(&stops, SIGTERM);
    (void)sigaddset(&stops, SIGINT);
    (void)sigaddset(&stops, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &stops, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    status = web_serve_start(&options, &server, err);
    if (status == IKM_OK) {
        announce(call, server);
        /* whoever waits for it (a unit of Type=notify); nobody else hears it */
        (void)sd_notify(0, "READY=1");
        (void)sigwait(&stops, &signal_number);
        (void)sd_notify(0, "STOPPING=1");
        web_serve_stop(server);
    }
    if (log && log != stderr)
        (void)fclose(log);
    return status;
}
