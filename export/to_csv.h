/* export/to_csv.h - an analysis as one long, tidy CSV table.
 *
 * UTF-8, comma, CRLF, dot decimals, ISO dates; an empty cell where a figure is
 * not known. For every result one row for the index (element "ikm"), then one
 * per element in the form's order. Columns:
 *
 *   form,weights,rows        id of the questionnaire; how it was computed
 *   unit,name,group          code and name (unit empty: the whole file); label
 *                            of the group with --by
 *   period,from,to           empty: everything
 *   element,code,element_name  "ikm" for the index, else the element's key,
 *                            code ("U3") and name
 *   n                        index: rows counted; element: answers
 *   sum                      element: sum of the scores
 *   nrr                      element: NRR, 3 decimals; index: the index on the
 *                            form's scale, 10 digits or more
 *   value                    on 25..100, 2 decimals, rounded half-up
 *   grade,label              letter and word
 *   rank                     element: 1 = highest
 *   difference,from_period   change against the period before
 *   flags                    of an element, warnings of the index; blanks
 *                            between
 *   received,used,partial,void,excluded   ledger, repeated in each row
 *   population,required,reached           sample; reached 0 or 1
 *   se,sd                    standard error of the index; sd of an element's
 *                            answers on the form's scale
 *   ci_low,ci_high           95 % interval on 25..100
 *   p,p_holm                 of the difference (Welch); Holm over the elements
 *   p_lowest3,gain           element: probability of being among the three
 *                            lowest; what the IKM gains in its next class
 *   grade_probability,firm   index: of the grade told; 1: at least 0.95
 *   alpha                    index: reliability
 *   importance               element: its share, 0..1
 *   quadrant,quadrant_certain  element: A..D; 1: certain
 *   importance_source        stated, relative-weights, r-rest
 *   importance_low,importance_high  95 % interval of the share
 *   importance_mean          element: stated, on the form's scale
 *   tki                      performance in percent of stated importance
 *   csi                      index: 0..1
 *   gap                      perception less expectation; index: their mean
 *   gap_low,gap_high         element: 95 % interval
 *   gap_p,gap_p_holm         element: paired t; Holm
 *   and of the index alone (to_csv_groups.c):
 *   weighted,weighted_grade,weighted_se,weighted_low,weighted_high
 *                            services counted by their volumes
 *   kruskal_h,kruskal_df,kruskal_p,epsilon_squared
 *                            do groups differ: the same in all of a form
 *   mean_rank                of the group's respondents
 *   differs_from             groups that differ from it (Dunn, Holm, p < 0.05),
 *                            " | " between
 *   sen_slope,trend_z,trend_p
 *                            --by period: a period; Mann-Kendall */
#ifndef IKM_EXPORT_TO_CSV_H
#define IKM_EXPORT_TO_CSV_H

#include "data/base/text.h"
#include "export/analysis.h"

/* Appends; a failed text tells when it is finished (ikm_text_done). */
void ikm_to_csv(const struct ikm_analysis *analysis, struct ikm_text *text);

#endif
