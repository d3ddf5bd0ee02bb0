/* renameat2() exchanges two names in one step */
#define _GNU_SOURCE /* NOLINT: the C library's own word */
#include "export/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/base/text.h"
#include "export/file.h"
#include "export/package.h"

enum { MOST_DEPTH = 3, MOST_FILES = 4096 };

struct ikm_folder_packed {
    struct ikm_date made;
    size_t n_files;
    struct ikm_package_file file[MOST_FILES];
};

static const char mark[] = "Folder ini dibuat oleh ikm dan diganti seluruhnya "
                           "pada pembuatan berikutnya.\n";

static enum ikm_status fail(const char *path, enum ikm_status status,
                            struct ikm_error *err)
{
    return ikm_fail(err, status, "%s: tidak dapat dibuat: %s",
                    "%s: cannot be made: %s", path, strerror(errno));
}

static enum ikm_status join(struct ikm_arena *arena, const char *folder,
                            const char *name, const char **ret_path,
                            struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(arena);
    ikm_text_printf(&text, "%s/%s", folder, name);
    return ikm_text_done(&text, ret_path, err);
}

static int is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int is_empty(const char *path)
{
    DIR *folder = opendir(path);
    int n = 0;
    if (!folder)
        return 0;
    for (struct dirent *e = readdir(folder); e; e = readdir(folder))
        n += !is_dots(e->d_name);
    (void)closedir(folder);
    return n == 0;
}

static enum ikm_status fail_there(const char *path, struct ikm_error *err)
{
    return ikm_fail(err, IKM_EXISTS,
                    "%s sudah ada dan bukan buatan ikm; pilih nama lain",
                    "%s is there already and was not made by ikm; choose "
                    "another name",
                    path);
}

static enum ikm_status check_place(const char *path, struct ikm_arena *arena,
                                   struct ikm_error *err)
{
    struct stat facts;
    const char *marked = NULL;
    const enum ikm_status status =
        join(arena, path, IKM_FOLDER_MARK, &marked, err);
    if (status != IKM_OK || stat(path, &facts) != 0)
        return status;
    if (S_ISDIR(facts.st_mode) && (stat(marked, &facts) == 0 || is_empty(path)))
        return IKM_OK;
    return fail_there(path, err);
}

/* Without a slash at the end. */
static const char *trimmed(struct ikm_arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return ikm_arena_copy(arena, path, length);
}

/* ---- one file instead ---- */

int ikm_folder_is_zip(const char *path)
{
    const size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".zip") == 0;
}

static enum ikm_status begin_packed(struct ikm_folder *folder,
                                    struct ikm_date made, struct ikm_error *err)
{
    struct stat facts;
    const char *marked = NULL;
    size_t length = 0;
    const enum ikm_status status = ikm_package_read(
        folder->path, IKM_FOLDER_MARK, folder->arena, &marked, &length, err);
    if (status != IKM_OK)
        return status;
    if (!marked && stat(folder->path, &facts) == 0)
        return fail_there(folder->path, err);
    folder->packed = ikm_arena_take(folder->arena, 1, sizeof *folder->packed);
    if (!folder->packed)
        return ikm_fail_memory(err);
    folder->packed->made = made;
    return ikm_folder_put(folder, IKM_FOLDER_MARK, mark, err);
}

static enum ikm_status put_packed(const struct ikm_folder *folder,
                                  const char *name, const char *bytes,
                                  struct ikm_error *err)
{
    struct ikm_folder_packed *packed = folder->packed;
    const size_t length = strlen(bytes);
    const char *kept_name = ikm_arena_copy(folder->arena, name, strlen(name));
    const char *kept = ikm_arena_copy(folder->arena, bytes, length);
    if (!kept_name || !kept)
        return ikm_fail_memory(err);
    if (packed->n_files == MOST_FILES)
        return ikm_fail(err, IKM_LIMIT, "lebih dari %d berkas", "over %d files",
                        MOST_FILES);
    packed->file[packed->n_files++] =
        (struct ikm_package_file){kept_name, kept, length};
    return IKM_OK;
}

static enum ikm_status end_packed(const struct ikm_folder *folder,
                                  struct ikm_error *err)
{
    const struct ikm_folder_packed *packed = folder->packed;
    const struct ikm_package_time made = {.day = packed->made};
    const unsigned char *bytes = NULL;
    size_t length = 0;
    struct ikm_out_file file;
    enum ikm_status status = ikm_package(packed->file, packed->n_files, &made,
                                         folder->arena, &bytes, &length, err);
    if (status == IKM_OK)
        status = ikm_out_begin(&file, folder->path, folder->arena, err);
    if (status != IKM_OK)
        return status;
    if (fwrite(bytes, 1, length, file.stream) != length)
        status = fail(folder->path, IKM_IO, err);
    return ikm_out_end(&file, status, err);
}

/* ---- */

enum ikm_status ikm_folder_begin(struct ikm_folder *folder, const char *path,
                                 struct ikm_date made, struct ikm_arena *arena,
                                 struct ikm_error *err)
{
    struct ikm_text name = IKM_TEXT(arena);
    *folder = (struct ikm_folder){.path = trimmed(arena, path), .arena = arena};
    if (!folder->path)
        return ikm_fail_memory(err);
    if (ikm_folder_is_zip(folder->path))
        return begin_packed(folder, made, err);
    enum ikm_status status = check_place(folder->path, arena, err);
    ikm_text_printf(&name, "%s.%ld.baru", folder->path, (long)getpid());
    if (status == IKM_OK)
        status = ikm_text_done(&name, &folder->beside, err);
    if (status != IKM_OK)
        return status;
    if (mkdir(folder->beside, 0777) != 0)
        return fail(folder->path, IKM_EXISTS, err);
    status = ikm_folder_put(folder, IKM_FOLDER_MARK, mark, err);
    return status == IKM_OK ? IKM_OK : ikm_folder_end(folder, status, err);
}

/* Everything of it onto the disk. */
static int write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "wx");
    const size_t length = strlen(bytes);
    if (!file)
        return 0;
    int is_written = fwrite(bytes, 1, length, file) == length &&
                     fflush(file) == 0 && fsync(fileno(file)) == 0;
    is_written &= fclose(file) == 0;
    return is_written;
}

enum ikm_status ikm_folder_put(const struct ikm_folder *folder,
                               const char *name, const char *bytes,
                               struct ikm_error *err)
{
    const char *path = NULL;
    const char *slash = strchr(name, '/');
    const char *part = NULL;
    enum ikm_status status = IKM_OK;
    if (folder->packed)
        return put_packed(folder, name, bytes, err);
    if (slash) {
        part = ikm_arena_copy(folder->arena, name, (size_t)(slash - name));
        if (!part)
            return ikm_fail_memory(err);
        status = join(folder->arena, folder->beside, part, &path, err);
        if (status == IKM_OK && mkdir(path, 0777) != 0 && errno != EEXIST)
            return fail(path, IKM_IO, err);
    }
    if (status == IKM_OK)
        status = join(folder->arena, folder->beside, name, &path, err);
    if (status == IKM_OK && !write_file(path, bytes))
        return fail(path, IKM_IO, err);
    return status;
}

static void remove_tree(struct ikm_arena *arena, const char *path, int depth)
{
    struct ikm_error ignored = {0};
    DIR *folder = depth > 0 ? opendir(path) : NULL;
    for (struct dirent *e = folder ? readdir(folder) : NULL; e;
         e = readdir(folder)) {
        const char *inside = NULL;
        if (is_dots(e->d_name) ||
            join(arena, path, e->d_name, &inside, &ignored) != IKM_OK)
            continue;
        if (unlink(inside) != 0)
            remove_tree(arena, inside, depth - 1);
    }
    if (folder)
        (void)closedir(folder);
    (void)rmdir(path);
}

enum ikm_status ikm_folder_end(const struct ikm_folder *folder,
                               enum ikm_status status, struct ikm_error *err)
{
    struct stat facts;
    if (folder->packed)
        return status == IKM_OK ? end_packed(folder, err) : status;
    if (status == IKM_OK) {
        const int is_there = stat(folder->path, &facts) == 0;
        if (renameat2(AT_FDCWD, folder->beside, AT_FDCWD, folder->path,
                      is_there ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0)
            status = fail(folder->path, IKM_IO, err);
        else if (!is_there)
            return IKM_OK;
    }
    /* what is beside now: the old one, or what did not become whole */
    remove_tree(folder->arena, folder->beside, MOST_DEPTH);
    return status;
}
