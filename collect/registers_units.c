#include <stdlib.h>
#include <string.h>

#include "collect/registers_internal.h"
#include "data/base/utf8.h"

enum { CODE, NAME, PARENT, KEY_BYTES = 256 };
enum { NOT_IN_FILE = -1 };

static const struct register_shape shape = {
    3,
    {{{"kode", "code", "kodeunit", "unitcode"}, 1},
     {{"nama", "name", "namaunit", "unitname"}, 1},
     {{"induk", "parent", "kodeinduk", "unitinduk", "parentcode"}, 0}}};

/* Where the parents of a unit lead. */
enum way { WAY_UNKNOWN, WAY_UP, WAY_ROUND };

struct unit_row {
    const struct register_row *row;
    const char *key;        /* folded code */
    const char *parent_key; /* folded; "" at the top */
    int64_t unit_id;        /* in the survey already, or made; 0: not yet */
    int64_t parent_id;      /* in the survey; 0: at the top or in the file */
    ptrdiff_t parent;       /* its row; NOT_IN_FILE */
    enum way way;
};

struct place {
    const char *key;
    size_t i; /* index into units */
};

struct units {
    struct ikm_store *store;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct register_table table;
    struct unit_row *unit; /* [table.n_rows] */
    struct place *order;   /* the same, by key and row */
};

static int by_key(const void *a, const void *b)
{
    const struct place *x = a;
    const struct place *y = b;
    const int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->i > y->i) - (x->i < y->i);
}

/* The first row of this code; NULL when there is none. */
static const struct unit_row *find_row(const struct units *units,
                                       const char *key)
{
    size_t low = 0;
    size_t high = units->table.n_rows;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(units->order[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < units->table.n_rows && strcmp(units->order[low].key, key) == 0
               ? &units->unit[units->order[low].i]
               : NULL;
}

static const char *fold(const struct units *units, const char *text)
{
    char key[KEY_BYTES];
    const size_t length = ikm_fold_spaces(text, key, sizeof key);
    return ikm_arena_copy(units->arena, key, length);
}

static void add_fault(const struct units *units, const struct unit_row *unit,
                      int column, const char *sentence)
{
    ikm_fault_add(units->faults, unit->row->number, units->table.place[column],
                  "%s", "%s", sentence);
}

static void check_twice(const struct units *units)
{
    struct place *order = units->order;
    qsort(order, units->table.n_rows, sizeof *order, by_key);
    for (size_t i = 1; i < units->table.n_rows; i++) {
        const struct register_row *row = units->unit[order[i].i].row;
        if (*order[i].key && strcmp(order[i].key, order[i - 1].key) == 0)
            ikm_fault_add(units->faults, row->number, units->table.place[CODE],
                          "kode unit \"%.60s\" sudah ada pada baris %u; "
                          "sisakan satu",
                          "the unit code \"%.60s\" stands on row %u already; "
                          "keep one",
                          row->cell[CODE],
                          (unsigned)units->unit[order[i - 1].i].row->number);
    }
}

static enum ikm_status take_rows(struct units *units, struct ikm_error *err)
{
    const size_t n = units->table.n_rows;
    units->unit = ikm_arena_take(units->arena, n + 1, sizeof *units->unit);
    units->order = ikm_arena_take(units->arena, n + 1, sizeof *units->order);
    if (!units->unit || !units->order)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        struct unit_row *unit = &units->unit[i];
        struct ikm_error said = {.lang = err->lang};
        unit->row = &units->table.rows[i];
        unit->parent = NOT_IN_FILE;
        unit->key = fold(units, unit->row->cell[CODE]);
        unit->parent_key = fold(units, unit->row->cell[PARENT]);
        if (!unit->key || !unit->parent_key)
            return ikm_fail_memory(err);
        if (register_text(ikm_say(err->lang, "kode unit", "unit code"),
                          unit->row->cell[CODE], &said) != IKM_OK)
            add_fault(units, unit, CODE, said.text);
        if (register_text(ikm_say(err->lang, "nama unit", "unit name"),
                          unit->row->cell[NAME], &said) != IKM_OK)
            add_fault(units, unit, NAME, said.text);
        units->order[i] = (struct place){unit->key, i};
    }
    check_twice(units);
    return IKM_OK;
}

/* The unit of the survey with this very code; *ret_there 0 when none. */
static enum ikm_status find_in_survey(const struct units *units,
                                      const char *code, const char *key,
                                      struct ikm_unit *ret_unit, int *ret_there,
                                      struct ikm_error *err)
{
    char found[KEY_BYTES];
    struct ikm_error said = {.lang = err->lang};
    *ret_there = 0;
    const enum ikm_status status =
        ikm_store_find_unit(units->store, code, units->arena, ret_unit, &said);
    if (status == IKM_INPUT)
        return IKM_OK;
    if (status != IKM_OK) {
        *err = said;
        return status;
    }
    /* a name that is like this code is not meant */
    (void)ikm_fold_spaces(ret_unit->code, found, sizeof found);
    *ret_there = strcmp(found, key) == 0;
    return IKM_OK;
}

static enum ikm_status find_parent(const struct units *units,
                                   struct unit_row *unit, struct ikm_error *err)
{
    struct ikm_unit above;
    int there = 0;
    const struct unit_row *row = find_row(units, unit->parent_key);
    if (row) {
        unit->parent = row - units->unit;
        return IKM_OK;
    }
    const enum ikm_status status = find_in_survey(
        units, unit->row->cell[PARENT], unit->parent_key, &above, &there, err);
    if (status != IKM_OK)
        return status;
    unit->parent_id = there ? above.unit_id : 0;
    if (!there)
        ikm_fault_add(units->faults, unit->row->number,
                      units->table.place[PARENT],
                      "induk \"%.60s\" tidak ada di berkas ini maupun di "
                      "survei; tambahkan barisnya atau perbaiki kodenya",
                      "the parent \"%.60s\" stands neither in this file nor in "
                      "the survey; add its row or correct the code",
                      unit->row->cell[PARENT]);
    return IKM_OK;
}

/* A unit that is in the survey must be the same there. */
static enum ikm_status look_at_known(const struct units *units,
                                     struct unit_row *unit,
                                     struct ikm_error *err)
{
    struct ikm_unit known;
    int there = 0;
    const char *file_name = fold(units, unit->row->cell[NAME]);
    const enum ikm_status status = find_in_survey(
        units, unit->row->cell[CODE], unit->key, &known, &there, err);
    if (status != IKM_OK || !there)
        return status;
    const char *name = fold(units, known.name);
    if (!name || !file_name)
        return ikm_fail_memory(err);
    unit->unit_id = known.unit_id;
    const int64_t parent_id = unit->parent == NOT_IN_FILE
                                  ? unit->parent_id
                                  : units->unit[unit->parent].unit_id;
    if (strcmp(name, file_name) != 0)
        ikm_fault_add(units->faults, unit->row->number,
                      units->table.place[CODE],
                      "kode unit \"%.60s\" sudah dipakai \"%.80s\"; beri kode "
                      "lain",
                      "the unit code \"%.60s\" is taken by \"%.80s\"; give it "
                      "another code",
                      unit->row->cell[CODE], known.name);
    else if (parent_id != known.parent_id)
        ikm_fault_add(units->faults, unit->row->number,
                      units->table.place[PARENT],
                      "unit \"%.60s\" sudah ada di bawah induk yang lain; "
                      "susunan unit yang sudah ada tidak diubah",
                      "the unit \"%.60s\" is there already below another "
                      "parent; units that are there are not moved",
                      unit->row->cell[CODE]);
    return IKM_OK;
}

static struct unit_row *parent_row(const struct units *units,
                                   const struct unit_row *unit)
{
    return unit->parent == NOT_IN_FILE ? NULL : &units->unit[unit->parent];
}

/* Follows the parents up; a way longer than the file goes round. What is found
 * out is kept for all that were met, so each is passed a few times only. */
static void find_way(const struct units *units, struct unit_row *unit)
{
    size_t n_steps = 0;
    const struct unit_row *last = unit;
    const struct unit_row *next = parent_row(units, unit);
    while (last->way == WAY_UNKNOWN && next && n_steps <= units->table.n_rows) {
        last = next;
        next = parent_row(units, last);
        n_steps++;
    }
    const enum way way = last->way == WAY_ROUND || n_steps > units->table.n_rows
                             ? WAY_ROUND
                             : WAY_UP;
    for (struct unit_row *at = unit; at && at->way == WAY_UNKNOWN;
         at = parent_row(units, at))
        at->way = way;
}

static void check_ways(const struct units *units)
{
    for (size_t i = 0; i < units->table.n_rows; i++)
        find_way(units, &units->unit[i]);
    for (size_t i = 0; i < units->table.n_rows; i++)
        if (units->unit[i].way == WAY_ROUND)
            ikm_fault_add(units->faults, units->unit[i].row->number,
                          units->table.place[PARENT],
                          "induk \"%.60s\" melingkar: diikuti terus ke atas, "
                          "unit \"%.60s\" tidak sampai ke puncak",
                          "the parent \"%.60s\" goes round: followed upwards, "
                          "unit \"%.60s\" never comes to the top",
                          units->unit[i].row->cell[PARENT],
                          units->unit[i].row->cell[CODE]);
}

static enum ikm_status check_rows(struct units *units, struct ikm_error *err)
{
    const size_t n = units->table.n_rows;
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        if (*units->unit[i].parent_key)
            status = find_parent(units, &units->unit[i], err);
    if (status == IKM_OK)
        check_ways(units);
    /* parents first: theirs are the numbers that children are compared with */
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        struct ikm_unit known;
        int there = 0;
        status = find_in_survey(units, units->unit[i].row->cell[CODE],
                                units->unit[i].key, &known, &there, err);
        units->unit[i].unit_id = there ? known.unit_id : 0;
    }
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        if (units->unit[i].unit_id != 0)
            status = look_at_known(units, &units->unit[i], err);
    return status;
}

/* Adds a unit after all above it that are not in the survey yet. `stack` has
 * room for all units. */
static enum ikm_status add_with_parents(struct units *units, size_t i,
                                        size_t *stack, struct ikm_error *err)
{
    size_t n = 0;
    while (units->unit[i].unit_id == 0) {
        stack[n++] = i;
        if (units->unit[i].parent == NOT_IN_FILE)
            break;
        i = (size_t)units->unit[i].parent;
    }
    while (n > 0) {
        struct unit_row *unit = &units->unit[stack[--n]];
        const struct unit_row *above = parent_row(units, unit);
        const enum ikm_status status = ikm_store_add_unit(
            units->store, unit->row->cell[CODE], unit->row->cell[NAME],
            above ? above->unit_id : unit->parent_id, &unit->unit_id, err);
        if (status != IKM_OK)
            return status;
    }
    return IKM_OK;
}

static enum ikm_status store_units(struct units *units, struct ikm_act *act,
                                   struct ikm_register_counts *counts,
                                   struct ikm_error *err)
{
    const size_t n = units->table.n_rows;
    size_t *stack = ikm_arena_take(units->arena, n + 1, sizeof *stack);
    if (!stack)
        return ikm_fail_memory(err);
    enum ikm_status status = ikm_store_begin(units->store, act, err);
    if (status == IKM_OK)
        status = check_rows(units, err);
    if (status == IKM_OK && units->faults->n_total > 0)
        status = register_fail(units->faults, err);
    counts->n_rows = (int64_t)n;
    for (size_t i = 0; i < n; i++)
        counts->n_known += units->unit[i].unit_id != 0;
    counts->n_new = counts->n_rows - counts->n_known;
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = add_with_parents(units, i, stack, err);
    if (status == IKM_OK)
        status = ikm_store_commit(units->store, err);
    ikm_store_rollback(units->store);
    return status;
}

enum ikm_status ikm_register_units_file(struct ikm_store *store,
                                        const char *path, struct ikm_act *act,
                                        struct ikm_faults *faults,
                                        struct ikm_register_counts *ret_counts,
                                        struct ikm_error *err)
{
    struct ikm_arena *arena = faults->arena;
    struct units units = {.store = store, .arena = arena, .faults = faults};
    act->action = "unit";
    act->subject = register_file_name(path);
    *ret_counts = (struct ikm_register_counts){0};
    enum ikm_status status =
        register_read(path, &shape, arena, faults, &units.table, err);
    if (status == IKM_OK)
        status = take_rows(&units, err);
    if (status == IKM_OK)
        status = store_units(&units, act, ret_counts, err);
    return status;
}
