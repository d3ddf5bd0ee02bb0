/* analyze/grade.h - the class (mutu) of a value.
 *
 * The value is rounded half-up to hundredths first, exactly, and then compared
 * with the lower bounds of the form's class table: so the gaps of printed
 * tables (76.60-76.61) close, and no double is ever compared. */
#ifndef IKM_ANALYZE_GRADE_H
#define IKM_ANALYZE_GRADE_H

#include "data/form.h"

/* Index into form->classes: the best class whose lower bound the value reaches.
 * IKM_CLASS_NONE when the form has no (verified) table, or the value is below
 * the last bound (old weights can take it there). */
int ikm_grade(const struct ikm_form *form, int64_t value_hundredths);

/* The letter, "A"; "" for IKM_CLASS_NONE. */
const char *ikm_grade_letter(const struct ikm_form *form, int grade);

/* The word, "Sangat baik"; "" for IKM_CLASS_NONE. */
const char *ikm_grade_label(const struct ikm_form *form, int grade);

#endif
