#include <inttypes.h>

#include "analyze/suppress.h"
#include "export/words.h"

void ikm_words_suppressed(struct ikm_text *text, enum ikm_lang lang,
                          const struct ikm_query *query)
{
    const int64_t least =
        query->min_group > 0 ? query->min_group : IKM_LEAST_IN_GROUP;
    ikm_text_say(text, lang,
                 "Ada kelompok yang disembunyikan: kurang dari %" PRId64
                 " responden, atau dapat menyingkap kelompok sekecil itu lewat "
                 "selisih. Batasnya diatur dengan --min-group.",
                 "Some groups are hidden: fewer than %" PRId64
                 " respondents, or they would give away such a group by "
                 "subtraction. The limit is set with --min-group.",
                 least);
}
