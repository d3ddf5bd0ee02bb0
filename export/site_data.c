/* Open data: figures only. What is hidden is an empty cell, or null. */
#include "data/base/number.h"
#include "export/site_internal.h"

static const char *const kinds[SITE_TABLES] = {
    "unit", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan"};

const char *site_table_kind(enum site_table table)
{
    return kinds[table];
}

static void put_day(struct ikm_text *text, struct ikm_date date)
{
    char day[IKM_DATE_TEXT_BYTES];
    ikm_text_put(text, ikm_date_text(date, day));
}

static void put_fixed(struct ikm_text *text, int64_t value, int decimals)
{
    char buffer[IKM_FIXED_TEXT_BYTES];
    ikm_text_put(text, ikm_fixed_text(value, decimals, 0, buffer));
}

/* ---- CSV ---- */

static void csv_head(struct ikm_text *text, const struct site_period *period,
                     const char *kind, const char *code, const char *name)
{
    ikm_text_printf(text, "%s,", period->text);
    put_day(text, period->period.from);
    ikm_text_put(text, ",");
    put_day(text, period->period.to);
    ikm_text_printf(text, ",%s,", kind);
    ikm_text_csv(text, code ? code : "", 1);
    ikm_text_put(text, ",");
    ikm_text_csv(text, name, 1);
}

/* responden,nrr,nilai,mutu,disembunyikan */
static void csv_index(struct ikm_text *text, const struct site *site, int64_t n,
                      const struct ikm_index *index)
{
    ikm_text_printf(text, ",%lld,,", (long long)n);
    if (index && index->reason == IKM_REASON_NONE) {
        put_fixed(text, index->value_hundredths, 2);
        ikm_text_put(text, ",");
        ikm_text_csv(text, ikm_grade_letter(site->form, index->grade), 1);
    } else {
        ikm_text_put(text, ",");
    }
    ikm_text_put(text, ",0\r\n");
}

static void csv_elements(struct ikm_text *text, const struct site *site,
                         const struct site_period *period)
{
    for (size_t e = 0; e < site->form->n_elements; e++) {
        const struct ikm_element_figures *figures =
            &period->total->index.element[e];
        csv_head(text, period, "unsur", site->form->elements[e].code,
                 site->form->elements[e].name);
        ikm_text_put(text, ",,");
        if (figures->n > 0) {
            put_fixed(text, figures->nrr_thousandths, 3);
            ikm_text_put(text, ",");
            put_fixed(text, figures->value_hundredths, 2);
            ikm_text_put(text, ",");
            ikm_text_csv(text, ikm_grade_letter(site->form, figures->grade), 1);
        } else {
            ikm_text_put(text, ",,");
        }
        ikm_text_put(text, ",0\r\n");
    }
}

static void csv_table(struct ikm_text *text, const struct site *site,
                      const struct site_period *period, int t)
{
    for (size_t r = 0; r < period->table[t].n_rows; r++) {
        const struct site_row *row = &period->table[t].rows[r];
        csv_head(text, period, kinds[t], row->code, row->name);
        if (row->is_hidden)
            ikm_text_put(text, ",,,,,1\r\n");
        else
            csv_index(text, site, row->n,
                      row->result ? &row->result->index : NULL);
    }
}

/* In their order: what is improved first. */
static void csv_priorities(struct ikm_text *text, const struct site *site,
                           const struct site_period *period)
{
    for (size_t i = 0; i < period->total->n_priorities; i++) {
        const struct ikm_element *element =
            &site->form->elements[period->total->priorities[i].element];
        csv_head(text, period, "prioritas", element->code, element->name);
        ikm_text_put(text, ",,,,,0\r\n");
    }
}

void site_csv_head(struct ikm_text *text)
{
    ikm_text_put(text, "periode,dari,sampai,jenis,kode,nama,responden,nrr,"
                       "nilai,mutu,disembunyikan\r\n");
}

void site_csv_period(const struct site *site, const struct site_period *period,
                     struct ikm_text *text)
{
    csv_head(text, period, "ikm", site->unit, site->name);
    if (period->is_hidden) {
        ikm_text_put(text, ",,,,,1\r\n");
        return;
    }
    csv_index(text, site, period->total->ledger.used, &period->total->index);
    csv_elements(text, site, period);
    csv_priorities(text, site, period);
    for (int t = 0; t < SITE_TABLES; t++)
        csv_table(text, site, period, t);
}

void site_csv(const struct site *site, struct ikm_text *text)
{
    site_csv_head(text);
    for (size_t i = 0; i < site->n_periods; i++)
        site_csv_period(site, &site->periods[i], text);
}

/* ---- JSON ---- */

static void json_index(struct ikm_text *text, const struct site *site,
                       int64_t n, const struct ikm_index *index)
{
    ikm_text_printf(text, ",\"responden\":%lld", (long long)n);
    if (!index)
        return;
    if (index->reason != IKM_REASON_NONE) {
        ikm_text_put(text, ",\"ikm\":null,\"mutu\":null");
        return;
    }
    ikm_text_put(text, ",\"ikm\":");
    put_fixed(text, index->value_hundredths, 2);
    ikm_text_put(text, ",\"mutu\":");
    ikm_text_json(text, site->form->n_classes > 0
                            ? ikm_grade_letter(site->form, index->grade)
                            : NULL);
}

static void json_elements(struct ikm_text *text, const struct site *site,
                          const struct site_period *period)
{
    ikm_text_put(text, ",\"unsur\":[");
    for (size_t e = 0; e < site->form->n_elements; e++) {
        const struct ikm_element_figures *figures =
            &period->total->index.element[e];
        ikm_text_put(text, e > 0 ? ",{\"kunci\":" : "{\"kunci\":");
        ikm_text_json(text, site->form->elements[e].key);
        ikm_text_put(text, ",\"kode\":");
        ikm_text_json(text, site->form->elements[e].code);
        ikm_text_put(text, ",\"nama\":");
        ikm_text_json(text, site->form->elements[e].name);
        if (figures->n > 0) {
            ikm_text_put(text, ",\"nrr\":");
            put_fixed(text, figures->nrr_thousandths, 3);
            ikm_text_put(text, ",\"nilai\":");
            put_fixed(text, figures->value_hundredths, 2);
        } else {
            ikm_text_put(text, ",\"nrr\":null,\"nilai\":null");
        }
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

static void json_table(struct ikm_text *text, const struct site *site,
                       const struct site_period *period, int t)
{
    ikm_text_printf(text, ",\"%s\":[", kinds[t]);
    for (size_t r = 0; r < period->table[t].n_rows; r++) {
        const struct site_row *row = &period->table[t].rows[r];
        ikm_text_put(text, r > 0 ? ",{\"kode\":" : "{\"kode\":");
        ikm_text_json(text, row->code);
        ikm_text_put(text, ",\"nama\":");
        ikm_text_json(text, row->name);
        if (row->is_hidden)
            ikm_text_put(text, ",\"disembunyikan\":true");
        else
            json_index(text, site, row->n,
                       row->result ? &row->result->index : NULL);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "]");
}

void site_json(const struct site *site, struct ikm_text *text)
{
    ikm_text_put(text, "{\"schema\":\"ikm.site/1\",\"program\":");
    ikm_text_json(text, site->options->program);
    ikm_text_put(text, ",\"unit\":");
    ikm_text_json(text, site->unit);
    ikm_text_put(text, ",\"nama\":");
    ikm_text_json(text, site->name);
    ikm_text_put(text, ",\"kuesioner\":");
    ikm_text_json(text, site->form->id);
    ikm_text_put(text, ",\"dibuat\":\"");
    put_day(text, site->options->today);
    ikm_text_put(text, "\",\"lisensi\":\"CC-BY-4.0\",\"periode\":[");
    for (size_t i = 0; i < site->n_periods; i++) {
        const struct site_period *period = &site->periods[i];
        ikm_text_printf(text, "%s\n{\"periode\":\"%s\",\"dari\":\"",
                        i > 0 ? "," : "", period->text);
        put_day(text, period->period.from);
        ikm_text_put(text, "\",\"sampai\":\"");
        put_day(text, period->period.to);
        ikm_text_put(text, "\"");
        if (period->is_hidden) {
            ikm_text_put(text, ",\"disembunyikan\":true}");
            continue;
        }
        json_index(text, site, period->total->ledger.used,
                   &period->total->index);
        json_elements(text, site, period);
        for (int t = 0; t < SITE_TABLES; t++)
            json_table(text, site, period, t);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "\n]}\n");
}

/* ---- Frictionless Data Package ---- */

void site_datapackage(const struct site *site, struct ikm_text *text)
{
    static const char *const fields[][3] = {
        {"periode", "string", "Periode: 2025, 2025-S1, 2025-TW1, 2025-03"},
        {"dari", "date", "Hari pertama periode"},
        {"sampai", "date", "Hari terakhir periode"},
        {"jenis", "string",
         "ikm: seluruhnya; unsur; prioritas: unsur yang didahulukan, "
         "berurutan; "
         "unit; layanan; jenis_kelamin; usia; "
         "pendidikan; pekerjaan"},
        {"kode", "string", "Kode unit atau unsur"},
        {"nama", "string", "Nama unit, unsur, layanan, atau kelompok"},
        {"responden", "integer", "Banyaknya responden"},
        {"nrr", "number", "Nilai rata-rata unsur, pada skala kuesioner"},
        {"nilai", "number", "IKM atau nilai unsur, 25-100"},
        {"mutu", "string", "Mutu menurut kuesioner: A, B, C, D"},
        {"disembunyikan", "boolean",
         "1: kurang dari 5 responden, atau dapat dihitung dari yang lain"}};
    ikm_text_put(text,
                 "{\n\"profile\":\"tabular-data-package\",\n\"name\":\"ikm\","
                 "\n\"title\":");
    struct ikm_text title = IKM_TEXT(site->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    ikm_text_printf(&title, "Indeks Kepuasan Masyarakat %s", site->name);
    if (ikm_text_done(&title, &done, &ignored) != IKM_OK)
        text->status = IKM_NO_MEMORY;
    ikm_text_json(text, done);
    ikm_text_put(text, ",\n\"created\":\"");
    put_day(text, site->options->today);
    ikm_text_put(text,
                 "T00:00:00Z\",\n\"licenses\":[{\"name\":\"CC-BY-4.0\","
                 "\"path\":\"LISENSI.txt\",\"title\":\"Creative Commons "
                 "Attribution 4.0\"}],\n\"resources\":[{\"profile\":"
                 "\"tabular-data-resource\",\"name\":\"ikm\",\"path\":"
                 "\"ikm.csv\",\"format\":\"csv\",\"mediatype\":\"text/csv\","
                 "\"encoding\":\"utf-8\",\"schema\":{\"fields\":[");
    for (size_t i = 0; i < IKM_COUNT(fields); i++) {
        ikm_text_printf(text, "%s\n{\"name\":\"%s\",\"type\":\"%s\",",
                        i > 0 ? "," : "", fields[i][0], fields[i][1]);
        if (i + 1 == IKM_COUNT(fields))
            ikm_text_put(text, "\"trueValues\":[\"1\"],\"falseValues\":"
                               "[\"0\"],");
        ikm_text_put(text, "\"description\":");
        ikm_text_json(text, fields[i][2]);
        ikm_text_put(text, "}");
    }
    ikm_text_put(text, "],\"missingValues\":[\"\"]}}]\n}\n");
}

void site_licence(const struct site *site, struct ikm_text *text)
{
    ikm_text_say(
        text, site->lang,
        "Data ini milik %s dan boleh dipakai, disalin, diubah, dan disebarkan "
        "untuk tujuan apa pun, asalkan sumbernya disebut (Creative Commons "
        "Attribution 4.0, CC-BY-4.0).\n",
        "These data belong to %s. They may be used, copied, changed and passed "
        "on for any purpose, as long as their source is named (Creative "
        "Commons Attribution 4.0, CC-BY-4.0).\n",
        site->name);
}
