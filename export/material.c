#include <string.h>

#include "data/store_responses.h"
#include "export/document.h"
#include "export/of_service.h"

/* More rows than this are no table that anyone reads on paper. */
enum { ROWS_LISTED = 500 };

/* How the respondents are told, and the services. */
static const enum ikm_by told[] = {IKM_BY_GENDER,     IKM_BY_AGE,
                                   IKM_BY_EDUCATION,  IKM_BY_OCCUPATION,
                                   IKM_BY_DISABILITY, IKM_BY_SERVICE};

const struct ikm_section *ikm_report_find(const struct ikm_report *report,
                                          const char *key)
{
    for (size_t i = 0; i < report->n_sections; i++)
        if (strcmp(report->sections[i].key, key) == 0)
            return &report->sections[i];
    return NULL;
}

static enum ikm_status read_groups(struct ikm_store *store,
                                   const struct ikm_query *query,
                                   struct ikm_arena *arena,
                                   struct ikm_material *material,
                                   struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < IKM_COUNT(told) && status == IKM_OK; i++) {
        struct ikm_query groups = *query;
        groups.by = told[i];
        groups.form = material->result->form->id;
        groups.with_trend = 0;
        groups.n_bootstrap = 0;
        groups.min_group = 0;
        groups.is_published = 1;
        status =
            ikm_assemble(store, &groups, arena, &material->by[told[i]], err);
        material->has_by[told[i]] = status == IKM_OK;
    }
    return status;
}

/* ---- the rows of the processing table ---- */

struct pass {
    const struct ikm_query *query;
    struct ikm_of_service of_service;
    int needs_all;
    struct ikm_material_row *row;
    size_t n, room;
};

static enum ikm_status take_row(void *context, int64_t seq,
                                const struct ikm_response *response,
                                struct ikm_error *err)
{
    struct pass *pass = context;
    int n_blank = 0;
    (void)seq;
    (void)err;
    for (size_t q = 0; q < response->n_answers; q++)
        n_blank += response->answer[q] == 0;
    if (response->state != IKM_RESPONSE_USED || pass->n == pass->room ||
        (pass->needs_all && n_blank > 0) ||
        !ikm_of_service_holds(&pass->of_service, response->service_id) ||
        !ikm_period_holds(&pass->query->period, response->date))
        return IKM_OK;
    memcpy(pass->row[pass->n++].answer, response->answer, response->n_answers);
    return IKM_OK;
}

static enum ikm_status make_slice(struct ikm_store *store,
                                  const struct ikm_material *material,
                                  struct ikm_arena *arena,
                                  struct ikm_slice *slice,
                                  struct ikm_error *err)
{
    const struct ikm_query *query = &material->analysis.query;
    const struct ikm_form *form = NULL;
    struct ikm_units units = {0};
    struct ikm_unit unit = {0};
    enum ikm_status status = ikm_store_find_form(
        store, material->result->form->id, arena, &form, &slice->form_id, err);
    if (status == IKM_OK && query->unit)
        status = ikm_store_find_unit(store, query->unit, arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, unit.unit_id, arena, &units, err);
    if (status != IKM_OK)
        return status;
    int64_t *ids = ikm_arena_take(arena, units.n_units + 1, sizeof *ids);
    if (!ids)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < units.n_units; i++)
        ids[i] = units.unit[i].unit_id;
    slice->unit_ids = ids;
    slice->n_units = query->unit ? units.n_units : 0;
    if (query->period.kind != IKM_PERIOD_ALL) {
        slice->month_from = ikm_date_month_index(query->period.from);
        slice->month_to = ikm_date_month_index(query->period.to);
    }
    return IKM_OK;
}

static enum ikm_status read_rows(struct ikm_store *store,
                                 struct ikm_arena *arena,
                                 struct ikm_material *material,
                                 struct ikm_error *err)
{
    const struct ikm_query *query = &material->analysis.query;
    struct ikm_slice slice = {0};
    struct pass pass = {.query = query,
                        .needs_all = query->rows == IKM_ROWS_COMPLETE,
                        .room = ROWS_LISTED};
    if (material->result->ledger.used > ROWS_LISTED)
        return IKM_OK;
    enum ikm_status status = make_slice(store, material, arena, &slice, err);
    if (status == IKM_OK)
        status = ikm_of_service_find(store, query->service, arena,
                                     &pass.of_service, err);
    pass.row = ikm_arena_take(arena, ROWS_LISTED, sizeof *pass.row);
    if (status == IKM_OK && !pass.row)
        status = ikm_fail_memory(err);
    if (status == IKM_OK)
        status =
            ikm_store_each_response(store, &slice, 0, take_row, &pass, err);
    material->rows = pass.row;
    material->n_rows = pass.n;
    material->has_rows = status == IKM_OK;
    return status;
}

/* ---- office ---- */

static enum ikm_status read_office(struct ikm_store *store,
                                   struct ikm_arena *arena,
                                   struct ikm_material *material,
                                   struct ikm_error *err)
{
    const struct ikm_query *query = &material->analysis.query;
    struct ikm_unit unit = {0};
    enum ikm_status status = IKM_OK;
    if (query->unit)
        status = ikm_store_find_unit(store, query->unit, arena, &unit, err);
    if (status == IKM_OK && query->unit)
        status =
            ikm_store_annexes_of(store, unit.unit_id, &query->period, arena,
                                 &material->n_annexes, &material->annexes, err);
    if (status == IKM_OK)
        status = ikm_store_office(store, unit.unit_id, arena, &material->office,
                                  err);
    if (status == IKM_OK &&
        material->office.value[IKM_OFFICE_NAME].text[0] == '\0')
        material->office.value[IKM_OFFICE_NAME].text =
            unit.name ? unit.name : material->unit;
    return status;
}

static enum ikm_status fail_forms(const struct ikm_analysis *analysis,
                                  struct ikm_arena *arena,
                                  struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(arena);
    const char *names = "";
    for (size_t i = 0; i < analysis->n_results; i++)
        ikm_text_printf(&list, "%s%s", i > 0 ? ", " : "",
                        analysis->results[i].form->id);
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_INPUT,
                    "ada beberapa kuesioner (%s); satu laporan memuat satu: "
                    "pilih dengan --form",
                    "there are several forms (%s); a report is about one: "
                    "choose with --form",
                    names);
}

static enum ikm_status read_all(struct ikm_store *store,
                                const struct ikm_query *query,
                                struct ikm_date made, struct ikm_arena *arena,
                                struct ikm_material *material,
                                struct ikm_error *err)
{
    struct ikm_query asked = *query;
    *material = (struct ikm_material){.made = made};
    asked.with_trend = 1;
    enum ikm_status status =
        ikm_assemble(store, &asked, arena, &material->analysis, err);
    if (status == IKM_OK && material->analysis.n_results > 1)
        status = fail_forms(&material->analysis, arena, err);
    if (status != IKM_OK)
        return status;
    material->result = &material->analysis.results[0];
    material->unit = material->result->name;
    status = ikm_report_of_analysis(&material->analysis, query->lang, arena,
                                    &material->report, err);
    if (status == IKM_OK)
        status =
            read_groups(store, &material->analysis.query, arena, material, err);
    if (status == IKM_OK)
        status = read_rows(store, arena, material, err);
    if (status == IKM_OK)
        status = read_office(store, arena, material, err);
    return status;
}

enum ikm_status ikm_material_read(struct ikm_store *store,
                                  const struct ikm_query *query,
                                  struct ikm_date made, struct ikm_arena *arena,
                                  struct ikm_material *ret_material,
                                  struct ikm_error *err)
{
    ikm_store_keep_rows(store);
    const enum ikm_status status =
        read_all(store, query, made, arena, ret_material, err);
    ikm_store_forget_rows(store);
    return status;
}
