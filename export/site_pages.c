#include "export/markup.h"
#include "export/site_internal.h"
#include "export/to_html.h"
#include "export/words.h"

static void open_section(const struct site *site, const char *id,
                         const char *title_id, const char *title_en,
                         struct ikm_text *text)
{
    MARKUP(text, "<section id=\"");
    markup_text(text, id);
    MARKUP(text, "\">\n<h2>");
    markup_text(text, ikm_say(site->lang, title_id, title_en));
    MARKUP(text, "</h2>\n");
}

static void close_section(struct ikm_text *text)
{
    MARKUP(text, "</section>\n");
}

static void put_links(const struct site *site, const char *to_root,
                      struct ikm_text *text)
{
    static const char *const links[][3] = {
        {"#unsur-h", "Unsur", "Elements"},
        {"#tindak-lanjut", "Tindak lanjut", "Follow-up"},
        {"#tren", "Tren", "Trend"},
        {"#rincian", "Rincian", "Details"},
        {"#informasi", "Informasi publik", "Public information"},
        {"#arsip", "Arsip", "Archive"}};
    MARKUP(text, "<nav aria-label=\"");
    markup_text(text, ikm_say(site->lang, "Isi halaman", "On this page"));
    MARKUP(text, "\"><ul>\n");
    for (size_t i = 0; i < IKM_COUNT(links); i++) {
        if (i == 2 && !site->trend_chart)
            continue;
        MARKUP(text, "<li><a href=\"");
        markup_text(text, links[i][0]);
        MARKUP(text, "\">");
        markup_text(text, ikm_say(site->lang, links[i][1], links[i][2]));
        MARKUP(text, "</a></li>\n");
    }
    if (to_root[0] != '\0') {
        MARKUP(text, "<li><a href=\"../index.html\">");
        markup_text(text,
                    ikm_say(site->lang, "Periode terbaru", "Newest period"));
        MARKUP(text, "</a></li>\n");
    }
    MARKUP(text, "</ul></nav>\n");
}

static void put_archive(const struct site *site, const char *to_root,
                        struct ikm_text *text)
{
    MARKUP(text, "<ul>\n");
    for (size_t i = site->n_periods; i-- > 0;) {
        const struct site_period *period = &site->periods[i];
        MARKUP(text, "<li>");
        if (period->is_hidden) {
            markup_text(text, site_period_words(site, &period->period));
            markup_text(text, ikm_say(site->lang,
                                      ": terlalu sedikit responden, tidak "
                                      "diumumkan",
                                      ": too few respondents, not published"));
        } else {
            MARKUP(text, "<a href=\"");
            markup_text(text, to_root);
            MARKUP(text, "arsip/");
            markup_text(text, period->text);
            MARKUP(text, ".html\">");
            markup_text(text, site_period_words(site, &period->period));
            MARKUP(text, "</a>");
            if (period->total->index.reason == IKM_REASON_NONE) {
                MARKUP(text, ": ");
                markup_text(
                    text,
                    site_fixed(site, period->total->index.value_hundredths, 2));
            }
        }
        MARKUP(text, "</li>\n");
    }
    MARKUP(text, "</ul>\n");
}

/* "naik 0,94 dari Triwulan III 2025." */
static void put_change(const struct site *site,
                       const struct site_period *period, struct ikm_text *text)
{
    const struct ikm_change *change = &period->total->change;
    struct ikm_text words = IKM_TEXT(site->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    if (!period->has_change)
        return;
    ikm_text_say(&words, site->lang, "IKM ", "The IKM is ");
    ikm_words_change(&words, site->lang, change->difference, 2);
    ikm_text_say(&words, site->lang, " dari %s.", " from %s.",
                 site_period_words(site, &change->before));
    if (ikm_text_done(&words, &done, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    MARKUP(text, "<p>");
    markup_text(text, done);
    MARKUP(text, "</p>\n");
}

static void put_embedding(const struct site *site, struct ikm_text *text)
{
    MARKUP(text, "<p>");
    markup_text(text, ikm_say(site->lang,
                              "Kartu kecil untuk ditempel di halaman lain: ",
                              "A small card to put on other pages: "));
    MARKUP(text, "<a href=\"kartu.html\">kartu.html</a>; ");
    markup_text(text, ikm_say(site->lang, "caranya: ", "how: "));
    MARKUP(text, "<a href=\"sematan.txt\">sematan.txt</a>.</p>\n");
}

static enum ikm_status put_trend(const struct site *site, struct ikm_text *text,
                                 struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    if (!site->trend_chart)
        return IKM_OK;
    open_section(site, "tren", "Tren", "Trend", text);
    status = ikm_html_chart(site->trend_chart, site->lang, "garis", text, err);
    close_section(text);
    return status;
}

enum ikm_status site_page(const struct site *site,
                          const struct site_period *period, const char *to_root,
                          struct ikm_text *text, struct ikm_error *err)
{
    struct ikm_text title = IKM_TEXT(site->arena);
    const char *done = "";
    ikm_text_printf(&title, "IKM %s, %s", site->name,
                    site_period_words(site, &period->period));
    enum ikm_status status = ikm_text_done(&title, &done, err);
    if (status != IKM_OK)
        return status;
    site_head(site, done, text);
    MARKUP(text, "<header>\n<h1>");
    markup_text(text, done);
    MARKUP(text, "</h1>\n</header>\n");
    put_links(site, to_root, text);
    site_board(site, period, text);
    put_change(site, period, text);
    open_section(site, "unsur-h", "Unsur pelayanan", "Elements", text);
    status = site_elements(site, period, 0, text, err);
    close_section(text);
    open_section(site, "tindak-lanjut", "Yang didahulukan dan tindak lanjutnya",
                 "What comes first, and what is done about it", text);
    site_priorities(site, period, text);
    close_section(text);
    if (status == IKM_OK)
        status = put_trend(site, text, err);
    open_section(site, "rincian", "Rincian", "Details", text);
    site_tables(site, period, text);
    close_section(text);
    open_section(site, "informasi", "Informasi publik", "Public information",
                 text);
    site_information(site, to_root, text);
    if (to_root[0] == '\0')
        put_embedding(site, text);
    close_section(text);
    open_section(site, "arsip", "Arsip", "Archive", text);
    put_archive(site, to_root, text);
    close_section(text);
    site_foot(site, text);
    return status;
}
