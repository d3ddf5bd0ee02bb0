/* Markup comes from literals only; what a user typed stays text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/html.h"

static struct ikm_arena arena = {.limit_bytes = 1 << 20};

static const char *done(struct html *out)
{
    struct ikm_error err = {0};
    const char *text = NULL;
    if (ikm_text_done(&out->text, &text, &err) != IKM_OK)
        return NULL;
    return text;
}

static void text_is_escaped(void **state)
{
    struct html out = HTML(&arena, IKM_LANG_ID);
    (void)state;
    html(&out, "<p class=\"%s\">%s</p>", "a\" onclick=\"x", "<b>&'\"</b>");
    assert_string_equal(done(&out), "<p class=\"a&quot; onclick=&quot;x\">"
                                    "&lt;b&gt;&amp;&#39;&quot;&lt;/b&gt;</p>");
}

static void conversions(void **state)
{
    struct html out = HTML(&arena, IKM_LANG_EN);
    const size_t n = 7;
    (void)state;
    html(&out, "%d %u %lld %zu %% <i title=\"%d\">", -3, 4u, -5LL, n, 8);
    html_say(&out, "<b>ada %s</b>", "<b>there is %s</b>", "<1>");
    assert_string_equal(done(&out), "-3 4 -5 7 % <i title=\"8\">"
                                    "<b>there is &lt;1&gt;</b>");
}

static void addresses_stay_here(void **state)
{
    static const struct {
        const char *address, *written;
    } cases[] = {{"/a?b=c&d#e", "/a?b=c&amp;d#e"},
                 {"?x=1", "?x=1"},
                 {"#isi", "#isi"},
                 {"javascript:alert(1)", "#"},
                 {"//jahat.example/", "#"},
                 {"/\\jahat.example", "#"},
                 {"https://jahat.example", "#"},
                 {"", "#"},
                 {"/a\nb", "#"},
                 {" /a", "#"},
                 {"data:text/html,x", "#"}};
    (void)state;
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        struct html out = HTML(&arena, IKM_LANG_ID);
        html(&out, "<a href=\"%s\">", cases[i].address);
        const char *text = done(&out);
        assert_non_null(text);
        assert_memory_equal(text + 9, cases[i].written,
                            strlen(cases[i].written));
    }
    struct html out = HTML(&arena, IKM_LANG_ID);
    html(&out, "<a title=\"%s\" href=\"/x/%s\">", "https://a", "//b");
    assert_string_equal(done(&out), "<a title=\"https://a\" href=\"/x///b\">");
}

/* A fault of ours spoils the page instead of opening it. */
static void misplaced_is_a_bug(void **state)
{
    (void)state;
    struct html tag = HTML(&arena, IKM_LANG_ID);
    html(&tag, "<p %s>", "onclick=x");
    assert_null(done(&tag));
    struct html unquoted = HTML(&arena, IKM_LANG_ID);
    html(&unquoted, "<p class=%s>", "a onclick=x");
    assert_null(done(&unquoted));
    struct html number = HTML(&arena, IKM_LANG_ID);
    html(&number, "<p %d>", 3);
    assert_null(done(&number));
    struct html single = HTML(&arena, IKM_LANG_ID);
    html(&single, "<p class='a'>");
    assert_null(done(&single));
}

/* The place is known from one call to the next. */
static void parts_join(void **state)
{
    struct html out = HTML(&arena, IKM_LANG_ID);
    (void)state;
    html(&out, "<option value=\"%s\"", "1\"");
    html(&out, " selected");
    html(&out, ">%s</option>", "<satu>");
    assert_string_equal(done(&out), "<option value=\"1&quot;\" selected>"
                                    "&lt;satu&gt;</option>");
    assert_int_equal(out.place, HTML_IN_TEXT);
}

static int release(void **state)
{
    (void)state;
    ikm_arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(conversions),
        cmocka_unit_test(addresses_stay_here),
        cmocka_unit_test(misplaced_is_a_bug),
        cmocka_unit_test(parts_join),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
