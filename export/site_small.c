#include "export/markup.h"
#include "export/site_internal.h"
#include "export/words.h"

static const char *value_of(const struct site *site)
{
    const struct ikm_index *index = &site->newest->total->index;
    return index->reason == IKM_REASON_NONE
               ? site_fixed(site, index->value_hundredths, 2)
               : "-";
}

static int has_grade(const struct site *site)
{
    const struct ikm_index *index = &site->newest->total->index;
    return site->form->n_classes > 0 && index->reason == IKM_REASON_NONE;
}

static const char *letter_of(const struct site *site)
{
    return has_grade(site)
               ? ikm_grade_letter(site->form, site->newest->total->index.grade)
               : "";
}

static const char *label_of(const struct site *site)
{
    return has_grade(site)
               ? ikm_grade_label(site->form, site->newest->total->index.grade)
               : "";
}

/* ---- card ---- */

void site_card(const struct site *site, struct ikm_text *text)
{
    MARKUP(text, "<!doctype html>\n<html lang=\"");
    ikm_text_put(text, ikm_say(site->lang, "id", "en"));
    MARKUP(text,
           "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">\n<title>IKM ");
    markup_text(text, site->name);
    MARKUP(text,
           "</title>\n<style>\nbody{margin:0;font:16px/1.4 system-ui,\"Segoe "
           "UI\",Roboto,Arial,sans-serif;color:#1f2524;background:#fff}\n"
           "main{border:2px solid #0b6e6e;padding:12px 16px;"
           "text-align:center}\nh1{font-size:1rem;margin:0 0 4px}\np{margin:0 "
           "0 4px}\n.big{font-size:2.5rem;"
           "font-weight:700;line-height:1.1}\na{color:#0b6e6e}\n"
           "@media (prefers-color-scheme:dark){body{background:#161a19;"
           "color:#e9ecea}main{border-color:#5cc2bf}a{color:#5cc2bf}}\n"
           "</style>\n</head>\n<body>\n<main>\n<h1>");
    markup_text(text, ikm_say(site->lang, "Indeks Kepuasan Masyarakat",
                              "Public Satisfaction Index"));
    MARKUP(text, "</h1>\n<p>");
    markup_text(text, site->name);
    MARKUP(text, "</p>\n<p class=\"big\">");
    markup_text(text, value_of(site));
    MARKUP(text, "</p>\n<p>");
    if (has_grade(site)) {
        markup_text(text, ikm_say(site->lang, "Mutu ", "Grade "));
        markup_text(text, letter_of(site));
        MARKUP(text, " (");
        markup_text(text, label_of(site));
        MARKUP(text, "), ");
    }
    ikm_text_say(text, site->lang, "%lld responden", "%lld respondents",
                 (long long)site->newest->total->ledger.used);
    MARKUP(text, "</p>\n<p>");
    markup_text(text, site_period_words(site, &site->newest->period));
    MARKUP(text, "</p>\n<p><a href=\"index.html\" target=\"_top\">");
    markup_text(text, ikm_say(site->lang, "Selengkapnya", "More"));
    MARKUP(text, "</a></p>\n</main>\n</body>\n</html>\n");
}

static void put_plain_card(const struct site *site, struct ikm_text *text)
{
    MARKUP(text, "<p><strong>IKM ");
    markup_text(text, site->name);
    MARKUP(text, ": ");
    markup_text(text, value_of(site));
    if (has_grade(site)) {
        markup_text(text, ikm_say(site->lang, ", mutu ", ", grade "));
        markup_text(text, letter_of(site));
        MARKUP(text, " (");
        markup_text(text, label_of(site));
        MARKUP(text, ")");
    }
    MARKUP(text, "</strong><br>");
    markup_text(text, site_period_words(site, &site->newest->period));
    MARKUP(text, ", ");
    ikm_text_say(text, site->lang, "%lld responden", "%lld respondents",
                 (long long)site->newest->total->ledger.used);
    MARKUP(text, ". <a href=\"/ikm/index.html\">");
    markup_text(text, ikm_say(site->lang, "Selengkapnya", "More"));
    MARKUP(text, "</a></p>\n");
}

void site_embedding(const struct site *site, struct ikm_text *text)
{
    ikm_text_put(
        text,
        ikm_say(site->lang,
                "Bila folder ini diletakkan di /ikm pada situs Anda, tempelkan "
                "salah satu yang berikut. Bila di tempat lain, ganti /ikm.\n\n"
                "1. Kartu dalam bingkai (selalu mengikuti yang terbaru):\n\n",
                "If this folder stands at /ikm on your site, paste one of "
                "these; if elsewhere, replace /ikm.\n\n"
                "1. The card in a frame (always the newest):\n\n"));
    MARKUP(text, "<iframe src=\"/ikm/kartu.html\" title=\"IKM ");
    markup_text(text, site->name);
    MARKUP(text, "\" width=\"320\" height=\"240\" "
                 "loading=\"lazy\"></iframe>\n\n");
    ikm_text_put(text, ikm_say(site->lang,
                               "2. HTML biasa, bila bingkai dihapus CMS "
                               "(tempel ulang setiap periode):\n\n",
                               "2. Plain HTML, where the CMS strips frames "
                               "(paste again every period):\n\n"));
    put_plain_card(site, text);
}

/* ---- for a CMS that strips styles, frames, drawings ---- */

enum ikm_status site_cms(const struct site *site, struct ikm_text *text,
                         struct ikm_error *err)
{
    MARKUP(text, "<!doctype html>\n<html lang=\"");
    ikm_text_put(text, ikm_say(site->lang, "id", "en"));
    MARKUP(text, "\">\n<head>\n<meta charset=\"utf-8\">\n<title>IKM ");
    markup_text(text, site->name);
    MARKUP(text, "</title>\n</head>\n<body>\n<main>\n<h1>IKM ");
    markup_text(text, site->name);
    MARKUP(text, "</h1>\n");
    put_plain_card(site, text);
    MARKUP(text, "<h2>");
    markup_text(text, ikm_say(site->lang, "Unsur pelayanan", "Elements"));
    MARKUP(text, "</h2>\n");
    const enum ikm_status status =
        site_elements(site, site->newest, 1, text, err);
    MARKUP(text, "<h2>");
    markup_text(text,
                ikm_say(site->lang, "Yang didahulukan dan tindak lanjutnya",
                        "What comes first, and what is done about it"));
    MARKUP(text, "</h2>\n");
    site_priorities(site, site->newest, text);
    MARKUP(text, "</main>\n</body>\n</html>\n");
    return status;
}

/* ---- news ---- */

void site_news(const struct site *site, struct ikm_text *text)
{
    const struct ikm_result *total = site->newest->total;
    const char *period = site_period_words(site, &site->newest->period);
    ikm_text_say(text, site->lang, "IKM %s %s: %s\n\n", "IKM of %s, %s: %s\n\n",
                 site->name, period, value_of(site));
    ikm_text_say(
        text, site->lang,
        "%s mengumumkan hasil Survei Kepuasan Masyarakat %s. Dari %lld "
        "responden diperoleh Indeks Kepuasan Masyarakat %s",
        "%s publishes the results of its satisfaction survey, %s. "
        "%lld respondents gave an index of %s",
        site->name, period, (long long)total->ledger.used, value_of(site));
    if (has_grade(site))
        ikm_text_say(text, site->lang, ", mutu %s (%s)", ", grade %s (%s)",
                     letter_of(site), label_of(site));
    ikm_text_put(text, ".");
    if (site->newest->has_change) {
        ikm_text_say(text, site->lang, " Nilai itu ", " That is ");
        ikm_words_change(text, site->lang, total->change.difference, 2);
        ikm_text_say(text, site->lang, " dari %s.", " from %s.",
                     site_period_words(site, &total->change.before));
    }
    ikm_text_put(text, "\n\n");
    if (total->n_priorities > 0) {
        const size_t e = total->priorities[0].element;
        ikm_text_say(
            text, site->lang,
            "Unsur yang didahulukan perbaikannya adalah %s (%s).",
            "What will be improved first is %s (%s).",
            site->form->elements[e].name,
            site_fixed(site, total->index.element[e].value_hundredths, 2));
    }
    for (size_t i = 0; i < site->newest->plan.n_lines; i++)
        ikm_text_say(text, site->lang, " Yang direncanakan: %s.",
                     " Planned: %s.",
                     site->newest->plan.lines[i].item->programme);
    ikm_text_say(text, site->lang,
                 " Terima kasih kepada semua responden. Hasil lengkap ada di "
                 "halaman informasi publik kami.\n",
                 " Thanks to all respondents. The full results stand on our "
                 "page of public information.\n");
}

/* ---- Daftar Informasi Publik ---- */

void site_register(const struct site *site, struct ikm_text *text)
{
    char day[IKM_DATE_TEXT_BYTES];
    struct ikm_text summary = IKM_TEXT(site->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    ikm_text_say(
        &summary, site->lang,
        "Hasil Survei Kepuasan Masyarakat %s, %s: IKM %s, dengan unsur, "
        "tren, dan tindak lanjut",
        "Results of the satisfaction survey of %s, %s: IKM %s, with "
        "elements, trend and follow-up",
        site->name, site_period_words(site, &site->newest->period),
        value_of(site));
    if (ikm_text_done(&summary, &done, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    ikm_text_put(text,
                 ikm_say(site->lang,
                         "No,Ringkasan isi informasi,Pejabat atau unit yang "
                         "menguasai,Penanggung jawab pembuatan,Waktu "
                         "pembuatan,Bentuk informasi,Jangka waktu "
                         "penyimpanan,Jenis informasi\r\n1,",
                         "No,Summary,Office that holds it,Made by,Made "
                         "on,Form,Kept for,Class\r\n1,"));
    ikm_text_csv(text, done, 1);
    ikm_text_put(text, ",");
    ikm_text_csv(text, site->name, 1);
    ikm_text_put(text, ",");
    ikm_text_csv(text, site->name, 1);
    ikm_text_printf(text, ",%s,", ikm_date_text(site->options->today, day));
    ikm_text_put(text, ikm_say(site->lang,
                               "\"softcopy (HTML, CSV, JSON)\",selama "
                               "berlaku,informasi berkala\r\n",
                               "\"softcopy (HTML, CSV, JSON)\",while it "
                               "holds,published regularly\r\n"));
}
