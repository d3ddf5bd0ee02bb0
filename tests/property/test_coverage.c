/* Does what is said about certainty hold? Simulated offices with a population
 * that is known whole: how often does the interval hold the truth, is a "firm"
 * grade the right one, is the lowest element in the lowest group?
 *
 * IKM_LONG=1: 2,000 offices of each size, against the limits themselves. Else a
 * tenth, and limits wider by three times the chance error of so few. IKM_SEED
 * draws others. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/office.h"
#include "analyze/certainty.h"
#include "analyze/lowest.h"
#include "analyze/random.h"

enum { K = 9, SCALE = 4, MOST_PEOPLE = 6000 };

/* How an office's public answers. */
struct public_mind {
    double mean[K];   /* of the score before it is cut into 1..4 */
    double sd_person; /* shared by the answers of one person */
    double sd_answer; /* of a single answer */
    double content;   /* share that ticks all fours whatever is asked */
    double blank;     /* share of answers left out */
};

struct world {
    struct ikm_random random;
    size_t n_people;
    uint8_t answer[MOST_PEOPLE][K];
    double truth;          /* IKM of all people */
    double share_all_best; /* of all people */
    size_t lowest;         /* element */
    double second_gap;     /* from the lowest to the next mean */
    struct office office;  /* of the sample; form and arena are kept */
};

static double share(struct world *world)
{
    return ikm_random_share(&world->random);
}

static double between(struct world *world, double low, double high)
{
    return low + (high - low) * share(world);
}

static double normal(struct world *world)
{
    return sqrt(-2 * log(share(world))) * cos(6.283185307179586 * share(world));
}

static double below(double z)
{
    return erfc(-z / sqrt(2)) / 2;
}

/* What the mind answers on average, in points of the IKM. */
static double expected_ikm(const struct public_mind *mind, double shift)
{
    const double sd = sqrt(mind->sd_person * mind->sd_person +
                           mind->sd_answer * mind->sd_answer);
    double total = 0;
    for (size_t e = 0; e < K; e++)
        for (int cut = 1; cut < SCALE; cut++)
            total += 1 - below((cut + 0.5 - mind->mean[e] - shift) / sd);
    return mind->content * 100 + (1 - mind->content) * 25 * (1 + total / K);
}

/* Shifts all means so that the IKM becomes `target`; 0 when it cannot. */
static int settle_mind(struct public_mind *mind, double target)
{
    double low = -6, high = 8;
    if (expected_ikm(mind, low) > target || expected_ikm(mind, high) < target)
        return 0;
    for (int i = 0; i < 50; i++) {
        const double middle = (low + high) / 2;
        if (expected_ikm(mind, middle) < target)
            low = middle;
        else
            high = middle;
    }
    for (size_t e = 0; e < K; e++)
        mind->mean[e] += low;
    return 1;
}

static int score_of(double x)
{
    const double rounded = floor(x + 0.5);
    return rounded < 1 ? 1 : rounded > SCALE ? SCALE : (int)rounded;
}

static void answer(struct world *world, const struct public_mind *mind,
                   uint8_t *ret_answer)
{
    const int is_content = share(world) < mind->content;
    const double person = mind->sd_person * normal(world);
    for (size_t e = 0; e < K; e++) {
        ret_answer[e] =
            is_content ? SCALE
                       : (uint8_t)score_of(mind->mean[e] + person +
                                           mind->sd_answer * normal(world));
        if (e > 0 && share(world) < mind->blank)
            ret_answer[e] = 0;
    }
}

static void populate(struct world *world, const struct public_mind *mind,
                     size_t n_people)
{
    double mean[K], truth = 0;
    int64_t sum[K] = {0}, n[K] = {0};
    size_t n_best = 0;
    world->n_people = n_people;
    for (size_t i = 0; i < n_people; i++) {
        int is_best = 1;
        answer(world, mind, world->answer[i]);
        for (size_t e = 0; e < K; e++) {
            sum[e] += world->answer[i][e];
            n[e] += world->answer[i][e] > 0;
            is_best &= world->answer[i][e] == SCALE;
        }
        n_best += (size_t)is_best;
    }
    world->lowest = 0;
    for (size_t e = 0; e < K; e++) {
        mean[e] = (double)sum[e] / (double)n[e];
        truth += 25 * mean[e] / K;
        if (mean[e] < mean[world->lowest])
            world->lowest = e;
    }
    world->second_gap = SCALE;
    for (size_t e = 0; e < K; e++)
        if (e != world->lowest &&
            mean[e] - mean[world->lowest] < world->second_gap)
            world->second_gap = mean[e] - mean[world->lowest];
    world->truth = truth;
    world->share_all_best = (double)n_best / (double)n_people;
}

/* Draws n people without replacement. */
static void sample(struct world *world, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t kept[K];
        const size_t at =
            i + (size_t)(share(world) * (double)(world->n_people - i));
        memcpy(kept, world->answer[i], K);
        memcpy(world->answer[i], world->answer[at], K);
        memcpy(world->answer[at], kept, K);
    }
    office_of_answers(&world->office, &world->answer[0][0], n);
}

/* Truths of 60 to 97, all-four sheets within the limits. */
static void make_office(struct world *world, size_t n, double least_best,
                        double most_best)
{
    for (;;) {
        struct public_mind mind = {.sd_person = between(world, 0.1, 0.7),
                                   .sd_answer = between(world, 0.4, 0.8),
                                   .content = most_best * share(world),
                                   .blank = between(world, 0, 0.05)};
        const double target = between(world, 60, 97);
        const double unlike = between(world, 0.05, 0.4);
        for (size_t e = 0; e < K; e++)
            mind.mean[e] = unlike * normal(world);
        if (!settle_mind(&mind, target))
            continue;
        populate(world, &mind, n + (size_t)between(world, 200, 3000));
        if (world->truth >= 60 && world->truth <= 97 &&
            world->share_all_best >= least_best &&
            world->share_all_best <= most_best)
            return;
    }
}

struct told {
    struct ikm_index_interval interval;
    struct ikm_grade_certainty grade;
    struct ikm_lowest lowest;
    int is_ceiling;
};

static void tell(struct world *world, struct told *told)
{
    static struct ikm_pairs pairs;
    const struct office *office = &world->office;
    const struct ikm_form *form = office->form;
    const struct ikm_spread spread =
        ikm_spread_of_cross(form, &office->cross, IKM_WEIGHTS_EXACT);
    const double value = office->index.index * 25;
    told->is_ceiling =
        ikm_is_ceiling(office->cross.n_all_best, office->cross.n_used);
    told->interval = ikm_index_interval(
        &spread, value, SCALE, (int64_t)world->n_people, told->is_ceiling);
    const struct ikm_belief belief = {value, office->index.value_hundredths,
                                      told->interval.se,
                                      (double)(office->cross.n_used - 1)};
    told->grade = ikm_grade_certainty(form, &belief);
    assert_true(ikm_pairs_of_cross(form, &office->cross, &pairs));
    ikm_lowest_of(&office->index, &pairs, &told->lowest);
}

static int holds(const struct ikm_interval *interval, double truth)
{
    return interval->is_defined && interval->low <= truth &&
           truth <= interval->high;
}

static int is_long(void)
{
    const char *text = getenv("IKM_LONG");
    return text && strcmp(text, "1") == 0;
}

static size_t n_offices(void)
{
    return is_long() ? 2000 : 200;
}

/* What chance alone may do to a share of so few. */
static double slack(double limit, size_t n)
{
    return is_long() ? 0 : 3 * sqrt(limit * (1 - limit) / (double)n);
}

static void at_least(const char *what, size_t n_times, size_t n, double limit)
{
    const double found = (double)n_times / (double)n;
    print_message("%s: %.2f %% of %zu\n", what, 100 * found, n);
    assert_true(n > 0 && found >= limit - slack(limit, n));
}

static void at_most(size_t n_times, size_t n, double limit)
{
    assert_true((double)n_times / (double)n <= limit + slack(limit, n));
}

static void start(struct world *world, uint64_t number)
{
    const char *seed = getenv("IKM_SEED");
    world->random = ikm_random_start(
        number + (seed ? strtoull(seed, NULL, 10) : UINT64_C(2017)) * 1000);
}

static struct world *new_world(uint64_t number)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    start(world, number);
    return world;
}

static void intervals_grades_and_lowest(void **state)
{
    static const size_t sizes[] = {60, 150, 400};
    (void)state;
    for (size_t s = 0; s < IKM_COUNT(sizes); s++) {
        struct world *world = new_world(sizes[s]);
        const size_t n = n_offices();
        size_t n_held = 0, n_firm = 0, n_right = 0, n_lowest = 0;
        for (size_t i = 0; i < n; i++) {
            struct told told;
            make_office(world, sizes[s], 0, 0.6);
            sample(world, sizes[s]);
            tell(world, &told);
            const int right = ikm_grade(
                world->office.form, (int64_t)floor(world->truth * 100 + 0.5));
            n_held += (size_t)holds(&told.interval.ci95, world->truth);
            n_lowest += (size_t)told.lowest.is_member[world->lowest];
            if (told.grade.is_firm) {
                n_firm++;
                n_right += world->office.index.grade == right;
            }
            office_close(&world->office);
        }
        print_message("n = %zu\n", sizes[s]);
        at_least("  the interval holds the truth", n_held, n, 0.93);
        at_most(n_held, n, 0.97);
        at_least("  a firm grade is right", n_right, n_firm, 0.95);
        at_least("  the lowest is in the lowest group", n_lowest, n, 0.95);
        free(world);
    }
}

/* More than 60 % all fours. */
static void ceiling(void **state)
{
    struct world *world = new_world(1);
    const size_t n = n_offices();
    size_t n_done = 0, n_plain = 0, n_logit = 0;
    (void)state;
    while (n_done < n) {
        struct told told;
        make_office(world, 60, 0.6, 0.8);
        sample(world, 60);
        tell(world, &told);
        if (told.is_ceiling) {
            n_done++;
            n_plain += (size_t)holds(&told.interval.ci95, world->truth);
            n_logit += (size_t)holds(&told.interval.logit95, world->truth);
        }
        office_close(&world->office);
    }
    print_message("under a ceiling, n = 60\n");
    at_least("  the plain interval holds the truth", n_plain, n, 0.91);
    at_least("  the logit interval holds the truth", n_logit, n, 0.93);
    at_most(n_logit, n, 0.97);
    free(world);
}

/* The lowest element 0.3 below all others: it stands nearly alone. */
static void clear_gaps(void **state)
{
    struct world *world = new_world(2);
    const size_t n = n_offices();
    size_t n_members = 0, n_held = 0, n_done = 0;
    (void)state;
    while (n_done < n) {
        struct told told;
        struct public_mind mind = {.sd_person = 0.5, .sd_answer = 0.6};
        for (size_t e = 0; e < K; e++)
            mind.mean[e] = e == 4 ? 2.55 : 2.9;
        populate(world, &mind, 2500);
        if (world->second_gap < 0.3)
            continue;
        sample(world, 400);
        tell(world, &told);
        n_members += told.lowest.n_members;
        n_held += (size_t)told.lowest.is_member[world->lowest];
        n_done++;
        office_close(&world->office);
    }
    print_message("gaps of 0.3, n = 400: %.3f elements in the lowest group\n",
                  (double)n_members / (double)n);
    assert_true((double)n_members / (double)n < 2);
    at_least("  the lowest is in it", n_held, n, 0.95);
    free(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_grades_and_lowest),
        cmocka_unit_test(ceiling),
        cmocka_unit_test(clear_gaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
