#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "export/document_internal.h"

static void put_people(struct doc *doc)
{
    static const enum ikm_by told[] = {IKM_BY_GENDER, IKM_BY_AGE,
                                       IKM_BY_EDUCATION, IKM_BY_OCCUPATION,
                                       IKM_BY_DISABILITY};
    const enum ikm_lang lang = doc->lang;
    size_t n_hidden = 0, n_tables = 0;
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "3.1  Karakteristik Responden", "3.1  Who answered"));
    doc_say(doc, IKM_BLOCK_TEXT,
            "Jawaban yang dipakai berasal dari %" PRId64 " responden.",
            "The responses in use are those of %" PRId64 " respondents.",
            doc->result->ledger.used);
    for (size_t i = 0; i < IKM_COUNT(told); i++) {
        size_t hidden = 0;
        struct ikm_text caption = IKM_TEXT(doc->build.arena);
        const struct ikm_table *table = doc_people(doc, told[i], &hidden);
        n_hidden += hidden;
        n_tables += table != NULL;
        const char *by = ikm_words_by(lang, told[i]);
        ikm_text_say(&caption, lang, "Responden menurut %c%s",
                     "Respondents by %c%s", tolower((unsigned char)by[0]),
                     by + 1);
        doc_table(doc, table, part_text(&doc->build, &caption));
    }
    if (n_tables == 0)
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(lang,
                        "Respondennya terlalu sedikit untuk dirinci tanpa "
                        "menyingkap orangnya.",
                        "There are too few respondents to tell more of them "
                        "without giving away who they are."));
    else if (n_hidden > 0)
        doc_put(doc, IKM_BLOCK_NOTE,
                ikm_say(lang,
                        "Kelompok yang kecil tidak ditampilkan, agar tidak ada "
                        "responden yang dapat dikenali; jumlahnya karena itu "
                        "tidak sampai 100 %.",
                        "Small groups are not shown, so that no respondent can "
                        "be recognised; the shares do not add up to 100 %."));
}

/* Nothing of it can be computed: said, with the reason the warnings give. */
static void put_no_index(struct doc *doc)
{
    doc_put(doc, IKM_BLOCK_TEXT,
            ikm_say(doc->lang,
                    "IKM belum dapat dihitung; sebabnya disebut di bawah ini.",
                    "The IKM cannot be computed; the reason is told below."));
}

/* What to type next is no matter of an official paper. */
static const char *without_command(struct doc *doc, const char *warning)
{
    const char *typed = strstr(warning, "ikm ");
    const char *command = typed ? typed : strstr(warning, " --");
    const char *end = NULL;
    for (const char *p = warning; command && p < command; p++)
        if ((p[0] == '.' || p[0] == ';') && p[1] == ' ')
            end = p;
    if (!end)
        return warning;
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    ikm_text_bytes(&text, warning, (size_t)(end - warning));
    ikm_text_put(&text, ".");
    return part_text(&doc->build, &text);
}

static void put_index(struct doc *doc)
{
    const enum ikm_lang lang = doc->lang;
    const struct ikm_section *result = ikm_report_find(doc->report, "result");
    const struct ikm_section *elements =
        ikm_report_find(doc->report, "elements");
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "3.2  Indeks Kepuasan Masyarakat",
                    "3.2  The satisfaction index"));
    if (result)
        doc_put(doc, IKM_BLOCK_LEAD, result->finding);
    if (!doc_has_index(doc))
        put_no_index(doc);
    doc_notes_of(doc, result);
    doc_tables_of(doc, elements,
                  ikm_say(lang, "IKM per unsur", "The elements"));
    doc_charts_of(doc, elements);
    if (doc->report->n_warnings > 0)
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(lang, "Yang perlu diperhatikan saat membaca angka ini:",
                        "To be minded when these figures are read:"));
    for (size_t i = 0; i < doc->report->n_warnings; i++)
        doc_point(doc, 0, without_command(doc, doc->report->warnings[i]));
}

void doc_results(struct doc *doc)
{
    const enum ikm_lang lang = doc->lang;
    const struct ikm_section *answers = ikm_report_find(doc->report, "answers");
    const struct ikm_table *services = doc_services(doc);
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(lang, "BAB III  Hasil Survei", "III  Results"));
    put_people(doc);
    put_index(doc);
    doc_put(
        doc, IKM_BLOCK_HEADING,
        ikm_say(lang, "3.3  IKM per Jenis Layanan", "3.3  Index by service"));
    if (services) {
        doc_table(doc, services,
                  ikm_say(lang, "NRR tiap unsur dan IKM menurut jenis layanan",
                          "Means and index of every service"));
        doc_put(
            doc, IKM_BLOCK_NOTE,
            ikm_say(lang,
                    "Layanan tanpa angka respondennya terlalu sedikit untuk "
                    "ditampilkan, atau dapat menyingkap layanan seperti "
                    "itu.",
                    "A service without figures has too few respondents to "
                    "be shown, or would give away such a one."));
    } else
        doc_put(doc, IKM_BLOCK_TEXT,
                ikm_say(lang, "Tidak ada rincian menurut layanan.",
                        "There is no detail by service."));
    if (answers) {
        doc_put(doc, IKM_BLOCK_HEADING,
                ikm_say(lang, "3.4  Sebaran Jawaban", "3.4  Answers by score"));
        doc_charts_of(doc, answers);
    }
}
