/* export/site_internal.h - what the files of the site share.
 *
 *   site.c        order of the work
 *   site_gather.c the figures, and which of them are hidden
 *   site_frozen.c what the folder told before, which stays as it was
 *   site_pages.c  index, archive
 *   site_parts.c  the parts of a page
 *   site_small.c  card, embedding, CMS, news, register of information
 *   site_data.c   open data */
#ifndef IKM_EXPORT_SITE_INTERNAL_H
#define IKM_EXPORT_SITE_INTERNAL_H

#include "export/folder.h"
#include "export/plan.h"
#include "export/report.h"
#include "export/site.h"

enum site_table {
    SITE_UNITS,
    SITE_SERVICES,
    SITE_GENDER,
    SITE_AGE,
    SITE_EDUCATION,
    SITE_OCCUPATION,
    SITE_TABLES
};

/* One group of a table; a hidden one has no figures. */
struct site_row {
    const char *code; /* of an office; else NULL */
    const char *name;
    int64_t n;
    int is_blank;
    int is_hidden;
    const struct ikm_result *result; /* offices and services */
};

struct site_period {
    struct ikm_period period;
    char text[IKM_PERIOD_TEXT_BYTES];
    int is_hidden;  /* fewer than 5 respondents: nothing is told */
    int has_change; /* the period before is published too */
    int is_kept;    /* as the folder told it before; no intervals are known */
    const struct ikm_result *total;
    const struct ikm_chart *elements; /* NULL: none */
    struct {
        size_t n_rows;
        struct site_row *rows; /* [n_rows] */
    } table[SITE_TABLES];
    struct ikm_plan_view plan;
};

/* A line of data/ikm.csv: what is told of one thing; -1: nothing. */
struct site_line {
    const char *kind, *code, *name, *grade;
    int64_t n, nrr_thousandths, value_hundredths;
    int is_hidden;
};
struct site_told_period {
    struct ikm_period period;
    const char *text;
    size_t n_lines, room;
    struct site_line *line; /* [n_lines]: the first is the total */
};
struct site_told {
    size_t n, room;
    struct site_told_period *period; /* [n] */
};

struct site {
    struct ikm_store *store;
    const struct ikm_site_options *options;
    enum ikm_lang lang;
    struct ikm_arena *arena;
    const struct ikm_form *form;
    const char *unit; /* code; NULL: the whole file */
    const char *name; /* of the office, or of the survey */
    size_t n_periods;
    struct site_period *periods;         /* [n_periods], in time */
    const struct site_period *newest;    /* the last that is told; NULL: none */
    struct ikm_trend_told trend;         /* without hidden periods */
    const struct ikm_chart *trend_chart; /* NULL: fewer than two points */
    int is_public;         /* only periods that are over are told */
    size_t n_open;         /* periods that are not */
    size_t n_kept;         /* periods whose figures have changed since */
    struct site_told told; /* what the folder told before */
};

/* Fills everything but store, options, lang, arena. */
IKM_MUST_CHECK enum ikm_status site_gather(struct site *site,
                                           struct ikm_error *err);

/* Reads what stands in the folder; nothing where there is none.
 * IKM_INPUT, IKM_IO */
IKM_MUST_CHECK enum ikm_status
site_read_told(struct site *site, const char *folder, struct ikm_error *err);
/* Puts what was told in the place of what has changed, or is no longer asked
 * for.
 * IKM_EXISTS  of another office
 * IKM_INPUT   of another form, of periods that overlap these */
IKM_MUST_CHECK enum ikm_status site_keep_told(struct site *site,
                                              struct ikm_error *err);

const char *site_table_title(enum ikm_lang lang, enum site_table table);
/* "unit" "layanan" "jenis_kelamin" ...: its kind in data/ikm.csv */
const char *site_table_kind(enum site_table table);

/* ---- pages ---- */

/* `to_root`: "" on index.html, "../" in arsip/. */
IKM_MUST_CHECK enum ikm_status
site_page(const struct site *site, const struct site_period *period,
          const char *to_root, struct ikm_text *text, struct ikm_error *err);
void site_head(const struct site *site, const char *title,
               struct ikm_text *text);
void site_foot(const struct site *site, struct ikm_text *text);
/* Board: name, period, big IKM, grade, respondents. */
void site_board(const struct site *site, const struct site_period *period,
                struct ikm_text *text);
/* `is_plain`: for a CMS: no charts, no classes. */
IKM_MUST_CHECK enum ikm_status
site_elements(const struct site *site, const struct site_period *period,
              int is_plain, struct ikm_text *text, struct ikm_error *err);
void site_priorities(const struct site *site, const struct site_period *period,
                     struct ikm_text *text);
void site_tables(const struct site *site, const struct site_period *period,
                 struct ikm_text *text);
void site_information(const struct site *site, const char *to_root,
                      struct ikm_text *text);

void site_card(const struct site *site, struct ikm_text *text);
void site_embedding(const struct site *site, struct ikm_text *text);
IKM_MUST_CHECK enum ikm_status
site_cms(const struct site *site, struct ikm_text *text, struct ikm_error *err);
void site_news(const struct site *site, struct ikm_text *text);
void site_register(const struct site *site, struct ikm_text *text);

void site_csv(const struct site *site, struct ikm_text *text);
void site_csv_head(struct ikm_text *text);
void site_csv_period(const struct site *site, const struct site_period *period,
                     struct ikm_text *text);
void site_json(const struct site *site, struct ikm_text *text);
void site_datapackage(const struct site *site, struct ikm_text *text);
void site_licence(const struct site *site, struct ikm_text *text);

/* "83,35"; "Triwulan IV 2025" */
const char *site_fixed(const struct site *site, int64_t value, int decimals);
const char *site_period_words(const struct site *site,
                              const struct ikm_period *period);

#endif
