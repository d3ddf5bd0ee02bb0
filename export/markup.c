#include "export/markup.h"

#include <math.h>
#include <stdlib.h>

static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n':
    case '\r': return NULL;
    default: return c < 0x20 || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
    }
}

void markup_text(struct ikm_text *text, const char *untrusted)
{
    const char *plain = untrusted; /* not yet written */
    for (const char *p = untrusted; *p; p++) {
        const char *escape = escape_of((unsigned char)*p);
        if (!escape)
            continue;
        ikm_text_bytes(text, plain, (size_t)(p - plain));
        ikm_text_put(text, escape);
        plain = p + 1;
    }
    ikm_text_put(text, plain);
}

void markup_number(struct ikm_text *text, double value)
{
    const long tenths = lround(value * 10);
    const long size = labs(tenths);
    ikm_text_printf(text, "%s%ld", tenths < 0 ? "-" : "", size / 10);
    if (size % 10 != 0)
        ikm_text_printf(text, ".%ld", size % 10);
}
