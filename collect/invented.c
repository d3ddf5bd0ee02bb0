#include "collect/invented_internal.h"

enum { N_ELEMENTS = 9, WAKTU = 2, BIAYA = 3, SARANA = 8, LAST = 7 };

static const char *const all_services[] = {
    "KTP-el", "Kartu Keluarga", "Surat Pindah", "Legalisasi", "IUMK"};
static const uint8_t service_weights[] = {34, 26, 12, 16, 12};
enum { LEGALISASI = 3 }; /* the one that costs something */

/* Scores are reckoned in thousandths and rounded at the end. */
static const struct office {
    struct ikm_invented_unit unit;
    int served;    /* people in a usual quarter */
    int responses; /* sheets in a usual quarter */
    int level;     /* better or worse than the others */
    uint32_t blanks_permille;
} offices[IKM_INVENTED_UNITS] = {
    {{"kab", "Kabupaten Contoh", NULL, 0, NULL}, 0, 0, 0, 0},
    {{"kec-01", "Kecamatan Sukamaju", "kab", 5, all_services},
     620,
     258,
     560,
     27},
    {{"kec-02", "Kecamatan Mekarjati", "kab", 5, all_services},
     480,
     190,
     120,
     34},
    {{"kec-03", "Kecamatan Tirtasari", "kab", 5, all_services},
     540,
     240,
     100,
     35},
    {{"kec-04", "Kecamatan Wanajaya", "kab", 4, all_services},
     350,
     150,
     -260,
     44},
    {{"kec-05", "Kecamatan Margarahayu", "kab", 5, all_services},
     410,
     214,
     60,
     35},
    {{"kec-06", "Kecamatan Gunungsari", "kab", 4, all_services},
     300,
     172,
     -40,
     40},
};
enum { FASTER = 3, DECAYING = 5, SILENT = 6, N_LAST_OF_SILENT = 11 };

static const int base = 3120;
static const int element_level[N_ELEMENTS] = {60,  0,   -260, 0,   120,
                                              140, 220, -330, -200};

/* One cell of the survey: an office in a quarter. */
struct cell {
    size_t office, quarter;
    int n_responses;
    int first_workday, n_workdays;
};

/* One sheet of answers; 0: not answered. */
struct sheet {
    int score[N_ELEMENTS];
};

const struct ikm_invented_unit *ikm_invented_unit(size_t i)
{
    return &offices[i].unit;
}

struct ikm_period ikm_invented_quarter(size_t q)
{
    const struct ikm_date date = {(int16_t)(2024 + q / 4),
                                  (uint8_t)(q % 4 * 3 + 1), 1};
    return ikm_period_around(IKM_PERIOD_QUARTER, date);
}

/* About `usual`, 8 % up or down. */
static int about(struct ikm_chance *chance, int usual)
{
    return usual + usual * ikm_chance_bell(chance, 40) / 1000;
}

int64_t ikm_invented_served(uint64_t seed, size_t unit, size_t quarter)
{
    struct ikm_chance chance = ikm_chance_for(seed, unit, 1000 + quarter);
    return about(&chance, offices[unit].served);
}

static int rounded_score(int thousandths)
{
    if (thousandths < 1500)
        return 1;
    return thousandths >= 3500 ? 4 : (thousandths + 500) / 1000;
}

/* What the office alone is worth in this element and quarter. */
static int office_level(const struct cell *cell, int element)
{
    int level = offices[cell->office].level + 9 * (int)cell->quarter;
    if (cell->office == FASTER && element == WAKTU)
        level += 150 * (int)cell->quarter - 620;
    if (cell->office == DECAYING && element == SARANA)
        level -= 70 * (int)cell->quarter;
    return level;
}

static int fee_score(struct ikm_chance *chance, int level)
{
    /* free of charge: 4, but for those who paid something all the same */
    if (ikm_chance_permille(chance, 930))
        return 4;
    return rounded_score(level - 400 + ikm_chance_bell(chance, 800));
}

static struct sheet fill_in(struct ikm_chance *chance, const struct cell *cell,
                            size_t service)
{
    struct sheet sheet;
    const int person = ikm_chance_bell(chance, 660);
    const int straight = ikm_chance_permille(chance, 235);
    const uint32_t blanks = offices[cell->office].blanks_permille;
    int n_answered = 0;

    for (int e = 0; e < N_ELEMENTS; e++) {
        const int level = base + office_level(cell, e) + person;
        const int noise = ikm_chance_bell(chance, 720);
        if (e == BIAYA && service != LEGALISASI)
            sheet.score[e] = fee_score(chance, level);
        else
            sheet.score[e] = rounded_score(level + element_level[e] + noise);
        /* people skip the question on complaints most often */
        if (ikm_chance_permille(chance, e == 7 ? 2 * blanks : blanks))
            sheet.score[e] = 0;
        n_answered += sheet.score[e] > 0;
    }
    if (straight || n_answered == 0) {
        const int score =
            rounded_score(base + offices[cell->office].level + person + 60);
        for (int e = 0; e < N_ELEMENTS; e++)
            sheet.score[e] = score;
    }
    return sheet;
}

static int weakest(const struct sheet *sheet)
{
    int weak = -1;
    for (int e = 0; e < N_ELEMENTS; e++)
        if (sheet->score[e] > 0 && sheet->score[e] < 3 &&
            (weak < 0 || sheet->score[e] < sheet->score[weak]))
            weak = e;
    return weak;
}

/* A label of the form's list, now and then its code; the first are usual. */
static void put_cause(struct ikm_invented_out *out, struct ikm_chance *chance,
                      const struct ikm_element *element, int score)
{
    const uint32_t n = (uint32_t)element->n_causes;
    const int named = ikm_chance_permille(chance, 700);
    const int as_code = ikm_chance_permille(chance, 200);
    if (score == 0 || score > 2 || n == 0 || !named) {
        ikm_invented_cell(out, "");
        return;
    }
    const uint32_t a = ikm_chance_below(chance, n);
    const uint32_t b = ikm_chance_below(chance, n);
    const struct ikm_cause *cause = &element->causes[a < b ? a : b];
    if (as_code)
        ikm_invented_number(out, cause->code);
    else
        ikm_invented_cell(out, cause->text);
}

static void put_row(struct ikm_invented_out *out, struct ikm_chance *chance,
                    const struct ikm_form *form, const struct cell *cell, int i)
{
    const struct ikm_invented_unit *unit = &offices[cell->office].unit;
    const size_t service =
        ikm_chance_pick(chance, service_weights, unit->n_services);
    char date[IKM_DATE_TEXT_BYTES];
    /* the i-th of n sheets comes in somewhere in the i-th part of the days */
    const int64_t part =
        (int64_t)i * 64 + (int64_t)ikm_chance_below(chance, 64);
    const int64_t day =
        part * cell->n_workdays / ((int64_t)cell->n_responses * 64);
    const int with_name = ikm_chance_permille(chance, 25);
    const int with_service = !ikm_chance_permille(chance, 10);

    ikm_invented_put(out, with_name ? unit->name : unit->code);
    ikm_invented_cell(out, with_service ? unit->services[service] : "");
    ikm_invented_cell(
        out, ikm_date_text(ikm_invented_workday(cell->first_workday + (int)day),
                           date));
    ikm_invented_person(out, chance, cell->office);

    const struct sheet sheet = fill_in(chance, cell, service);
    for (size_t e = 0; e < N_ELEMENTS; e++)
        ikm_invented_number(out, sheet.score[e]);
    for (size_t e = 0; e < N_ELEMENTS; e++)
        put_cause(out, chance, &form->elements[e], sheet.score[e]);
    ikm_invented_cell(out, ikm_invented_comment(chance, weakest(&sheet)));
    ikm_invented_bytes(out, "\n", 1);
}

static void put_cell(struct ikm_invented_out *out, const struct ikm_form *form,
                     uint64_t seed, size_t office, size_t quarter)
{
    struct ikm_chance chance = ikm_chance_for(seed, office, quarter);
    struct cell cell = {.office = office, .quarter = quarter};
    cell.n_responses = about(&chance, offices[office].responses);
    if (office == SILENT && quarter == LAST)
        cell.n_responses = N_LAST_OF_SILENT;
    cell.first_workday = ikm_invented_workdays_before(quarter);
    cell.n_workdays =
        ikm_invented_workdays_before(quarter + 1) - cell.first_workday;
    for (int i = 0; i < cell.n_responses && out->status == IKM_OK; i++)
        put_row(out, &chance, form, &cell, i);
}

static void put_heading(struct ikm_invented_out *out,
                        const struct ikm_form *form)
{
    ikm_invented_put(out, "unit,layanan,tanggal,jam,kanal,petugas,"
                          "jenis_kelamin,usia,pendidikan,pekerjaan,disabilitas,"
                          "u1,u2,u3,u4,u5,u6,u7,u8,u9");
    for (size_t e = 0; e < N_ELEMENTS; e++) {
        ikm_invented_put(out, ",sebab_");
        ikm_invented_put(out, form->elements[e].key);
    }
    ikm_invented_put(out, ",saran\n");
}

enum ikm_status ikm_invented_kabupaten(const struct ikm_form *form,
                                       uint64_t seed, ikm_invented_sink *sink,
                                       void *context, struct ikm_error *err)
{
    struct ikm_invented_out out = {
        .sink = sink, .context = context, .err = err};
    if (form->n_elements != N_ELEMENTS)
        return ikm_fail(err, IKM_BUG, "data contoh memerlukan formulir %s",
                        "the invented data need the form %s", IKM_DEFAULT_FORM);
    put_heading(&out, form);
    for (size_t quarter = 0; quarter < IKM_INVENTED_QUARTERS; quarter++)
        for (size_t office = 0; office < IKM_INVENTED_UNITS; office++)
            if (offices[office].unit.n_services > 0)
                put_cell(&out, form, seed, office, quarter);
    ikm_invented_flush(&out);
    return out.status;
}
