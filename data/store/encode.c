#include <string.h>

#include "data/store/internal.h"

/* The canonical encoding of a response, version 1: numbers as LEB128, texts as
 * length + 1 and bytes (0: none). Digests of batches and contents of revisions
 * are made of it, so it is never changed, only succeeded. */
enum { ENCODING_VERSION = 1 };

static void put_number(struct ikm_text *text, uint64_t number)
{
    char bytes[10];
    size_t n = 0;
    do {
        const uint64_t low = number & 0x7F;
        number >>= 7;
        bytes[n++] = (char)(unsigned char)(low | (number ? 0x80U : 0U));
    } while (number);
    ikm_text_bytes(text, bytes, n);
}

static void put_text(struct ikm_text *text, const char *string)
{
    if (!string) {
        put_number(text, 0);
        return;
    }
    const size_t length = strlen(string);
    put_number(text, length + 1);
    ikm_text_bytes(text, string, length);
}

void store_encode(const struct ikm_response *r, struct ikm_text *text)
{
    unsigned char packed[IKM_PACKED_BYTES];
    put_number(text, ENCODING_VERSION);
    put_number(text, (uint64_t)r->unit_id);
    put_number(text, (uint64_t)r->form_id);
    put_number(text, (uint64_t)ikm_date_month_index(r->date));
    put_number(text, (uint64_t)r->date.day);
    put_number(text, (uint64_t)r->second + 1);
    put_number(text, (uint64_t)r->service_id);
    put_number(text, (uint64_t)r->operator_id);
    put_number(text, (uint64_t)r->state);
    ikm_text_bytes(text, (const char *)r->field, sizeof r->field);
    const size_t n_asked = (size_t)r->n_answers + r->n_more;
    put_number(text, n_asked);
    store_pack(r->answer, n_asked, packed);
    ikm_text_bytes(text, (const char *)packed, (n_asked + 1) / 2);
    put_text(text, r->sheet);
    put_text(text, r->comment);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        put_text(text, r->other[f]);
    put_number(text, r->n_causes);
    for (size_t i = 0; i < r->n_causes; i++) {
        put_number(text, r->causes[i].element);
        put_number(text, r->causes[i].code);
        /* kept as an empty text where there is none */
        put_text(text, r->causes[i].text ? r->causes[i].text : "");
    }
}

void store_pack(const uint8_t *answer, size_t n_answers,
                unsigned char packed[IKM_PACKED_BYTES])
{
    for (size_t i = 0; i < n_answers; i += 2) {
        const unsigned low = i + 1 < n_answers ? answer[i + 1] : 0;
        packed[i / 2] = (unsigned char)((unsigned)answer[i] << 4 | low);
    }
}

void store_unpack(const unsigned char *packed, size_t n_answers,
                  uint8_t *ret_answer)
{
    for (size_t i = 0; i < n_answers; i++)
        ret_answer[i] =
            i % 2 ? packed[i / 2] & 0x0F : (uint8_t)(packed[i / 2] >> 4);
}

/* ---- the way back ---- */

struct reader {
    const unsigned char *at, *end;
    struct ikm_arena *arena;
    bool bad;
};

static uint64_t get_number(struct reader *in)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (in->at == in->end)
            break;
        const unsigned char byte = *in->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    in->bad = true;
    return 0;
}

static const unsigned char *get_bytes(struct reader *in, size_t n)
{
    const unsigned char *bytes = in->at;
    if ((size_t)(in->end - in->at) < n) {
        in->bad = true;
        return NULL;
    }
    in->at += n;
    return bytes;
}

static const char *get_text(struct reader *in)
{
    const uint64_t n = get_number(in);
    if (n == 0 || in->bad)
        return NULL;
    const unsigned char *bytes = get_bytes(in, (size_t)(n - 1));
    const char *text =
        bytes ? ikm_arena_copy(in->arena, (const char *)bytes, (size_t)(n - 1))
              : NULL;
    in->bad |= !text;
    return text;
}

static void get_causes(struct reader *in, struct ikm_response *r)
{
    const uint64_t n = get_number(in);
    if (n == 0 || n > IKM_MAX_ELEMENTS) {
        in->bad |= n > 0;
        return;
    }
    struct ikm_low_cause *causes =
        ikm_arena_take(in->arena, (size_t)n, sizeof *causes);
    in->bad |= !causes;
    for (size_t i = 0; i < n && !in->bad; i++) {
        causes[i].element = (uint8_t)get_number(in);
        causes[i].code = (uint8_t)get_number(in);
        causes[i].text = get_text(in);
    }
    r->n_causes = in->bad ? 0 : (size_t)n;
    r->causes = causes;
}

static void get_answers(struct reader *in, struct ikm_response *r)
{
    const uint64_t n = get_number(in);
    in->bad |= n > IKM_MAX_QUESTIONS;
    const unsigned char *packed =
        in->bad ? NULL : get_bytes(in, (size_t)(n + 1) / 2);
    if (!packed)
        return;
    r->n_answers = (uint8_t)n;
    store_unpack(packed, (size_t)n, r->answer);
}

enum ikm_status store_decode(const void *bytes, size_t length_bytes,
                             struct ikm_arena *arena,
                             struct ikm_response *ret_response,
                             struct ikm_error *err)
{
    const unsigned char *start = bytes;
    struct reader in = {start, start ? start + length_bytes : start, arena,
                        start == NULL};
    struct ikm_response r = {0};
    in.bad |= get_number(&in) != ENCODING_VERSION;
    r.unit_id = (int64_t)get_number(&in);
    r.form_id = (int64_t)get_number(&in);
    const uint64_t month = get_number(&in);
    r.date.year = (int16_t)(month / 12);
    r.date.month = (uint8_t)(month % 12 + 1);
    r.date.day = (uint8_t)get_number(&in);
    r.second = (int32_t)((int64_t)get_number(&in) - 1);
    r.service_id = (int64_t)get_number(&in);
    r.operator_id = (int64_t)get_number(&in);
    r.state = (enum ikm_response_state)get_number(&in);
    const unsigned char *field = get_bytes(&in, sizeof r.field);
    if (field)
        memcpy(r.field, field, sizeof r.field);
    get_answers(&in, &r);
    r.sheet = get_text(&in);
    r.comment = get_text(&in);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        r.other[f] = get_text(&in);
    get_causes(&in, &r);
    if (in.bad || in.at != in.end)
        return ikm_fail(err, IKM_INPUT,
                        "isi lama sebuah respons rusak; jalankan: ikm verify",
                        "the earlier content of a response is damaged; run: "
                        "ikm verify");
    *ret_response = r;
    return IKM_OK;
}
