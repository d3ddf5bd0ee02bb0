#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "analyze/identity.h"
#include "data/base/utf8.h"
#include "export/audit_words.h"
#include "export/to_xlsx_internal.h"

enum { HEAD_ROW = 3, IDS_TOLD = 5 };
/* More are not held at once only to be looked at: ikm audit does that. */
enum { MOST_AUDITED = 200000 };

static void put_heads(struct xlsx_pen *pen, const char *const (*heads)[2],
                      size_t n_heads)
{
    for (size_t i = 0; i < n_heads; i++)
        xlsx_text(pen, STYLE_HEAD,
                  ikm_say(pen->book->lang, heads[i][0], heads[i][1]));
    xlsx_down(pen, 1);
}

/* ---- Kualitas Data ---- */

static void put_ids(struct xlsx_pen *pen, const struct ikm_audit_unit *unit,
                    const struct ikm_finding *finding)
{
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_text *ids = xlsx_scratch(pen->book);
    for (size_t i = 0; i < finding->n_rows && i < IDS_TOLD; i++)
        ikm_text_printf(ids, "%s%s", i > 0 ? "\n" : "",
                        ikm_audit_id_text(unit, finding->row[i], id));
    if (finding->n_rows > IDS_TOLD)
        ikm_text_say(ids, pen->book->lang, "\n... (%zu lagi: ikm audit --csv)",
                     "\n... (%zu more: ikm audit --csv)",
                     finding->n_rows - IDS_TOLD);
    xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(pen->book, ids));
}

static enum ikm_status put_unit(void *context,
                                const struct ikm_audit_unit *unit,
                                struct ikm_error *err)
{
    struct xlsx_pen *pen = context;
    struct xlsx_book *book = pen->book;
    (void)err;
    for (size_t i = 0; i < unit->findings.n_findings; i++) {
        const struct ikm_finding *finding = &unit->findings.finding[i];
        xlsx_integer(pen, STYLE_CENTER, (int64_t)(pen->row - HEAD_ROW));
        xlsx_text(pen, STYLE_TEXT_WRAP, unit->name);
        xlsx_text(pen, STYLE_TEXT_WRAP,
                  ikm_words_finding_kind(book->lang, finding->kind));
        xlsx_integer(pen, STYLE_INTEGER, (int64_t)finding->n_rows);
        struct ikm_text *text = xlsx_scratch(book);
        ikm_words_finding(text, book->lang, unit, i);
        xlsx_text(pen, STYLE_TEXT_WRAP, xlsx_done(book, text));
        put_ids(pen, unit, finding);
        xlsx_down(pen, 1);
    }
    return IKM_OK;
}

static struct ikm_date today_of(const struct xlsx_book *book)
{
    const time_t local =
        (time_t)(book->options->now_unix_s + book->options->utc_offset_s);
    struct tm tm = {0};
    if (!gmtime_r(&local, &tm))
        return (struct ikm_date){0};
    return (struct ikm_date){(int16_t)(tm.tm_year + 1900),
                             (uint8_t)(tm.tm_mon + 1), (uint8_t)tm.tm_mday};
}

static enum ikm_status put_findings(struct xlsx_pen *pen, struct ikm_error *err)
{
    struct xlsx_book *book = pen->book;
    struct ikm_audit_totals totals = {0};
    const struct ikm_audit_query query = {
        .unit = book->result->unit,
        .service = book->analysis->query.service,
        .period = book->analysis->query.period,
        .form = book->form->id,
        .settings = ikm_quality_standard(),
        .today = today_of(book)};
    const enum ikm_status status =
        ikm_audit(book->store, &query, book->lang, book->arena, put_unit, pen,
                  &totals, err);
    if (status != IKM_OK)
        return status;
    if (totals.n_findings == 0)
        xlsx_wide(pen, STYLE_SENTENCE, 6,
                  ikm_say(book->lang, "Tidak ada yang mencolok.",
                          "Nothing stands out."));
    else
        xlsx_note(book,
                  (int)worksheet_autofilter(book->sheet[SHEET_QUALITY],
                                            HEAD_ROW, 0, pen->row - 1, 5));
    return IKM_OK;
}

enum ikm_status xlsx_write_quality(struct xlsx_book *book,
                                   struct ikm_error *err)
{
    static const char *const heads[][2] = {
        {"No", "No"},           {"Unit", "Unit"},
        {"Temuan", "Finding"},  {"Respons", "Responses"},
        {"Penjelasan", "What"}, {"ID respons", "Ids of responses"}};
    static const uint8_t widths[] = {6, 24, 22, 11, 62, 42};
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = HEAD_ROW + 1, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_QUALITY};
    xlsx_set_page(book, SHEET_QUALITY, &page);
    xlsx_set_widths(book, SHEET_QUALITY, widths, IKM_COUNT(widths));
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "Kualitas data", "Data quality"));
    xlsx_down(&pen, 1);
    xlsx_text(&pen, STYLE_SUBTITLE,
              ikm_say(book->lang,
                      "Respons yang perlu dilihat lagi; bukan bukti kesalahan, "
                      "tidak ada yang dihapus",
                      "Responses that want a second look; no proof of a "
                      "fault, nothing was taken out"));
    xlsx_down(&pen, HEAD_ROW - 1);
    put_heads(&pen, heads, IKM_COUNT(heads));
    if (book->result->ledger.used == 0)
        return IKM_OK;
    if (book->result->ledger.used <= MOST_AUDITED)
        return put_findings(&pen, err);
    xlsx_wide(&pen, STYLE_SENTENCE, 6,
              ikm_say(book->lang,
                      "Respondennya terlalu banyak untuk diperiksa di sini; "
                      "pakailah ikm audit.",
                      "Too many responses to look at here; use ikm audit."));
    return IKM_OK;
}

/* ---- Saran ---- */

enum { SHORTEST_COMMENT = 3, ROOM_BYTES = 64 };

/* "0", "-", "tidak ada": nothing is said. */
static int says_something(const char *comment)
{
    static const char *const empty[] = {"tidak ada", "tdk ada",  "tidakada",
                                        "nihil",     "kosong",   "tidak",
                                        "tak ada",   "belum ada"};
    char folded[ROOM_BYTES];
    size_t n_letters = 0;
    if (!comment)
        return 0;
    for (const char *p = comment; *p; p++)
        n_letters += (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
                     (unsigned char)*p >= 0x80;
    if (n_letters < SHORTEST_COMMENT)
        return 0;
    if (strlen(comment) >= sizeof folded)
        return 1;
    (void)ikm_fold_spaces(comment, folded, sizeof folded);
    for (size_t i = 0; i < IKM_COUNT(empty); i++)
        if (strcmp(folded, empty[i]) == 0)
            return 0;
    return 1;
}

void xlsx_comments_head(struct xlsx_book *book)
{
    static const char *const heads[][2] = {
        {"No", "No"},     {"Baris Data", "Row of Data"}, {"Tanggal", "Date"},
        {"Unit", "Unit"}, {"Layanan", "Service"},        {"Saran", "Comment"}};
    static const uint8_t widths[] = {6, 10, 13, 26, 26, 90};
    const struct xlsx_page page = {
        .is_landscape = 1, .n_head_rows = HEAD_ROW + 1, .n_repeat_rows = 1};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_COMMENTS};
    xlsx_set_page(book, SHEET_COMMENTS, &page);
    xlsx_set_widths(book, SHEET_COMMENTS, widths, IKM_COUNT(widths));
    xlsx_text(&pen, STYLE_TITLE,
              ikm_say(book->lang, "Saran dan masukan", "Comments"));
    xlsx_down(&pen, 1);
    xlsx_text(
        &pen, STYLE_SUBTITLE,
        book->options->no_comments
            ? ikm_say(book->lang, "Saran tidak disertakan dalam salinan ini",
                      "Comments are left out of this copy")
            : ikm_say(book->lang,
                      "Yang kosong tidak ditulis; yang tampak memuat NIK, "
                      "nomor telepon, atau surel ditutup",
                      "Empty ones are left out; what seems to hold an "
                      "identity number, phone or e-mail is covered"));
    xlsx_down(&pen, HEAD_ROW - 1);
    put_heads(&pen, heads, IKM_COUNT(heads));
    book->places.comment_row = pen.row;
}

void xlsx_comments_row(struct xlsx_book *book, uint32_t i,
                       const struct xlsx_row *row)
{
    struct xlsx_pen pen = {
        .book = book, .sheet = SHEET_COMMENTS, .row = book->places.comment_row};
    const char *comment = row->response ? row->response->comment : NULL;
    if (book->options->no_comments || row->state != IKM_RESPONSE_USED ||
        !says_something(comment))
        return;
    xlsx_integer(&pen, STYLE_NUMBER,
                 (int64_t)book->places.comment_row - HEAD_ROW);
    xlsx_integer(&pen, STYLE_NUMBER, (int64_t)i + 1);
    xlsx_date(&pen, row->date);
    xlsx_text(&pen, STYLE_WRAP, row->unit ? row->unit->name : "");
    xlsx_text(&pen, STYLE_WRAP, row->service ? row->service : "");
    xlsx_text(&pen, STYLE_WRAP,
              ikm_looks_like_identity(comment)
                  ? ikm_say(book->lang,
                            "[tampak memuat identitas; lihat lembar Data]",
                            "[seems to hold an identity; see the sheet Data]")
                  : comment);
    xlsx_down(&pen, 1);
    book->places.comment_row = pen.row;
}
