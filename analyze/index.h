/* analyze/index.h - NRR, index, IKM: the arithmetic of PermenPANRB 14/2017.
 *
 * weight w_j = 1/k (or as the form says); NRR of an element R_j = sum of its
 * scores / number of answers to it; index = sum w_j R_j, on the form's scale
 * (1..4); IKM = index * 100 / scale maximum (25..100). Exact rationals, rounded
 * half-up only where a figure is shown. Blanks never stand in a divisor. */
#ifndef IKM_ANALYZE_INDEX_H
#define IKM_ANALYZE_INDEX_H

#include "analyze/exact.h"
#include "data/tally.h"

/* How the NRR are weighted. All but EXACT exist only to reproduce an old
 * report. */
enum ikm_weights {
    IKM_WEIGHTS_EXACT,         /* as the form says: 1/k */
    IKM_WEIGHTS_011,           /* 0.11: caps the IKM at 99.00 */
    IKM_WEIGHTS_0111,          /* 0.111 */
    IKM_WEIGHTS_0071,          /* 0.071 */
    IKM_WEIGHTS_ROUNDED_TERMS, /* exact weights; each weighted NRR rounded to
                                  thousandths before it is added */
    IKM_WEIGHTS_COUNT
};
/* "exact" "0.11" "0.111" "0.071" "rounded-terms" */
const char *ikm_weights_name(enum ikm_weights weights);
/* 1 when `name` is one of them. */
int ikm_weights_parse(const char *name, enum ikm_weights *ret_weights);
/* The weight of an element, as it stands before any rounding. */
struct ikm_fraction ikm_weight(const struct ikm_form *form, size_t e,
                               enum ikm_weights weights);

/* Flags of an element, a bit set. Names: ikm_flag_name(). */
enum ikm_flag {
    IKM_FLAG_CLASS_C = 1 << 0, /* grade C of the element's own value */
    IKM_FLAG_CLASS_D = 1 << 1,
    IKM_FLAG_BELOW_MEAN = 1 << 2,   /* NRR < mean of the NRRs, exactly */
    IKM_FLAG_THREE_LOWEST = 1 << 3, /* fewer than three elements are lower */
    IKM_FLAG_LOWEST_GROUP = 1 << 4, /* analyze/lowest.h says so */
    IKM_FLAG_DECLINED = 1 << 5,     /* analyze/compare.h says so */
    IKM_FLAG_IMPROVED = 1 << 6,     /* the same */
    IKM_FLAG_CONSTANT = 1 << 7      /* two or more answers, all equal */
};
enum { IKM_FLAG_COUNT = 8 };
/* "class-c" ... of bit `i`, 0..IKM_FLAG_COUNT-1 */
const char *ikm_flag_name(int i);

/* Why a figure is not defined. */
enum ikm_reason {
    IKM_REASON_NONE,
    IKM_REASON_NO_ROWS,                /* no response counts */
    IKM_REASON_ELEMENT_WITHOUT_ANSWERS /* nobody answered some element */
};

struct ikm_element_figures {
    int64_t n;                    /* answers, pooled over its questions */
    int64_t sum;                  /* of their scores */
    int64_t count[IKM_MAX_SCALE]; /* count[s-1]: how often score s */
    int64_t nrr_thousandths;      /* n > 0: rounded half-up; else 0 */
    int64_t value_hundredths;     /* NRR * 100 / scale maximum, half-up */
    double nrr;                   /* n > 0 */
    double weighted;              /* n > 0: NRR * weight */
    int grade;                    /* class of the form; IKM_CLASS_NONE */
    int rank;                     /* 1 = highest; ties share the better rank;
                                     0 when n = 0 */
    unsigned flags;               /* enum ikm_flag */
};

struct ikm_index {
    enum ikm_reason reason; /* IKM_REASON_NONE: all figures are defined */
    size_t n_elements;
    struct ikm_element_figures *element; /* [n_elements], in the arena; each is
                                            filled in, defined or not */
    /* only with IKM_REASON_NONE: */
    const char *exact;        /* the IKM as "num/den" */
    int64_t value_hundredths; /* the IKM, rounded half-up: what is graded */
    double index;             /* on the form's scale */
    int grade;                /* class of the form; IKM_CLASS_NONE */
};

/* All of the above out of the counts of a tally (answered or complete).
 * An undefined index is no error: see `reason`. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_index_of(const struct ikm_form *form, const struct ikm_tally_counts *counts,
             enum ikm_weights weights, struct ikm_arena *arena,
             struct ikm_index *ret_index, struct ikm_error *err);

/* What the index alone needs of many groups: small. */
struct ikm_sums {
    int64_t n_rows;
    int64_t n[IKM_MAX_ELEMENTS];
    int64_t sum[IKM_MAX_ELEMENTS];
};
void ikm_sums_add(struct ikm_sums *sums, const struct ikm_tally_counts *counts,
                  size_t n_elements, int scale_max);

/* *ret_exact is the IKM as "num/den" in the arena; NULL when it is not
 * defined. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_index_of_sums(const struct ikm_form *form, const struct ikm_sums *sums,
                  enum ikm_weights weights, struct ikm_arena *arena,
                  const char **ret_exact, struct ikm_error *err);

#endif
