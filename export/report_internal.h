/* export/report_internal.h - putting a report together.
 *
 *   report.c          which sections there are
 *   report_result.c   the sections of one result
 *   report_certainty.c how sure it is
 *   report_whatif.c   what would follow
 *   report_importance.c importance against performance
 *   report_ranking.c  many results in one table
 *   report_groups.c   do groups differ
 *   report_trend.c    does it rise over the periods
 *   report_plan.c     what was promised, what was published
 *   report_book.c     what sheets of the workbook alone show
 *   report_parts.c    cells, tables, texts */
#ifndef IKM_EXPORT_REPORT_INTERNAL_H
#define IKM_EXPORT_REPORT_INTERNAL_H

#include "data/base/text.h"
#include "export/report.h"

/* Fails once and stays failed: build freely, look at `failed` at the end. */
struct build {
    const struct ikm_analysis *analysis;
    enum ikm_lang lang;
    struct ikm_arena *arena;
    int failed; /* out of memory */
    size_t n_sections, room;
    struct ikm_section *section;
    struct ikm_section lost; /* written to when there is no memory */
};

/* Zeroed; NULL and failed when out of memory. */
void *part_take(struct build *build, size_t count, size_t item_bytes);
/* The finished text; "" and failed when out of memory. */
const char *part_text(struct build *build, struct ikm_text *text);
/* A new, zeroed section with this title and finding; never NULL: out of memory
 * it is one that is thrown away. Valid until the next is made. */
struct ikm_section *part_section(struct build *build, const char *title,
                                 const char *finding);

/* A table being filled in, row by row. */
struct part_table {
    struct build *build;
    struct ikm_report_column *column; /* [n_columns] */
    size_t n_columns, n_rows, room;
    enum ikm_row_kind *row_kind;   /* [room] */
    struct ikm_report_cell *cells; /* [room * n_columns] */
};
/* `columns` is copied. */
struct part_table part_table_make(struct build *build,
                                  const struct ikm_report_column *columns,
                                  size_t n_columns, size_t room);
/* Adds a row of empty cells and gives them; NULL when there is no room. */
struct ikm_report_cell *part_table_row(struct part_table *table,
                                       enum ikm_row_kind kind);
/* Into the section, as its only table, without the columns that are empty from
 * top to bottom. */
void part_table_done(struct part_table *table, struct ikm_section *section);

struct ikm_report_cell part_words(const char *text);
struct ikm_report_cell part_integer(int64_t number);
struct ikm_report_cell part_fixed(int64_t number, int decimals);
/* Empty when it is not defined. */
struct ikm_report_cell part_real(double value, int decimals, int is_defined);
/* Empty for IKM_CLASS_NONE. */
struct ikm_report_cell part_grade(const struct ikm_form *form, int grade);
/* Empty when nothing is known. */
struct ikm_report_cell part_change(const struct ikm_change *change);

/* Lower bounds of all classes but the last one, which begins at the end of the
 * axis, as lines of a chart. Returns how many. */
size_t part_cutoffs(struct build *build, const struct ikm_form *form,
                    const struct ikm_chart_line **ret_lines);

/* Sentences under the figures; sections of their own. Nothing where nothing is
 * known. */
void report_certainty_notes(struct build *build,
                            const struct ikm_result *result,
                            struct ikm_section *section);
void report_element_certainty(struct build *build,
                              const struct ikm_result *result);
void report_reliability(struct build *build, const struct ikm_result *result);
/* Where there is none, its sentence says why. */
void report_importance(struct build *build, const struct ikm_result *result);

/* Importance against performance as a chart of the section. */
void report_ipa_chart(struct build *build, const struct ikm_result *result,
                      struct ikm_section *section);

/* What would follow, and what an aim takes; nothing where it was not asked. */
void report_what_if(struct build *build, const struct ikm_result *result);
/* The sections of one result. */
void report_result(struct build *build, const struct ikm_result *result);
/* The figure of a form over the periods; nothing where there is only one. */
void report_trend(struct build *build, const struct ikm_form *form);
/* How the groups of a form differ. */
void report_groups(struct build *build, const struct ikm_form *form);
/* Services by their volumes, where these are known. */
void report_mix(struct build *build, const struct ikm_result *result);
void report_reach(struct build *build, const struct ikm_result *result);
/* What was promised, and did it work; nothing where nothing was. */
void report_plan(struct build *build);
/* What was published, and whether it still stands; nothing where nothing was.
 */
void report_publications(struct build *build,
                         const struct ikm_publications *published);
/* One section over the results of one form (--by). */
void report_ranking(struct build *build, const struct ikm_result *results,
                    size_t n_results);

#endif
