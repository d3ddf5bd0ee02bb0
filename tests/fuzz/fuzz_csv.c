/* Bytes as a CSV file: the fast reader must say what a slow and simple one
 * says, however the bytes come in.
 *
 * The first byte chooses: bit 0 the encoding, bit 1 a separator that is told,
 * the rest how many bytes the source gives at a time. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/tables/csv.h"

enum { MOST_BYTES = 4096 };

/* Rows as text: number, then each cell, each ended by a byte that none holds.
 */
struct dump {
    char *bytes;
    size_t length, room;
    uint32_t failed_row; /* 0: read to the end */
};

struct drip {
    struct ikm_csv_memory memory;
    size_t step;
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(int is_true)
{
    if (!is_true)
        abort();
}

static void put(struct dump *dump, const char *bytes, size_t length)
{
    must(dump->length + length <= dump->room);
    if (length > 0)
        memcpy(dump->bytes + dump->length, bytes, length);
    dump->length += length;
}

static void put_row(struct dump *dump, uint32_t number)
{
    put(dump, "\0R", 2);
    put(dump, (const char *)&number, sizeof number);
}

static void put_cell(struct dump *dump, const char *text, size_t length)
{
    put(dump, "\0C", 2);
    put(dump, text, length);
}

static enum ikm_status drip(void *context, char *room, size_t room_bytes,
                            size_t *ret_length, struct ikm_error *err)
{
    struct drip *from = context;
    const size_t most = from->step < room_bytes ? from->step : room_bytes;
    return ikm_csv_from_memory(&from->memory, room, most, ret_length, err);
}

static char read_fast(const uint8_t *bytes, size_t length, size_t step,
                      enum ikm_encoding encoding, char separator,
                      struct dump *dump)
{
    struct drip from = {{(const char *)bytes, length}, step};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_csv *csv = NULL;
    const struct ikm_row *row = NULL;
    uint32_t number = 0;
    must(ikm_csv_open(drip, &from, "uji", encoding, separator, &csv, &err) ==
         IKM_OK);
    enum ikm_status status = IKM_OK;
    while ((status = ikm_csv_next(csv, &row, &err)) == IKM_OK && row) {
        must(row->n_cells > 0 && row->number > number);
        number = row->number;
        put_row(dump, number);
        for (size_t i = 0; i < row->n_cells; i++) {
            const struct ikm_cell *cell = &row->cells[i];
            must(strlen(cell->text) == cell->length_bytes);
            must(ikm_utf8_valid_prefix(cell->text, cell->length_bytes) ==
                 cell->length_bytes);
            put_cell(dump, cell->text, cell->length_bytes);
        }
    }
    if (status != IKM_OK) {
        must(status == IKM_INPUT && !row && err.text[0]);
        must(ikm_csv_next(csv, &row, &err) == IKM_INPUT);
        dump->failed_row = number + 1;
    }
    const char used = ikm_csv_separator(csv);
    ikm_csv_close(csv);
    return used;
}

/* -- the slow one -----------------------------------------------------------
 */

struct slow {
    const char *at, *end;
    char separator;
    enum ikm_encoding encoding;
    bool has_failed;
};

static size_t blank_at(const char *p, size_t length)
{
    if (length > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        return 1;
    return length > 1 && memcmp(p, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void put_slow_cell(struct slow *slow, struct dump *dump,
                          const char *text, size_t length)
{
    static char converted[3 * MOST_BYTES + 8];
    if (memchr(text, '\0', length)) {
        slow->has_failed = true;
        return;
    }
    if (slow->encoding == IKM_ENCODING_CP1252) {
        length =
            ikm_utf8_from_cp1252(text, length, converted, sizeof converted);
        text = converted;
    }
    if (length == SIZE_MAX || ikm_utf8_valid_prefix(text, length) != length) {
        slow->has_failed = true;
        return;
    }
    for (size_t n = 1; n > 0; text += n, length -= n)
        n = blank_at(text, length);
    for (size_t n = 1; n > 0; length -= n) {
        n = length > 0 ? blank_at(text + length - 1, 1) : 0;
        if (n == 0 && length > 1 && blank_at(text + length - 2, 2) == 2)
            n = 2;
    }
    put_cell(dump, text, length);
}

static bool at_cell_end(const struct slow *slow)
{
    return slow->at == slow->end || *slow->at == slow->separator ||
           *slow->at == '\n' || *slow->at == '\r';
}

static void slow_quoted(struct slow *slow, struct dump *dump)
{
    static char cell[MOST_BYTES];
    size_t length = 0;
    for (slow->at++; slow->at < slow->end; slow->at++) {
        if (*slow->at == '"') {
            if (slow->at + 1 == slow->end || slow->at[1] != '"')
                break;
            slow->at++;
        }
        cell[length++] = *slow->at;
    }
    slow->has_failed = slow->at == slow->end;
    if (slow->has_failed)
        return;
    slow->at++;
    while (!at_cell_end(slow) && (*slow->at == ' ' || *slow->at == '\t'))
        slow->at++;
    slow->has_failed = !at_cell_end(slow);
    if (!slow->has_failed)
        put_slow_cell(slow, dump, cell, length);
}

static void slow_row(struct slow *slow, struct dump *dump)
{
    for (bool going = true; going && !slow->has_failed;) {
        if (slow->at < slow->end && *slow->at == '"') {
            slow_quoted(slow, dump);
        } else {
            const char *start = slow->at;
            while (!at_cell_end(slow))
                slow->at++;
            put_slow_cell(slow, dump, start, (size_t)(slow->at - start));
        }
        going = slow->at < slow->end && *slow->at == slow->separator;
        slow->at += going;
    }
    if (slow->end - slow->at >= 2 && memcmp(slow->at, "\r\n", 2) == 0)
        slow->at++;
    slow->at += slow->at < slow->end;
}

static void read_slow(const uint8_t *bytes, size_t length,
                      enum ikm_encoding encoding, char separator,
                      struct dump *dump)
{
    struct slow slow = {.at = (const char *)bytes,
                        .end = (const char *)bytes + length,
                        .separator = separator,
                        .encoding = encoding};
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        slow.at += 3;
    for (uint32_t row = 1; slow.at < slow.end && !slow.has_failed; row++) {
        const size_t before = dump->length;
        put_row(dump, row);
        slow_row(&slow, dump);
        if (slow.has_failed) {
            dump->length = before;
            dump->failed_row = row;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static char rooms[3][16 * MOST_BYTES];
    struct dump dumps[3];
    if (length < 1 || length > MOST_BYTES)
        return 0;
    const uint8_t choice = bytes[0];
    bytes++;
    length--;
    const enum ikm_encoding encoding =
        choice & 1 ? IKM_ENCODING_CP1252 : IKM_ENCODING_UTF8;
    const char told = choice & 2 ? ';' : '\0';
    for (size_t i = 0; i < 3; i++)
        dumps[i] = (struct dump){rooms[i], 0, sizeof rooms[i], 0};
    const char used =
        read_fast(bytes, length, SIZE_MAX, encoding, told, &dumps[0]);
    (void)read_fast(bytes, length, 1u + (choice >> 2), encoding, told,
                    &dumps[1]);
    must(dumps[0].length == dumps[1].length &&
         dumps[0].failed_row == dumps[1].failed_row &&
         memcmp(rooms[0], rooms[1], dumps[0].length) == 0);
    const size_t mark =
        length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (length >= mark + 4 && (bytes[mark] | 0x20) == 's' &&
        bytes[mark + 3] == '=') /* "sep=" perhaps, and that is not in it */
        return 0;
    read_slow(bytes, length, encoding, used, &dumps[2]);
    must(dumps[0].failed_row == dumps[2].failed_row);
    must(dumps[0].length == dumps[2].length &&
         memcmp(rooms[0], rooms[2], dumps[0].length) == 0);
    return 0;
}
