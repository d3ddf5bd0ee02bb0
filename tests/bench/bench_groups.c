/* bench_groups FILE REPETITIONS [drop] - number of responses, and sum of each
 * element, of every office and quarter of a survey file.
 *
 * The result goes to stdout; how long each repetition took, in seconds and from
 * opening the file to the finished text, to stderr. With "drop" the rollups are
 * thrown away first and not made again: each repetition reads the rows. */
#include <time.h>

#include "data/store_registers.h"
#include "data/store_tallies.h"
#include "tests/bench/lines.h"

enum { MIB = 1 << 20 };

struct group {
    const char *code; /* of the office */
    int32_t quarter;  /* year * 4 + quarter - 1 */
    int64_t n;
    int64_t sum[IKM_MAX_ELEMENTS];
};

/* One place for every office and quarter of the years 2000..2049. */
enum { FIRST_QUARTER = 2000 * 4, N_QUARTERS = 50 * 4 };

struct adding {
    const struct ikm_form *form;
    int64_t n_ids;        /* unit ids are 1..n_ids */
    const char **code;    /* [n_ids + 1], by unit id */
    struct group **group; /* [(n_ids + 1) * N_QUARTERS]; NULL: not met */
    size_t n_groups, room;
    struct group *groups; /* [room], those met */
};

static struct group *group_of(struct adding *adding, int64_t unit_id,
                              int32_t quarter)
{
    if (unit_id < 0 || unit_id > adding->n_ids || quarter < FIRST_QUARTER ||
        quarter >= FIRST_QUARTER + N_QUARTERS)
        return NULL;
    struct group **place =
        &adding->group[unit_id * N_QUARTERS + quarter - FIRST_QUARTER];
    if (!*place && adding->n_groups < adding->room) {
        *place = &adding->groups[adding->n_groups++];
        (*place)->code = adding->code[unit_id];
        (*place)->quarter = quarter;
    }
    return *place;
}

static enum ikm_status add_cell(void *context, int64_t unit_id, int32_t month,
                                const struct ikm_tally *tally,
                                struct ikm_error *err)
{
    struct adding *adding = context;
    struct group *group = group_of(adding, unit_id, month / 3);
    if (!group)
        return ikm_fail(err, IKM_LIMIT, "terlalu banyak kelompok",
                        "too many groups");
    group->n += tally->n_used;
    for (size_t e = 0; e < adding->form->n_elements; e++)
        for (int s = 1; s <= adding->form->scale_max; s++)
            group->sum[e] += s * tally->answered.count[e][s - 1];
    return IKM_OK;
}

static int by_code(const void *a, const void *b)
{
    const struct group *left = a, *right = b;
    const int order = strcmp(left->code, right->code);
    return order != 0 ? order : left->quarter - right->quarter;
}

static void write_groups(const struct adding *adding, struct lines *lines)
{
    qsort(adding->groups, adding->n_groups, sizeof *adding->groups, by_code);
    for (size_t i = 0; i < adding->n_groups; i++) {
        const struct group *group = &adding->groups[i];
        lines_put(lines, group->code, strlen(group->code));
        lines_number(lines, group->quarter);
        lines_number(lines, group->n);
        for (size_t e = 0; e < adding->form->n_elements; e++)
            lines_number(lines, group->sum[e]);
        lines_put(lines, "\n", 1);
    }
}

static enum ikm_status make_room(struct adding *adding,
                                 const struct ikm_units *units,
                                 struct ikm_arena *arena, struct ikm_error *err)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id > adding->n_ids)
            adding->n_ids = units->unit[i].unit_id;
    const size_t n_ids = (size_t)adding->n_ids + 1;
    adding->room = n_ids * 16;
    adding->code = ikm_arena_take(arena, n_ids, sizeof *adding->code);
    adding->group =
        ikm_arena_take(arena, n_ids * N_QUARTERS, sizeof *adding->group);
    adding->groups =
        ikm_arena_take(arena, adding->room, sizeof *adding->groups);
    if (!adding->code || !adding->group || !adding->groups)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < units->n_units; i++)
        adding->code[units->unit[i].unit_id] = units->unit[i].code;
    return IKM_OK;
}

static enum ikm_status group(const char *path, struct ikm_arena *arena,
                             struct lines *lines, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    struct ikm_slice slice = {0};
    struct adding adding = {0};
    enum ikm_status status = ikm_store_open(path, IKM_STORE_READ, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, IKM_DEFAULT_FORM, arena,
                                     &adding.form, &slice.form_id, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, 0, arena, &units, err);
    if (status == IKM_OK)
        status = make_room(&adding, &units, arena, err);
    if (status == IKM_OK)
        status = ikm_store_each_tally(store, &slice, add_cell, &adding, err);
    if (status == IKM_OK)
        write_groups(&adding, lines);
    ikm_store_close(store);
    return status;
}

static enum ikm_status drop_rollups(const char *path, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status = ikm_store_open(path, IKM_STORE_WRITE, &store, err);
    if (status == IKM_OK)
        status = ikm_store_drop_rollups(store, err);
    ikm_store_close(store);
    return status;
}

static double now_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int n_args, char **args)
{
    struct ikm_error err = {.lang = IKM_LANG_EN};
    enum ikm_status status = IKM_OK;
    if (n_args < 3)
        return 64;
    struct lines lines = {.bytes = malloc(LINES_MAX_BYTES)};
    if (!lines.bytes)
        return 71;
    const long n_times = strtol(args[2], NULL, 10);
    if (n_args > 3 && strcmp(args[3], "drop") == 0)
        status = drop_rollups(args[1], &err);
    for (long i = 0; i < n_times && status == IKM_OK; i++) {
        struct ikm_arena arena = IKM_ARENA((size_t)64 * MIB);
        const double start = now_s();
        lines.length_bytes = 0;
        status = group(args[1], &arena, &lines, &err);
        (void)fprintf(stderr, "%.6f\n", now_s() - start);
        ikm_arena_release(&arena);
    }
    if (status == IKM_OK)
        (void)fwrite(lines.bytes, 1, lines.length_bytes, stdout);
    else
        (void)fprintf(stderr, "bench_groups: %s\n", err.text);
    free(lines.bytes);
    return ikm_status_exit_code(status);
}
