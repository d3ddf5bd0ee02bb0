#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "data/tables/xlsx_parts.h"

enum { MOST_RELS = 1 << 16 };

enum { RELS = 1, REL };

static const struct ikm_xml_step steps[] = {
    {"Relationships", 0, RELS},
    {"Relationship", RELS, REL},
};

struct loading {
    struct ikm_arena *arena;
    const char *file, *folder;
    struct ikm_xlsx_rel *newest;
    int n_seen;
};

/* By the last word of the type, for the namespaces before it differ. */
static enum ikm_xlsx_target target_of(const char *type)
{
    static const struct {
        const char *word;
        enum ikm_xlsx_target target;
    } known[] = {
        {"officeDocument", IKM_XLSX_WORKBOOK},
        {"worksheet", IKM_XLSX_WORKSHEET},
        {"sharedStrings", IKM_XLSX_STRINGS},
        {"styles", IKM_XLSX_STYLES},
    };
    const char *slash = type ? strrchr(type, '/') : NULL;
    for (size_t i = 0; slash && i < IKM_COUNT(known); i++)
        if (strcmp(slash + 1, known[i].word) == 0)
            return known[i].target;
    return IKM_XLSX_OTHER;
}

/* Drops "." and "..", and empty steps, from a path, in place. */
static void simplify(char *path)
{
    char *out = path;
    for (const char *p = path; *p;) {
        const size_t length = strcspn(p, "/");
        const char *const from = p;
        p += length;
        const bool is_folder = *p == '/';
        p += is_folder;
        if (length == 0 || (length == 1 && from[0] == '.'))
            continue;
        if (length == 2 && from[0] == '.' && from[1] == '.') {
            if (out > path)
                out--;
            while (out > path && out[-1] != '/')
                out--;
            continue;
        }
        memmove(out, from, length);
        out += length;
        if (is_folder)
            *out++ = '/';
    }
    *out = '\0';
}

/* "../x.xml" seen from `folder`; "/xl/x.xml" from the root. */
static char *resolve(struct ikm_arena *arena, const char *folder,
                     const char *target)
{
    if (*target == '/')
        folder = "";
    const size_t room = strlen(folder) + strlen(target) + 1;
    char *path = ikm_arena_take(arena, room, 1);
    if (!path)
        return NULL;
    (void)snprintf(path, room, "%s%s", folder, target);
    simplify(path);
    return path;
}

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    struct loading *loading = context;
    const char *id = ikm_xml_attribute(attributes, "Id");
    const char *target = ikm_xml_attribute(attributes, "Target");
    const char *mode = ikm_xml_attribute(attributes, "TargetMode");
    if (place != REL || !id || !target ||
        (mode && strcmp(mode, "External") == 0))
        return IKM_OK;
    if (++loading->n_seen > MOST_RELS)
        return ikm_fail(err, IKM_INPUT, "%s: lebih dari %d hubungan bagian",
                        "%s: more than %d relationships", loading->file,
                        MOST_RELS);
    struct ikm_xlsx_rel *rel = ikm_arena_take(loading->arena, 1, sizeof *rel);
    const char *kept_id = ikm_arena_copy(loading->arena, id, strlen(id));
    const char *part = resolve(loading->arena, loading->folder, target);
    if (!rel || !kept_id || !part)
        return ikm_fail_memory(err);
    *rel = (struct ikm_xlsx_rel){
        .id = kept_id,
        .target = target_of(ikm_xml_attribute(attributes, "Type")),
        .part = part,
        .older = loading->newest};
    loading->newest = rel;
    return IKM_OK;
}

static const struct ikm_xml_plan plan = {
    .steps = steps, .n_steps = IKM_COUNT(steps), .enter = enter};

enum ikm_status ikm_xlsx_rels_read(const struct ikm_xlsx_input *input,
                                   const char *folder, struct ikm_arena *arena,
                                   const struct ikm_xlsx_rel **ret_newest,
                                   struct ikm_error *err)
{
    struct loading loading = {arena, input->file, folder, NULL, 0};
    const enum ikm_status status =
        ikm_xml_walk(&plan, &loading, input->file, input->source,
                     input->source_context, err);
    *ret_newest = loading.newest;
    return status;
}

const struct ikm_xlsx_rel *ikm_xlsx_rels_find(const struct ikm_xlsx_rel *newest,
                                              enum ikm_xlsx_target target)
{
    const struct ikm_xlsx_rel *found = NULL;
    for (const struct ikm_xlsx_rel *rel = newest; rel; rel = rel->older)
        if (rel->target == target)
            found = rel;
    return found;
}
