#include <string.h>

#include "data/base/number.h"
#include "data/form_internal.h"

enum { MAX_GRADE_CHARACTERS = 8, MAX_CLASS_CHARACTERS = 40 };

/* The lowest index that answers can give, 100 / scale, in hundredths. */
static int32_t lowest_bound(int scale_max)
{
    return (2 * 10000 + scale_max) / (2 * scale_max);
}

/* The bound of a class; -1 and a fault when it is not one. */
static int32_t read_bound(struct ikm_form_build *build,
                          const struct ikm_form_row *row)
{
    const char *cell = row->cell[CLASSES_BOUND];
    const int scale = build->form.scale_max > 0 ? build->form.scale_max : 10;
    const int32_t lowest = lowest_bound(scale);
    char low[IKM_FIXED_TEXT_BYTES];
    char quote[IKM_FORM_QUOTE_BYTES];
    int64_t bound = 0;
    if (ikm_parse_hundredths(cell, &bound) && bound >= lowest && bound <= 10000)
        return (int32_t)bound;
    ikm_fault_add(build->faults, row->number,
                  build->sheet[IKM_FORM_CLASSES].column[CLASSES_BOUND],
                  "classes.csv: batas bawah \"%s\" harus bilangan %s sampai "
                  "100 dengan paling banyak dua desimal",
                  "classes.csv: the lower bound \"%s\" must be a number from "
                  "%s to 100 with two decimals at most",
                  ikm_form_quote(cell, quote),
                  ikm_fixed_text(lowest, 2, 0, low));
    return -1;
}

static void check_descent(struct ikm_form_build *build,
                          const struct ikm_form_row *row)
{
    const uint32_t column =
        build->sheet[IKM_FORM_CLASSES].column[CLASSES_BOUND];
    const size_t n = build->form.n_classes;
    const int32_t bound = build->grade[n].lower_hundredths;
    char here[IKM_FIXED_TEXT_BYTES];
    char before[IKM_FIXED_TEXT_BYTES];
    if (n == 0 || bound < 0)
        return;
    const int32_t previous = build->grade[n - 1].lower_hundredths;
    if (previous >= 0 && bound >= previous)
        ikm_fault_add(build->faults, row->number, column,
                      "classes.csv: batas bawah %s harus lebih kecil daripada "
                      "%s pada baris sebelumnya; urutkan dari mutu terbaik",
                      "classes.csv: the lower bound %s must be less than %s "
                      "of the row before; put the best class first",
                      ikm_fixed_text(bound, 2, 0, here),
                      ikm_fixed_text(previous, 2, 0, before));
}

static void read_class(struct ikm_form_build *build,
                       const struct ikm_form_row *row)
{
    const size_t n = build->form.n_classes;
    struct ikm_class *grade = &build->grade[n];

    *grade =
        (struct ikm_class){row->cell[CLASSES_GRADE], row->cell[CLASSES_LABEL],
                           read_bound(build, row)};
    check_descent(build, row);
    (void)ikm_form_text_is_fit(build, IKM_FORM_CLASSES, row, CLASSES_LABEL,
                               MAX_CLASS_CHARACTERS);
    if (ikm_form_text_is_fit(build, IKM_FORM_CLASSES, row, CLASSES_GRADE,
                             MAX_GRADE_CHARACTERS))
        for (size_t i = 0; i < n; i++)
            if (strcmp(build->grade[i].grade, grade->grade) == 0) {
                ikm_fault_add(
                    build->faults, row->number,
                    build->sheet[IKM_FORM_CLASSES].column[CLASSES_GRADE],
                    "classes.csv: mutu \"%s\" ada dua kali; sisakan satu",
                    "classes.csv: the grade \"%s\" stands twice; keep one",
                    grade->grade);
                break;
            }
    build->form.n_classes++;
}

/* The last class must take in the worst answers. */
static void check_floor(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_CLASSES];
    const size_t n = build->form.n_classes;
    const int32_t lowest = lowest_bound(build->form.scale_max);
    const int32_t last = build->grade[n - 1].lower_hundredths;
    char low[IKM_FIXED_TEXT_BYTES];
    char found[IKM_FIXED_TEXT_BYTES];
    if (last > lowest)
        ikm_fault_add(build->faults, sheet->rows[n - 1].number,
                      sheet->column[CLASSES_BOUND],
                      "classes.csv: batas bawah mutu terakhir %s, padahal "
                      "nilai terendah skala ini %s; tulislah %s",
                      "classes.csv: the last lower bound is %s, but the lowest "
                      "value of this scale is %s; write %s",
                      ikm_fixed_text(last, 2, 0, found),
                      ikm_fixed_text(lowest, 2, 0, low), low);
}

void ikm_form_build_classes(struct ikm_form_build *build)
{
    struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_CLASSES];

    build->form.classes = build->grade;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        if (i == IKM_MAX_CLASSES) {
            sheet->whole = false;
            ikm_fault_add(build->faults, sheet->rows[i].number, 0,
                          "classes.csv: ada %zu kelas mutu; paling banyak %d",
                          "classes.csv: there are %zu classes; at most %d",
                          sheet->n_rows, IKM_MAX_CLASSES);
            break;
        }
        read_class(build, &sheet->rows[i]);
    }
    if (sheet->whole && build->form.n_classes > 0 && build->form.scale_max > 0)
        check_floor(build);

    const bool unread = sheet->present && !sheet->whole;
    if (build->graded == 1 && !unread && build->form.n_classes == 0)
        ikm_fault_add(build->faults, 0, 0,
                      "classes.csv: belum ada kelas mutu, padahal mutu = ya "
                      "dalam settings.csv; tambahkan kelasnya atau tulis mutu "
                      "= tidak",
                      "classes.csv: there are no classes though settings.csv "
                      "says mutu = ya; add them or write mutu = tidak");
    if (build->graded == 0 && build->form.n_classes > 0)
        ikm_fault_add(build->faults, 0, 0,
                      "classes.csv: ada kelas mutu, padahal mutu = tidak dalam "
                      "settings.csv; hapus berkas ini atau tulis mutu = ya",
                      "classes.csv: there are classes though settings.csv says "
                      "mutu = tidak; remove this file or write mutu = ya");
}
