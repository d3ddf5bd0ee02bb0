#include <inttypes.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"
#include "export/words.h"

enum { HEAD_ROW = 3, N_COLUMNS = 12 };

static void put_quarters(struct ikm_text *text,
                         const struct ikm_plan_item *item)
{
    static const char *const roman[] = {"I", "II", "III", "IV"};
    ikm_text_printf(text, "TW %s %" PRId32, roman[item->quarter_from % 4],
                    item->quarter_from / 4);
    if (item->quarter_to != item->quarter_from)
        ikm_text_printf(text, " - TW %s %" PRId32, roman[item->quarter_to % 4],
                        item->quarter_to / 4);
}

static void put_verdict(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_plan_line *line)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    ikm_text_put(text, ikm_verdict_words(lang, line->verdict));
    if (line->verdict == IKM_VERDICT_OPEN)
        return;
    ikm_text_say(text, lang, ", %s", ", %s",
                 ikm_period_words(&line->measured, lang, period));
    if (line->n_now == 0 || line->n_before == 0)
        return;
    ikm_text_put(text, " (");
    ikm_words_change(text, lang, line->difference, 2);
    ikm_text_put(text, ")");
}

static void put_line(struct xlsx_pen *pen, const struct ikm_plan_line *line)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_plan_item *item = line->item;
    const struct ikm_element *element = &line->form->elements[line->element];
    char day[IKM_PERIOD_WORDS_BYTES];
    xlsx_integer(pen, STYLE_CENTER, item->item_id);
    xlsx_text(pen, STYLE_TEXT_WRAP, line->unit->name);
    struct ikm_text *text = xlsx_scratch(book);
    ikm_text_printf(text, "%s %s", element->code, element->name);
    xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(book, text));
    xlsx_text(pen, STYLE_TEXT_WRAP, item->cause);
    xlsx_text(pen, STYLE_TEXT_WRAP, item->programme);
    text = xlsx_scratch(book);
    put_quarters(text, item);
    xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(book, text));
    xlsx_text(pen, STYLE_TEXT_WRAP, item->in_charge);
    xlsx_text(pen, STYLE_TEXT, ikm_plan_status_words(book->lang, item->status));
    xlsx_text(pen, STYLE_TEXT_WRAP,
              item->status_date.year > 0
                  ? ikm_date_words(item->status_date, book->lang, day)
                  : "");
    xlsx_text(pen, STYLE_TEXT_WRAP, item->note);
    xlsx_text(pen, STYLE_TEXT_WRAP, item->evidence);
    text = xlsx_scratch(book);
    put_verdict(text, book->lang, line);
    xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(book, text));
    xlsx_down(pen, 1);
}

static void put_score(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_plan_score *score = &book->more.plan.score;
    struct ikm_text *text = xlsx_scratch(book);
    ikm_text_say(text, book->lang,
                 "Terlaksana %" PRId64 " dari %" PRId64
                 " rencana (nilai porsi PEKPPP: %d).",
                 "%" PRId64 " of %" PRId64
                 " items are done (PEKPPP score of the share: %d).",
                 score->n_done, score->n_items, score->share_score);
    if (score->n_done > 0)
        ikm_text_say(text, book->lang,
                     " Yang terakhir selesai dalam %d bulan (nilai "
                     "kecepatan: %d).",
                     " The last one was done within %d months (score of the "
                     "speed: %d).",
                     score->months, score->speed_score);
    xlsx_down(pen, 1);
    xlsx_wide(pen, STYLE_SENTENCE, N_COLUMNS, xlsx_done(book, text));
}

void xlsx_write_plan(struct xlsx_book *book)
{
    static const char *const heads[N_COLUMNS][2] = {
        {"No", "No"},
        {"Unit", "Unit"},
        {"Prioritas unsur", "Element"},
        {"Sebab", "Cause"},
        {"Program / kegiatan", "Programme"},
        {"Waktu", "When"},
        {"Penanggung jawab", "In charge"},
        {"Status", "Status"},
        {"Sejak", "Since"},
        {"Deskripsi", "Note"},
        {"Dokumentasi", "Evidence"},
        {"Hasil pada periode berikutnya", "Result in the next period"}};
    static const uint8_t widths[N_COLUMNS] = {5,  17, 18, 18, 28, 12,
                                              16, 10, 12, 22, 16, 18};
    const struct ikm_plan_view *plan = &book->more.plan;
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = HEAD_ROW + 1, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_PLAN};
    xlsx_set_page(book, SHEET_PLAN, &page);
    xlsx_set_widths(book, SHEET_PLAN, widths, N_COLUMNS);
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "Rencana tindak lanjut", "Follow-up plan"));
    xlsx_down(&pen, 1);
    xlsx_text(&pen, STYLE_SUBTITLE,
              plan->n_lines > 0
                  ? ikm_say(book->lang,
                            "Yang direncanakan atas hasil periode ini, dan apa "
                            "hasilnya",
                            "What was planned on the results of this period, "
                            "and what came of it")
                  : ikm_say(book->lang,
                            "Belum ada rencana atas hasil periode ini; "
                            "tambahkan dengan ikm plan add.",
                            "Nothing is planned on the results of this period "
                            "yet; add it with ikm plan add."));
    xlsx_down(&pen, HEAD_ROW - 1);
    for (size_t i = 0; i < N_COLUMNS; i++)
        xlsx_text(&pen, STYLE_HEAD,
                  ikm_say(book->lang, heads[i][0], heads[i][1]));
    xlsx_down(&pen, 1);
    for (size_t i = 0; i < plan->n_lines; i++)
        put_line(&pen, &plan->lines[i]);
    if (plan->n_lines == 0)
        return;
    xlsx_note(book, (int)worksheet_autofilter(book->sheet[SHEET_PLAN], HEAD_ROW,
                                              0, pen.row - 1, N_COLUMNS - 1));
    put_score(&pen);
}
