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
    put_number(text, r->n_answers);
    store_pack(r->answer, r->n_answers, packed);
    ikm_text_bytes(text, (const char *)packed, (r->n_answers + 1U) / 2);
    put_text(text, r->sheet);
    put_text(text, r->comment);
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        put_text(text, r->other[f]);
    put_number(text, r->n_causes);
    for (size_t i = 0; i < r->n_causes; i++) {
        put_number(text, r->causes[i].element);
        put_number(text, r->causes[i].code);
        put_text(text, r->causes[i].text);
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
