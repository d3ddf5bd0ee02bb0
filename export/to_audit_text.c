#include "export/to_audit_text.h"

#include <inttypes.h>

#include "export/audit_words.h"
#include "export/to_text_internal.h"

enum { WIDTH = 80, INDENT = 4, TOLD_OF_A_KIND = 5, IDS_TOLD = 2 };

static void put_thresholds(struct ikm_text *text, enum ikm_lang lang,
                           const struct ikm_audit_unit *unit,
                           const struct ikm_finding *finding)
{
    int n = 0;
    const uint32_t which = ikm_finding_settings(finding->kind, finding->reason);
    for (unsigned i = 0; i < IKM_QUALITY_SETTING_COUNT; i++) {
        if (!(which >> i & 1U))
            continue;
        ikm_text_printf(text, "%s%s=", n++ ? " " : "  [",
                        ikm_quality_setting_name((enum ikm_quality_setting)i));
        ikm_words_threshold(text, lang, unit->settings->value[i]);
    }
    if (n > 0)
        ikm_text_put(text, "]");
}

static void put_ids(struct ikm_text *text, enum ikm_lang lang,
                    const struct ikm_audit_unit *unit,
                    const struct ikm_finding *finding)
{
    char id[IKM_UUID_TEXT_BYTES];
    const size_t n = finding->n_rows < IDS_TOLD ? finding->n_rows : IDS_TOLD;
    for (size_t i = 0; i < n; i++)
        ikm_text_printf(text, "\n%*s%s", INDENT, "",
                        ikm_audit_id_text(unit, finding->row[i], id));
    if (finding->n_rows > n)
        ikm_text_say(text, lang, " dan %zu lagi", " and %zu more",
                     finding->n_rows - n);
    ikm_text_put(text, "\n");
}

static void put_finding(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_unit *unit, size_t i)
{
    const struct ikm_finding *finding = &unit->findings.finding[i];
    struct ikm_text sentence = IKM_TEXT(text->arena);
    struct ikm_error err = {0};
    const char *words = "";
    ikm_words_finding(&sentence, lang, unit, i);
    if (ikm_text_done(&sentence, &words, &err) != IKM_OK) {
        text->status = IKM_NO_MEMORY;
        return;
    }
    ikm_text_say(text, lang, "  %s: %zu respons, ", "  %s: %zu responses, ",
                 ikm_words_finding_kind(lang, finding->kind), finding->n_rows);
    ikm_words_finding_share(text, lang, finding);
    put_thresholds(text, lang, unit, finding);
    ikm_text_printf(text, "\n%*s", INDENT, "");
    text_wrap(text, words, WIDTH, INDENT, INDENT);
    put_ids(text, lang, unit, finding);
}

void ikm_audit_text_unit(struct ikm_text *text, enum ikm_lang lang,
                         const struct ikm_audit_unit *unit)
{
    const struct ikm_findings *all = &unit->findings;
    if (all->n_findings == 0)
        return;
    const char *name = text_plain(text->arena, unit->name);
    const char *code = text_plain(text->arena, unit->code);
    ikm_text_say(text, lang, "%s (%s), %s: %zu respons\n",
                 "%s (%s), %s: %zu responses\n", name ? name : "",
                 code ? code : "", unit->form->id, unit->rows.n_rows);
    for (size_t i = 0, n = 0; i < all->n_findings; i++) {
        const int is_last = i + 1 == all->n_findings ||
                            all->finding[i + 1].kind != all->finding[i].kind;
        if (n++ < TOLD_OF_A_KIND)
            put_finding(text, lang, unit, i);
        if (is_last && n > TOLD_OF_A_KIND)
            ikm_text_say(text, lang,
                         "  %s: %zu temuan lagi (--json atau --csv)\n",
                         "  %s: %zu more findings (--json or --csv)\n",
                         ikm_words_finding_kind(lang, all->finding[i].kind),
                         n - TOLD_OF_A_KIND);
        if (is_last)
            n = 0;
    }
    ikm_text_put(text, "\n");
}

void ikm_audit_text_end(struct ikm_text *text, enum ikm_lang lang,
                        const struct ikm_audit_totals *totals)
{
    if (totals->n_findings == 0)
        ikm_text_say(text, lang,
                     "%" PRId64 " respons pada %" PRId64
                     " unit diperiksa; tidak ada yang perlu dilihat lagi.\n",
                     "%" PRId64 " responses of %" PRId64
                     " offices were looked at; nothing wants a second look.\n",
                     totals->n_responses, totals->n_units);
    else
        ikm_text_say(
            text, lang,
            "%" PRId64 " respons pada %" PRId64 " unit diperiksa, %" PRId64
            " temuan. Tidak ada yang dihapus:\nlihat responsnya, lalu "
            "putuskan sendiri (ikm void, ikm amend).\n",
            "%" PRId64 " responses of %" PRId64
            " offices were looked at, %" PRId64
            " findings. Nothing is taken\nout: see the responses, then decide "
            "(ikm void, ikm amend).\n",
            totals->n_responses, totals->n_units, totals->n_findings);
}
