/* import */
#include <string.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/import.h"
#include "data/respondent.h"
#include "data/store_registers.h"

static enum ikm_status take_options(const struct cli_call *call,
                                    struct ikm_import_options *options,
                                    struct ikm_error *err)
{
    const char *dates = cli_value(call, "dates");
    *options = (struct ikm_import_options){
        .path = call->word[0],
        .unit = cli_value(call, "unit"),
        .service = cli_value(call, "service"),
        .date = cli_value(call, "date"),
        .form = cli_value(call, "form"),
        .order = cli_value(call, "order"),
        .dates = IKM_DATES_DMY,
        .create = cli_is_given(call, "create"),
        .skip_bad = cli_is_given(call, "skip-bad"),
        .again = cli_is_given(call, "again"),
        .dry_run = cli_is_given(call, "dry-run"),
    };
    if (dates && strcmp(dates, "mdy") == 0)
        options->dates = IKM_DATES_MDY;
    else if (dates && strcmp(dates, "dmy") != 0)
        return ikm_fail(err, IKM_USAGE,
                        "--dates %s tidak dikenal; tulis dmy (hari/bulan/"
                        "tahun) atau mdy (bulan/hari/tahun)",
                        "--dates %s is not known; write dmy (day/month/year) "
                        "or mdy (month/day/year)",
                        dates);
    return cli_values(call, "map", &options->n_map_paths, &options->map_paths,
                      err);
}

/* ---- the closing report ---- */

static void tell_file(const struct cli_call *call,
                      const struct ikm_import_report *report)
{
    const struct ikm_table_facts *facts = &report->facts;
    if (facts->is_xlsx) {
        cli_say(call, "Berkas: %s (XLSX), lembar \"%s\", judul di baris %lu\n",
                "File: %s (XLSX), sheet \"%s\", headings in row %lu\n",
                call->word[0], report->sheet ? report->sheet : "",
                (unsigned long)report->heading_row);
        return;
    }
    cli_say(call, "Berkas: %s (CSV, pemisah %s%s), judul di baris %lu\n",
            "File: %s (CSV, separator %s%s), headings in row %lu\n",
            call->word[0],
            facts->separator == '\t'  ? "tab"
            : facts->separator == ';' ? "\";\""
                                      : "\",\"",
            facts->encoding == IKM_ENCODING_CP1252 ? ", Windows-1252" : "",
            (unsigned long)report->heading_row);
}

/* "Kuesioner X; urutan U1..U9: badan" */
static enum ikm_status tell_form(const struct cli_call *call,
                                 const struct ikm_import_report *report,
                                 struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    int64_t form_id = 0;
    const enum ikm_status status = ikm_store_find_form(
        call->store, report->form_id, call->arena, &form, &form_id, err);
    if (status != IKM_OK)
        return status;
    cli_say(call, "Kuesioner: %s; urutan U1..U%zu: %s\n",
            "Form: %s; order U1..U%zu: %s\n", form->id, form->n_elements,
            report->order);
    if (report->order_matters && strcmp(report->order, "badan") == 0)
        cli_say(call,
                "  (bila kolomnya menurut formulir kertas, ulangi dengan "
                "--order formulir)\n",
                "  (if the columns follow the paper form, repeat with --order "
                "formulir)\n");
    return IKM_OK;
}

static void tell_rows(const struct cli_call *call,
                      const struct ikm_import_report *report)
{
    cli_say(call,
            "Baris responden: %lld = %lld baru + %lld dikecualikan + %lld "
            "sudah ada\n",
            "Respondent rows: %lld = %lld new + %lld excluded + %lld known\n",
            (long long)report->n_rows, (long long)report->n_new,
            (long long)report->n_excluded, (long long)report->n_known);
    if (report->n_partial > 0)
        cli_say(call, "  %lld yang baru tidak diisi lengkap; tetap dihitung\n",
                "  %lld of the new are not filled in wholly; they count\n",
                (long long)report->n_partial);
    if (report->n_no_service > 0)
        cli_say(call, "  %lld yang baru tanpa layanan (\"tidak diisi\")\n",
                "  %lld of the new name no service (\"not filled in\")\n",
                (long long)report->n_no_service);
    if (report->known_source && report->n_known > 0)
        cli_say(call, "  yang sudah ada berasal dari berkas \"%s\"\n",
                "  those known came with the file \"%s\"\n",
                report->known_source);
    if (report->n_known_changed > 0)
        cli_say(call,
                "  %lld yang sudah ada kini berisi lain; yang tersimpan tidak "
                "diubah. Bila perlu, perbaiki dengan ikm amend\n",
                "  %lld of those known read otherwise now; what is stored was "
                "not changed. Where needed, correct it with ikm amend\n",
                (long long)report->n_known_changed);
}

static void tell_passed(const struct cli_call *call,
                        const struct ikm_import_report *report)
{
    if (report->n_empty > 0)
        cli_say(call, "Baris kosong dilewati: %lld\n",
                "Empty rows passed over: %lld\n", (long long)report->n_empty);
    if (report->n_passed == 0)
        return;
    cli_say(call, "Bukan responden, dilewati: %lld (",
            "No respondents, passed "
            "over: %lld (",
            (long long)report->n_passed);
    for (int64_t i = 0; i < report->n_passed && i < IKM_PASSED_KEPT; i++)
        cli_say(call, "%sbaris %lu \"%s\"", "%srow %lu \"%s\"",
                i > 0 ? ", " : "", (unsigned long)report->passed[i].row,
                report->passed[i].text);
    cli_say(call, "%s)\n", "%s)\n",
            report->n_passed > IKM_PASSED_KEPT ? ", ..." : "");
}

/* "Kolom ...: A, B" for the columns of one kind. */
static void tell_columns(const struct cli_call *call,
                         const struct ikm_mapping *mapping,
                         enum ikm_column_kind kind, const char *title)
{
    size_t n = 0;
    for (size_t i = 0; i < mapping->n_columns; i++) {
        if (mapping->columns[i].kind != kind || !mapping->columns[i].heading[0])
            continue;
        cli_say(call, "%s%s", "%s%s", n++ == 0 ? title : ", ",
                mapping->columns[i].heading);
    }
    if (n > 0)
        (void)fputc('\n', call->out);
}

static void tell_unmet(const struct cli_call *call,
                       const struct ikm_import_report *report)
{
    if (report->n_unmet == 0)
        return;
    cli_say(call, "Baris --map yang tidak cocok dengan judul mana pun: ",
            "Lines of --map that match no heading: ");
    for (int64_t i = 0; i < report->n_unmet && i < IKM_PASSED_KEPT; i++)
        cli_say(call, "%sbaris %lu \"%s\"", "%sline %lu \"%s\"",
                i > 0 ? ", " : "", (unsigned long)report->unmet[i].row,
                report->unmet[i].text);
    (void)fputs(report->n_unmet > IKM_PASSED_KEPT ? ", ...\n" : "\n",
                call->out);
}

static void tell_rest(const struct cli_call *call,
                      const struct ikm_import_report *report)
{
    size_t n = 0;
    tell_columns(call, &report->mapping, IKM_COLUMN_IDENTITY,
                 ikm_say(call->lang, "Kolom identitas, tidak disimpan: ",
                         "Identity columns, not stored: "));
    tell_columns(call, &report->mapping, IKM_COLUMN_UNUSED,
                 ikm_say(call->lang,
                         "Kolom yang tidak dikenal, tidak dipakai: ",
                         "Columns not known, not used: "));
    tell_columns(call, &report->mapping, IKM_COLUMN_IGNORED,
                 ikm_say(call->lang, "Kolom yang diabaikan menurut --map: ",
                         "Columns left out by --map: "));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        if (report->n_other[f] > 0)
            cli_say(call, "%s%s %lld", "%s%s %lld",
                    n++ == 0 ? ikm_say(call->lang, "Dicatat sebagai lainnya: ",
                                       "Booked as other: ")
                             : ", ",
                    ikm_field_name((enum ikm_field)f, call->lang),
                    (long long)report->n_other[f]);
    if (n > 0)
        (void)fputc('\n', call->out);
    if (report->n_made_units + report->n_made_services > 0)
        cli_say(call, "Dibuat: %lld unit, %lld layanan\n",
                "Made: %lld units, %lld services\n",
                (long long)report->n_made_units,
                (long long)report->n_made_services);
}

static enum ikm_status tell(const struct cli_call *call,
                            const struct ikm_import_options *options,
                            const struct ikm_import_report *report,
                            struct ikm_error *err)
{
    tell_file(call, report);
    const enum ikm_status status = tell_form(call, report, err);
    if (status != IKM_OK)
        return status;
    if (report->same_file) {
        cli_say(call,
                "Tidak ada baris baru: berkas ini sudah diimpor (\"%s\").\n",
                "No new rows: this file was imported already (\"%s\").\n",
                report->known_source ? report->known_source : "");
        return IKM_OK;
    }
    tell_rows(call, report);
    tell_passed(call, report);
    tell_rest(call, report);
    tell_unmet(call, report);
    if (report->n_rows == 0)
        cli_say(call,
                "Tidak ada baris responden di bawah judul kolom (baris %lu); "
                "tidak ada yang disimpan.\n",
                "No respondent rows under the headings (row %lu); nothing was "
                "stored.\n",
                (unsigned long)report->heading_row);
    else if (options->dry_run)
        cli_say(call, "Hanya diperiksa; tidak ada yang disimpan.\n",
                "Only looked at; nothing was stored.\n");
    else if (report->n_new + report->n_excluded == 0)
        cli_say(call, "Tidak ada baris baru.\n", "No new rows.\n");
    else
        cli_say(call, "Disimpan.\n", "Stored.\n");
    return IKM_OK;
}

/* ---- */

/* One closing sentence over many faults. Bad rows can be left out, a heading
 * that is not fit cannot. */
static enum ikm_status close_faults(const struct ikm_faults *faults,
                                    uint32_t heading_row, struct ikm_error *err)
{
    int rows_only = heading_row > 0;
    for (size_t i = 0; i < faults->n_kept; i++)
        rows_only &= faults->fault[i].row > heading_row;
    if (rows_only)
        return ikm_fail(err, IKM_INPUT,
                        "%s: %zu kesalahan; tidak ada yang disimpan. Perbaiki "
                        "lalu ulangi, atau pakai --skip-bad",
                        "%s: %zu faults; nothing was stored. Correct them and "
                        "try again, or use --skip-bad",
                        faults->source, faults->n_total);
    return ikm_fail(err, IKM_INPUT,
                    "%s: %zu kesalahan; tidak ada yang disimpan. Perbaiki lalu "
                    "ulangi",
                    "%s: %zu faults; nothing was stored. Correct them and try "
                    "again",
                    faults->source, faults->n_total);
}

enum ikm_status cli_run_import(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_import_options options;
    struct ikm_import_report report = {0};
    struct cli_progress progress;
    struct ikm_act act;
    struct ikm_faults *faults = cli_faults(call, call->word[0]);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status = take_options(call, &options, err);
    if (status == IKM_OK)
        status = cli_act(call, "import", call->word[0], "", &act, err);
    if (status != IKM_OK)
        return status;
    options.progress = cli_progress_tick;
    options.progress_context = &progress;
    cli_progress_start(&progress, call->messages);
    status = ikm_import(call->store, &options, &act, call->arena, faults,
                        &report, err);
    const int number = cli_progress_end(&progress);
    if (status != IKM_OK && number != 0) {
        call->exit_code = 128 + number;
        return ikm_fail(err, status, "dihentikan; tidak ada yang disimpan",
                        "stopped; nothing was stored");
    }
    cli_write_faults(call->messages, call->lang, faults);
    if (status == IKM_INPUT && faults->n_total > 0)
        return close_faults(faults, report.heading_row, err);
    return status == IKM_OK ? tell(call, &options, &report, err) : status;
}
