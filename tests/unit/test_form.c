#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/form.h"

enum { LIMIT_BYTES = 4 * 1024 * 1024 };

/* A sound little form of two elements and a scale of 3. */
static const char *const sound[IKM_FORM_TABLE_COUNT] = {
    [IKM_FORM_SETTINGS] = "kunci,nilai\nid,loket-kami\nnama,Loket kami\n"
                          "skala,3\nresmi,tidak\nmutu,ya\n",
    [IKM_FORM_ELEMENTS] = "unsur,kode,nama,bobot,tindakan\n"
                          "waktu,U1,Waktu,1/3,b\nramah,U2,Ramah,2/3,a\n",
    [IKM_FORM_QUESTIONS] = "unsur,pertanyaan\nwaktu,Cepat?\nramah,Sopan?\n"
                           "ramah,Membantu?\n",
    [IKM_FORM_CHOICES] = "pertanyaan,skor,label\n1,1,Lambat\n1,2,Sedang\n"
                         "1,3,Cepat\n2,1,Tidak\n2,2,Kadang\n2,3,Ya\n"
                         "3,1,Tidak\n3,2,Kadang\n3,3,Ya\n",
    [IKM_FORM_CAUSES] = "unsur,kode,sebab\nwaktu,2,Sistem mati\n"
                        "waktu,1,Antre\nramah,1,Kasar\n",
    [IKM_FORM_CLASSES] = "mutu,batas_bawah,kinerja\nA,80,Baik\n"
                         "B,33.33,Buruk\n",
    [IKM_FORM_ORDERS] = "urutan,posisi,unsur\nbalik,1,ramah\nbalik,2,waktu\n"
                        "lurus,1,waktu\nlurus,2,ramah\n",
};

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

/* The sound form with one table put in place of its own; NULL: no such file. */
static struct loaded *load_with(enum ikm_form_table table, const char *text)
{
    struct ikm_form_source source;
    for (size_t t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        const char *bytes = t == (size_t)table ? text : sound[t];
        source.table[t].bytes = bytes;
        source.table[t].length_bytes = bytes ? strlen(bytes) : 0;
    }
    return load(&source);
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

static void sound_form_loads(void **state)
{
    (void)state;
    const struct loaded *l = load_with(IKM_FORM_TABLE_COUNT, NULL);
    if (l->status != IKM_OK)
        print_faults(&l->faults);
    assert_int_equal(l->status, IKM_OK);
    const struct ikm_form *form = l->form;
    assert_string_equal(form->id, "loket-kami");
    assert_string_equal(form->note, "");
    assert_string_equal(form->succeeds, "");
    assert_int_equal(form->scale_max, 3);
    assert_int_equal(form->official, 0);
    assert_int_equal(form->n_elements, 2);
    assert_int_equal(form->elements[1].weight.numerator, 2);
    assert_int_equal(form->elements[1].weight.denominator, 3);
    assert_int_equal(form->elements[1].remedy, 'a');
    assert_int_equal(form->n_questions, 3);
    assert_int_equal(form->questions[2].element, 1);
    assert_null(form->questions[0].label[0]);
    assert_string_equal(form->questions[0].label[3], "Cepat");
    assert_int_equal(form->elements[0].n_causes, 2);
    assert_int_equal(form->elements[0].causes[0].code, 1);
    assert_string_equal(form->elements[0].causes[0].text, "Antre");
    assert_int_equal(form->n_classes, 2);
    assert_int_equal(form->classes[1].lower_hundredths, 3333);
    assert_int_equal(form->n_orders, 2);
    assert_string_equal(form->orders[0].name, "lurus");
    assert_int_equal(form->orders[0].element[0], 0);
    const struct ikm_form_order *other = ikm_form_find_order(form, "balik");
    assert_ptr_equal(other, &form->orders[1]);
    assert_int_equal(other->element[0], 1);
    assert_null(ikm_form_find_order(form, "asli"));
    assert_int_equal(ikm_form_element(form, "ramah"), 1);
    assert_int_equal(ikm_form_element(form, "ram"), -1);
}

static void optional_tables_may_lack(void **state)
{
    (void)state;
    const struct loaded *l = load_with(IKM_FORM_ORDERS, NULL);
    assert_int_equal(l->status, IKM_OK);
    assert_int_equal(l->form->n_orders, 1);
    assert_string_equal(l->form->orders[0].name, "asli");
    assert_int_equal(l->form->orders[0].element[1], 1);
    l = load_with(IKM_FORM_CAUSES, NULL);
    assert_int_equal(l->status, IKM_OK);
    assert_int_equal(l->form->elements[0].n_causes, 0);
}

static void tables_are_read_as_people_save_them(void **state)
{
    (void)state;
    /* other separator, other order of columns, byte order mark, empty rows */
    const struct loaded *l =
        load_with(IKM_FORM_ELEMENTS, "\xEF\xBB\xBF"
                                     "Tindakan;Unsur;Bobot;Nama;KODE\r\n"
                                     "b;waktu;0,25;Waktu;U1\r\n;;;;\r\n"
                                     "a;ramah;0,75;\"Ramah; sopan\";U2\r\n");
    if (l->status != IKM_OK)
        print_faults(&l->faults);
    assert_int_equal(l->status, IKM_OK);
    assert_int_equal(l->form->elements[0].weight.numerator, 1);
    assert_int_equal(l->form->elements[0].weight.denominator, 4);
    assert_string_equal(l->form->elements[1].name, "Ramah; sopan");
}

static void builtin_forms_load(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        size_t n_elements, n_questions, n_classes, n_orders;
        const char *own;
        int official;
    } expected[] = {
        {"permenpanrb-14-2017", 9, 9, 4, 2, "badan", 1},
        {"kepmenpan-25-2004", 14, 14, 4, 1, "asli", 1},
        {"permenpanrb-16-2014", 9, 9, 0, 2, "badan", 0},
        {"skm-daring-16", 9, 16, 4, 1, "asli", 0},
        {"spak-5", 5, 5, 0, 1, "asli", 0},
        {"spkp-8", 8, 8, 0, 1, "asli", 0},
    };
    assert_int_equal(ikm_builtin_form_count(), IKM_COUNT(expected));
    for (size_t i = 0; i < IKM_COUNT(expected); i++) {
        const struct ikm_builtin_form *builtin = ikm_builtin_form(i);
        assert_string_equal(builtin->id, expected[i].id);
        assert_ptr_equal(ikm_builtin_form_find(expected[i].id), builtin);
        const struct loaded *l = load(&builtin->source);
        if (l->status != IKM_OK)
            print_faults(&l->faults);
        assert_int_equal(l->status, IKM_OK);
        const struct ikm_form *form = l->form;
        assert_string_equal(form->id, builtin->id);
        assert_int_equal(form->n_elements, expected[i].n_elements);
        assert_int_equal(form->n_questions, expected[i].n_questions);
        assert_int_equal(form->n_classes, expected[i].n_classes);
        assert_int_equal(form->n_orders, expected[i].n_orders);
        assert_string_equal(form->orders[0].name, expected[i].own);
        assert_int_equal(form->official, expected[i].official);
        assert_int_equal(form->scale_max, 4);
        assert_true(strlen(form->note) > 0);
        for (size_t e = 0; e < form->n_elements; e++) {
            assert_in_range(form->elements[e].n_causes, 3, 7);
            assert_int_equal(form->elements[e].weight.denominator,
                             form->n_elements);
            assert_int_equal(form->orders[0].element[e], e);
        }
    }
    assert_null(ikm_builtin_form_find("skm"));
    assert_ptr_equal(ikm_builtin_form_find(IKM_DEFAULT_FORM),
                     ikm_builtin_form(0));
}

static void form_of_2017_is_as_published(void **state)
{
    (void)state;
    static const char *const keys[] = {"persyaratan", "prosedur",  "waktu",
                                       "biaya",       "produk",    "kompetensi",
                                       "perilaku",    "pengaduan", "sarana"};
    static const int32_t bounds[] = {8831, 7661, 6500, 2500};
    const struct ikm_form *form = load(&ikm_builtin_form(0)->source)->form;
    for (size_t e = 0; e < IKM_COUNT(keys); e++)
        assert_string_equal(form->elements[e].key, keys[e]);
    for (size_t c = 0; c < IKM_COUNT(bounds); c++)
        assert_int_equal(form->classes[c].lower_hundredths, bounds[c]);
    assert_string_equal(form->questions[3].label[4], "Gratis");
    assert_string_equal(form->elements[4].name,
                        "Produk Spesifikasi Jenis Pelayanan");
    assert_string_equal(form->succeeds, "permenpanrb-16-2014");
    const struct ikm_form_order *printed =
        ikm_form_find_order(form, "formulir");
    assert_int_equal(printed->element[6], 6);
    assert_int_equal(printed->element[7], 8);
    assert_int_equal(printed->element[8], 7);
}

/* One fault in one table, and where it must be told. */
struct planted {
    enum ikm_form_table table;
    const char *text;
    uint32_t row, column;
    const char *part; /* of the sentence */
};

#define HEAD_S  "kunci,nilai\n"
#define REST_S  "nama,N\nskala,3\nresmi,tidak\nmutu,ya\n"
#define HEAD_E  "unsur,kode,nama,bobot,tindakan\n"
#define HEAD_Q  "unsur,pertanyaan\n"
#define HEAD_C  "pertanyaan,skor,label\n"
#define REST_C  "2,1,a\n2,2,b\n2,3,c\n3,1,a\n3,2,b\n3,3,c\n"
#define HEAD_W  "unsur,kode,sebab\n"
#define HEAD_K  "mutu,batas_bawah,kinerja\n"
#define HEAD_O  "urutan,posisi,unsur\n"
#define LONG10  "abcdefghij"
#define LONG50  LONG10 LONG10 LONG10 LONG10 LONG10
#define LONG100 LONG50 LONG50

static const struct planted planted[] = {
    /* shape of a table */
    {IKM_FORM_ELEMENTS, NULL, 0, 0, "elements.csv: berkas ini tidak ada"},
    {IKM_FORM_SETTINGS, "", 1, 0, "settings.csv: berkas kosong"},
    {IKM_FORM_QUESTIONS, "unsur\nwaktu\n", 1, 0, "\"pertanyaan\" tidak ada"},
    {IKM_FORM_QUESTIONS,
     "unsur,pertanyaan,warna\nwaktu,a,x\nramah,b,y\nramah,c,z\n", 1, 3,
     "\"warna\" tidak dikenal"},
    {IKM_FORM_QUESTIONS,
     "unsur,pertanyaan,unsur\nwaktu,a,\nramah,b,\nramah,c,\n", 1, 3,
     "\"unsur\" ada dua kali"},
    {IKM_FORM_QUESTIONS, HEAD_Q "waktu,Cepat, tepat?\nramah,a\nramah,b\n", 2, 3,
     "\"tepat?\" tidak punya judul"},
    {IKM_FORM_CAUSES, HEAD_W "waktu,1,\"Antre\n", 0, 0, "causes.csv, baris 2"},
    {IKM_FORM_CAUSES, HEAD_W "waktu,1,Antr\xE9\n", 0, 0, "causes.csv, baris 2"},
    /* settings */
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\nwarna,biru\n" REST_S, 3, 1,
     "\"warna\" tidak dikenal"},
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\nid,abd\n" REST_S, 3, 1,
     "\"id\" sudah ada pada baris 2"},
    {IKM_FORM_SETTINGS, HEAD_S REST_S, 0, 0, "\"id\" tidak ada"},
    {IKM_FORM_SETTINGS, HEAD_S "id,ab\n" REST_S, 2, 2, "3 sampai 40"},
    {IKM_FORM_SETTINGS, HEAD_S "id,Form_1\n" REST_S, 2, 2, "\"Form_1\""},
    {IKM_FORM_SETTINGS, HEAD_S "id,\n" REST_S, 2, 2, "\"nilai\" kosong"},
    {IKM_FORM_SETTINGS,
     HEAD_S "id,abc\nskala,1\nnama,N\nresmi,tidak\nmutu,ya\n", 3, 2,
     "skala \"1\""},
    {IKM_FORM_SETTINGS,
     HEAD_S "id,abc\nskala,11\nnama,N\nresmi,tidak\nmutu,ya\n", 3, 2,
     "2 sampai 10"},
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\nskala,3\nnama,N\nresmi,yes\nmutu,ya\n",
     5, 2, "\"yes\" untuk kunci \"resmi\""},
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\nskala,3\nnama,N\nresmi,ya\nmutu,ya\n",
     0, 0, "\"dasar\""},
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\npengganti,abc\n" REST_S, 3, 2,
     "menggantikan dirinya"},
    {IKM_FORM_SETTINGS,
     HEAD_S "id,abc\nskala,3\nnama," LONG100 LONG50 "\nresmi,tidak\nmutu,ya\n",
     4, 2, "150 huruf; paling banyak 120"},
    {IKM_FORM_SETTINGS, HEAD_S "id,abc\ncatatan,\"a\nb\"\n" REST_S, 3, 2,
     "ganti baris"},
    /* elements */
    {IKM_FORM_ELEMENTS, HEAD_E, 0, 0, "belum ada unsur"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,A,W,,b\nramah,a,R,,a\n", 3, 2,
     "sudah dipakai"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,A,W,,b\nramah,U1,R,,a\n", 3, 2,
     "tulislah U2"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,b\nramah,U3,R,,a\n", 3, 2,
     "tulislah U2"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,,,b\nramah,U2,R,,a\n", 2, 3,
     "\"nama\" kosong"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,e\nramah,U2,R,,a\n", 2, 5,
     "tindakan \"e\""},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,\nramah,U2,R,,a\n", 2, 5,
     "tindakan \"\""},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,1/2,b\nramah,U2,R,,a\n", 3, 4,
     "bobot kosong"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,1/0,b\nramah,U2,R,1,a\n", 2, 4,
     "bobot \"1/0\""},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,3/2,b\nramah,U2,R,1,a\n", 2, 4,
     "bobot \"3/2\""},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,-1,b\nramah,U2,R,1,a\n", 2, 4,
     "bobot \"-1\""},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,0.33,b\nramah,U2,R,0.66,a\n", 0, 4,
     "99/100"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,1/999983,b\nramah,U2,R,1/999979,a\n",
     0, 4, "penyebut"},
    /* questions */
    {IKM_FORM_QUESTIONS, HEAD_Q "waktu,a\nramah,b\nwarna,c\n", 4, 1,
     "unsur \"warna\" tidak ada"},
    {IKM_FORM_QUESTIONS, HEAD_Q "waktu,a\nwaktu,b\nwaktu,c\n", 0, 0,
     "unsur \"ramah\" belum punya"},
    {IKM_FORM_QUESTIONS, HEAD_Q "waktu,a\nramah,b\nramah,\n", 4, 2,
     "\"pertanyaan\" kosong"},
    {IKM_FORM_QUESTIONS, HEAD_Q "waktu,Apa?\nramah,b\nramah,APA\n", 4, 2,
     "pertanyaan ke-1"},
    {IKM_FORM_QUESTIONS,
     HEAD_Q "waktu,a\nramah,b\nramah," LONG100 LONG100 LONG100 "x\n", 4, 2,
     "301 huruf"},
    /* choices */
    {IKM_FORM_CHOICES, HEAD_C "1,1,a\n1,2,b\n" REST_C, 0, 0,
     "skor 3 pertanyaan 1 belum"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,a\n1,2,b\n1,3,c\n1,3,d\n" REST_C, 5, 2,
     "sudah berlabel"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,a\n1,2,b\n1,3,c\n4,1,d\n" REST_C, 5, 1,
     "1 sampai 3"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,a\n1,2,b\n1,3,c\n1,4,d\n" REST_C, 5, 2,
     "1 sampai 3"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,a\n1,2,b\n1,3,\n" REST_C, 4, 3,
     "\"label\" kosong"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,a b\n1,2,b\n1,3,A-B\n" REST_C, 4, 3,
     "sudah dipakai untuk skor 1"},
    {IKM_FORM_CHOICES, HEAD_C "1,1,3\n1,2,b\n1,3,c\n" REST_C, 2, 3,
     "angka lain"},
    /* causes */
    {IKM_FORM_CAUSES, HEAD_W "warna,1,Antre\n", 2, 1, "unsur \"warna\""},
    {IKM_FORM_CAUSES, HEAD_W "waktu,0,Antre\n", 2, 2, "1 sampai 9"},
    {IKM_FORM_CAUSES, HEAD_W "waktu,x,Antre\n", 2, 2, "\"x\""},
    {IKM_FORM_CAUSES, HEAD_W "waktu,1,Antre\nwaktu,1,Lama\n", 3, 2,
     "sudah dipakai"},
    {IKM_FORM_CAUSES, HEAD_W "waktu,1,\n", 2, 3, "\"sebab\" kosong"},
    /* classes */
    {IKM_FORM_CLASSES, HEAD_K "A,80,Baik\nB,40,Buruk\n", 3, 2, "33.33"},
    {IKM_FORM_CLASSES, HEAD_K "A,50,Baik\nB,80,Cukup\nC,33.33,Buruk\n", 3, 2,
     "lebih kecil"},
    {IKM_FORM_CLASSES, HEAD_K "A,50,Baik\nB,50,Cukup\nC,33.33,Buruk\n", 3, 2,
     "lebih kecil"},
    {IKM_FORM_CLASSES, HEAD_K "A,101,Baik\nB,33.33,Buruk\n", 2, 2, "\"101\""},
    {IKM_FORM_CLASSES, HEAD_K "A,8.005,Baik\nB,33.33,Buruk\n", 2, 2,
     "\"8.005\""},
    {IKM_FORM_CLASSES, HEAD_K "A,80,Baik\nB,20,Buruk\n", 3, 2, "\"20\""},
    {IKM_FORM_CLASSES, HEAD_K "A,80,Baik\nA,33.33,Buruk\n", 3, 1, "\"A\""},
    {IKM_FORM_CLASSES, HEAD_K "A,80,Baik\nB,33.33,\n", 3, 3, "kosong"},
    {IKM_FORM_CLASSES, HEAD_K, 0, 0, "belum ada kelas mutu"},
    {IKM_FORM_CLASSES, NULL, 0, 0, "belum ada kelas mutu"},
    {IKM_FORM_SETTINGS,
     HEAD_S "id,abc\nskala,3\nnama,N\nresmi,tidak\nmutu,tidak\n", 0, 0,
     "ada kelas mutu"},
    /* orders */
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\nx,2,warna\n", 3, 3, "unsur \"warna\""},
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\nx,3,waktu\n", 3, 2, "posisi \"3\""},
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\nx,1,waktu\n", 3, 2, "dua kali"},
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\nx,2,ramah\n", 3, 3, "dua kali"},
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\n", 2, 0, "posisi 2 urutan \"x\""},
    {IKM_FORM_ORDERS, HEAD_O "X y,1,ramah\nX y,2,waktu\n", 2, 1, "\"X y\""},
    {IKM_FORM_ORDERS, HEAD_O "asli,1,ramah\nasli,2,waktu\n", 2, 1, "\"asli\""},
    {IKM_FORM_ORDERS, HEAD_O "x,1,ramah\nx,2,waktu\ny,1,ramah\ny,2,waktu\n", 4,
     0, "sama dengan"},
};

/* These draw others after them: what names the element is wrong as well. */
static const struct planted leading[] = {
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,b\nRamah,U2,R,,a\n", 3, 1,
     "\"Ramah\" harus"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,b\nusia,U2,R,,a\n", 3, 1,
     "judul kolom impor"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,b\nu3,U2,R,,a\n", 3, 1,
     "judul kolom impor"},
    {IKM_FORM_ELEMENTS, HEAD_E "waktu,U1,W,,b\nwak-tu,U2,R,,a\n", 3, 1,
     "unsur ke-1"},
    {IKM_FORM_ORDERS,
     HEAD_O "a,1,waktu\nb,1,waktu\nc,1,waktu\nd,1,waktu\n"
            "e,1,waktu\n",
     6, 1, "lebih dari 4"},
};

static const struct loaded *must_tell(const struct planted *p)
{
    const struct loaded *l = load_with(p->table, p->text);
    if (l->status != IKM_INPUT ||
        !has_fault(&l->faults, p->row, p->column, p->part)) {
        print_faults(&l->faults);
        fail_msg("planted fault (%u,%u \"%s\") is not told", (unsigned)p->row,
                 (unsigned)p->column, p->part);
    }
    assert_null(l->form);
    assert_int_equal(l->err.status, IKM_INPUT);
    return l;
}

static void every_planted_fault_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(planted); i++) {
        const struct loaded *l = must_tell(&planted[i]);
        if (l->faults.n_total != 1) {
            print_faults(&l->faults);
            fail_msg("\"%s\" does not stand alone", planted[i].part);
        }
    }
    for (size_t i = 0; i < IKM_COUNT(leading); i++)
        assert_true(must_tell(&leading[i])->faults.n_total > 1);
}

static void every_fault_names_its_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(planted); i++) {
        const struct loaded *l = load_with(planted[i].table, planted[i].text);
        for (size_t f = 0; f < l->faults.n_kept; f++) {
            const char *text = l->faults.fault[f].text;
            int named = 0;
            for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
                const char *name = ikm_form_table_name((enum ikm_form_table)t);
                named |= strncmp(text, name, strlen(name)) == 0;
            }
            assert_true(named);
        }
    }
}

static void too_many_are_told(void **state)
{
    (void)state;
    char text[8192];
    int n = snprintf(text, sizeof text, HEAD_E);
    for (int e = 1; e <= IKM_MAX_ELEMENTS + 1; e++)
        n +=
            snprintf(text + n, sizeof text - (size_t)n, "x%d,U%d,N,,a\n", e, e);
    const struct loaded *l = load_with(IKM_FORM_ELEMENTS, text);
    assert_true(has_fault(&l->faults, 34, 0, "33 unsur; paling banyak 32"));

    n = snprintf(text, sizeof text, HEAD_Q "ramah,awal\n");
    for (int q = 1; q <= IKM_MAX_QUESTIONS; q++)
        n += snprintf(text + n, sizeof text - (size_t)n, "waktu,q%d\n", q);
    l = load_with(IKM_FORM_QUESTIONS, text);
    assert_true(has_fault(&l->faults, 66, 0, "65 pertanyaan"));

    n = snprintf(text, sizeof text, HEAD_K);
    for (int c = 0; c < IKM_MAX_CLASSES + 1; c++)
        n += snprintf(text + n, sizeof text - (size_t)n, "M%d,%d,k\n", c,
                      90 - c);
    l = load_with(IKM_FORM_CLASSES, text);
    assert_true(has_fault(&l->faults, 10, 0, "9 kelas mutu"));
}

static void one_broken_table_is_not_blamed_on_others(void **state)
{
    (void)state;
    const struct loaded *l = load_with(IKM_FORM_ELEMENTS, NULL);
    assert_int_equal(l->faults.n_total, 1);
    l = load_with(IKM_FORM_CHOICES, "pertanyaan,skor\n1,1\n");
    assert_int_equal(l->faults.n_total, 1);
    l = load_with(IKM_FORM_QUESTIONS, "unsur,pertanyaan\nwaktu,\"a\n");
    assert_int_equal(l->faults.n_total, 1);
}

static void many_faults_are_told_at_once(void **state)
{
    (void)state;
    struct ikm_form_source source = {.table[IKM_FORM_SETTINGS].bytes = NULL};
    static const char *const texts[IKM_FORM_TABLE_COUNT] = {
        HEAD_S "id,A\nskala,99\nmutu,ya\nresmi,ya\nwarna,x\n",
        HEAD_E "waktu,U1,W,0.5,z\nwaktu,U2,,0.6,a\n",
        HEAD_Q "waktu,a\nlupa,b\n",
        HEAD_C "1,1,a\n9,1,b\n",
        HEAD_W "lupa,10,\n",
        HEAD_K "A,999,\n",
        HEAD_O "x,9,lupa\n",
    };
    for (size_t t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        source.table[t].bytes = texts[t];
        source.table[t].length_bytes = strlen(texts[t]);
    }
    const struct loaded *l = load(&source);
    assert_int_equal(l->status, IKM_INPUT);
    static const char *const parts[] = {
        "\"A\" untuk kunci \"id\"",
        "skala \"99\"",
        "\"warna\"",
        "\"nama\" tidak ada",
        "\"dasar\"",
        "tindakan \"z\"",
        "sudah dipakai",
        "\"nama\" kosong",
        "11/10",
        "questions.csv: unsur",
        "choices.csv: \"9\"",
        "causes.csv: unsur",
        "causes.csv: \"10\"",
        "\"sebab\" kosong",
        "\"999\"",
        "\"kinerja\" kosong",
        "orders.csv: unsur",
        "posisi \"9\"",
    };
    for (size_t i = 0; i < IKM_COUNT(parts); i++) {
        int found = 0;
        for (size_t f = 0; f < l->faults.n_kept; f++)
            found |= strstr(l->faults.fault[f].text, parts[i]) != NULL;
        if (!found) {
            print_faults(&l->faults);
            fail_msg("not told: %s", parts[i]);
        }
    }
    assert_true(l->faults.n_total >= IKM_COUNT(parts));
}

static void quoted_cells_are_harmless(void **state)
{
    (void)state;
    /* an escape, a C1 control, and a character that straddles the cut */
    const struct loaded *l =
        load_with(IKM_FORM_CAUSES,
                  HEAD_W "\x1B[31m\xC2\x9B"
                         "1,1,a\n" LONG50 LONG10 "12345678\xC3\xA9xyz,1,b\n");
    assert_true(has_fault(&l->faults, 2, 1, "\"?[31m?1\""));
    assert_true(has_fault(&l->faults, 3, 1, LONG50 LONG10 "12345678...\""));
}

static void memory_ends_cleanly(void **state)
{
    (void)state;
    const struct ikm_form_source *source = &ikm_builtin_form(0)->source;
    const struct ikm_form *form = NULL;
    int n_refused = 0;
    for (size_t limit = 0; !form && limit < LIMIT_BYTES; limit += 512) {
        struct ikm_arena arena = IKM_ARENA(limit);
        struct ikm_faults faults = {.arena = &arena};
        struct ikm_error err = {.lang = IKM_LANG_ID};
        const enum ikm_status status =
            ikm_form_load(source, &arena, &faults, &form, &err);
        assert_int_equal(status, form ? IKM_OK : IKM_NO_MEMORY);
        n_refused += status != IKM_OK;
        ikm_arena_release(&arena);
    }
    assert_non_null(form);
    assert_true(n_refused > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_form_loads),
        cmocka_unit_test(optional_tables_may_lack),
        cmocka_unit_test(tables_are_read_as_people_save_them),
        cmocka_unit_test(builtin_forms_load),
        cmocka_unit_test(form_of_2017_is_as_published),
        cmocka_unit_test(every_planted_fault_is_found),
        cmocka_unit_test(every_fault_names_its_table),
        cmocka_unit_test(too_many_are_told),
        cmocka_unit_test(one_broken_table_is_not_blamed_on_others),
        cmocka_unit_test(many_faults_are_told_at_once),
        cmocka_unit_test(quoted_cells_are_harmless),
        cmocka_unit_test(memory_ends_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
