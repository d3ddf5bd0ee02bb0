/* export/published.h - what was said in public, frozen, and whether it still
 * stands.
 *
 * A publication keeps the figures of an office and period as they were, as
 * plain lines (UTF-8, TAB between fields, LF), which data/ keeps byte for byte
 * with their digest:
 *
 *   ikm.published/1
 *   unit     CODE
 *   period   2025-TW1
 *   form     ID USED VOID EXCLUDED IKM EXACT GRADE    IKM 73.72; - undefined
 *   element  KEY N SUM                                of the form above
 *
 * Late sheets, withdrawn and corrected responses change the figures of today;
 * an entry has changed when answers, respondents or the exact IKM differ. */
#ifndef IKM_EXPORT_PUBLISHED_H
#define IKM_EXPORT_PUBLISHED_H

#include "analyze/index.h"
#include "data/base/text.h"
#include "data/store_publications.h"
#include "data/store_registers.h"

struct ikm_analysis;

/* The figures of one form as published and as they are today. */
struct ikm_published_form {
    const char *form; /* id */
    int64_t used;
    int64_t value_hundredths; /* -1: was not defined */
    const char *grade;        /* letter; "" */
    int has_now;              /* 0: there is no response left */
    int64_t used_now;
    int64_t value_now_hundredths; /* -1 */
    const char *grade_now;        /* letter; "" */
    size_t n_changed;             /* elements whose answers differ */
    int is_changed;
};

struct ikm_published_entry {
    const struct ikm_publication *publication;
    const struct ikm_unit *unit;
    const struct ikm_published_form *form; /* the one told of */
};

struct ikm_publications {
    size_t n_entries;                          /* one a publication and form */
    const struct ikm_published_entry *entries; /* [n_entries], by office,
                                                  period and date */
    size_t n_changed;                          /* entries */
};

/* The lines of an analysis of one unit without `by`. */
IKM_MUST_CHECK enum ikm_status
ikm_published_figures(const struct ikm_analysis *analysis,
                      struct ikm_arena *arena, const char **ret_figures,
                      struct ikm_error *err);

/* Reads frozen lines. *ret_forms [*ret_n] have no `now` yet.
 * IKM_INPUT  they are damaged */
struct ikm_frozen_element {
    const char *key;
    int64_t n, sum;
};
struct ikm_frozen_form {
    struct ikm_published_form told;
    const char *exact; /* "" */
    size_t n_elements;
    struct ikm_frozen_element element[IKM_MAX_ELEMENTS];
};
IKM_MUST_CHECK enum ikm_status
ikm_published_read(const struct ikm_publication *publication,
                   struct ikm_arena *arena, size_t *ret_n,
                   struct ikm_frozen_form **ret_forms, struct ikm_error *err);
/* Fills what is told of today: `index` NULL: no response is left. */
void ikm_published_compare(struct ikm_frozen_form *frozen,
                           const struct ikm_form *form, int64_t used,
                           const struct ikm_index *index);

/* Every publication of a unit with those below it (NULL: of all); `period` ALL:
 * of every one. Read from rollups: quick.
 * IKM_INPUT  unknown unit */
IKM_MUST_CHECK enum ikm_status
ikm_publications_view(struct ikm_store *store, const char *unit,
                      const struct ikm_period *period, struct ikm_arena *arena,
                      struct ikm_publications *ret, struct ikm_error *err);

/* How often in each medium, most first (letters folded). */
struct ikm_medium_count {
    const char *medium;
    int64_t count;
};
IKM_MUST_CHECK enum ikm_status
ikm_media_of(const struct ikm_publications *published, struct ikm_arena *arena,
             size_t *ret_n, const struct ikm_medium_count **ret_media,
             struct ikm_error *err);

/* Schema "ikm.publications/1". */
IKM_MUST_CHECK enum ikm_status
ikm_publications_to_json(const struct ikm_publications *published,
                         struct ikm_text *text, struct ikm_error *err);

#endif
