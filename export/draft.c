#include "export/draft.h"

#include <inttypes.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/store_registers.h"

static int same_words(const char *a, const char *b)
{
    char x[256], y[256];
    (void)ikm_fold_letters(a, x, sizeof x);
    (void)ikm_fold_letters(b, y, sizeof y);
    return strcmp(x, y) == 0;
}

static void add_text(struct ikm_draft_item *item,
                     const struct ikm_programme *programme,
                     const struct ikm_cause_count *cause)
{
    for (size_t i = 0; i < item->n_texts; i++)
        if (item->text[i].programme == programme)
            return;
    if (item->n_texts < IKM_DRAFT_TEXTS)
        item->text[item->n_texts++] = (struct ikm_draft_text){programme, cause};
}

/* Rows of the element that answer `cause` (NULL: none in particular). */
static void add_texts(struct ikm_draft_item *item,
                      const struct ikm_programmes *programmes, const char *key,
                      const struct ikm_cause_count *cause)
{
    for (size_t i = 0; i < programmes->n; i++) {
        const struct ikm_programme *p = &programmes->programme[i];
        if (strcmp(p->element, key) == 0 &&
            (cause ? p->cause[0] != '\0' && same_words(p->cause, cause->text)
                   : p->cause[0] == '\0'))
            add_text(item, p, cause);
    }
}

static void choose_texts(const struct ikm_result *result,
                         const struct ikm_programmes *programmes,
                         struct ikm_draft_item *item)
{
    const struct ikm_element *element = &result->form->elements[item->element];
    const struct ikm_element_more *more = &result->more[item->element];
    for (size_t i = 0; i < more->n_causes; i++)
        if (more->causes[i].code != 0)
            add_texts(item, programmes, element->key, &more->causes[i]);
    add_texts(item, programmes, element->key, NULL);
    for (size_t i = 0; i < programmes->n && item->n_texts == 0; i++) {
        const struct ikm_programme *p = &programmes->programme[i];
        if (p->element[0] == '\0' && p->remedy == element->remedy)
            add_text(item, p, NULL);
    }
}

/* Of this element, office and period: the first item that is not dropped. */
static int64_t planned_of(const struct ikm_result *result, int64_t unit_id,
                          const struct ikm_plan_item *items, size_t n,
                          size_t element)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].unit_id == unit_id &&
            items[i].status != IKM_PLAN_DROPPED &&
            strcmp(items[i].form, result->form->id) == 0 &&
            strcmp(items[i].element, result->form->elements[element].key) ==
                0 &&
            ikm_date_compare(items[i].period.from, result->period.from) == 0 &&
            ikm_date_compare(items[i].period.to, result->period.to) == 0)
            return items[i].item_id;
    return 0;
}

static int is_flat(const struct ikm_result *result)
{
    const struct ikm_index *index = &result->index;
    for (size_t e = 0; e < index->n_elements; e++)
        if (index->element[e].rank != 1 || index->element[e].grade > 0)
            return 0;
    return 1;
}

static size_t unknown_rows(const struct ikm_form *form,
                           const struct ikm_programmes *programmes)
{
    size_t n = 0;
    for (size_t i = 0; i < programmes->n; i++)
        n += programmes->programme[i].element[0] != '\0' &&
             ikm_form_element(form, programmes->programme[i].element) < 0;
    return n;
}

/* What all drafts of an analysis share. */
struct drafting {
    const struct ikm_programmes *programmes;
    size_t most;
    struct ikm_date today;
    int64_t unit_id;
    size_t n_planned;
    const struct ikm_plan_item *planned;
};

static enum ikm_status make_draft(const struct drafting *drafting,
                                  const struct ikm_result *result,
                                  struct ikm_arena *arena,
                                  struct ikm_draft *draft,
                                  struct ikm_error *err)
{
    const struct ikm_date end = result->period.kind == IKM_PERIOD_ALL
                                    ? drafting->today
                                    : result->period.to;
    const size_t n_told =
        is_flat(result)
            ? 0
            : (result->n_priorities < drafting->most ? result->n_priorities
                                                     : drafting->most);
    struct ikm_draft_item *items = ikm_arena_take(arena, n_told, sizeof *items);
    if (!items)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n_told; i++) {
        struct ikm_draft_item *item = &items[i];
        item->place = i;
        item->element = result->priorities[i].element;
        choose_texts(result, drafting->programmes, item);
        item->quarter_from = end.year * 4 + (end.month - 1) / 3 + 1;
        item->quarter_to = item->quarter_from;
        if (item->n_texts > 0)
            item->quarter_to += item->text[0].programme->n_quarters - 1;
        item->planned = planned_of(result, drafting->unit_id, drafting->planned,
                                   drafting->n_planned, item->element);
    }
    *draft = (struct ikm_draft){
        .result = result,
        .n_items = n_told,
        .items = items,
        .n_left = n_told > 0 ? result->n_priorities - n_told : 0,
        .n_unknown_rows = unknown_rows(result->form, drafting->programmes)};
    return IKM_OK;
}

enum ikm_status
ikm_draft_make(struct ikm_store *store, const struct ikm_analysis *analysis,
               const struct ikm_programmes *programmes, size_t most,
               struct ikm_date today, struct ikm_arena *arena,
               const struct ikm_draft **ret_drafts, struct ikm_error *err)
{
    struct drafting drafting = {programmes, most, today, 0, 0, NULL};
    struct ikm_unit unit = {0};
    enum ikm_status status = IKM_OK;
    struct ikm_draft *drafts =
        ikm_arena_take(arena, analysis->n_results, sizeof *drafts);
    if (!drafts)
        return ikm_fail_memory(err);
    if (analysis->query.unit)
        status =
            ikm_store_find_unit(store, analysis->query.unit, arena, &unit, err);
    drafting.unit_id = unit.unit_id;
    if (status == IKM_OK && unit.unit_id != 0)
        status = ikm_store_plan(store, unit.unit_id, arena, &drafting.n_planned,
                                &drafting.planned, err);
    for (size_t i = 0; i < analysis->n_results && status == IKM_OK; i++)
        status = make_draft(&drafting, &analysis->results[i], arena, &drafts[i],
                            err);
    *ret_drafts = drafts;
    return status;
}

/* ---- quarters ---- */

void ikm_quarters_text(struct ikm_text *text, int32_t from, int32_t to)
{
    ikm_text_printf(text, "%" PRId32 "-TW%" PRId32, from / 4, from % 4 + 1);
    if (to != from)
        ikm_text_printf(text, "..%" PRId32 "-TW%" PRId32, to / 4, to % 4 + 1);
}

/* ---- for programs ---- */

static void put_string(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, ",\"%s\":", key);
    ikm_text_json(text, value);
}

static void put_texts(struct ikm_text *text, const struct ikm_draft_item *item)
{
    ikm_text_put(text, ",\"programmes\":[");
    for (size_t i = 0; i < item->n_texts; i++) {
        const struct ikm_programme *p = item->text[i].programme;
        ikm_text_put(text, i > 0 ? ",{\"text\":" : "{\"text\":");
        ikm_text_json(text, p->text);
        ikm_text_printf(text, ",\"remedy\":\"%c\"", p->remedy);
        put_string(text, "cause", p->cause[0] != '\0' ? p->cause : NULL);
        ikm_text_printf(text, ",\"n_quarters\":%d", p->n_quarters);
        put_string(text, "in_charge", p->in_charge);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

static void put_item(struct ikm_text *text, const struct ikm_result *result,
                     const struct ikm_draft_item *item)
{
    const struct ikm_element *element = &result->form->elements[item->element];
    const struct ikm_element_more *more = &result->more[item->element];
    ikm_text_put(text, "{\"element\":");
    ikm_text_json(text, element->key);
    put_string(text, "code", element->code);
    put_string(text, "name", element->name);
    ikm_text_printf(text, ",\"remedy\":\"%c\"", element->remedy);
    if (more->p_lowest3.is_defined)
        ikm_text_printf(text, ",\"p_lowest3\":%.15g", more->p_lowest3.p);
    else
        ikm_text_put(text, ",\"p_lowest3\":null");
    ikm_text_put(text, ",\"quarters\":\"");
    ikm_quarters_text(text, item->quarter_from, item->quarter_to);
    ikm_text_put(text, "\",\"causes\":[");
    for (size_t i = 0; i < more->n_causes; i++) {
        ikm_text_put(text, i > 0 ? ",{\"label\":" : "{\"label\":");
        ikm_text_json(text, more->causes[i].text);
        ikm_text_printf(text, ",\"count\":%" PRId64 "}", more->causes[i].count);
    }
    ikm_text_put(text, "]");
    put_texts(text, item);
    if (item->planned != 0)
        ikm_text_printf(text, ",\"planned\":%" PRId64 "}", item->planned);
    else
        ikm_text_put(text, ",\"planned\":null}");
}

void ikm_draft_to_json(const struct ikm_analysis *analysis,
                       const struct ikm_draft *drafts, struct ikm_text *text)
{
    char period[IKM_PERIOD_TEXT_BYTES];
    ikm_text_put(text, "{\"schema\":\"ikm.plan-draft/1\",\"drafts\":[");
    for (size_t d = 0; d < analysis->n_results; d++) {
        const struct ikm_result *result = drafts[d].result;
        ikm_text_put(text, d > 0 ? ",{\"form\":" : "{\"form\":");
        ikm_text_json(text, result->form->id);
        put_string(text, "unit", result->unit);
        put_string(text, "period",
                   result->period.kind == IKM_PERIOD_ALL
                       ? NULL
                       : ikm_period_text(&result->period, period));
        ikm_text_put(text, ",\"items\":[");
        for (size_t i = 0; i < drafts[d].n_items; i++) {
            ikm_text_put(text, i > 0 ? "," : "");
            put_item(text, result, &drafts[d].items[i]);
        }
        ikm_text_printf(text, "],\"left\":%zu}", drafts[d].n_left);
    }
    ikm_text_put(text, "]}\n");
}
