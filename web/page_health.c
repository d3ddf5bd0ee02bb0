/* For machines: is it well, and how is it doing. */
#include "web/server.h"

enum ikm_status web_page_health(struct web_page *page, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t n = 0;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_count_accounts(store, (enum ikm_role)0, &n, err);
    if (status == IKM_OK)
        ikm_text_put(web_plain(page, "text/plain; charset=utf-8"), "ok\n");
    return status;
}

static void write_counts(struct ikm_text *text, struct web_server *server)
{
    const struct web_writer_counts writer = web_writer_counts(server->writer);
    ikm_text_put(text, "# HELP ikm_answers_total Answers by class of status.\n"
                       "# TYPE ikm_answers_total counter\n");
    for (int class = 2; class < 6; class ++)
        ikm_text_printf(text, "ikm_answers_total{class=\"%dxx\"} %lld\n", class,
                        (long long)atomic_load(&server->n_by_class[class]));
    ikm_text_printf(
        text,
        "# HELP ikm_connections Open connections.\n"
        "# TYPE ikm_connections gauge\nikm_connections %d\n"
        "# HELP ikm_requests_running Requests under way.\n"
        "# TYPE ikm_requests_running gauge\nikm_requests_running %d\n",
        http_count_connections(server->http), atomic_load(&server->n_running));
    ikm_text_printf(
        text,
        "# HELP ikm_changes_total Changes that are on the disk.\n"
        "# TYPE ikm_changes_total counter\nikm_changes_total %lld\n"
        "# HELP ikm_changes_refused_total Changes that were refused.\n"
        "# TYPE ikm_changes_refused_total counter\n"
        "ikm_changes_refused_total %lld\n"
        "# HELP ikm_commits_total Transactions that carried them.\n"
        "# TYPE ikm_commits_total counter\nikm_commits_total %lld\n",
        (long long)writer.n_changes, (long long)writer.n_refused,
        (long long)writer.n_groups);
}

static void write_times(struct ikm_text *text, struct web_server *server)
{
    static const char *const bounds[WEB_SECONDS_BOUNDS + 1] = {
        "0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1", "5", "+Inf"};
    long long n = 0;
    const long long sum = atomic_load(&server->microseconds);
    ikm_text_put(text, "# HELP ikm_request_seconds From the request's head to "
                       "the end of its answer.\n"
                       "# TYPE ikm_request_seconds histogram\n");
    for (size_t i = 0; i < IKM_COUNT(bounds); i++) {
        n += atomic_load(&server->n_slower[i]);
        ikm_text_printf(text, "ikm_request_seconds_bucket{le=\"%s\"} %lld\n",
                        bounds[i], n);
    }
    ikm_text_printf(text,
                    "ikm_request_seconds_sum %lld.%06lld\n"
                    "ikm_request_seconds_count %lld\n",
                    sum / 1000000, sum % 1000000, n);
}

enum ikm_status web_page_metrics(struct web_page *page, struct ikm_error *err)
{
    struct web_inside *inside = page->inside;
    if (!inside->is_trusted && !inside->server->options.metrics_open)
        return ikm_fail(err, IKM_DENIED,
                        "Halaman ini hanya untuk mesin server sendiri.",
                        "This page is for the server's own machine only.");
    struct ikm_text *text =
        web_plain(page, "text/plain; version=0.0.4; charset=utf-8");
    write_counts(text, inside->server);
    write_times(text, inside->server);
    return IKM_OK;
}
