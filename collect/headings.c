#include "collect/headings.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"

enum { KEY_BYTES = 1024 };

static const struct {
    enum ikm_column_kind kind;
    size_t which;
    const char *keys; /* folded spellings, a space between */
} spellings[] = {
    {IKM_COLUMN_ID, 0, "id idrespons idresponden koderespons responseid"},
    {IKM_COLUMN_NUMBER, 0,
     "no nomor nourut nomorurut number noresp noresponden nomorresponden "
     "nourutresp nourutresponden nomorurutresponden norespondent"},
    {IKM_COLUMN_SHEET, 0,
     "nomorlembar nolembar lembar nomorkuesioner nokuesioner nomorformulir "
     "noformulir sheet"},
    {IKM_COLUMN_UNIT, 0,
     "unit kodeunit namaunit unitkerja unitlayanan unitpelayanan "
     "unitpenyelenggara unitpenyelenggarapelayanan upp opd skpd instansi "
     "namainstansi kantor"},
    {IKM_COLUMN_SERVICE, 0,
     "layanan jenislayanan jenislayananyangditerima layananyangditerima "
     "pelayanan jenispelayanan jenispelayananyangditerima namalayanan loket "
     "idloket namaloket service"},
    {IKM_COLUMN_DATE, 0,
     "tanggal tgl tanggalsurvei tanggalsurvey tglsurvei tanggalpelayanan "
     "tanggallayanan tanggalpengisian haritanggal bulan date"},
    {IKM_COLUMN_TIMESTAMP, 0,
     "timestamp stempelwaktu capwaktu waktupengisian tanggalwaktu submittedat"},
    {IKM_COLUMN_OPERATOR, 0,
     "petugas namapetugas operator enumerator surveyor petugassurvei"},
    {IKM_COLUMN_COMMENT, 0,
     "saran saranmasukan saranataumasukan masukan kritikdansaran kritiksaran "
     "kritiksarandanmasukan kritikdansaranmasukan saranperbaikan "
     "sarandanmasukan sarankritik saranpengaduan komentar pesan ulasan "
     "comment"},
    {IKM_COLUMN_FIELD, IKM_FIELD_GENDER,
     "jeniskelamin jk lp kelamin gender sex"},
    {IKM_COLUMN_FIELD, IKM_FIELD_AGE, "usia umur usiatahun umurtahun age"},
    {IKM_COLUMN_FIELD, IKM_FIELD_EDUCATION,
     "pendidikan pendidikanterakhir tingkatpendidikan education"},
    {IKM_COLUMN_FIELD, IKM_FIELD_OCCUPATION,
     "pekerjaan pekerjaanutama jenispekerjaan profesi occupation"},
    {IKM_COLUMN_FIELD, IKM_FIELD_DISABILITY,
     "disabilitas penyandangdisabilitas statusdisabilitas jenisdisabilitas "
     "difabel kebutuhankhusus disability"},
    {IKM_COLUMN_FIELD, IKM_FIELD_HOUR,
     "jam jamsurvei jamsurvey jampelayanan jamlayanan waktusurvei hour"},
    {IKM_COLUMN_FIELD, IKM_FIELD_CHANNEL, "kanal kanalpengisian channel"},
    /* dropped: no name, no NIK, no phone is kept */
    {IKM_COLUMN_IDENTITY, 0,
     "nik ktp noktp nomorktp nip kk nokk nomorkk nomorkartukeluarga hp nohp "
     "nomorhp nohandphone nomorhandphone handphone telp notelp notlp nomortelp "
     "telepon notelepon nomortelepon nomorteleponhp nohpwa wa nowa nomorwa "
     "whatsapp nowhatsapp nomorwhatsapp phone phonenumber alamat alamatlengkap "
     "alamatrumah alamatresponden address email surel alamatemail emailaddress "
     "alamatsurel username namapengguna nomorindukkependudukan tanggallahir "
     "tempattanggallahir ttl name fullname nohptelepon notelphp notelpwa"},
};

/* Whether `key` stands among the words of `keys`. */
static bool is_one_of(const char *keys, const char *key)
{
    const size_t length = strlen(key);
    for (const char *p = keys; *p;) {
        const size_t n = strcspn(p, " ");
        if (n == length && memcmp(p, key, n) == 0)
            return true;
        p += n;
        while (*p == ' ')
            p++;
    }
    return false;
}

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* "Alamat (opsional)", "KTP/NIK", "No. HP yang dapat dihubungi". */
static bool names_a_person(const char *key)
{
    static const char *const beginnings[] = {
        "nama", "alamat",  "nik",  "ktp",     "noktp",  "nomorktp",
        "nohp", "nomorhp", "nowa", "nomorwa", "notelp", "nomortelp"};
    static const char *const parts[] = {"whatsapp", "telepon", "email",
                                        "handphone"};
    if (starts_with(key, "nikah"))
        return false;
    for (size_t i = 0; i < IKM_COUNT(beginnings); i++)
        if (starts_with(key, beginnings[i]))
            return true;
    for (size_t i = 0; i < IKM_COUNT(parts); i++)
        if (strstr(key, parts[i]))
            return true;
    return false;
}

struct ikm_column ikm_heading_meaning(const char *key)
{
    struct ikm_column column = {.kind = IKM_COLUMN_UNUSED};
    if (key[0] == '\0')
        return column;
    for (size_t i = 0; i < IKM_COUNT(spellings); i++)
        if (is_one_of(spellings[i].keys, key)) {
            column.kind = spellings[i].kind;
            column.which = spellings[i].which;
            return column;
        }
    if (names_a_person(key))
        column.kind = IKM_COLUMN_IDENTITY;
    return column;
}

/* A position in a heading: U3, U2.1, U2a, Unsur 3, P5. */
struct position {
    bool of_question; /* P5: the fifth question; else an element */
    long number;      /* 1-based */
    long part;        /* U2.1: 1; 0: none */
    const char *rest; /* what follows */
};

static const char *skip_marks(const char *p)
{
    while (*p == ' ' || *p == '.' || *p == '-' || *p == '_' || *p == ':' ||
           *p == ')' || *p == '(' || *p == '[')
        p++;
    return p;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The part after an element's number or code: ".1", "_1", "a". */
static void read_part(struct position *position)
{
    const char *p = position->rest;
    if ((*p == '.' || *p == '_' || *p == '-') && is_digit(p[1]) &&
        !is_digit(p[2])) {
        position->part = p[1] - '0';
        position->rest = p + 2;
    } else if (*p >= 'a' && *p <= 'h' && skip_marks(p + 1)[0] == '\0') {
        position->part = *p - 'a' + 1;
        position->rest = p + 1;
    }
}

static bool read_position(const char *heading, struct position *position)
{
    char folded[KEY_BYTES];
    static const char *const words[] = {"unsur", "u", "pertanyaan", "p", "q"};
    (void)ikm_fold_spaces(heading, folded, sizeof folded);
    for (size_t i = 0; i < IKM_COUNT(words); i++) {
        if (!starts_with(folded, words[i]))
            continue;
        const char *digits = skip_marks(folded + strlen(words[i]));
        if (!is_digit(*digits))
            continue;
        char *end = NULL;
        position->number = strtol(digits, &end, 10);
        position->of_question = i >= 2;
        position->part = 0;
        position->rest = end;
        if (!position->of_question)
            read_part(position);
        /* the rest as it stands in the heading is found from its end */
        const size_t n_rest = strlen(skip_marks(position->rest));
        position->rest = n_rest == 0 ? "" : heading + strlen(heading) - n_rest;
        return position->number >= 1;
    }
    return false;
}

/* The `part`-th question of an element (0: its only one). */
static int question_of_element(const struct ikm_form *form, size_t element,
                               long part)
{
    long n = 0;
    int found = -1;
    for (size_t q = 0; q < form->n_questions; q++)
        if (form->questions[q].element == element) {
            n++;
            if (n == part || (part == 0 && n == 1))
                found = (int)q;
        }
    return part == 0 && n > 1 ? IKM_HEADING_VAGUE : found;
}

/* ---- questions that are not of satisfaction ---- */

/* What tells the question from others of its element: "harapan_2". */
static const char *kind_part(const struct ikm_form *form, size_t question,
                             char room[IKM_QUESTION_COLUMN_BYTES])
{
    const size_t element = form->questions[question].element;
    const char *column = ikm_question_column(form, question, room);
    return element == IKM_NO_ELEMENT
               ? column
               : column + strlen(form->elements[element].key) + 1;
}

/* Whether the folded `key` is `a` and `b` without a mark between. */
static bool is_joined(const char *key, const char *a, const char *b)
{
    char folded[KEY_BYTES];
    const size_t n = ikm_fold_letters(a, folded, sizeof folded);
    if (n == 0 || !starts_with(key, folded))
        return false;
    (void)ikm_fold_letters(b, folded, sizeof folded);
    return strcmp(key + n, folded) == 0;
}

/* "harapan" behind the place of an element; -1: no such question. */
static int question_of_kind(const struct ikm_form *form, size_t element,
                            const char *words)
{
    char key[KEY_BYTES], other[KEY_BYTES], room[IKM_QUESTION_COLUMN_BYTES];
    (void)ikm_fold_letters(words, key, sizeof key);
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        (void)ikm_fold_letters(kind_part(form, q, room), other, sizeof other);
        if (form->questions[q].element == element && strcmp(key, other) == 0)
            return (int)q;
    }
    return -1;
}

/* "waktu_harapan", "Harapan waktu", "Waktu Penyelesaian (harapan)". */
static int other_question(const char *key, const struct ikm_form *form)
{
    char room[IKM_QUESTION_COLUMN_BYTES], whole[KEY_BYTES];
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++) {
        const size_t e = form->questions[q].element;
        const char *part = kind_part(form, q, room);
        if (e == IKM_NO_ELEMENT) {
            (void)ikm_fold_letters(part, whole, sizeof whole);
            if (strcmp(key, whole) == 0)
                return (int)q;
            continue;
        }
        const char *const names[] = {form->elements[e].key,
                                     form->elements[e].name};
        for (size_t i = 0; i < IKM_COUNT(names); i++)
            if (is_joined(key, names[i], part) ||
                is_joined(key, part, names[i]))
                return (int)q;
    }
    return -1;
}

/* A heading that is a key, an official name or a whole question sentence. */
static int question_by_words(const char *text, const struct ikm_form *form)
{
    char key[KEY_BYTES], other[KEY_BYTES];
    if (ikm_fold_letters(text, key, sizeof key) == 0)
        return -1;
    for (size_t e = 0; e < form->n_elements; e++) {
        const char *const names[] = {form->elements[e].key,
                                     form->elements[e].name};
        for (size_t i = 0; i < IKM_COUNT(names); i++) {
            (void)ikm_fold_letters(names[i], other, sizeof other);
            if (strcmp(key, other) == 0)
                return question_of_element(form, e, 0);
        }
    }
    for (size_t q = 0; q < ikm_form_n_asked(form); q++) {
        (void)ikm_fold_letters(form->questions[q].text, other, sizeof other);
        if (strcmp(key, other) == 0)
            return (int)q;
    }
    return other_question(key, form);
}

/* A heading that is an element's own code, with a part where it has several
 * questions: R1, K2.1. U1..Uk are places of the order, not codes. */
static int question_by_code(const char *heading, const struct ikm_form *form)
{
    char folded[KEY_BYTES], code[KEY_BYTES];
    struct position position;
    (void)ikm_fold_spaces(heading, folded, sizeof folded);
    for (size_t e = 0; e < form->n_elements; e++) {
        const size_t n =
            ikm_fold_spaces(form->elements[e].code, code, sizeof code);
        if (n == 0 || !starts_with(folded, code) ||
            (code[0] == 'u' && strspn(code + 1, "0123456789") == n - 1))
            continue;
        position.part = 0;
        position.rest = folded + n;
        read_part(&position);
        if (*position.rest == '\0')
            return question_of_element(form, e, position.part);
        const int other = question_of_kind(form, e, position.rest);
        if (other >= 0)
            return other;
    }
    return -1;
}

/* The element that stands at a 1-based place of the order; -1: none. */
static int element_at(const struct ikm_form *form,
                      const struct ikm_form_order *order, long place)
{
    if (place < 1 || (size_t)place > form->n_elements)
        return -1;
    return order->element[place - 1];
}

/* "3. Bagaimana pendapat ...": the text after a number of its own. */
static const char *after_number(const char *heading)
{
    const char *p = heading;
    while (is_digit(*p))
        p++;
    return p == heading ? heading : skip_marks(p);
}

int ikm_heading_question(const char *heading, const struct ikm_form *form,
                         const struct ikm_form_order *order,
                         int *ret_positional)
{
    struct position position;
    *ret_positional = 0;
    int question = question_by_words(heading, form);
    if (question == -1)
        question = question_by_words(after_number(heading), form);
    if (question == -1)
        question = question_by_code(heading, form);
    if (question != -1 || !read_position(heading, &position))
        return question;
    const int element =
        position.of_question ? -1 : element_at(form, order, position.number);
    if (position.rest[0] != '\0' && element >= 0) {
        question = question_of_kind(form, (size_t)element, position.rest);
        *ret_positional = question >= 0;
        if (question >= 0)
            return question;
    }
    /* "U8 Sarana dan Prasarana": the name says what is meant */
    if (position.rest[0] != '\0')
        return question_by_words(position.rest, form);
    if (position.of_question)
        return (size_t)position.number <= ikm_form_n_asked(form)
                   ? (int)ikm_form_question_at(form,
                                               (size_t)position.number - 1)
                   : -1;
    if (element < 0)
        return -1;
    *ret_positional = 1;
    return question_of_element(form, (size_t)element, position.part);
}

int ikm_heading_cause(const char *heading, const struct ikm_form *form,
                      const struct ikm_form_order *order)
{
    char key[KEY_BYTES], other[KEY_BYTES];
    struct position position;
    (void)ikm_fold_letters(heading, key, sizeof key);
    if (!starts_with(key, "sebab"))
        return -1;
    for (size_t e = 0; e < form->n_elements; e++) {
        (void)ikm_fold_letters(form->elements[e].key, other, sizeof other);
        if (strcmp(key + strlen("sebab"), other) == 0)
            return (int)e;
    }
    if (read_position(key + strlen("sebab"), &position) &&
        !position.of_question && position.part == 0 && position.rest[0] == '\0')
        return element_at(form, order, position.number);
    return -1;
}
