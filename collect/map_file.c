#include <string.h>

#include "collect/mapping.h"
#include "data/base/utf8.h"

/* A --map file: blocks of rows, each under a heading row that begins with
 * "kolom": kolom,kunci maps a heading; kolom,nilai,jadi maps a cell. */

enum { KEY_BYTES = 1024, MAX_ENTRIES = 10000 };
enum mode { MODE_NONE, MODE_COLUMN, MODE_VALUE };

struct building {
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    enum mode mode;
    struct ikm_map_column *columns;
    struct ikm_map_value *values;
    size_t n_columns, n_values;
    struct ikm_hasher hasher;
};

static const char *cell(const struct ikm_row *row, size_t i)
{
    return i < row->n_cells ? row->cells[i].text : "";
}

/* Sets the mode when the row is a heading row. Returns 1 then. */
static int read_heading(struct building *b, const struct ikm_row *row)
{
    char first[KEY_BYTES], second[KEY_BYTES];
    (void)ikm_fold_letters(cell(row, 0), first, sizeof first);
    (void)ikm_fold_letters(cell(row, 1), second, sizeof second);
    if (strcmp(first, "kolom") != 0)
        return 0;
    if (strcmp(second, "kunci") == 0)
        b->mode = MODE_COLUMN;
    else if (strcmp(second, "nilai") == 0)
        b->mode = MODE_VALUE;
    else
        return 0;
    return 1;
}

static const char *fold_copy(struct building *b, const char *text, int spaces)
{
    char key[KEY_BYTES];
    const size_t length = spaces ? ikm_fold_spaces(text, key, sizeof key)
                                 : ikm_fold_letters(text, key, sizeof key);
    return ikm_arena_copy(b->arena, key, length);
}

static enum ikm_status add_row(struct building *b, const struct ikm_row *row,
                               struct ikm_error *err)
{
    const char *said =
        ikm_arena_copy(b->arena, cell(row, 0), strlen(cell(row, 0)));
    const char *heading = fold_copy(b, cell(row, 0), 0);
    const char *second =
        b->mode == MODE_COLUMN
            ? ikm_arena_copy(b->arena, cell(row, 1), strlen(cell(row, 1)))
            : fold_copy(b, cell(row, 1), 1);
    const char *third =
        ikm_arena_copy(b->arena, cell(row, 2), strlen(cell(row, 2)));
    if (!said || !heading || !second || !third)
        return ikm_fail_memory(err);
    if (b->n_columns >= MAX_ENTRIES || b->n_values >= MAX_ENTRIES)
        return ikm_fail(err, IKM_LIMIT, "berkas --map lebih dari %d baris",
                        "the --map file has more than %d rows", MAX_ENTRIES);
    if (b->mode == MODE_COLUMN) {
        if (strcmp(second, "-") == 0 || strcmp(second, "abaikan") == 0)
            second = "";
        b->columns[b->n_columns++] =
            (struct ikm_map_column){said, heading, second, row->number};
    } else
        b->values[b->n_values++] =
            (struct ikm_map_value){said, heading, second, third, row->number};
    ikm_hasher_add(&b->hasher, heading, strlen(heading) + 1);
    ikm_hasher_add(&b->hasher, second, strlen(second) + 1);
    ikm_hasher_add(&b->hasher, third, strlen(third) + 1);
    return IKM_OK;
}

static enum ikm_status read_row(struct building *b, const struct ikm_row *row,
                                struct ikm_error *err)
{
    if (cell(row, 0)[0] == '\0' && cell(row, 1)[0] == '\0')
        return IKM_OK;
    if (read_heading(b, row))
        return IKM_OK;
    if (b->mode == MODE_NONE) {
        ikm_fault_add(b->faults, row->number, 1,
                      "baris judul --map harus \"kolom,kunci\" atau "
                      "\"kolom,nilai,jadi\"; ditemukan \"%s\"",
                      "the heading row of --map must be \"kolom,kunci\" or "
                      "\"kolom,nilai,jadi\"; found \"%s\"",
                      cell(row, 0));
        b->mode = MODE_COLUMN;
        return IKM_OK;
    }
    return add_row(b, row, err);
}

enum ikm_status ikm_map_read(const char *path, struct ikm_arena *arena,
                             struct ikm_faults *faults, struct ikm_map *ret_map,
                             struct ikm_error *err)
{
    struct ikm_table *table = NULL;
    const struct ikm_row *row = NULL;
    struct building b = {.arena = arena, .faults = faults};
    const size_t n_before = faults->n_total;
    ikm_hasher_start(&b.hasher);
    b.columns = ikm_arena_take(arena, MAX_ENTRIES, sizeof *b.columns);
    b.values = ikm_arena_take(arena, MAX_ENTRIES, sizeof *b.values);
    if (!b.columns || !b.values)
        return ikm_fail_memory(err);
    if (ret_map->n_columns > 0)
        memcpy(b.columns, ret_map->columns,
               ret_map->n_columns * sizeof *b.columns);
    if (ret_map->n_values > 0)
        memcpy(b.values, ret_map->values, ret_map->n_values * sizeof *b.values);
    b.n_columns = ret_map->n_columns;
    b.n_values = ret_map->n_values;
    ikm_hasher_add(&b.hasher, ret_map->digest.bytes, IKM_DIGEST_BYTES);
    enum ikm_status status = ikm_table_open(path, &table, err);
    while (status == IKM_OK) {
        status = ikm_table_next(table, &row, err);
        if (status != IKM_OK || !row)
            break;
        status = read_row(&b, row, err);
    }
    ikm_table_close(table);
    if (status != IKM_OK)
        return status;
    *ret_map = (struct ikm_map){b.n_columns, b.columns, b.n_values, b.values,
                                ikm_hasher_digest(&b.hasher)};
    if (faults->n_total > n_before)
        return ikm_fail(err, IKM_INPUT, "%s: tidak dapat dipakai",
                        "%s: cannot be used", path);
    return IKM_OK;
}
