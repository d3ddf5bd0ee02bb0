/* One upload, looked at or imported. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/base/secret.h"
#include "web/clock.h"
#include "web/page_upload.h"
#include "web/sentences.h"

enum { STACK_BYTES = 2 * 1024 * 1024 }; /* connections have little */

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

/* ---- what was chosen ---- */

/* A --map file of the columns whose meaning was chosen. */
static enum ikm_status write_map(struct web_page *page, struct upload *upload,
                                 struct ikm_error *err)
{
    struct ikm_text map = IKM_TEXT(page->arena);
    const char *bytes = NULL;
    size_t n_chosen = 0;
    ikm_text_put(&map, "kolom,kunci\n");
    for (int i = 0; i < UPLOAD_COLUMNS_MOST; i++) {
        char choice[16], heading[16];
        (void)snprintf(choice, sizeof choice, "k%d", i);
        (void)snprintf(heading, sizeof heading, "j%d", i);
        const char *target = web_value(&page->form, choice);
        const char *name = web_value(&page->form, heading);
        if (!target[0] || !name[0])
            continue;
        n_chosen++;
        ikm_text_csv(&map, name, 0);
        ikm_text_put(&map, ",");
        ikm_text_csv(&map, target, 0);
        ikm_text_put(&map, "\n");
    }
    const enum ikm_status status = ikm_text_done(&map, &bytes, err);
    if (status != IKM_OK || n_chosen == 0)
        return status;
    upload->map_file = web_temporary_file();
    if (upload->map_file < 0 ||
        write(upload->map_file, bytes, map.length_bytes) !=
            (ssize_t)map.length_bytes)
        return ikm_fail(err, IKM_IO,
                        "tempat sementara di server penuh; hubungi admin",
                        "the server has no temporary room left; tell the "
                        "admin");
    upload->map_paths[0] = web_handle_path(upload->map_file, upload->map_path);
    upload->options.map_paths = upload->map_paths;
    upload->options.n_map_paths = 1;
    return IKM_OK;
}

/* Rows of other offices than the account's are faults. */
static enum ikm_status limit_units(struct web_page *page, struct upload *upload,
                                   struct ikm_error *err)
{
    struct ikm_units units = {0};
    if (page->account->unit_id == 0)
        return IKM_OK;
    const enum ikm_status status = web_units(page, &units, err);
    if (status != IKM_OK)
        return status;
    int64_t *ids = ikm_arena_take(page->arena, units.n_units + 1, sizeof *ids);
    if (!ids)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < units.n_units; i++)
        ids[i] = units.unit[i].unit_id;
    upload->options.units_allowed = ids;
    upload->options.n_units_allowed = units.n_units;
    return IKM_OK;
}

enum ikm_status upload_choose(struct web_page *page, struct upload *upload,
                              struct ikm_error *err)
{
    const struct web_fields *form = &page->form;
    const char *unit = web_value(form, "unit");
    struct ikm_unit found = {0};
    upload->options = (struct ikm_import_options){
        .path = web_handle_path(upload->file, upload->path),
        .name = upload->name,
        .unit = or_null(unit),
        .service = or_null(web_value(form, "layanan")),
        .date = or_null(web_value(form, "tanggal")),
        .form = or_null(web_value(form, "kuesioner")),
        .order = or_null(web_value(form, "urutan")),
        .dates = strcmp(web_value(form, "tanggalan"), "mdy") == 0
                     ? IKM_DATES_MDY
                     : IKM_DATES_DMY,
        .create = web_has(form, "buat"),
        .skip_bad = web_has(form, "lewati"),
        .again = web_has(form, "lagi"),
    };
    enum ikm_status status = IKM_OK;
    if (unit[0])
        status = web_unit(page, unit, &found, err);
    if (status == IKM_OK)
        status = limit_units(page, upload, err);
    return status == IKM_OK ? write_map(page, upload, err) : status;
}

/* ---- the import ---- */

struct run {
    struct web_page *page;
    struct upload *upload;
    const char *survey_path;
    atomic_int *is_stopping;
};

static int goes_on(void *context, double share)
{
    const struct run *run = context;
    (void)share;
    return !atomic_load(run->is_stopping);
}

static enum ikm_status import_file(const struct run *run, struct ikm_error *err)
{
    struct upload *upload = run->upload;
    struct web_page *page = run->page;
    struct ikm_store *store = NULL;
    struct ikm_act act = {.unix_ms = web_now_ms(),
                          .actor = page->account->login,
                          .action = "import",
                          .subject = upload->name,
                          .reason = ""};
    int64_t form_id = 0;
    ikm_secret_bytes(act.random, sizeof act.random);
    enum ikm_status status = ikm_store_open(
        run->survey_path,
        upload->options.dry_run ? IKM_STORE_ASIDE : IKM_STORE_WRITE, &store,
        err);
    if (status != IKM_OK)
        return status;
    status = ikm_import(store, &upload->options, &act, page->arena,
                        &upload->faults, &upload->report, err);
    struct ikm_error ignored = {.lang = page->lang};
    if (upload->report.form_id &&
        ikm_store_find_form(store, upload->report.form_id, page->arena,
                            &upload->form, &form_id, &ignored) != IKM_OK)
        upload->form = NULL;
    ikm_store_close(store);
    return status;
}

static void *work(void *context)
{
    struct run *run = context;
    run->upload->status = import_file(run, &run->upload->err);
    return NULL;
}

/* An import has a connection of its own: rows are read and judged without
 * holding anyone up; only storing them does. Looking at a file stores into a
 * copy of the survey that is thrown away, and holds nobody up at all. */
enum ikm_status upload_run(struct web_page *page, struct upload *upload,
                           int dry_run, struct ikm_error *err)
{
    struct web_server *server = page->inside->server;
    struct run run = {page, upload, server->options.survey_path,
                      &server->is_stopping};
    pthread_attr_t attributes;
    pthread_t thread;
    web_give_back(page);
    upload->err.lang = page->lang;
    upload->faults = (struct ikm_faults){
        .arena = page->arena, .lang = page->lang, .source = upload->name};
    upload->options.dry_run = dry_run;
    upload->options.progress = goes_on;
    upload->options.progress_context = &run;
    if (pthread_mutex_trylock(&server->importing) != 0)
        return ikm_fail(err, IKM_BUSY,
                        "Impor lain sedang berjalan; coba lagi sebentar lagi.",
                        "Another import is under way; try again in a moment.");
    const int64_t began_ms = web_ticks_ms();
    int failed = pthread_attr_init(&attributes);
    if (!failed) {
        (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
        failed = pthread_create(&thread, &attributes, work, &run);
        (void)pthread_attr_destroy(&attributes);
    }
    if (!failed)
        (void)pthread_join(thread, NULL);
    (void)pthread_mutex_unlock(&server->importing);
    upload->took_ms = web_ticks_ms() - began_ms;
    if (failed)
        return ikm_fail_memory(err);
    if (atomic_load(&server->is_stopping) && upload->status == IKM_USAGE)
        return ikm_fail(err, IKM_BUSY, "server sedang dihentikan",
                        "the server is stopping");
    if (upload->status == IKM_OK || upload->status == IKM_INPUT ||
        upload->status == IKM_USAGE || upload->status == IKM_LIMIT)
        return IKM_OK;
    return ikm_fail(err, upload->status, "%s", "%s",
                    upload_words(page, upload, upload->err.text));
}

void upload_close(struct upload *upload)
{
    if (upload->file >= 0)
        (void)close(upload->file);
    if (upload->map_file >= 0)
        (void)close(upload->map_file);
    upload->file = upload->map_file = -1;
}

const char *upload_words(struct web_page *page, const struct upload *upload,
                         const char *text)
{
    const struct {
        const char *from;
        struct web_pair to;
    } words[] = {
        {"--order formulir", {"urutan \"formulir\"", "the order \"formulir\""}},
        {"--skip-bad",
         {"\"Lewati baris yang salah\"", "\"Leave out bad rows\""}},
        {"--create", {"\"Buat yang belum ada\"", "\"Make what is missing\""}},
        {"--again",
         {"\"Impor juga bila mirip\"", "\"Import it all the same\""}},
        {"--dates mdy",
         {"tanggal \"bulan/hari/tahun\"", "dates \"month/day/year\""}},
        {"--dates", {"urutan tanggal", "order of dates"}},
        {"--order", {"urutan U1..U9", "order of U1..U9"}},
        {"--unit", {"pilihan \"Unit\"", "\"Office\""}},
        {"--date", {"pilihan \"Tanggal\"", "\"Date\""}},
        {"--map", {"pilihan arti kolom", "the choice of columns"}},
        {upload->path, {upload->name, upload->name}},
        {upload->map_path, {"pilihan arti kolom", "the choice of columns"}},
    };
    struct ikm_text out = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *done = "";
    for (const char *p = text; *p;) {
        size_t i = 0;
        while (i < IKM_COUNT(words) &&
               (!words[i].from[0] ||
                strncmp(p, words[i].from, strlen(words[i].from)) != 0))
            i++;
        if (i < IKM_COUNT(words)) {
            ikm_text_put(&out,
                         ikm_say(page->lang, words[i].to.id, words[i].to.en));
            p += strlen(words[i].from);
        } else
            ikm_text_bytes(&out, p++, 1);
    }
    return ikm_text_done(&out, &done, &ignored) == IKM_OK
               ? web_sentence_of(page->arena, done)
               : "";
}
