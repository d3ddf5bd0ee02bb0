/* analyze/gain.h - what mending one element alone is worth. */
#ifndef IKM_ANALYZE_GAIN_H
#define IKM_ANALYZE_GAIN_H

#include "analyze/index.h"

struct ikm_gain {
    int is_defined; /* 0: no answers, the best class already, no class table */
    double gain;    /* what the exact IKM rises by, on its scale, if the mean
                       of this element alone rises to the lower bound of the
                       next better class; > 0 but for a value that was rounded
                       up to it */
};

struct ikm_gain ikm_gain_of(const struct ikm_form *form,
                            const struct ikm_index *index, size_t e,
                            enum ikm_weights weights);

#endif
