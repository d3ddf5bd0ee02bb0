/* What cairo 1.16 has no words for: language of the document, its title in the
 * window, text in the place of figures. Said in an update at the end of the
 * finished file, as PDF 1.5 (ISO 32000-1, 7.5.6) has it: changed objects, a
 * table of where they stand, a trailer that names the table before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/number.h"
#include "export/paper_internal.h"

enum { ENTRY_BYTES = 20, DIGITS_BYTES = 32, TRAILER_BYTES = 128 };

/* ---- reading what cairo wrote ---- */

struct file {
    struct paper *paper;
    size_t table;   /* where "xref" stands */
    size_t n;       /* objects, number 0 with them */
    size_t catalog; /* number of the object */
};

static const char *at(const struct file *file, size_t place)
{
    return (const char *)file->paper->bytes + place;
}

/* The last place of a word before `end`; SIZE_MAX: none. */
static size_t find_back(const struct paper *paper, size_t end, const char *word)
{
    const size_t length = strlen(word);
    for (size_t i = end; i >= length; i--)
        if (memcmp(paper->bytes + i - length, word, length) == 0)
            return i - length;
    return SIZE_MAX;
}

static size_t number_at(const struct paper *paper, size_t place)
{
    char digits[DIGITS_BYTES] = "";
    int64_t number = 0;
    size_t n = 0;
    while (place < paper->length_bytes && paper->bytes[place] <= ' ')
        place++;
    while (place < paper->length_bytes && n + 1 < sizeof digits &&
           paper->bytes[place] >= '0' && paper->bytes[place] <= '9')
        digits[n++] = (char)paper->bytes[place++];
    return ikm_parse_count(digits, INT64_MAX / 2, &number) ? (size_t)number : 0;
}

/* 0 where the file is not laid out as cairo 1.16 does it. */
static int read_file(struct paper *paper, struct file *ret_file)
{
    const size_t start = find_back(paper, paper->length_bytes, "startxref");
    struct file file = {.paper = paper};
    if (start == SIZE_MAX)
        return 0;
    file.table = number_at(paper, start + strlen("startxref"));
    const size_t trailer = find_back(paper, start, "trailer");
    if (trailer == SIZE_MAX || file.table + 8 > trailer ||
        memcmp(at(&file, file.table), "xref\n0 ", 7) != 0)
        return 0;
    file.n = number_at(paper, file.table + 7);
    const size_t root = find_back(paper, start, "/Root ");
    if (root == SIZE_MAX || root < trailer)
        return 0;
    file.catalog = number_at(paper, root + 6);
    *ret_file = file;
    return file.catalog > 0 && file.catalog < file.n;
}

/* Where object `number` stands; 0: nowhere. */
static size_t place_of(const struct file *file, size_t number)
{
    const size_t heading = file->table + strlen("xref\n");
    const char *line =
        memchr(at(file, heading), '\n', file->paper->length_bytes - heading);
    const size_t first = line ? (size_t)(line - at(file, 0)) + 1 : SIZE_MAX / 2;
    const size_t entry = first + number * ENTRY_BYTES;
    return entry + ENTRY_BYTES < file->paper->length_bytes
               ? number_at(file->paper, entry)
               : 0;
}

/* Up to the ">>" that closes it; 0: it is no such object. */
static size_t body_of(const struct file *file, size_t place, const char *begins)
{
    static const char closing[] = "\n>>\nendobj";
    const size_t end = file->paper->length_bytes;
    size_t i = place;
    while (i < end && file->paper->bytes[i] != '<')
        i++;
    if (i + strlen(begins) > end || memcmp(at(file, i), begins, strlen(begins)))
        return 0;
    for (; i + sizeof closing < end; i++)
        if (memcmp(at(file, i), closing, sizeof closing - 1) == 0)
            return i - place;
    return 0;
}

/* ---- writing the update ---- */

static int put(struct paper *paper, const char *text)
{
    return paper_keep(paper, (const unsigned char *)text, strlen(text));
}

/* UTF-16, big end first, in hexadecimal: fit for any name. `text` is UTF-8. */
static int put_string(struct paper *paper, const char *text)
{
    char piece[16];
    int is_put = put(paper, "<FEFF");
    for (const unsigned char *p = (const unsigned char *)text; *p && is_put;) {
        const int more = *p >= 0xF0 ? 3 : *p >= 0xE0 ? 2 : *p >= 0xC0 ? 1 : 0;
        uint32_t sign = more ? *p & (0x3FU >> more) : *p;
        p++;
        for (int i = 0; i < more && *p; i++)
            sign = sign << 6 | (*p++ & 0x3FU);
        if (sign >= 0x10000)
            (void)snprintf(piece, sizeof piece, "%04X%04X",
                           (unsigned)(0xD800 + ((sign - 0x10000) >> 10)),
                           (unsigned)(0xDC00 + ((sign - 0x10000) & 0x3FF)));
        else
            (void)snprintf(piece, sizeof piece, "%04X", (unsigned)sign);
        is_put = put(paper, piece);
    }
    return is_put && put(paper, ">");
}

/* The object again, open for what is said of it; gives its new place. */
static int begin_again(const struct file *file, size_t place, size_t length,
                       size_t *ret_place)
{
    struct paper *paper = file->paper;
    unsigned char *copy = malloc(length + 1);
    if (!copy)
        return 0;
    memcpy(copy, paper->bytes + place, length);
    *ret_place = paper->length_bytes;
    const int is_put = paper_keep(paper, copy, length);
    free(copy);
    return is_put;
}

static int describe_catalog(const struct file *file, size_t *ret_place)
{
    const size_t place = place_of(file, file->catalog);
    const size_t length = body_of(file, place, "<< /Type /Catalog");
    char lang[32];
    (void)snprintf(lang, sizeof lang, "\n   /Lang (%s)", file->paper->lang);
    return length > 0 && begin_again(file, place, length, ret_place) &&
           put(file->paper, lang) &&
           put(file->paper,
               "\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\n"
               "endobj\n");
}

static int describe_figure(const struct file *file, size_t number,
                           const char *words, size_t *ret_place)
{
    const size_t place = place_of(file, number);
    const size_t length =
        body_of(file, place, "<< /Type /StructElem\n   /S /Figure\n");
    return length > 0 && begin_again(file, place, length, ret_place) &&
           put(file->paper, "\n   /Alt ") && put_string(file->paper, words) &&
           put(file->paper, "\n>>\nendobj\n");
}

static int is_figure(const struct file *file, size_t number)
{
    const size_t place = place_of(file, number);
    return place > 0 &&
           body_of(file, place, "<< /Type /StructElem\n   /S /Figure\n") > 0;
}

/* Objects stand in the order in which they were drawn. */
static int describe_all(const struct file *file, size_t *place)
{
    size_t figure = 0;
    for (size_t i = 1; i < file->n; i++) {
        if (!is_figure(file, i))
            continue;
        if (figure == file->paper->n_figures ||
            !describe_figure(file, i, file->paper->figure[figure], &place[i]))
            return 0;
        figure++;
    }
    return figure == file->paper->n_figures &&
           describe_catalog(file, &place[file->catalog]);
}

static int put_table(const struct file *file, const size_t *place)
{
    struct paper *paper = file->paper;
    const size_t trailer = find_back(paper, paper->length_bytes, "trailer");
    const size_t info = find_back(paper, trailer + TRAILER_BYTES, "/Info ");
    const size_t table = paper->length_bytes;
    char line[128];
    int is_put = put(paper, "xref\n");
    for (size_t i = 1; i < file->n && is_put; i++) {
        if (place[i] == 0)
            continue;
        (void)snprintf(line, sizeof line, "%zu 1\n%010zu 00000 n \n", i,
                       place[i]);
        is_put = put(paper, line);
    }
    (void)snprintf(line, sizeof line,
                   "trailer\n<< /Size %zu\n   /Root %zu 0 R\n", file->n,
                   file->catalog);
    is_put = is_put && put(paper, line);
    (void)snprintf(line, sizeof line, "   /Info %zu 0 R\n   /Prev %zu\n>>\n",
                   info == SIZE_MAX ? 0 : number_at(paper, info + 6),
                   file->table);
    is_put = is_put && put(paper, line);
    (void)snprintf(line, sizeof line, "startxref\n%zu\n%%%%EOF\n", table);
    return is_put && put(paper, line);
}

int paper_describe(struct paper *paper)
{
    struct file file;
    const size_t finished = paper->length_bytes;
    if (!read_file(paper, &file))
        return 0;
    size_t *place = calloc(file.n, sizeof *place);
    const int is_said =
        place && describe_all(&file, place) && put_table(&file, place);
    free(place);
    if (!is_said)
        paper->length_bytes = finished;
    return is_said;
}

/* ---- figures ---- */

void paper_figure(struct paper *paper, const char *words)
{
    const size_t length = strlen(words);
    char **grown = NULL;
    char *kept = NULL;
    if (!paper->is_pdf)
        return;
    paper_tag(paper, "Figure");
    grown = realloc(paper->figure, (paper->n_figures + 1) * sizeof *grown);
    if (grown)
        paper->figure = grown;
    kept = malloc(length + 1);
    if (!grown || !kept) {
        free(kept);
        paper->is_short = 1;
        return;
    }
    memcpy(kept, words, length + 1);
    paper->figure[paper->n_figures++] = kept;
}

void paper_figure_end(struct paper *paper)
{
    paper_tag_end(paper, "Figure");
}
