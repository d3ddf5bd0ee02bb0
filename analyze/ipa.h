/* analyze/ipa.h - importance against performance (Martilla and James 1977).
 *
 * The axes cross at the two means: of the NRR, and of the importance, over the
 * elements that have both. A point on an axis counts as above it. Where the
 * 95 % interval of its NRR or of its importance holds the axis, or is not
 * known, the quadrant is not certain ("belum pasti"). */
#ifndef IKM_ANALYZE_IPA_H
#define IKM_ANALYZE_IPA_H

#include "analyze/importance.h"

enum ikm_quadrant {
    IKM_QUADRANT_NONE, /* no answers, no importance, or fewer than two points */
    IKM_QUADRANT_A,    /* important, weak: Prioritas Utama */
    IKM_QUADRANT_B,    /* important, strong: Pertahankan Prestasi */
    IKM_QUADRANT_C,    /* less important, weak: Prioritas Rendah */
    IKM_QUADRANT_D     /* less important, strong: Berlebihan */
};

/* "A".."D"; "" for NONE */
const char *ikm_quadrant_letter(enum ikm_quadrant quadrant);

struct ikm_ipa {
    size_t n_points;         /* below 2: no axes */
    double axis_performance; /* on the form's scale */
    double axis_importance;  /* share */
    struct ikm_ipa_point {
        enum ikm_quadrant quadrant;
        int is_certain;
    } point[IKM_MAX_ELEMENTS]; /* [index->n_elements] */
};

/* `interval` [index->n_elements]: of the NRR, on the scale of the IKM, borrowed
 * for the call. */
void ikm_ipa_of(const struct ikm_index *index,
                const struct ikm_importance *importance,
                const struct ikm_interval *interval, int scale_max,
                struct ikm_ipa *ret_ipa);

#endif
