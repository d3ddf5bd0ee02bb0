/* "/unduh": everything that leaves the office, for the office and period asked
 * for. A file is made whole in a temporary place, then sent. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/board.h"
#include "export/evidence.h"
#include "export/rows.h"
#include "export/template.h"
#include "export/to_csv.h"
#include "export/to_docx.h"
#include "export/to_html.h"
#include "export/to_json.h"
#include "export/to_xlsx.h"
#include "web/clock.h"
#include "web/page_report.h"
#include "web/routes.h"
#include "web/server.h"

enum { PATH_BYTES = 160, STAMP_BYTES = 24 };
static const char program[] = "ikm " IKM_VERSION;

/* What a download is made with. */
struct download {
    struct web_page *page;
    struct ikm_store *store;
    const struct report_asked *asked;
    const char *path; /* of the file to make */
};
typedef enum ikm_status maker(const struct download *d, struct ikm_error *err);

/* ---- makers ---- */

static struct ikm_query query_of(const struct download *d)
{
    return (struct ikm_query){.lang = d->page->lang,
                              .unit = d->asked->unit,
                              .period = d->asked->period};
}

static struct ikm_rows_query rows_of(const struct download *d)
{
    return (struct ikm_rows_query){.unit = d->asked->unit,
                                   .period = d->asked->period};
}

static enum ikm_status write_bytes(const struct download *d, const void *bytes,
                                   size_t length, struct ikm_error *err)
{
    FILE *file = fopen(d->path, "wb");
    const int is_written = file && fwrite(bytes, 1, length, file) == length;
    if ((!file || fclose(file) == 0) && is_written)
        return IKM_OK;
    return ikm_fail(err, IKM_IO, "Berkas tidak dapat disusun; cakram penuh?",
                    "The file cannot be made; is the disk full?");
}

static enum ikm_status write_text(const struct download *d,
                                  struct ikm_text *text, struct ikm_error *err)
{
    const char *done = "";
    const enum ikm_status status = ikm_text_done(text, &done, err);
    return status == IKM_OK ? write_bytes(d, done, strlen(done), err) : status;
}

static enum ikm_status analyse(const struct download *d,
                               struct ikm_analysis *analysis,
                               struct ikm_error *err)
{
    const struct ikm_query query = query_of(d);
    return ikm_assemble(d->store, &query, d->page->arena, analysis, err);
}

static int32_t utc_offset_s(void)
{
    enum { DAY_MS = 86400000, MOST_MS = 14 * 3600 * 1000 };
    const int64_t ahead = DAY_MS - web_day_start_ms() % DAY_MS;
    return (int32_t)((ahead > MOST_MS ? ahead - DAY_MS : ahead) / 1000);
}

static enum ikm_status make_xlsx(const struct download *d,
                                 struct ikm_error *err)
{
    struct ikm_analysis analysis;
    const struct ikm_xlsx_options options = {.lang = d->page->lang,
                                             .now_unix_s = web_now_ms() / 1000,
                                             .utc_offset_s = utc_offset_s(),
                                             .program = program};
    const enum ikm_status status = analyse(d, &analysis, err);
    if (status != IKM_OK)
        return status;
    if (analysis.n_results > 1)
        return ikm_fail(err, IKM_INPUT,
                        "Periode ini memuat beberapa kuesioner; pilih periode "
                        "yang memuat satu.",
                        "This period holds several forms; choose a period "
                        "that holds one.");
    return ikm_to_xlsx(d->store, &analysis, 0, &options, d->path, err);
}

static enum ikm_status make_figures(
    const struct download *d,
    void (*write)(const struct ikm_analysis *analysis, struct ikm_text *text),
    struct ikm_error *err)
{
    struct ikm_analysis analysis;
    struct ikm_text text = IKM_TEXT(d->page->arena);
    struct ikm_query query = query_of(d);
    query.lang = IKM_LANG_ID; /* formats for machines know no language */
    const enum ikm_status status =
        ikm_assemble(d->store, &query, d->page->arena, &analysis, err);
    if (status != IKM_OK)
        return status;
    write(&analysis, &text);
    return write_text(d, &text, err);
}

static enum ikm_status make_csv(const struct download *d, struct ikm_error *err)
{
    return make_figures(d, ikm_to_csv, err);
}

static enum ikm_status make_json(const struct download *d,
                                 struct ikm_error *err)
{
    return make_figures(d, ikm_to_json, err);
}

static enum ikm_status make_html(const struct download *d,
                                 struct ikm_error *err)
{
    struct ikm_analysis analysis;
    struct ikm_report report;
    struct ikm_text text = IKM_TEXT(d->page->arena);
    const struct ikm_html_options options = {program, web_today()};
    enum ikm_status status = analyse(d, &analysis, err);
    if (status == IKM_OK)
        status = ikm_report_of_analysis(&analysis, d->page->lang,
                                        d->page->arena, &report, err);
    if (status == IKM_OK)
        status = ikm_to_html(&report, &options, &text, err);
    return status == IKM_OK ? write_text(d, &text, err) : status;
}

/* "2026-01-31T08:00:00Z" */
static const char *stamp_of(char room[STAMP_BYTES])
{
    char day[IKM_DATE_TEXT_BYTES];
    (void)snprintf(room, STAMP_BYTES, "%.10sT00:00:00Z",
                   ikm_date_text(web_today(), day));
    return room;
}

static enum ikm_status read_material(const struct download *d,
                                     struct ikm_material *material,
                                     struct ikm_error *err)
{
    const struct ikm_query query = query_of(d);
    return ikm_material_read(d->store, &query, web_today(), d->page->arena,
                             material, err);
}

static enum ikm_status make_pdf(const struct download *d, struct ikm_error *err)
{
    char stamp[STAMP_BYTES];
    struct ikm_material material;
    struct ikm_document document;
    struct ikm_bytes file = {0};
    const struct ikm_pdf_options options = {stamp_of(stamp)};
    enum ikm_status status = read_material(d, &material, err);
    if (status == IKM_OK)
        status = ikm_document_report(&material, d->page->lang, d->page->arena,
                                     &document, err);
    if (status == IKM_OK)
        status = ikm_to_pdf(&document, &options, d->page->arena, &file, err);
    return status == IKM_OK ? write_bytes(d, file.bytes, file.length_bytes, err)
                            : status;
}

static enum ikm_status make_docx(const struct download *d,
                                 struct ikm_error *err)
{
    char stamp[STAMP_BYTES];
    struct ikm_material material;
    struct ikm_document document;
    struct ikm_bytes file = {0};
    const struct ikm_docx_options options = {stamp_of(stamp),
                                             web_now_ms() / 1000};
    enum ikm_status status = read_material(d, &material, err);
    if (status == IKM_OK)
        status = ikm_document_report(&material, d->page->lang, d->page->arena,
                                     &document, err);
    if (status == IKM_OK)
        status = ikm_to_docx(&document, &options, d->page->arena, &file, err);
    return status == IKM_OK ? write_bytes(d, file.bytes, file.length_bytes, err)
                            : status;
}

static enum ikm_status make_board(const struct download *d,
                                  struct ikm_error *err)
{
    char stamp[STAMP_BYTES];
    struct ikm_material material;
    struct ikm_bytes file = {0};
    const struct ikm_pdf_options options = {stamp_of(stamp)};
    enum ikm_status status = read_material(d, &material, err);
    if (status == IKM_OK)
        status = ikm_board(&material, d->page->lang, IKM_BOARD_A4, &options,
                           d->page->arena, &file, err);
    return status == IKM_OK ? write_bytes(d, file.bytes, file.length_bytes, err)
                            : status;
}

static enum ikm_status make_rows(const struct download *d,
                                 struct ikm_error *err)
{
    const struct ikm_rows_query query = rows_of(d);
    FILE *file = fopen(d->path, "w");
    if (!file)
        return ikm_fail(err, IKM_IO, "Berkas sementara tidak dapat dibuat.",
                        "No temporary file can be made.");
    enum ikm_status status = ikm_rows_to_csv(d->store, &query, file, err);
    if (fclose(file) != 0 && status == IKM_OK)
        status = ikm_fail(err, IKM_IO, "Cakram penuh.", "The disk is full.");
    return status;
}

static enum ikm_status make_sav(const struct download *d, struct ikm_error *err)
{
    const struct ikm_rows_query query = rows_of(d);
    return ikm_rows_to_sav(d->store, &query, d->page->lang, web_now_ms() / 1000,
                           d->path, err);
}

static enum ikm_status make_template(const struct download *d,
                                     struct ikm_error *err)
{
    const struct ikm_template_options options = {.unit = d->asked->unit,
                                                 .lang = d->page->lang,
                                                 .now_unix_s =
                                                     web_now_ms() / 1000};
    return ikm_to_template(d->store, &options, d->path, err);
}

/* ---- folders, each as one ZIP file ---- */

/* As on the command line: a website is of every period, evidence of the period
 * asked for. */
static enum ikm_status
make_folder(const struct download *d, const struct ikm_period *period,
            enum ikm_status (*write)(struct ikm_store *store,
                                     const struct ikm_site_options *options,
                                     const char *path, struct ikm_error *err),
            struct ikm_error *err)
{
    const struct ikm_site_options options = {.unit = d->asked->unit,
                                             .period = *period,
                                             .lang = d->page->lang,
                                             .today = web_today(),
                                             .program = program};
    return write(d->store, &options, d->path, err);
}

/* Stands beside the survey and is made anew in its place: as with a folder,
 * what it has told stays as it was told (export/site.h). */
static const char *kept_path(const struct download *d)
{
    const struct web_server *server = d->page->inside->server;
    struct ikm_text text = IKM_TEXT(d->page->arena);
    struct ikm_error ignored = {.lang = d->page->lang};
    const struct ikm_units *units = &d->asked->units;
    const char *path = NULL;
    int64_t unit_id = 0;
    for (size_t i = 0; i < units->n_units && d->asked->unit; i++)
        if (strcmp(units->unit[i].code, d->asked->unit) == 0)
            unit_id = units->unit[i].unit_id;
    ikm_text_printf(&text, "%s.situs-%lld.zip", server->options.survey_path,
                    (long long)unit_id);
    return ikm_text_done(&text, &path, &ignored) == IKM_OK ? path : NULL;
}

static enum ikm_status make_site(const struct download *d,
                                 struct ikm_error *err)
{
    static const struct ikm_period everything;
    return make_folder(d, &everything, ikm_to_site, err);
}

static enum ikm_status make_evidence(const struct download *d,
                                     struct ikm_error *err)
{
    return make_folder(d, &d->asked->period, ikm_to_evidence, err);
}

/* ---- what there is ---- */

#define SPREADSHEET                                                            \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define WORDS                                                                  \
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

static const struct kind {
    const char *name; /* in the address */
    const char *ending, *type;
    struct web_pair label;
    int is_excluded; /* informasi dikecualikan: rows of single respondents */
    maker *make;
} kinds[] = {
    {"pdf",
     "pdf",
     "application/pdf",
     {"Laporan (PDF)", "Report (PDF)"},
     0,
     make_pdf},
    {"docx",
     "docx",
     WORDS,
     {"Laporan untuk disunting (DOCX)", "Report to edit (DOCX)"},
     0,
     make_docx},
    {"papan",
     "pdf",
     "application/pdf",
     {"Papan publikasi A4 (PDF)", "Publication board A4 (PDF)"},
     0,
     make_board},
    {"html",
     "html",
     "text/html; charset=utf-8",
     {"Laporan sebagai satu halaman (HTML)", "Report as one page (HTML)"},
     0,
     make_html},
    {"csv",
     "csv",
     "text/csv; charset=utf-8",
     {"Angka (CSV)", "Figures (CSV)"},
     0,
     make_csv},
    {"json",
     "json",
     "application/json",
     {"Angka (JSON)", "Figures (JSON)"},
     0,
     make_json},
    {"situs",
     "zip",
     "application/zip",
     {"Halaman untuk situs kantor, semua periode (ZIP)",
      "Pages for the office's website, every period (ZIP)"},
     0,
     make_site},
    {"bukti",
     "zip",
     "application/zip",
     {"Bukti bagi penilai (ZIP)", "Evidence for evaluators (ZIP)"},
     0,
     make_evidence},
    {"isian",
     "xlsx",
     SPREADSHEET,
     {"Buku kerja kosong untuk diisi (Excel)",
      "Empty workbook to fill in (Excel)"},
     0,
     make_template},
    {"xlsx",
     "xlsx",
     SPREADSHEET,
     {"Buku kerja dengan semua data (Excel)", "Workbook with all data (Excel)"},
     1,
     make_xlsx},
    {"respons",
     "csv",
     "text/csv; charset=utf-8",
     {"Setiap respons (CSV)", "Every response (CSV)"},
     1,
     make_rows},
    {"sav",
     "sav",
     "application/x-spss-sav",
     {"Setiap respons (SPSS)", "Every response (SPSS)"},
     1,
     make_sav},
};

/* Does it stay on the server, for the next one? */
static int is_kept(const struct kind *kind)
{
    return kind->make == make_site;
}

/* Leaders get figures; single responses are for those who work on them. */
static int may_have(const struct web_page *page, const struct kind *kind)
{
    return !kind->is_excluded || page->account->role != IKM_ROLE_LEADER;
}

/* ---- the page ---- */

static void write_list(struct web_page *page, const struct report_asked *asked,
                       int is_excluded)
{
    struct html *out = &page->html;
    html(out, "<ul>");
    for (size_t i = 0; i < IKM_COUNT(kinds); i++) {
        char path[64];
        if (kinds[i].is_excluded != is_excluded || !may_have(page, &kinds[i]))
            continue;
        (void)snprintf(path, sizeof path, "/unduh/%s", kinds[i].name);
        html(out, "<li><a href=\"%s\">%s</a></li>",
             report_link(page, path, asked->unit, asked->period_text),
             ikm_say(page->lang, kinds[i].label.id, kinds[i].label.en));
    }
    html(out, "</ul>");
}

static enum ikm_status write_twin(struct web_page *page,
                                  const struct report_asked *asked)
{
    struct ikm_text *text = web_json(page);
    int n = 0;
    ikm_text_put(text, "{\"schema\":\"ikm.downloads/1\",\"files\":[");
    for (size_t i = 0; i < IKM_COUNT(kinds); i++) {
        char path[64];
        if (!may_have(page, &kinds[i]))
            continue;
        (void)snprintf(path, sizeof path, "/unduh/%s", kinds[i].name);
        ikm_text_printf(text,
                        "%s{\"kind\":\"%s\",\"excluded\":%s,"
                        "\"address\":",
                        n++ > 0 ? "," : "", kinds[i].name,
                        kinds[i].is_excluded ? "true" : "false");
        ikm_text_json(text,
                      report_link(page, path, asked->unit, asked->period_text));
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]}\n");
    return IKM_OK;
}

enum ikm_status web_page_downloads(struct web_page *page, struct ikm_error *err)
{
    static const struct web_frame frame = {.title = {"Unduh", "Downloads"},
                                           .style = "laporan.css"};
    struct report_asked asked;
    char period[IKM_PERIOD_WORDS_BYTES];
    const enum ikm_status status = report_ask(page, &asked, err);
    if (status != IKM_OK)
        return status;
    if (page->is_json)
        return write_twin(page, &asked);
    struct html *out = web_open(page, &frame);
    report_filter(page, "/unduh", &asked, NULL, NULL);
    html_say(out, "<h2>Angka dan laporan</h2><p>%s, %s.</p>",
             "<h2>Figures and reports</h2><p>%s, %s.</p>", asked.name,
             ikm_period_words(&asked.period, page->lang, period));
    write_list(page, &asked, 0);
    if (page->account->role != IKM_ROLE_LEADER) {
        html_say(
            out,
            "<h2>Data tiap responden</h2><p><strong>Informasi yang "
            "dikecualikan:</strong> jangan dibagikan atau diumumkan; isinya "
            "dapat menunjukkan siapa yang menjawab. Saran ikut dalam buku "
            "kerja, tidak dalam yang lain.</p>",
            "<h2>Data of each respondent</h2><p><strong>Excluded "
            "information:</strong> do not pass on or publish; it could "
            "show who answered. Comments are in the workbook, not in the "
            "others.</p>");
        write_list(page, &asked, 1);
    }
    return web_close(page, err);
}

/* ---- one file ---- */

static enum ikm_status send(struct download *d, const struct kind *kind,
                            struct ikm_error *err)
{
    char name[PATH_BYTES];
    struct stat facts;
    const int file = open(d->path, O_RDONLY);
    const int is_plain = strcmp(kind->name, kind->ending) == 0;
    if (file < 0 || fstat(file, &facts) != 0) {
        if (file >= 0)
            (void)close(file);
        return ikm_fail(err, IKM_IO, "Berkas sementara hilang.",
                        "The temporary file is gone.");
    }
    (void)snprintf(name, sizeof name, "ikm-%.40s-%.30s%s%s.%s",
                   d->asked->unit ? d->asked->unit : "semua",
                   is_kept(kind) ? "semua" : d->asked->period_text,
                   is_plain ? "" : "-", is_plain ? "" : kind->name,
                   kind->ending);
    return web_send_file(d->page, file, (int64_t)facts.st_size, kind->type,
                         name, err);
}

static enum ikm_status make_kept(struct download *d, const struct kind *kind,
                                 struct ikm_error *err)
{
    d->path = kept_path(d);
    if (!d->path)
        return ikm_fail_memory(err);
    const enum ikm_status status = kind->make(d, err);
    return status == IKM_OK ? send(d, kind, err) : status;
}

static enum ikm_status make(struct download *d, const struct kind *kind,
                            struct ikm_error *err)
{
    const char *temporary = getenv("TMPDIR");
    char folder[PATH_BYTES - 8], path[PATH_BYTES];
    (void)snprintf(folder, sizeof folder, "%s/ikm-XXXXXX",
                   temporary && temporary[0] ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return ikm_fail(err, IKM_IO, "Folder sementara tidak dapat dibuat.",
                        "No temporary folder can be made.");
    (void)snprintf(path, sizeof path, "%s/a.%s", folder, kind->ending);
    d->path = path;
    enum ikm_status status = kind->make(d, err);
    if (status == IKM_OK)
        status = send(d, kind, err);
    (void)unlink(path);
    (void)rmdir(folder);
    return status;
}

enum ikm_status web_page_download(struct web_page *page, struct ikm_error *err)
{
    struct report_asked asked;
    struct download d = {.page = page, .asked = &asked};
    const struct kind *kind = NULL;
    for (size_t i = 0; i < IKM_COUNT(kinds); i++)
        if (strcmp(kinds[i].name, page->part[0]) == 0)
            kind = &kinds[i];
    if (!kind)
        return ikm_fail(err, IKM_NO_FILE, "Unduhan itu tidak ada.",
                        "There is no such download.");
    if (!may_have(page, kind))
        return ikm_fail(err, IKM_DENIED,
                        "Data tiap responden hanya untuk analis dan admin.",
                        "Data of each respondent are for analysts and admins.");
    enum ikm_status status = report_ask(page, &asked, err);
    if (status == IKM_OK)
        status = web_store(page, &d.store, err);
    if (status != IKM_OK)
        return status;
    return is_kept(kind) ? make_kept(&d, kind, err) : make(&d, kind, err);
}
