#include "analyze/flip.h"

#include <math.h>

#include "analyze/exact.h"

enum { NEVER = -1 };
static const int64_t most_sheets = 1000000000;
/* Doubles are trusted where they are further from the cut than this. */
static const double doubtful = 1e-9;

/* The sums being changed. */
struct trial {
    const struct ikm_form *form;
    struct ikm_arena *arena;
    struct ikm_error *err;
    enum ikm_status status;
    struct ikm_term term[IKM_MAX_ELEMENTS];
    int64_t n_questions[IKM_MAX_ELEMENTS];
};

static double value_of(const struct trial *trial)
{
    double value = 0;
    for (size_t e = 0; e < trial->form->n_elements; e++) {
        const struct ikm_term *term = &trial->term[e];
        value += (double)term->weight.numerator * (double)term->sum /
                 ((double)term->weight.denominator * (double)term->n);
    }
    return 100 * value / trial->form->scale_max;
}

/* Is the rounded value of the trial at least `hundredths`? */
static int reaches(struct trial *trial, int64_t hundredths)
{
    const double above = value_of(trial) - ((double)hundredths - 0.5) / 100;
    if (fabs(above) > doubtful)
        return above > 0;
    struct ikm_exact exact = {0};
    const struct ikm_terms terms = {.term = trial->term,
                                    .n_terms = trial->form->n_elements,
                                    .scale_max = trial->form->scale_max};
    if (trial->status == IKM_OK)
        trial->status =
            ikm_exact_index(&terms, trial->arena, &exact, trial->err);
    return exact.value_hundredths >= hundredths;
}

/* ---- sheets ---- */

static int sheets_flip(const struct trial *start, int64_t n_sheets, int score,
                       int64_t cut, enum ikm_status *status)
{
    struct trial trial = *start;
    for (size_t e = 0; e < trial.form->n_elements; e++) {
        trial.term[e].n += n_sheets * trial.n_questions[e];
        trial.term[e].sum += n_sheets * trial.n_questions[e] * score;
    }
    const int at_least = reaches(&trial, cut);
    if (trial.status != IKM_OK)
        *status = trial.status;
    return score > 1 ? at_least : !at_least;
}

/* Equal sheets move the index one way only: halving finds the fewest. */
static int64_t fewest_sheets(struct trial *start, int score, int64_t cut)
{
    int64_t low = 0;
    int64_t high = 1;
    while (!sheets_flip(start, high, score, cut, &start->status)) {
        if (high >= most_sheets)
            return NEVER;
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;
        if (sheets_flip(start, middle, score, cut, &start->status))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* ---- answers ---- */

static double weight_of_answer(const struct ikm_term *term)
{
    return (double)term->weight.numerator /
           ((double)term->weight.denominator * (double)term->n);
}

/* Elements in order of what one answer moves, most first. */
static void sort_by_weight(const struct trial *trial, size_t *ret_order)
{
    for (size_t e = 0; e < trial->form->n_elements; e++) {
        const double weight = weight_of_answer(&trial->term[e]);
        size_t at = e;
        for (; at > 0 &&
               weight_of_answer(&trial->term[ret_order[at - 1]]) < weight;
             at--)
            ret_order[at] = ret_order[at - 1];
        ret_order[at] = e;
    }
}

static int answers_flip(struct trial *trial, int step, int64_t cut)
{
    return step > 0 ? reaches(trial, cut) : !reaches(trial, cut);
}

/* The fewest of one element, 1..room; room flips. */
static int64_t fewest_of_element(struct trial *trial, size_t e, int64_t room,
                                 int step, int64_t cut)
{
    const int64_t sum = trial->term[e].sum;
    int64_t low = 0;
    int64_t high = room;
    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;
        trial->term[e].sum = sum + step * middle;
        if (answers_flip(trial, step, cut))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static int64_t fewest_answers(const struct trial *start,
                              const struct ikm_index *index, int step,
                              int64_t cut, enum ikm_status *ret_status)
{
    struct trial trial = *start;
    size_t order[IKM_MAX_ELEMENTS] = {0};
    int64_t total = 0;
    const int end = step > 0 ? trial.form->scale_max : 1;
    sort_by_weight(&trial, order);
    for (size_t i = 0; i < trial.form->n_elements; i++) {
        const size_t e = order[i];
        const int64_t room =
            index->element[e].n - index->element[e].count[end - 1];
        if (room == 0)
            continue;
        trial.term[e].sum += step * room;
        const int flips = answers_flip(&trial, step, cut);
        if (flips) {
            trial.term[e].sum -= step * room;
            total += fewest_of_element(&trial, e, room, step, cut);
        }
        *ret_status = trial.status;
        if (flips)
            return total;
        total += room;
    }
    return NEVER;
}

static void start_trial(struct trial *trial, const struct ikm_index *index,
                        enum ikm_weights weights)
{
    for (size_t q = 0; q < trial->form->n_questions; q++)
        trial->n_questions[trial->form->questions[q].element]++;
    for (size_t e = 0; e < index->n_elements; e++)
        trial->term[e] =
            (struct ikm_term){index->element[e].sum, index->element[e].n,
                              ikm_weight(trial->form, e, weights)};
}

enum ikm_status ikm_flip_of(const struct ikm_form *form,
                            const struct ikm_index *index,
                            enum ikm_weights weights, struct ikm_arena *arena,
                            struct ikm_flip *ret_flip, struct ikm_error *err)
{
    struct trial trial = {.form = form, .arena = arena, .err = err};
    const int grade = index->grade;
    *ret_flip = (struct ikm_flip){NEVER, NEVER, NEVER, NEVER};
    if (grade == IKM_CLASS_NONE || weights == IKM_WEIGHTS_ROUNDED_TERMS)
        return IKM_OK;
    start_trial(&trial, index, weights);
    if (grade > 0) {
        const int64_t cut = form->classes[grade - 1].lower_hundredths;
        ret_flip->sheets_up = fewest_sheets(&trial, form->scale_max, cut);
        ret_flip->answers_up =
            fewest_answers(&trial, index, 1, cut, &trial.status);
    }
    if ((size_t)grade + 1 < form->n_classes) {
        const int64_t cut = form->classes[grade].lower_hundredths;
        ret_flip->sheets_down = fewest_sheets(&trial, 1, cut);
        ret_flip->answers_down =
            fewest_answers(&trial, index, -1, cut, &trial.status);
    }
    return trial.status;
}
