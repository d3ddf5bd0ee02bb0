/* Documents on paper: the same bytes again, whatever was drawn before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/survey.h"
#include "export/board.h"
#include "export/paper.h"
#include "export/to_docx.h"

struct bench {
    struct test_survey survey;
    struct ikm_arena arena;
    struct ikm_material material;
};

static int set_up(void **state)
{
    static struct bench bench;
    const struct ikm_query query = {.unit = "kec-01"};
    const struct ikm_date made = {2025, 4, 2};
    bench = (struct bench){.arena = IKM_ARENA(1 << 26)};
    survey_make(&bench.survey);
    for (int i = 0; i < 12; i++) {
        const struct ikm_response r = survey_response(
            &bench.survey, i % 3 ? "343434343" : "230444423", "2025-01-05");
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
    survey_close(&bench->survey);
    return 0;
}

static struct ikm_bytes report(struct bench *bench, const char *made)
{
    const struct ikm_pdf_options options = {made};
    struct ikm_document document;
    struct ikm_bytes file = {0};
    assert_int_equal(ikm_document_report(&bench->material, IKM_LANG_ID,
                                         &bench->arena, &document,
                                         &bench->survey.err),
                     IKM_OK);
    assert_int_equal(ikm_to_pdf(&document, &options, &bench->arena, &file,
                                &bench->survey.err),
                     IKM_OK);
    return file;
}

static int is_same(struct ikm_bytes a, struct ikm_bytes b)
{
    return a.length_bytes == b.length_bytes &&
           memcmp(a.bytes, b.bytes, a.length_bytes) == 0;
}

static void same_bytes(void **state)
{
    struct bench *bench = *state;
    const struct ikm_bytes a = report(bench, "2025-04-02T01:00:00Z");
    const struct ikm_bytes b = report(bench, "2025-04-02T01:00:00Z");
    const struct ikm_bytes c = report(bench, "2025-04-02T01:00:01Z");
    assert_memory_equal(a.bytes, "%PDF-", 5);
    assert_true(is_same(a, b));
    assert_false(is_same(a, c));
}

static void same_bytes_for_the_word_processor(void **state)
{
    struct bench *bench = *state;
    struct ikm_document document;
    struct ikm_bytes file[2];
    assert_int_equal(ikm_document_brief(&bench->material, IKM_LANG_EN,
                                        &bench->arena, &document,
                                        &bench->survey.err),
                     IKM_OK);
    for (int i = 0; i < 2; i++) {
        const struct ikm_docx_options options = {"2025-04-02T01:00:00Z",
                                                 1743555600};
        assert_int_equal(ikm_to_docx(&document, &options, &bench->arena,
                                     &file[i], &bench->survey.err),
                         IKM_OK);
    }
    assert_memory_equal(file[0].bytes, "PK", 2);
    assert_true(is_same(file[0], file[1]));
}

static void boards(void **state)
{
    struct bench *bench = *state;
    const struct ikm_pdf_options options = {"2025-04-02T01:00:00Z"};
    struct ikm_bytes file[2];
    for (int form = IKM_BOARD_A4; form <= IKM_BOARD_PICTURE; form++) {
        for (int i = 0; i < 2; i++)
            assert_int_equal(ikm_board(&bench->material, IKM_LANG_ID,
                                       (enum ikm_board_form)form, &options,
                                       &bench->arena, &file[i],
                                       &bench->survey.err),
                             IKM_OK);
        assert_true(is_same(file[0], file[1]));
    }
    assert_memory_equal(file[0].bytes, "\x89PNG", 4);
}

/* Every chapter stands in the document, in order; what it shows are tables and
 * charts of the report model. */
static void chapters(void **state)
{
    struct bench *bench = *state;
    struct ikm_document document;
    size_t n_chapters = 0, n_tables = 0, n_charts = 0;
    assert_int_equal(ikm_document_report(&bench->material, IKM_LANG_EN,
                                         &bench->arena, &document,
                                         &bench->survey.err),
                     IKM_OK);
    for (size_t i = 0; i < document.n_blocks; i++) {
        const struct ikm_block *block = &document.blocks[i];
        n_chapters += block->kind == IKM_BLOCK_CHAPTER;
        n_tables += block->kind == IKM_BLOCK_TABLE;
        n_charts += block->kind == IKM_BLOCK_CHART;
        assert_true((block->kind == IKM_BLOCK_TABLE) == (block->table != NULL));
        assert_true((block->kind == IKM_BLOCK_CHART) == (block->chart != NULL));
        assert_non_null(block->text);
    }
    assert_int_equal(n_chapters, 7);
    assert_true(n_tables >= 5 && n_charts >= 2);
}

static void widths(void **state)
{
    const struct paper_facts facts = {"t", "a", "s", "2025-04-02T01:00:00Z",
                                      "id"};
    const struct paper_style style = {.size_pt = 10};
    struct ikm_error err = {0};
    struct paper *paper = NULL;
    (void)state;
    assert_int_equal(paper_open_pdf(&facts, 100, 100, &paper, &err), IKM_OK);
    assert_true(paper_text_width(paper, &style, "iii") <
                paper_text_width(paper, &style, "WWW"));
    assert_true(paper_word_width(paper, &style, "a bbbbbb cc") <
                paper_text_width(paper, &style, "a bbbbbb cc"));
    assert_true(paper_text_height(paper, &style, 30, "satu dua tiga empat") >
                2 * paper_text_height(paper, &style, 300, "satu"));
    assert_int_equal(paper_image(paper, "/tidak/ada.png", 0, 0, 9, 9), 0);
    paper_close(paper);
    paper_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_bytes_for_the_word_processor,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(boards, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chapters, set_up, tear_down),
        cmocka_unit_test(widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
