#include "web/sentences.h"
#include "web/server.h"

unsigned web_status_of(enum ikm_status status)
{
    switch (status) {
    case IKM_OK:
    case IKM_FOUND: return 200;
    case IKM_USAGE:
    case IKM_INPUT:
    case IKM_UNDEFINED: return 422;
    case IKM_LIMIT: return 413;
    case IKM_NO_FILE: return 404;
    case IKM_EXISTS: return 409;
    case IKM_DENIED: return 403;
    case IKM_BUSY:
    case IKM_IO: return 503;
    case IKM_BUG:
    case IKM_NO_MEMORY:
    case IKM_STATUS_COUNT: break;
    }
    return 500;
}

static struct web_pair title_of(unsigned status)
{
    switch (status) {
    case 400:
        return (struct web_pair){"Permintaan tidak dapat dibaca",
                                 "The request cannot be read"};
    case 401: return (struct web_pair){"Masuk dahulu", "Sign in first"};
    case 403: return (struct web_pair){"Tidak berhak", "Not permitted"};
    case 404:
        return (struct web_pair){"Halaman tidak ada", "There is no such page"};
    case 405:
        return (struct web_pair){"Tidak dapat dibuka dengan cara ini",
                                 "It cannot be opened in this way"};
    case 413: return (struct web_pair){"Terlalu besar", "Too large"};
    case 422: return (struct web_pair){"Perlu diperbaiki", "To be mended"};
    case 429: return (struct web_pair){"Tunggu sebentar", "Wait a moment"};
    case 503:
        return (struct web_pair){"Belum dapat dikerjakan",
                                 "It cannot be done at the moment"};
    default: break;
    }
    return (struct web_pair){"Terjadi kesalahan", "Something went wrong"};
}

void web_error_page(struct web_page *page, unsigned status, const char *text)
{
    struct ikm_error ignored = {.lang = page->lang};
    const struct web_frame frame = {.title = title_of(status)};
    page->n_faults = 0;
    page->query = (struct web_fields){0};
    web_status(page, status);
    if (status == 503)
        web_header(page, "Retry-After", "5");
    if (page->is_json) {
        struct ikm_text *json = web_json(page);
        ikm_text_printf(json,
                        "{\"schema\":\"ikm.error/1\",\"status\":%u,"
                        "\"error\":",
                        status);
        ikm_text_json(json, web_sentence_of(page->arena, text));
        ikm_text_put(json, "}\n");
        return;
    }
    page->inside->is_text = 0;
    struct html *out = web_open(page, &frame);
    html(out, "<p class=\"sebab\">%s</p>", web_sentence(page, text));
    if (page->is_post && status >= 500)
        html_say(
            out,
            "<p>Dari kiriman ini tidak ada yang disimpan. Isian Anda masih "
            "ada bila Anda kembali ke halaman sebelumnya; kirim lagi "
            "nanti.</p>",
            "<p>Nothing of what you sent was stored. It is still there "
            "when you go back to the page before; send it again later."
            "</p>");
    html_say(out, "<p><a href=\"/\">Ke halaman awal</a></p>",
             "<p><a href=\"/\">To the start page</a></p>");
    (void)!web_close(page, &ignored);
}
