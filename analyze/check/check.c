#include "analyze/check/check.h"

#include <string.h>

#include "analyze/check/check_internal.h"
#include "analyze/grade.h"
#include "data/base/utf8.h"

enum {
    FOLDED_BYTES = 240,
    WITH_FIGURES = 10000, /* answers alone are no published table */
    FEW_RESPONDENTS = 30,
    NRR_DECIMALS = 4,
    IKM_DECIMALS = 2,
    CONVERSION = 100 / IKM_CHECK_SCALE
};

const char *ikm_check_kind_name(enum ikm_check_kind kind)
{
    static const char *const names[] = {
#define X(name, text) text,
        IKM_CHECK_KIND_MAP(X)
#undef X
    };
    _Static_assert(IKM_COUNT(names) == IKM_CHECK_KIND_COUNT, "one name each");
    return names[kind];
}

const char *ikm_check_note_name(enum ikm_check_note_kind kind)
{
    static const char *const names[] = {
#define X(name, text) text,
        IKM_CHECK_NOTE_MAP(X)
#undef X
    };
    _Static_assert(IKM_COUNT(names) == IKM_CHECK_NOTE_COUNT, "one name each");
    return names[kind];
}

/* ---- the table out of all sheets --------------------------------------------
 */

static int has_figures(const struct check_table *table)
{
    return table->has_line[CHECK_SUM] || table->has_line[CHECK_NRR] ||
           table->has_line[CHECK_WEIGHTED] || table->has_line[CHECK_VALUE];
}

struct finding {
    struct check_table best, rows; /* rows: respondents without figures */
    int best_score, rows_score;
    int64_t n_tables;
};

static enum ikm_status look_at(const struct check_view *view,
                               struct ikm_arena *arena, struct finding *found,
                               int *ret_has_rows)
{
    struct check_table *table = ikm_arena_take(arena, 1, sizeof *table);
    enum ikm_status status = IKM_OK;
    if (!table)
        return IKM_NO_MEMORY;
    int score = check_find(view, arena, table, &status);
    if (status != IKM_OK || score == 0)
        return status;
    *ret_has_rows = table->n_rows > 0;
    found->n_tables += has_figures(table);
    score += has_figures(table) ? WITH_FIGURES : 0;
    if (score > found->best_score) {
        found->best = *table;
        found->best_score = score;
    }
    if (table->n_rows > 0 && !has_figures(table) && score > found->rows_score) {
        found->rows = *table;
        found->rows_score = score;
    }
    return IKM_OK;
}

/* Respondents on one sheet, their figures on another: by name where both name
 * their elements, else by place. */
static void join(struct check_table *figures, const struct check_table *rows,
                 struct ikm_arena *arena)
{
    size_t place[IKM_CHECK_MOST_ELEMENTS];
    int by_name = 1;
    for (size_t e = 0; e < figures->k; e++) {
        place[e] = SIZE_MAX;
        for (size_t i = 0; i < rows->k; i++)
            if (figures->element[e] && figures->element[e] == rows->element[i])
                place[e] = i;
        by_name &= place[e] != SIZE_MAX;
    }
    int32_t *answers =
        ikm_arena_take(arena, rows->n_rows * rows->k, sizeof *answers);
    if (!answers)
        return;
    for (size_t i = 0; i < rows->n_rows; i++)
        for (size_t e = 0; e < rows->k; e++)
            answers[i * rows->k + e] =
                rows->answer[i * rows->k + (by_name ? place[e] : e)];
    figures->answer = answers;
    figures->n_rows = rows->n_rows;
    figures->row_number = rows->row_number;
    figures->n_odd = rows->n_odd;
    figures->row_total = rows->row_total;
}

static enum ikm_status find_table(const struct ikm_check_grid *grid,
                                  struct ikm_arena *arena,
                                  struct finding *found)
{
    for (size_t i = 0; i < grid->n_sheets; i++) {
        int has_rows = 0;
        for (int turned = 0; turned < 2 && !has_rows; turned++) {
            const struct check_view view =
                check_view_of(&grid->sheets[i], turned);
            const enum ikm_status status =
                look_at(&view, arena, found, &has_rows);
            if (status != IKM_OK)
                return status;
        }
    }
    if (found->best.k == 0)
        return IKM_UNDEFINED;
    check_read_scalars(&found->best, found->best.view.sheet);
    return IKM_OK;
}

/* "Baik" of "Baik)" or "Baik / B". */
static const char *plain_label(const char *label, struct ikm_arena *arena)
{
    size_t length = strcspn(label, "()/;");
    while (length > 0 && label[length - 1] == ' ')
        length--;
    const char *copy = ikm_arena_copy(arena, label, length);
    return copy ? copy : "";
}

/* ---- the figures as texts
 * ----------------------------------------------------- */

static const char *middle_text(const struct check_span *span, int decimals,
                               unsigned long factor, struct ikm_arena *arena)
{
    mpq_t middle, half;
    mpq_inits(middle, half, NULL);
    mpq_add(middle, span->lo, span->hi);
    mpq_set_ui(half, factor, 2);
    mpq_canonicalize(half);
    mpq_mul(middle, middle, half);
    const char *text = check_ratio_text(middle, decimals, arena);
    mpq_clears(middle, half, NULL);
    return text;
}

static const char *letter_text(char letter, struct ikm_arena *arena)
{
    return letter ? ikm_arena_copy(arena, &letter, 1) : "";
}

static const char *integer_text(int64_t value, struct ikm_arena *arena)
{
    const struct check_figure figure = {.is_set = 1, .mantissa = value};
    return check_figure_text(&figure, arena);
}

static void tell_published(const struct check_case *this,
                           struct ikm_check_element *elements,
                           struct ikm_check_figures *ret)
{
    const struct check_table *t = this->table;
    struct ikm_arena *arena = this->arena;
    for (size_t e = 0; e < t->k; e++)
        elements[e] = (struct ikm_check_element){
            .name = t->name[e],
            .sum = check_figure_text(&t->line[CHECK_SUM][e], arena),
            .n = check_figure_text(&t->line[CHECK_N][e], arena),
            .nrr = check_figure_text(&t->line[CHECK_NRR][e], arena),
            .weighted = check_figure_text(&t->line[CHECK_WEIGHTED][e], arena),
            .value = check_figure_text(&t->line[CHECK_VALUE][e], arena),
            .grade = letter_text(t->letter[e], arena)};
    *ret =
        (struct ikm_check_figures){.n = check_figure_text(&t->n, arena),
                                   .index = check_figure_text(&t->index, arena),
                                   .ikm = check_figure_text(&t->ikm, arena),
                                   .grade = letter_text(t->grade, arena),
                                   .label = t->label,
                                   .exact = "",
                                   .low = "",
                                   .high = "",
                                   .elements = elements};
}

static int64_t value_of(const char *text)
{
    int64_t value = 0;
    for (; *text; text++)
        if (*text != '.')
            value = value * 10 + (*text - '0');
    return value;
}

static const char *exact_text(const mpq_t value, struct ikm_arena *arena)
{
    char *text = ikm_arena_take(arena,
                                mpz_sizeinbase(mpq_numref(value), 10) +
                                    mpz_sizeinbase(mpq_denref(value), 10) + 4,
                                1);
    if (!text)
        return "";
    (void)mpz_get_str(text, 10, mpq_numref(value));
    const size_t length = strlen(text);
    text[length] = '/';
    (void)mpz_get_str(text + length + 1, 10, mpq_denref(value));
    return text;
}

static void tell_recomputed(const struct check_case *this,
                            const struct ikm_check_rules *rules,
                            const struct check_chain *truth,
                            struct ikm_check_element *elements,
                            struct ikm_check_figures *ret)
{
    const struct ikm_form *form = rules->now;
    const struct check_base *base = &this->bases[0];
    const int has_sums = this->layout != IKM_CHECK_SUMMARY;
    struct ikm_arena *arena = this->arena;
    for (size_t e = 0; e < this->table->k; e++) {
        const struct check_span *nrr = &truth->nrr[e];
        elements[e] = (struct ikm_check_element){
            .name = this->table->name[e],
            .sum = has_sums ? integer_text(base->sum_hundredths[e] / 100, arena)
                            : "",
            .n = has_sums ? integer_text(base->n[e], arena) : "",
            .nrr = middle_text(nrr, NRR_DECIMALS, 1, arena),
            .weighted = middle_text(&truth->term[e], NRR_DECIMALS, 1, arena),
            .value = middle_text(nrr, IKM_DECIMALS, CONVERSION, arena)};
        elements[e].grade = ikm_grade_letter(
            form, ikm_grade(form, value_of(elements[e].value)));
    }
    *ret = (struct ikm_check_figures){
        .n = has_sums ? integer_text(base->n_rows, arena) : "",
        .index = middle_text(&truth->index, NRR_DECIMALS, 1, arena),
        .ikm = middle_text(&truth->ikm, IKM_DECIMALS, 1, arena),
        .exact = "",
        .low = "",
        .high = "",
        .elements = elements};
    const int grade = ikm_grade(form, value_of(ret->ikm));
    ret->grade = ikm_grade_letter(form, grade);
    ret->label = ikm_grade_label(form, grade);
    if (mpq_equal(truth->ikm.lo, truth->ikm.hi)) {
        ret->exact = exact_text(truth->ikm.lo, arena);
    } else {
        ret->low = check_ratio_text(truth->ikm.lo, IKM_DECIMALS, arena);
        ret->high = check_ratio_text(truth->ikm.hi, IKM_DECIMALS, arena);
    }
}

/* ---- notes
 * ------------------------------------------------------------------- */

static void note(struct check_findings *findings, enum ikm_check_note_kind kind,
                 int64_t count, int64_t other)
{
    if (findings->n_notes < CHECK_MOST_NOTES)
        findings->notes[findings->n_notes++] =
            (struct ikm_check_note){kind, count, other};
}

static int has_fault(const struct check_findings *findings,
                     enum ikm_check_kind kind)
{
    for (size_t i = 0; i < findings->n_faults; i++)
        if (findings->faults[i].kind == kind)
            return 1;
    return 0;
}

static int64_t count_blanks(const struct check_table *table)
{
    int64_t n = 0;
    for (size_t i = 0; i < table->n_rows * table->k; i++)
        n += table->answer[i] == CHECK_BLANK;
    return n;
}

/* The IKM is not 25 times the index as it is shown. */
static int has_display_rounding(const struct check_table *table)
{
    if (!table->ikm.is_set || !table->index.is_set)
        return 0;
    mpq_t index, ikm, factor;
    mpq_inits(index, ikm, factor, NULL);
    mpq_set_ui(factor, CONVERSION, 1);
    check_figure_shown(&table->index, index);
    mpq_mul(index, index, factor);
    check_figure_shown(&table->ikm, ikm);
    const int differs = !mpq_equal(index, ikm);
    mpq_clears(index, ikm, factor, NULL);
    return differs;
}

static void note_rows(const struct check_case *this,
                      struct check_findings *findings)
{
    const struct check_table *table = this->table;
    const int64_t rows = this->bases[0].n_rows;
    const int64_t blanks = table->n_rows > 0 ? count_blanks(table) : 0;
    if (blanks > 0 && !has_fault(findings, IKM_CHECK_BLANK_IN_DIVISOR))
        note(findings, IKM_CHECK_NOTE_BLANKS, blanks, 0);
    if (table->n_odd > 0 && !has_fault(findings, IKM_CHECK_OUT_OF_RANGE))
        note(findings, IKM_CHECK_NOTE_OUT_OF_RANGE, (int64_t)table->n_odd, 0);
    if (this->n_blank_assumed > 0)
        note(findings, IKM_CHECK_NOTE_BLANKS_ASSUMED, this->n_blank_assumed, 0);
    if (this->layout != IKM_CHECK_SUMMARY && rows < FEW_RESPONDENTS)
        note(findings, IKM_CHECK_NOTE_SMALL_N, rows, 0);
    if (table->n_rows > 0 && table->n.is_set && table->n.mantissa != rows)
        note(findings, IKM_CHECK_NOTE_N_DIFFERS, table->n.mantissa, rows);
    if (this->is_n_derived)
        note(findings, IKM_CHECK_NOTE_N_DERIVED, rows, 0);
    if (this->is_n_unknown)
        note(findings, IKM_CHECK_NOTE_N_UNKNOWN, 0, 0);
}

static void add_notes(const struct check_case *this, int is_old_form,
                      int64_t n_tables, struct check_findings *findings)
{
    const struct check_table *table = this->table;
    note_rows(this, findings);
    if (this->layout == IKM_CHECK_SUMMARY)
        note(findings, IKM_CHECK_NOTE_ROUNDED_MEANS, 0, 0);
    if (table->k >= 9 && table->element[7] == 9 && table->element[8] == 8)
        note(findings, IKM_CHECK_NOTE_FORMULIR_ORDER, 0, 0);
    if (findings->n_faults == 0 && has_display_rounding(table))
        note(findings, IKM_CHECK_NOTE_DISPLAY_ROUNDING, 0, 0);
    if (this->has_own_weights)
        note(findings, IKM_CHECK_NOTE_OWN_WEIGHTS, 0, 0);
    if (!table->ikm.is_set)
        note(findings, IKM_CHECK_NOTE_NO_IKM, 0, 0);
    if (is_old_form)
        note(findings, IKM_CHECK_NOTE_OLD_FORM, 0, 0);
    if (n_tables > 1)
        note(findings, IKM_CHECK_NOTE_OTHER_TABLES, n_tables - 1, 0);
}

/* ---- all together
 * -------------------------------------------------------------- */

/* Fourteen elements, and the file names the rule of 2004 and not that of
 * 2017. */
static int is_old_form(const struct ikm_check_grid *grid,
                       const struct check_table *table)
{
    char folded[FOLDED_BYTES];
    int is_old = 0;
    if (table->k != 14)
        return 0;
    for (size_t s = 0; s < grid->n_sheets; s++)
        for (size_t i = 0; i < grid->sheets[s].n_lines; i++)
            for (size_t c = 0; c < grid->sheets[s].lines[i].n_cells; c++) {
                const struct ikm_check_cell *cell =
                    &grid->sheets[s].lines[i].cells[c];
                if (cell->kind != IKM_CHECK_TEXT)
                    continue;
                (void)ikm_fold_letters(cell->text, folded, sizeof folded);
                if (strstr(folded, "142017") || strstr(folded, "14tahun2017"))
                    return 0;
                is_old |= strstr(folded, "252004") != NULL ||
                          strstr(folded, "25mpan") != NULL ||
                          strstr(folded, "kedisiplinanpetugas") != NULL;
            }
    return is_old;
}

static void *copy_of(const void *items, size_t n, size_t item_bytes,
                     struct ikm_arena *arena)
{
    void *copy = ikm_arena_take(arena, n + 1, item_bytes);
    if (copy && n > 0)
        memcpy(copy, items, n * item_bytes);
    return copy;
}

static enum ikm_status tell(const struct check_case *this,
                            const struct ikm_check_rules *rules,
                            const struct check_chain *truth,
                            const struct check_findings *findings,
                            struct ikm_check_result *ret)
{
    const struct check_table *table = this->table;
    struct ikm_arena *arena = this->arena;
    struct ikm_check_element *elements =
        ikm_arena_take(arena, 2 * table->k, sizeof *elements);
    if (!elements)
        return IKM_NO_MEMORY;
    *ret = (struct ikm_check_result){
        .layout = this->layout,
        .sheet = table->view.sheet->name,
        .form = rules->now->id,
        .n_elements = table->k,
        .n_faults = findings->n_faults,
        .n_candidates = findings->n_candidates,
        .n_notes = findings->n_notes,
        .faults = copy_of(findings->faults, findings->n_faults,
                          sizeof findings->faults[0], arena),
        .candidates = copy_of(findings->candidates, findings->n_candidates,
                              sizeof findings->candidates[0], arena),
        .notes = copy_of(findings->notes, findings->n_notes,
                         sizeof findings->notes[0], arena)};
    if (!ret->faults || !ret->candidates || !ret->notes)
        return IKM_NO_MEMORY;
    if (table->head_row != SIZE_MAX)
        ret->heading_row =
            check_row_number(&table->view, table->head_row, table->column[0]);
    tell_published(this, elements, &ret->published);
    tell_recomputed(this, rules, truth, elements + table->k, &ret->recomputed);
    return IKM_OK;
}

static enum ikm_status check_case(struct check_case *this,
                                  const struct ikm_check_grid *grid,
                                  const struct ikm_check_rules *rules,
                                  int64_t n_tables,
                                  struct ikm_check_result *ret_result)
{
    const int is_old = is_old_form(grid, this->table);
    const struct ikm_check_rules used = {is_old ? rules->old : rules->now,
                                         rules->old};
    struct check_findings *findings =
        ikm_arena_take(this->arena, 1, sizeof *findings);
    struct check_chain *truth = ikm_arena_take(this->arena, 1, sizeof *truth);
    if (!findings || !truth)
        return IKM_NO_MEMORY;
    check_chain_open(truth);
    check_true_chain(this, truth);
    enum ikm_status status = IKM_OK;
    if (!this->is_n_unknown || this->layout == IKM_CHECK_SUMMARY)
        status = check_search(this, findings);
    check_grades(this, grid, &used, truth, findings);
    add_notes(this, is_old, n_tables, findings);
    if (status == IKM_OK)
        status = tell(this, &used, truth, findings, ret_result);
    check_chain_close(truth);
    return status;
}

enum ikm_status ikm_check_grid(const struct ikm_check_grid *grid,
                               const struct ikm_check_rules *rules,
                               struct ikm_arena *arena,
                               struct ikm_check_result *ret_result,
                               struct ikm_error *err)
{
    struct finding *found = ikm_arena_take(arena, 1, sizeof *found);
    struct check_case *this = ikm_arena_take(arena, 1, sizeof *this);
    if (!found || !this)
        return ikm_fail_memory(err);
    enum ikm_status status = find_table(grid, arena, found);
    *ret_result = (struct ikm_check_result){.n_elements = 0};
    if (status == IKM_UNDEFINED)
        return status;
    struct check_table *table = &found->best;
    if (status == IKM_OK && table->n_rows == 0 && found->rows.k == table->k)
        join(table, &found->rows, arena);
    for (size_t i = 0; i < grid->n_sheets && status == IKM_OK; i++)
        if (&grid->sheets[i] != table->view.sheet)
            check_read_scalars(table, &grid->sheets[i]);
    check_settle_decimals(table);
    table->label = plain_label(table->label, arena);
    if (status == IKM_OK)
        status = check_case_make(table, arena, this);
    if (status == IKM_UNDEFINED)
        *ret_result =
            (struct ikm_check_result){.layout = this->layout,
                                      .sheet = table->view.sheet->name,
                                      .n_elements = table->k};
    if (status == IKM_OK)
        status = check_case(this, grid, rules, found->n_tables, ret_result);
    for (size_t e = 0; e < table->k && this->table; e++)
        mpq_clear(this->weight[e]);
    return status == IKM_NO_MEMORY ? ikm_fail_memory(err) : status;
}
