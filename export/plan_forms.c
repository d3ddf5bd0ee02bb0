/* The plan for programs and for the terminal. */
#include <inttypes.h>

#include "export/plan.h"
#include "export/to_text_internal.h"
#include "export/words.h"

enum { WIDTH = 80, INDENT = 5 };

/* "2025-TW2" */
static void put_quarter(struct ikm_text *text, int32_t quarter)
{
    ikm_text_printf(text, "%" PRId32 "-TW%" PRId32, quarter / 4,
                    quarter % 4 + 1);
}

static void put_string(struct ikm_text *text, const char *key,
                       const char *value)
{
    ikm_text_printf(text, ",\"%s\":", key);
    ikm_text_json(text, value[0] != '\0' ? value : NULL);
}

static const char *day_of(const struct ikm_plan_item *item,
                          char buffer[IKM_DATE_TEXT_BYTES])
{
    return item->status_date.year == 0
               ? ""
               : ikm_date_text(item->status_date, buffer);
}

static void put_verdict(struct ikm_text *text, const struct ikm_plan_line *line)
{
    char period[IKM_PERIOD_TEXT_BYTES];
    ikm_text_put(text, ",\"verdict\":");
    if (line->verdict == IKM_VERDICT_OPEN) {
        ikm_text_put(text, "null");
        return;
    }
    ikm_text_printf(text,
                    "{\"result\":\"%s\",\"period\":\"%s\",\"n_before\":%" PRId64
                    ",\"n_now\":%" PRId64,
                    ikm_verdict_name(line->verdict),
                    ikm_period_text(&line->measured, period), line->n_before,
                    line->n_now);
    if (line->n_before > 0 && line->n_now > 0)
        ikm_text_printf(text, ",\"difference\":%.15g", line->difference);
    else
        ikm_text_put(text, ",\"difference\":null");
    if (line->p.is_defined)
        ikm_text_printf(text, ",\"p\":%.15g}", line->p.p);
    else
        ikm_text_put(text, ",\"p\":null}");
}

static void put_item(struct ikm_text *text, const struct ikm_plan_line *line)
{
    char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
    const struct ikm_plan_item *item = line->item;
    const struct ikm_element *element = &line->form->elements[line->element];
    ikm_text_printf(text, "{\"id\":%" PRId64, item->item_id);
    put_string(text, "unit", line->unit->code);
    put_string(text, "name", line->unit->name);
    put_string(text, "period", ikm_period_text(&item->period, period));
    put_string(text, "form", line->form->id);
    put_string(text, "element", element->key);
    put_string(text, "code", element->code);
    put_string(text, "element_name", element->name);
    put_string(text, "service", line->service);
    put_string(text, "cause", item->cause);
    ikm_text_printf(text, ",\"remedy\":\"%c\"", item->remedy);
    put_string(text, "programme", item->programme);
    ikm_text_put(text, ",\"quarters\":[\"");
    put_quarter(text, item->quarter_from);
    ikm_text_put(text, "\",\"");
    put_quarter(text, item->quarter_to);
    ikm_text_put(text, "\"]");
    put_string(text, "in_charge", item->in_charge);
    put_string(text, "status", ikm_plan_status_name(item->status));
    put_string(text, "status_date", day_of(item, day));
    put_string(text, "note", item->note);
    put_string(text, "evidence", item->evidence);
    if (line->months > 0)
        ikm_text_printf(text, ",\"months\":%d", line->months);
    else
        ikm_text_put(text, ",\"months\":null");
    put_verdict(text, line);
    ikm_text_put(text, "}");
}

void ikm_plan_view_json(const struct ikm_plan_view *view, struct ikm_text *text)
{
    const struct ikm_plan_score *score = &view->score;
    ikm_text_put(text, "\"items\":[");
    for (size_t i = 0; i < view->n_lines; i++) {
        ikm_text_put(text, i > 0 ? "," : "");
        put_item(text, &view->lines[i]);
    }
    ikm_text_printf(text,
                    "],\"score\":{\"items\":%" PRId64 ",\"done\":%" PRId64
                    ",\"running\":%" PRId64 ",\"dropped\":%" PRId64
                    ",\"share_score\":%d",
                    score->n_items, score->n_done, score->n_running,
                    score->n_dropped, score->share_score);
    if (score->n_done > 0)
        ikm_text_printf(text, ",\"months\":%d,\"speed_score\":%d}",
                        score->months, score->speed_score);
    else
        ikm_text_put(text, ",\"months\":null,\"speed_score\":null}");
}

void ikm_plan_to_json(const struct ikm_plan_view *view, struct ikm_text *text)
{
    ikm_text_put(text, "{\"schema\":\"ikm.plan/1\",");
    ikm_plan_view_json(view, text);
    ikm_text_put(text, "}\n");
}

static void put_cell(struct ikm_text *text, const char *words)
{
    ikm_text_put(text, ",");
    ikm_text_csv(text, words, 1);
}

void ikm_plan_to_csv(const struct ikm_plan_view *view, struct ikm_text *text)
{
    char buffer[IKM_PERIOD_TEXT_BYTES];
    ikm_text_put(text, "id,unit,period,form,element,service,cause,remedy,"
                       "programme,quarter_from,quarter_to,in_charge,status,"
                       "status_date,note,evidence,verdict,measured,difference,"
                       "p\r\n");
    for (size_t i = 0; i < view->n_lines; i++) {
        const struct ikm_plan_line *line = &view->lines[i];
        const struct ikm_plan_item *item = line->item;
        ikm_text_printf(text, "%" PRId64, item->item_id);
        put_cell(text, line->unit->code);
        put_cell(text, ikm_period_text(&item->period, buffer));
        put_cell(text, line->form->id);
        put_cell(text, item->element);
        put_cell(text, line->service);
        put_cell(text, item->cause);
        ikm_text_printf(text, ",%c", item->remedy);
        put_cell(text, item->programme);
        ikm_text_put(text, ",");
        put_quarter(text, item->quarter_from);
        ikm_text_put(text, ",");
        put_quarter(text, item->quarter_to);
        put_cell(text, item->in_charge);
        put_cell(text, ikm_plan_status_name(item->status));
        put_cell(text, day_of(item, buffer));
        put_cell(text, item->note);
        put_cell(text, item->evidence);
        put_cell(text, ikm_verdict_name(line->verdict));
        put_cell(text, line->verdict == IKM_VERDICT_OPEN
                           ? ""
                           : ikm_period_text(&line->measured, buffer));
        if (line->n_now > 0 && line->n_before > 0)
            ikm_text_printf(text, ",%.15g", line->difference);
        else
            ikm_text_put(text, ",");
        if (line->p.is_defined)
            ikm_text_printf(text, ",%.15g\r\n", line->p.p);
        else
            ikm_text_put(text, ",\r\n");
    }
}

/* ---- for the terminal: one paragraph an item ---- */

const char *ikm_plan_status_words(enum ikm_lang lang,
                                  enum ikm_plan_status status)
{
    static const char *const words[IKM_PLAN_STATUS_COUNT][2] = {
        {"Belum", "Not begun"},
        {"Proses", "Under way"},
        {"Sudah", "Done"},
        {"Dibatalkan", "Dropped"}};
    return ikm_say(lang, words[status][0], words[status][1]);
}

/* What was said so far, as one wrapped line under the item's number. */
static void end_line(struct ikm_text *text, struct ikm_text *said, int is_first)
{
    struct ikm_error ignored = {0};
    const char *words = "";
    if (ikm_text_done(said, &words, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    if (!is_first)
        ikm_text_put(text, "     ");
    text_wrap(text, words, WIDTH, is_first ? 0 : INDENT, INDENT);
    ikm_text_put(text, "\n");
    ikm_text_clear(said);
}

static void say_verdict(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_plan_line *line)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    ikm_text_say(text, lang, "Hasil: %s", "Result: %s",
                 ikm_verdict_words(lang, line->verdict));
    if (line->verdict == IKM_VERDICT_OPEN)
        return;
    ikm_text_say(text, lang, " di %s", " in %s",
                 ikm_period_words(&line->measured, lang, period));
    if (line->n_now > 0 && line->n_before > 0) {
        ikm_text_put(text, " (");
        ikm_words_change(text, lang, line->difference, 2);
        ikm_text_put(text, ")");
    }
}

static void say_quarters(struct ikm_text *text,
                         const struct ikm_plan_item *item)
{
    put_quarter(text, item->quarter_from);
    if (item->quarter_to == item->quarter_from)
        return;
    ikm_text_put(text, "..");
    put_quarter(text, item->quarter_to);
}

static void say_item(struct ikm_text *text, enum ikm_lang lang,
                     const struct ikm_plan_line *line)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text said = IKM_TEXT(text->arena);
    const struct ikm_plan_item *item = line->item;
    const struct ikm_element *element = &line->form->elements[line->element];
    ikm_text_printf(&said, "%" PRId64 ". %s, %s: %s %s%s%s", item->item_id,
                    line->unit->name,
                    ikm_period_words(&item->period, lang, words), element->code,
                    element->name, line->service[0] != '\0' ? ", " : "",
                    line->service);
    end_line(text, &said, 1);
    ikm_text_put(&said, item->programme);
    end_line(text, &said, 0);
    say_quarters(&said, item);
    ikm_text_printf(&said, "; %s; %s", item->in_charge,
                    ikm_words_remedy(lang, item->remedy));
    end_line(text, &said, 0);
    if (item->cause[0] != '\0') {
        ikm_text_say(&said, lang, "Sebab: %s", "Cause: %s", item->cause);
        end_line(text, &said, 0);
    }
    ikm_text_printf(
        &said, "Status: %s%s%s%s%s", ikm_plan_status_words(lang, item->status),
        item->status_date.year ? ", " : "",
        item->status_date.year ? ikm_date_words(item->status_date, lang, words)
                               : "",
        item->note[0] != '\0' ? ": " : "", item->note);
    end_line(text, &said, 0);
    if (item->evidence[0] != '\0') {
        ikm_text_say(&said, lang, "Bukti: %s", "Evidence: %s", item->evidence);
        end_line(text, &said, 0);
    }
    say_verdict(&said, lang, line);
    end_line(text, &said, 0);
}

void ikm_plan_to_text(const struct ikm_plan_view *view, enum ikm_lang lang,
                      struct ikm_text *text)
{
    const struct ikm_plan_score *score = &view->score;
    struct ikm_text said = IKM_TEXT(text->arena);
    for (size_t i = 0; i < view->n_lines; i++)
        say_item(text, lang, &view->lines[i]);
    if (view->n_lines == 0)
        return;
    ikm_words_plan_score(&said, lang, score);
    ikm_text_put(&said, " ");
    ikm_words_plan_speed(&said, lang, score);
    ikm_text_put(text, "\n");
    end_line(text, &said, 1);
}
