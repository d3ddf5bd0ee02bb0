#include "export/to_xlsx_internal.h"

/* No date of a survey lies before. */
static const struct ikm_date first_day = {1900, 1, 1};

static enum ikm_status assemble(struct xlsx_book *book, struct ikm_query query,
                                struct ikm_analysis *ret_analysis,
                                struct ikm_error *err)
{
    query.form = book->form->id;
    query.n_bootstrap = 0;
    query.what_if = NULL;
    query.aim = NULL;
    return ikm_assemble(book->store, &query, book->arena, ret_analysis, err);
}

static enum ikm_status gather_grouping(struct xlsx_book *book, enum ikm_by by,
                                       struct xlsx_groups *groups,
                                       struct ikm_error *err)
{
    struct ikm_query query = book->analysis->query;
    struct ikm_analysis analysis = {0};
    query.by = by;
    const enum ikm_status status = assemble(book, query, &analysis, err);
    *groups = (struct xlsx_groups){
        .by = by, .n = analysis.n_results, .results = analysis.results};
    return status;
}

/* Periods of the kind asked for, up to its end; a free range and "everything"
 * go by quarters. */
static enum ikm_status gather_periods(struct xlsx_book *book,
                                      struct ikm_analysis *periods,
                                      struct ikm_error *err)
{
    struct ikm_query query = book->analysis->query;
    query.by = IKM_BY_PERIOD;
    query.every = query.period.kind == IKM_PERIOD_RANGE ? IKM_PERIOD_QUARTER
                                                        : query.period.kind;
    if (query.period.kind != IKM_PERIOD_ALL)
        query.period = (struct ikm_period){
            .kind = IKM_PERIOD_RANGE, .from = first_day, .to = query.period.to};
    return assemble(book, query, periods, err);
}

static enum ikm_status make_sheets(struct xlsx_book *book,
                                   struct ikm_error *err)
{
    const struct ikm_query *query = &book->analysis->query;
    const struct ikm_plan_about about = {query->unit, query->service};
    struct ikm_analysis periods = {0};
    struct ikm_plan_view plan = {0};
    enum ikm_status status = gather_periods(book, &periods, err);
    if (status == IKM_OK)
        status = ikm_plan_view(book->store, &about, &query->period, 0,
                               book->arena, &plan, err);
    if (status == IKM_OK)
        status = ikm_report_of_book(book->result, &periods, &plan, book->lang,
                                    book->arena, &book->sheets, err);
    return status;
}

static enum ikm_status gather_all(struct xlsx_book *book, struct ikm_error *err)
{
    static const enum ikm_by by[XLSX_GROUPINGS] = {
        IKM_BY_GENDER,     IKM_BY_AGE,     IKM_BY_EDUCATION, IKM_BY_OCCUPATION,
        IKM_BY_DISABILITY, IKM_BY_CHANNEL, IKM_BY_HOUR};
    enum ikm_status status =
        gather_grouping(book, IKM_BY_SERVICE, &book->more.services, err);
    for (size_t g = 0; g < XLSX_GROUPINGS && status == IKM_OK; g++)
        status = gather_grouping(book, by[g], &book->more.groups[g], err);
    if (status == IKM_OK)
        status = make_sheets(book, err);
    return status;
}

enum ikm_status xlsx_gather(struct xlsx_book *book, struct ikm_error *err)
{
    ikm_store_keep_rows(book->store);
    const enum ikm_status status = gather_all(book, err);
    ikm_store_forget_rows(book->store);
    return status;
}
