#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"
#include "data/form_internal.h"

enum { MAX_KEY_BYTES = 32, MAX_CODE_BYTES = 8, MAX_NAME_CHARACTERS = 120 };

/* Headings of the other columns of an import, folded: an element of such a key
 * could not be told apart from them. */
static const char *const reserved[] = {
    "id",      "no",         "nomor", "unit",      "layanan",
    "tanggal", "jam",        "kanal", "petugas",   "jeniskelamin",
    "usia",    "pendidikan", "saran", "pekerjaan", "disabilitas"};

/* "u7": the heading of position 7, whatever stands there. */
static bool is_position(const char *folded, int64_t *ret_position)
{
    return folded[0] == 'u' && ikm_parse_count(folded + 1, 9999, ret_position);
}

static bool is_reserved(const char *folded)
{
    int64_t position = 0;
    for (size_t i = 0; i < IKM_COUNT(reserved); i++)
        if (strcmp(reserved[i], folded) == 0)
            return true;
    return is_position(folded, &position);
}

static bool is_key(const char *key)
{
    const size_t length = strlen(key);
    return length >= 1 && length <= MAX_KEY_BYTES && key[0] >= 'a' &&
           key[0] <= 'z' &&
           strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

/* Two texts an import could not tell apart. */
static bool are_same(const char *a, const char *b)
{
    char folded_a[IKM_FORM_KEY_ROOM];
    char folded_b[IKM_FORM_KEY_ROOM];
    (void)ikm_fold_letters(a, folded_a, sizeof folded_a);
    (void)ikm_fold_letters(b, folded_b, sizeof folded_b);
    return strcmp(folded_a, folded_b) == 0;
}

static void check_key(struct ikm_form_build *build,
                      const struct ikm_form_row *row)
{
    const uint32_t column =
        build->sheet[IKM_FORM_ELEMENTS].column[ELEMENTS_KEY];
    const char *key = row->cell[ELEMENTS_KEY];
    char quote[IKM_FORM_QUOTE_BYTES];
    char folded[IKM_FORM_KEY_ROOM];
    if (!is_key(key)) {
        ikm_fault_add(build->faults, row->number, column,
                      "elements.csv: kunci unsur \"%s\" harus 1 sampai %d "
                      "huruf kecil, angka, _ atau -, diawali huruf",
                      "elements.csv: the element key \"%s\" must be 1 to %d "
                      "small letters, digits, _ or -, a letter first",
                      ikm_form_quote(key, quote), MAX_KEY_BYTES);
        return;
    }
    (void)ikm_fold_letters(key, folded, sizeof folded);
    if (is_reserved(folded))
        ikm_fault_add(build->faults, row->number, column,
                      "elements.csv: kunci unsur \"%s\" adalah judul kolom "
                      "impor; pilih kunci lain",
                      "elements.csv: the element key \"%s\" is a heading of "
                      "imports; choose another",
                      key);
    for (size_t e = 0; e < build->form.n_elements; e++)
        if (are_same(build->element[e].key, key)) {
            ikm_fault_add(build->faults, row->number, column,
                          "elements.csv: kunci unsur \"%s\" sudah dipakai oleh "
                          "unsur ke-%zu; pilih kunci lain",
                          "elements.csv: the element key \"%s\" is that of "
                          "element %zu already; choose another",
                          key, e + 1);
            return;
        }
}

static void check_code(struct ikm_form_build *build,
                       const struct ikm_form_row *row)
{
    const uint32_t column =
        build->sheet[IKM_FORM_ELEMENTS].column[ELEMENTS_CODE];
    const char *code = row->cell[ELEMENTS_CODE];
    const size_t n = build->form.n_elements;
    char folded[IKM_FORM_KEY_ROOM];
    int64_t position = 0;
    if (!ikm_form_text_is_fit(build, IKM_FORM_ELEMENTS, row, ELEMENTS_CODE,
                              MAX_CODE_BYTES))
        return;
    (void)ikm_fold_letters(code, folded, sizeof folded);
    if (is_position(folded, &position) && position != (int64_t)n + 1) {
        ikm_fault_add(build->faults, row->number, column,
                      "elements.csv: kode \"%s\" berdiri pada urutan ke-%zu; "
                      "tulislah U%zu, atau pindahkan barisnya",
                      "elements.csv: the code \"%s\" stands at position %zu; "
                      "write U%zu, or move the row",
                      code, n + 1, n + 1);
        return;
    }
    for (size_t e = 0; e < n; e++)
        if (are_same(build->element[e].code, code)) {
            ikm_fault_add(build->faults, row->number, column,
                          "elements.csv: kode \"%s\" sudah dipakai oleh unsur "
                          "ke-%zu; pilih kode lain",
                          "elements.csv: the code \"%s\" is that of element "
                          "%zu already; choose another",
                          code, e + 1);
            return;
        }
}

static char read_remedy(struct ikm_form_build *build,
                        const struct ikm_form_row *row)
{
    const char *remedy = row->cell[ELEMENTS_REMEDY];
    char quote[IKM_FORM_QUOTE_BYTES];
    if (strlen(remedy) == 1 && strchr("abcd", remedy[0]))
        return remedy[0];
    ikm_fault_add(build->faults, row->number,
                  build->sheet[IKM_FORM_ELEMENTS].column[ELEMENTS_REMEDY],
                  "elements.csv: tindakan \"%s\" tidak dikenal; pilih a "
                  "(kompetensi aparatur), b (SOP dan standar pelayanan), c "
                  "(sarana), atau d (keterbukaan)",
                  "elements.csv: the remedy \"%s\" is not known; choose a "
                  "(competence), b (procedures and standards), c (facilities) "
                  "or d (openness)",
                  ikm_form_quote(remedy, quote));
    return 'a';
}

void ikm_form_build_elements(struct ikm_form_build *build)
{
    struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_ELEMENTS];
    struct ikm_form *form = &build->form;

    form->elements = build->element;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        const struct ikm_form_row *row = &sheet->rows[i];
        if (i == IKM_MAX_ELEMENTS) {
            sheet->whole = false;
            ikm_fault_add(build->faults, row->number, 0,
                          "elements.csv: ada %zu unsur; paling banyak %d",
                          "elements.csv: there are %zu elements; at most %d",
                          sheet->n_rows, IKM_MAX_ELEMENTS);
            break;
        }
        struct ikm_element *element = &build->element[i];
        check_key(build, row);
        check_code(build, row);
        (void)ikm_form_text_is_fit(build, IKM_FORM_ELEMENTS, row, ELEMENTS_NAME,
                                   MAX_NAME_CHARACTERS);
        element->key = row->cell[ELEMENTS_KEY];
        element->code = row->cell[ELEMENTS_CODE];
        element->name = row->cell[ELEMENTS_NAME];
        element->remedy = read_remedy(build, row);
        form->n_elements = i + 1;
    }
    if (sheet->whole && form->n_elements == 0) {
        sheet->whole = false; /* or all that names one would be called wrong */
        ikm_fault_add(build->faults, 0, 0,
                      "elements.csv: belum ada unsur; tulislah paling sedikit "
                      "satu",
                      "elements.csv: there is no element; write at least one");
    }
}
