#include "export/document.h"

#include <string.h>

#include "export/document_internal.h"

void doc_start(struct doc *doc, const struct ikm_material *material,
               enum ikm_lang lang, struct ikm_arena *arena)
{
    char words[IKM_PERIOD_WORDS_BYTES];
    *doc = (struct doc){.build = {.analysis = &material->analysis,
                                  .lang = lang,
                                  .arena = arena},
                        .lang = lang,
                        .material = material,
                        .result = material->result,
                        .report = &material->report};
    struct ikm_text period = IKM_TEXT(arena);
    struct ikm_text made = IKM_TEXT(arena);
    ikm_text_put(&period,
                 ikm_period_words(&material->result->period, lang, words));
    doc->period = part_text(&doc->build, &period);
    ikm_text_put(&made, ikm_date_words(material->made, lang, words));
    doc->made = part_text(&doc->build, &made);
}

static struct ikm_block *add(struct doc *doc, enum ikm_block_kind kind)
{
    static const struct ikm_block none = {0};
    struct ikm_block *grown = ikm_arena_grow(
        doc->build.arena, doc->block, doc->n, &doc->room, sizeof *doc->block);
    if (!grown) {
        doc->build.failed = 1;
        return NULL;
    }
    doc->block = grown;
    doc->block[doc->n] = none;
    doc->block[doc->n].kind = kind;
    doc->block[doc->n].text = "";
    return &doc->block[doc->n++];
}

void doc_put(struct doc *doc, enum ikm_block_kind kind, const char *text)
{
    struct ikm_block *block = add(doc, kind);
    if (block)
        block->text = text;
}

void doc_put_text(struct doc *doc, enum ikm_block_kind kind,
                  struct ikm_text *text)
{
    const char *done = part_text(&doc->build, text);
    if (done[0] != '\0')
        doc_put(doc, kind, done);
}

void doc_point(struct doc *doc, int number, const char *text)
{
    struct ikm_block *block = add(doc, IKM_BLOCK_POINT);
    if (!block)
        return;
    block->number = number;
    block->text = text;
}

void doc_table(struct doc *doc, const struct ikm_table *table,
               const char *caption)
{
    struct ikm_block *block =
        table && table->n_rows > 0 ? add(doc, IKM_BLOCK_TABLE) : NULL;
    if (!block)
        return;
    block->table = table;
    block->text = caption;
}

void doc_chart(struct doc *doc, const struct ikm_chart *chart)
{
    struct ikm_block *block = add(doc, IKM_BLOCK_CHART);
    if (!block)
        return;
    block->chart = chart;
    block->text = chart->title;
}

void doc_tables_of(struct doc *doc, const struct ikm_section *section,
                   const char *caption)
{
    for (size_t i = 0; section && i < section->n_tables; i++)
        doc_table(doc, &section->tables[i],
                  section->tables[i].title[0] != '\0' ? section->tables[i].title
                                                      : caption);
}

void doc_charts_of(struct doc *doc, const struct ikm_section *section)
{
    for (size_t i = 0; section && i < section->n_charts; i++)
        doc_chart(doc, &section->charts[i]);
}

void doc_notes_of(struct doc *doc, const struct ikm_section *section)
{
    for (size_t i = 0; section && i < section->n_notes; i++)
        doc_put(doc, IKM_BLOCK_NOTE, section->notes[i]);
}

int doc_has_index(const struct doc *doc)
{
    return doc->result->index.reason == IKM_REASON_NONE;
}

static const char *year_of(struct doc *doc)
{
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    const struct ikm_period *period = &doc->result->period;
    const int year = period->kind == IKM_PERIOD_ALL ? doc->material->made.year
                                                    : period->to.year;
    ikm_text_printf(&text, "%d", year);
    return part_text(&doc->build, &text);
}

enum ikm_status doc_end(struct doc *doc, const char *title,
                        struct ikm_document *ret_document,
                        struct ikm_error *err)
{
    const struct ikm_document document = {.lang = doc->lang,
                                          .title = title,
                                          .unit = doc->material->unit,
                                          .period = doc->period,
                                          .year = year_of(doc),
                                          .made = doc->made,
                                          .office = doc->material->office,
                                          .n_blocks = doc->n,
                                          .blocks = doc->block};
    if (doc->build.failed)
        return ikm_fail_memory(err);
    *ret_document = document;
    return IKM_OK;
}

enum ikm_status ikm_document_report(const struct ikm_material *material,
                                    enum ikm_lang lang, struct ikm_arena *arena,
                                    struct ikm_document *ret_document,
                                    struct ikm_error *err)
{
    struct doc doc;
    doc_start(&doc, material, lang, arena);
    doc_foreword(&doc);
    doc_put(&doc, IKM_BLOCK_TITLE, ikm_say(lang, "Daftar Isi", "Contents"));
    doc_put(&doc, IKM_BLOCK_CONTENTS, "");
    doc_introduction(&doc);
    doc_collection(&doc);
    doc_results(&doc);
    doc_follow_up(&doc);
    doc_closing(&doc);
    doc_annexes(&doc);
    const enum ikm_status status =
        doc_end(&doc,
                ikm_say(lang, "Laporan Survei Kepuasan Masyarakat",
                        "Report of the Public Satisfaction Survey"),
                ret_document, err);
    if (status == IKM_OK)
        ret_document->has_cover = 1;
    return status;
}
