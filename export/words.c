#include "export/words.h"

#include <inttypes.h>

#include "data/base/number.h"

const char *ikm_words_fixed(enum ikm_lang lang, int64_t value, int decimals,
                            char *buffer)
{
    return ikm_fixed_text(value, decimals, lang == IKM_LANG_ID, buffer);
}

const char *ikm_words_flag(enum ikm_lang lang, int i)
{
    static const char *const id[] = {"mutu C",
                                     "mutu D",
                                     "di bawah rata-rata",
                                     "tiga terendah",
                                     "kelompok terendah",
                                     "menurun",
                                     "meningkat",
                                     "semua jawaban sama"};
    static const char *const en[] = {
        "class C",      "class D",  "below the mean", "three lowest",
        "lowest group", "declined", "improved",       "all answers equal"};
    _Static_assert(IKM_COUNT(id) == IKM_FLAG_COUNT, "a flag without words");
    _Static_assert(IKM_COUNT(en) == IKM_FLAG_COUNT, "a flag without words");
    return ikm_say(lang, id[i], en[i]);
}

const char *ikm_words_by(enum ikm_lang lang, enum ikm_by by)
{
    static const char *const words[IKM_BY_COUNT][2] = {
        [IKM_BY_NONE] = {"Formulir", "Form"},
        [IKM_BY_UNIT] = {"Unit", "Unit"},
        [IKM_BY_SERVICE] = {"Layanan", "Service"},
        [IKM_BY_PERIOD] = {"Periode", "Period"},
        [IKM_BY_GENDER] = {"Jenis kelamin", "Gender"},
        [IKM_BY_AGE] = {"Usia", "Age"},
        [IKM_BY_EDUCATION] = {"Pendidikan", "Education"},
        [IKM_BY_OCCUPATION] = {"Pekerjaan", "Occupation"},
        [IKM_BY_DISABILITY] = {"Disabilitas", "Disability"},
        [IKM_BY_CHANNEL] = {"Kanal", "Channel"},
        [IKM_BY_OPERATOR] = {"Petugas", "Operator"},
        [IKM_BY_HOUR] = {"Jam", "Hour"},
    };
    return ikm_say(lang, words[by][0], words[by][1]);
}

const char *ikm_words_remedy(enum ikm_lang lang, char remedy)
{
    switch (remedy) {
    case 'a':
        return ikm_say(lang, "kemampuan petugas (pelatihan, bimbingan teknis)",
                       "competence of the staff (training, guidance)");
    case 'b':
        return ikm_say(lang, "SOP dan standar pelayanan",
                       "procedures and service standards");
    case 'c': return ikm_say(lang, "sarana dan prasarana", "facilities");
    case 'd':
        return ikm_say(lang, "keterbukaan hasil dan tindak lanjut",
                       "openness about results and follow-up");
    default: return "";
    }
}

static void warn_sample(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result)
{
    const int64_t used = result->ledger.used;
    const int64_t required = result->sample.required;
    ikm_text_say(text, lang,
                 "Baru %" PRId64 " dari paling sedikit %" PRId64
                 " responden (yang dilayani %" PRId64
                 ", Krejcie-Morgan); kumpulkan %" PRId64
                 " lagi agar nilainya dapat diandalkan.",
                 "Only %" PRId64 " of at least %" PRId64
                 " respondents (%" PRId64
                 " served, Krejcie-Morgan); collect %" PRId64
                 " more to make the figure reliable.",
                 used, required, result->sample.population, required - used);
}

static void warn_population(struct ikm_text *text, enum ikm_lang lang,
                            const struct ikm_result *result)
{
    if (result->period.kind == IKM_PERIOD_ALL)
        ikm_text_say(text, lang,
                     "Kecukupan sampel dinilai per periode; pilih satu periode "
                     "dengan --period.",
                     "Whether the sample suffices is judged per period; choose "
                     "one with --period.");
    else
        ikm_text_say(text, lang,
                     "Jumlah orang yang dilayani belum diketahui, sehingga "
                     "kecukupan sampel belum dapat dinilai; isi dengan ikm "
                     "volume set.",
                     "The number of people served is not known, so whether the "
                     "sample suffices cannot be judged; enter it with ikm "
                     "volume set.");
}

static void warn_partial(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_query *query,
                         const struct ikm_result *result)
{
    const int64_t partial = result->ledger.partial;
    const int64_t used = result->ledger.used;
    if (query->rows == IKM_ROWS_COMPLETE)
        ikm_text_say(text, lang,
                     "%" PRId64 " dari %" PRId64
                     " respons tidak lengkap dan tidak ikut dihitung, karena "
                     "hanya baris lengkap yang diminta.",
                     "%" PRId64 " of %" PRId64
                     " responses are incomplete and do not count, because only "
                     "complete rows were asked for.",
                     partial, used);
    else
        ikm_text_say(text, lang,
                     "%" PRId64 " dari %" PRId64
                     " respons tidak lengkap; rata-rata tiap unsur dihitung "
                     "dari jawaban yang ada.",
                     "%" PRId64 " of %" PRId64
                     " responses are incomplete; the mean of each element is "
                     "taken over the answers given.",
                     partial, used);
}

static void warn_element(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_result *result)
{
    size_t e = 0;
    while (e + 1 < result->index.n_elements && result->index.element[e].n > 0)
        e++;
    ikm_text_say(text, lang,
                 "Unsur %s (%s) tidak dijawab siapa pun, sehingga IKM tidak "
                 "dapat dihitung; lengkapi jawabannya, atau pakai formulir "
                 "tanpa unsur itu.",
                 "Nobody answered element %s (%s), so the IKM cannot be "
                 "computed; complete the answers, or use a form without that "
                 "element.",
                 result->form->elements[e].code,
                 result->form->elements[e].name);
}

static void warn_volume(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result,
                        enum ikm_warning warning)
{
    const int64_t population = result->sample.population;
    if (warning == IKM_WARN_CENSUS)
        ikm_text_say(text, lang,
                     "Semua orang yang dilayani (%" PRId64
                     ") menjawab: ini sensus, bukan sampel.",
                     "All people served (%" PRId64
                     ") answered: this is a census, not a sample.",
                     population);
    else if (warning == IKM_WARN_VOLUMES_DIFFER)
        ikm_text_say(text, lang,
                     "Jumlah yang dilayani unit ini tidak sama dengan jumlah "
                     "layanan atau unit di bawahnya; yang dipakai angka unit. "
                     "Periksa dengan ikm volume set.",
                     "The number served by the unit is not the sum of its "
                     "services or of the units below it; the unit's own number "
                     "is used. Check it with ikm volume set.");
    else
        ikm_text_say(text, lang,
                     "Responden (%" PRId64
                     ") lebih banyak daripada orang yang dilayani (%" PRId64
                     "); periksa jumlah yang dilayani.",
                     "There are more respondents (%" PRId64
                     ") than people served (%" PRId64
                     "); check the number of people served.",
                     result->ledger.used, population);
}

static void warn_form(struct ikm_text *text, enum ikm_lang lang,
                      const struct ikm_query *query,
                      const struct ikm_result *result, enum ikm_warning warning)
{
    if (warning == IKM_WARN_OLD_WEIGHT)
        ikm_text_say(text, lang,
                     "Dihitung dengan cara lama (%s), hanya untuk mencocokkan "
                     "laporan lama; nilai yang benar memakai bobot tepat.",
                     "Computed the old way (%s), only to reproduce an old "
                     "report; the right figure uses exact weights.",
                     ikm_weights_name(query->weights));
    else if (warning == IKM_WARN_SEVERAL_FORMS)
        ikm_text_say(text, lang,
                     "Ada lebih dari satu formulir; jawabannya tidak digabung, "
                     "satu hasil untuk setiap formulir.",
                     "There is more than one form; their answers are not "
                     "pooled, one result for each form.");
    else
        ikm_text_say(text, lang,
                     "Kelas mutu formulir %s belum dapat dipastikan, maka "
                     "hanya nilainya yang ditampilkan, tanpa mutu.",
                     "The classes of form %s are not verified, so only the "
                     "figure is shown, without a grade.",
                     result->form->id);
}

static void warn_spread(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_result *result,
                        enum ikm_warning warning)
{
    const int64_t n = result->tally->complete.n_rows;
    if (warning == IKM_WARN_NO_SPREAD)
        ikm_text_say(text, lang,
                     "Semua respons menghasilkan nilai yang sama, sehingga "
                     "ketidakpastian nilainya tidak dapat dihitung; periksa "
                     "apakah lembarnya benar diisi orang yang berbeda.",
                     "All responses give the same value, so its uncertainty "
                     "cannot be computed; check whether different people "
                     "really filled in the sheets.");
    else if (warning == IKM_WARN_CEILING)
        ikm_text_say(text, lang,
                     "%" PRId64 " dari %" PRId64
                     " respons memberi nilai tertinggi pada semua unsur; "
                     "rentang biasa kurang tepat di ujung skala, bacalah "
                     "rentang logit.",
                     "%" PRId64 " of %" PRId64
                     " responses give the highest score to every element; the "
                     "plain interval is less exact at the end of the scale, "
                     "read the logit interval.",
                     result->tally->n_all_best, result->ledger.used);
    else
        ikm_text_say(text, lang,
                     "%" PRId64 " dari %" PRId64
                     " lembar lengkap berisi satu jawaban yang sama di semua "
                     "unsur; keandalan (alpha) tampak lebih baik daripada "
                     "sebenarnya. Periksa dengan ikm audit.",
                     "%" PRId64 " of %" PRId64
                     " complete sheets hold one answer throughout; reliability "
                     "(alpha) looks better than it is. Look with ikm audit.",
                     result->tally->n_straight, n);
}

void ikm_words_warning(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_query *query,
                       const struct ikm_result *result,
                       enum ikm_warning warning)
{
    switch (warning) {
    case IKM_WARN_NO_RESPONSES:
        ikm_text_say(
            text, lang,
            "Belum ada respons yang dapat dihitung, maka tidak ada "
            "nilai.",
            "There is no response that counts, so there is no figure.");
        break;
    case IKM_WARN_ONE_RESPONSE:
        ikm_text_say(text, lang,
                     "Hanya satu responden: nilai ini belum mewakili siapa "
                     "pun; kumpulkan respons lain sebelum memakainya.",
                     "Only one respondent: the figure stands for nobody else; "
                     "collect more responses before using it.");
        break;
    case IKM_WARN_SAMPLE_TOO_SMALL: warn_sample(text, lang, result); break;
    case IKM_WARN_POPULATION_UNKNOWN:
        warn_population(text, lang, result);
        break;
    case IKM_WARN_PARTIAL_ROWS: warn_partial(text, lang, query, result); break;
    case IKM_WARN_ELEMENT_WITHOUT_ANSWERS:
        warn_element(text, lang, result);
        break;
    case IKM_WARN_POPULATION_BELOW_SAMPLE:
    case IKM_WARN_CENSUS:
    case IKM_WARN_VOLUMES_DIFFER:
        warn_volume(text, lang, result, warning);
        break;
    case IKM_WARN_SEVERAL_FORMS:
    case IKM_WARN_OLD_WEIGHT:
    case IKM_WARN_CLASSES_UNVERIFIED:
        warn_form(text, lang, query, result, warning);
        break;
    case IKM_WARN_NO_SPREAD:
    case IKM_WARN_CEILING:
    case IKM_WARN_STRAIGHT_LINING:
        warn_spread(text, lang, result, warning);
        break;
    case IKM_WARN_SERVICES_MISSING:
        ikm_words_services_missing(text, lang, result);
        break;
    case IKM_WARN_CHANGED_SINCE_PUBLISHED:
        if (result->published)
            ikm_words_published(text, lang, result->published);
        else
            ikm_text_say(text, lang, "Angka berubah sejak terbit.",
                         "The figures have changed since published.");
        break;
    case IKM_WARN_SUPPRESSED: ikm_words_suppressed(text, lang, query); break;
    case IKM_WARN_COUNT: break;
    }
}
