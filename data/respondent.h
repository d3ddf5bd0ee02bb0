/* data/respondent.h - the respondent block: values, names, what people type.
 *
 * A value is kept as a small code (struct ikm_response, field[]):
 *   0      tidak diisi: nothing stood there
 *   1..    the values, in the order of the questionnaire; the last one is
 *          "lainnya": a text that is none of them (the text is kept beside it)
 * AGE is its own code: years 1..120; IKM_AGE_BAND + 1..6 where only the band is
 * told ("20-29", "60 ke atas", "21-25"); IKM_AGE_OTHER for a text that is no
 * age, or lies in several bands ("17-25").
 * What stands in a respondent field never refuses a row: it is folded (case,
 * blanks, dots and hyphens do not count, aliases become one value) or booked
 * as "lainnya". Pure: no memory, no locale. */
#ifndef IKM_DATA_RESPONDENT_H
#define IKM_DATA_RESPONDENT_H

#include <stdint.h>

#include "data/base/error.h"
#include "data/response.h"

/* Codes that programs name. */
enum { IKM_GENDER_MALE = 1, IKM_GENDER_FEMALE, IKM_GENDER_OTHER };
enum { IKM_HOUR_MORNING = 1, IKM_HOUR_AFTERNOON, IKM_HOUR_OTHER };
enum {
    IKM_CHANNEL_DESK = 1, /* loket: typed in by a clerk */
    IKM_CHANNEL_KIOSK,    /* kios: at a device in the office */
    IKM_CHANNEL_SELF,     /* mandiri: at the respondent's own device */
    IKM_CHANNEL_IMPORT,   /* impor: from a file */
    IKM_CHANNEL_OTHER
};

/* The code of what stands in a cell: *ret_code is always set.
 * 1: understood, or nothing stands there (empty, "-": code 0)
 * 0: not understood: the code of "lainnya"; keep the text. Also a clock time
 *    outside both bands of HOUR. */
int ikm_respondent_parse(enum ikm_field field, const char *text,
                         uint8_t *ret_code);

/* Band of a time of day, 08.00..12.00 and 13.00..17.00 with both ends; code 0
 * when second_of_day is negative (no time known). */
uint8_t ikm_respondent_hour(int32_t second_of_day);

/* The code of "lainnya". */
uint8_t ikm_respondent_other(enum ikm_field field);

/* "SMA", "08.00-12.00", "lainnya"; "tidak diisi" for 0; for AGE the band. An
 * unknown code is "lainnya". Every Indonesian label is parsed back to its code,
 * that of an age to the code of its band. Static text. */
const char *ikm_respondent_label(enum ikm_field field, uint8_t code,
                                 enum ikm_lang lang);

/* Groups of respondents, for counting, grouping and sorting: 0 is "tidak
 * diisi", 1..count the values in their order, "lainnya" last. The code itself,
 * but for AGE the band: <20 20-29 30-39 40-49 50-59 60+ lainnya. */
uint8_t ikm_respondent_group(enum ikm_field field, uint8_t code);
uint8_t ikm_respondent_group_count(enum ikm_field field);
const char *ikm_respondent_group_label(enum ikm_field field, uint8_t group,
                                       enum ikm_lang lang);

/* Band 1..6 of an age, 7 of IKM_AGE_OTHER, 0 of 0. */
uint8_t ikm_age_band(uint8_t code);

/* "Jenis kelamin", "Gender" */
const char *ikm_field_name(enum ikm_field field, enum ikm_lang lang);
/* The canonical heading: "jenis_kelamin" ... */
const char *ikm_field_key(enum ikm_field field);

#endif
