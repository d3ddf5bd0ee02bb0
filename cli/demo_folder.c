#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/demo.h"
#include "collect/invented.h"
#include "data/base/text.h"

const char cli_demo_unit[] = "kec-03";
const char cli_demo_period[] = "2025-TW4";

static enum ikm_status path_in(const struct cli_call *call, const char *folder,
                               const char *name, const char **ret_path,
                               struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(call->arena);
    ikm_text_printf(&text, "%s/%s", folder, name);
    return ikm_text_done(&text, ret_path, err);
}

static enum ikm_status name_files(const struct cli_call *call,
                                  const char *folder,
                                  struct cli_demo_files *files,
                                  struct ikm_error *err)
{
    char workbook[64];
    enum ikm_status status = IKM_OK;
    (void)snprintf(workbook, sizeof workbook, "%s-%s.xlsx", cli_demo_unit,
                   cli_demo_period);
    files->folder = folder;
    status = path_in(call, folder, "DEMO.txt", &files->marker, err);
    if (status == IKM_OK)
        status = path_in(call, folder, "kabupaten.csv", &files->csv, err);
    if (status == IKM_OK)
        status = path_in(call, folder, "ikm.db", &files->db, err);
    if (status == IKM_OK)
        status = path_in(call, folder, workbook, &files->workbook, err);
    return status;
}

static int is_there(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0;
}

/* 1 also when it cannot be read: then nothing is known of it. */
static int holds_files(const char *folder)
{
    DIR *listing = opendir(folder);
    int n_files = 0;
    if (!listing)
        return 1;
    for (const struct dirent *entry = readdir(listing); entry;
         entry = readdir(listing))
        n_files +=
            strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(listing);
    return n_files > 0;
}

static enum ikm_status cannot_make(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_EXISTS, "%s tidak dapat dibuat: %s",
                    "%s cannot be made: %s", path, strerror(errno));
}

/* Of a demo made earlier; what is not there need not go. */
static enum ikm_status remove_file(const char *path, const char *ending,
                                   struct ikm_error *err)
{
    char whole[4096];
    const int length = snprintf(whole, sizeof whole, "%s%s", path, ending);
    if (length < 0 || (size_t)length >= sizeof whole)
        return ikm_fail(err, IKM_EXISTS, "nama %s terlalu panjang",
                        "the name %s is too long", path);
    if (unlink(whole) == 0 || errno == ENOENT)
        return IKM_OK;
    return ikm_fail(err, IKM_EXISTS, "%s tidak dapat dihapus: %s",
                    "%s cannot be removed: %s", whole, strerror(errno));
}

static enum ikm_status empty_folder(const struct cli_demo_files *files,
                                    struct ikm_error *err)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    enum ikm_status status = remove_file(files->csv, "", err);
    if (status == IKM_OK)
        status = remove_file(files->workbook, "", err);
    for (size_t i = 0; i < IKM_COUNT(endings) && status == IKM_OK; i++)
        status = remove_file(files->db, endings[i], err);
    return status;
}

/* Somebody may have put a survey of their own into the demo's folder. */
static enum ikm_status refuse_foreign(const struct cli_call *call,
                                      const char *path, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_error why = {.lang = err->lang};
    const char *name = "";
    if (!is_there(path))
        return IKM_OK;
    enum ikm_status status = ikm_store_open(path, IKM_STORE_READ, &store, &why);
    if (status == IKM_OK)
        status = ikm_store_setting(store, "name", call->arena, &name, &why);
    ikm_store_close(store);
    if (status == IKM_OK && strcmp(name, ikm_invented_unit(0)->name) == 0)
        return IKM_OK;
    return ikm_fail(err, IKM_EXISTS,
                    "%s tidak dibuat oleh contoh ini, jadi tidak ditimpa; "
                    "pilih folder lain dengan --output",
                    "%s was not made by this example, so it is not "
                    "overwritten; choose another folder with --output",
                    path);
}

static enum ikm_status write_marker(const char *path, uint64_t seed,
                                    struct ikm_error *err)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return cannot_make(path, err);
    int bad = fprintf(file,
                      "Folder ini dibuat oleh: ikm demo --seed %llu\n"
                      "Kabupaten, kecamatan, dan respondennya rekaan. Folder "
                      "ini boleh dihapus;\nikm demo membuatnya lagi, selama "
                      "berkas ini ada.\n",
                      (unsigned long long)seed) < 0;
    bad |= fclose(file) != 0;
    return bad ? ikm_fail(err, IKM_IO, "%s tidak dapat ditulis: %s",
                          "%s cannot be written: %s", path, strerror(errno))
               : IKM_OK;
}

enum ikm_status cli_demo_prepare(const struct cli_call *call,
                                 const char *folder, uint64_t seed,
                                 struct cli_demo_files *ret_files,
                                 struct ikm_error *err)
{
    struct cli_demo_files files = {0};
    enum ikm_status status = name_files(call, folder, &files, err);
    if (status != IKM_OK)
        return status;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return cannot_make(folder, err);
    if (!is_there(files.marker) && holds_files(folder))
        return ikm_fail(err, IKM_EXISTS,
                        "folder %s sudah berisi dan tidak dibuat oleh contoh "
                        "ini (tidak ada %s); pilih folder lain dengan --output",
                        "the folder %s holds files and was not made by this "
                        "example (there is no %s); choose another one with "
                        "--output",
                        folder, files.marker);
    status = refuse_foreign(call, files.db, err);
    if (status == IKM_OK)
        status = empty_folder(&files, err);
    if (status == IKM_OK)
        status = write_marker(files.marker, seed, err);
    if (status == IKM_OK)
        *ret_files = files;
    return status;
}
