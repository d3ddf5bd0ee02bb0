/* user add, list, passwd, remove */
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/users.h"
#include "data/store_registers.h"

enum { LINE_BYTES = 1024, LOGIN_COLUMNS = 20, ROLE_COLUMNS = 10 };

/* One line of standard input without its end; 0: there is none, or it is too
 * long. */
static int read_line(char line[LINE_BYTES])
{
    if (!fgets(line, LINE_BYTES, stdin))
        return 0;
    const size_t length = strcspn(line, "\r\n");
    const int is_whole = line[length] != '\0' || feof(stdin);
    line[length] = '\0';
    return is_whole;
}

/* Asks on the terminal, without showing what is typed. */
static int ask(const struct cli_call *call, const char *id, const char *en,
               char line[LINE_BYTES])
{
    struct termios shown;
    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return 0;
    struct termios hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    (void)fputs(ikm_say(call->lang, id, en), call->messages);
    (void)fflush(call->messages);
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    const int is_read = read_line(line);
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    (void)fputc('\n', call->messages);
    return is_read;
}

static enum ikm_status no_password(struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "kata sandi tidak terbaca; ketik di terminal, atau berikan "
                    "sebagai satu baris masukan",
                    "no password was read; type it on the terminal, or give it "
                    "as one line of input");
}

/* The new password: typed twice, or the first line of the input. */
static enum ikm_status new_password(const struct cli_call *call,
                                    char password[LINE_BYTES],
                                    struct ikm_error *err)
{
    char again[LINE_BYTES];
    if (!isatty(STDIN_FILENO))
        return read_line(password) ? IKM_OK : no_password(err);
    if (!ask(call, "Kata sandi baru: ", "New password: ", password) ||
        !ask(call, "Sekali lagi: ", "Once more: ", again))
        return no_password(err);
    if (strcmp(password, again) != 0)
        return ikm_fail(err, IKM_INPUT, "kedua kata sandi berbeda",
                        "the two passwords differ");
    return IKM_OK;
}

enum ikm_status cli_run_user_add(struct cli_call *call, struct ikm_error *err)
{
    char password[LINE_BYTES];
    struct ikm_act act;
    const struct ikm_user_words words = {.login = call->word[0],
                                         .role = cli_value(call, "role"),
                                         .unit = cli_value(call, "unit"),
                                         .password = password};
    enum ikm_status status = cli_act(call, "user", "", "", &act, err);
    if (status == IKM_OK)
        status = new_password(call, password, err);
    if (status == IKM_OK)
        status = ikm_user_add(call->store, &words, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Pengguna %s (%s) ditambahkan.\n",
                "The user %s (%s) was added.\n", words.login, words.role);
    return status;
}

static const char *unit_code(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return units->unit[i].code;
    return "";
}

enum ikm_status cli_run_user_list(struct cli_call *call, struct ikm_error *err)
{
    size_t n = 0;
    const struct ikm_account *accounts = NULL;
    struct ikm_units units = {0};
    enum ikm_status status =
        ikm_store_accounts(call->store, call->arena, &n, &accounts, err);
    if (status == IKM_OK)
        status =
            ikm_store_units_below(call->store, 0, call->arena, &units, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        cli_write_padded(call->out, accounts[i].login, LOGIN_COLUMNS);
        (void)fputc(' ', call->out);
        cli_write_padded(call->out, ikm_role_name(accounts[i].role),
                         ROLE_COLUMNS);
        (void)fputc(' ', call->out);
        cli_write_line(call->out,
                       accounts[i].unit_id == 0
                           ? ikm_say(call->lang, "semua unit", "all units")
                           : unit_code(&units, accounts[i].unit_id));
        cli_say(call, "%s\n", "%s\n",
                accounts[i].disabled_ms == 0
                    ? ""
                    : ikm_say(call->lang, "  (nonaktif)", "  (closed)"));
    }
    if (n == 0)
        cli_tell(
            call,
            "Belum ada pengguna; tambahkan: ikm user add NAMA --role "
            "PERAN\n",
            "There are no users; add one: ikm user add NAME --role ROLE\n");
    return IKM_OK;
}

enum ikm_status cli_run_user_passwd(struct cli_call *call,
                                    struct ikm_error *err)
{
    char password[LINE_BYTES];
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "passwd", "", "", &act, err);
    if (status == IKM_OK)
        status = new_password(call, password, err);
    if (status == IKM_OK)
        status = ikm_user_set_password(call->store, call->word[0], password, 0,
                                       &act, err);
    if (status == IKM_OK)
        cli_say(call, "Kata sandi %s diganti; semua sesinya di web diakhiri.\n",
                "The password of %s was changed; all its web sessions ended.\n",
                call->word[0]);
    return status;
}

enum ikm_status cli_run_user_remove(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "user", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_user_close(call->store, call->word[0], 1, &act, err);
    if (status == IKM_OK)
        cli_say(call,
                "Pengguna %s dinonaktifkan; namanya tetap ada di rantai "
                "catatan.\n",
                "The user %s was closed; the name stays in the audit chain.\n",
                call->word[0]);
    return status;
}
