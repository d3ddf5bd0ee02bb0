#include "collect/import_words.h"

#include <string.h>

#include "data/respondent.h"

static void tell_file(struct ikm_text *out, enum ikm_lang lang,
                      const char *name, const struct ikm_import_report *report)
{
    const struct ikm_table_facts *facts = &report->facts;
    if (facts->is_xlsx) {
        ikm_text_say(out, lang,
                     "Berkas: %s (XLSX), lembar \"%s\", judul di baris %lu\n",
                     "File: %s (XLSX), sheet \"%s\", headings in row %lu\n",
                     name, report->sheet ? report->sheet : "",
                     (unsigned long)report->heading_row);
        return;
    }
    ikm_text_say(out, lang,
                 "Berkas: %s (CSV, pemisah %s%s), judul di baris %lu\n",
                 "File: %s (CSV, separator %s%s), headings in row %lu\n", name,
                 facts->separator == '\t'  ? "tab"
                 : facts->separator == ';' ? "\";\""
                                           : "\",\"",
                 facts->encoding == IKM_ENCODING_CP1252 ? ", Windows-1252" : "",
                 (unsigned long)report->heading_row);
}

/* "Kuesioner X; urutan U1..U9: badan" */
static void tell_form(struct ikm_text *out, enum ikm_lang lang,
                      const struct ikm_form *form,
                      const struct ikm_import_report *report)
{
    ikm_text_say(out, lang, "Kuesioner: %s; urutan U1..U%zu: %s\n",
                 "Form: %s; order U1..U%zu: %s\n", form->id, form->n_elements,
                 report->order);
    if (report->order_matters && strcmp(report->order, "badan") == 0)
        ikm_text_say(out, lang,
                     "  (bila kolomnya menurut formulir kertas, ulangi dengan "
                     "--order formulir)\n",
                     "  (if the columns follow the paper form, repeat with "
                     "--order formulir)\n");
}

static void tell_rows(struct ikm_text *out, enum ikm_lang lang,
                      const struct ikm_import_report *report)
{
    ikm_text_say(
        out, lang,
        "Baris responden: %lld = %lld baru + %lld dikecualikan + %lld "
        "sudah ada\n",
        "Respondent rows: %lld = %lld new + %lld excluded + %lld known\n",
        (long long)report->n_rows, (long long)report->n_new,
        (long long)report->n_excluded, (long long)report->n_known);
    if (report->n_partial > 0)
        ikm_text_say(out, lang,
                     "  %lld yang baru tidak diisi lengkap; tetap dihitung\n",
                     "  %lld of the new are not filled in wholly; they count\n",
                     (long long)report->n_partial);
    if (report->n_no_service > 0)
        ikm_text_say(out, lang,
                     "  %lld yang baru tanpa layanan (\"tidak diisi\")\n",
                     "  %lld of the new name no service (\"not filled in\")\n",
                     (long long)report->n_no_service);
    if (report->known_source && report->n_known > 0)
        ikm_text_say(out, lang, "  yang sudah ada berasal dari berkas \"%s\"\n",
                     "  those known came with the file \"%s\"\n",
                     report->known_source);
    if (report->n_known_changed > 0)
        ikm_text_say(
            out, lang,
            "  %lld yang sudah ada kini berisi lain; yang tersimpan tidak "
            "diubah. Bila perlu, perbaiki dengan ikm amend\n",
            "  %lld of those known read otherwise now; what is stored was "
            "not changed. Where needed, correct it with ikm amend\n",
            (long long)report->n_known_changed);
}

static void tell_passed(struct ikm_text *out, enum ikm_lang lang,
                        const struct ikm_import_report *report)
{
    if (report->n_empty > 0)
        ikm_text_say(out, lang, "Baris kosong dilewati: %lld\n",
                     "Empty rows passed over: %lld\n",
                     (long long)report->n_empty);
    if (report->n_passed == 0)
        return;
    ikm_text_say(out, lang, "Bukan responden, dilewati: %lld (",
                 "No respondents, passed "
                 "over: %lld (",
                 (long long)report->n_passed);
    for (int64_t i = 0; i < report->n_passed && i < IKM_PASSED_KEPT; i++)
        ikm_text_say(out, lang, "%sbaris %lu \"%s\"", "%srow %lu \"%s\"",
                     i > 0 ? ", " : "", (unsigned long)report->passed[i].row,
                     report->passed[i].text);
    ikm_text_say(out, lang, "%s)\n", "%s)\n",
                 report->n_passed > IKM_PASSED_KEPT ? ", ..." : "");
}

/* "Kolom ...: A, B" for the columns of one kind. */
static void tell_columns(struct ikm_text *out, enum ikm_lang lang,
                         const struct ikm_mapping *mapping,
                         enum ikm_column_kind kind, const char *title)
{
    size_t n = 0;
    for (size_t i = 0; i < mapping->n_columns; i++) {
        if (mapping->columns[i].kind != kind || !mapping->columns[i].heading[0])
            continue;
        ikm_text_say(out, lang, "%s%s", "%s%s", n++ == 0 ? title : ", ",
                     mapping->columns[i].heading);
    }
    if (n > 0)
        ikm_text_put(out, "\n");
}

static void tell_unmet(struct ikm_text *out, enum ikm_lang lang,
                       const struct ikm_import_report *report)
{
    if (report->n_unmet == 0)
        return;
    ikm_text_say(out, lang,
                 "Baris --map yang tidak cocok dengan judul mana pun: ",
                 "Lines of --map that match no heading: ");
    for (int64_t i = 0; i < report->n_unmet && i < IKM_PASSED_KEPT; i++)
        ikm_text_say(out, lang, "%sbaris %lu \"%s\"", "%sline %lu \"%s\"",
                     i > 0 ? ", " : "", (unsigned long)report->unmet[i].row,
                     report->unmet[i].text);
    ikm_text_put(out, report->n_unmet > IKM_PASSED_KEPT ? ", ...\n" : "\n");
}

static void tell_rest(struct ikm_text *out, enum ikm_lang lang,
                      const struct ikm_import_report *report)
{
    size_t n = 0;
    tell_columns(out, lang, &report->mapping, IKM_COLUMN_IDENTITY,
                 ikm_say(lang, "Kolom identitas, tidak disimpan: ",
                         "Identity columns, not stored: "));
    tell_columns(out, lang, &report->mapping, IKM_COLUMN_UNUSED,
                 ikm_say(lang, "Kolom yang tidak dikenal, tidak dipakai: ",
                         "Columns not known, not used: "));
    tell_columns(out, lang, &report->mapping, IKM_COLUMN_IGNORED,
                 ikm_say(lang, "Kolom yang diabaikan menurut --map: ",
                         "Columns left out by --map: "));
    for (int f = 0; f < IKM_FIELD_COUNT; f++)
        if (report->n_other[f] > 0)
            ikm_text_say(out, lang, "%s%s %lld", "%s%s %lld",
                         n++ == 0 ? ikm_say(lang, "Dicatat sebagai lainnya: ",
                                            "Booked as other: ")
                                  : ", ",
                         ikm_field_name((enum ikm_field)f, lang),
                         (long long)report->n_other[f]);
    if (n > 0)
        ikm_text_put(out, "\n");
    if (report->n_made_units + report->n_made_services > 0)
        ikm_text_say(out, lang, "Dibuat: %lld unit, %lld layanan\n",
                     "Made: %lld units, %lld services\n",
                     (long long)report->n_made_units,
                     (long long)report->n_made_services);
}

void ikm_import_words(const struct ikm_import_report *report, const char *name,
                      const struct ikm_form *form, int dry_run,
                      enum ikm_lang lang, struct ikm_text *out)
{
    tell_file(out, lang, name, report);
    tell_form(out, lang, form, report);
    if (report->same_file) {
        ikm_text_say(out, lang,
                     "Tidak ada baris baru: berkas ini sudah diimpor "
                     "(\"%s\").\n",
                     "No new rows: this file was imported already (\"%s\").\n",
                     report->known_source ? report->known_source : "");
        return;
    }
    tell_rows(out, lang, report);
    tell_passed(out, lang, report);
    tell_rest(out, lang, report);
    tell_unmet(out, lang, report);
    if (report->n_rows == 0)
        ikm_text_say(out, lang,
                     "Tidak ada baris responden di bawah judul kolom (baris "
                     "%lu); tidak ada yang disimpan.\n",
                     "No respondent rows under the headings (row %lu); nothing "
                     "was stored.\n",
                     (unsigned long)report->heading_row);
    else if (dry_run)
        ikm_text_say(out, lang, "Hanya diperiksa; tidak ada yang disimpan.\n",
                     "Only looked at; nothing was stored.\n");
    else if (report->n_new + report->n_excluded == 0)
        ikm_text_say(out, lang, "Tidak ada baris baru.\n", "No new rows.\n");
    else
        ikm_text_say(out, lang, "Disimpan.\n", "Stored.\n");
}
