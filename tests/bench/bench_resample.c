/* bench_resample FILE REPETITIONS RESAMPLES - the bootstrap of one office, in
 * process: interval of the index, and how often each element is among the three
 * lowest.
 *
 * FILE: nine answers a line, as digits; 0 is none. The result goes to stdout:
 * estimate, limits, shares; seconds of each repetition to stderr. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyze/bootstrap.h"
#include "analyze/resample.h"
#include "data/form.h"

enum { K = 9, MOST_ROWS = 1 << 16, MIB = 1 << 20, LINE_BYTES = 64 };

struct rows {
    struct ikm_vectors vectors;
    uint16_t sum[MOST_ROWS * K];
    uint8_t n[MOST_ROWS * K];
    double z[MOST_ROWS];
};

static void read_rows(FILE *file, struct rows *rows)
{
    char line[LINE_BYTES];
    while (rows->vectors.n_rows < MOST_ROWS &&
           fgets(line, sizeof line, file) != NULL) {
        const size_t at = rows->vectors.n_rows++ * K;
        for (size_t e = 0; e < K; e++) {
            rows->sum[at + e] = (uint16_t)(line[e] - '0');
            rows->n[at + e] = line[e] != '0';
        }
    }
    rows->vectors.n_elements = K;
    rows->vectors.sum = rows->sum;
    rows->vectors.n = rows->n;
}

static double estimate_of(const struct rows *rows)
{
    double value = 0;
    for (size_t e = 0; e < K; e++) {
        double sum = 0, n = 0;
        for (size_t i = 0; i < rows->vectors.n_rows; i++) {
            sum += rows->sum[i * K + e];
            n += rows->n[i * K + e];
        }
        value += 25 * sum / n / K;
    }
    return value;
}

static enum ikm_status once(const struct ikm_form *form, struct rows *rows,
                            size_t n_resamples,
                            struct ikm_resampled *ret_resampled,
                            struct ikm_bootstrap *ret_told,
                            struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA((size_t)64 * MIB);
    const struct ikm_resampling resampling = {IKM_RESAMPLE_SEED, n_resamples};
    const enum ikm_status status =
        ikm_resample(form, &rows->vectors, IKM_WEIGHTS_EXACT, &resampling,
                     &arena, ret_resampled, err);
    if (status == IKM_OK) {
        ikm_parts_of_rows(form, &rows->vectors, IKM_WEIGHTS_EXACT, rows->z);
        ikm_bootstrap_of(
            ret_resampled->value, ret_resampled->n_values, estimate_of(rows),
            ikm_acceleration(rows->z, rows->vectors.n_rows), ret_told);
    }
    ikm_arena_release(&arena);
    return status;
}

static double now_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static enum ikm_status load_form(struct ikm_arena *arena,
                                 const struct ikm_form **ret_form,
                                 struct ikm_error *err)
{
    struct ikm_faults *faults = ikm_arena_take(arena, 1, sizeof *faults);
    if (!faults)
        return ikm_fail_memory(err);
    faults->arena = arena;
    return ikm_form_load(&ikm_builtin_form_find(IKM_DEFAULT_FORM)->source,
                         arena, faults, ret_form, err);
}

int main(int n_args, char **args)
{
    struct ikm_error err = {.lang = IKM_LANG_EN};
    struct ikm_arena arena = IKM_ARENA((size_t)64 * MIB);
    const struct ikm_form *form = NULL;
    struct ikm_resampled resampled = {.n_values = 0};
    struct ikm_bootstrap told = {.n_values = 0};
    if (n_args < 4)
        return 64;
    FILE *file = fopen(args[1], "r");
    struct rows *rows = calloc(1, sizeof *rows);
    if (!file || !rows)
        return 66;
    read_rows(file, rows);
    (void)fclose(file);
    enum ikm_status status = load_form(&arena, &form, &err);
    const long n_times = strtol(args[2], NULL, 10);
    const size_t n_resamples = (size_t)strtol(args[3], NULL, 10);
    for (long i = 0; i < n_times && status == IKM_OK; i++) {
        const double start = now_s();
        status = once(form, rows, n_resamples, &resampled, &told, &err);
        (void)fprintf(stderr, "%.6f\n", now_s() - start);
    }
    if (status == IKM_OK) {
        printf("%.6f %.6f %.6f", estimate_of(rows), told.percentile95.low,
               told.percentile95.high);
        for (size_t e = 0; e < K; e++)
            printf(" %.6f", resampled.p_lowest3[e]);
        printf("\n");
    } else {
        (void)fprintf(stderr, "bench_resample: %s\n", err.text);
    }
    free(rows);
    ikm_arena_release(&arena);
    return ikm_status_exit_code(status);
}
