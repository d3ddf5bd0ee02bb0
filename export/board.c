#include "export/board.h"

#include <inttypes.h>
#include <string.h>

#include "export/document_internal.h"
#include "export/paper.h"
#include "export/to_text_internal.h"

enum { DARK = 0x0b4f4f, INK = 0x1f2524, PALE = 0xe6f0ef, WHITE = 0xffffff };

/* Lengths in hundredths of the width: the same board on every sheet. */
struct board {
    struct doc doc;
    struct paper *paper;
    double unit; /* one hundredth of the width, in the paper's lengths */
    double height;
    double y; /* what is above is filled */
};

static const char *done(struct board *board, struct ikm_text *text)
{
    return part_text(&board->doc.build, text);
}

static struct paper_style style(const struct board *board, double size,
                                int is_bold, uint32_t colour,
                                enum paper_align align)
{
    return (struct paper_style){.size_pt = size * board->unit,
                                .is_bold = is_bold,
                                .colour = colour,
                                .align = align};
}

/* Smaller until it fits into the height. */
static struct paper_style fitting(const struct board *board,
                                  struct paper_style look, double width,
                                  double height, const char *text)
{
    enum { SMALLER_AT_MOST = 24 };
    for (int i = 0; i < SMALLER_AT_MOST; i++) {
        if (paper_text_height(board->paper, &look, width, text) <= height)
            break;
        look.size_pt *= 0.93;
    }
    return look;
}

static void put_centered(struct board *board, double size, int is_bold,
                         uint32_t colour, double most, const char *text)
{
    const double u = board->unit;
    const struct paper_style look =
        fitting(board, style(board, size, is_bold, colour, PAPER_CENTER),
                90 * u, most * u, text);
    if (text[0] != '\0')
        board->y +=
            paper_text(board->paper, &look, 5 * u, board->y, 90 * u, text);
}

static void put_head(struct board *board)
{
    const struct ikm_material *material = board->doc.material;
    const enum ikm_lang lang = board->doc.lang;
    const double u = board->unit;
    struct ikm_text period = IKM_TEXT(board->doc.build.arena);
    paper_box(board->paper, 0, 0, 100 * u, 29 * u, DARK);
    board->y = 3.2 * u;
    put_centered(board, 4.1, 1, WHITE, 12,
                 ikm_say(lang, "INDEKS KEPUASAN MASYARAKAT (IKM)",
                         "PUBLIC SATISFACTION INDEX (IKM)"));
    board->y += 0.6 * u;
    put_centered(board, 3, 0, WHITE, 4,
                 material->office.value[IKM_OFFICE_PARENT].text);
    put_centered(board, 3.6, 1, WHITE, 8.5,
                 material->office.value[IKM_OFFICE_NAME].text);
    ikm_text_say(&period, lang, "Periode %s", "Period %s", board->doc.period);
    put_centered(board, 2.8, 0, WHITE, 4, done(board, &period));
    board->y = 32 * u;
}

static void put_index(struct board *board)
{
    char value[32];
    const struct ikm_result *result = board->doc.result;
    const enum ikm_lang lang = board->doc.lang;
    const double u = board->unit;
    struct ikm_text grade = IKM_TEXT(board->doc.build.arena);
    paper_box(board->paper, 5 * u, board->y, 90 * u, 31 * u, PALE);
    board->y += 1.8 * u;
    put_centered(board, 3, 1, INK, 4, ikm_say(lang, "NILAI IKM", "THE INDEX"));
    if (!doc_has_index(&board->doc)) {
        board->y += 3 * u;
        put_centered(
            board, 5, 1, INK, 14,
            ikm_say(lang, "Belum dapat dihitung", "Cannot be computed yet"));
        board->y = 65 * u;
        return;
    }
    put_centered(
        board, 15, 1, DARK, 20,
        ikm_words_fixed(lang, result->index.value_hundredths, 2, value));
    if (result->index.grade != IKM_CLASS_NONE) {
        ikm_text_say(&grade, lang, "Mutu %s (%s)", "Grade %s (%s)",
                     ikm_grade_letter(result->form, result->index.grade),
                     ikm_grade_label(result->form, result->index.grade));
        put_centered(board, 4.2, 1, INK, 6, done(board, &grade));
    }
    board->y = 65 * u;
}

/* A heading and what stands under it. */
static void put_block(struct board *board, double x, double width, double most,
                      const char *heading, const char *text)
{
    const double u = board->unit;
    /* a sheet is higher than a picture */
    const double larger = board->height > 130 * u ? 1.15 : 1;
    const struct paper_style head =
        style(board, 2.4 * larger, 1, DARK, PAPER_LEFT);
    const struct paper_style look =
        fitting(board, style(board, 2.4 * larger, 0, INK, PAPER_LEFT),
                width * u, most * u, text);
    board->y +=
        paper_text(board->paper, &head, x * u, board->y, width * u, heading) +
        0.6 * u;
    board->y +=
        paper_text(board->paper, &look, x * u, board->y, width * u, text) +
        1.8 * u;
}

/* "SD 15 | SMP 49 | SMA 96" of the groups that may be shown. */
static const char *people(struct board *board, enum ikm_by by)
{
    struct ikm_text text = IKM_TEXT(board->doc.build.arena);
    size_t hidden = 0;
    const struct ikm_table *table = doc_people(&board->doc, by, &hidden);
    for (size_t r = 0; table && r < table->n_rows; r++) {
        const struct ikm_report_cell *cell =
            &table->cells[r * table->n_columns];
        const char *n =
            text_cell(board->doc.build.arena, board->doc.lang, &cell[1]);
        const char *name = cell[0].text;
        if (by == IKM_BY_GENDER && strcmp(name, "L") == 0)
            name = ikm_say(board->doc.lang, "Laki-laki", "Male");
        if (by == IKM_BY_GENDER && strcmp(name, "P") == 0)
            name = ikm_say(board->doc.lang, "Perempuan", "Female");
        ikm_text_printf(&text, "%s%s: %s", r > 0 ? "\n" : "", name, n ? n : "");
    }
    if (!table)
        ikm_text_say(&text, board->doc.lang, "tidak dirinci: terlalu sedikit",
                     "not told: too few");
    else if (hidden > 0)
        ikm_text_say(&text, board->doc.lang, "\n(yang kecil tidak dirinci)",
                     "\n(small groups are not told)");
    return done(board, &text);
}

static const char *services(struct board *board)
{
    enum { LISTED = 12 };
    struct ikm_text text = IKM_TEXT(board->doc.build.arena);
    const struct ikm_analysis *by = &board->doc.material->by[IKM_BY_SERVICE];
    size_t n = 0;
    for (size_t i = 0;
         board->doc.material->has_by[IKM_BY_SERVICE] && i < by->n_results; i++)
        if (!by->results[i].is_blank && n++ < LISTED)
            ikm_text_printf(&text, "%s%s", n > 1 ? ", " : "",
                            by->results[i].group);
    if (n > LISTED)
        ikm_text_say(&text, board->doc.lang, ", dan %zu lainnya",
                     ", and %zu more", n - LISTED);
    if (n == 0)
        ikm_text_say(&text, board->doc.lang, "Seluruh layanan", "All services");
    return done(board, &text);
}

static void put_respondents(struct board *board)
{
    const enum ikm_lang lang = board->doc.lang;
    struct ikm_text count = IKM_TEXT(board->doc.build.arena);
    const double top = board->y;
    ikm_text_say(&count, lang, "%" PRId64 " orang", "%" PRId64 " people",
                 board->doc.result->ledger.used);
    put_block(board, 6, 88, 9, ikm_say(lang, "NAMA LAYANAN", "SERVICES"),
              services(board));
    const double columns = board->y > top ? board->y : top;
    put_block(board, 6, 30, 6, ikm_say(lang, "RESPONDEN", "RESPONDENTS"),
              done(board, &count));
    board->y = columns;
    put_block(board, 39, 26, 12, ikm_say(lang, "JENIS KELAMIN", "GENDER"),
              people(board, IKM_BY_GENDER));
    board->y = columns;
    put_block(board, 67, 28, 26, ikm_say(lang, "PENDIDIKAN", "EDUCATION"),
              people(board, IKM_BY_EDUCATION));
}

static void put_thanks(struct board *board)
{
    const double u = board->unit;
    const double top = board->height - 15 * u;
    paper_box(board->paper, 0, top, 100 * u, 15 * u, DARK);
    board->y = top + 2.2 * u;
    put_centered(board, 2.5, 1, WHITE, 11,
                 ikm_say(board->doc.lang,
                         "Terima kasih atas penilaian yang telah Anda "
                         "berikan. Masukan Anda sangat bermanfaat bagi kami "
                         "untuk terus memperbaiki pelayanan kepada masyarakat.",
                         "Thank you for your judgement. What you told us helps "
                         "us to go on improving our services to the public."));
}

static enum ikm_status open_paper(const struct ikm_material *material,
                                  enum ikm_board_form form,
                                  const struct ikm_pdf_options *options,
                                  struct board *board, struct ikm_error *err)
{
    static const double sizes[][2] = {
        {595.28, 841.89}, {841.89, 1190.55}, {1080, 1350}};
    const double width = sizes[form][0];
    const struct paper_facts facts = {
        .title = ikm_say(board->doc.lang, "Papan publikasi IKM",
                         "Publication board"),
        .author = material->office.value[IKM_OFFICE_NAME].text,
        .subject = board->doc.period,
        .lang = ikm_say(board->doc.lang, "id", "en"),
        .made = options->made};
    board->unit = width / 100;
    board->height = sizes[form][1];
    return form == IKM_BOARD_PICTURE
               ? paper_open_png(width, board->height, 1, &board->paper, err)
               : paper_open_pdf(&facts, width, board->height, &board->paper,
                                err);
}

enum ikm_status ikm_board(const struct ikm_material *material,
                          enum ikm_lang lang, enum ikm_board_form form,
                          const struct ikm_pdf_options *options,
                          struct ikm_arena *arena, struct ikm_bytes *ret_file,
                          struct ikm_error *err)
{
    struct board board = {0};
    const unsigned char *bytes = NULL;
    size_t length_bytes = 0;
    doc_start(&board.doc, material, lang, arena);
    enum ikm_status status = open_paper(material, form, options, &board, err);
    if (status != IKM_OK)
        return status;
    paper_tag(board.paper, "P");
    put_head(&board);
    put_index(&board);
    put_respondents(&board);
    put_thanks(&board);
    paper_tag_end(board.paper, "P");
    paper_next_page(board.paper);
    status = board.doc.build.failed
                 ? ikm_fail_memory(err)
                 : paper_done(board.paper, &bytes, &length_bytes, err);
    if (status == IKM_OK) {
        unsigned char *kept = ikm_arena_take(arena, length_bytes, 1);
        if (kept)
            memcpy(kept, bytes, length_bytes);
        else
            status = ikm_fail_memory(err);
        *ret_file = (struct ikm_bytes){kept, length_bytes};
    }
    paper_close(board.paper);
    return status;
}
