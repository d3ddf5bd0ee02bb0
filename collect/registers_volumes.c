#include <stdlib.h>
#include <string.h>

#include "collect/registers_internal.h"

enum { UNIT, PERIOD, COUNT, SERVICE };

static const struct register_shape shape = {
    4,
    {{{"unit", "kodeunit", "kode", "unitcode", "code"}, 1},
     {{"periode", "period"}, 1},
     {{"jumlah", "n", "dilayani", "jumlahdilayani", "volume"}, 1},
     {{"layanan", "service", "jenislayanan"}, 0}}};

struct volume_row {
    const struct register_row *row;
    int64_t unit_id, service_id, n;
    struct ikm_period period;
};

struct volumes {
    struct ikm_store *store;
    struct ikm_arena *arena;
    struct ikm_faults *faults;
    struct register_table table;
    struct volume_row *volume; /* [table.n_rows] */
};

static void add_fault(const struct volumes *volumes,
                      const struct register_row *row, int column,
                      const char *sentence)
{
    ikm_fault_add(volumes->faults, row->number, volumes->table.place[column],
                  "%s", "%s", sentence);
}

/* 1 when the file's own words are to blame: its sentence becomes a fault. */
static int is_fault(enum ikm_status status)
{
    return status == IKM_INPUT || status == IKM_USAGE;
}

static enum ikm_status read_row(const struct volumes *volumes,
                                struct volume_row *volume,
                                struct ikm_error *err)
{
    const struct register_row *row = volume->row;
    struct ikm_error said = {.lang = err->lang};
    struct ikm_unit unit = {0};
    enum ikm_status status =
        register_period(row->cell[PERIOD], &volume->period, &said);
    if (status != IKM_OK)
        add_fault(volumes, row, PERIOD, said.text);
    status = register_count(ikm_say(err->lang, "jumlah", "number"),
                            row->cell[COUNT], 0, &volume->n, &said);
    if (status != IKM_OK)
        add_fault(volumes, row, COUNT, said.text);
    status = ikm_store_find_unit(volumes->store, row->cell[UNIT],
                                 volumes->arena, &unit, &said);
    if (is_fault(status)) {
        add_fault(volumes, row, UNIT, said.text);
        return IKM_OK;
    }
    volume->unit_id = unit.unit_id;
    if (status == IKM_OK)
        status = register_service(volumes->store, &unit, row->cell[SERVICE],
                                  &volume->service_id, &said);
    if (is_fault(status)) {
        add_fault(volumes, row, SERVICE, said.text);
        return IKM_OK;
    }
    if (status != IKM_OK)
        *err = said;
    return status;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By what is set; rows of the same by their number. */
static int by_what(const void *a, const void *b)
{
    const struct volume_row *x = a;
    const struct volume_row *y = b;
    int order = compare_numbers(x->unit_id, y->unit_id);
    if (order == 0)
        order = compare_numbers(x->service_id, y->service_id);
    if (order == 0)
        order = compare_numbers(x->period.kind, y->period.kind);
    if (order == 0)
        order = ikm_date_compare(x->period.from, y->period.from);
    if (order == 0)
        order = ikm_date_compare(x->period.to, y->period.to);
    return order != 0 ? order : compare_numbers(x->row->number, y->row->number);
}

static int is_same(const struct volume_row *x, const struct volume_row *y)
{
    return x->unit_id == y->unit_id && x->service_id == y->service_id &&
           x->period.kind == y->period.kind &&
           ikm_date_compare(x->period.from, y->period.from) == 0 &&
           ikm_date_compare(x->period.to, y->period.to) == 0;
}

static void check_twice(struct volumes *volumes)
{
    struct volume_row *volume = volumes->volume;
    qsort(volume, volumes->table.n_rows, sizeof *volume, by_what);
    for (size_t i = 1; i < volumes->table.n_rows; i++)
        if (is_same(&volume[i - 1], &volume[i]))
            ikm_fault_add(volumes->faults, volume[i].row->number, 0,
                          "unit, periode, dan layanan yang sama sudah ada pada "
                          "baris %u; sisakan satu",
                          "the same unit, period and service stand on row %u "
                          "already; keep one",
                          (unsigned)volume[i - 1].row->number);
}

static enum ikm_status store_volumes(struct volumes *volumes,
                                     struct ikm_act *act, struct ikm_error *err)
{
    const size_t n = volumes->table.n_rows;
    enum ikm_status status = ikm_store_begin(volumes->store, act, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++)
        status = read_row(volumes, &volumes->volume[i], err);
    if (status == IKM_OK && volumes->faults->n_total == 0)
        check_twice(volumes);
    if (status == IKM_OK && volumes->faults->n_total > 0)
        status = register_fail(volumes->faults, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct volume_row *volume = &volumes->volume[i];
        status = ikm_store_set_volume(volumes->store, volume->unit_id,
                                      volume->service_id, &volume->period,
                                      volume->n, err);
    }
    if (status == IKM_OK)
        status = ikm_store_commit(volumes->store, err);
    ikm_store_rollback(volumes->store);
    return status;
}

enum ikm_status
ikm_register_volumes_file(struct ikm_store *store, const char *path,
                          struct ikm_act *act, struct ikm_faults *faults,
                          struct ikm_register_counts *ret_counts,
                          struct ikm_error *err)
{
    struct ikm_arena *arena = faults->arena;
    struct volumes volumes = {.store = store, .arena = arena, .faults = faults};
    act->action = "volume";
    act->subject = register_file_name(path);
    *ret_counts = (struct ikm_register_counts){0};
    enum ikm_status status =
        register_read(path, &shape, arena, faults, &volumes.table, err);
    if (status != IKM_OK)
        return status;
    const size_t n = volumes.table.n_rows;
    volumes.volume = ikm_arena_take(arena, n + 1, sizeof *volumes.volume);
    if (!volumes.volume)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        volumes.volume[i].row = &volumes.table.rows[i];
    status = store_volumes(&volumes, act, err);
    ret_counts->n_rows = ret_counts->n_new = (int64_t)n;
    return status;
}
