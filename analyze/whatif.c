#include "analyze/whatif.h"

#include <math.h>
#include <string.h>

#include "analyze/exact.h"
#include "analyze/grade.h"

/* What is being tried: the means of all elements. */
struct trial {
    const struct ikm_form *form;
    struct ikm_arena *arena;
    struct ikm_error *err;
    enum ikm_status status;
    int round_terms;
    struct ikm_term term[IKM_MAX_ELEMENTS];
};

static void start(struct trial *trial, const struct ikm_index *index,
                  enum ikm_weights weights)
{
    trial->round_terms = weights == IKM_WEIGHTS_ROUNDED_TERMS;
    for (size_t e = 0; e < index->n_elements; e++)
        trial->term[e] =
            (struct ikm_term){index->element[e].sum, index->element[e].n,
                              ikm_weight(trial->form, e, weights)};
}

static struct ikm_exact value_of(struct trial *trial)
{
    struct ikm_exact exact = {0};
    const struct ikm_terms terms = {.term = trial->term,
                                    .n_terms = trial->form->n_elements,
                                    .scale_max = trial->form->scale_max,
                                    .round_terms = trial->round_terms};
    if (trial->status == IKM_OK)
        trial->status =
            ikm_exact_index(&terms, trial->arena, &exact, trial->err);
    return exact;
}

static void set_mean(struct trial *trial, size_t e, int64_t mean, int64_t one)
{
    trial->term[e].sum = mean;
    trial->term[e].n = one;
}

enum ikm_status ikm_what_if_of(const struct ikm_form *form,
                               const struct ikm_index *index,
                               enum ikm_weights weights,
                               const struct ikm_what_if_change *changes,
                               size_t n_changes, struct ikm_arena *arena,
                               struct ikm_what_if *ret_what_if,
                               struct ikm_error *err)
{
    struct trial trial = {.form = form, .arena = arena, .err = err};
    start(&trial, index, weights);
    for (size_t i = 0; i < n_changes; i++)
        set_mean(&trial, changes[i].element, changes[i].mean_millionths,
                 IKM_WHAT_IF_ONE);
    const struct ikm_exact exact = value_of(&trial);
    *ret_what_if = (struct ikm_what_if){
        n_changes,
        changes,
        exact.text,
        exact.value_hundredths,
        exact.index,
        ikm_grade(form, exact.value_hundredths),
        exact.text ? ikm_exact_difference(exact.text, index->exact) : 0};
    return trial.status;
}

/* ---- aim ---- */

struct search {
    struct trial now;
    int64_t aim;
    size_t order[IKM_MAX_ELEMENTS]; /* by room to rise, most first */
    size_t picked[IKM_MAX_ELEMENTS];
    struct ikm_aim *aim_found;
    struct ikm_aim_set *set;
};

static double mean_of(const struct search *search, size_t e)
{
    return (double)search->now.term[e].sum / (double)search->now.term[e].n;
}

static double weight_of(const struct search *search, size_t e)
{
    return (double)search->now.term[e].weight.numerator /
           (double)search->now.term[e].weight.denominator;
}

/* What the index can gain from the element. */
static double room_of(const struct search *search, size_t e)
{
    return weight_of(search, e) *
           (search->now.form->scale_max - mean_of(search, e));
}

static void sort_by_room(struct search *search)
{
    for (size_t e = 0; e < search->now.form->n_elements; e++) {
        size_t at = e;
        for (; at > 0 &&
               room_of(search, search->order[at - 1]) < room_of(search, e);
             at--)
            search->order[at] = search->order[at - 1];
        search->order[at] = e;
    }
}

/* Is the aim reached with the first n picked at the maximum? */
static int suffices(struct search *search, size_t n)
{
    struct trial trial = search->now;
    for (size_t i = 0; i < n; i++)
        set_mean(&trial, search->picked[i], trial.form->scale_max, 1);
    const struct ikm_exact exact = value_of(&trial);
    if (trial.status != IKM_OK)
        search->now.status = trial.status;
    return exact.value_hundredths >= search->aim;
}

/* Raises elements of one weight to a common level, the lowest first, until
 * their rises add up to `rise`. */
static void level_up(const size_t *element, size_t n, double rise, double *mean)
{
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < n; i++)
        high = fmax(high, mean[element[i]]);
    high += rise;
    for (int step = 0; step < 100; step++) {
        const double level = low + (high - low) / 2;
        double used = 0;
        for (size_t i = 0; i < n; i++)
            used += fmax(0, level - mean[element[i]]);
        if (used < rise)
            low = level;
        else
            high = level;
    }
    for (size_t i = 0; i < n; i++)
        mean[element[i]] = fmax(mean[element[i]], high);
}

static void sort_by_weight(const struct search *search, size_t *element,
                           size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const size_t e = element[i];
        size_t at = i;
        for (; at > 0 &&
               weight_of(search, element[at - 1]) < weight_of(search, e);
             at--)
            element[at] = element[at - 1];
        element[at] = e;
    }
}

/* Means of the picked elements that just reach the aim, heavy ones first. */
static void share_out(const struct search *search, size_t n, double *mean)
{
    const double scale_max = search->now.form->scale_max;
    double need = ((double)search->aim - 0.5) / 100 * scale_max / 100;
    size_t element[IKM_MAX_ELEMENTS];
    memcpy(element, search->picked, n * sizeof *element);
    sort_by_weight(search, element, n);
    for (size_t e = 0; e < search->now.form->n_elements; e++) {
        mean[e] = mean_of(search, e);
        need -= weight_of(search, e) * mean[e];
    }
    for (size_t from = 0; from < n && need > 0;) {
        const double weight = weight_of(search, element[from]);
        size_t to = from;
        double room = 0;
        for (; to < n && fabs(weight_of(search, element[to]) - weight) < 1e-12;
             to++)
            room += scale_max - mean[element[to]];
        const double rise = fmin(room, need / weight);
        level_up(element + from, to - from, rise, mean);
        need -= rise * weight;
        from = to;
    }
}

static void add_set(struct search *search)
{
    struct ikm_aim *found = search->aim_found;
    const size_t n = found->n_elements;
    const int64_t top = (int64_t)search->now.form->scale_max * 1000;
    double mean[IKM_MAX_ELEMENTS] = {0};
    struct trial trial = search->now;
    struct ikm_aim_set *set = &search->set[found->n_sets];
    struct ikm_aim_rise *rise = ikm_arena_take(trial.arena, n, sizeof *rise);
    if (!rise) {
        search->now.status = ikm_fail_memory(trial.err);
        return;
    }
    share_out(search, n, mean);
    for (size_t i = 0; i < n; i++) {
        const size_t e = search->picked[i];
        /* up, so that what is shown suffices; not for dust of a double */
        int64_t needed = (int64_t)ceil(1000 * mean[e] - 1e-6);
        needed = needed > top ? top : needed;
        rise[i] = (struct ikm_aim_rise){e, needed};
        set_mean(&trial, e, needed, 1000);
        set->total += mean[e] - mean_of(search, e);
    }
    /* where that dust decides: one thousandth more */
    for (size_t i = 0; i < n && value_of(&trial).value_hundredths < search->aim;
         i++)
        if (rise[i].mean_thousandths < top)
            set_mean(&trial, rise[i].element, ++rise[i].mean_thousandths, 1000);
    if (trial.status != IKM_OK)
        search->now.status = trial.status;
    set->rise = rise;
    found->n_sets++;
}

/* Sets of the wanted size out of order[from..], whose first `n` are picked. In
 * this order the best that can still come is the next ones. */
static void pick(struct search *search, size_t from, size_t n)
{
    const size_t wanted = search->aim_found->n_elements;
    const size_t n_elements = search->now.form->n_elements;
    if (n == wanted) {
        if (search->aim_found->n_sets == IKM_AIM_SETS)
            search->aim_found->has_more = 1;
        else
            add_set(search);
        return;
    }
    for (size_t i = from; i + (wanted - n) <= n_elements; i++) {
        if (search->now.status != IKM_OK || search->aim_found->has_more)
            return;
        for (size_t ahead = 0; ahead < wanted - n; ahead++)
            search->picked[n + ahead] = search->order[i + ahead];
        if (!suffices(search, wanted))
            return;
        pick(search, i + 1, n + 1);
    }
}

enum ikm_status ikm_aim_of(const struct ikm_form *form,
                           const struct ikm_index *index,
                           enum ikm_weights weights, int64_t aim_hundredths,
                           struct ikm_arena *arena, struct ikm_aim *ret_aim,
                           struct ikm_error *err)
{
    struct search search = {.now = {.form = form, .arena = arena, .err = err},
                            .aim = aim_hundredths,
                            .aim_found = ret_aim};
    *ret_aim = (struct ikm_aim){.state = IKM_AIM_REACHED,
                                .hundredths = aim_hundredths};
    if (index->value_hundredths >= aim_hundredths)
        return IKM_OK;
    search.set = ikm_arena_take(arena, IKM_AIM_SETS, sizeof *search.set);
    if (!search.set)
        return ikm_fail_memory(err);
    start(&search.now, index, weights);
    sort_by_room(&search);
    memcpy(search.picked, search.order, sizeof search.picked);
    ret_aim->state = IKM_AIM_UNREACHABLE;
    for (size_t n = 1; n <= form->n_elements; n++)
        if (suffices(&search, n)) {
            ret_aim->state = IKM_AIM_OPEN;
            ret_aim->n_elements = n;
            pick(&search, 0, 0);
            break;
        }
    ret_aim->sets = search.set;
    return search.now.status;
}
