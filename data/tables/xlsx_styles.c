#include <stdlib.h>

#include "data/tables/xlsx_parts.h"

enum { MOST_FORMATS = 1 << 17, MOST_CODES = 4096 };

enum { SHEET = 1, CODES, CODE, CELLS, CELL };

static const struct ikm_xml_step steps[] = {
    {"styleSheet", 0, SHEET}, {"numFmts", SHEET, CODES},
    {"numFmt", CODES, CODE},  {"cellXfs", SHEET, CELLS},
    {"xf", CELLS, CELL},
};

/* A numFmt of the file. */
struct code {
    long id;
    struct ikm_xlsx_format format;
};

struct loading {
    struct ikm_xlsx_styles *styles;
    const char *file;
    struct code *codes;
    size_t n_codes;
};

static enum ikm_status fail_many(const struct loading *loading,
                                 struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT, "%s: format sel terlalu banyak",
                    "%s: too many cell formats", loading->file);
}

static long number_format_id(const char *const *attributes)
{
    const char *id = ikm_xml_attribute(attributes, "numFmtId");
    return id ? strtol(id, NULL, 10) : 0;
}

static enum ikm_status add_code(struct loading *loading,
                                const char *const *attributes,
                                struct ikm_error *err)
{
    const char *code = ikm_xml_attribute(attributes, "formatCode");
    if (!code)
        return IKM_OK;
    if (loading->n_codes == MOST_CODES)
        return fail_many(loading, err);
    loading->codes[loading->n_codes++] =
        (struct code){number_format_id(attributes), ikm_xlsx_format_of(code)};
    return IKM_OK;
}

static enum ikm_status add_format(struct loading *loading, long id,
                                  struct ikm_error *err)
{
    struct ikm_xlsx_styles *styles = loading->styles;
    if (styles->n == MOST_FORMATS)
        return fail_many(loading, err);
    if (styles->n == styles->room) {
        const size_t room = 2 * styles->room + 64;
        struct ikm_xlsx_format *formats =
            realloc(styles->formats, room * sizeof *formats);
        if (!formats)
            return ikm_fail_memory(err);
        styles->formats = formats;
        styles->room = room;
    }
    struct ikm_xlsx_format format = ikm_xlsx_format_builtin(id);
    for (size_t i = 0; i < loading->n_codes; i++)
        if (loading->codes[i].id == id)
            format = loading->codes[i].format;
    styles->formats[styles->n++] = format;
    return IKM_OK;
}

static enum ikm_status enter(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err)
{
    if (place == CODE)
        return add_code(context, attributes, err);
    if (place == CELL)
        return add_format(context, number_format_id(attributes), err);
    return IKM_OK;
}

static const struct ikm_xml_plan plan = {
    .steps = steps, .n_steps = IKM_COUNT(steps), .enter = enter};

enum ikm_status ikm_xlsx_styles_read(const struct ikm_xlsx_input *input,
                                     struct ikm_xlsx_styles *ret_styles,
                                     struct ikm_error *err)
{
    struct ikm_xlsx_styles styles = {0};
    struct loading loading = {&styles, input->file, NULL, 0};
    loading.codes = calloc(MOST_CODES, sizeof *loading.codes);
    if (!loading.codes)
        return ikm_fail_memory(err);
    const enum ikm_status status =
        ikm_xml_walk(&plan, &loading, input->file, input->source,
                     input->source_context, err);
    free(loading.codes);
    if (status != IKM_OK) {
        ikm_xlsx_styles_release(&styles);
        return status;
    }
    *ret_styles = styles;
    return IKM_OK;
}

void ikm_xlsx_styles_release(struct ikm_xlsx_styles *styles)
{
    free(styles->formats);
    *styles = (struct ikm_xlsx_styles){0};
}
