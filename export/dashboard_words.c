/* What stands around the figures of the dashboard. */
#include <string.h>

#include "export/dashboard.h"

const char *ikm_dashboard_part_words(enum ikm_lang lang,
                                     enum ikm_dashboard_part part)
{
    static const char *const words[IKM_DASHBOARD_PART_COUNT][2] = {
        {"Bagaimana keadaannya?", "How are we doing?"},
        {"Apa yang didahulukan?", "What comes first?"},
        {"Apakah membaik?", "Is it getting better?"},
        {"Apa yang dijanjikan, dan berhasilkah?",
         "What was promised, and did it work?"},
        {"Unit di bawahnya", "Offices below"},
        {"Rincian", "Details"}};
    return ikm_say(lang, words[part][0], words[part][1]);
}

const char *ikm_dashboard_part_empty(enum ikm_lang lang,
                                     enum ikm_dashboard_part part)
{
    switch (part) {
    case IKM_DASHBOARD_BETTER:
        return ikm_say(lang,
                       "Belum dapat dinilai: tren memerlukan sedikitnya dua "
                       "periode, untuk semua layanan bersama.",
                       "It cannot be told yet: a trend needs at least two "
                       "periods, of all services together.");
    case IKM_DASHBOARD_PROMISED:
        return ikm_say(lang,
                       "Belum ada rencana tindak lanjut atau publikasi untuk "
                       "periode ini.",
                       "There is no follow-up plan or publication for this "
                       "period yet.");
    case IKM_DASHBOARD_HOW:
    case IKM_DASHBOARD_WHAT_FIRST:
    case IKM_DASHBOARD_OFFICES:
    case IKM_DASHBOARD_DETAILS:
    case IKM_DASHBOARD_PART_COUNT: break;
    }
    return "";
}

const char *ikm_words_about(enum ikm_lang lang, const char *key)
{
    static const struct {
        const char *key, *id, *en;
    } about[] = {
        {"result",
         "IKM adalah rata-rata nilai semua unsur, dari 25 sampai 100; rentang "
         "95 % menunjukkan seberapa jauh nilainya dapat bergeser karena hanya "
         "sebagian pengguna yang ditanya.",
         "The IKM is the mean of all elements, from 25 to 100; the 95 % "
         "interval shows how far it may shift because only some users were "
         "asked."},
        {"priorities",
         "Unsur dengan nilai terendah, diurutkan menurut kepastian bahwa unsur "
         "itu memang termasuk tiga terendah.",
         "The lowest elements, in the order of how certain it is that they are "
         "among the three lowest."},
        {"services",
         "Nilai tiap layanan dari respondennya sendiri, dan unsur terendah di "
         "layanan itu.",
         "The figure of each service from its own respondents, and its lowest "
         "element."},
        {"trend",
         "Nilai tiap periode dengan rentang 95 %; titik kosong adalah nilai "
         "yang pernah diumumkan tanpa data respons.",
         "The figure of each period with its 95 % interval; hollow points are "
         "published figures without responses."},
        {"followup",
         "Tiap rencana dinilai dari perubahan nilai unsurnya di periode "
         "berikutnya: membaik atau memburuk bila bedanya nyata (p < 0,05).",
         "Each item is judged by the change of its element in the next period: "
         "improved or declined where the difference is beyond chance (p < "
         "0.05)."},
        {"plan", "Rencana yang menjawab hasil periode ini.",
         "Items that answer the results of this period."},
        {"publications",
         "Angka dibekukan saat diterbitkan; lembar susulan, koreksi, atau "
         "pembatalan sesudahnya disebut sebagai perubahan.",
         "Figures are frozen when published; late, corrected or withdrawn "
         "sheets are told as changes."},
        {"ranking",
         "Unit dalam satu kelompok belum dapat dibedakan; tanda * berarti "
         "respondennya belum mencukupi.",
         "Offices of one set cannot be told apart; * marks too few "
         "respondents."},
        {"elements",
         "Nilai unsur adalah rata-rata jawabannya (NRR, 1 sampai 4) dikali 25.",
         "The value of an element is the mean of its answers (NRR, 1 to 4) "
         "times 25."},
        {"certainty",
         "Rentang 95 % tiap unsur, peluangnya termasuk tiga terendah, dan "
         "apakah perubahannya nyata setelah koreksi Holm.",
         "The 95 % interval of each element, its chance to be among the three "
         "lowest, and whether its change is beyond chance (Holm)."},
        {"importance",
         "Unsur yang penting tetapi lemah (kuadran A) paling berguna "
         "diperbaiki; belum pasti bila rentangnya memotong garis batas.",
         "Important but weak elements (quadrant A) are the most useful to "
         "mend; uncertain where the interval crosses a border."},
        {"gap", "Selisih antara yang dialami dan yang diharapkan.",
         "What was found less what was expected."},
        {"answers",
         "Bagian jawaban tiap skor; ke kiri skor rendah, ke kanan skor tinggi.",
         "Share of each score; low scores to the left, high ones to the "
         "right."},
        {"causes",
         "Sebab yang dipilih responden saat memberi skor rendah, yang paling "
         "sering lebih dahulu.",
         "Causes that respondents chose beside a low score, the most frequent "
         "first."},
        {"comments", "Saran yang ditandai petugas menyebut unsur itu.",
         "Comments that were said to speak of the element."},
        {"mix",
         "Bila tiap layanan dihitung menurut banyaknya orang yang dilayani.",
         "If each service counts by how many people it served."},
        {"groups",
         "Kelompok yang sangat kecil disembunyikan, agar tidak ada responden "
         "yang dapat dikenali.",
         "Very small groups are hidden, so that nobody can be recognised."},
        {"comparison",
         "Uji Kruskal-Wallis: apakah kelompok-kelompok itu berbeda lebih dari "
         "kebetulan.",
         "Kruskal-Wallis: do the groups differ by more than chance."},
        {"quality",
         "Pola isian yang perlu dilihat lagi, misalnya semua jawaban sama atau "
         "lembar kembar; tidak ada yang dihapus.",
         "Patterns that want a second look, such as straight lines or "
         "duplicates; nothing is taken out."},
        {"reliability",
         "Alpha Cronbach menunjukkan apakah unsur-unsur mengukur hal yang "
         "sama; dari 0,7 ke atas lazim dianggap cukup.",
         "Cronbach's alpha shows whether the elements measure one thing; 0.7 "
         "and above is usually held to be enough."},
        {"ledger",
         "Setiap lembar yang diterima terhitung: dipakai, dibatalkan, atau "
         "dikecualikan.",
         "Every sheet received is accounted for: used, void or excluded."},
    };
    for (size_t i = 0; i < IKM_COUNT(about); i++)
        if (strcmp(about[i].key, key) == 0)
            return ikm_say(lang, about[i].id, about[i].en);
    return "";
}

static const struct ikm_glossary terms[] = {
    {"IKM", "IKM",
     "Indeks Kepuasan Masyarakat: rata-rata nilai semua unsur, 25 sampai 100.",
     "The public satisfaction index: the mean of all elements, 25 to 100."},
    {"Mutu", "Grade",
     "Kelas menurut PermenPANRB 14/2017: A mulai 88,31, B mulai 76,61, C mulai "
     "65,00, D di bawahnya.",
     "Class by PermenPANRB 14/2017: A from 88.31, B from 76.61, C from 65.00, "
     "D below."},
    {"NRR", "NRR", "Nilai rata-rata jawaban suatu unsur, 1 sampai 4.",
     "The mean answer to an element, 1 to 4."},
    {"Rentang 95 %", "95 % interval",
     "Bila survei diulang berkali-kali dengan cara yang sama, 95 dari 100 "
     "rentang seperti ini memuat nilai semua pengguna.",
     "If the survey were repeated many times, 95 of 100 such intervals would "
     "hold the figure of all users."},
    {"Minimal", "Required",
     "Responden paling sedikit menurut tabel Krejcie dan Morgan untuk jumlah "
     "orang yang dilayani.",
     "The fewest respondents by Krejcie and Morgan for the number of people "
     "served."},
    {"Peluang mencapai sasaran", "Chance to reach the target",
     "Peluang bahwa IKM sebenarnya sama dengan atau di atas sasaran tahun itu.",
     "The chance that the true IKM is at or above the target of the year."},
    {"Hampir pasti, belum pasti", "Almost certain, uncertain",
     "Hampir pasti: peluangnya 95 % atau lebih; belum pasti: data yang ada "
     "belum cukup untuk memutuskan.",
     "Almost certain: a chance of 95 % or more; uncertain: the data do not "
     "suffice to tell."},
    {"Nyata", "Beyond chance",
     "Bedanya terlalu besar untuk sekadar kebetulan (p kurang dari 0,05).",
     "The difference is too large to be chance alone (p under 0.05)."},
    {"PEKPPP", "PEKPPP",
     "Pemantauan dan evaluasi kinerja penyelenggaraan pelayanan publik: "
     "menilai bagian rencana yang terlaksana dan kecepatannya, 0 sampai 5.",
     "The national evaluation of public services: scores the share of the plan "
     "that was done and its speed, 0 to 5."},
};

size_t ikm_glossary_count(void)
{
    return IKM_COUNT(terms);
}

const struct ikm_glossary *ikm_glossary(size_t i)
{
    return &terms[i];
}
