#include <stdlib.h>
#include <string.h>

#include "data/tables/csv_parts.h"
#include "data/tables/words.h"

static enum ikm_status need_cell(struct ikm_csv *csv, struct ikm_error *err)
{
    if (csv->n_cells < csv->cells_room)
        return IKM_OK;
    struct ikm_cell *cells =
        realloc(csv->cells, 2 * csv->cells_room * sizeof *cells);
    if (!cells)
        return ikm_fail_memory(err);
    csv->cells = cells;
    csv->cells_room *= 2;
    return IKM_OK;
}

/* True for 1..32: a blank or nearly so. NUL is not. */
static inline bool may_be_blank(char c)
{
    return (unsigned char)(c - 1) < 32;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Trims ASCII only: what follows another encoding is cut after decoding. */
static inline struct ikm_cell end_cell(char *start, char *end)
{
    *end = '\0';
    if (!may_be_blank(*start) && !may_be_blank(end[-1]))
        return (struct ikm_cell){start, (size_t)(end - start)};
    while (end > start && is_blank(end[-1]))
        end--;
    while (start < end && is_blank(*start))
        start++;
    *end = '\0';
    return (struct ikm_cell){start, (size_t)(end - start)};
}

/* Ends plain cells, from `at` on, up to a byte that needs thought: a quote, a
 * control byte, the end; or a separator when the list of cells is full. */
static void scan_plain(struct ikm_csv *csv)
{
    const char separator = csv->separator;
    const uint64_t separators = EACH_BYTE(separator);
    struct ikm_cell *cell = csv->cells + csv->n_cells;
    const struct ikm_cell *const full = csv->cells + csv->cells_room;
    char *at = csv->at;
    char *start = csv->cell;
    uint64_t seen = 0;
    for (bool going = true; going;) {
        const uint64_t word = load_word(at);
        uint64_t stops = zero_bytes(word ^ separators) |
                         zero_bytes(word ^ EACH_BYTE('"')) |
                         control_bytes(word);
        const char *const base = at;
        seen |= word;
        at += 8;
        for (; stops && going; stops &= stops - 1) {
            char *stop = at - 8 + first_marked(stops);
            if (*stop == separator && cell < full) {
                *cell++ = end_cell(start, stop);
                start = stop + 1;
            } else {
                going = false;
                at += stop - base - 8;
            }
        }
    }
    csv->has_high |= (seen & EACH_BYTE(0x80)) != 0;
    csv->n_cells = (size_t)(cell - csv->cells);
    csv->cell = start;
    csv->at = at;
}

/* The first quote or NUL from `at` on; there is one, for NUL stands at the
 * end. */
static char *find_quote(struct ikm_csv *csv)
{
    char *at = csv->at;
    uint64_t seen = 0;
    for (;; at += 8) {
        const uint64_t word = load_word(at);
        const uint64_t stops =
            zero_bytes(word ^ EACH_BYTE('"')) | zero_bytes(word);
        seen |= word;
        if (stops) {
            at += first_marked(stops);
            break;
        }
    }
    csv->has_high |= (seen & EACH_BYTE(0x80)) != 0;
    return at;
}

static enum ikm_status fail_nul(struct ikm_csv *csv, struct ikm_error *err)
{
    return ikm_csv_fail(
        csv, csv->n_cells + 1, err,
        "ada byte NUL, jadi ini bukan teks CSV yang utuh (mungkin UTF-16); "
        "simpan ulang sebagai \"CSV UTF-8\"",
        "there is a NUL byte, so this is not sound CSV text (perhaps UTF-16); "
        "save it again as \"CSV UTF-8\"");
}

/* At a stop of find_quote(): more bytes at the end of the room, else a fault.
 */
static enum ikm_status read_on_in_quotes(struct ikm_csv *csv,
                                         struct ikm_error *err)
{
    if (csv->at < csv->end)
        return fail_nul(csv, err);
    const enum ikm_status status = ikm_csv_refill(csv, err);
    if (status != IKM_OK || csv->at < csv->end)
        return status;
    csv->is_lost = true;
    return ikm_csv_fail(
        csv, csv->n_cells + 1, err,
        "tanda kutip (\") dibuka tetapi tidak pernah ditutup; tutuplah, atau "
        "tulis \"\" untuk tanda kutip di dalam isian",
        "a quote (\") is opened and never closed; close it, or write \"\" for "
        "a quote inside a cell");
}

/* Passes over blanks after a closing quote; then the cell must end. */
static enum ikm_status end_quoted(struct ikm_csv *csv, struct ikm_error *err)
{
    for (;; csv->at++) {
        if (csv->at == csv->end) {
            const enum ikm_status status = ikm_csv_refill(csv, err);
            if (status != IKM_OK || csv->at == csv->end)
                return status;
        }
        const char c = *csv->at;
        if (c == csv->separator || c == '\n' || c == '\r')
            return IKM_OK;
        if (c != ' ' && c != '\t')
            break;
    }
    return ikm_csv_fail(
        csv, csv->n_cells + 1, err,
        "ada teks sesudah tanda kutip penutup; tulis \"\" untuk tanda kutip di "
        "dalam isian",
        "there is text after the closing quote; write \"\" for a quote inside "
        "a cell");
}

static bool has_line_end(const char *text, size_t length)
{
    return memchr(text, '\n', length) || memchr(text, '\r', length);
}

/* Reads the quoted cell that opens at `at` and adds it; `at` is then at the
 * separator, the line end or the end. */
static enum ikm_status read_quoted(struct ikm_csv *csv, struct ikm_error *err)
{
    enum ikm_status status = need_cell(csv, err);
    csv->cell = ++csv->at;
    size_t length = 0;
    for (bool is_open = true; status == IKM_OK && is_open;) {
        const char *const from = csv->at;
        csv->at = find_quote(csv);
        const size_t piece = (size_t)(csv->at - from);
        if (csv->cell + length != from)
            memmove(csv->cell + length, from, piece);
        length += piece;
        if (*csv->at != '"') {
            status = read_on_in_quotes(csv, err);
            continue;
        }
        if (csv->at + 1 == csv->end)
            status = ikm_csv_refill(csv, err);
        is_open = csv->at[1] == '"';
        if (is_open)
            csv->cell[length++] = '"';
        csv->at += is_open ? 2 : 1;
    }
    if (status == IKM_OK)
        status = end_quoted(csv, err);
    if (status == IKM_OK)
        csv->cells[csv->n_cells++] = end_cell(csv->cell, csv->cell + length);
    else if (has_line_end(csv->cell, length))
        csv->is_lost = true; /* other rows may stand in the cell */
    return status;
}

/* Ends the row at a line end or at the end; its last cell is open or, after a
 * quoted one, added already. */
static enum ikm_status end_row(struct ikm_csv *csv, bool has_open_cell,
                               struct ikm_error *err)
{
    if (has_open_cell) {
        const enum ikm_status status = need_cell(csv, err);
        if (status != IKM_OK)
            return status;
    }
    char *const line_end = csv->at;
    if (csv->at < csv->end) {
        csv->is_after_cr = *csv->at == '\r';
        csv->at++;
    }
    csv->is_row_ended = true;
    if (has_open_cell)
        csv->cells[csv->n_cells++] = end_cell(csv->cell, line_end);
    return csv->has_high ? ikm_csv_decode(csv, err) : IKM_OK;
}

enum ikm_status ikm_csv_read_row(struct ikm_csv *csv, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    while (status == IKM_OK) {
        scan_plain(csv);
        const char stop = *csv->at;
        if (stop == '\n' || stop == '\r')
            return end_row(csv, true, err);
        if (stop == '"' && csv->at == csv->cell) {
            status = read_quoted(csv, err);
            if (status == IKM_OK && *csv->at != csv->separator)
                return end_row(csv, false, err);
            csv->cell = ++csv->at;
        } else if (stop == csv->separator) {
            status = need_cell(csv, err);
        } else if (stop != '\0') {
            csv->at++;
        } else if (csv->at < csv->end) {
            status = fail_nul(csv, err);
        } else {
            status = ikm_csv_refill(csv, err);
            if (status == IKM_OK && csv->at == csv->end)
                return end_row(csv, true, err);
        }
    }
    return status;
}
