/* Questions of importance, expectation and overall satisfaction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/form.h"

enum { LIMIT_BYTES = 4 * 1024 * 1024 };

struct loaded {
    struct ikm_arena arena;
    struct ikm_faults faults;
    struct ikm_error err;
    const struct ikm_form *form;
    enum ikm_status status;
};

static struct loaded *load(const struct ikm_form_source *source)
{
    static struct loaded loaded;
    ikm_arena_release(&loaded.arena);
    memset(&loaded, 0, sizeof loaded);
    loaded.arena = IKM_ARENA(LIMIT_BYTES);
    loaded.faults.arena = &loaded.arena;
    loaded.status = ikm_form_load(source, &loaded.arena, &loaded.faults,
                                  &loaded.form, &loaded.err);
    return &loaded;
}

static int has_fault(const struct ikm_faults *faults, uint32_t row,
                     uint32_t column, const char *part)
{
    for (size_t i = 0; i < faults->n_kept; i++)
        if (faults->fault[i].row == row && faults->fault[i].column == column &&
            strstr(faults->fault[i].text, part))
            return 1;
    return 0;
}

static void print_faults(const struct ikm_faults *faults)
{
    for (size_t i = 0; i < faults->n_kept; i++)
        print_message("  %u,%u: %s\n", (unsigned)faults->fault[i].row,
                      (unsigned)faults->fault[i].column, faults->fault[i].text);
}

static const char *const settings =
    "kunci,nilai\nid,loket-kami\nnama,Loket kami\nskala,3\nresmi,tidak\n"
    "mutu,tidak\n";
static const char *const two_elements =
    "unsur,kode,nama,bobot,tindakan\nwaktu,U1,Waktu,1/3,b\n"
    "ramah,U2,Ramah,2/3,a\n";
static const char *const kinds =
    "unsur,pertanyaan,jenis\nwaktu,Pentingkah cepat?,kepentingan\n"
    "waktu,Cepat?,\nramah,Sopan?,kepuasan\nramah,Harus sopan?,harapan\n"
    "ramah,Harus membantu?,harapan\n,Puas?,keseluruhan\n";
static const char *const kinds_choices =
    "pertanyaan,skor,label\n1,1,a\n1,2,b\n1,3,c\n2,1,Lambat\n2,2,b\n2,3,c\n"
    "3,1,a\n3,2,b\n3,3,c\n4,1,a\n4,2,b\n4,3,c\n5,1,a\n5,2,b\n5,3,c\n"
    "6,1,a\n6,2,b\n6,3,Puas\n";

static struct loaded *load_kinds(const char *elements, const char *questions)
{
    struct ikm_form_source source;
    for (size_t t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        const char *bytes = t == IKM_FORM_SETTINGS    ? settings
                            : t == IKM_FORM_ELEMENTS  ? elements
                            : t == IKM_FORM_QUESTIONS ? questions
                            : t == IKM_FORM_CHOICES   ? kinds_choices
                                                      : NULL;
        source.table[t].bytes = bytes;
        source.table[t].length_bytes = bytes ? strlen(bytes) : 0;
    }
    return load(&source);
}

static void satisfaction_stands_first(void **state)
{
    static const char *const columns[] = {"waktu_kepentingan",
                                          "ramah_harapan_1", "ramah_harapan_2",
                                          "keseluruhan"};
    static const size_t places[] = {1, 2, 0, 3, 4, 5};
    char room[IKM_QUESTION_COLUMN_BYTES];
    (void)state;
    const struct loaded *l = load_kinds(two_elements, kinds);
    print_faults(&l->faults);
    assert_int_equal(l->status, IKM_OK);
    const struct ikm_form *form = l->form;
    assert_int_equal(form->n_questions, 2);
    assert_int_equal(form->n_more, 4);
    for (size_t q = 0; q < 6; q++) {
        assert_int_equal(form->questions[q].place, places[q]);
        assert_int_equal(ikm_form_question_at(form, places[q]), q);
    }
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(ikm_question_column(form, 2 + i, room), columns[i]);
    assert_string_equal(form->questions[0].label[1], "Lambat");
    assert_string_equal(form->questions[5].label[3], "Puas");
    assert_int_equal(form->questions[2].kind, IKM_ASKS_IMPORTANCE);
    assert_int_equal(form->questions[5].element, IKM_NO_ELEMENT);
    assert_string_equal(ikm_question_name(form, 1, room), "U2");
    assert_string_equal(ikm_question_name(form, 2, room), "waktu_kepentingan");
    assert_string_equal(ikm_question_about(form, 2), "Pentingkah cepat?");
}

static void kinds_that_are_not_fit(void **state)
{
    static const struct {
        const char *rows, *said;
        uint32_t row, column;
    } bad[] = {
        {"waktu,Cepat?,\nramah,Sopan?,penting\n", "\"penting\" tidak dikenal",
         3, 3},
        {"waktu,Cepat?,\nramah,Sopan?,\nwaktu,Puas?,keseluruhan\n",
         "kosongkan kolom unsur", 4, 1},
        {"waktu,Cepat?,\nramah,Sopan?,\n,Puas?,keseluruhan\n"
         ",Senang?,keseluruhan\n",
         "sudah ada", 5, 3},
        {"waktu,Cepat?,\nramah,Sopan?,harapan\n", "pertanyaan kepuasan", 0, 0},
        {"waktu,Cepat?,\nramah,Sopan?,\n,Penting?,kepentingan\n", "", 4, 1},
    };
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(bad); i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "unsur,pertanyaan,jenis\n%s",
                       bad[i].rows);
        const struct loaded *l = load_kinds(two_elements, text);
        assert_int_equal(l->status, IKM_INPUT);
        if (!has_fault(&l->faults, bad[i].row, bad[i].column, bad[i].said)) {
            print_faults(&l->faults);
            fail_msg("not told: %s", bad[i].said);
        }
    }
    const struct loaded *l =
        load_kinds("unsur,kode,nama,bobot,tindakan\nwaktu,U1,Waktu,,b\n"
                   "ramah,U2,Ramah,,a\nwaktu_kepentingan,U3,Lain,,a\n",
                   kinds);
    assert_true(has_fault(&l->faults, 4, 1, "adalah judul kolom pertanyaan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(satisfaction_stands_first),
        cmocka_unit_test(kinds_that_are_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
