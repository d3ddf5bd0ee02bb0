#include "data/tables/table_look.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/utf8.h"
#include "data/tables/words.h"

enum {
    ROOM_BYTES = 256 << 10,
    PIECE_BYTES = 512, /* looked at for bytes that are not ASCII */
    CARRY_BYTES = 3    /* of a character cut in two by the room's end */
};

struct look {
    struct ikm_hasher hasher;
    int64_t size_bytes;
    bool is_text, is_utf8, is_cp1252, has_mark;
    bool has_character; /* of several UTF-8 bytes */
};

/* What people take for a table and is none. `head` is lower case. */
static const struct kind {
    const char *head;
    size_t length;
    const char *id, *en;
} kinds[] = {
    {"\xD0\xCF\x11\xE0", 4, "berkas XLS lama atau XLSX berkata sandi",
     "an old XLS file, or XLSX with a password"},
    {"PK\x05\x06", 4, "berkas ZIP kosong", "an empty ZIP file"},
    {"%PDF", 4, "berkas PDF", "a PDF file"},
    {"{\\rtf", 5, "dokumen RTF", "an RTF document"},
    {"\x1F\x8B", 2, "berkas GZIP", "a GZIP file"},
    {"Rar!", 4, "berkas RAR", "a RAR file"},
    {"7z\xBC\xAF", 4, "berkas 7-Zip", "a 7-Zip file"},
    {"\x89PNG", 4, "gambar PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", 3, "gambar JPEG", "a JPEG picture"},
    {"SQLite format 3", 15, "basis data SQLite", "an SQLite database"},
    {"\xFF\xFE", 2, "teks UTF-16", "UTF-16 text"},
    {"\xFE\xFF", 2, "teks UTF-16", "UTF-16 text"},
    {"<!doctype html", 14, "halaman HTML", "an HTML page"},
    {"<html", 5, "halaman HTML", "an HTML page"},
    {"<table", 6, "halaman HTML", "an HTML page"},
    {"<?xml", 5, "berkas XML", "an XML file"},
};

static bool starts_with(const char *bytes, size_t length,
                        const struct kind *kind)
{
    if (length < kind->length)
        return false;
    if (kind->head[0] != '<')
        return memcmp(bytes, kind->head, kind->length) == 0;
    for (size_t i = 0; i < kind->length; i++) {
        const char c = bytes[i];
        const char folded = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if (folded != kind->head[i])
            return false;
    }
    return true;
}

/* Looks at the first bytes of the file. */
static enum ikm_status look_at_head(struct look *look, const char *path,
                                    const char *bytes, size_t length,
                                    struct ikm_error *err)
{
    look->is_text = length < 4 || memcmp(bytes, "PK\x03\x04", 4) != 0;
    look->has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    size_t skip = look->has_mark ? 3 : 0;
    for (size_t i = 0; i < IKM_COUNT(kinds); i++) {
        if (kinds[i].head[0] == '<')
            while (skip < length && strchr(" \t\r\n", bytes[skip]))
                skip++;
        if (starts_with(bytes + skip, length - skip, &kinds[i]))
            return ikm_fail(
                err, IKM_INPUT,
                "%s adalah %s; bukalah dengan aplikasi lembar kerja lalu "
                "simpan sebagai XLSX atau \"CSV UTF-8\"",
                "%s is %s; open it in a spreadsheet program and save it as "
                "XLSX or \"CSV UTF-8\"",
                path, ikm_say(err->lang, kinds[i].id, kinds[i].en));
    }
    return IKM_OK;
}

static bool is_ascii(const char *bytes, size_t length)
{
    uint64_t seen = 0;
    size_t i = 0;
    for (; length - i >= 8; i += 8)
        seen |= load_word(bytes + i);
    for (; i < length; i++)
        seen |= (unsigned char)bytes[i];
    return (seen & EACH_BYTE(0x80)) == 0;
}

/* The length without a character cut in two at the end. */
static size_t whole_characters(const char *bytes, size_t length)
{
    for (size_t back = 1; back <= CARRY_BYTES && back <= length; back++) {
        const unsigned char c = (unsigned char)bytes[length - back];
        if (c < 0x80)
            break;
        if (c >= 0xC0) {
            const size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            return need > back ? length - back : length;
        }
    }
    return length;
}

/* Whether a whole character of several UTF-8 bytes stands in the piece. */
static bool has_character(const char *piece, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)piece[i] >= 0xC2 &&
            ikm_utf8_valid_prefix(piece + i, length - i) > 0)
            return true;
    return false;
}

/* Looks at a piece that is not all ASCII. Windows-1252 is what Excel saves, so
 * it is read; but not where bytes have no meaning in it, where y and thorn with
 * their marks would stand (no word here has them), or UTF-8 stands beside it:
 * that is a damaged file. */
static void look_at_piece(struct look *look, const char *piece, size_t length)
{
    const bool is_utf8 = ikm_utf8_valid_prefix(piece, length) == length;
    for (size_t i = 0; i < length && look->is_cp1252; i++)
        look->is_cp1252 = piece[i] == '\0' ||
                          !strchr("\x81\x8D\x8F\x90\x9D\xFE\xFF", piece[i]);
    look->is_utf8 = look->is_utf8 && is_utf8;
    if (look->is_cp1252 && !look->has_character)
        look->has_character = has_character(piece, length);
}

/* Returns how many bytes are done with: all, or up to 3 less unless is_last. */
static size_t look_at_text(struct look *look, const char *bytes, size_t length,
                           bool is_last)
{
    size_t n = 0;
    for (size_t at = 0; at < length; at += n) {
        n = length - at < PIECE_BYTES ? length - at : PIECE_BYTES;
        if (is_ascii(bytes + at, n))
            continue;
        const size_t whole = whole_characters(bytes + at, n);
        if (whole == 0 && !is_last)
            return at;
        n = whole > 0 ? whole : n;
        look_at_piece(look, bytes + at, n);
    }
    return length;
}

static enum ikm_status fail_reading(const char *path, struct ikm_error *err)
{
    if (errno == EISDIR)
        return ikm_fail(err, IKM_IO, "%s adalah folder, bukan berkas",
                        "%s is a folder, not a file", path);
    return ikm_fail(err, IKM_IO, "berkas %s tidak dapat dibaca (%s)",
                    "the file %s cannot be read (%s)", path, strerror(errno));
}

static enum ikm_status look_at_all(struct look *look, FILE *file,
                                   const char *path, char *room,
                                   struct ikm_error *err)
{
    size_t carried = 0;
    for (bool is_last = false; !is_last;) {
        errno = 0;
        char *const fresh = room + carried;
        const size_t length = fread(fresh, 1, ROOM_BYTES, file);
        if (ferror(file))
            return fail_reading(path, err);
        is_last = length == 0;
        ikm_hasher_add(&look->hasher, fresh, length);
        if (look->size_bytes == 0) {
            const enum ikm_status status =
                look_at_head(look, path, fresh, length, err);
            if (status != IKM_OK)
                return status;
        }
        if (look->is_text) {
            const size_t n = carried + length;
            const size_t done = look_at_text(look, room, n, is_last);
            carried = n - done;
            memmove(room, room + done, carried);
        }
        look->size_bytes += (int64_t)length;
    }
    return IKM_OK;
}

enum ikm_status ikm_table_look(FILE *file, const char *path,
                               struct ikm_table_facts *ret_facts,
                               struct ikm_error *err)
{
    char *room = malloc(ROOM_BYTES + CARRY_BYTES);
    if (!room)
        return ikm_fail_memory(err);
    struct look look = {.is_utf8 = true, .is_cp1252 = true};
    ikm_hasher_start(&look.hasher);
    enum ikm_status status = look_at_all(&look, file, path, room, err);
    free(room);
    if (status != IKM_OK)
        return status;
    if (look.size_bytes == 0 || (look.has_mark && look.size_bytes == 3))
        return ikm_fail(err, IKM_INPUT, "berkas %s kosong",
                        "the file %s is empty", path);
    const bool is_cp1252 = !look.is_utf8 && look.is_cp1252 && !look.has_mark &&
                           !look.has_character;
    *ret_facts = (struct ikm_table_facts){
        .is_xlsx = !look.is_text,
        .encoding = is_cp1252 ? IKM_ENCODING_CP1252 : IKM_ENCODING_UTF8,
        .size_bytes = look.size_bytes,
        .digest = ikm_hasher_digest(&look.hasher)};
    return IKM_OK;
}
