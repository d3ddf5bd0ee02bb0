#include "collect/invented_internal.h"

/* Built for speed: a row takes four draws, and texts of known length. */

enum {
    N_ELEMENTS = 9,
    N_LEVELS = 8,
    MAX_ROW_BYTES = 400,
    N_COMMENTS = 4,
};

struct word {
    const char *bytes;
    size_t length_bytes;
};
/* a literal, after its comma */
#define WORD(text)                                                             \
    {                                                                          \
        "," text, sizeof("," text) - 1                                         \
    }

static const struct word services[IKM_INVENTED_SERVICES] = {
    WORD("KTP-el"),         WORD("Kartu Keluarga"),
    WORD("Akta Kelahiran"), WORD("Akta Kematian"),
    WORD("Surat Pindah"),   WORD("Legalisasi"),
    WORD("IUMK"),           WORD("NIB"),
    WORD("Izin Reklame"),   WORD("Kartu Pencari Kerja"),
    WORD("Rujukan"),        WORD("Lainnya")};
static const struct word hours[4] = {WORD("08.00-12.00"), WORD("08.00-12.00"),
                                     WORD("13.00-17.00"), WORD("08.00-12.00")};
static const struct word channels[4] = {WORD("loket"), WORD("loket"),
                                        WORD("kios"), WORD("mandiri")};
static const struct word clerks[4] = {WORD("petugas-1"), WORD("petugas-2"),
                                      WORD("petugas-3"), WORD("petugas-4")};
static const struct word genders[4] = {WORD("L"), WORD("P"), WORD("L"),
                                       WORD("P")};
static const struct word educations[16] = {
    WORD("SD"),  WORD("SD"),    WORD("SMP"),  WORD("SMP"),
    WORD("SMP"), WORD("SMA"),   WORD("SMA"),  WORD("SMA"),
    WORD("SMA"), WORD("SMA"),   WORD("SMA"),  WORD("S1"),
    WORD("S1"),  WORD("D-III"), WORD("SLTA"), WORD("S2")};
static const struct word occupations[16] = {WORD("Swasta"),
                                            WORD("Swasta"),
                                            WORD("Swasta"),
                                            WORD("Swasta"),
                                            WORD("Wirausaha"),
                                            WORD("Wirausaha"),
                                            WORD("Wiraswasta"),
                                            WORD("Petani/Nelayan"),
                                            WORD("Petani/Nelayan"),
                                            WORD("IRT"),
                                            WORD("IRT"),
                                            WORD("IRT"),
                                            WORD("PNS"),
                                            WORD("Pelajar/Mahasiswa"),
                                            WORD("Pensiunan"),
                                            WORD("Lainnya")};
static const struct word able = WORD("tidak");
static const struct word disabled[4] = {WORD("fisik"), WORD("sensorik"),
                                        WORD("fisik"), WORD("mental")};
static const struct word comments[N_COMMENTS] = {
    WORD("Sudah baik"), WORD("\"Antrean panjang, mohon loket ditambah\""),
    WORD("Ruang tunggu panas"), WORD("Pertahankan")};

/* How many of 256 give a score of at most 1, 2, 3, by level of the person. */
static const uint8_t at_most[N_LEVELS][3] = {
    {24, 150, 245}, {8, 80, 230}, {4, 50, 214}, {2, 34, 196},
    {1, 24, 170},   {1, 18, 140}, {0, 10, 96},  {0, 4, 40}};
/* Harder (+) and easier (-) elements. */
static const int shift[N_ELEMENTS] = {0, 4, 28, -70, -8, -10, -16, 34, 22};

static void put_word(struct ikm_invented_out *out, const struct word *word)
{
    memcpy(out->room + out->used_bytes, word->bytes, word->length_bytes);
    out->used_bytes += word->length_bytes;
}

static void put_digits(struct ikm_invented_out *out, uint32_t number,
                       size_t n_digits)
{
    char *at = out->room + out->used_bytes;
    for (size_t i = n_digits; i-- > 0; number /= 10)
        at[i] = (char)('0' + number % 10);
    out->used_bytes += n_digits;
}

static void put_scores(struct ikm_invented_out *out, uint64_t bits,
                       uint64_t noise)
{
    const uint8_t *limit = at_most[bits & 7];
    const int straight = (bits >> 3 & 3) == 0;
    const uint64_t blank = bits >> 5 & 31; /* about 28 % leave one out */
    char *at = out->room + out->used_bytes;
    for (size_t e = 0; e < N_ELEMENTS; e++) {
        /* 9 draws of 8 bits out of 64: the last borrows from `bits` */
        const uint64_t eight =
            e < 8 ? noise >> (8 * e) & 255 : bits >> 10 & 255;
        const int draw = straight ? (int)(noise & 255) : (int)eight - shift[e];
        *at++ = ',';
        if (blank == e && !straight)
            continue;
        *at++ = (char)('1' + (draw >= limit[0]) + (draw >= limit[1]) +
                       (draw >= limit[2]));
    }
    out->used_bytes = (size_t)(at - out->room);
}

static void put_row(struct ikm_invented_out *out, struct ikm_chance *chance,
                    const struct ikm_invented_size *size, const char *date)
{
    const uint32_t office =
        1 + ikm_chance_below(chance, (uint32_t)size->n_offices);
    uint64_t bits = ikm_chance_next(chance);
    const size_t service =
        (size_t)((bits & 0xffff) * IKM_INVENTED_SERVICES >> 16);

    if (IKM_INVENTED_ROOM_BYTES - out->used_bytes < MAX_ROW_BYTES)
        ikm_invented_flush(out);
    memcpy(out->room + out->used_bytes, "opd-", 4);
    out->used_bytes += 4;
    put_digits(out, office, 4);
    put_word(out, &services[service]);
    memcpy(out->room + out->used_bytes, date, 11);
    out->used_bytes += 11;
    put_word(out, &hours[bits >> 16 & 3]);
    put_word(out, &channels[bits >> 18 & 3]);
    put_word(out, &clerks[bits >> 20 & 3]);
    put_word(out, &genders[bits >> 22 & 3]);
    out->room[out->used_bytes++] = ',';
    put_digits(
        out, 17 + (uint32_t)(bits >> 24 & 31) + (uint32_t)(bits >> 29 & 31), 2);
    put_word(out, &educations[bits >> 34 & 15]);
    put_word(out, &occupations[bits >> 38 & 15]);
    put_word(out, (bits >> 42 & 63) == 0 ? &disabled[bits >> 48 & 3] : &able);

    const uint64_t person = ikm_chance_next(chance);
    put_scores(out, person, ikm_chance_next(chance));
    if ((person >> 32 & 15) == 0)
        put_word(out, &comments[person >> 36 & (N_COMMENTS - 1)]);
    else
        out->room[out->used_bytes++] = ',';
    out->room[out->used_bytes++] = '\n';
}

enum ikm_status ikm_invented_big(const struct ikm_invented_size *size,
                                 ikm_invented_sink *sink, void *context,
                                 struct ikm_error *err)
{
    struct ikm_invented_out out = {
        .sink = sink, .context = context, .err = err};
    struct ikm_chance chance = ikm_chance_for(size->seed, 0, 0);
    const int n_days = ikm_invented_workdays_before(IKM_INVENTED_QUARTERS);
    char date[1 + IKM_DATE_TEXT_BYTES] = ",";
    int64_t today = -1;

    ikm_invented_put(&out,
                     "unit,layanan,tanggal,jam,kanal,petugas,"
                     "jenis_kelamin,usia,pendidikan,pekerjaan,disabilitas,"
                     "u1,u2,u3,u4,u5,u6,u7,u8,u9,saran\n");
    for (int64_t i = 0; i < size->n_rows && out.status == IKM_OK; i++) {
        const int64_t day = i * n_days / size->n_rows;
        if (day != today) {
            today = day;
            ikm_date_text(ikm_invented_workday((int)day), date + 1);
        }
        put_row(&out, &chance, size, date);
    }
    ikm_invented_flush(&out);
    return out.status;
}
