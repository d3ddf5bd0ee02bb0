#include "export/to_csv.h"

#include <inttypes.h>

#include "data/base/number.h"
#include "export/to_csv_groups.h"

static void put_integer(struct ikm_text *text, int64_t value)
{
    ikm_text_printf(text, ",%" PRId64, value);
}

static void put_count(struct ikm_text *text, int64_t value)
{
    if (value >= 0)
        put_integer(text, value);
    else
        ikm_text_put(text, ",");
}

static void put_fixed(struct ikm_text *text, int64_t value, int decimals,
                      int is_defined)
{
    char buffer[IKM_FIXED_TEXT_BYTES];
    ikm_text_put(text, ",");
    if (is_defined)
        ikm_text_put(text, ikm_fixed_text(value, decimals, 0, buffer));
}

static void put_cell(struct ikm_text *text, const char *words)
{
    ikm_text_put(text, ",");
    ikm_text_csv(text, words ? words : "", 0);
}

static void put_change(struct ikm_text *text, const struct ikm_change *change)
{
    char from[IKM_PERIOD_TEXT_BYTES];
    if (change->known)
        ikm_text_printf(text, ",%.15g,%s", change->difference,
                        ikm_period_text(&change->before, from));
    else
        ikm_text_put(text, ",,");
}

static void put_real(struct ikm_text *text, double value, int is_defined)
{
    ikm_text_put(text, ",");
    if (is_defined)
        ikm_text_printf(text, "%.15g", value);
}

static void put_interval(struct ikm_text *text,
                         const struct ikm_interval *interval)
{
    put_real(text, interval->low, interval->is_defined);
    put_real(text, interval->high, interval->is_defined);
}

/* The columns from `se` on, of the index. */
static void put_index_certainty(struct ikm_text *text,
                                const struct ikm_result *result)
{
    const struct ikm_certainty *certainty = &result->certainty;
    const struct ikm_grade_certainty *grade = &certainty->grade;
    const int g = result->index.grade;
    const int has_grade = grade->is_defined && g != IKM_CLASS_NONE;
    put_real(text, certainty->interval.se, certainty->interval.ci95.is_defined);
    ikm_text_put(text, ",");
    put_interval(text, &certainty->interval.ci95);
    put_real(text, result->change.p.p, result->change.p.is_defined);
    ikm_text_put(text, ",,,");
    put_real(text, has_grade ? grade->probability[g] : 0, has_grade);
    put_count(text, has_grade ? grade->is_firm : -1);
    put_real(text, result->reliability->alpha, result->reliability->has_alpha);
    ikm_text_put(text, ",,,");
}

static void put_element_certainty(struct ikm_text *text,
                                  const struct ikm_element_more *more)
{
    ikm_text_put(text, ",");
    put_real(text, more->interval.sd, more->interval.has_sd);
    put_interval(text, &more->interval.ci95);
    put_real(text, more->change.p.p, more->change.p.is_defined);
    put_real(text, more->change.p_holm.p, more->change.p_holm.is_defined);
    put_real(text, more->p_lowest3.p, more->p_lowest3.is_defined);
    put_real(text, more->gain.gain, more->gain.is_defined);
    ikm_text_put(text, ",,,");
}

/* The columns from `importance_source` on, of the index and of an element. */
static void put_index_importance(struct ikm_text *text,
                                 const struct ikm_weighed *weighed)
{
    const struct ikm_conformity *conformity = &weighed->conformity;
    put_cell(text, ikm_importance_source_name(weighed->importance.source));
    ikm_text_put(text, ",,,");
    put_real(text, conformity->tki, conformity->is_defined);
    put_real(text, conformity->csi, conformity->is_defined);
    put_real(text, weighed->gaps ? weighed->gaps->difference : 0,
             weighed->gaps && weighed->gaps->n_gaps > 0);
    ikm_text_put(text, ",,,,");
}

static void put_element_importance(struct ikm_text *text,
                                   const struct ikm_weighed *weighed, size_t e)
{
    static const struct ikm_gap none;
    const struct ikm_importance_item *item = &weighed->importance.item[e];
    const struct ikm_gap *gap =
        weighed->gaps ? &weighed->gaps->element[e] : &none;
    put_cell(text, ikm_importance_source_name(weighed->importance.source));
    put_interval(text, &item->ci95);
    put_real(text, item->mean, item->n > 0);
    put_real(text, weighed->conformity.element_tki[e],
             weighed->conformity.has_tki[e]);
    ikm_text_put(text, ",");
    put_real(text, gap->difference, gap->n > 0);
    put_interval(text, &gap->ci95);
    put_real(text, gap->p.p, gap->p.is_defined);
    put_real(text, gap->p_holm.p, gap->p_holm.is_defined);
}

/* The columns from `importance` to `quadrant_certain`. */
static void put_importance(struct ikm_text *text,
                           const struct ikm_weighed *weighed, size_t e)
{
    const struct ikm_importance_item *item = &weighed->importance.item[e];
    const struct ikm_ipa_point *point = &weighed->ipa.point[e];
    put_real(text, item->share, item->reason == IKM_UNWEIGHED_NONE);
    put_cell(text, ikm_quadrant_letter(point->quadrant));
    put_count(text,
              point->quadrant == IKM_QUADRANT_NONE ? -1 : point->is_certain);
}

/* The columns up to `to`. */
static void put_head(struct ikm_text *text, const struct ikm_query *query,
                     const struct ikm_result *result)
{
    char period[IKM_PERIOD_TEXT_BYTES], date[IKM_DATE_TEXT_BYTES];
    const int all = result->period.kind == IKM_PERIOD_ALL;
    ikm_text_csv(text, result->form->id, 0);
    put_cell(text, ikm_weights_name(query->weights));
    put_cell(text, ikm_rows_name(query->rows));
    put_cell(text, result->unit);
    put_cell(text, result->name);
    put_cell(text, result->group);
    put_cell(text, ikm_period_text(&result->period, period));
    put_cell(text, all ? NULL : ikm_date_text(result->period.from, date));
    put_cell(text, all ? NULL : ikm_date_text(result->period.to, date));
}

/* The columns from `received` to `reached`. */
static void put_tail(struct ikm_text *text, const struct ikm_result *result)
{
    put_count(text, result->ledger.received);
    put_count(text, result->ledger.used);
    put_count(text, result->ledger.partial);
    put_count(text, result->ledger.n_void);
    put_count(text, result->ledger.excluded);
    put_count(text, result->sample.population);
    put_count(text, result->sample.required);
    put_count(text, result->sample.reached);
}

static void put_grade(struct ikm_text *text, const struct ikm_form *form,
                      int grade)
{
    put_cell(text, ikm_grade_letter(form, grade));
    put_cell(text, ikm_grade_label(form, grade));
}

static void put_index(struct ikm_text *text,
                      const struct ikm_analysis *analysis,
                      const struct ikm_result *result)
{
    const struct ikm_query *query = &analysis->query;
    const struct ikm_index *index = &result->index;
    const int is_defined = index->reason == IKM_REASON_NONE;
    int n = 0;
    put_head(text, query, result);
    put_cell(text, "ikm");
    ikm_text_put(text, ",,");
    if (query->rows == IKM_ROWS_COMPLETE)
        put_count(text,
                  result->is_hidden ? -1 : result->tally->complete.n_rows);
    else
        put_count(text, result->ledger.used);
    ikm_text_put(text, ",,");
    if (is_defined)
        ikm_text_printf(text, "%.15g", index->index);
    put_fixed(text, index->value_hundredths, 2, is_defined);
    put_grade(text, result->form, index->grade);
    ikm_text_put(text, ",");
    put_change(text, &result->change);
    ikm_text_put(text, ",");
    for (int w = 0; w < IKM_WARN_COUNT; w++)
        if (ikm_result_warns(result, (enum ikm_warning)w))
            ikm_text_printf(text, "%s%s", n++ ? " " : "",
                            ikm_warning_name((enum ikm_warning)w));
    put_tail(text, result);
    put_index_certainty(text, result);
    put_index_importance(text, result->weighed);
    ikm_csv_groups(text, analysis, result);
    put_cell(text, query->service);
    ikm_text_put(text, "\r\n");
}

static void put_element(struct ikm_text *text, const struct ikm_query *query,
                        const struct ikm_result *result, size_t e)
{
    const struct ikm_element *known = &result->form->elements[e];
    const struct ikm_element_figures *element = &result->index.element[e];
    const int is_defined = element->n > 0;
    int n = 0;
    put_head(text, query, result);
    put_cell(text, known->key);
    put_cell(text, known->code);
    put_cell(text, known->name);
    put_count(text, element->n);
    put_count(text, element->sum);
    put_fixed(text, element->nrr_thousandths, 3, is_defined);
    put_fixed(text, element->value_hundredths, 2, is_defined);
    put_grade(text, result->form, element->grade);
    put_count(text, is_defined ? element->rank : -1);
    put_change(text, &result->more[e].change);
    ikm_text_put(text, ",");
    for (int i = 0; i < IKM_FLAG_COUNT; i++)
        if (element->flags >> i & 1U)
            ikm_text_printf(text, "%s%s", n++ ? " " : "", ikm_flag_name(i));
    put_tail(text, result);
    put_element_certainty(text, &result->more[e]);
    put_importance(text, result->weighed, e);
    put_element_importance(text, result->weighed, e);
    ikm_csv_no_groups(text);
    put_cell(text, query->service);
    ikm_text_put(text, "\r\n");
}

void ikm_to_csv(const struct ikm_analysis *analysis, struct ikm_text *text)
{
    ikm_text_put(text,
                 "form,weights,rows,unit,name,group,period,from,to,element,"
                 "code,element_name,n,sum,nrr,value,grade,label,rank,"
                 "difference,from_period,flags,received,used,partial,void,"
                 "excluded,population,required,reached,se,sd,ci_low,ci_high,p,"
                 "p_holm,p_lowest3,gain,grade_probability,firm,alpha,"
                 "importance,quadrant,quadrant_certain,importance_source,"
                 "importance_low,importance_high,importance_mean,tki,csi,gap,"
                 "gap_low,gap_high,gap_p,gap_p_holm");
    ikm_text_put(text, ikm_csv_groups_heading);
    ikm_text_put(text, ",service");
    ikm_text_put(text, "\r\n");
    for (size_t i = 0; i < analysis->n_results; i++) {
        const struct ikm_result *result = &analysis->results[i];
        put_index(text, analysis, result);
        for (size_t e = 0; e < result->index.n_elements; e++)
            put_element(text, &analysis->query, result, e);
    }
}
