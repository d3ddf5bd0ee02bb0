#include "analyze/check/search.h"

#include <string.h>

enum { RANK_STEP = 64 };

struct ikm_check_fault search_fault(enum ikm_check_kind kind,
                                    enum ikm_check_step step)
{
    return (struct ikm_check_fault){.kind = kind,
                                    .step = step,
                                    .explains = kind != IKM_CHECK_UNEXPLAINED,
                                    .decimals = -1,
                                    .weight = "",
                                    .found = "",
                                    .expected = "",
                                    .name = ""};
}

static size_t count_bits(uint32_t bits)
{
    size_t n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* Rounding every step to the same decimals is one habit. */
static int is_same_habit(const struct trail *trail,
                         const struct ikm_check_fault *fault)
{
    for (size_t i = 0; i < trail->n; i++)
        if (fault->kind == IKM_CHECK_ROUNDED_EARLY &&
            trail->fault[i].kind == fault->kind &&
            trail->fault[i].decimals == fault->decimals)
            return 1;
    return 0;
}

int search_assume(struct search *s, const struct ikm_check_fault *fault,
                  int sub_rank)
{
    struct trail *trail = &s->trail;
    const int is_open = fault->kind == IKM_CHECK_UNEXPLAINED;
    if (is_same_habit(trail, fault)) {
        trail->rank++;
        return 1;
    }
    if (trail->n >= s->limit || trail->n >= SEARCH_MOST)
        return 0;
    if (is_open && (trail->n_unexplained >= s->most_unexplained ||
                    (int)count_bits(fault->elements) > s->most_figures))
        return 0;
    if (fault->kind == IKM_CHECK_WRONG_SUM &&
        (int)count_bits(fault->elements) > s->most_sums)
        return 0;
    trail->fault[trail->n++] = *fault;
    trail->n_unexplained += is_open;
    trail->rank += (int)fault->kind * RANK_STEP + sub_rank;
    return 1;
}

void search_drop(struct search *s, const struct trail *before)
{
    s->trail = *before;
}

static uint32_t kinds_of(const struct trail *trail)
{
    uint32_t kinds = 0;
    for (size_t i = 0; i < trail->n; i++)
        kinds |= UINT32_C(1) << trail->fault[i].kind;
    return kinds;
}

static void keep_other(struct search *s, const struct trail *trail)
{
    for (size_t i = 0; i < s->n_others; i++)
        if (kinds_of(&s->others[i]) == kinds_of(trail))
            return;
    if (s->n_others < CHECK_MOST_FAULTS)
        s->others[s->n_others++] = *trail;
}

void search_keep(struct search *s)
{
    if (!s->is_found) {
        s->best = s->trail;
        s->is_found = 1;
        return;
    }
    if (s->trail.rank >= s->best.rank) {
        keep_other(s, &s->trail);
        return;
    }
    keep_other(s, &s->best);
    s->best = s->trail;
}

static void put_candidates(struct search *s, struct check_findings *findings)
{
    uint32_t kinds = kinds_of(&s->best);
    for (size_t i = 0; i < s->n_others; i++)
        for (size_t f = 0; f < s->others[i].n; f++) {
            const struct ikm_check_fault *fault = &s->others[i].fault[f];
            if (kinds >> fault->kind & 1U ||
                fault->kind == IKM_CHECK_UNEXPLAINED ||
                findings->n_candidates >= CHECK_MOST_FAULTS)
                continue;
            kinds |= UINT32_C(1) << fault->kind;
            findings->candidates[findings->n_candidates++] = *fault;
        }
}

/* Totals of single respondents. A column in which most differ is no total. */
static void check_row_totals(const struct check_case *this,
                             struct check_findings *findings)
{
    const struct check_table *table = this->table;
    struct ikm_check_fault fault =
        search_fault(IKM_CHECK_WRONG_SUM, IKM_CHECK_STEP_ROW);
    size_t n_wrong = 0;
    if (!table->row_total)
        return;
    for (size_t i = 0; i < table->n_rows; i++) {
        const struct check_figure *figure = &table->row_total[i];
        int64_t total = 0;
        for (size_t e = 0; e < table->k; e++)
            if (table->answer[i * table->k + e] > 0)
                total += table->answer[i * table->k + e];
        if (!figure->is_set ||
            (int64_t)(check_figure_real(figure) * 100 + 0.5) == total)
            continue;
        if (n_wrong++ > 0)
            continue;
        mpq_t right;
        mpq_init(right);
        mpq_set_si(right, (long)total, 100);
        mpq_canonicalize(right);
        fault.first_row = table->row_number[i];
        fault.found = check_figure_text(figure, this->arena);
        fault.expected = check_ratio_text(right, 0, this->arena);
        mpq_clear(right);
    }
    fault.rows_used = (int64_t)n_wrong;
    if (n_wrong > 0 && n_wrong * 2 < table->n_rows)
        findings->faults[findings->n_faults++] = fault;
}

enum ikm_status check_search(const struct check_case *this,
                             struct check_findings *findings)
{
    /* faults, unexplained ones, figures of such a one, sums of a wrong-sum,
     * narrow, bare */
    static const int passes[][6] = {
        {0, 0, 0, 0, 0, 0},  {1, 0, 0, 1, 0, 0},
        {1, 1, 1, 1, 0, 0},  {2, 0, 0, 1, 1, 0},
        {1, 0, 0, 32, 0, 0}, {2, 1, 1, 1, 1, 0},
        {1, 1, 32, 1, 0, 0}, {2, 0, 0, 32, 1, 0},
        {2, 2, 1, 32, 1, 0}, {2, 1, 32, 32, 1, 0},
        {3, 0, 0, 1, 1, 0},  {SEARCH_MOST, SEARCH_MOST, 32, 32, 1, 1},
    };
    struct search *s = ikm_arena_take(this->arena, 1, sizeof *s);
    if (!s)
        return IKM_NO_MEMORY;
    s->this = this;
    check_chain_open(&s->chain);
    for (size_t i = 0; i < IKM_COUNT(passes) && !s->is_found; i++) {
        s->limit = (size_t)passes[i][0];
        s->most_unexplained = passes[i][1];
        s->most_figures = passes[i][2];
        s->most_sums = passes[i][3];
        s->is_narrow = passes[i][4];
        s->is_bare = passes[i][5];
        s->trail = (struct trail){.n = 0};
        step_sums(s);
    }
    check_chain_close(&s->chain);
    for (size_t i = 0; i < s->best.n; i++)
        findings->faults[findings->n_faults++] = s->best.fault[i];
    check_row_totals(this, findings);
    put_candidates(s, findings);
    return IKM_OK;
}
