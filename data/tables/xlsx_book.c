#include <string.h>

#include "data/tables/xlsx_parts.h"

enum { MOST_SHEETS = 4096 };

enum { BOOK = 1, SETTINGS, SHEETS, SHEET };

static const struct ikm_xml_step steps[] = {
    {"workbook", 0, BOOK},
    {"workbookPr", BOOK, SETTINGS},
    {"sheets", BOOK, SHEETS},
    {"sheet", SHEETS, SHEET},
};

struct loading {
    const char *file;
    const struct ikm_xlsx_rel *rels;
    struct ikm_arena *arena;
    struct ikm_xlsx_book *book;
    struct ikm_xlsx_sheet *last;
    int n_seen; /* of any kind */
};

static const struct ikm_xlsx_rel *rel_of(const struct loading *loading,
                                         const char *const *attributes)
{
    /* r:id; sheetId is another thing and no other attribute ends in :id */
    const char *id = ikm_xml_attribute(attributes, "id");
    for (const struct ikm_xlsx_rel *rel = loading->rels; rel && id;
         rel = rel->older)
        if (strcmp(rel->id, id) == 0)
            return rel;
    return NULL;
}

static enum ikm_status add_sheet(struct loading *loading,
                                 const char *const *attributes,
                                 struct ikm_error *err)
{
    if (++loading->n_seen > MOST_SHEETS)
        return ikm_fail(err, IKM_INPUT, "%s: lebih dari %d lembar",
                        "%s: more than %d sheets", loading->file, MOST_SHEETS);
    const char *name = ikm_xml_attribute(attributes, "name");
    const char *state = ikm_xml_attribute(attributes, "state");
    const struct ikm_xlsx_rel *rel = rel_of(loading, attributes);
    if (!name || !rel)
        return ikm_fail(err, IKM_INPUT,
                        "%s: berkas XLSX ini tidak utuh, lembar \"%s\" tidak "
                        "menunjuk isinya",
                        "%s: this XLSX file is not whole, sheet \"%s\" does "
                        "not point to its content",
                        loading->file, name ? name : "?");
    if (rel->target != IKM_XLSX_WORKSHEET) /* a chart, a macro */
        return IKM_OK;
    struct ikm_xlsx_sheet *sheet =
        ikm_arena_take(loading->arena, 1, sizeof *sheet);
    const char *kept = ikm_arena_copy(loading->arena, name, strlen(name));
    if (!sheet || !kept)
        return ikm_fail_memory(err);
    *sheet = (struct ikm_xlsx_sheet){
        .name = kept,
        .part = rel->part,
        .is_hidden = state && strcmp(state, "visible") != 0};
    if (loading->last)
        loading->last->next = sheet;
    else
        loading->book->first = sheet;
    loading->last = sheet;
    loading->book->n_sheets++;
    return IKM_OK;
}

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    struct loading *loading = context;
    if (place == SHEET)
        return add_sheet(loading, attributes, err);
    if (place == SETTINGS) {
        const char *is_1904 = ikm_xml_attribute(attributes, "date1904");
        loading->book->is_1904 = is_1904 && (strcmp(is_1904, "1") == 0 ||
                                             strcmp(is_1904, "true") == 0);
    }
    return IKM_OK;
}

static const struct ikm_xml_plan plan = {
    .steps = steps, .n_steps = IKM_COUNT(steps), .enter = enter};

enum ikm_status ikm_xlsx_book_read(const struct ikm_xlsx_input *input,
                                   const struct ikm_xlsx_rel *rels,
                                   struct ikm_arena *arena,
                                   struct ikm_xlsx_book *ret_book,
                                   struct ikm_error *err)
{
    struct ikm_xlsx_book book = {0};
    struct loading loading = {input->file, rels, arena, &book, NULL, 0};
    const enum ikm_status status =
        ikm_xml_walk(&plan, &loading, input->file, input->source,
                     input->source_context, err);
    if (status != IKM_OK)
        return status;
    if (book.n_sheets == 0)
        return ikm_fail(err, IKM_INPUT,
                        "%s: tidak ada lembar kerja di dalamnya",
                        "%s: there is no worksheet in it", input->file);
    *ret_book = book;
    return IKM_OK;
}
