#include "export/to_xlsx.h"

#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "export/to_xlsx_internal.h"

/* From so many responses on the library keeps only one row in memory, and the
 * rows of Data are written without it. Below, the file is smaller (shared
 * strings), and the chart carries its figures also for viewers that do not look
 * them up. */
enum { STREAM_FROM_RESPONSES = 5000 };
/* Parts beyond 4 GiB need the larger ZIP. */
enum { ZIP64_FROM_CELLS = 10000000 };
enum { ARENA_LIMIT_BYTES = 256 * 1024 * 1024 };

const char *xlsx_sheet_name(enum ikm_lang lang, enum xlsx_sheet sheet)
{
    static const char *const names[SHEET_COUNT][2] = {
        [SHEET_SUMMARY] = {"Ringkasan", "Summary"},
        [SHEET_DATA] = {"Data", "Data"},
        [SHEET_PROCESS] = {"Pengolahan", "Processing"},
        [SHEET_ELEMENTS] = {"Unsur", "Elements"},
        [SHEET_SERVICES] = {"Layanan", "Services"},
        [SHEET_GROUPS] = {"Kelompok", "Groups"},
        [SHEET_TREND] = {"Tren", "Trend"},
        [SHEET_IPA] = {"IPA", "IPA"},
        [SHEET_PRIORITIES] = {"Prioritas", "Priorities"},
        [SHEET_PLAN] = {"RTL", "Plan"},
        [SHEET_QUALITY] = {"Kualitas Data", "Data Quality"},
        [SHEET_COMMENTS] = {"Saran", "Comments"},
        [SHEET_PROOF] = {"Pemeriksaan", "Proof"},
        [SHEET_FORM] = {"Kuesioner", "Form"},
    };
    return ikm_say(lang, names[sheet][0], names[sheet][1]);
}

static enum ikm_status fail_library(int failure, const char *path,
                                    struct ikm_error *err)
{
    if (failure == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return ikm_fail_memory(err);
    return xlsx_fail_write(path, lxw_strerror((lxw_error)failure), err);
}

/* The library wants strings that may be changed, and copies them. */
static char *own(struct xlsx_book *book, const char *text)
{
    char *copy = ikm_arena_copy(book->arena, text, strlen(text));
    if (!copy)
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return copy;
}

static void set_properties(struct xlsx_book *book)
{
    lxw_doc_properties properties = {
        .title = own(book, book->report.title),
        .subject = own(book, book->report.subtitle),
        .company = own(book, book->result->name),
        /* not the library's own clock: the same input gives the same bytes */
        .created = (time_t)book->options->now_unix_s};
    xlsx_note(book, (int)workbook_set_properties(book->workbook, &properties));
}

static void open_workbook(struct xlsx_book *book, const char *path)
{
    const int64_t n = book->places.n_rows;
    lxw_workbook_options options = {
        .constant_memory = n >= STREAM_FROM_RESPONSES,
        .use_zip64 =
            n * (int64_t)ikm_form_n_asked(book->form) >= ZIP64_FROM_CELLS};
    book->workbook = workbook_new_opt(path, &options);
    if (!book->workbook) {
        xlsx_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    set_properties(book);
    for (int s = 0; s < SHEET_COUNT; s++) {
        book->sheet[s] = workbook_add_worksheet(
            book->workbook, xlsx_sheet_name(book->lang, (enum xlsx_sheet)s));
        if (!book->sheet[s]) {
            xlsx_note(book, LXW_ERROR_CREATING_TMPFILE);
            return;
        }
    }
    xlsx_make_styles(book);
}

static enum ikm_status fill(struct xlsx_book *book,
                            const struct xlsx_file *file, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    open_workbook(book, file->beside);
    if (book->failure == 0) {
        xlsx_prepare_proof(book);
        xlsx_write_summary(book);
        status = xlsx_write_rows(book, err);
        xlsx_write_elements(book);
        xlsx_write_services(book);
        xlsx_write_groups(book);
        xlsx_write_trend(book);
        xlsx_write_ipa(book);
        xlsx_write_priorities(book);
        xlsx_write_plan(book);
        if (status == IKM_OK)
            status = xlsx_write_quality(book, err);
        xlsx_write_proof(book);
        xlsx_write_form(book);
    }
    if (book->workbook && (status != IKM_OK || book->failure != 0))
        lxw_workbook_free(book->workbook);
    else if (book->workbook)
        xlsx_note(book, (int)workbook_close(book->workbook));
    if (book->failure != 0)
        return fail_library(book->failure, file->path, err);
    return status == IKM_OK && book->stream ? xlsx_package_rows(book, file, err)
                                            : status;
}

static enum ikm_status check(const struct ikm_analysis *analysis, size_t i,
                             struct ikm_error *err)
{
    const int64_t received = analysis->results[i].ledger.received;
    if (analysis->query.by != IKM_BY_NONE)
        return ikm_fail(err, IKM_USAGE,
                        "buku kerja memuat satu hasil; ekspor xlsx tidak "
                        "mengenal --by",
                        "a workbook holds one result; export xlsx has no --by");
    if (received > IKM_XLSX_MAX_RESPONSES)
        return ikm_fail(err, IKM_LIMIT,
                        "%lld respons tidak muat dalam satu lembar (paling "
                        "banyak %d); pilih periode atau unit yang lebih kecil",
                        "%lld responses do not fit on one sheet (at most %d); "
                        "choose a shorter period or a smaller unit",
                        (long long)received, (int)IKM_XLSX_MAX_RESPONSES);
    return IKM_OK;
}

static enum ikm_status write_file(struct xlsx_book *book,
                                  struct xlsx_file *file, struct ikm_error *err)
{
    enum ikm_status status = ikm_report_of_analysis(
        book->analysis, book->lang, book->arena, &book->report, err);
    if (status == IKM_OK)
        status = xlsx_gather(book, err);
    if (status == IKM_OK)
        status = xlsx_file_make(file, book->arena, err);
    if (status != IKM_OK)
        return status;
    if (book->places.n_rows >= STREAM_FROM_RESPONSES)
        status = xlsx_stream_open(book, err);
    if (status == IKM_OK)
        status = fill(book, file, err);
    if (status == IKM_OK)
        status = xlsx_file_check(file, book, err);
    if (status == IKM_OK)
        status = xlsx_file_keep(file, err);
    if (status != IKM_OK)
        xlsx_file_drop(file);
    return status;
}

enum ikm_status ikm_to_xlsx(struct ikm_store *store,
                            const struct ikm_analysis *analysis, size_t i,
                            const struct ikm_xlsx_options *options,
                            const char *path, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct ikm_analysis one = *analysis;
    enum ikm_status status = check(analysis, i, err);
    if (status != IKM_OK)
        return status;
    one.results = &analysis->results[i];
    one.n_results = 1;
    one.n_forms = 1;
    struct xlsx_file file = {.path = path};
    struct xlsx_book book = {.store = store,
                             .analysis = &one,
                             .result = one.results,
                             .form = one.results->form,
                             .options = options,
                             .lang = options->lang,
                             .arena = &arena,
                             .scratch = IKM_TEXT(&arena)};
    book.places.n_rows = (uint32_t)one.results->ledger.received;
    book.places.has_rows = book.places.n_rows < IKM_XLSX_LARGE;
    ikm_hasher_start(&book.hasher);
    status = write_file(&book, &file, err);
    xlsx_stream_close(&book);
    ikm_arena_release(&arena);
    return status;
}
