/* collect/answer.h - what stands in an answer's place -> a score.
 *
 * The same code for the command line, imports and the web. Pure. */
#ifndef IKM_COLLECT_ANSWER_H
#define IKM_COLLECT_ANSWER_H

#include "data/form.h"
#include "data/response.h"

enum ikm_answer_fault {
    IKM_ANSWER_OK,
    IKM_ANSWER_OUTSIDE, /* a number that is not 1..scale_max */
    IKM_ANSWER_UNKNOWN, /* no number and no label of the question */
    IKM_ANSWER_CONFLICT /* "3. Tidak sesuai": number and label disagree */
};

/* A cell: "3", "3.0", "Sesuai", "3. Sesuai"; empty is not answered (score 0).
 * *ret_score is set only with IKM_ANSWER_OK. */
enum ikm_answer_fault ikm_answer_parse(const struct ikm_form *form,
                                       size_t question, const char *text,
                                       uint8_t *ret_score);

/* "343434343" in the order on paper, all kinds, 0 or - not answered. For a
 * scale above 9 the scores are separated by commas. IKM_INPUT  wrong length, a
 * sign outside the scale (says which place, what was found, what is allowed),
 * or all blank */
IKM_MUST_CHECK enum ikm_status ikm_answers_parse(const struct ikm_form *form,
                                                 const char *text,
                                                 struct ikm_response *response,
                                                 struct ikm_error *err);

/* "waktu=1" or "U3=1" or "U3=antrean panjang": the element, a code of the
 * form's list or a text. Adds to `causes` (room for IKM_MAX_ELEMENTS).
 * IKM_INPUT  unknown element, unknown code, element not answered 1 or 2, or
 *            named twice */
IKM_MUST_CHECK enum ikm_status
ikm_cause_parse(const struct ikm_form *form, const char *text,
                const struct ikm_response *response,
                struct ikm_low_cause *causes, size_t *n_causes,
                struct ikm_arena *arena, struct ikm_error *err);

/* The lowest score of an element's questions; 0 when none was answered. */
uint8_t ikm_element_low(const struct ikm_form *form,
                        const struct ikm_response *response, size_t element);

/* At or below this score a cause may be told: 2 of 4, the lower half. */
int ikm_low_limit(const struct ikm_form *form);

#endif
