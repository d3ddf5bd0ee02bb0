/* web/html.h - HTML that cannot carry what a user typed as markup.
 *
 * Markup comes from string literals only: html() and html_say() do not compile
 * with anything else as their format. Every %s is escaped, whatever it holds.
 * A format is also watched while it is written: a %s may stand in text or
 * inside a double-quoted attribute, nowhere else (IKM_BUG, the page is not
 * sent), and in href, src and action it must be an address of this site:
 * another one is written as "#".
 *
 *     html(out, "<td class=\"%s\">%s</td>", kind, name);
 *     html_say(out, "<h2>Ada %d lembar</h2>", "<h2>%d sheets</h2>", n);
 *
 * Conversions: %s %d %u %lld %zu and %%. A text fails once and stays failed:
 * look at the end (web/page.h does). */
#ifndef IKM_WEB_HTML_H
#define IKM_WEB_HTML_H

#include "data/base/text.h"

enum html_place { HTML_IN_TEXT, HTML_IN_TAG, HTML_IN_QUOTES };

struct html {
    struct ikm_text text;
    enum ikm_lang lang;
    enum html_place place;
    int is_address; /* inside the quotes of href, src, action */
};
#define HTML(arena_, lang_)                                                    \
    ((struct html){.text = IKM_TEXT(arena_), .lang = (lang_)})

/* "" before it: only a literal joins. */
#define html(out, ...)         html_write((out), "" __VA_ARGS__)
#define html_say(out, id, ...) html_write_say((out), "" id, "" __VA_ARGS__)

/* Behind the macros; not called by their own names. */
void html_write(struct html *out, const char *literal, ...) IKM_PRINTF(2, 3);
void html_write_say(struct html *out, const char *id_literal,
                    const char *en_literal, ...) IKM_PRINTF(2, 4)
    IKM_PRINTF(3, 4);

/* `untrusted` escaped, as %s would write it. */
void html_text(struct html *out, const char *untrusted);

/* 1 when `address` leads to a page of this site: "/...", "?...", "#...";
 * neither "//host" nor "/\host", no control characters. */
int html_is_local(const char *address);

#endif
