#include <string.h>

#include "export/chart.h"
#include "export/to_text_internal.h"

/* A sentence of its own, whether or not a full stop closes it. */
static void put_sentence(struct ikm_text *text, const char *sentence)
{
    const size_t length = strlen(sentence);
    if (length == 0)
        return;
    ikm_text_put(text, sentence);
    ikm_text_put(text, strchr(".!?", sentence[length - 1]) ? " " : ". ");
}

/* "Waktu Penyelesaian: Nilai 63,79, Mutu D" */
static void put_row(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_table *table, size_t row)
{
    const struct ikm_report_cell *cell = &table->cells[row * table->n_columns];
    size_t n = 0;
    for (size_t c = 0; c < table->n_columns; c++) {
        const char *words = text_cell(text->arena, lang, &cell[c]);
        if (!words) {
            text->status = IKM_NO_MEMORY;
            return;
        }
        if (cell[c].kind == IKM_CELL_EMPTY)
            continue;
        if (c > 0)
            ikm_text_printf(text, "%s%s ", n == 1 ? ": " : ", ",
                            table->columns[c].heading);
        ikm_text_put(text, words);
        n++;
    }
}

void chart_words(const struct ikm_chart *chart, enum ikm_lang lang,
                 struct ikm_text *text)
{
    static const char *const kinds[][2] = {
        [IKM_CHART_BARS] = {"Grafik batang", "Bar chart"},
        [IKM_CHART_TREND] = {"Grafik garis", "Line chart"},
        [IKM_CHART_SCATTER] = {"Diagram pencar", "Scatter chart"},
        [IKM_CHART_STACKED] = {"Grafik batang bertumpuk", "Stacked bars"}};
    struct ikm_table table = {0};
    struct ikm_error ignored = {0};
    if (chart_table(chart, lang, text->arena, &table, &ignored) != IKM_OK) {
        text->status = IKM_NO_MEMORY;
        return;
    }
    ikm_text_printf(
        text,
        "%s: ", ikm_say(lang, kinds[chart->kind][0], kinds[chart->kind][1]));
    put_sentence(text, chart->title);
    put_sentence(text, chart->subtitle);
    for (size_t r = 0; r < table.n_rows; r++) {
        if (r > 0)
            ikm_text_put(text, "; ");
        put_row(text, lang, &table, r);
    }
    ikm_text_put(text, ".");
}
