#include <string.h>

#include "analyze/check/check_internal.h"
#include "analyze/grade.h"
#include "data/base/utf8.h"

enum {
    N_BOUNDS = 3, /* of A, B, C; below is D */
    N_VALUES = 4,
    FOLDED_BYTES = 200,
    CONVERSION = 100 / IKM_CHECK_SCALE
};

/* Lower bounds in hundredths. */
struct cutoffs {
    int64_t bound[N_BOUNDS];
    const char *name;
};

/* A letter, and the values (hundredths) that it may have been given for. */
struct sight {
    char letter;
    size_t n_values;
    int64_t value[N_VALUES];
};

static char letter_by(const struct cutoffs *cutoffs, int64_t value)
{
    for (int i = 0; i < N_BOUNDS; i++)
        if (value >= cutoffs->bound[i])
            return (char)('A' + i);
    return 'D';
}

static int is_right(const struct sight *sight, const struct cutoffs *cutoffs)
{
    for (size_t i = 0; i < sight->n_values; i++)
        if (letter_by(cutoffs, sight->value[i]) == sight->letter)
            return 1;
    return sight->n_values == 0;
}

static struct cutoffs cutoffs_of(const struct ikm_form *form)
{
    struct cutoffs cutoffs = {.name = form->id};
    for (size_t i = 0; i < N_BOUNDS && i < form->n_classes; i++)
        cutoffs.bound[i] = form->classes[i].lower_hundredths;
    return cutoffs;
}

static int64_t hundredths_of(const mpq_t value)
{
    mpq_t rounded;
    mpq_init(rounded);
    check_round(rounded, value, 2);
    const int64_t hundredths = (int64_t)(mpq_get_d(rounded) * 100 + 0.5);
    mpq_clear(rounded);
    return hundredths;
}

static void add_value(struct sight *sight, const mpq_t value)
{
    if (sight->n_values < N_VALUES)
        sight->value[sight->n_values++] = hundredths_of(value);
}

/* As the cell holds it, and as it is shown. */
static void add_figure(struct sight *sight, const struct check_figure *figure,
                       unsigned long factor)
{
    mpq_t value, scale;
    if (!figure->is_set)
        return;
    mpq_inits(value, scale, NULL);
    mpq_set_ui(scale, factor, 1);
    check_figure_get(figure, value);
    mpq_mul(value, value, scale);
    add_value(sight, value);
    if (figure->decimals >= 2 && factor == 1) {
        check_figure_shown(figure, value);
        add_value(sight, value);
    }
    mpq_clears(value, scale, NULL);
}

static void add_span(struct sight *sight, const struct check_span *span,
                     unsigned long factor)
{
    mpq_t value, scale;
    mpq_inits(value, scale, NULL);
    mpq_set_ui(scale, factor, 1);
    mpq_mul(value, span->lo, scale);
    add_value(sight, value);
    mpq_mul(value, span->hi, scale);
    add_value(sight, value);
    mpq_clears(value, scale, NULL);
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number at *text in hundredths; further decimals are cut off. *text moves
 * behind it. */
static int64_t hundredths_at(const char **text)
{
    const char *p = *text;
    int64_t value = 0;
    int decimals = 0;
    for (; is_digit(*p) && value < 100000; p++)
        value = value * 10 + (*p - '0');
    if ((*p == '.' || *p == ',') && is_digit(p[1]))
        for (p++; is_digit(*p); p++)
            if (decimals < 2) {
                value = value * 10 + (*p - '0');
                decimals++;
            }
    for (; decimals < 2; decimals++)
        value *= 10;
    *text = p;
    return value;
}

/* Lower bounds that the file itself writes: "76,61 - 88,30" beside a letter. */
static int64_t range_in(const char *text)
{
    int64_t least = 0;
    size_t n = 0;
    while (*text) {
        if (!is_digit(*text)) {
            text++;
            continue;
        }
        const int64_t value = hundredths_at(&text);
        if (value < 2000 || value > 10000)
            continue;
        least = n == 0 || value < least ? value : least;
        n++;
    }
    return n == 2 ? least : 0;
}

static int find_written(const struct ikm_check_sheet *sheet,
                        struct cutoffs *ret_cutoffs)
{
    *ret_cutoffs = (struct cutoffs){.name = ""};
    for (size_t i = 0; i < sheet->n_lines; i++) {
        int64_t bound = 0;
        char letter = 0;
        for (size_t c = 0; c < sheet->lines[i].n_cells; c++) {
            const struct ikm_check_cell *cell = &sheet->lines[i].cells[c];
            if (cell->kind != IKM_CHECK_TEXT)
                continue;
            const int64_t least = range_in(cell->text);
            bound = least > 0 ? least : bound;
            if (!letter)
                letter = check_letter_of(cell->text);
        }
        if (bound > 0 && letter >= 'A' && letter <= 'C')
            ret_cutoffs->bound[letter - 'A'] = bound;
    }
    return ret_cutoffs->bound[0] > ret_cutoffs->bound[1] &&
           ret_cutoffs->bound[1] > ret_cutoffs->bound[2] &&
           ret_cutoffs->bound[2] > 0;
}

struct grading {
    const struct check_case *this;
    const struct ikm_check_grid *grid;
    const struct ikm_form *form;
    struct cutoffs now, old;
    size_t n;
    struct sight sight[IKM_CHECK_MOST_ELEMENTS + 1];
    uint32_t wrong; /* elements; bit of the element, 1 << k: the whole */
};

static int explains(const struct grading *g, const struct cutoffs *cutoffs)
{
    for (size_t i = 0; i < g->n; i++)
        if (!is_right(&g->sight[i], &g->now) &&
            !is_right(&g->sight[i], cutoffs))
            return 0;
    return 1;
}

/* Bounds met in workbooks: 88.4 and 88.76 for 88.31, 65.31 for 65. */
static int find_variant(const struct grading *g, struct cutoffs *ret_cutoffs,
                        const char **ret_name)
{
    static const struct {
        int at;
        int64_t bound;
        const char *name;
    } known[] = {{0, 8840, "88.4"}, {0, 8876, "88.76"}, {2, 6531, "65.31"}};
    for (size_t i = 0; i < IKM_COUNT(known); i++) {
        *ret_cutoffs = g->now;
        ret_cutoffs->bound[known[i].at] = known[i].bound;
        *ret_name = known[i].name;
        if (explains(g, ret_cutoffs))
            return 1;
    }
    *ret_name = "";
    for (size_t i = 0; i < g->grid->n_sheets; i++)
        if (find_written(&g->grid->sheets[i], ret_cutoffs) &&
            explains(g, ret_cutoffs))
            return 1;
    return 0;
}

static const char *letter_text(const struct grading *g, char letter)
{
    char *text = ikm_arena_take(g->this->arena, 2, 1);
    if (text)
        text[0] = letter;
    return text ? text : "";
}

static void add_fault(struct check_findings *findings,
                      const struct ikm_check_fault *fault)
{
    if (findings->n_faults < CHECK_MOST_FAULTS)
        findings->faults[findings->n_faults++] = *fault;
}

static void judge_letters(const struct grading *g,
                          struct check_findings *findings)
{
    struct ikm_check_fault fault = {
        .kind = IKM_CHECK_WRONG_GRADE,
        .explains = 1,
        .step = IKM_CHECK_STEP_IKM,
        .elements = g->wrong & ~(UINT32_C(1) << g->this->table->k),
        .weight = "",
        .name = ""};
    struct cutoffs variant;
    for (size_t i = 0; i < g->n; i++) {
        if (is_right(&g->sight[i], &g->now))
            continue;
        const size_t n = g->sight[i].n_values;
        fault.found = letter_text(g, g->sight[i].letter);
        fault.expected =
            letter_text(g, letter_by(&g->now, g->sight[i].value[n - 1]));
        break;
    }
    if (explains(g, &g->old))
        fault.kind = IKM_CHECK_OLD_CUTOFFS;
    else if (find_variant(g, &variant, &fault.name))
        fault.kind = IKM_CHECK_WRONG_CUTOFFS;
    add_fault(findings, &fault);
}

/* The class that a label names; 0 when none. */
static char class_of(const struct ikm_form *form, const char *label)
{
    char folded[FOLDED_BYTES], known[FOLDED_BYTES];
    (void)ikm_fold_letters(label, folded, sizeof folded);
    for (size_t i = 0; i < form->n_classes; i++) {
        (void)ikm_fold_letters(form->classes[i].label, known, sizeof known);
        if (strcmp(folded, known) == 0)
            return form->classes[i].grade[0];
    }
    return 0;
}

static const char *label_for(const struct ikm_form *form, char letter)
{
    for (size_t i = 0; i < form->n_classes; i++)
        if (form->classes[i].grade[0] == letter)
            return form->classes[i].label;
    return "";
}

static void judge_label(const struct grading *g, const struct sight *whole,
                        struct check_findings *findings)
{
    const struct check_table *table = g->this->table;
    struct sight sight = *whole;
    sight.letter = class_of(g->form, table->label);
    if (!table->label[0] || (sight.letter && (sight.letter == table->grade ||
                                              is_right(&sight, &g->now))))
        return;
    const int64_t truth = sight.value[sight.n_values - 1];
    const char right = letter_by(&g->now, truth);
    struct ikm_check_fault fault = {.kind = IKM_CHECK_WRONG_LABEL,
                                    .explains = 1,
                                    .step = IKM_CHECK_STEP_IKM,
                                    .weight = "",
                                    .found = table->label,
                                    .expected = label_for(g->form, right),
                                    .name = ""};
    if (sight.letter && !table->grade) {
        struct grading alone = *g;
        struct cutoffs variant;
        alone.n = 1;
        alone.sight[0] = sight;
        if (explains(&alone, &g->old))
            fault.kind = IKM_CHECK_OLD_CUTOFFS;
        else if (find_variant(&alone, &variant, &fault.name))
            fault.kind = IKM_CHECK_WRONG_CUTOFFS;
    }
    add_fault(findings, &fault);
}

/* Rounded means allow the published IKM: then it is what was graded. */
static int is_possible(const struct check_case *this,
                       const struct check_span *span)
{
    struct check_span copy;
    mpq_inits(copy.lo, copy.hi, NULL);
    check_span_copy(&copy, span);
    const int meets =
        this->table->ikm.is_set && check_span_meets(&copy, &this->table->ikm);
    mpq_clears(copy.lo, copy.hi, NULL);
    return meets;
}

static void add_sight(struct grading *g, const struct sight *sight, size_t bit)
{
    if (!sight->letter)
        return;
    g->sight[g->n++] = *sight;
    if (!is_right(sight, &g->now))
        g->wrong |= UINT32_C(1) << bit;
}

void check_grades(const struct check_case *this,
                  const struct ikm_check_grid *grid,
                  const struct ikm_check_rules *rules,
                  const struct check_chain *truth,
                  struct check_findings *findings)
{
    const struct check_table *table = this->table;
    struct grading g = {.this = this, .grid = grid, .form = rules->now};
    struct sight whole = {.letter = table->grade};
    g.now = cutoffs_of(rules->now);
    g.old = cutoffs_of(rules->old);
    add_figure(&whole, &table->ikm, 1);
    if (!table->ikm.is_set)
        add_figure(&whole, &table->index, CONVERSION);
    if (this->layout == IKM_CHECK_SUMMARY ? !is_possible(this, &truth->ikm)
                                          : !this->is_n_unknown)
        add_span(&whole, &truth->ikm, 1);
    if (whole.n_values == 0)
        return;
    add_sight(&g, &whole, table->k < 31 ? table->k : 31);
    for (size_t e = 0; e < table->k; e++) {
        struct sight one = {.letter = table->letter[e]};
        add_figure(&one, &table->line[CHECK_VALUE][e], 1);
        if (!one.n_values)
            add_figure(&one, &table->line[CHECK_NRR][e], CONVERSION);
        add_span(&one, &truth->nrr[e], CONVERSION);
        add_sight(&g, &one, e);
    }
    if (g.wrong)
        judge_letters(&g, findings);
    judge_label(&g, &whole, findings);
}
