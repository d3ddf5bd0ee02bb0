#include "data/respondent.h"

enum { MAX_VALUES = 10, N_AGE_BANDS = 6 };

struct names {
    const char *id, *en;
};

/* One row per field; the names of the groups 1..n_groups, "lainnya" last. */
static const struct {
    const char *key;
    struct names name;
    uint8_t n_groups;
    struct names group[MAX_VALUES];
} fields[] = {
    [IKM_FIELD_GENDER] = {"jenis_kelamin",
                          {"Jenis kelamin", "Gender"},
                          3,
                          {{"L", "M"}, {"P", "F"}, {"lainnya", "other"}}},
    [IKM_FIELD_AGE] = {"usia",
                       {"Usia", "Age"},
                       N_AGE_BANDS + 1,
                       {{"<20", "<20"},
                        {"20-29", "20-29"},
                        {"30-39", "30-39"},
                        {"40-49", "40-49"},
                        {"50-59", "50-59"},
                        {"60+", "60+"},
                        {"lainnya", "other"}}},
    [IKM_FIELD_EDUCATION] = {"pendidikan",
                             {"Pendidikan", "Education"},
                             8,
                             {{"SD", "SD"},
                              {"SMP", "SMP"},
                              {"SMA", "SMA"},
                              {"D1-D3", "D1-D3"},
                              {"S1", "S1"},
                              {"S2", "S2"},
                              {"S3", "S3"},
                              {"lainnya", "other"}}},
    [IKM_FIELD_OCCUPATION] = {"pekerjaan",
                              {"Pekerjaan", "Occupation"},
                              10,
                              {{"PNS", "civil servant"},
                               {"TNI", "military"},
                               {"POLRI", "police"},
                               {"Swasta", "private employee"},
                               {"Wirausaha", "entrepreneur"},
                               {"Pelajar/Mahasiswa", "pupil/student"},
                               {"Petani/Nelayan", "farmer/fisher"},
                               {"IRT", "homemaker"},
                               {"Pensiunan", "retired"},
                               {"lainnya", "other"}}},
    [IKM_FIELD_DISABILITY] = {"disabilitas",
                              {"Disabilitas", "Disability"},
                              6,
                              {{"tidak", "none"},
                               {"fisik", "physical"},
                               {"intelektual", "intellectual"},
                               {"mental", "mental"},
                               {"sensorik", "sensory"},
                               {"lainnya", "other"}}},
    [IKM_FIELD_HOUR] = {"jam",
                        {"Jam", "Hour"},
                        3,
                        {{"08.00-12.00", "08:00-12:00"},
                         {"13.00-17.00", "13:00-17:00"},
                         {"lainnya", "other"}}},
    [IKM_FIELD_CHANNEL] = {"kanal",
                           {"Kanal", "Channel"},
                           5,
                           {{"loket", "counter"},
                            {"kios", "kiosk"},
                            {"mandiri", "self"},
                            {"impor", "import"},
                            {"lainnya", "other"}}},
};
_Static_assert(IKM_COUNT(fields) == IKM_FIELD_COUNT, "every field has names");

const char *ikm_field_name(enum ikm_field field, enum ikm_lang lang)
{
    return ikm_say(lang, fields[field].name.id, fields[field].name.en);
}

const char *ikm_field_key(enum ikm_field field)
{
    return fields[field].key;
}

uint8_t ikm_respondent_other(enum ikm_field field)
{
    return field == IKM_FIELD_AGE ? (uint8_t)IKM_AGE_OTHER
                                  : fields[field].n_groups;
}

uint8_t ikm_age_band(uint8_t code)
{
    if (code == 0)
        return 0;
    if (code > IKM_AGE_BAND + N_AGE_BANDS)
        return N_AGE_BANDS + 1;
    if (code > IKM_AGE_BAND)
        return (uint8_t)(code - IKM_AGE_BAND);
    if (code < 20)
        return 1;
    return code >= 60 ? (uint8_t)N_AGE_BANDS : (uint8_t)(code / 10);
}

uint8_t ikm_respondent_group_count(enum ikm_field field)
{
    return fields[field].n_groups;
}

uint8_t ikm_respondent_group(enum ikm_field field, uint8_t code)
{
    if (field == IKM_FIELD_AGE)
        return ikm_age_band(code);
    return code > fields[field].n_groups ? fields[field].n_groups : code;
}

const char *ikm_respondent_group_label(enum ikm_field field, uint8_t group,
                                       enum ikm_lang lang)
{
    const uint8_t n = fields[field].n_groups;
    if (group == 0)
        return ikm_say(lang, "tidak diisi", "not filled in");
    const struct names *names =
        &fields[field].group[group > n ? n - 1 : group - 1];
    return ikm_say(lang, names->id, names->en);
}

const char *ikm_respondent_label(enum ikm_field field, uint8_t code,
                                 enum ikm_lang lang)
{
    return ikm_respondent_group_label(field, ikm_respondent_group(field, code),
                                      lang);
}
