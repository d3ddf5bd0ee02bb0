#include "analyze/quality.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/quality_internal.h"

static const char *const kinds[IKM_FINDING_KIND_COUNT] = {
    "straight-line", "duplicate", "run",     "burst",        "out-of-hours",
    "out-of-period", "operator",  "channel", "near-perfect", "comment"};

static const char *const reasons[IKM_FINDING_REASON_COUNT] = {
    NULL, "hours", "weekend", "future", "apart", "identity", "repeated"};

static const struct {
    const char *name;
    double standard, least, most;
} settings[IKM_QUALITY_SETTING_COUNT] = {
#define X(id, name, standard, least, most)                                     \
    [IKM_QUALITY_##id] = {name, standard, least, most},
    IKM_QUALITY_SETTINGS(X)
#undef X
};

const char *ikm_finding_kind_name(enum ikm_finding_kind kind)
{
    return kinds[kind];
}

const char *ikm_finding_reason_name(enum ikm_finding_reason reason)
{
    return reasons[reason];
}

struct ikm_quality_settings ikm_quality_standard(void)
{
    struct ikm_quality_settings standard;
    for (size_t i = 0; i < IKM_QUALITY_SETTING_COUNT; i++)
        standard.value[i] = settings[i].standard;
    return standard;
}

const char *ikm_quality_setting_name(enum ikm_quality_setting setting)
{
    return settings[setting].name;
}

int ikm_quality_setting_parse(const char *name,
                              enum ikm_quality_setting *ret_setting)
{
    for (size_t i = 0; i < IKM_QUALITY_SETTING_COUNT; i++)
        if (strcmp(name, settings[i].name) == 0) {
            *ret_setting = (enum ikm_quality_setting)i;
            return 1;
        }
    return 0;
}

void ikm_quality_setting_bounds(enum ikm_quality_setting setting,
                                double *ret_least, double *ret_most)
{
    *ret_least = settings[setting].least;
    *ret_most = settings[setting].most;
}

uint32_t ikm_finding_settings(enum ikm_finding_kind kind,
                              enum ikm_finding_reason reason)
{
#define BIT(setting) (1U << IKM_QUALITY_##setting)
    switch (kind) {
    case IKM_FINDING_STRAIGHT_LINE: return BIT(STRAIGHT_LINE);
    case IKM_FINDING_DUPLICATE: return BIT(DUPLICATE);
    case IKM_FINDING_RUN: return BIT(RUN);
    case IKM_FINDING_BURST: return BIT(BURST);
    case IKM_FINDING_OUT_OF_HOURS:
        return reason == IKM_FINDING_REASON_HOURS ? BIT(OPENS) | BIT(CLOSES)
                                                  : BIT(WORKDAYS);
    case IKM_FINDING_OUT_OF_PERIOD:
        return reason == IKM_FINDING_REASON_APART ? BIT(APART) : 0;
    case IKM_FINDING_OPERATOR:
    case IKM_FINDING_CHANNEL: return BIT(P) | BIT(EPSILON) | BIT(GROUP);
    case IKM_FINDING_NEAR_PERFECT:
        return BIT(NEAR_PERFECT) | BIT(NEAR_PERFECT_N);
    case IKM_FINDING_COMMENT:
        return reason == IKM_FINDING_REASON_REPEATED
                   ? BIT(COMMENT) | BIT(COMMENT_LENGTH)
                   : 0;
    case IKM_FINDING_KIND_COUNT: break;
    }
#undef BIT
    return 0;
}

/* ---- rows ---- */

bool row_is_complete(const struct ikm_quality_row *row)
{
    for (size_t q = 0; q < row->n_answers; q++)
        if (row->answer[q] == 0)
            return false;
    return row->n_answers > 0;
}

int ikm_quality_is_straight(const struct ikm_quality_row *row)
{
    for (size_t q = 0; q < row->n_answers; q++)
        if (row->answer[q] == 0 || row->answer[q] != row->answer[0])
            return 0;
    return row->n_answers > 0;
}

int row_compare_answers(const struct ikm_quality_row *a,
                        const struct ikm_quality_row *b)
{
    const int order =
        memcmp(a->answer, b->answer, (size_t)a->n_answers + a->n_more);
    return (order > 0) - (order < 0);
}

int row_compare_place(const struct ikm_quality_row *a,
                      const struct ikm_quality_row *b)
{
    return (a > b) - (a < b);
}

/* ---- findings ---- */

static int compare_numbers(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left;
    const uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static bool make_room(struct look *look)
{
    if (look->n < look->room)
        return true;
    const size_t room = look->room ? look->room * 2 : 16;
    struct ikm_finding *grown =
        ikm_arena_take(look->arena, room, sizeof *grown);
    if (!grown)
        return false;
    if (look->n > 0)
        memcpy(grown, look->finding, look->n * sizeof *grown);
    look->finding = grown;
    look->room = room;
    return true;
}

struct ikm_finding *look_add(struct look *look, enum ikm_finding_kind kind,
                             enum ikm_finding_reason reason,
                             const uint32_t *rows, size_t n, int64_t out_of)
{
    uint32_t *kept = ikm_arena_take(look->arena, n, sizeof *kept);
    if (!kept || !make_room(look)) {
        look->failed = true;
        return NULL;
    }
    memcpy(kept, rows, n * sizeof *kept);
    struct ikm_finding *finding = &look->finding[look->n++];
    *finding = (struct ikm_finding){.kind = kind,
                                    .reason = reason,
                                    .n_rows = n,
                                    .row = kept,
                                    .out_of = out_of};
    return finding;
}

struct ikm_finding *look_add_sorted(struct look *look,
                                    enum ikm_finding_kind kind,
                                    enum ikm_finding_reason reason,
                                    const struct ikm_quality_row **rows,
                                    size_t n, int64_t out_of)
{
    for (size_t i = 0; i < n; i++)
        look->picked[i] = (uint32_t)(rows[i] - look->rows->row);
    qsort(look->picked, n, sizeof *look->picked, compare_numbers);
    return look_add(look, kind, reason, look->picked, n, out_of);
}

/* What is told first: see struct ikm_findings. */
struct ranked {
    struct ikm_finding finding;
    int is_straight;
};

static int compare_findings(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    const struct ikm_finding *f = &a->finding;
    const struct ikm_finding *g = &b->finding;
    if (f->kind != g->kind)
        return f->kind > g->kind ? 1 : -1;
    if (f->reason != g->reason)
        return f->reason > g->reason ? 1 : -1;
    if (a->is_straight != b->is_straight)
        return a->is_straight - b->is_straight;
    if (f->n_rows != g->n_rows)
        return f->n_rows < g->n_rows ? 1 : -1;
    return (f->row[0] > g->row[0]) - (f->row[0] < g->row[0]);
}

static void put_in_order(struct look *look)
{
    struct ranked *ranked =
        ikm_arena_take(look->arena, look->n + 1, sizeof *ranked);
    if (!ranked) {
        look->failed = true;
        return;
    }
    for (size_t i = 0; i < look->n; i++) {
        ranked[i].finding = look->finding[i];
        ranked[i].is_straight =
            look->finding[i].kind == IKM_FINDING_DUPLICATE &&
            ikm_quality_is_straight(&look->rows->row[look->finding[i].row[0]]);
    }
    qsort(ranked, look->n, sizeof *ranked, compare_findings);
    for (size_t i = 0; i < look->n; i++)
        look->finding[i] = ranked[i].finding;
}

enum ikm_status ikm_quality_look(const struct ikm_quality_rows *rows,
                                 const struct ikm_quality_settings *asked,
                                 struct ikm_arena *arena,
                                 struct ikm_findings *ret_findings,
                                 struct ikm_error *err)
{
    static void (*const looks[])(struct look *) = {
        look_straight_lines, look_duplicates,   look_runs,
        look_bursts,         look_hours,        look_period,
        look_groups,         look_near_perfect, look_comments};
    struct look look = {.rows = rows, .settings = asked, .arena = arena};
    const size_t n = rows->n_rows;
    look.order = ikm_arena_take(arena, n + 1, sizeof *look.order);
    look.picked = ikm_arena_take(arena, n + 1, sizeof *look.picked);
    look.failed = !look.order || !look.picked;
    for (size_t i = 0; i < n; i++)
        look.n_complete += row_is_complete(&rows->row[i]);
    for (size_t i = 0; i < IKM_COUNT(looks) && !look.failed; i++)
        looks[i](&look);
    if (!look.failed)
        put_in_order(&look);
    if (look.failed)
        return ikm_fail_memory(err);
    *ret_findings =
        (struct ikm_findings){look.n, look.finding, look.n_complete};
    return IKM_OK;
}
