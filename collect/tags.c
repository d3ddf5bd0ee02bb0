#include "collect/tags.h"

#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/store_find.h"
#include "data/store_registers.h"

enum { LIMIT_BYTES = 8 * 1024 * 1024, MOST_COMMENT_BYTES = 32 * 1024 };

static enum ikm_status check(const struct ikm_response *r,
                             const struct ikm_form *form, const char *id,
                             uint32_t bits, struct ikm_error *err)
{
    if (r->state == IKM_RESPONSE_VOID)
        return ikm_fail(err, IKM_INPUT, "respons %s sudah dibatalkan",
                        "response %s was voided already", id);
    if (!r->comment)
        return ikm_fail(err, IKM_INPUT, "respons %s tidak berisi saran",
                        "response %s has no comment", id);
    if (form->n_elements < 32 && bits >> form->n_elements != 0)
        return ikm_fail(err, IKM_INPUT, "unsur itu tidak ada di kuesioner %s",
                        "form %s has no such element", form->id);
    return IKM_OK;
}

static enum ikm_status put(struct ikm_store *store, int64_t seq, uint32_t bits,
                           struct ikm_error *err)
{
    uint32_t before = 0;
    enum ikm_status status = ikm_store_tagged(store, seq, &before, err);
    if (status == IKM_OK && before == bits)
        return ikm_fail(err, IKM_INPUT, "tidak ada yang berubah",
                        "nothing would change");
    for (uint8_t e = 0; e < 32 && status == IKM_OK; e++) {
        const struct ikm_tag tag = {
            .seq = seq, .element = e, .is_set = (int)(bits >> e & 1)};
        if ((before >> e & 1) != (bits >> e & 1))
            status = ikm_store_add_tag(store, &tag, err);
    }
    return status;
}

enum ikm_status ikm_tag_comment(struct ikm_store *store, const char *id,
                                uint32_t bits, struct ikm_act *act,
                                struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const struct ikm_form *form = NULL;
    struct ikm_response r;
    int64_t seq = 0;
    act->subject = id;
    enum ikm_status status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = ikm_store_get_response(store, id, &arena, &seq, &r, err);
    if (status == IKM_OK)
        status = ikm_store_form(store, r.form_id, &arena, &form, err);
    if (status == IKM_OK)
        status = check(&r, form, id, bits, err);
    if (status == IKM_OK)
        status = put(store, seq, bits, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    ikm_arena_release(&arena);
    return status;
}

/* Beginnings of words, with the blank before them; one that ends in a blank is
 * a whole word. */
static const struct {
    const char *key, *words;
} usual[] = {
    {"persyaratan", " syarat, persyarat, berkas, dokumen, fotokopi, fotocopy"},
    {"prosedur", " prosedur, alur, berbelit, ribet, mudah, dipermudah, rumit"},
    {"waktu", " lama , lambat, lamban, antre, antri, menunggu, tunggu, cepat, "
              "dipercepat, jam , waktu, molor"},
    {"biaya", " biaya, bayar, mahal, murah, gratis, pungli, pungutan, tarif"},
    {"produk", " hasil, salah cetak, salah ketik, keliru, sesuai standar"},
    {"kompetensi",
     " paham, terampil, cekatan, kompeten, tidak tahu, profesional"
     ", pelatihan"},
    {"perilaku", " ramah, sopan, santun, senyum, judes, kasar, cuek, jutek, "
                 "galak, sabar"},
    {"pengaduan", " aduan, pengaduan, keluhan, komplain, lapor, kotak saran, "
                  "tanggapan"},
    {"sarana", " kursi, ac , toilet, wc , parkir, ruang, kipas, panas, bersih, "
               "kotor, komputer, jaringan, wifi, mesin"},
};

static int has_word(const char *comment, const char *words)
{
    char word[40];
    for (const char *at = words; *at;) {
        const size_t n = strcspn(at, ",");
        if (n < sizeof word) {
            memcpy(word, at, n);
            word[n] = '\0';
            if (strstr(comment, word))
                return 1;
        }
        at += n;
        at += *at == ',';
    }
    return 0;
}

/* " the comment " in lower case, marks as blanks. */
static void fold(const char *comment, char *room, size_t room_bytes)
{
    size_t n = 0;
    room[n++] = ' ';
    for (const char *p = comment; *p && n + 2 < room_bytes; p++) {
        char c = *p;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (!(c >= 'a' && c <= 'z') && (unsigned char)c < 0x80)
            c = ' ';
        room[n++] = c;
    }
    room[n++] = ' ';
    room[n] = '\0';
}

uint32_t ikm_tag_suggest(const struct ikm_form *form, const char *comment)
{
    const size_t room_bytes = strlen(comment) + 4;
    uint32_t bits = 0;
    char *folded = room_bytes < MOST_COMMENT_BYTES ? malloc(room_bytes) : NULL;
    if (!folded)
        return 0;
    fold(comment, folded, room_bytes);
    for (size_t i = 0; i < IKM_COUNT(usual); i++) {
        const int element = ikm_form_element(form, usual[i].key);
        if (element >= 0 && has_word(folded, usual[i].words))
            bits |= UINT32_C(1) << element;
    }
    free(folded);
    return bits;
}
