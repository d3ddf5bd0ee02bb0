#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"
#include "export/words.h"

enum { N_COLUMNS = 3 };

static const char *say(const struct xlsx_pen *pen, const char *id,
                       const char *en)
{
    return ikm_say(pen->book->lang, id, en);
}

static void section(struct xlsx_pen *pen, const char *title)
{
    xlsx_down(pen, 1);
    xlsx_text(pen, STYLE_SECTION, title);
    xlsx_down(pen, 1);
}

static void name(struct xlsx_pen *pen, const char *text)
{
    xlsx_text(pen, STYLE_NAME, text);
}

static void row_text(struct xlsx_pen *pen, const char *label, const char *text)
{
    name(pen, label);
    xlsx_text(pen, STYLE_VALUE_TEXT, text);
    xlsx_down(pen, 1);
}

/* -1: not known */
static void row_count(struct xlsx_pen *pen, const char *label, int64_t count)
{
    if (count < 0) {
        row_text(pen, label, say(pen, "tidak diketahui", "not known"));
        return;
    }
    name(pen, label);
    xlsx_integer(pen, STYLE_VALUE_INTEGER, count);
    xlsx_down(pen, 1);
}

static void write_title(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_result *result = book->result;
    char period[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text *line = xlsx_scratch(book);
    xlsx_text(
        pen, STYLE_TITLE,
        say(pen, "Indeks Kepuasan Masyarakat", "Public Satisfaction Index"));
    xlsx_down(pen, 1);
    ikm_text_printf(line, "%s, %s", result->name,
                    ikm_period_words(&result->period, book->lang, period));
    xlsx_text(pen, STYLE_SUBTITLE, xlsx_done(book, line));
    xlsx_down(pen, 2);
}

static void write_change(struct xlsx_pen *pen, const struct ikm_change *change)
{
    struct xlsx_book *book = pen->book;
    char before[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text *line = xlsx_scratch(book);
    if (!change->known)
        return;
    ikm_words_change(line, book->lang, change->difference, 2);
    ikm_text_say(line, book->lang, " dari %s", " from %s",
                 ikm_period_words(&change->before, book->lang, before));
    row_text(pen, say(pen, "Perubahan", "Change"), xlsx_done(book, line));
}

static void write_index(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_index *index = &book->result->index;
    const char *letter = ikm_grade_letter(book->form, index->grade);
    book->places.summary_index_row = pen->row;
    name(pen, "IKM");
    if (index->reason == IKM_REASON_NONE) {
        xlsx_hundredths(pen, STYLE_BIG_2, index->value_hundredths);
        xlsx_lines(pen, 2);
        xlsx_down(pen, 1);
        name(pen, say(pen, "Mutu pelayanan", "Grade"));
        if (letter[0] != '\0') {
            xlsx_text(pen, xlsx_grade_style(letter), letter);
            xlsx_text(pen, STYLE_WORD,
                      ikm_grade_label(book->form, index->grade));
        } else {
            xlsx_text(pen, STYLE_VALUE_TEXT,
                      say(pen, "tidak ditentukan", "not defined"));
        }
        xlsx_down(pen, 1);
        name(pen, say(pen, "Indeks (jumlah NRR tertimbang)",
                      "Index (sum of weighted means)"));
        xlsx_real(pen, STYLE_VALUE_4, index->index);
    } else {
        xlsx_text(pen, STYLE_VALUE_TEXT,
                  say(pen, "belum dapat dihitung", "cannot be computed yet"));
    }
    xlsx_down(pen, 1);
    write_change(pen, &book->result->change);
    struct ikm_text *line = xlsx_scratch(book);
    ikm_words_weakest(line, book->lang, book->result);
    xlsx_wide(pen, STYLE_SENTENCE, N_COLUMNS, xlsx_done(book, line));
    xlsx_down(pen, 1);
}

/* Whether the workbook agrees with the program: see Pemeriksaan. */
static void write_proof(struct xlsx_pen *pen)
{
    name(pen, say(pen, "Pemeriksaan", "Proof"));
    xlsx_formula_text(pen, STYLE_VALUE_TEXT, "=hasil_pemeriksaan",
                      pen->book->verdict);
    xlsx_down(pen, 1);
}

/* Two ways to put units together: both, each with its name. */
static void write_combined(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_result *result = book->result;
    if (result->combined.mean_hundredths < 0 ||
        result->index.reason != IKM_REASON_NONE)
        return;
    section(pen, say(pen, "Gabungan unit", "Units together"));
    row_count(pen,
              say(pen, "Unit yang mempunyai respons", "Units with responses"),
              result->combined.n_units);
    name(pen, say(pen, "IKM semua responden (utama)",
                  "IKM of all respondents (headline)"));
    xlsx_hundredths(pen, STYLE_VALUE_2, result->index.value_hundredths);
    xlsx_down(pen, 1);
    name(pen, say(pen, "Rata-rata IKM unit", "Mean of the units' IKM"));
    xlsx_hundredths(pen, STYLE_VALUE_2, result->combined.mean_hundredths);
    xlsx_down(pen, 1);
}

static void write_ledger(struct xlsx_pen *pen)
{
    const struct ikm_result *result = pen->book->result;
    const struct ikm_ledger *ledger = &result->ledger;
    section(pen, say(pen, "Responden", "Respondents"));
    row_count(pen, say(pen, "Diterima", "Received"), ledger->received);
    row_count(pen, say(pen, "Dipakai", "Used"), ledger->used);
    row_count(
        pen,
        say(pen, "   di antaranya sebagian kosong", "   of these partly blank"),
        ledger->partial);
    row_count(pen, say(pen, "Batal", "Void"), ledger->n_void);
    row_count(pen, say(pen, "Dikecualikan", "Excluded"), ledger->excluded);
    section(pen, say(pen, "Sampel", "Sample"));
    row_count(pen, say(pen, "Yang dilayani (populasi)", "Served (population)"),
              result->sample.population);
    row_count(pen,
              say(pen, "Sampel minimum (Krejcie-Morgan)",
                  "Smallest sample (Krejcie-Morgan)"),
              result->sample.required);
    row_text(pen, say(pen, "Tercapai", "Reached"),
             result->sample.reached < 0
                 ? say(pen, "tidak diketahui", "not known")
             : result->sample.reached ? say(pen, "ya", "yes")
                                      : say(pen, "belum", "not yet"));
}

static const char *weights_words(const struct xlsx_pen *pen)
{
    switch (pen->book->analysis->query.weights) {
    case IKM_WEIGHTS_EXACT:
        return say(pen, "tepat, menurut kuesioner", "exact, as the form says");
    case IKM_WEIGHTS_011: return say(pen, "0,11 (cara lama)", "0.11 (old way)");
    case IKM_WEIGHTS_0111:
        return say(pen, "0,111 (cara lama)", "0.111 (old way)");
    case IKM_WEIGHTS_0071:
        return say(pen, "0,071 (cara lama)", "0.071 (old way)");
    case IKM_WEIGHTS_ROUNDED_TERMS:
        return say(pen, "tiap NRR tertimbang dibulatkan (cara lama)",
                   "each weighted mean is rounded (old way)");
    case IKM_WEIGHTS_COUNT: break;
    }
    return "";
}

static void write_made(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_xlsx_options *options = book->options;
    const time_t local = (time_t)(options->now_unix_s + options->utc_offset_s);
    struct tm tm = {0};
    char words[IKM_PERIOD_WORDS_BYTES];
    if (gmtime_r(&local, &tm)) {
        const struct ikm_date date = {(int16_t)(tm.tm_year + 1900),
                                      (uint8_t)(tm.tm_mon + 1),
                                      (uint8_t)tm.tm_mday};
        row_text(pen, say(pen, "Dibuat", "Made"),
                 ikm_date_words(date, book->lang, words));
    }
    row_text(pen, "Program", options->program);
}

static void write_origin(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_result *result = book->result;
    char period[IKM_PERIOD_WORDS_BYTES];
    section(pen, say(pen, "Asal angka", "Where the figures come from"));
    row_text(pen, "Unit", result->name);
    if (result->unit)
        row_text(pen, say(pen, "Kode unit", "Unit code"), result->unit);
    if (book->analysis->survey[0] != '\0')
        row_text(pen, say(pen, "Survei", "Survey"), book->analysis->survey);
    row_text(pen, say(pen, "Periode", "Period"),
             ikm_period_words(&result->period, book->lang, period));
    row_text(pen, say(pen, "Kuesioner", "Form"), book->form->name);
    row_text(pen, say(pen, "Dasar", "Rule"), book->form->rule);
    row_text(pen, say(pen, "Bobot", "Weights"), weights_words(pen));
    row_text(pen, say(pen, "Baris yang dihitung", "Rows that count"),
             book->analysis->query.rows == IKM_ROWS_COMPLETE
                 ? say(pen, "hanya yang terisi lengkap", "complete ones only")
                 : say(pen, "semua yang dipakai", "all that are used"));
    write_made(pen);
}

static void write_warnings(struct xlsx_pen *pen)
{
    struct xlsx_book *book = pen->book;
    const struct ikm_report *report = &book->report;
    if (report->n_warnings > 0)
        section(pen, say(pen, "Yang perlu diperhatikan", "To be minded"));
    for (size_t i = 0; i < report->n_warnings; i++) {
        xlsx_wide(pen, STYLE_SENTENCE, N_COLUMNS, report->warnings[i]);
        xlsx_down(pen, 1);
    }
    xlsx_down(pen, 1);
    xlsx_wide(pen, STYLE_NOTE, N_COLUMNS,
              say(pen,
                  "Angka pada lembar ini, Unsur, dan Prioritas ditulis program "
                  "saat berkas dibuat. Lembar Pengolahan, Layanan, dan "
                  "Kelompok menghitung ulang dari lembar Data bila isinya "
                  "diubah; lembar Pemeriksaan menyebut apa yang berbeda.",
                  "The figures on this sheet, Elements and Priorities were "
                  "written by the program when the file was made. The sheets "
                  "Processing, Services and Groups recompute from the sheet "
                  "Data when that is changed; the sheet Proof says what "
                  "differs."));
}

void xlsx_write_summary(struct xlsx_book *book)
{
    static const uint8_t widths[] = {34, 16, 52};
    const struct xlsx_page page = {0};
    struct xlsx_pen pen = {.book = book, .sheet = SHEET_SUMMARY};
    xlsx_set_page(book, SHEET_SUMMARY, &page);
    xlsx_set_widths(book, SHEET_SUMMARY, widths, IKM_COUNT(widths));
    write_title(&pen);
    write_index(&pen);
    write_proof(&pen);
    write_ledger(&pen);
    write_combined(&pen);
    write_origin(&pen);
    write_warnings(&pen);
}
