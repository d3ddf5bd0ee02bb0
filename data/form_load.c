#include <string.h>

#include "data/base/number.h"
#include "data/form_internal.h"

enum setting {
    SETTING_ID,
    SETTING_NAME,
    SETTING_RULE,
    SETTING_SCALE,
    SETTING_OFFICIAL,
    SETTING_GRADED,
    SETTING_SUCCEEDS,
    SETTING_NOTE,
    SETTING_COUNT
};

static const struct {
    const char *key;
    size_t max_characters;
    bool optional; /* may be left out, or empty */
} settings[] = {
    [SETTING_ID] = {"id", 40, false},
    [SETTING_NAME] = {"nama", 120, false},
    [SETTING_RULE] = {"dasar", 200, true},
    [SETTING_SCALE] = {"skala", 4, false},
    [SETTING_OFFICIAL] = {"resmi", 5, false},
    [SETTING_GRADED] = {"mutu", 5, false},
    [SETTING_SUCCEEDS] = {"pengganti", 40, true},
    [SETTING_NOTE] = {"catatan", 600, true},
};
_Static_assert(IKM_COUNT(settings) == SETTING_COUNT, "every setting has a key");

static void take_setting(struct ikm_form_build *build,
                         const struct ikm_form_row *row,
                         const struct ikm_form_row *found[SETTING_COUNT])
{
    const uint32_t *column = build->sheet[IKM_FORM_SETTINGS].column;
    const char *key = row->cell[SETTINGS_KEY];
    char quote[IKM_FORM_QUOTE_BYTES];
    size_t s = 0;
    while (s < SETTING_COUNT && strcmp(settings[s].key, key) != 0)
        s++;
    if (s == SETTING_COUNT) {
        ikm_fault_add(build->faults, row->number, column[SETTINGS_KEY],
                      "settings.csv: kunci \"%s\" tidak dikenal; yang ada: id, "
                      "nama, dasar, skala, resmi, mutu, pengganti, catatan",
                      "settings.csv: the key \"%s\" is not known; there are: "
                      "id, nama, dasar, skala, resmi, mutu, pengganti, catatan",
                      ikm_form_quote(key, quote));
        return;
    }
    if (found[s]) {
        ikm_fault_add(build->faults, row->number, column[SETTINGS_KEY],
                      "settings.csv: kunci \"%s\" sudah ada pada baris %u; "
                      "sisakan satu",
                      "settings.csv: the key \"%s\" stands on row %u already; "
                      "keep one",
                      key, (unsigned)found[s]->number);
        return;
    }
    found[s] = row;
}

/* The value of a setting, "" when it is left out or not fit. */
static const char *setting_value(struct ikm_form_build *build,
                                 const struct ikm_form_row *const found[],
                                 enum setting s)
{
    if (!found[s]) {
        if (!settings[s].optional && build->sheet[IKM_FORM_SETTINGS].whole)
            ikm_fault_add(build->faults, 0, 0,
                          "settings.csv: kunci \"%s\" tidak ada; tambahkan "
                          "barisnya",
                          "settings.csv: the key \"%s\" is missing; add its "
                          "row",
                          settings[s].key);
        return "";
    }
    const char *value = found[s]->cell[SETTINGS_VALUE];
    if (*value == '\0' && settings[s].optional)
        return "";
    return ikm_form_text_is_fit(build, IKM_FORM_SETTINGS, found[s],
                                SETTINGS_VALUE, settings[s].max_characters)
               ? value
               : "";
}

/* "ya" 1, "tidak" 0; -1 otherwise, with a fault unless nothing stands there. */
static int setting_choice(struct ikm_form_build *build,
                          const struct ikm_form_row *const found[],
                          enum setting s)
{
    const char *value = setting_value(build, found, s);
    char quote[IKM_FORM_QUOTE_BYTES];
    if (strcmp(value, "ya") == 0)
        return 1;
    if (strcmp(value, "tidak") == 0)
        return 0;
    if (*value)
        ikm_fault_add(build->faults, found[s]->number,
                      build->sheet[IKM_FORM_SETTINGS].column[SETTINGS_VALUE],
                      "settings.csv: nilai \"%s\" untuk kunci \"%s\" tidak "
                      "dikenal; tulislah ya atau tidak",
                      "settings.csv: the value \"%s\" of the key \"%s\" is not "
                      "known; write ya (yes) or tidak (no)",
                      ikm_form_quote(value, quote), settings[s].key);
    return -1;
}

static const char *setting_id(struct ikm_form_build *build,
                              const struct ikm_form_row *const found[],
                              enum setting s)
{
    const char *value = setting_value(build, found, s);
    char quote[IKM_FORM_QUOTE_BYTES];
    if (*value && !ikm_form_is_id(value, 3, 40))
        ikm_fault_add(
            build->faults, found[s]->number,
            build->sheet[IKM_FORM_SETTINGS].column[SETTINGS_VALUE],
            "settings.csv: nilai \"%s\" untuk kunci \"%s\" harus 3 "
            "sampai 40 huruf kecil, angka, atau tanda hubung",
            "settings.csv: the value \"%s\" of the key \"%s\" must be "
            "3 to 40 small letters, digits or hyphens",
            ikm_form_quote(value, quote), settings[s].key);
    return value;
}

/* 0 when it is not understood. */
static int setting_scale(struct ikm_form_build *build,
                         const struct ikm_form_row *const found[])
{
    const char *value = setting_value(build, found, SETTING_SCALE);
    char quote[IKM_FORM_QUOTE_BYTES];
    int64_t scale = 0;
    if (ikm_parse_count(value, IKM_MAX_SCALE, &scale) && scale >= 2)
        return (int)scale;
    if (*value)
        ikm_fault_add(build->faults, found[SETTING_SCALE]->number,
                      build->sheet[IKM_FORM_SETTINGS].column[SETTINGS_VALUE],
                      "settings.csv: skala \"%s\" harus bilangan bulat 2 "
                      "sampai %d",
                      "settings.csv: the scale \"%s\" must be a whole number "
                      "from 2 to %d",
                      ikm_form_quote(value, quote), IKM_MAX_SCALE);
    return 0;
}

void ikm_form_build_settings(struct ikm_form_build *build)
{
    const struct ikm_form_sheet *sheet = &build->sheet[IKM_FORM_SETTINGS];
    const struct ikm_form_row *found[SETTING_COUNT] = {NULL};
    struct ikm_form *form = &build->form;

    for (size_t i = 0; i < sheet->n_rows; i++)
        take_setting(build, &sheet->rows[i], found);
    form->id = setting_id(build, found, SETTING_ID);
    form->name = setting_value(build, found, SETTING_NAME);
    form->rule = setting_value(build, found, SETTING_RULE);
    form->scale_max = setting_scale(build, found);
    const int official = setting_choice(build, found, SETTING_OFFICIAL);
    form->official = official == 1;
    build->graded = setting_choice(build, found, SETTING_GRADED);
    form->succeeds = setting_id(build, found, SETTING_SUCCEEDS);
    form->note = setting_value(build, found, SETTING_NOTE);

    if (*form->id && strcmp(form->id, form->succeeds) == 0)
        ikm_fault_add(build->faults, found[SETTING_SUCCEEDS]->number,
                      sheet->column[SETTINGS_VALUE],
                      "settings.csv: kuesioner \"%s\" tidak dapat "
                      "menggantikan dirinya sendiri; beri id yang baru",
                      "settings.csv: the form \"%s\" cannot succeed itself; "
                      "give it a new id",
                      form->id);
    if (official == 1 && sheet->whole && *form->rule == '\0')
        ikm_fault_add(build->faults, 0, 0,
                      "settings.csv: kuesioner resmi harus menyebut "
                      "peraturannya pada kunci \"dasar\"",
                      "settings.csv: an official form must name its rule "
                      "under the key \"dasar\"");
}

enum ikm_status ikm_form_load(const struct ikm_form_source *source,
                              struct ikm_arena *arena,
                              struct ikm_faults *faults,
                              const struct ikm_form **ret_form,
                              struct ikm_error *err)
{
    const size_t n_before = faults->n_total;
    struct ikm_form_build *build = ikm_arena_take(arena, 1, sizeof *build);
    if (!build)
        return ikm_fail_memory(err);
    build->arena = arena;
    build->faults = faults;

    for (size_t t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        const enum ikm_status status =
            ikm_form_sheet_read(build, (enum ikm_form_table)t, source, err);
        if (status != IKM_OK)
            return status;
    }
    ikm_form_build_settings(build);
    ikm_form_build_elements(build);
    ikm_form_build_weights(build);
    ikm_form_build_questions(build);
    ikm_form_build_choices(build);
    ikm_form_sort_questions(build);
    ikm_form_build_causes(build);
    ikm_form_build_classes(build);
    ikm_form_build_orders(build);

    if (faults->n_total > n_before)
        return ikm_fail(err, IKM_INPUT,
                        "kuesioner ini belum dapat dipakai: %zu kesalahan "
                        "dalam tabelnya",
                        "this form cannot be used: %zu faults in its tables",
                        faults->n_total - n_before);
    *ret_form = &build->form;
    return IKM_OK;
}
