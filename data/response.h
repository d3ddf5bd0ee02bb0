/* data/response.h - one filled-in questionnaire, as everyone hands it on. */
#ifndef IKM_DATA_RESPONSE_H
#define IKM_DATA_RESPONSE_H

#include <stdint.h>

#include "data/base/date.h"
#include "data/base/error.h"
#include "data/form.h"

/* The respondent block. 0 everywhere: not filled in. Names of the values,
 * their aliases and their order: data/respondent.h. */
enum ikm_field {
    IKM_FIELD_GENDER,
    IKM_FIELD_AGE, /* years 1..120; IKM_AGE_BAND + 1..6: the band alone is
                      known; IKM_AGE_OTHER: a text that is no age */
    IKM_FIELD_EDUCATION,
    IKM_FIELD_OCCUPATION,
    IKM_FIELD_DISABILITY,
    IKM_FIELD_HOUR,
    IKM_FIELD_CHANNEL,
    IKM_FIELD_COUNT
};
enum { IKM_AGE_BAND = 120, IKM_AGE_OTHER = 255 };

/* "An element answered 1 or 2 may carry a cause." */
struct ikm_low_cause {
    uint8_t element;  /* index into the form's elements */
    uint8_t code;     /* of the form's list; 0: only a text */
    const char *text; /* "" when there is none */
};

enum ikm_response_state {
    IKM_RESPONSE_USED,
    IKM_RESPONSE_VOID,    /* withdrawn, with a reason */
    IKM_RESPONSE_EXCLUDED /* left out of the figures, with a reason */
};

/* Borrowed by whoever receives it, for the call only. */
struct ikm_response {
    int64_t unit_id;
    int64_t form_id;
    int64_t service_id;   /* 0: not filled in ("tidak diisi") */
    int64_t operator_id;  /* 0: none */
    struct ikm_date date; /* of service; day 0: only the month is known */
    int32_t second;       /* of the day; -1: no time known */
    enum ikm_response_state state;
    uint8_t field[IKM_FIELD_COUNT]; /* value codes of data/respondent.h */
    uint8_t n_answers;              /* questions of satisfaction */
    uint8_t n_more; /* the form's other questions: behind them in answer */
    uint8_t answer[IKM_MAX_QUESTIONS]; /* [n_answers + n_more], as the form's
                                          questions: 1..scale_max; 0: not
                                          answered */
    /* Texts: NULL when there is none. */
    const char *sheet;   /* number on the paper sheet, or in the file */
    const char *comment; /* saran, masukan */
    const char *other[IKM_FIELD_COUNT]; /* what stood there, of a value that
                                           was booked as "lainnya" */
    size_t n_causes;
    const struct ikm_low_cause *causes; /* [n_causes] */
};

#endif
