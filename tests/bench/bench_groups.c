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

/* The months of an office come one after another, so that a quarter is always
 * the newest group. */
struct adding {
    const struct ikm_units *units; /* to find codes */
    const struct ikm_form *form;
    size_t n_groups, room;
    struct group *groups; /* [room] */
    int64_t unit_id;      /* of the newest group */
};

static const char *code_of(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return units->unit[i].code;
    return "?";
}

static struct group *group_of(struct adding *adding, int64_t unit_id,
                              int32_t quarter)
{
    const char *code = NULL;
    if (adding->n_groups > 0 && adding->unit_id == unit_id) {
        struct group *last = &adding->groups[adding->n_groups - 1];
        if (last->quarter == quarter)
            return last;
        code = last->code;
    }
    if (adding->n_groups == adding->room)
        return NULL;
    struct group *next = &adding->groups[adding->n_groups++];
    next->code = code ? code : code_of(adding->units, unit_id);
    next->quarter = quarter;
    adding->unit_id = unit_id;
    return next;
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

static enum ikm_status group(const char *path, struct ikm_arena *arena,
                             struct lines *lines, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct ikm_units units = {0};
    struct ikm_slice slice = {0};
    struct adding adding = {.units = &units};
    enum ikm_status status = ikm_store_open(path, IKM_STORE_READ, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, IKM_DEFAULT_FORM, arena,
                                     &adding.form, &slice.form_id, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, 0, arena, &units, err);
    if (status == IKM_OK) {
        adding.room = units.n_units * 64;
        adding.groups =
            ikm_arena_take(arena, adding.room, sizeof *adding.groups);
        if (!adding.groups)
            status = ikm_fail_memory(err);
    }
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
