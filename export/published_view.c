/* Every publication beside the figures of today. */
#include <inttypes.h>
#include <string.h>

#include "data/base/number.h"
#include "data/store_tallies.h"
#include "export/analysis.h"

struct viewing {
    struct ikm_store *store;
    struct ikm_arena *arena;
    struct ikm_units units;
    size_t n, room;
    struct ikm_published_entry *entry;
    size_t n_changed;
};

struct adding {
    const struct ikm_form *form;
    struct ikm_tally tally;
};

static enum ikm_status add_tally(void *context, int64_t unit_id, int32_t month,
                                 const struct ikm_tally *tally,
                                 struct ikm_error *err)
{
    struct adding *adding = context;
    (void)unit_id;
    (void)month;
    (void)err;
    ikm_tally_merge(&adding->tally, tally, adding->form->n_elements,
                    adding->form->scale_max);
    return IKM_OK;
}

/* Whole months: out of the rollups. */
static enum ikm_status compare_by_tally(struct viewing *viewing,
                                        const struct ikm_publication *p,
                                        struct ikm_frozen_form *frozen,
                                        struct ikm_error *err)
{
    struct adding adding = {0};
    struct ikm_units below = {0};
    struct ikm_index index;
    int64_t form_id = 0;
    const int is_all = p->period.kind == IKM_PERIOD_ALL;
    enum ikm_status status =
        ikm_store_find_form(viewing->store, frozen->told.form, viewing->arena,
                            &adding.form, &form_id, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(viewing->store, p->unit_id,
                                       viewing->arena, &below, err);
    int64_t *ids = ikm_arena_take(viewing->arena, below.n_units, sizeof *ids);
    if (status != IKM_OK || !ids)
        return status != IKM_OK ? status : ikm_fail_memory(err);
    for (size_t i = 0; i < below.n_units; i++)
        ids[i] = below.unit[i].unit_id;
    const struct ikm_slice slice = {
        .form_id = form_id,
        .n_units = below.n_units,
        .unit_ids = ids,
        .month_from = is_all ? 0 : ikm_date_month_index(p->period.from),
        .month_to = is_all ? 0 : ikm_date_month_index(p->period.to)};
    if (form_id != 0)
        status = ikm_store_each_tally(viewing->store, &slice, add_tally,
                                      &adding, err);
    if (status == IKM_OK)
        status = ikm_index_of(adding.form, &adding.tally.answered,
                              IKM_WEIGHTS_EXACT, viewing->arena, &index, err);
    if (status == IKM_OK)
        ikm_published_compare(frozen, adding.form, adding.tally.n_used,
                              adding.tally.n_used > 0 ? &index : NULL);
    return status;
}

/* A range that cuts months: the whole pipeline. */
static enum ikm_status compare_by_rows(struct viewing *viewing,
                                       const struct ikm_publication *p,
                                       const struct ikm_unit *unit,
                                       struct ikm_frozen_form *frozen,
                                       struct ikm_error *err)
{
    struct ikm_analysis analysis;
    struct ikm_error said = {.lang = err->lang};
    const struct ikm_query query = {.lang = err->lang,
                                    .unit = unit->code,
                                    .period = p->period,
                                    .form = frozen->told.form};
    const enum ikm_status status =
        ikm_assemble(viewing->store, &query, viewing->arena, &analysis, &said);
    if (status == IKM_INPUT) { /* nothing is left */
        ikm_published_compare(frozen, NULL, 0, NULL);
        return IKM_OK;
    }
    if (status != IKM_OK) {
        *err = said;
        return status;
    }
    ikm_published_compare(frozen, analysis.results[0].form,
                          analysis.results[0].ledger.used,
                          &analysis.results[0].index);
    return IKM_OK;
}

static enum ikm_status add_entry(struct viewing *viewing,
                                 const struct ikm_publication *p,
                                 const struct ikm_unit *unit,
                                 struct ikm_error *err)
{
    size_t n = 0;
    struct ikm_frozen_form *forms = NULL;
    enum ikm_status status =
        ikm_published_read(p, viewing->arena, &n, &forms, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        struct ikm_published_entry *grown =
            ikm_arena_grow(viewing->arena, viewing->entry, viewing->n,
                           &viewing->room, sizeof *grown);
        if (!grown)
            return ikm_fail_memory(err);
        viewing->entry = grown;
        status = p->period.kind != IKM_PERIOD_ALL &&
                         !ikm_period_whole_months(&p->period)
                     ? compare_by_rows(viewing, p, unit, &forms[i], err)
                     : compare_by_tally(viewing, p, &forms[i], err);
        viewing->n_changed += forms[i].told.is_changed != 0;
        viewing->entry[viewing->n++] =
            (struct ikm_published_entry){p, unit, &forms[i].told};
    }
    return status;
}

static const struct ikm_unit *unit_of(const struct ikm_units *units,
                                      int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return &units->unit[i];
    return NULL;
}

enum ikm_status ikm_publications_view(struct ikm_store *store, const char *unit,
                                      const struct ikm_period *period,
                                      struct ikm_arena *arena,
                                      struct ikm_publications *ret,
                                      struct ikm_error *err)
{
    struct viewing viewing = {.store = store, .arena = arena};
    struct ikm_unit asked = {0};
    const struct ikm_publication *all = NULL;
    size_t n = 0;
    enum ikm_status status = IKM_OK;
    if (unit)
        status = ikm_store_find_unit(store, unit, arena, &asked, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, asked.unit_id, arena,
                                       &viewing.units, err);
    if (status == IKM_OK)
        status = ikm_store_publications(store, 0, arena, &n, &all, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct ikm_unit *of = unit_of(&viewing.units, all[i].unit_id);
        const int is_asked =
            period->kind == IKM_PERIOD_ALL ||
            (ikm_date_compare(period->from, all[i].period.from) == 0 &&
             ikm_date_compare(period->to, all[i].period.to) == 0);
        if (of && is_asked)
            status = add_entry(&viewing, &all[i], of, err);
    }
    *ret =
        (struct ikm_publications){viewing.n, viewing.entry, viewing.n_changed};
    return status;
}

/* ---- for programs ---- */

static void put_string(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, ",\"%s\":", key);
    ikm_text_json(text, value[0] != '\0' ? value : NULL);
}

static void put_value(struct ikm_text *text, const char *key, int64_t value)
{
    char number[IKM_FIXED_TEXT_BYTES];
    ikm_text_printf(text, ",\"%s\":%s", key,
                    value < 0 ? "null" : ikm_fixed_text(value, 2, 0, number));
}

static void put_form(struct ikm_text *text, const struct ikm_published_form *f)
{
    ikm_text_put(text, "{\"form\":");
    ikm_text_json(text, f->form);
    put_value(text, "value", f->value_hundredths);
    put_string(text, "grade", f->grade);
    ikm_text_printf(text, ",\"used\":%" PRId64 ",\"changed\":%s", f->used,
                    f->is_changed ? "true" : "false");
    put_value(text, "value_now", f->value_now_hundredths);
    put_string(text, "grade_now", f->grade_now);
    ikm_text_printf(text, ",\"used_now\":%" PRId64 ",\"elements_changed\":%zu}",
                    f->used_now, f->n_changed);
}

static void put_publication(struct ikm_text *text,
                            const struct ikm_published_entry *entry)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    char digest[IKM_DIGEST_TEXT_BYTES];
    const struct ikm_publication *p = entry->publication;
    ikm_text_printf(text, "{\"id\":%" PRId64, p->publication_id);
    put_string(text, "unit", entry->unit->code);
    put_string(text, "name", entry->unit->name);
    put_string(text, "period", ikm_period_text(&p->period, period));
    put_string(text, "medium", p->medium);
    put_string(text, "date", ikm_date_text(p->date, day));
    put_string(text, "address", p->address);
    put_string(text, "photo", p->photo);
    put_string(text, "digest", ikm_digest_text(&p->digest, digest));
    put_string(text, "actor", p->actor);
    ikm_text_put(text, ",\"forms\":[");
}

enum ikm_status
ikm_publications_to_json(const struct ikm_publications *published,
                         struct ikm_text *text, struct ikm_error *err)
{
    size_t n = 0;
    const struct ikm_medium_count *media = NULL;
    const struct ikm_publication *last = NULL;
    const enum ikm_status status =
        ikm_media_of(published, text->arena, &n, &media, err);
    if (status != IKM_OK)
        return status;
    ikm_text_put(text, "{\"schema\":\"ikm.publications/1\",\"publications\":[");
    for (size_t i = 0; i < published->n_entries; i++) {
        const struct ikm_published_entry *entry = &published->entries[i];
        if (entry->publication == last) {
            ikm_text_put(text, ",");
        } else {
            ikm_text_put(text, last ? "]}," : "");
            put_publication(text, entry);
        }
        put_form(text, entry->form);
        last = entry->publication;
    }
    ikm_text_put(text, last ? "]}],\"media\":[" : "],\"media\":[");
    for (size_t i = 0; i < n; i++) {
        ikm_text_put(text, i > 0 ? ",{\"medium\":" : "{\"medium\":");
        ikm_text_json(text, media[i].medium);
        ikm_text_printf(text, ",\"count\":%" PRId64 "}", media[i].count);
    }
    ikm_text_put(text, "]}\n");
    return IKM_OK;
}
