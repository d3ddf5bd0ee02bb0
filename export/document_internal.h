/* export/document_internal.h - putting a document together.
 *
 *   document.c         blocks; what a report has, chapter by chapter
 *   document_front.c   foreword, chapters I and II
 *   document_result.c  chapter III: respondents, figures
 *   document_follow.c  chapters IV and V: what follows from it
 *   document_annex.c   questionnaire, processing table
 *   document_photos.c  Forum Konsultasi Publik, photos
 *   document_tables.c  tables that only documents have
 *   document_brief.c   the leader's brief
 *   material.c         all that is read for it */
#ifndef IKM_EXPORT_DOCUMENT_INTERNAL_H
#define IKM_EXPORT_DOCUMENT_INTERNAL_H

#include "export/document.h"
#include "export/report_internal.h"
#include "export/words.h"

/* Fails once and stays failed: `build.failed`. */
struct doc {
    struct build build;
    enum ikm_lang lang;
    const struct ikm_material *material;
    const struct ikm_result *result;
    const struct ikm_report *report;
    const char *period; /* in words */
    const char *made;
    size_t n, room;
    struct ikm_block *block;
};

void doc_start(struct doc *doc, const struct ikm_material *material,
               enum ikm_lang lang, struct ikm_arena *arena);
IKM_MUST_CHECK enum ikm_status doc_end(struct doc *doc, const char *title,
                                       struct ikm_document *ret_document,
                                       struct ikm_error *err);

/* A block; the text is borrowed. */
void doc_put(struct doc *doc, enum ikm_block_kind kind, const char *text);
/* The finished text as a block; nothing where it is empty. */
void doc_put_text(struct doc *doc, enum ikm_block_kind kind,
                  struct ikm_text *text);
/* The number-th point of a list. */
void doc_point(struct doc *doc, int number, const char *text);
void doc_table(struct doc *doc, const struct ikm_table *table,
               const char *caption);
void doc_chart(struct doc *doc, const struct ikm_chart *chart);
/* All tables, all charts, all notes of a section. */
void doc_tables_of(struct doc *doc, const struct ikm_section *section,
                   const char *caption);
void doc_charts_of(struct doc *doc, const struct ikm_section *section);
void doc_notes_of(struct doc *doc, const struct ikm_section *section);

/* A text of both languages as a block: doc_say(doc, KIND, id, en, ...). */
#define doc_say(doc_, kind_, ...)                                              \
    do {                                                                       \
        struct ikm_text said_ = IKM_TEXT((doc_)->build.arena);                 \
        ikm_text_say(&said_, (doc_)->lang, __VA_ARGS__);                       \
        doc_put_text((doc_), (kind_), &said_);                                 \
    } while (0)

/* Is there a figure at all? */
int doc_has_index(const struct doc *doc);

void doc_foreword(struct doc *doc);
void doc_introduction(struct doc *doc);
void doc_collection(struct doc *doc);
void doc_results(struct doc *doc);
void doc_follow_up(struct doc *doc);
void doc_closing(struct doc *doc);
void doc_annexes(struct doc *doc);
/* The annexes that were handed in, numbered from `number` on. */
void doc_photos(struct doc *doc, int number);

/* ---- tables; NULL where there is nothing to show ---- */

/* Who answered: group, number, share. *ret_hidden: groups that are too small
 * to be shown. */
const struct ikm_table *doc_people(struct doc *doc, enum ikm_by by,
                                   size_t *ret_hidden);
/* Every service with its nine means; without figures where it is too small. */
const struct ikm_table *doc_services(struct doc *doc);
/* When what was done. */
const struct ikm_table *doc_schedule(struct doc *doc);
/* How many were asked. */
const struct ikm_table *doc_sample(struct doc *doc);
/* A row for every respondent, then sums, means, weighted means. */
const struct ikm_table *doc_processing(struct doc *doc);

#endif
