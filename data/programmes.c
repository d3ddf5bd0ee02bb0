#include "data/programmes.h"

#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"
#include "data/tables/csv.h"

struct static_file {
    const char *name, *hash, *bytes;
    size_t length_bytes;
};
#include "programmes_embedded.h"

enum { ELEMENT, CAUSE, REMEDY, TEXT, QUARTERS, IN_CHARGE, N_COLUMNS };
static const char *const columns[N_COLUMNS] = {
    "unsur", "sebab", "tindakan", "program", "triwulan", "penanggung_jawab"};

struct reading {
    const char *name;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    uint32_t place[N_COLUMNS]; /* 1-based; 0: not there */
    int has_heading;
    size_t n, room;
    struct ikm_programme *programme;
};

const char *ikm_programmes_builtin(size_t *ret_length_bytes)
{
    *ret_length_bytes = static_files[0].length_bytes;
    return static_files[0].bytes;
}

static int is_named(const char *cell, const char *name)
{
    char a[64], b[64];
    (void)ikm_fold_letters(cell, a, sizeof a);
    (void)ikm_fold_letters(name, b, sizeof b);
    return strcmp(a, b) == 0;
}

static int is_empty_row(const struct ikm_row *row)
{
    for (size_t i = 0; i < row->n_cells; i++)
        if (row->cells[i].length_bytes > 0)
            return 0;
    return 1;
}

static void read_heading(struct reading *reading, const struct ikm_row *row)
{
    reading->has_heading = 1;
    for (size_t i = 0; i < row->n_cells; i++) {
        size_t c = 0;
        if (row->cells[i].length_bytes == 0)
            continue;
        while (c < N_COLUMNS && !is_named(row->cells[i].text, columns[c]))
            c++;
        if (c < N_COLUMNS && reading->place[c] == 0)
            reading->place[c] = (uint32_t)i + 1;
        else
            ikm_fault_add(reading->faults, row->number, (uint32_t)i + 1,
                          "judul kolom \"%.40s\" tidak dikenal atau ada dua "
                          "kali; yang ada: unsur, sebab, tindakan, program, "
                          "triwulan, penanggung_jawab",
                          "the heading \"%.40s\" is not known or stands twice; "
                          "there are: unsur, sebab, tindakan, program, "
                          "triwulan, penanggung_jawab",
                          row->cells[i].text);
    }
    for (size_t c = 0; c < N_COLUMNS; c++)
        if (reading->place[c] == 0)
            ikm_fault_add(reading->faults, row->number, 0,
                          "judul kolom \"%s\" tidak ada; tambahkan",
                          "the heading \"%s\" is missing; add it", columns[c]);
}

static const char *cell_of(const struct reading *reading,
                           const struct ikm_row *row, size_t column)
{
    const uint32_t place = reading->place[column];
    return place == 0 || place > row->n_cells ? "" : row->cells[place - 1].text;
}

static int has_control(const char *text)
{
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return 1;
    return 0;
}

static void check_text(struct reading *reading, const struct ikm_row *row,
                       size_t column)
{
    const char *text = cell_of(reading, row, column);
    if (*text == '\0' && column != CAUSE)
        ikm_fault_add(reading->faults, row->number, reading->place[column],
                      "%s kosong; isilah", "%s is empty; fill it in",
                      columns[column]);
    else if (strlen(text) > IKM_PROGRAMME_BYTES || has_control(text))
        ikm_fault_add(reading->faults, row->number, reading->place[column],
                      "%s lebih dari %d byte, atau memuat baris baru; "
                      "pendekkan",
                      "%s is longer than %d bytes, or holds a line break; "
                      "shorten it",
                      columns[column], IKM_PROGRAMME_BYTES);
}

static void read_codes(struct reading *reading, const struct ikm_row *row,
                       struct ikm_programme *programme)
{
    const char *remedy = cell_of(reading, row, REMEDY);
    const char *quarters = cell_of(reading, row, QUARTERS);
    int64_t n = 0;
    if (strlen(remedy) == 1 && strchr("abcd", remedy[0]))
        programme->remedy = remedy[0];
    else
        ikm_fault_add(reading->faults, row->number, reading->place[REMEDY],
                      "tindakan \"%.20s\" bukan a, b, c, atau d",
                      "the remedy \"%.20s\" is not a, b, c or d", remedy);
    if (ikm_parse_count(quarters, 4, &n) && n >= 1)
        programme->n_quarters = (int)n;
    else
        ikm_fault_add(reading->faults, row->number, reading->place[QUARTERS],
                      "triwulan \"%.20s\" bukan 1 sampai 4",
                      "quarters \"%.20s\" is not 1 to 4", quarters);
}

static const char *keep(const struct reading *reading,
                        const struct ikm_row *row, size_t column)
{
    const char *text = cell_of(reading, row, column);
    return ikm_arena_copy(reading->arena, text, strlen(text));
}

/* 0 without memory. */
static int read_row(struct reading *reading, const struct ikm_row *row)
{
    struct ikm_programme programme = {0};
    check_text(reading, row, CAUSE);
    check_text(reading, row, TEXT);
    check_text(reading, row, IN_CHARGE);
    read_codes(reading, row, &programme);
    programme.element = keep(reading, row, ELEMENT);
    programme.cause = keep(reading, row, CAUSE);
    programme.text = keep(reading, row, TEXT);
    programme.in_charge = keep(reading, row, IN_CHARGE);
    struct ikm_programme *grown =
        ikm_arena_grow(reading->arena, reading->programme, reading->n,
                       &reading->room, sizeof *grown);
    if (!grown || !programme.element || !programme.cause || !programme.text ||
        !programme.in_charge)
        return 0;
    reading->programme = grown;
    reading->programme[reading->n++] = programme;
    return 1;
}

static enum ikm_status read_rows(struct reading *reading, struct ikm_csv *csv,
                                 struct ikm_error *err)
{
    struct ikm_error said = {.lang = reading->faults->lang};
    const struct ikm_row *row = NULL;
    for (;;) {
        const enum ikm_status status = ikm_csv_next(csv, &row, &said);
        if (status == IKM_NO_MEMORY)
            return ikm_fail_memory(err);
        if (status != IKM_OK) {
            ikm_fault_add(reading->faults, 0, 0, "%s", "%s", said.text);
            return IKM_OK;
        }
        if (!row)
            return IKM_OK;
        if (is_empty_row(row))
            continue;
        if (!reading->has_heading) {
            read_heading(reading, row);
            if (reading->faults->n_total > 0)
                return IKM_OK; /* cells of a lost column would all be faulty */
            continue;
        }
        if (reading->n == IKM_PROGRAMMES_MOST) {
            ikm_fault_add(reading->faults, row->number, 0,
                          "lebih dari %d baris", "more than %d rows",
                          IKM_PROGRAMMES_MOST);
            return IKM_OK;
        }
        if (!read_row(reading, row))
            return ikm_fail_memory(err);
    }
}

enum ikm_status ikm_programmes_load(const char *bytes, size_t length_bytes,
                                    const char *name, struct ikm_arena *arena,
                                    struct ikm_faults *faults,
                                    struct ikm_programmes *ret,
                                    struct ikm_error *err)
{
    struct ikm_csv_memory memory = {bytes, length_bytes};
    struct reading reading = {.name = name, .arena = arena, .faults = faults};
    struct ikm_csv *csv = NULL;
    const size_t n_before = faults->n_total;
    enum ikm_status status = ikm_csv_open(ikm_csv_from_memory, &memory, name,
                                          IKM_ENCODING_UTF8, 0, &csv, err);
    if (status != IKM_OK)
        return status;
    status = read_rows(&reading, csv, err);
    ikm_csv_close(csv);
    if (status != IKM_OK)
        return status;
    if (reading.n == 0 && faults->n_total == n_before)
        ikm_fault_add(faults, 0, 0, "tidak ada program di dalamnya",
                      "there is no programme in it");
    if (faults->n_total > n_before)
        return ikm_fail(err, IKM_INPUT,
                        "%s: tabel program bermasalah (%zu); perbaiki lalu "
                        "ulangi",
                        "%s: the table of programmes has faults (%zu); mend "
                        "them and try again",
                        name, faults->n_total - n_before);
    *ret = (struct ikm_programmes){reading.n, reading.programme};
    return IKM_OK;
}
