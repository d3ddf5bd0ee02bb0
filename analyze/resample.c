#include "analyze/resample.h"

#include "analyze/random.h"

enum {
    MOST_ROWS = 1 << 22,
    MOST_SUM = 1000,
    MOST_LANES = 2 * IKM_MAX_ELEMENTS,
    MOST_WORDS = MOST_LANES / 2
};

/* Lane l stands in word l / per_word. Sums come first, then, where answers are
 * missing, their numbers. */
struct packed {
    size_t n_rows, n_lanes, n_words;
    size_t per_word;
    unsigned bits;
    uint64_t *word; /* [n_rows * n_words] */
};

static int is_whole(const struct ikm_form *form, const struct ikm_vectors *rows,
                    const int64_t *n_questions)
{
    for (size_t i = 0; i < rows->n_rows; i++)
        for (size_t e = 0; e < form->n_elements; e++)
            if (rows->n[i * form->n_elements + e] != n_questions[e])
                return 0;
    return 1;
}

static uint64_t largest(const struct ikm_vectors *rows)
{
    uint64_t most = 1;
    for (size_t i = 0; i < rows->n_rows * rows->n_elements; i++)
        if (rows->sum[i] > most)
            most = rows->sum[i];
    return most;
}

/* As many lanes in a word as the sums of all rows leave room for. */
static void choose_lanes(struct packed *packed, uint64_t most_in_lane)
{
    packed->per_word = 2;
    for (size_t lanes = 2; lanes <= 6; lanes++)
        if (most_in_lane >> (64 / lanes) == 0)
            packed->per_word = lanes;
    packed->bits = 64U / (unsigned)packed->per_word;
    packed->n_words =
        (packed->n_lanes + packed->per_word - 1) / packed->per_word;
}

static void pack_row(const struct packed *packed,
                     const struct ikm_vectors *rows, size_t i)
{
    const size_t k = rows->n_elements;
    uint64_t *word = packed->word + i * packed->n_words;
    for (size_t l = 0; l < packed->n_lanes; l++) {
        const uint64_t number =
            l < k ? rows->sum[i * k + l] : rows->n[i * k + l - k];
        word[l / packed->per_word] |=
            number << (packed->bits * (unsigned)(l % packed->per_word));
    }
}

/* ---- drawing ---- */

static inline void add_row(const uint64_t *from, size_t n_words, uint64_t *into)
{
    for (size_t w = 0; w < n_words; w++)
        into[w] += from[w];
}

/* n_words is a constant where it matters: the loops dissolve. */
static inline void draw_words(const struct packed *packed, size_t n_words,
                              struct ikm_random *random, uint64_t *total)
{
    const uint64_t n = packed->n_rows;
    uint64_t sum[MOST_WORDS] = {0};
    struct ikm_random stream = *random;
    for (size_t i = 0; i + 1 < n; i += 2) {
        const uint64_t both = ikm_random_next(&stream);
        const size_t a = (size_t)(((both & UINT32_MAX) * n) >> 32);
        const size_t b = (size_t)(((both >> 32) * n) >> 32);
        add_row(packed->word + a * n_words, n_words, sum);
        add_row(packed->word + b * n_words, n_words, sum);
    }
    if (n % 2 == 1) {
        const uint64_t last = ikm_random_next(&stream) >> 32;
        add_row(packed->word + (size_t)((last * n) >> 32) * n_words, n_words,
                sum);
    }
    for (size_t w = 0; w < n_words; w++)
        total[w] = sum[w];
    *random = stream;
}

static void draw(const struct packed *packed, struct ikm_random *random,
                 uint64_t *total)
{
    switch (packed->n_words) {
    case 1: draw_words(packed, 1, random, total); break;
    case 2: draw_words(packed, 2, random, total); break;
    case 3: draw_words(packed, 3, random, total); break;
    case 4: draw_words(packed, 4, random, total); break;
    case 5: draw_words(packed, 5, random, total); break;
    default: draw_words(packed, packed->n_words, random, total); break;
    }
}

static uint64_t lane(const struct packed *packed, const uint64_t *word,
                     size_t l)
{
    const uint64_t mask = (UINT64_C(1) << packed->bits) - 1;
    return word[l / packed->per_word] >>
               (packed->bits * (unsigned)(l % packed->per_word)) &
           mask;
}

/* ---- figures of a resample ---- */

void ikm_count_three_lowest(const double *mean, size_t n_elements,
                            int64_t *count)
{
    double low[3] = {1e300, 1e300, 1e300}; /* the three lowest, ascending */
    for (size_t e = 0; e < n_elements; e++) {
        if (mean[e] < 0 || mean[e] >= low[2])
            continue;
        int at = 2;
        for (; at > 0 && low[at - 1] > mean[e]; at--)
            low[at] = low[at - 1];
        low[at] = mean[e];
    }
    for (size_t e = 0; e < n_elements; e++)
        count[e] += mean[e] >= 0 && mean[e] <= low[2];
}

struct job {
    const struct ikm_form *form;
    size_t k;
    int64_t n_answers[IKM_MAX_ELEMENTS]; /* of a resample without blanks */
    double share[IKM_MAX_ELEMENTS];      /* weight on the scale of the IKM */
    int64_t count[IKM_MAX_ELEMENTS];
};

/* Equal fractions give equal doubles, so ties stay ties. */
static int means_of(const struct job *job, const struct packed *packed,
                    const uint64_t *word, double *ret_mean)
{
    int all_answered = 1;
    for (size_t e = 0; e < job->k; e++) {
        const double n = packed->n_lanes == job->k
                             ? (double)job->n_answers[e]
                             : (double)lane(packed, word, job->k + e);
        const int is_answered = n > 0;
        ret_mean[e] = is_answered ? (double)lane(packed, word, e) / n : -1;
        all_answered &= is_answered;
    }
    return all_answered;
}

static void run(struct job *job, const struct packed *packed,
                const struct ikm_resampling *resampling,
                struct ikm_resampled *resampled)
{
    struct ikm_random random = ikm_random_start(resampling->seed);
    uint64_t total[MOST_WORDS] = {0};
    double mean[IKM_MAX_ELEMENTS] = {0};
    for (size_t r = 0; r < resampling->n_resamples; r++) {
        draw(packed, &random, total);
        const int all_answered = means_of(job, packed, total, mean);
        ikm_count_three_lowest(mean, job->k, job->count);
        if (!all_answered)
            continue;
        double value = 0;
        for (size_t e = 0; e < job->k; e++)
            value += job->share[e] * mean[e];
        resampled->value[resampled->n_values++] = value;
    }
}

static int has_answers(const struct ikm_vectors *rows, size_t e)
{
    for (size_t i = 0; i < rows->n_rows; i++)
        if (rows->n[i * rows->n_elements + e] > 0)
            return 1;
    return 0;
}

enum ikm_status
ikm_resample(const struct ikm_form *form, const struct ikm_vectors *rows,
             enum ikm_weights weights, const struct ikm_resampling *resampling,
             struct ikm_arena *arena, struct ikm_resampled *ret_resampled,
             struct ikm_error *err)
{
    struct job job = {.form = form, .k = form->n_elements};
    struct packed packed = {.n_rows = rows->n_rows};
    struct ikm_resampled resampled = {0};
    int64_t n_questions[IKM_MAX_ELEMENTS] = {0};
    if (rows->n_rows == 0 || rows->n_rows > MOST_ROWS ||
        largest(rows) > MOST_SUM)
        return ikm_fail(err, IKM_LIMIT,
                        "terlalu banyak respons untuk bootstrap",
                        "too many responses for a bootstrap");
    for (size_t q = 0; q < form->n_questions; q++)
        n_questions[form->questions[q].element]++;
    packed.n_lanes = is_whole(form, rows, n_questions) ? job.k : 2 * job.k;
    choose_lanes(&packed, (uint64_t)rows->n_rows * largest(rows));
    packed.word = ikm_arena_take(arena, rows->n_rows * packed.n_words,
                                 sizeof *packed.word);
    resampled.value =
        ikm_arena_take(arena, resampling->n_resamples, sizeof *resampled.value);
    if (!packed.word || !resampled.value)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < rows->n_rows; i++)
        pack_row(&packed, rows, i);
    for (size_t e = 0; e < job.k; e++) {
        const struct ikm_fraction weight = ikm_weight(form, e, weights);
        job.n_answers[e] = n_questions[e] * (int64_t)rows->n_rows;
        job.share[e] = 100.0 * (double)weight.numerator /
                       ((double)form->scale_max * (double)weight.denominator);
    }
    run(&job, &packed, resampling, &resampled);
    for (size_t e = 0; e < job.k; e++)
        resampled.p_lowest3[e] =
            has_answers(rows, e)
                ? (double)job.count[e] / (double)resampling->n_resamples
                : -1;
    *ret_resampled = resampled;
    return IKM_OK;
}
