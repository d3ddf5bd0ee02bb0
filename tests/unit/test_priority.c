/* What comes first, and the sentence that says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/grade.h"
#include "export/words.h"

struct bench {
    struct ikm_arena arena;
    struct ikm_error err;
    const struct ikm_form *form;
    struct ikm_tally_counts counts;
    struct ikm_tally tally;
    struct ikm_result result;
    struct ikm_element_more more[IKM_MAX_ELEMENTS];
    struct ikm_priority priority[IKM_MAX_ELEMENTS];
};

static int set_up(void **state)
{
    static struct bench bench;
    static struct ikm_faults faults;
    const struct ikm_builtin_form *builtin =
        ikm_builtin_form_find(IKM_DEFAULT_FORM);
    bench = (struct bench){.arena = IKM_ARENA(1 << 24)};
    faults = (struct ikm_faults){.arena = &bench.arena};
    assert_int_equal(ikm_form_load(&builtin->source, &bench.arena, &faults,
                                   &bench.form, &bench.err),
                     IKM_OK);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    return 0;
}

/* 20 answers of every element; `sum[e]` is what they add up to. */
static const struct ikm_index *compute(struct bench *bench, const int *sum)
{
    struct ikm_result *result = &bench->result;
    bench->counts = (struct ikm_tally_counts){.n_rows = 20};
    *result = (struct ikm_result){.form = bench->form,
                                  .ledger = {20, 20, 0, 0, 0},
                                  .tally = &bench->tally,
                                  .more = bench->more,
                                  .priorities = bench->priority};
    memset(bench->more, 0, sizeof bench->more);
    for (int e = 0; e < 9; e++) {
        bench->counts.count[e][sum[e] / 20 - 1] = 20 - sum[e] % 20;
        if (sum[e] % 20 > 0)
            bench->counts.count[e][sum[e] / 20] = sum[e] % 20;
    }
    assert_int_equal(ikm_index_of(bench->form, &bench->counts,
                                  IKM_WEIGHTS_EXACT, &bench->arena,
                                  &result->index, &bench->err),
                     IKM_OK);
    result->n_priorities =
        ikm_priorities(result->index.element, 9, NULL, bench->priority);
    return &result->index;
}

/* `keys`: the elements' numbers, one digit each, in order. */
static void expect_order(const struct bench *bench, const char *keys)
{
    char order[IKM_MAX_ELEMENTS + 1] = {0};
    for (size_t i = 0; i < bench->result.n_priorities; i++)
        order[i] = (char)('1' + (int)bench->priority[i].element);
    assert_string_equal(order, keys);
}

static void three_lowest(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {71, 74, 73, 80, 79, 78, 72, 77, 76};
    const struct ikm_index *index = compute(bench, sum);
    expect_order(bench, "173");
    assert_int_equal(index->element[0].flags,
                     IKM_FLAG_THREE_LOWEST | IKM_FLAG_BELOW_MEAN);
    assert_int_equal(index->element[1].flags, IKM_FLAG_BELOW_MEAN);
    assert_int_equal(index->element[3].flags, IKM_FLAG_CONSTANT);
}

static void ties_are_all_in(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {73, 72, 73, 80, 73, 78, 71, 77, 76};
    compute(bench, sum);
    /* third lowest are three alike; the form's order among them */
    expect_order(bench, "72135");
}

static void classes_follow(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {40, 41, 42, 60, 51, 80, 80, 80, 80};
    const struct ikm_index *index = compute(bench, sum);
    /* 60 / 20 * 25 = 75 is C, 51 / 20 * 25 = 63.75 is D */
    expect_order(bench, "12354");
    assert_int_equal(bench->priority[3].why,
                     IKM_WHY_CLASS | IKM_WHY_BELOW_MEAN);
    assert_int_equal(bench->priority[0].why,
                     IKM_WHY_THREE_LOWEST | IKM_WHY_CLASS | IKM_WHY_BELOW_MEAN);
    assert_true(index->element[3].flags & IKM_FLAG_CLASS_C);
    assert_true(index->element[4].flags & IKM_FLAG_CLASS_D);
}

static void the_mean_itself_is_not_below(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {60, 60, 60, 60, 60, 60, 60, 60, 60};
    const struct ikm_index *index = compute(bench, sum);
    for (int e = 0; e < 9; e++)
        assert_int_equal(index->element[e].flags & IKM_FLAG_BELOW_MEAN, 0);
    assert_int_equal(bench->result.n_priorities, 9);
}

static const char *say(struct bench *bench, enum ikm_lang lang, size_t i)
{
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const char *done = NULL;
    ikm_words_priority(&text, lang, &bench->result, i);
    assert_int_equal(ikm_text_done(&text, &done, &bench->err), IKM_OK);
    return done;
}

static const char *weakest(struct bench *bench)
{
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const char *done = NULL;
    ikm_words_weakest(&text, IKM_LANG_ID, &bench->result);
    assert_int_equal(ikm_text_done(&text, &done, &bench->err), IKM_OK);
    return done;
}

static void sentences(void **state)
{
    static const struct ikm_cause_count causes[] = {{1, "Antrean panjang", 14},
                                                    {4, "Sistem mati", 11}};
    struct bench *bench = *state;
    const int sum[9] = {72, 73, 51, 80, 79, 78, 72, 60, 76};
    compute(bench, sum);
    assert_int_equal(ikm_period_parse("2024-TW4", &bench->more[2].change.before,
                                      &bench->err),
                     IKM_OK);
    bench->more[2].change.known = 1;
    bench->more[2].change.difference = -0.314;
    bench->more[2].n_causes_named = 25;
    bench->more[2].n_causes = 2;
    bench->more[2].causes = causes;
    assert_string_equal(
        say(bench, IKM_LANG_ID, 0),
        "Waktu Penyelesaian (63,75, D): terendah dari 9 unsur; turun 0,31 dari "
        "Triwulan IV 2024; sebab yang paling sering disebut: antrean panjang "
        "(14 dari 25)");
    assert_string_equal(say(bench, IKM_LANG_EN, 0),
                        "Waktu Penyelesaian (63.75, D): lowest of 9 elements; "
                        "down 0.31 from Quarter IV 2024; the cause named most: "
                        "antrean panjang (14 of 25)");
    assert_string_equal(say(bench, IKM_LANG_ID, 2),
                        "Persyaratan (90,00, A): terendah ketiga dari 9 unsur "
                        "(bersama 1 unsur lain)");
    assert_string_equal(weakest(bench),
                        "Paling lemah: Waktu Penyelesaian (63,75).");
}

static void certainty_in_words(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {72, 73, 51, 80, 79, 78, 72, 60, 76};
    static const double p[9] = {0.52, 0.1, 1, 0, 0, 0, 0.83, 0.983, 0.004};
    compute(bench, sum);
    for (int e = 0; e < 9; e++)
        bench->more[e].p_lowest3 = (struct ikm_p){1, p[e]};
    assert_string_equal(say(bench, IKM_LANG_ID, 0),
                        "Waktu Penyelesaian (63,75, D): terendah dari 9 unsur; "
                        "hampir pasti termasuk tiga terendah (lebih dari 99 "
                        "%)");
    bench->result.index.element[2].flags |= IKM_FLAG_LOWEST_GROUP;
    bench->priority[0].why |= IKM_WHY_LOWEST_GROUP;
    assert_string_equal(say(bench, IKM_LANG_ID, 0),
                        "Waktu Penyelesaian (63,75, D): terendah dari 9 unsur; "
                        "hampir pasti termasuk tiga terendah (lebih dari 99 "
                        "%); jelas lebih rendah daripada unsur lain");
    for (int e = 7; e < 9; e++)
        bench->result.index.element[e].flags |= IKM_FLAG_LOWEST_GROUP;
    assert_string_equal(say(bench, IKM_LANG_EN, 0),
                        "Waktu Penyelesaian (63.75, D): lowest of 9 elements; "
                        "almost certainly among the three lowest (over 99 %); "
                        "not to be told from U8 and U9");
    bench->priority[1].why |= IKM_WHY_LOWEST_GROUP;
    assert_string_equal(say(bench, IKM_LANG_ID, 1),
                        "Penanganan Pengaduan, Saran dan Masukan (75,00, C): "
                        "terendah kedua dari 9 unsur; hampir pasti termasuk "
                        "tiga terendah (98 %); belum dapat dibedakan dari U3 "
                        "dan U9");
    /* without spread nothing is said about chance */
    bench->result.certainty.interval.reason = IKM_UNSURE_NO_SPREAD;
    assert_string_equal(say(bench, IKM_LANG_ID, 1),
                        "Penanganan Pengaduan, Saran dan Masukan (75,00, C): "
                        "terendah kedua dari 9 unsur");
}

/* What a sentence over the index says, and when it says nothing. */
static void certainty_of_the_grade(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {72, 73, 51, 80, 79, 78, 72, 60, 76};
    struct ikm_certainty *told = &bench->result.certainty;
    struct ikm_text text = IKM_TEXT(&bench->arena);
    struct ikm_text twin = IKM_TEXT(&bench->arena);
    const char *done = NULL;
    compute(bench, sum); /* 89.03: A */
    ikm_words_grade_certainty(&text, IKM_LANG_ID, &bench->result);
    assert_int_equal(text.length_bytes, 0);
    told->interval.ci95 = (struct ikm_interval){1, 77.254, 101.5};
    told->grade = (struct ikm_grade_certainty){
        .is_defined = 1, .probability = {0.62, 0.377, 0.003, 0}};
    ikm_words_grade_certainty(&text, IKM_LANG_ID, &bench->result);
    assert_int_equal(ikm_text_done(&text, &done, &bench->err), IKM_OK);
    assert_string_equal(done, "Rentang 95 %: 77,25-100,00; mutunya belum pasti "
                              "(A 62 %, B 38 %).");
    told->grade.probability[0] = 0.97;
    told->grade.is_firm = 1;
    ikm_words_grade_certainty(&twin, IKM_LANG_ID, &bench->result);
    assert_int_equal(ikm_text_done(&twin, &done, &bench->err), IKM_OK);
    assert_string_equal(done, "Rentang 95 %: 77,25-100,00; mutu A hampir pasti "
                              "(97 %).");
}

static void sentences_of_ties_and_classes(void **state)
{
    struct bench *bench = *state;
    const int low[9] = {40, 40, 42, 60, 50, 80, 80, 80, 80};
    const int flat[9] = {80, 80, 80, 80, 80, 80, 80, 80, 80};
    compute(bench, low);
    assert_string_equal(weakest(bench),
                        "Paling lemah: Persyaratan dan Sistem, Mekanisme, dan "
                        "Prosedur (50,00).");
    assert_string_equal(say(bench, IKM_LANG_ID, 4),
                        "Biaya/Tarif (75,00, C): kurang baik, di bawah "
                        "rata-rata unsur");
    compute(bench, flat);
    assert_string_equal(weakest(bench),
                        "Semua unsur sama nilainya (100,00); tidak ada yang "
                        "lebih lemah daripada yang lain.");
    assert_string_equal(say(bench, IKM_LANG_ID, 0),
                        "Persyaratan (100,00, A): sama dengan semua unsur "
                        "lain");
}

static void changes(void **state)
{
    static const struct {
        double difference;
        const char *words;
    } cases[] = {{1.9, "naik 1,90"}, {-0.314, "turun 0,31"},
                 {0.004, "tetap"},   {-0.005, "turun 0,01"},
                 {0, "tetap"},       {-12.345678, "turun 12,35"}};
    struct bench *bench = *state;
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        struct ikm_text text = IKM_TEXT(&bench->arena);
        const char *done = NULL;
        ikm_words_change(&text, IKM_LANG_ID, cases[i].difference, 2);
        assert_int_equal(ikm_text_done(&text, &done, &bench->err), IKM_OK);
        assert_string_equal(done, cases[i].words);
    }
}

/* Each warning has a sentence of its own in both languages. */
static void every_warning_has_a_sentence(void **state)
{
    struct bench *bench = *state;
    const int sum[9] = {71, 74, 73, 80, 79, 78, 72, 77, 76};
    const struct ikm_query query = {0};
    static const struct ikm_mix_part missed = {.name = "KTP", .population = 90};
    static const struct ikm_mix mix = {
        .n_parts = 1, .n_missing = 1, .parts = &missed};
    compute(bench, sum);
    bench->result.mix = &mix;
    for (int w = 0; w < IKM_WARN_COUNT; w++) {
        const char *id = NULL;
        const char *en = NULL;
        struct ikm_text text = IKM_TEXT(&bench->arena);
        struct ikm_text twin = IKM_TEXT(&bench->arena);
        ikm_words_warning(&text, IKM_LANG_ID, &query, &bench->result,
                          (enum ikm_warning)w);
        ikm_words_warning(&twin, IKM_LANG_EN, &query, &bench->result,
                          (enum ikm_warning)w);
        assert_int_equal(ikm_text_done(&text, &id, &bench->err), IKM_OK);
        assert_int_equal(ikm_text_done(&twin, &en, &bench->err), IKM_OK);
        assert_true(strlen(id) > 20 && strlen(en) > 20);
        assert_string_not_equal(id, en);
        assert_true(id[strlen(id) - 1] == '.' && en[strlen(en) - 1] == '.');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_lowest),
        cmocka_unit_test(ties_are_all_in),
        cmocka_unit_test(classes_follow),
        cmocka_unit_test(the_mean_itself_is_not_below),
        cmocka_unit_test(sentences),
        cmocka_unit_test(certainty_in_words),
        cmocka_unit_test(certainty_of_the_grade),
        cmocka_unit_test(sentences_of_ties_and_classes),
        cmocka_unit_test(changes),
        cmocka_unit_test(every_warning_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
