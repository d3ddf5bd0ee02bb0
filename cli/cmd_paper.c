/* export pdf, png, docx */
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/slice.h"
#include "cli/world.h"
#include "export/board.h"
#include "export/to_docx.h"

enum { STAMP_BYTES = 32 };

static const char *stamp_of(int64_t unix_ms, char buffer[STAMP_BYTES])
{
    const time_t seconds = (time_t)(unix_ms / 1000);
    struct tm parts;
    if (!gmtime_r(&seconds, &parts) ||
        strftime(buffer, STAMP_BYTES, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        return "1970-01-01T00:00:00Z";
    return buffer;
}

/* What every kind of paper needs. */
static enum ikm_status read_material(struct cli_call *call, struct ikm_act *act,
                                     struct ikm_material *material,
                                     struct ikm_error *err)
{
    struct ikm_query query;
    enum ikm_status status =
        cli_output_check(call, cli_value(call, "output"), err);
    if (status == IKM_OK)
        status = cli_slice(call, &query, err);
    if (status == IKM_OK)
        status = cli_act(call, "", "", "", act, err);
    if (status != IKM_OK)
        return status;
    return ikm_material_read(call->store, &query, cli_day(act->unix_ms),
                             call->arena, material, err);
}

static enum ikm_status write_file(const struct cli_call *call,
                                  const struct ikm_bytes *file,
                                  struct ikm_error *err)
{
    const char *path = cli_value(call, "output");
    const enum ikm_status status =
        cli_output_bytes(call, path, file->bytes, file->length_bytes, err);
    if (status == IKM_OK)
        cli_say(call, "%s dibuat.\n", "%s was made.\n", path);
    return status;
}

/* What a kind of paper is made by. */
enum maker { MAKE_REPORT, MAKE_BRIEF, MAKE_BOARD };
struct kind {
    const char *name;
    enum maker maker;
    enum ikm_board_form form;
};

static enum ikm_status find_kind(const struct cli_call *call,
                                 const struct kind *kinds, size_t n_kinds,
                                 const struct kind **ret_kind,
                                 struct ikm_error *err)
{
    const char *name = cli_value(call, "kind");
    struct ikm_text list = IKM_TEXT(call->arena);
    const char *names = "";
    for (size_t i = 0; i < n_kinds; i++) {
        ikm_text_printf(&list, "%s%s", i > 0 ? ", " : "", kinds[i].name);
        if (strcmp(name ? name : kinds[0].name, kinds[i].name) == 0) {
            *ret_kind = &kinds[i];
            return IKM_OK;
        }
    }
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    return status == IKM_OK
               ? ikm_fail(err, IKM_USAGE,
                          "--kind %s tidak dikenal; yang ada: %s",
                          "--kind %s is not known; there are: %s", name, names)
               : status;
}

static enum ikm_status write_document(const struct cli_call *call,
                                      const struct ikm_material *material,
                                      const struct kind *kind,
                                      struct ikm_document *document,
                                      struct ikm_error *err)
{
    return kind->maker == MAKE_BRIEF
               ? ikm_document_brief(material, call->lang, call->arena, document,
                                    err)
               : ikm_document_report(material, call->lang, call->arena,
                                     document, err);
}

static enum ikm_status make(const struct cli_call *call,
                            const struct ikm_material *material,
                            const struct kind *kind,
                            const struct ikm_pdf_options *options,
                            struct ikm_bytes *file, struct ikm_error *err)
{
    struct ikm_document document;
    if (kind->maker == MAKE_BOARD)
        return ikm_board(material, call->lang, kind->form, options, call->arena,
                         file, err);
    const enum ikm_status status =
        write_document(call, material, kind, &document, err);
    return status == IKM_OK
               ? ikm_to_pdf(&document, options, call->arena, file, err)
               : status;
}

static enum ikm_status run(struct cli_call *call, const struct kind *kinds,
                           size_t n_kinds, struct ikm_error *err)
{
    struct ikm_material material;
    struct ikm_bytes file = {0};
    struct ikm_act act;
    const struct kind *kind = NULL;
    char stamp[STAMP_BYTES];
    enum ikm_status status = find_kind(call, kinds, n_kinds, &kind, err);
    if (status == IKM_OK)
        status = read_material(call, &act, &material, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_pdf_options options = {stamp_of(act.unix_ms, stamp)};
    status = make(call, &material, kind, &options, &file, err);
    return status == IKM_OK ? write_file(call, &file, err) : status;
}

enum ikm_status cli_run_export_pdf(struct cli_call *call, struct ikm_error *err)
{
    static const struct kind kinds[] = {{"laporan", MAKE_REPORT, IKM_BOARD_A4},
                                        {"ringkas", MAKE_BRIEF, IKM_BOARD_A4},
                                        {"papan", MAKE_BOARD, IKM_BOARD_A4},
                                        {"papan-a3", MAKE_BOARD, IKM_BOARD_A3}};
    return run(call, kinds, IKM_COUNT(kinds), err);
}

enum ikm_status cli_run_export_png(struct cli_call *call, struct ikm_error *err)
{
    static const struct kind kinds[] = {
        {"papan", MAKE_BOARD, IKM_BOARD_PICTURE}};
    return run(call, kinds, IKM_COUNT(kinds), err);
}

enum ikm_status cli_run_export_docx(struct cli_call *call,
                                    struct ikm_error *err)
{
    static const struct kind kinds[] = {{"laporan", MAKE_REPORT, IKM_BOARD_A4},
                                        {"ringkas", MAKE_BRIEF, IKM_BOARD_A4}};
    struct ikm_material material;
    struct ikm_document document;
    struct ikm_bytes file = {0};
    struct ikm_act act;
    const struct kind *kind = NULL;
    char stamp[STAMP_BYTES];
    enum ikm_status status =
        find_kind(call, kinds, IKM_COUNT(kinds), &kind, err);
    if (status == IKM_OK)
        status = read_material(call, &act, &material, err);
    if (status == IKM_OK)
        status = write_document(call, &material, kind, &document, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_docx_options options = {stamp_of(act.unix_ms, stamp),
                                             act.unix_ms / 1000};
    status = ikm_to_docx(&document, &options, call->arena, &file, err);
    return status == IKM_OK ? write_file(call, &file, err) : status;
}
