#include "export/published.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"
#include "export/analysis.h"

static const char schema[] = "ikm.published/1";
enum { MOST_FIELDS = 8 };

/* ---- freezing ---- */

static void put_form(struct ikm_text *text, const struct ikm_result *result)
{
    char value[IKM_FIXED_TEXT_BYTES];
    const struct ikm_index *index = &result->index;
    const int is_defined = index->reason == IKM_REASON_NONE;
    const char *grade = ikm_grade_letter(result->form, index->grade);
    ikm_text_printf(
        text, "form\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%s\t%s\t%s\n",
        result->form->id, result->ledger.used, result->ledger.n_void,
        result->ledger.excluded,
        is_defined ? ikm_fixed_text(index->value_hundredths, 2, 0, value) : "-",
        is_defined ? index->exact : "-",
        is_defined && grade[0] != '\0' ? grade : "-");
    for (size_t e = 0; e < index->n_elements; e++)
        ikm_text_printf(text, "element\t%s\t%" PRId64 "\t%" PRId64 "\n",
                        result->form->elements[e].key, index->element[e].n,
                        index->element[e].sum);
}

enum ikm_status ikm_published_figures(const struct ikm_analysis *analysis,
                                      struct ikm_arena *arena,
                                      const char **ret_figures,
                                      struct ikm_error *err)
{
    char period[IKM_PERIOD_TEXT_BYTES];
    struct ikm_text text = IKM_TEXT(arena);
    ikm_text_printf(&text, "%s\nunit\t%s\nperiod\t%s\n", schema,
                    analysis->query.unit ? analysis->query.unit : "",
                    ikm_period_text(&analysis->query.period, period));
    for (size_t i = 0; i < analysis->n_results; i++)
        put_form(&text, &analysis->results[i]);
    return ikm_text_done(&text, ret_figures, err);
}

/* ---- reading ---- */

/* Cuts a line in place; how many fields it has. */
static size_t cut(char *line, char *field[MOST_FIELDS])
{
    size_t n = 0;
    for (char *at = line; at && n < MOST_FIELDS; n++) {
        field[n] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    return n;
}

static int read_form(char *field[MOST_FIELDS], struct ikm_frozen_form *form)
{
    *form = (struct ikm_frozen_form){
        .told = {.form = field[1],
                 .value_hundredths = -1,
                 .value_now_hundredths = -1,
                 .grade = strcmp(field[7], "-") == 0 ? "" : field[7],
                 .grade_now = ""},
        .exact = strcmp(field[6], "-") == 0 ? "" : field[6]};
    if (!ikm_parse_count(field[2], INT64_MAX, &form->told.used))
        return 0;
    return strcmp(field[5], "-") == 0 ||
           ikm_parse_hundredths(field[5], &form->told.value_hundredths);
}

static int read_element(char *field[MOST_FIELDS], struct ikm_frozen_form *form)
{
    struct ikm_frozen_element *element = &form->element[form->n_elements];
    if (form->n_elements == IKM_MAX_ELEMENTS)
        return 0;
    form->n_elements++;
    element->key = field[1];
    return ikm_parse_count(field[2], INT64_MAX, &element->n) &&
           ikm_parse_count(field[3], INT64_MAX, &element->sum);
}

/* 0 when the line is none of ours. */
static int read_line(char *line, struct ikm_frozen_form *forms, size_t *n)
{
    char *field[MOST_FIELDS];
    const size_t n_fields = cut(line, field);
    if (strcmp(field[0], "form") == 0 && n_fields == 8)
        return read_form(field, &forms[(*n)++]);
    if (strcmp(field[0], "element") == 0 && n_fields == 4 && *n > 0)
        return read_element(field, &forms[*n - 1]);
    return n_fields == 2 || strcmp(line, schema) == 0;
}

static size_t count_forms(const char *figures)
{
    size_t n = 0;
    for (const char *at = strstr(figures, "\nform\t"); at;
         at = strstr(at + 1, "\nform\t"))
        n++;
    return n;
}

enum ikm_status ikm_published_read(const struct ikm_publication *publication,
                                   struct ikm_arena *arena, size_t *ret_n,
                                   struct ikm_frozen_form **ret_forms,
                                   struct ikm_error *err)
{
    size_t n = 0;
    const size_t room = count_forms(publication->figures);
    struct ikm_frozen_form *forms = ikm_arena_take(arena, room, sizeof *forms);
    char *line = ikm_arena_copy(arena, publication->figures,
                                strlen(publication->figures));
    if (!forms || !line)
        return ikm_fail_memory(err);
    int is_whole = strncmp(line, schema, sizeof schema - 1) == 0;
    while (is_whole && *line) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        is_whole = end && read_line(line, forms, &n);
        line = end ? end + 1 : line;
    }
    if (!is_whole)
        return ikm_fail(err, IKM_INPUT,
                        "angka publikasi %lld tidak dapat dibaca; jalankan: "
                        "ikm verify",
                        "the figures of publication %lld cannot be read; run: "
                        "ikm verify",
                        (long long)publication->publication_id);
    *ret_n = n;
    *ret_forms = forms;
    return IKM_OK;
}

/* ---- comparing ---- */

void ikm_published_compare(struct ikm_frozen_form *frozen,
                           const struct ikm_form *form, int64_t used,
                           const struct ikm_index *index)
{
    struct ikm_published_form *told = &frozen->told;
    const int is_defined = index && index->reason == IKM_REASON_NONE;
    told->has_now = index != NULL;
    told->used_now = used;
    told->value_now_hundredths = is_defined ? index->value_hundredths : -1;
    told->grade_now = is_defined ? ikm_grade_letter(form, index->grade) : "";
    for (size_t i = 0; i < frozen->n_elements; i++) {
        const struct ikm_frozen_element *element = &frozen->element[i];
        const int e = form ? ikm_form_element(form, element->key) : -1;
        const int64_t n = index && e >= 0 ? index->element[e].n : 0;
        const int64_t sum = index && e >= 0 ? index->element[e].sum : 0;
        told->n_changed += n != element->n || sum != element->sum;
    }
    told->is_changed =
        told->n_changed > 0 || used != told->used ||
        strcmp(is_defined ? index->exact : "", frozen->exact) != 0;
}

/* ---- media ---- */

static int compare_media(const void *left, const void *right)
{
    const struct ikm_medium_count *a = left;
    const struct ikm_medium_count *b = right;
    return a->count != b->count ? (a->count < b->count) - (a->count > b->count)
                                : strcmp(a->medium, b->medium);
}

static int same_words(const char *a, const char *b)
{
    char x[256], y[256];
    (void)ikm_fold_letters(a, x, sizeof x);
    (void)ikm_fold_letters(b, y, sizeof y);
    return strcmp(x, y) == 0;
}

enum ikm_status ikm_media_of(const struct ikm_publications *published,
                             struct ikm_arena *arena, size_t *ret_n,
                             const struct ikm_medium_count **ret_media,
                             struct ikm_error *err)
{
    size_t n = 0;
    struct ikm_medium_count *media =
        ikm_arena_take(arena, published->n_entries, sizeof *media);
    if (!media)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < published->n_entries; i++) {
        const struct ikm_publication *p = published->entries[i].publication;
        size_t m = 0;
        if (i > 0 && published->entries[i - 1].publication == p)
            continue; /* a further form of the same */
        while (m < n && !same_words(media[m].medium, p->medium))
            m++;
        if (m == n)
            media[n++].medium = p->medium;
        media[m].count++;
    }
    if (n > 0)
        qsort(media, n, sizeof *media, compare_media);
    *ret_n = n;
    *ret_media = media;
    return IKM_OK;
}
