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

enum { MOST_DEPTH = 3 };
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
    return ikm_fail(err, IKM_EXISTS,
                    "%s sudah ada dan bukan buatan ikm; pilih folder lain",
                    "%s is there already and was not made by ikm; choose "
                    "another folder",
                    path);
}

/* Without a slash at the end. */
static const char *trimmed(struct ikm_arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return ikm_arena_copy(arena, path, length);
}

enum ikm_status ikm_folder_begin(struct ikm_folder *folder, const char *path,
                                 struct ikm_arena *arena, struct ikm_error *err)
{
    struct ikm_text name = IKM_TEXT(arena);
    *folder = (struct ikm_folder){.path = trimmed(arena, path), .arena = arena};
    if (!folder->path)
        return ikm_fail_memory(err);
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
