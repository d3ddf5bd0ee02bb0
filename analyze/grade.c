#include "analyze/grade.h"

int ikm_grade(const struct ikm_form *form, int64_t value_hundredths)
{
    for (size_t c = 0; c < form->n_classes; c++)
        if (value_hundredths >= form->classes[c].lower_hundredths)
            return (int)c;
    return IKM_CLASS_NONE;
}

const char *ikm_grade_letter(const struct ikm_form *form, int grade)
{
    return grade == IKM_CLASS_NONE ? "" : form->classes[grade].grade;
}

const char *ikm_grade_label(const struct ikm_form *form, int grade)
{
    return grade == IKM_CLASS_NONE ? "" : form->classes[grade].label;
}
