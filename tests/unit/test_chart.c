/* Charts: geometry, SVG, table twin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/chart_svg.h"

static const struct ikm_chart_line cutoffs[] = {
    {"A mulai 88,31", 8831}, {"B mulai 76,61", 7661}, {"C mulai 65,00", 6500}};

static const struct ikm_bar bars[] = {
    {"Biaya/Tarif", 10000, "A", 0, {0, 0, 0}},
    {"Waktu <Penyelesaian> & \"lain\"", 6250, "D", 1, {1, 20, 70}}};

static const struct ikm_chart bar_chart = {.kind = IKM_CHART_BARS,
                                           .title = "Paling lemah: Waktu.",
                                           .subtitle = "n 60",
                                           .axis_from_hundredths = 2500,
                                           .axis_to_hundredths = 10000,
                                           .n_bars = 2,
                                           .bars = bars,
                                           .n_cutoffs = 3,
                                           .cutoffs = cutoffs,
                                           .has_mean = 1,
                                           .mean = {"IKM", 8125}};

static const struct ikm_chart_point periods[] = {
    {"Tahun 2023", "2023", 1, 0, 76.5, {0, 0, 0}, {0, 0, 0}, "C", 0, 1},
    {"Triwulan I 2024", "TW I", 1, 0, 79, {0, 0, 0}, {1, 77, 81}, "B", 0, 0},
    {"Triwulan II 2024", "TW II", 1, 0, 80, {0, 0, 0}, {1, 78, 82}, "B", 0, 0},
    {"Triwulan III 2024", "TW III", 0, 0, 0, {0, 0, 0}, {0, 0, 0}, "", 0, 0},
    {"Triwulan IV 2024", "TW IV", 1, 0, 83, {0, 0, 0}, {1, 81, 85}, "B", 0, 0}};

static const struct ikm_chart trend_chart = {.kind = IKM_CHART_TREND,
                                             .title = "IKM naik",
                                             .subtitle = "rentang 95 %",
                                             .axis_from_hundredths = 2500,
                                             .axis_to_hundredths = 10000,
                                             .n_cutoffs = 3,
                                             .cutoffs = cutoffs,
                                             .n_points = 5,
                                             .points = periods};

static const struct ikm_chart_point elements[] = {
    {"U1 Persyaratan", "U1", 1, 0.60, 82, {1, .5, .7}, {1, 80, 84}, "B", 0, 0},
    {"U2 Prosedur", "U2", 1, 0.61, 82.2, {1, .5, .7}, {1, 80, 84}, "B", 0, 0},
    {"U3 Waktu", "U3", 1, 0.72, 64, {1, .6, .8}, {1, 61, 67}, "D", 1, 0},
    {"U4 Biaya/Tarif", "U4", 1, 0.20, 97, {1, .1, .3}, {1, 96, 98}, "A", 0, 0},
    {"U9 Sarana", "U9", 1, 0.35, 71, {1, .2, .5}, {1, 68, 74}, "C", 0, 0}};

static const struct ikm_chart scatter_chart = {
    .kind = IKM_CHART_SCATTER,
    .title = "Waktu perlu didahulukan",
    .subtitle = "n 60",
    .n_points = 5,
    .points = elements,
    .x = {"Kepentingan", 2, 0.5},
    .y = {"Nilai", 2, 79},
    .quadrant = {"Berlebihan", "Pertahankan", "Prioritas rendah",
                 "Prioritas utama"}};

static const int64_t counts[2][4] = {{10, 10, 20, 60}, {0, 0, 0, 50}};
static const struct ikm_stack stacks[] = {{"Waktu", "U3", 100, counts[0]},
                                          {"Biaya", "U4", 50, counts[1]}};
static const char *const scores[] = {"1 (terendah)", "2", "3", "4 (tertinggi)"};
static const struct ikm_chart stacked_chart = {.kind = IKM_CHART_STACKED,
                                               .title = "Jawaban",
                                               .subtitle = "n 150",
                                               .n_stacks = 2,
                                               .stacks = stacks,
                                               .n_scores = 4,
                                               .score_label = scores};

static const struct ikm_chart *const all[] = {&bar_chart, &trend_chart,
                                              &scatter_chart, &stacked_chart};

static struct chart_drawing draw(const struct ikm_chart *chart, double width_px,
                                 struct ikm_arena *arena)
{
    struct ikm_error err = {0};
    struct chart_drawing drawing = {0};
    const struct chart_frame frame = {.width_px = width_px, .with_heading = 1};
    assert_int_equal(chart_draw(chart, &frame, arena, &drawing, &err), IKM_OK);
    return drawing;
}

static const struct chart_shape *find(const struct chart_drawing *drawing,
                                      enum chart_role role, size_t n)
{
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (drawing->shapes[i].role == role && n-- == 0)
            return &drawing->shapes[i];
    fail_msg("no such shape");
    return NULL;
}

static const struct chart_shape *find_text(const struct chart_drawing *drawing,
                                           const char *text)
{
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (drawing->shapes[i].kind == SHAPE_TEXT &&
            strcmp(drawing->shapes[i].text, text) == 0)
            return &drawing->shapes[i];
    fail_msg("no text %s", text);
    return NULL;
}

static int is_near(double a, double b)
{
    return a - b < 1e-6 && b - a < 1e-6;
}

/* Nothing is drawn outside, at any width. */
static void all_lie_inside(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 24);
    (void)state;
    for (double width = 320; width < 1200; width += 110)
        for (size_t c = 0; c < IKM_COUNT(all); c++) {
            const struct chart_drawing d = draw(all[c], width, &arena);
            for (size_t i = 0; i < d.n_shapes; i++) {
                const struct chart_shape *s = &d.shapes[i];
                assert_true(s->x >= 0 && s->x <= width + 0.01);
                assert_true(s->y >= 0 && s->y <= d.height_px);
                if (s->kind == SHAPE_RECT)
                    assert_true(s->x2 >= s->x && s->x2 <= width + 0.01);
            }
        }
    ikm_arena_release(&arena);
}

static void bars_reach_their_value(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const struct chart_drawing d = draw(&bar_chart, 720, &arena);
    const struct chart_shape *best = find(&d, ROLE_GRADE_A, 0);
    const struct chart_shape *worst = find(&d, ROLE_GRADE_D, 0);
    const struct chart_shape *whisker = find(&d, ROLE_WHISKER, 0);
    const struct chart_shape *mean = find(&d, ROLE_MEAN, 0);
    const double full = best->x2 - best->x;
    (void)state;
    assert_true(is_near(best->x, worst->x));
    assert_true(is_near((worst->x2 - worst->x) / full, 0.5));
    assert_true(is_near((mean->x - best->x) / full, 0.75));
    /* the interval begins below the axis: clipped there */
    assert_true(is_near(whisker->x, worst->x));
    assert_true(is_near((whisker->x2 - worst->x) / full, 0.6));
    assert_string_equal(find(&d, ROLE_VALUE, 1)->text, "62,50 D");
    assert_int_equal(find_text(&d, "Biaya/Tarif")->role, ROLE_LABEL);
    (void)find_text(&d, "IKM 81,25");
    /* labels of cut-offs that are near do not stand in one row */
    assert_false(is_near(find_text(&d, "A mulai 88,31")->y,
                         find_text(&d, "B mulai 76,61")->y));
    ikm_arena_release(&arena);
}

static void answers_are_centred(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const struct chart_drawing d = draw(&stacked_chart, 720, &arena);
    /* each second one: the first stands in the legend */
    const struct chart_shape *low = find(&d, ROLE_SCORE_LOW, 1);
    const struct chart_shape *high = find(&d, ROLE_SCORE_HIGH, 1);
    const struct chart_shape *lowest = find(&d, ROLE_SCORE_LOWEST, 1);
    const struct chart_shape *all4 = find(&d, ROLE_SCORE_HIGHEST, 2);
    const double centre = find(&d, ROLE_WHISKER, 0)->x;
    (void)state;
    assert_true(is_near(low->x2, centre));
    assert_true(is_near(high->x, centre));
    assert_true(is_near(all4->x, centre));
    assert_true(is_near(lowest->x2, low->x));
    assert_true(is_near(all4->x2 - all4->x, 5 * (high->x2 - high->x)));
    (void)find_text(&d, "60 %");
    (void)find_text(&d, "n 50");
    ikm_arena_release(&arena);
}

static void a_middle_score_lies_on_the_centre(void **state)
{
    static const int64_t three[] = {10, 20, 70};
    static const struct ikm_stack stack = {"Waktu", "U3", 100, three};
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    struct ikm_chart chart = stacked_chart;
    (void)state;
    chart.n_scores = 3;
    chart.n_stacks = 1;
    chart.stacks = &stack;
    const struct chart_drawing d = draw(&chart, 720, &arena);
    const struct chart_shape *middle = find(&d, ROLE_SCORE_HIGH, 1);
    assert_true(
        is_near((middle->x + middle->x2) / 2, find(&d, ROLE_WHISKER, 0)->x));
    ikm_arena_release(&arena);
}

static void a_gap_breaks_the_line(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const struct chart_drawing d = draw(&trend_chart, 720, &arena);
    const struct chart_shape *line = find(&d, ROLE_LINE, 0);
    const struct chart_shape *band = find(&d, ROLE_BAND, 0);
    size_t n_lines = 0;
    (void)state;
    for (size_t i = 0; i < d.n_shapes; i++)
        n_lines += d.shapes[i].role == ROLE_LINE;
    assert_int_equal(n_lines, 1);
    assert_int_equal(line->n_spots, 3);
    assert_int_equal(band->n_spots, 4);
    assert_true(line->spots[0].y > line->spots[2].y);
    /* what is known only as a figure is hollow */
    assert_true(is_near(find(&d, ROLE_POINT_HOLLOW, 0)->x, line->spots[0].x));
    (void)find_text(&d, "83,00");
    ikm_arena_release(&arena);
}

static void labels_keep_clear(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const struct chart_drawing d = draw(&scatter_chart, 720, &arena);
    const struct chart_shape *a = find_text(&d, "U1 Persyaratan");
    const struct chart_shape *b = find_text(&d, "U2 Prosedur");
    const double apart = a->y > b->y ? a->y - b->y : b->y - a->y;
    (void)state;
    assert_true(apart >= 13 || a->x + chart_text_px(a->text, 13) <= b->x ||
                b->x + chart_text_px(b->text, 13) <= a->x);
    assert_int_equal(find_text(&d, "U3 Waktu")->role, ROLE_LABEL_MARKED);
    assert_true(find(&d, ROLE_POINT_MARKED, 0)->x > find(&d, ROLE_MEAN, 0)->x);
    ikm_arena_release(&arena);
}

static const char *svg(const struct ikm_chart *chart, struct ikm_arena *arena)
{
    struct ikm_text text = IKM_TEXT(arena);
    struct ikm_error err = {0};
    const char *done = NULL;
    const struct ikm_svg_look look = {
        .frame = {.width_px = 720, .with_heading = 1},
        .id = "g1",
        .is_standalone = 1};
    assert_int_equal(ikm_chart_svg(chart, &look, &text, &err), IKM_OK);
    assert_int_equal(ikm_text_done(&text, &done, &err), IKM_OK);
    return done;
}

static void svg_escapes_and_repeats(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    const char *first = svg(&bar_chart, &arena);
    (void)state;
    assert_non_null(strstr(
        first, ">Waktu &lt;Penyelesaian&gt; &amp; &quot;lain&quot;</text>"));
    assert_null(strstr(first, "<Penyelesaian"));
    assert_non_null(strstr(first, "<title id=\"g1t\">Paling lemah: Waktu."));
    assert_non_null(strstr(first, "<desc id=\"g1d\">n 60</desc>"));
    assert_string_equal(first, svg(&bar_chart, &arena));
    ikm_arena_release(&arena);
}

static void the_twin_has_the_figures(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    struct ikm_error err = {0};
    struct ikm_table table = {0};
    (void)state;
    assert_int_equal(chart_table(&bar_chart, IKM_LANG_ID, &arena, &table, &err),
                     IKM_OK);
    assert_int_equal(table.n_rows, 2);
    assert_int_equal(table.cells[table.n_columns + 1].number, 6250);
    assert_true(is_near(table.cells[table.n_columns + 3].real, 25));
    assert_int_equal(table.cells[3].kind, IKM_CELL_EMPTY);
    assert_int_equal(
        chart_table(&trend_chart, IKM_LANG_ID, &arena, &table, &err), IKM_OK);
    assert_int_equal(table.n_rows, 5);
    assert_int_equal(table.cells[3 * table.n_columns + 1].kind, IKM_CELL_EMPTY);
    assert_int_equal(
        chart_table(&stacked_chart, IKM_LANG_ID, &arena, &table, &err), IKM_OK);
    assert_int_equal(table.cells[4].number, 60);
    ikm_arena_release(&arena);
}

static void out_of_memory_is_told(void **state)
{
    size_t n_refused = 0;
    (void)state;
    for (size_t limit = 0; limit < 80000; limit += 331)
        for (size_t c = 0; c < IKM_COUNT(all); c++) {
            struct ikm_arena arena = IKM_ARENA(limit);
            struct ikm_text text = IKM_TEXT(&arena);
            struct ikm_error err = {0};
            struct ikm_table table = {0};
            const struct ikm_svg_look look = {.frame = {.width_px = 720},
                                              .id = "g"};
            enum ikm_status status = ikm_chart_svg(all[c], &look, &text, &err);
            if (status == IKM_OK)
                status = chart_table(all[c], IKM_LANG_EN, &arena, &table, &err);
            assert_true(status == IKM_OK || status == IKM_NO_MEMORY);
            n_refused += status == IKM_NO_MEMORY;
            ikm_arena_release(&arena);
        }
    assert_true(n_refused > 40);
}

/* IKM_DRAW=folder: the drawings as files, to be looked at. */
static void nothing_to_draw(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 22);
    (void)state;
    for (int kind = IKM_CHART_BARS; kind <= IKM_CHART_STACKED; kind++) {
        const struct ikm_chart empty = {.kind = (enum ikm_chart_kind)kind,
                                        .title = "Kosong",
                                        .subtitle = ""};
        const struct chart_drawing d = draw(&empty, 720, &arena);
        assert_int_equal(d.n_shapes, 1);
    }
    for (size_t c = 0; c < IKM_COUNT(all) && getenv("IKM_DRAW"); c++) {
        char path[256];
        (void)snprintf(path, sizeof path, "%s/%zu.svg", getenv("IKM_DRAW"), c);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        (void)fputs(svg(all[c], &arena), file);
        (void)fclose(file);
    }
    ikm_arena_release(&arena);
}

/* Pages load the rules from a file: the two may not drift apart. */
static void pages_have_the_same_rules(void **state)
{
    static char css[1 << 16];
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_text text = IKM_TEXT(&arena);
    struct ikm_error err;
    const char *rules = NULL;
    (void)state;
    FILE *file = fopen("web/static/laporan.css", "r");
    assert_non_null(file);
    (void)fread(css, 1, sizeof css - 1, file);
    (void)fclose(file);
    ikm_chart_css(&text);
    assert_int_equal(ikm_text_done(&text, &rules, &err), IKM_OK);
    assert_non_null(strstr(css, rules));
    ikm_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_lie_inside),
        cmocka_unit_test(bars_reach_their_value),
        cmocka_unit_test(answers_are_centred),
        cmocka_unit_test(a_middle_score_lies_on_the_centre),
        cmocka_unit_test(a_gap_breaks_the_line),
        cmocka_unit_test(labels_keep_clear),
        cmocka_unit_test(svg_escapes_and_repeats),
        cmocka_unit_test(the_twin_has_the_figures),
        cmocka_unit_test(out_of_memory_is_told),
        cmocka_unit_test(nothing_to_draw),
        cmocka_unit_test(pages_have_the_same_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
