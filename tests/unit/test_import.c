/* Files into the survey: understood, refused, known again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "collect/import.h"
#include "data/base/text.h"
#include "data/respondent.h"
#include "data/store_tallies.h"
#include "data/store_verify.h"

#define HEAD "unit,layanan,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n"
#define ROW  "kec-01,KTP,2025-01-15,3,4,3,4,3,4,3,4,3\n"

struct trial {
    struct test_survey survey;
    struct ikm_arena arena;
    struct ikm_faults faults;
    struct ikm_import_options options;
    struct ikm_import_report report;
    int n_files;
};

static int set_up(void **state)
{
    static struct trial trial;
    trial = (struct trial){.arena = IKM_ARENA((size_t)64 << 20)};
    survey_make(&trial.survey);
    *state = &trial;
    return 0;
}

static int tear_down(void **state)
{
    struct trial *t = *state;
    ikm_arena_release(&t->arena);
    survey_close(&t->survey);
    return 0;
}

static const char *write_file(struct trial *t, const char *text)
{
    static char path[192];
    (void)snprintf(path, sizeof path, "%s/berkas-%d.csv", t->survey.folder,
                   t->n_files++);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    (void)fwrite(text, 1, strlen(text), file);
    (void)fclose(file);
    return path;
}

static enum ikm_status import_text(struct trial *t, const char *text)
{
    struct ikm_act act = survey_act(&t->survey, "import");
    t->faults = (struct ikm_faults){.arena = &t->arena};
    t->options.path = write_file(t, text);
    return ikm_import(t->survey.store, &t->options, &act, &t->arena, &t->faults,
                      &t->report, &t->survey.err);
}

static void import_ok(struct trial *t, const char *text, int64_t n_new)
{
    if (import_text(t, text) != IKM_OK)
        fail_msg("%s: %s", t->survey.err.text,
                 t->faults.n_kept ? t->faults.fault[0].text : "");
    assert_int_equal(t->report.n_new, n_new);
    assert_int_equal(t->report.n_rows,
                     t->report.same_file
                         ? 0
                         : n_new + t->report.n_excluded + t->report.n_known);
}

/* One fault in a row, and what its sentence must say. */
static void import_fault(struct trial *t, const char *text, uint32_t row,
                         uint32_t column, const char *says)
{
    assert_int_equal(import_text(t, text), IKM_INPUT);
    assert_int_equal(t->faults.n_total, 1);
    assert_int_equal(t->faults.fault[0].row, row);
    assert_int_equal(t->faults.fault[0].column, column);
    if (!strstr(t->faults.fault[0].text, says))
        fail_msg("\"%s\" does not say \"%s\"", t->faults.fault[0].text, says);
}

static enum ikm_status add_up(void *context, int64_t unit_id, int32_t month,
                              const struct ikm_tally *tally,
                              struct ikm_error *err)
{
    (void)unit_id;
    (void)month;
    (void)err;
    ikm_tally_merge(context, tally, 9, 4);
    return IKM_OK;
}

static struct ikm_tally tally_all(struct trial *t)
{
    struct ikm_tally tally = {0};
    const struct ikm_slice slice = {.form_id = t->survey.form_id};
    assert_int_equal(ikm_store_each_tally(t->survey.store, &slice, add_up,
                                          &tally, &t->survey.err),
                     IKM_OK);
    return tally;
}

static void check_whole(struct trial *t)
{
    struct ikm_verified found;
    struct ikm_faults faults = {.arena = &t->arena};
    if (ikm_store_verify(t->survey.store, &faults, &found, &t->survey.err) !=
        IKM_OK)
        fail_msg("verify: %s", faults.n_kept ? faults.fault[0].text : "");
}

static void canonical_rows_come_in(void **state)
{
    struct trial *t = *state;
    import_ok(t,
              HEAD ROW "kec-02,,2025-02,1,2,3,4,,4,3,2,1\r\n"
                       "\n"
                       "Jumlah,,,4,6,6,8,3,8,6,6,4\n"
                       "NRR,,,2.0,3,3,4,3,4,3,3,2\n",
              2);
    assert_int_equal(t->report.n_partial, 1);
    assert_int_equal(t->report.n_no_service, 1);
    assert_int_equal(t->report.n_passed, 2);
    assert_int_equal(t->report.passed[0].row, 5);
    assert_string_equal(t->report.passed[0].text, "Jumlah");
    assert_int_equal(t->report.n_empty, 1);
    const struct ikm_tally tally = tally_all(t);
    assert_int_equal(tally.n_used, 2);
    assert_int_equal(tally.answered.count[0][0], 1);
    assert_int_equal(tally.answered.count[4][2], 1);
    check_whole(t);
}

static void every_row_fault_is_told_and_nothing_stored(void **state)
{
    static const struct {
        const char *row;
        uint32_t column;
        const char *says;
    } faults[] = {
        {"kec-01,KTP,2025-01-15,5,4,3,4,3,4,3,4,3\n", 4, "\"5\""},
        {"kec-01,KTP,2025-01-15,3,0,3,4,3,4,3,4,3\n", 5, "1..4"},
        {"kec-01,KTP,2025-01-15,3,4,3.5,4,3,4,3,4,3\n", 6, "3.5"},
        {"kec-01,KTP,2025-01-15,3,4,3,x,3,4,3,4,3\n", 7, "Sangat mahal"},
        {"kec-01,KTP,2025-01-15,3,4,3,4,3. Tidak sesuai,4,3,4,3\n", 8,
         "Tidak sesuai"},
        {"kec-01,KTP,2025-02-30,3,4,3,4,3,4,3,4,3\n", 3, "2025-02-30"},
        {"kec-01,KTP,,3,4,3,4,3,4,3,4,3\n", 3, "--date"},
        {"kec-01,KTP,02/24/2025,3,4,3,4,3,4,3,4,3\n", 3, "--dates mdy"},
        {"kec-99,KTP,2025-01-15,3,4,3,4,3,4,3,4,3\n", 1, "--create"},
        {",KTP,2025-01-15,3,4,3,4,3,4,3,4,3\n", 1, "--unit"},
        {"kec-01,SIM,2025-01-15,3,4,3,4,3,4,3,4,3\n", 2, "--create"},
        {"kec-01,KTP,2025-01-15,3,4,3,4,3,4,3,4\n", 0, "11 sel"},
        {"kec-01,KTP,2025-01-15,3,4,3,4,3,4,3,4,3,9\n", 0, "13 sel"},
        {"kec-01,KTP,2025-01-15,,,,,,,,,\n", 0, "dijawab"},
    };
    struct trial *t = *state;
    for (size_t i = 0; i < IKM_COUNT(faults); i++) {
        char text[512];
        (void)snprintf(text, sizeof text, "%s%s%s", HEAD, ROW, faults[i].row);
        import_fault(t, text, 3, faults[i].column, faults[i].says);
        assert_int_equal(tally_all(t).n_used, 0);
    }
    check_whole(t);
}

static void every_heading_fault_is_told(void **state)
{
    struct trial *t = *state;
    import_fault(t,
                 "unit,layanan,tanggal,u1,u2,u3,u4,u5,u6,u7,u8\n"
                 "kec-01,KTP,2025-01-15,3,4,3,4,3,4,3,4\n",
                 1, 0, "U9");
    import_fault(t, "layanan,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n", 1, 0,
                 "--unit");
    import_fault(t, "unit,layanan,u1,u2,u3,u4,u5,u6,u7,u8,u9\n", 1, 0,
                 "--date");
    import_fault(t, "unit,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9,waktu\n", 1, 12,
                 "u3");
    import_fault(t, "unit,tanggal,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n", 1, 3,
                 "tanggal");
}

static void skip_bad_books_every_bad_row(void **state)
{
    struct trial *t = *state;
    t->options.skip_bad = 1;
    import_ok(t,
              HEAD ROW "kec-01,KTP,2025-01-15,5,4,3,4,3,4,3,4,x\n"
                       "kec-99,KTP,2025-01-40,3,4,3,4,3,4,3,4,3\n",
              1);
    assert_int_equal(t->report.n_excluded, 2);
    assert_int_equal(t->report.n_rows, 3);
    check_whole(t);
}

static void labels_and_questions_of_a_google_form(void **state)
{
    struct trial *t = *state;
    struct ikm_arena *arena = &t->arena;
    const struct ikm_form *form = NULL;
    struct ikm_text text = IKM_TEXT(arena);
    const char *whole = NULL;
    int64_t form_id = 0;
    assert_int_equal(ikm_store_find_form(t->survey.store, IKM_DEFAULT_FORM,
                                         arena, &form, &form_id,
                                         &t->survey.err),
                     IKM_OK);
    ikm_text_put(&text, "Timestamp,Nama Lengkap,Nomor HP");
    for (size_t q = 0; q < 9; q++)
        ikm_text_printf(&text, ",\"%s\"", form->questions[q].text);
    ikm_text_put(&text, "\n24/02/2025 9:15:03,Siti,0812");
    for (size_t q = 0; q < 9; q++)
        ikm_text_printf(&text, ",%s", form->questions[q].label[3]);
    ikm_text_put(&text, "\n24/02/2025 14:15:03,Budi,0812");
    for (size_t q = 0; q < 9; q++)
        ikm_text_printf(&text, ",4. %s", form->questions[q].label[4]);
    ikm_text_put(&text, "\n");
    assert_int_equal(ikm_text_done(&text, &whole, &t->survey.err), IKM_OK);
    t->options.unit = "kec-01";
    import_ok(t, whole, 2);
    assert_int_equal(t->report.mapping.columns[1].kind, IKM_COLUMN_IDENTITY);
    assert_int_equal(t->report.mapping.columns[2].kind, IKM_COLUMN_IDENTITY);
    assert_int_equal(t->report.order_matters, 0);
    const struct ikm_tally tally = tally_all(t);
    for (size_t e = 0; e < 9; e++) {
        assert_int_equal(tally.answered.count[e][2], 1);
        assert_int_equal(tally.answered.count[e][3], 1);
    }
}

static void the_order_formulir_swaps_eight_and_nine(void **state)
{
    struct trial *t = *state;
    t->options.order = "formulir";
    import_ok(t, HEAD "kec-01,KTP,2025-01-15,3,3,3,3,3,3,3,1,4\n", 1);
    assert_int_equal(t->report.order_matters, 1);
    const struct ikm_tally tally = tally_all(t);
    assert_int_equal(tally.answered.count[8][0], 1); /* sarana */
    assert_int_equal(tally.answered.count[7][3], 1); /* pengaduan */
    t->options.order = "entah";
    assert_int_equal(import_text(t, HEAD ROW), IKM_USAGE);
}

static void a_key_means_the_same_in_every_order(void **state)
{
    struct trial *t = *state;
    t->options.order = "formulir";
    import_ok(t,
              "unit,tanggal,persyaratan,prosedur,waktu,biaya,produk,"
              "kompetensi,perilaku,pengaduan,sarana\n"
              "kec-01,2025-01-15,3,3,3,3,3,3,3,1,4\n",
              1);
    assert_int_equal(tally_all(t).answered.count[7][0], 1);
    assert_int_equal(t->report.order_matters, 0);
}

static void the_same_file_adds_nothing(void **state)
{
    struct trial *t = *state;
    import_ok(t, HEAD ROW, 1);
    import_ok(t, HEAD ROW, 0);
    assert_int_equal(t->report.same_file, 1);
    /* other bytes, the same rows */
    import_ok(t, HEAD "kec-01 , KTP,15/01/2025,3,4,3,4,3,4,3,4,3\r\n", 0);
    assert_int_equal(t->report.n_known, 1);
    t->options.again = 1;
    import_ok(t, HEAD ROW, 1);
    check_whole(t);
}

#define R(n) "kec-01,KTP,2025-01-" n ",3,4,3,4,3,4,3,4,3\n"

static void a_grown_file_adds_its_new_rows(void **state)
{
    struct trial *t = *state;
    import_ok(t, HEAD R("01") R("02") R("03") "Jumlah,,,1,1,1,1,1,1,1,1,1\n",
              3);
    import_ok(t, HEAD R("01") R("02") R("03") R("03") R("04"), 2);
    assert_int_equal(t->report.n_known, 3);
    import_ok(t, HEAD R("01") R("02") R("03") R("03") R("04") R("05"), 1);
    assert_int_equal(tally_all(t).n_used, 6);
    check_whole(t);
}

static void another_overlap_is_told(void **state)
{
    struct trial *t = *state;
    import_ok(t, HEAD R("01") R("02") R("03"), 3);
    assert_int_equal(import_text(t, HEAD R("02") R("03") R("04")), IKM_INPUT);
    assert_int_equal(t->faults.n_total, 1);
    assert_non_null(strstr(t->faults.fault[0].text, "berkas-0.csv"));
    t->options.again = 1;
    import_ok(t, HEAD R("02") R("03") R("04"), 3);
}

static void two_offices_with_the_same_numbers_count_whole(void **state)
{
    struct trial *t = *state;
    const char *sheet = "no,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n"
                        "1,2025-01-15,4,4,4,4,4,4,4,4,4\n"
                        "2,2025-01-15,4,4,4,4,4,4,4,4,4\n";
    t->options.unit = "kec-01";
    import_ok(t, sheet, 2);
    t->options.unit = "kec-02";
    import_ok(t, sheet, 2);
    assert_int_equal(tally_all(t).n_used, 4);
}

#define G(time, u1) "24/02/2025 " time "," u1 ",4,3,4,3,4,3,4,3\n"

static void seconds_make_rows_known_in_any_order(void **state)
{
    struct trial *t = *state;
    const char *head = "Timestamp,u1,u2,u3,u4,u5,u6,u7,u8,u9\n";
    char text[1024];
    t->options.unit = "kec-01";
    (void)snprintf(text, sizeof text, "%s%s", head,
                   G("9:15:03", "3") G("9:15:03", "4") G("9:20:00", "1"));
    import_ok(t, text, 3);
    /* newest first; one row edited; one more person in a known second */
    (void)snprintf(text, sizeof text, "%s%s", head,
                   G("9:30:00", "2") G("9:20:00", "2") G("9:15:03", "4")
                       G("9:15:03", "3") G("9:15:03", "1"));
    import_ok(t, text, 2);
    assert_int_equal(t->report.n_known, 3);
    assert_int_equal(t->report.n_known_changed, 1);
    assert_int_equal(tally_all(t).n_used, 5);
    check_whole(t);
}

/* More rows changed than are known: other people at the same seconds. */
static void few_known_rows_make_no_edited_ones(void **state)
{
    struct trial *t = *state;
    const char *head = "Timestamp,u1,u2,u3,u4,u5,u6,u7,u8,u9\n";
    char text[1024];
    t->options.unit = "kec-01";
    (void)snprintf(text, sizeof text, "%s%s", head,
                   G("9:15:03", "3") G("9:16:00", "4") G("9:20:00", "1"));
    import_ok(t, text, 3);
    (void)snprintf(text, sizeof text, "%s%s", head,
                   G("9:15:03", "3") G("9:16:00", "2") G("9:20:00", "2"));
    import_ok(t, text, 2);
    assert_int_equal(t->report.n_known, 1);
    assert_int_equal(t->report.n_known_changed, 0);
    assert_int_equal(tally_all(t).n_used, 5);
    check_whole(t);
}

static void an_id_is_one_only_with_its_unit(void **state)
{
    struct trial *t = *state;
    const char *head = "id,unit,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n";
    char text[1024];
    (void)snprintf(text, sizeof text, "%s%s", head,
                   "a1,kec-01,2025-01-15,3,4,3,4,3,4,3,4,3\n"
                   "a1,kec-02,2025-01-15,3,4,3,4,3,4,3,4,3\n"
                   "a1,kec-01,2025-01-15,3,4,3,4,3,4,3,4,3\n");
    import_ok(t, text, 2);
    assert_int_equal(t->report.n_known, 1);
    (void)snprintf(text, sizeof text, "%s%s", head,
                   "a2,kec-01,2025-01-15,3,4,3,4,3,4,3,4,3\n"
                   "a1,kec-01,2025-01-15,1,4,3,4,3,4,3,4,3\n");
    import_fault(t, text, 3, 1, "a1");
    assert_int_equal(tally_all(t).n_used, 2);
    t->options.skip_bad = 1;
    import_ok(t, text, 1);
    assert_int_equal(t->report.n_excluded, 1);
    check_whole(t);
}

static void create_makes_units_and_services(void **state)
{
    struct trial *t = *state;
    struct ikm_unit unit;
    t->options.create = 1;
    import_ok(t,
              HEAD "Dinas  A,KK,2025-01-15,3,4,3,4,3,4,3,4,3\n"
                   "dinas a,kk,2025-01-15,3,4,3,4,3,4,3,4,3\n"
                   "kec-01,KK,2025-01-15,3,4,3,4,3,4,3,4,3\n",
              3);
    assert_int_equal(t->report.n_made_units, 1);
    assert_int_equal(t->report.n_made_services, 2);
    assert_int_equal(ikm_store_find_unit(t->survey.store, "DINAS A", &t->arena,
                                         &unit, &t->survey.err),
                     IKM_OK);
    assert_string_equal(unit.code, "Dinas  A");
    check_whole(t);
}

static void a_dry_run_stores_nothing(void **state)
{
    struct trial *t = *state;
    t->options.create = 1;
    t->options.dry_run = 1;
    import_ok(t, HEAD "Dinas A,KK,2025-01-15,3,4,3,4,3,4,3,4,3\n", 1);
    assert_int_equal(tally_all(t).n_used, 0);
    t->options.dry_run = 0;
    import_ok(t, HEAD "Dinas A,KK,2025-01-15,3,4,3,4,3,4,3,4,3\n", 1);
}

static void windows_1252_is_read_and_told(void **state)
{
    struct trial *t = *state;
    import_ok(t,
              "unit;tanggal;u1;u2;u3;u4;u5;u6;u7;u8;u9;saran\n"
              "kec-01;15/01/2025;3;4;3;4;3;4;3;4;3;cepat \x96 sekali\n",
              1);
    assert_int_equal(t->report.facts.encoding, IKM_ENCODING_CP1252);
    assert_int_equal(t->report.facts.separator, ';');
}

static void a_map_names_columns_and_values(void **state)
{
    struct trial *t = *state;
    char path[192];
    const char *const paths[] = {path};
    (void)snprintf(path, sizeof path, "%s",
                   write_file(t, "kolom,kunci\nA,waktu\nB,abaikan\n"
                                 "kolom,nilai,jadi\nA,oke,3\n"));
    t->options.map_paths = paths;
    t->options.n_map_paths = 1;
    import_ok(t,
              "unit,tanggal,u1,u2,A,u4,u5,u6,u7,u8,u9,B\n"
              "kec-01,2025-01-15,4,4,Oke,4,4,4,4,4,4,rahasia\n",
              1);
    assert_int_equal(tally_all(t).answered.count[2][2], 1);
    assert_int_equal(t->report.mapping.columns[11].kind, IKM_COLUMN_IGNORED);
}

static void respondent_fields_never_refuse_a_row(void **state)
{
    struct trial *t = *state;
    import_ok(t,
              "unit,tanggal,jenis_kelamin,usia,pendidikan,pekerjaan,jam,u1,u2,"
              "u3,u4,u5,u6,u7,u8,u9\n"
              "kec-01,2025-01-15,Pria,34,SLTA,tukang kayu,08:00-12:00,3,4,3,4,"
              "3,4,3,4,3\n"
              "kec-01,2025-01-15,?,tua,D-III,Sumarni,19:30,3,4,3,4,3,4,3,4,"
              "3\n",
              2);
    assert_int_equal(t->report.n_other[IKM_FIELD_OCCUPATION], 2);
    assert_int_equal(t->report.n_other[IKM_FIELD_AGE], 1);
    assert_int_equal(t->report.n_other[IKM_FIELD_EDUCATION], 0);
}

static void causes_come_in_with_low_scores_only(void **state)
{
    struct trial *t = *state;
    const char *head = "unit,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9,sebab_waktu\n";
    char text[512];
    (void)snprintf(text, sizeof text, "%s%s", head,
                   "kec-01,2025-01-15,3,4,1,4,3,4,3,4,3,1\n"
                   "kec-01,2025-01-16,3,4,2,4,3,4,3,4,3,loket tutup\n"
                   "kec-01,2025-01-17,3,4,4,4,3,4,3,4,3,\n");
    import_ok(t, text, 3);
    (void)snprintf(text, sizeof text, "%s%s", head,
                   "kec-01,2025-01-18,3,4,4,4,3,4,3,4,3,1\n");
    import_fault(t, text, 2, 12, "waktu");
}

static int stop_at_once(void *context, double share)
{
    (void)context;
    (void)share;
    return 0;
}

static void giving_up_leaves_the_survey_as_it_was(void **state)
{
    struct trial *t = *state;
    struct ikm_text text = IKM_TEXT(&t->arena);
    const char *whole = NULL;
    ikm_text_put(&text, HEAD);
    for (int i = 0; i < 5000; i++)
        ikm_text_put(&text, ROW);
    assert_int_equal(ikm_text_done(&text, &whole, &t->survey.err), IKM_OK);
    t->options.progress = stop_at_once;
    assert_int_equal(import_text(t, whole), IKM_USAGE);
    assert_int_equal(tally_all(t).n_used, 0);
    t->options.progress = NULL;
    import_ok(t, whole, 5000);
    check_whole(t);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(canonical_rows_come_in),
        T(every_row_fault_is_told_and_nothing_stored),
        T(every_heading_fault_is_told),
        T(skip_bad_books_every_bad_row),
        T(labels_and_questions_of_a_google_form),
        T(the_order_formulir_swaps_eight_and_nine),
        T(a_key_means_the_same_in_every_order),
        T(the_same_file_adds_nothing),
        T(a_grown_file_adds_its_new_rows),
        T(another_overlap_is_told),
        T(two_offices_with_the_same_numbers_count_whole),
        T(seconds_make_rows_known_in_any_order),
        T(few_known_rows_make_no_edited_ones),
        T(an_id_is_one_only_with_its_unit),
        T(create_makes_units_and_services),
        T(a_dry_run_stores_nothing),
        T(windows_1252_is_read_and_told),
        T(a_map_names_columns_and_values),
        T(respondent_fields_never_refuse_a_row),
        T(causes_come_in_with_low_scores_only),
        T(giving_up_leaves_the_survey_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
