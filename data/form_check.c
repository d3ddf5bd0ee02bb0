#include <string.h>

#include "data/form_internal.h"

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* C0, DEL, and C1 (U+0080..U+009F): a terminal may obey them. */
static bool is_control(const char *at)
{
    const unsigned char byte = (unsigned char)at[0];
    return byte < 0x20 || byte == 0x7F ||
           (byte == 0xC2 && (unsigned char)at[1] < 0xA0);
}

const char *ikm_form_quote(const char *text, char room[IKM_FORM_QUOTE_BYTES])
{
    const size_t limit = IKM_FORM_QUOTE_BYTES - sizeof "...";
    size_t length = 0;
    const char *p = text;
    for (; *p && length < limit; p++) {
        if (!is_control(p)) {
            room[length++] = *p;
            continue;
        }
        room[length++] = '?';
        if ((unsigned char)*p == 0xC2)
            p++;
    }
    if (*p) {
        for (; length > 0 && is_continuation(*p); p--)
            length--;
        memcpy(room + length, "...", 3);
        length += 3;
    }
    room[length] = '\0';
    return room;
}

static size_t count_characters(const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p; p++)
        n += !is_continuation(*p);
    return n;
}

static bool has_control(const char *text)
{
    for (const char *p = text; *p; p++)
        if (is_control(p))
            return true;
    return false;
}

bool ikm_form_text_is_fit(struct ikm_form_build *build,
                          enum ikm_form_table table,
                          const struct ikm_form_row *row, size_t column,
                          size_t max_characters)
{
    const char *cell = row->cell[column];
    const char *file = ikm_form_table_name(table);
    const char *heading = ikm_form_column_name(table, column);
    const uint32_t place = build->sheet[table].column[column];

    if (*cell == '\0') {
        ikm_fault_add(build->faults, row->number, place,
                      "%s: kolom \"%s\" kosong; isilah",
                      "%s: the column \"%s\" is empty; fill it in", file,
                      heading);
        return false;
    }
    const size_t n = count_characters(cell);
    if (n > max_characters) {
        ikm_fault_add(build->faults, row->number, place,
                      "%s: kolom \"%s\" berisi %zu huruf; paling banyak %zu",
                      "%s: the column \"%s\" has %zu characters; at most %zu",
                      file, heading, n, max_characters);
        return false;
    }
    if (has_control(cell)) {
        ikm_fault_add(build->faults, row->number, place,
                      "%s: kolom \"%s\" memuat ganti baris atau tanda kendali; "
                      "tulislah dalam satu baris",
                      "%s: the column \"%s\" has a line break or a control "
                      "character; write it as one line",
                      file, heading);
        return false;
    }
    return true;
}

int ikm_form_element_of(struct ikm_form_build *build, enum ikm_form_table table,
                        const struct ikm_form_row *row, size_t column)
{
    const char *key = row->cell[column];
    for (size_t e = 0; e < build->form.n_elements; e++)
        if (strcmp(build->element[e].key, key) == 0)
            return (int)e;
    char quote[IKM_FORM_QUOTE_BYTES];
    if (build->sheet[IKM_FORM_ELEMENTS].whole)
        ikm_fault_add(build->faults, row->number,
                      build->sheet[table].column[column],
                      "%s: unsur \"%s\" tidak ada dalam elements.csv",
                      "%s: the element \"%s\" does not stand in elements.csv",
                      ikm_form_table_name(table), ikm_form_quote(key, quote));
    return -1;
}

bool ikm_form_is_id(const char *text, size_t min_bytes, size_t max_bytes)
{
    const size_t length = strlen(text);
    return length >= min_bytes && length <= max_bytes &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}
