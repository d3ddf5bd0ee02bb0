#include "collect/invented_internal.h"

/* A value with the ways in which it is written; the first is usual. */
enum { MAX_SPELLINGS = 5 };
struct value {
    uint8_t weight;
    uint8_t n_spellings;
    const char *spelling[MAX_SPELLINGS];
};

static const struct value genders[] = {
    {48, 3, {"L", "Laki-laki", "Pria"}},
    {51, 3, {"P", "Perempuan", "Wanita"}},
    {1, 1, {""}},
};

static const struct value educations[] = {
    {24, 2, {"SD", "Sekolah Dasar"}},
    {36, 3, {"SMP", "SLTP", "MTs"}},
    {80, 5, {"SMA", "SLTA", "SMK", "SMA/SMK", "sma"}},
    {16, 4, {"D1-D3", "D-III", "D3", "Diploma"}},
    {36, 4, {"S1", "S-1", "Sarjana", "D4"}},
    {6, 2, {"S2", "Magister"}},
    {1, 1, {"S3"}},
    {1, 1, {"-"}},
};

enum { YOUNG, MIDDLE, OLD, N_AGES };
enum { N_OCCUPATIONS = 11 };
static const struct value occupations[N_OCCUPATIONS] = {
    {0, 3, {"PNS", "ASN", "Pegawai Negeri"}},
    {0, 1, {"TNI"}},
    {0, 2, {"POLRI", "Polisi"}},
    {0, 3, {"Swasta", "Karyawan Swasta", "Pegawai swasta"}},
    {0, 3, {"Wirausaha", "Wiraswasta", "Pedagang"}},
    {0, 3, {"Pelajar/Mahasiswa", "Pelajar", "Mahasiswa"}},
    {0, 3, {"Petani/Nelayan", "Petani", "Buruh tani"}},
    {0, 2, {"IRT", "Ibu Rumah Tangga"}},
    {0, 2, {"Pensiunan", "Purnatugas"}},
    {0, 5, {"Lainnya", "Sopir", "Buruh bangunan", "Perangkat desa", "Guru"}},
    {0, 1, {""}},
};
static const uint8_t occupation_weights[N_AGES][2][N_OCCUPATIONS] = {
    [YOUNG] = {{1, 2, 1, 30, 12, 40, 8, 0, 0, 5, 1},
               {1, 0, 0, 24, 10, 44, 2, 14, 0, 4, 1}},
    [MIDDLE] = {{9, 2, 2, 32, 26, 1, 20, 0, 0, 7, 1},
                {9, 0, 1, 22, 18, 1, 8, 36, 0, 4, 1}},
    [OLD] = {{2, 0, 0, 6, 18, 0, 40, 0, 28, 5, 1},
             {2, 0, 0, 2, 14, 0, 18, 44, 16, 3, 1}},
};

static const struct value disabilities[] = {
    {193, 4, {"tidak", "Tidak", "tidak ada", "Non disabilitas"}},
    {3, 2, {"fisik", "Tuna daksa"}},
    {2, 2, {"sensorik", "Tuna rungu"}},
    {1, 1, {"mental"}},
    {1, 1, {""}},
};

static const struct value hours[] = {
    {120, 4, {"08.00-12.00", "08:00 - 12:00", "08.00 - 12.00", "09.40"}},
    {78, 3, {"13.00-17.00", "13:00 - 17:00", "13.20"}},
    {2, 1, {""}},
};

enum { DESK, KIOSK, SELF, N_CHANNELS };
static const char *const channels[N_CHANNELS] = {"loket", "kios", "mandiri"};
static const uint8_t channel_weights[N_CHANNELS] = {60, 26, 14};

enum { N_CLERKS = 3 };
static const char *const clerks[IKM_INVENTED_UNITS][N_CLERKS] = {
    {"arif", "wulan", "yudi"},  {"sari", "budi", "tono"},
    {"ratna", "eko", "dewi"},   {"agus", "lestari", "joko"},
    {"fitri", "hendra", "nur"}, {"wahyu", "rini", "slamet"},
    {"tri", "indah", "bambang"}};

/* Most write the usual way; a few percent do not. */
static const char *spelled(struct ikm_chance *chance, const struct value *value)
{
    uint32_t i = 0;
    if (value->n_spellings > 1 && ikm_chance_permille(chance, 60))
        i = 1 + ikm_chance_below(chance, value->n_spellings - 1U);
    return value->spelling[i];
}

static size_t pick(struct ikm_chance *chance, const struct value *values,
                   size_t n)
{
    uint8_t weights[16] = {0};
    for (size_t i = 0; i < n && i < IKM_COUNT(weights); i++)
        weights[i] = values[i].weight;
    return ikm_chance_pick(chance, weights, n);
}

static void put_one(struct ikm_invented_out *out, struct ikm_chance *chance,
                    const struct value *values, size_t n)
{
    const size_t i = pick(chance, values, n);
    ikm_invented_cell(out, spelled(chance, &values[i]));
}

static int age_class(int age)
{
    if (age < 23)
        return YOUNG;
    return age < 60 ? MIDDLE : OLD;
}

void ikm_invented_person(struct ikm_invented_out *out,
                         struct ikm_chance *chance, size_t unit)
{
    put_one(out, chance, hours, IKM_COUNT(hours));

    const size_t channel = ikm_chance_pick(chance, channel_weights, N_CHANNELS);
    const uint32_t clerk = ikm_chance_below(chance, N_CLERKS);
    ikm_invented_cell(out, channels[channel]);
    ikm_invented_cell(out, channel == DESK ? clerks[unit][clerk] : "");

    const size_t gender = pick(chance, genders, IKM_COUNT(genders));
    ikm_invented_cell(out, spelled(chance, &genders[gender]));

    int age = 39 + ikm_chance_bell(chance, 21) + ikm_chance_bell(chance, 7);
    if (age < 17)
        age = 17 + (17 - age) / 2;
    ikm_invented_number(out, ikm_chance_permille(chance, 12) ? 0 : age);

    put_one(out, chance, educations, IKM_COUNT(educations));

    const uint8_t *weights =
        occupation_weights[age_class(age)][gender == 1 ? 1 : 0];
    const size_t occupation = ikm_chance_pick(chance, weights, N_OCCUPATIONS);
    ikm_invented_cell(out, spelled(chance, &occupations[occupation]));

    put_one(out, chance, disabilities, IKM_COUNT(disabilities));
}

/* ---- comments ---- */

enum { N_SAYINGS = 4, N_ELEMENTS = 9 };
static const char *const complaints[N_ELEMENTS][N_SAYINGS] = {
    {"Syarat jangan ditambah di tempat.",
     "Daftar syarat mohon dipasang di luar", "Fotokopi KK diminta dua kali",
     "Syarat di internet berbeda"},
    {"Alurnya mohon dibuat lebih sederhana", "Bingung harus ke loket mana dulu",
     "Mohon ada petunjuk arah, terutama untuk orang tua",
     "Formulirnya terlalu panjang"},
    {"Antrean panjang, mohon loket ditambah", "Menunggu dari pagi sampai siang",
     "Janjinya \"besok jadi\", ternyata seminggu",
     "Petugas istirahat, loket kosong"},
    {"Tarif mohon dipasang", "Biaya fotokopi mahal", "Mohon ada tanda terima",
     "Katanya gratis, tetapi masih diminta uang rokok"},
    {"Nama di KK salah ketik", "Blangko habis", "Cetakan kurang jelas",
     "Hasilnya belum saya terima"},
    {"Petugas baru mohon dilatih", "Penjelasan petugas kurang jelas",
     "Harus menunggu petugas yang bisa", "Petugas belum hafal aturan baru"},
    {"Petugas mohon lebih ramah", "Petugas sibuk dengan telepon",
     "Jangan membeda-bedakan", "Mohon disapa"},
    {"Tidak tahu harus mengadu ke mana", "Kotak saran tidak pernah dibuka",
     "Sudah mengadu, belum ada jawaban", "Nomor pengaduan tidak diangkat"},
    {"Ruang tunggu panas", "Kursi kurang; banyak yang berdiri", "Toilet kotor",
     "Parkir sempit, mohon dirapikan"},
};

static const char *const praises[] = {
    "Sudah baik",       "Pertahankan",  "Pelayanan cepat, terima kasih",
    "Petugasnya ramah", "Terima kasih", "Semoga makin baik",
};
static const char *const nothings[] = {"-", ".", "0", "tidak ada"};

const char *ikm_invented_comment(struct ikm_chance *chance, int weak)
{
    const uint32_t lot = ikm_chance_below(chance, 1000);
    const uint32_t words = ikm_chance_below(chance, 840); /* 840 = 4 * 6 * 35 */
    if (lot < 20)
        return nothings[words % IKM_COUNT(nothings)];
    if (weak >= 0 && weak < N_ELEMENTS && lot < 180)
        return complaints[weak][words % N_SAYINGS];
    if (weak < 0 && lot < 90)
        return praises[words % IKM_COUNT(praises)];
    return "";
}
