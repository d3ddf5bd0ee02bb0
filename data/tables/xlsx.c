#include "data/tables/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/tables/package.h"
#include "data/tables/xlsx_parts.h"

#define MIB (UINT64_C(1) << 20)

/* How far the parts may inflate. Texts are kept in memory, sheets are not. */
static const uint64_t small_part_bytes = 64 * MIB;
static const uint64_t strings_bytes = 1024 * MIB;
static const uint64_t sheet_bytes = 4096 * MIB;
enum { ARENA_BYTES = 64 << 20 };

struct ikm_xlsx {
    char *path;
    struct ikm_package *package;
    struct ikm_arena arena;
    struct ikm_xlsx_book book;
    struct ikm_xlsx_strings strings;
    struct ikm_xlsx_styles styles;
    struct ikm_part *part;
    struct ikm_xlsx_reader *reader;
};

/* What the package is when it is no XLSX workbook. */
static enum ikm_status fail_other(const struct ikm_xlsx *xlsx,
                                  struct ikm_error *err)
{
    const char *id = "sebuah berkas ZIP";
    const char *en = "a ZIP file";
    if (ikm_package_has(xlsx->package, "xl/workbook.bin")) {
        id = "lembar kerja biner (XLSB)";
        en = "a binary workbook (XLSB)";
    } else if (ikm_package_has(xlsx->package, "word/document.xml")) {
        id = "dokumen Word (DOCX)";
        en = "a Word document (DOCX)";
    } else if (ikm_package_has(xlsx->package, "content.xml")) {
        id = "berkas OpenDocument (ODS)";
        en = "an OpenDocument file (ODS)";
    }
    return ikm_fail(err, IKM_INPUT,
                    "%s adalah %s, bukan XLSX; bukalah dengan aplikasi lembar "
                    "kerja lalu simpan sebagai XLSX atau CSV UTF-8",
                    "%s is %s, not XLSX; open it in a spreadsheet program and "
                    "save it as XLSX or CSV UTF-8",
                    xlsx->path, ikm_say(err->lang, id, en));
}

/* Opens a part that is read whole; *ret_input is what its reader takes. */
static enum ikm_status open_part(struct ikm_xlsx *xlsx, const char *name,
                                 uint64_t limit_bytes,
                                 struct ikm_xlsx_input *ret_input,
                                 struct ikm_error *err)
{
    struct ikm_part *part = NULL;
    const enum ikm_status status =
        ikm_part_open(xlsx->package, name, limit_bytes, &part, err);
    *ret_input = (struct ikm_xlsx_input){xlsx->path, ikm_part_read, part};
    return status;
}

/* The relationships of `part`: those of xl/workbook.xml stand in
 * xl/_rels/workbook.xml.rels. */
static enum ikm_status read_rels(struct ikm_xlsx *xlsx, const char *part,
                                 const struct ikm_xlsx_rel **ret_rels,
                                 struct ikm_error *err)
{
    const char *slash = strrchr(part, '/');
    const size_t n_folder = slash ? (size_t)(slash - part) + 1 : 0;
    const size_t room = strlen(part) + sizeof "_rels/.rels";
    const char *folder = ikm_arena_copy(&xlsx->arena, part, n_folder);
    char *name = ikm_arena_take(&xlsx->arena, room, 1);
    if (!folder || !name)
        return ikm_fail_memory(err);
    (void)snprintf(name, room, "%s_rels/%s.rels", folder, part + n_folder);
    struct ikm_xlsx_input input;
    enum ikm_status status =
        open_part(xlsx, name, small_part_bytes, &input, err);
    if (status == IKM_OK)
        status =
            ikm_xlsx_rels_read(&input, folder, &xlsx->arena, ret_rels, err);
    ikm_part_close(input.source_context);
    return status;
}

static enum ikm_status read_book(struct ikm_xlsx *xlsx, const char *name,
                                 const struct ikm_xlsx_rel *rels,
                                 struct ikm_error *err)
{
    struct ikm_xlsx_input input;
    enum ikm_status status =
        open_part(xlsx, name, small_part_bytes, &input, err);
    if (status == IKM_OK)
        status =
            ikm_xlsx_book_read(&input, rels, &xlsx->arena, &xlsx->book, err);
    ikm_part_close(input.source_context);
    return status;
}

/* Strings and styles may be missing. */
static enum ikm_status read_strings(struct ikm_xlsx *xlsx,
                                    const struct ikm_xlsx_rel *rel,
                                    struct ikm_error *err)
{
    if (!rel || !ikm_package_has(xlsx->package, rel->part))
        return IKM_OK;
    struct ikm_xlsx_input input;
    enum ikm_status status =
        open_part(xlsx, rel->part, strings_bytes, &input, err);
    if (status == IKM_OK)
        status = ikm_xlsx_strings_read(&input, &xlsx->strings, err);
    ikm_part_close(input.source_context);
    return status;
}

static enum ikm_status read_styles(struct ikm_xlsx *xlsx,
                                   const struct ikm_xlsx_rel *rel,
                                   struct ikm_error *err)
{
    if (!rel || !ikm_package_has(xlsx->package, rel->part))
        return IKM_OK;
    struct ikm_xlsx_input input;
    enum ikm_status status =
        open_part(xlsx, rel->part, small_part_bytes, &input, err);
    if (status == IKM_OK)
        status = ikm_xlsx_styles_read(&input, &xlsx->styles, err);
    ikm_part_close(input.source_context);
    return status;
}

/* All parts but the sheets. */
static enum ikm_status read_parts(struct ikm_xlsx *xlsx, struct ikm_error *err)
{
    if (!ikm_package_has(xlsx->package, "[Content_Types].xml") ||
        !ikm_package_has(xlsx->package, "_rels/.rels"))
        return fail_other(xlsx, err);
    const struct ikm_xlsx_rel *rels = NULL;
    enum ikm_status status = read_rels(xlsx, "", &rels, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_xlsx_rel *main_rel =
        ikm_xlsx_rels_find(rels, IKM_XLSX_WORKBOOK);
    if (!main_rel || ikm_package_has(xlsx->package, "xl/workbook.bin") ||
        ikm_package_has(xlsx->package, "word/document.xml"))
        return fail_other(xlsx, err);
    status = read_rels(xlsx, main_rel->part, &rels, err);
    if (status == IKM_OK)
        status = read_book(xlsx, main_rel->part, rels, err);
    if (status == IKM_OK)
        status =
            read_strings(xlsx, ikm_xlsx_rels_find(rels, IKM_XLSX_STRINGS), err);
    if (status == IKM_OK)
        status =
            read_styles(xlsx, ikm_xlsx_rels_find(rels, IKM_XLSX_STYLES), err);
    return status;
}

enum ikm_status ikm_xlsx_open(const char *path, struct ikm_xlsx **ret_xlsx,
                              struct ikm_error *err)
{
    struct ikm_xlsx *xlsx = calloc(1, sizeof *xlsx);
    if (!xlsx)
        return ikm_fail_memory(err);
    xlsx->arena = IKM_ARENA(ARENA_BYTES);
    xlsx->path = ikm_arena_copy(&xlsx->arena, path, strlen(path));
    enum ikm_status status = IKM_OK;
    if (!xlsx->path)
        status = ikm_fail_memory(err);
    if (status == IKM_OK)
        status = ikm_package_open(xlsx->path, &xlsx->package, err);
    if (status == IKM_OK)
        status = read_parts(xlsx, err);
    if (status == IKM_OK)
        status = ikm_xlsx_rewind(xlsx, 0, err);
    if (status != IKM_OK) {
        ikm_xlsx_close(xlsx);
        return status;
    }
    *ret_xlsx = xlsx;
    return IKM_OK;
}

void ikm_xlsx_close(struct ikm_xlsx *xlsx)
{
    if (!xlsx)
        return;
    ikm_xlsx_reader_close(xlsx->reader);
    ikm_part_close(xlsx->part);
    ikm_package_close(xlsx->package);
    ikm_xlsx_strings_release(&xlsx->strings);
    ikm_xlsx_styles_release(&xlsx->styles);
    ikm_arena_release(&xlsx->arena);
    free(xlsx);
}

size_t ikm_xlsx_sheet_count(const struct ikm_xlsx *xlsx)
{
    return xlsx->book.n_sheets;
}

static const struct ikm_xlsx_sheet *sheet_at(const struct ikm_xlsx *xlsx,
                                             size_t sheet)
{
    const struct ikm_xlsx_sheet *at = xlsx->book.first;
    for (; sheet > 0; sheet--)
        at = at->next;
    return at;
}

const char *ikm_xlsx_sheet_name(const struct ikm_xlsx *xlsx, size_t sheet)
{
    return sheet_at(xlsx, sheet)->name;
}

int ikm_xlsx_sheet_hidden(const struct ikm_xlsx *xlsx, size_t sheet)
{
    return sheet_at(xlsx, sheet)->is_hidden;
}

enum ikm_status ikm_xlsx_rewind(struct ikm_xlsx *xlsx, size_t sheet,
                                struct ikm_error *err)
{
    const struct ikm_xlsx_sheet *at = sheet_at(xlsx, sheet);
    struct ikm_part *part = NULL;
    struct ikm_xlsx_reader *reader = NULL;
    enum ikm_status status =
        ikm_part_open(xlsx->package, at->part, sheet_bytes, &part, err);
    const struct ikm_xlsx_setting setting = {
        .input = {xlsx->path, ikm_part_read, part},
        .sheet_name = at->name,
        .strings = &xlsx->strings,
        .styles = &xlsx->styles,
        .is_1904 = xlsx->book.is_1904};
    if (status == IKM_OK)
        status = ikm_xlsx_reader_open(&setting, &reader, err);
    if (status != IKM_OK) {
        ikm_part_close(part);
        return status;
    }
    ikm_xlsx_reader_close(xlsx->reader);
    ikm_part_close(xlsx->part);
    xlsx->part = part;
    xlsx->reader = reader;
    return IKM_OK;
}

enum ikm_status ikm_xlsx_next(struct ikm_xlsx *xlsx,
                              const struct ikm_xlsx_row **ret_row,
                              struct ikm_error *err)
{
    return ikm_xlsx_reader_next(xlsx->reader, ret_row, err);
}

double ikm_xlsx_progress(const struct ikm_xlsx *xlsx)
{
    return ikm_part_progress(xlsx->part);
}
