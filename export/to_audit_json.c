#include "export/to_audit_json.h"

#include <inttypes.h>

#include "export/audit_words.h"

static void put_settings(struct ikm_text *text,
                         const struct ikm_quality_settings *settings,
                         uint32_t which)
{
    int n = 0;
    ikm_text_put(text, "{");
    for (unsigned i = 0; i < IKM_QUALITY_SETTING_COUNT; i++)
        if (which >> i & 1U)
            ikm_text_printf(
                text, "%s\"%s\":%.15g", n++ ? "," : "",
                ikm_quality_setting_name((enum ikm_quality_setting)i),
                settings->value[i]);
    ikm_text_put(text, "}");
}

void ikm_audit_json_begin(struct ikm_text *text,
                          const struct ikm_audit_query *query)
{
    char period[IKM_PERIOD_TEXT_BYTES];
    const int is_all = query->period.kind == IKM_PERIOD_ALL;
    ikm_text_put(text, "{\"schema\":\"ikm.audit/1\",\"period\":");
    ikm_text_json(text,
                  is_all ? NULL : ikm_period_text(&query->period, period));
    ikm_text_put(text, ",\"settings\":");
    put_settings(text, &query->settings, UINT32_MAX);
    ikm_text_put(text, ",\"findings\":[");
}

/* The sentence; "" when out of memory, and then `text` has failed too. */
static const char *sentence_of(struct ikm_text *text, enum ikm_lang lang,
                               const struct ikm_audit_unit *unit, size_t i)
{
    struct ikm_text sentence = IKM_TEXT(text->arena);
    struct ikm_error err = {0};
    const char *words = "";
    ikm_words_finding(&sentence, lang, unit, i);
    if (ikm_text_done(&sentence, &words, &err) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    return words;
}

static void put_ids(struct ikm_text *text, const struct ikm_audit_unit *unit,
                    const struct ikm_finding *finding)
{
    char id[IKM_UUID_TEXT_BYTES];
    ikm_text_put(text, ",\"ids\":[");
    for (size_t i = 0; i < finding->n_rows; i++)
        ikm_text_printf(text, "%s\"%s\"", i ? "," : "",
                        ikm_audit_id_text(unit, finding->row[i], id));
    ikm_text_put(text, "]");
}

static void put_finding(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_unit *unit, size_t i)
{
    const struct ikm_finding *finding = &unit->findings.finding[i];
    const int compares = finding->kind == IKM_FINDING_OPERATOR ||
                         finding->kind == IKM_FINDING_CHANNEL;
    ikm_text_printf(text, "{\"kind\":\"%s\",\"reason\":",
                    ikm_finding_kind_name(finding->kind));
    ikm_text_json(text, ikm_finding_reason_name(finding->reason));
    ikm_text_put(text, ",\"unit\":");
    ikm_text_json(text, unit->code);
    ikm_text_put(text, ",\"form\":");
    ikm_text_json(text, unit->form->id);
    ikm_text_printf(text,
                    ",\"count\":%zu,\"of\":%" PRId64
                    ",\"share\":%.15g,\"thresholds\":",
                    finding->n_rows, finding->out_of,
                    (double)finding->n_rows / (double)finding->out_of);
    put_settings(text, unit->settings,
                 ikm_finding_settings(finding->kind, finding->reason));
    if (compares)
        ikm_text_printf(text,
                        ",\"p\":%.15g,\"epsilon_squared\":%.15g,\"mean\":%.15g,"
                        "\"mean_of_others\":%.15g",
                        finding->p, finding->epsilon_squared, finding->mean,
                        finding->mean_of_others);
    if (unit->more[i].who) {
        ikm_text_printf(text, ",\"%s\":",
                        finding->kind == IKM_FINDING_CHANNEL ? "channel"
                                                             : "operator");
        ikm_text_json(text, unit->more[i].who);
    }
    ikm_text_put(text, ",\"text\":");
    ikm_text_json(text, sentence_of(text, lang, unit, i));
    put_ids(text, unit, finding);
    ikm_text_put(text, "}");
}

void ikm_audit_json_unit(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_audit_unit *unit, int is_first)
{
    for (size_t i = 0; i < unit->findings.n_findings; i++) {
        ikm_text_put(text, is_first && i == 0 ? "\n" : ",\n");
        put_finding(text, lang, unit, i);
    }
}

void ikm_audit_json_end(struct ikm_text *text,
                        const struct ikm_audit_totals *totals)
{
    ikm_text_printf(text,
                    "],\"units\":%" PRId64 ",\"responses\":%" PRId64 "}\n",
                    totals->n_units, totals->n_responses);
}

/* ---- CSV ---- */

void ikm_audit_csv_begin(struct ikm_text *text)
{
    ikm_text_put(text,
                 "finding,kind,reason,unit,form,count,of,share,id,text\r\n");
}

void ikm_audit_csv_unit(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_unit *unit, int64_t n_before)
{
    for (size_t i = 0; i < unit->findings.n_findings; i++) {
        const struct ikm_finding *finding = &unit->findings.finding[i];
        const char *reason = ikm_finding_reason_name(finding->reason);
        const char *words = sentence_of(text, lang, unit, i);
        for (size_t r = 0; r < finding->n_rows; r++) {
            char id[IKM_UUID_TEXT_BYTES];
            ikm_text_printf(
                text, "%" PRId64 ",%s,%s,", n_before + (int64_t)i + 1,
                ikm_finding_kind_name(finding->kind), reason ? reason : "");
            ikm_text_csv(text, unit->code, 0);
            ikm_text_put(text, ",");
            ikm_text_csv(text, unit->form->id, 0);
            ikm_text_printf(text, ",%zu,%" PRId64 ",%.15g,%s,", finding->n_rows,
                            finding->out_of,
                            (double)finding->n_rows / (double)finding->out_of,
                            ikm_audit_id_text(unit, finding->row[r], id));
            ikm_text_csv(text, words, 0);
            ikm_text_put(text, "\r\n");
        }
    }
}
