/* "/ketelitian": how often keys go wrong, clerk by clerk. */
#include "web/desk_accuracy.h"

#include <stdio.h>

#include "analyze/proportion.h"

static enum ikm_status write_share(struct web_page *page, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int share = 0;
    char text[16];
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_spot_percent(store, &share, err);
    if (status != IKM_OK)
        return status;
    (void)snprintf(text, sizeof text, "%d", share);
    if (page->account->role != IKM_ROLE_ADMIN || page->account->unit_id != 0) {
        html_say(&page->html, "<p>Diketik ulang: %s %% lembar.</p>",
                 "<p>Keyed again: %s %% of the sheets.</p>", text);
        return IKM_OK;
    }
    web_form(page, "/ketelitian", 0);
    web_input(page, &(struct web_input){
                        .name = "porsi",
                        .label = {"Porsi yang diketik ulang (persen)",
                                  "Share that is keyed again (percent)"},
                        .type = "number",
                        .value = web_has(&page->form, "porsi")
                                     ? web_value(&page->form, "porsi")
                                     : text});
    web_button(page, "biasa", "Simpan", "Save");
    html(&page->html, "</form>");
    return IKM_OK;
}

static enum ikm_status write_list(struct web_page *page, struct ikm_error *err)
{
    const struct web_frame frame = {
        .title = {"Ketelitian ketikan", "Keying accuracy"}};
    const struct ikm_desk_clerk *clerks = NULL;
    size_t n = 0;
    enum ikm_status status = accuracy_clerks(page, &n, &clerks, err);
    if (status != IKM_OK)
        return status;
    struct html *out = web_open(page, &frame);
    html_say(
        out,
        "<p>Sebagian lembar diketik dua kali. <em>Keliru</em> ialah porsi "
        "isian yang kedua ketikannya berbeda; <em>paling banyak</em> "
        "batas atasnya, yang benar 95 dari 100 kali (Clopper-Pearson)."
        "</p><div class=\"tabel\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"Ketelitian\"><table><thead><tr><th scope=\"col\">"
        "Petugas</th><th scope=\"col\" class=\"angka\">Lembar</th><th "
        "scope=\"col\" class=\"angka\">Diketik ulang</th><th "
        "scope=\"col\" class=\"angka\">Menunggu</th>",
        "<p>Some sheets are keyed twice. <em>Errors</em> is the share of "
        "fields whose two keyings differ; <em>at most</em> its upper "
        "bound, right 95 times in 100 (Clopper-Pearson).</p><div "
        "class=\"tabel\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"Accuracy\"><table><thead><tr><th scope=\"col\">Clerk</th>"
        "<th scope=\"col\" class=\"angka\">Sheets</th><th scope=\"col\" "
        "class=\"angka\">Keyed again</th><th scope=\"col\" "
        "class=\"angka\">Waiting</th>");
    accuracy_write_heads(page);
    html(out, "</tr></thead><tbody>");
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct accuracy *clerk = NULL;
        status = accuracy_count(page, &clerks[i], &clerk, err);
        if (status != IKM_OK)
            break;
        html(out,
             "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td "
             "class=\"angka\">%lld</td><td class=\"angka\">%lld</td><td "
             "class=\"angka\">%lld</td>",
             web_link(page, "/ketelitian/", clerks[i].login), clerks[i].login,
             (long long)clerks[i].n_sheets, (long long)clerks[i].n_done,
             (long long)clerks[i].n_waiting);
        accuracy_write_rate(page, clerk->n_wrong, clerk->n_keyed);
        html(out, "</tr>");
    }
    html_say(out, "</tbody></table></div><h2>Berapa yang diketik ulang</h2>",
             "</tbody></table></div><h2>How many are keyed again</h2>");
    if (status == IKM_OK)
        status = write_share(page, err);
    return status == IKM_OK ? web_close(page, err) : status;
}

static enum ikm_status list_json(struct web_page *page, struct ikm_error *err)
{
    const struct ikm_desk_clerk *clerks = NULL;
    size_t n = 0;
    enum ikm_status status = accuracy_clerks(page, &n, &clerks, err);
    struct ikm_text *json = web_json(page);
    ikm_text_put(json, "{\"schema\":\"ikm.accuracy/1\",\"clerks\":[");
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct accuracy *clerk = NULL;
        status = accuracy_count(page, &clerks[i], &clerk, err);
        if (status != IKM_OK)
            break;
        const struct ikm_proportion told =
            ikm_proportion_of(clerk->n_wrong, clerk->n_keyed, ACCURACY_TAIL);
        ikm_text_put(json, i > 0 ? ",{\"login\":" : "{\"login\":");
        ikm_text_json(json, clerks[i].login);
        ikm_text_printf(json,
                        ",\"sheets\":%lld,\"again\":%lld,\"waiting\":%lld,"
                        "\"fields\":%lld,\"differ\":%lld",
                        (long long)clerks[i].n_sheets,
                        (long long)clerks[i].n_done,
                        (long long)clerks[i].n_waiting,
                        (long long)clerk->n_keyed, (long long)clerk->n_wrong);
        if (told.is_defined)
            ikm_text_printf(json, ",\"rate\":%.12g,\"at_most\":%.12g}",
                            told.share, told.high);
        else
            ikm_text_put(json, ",\"rate\":null,\"at_most\":null}");
    }
    ikm_text_put(json, "]}\n");
    return status;
}

enum ikm_status web_page_accuracy(struct web_page *page, struct ikm_error *err)
{
    return page->is_json ? list_json(page, err) : write_list(page, err);
}

static enum ikm_status run_share(void *context, struct ikm_store *store,
                                 struct ikm_act *act, struct ikm_error *err)
{
    return ikm_set_spot_percent(store, context, act, err);
}

enum ikm_status web_page_accuracy_do(struct web_page *page,
                                     struct ikm_error *err)
{
    char share[32] = "";
    (void)snprintf(share, sizeof share, "%s", web_value(&page->form, "porsi"));
    const struct web_change change = {.kind = WEB_CHANGE_OWN,
                                      .action = "setting",
                                      .subject = "spot_percent",
                                      .run = run_share,
                                      .context = share};
    if (page->account->unit_id != 0)
        return ikm_fail(err, IKM_DENIED,
                        "Porsi ini berlaku untuk semua unit; hanya admin semua "
                        "unit yang mengubahnya.",
                        "This share is that of all offices; only an admin of "
                        "all changes it.");
    const enum ikm_status status = web_change(page, &change, err);
    if (status == IKM_INPUT) {
        web_fault(page, "porsi", "%s", "%s", err->text);
        return write_list(page, err);
    }
    return status == IKM_OK
               ? web_see_other(page, "/ketelitian", "porsi-diubah", err)
               : status;
}
