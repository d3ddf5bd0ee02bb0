/* A QR code on a page. */
#include "export/qr.h"

#include "web/page.h"

enum ikm_status web_qr(struct web_page *page, const char *text,
                       const char *label, struct ikm_error *err)
{
    struct ikm_qr qr = {0};
    const enum ikm_status status = ikm_qr_make(text, page->arena, &qr, err);
    if (status == IKM_OK)
        html(&page->html,
             "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 "
             "%d %d\" shape-rendering=\"crispEdges\"><rect width=\"%d\" "
             "height=\"%d\" fill=\"#fff\"/><path d=\"%s\" fill=\"#000\"/>"
             "</svg>",
             label, qr.n_modules, qr.n_modules, qr.n_modules, qr.n_modules,
             qr.path);
    return status;
}
