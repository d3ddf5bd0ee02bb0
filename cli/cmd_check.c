/* check: the second opinion on published workbooks */
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "data/base/text.h"
#include "data/base/utf8.h"
#include "export/check_file.h"
#include "export/to_check_json.h"
#include "export/to_check_text.h"

enum { FILE_LIMIT_BYTES = 512 * 1024 * 1024, WIDEST_NAME = 40 };

/* What came of the files so far. */
struct tour {
    struct cli_call *call;
    struct ikm_text text;
    int is_json;
    size_t width;
    size_t n_faulty, n_failed;
    enum ikm_status failed; /* the first */
};

static void tell_result(struct tour *tour, const char *file,
                        const struct ikm_check_result *result)
{
    const enum ikm_lang lang = tour->call->lang;
    const int is_alone = tour->call->n_words == 1;
    if (tour->is_json)
        ikm_check_to_json(&tour->text, lang, file, is_alone, result);
    else if (is_alone)
        ikm_check_to_text(&tour->text, lang, file, result);
    else
        ikm_check_line_to_text(&tour->text, lang, file, tour->width, result);
}

static void tell_error(struct tour *tour, const char *file,
                       const struct ikm_error *err)
{
    if (tour->is_json)
        ikm_check_error_to_json(&tour->text, file, err->text);
    else
        ikm_check_line_to_text(&tour->text, tour->call->lang, file, tour->width,
                               NULL);
    cli_write_line(tour->call->messages, err->text);
    (void)fputc('\n', tour->call->messages);
}

/* One file has memory of its own: a regency checks hundreds. */
static enum ikm_status check_one(struct tour *tour, size_t i,
                                 struct ikm_error *err)
{
    const char *file = tour->call->word[i];
    struct ikm_arena arena = IKM_ARENA(FILE_LIMIT_BYTES);
    struct ikm_check_result result;
    struct ikm_error own = {.lang = err->lang};
    enum ikm_status status = ikm_check_file(file, &arena, &result, &own);
    if (tour->is_json && i > 0)
        ikm_text_put(&tour->text, ",");
    if (status == IKM_OK) {
        tell_result(tour, file, &result);
        tour->n_faulty += result.n_faults > 0;
    } else if (tour->call->n_words == 1) {
        *err = own;
    } else {
        tell_error(tour, file, &own);
        tour->failed = tour->n_failed++ == 0 ? status : tour->failed;
        status = IKM_OK;
    }
    ikm_arena_release(&arena);
    return status;
}

static size_t widest_name(const struct cli_call *call)
{
    size_t widest = 6;
    for (size_t i = 0; i < call->n_words; i++) {
        const size_t width = ikm_utf8_width(call->word[i]);
        widest = width > widest ? width : widest;
    }
    return widest > WIDEST_NAME ? WIDEST_NAME : widest;
}

static enum ikm_status end(const struct tour *tour, struct ikm_error *err)
{
    const size_t n = tour->call->n_words;
    if (tour->n_faulty > 0)
        return n == 1
                   ? ikm_fail(err, IKM_FOUND, "ada yang salah dalam berkas ini",
                              "something is wrong in this file")
                   : ikm_fail(err, IKM_FOUND,
                              "ada yang salah dalam %zu dari %zu berkas",
                              "something is wrong in %zu of %zu files",
                              tour->n_faulty, n);
    if (tour->n_failed > 0)
        return ikm_fail(
            err, tour->failed, "%zu dari %zu berkas tidak dapat diperiksa",
            "%zu of %zu files could not be checked", tour->n_failed, n);
    return IKM_OK;
}

enum ikm_status cli_run_check(struct cli_call *call, struct ikm_error *err)
{
    struct tour tour = {.call = call,
                        .text = IKM_TEXT(call->arena),
                        .is_json = cli_is_given(call, "json"),
                        .width = widest_name(call)};
    const int is_alone = call->n_words == 1;
    const char *bytes = "";
    enum ikm_status status = IKM_OK;
    if (!is_alone && tour.is_json)
        ikm_text_put(&tour.text, "{\"schema\":\"ikm.check/1\",\"files\":[");
    else if (!is_alone)
        ikm_check_heading(&tour.text, call->lang, tour.width);
    for (size_t i = 0; i < call->n_words && status == IKM_OK; i++)
        status = check_one(&tour, i, err);
    if (status == IKM_OK && tour.is_json)
        ikm_text_put(&tour.text, is_alone ? "\n" : "]}\n");
    if (status == IKM_OK)
        status = ikm_text_done(&tour.text, &bytes, err);
    if (status != IKM_OK)
        return status;
    (void)fputs(bytes, call->out);
    return end(&tour, err);
}
