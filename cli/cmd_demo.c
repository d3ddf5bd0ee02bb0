#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/demo.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/invented.h"
#include "data/base/number.h"

enum { USUAL_OFFICES = 500 };

/* The whole number behind --name; `usual` when it was not given. */
static enum ikm_status number_of(const struct cli_call *call, const char *name,
                                 int64_t least, int64_t most, int64_t *ret,
                                 struct ikm_error *err)
{
    const char *text = cli_value(call, name);
    if (!text)
        return IKM_OK;
    if (!ikm_parse_count(text, most, ret) || *ret < least)
        return ikm_fail(err, IKM_USAGE,
                        "--%s \"%s\" bukan bilangan bulat %lld sampai %lld",
                        "--%s \"%s\" is not a whole number from %lld to %lld",
                        name, text, (long long)least, (long long)most);
    return IKM_OK;
}

static enum ikm_status big(const struct cli_call *call, uint64_t seed,
                           int64_t n_rows, struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    int64_t n_offices = USUAL_OFFICES;
    enum ikm_status status = number_of(
        call, "offices", 1, IKM_INVENTED_MAX_OFFICES, &n_offices, err);
    if (status != IKM_OK)
        return status;
    if (!path)
        return ikm_fail(err, IKM_USAGE,
                        "--rows memerlukan --output: berkas CSV yang dibuat",
                        "--rows needs --output: the CSV file to make");
    return cli_demo_big(path, seed, n_rows, (int)n_offices, err);
}

/* 1 when typing "ikm" starts the program in `folder`. */
static int is_in_path(const char *folder, size_t length)
{
    const char *path = cli_environment("PATH");
    while (path) {
        const size_t n = strcspn(path, ":");
        if (n == length && strncmp(path, folder, n) == 0)
            return 1;
        path = path[n] == ':' ? path + n + 1 : NULL;
    }
    return 0;
}

/* What is to be typed to start this very program, seen from the current
 * folder: out of a clone it is build/release/ikm. Into `room`. */
static const char *program_name(char *room, size_t room_bytes)
{
    char here[1024];
    const ssize_t length = readlink("/proc/self/exe", room, room_bytes - 1);
    if (length <= 0 || (size_t)length >= room_bytes - 1)
        return "ikm";
    room[length] = '\0';
    const char *slash = strrchr(room, '/');
    if (!slash || is_in_path(room, (size_t)(slash - room)))
        return slash ? slash + 1 : "ikm";
    const size_t n = getcwd(here, sizeof here) ? strlen(here) : 0;
    if (n > 1 && strncmp(room, here, n) == 0 && room[n] == '/')
        return strchr(room + n + 1, '/') ? room + n + 1 : "./ikm";
    return room;
}

static void say_what_next(const struct cli_call *call,
                          const struct cli_demo_files *files)
{
    char room[1024];
    const char *ikm = program_name(room, sizeof room);
    cli_say(call,
            "\n"
            "Semua berkas contoh ada di folder %s. Tiga hal yang dapat dicoba "
            "sekarang:\n"
            "\n"
            "  1. Lihat perkembangannya dari triwulan ke triwulan:\n"
            "       %s --db %s analyze --unit %s --by period\n"
            "  2. Buka laporannya dengan Excel atau LibreOffice; tabel "
            "pengolahannya berisi\n     rumus:\n"
            "       %s\n"
            "  3. Coba data sendiri; --dry-run hanya memeriksa:\n"
            "       %s --db survei.db init\n"
            "       %s --db survei.db import BERKAS.xlsx --create --dry-run\n",
            "\n"
            "All files of the example are in the folder %s. Three things to "
            "try next:\n"
            "\n"
            "  1. See how it went from quarter to quarter:\n"
            "       %s --db %s analyze --unit %s --by period\n"
            "  2. Open its report with Excel or LibreOffice; the processing "
            "table is made of\n     formulas:\n"
            "       %s\n"
            "  3. Try data of your own; --dry-run only looks:\n"
            "       %s --db survey.db init\n"
            "       %s --db survey.db import FILE.xlsx --create --dry-run\n",
            files->folder, ikm, files->db, cli_demo_unit, files->workbook, ikm,
            ikm);
}

enum ikm_status cli_run_demo(struct cli_call *call, struct ikm_error *err)
{
    const char *folder = cli_value(call, "output");
    struct cli_demo_files files;
    struct ikm_store *store = NULL;
    int64_t seed = 1;
    int64_t n_rows = 0;
    enum ikm_status status = number_of(call, "seed", 0, INT64_MAX, &seed, err);
    if (status == IKM_OK)
        status = number_of(call, "rows", 1, INT32_MAX, &n_rows, err);
    if (status != IKM_OK)
        return status;
    if (n_rows > 0)
        return big(call, (uint64_t)seed, n_rows, err);
    if (cli_is_given(call, "offices"))
        return ikm_fail(err, IKM_USAGE,
                        "--offices hanya berlaku bersama --rows",
                        "--offices goes with --rows only");

    status = cli_demo_prepare(call, folder ? folder : "demo", (uint64_t)seed,
                              &files, err);
    if (status == IKM_OK)
        status = cli_demo_make(call, &files, (uint64_t)seed, &store, err);
    if (status == IKM_OK)
        status = cli_demo_show(call, &files, store, err);
    ikm_store_close(store);
    if (status == IKM_OK)
        say_what_next(call, &files);
    return status;
}
