/* No renderer has a figure of its own: a number that is changed in the report
 * model, or in the analysis where a format is written from that, is changed in
 * what every renderer writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "../support/parts.h"
#include "../support/survey.h"
#include "export/board.h"
#include "export/site_internal.h"
#include "export/to_csv.h"
#include "export/to_docx.h"
#include "export/to_html.h"
#include "export/to_json.h"
#include "export/to_text.h"
#include "export/to_xlsx_internal.h"

/* Stand nowhere by chance. */
enum { MARK = 8642, SMALL_MARK = 864213 };

struct bench {
    struct test_survey survey;
    struct ikm_arena arena;
    struct ikm_material material;
    struct test_folder folder;
};

static int set_up(void **state)
{
    static const char *const answers[] = {"343434343", "230444423",
                                          "443322114"};
    static const char *const days[] = {"2024-11-05", "2025-02-05"};
    static struct bench bench;
    const struct ikm_query query = {.unit = "kec-01"};
    const struct ikm_date made = {2025, 4, 2};
    bench = (struct bench){.arena = IKM_ARENA(1 << 27)};
    survey_make(&bench.survey);
    test_folder_make(&bench.folder);
    for (int i = 0; i < 24; i++) {
        struct ikm_response r =
            survey_response(&bench.survey, answers[i % 3], days[i / 12]);
        r.field[IKM_FIELD_GENDER] = 1;
        (void)survey_add(&bench.survey, &r);
    }
    assert_int_equal(ikm_material_read(bench.survey.store, &query, made,
                                       &bench.arena, &bench.material,
                                       &bench.survey.err),
                     IKM_OK);
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    ikm_arena_release(&bench->arena);
    test_folder_remove(&bench->folder);
    survey_close(&bench->survey);
    return 0;
}

static const char *finish(struct ikm_text *text)
{
    const char *done = NULL;
    struct ikm_error err = {0};
    assert_int_equal(ikm_text_done(text, &done, &err), IKM_OK);
    return done;
}

/* ---- terminal and page: every number of every table ---- */

static const char *in_text(struct bench *bench, const struct ikm_report *report)
{
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const struct ikm_text_look look = {.width = 200};
    assert_int_equal(ikm_to_text(report, look, &text, &bench->survey.err),
                     IKM_OK);
    return finish(&text);
}

static const char *in_html(struct bench *bench, const struct ikm_report *report)
{
    struct ikm_text text = IKM_TEXT(&bench->arena);
    const struct ikm_html_options options = {"ikm 0", {2025, 4, 2}};
    assert_int_equal(ikm_to_html(report, &options, &text, &bench->survey.err),
                     IKM_OK);
    return finish(&text);
}

/* Puts a mark into the cell; gives how people read it. NULL: it is no number.
 */
static const char *mark_cell(struct ikm_report_cell *cell)
{
    switch (cell->kind) {
    case IKM_CELL_INTEGER: cell->number = MARK; return "8642";
    case IKM_CELL_FIXED:
        cell->number = MARK;
        return cell->decimals == 3   ? "8,642"
               : cell->decimals == 2 ? "86,42"
                                     : "864,2";
    case IKM_CELL_REAL:
        cell->real = 8.64213;
        return cell->decimals >= 3   ? "8,642"
               : cell->decimals == 2 ? "8,64"
                                     : "8,6";
    case IKM_CELL_EMPTY:
    case IKM_CELL_TEXT:
    case IKM_CELL_GRADE: break;
    }
    return NULL;
}

static size_t times_in(const char *text, const char *word)
{
    size_t n = 0;
    for (const char *p = strstr(text, word); p; p = strstr(p + 1, word))
        n++;
    return n;
}

static void every_number_of_a_table(void **state)
{
    struct bench *bench = *state;
    const struct ikm_report *report = &bench->material.report;
    const char *text = in_text(bench, report);
    const char *page = in_html(bench, report);
    size_t n_numbers = 0;
    for (size_t s = 0; s < report->n_sections; s++)
        for (size_t t = 0; t < report->sections[s].n_tables; t++) {
            const struct ikm_table *table = &report->sections[s].tables[t];
            for (size_t c = 0; c < table->n_rows * table->n_columns; c++) {
                struct ikm_report_cell *cell =
                    (struct ikm_report_cell *)(uintptr_t)&table->cells[c];
                const struct ikm_report_cell kept = *cell;
                const char *mark = mark_cell(cell);
                if (!mark)
                    continue;
                n_numbers++;
                assert_int_equal(times_in(in_text(bench, report), mark),
                                 times_in(text, mark) + 1);
                assert_true(times_in(in_html(bench, report), mark) >
                            times_in(page, mark));
                *cell = kept;
            }
        }
    assert_true(n_numbers > 60);
}

static void a_bar_of_a_chart(void **state)
{
    struct bench *bench = *state;
    const struct ikm_section *elements =
        ikm_report_find(&bench->material.report, "elements");
    struct ikm_bar *bar =
        (struct ikm_bar *)(uintptr_t)&elements->charts[0].bars[0];
    const struct ikm_bar kept = *bar;
    const size_t n = times_in(in_html(bench, &bench->material.report), "61,27");
    bar->value_hundredths = 6127;
    assert_true(times_in(in_html(bench, &bench->material.report), "61,27") > n);
    *bar = kept;
}

/* ---- for machines ---- */

static void json_and_csv(void **state)
{
    struct bench *bench = *state;
    struct ikm_analysis *analysis = &bench->material.analysis;
    struct ikm_index *index = &analysis->results[0].index;
    const int64_t kept = index->value_hundredths;
    const int64_t kept_nrr = index->element[2].nrr_thousandths;
    index->value_hundredths = MARK;
    index->element[2].nrr_thousandths = 1357;
    struct ikm_text json = IKM_TEXT(&bench->arena);
    struct ikm_text csv = IKM_TEXT(&bench->arena);
    ikm_to_json(analysis, &json);
    ikm_to_csv(analysis, &csv);
    const char *told[] = {finish(&json), finish(&csv)};
    for (size_t i = 0; i < IKM_COUNT(told); i++) {
        assert_non_null(strstr(told[i], "86.42"));
        assert_non_null(strstr(told[i], "1.357"));
    }
    index->value_hundredths = kept;
    index->element[2].nrr_thousandths = kept_nrr;
}

/* ---- on paper ---- */

/* What the file says; NULL where pdftotext is not installed. */
static const char *pdf_text(struct bench *bench, struct ikm_bytes file)
{
    char path[TEST_PATH_BYTES], command[TEST_PATH_BYTES + 64];
    struct ikm_text text = IKM_TEXT(&bench->arena);
    char piece[512];
    test_write(test_folder_path(&bench->folder, "a.pdf", path), file.bytes,
               file.length_bytes);
    (void)snprintf(command, sizeof command,
                   "pdftotext -layout %s - 2>/dev/null", path);
    FILE *told = popen(command, "r");
    assert_non_null(told);
    while (fgets(piece, sizeof piece, told))
        ikm_text_put(&text, piece);
    return pclose(told) == 0 ? finish(&text) : NULL;
}

static const char *docx_text(struct bench *bench, struct ikm_bytes file)
{
    struct zip_stat facts;
    zip_source_t *source =
        zip_source_buffer_create(file.bytes, file.length_bytes, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, "word/document.xml", 0, &facts), 0);
    char *text = ikm_arena_take(&bench->arena, facts.size + 1, 1);
    zip_file_t *part = zip_fopen(zip, "word/document.xml", 0);
    assert_non_null(text);
    assert_int_equal(zip_fread(part, text, facts.size), facts.size);
    (void)zip_fclose(part);
    zip_discard(zip);
    return text;
}

static void look_at_papers(struct bench *bench, const char *mark)
{
    const struct ikm_pdf_options pdf = {"2025-04-02T01:00:00Z"};
    const struct ikm_docx_options docx = {"2025-04-02T01:00:00Z", 1743555600};
    struct ikm_error *err = &bench->survey.err;
    struct ikm_document document;
    struct ikm_bytes file = {0};
    assert_int_equal(ikm_document_report(&bench->material, IKM_LANG_ID,
                                         &bench->arena, &document, err),
                     IKM_OK);
    assert_int_equal(ikm_to_docx(&document, &docx, &bench->arena, &file, err),
                     IKM_OK);
    assert_non_null(strstr(docx_text(bench, file), mark));
    assert_int_equal(ikm_to_pdf(&document, &pdf, &bench->arena, &file, err),
                     IKM_OK);
    const char *text = pdf_text(bench, file);
    if (text)
        assert_non_null(strstr(text, mark));
}

static void papers(void **state)
{
    struct bench *bench = *state;
    const struct ikm_section *elements =
        ikm_report_find(&bench->material.report, "elements");
    const struct ikm_table *table = &elements->tables[0];
    size_t column = 0;
    while (column + 1 < table->n_columns &&
           table->cells[column].kind != IKM_CELL_FIXED)
        column++;
    struct ikm_report_cell *cell =
        (struct ikm_report_cell *)(uintptr_t)&table->cells[column];
    const struct ikm_report_cell kept = *cell;
    look_at_papers(bench, mark_cell(cell));
    *cell = kept;
}

static void board(void **state)
{
    struct bench *bench = *state;
    const struct ikm_pdf_options pdf = {"2025-04-02T01:00:00Z"};
    struct ikm_result *result = &bench->material.analysis.results[0];
    struct ikm_result *men = &bench->material.by[IKM_BY_GENDER].results[0];
    struct ikm_bytes file = {0};
    const int64_t kept = result->index.value_hundredths;
    const int64_t kept_men = men->ledger.used;
    result->index.value_hundredths = MARK;
    men->ledger.used = SMALL_MARK;
    assert_int_equal(ikm_board(&bench->material, IKM_LANG_ID, IKM_BOARD_A4,
                               &pdf, &bench->arena, &file, &bench->survey.err),
                     IKM_OK);
    const char *text = pdf_text(bench, file);
    if (text) {
        assert_non_null(strstr(text, "86,42"));
        assert_non_null(strstr(text, "864213"));
    }
    result->index.value_hundredths = kept;
    men->ledger.used = kept_men;
}

/* ---- workbook: the sheets Tren, IPA, RTL ---- */

/* The sheet's part, of a workbook with these sections alone. */
static const char *sheet_text(struct bench *bench, struct ikm_report *sheets,
                              enum xlsx_sheet sheet)
{
    char path[TEST_PATH_BYTES], part_name[64];
    struct xlsx_book book = {.analysis = &bench->material.analysis,
                             .result = bench->material.result,
                             .form = bench->material.result->form,
                             .sheets = *sheets,
                             .lang = IKM_LANG_ID,
                             .arena = &bench->arena,
                             .scratch = IKM_TEXT(&bench->arena)};
    struct zip_stat facts;
    book.workbook =
        workbook_new(test_folder_path(&bench->folder, "a.xlsx", path));
    for (int s = 0; s < SHEET_COUNT; s++)
        book.sheet[s] = workbook_add_worksheet(
            book.workbook, xlsx_sheet_name(IKM_LANG_ID, (enum xlsx_sheet)s));
    xlsx_make_styles(&book);
    xlsx_write_trend(&book);
    xlsx_write_ipa(&book);
    xlsx_write_plan(&book);
    assert_int_equal(workbook_close(book.workbook), 0);
    assert_int_equal(book.failure, 0);
    (void)snprintf(part_name, sizeof part_name, "xl/worksheets/sheet%d.xml",
                   (int)sheet + 1);
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, part_name, 0, &facts), 0);
    char *text = ikm_arena_take(&bench->arena, facts.size + 1, 1);
    zip_file_t *part = zip_fopen(zip, part_name, 0);
    assert_int_equal(zip_fread(part, text, facts.size), facts.size);
    (void)zip_fclose(part);
    zip_discard(zip);
    return text;
}

static void make_sheets(struct bench *bench, struct ikm_report *ret_sheets)
{
    const struct ikm_query query = {
        .unit = "kec-01", .by = IKM_BY_PERIOD, .every = IKM_PERIOD_QUARTER};
    static const struct ikm_plan_item item = {.item_id = 1,
                                              .programme = "Antrean",
                                              .cause = "",
                                              .in_charge = "Camat",
                                              .note = "",
                                              .evidence = "",
                                              .quarter_from = 8100,
                                              .quarter_to = 8100};
    static const struct ikm_unit unit = {.name = "Kecamatan"};
    static struct ikm_plan_line line;
    static struct ikm_plan_view plan;
    struct ikm_analysis periods;
    line = (struct ikm_plan_line){.item = &item,
                                  .unit = &unit,
                                  .form = bench->material.result->form,
                                  .service = ""};
    plan = (struct ikm_plan_view){.n_lines = 1, .lines = &line};
    assert_int_equal(ikm_assemble(bench->survey.store, &query, &bench->arena,
                                  &periods, &bench->survey.err),
                     IKM_OK);
    assert_int_equal(ikm_report_of_book(bench->material.result, &periods, &plan,
                                        IKM_LANG_ID, &bench->arena, ret_sheets,
                                        &bench->survey.err),
                     IKM_OK);
}

static void sheets(void **state)
{
    static const enum xlsx_sheet sheet[] = {SHEET_TREND, SHEET_IPA, SHEET_PLAN};
    struct bench *bench = *state;
    struct ikm_report told;
    make_sheets(bench, &told);
    for (size_t s = 0; s < told.n_sections; s++) {
        const struct ikm_table *table = &told.sections[s].tables[0];
        size_t n_numbers = 0;
        assert_int_equal(told.sections[s].n_tables, 1);
        for (size_t c = 0; c < table->n_columns; c++) {
            struct ikm_report_cell *cell =
                (struct ikm_report_cell *)(uintptr_t)&table->cells[c];
            const struct ikm_report_cell kept = *cell;
            if (!mark_cell(cell))
                continue;
            const char *mark = cell->kind == IKM_CELL_REAL ? "<v>8.64213</v>"
                               : cell->kind == IKM_CELL_INTEGER ? "<v>8642</v>"
                               : cell->decimals == 3            ? "<v>8.64"
                                                                : "<v>86.42";
            assert_non_null(strstr(sheet_text(bench, &told, sheet[s]), mark));
            *cell = kept;
            n_numbers++;
        }
        assert_true(n_numbers > 0);
    }
}

/* ---- website ---- */

static void website(void **state)
{
    struct bench *bench = *state;
    const struct ikm_site_options options = {.unit = "kec-01",
                                             .lang = IKM_LANG_ID,
                                             .today = {2025, 4, 2},
                                             .program = "ikm 0"};
    struct site site = {.store = bench->survey.store,
                        .options = &options,
                        .lang = IKM_LANG_ID,
                        .arena = &bench->arena};
    void (*const writers[])(const struct site *, struct ikm_text *) = {
        site_csv,  site_json,      site_card,
        site_news, site_embedding, site_register};
    struct ikm_error *err = &bench->survey.err;
    assert_int_equal(site_gather(&site, err), IKM_OK);
    struct ikm_index *index =
        (struct ikm_index *)(uintptr_t)&site.newest->total->index;
    index->value_hundredths = MARK;
    index->element[2].nrr_thousandths = 1357;
    for (size_t i = 0; i < IKM_COUNT(writers); i++) {
        struct ikm_text text = IKM_TEXT(&bench->arena);
        writers[i](&site, &text);
        assert_non_null(strstr(finish(&text), i < 2 ? "86.42" : "86,42"));
    }
    struct ikm_text page = IKM_TEXT(&bench->arena);
    struct ikm_text cms = IKM_TEXT(&bench->arena);
    assert_int_equal(site_page(&site, site.newest, "", &page, err), IKM_OK);
    assert_int_equal(site_cms(&site, &cms, err), IKM_OK);
    const char *told[] = {finish(&page), finish(&cms)};
    for (size_t i = 0; i < IKM_COUNT(told); i++) {
        assert_non_null(strstr(told[i], "86,42"));
        assert_non_null(strstr(told[i], "1,357"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_of_a_table),
        cmocka_unit_test(a_bar_of_a_chart),
        cmocka_unit_test(json_and_csv),
        cmocka_unit_test(papers),
        cmocka_unit_test(board),
        cmocka_unit_test(sheets),
        cmocka_unit_test(website)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
