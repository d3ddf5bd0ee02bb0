#include <string.h>
#include <strings.h>

#include "analyze/grade.h"
#include "data/base/number.h"
#include "data/base/text.h"
#include "export/assemble_internal.h"

enum { PIECE_BYTES = 64 };

/* By key or by code, whatever the case. */
static size_t find_element(const struct ikm_form *form, const char *name)
{
    size_t e = 0;
    while (e < form->n_elements &&
           strcasecmp(form->elements[e].key, name) != 0 &&
           strcasecmp(form->elements[e].code, name) != 0)
        e++;
    return e;
}

static enum ikm_status fail_piece(const char *piece, struct ikm_error *err)
{
    return ikm_fail(err, IKM_USAGE,
                    "--what-if: \"%s\" tidak dikenal; tulis UNSUR=NRR, "
                    "misalnya waktu=3.2 atau U3=3,2, beberapa dipisah koma",
                    "--what-if: \"%s\" is not understood; write ELEMENT=NRR, "
                    "for example waktu=3.2 or U3=3.2, several with commas",
                    piece);
}

static enum ikm_status fail_element(const struct ikm_form *form,
                                    const char *name, struct ikm_arena *arena,
                                    struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(arena);
    const char *keys = "";
    for (size_t e = 0; e < form->n_elements; e++)
        ikm_text_printf(&list, "%s%s", e > 0 ? ", " : "",
                        form->elements[e].key);
    const enum ikm_status status = ikm_text_done(&list, &keys, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_USAGE,
                    "--what-if: kuesioner %s tidak punya unsur \"%s\"; yang "
                    "ada: %s",
                    "--what-if: form %s has no element \"%s\"; there are: %s",
                    form->id, name, keys);
}

/* "waktu=3.2" */
static enum ikm_status parse_piece(const struct ikm_form *form, char *piece,
                                   struct ikm_arena *arena,
                                   struct ikm_what_if_change *ret_change,
                                   struct ikm_error *err)
{
    char *equals = strchr(piece, '=');
    int64_t mean = 0;
    if (!equals || equals == piece)
        return fail_piece(piece, err);
    if (!ikm_parse_decimal(equals + 1, IKM_WHAT_IF_DECIMALS, &mean))
        return fail_piece(piece, err);
    *equals = '\0';
    const size_t e = find_element(form, piece);
    if (e == form->n_elements)
        return fail_element(form, piece, arena, err);
    if (mean < IKM_WHAT_IF_ONE ||
        mean > (int64_t)form->scale_max * IKM_WHAT_IF_ONE)
        return ikm_fail(err, IKM_USAGE,
                        "--what-if: NRR %s untuk %s di luar 1 sampai %d",
                        "--what-if: NRR %s of %s is not from 1 to %d",
                        equals + 1, form->elements[e].key, form->scale_max);
    *ret_change = (struct ikm_what_if_change){e, mean};
    return IKM_OK;
}

/* A comma before a digit belongs to the number: "U3=3,2,U4=3". */
static size_t piece_length(const char *text)
{
    size_t n = 0;
    while (text[n] != '\0' &&
           !(text[n] == ',' && !(text[n + 1] >= '0' && text[n + 1] <= '9')))
        n++;
    return n;
}

static enum ikm_status parse_changes(const struct form_run *run,
                                     struct ikm_what_if_change *changes,
                                     size_t *ret_n, struct ikm_error *err)
{
    size_t n = 0;
    for (const char *text = run->scope->query->what_if;;) {
        char piece[PIECE_BYTES];
        const size_t length = piece_length(text);
        if (length >= sizeof piece || n == IKM_MAX_ELEMENTS)
            return fail_piece(text, err);
        memcpy(piece, text, length);
        piece[length] = '\0';
        const enum ikm_status status =
            parse_piece(run->form, piece, run->scope->arena, &changes[n], err);
        if (status != IKM_OK)
            return status;
        for (size_t i = 0; i < n; i++)
            if (changes[i].element == changes[n].element)
                return ikm_fail(err, IKM_USAGE,
                                "--what-if: unsur %s disebut dua kali",
                                "--what-if: element %s stands there twice",
                                run->form->elements[changes[n].element].key);
        n++;
        if (text[length] == '\0')
            break;
        text += length + 1;
    }
    *ret_n = n;
    return IKM_OK;
}

static enum ikm_status ask_what_if(const struct form_run *run,
                                   struct ikm_result *result,
                                   struct ikm_error *err)
{
    struct ikm_arena *arena = run->scope->arena;
    size_t n = 0;
    struct ikm_what_if_change *changes =
        ikm_arena_take(arena, IKM_MAX_ELEMENTS, sizeof *changes);
    struct ikm_what_if *what_if = ikm_arena_take(arena, 1, sizeof *what_if);
    if (!changes || !what_if)
        return ikm_fail_memory(err);
    enum ikm_status status = parse_changes(run, changes, &n, err);
    if (status != IKM_OK || result->index.reason != IKM_REASON_NONE)
        return status;
    status =
        ikm_what_if_of(run->form, &result->index, run->scope->query->weights,
                       changes, n, arena, what_if, err);
    result->what_if = what_if;
    return status;
}

/* A letter of the form, or a number from the least IKM to 100. */
static enum ikm_status parse_aim(const struct ikm_form *form, const char *text,
                                 int64_t *ret_hundredths, struct ikm_error *err)
{
    for (size_t c = 0; c < form->n_classes; c++)
        if (strcasecmp(form->classes[c].grade, text) == 0) {
            *ret_hundredths = form->classes[c].lower_hundredths;
            return IKM_OK;
        }
    if (ikm_parse_hundredths(text, ret_hundredths) &&
        *ret_hundredths * form->scale_max >= 10000 && *ret_hundredths <= 10000)
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "--aim %s bukan mutu kuesioner %s dan bukan nilai IKM; "
                    "tulis misalnya B atau 85",
                    "--aim %s is no grade of form %s and no IKM; write for "
                    "example B or 85",
                    text, form->id);
}

static enum ikm_status ask_aim(const struct form_run *run,
                               struct ikm_result *result, struct ikm_error *err)
{
    const struct ikm_query *query = run->scope->query;
    int64_t hundredths = 0;
    enum ikm_status status = parse_aim(run->form, query->aim, &hundredths, err);
    if (status == IKM_OK && query->weights == IKM_WEIGHTS_ROUNDED_TERMS)
        status = ikm_fail(err, IKM_USAGE,
                          "--aim tidak dapat dipakai bersama --weights "
                          "rounded-terms",
                          "--aim does not go with --weights rounded-terms");
    if (status != IKM_OK || result->index.reason != IKM_REASON_NONE)
        return status;
    struct ikm_aim *aim = ikm_arena_take(run->scope->arena, 1, sizeof *aim);
    if (!aim)
        return ikm_fail_memory(err);
    result->aim = aim;
    return ikm_aim_of(run->form, &result->index, query->weights, hundredths,
                      run->scope->arena, aim, err);
}

enum ikm_status what_if_of(const struct form_run *run,
                           struct ikm_result *result, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (run->scope->query->what_if)
        status = ask_what_if(run, result, err);
    if (status == IKM_OK && run->scope->query->aim)
        status = ask_aim(run, result, err);
    return status;
}
