/* collect/record.h - one response from words: `record`, `void`, `amend`. */
#ifndef IKM_COLLECT_RECORD_H
#define IKM_COLLECT_RECORD_H

#include "collect/answer.h"
#include "data/store_registers.h"
#include "data/store_responses.h"

/* As typed; NULL where nothing was. */
struct ikm_record_words {
    const char *unit;    /* code or name; must be */
    const char *service; /* NULL: not filled in */
    const char *date;    /* must be */
    const char *form;    /* NULL: the survey's form */
    const char *answers; /* must be */
    const char *field[IKM_FIELD_COUNT];
    const char *operator_name; /* NULL: the actor */
    const char *sheet;
    const char *comment;
    size_t n_causes;
    const char *const *causes; /* [n_causes], see ikm_cause_parse() */
};

/* Stores one response in a change of its own. ret_id is its UUID; when this
 * returned IKM_OK it survives kill -9 and power loss.
 * IKM_INPUT  unknown unit, service or form, impossible date, bad answers: says
 *            what was found and what is allowed; nothing is stored */
IKM_MUST_CHECK enum ikm_status ikm_record(struct ikm_store *store,
                                          const struct ikm_record_words *words,
                                          struct ikm_act *act,
                                          char ret_id[IKM_UUID_TEXT_BYTES],
                                          struct ikm_error *err);

/* The same inside a change that others share (web/writer.h): begins and commits
 * nothing. *ret_seq (may be NULL) is the response's number in the file. */
IKM_MUST_CHECK enum ikm_status
ikm_record_inside(struct ikm_store *store, const struct ikm_record_words *words,
                  const char *actor, char ret_id[IKM_UUID_TEXT_BYTES],
                  int64_t *ret_seq, struct ikm_error *err);

/* Withdraws a response: it stays in the file and leaves the figures.
 * act->reason must not be empty. IKM_INPUT: no such response, or it was
 * withdrawn already. */
IKM_MUST_CHECK enum ikm_status ikm_void(struct ikm_store *store, const char *id,
                                        struct ikm_act *act,
                                        struct ikm_error *err);

/* Corrects one field of a response; the original is kept. `change` is
 * "field=value": an element's key or code (its only question; "U2.1" for a
 * question of several; 0 or - makes it unanswered), tanggal, layanan, a key of
 * the respondent block, saran, lembar, petugas. English twins: date, service,
 * gender, age, education, occupation, disability, hour, channel, comment,
 * sheet, operator.
 * IKM_INPUT  unknown field, value not allowed, nothing would change */
IKM_MUST_CHECK enum ikm_status ikm_amend(struct ikm_store *store,
                                         const char *id, const char *change,
                                         struct ikm_act *act,
                                         struct ikm_error *err);

/* The form of this id, or the survey's own when NULL; put into the file when
 * it is a built-in one that was not used yet. Inside a change. */
IKM_MUST_CHECK enum ikm_status
ikm_use_form(struct ikm_store *store, const char *id, struct ikm_arena *arena,
             const struct ikm_form **ret_form, int64_t *ret_form_id,
             struct ikm_error *err);

#endif
