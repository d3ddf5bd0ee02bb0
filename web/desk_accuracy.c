/* Counting keying errors, field by field. */
#include "web/desk_accuracy.h"

#include <string.h>

#include "analyze/proportion.h"
#include "data/respondent.h"

static struct accuracy_field *field_of(struct accuracy *clerk, int64_t form_id,
                                       size_t place, const char *name)
{
    for (size_t i = 0; i < clerk->n_fields; i++)
        if (clerk->field[i].form_id == form_id &&
            clerk->field[i].place == place)
            return &clerk->field[i];
    if (clerk->n_fields == ACCURACY_FIELDS_MOST)
        return NULL;
    struct accuracy_field *field = &clerk->field[clerk->n_fields++];
    *field = (struct accuracy_field){
        .form_id = form_id, .place = place, .name = name};
    return field;
}

static const char *name_of(struct web_page *page, const struct ikm_form *form,
                           size_t place)
{
    const size_t n_asked = ikm_form_n_asked(form);
    if (place >= n_asked)
        return ikm_field_name(ikm_keyed_field(place - n_asked), page->lang);
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *name = "?";
    ikm_text_printf(&text, "%s %s", desk_question_key(page, form, place),
                    ikm_question_about(form, place));
    return ikm_text_done(&text, &name, &ignored) == IKM_OK ? name : "?";
}

/* What ikm_amend() calls it. */
static const char *key_of(struct web_page *page, const struct ikm_form *form,
                          size_t place)
{
    const size_t n_asked = ikm_form_n_asked(form);
    return place >= n_asked ? ikm_field_key(ikm_keyed_field(place - n_asked))
                            : desk_question_key(page, form, place);
}

static enum ikm_status count_spot(struct web_page *page,
                                  struct ikm_store *store,
                                  struct accuracy *clerk,
                                  const struct ikm_spot *spot,
                                  struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    struct ikm_keyed first, second;
    struct ikm_response r;
    char id[IKM_UUID_TEXT_BYTES];
    uint8_t differs[IKM_KEYED_MOST];
    enum ikm_status status =
        ikm_store_form(store, spot->form_id, page->arena, &form, err);
    if (status == IKM_OK)
        status =
            ikm_store_read_response(store, spot->seq, page->arena, id, &r, err);
    if (status != IKM_OK)
        return status;
    const size_t n_asked = ikm_form_n_asked(form);
    if (!ikm_keyed_read(spot->first, n_asked, &first) ||
        !ikm_keyed_read(spot->second, n_asked, &second))
        return IKM_OK;
    const struct ikm_keyed now = ikm_keyed_of(&r);
    (void)ikm_keyed_compare(&first, &second, differs);
    for (size_t i = 0; i < n_asked + IKM_KEYED_FIELDS; i++) {
        struct accuracy_field *field =
            field_of(clerk, spot->form_id, i, name_of(page, form, i));
        if (field) {
            field->n++;
            field->n_wrong += differs[i];
        }
        clerk->n_keyed++;
        clerk->n_wrong += differs[i];
        if (differs[i])
            clerk->difference[clerk->n_differences++] =
                (struct accuracy_difference){spot,
                                             form,
                                             i,
                                             name_of(page, form, i),
                                             key_of(page, form, i),
                                             first.value[i],
                                             second.value[i],
                                             now.value[i]};
    }
    return IKM_OK;
}

enum ikm_status accuracy_count(struct web_page *page,
                               const struct ikm_desk_clerk *about,
                               const struct accuracy **ret_clerk,
                               struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct accuracy *clerk = ikm_arena_take(page->arena, 1, sizeof *clerk);
    enum ikm_status status = web_store(page, &store, err);
    if (!clerk)
        return ikm_fail_memory(err);
    clerk->about = *about;
    *ret_clerk = clerk;
    if (status == IKM_OK)
        status = ikm_store_done_spots(store, about->account_id, page->arena,
                                      &clerk->n_spots, &clerk->spot, err);
    if (status != IKM_OK)
        return status;
    clerk->difference =
        ikm_arena_take(page->arena, clerk->n_spots * IKM_KEYED_MOST + 1,
                       sizeof *clerk->difference);
    if (!clerk->difference)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < clerk->n_spots && status == IKM_OK; i++)
        status = count_spot(page, store, clerk, &clerk->spot[i], err);
    return status;
}

/* Is the clerk's own office one that this account sees? */
static int is_seen(const struct web_page *page, const struct ikm_units *units,
                   const struct ikm_desk_clerk *clerk)
{
    if (page->account->unit_id == 0)
        return 1;
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == clerk->unit_id)
            return 1;
    return 0;
}

enum ikm_status accuracy_clerks(struct web_page *page, size_t *ret_n,
                                const struct ikm_desk_clerk **ret_clerks,
                                struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    size_t n = 0;
    size_t n_all = 0;
    const struct ikm_desk_clerk *all = NULL;
    enum ikm_status status = web_units(page, &units, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_desk_clerks(store, page->arena, &n_all, &all, err);
    struct ikm_desk_clerk *seen =
        ikm_arena_take(page->arena, n_all + 1, sizeof *seen);
    if (!seen)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_all && status == IKM_OK; i++)
        if (is_seen(page, &units, &all[i]))
            seen[n++] = all[i];
    *ret_n = n;
    *ret_clerks = seen;
    return status;
}

/* "1,25 %" */
static const char *percent(struct web_page *page, double share)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    const long hundredths = (long)(share * 10000 + 0.5);
    ikm_text_printf(&text, "%ld%s%02ld %%", hundredths / 100,
                    page->lang == IKM_LANG_EN ? "." : ",", hundredths % 100);
    return ikm_text_done(&text, &done, &ignored) == IKM_OK ? done : "";
}

void accuracy_write_rate(struct web_page *page, int64_t n_wrong, int64_t n)
{
    struct html *out = &page->html;
    const struct ikm_proportion told =
        ikm_proportion_of(n_wrong, n, ACCURACY_TAIL);
    html(out, "<td class=\"angka\">%lld</td><td class=\"angka\">%lld</td>",
         (long long)n, (long long)n_wrong);
    if (told.is_defined)
        html(out, "<td class=\"angka\">%s</td><td class=\"angka\">%s</td>",
             percent(page, told.share), percent(page, told.high));
    else
        html(out, "<td class=\"angka\">-</td><td class=\"angka\">-</td>");
}

void accuracy_write_heads(struct web_page *page)
{
    html_say(
        &page->html,
        "<th scope=\"col\" class=\"angka\">Diperiksa</th><th scope=\"col\" "
        "class=\"angka\">Beda</th><th scope=\"col\" "
        "class=\"angka\">Keliru</th><th scope=\"col\" "
        "class=\"angka\">Paling banyak</th>",
        "<th scope=\"col\" class=\"angka\">Checked</th><th scope=\"col\" "
        "class=\"angka\">Differ</th><th scope=\"col\" "
        "class=\"angka\">Errors</th><th scope=\"col\" "
        "class=\"angka\">At most</th>");
}
