/* Files of static/: their addresses hold their hash, so they are kept. */
#include <string.h>

#include "web/server.h"

struct static_file {
    const char *name, *hash;
    const char *bytes;
    size_t length_bytes;
};

#include "static_embedded.h"

static const struct static_file *find(const char *name)
{
    for (size_t i = 0; i < IKM_COUNT(static_files); i++)
        if (strcmp(static_files[i].name, name) == 0)
            return &static_files[i];
    return NULL;
}

const char *web_static(struct web_page *page, const char *name)
{
    const struct static_file *file = find(name);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "#";
    if (!file)
        return "#";
    ikm_text_printf(&text, "/statis/%s/%s", file->hash, file->name);
    if (ikm_text_done(&text, &address, &ignored) != IKM_OK)
        return "#";
    return address;
}

static const char *type_of(const char *name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {{".css", "text/css; charset=utf-8"},
                 {".js", "text/javascript; charset=utf-8"},
                 {".svg", "image/svg+xml"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < IKM_COUNT(types); i++)
        if (strcmp(types[i].ending, dot) == 0)
            return types[i].type;
    return "application/octet-stream";
}

enum ikm_status web_page_static(struct web_page *page, struct ikm_error *err)
{
    const struct static_file *file = find(page->part[1]);
    if (!file || strcmp(file->hash, page->part[0]) != 0)
        return ikm_fail(err, IKM_NO_FILE, "Berkas ini tidak ada.",
                        "There is no such file.");
    struct ikm_text *text = web_plain(page, type_of(file->name));
    ikm_text_bytes(text, file->bytes, file->length_bytes);
    web_keep(page, 365 * 86400);
    return IKM_OK;
}
