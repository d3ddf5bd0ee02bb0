#include <inttypes.h>

#include "export/document_internal.h"

static void put_picture(struct doc *doc, const struct ikm_annex *annex,
                        const char *words)
{
    struct ikm_block_picture *picture =
        part_take(&doc->build, 1, sizeof *picture);
    if (!picture || annex->image_bytes == 0)
        return;
    if (!ikm_picture_look(annex->image, annex->image_bytes, &picture->facts))
        return;
    picture->bytes = annex->image;
    picture->n_bytes = annex->image_bytes;
    doc_put(doc, IKM_BLOCK_PICTURE, words);
    if (doc->n > 0)
        doc->block[doc->n - 1].picture = picture;
}

/* "Pengisian di loket, Kecamatan Satu, 10 Maret 2025" */
static const char *words_of(struct doc *doc, const struct ikm_annex *annex)
{
    char day[IKM_PERIOD_WORDS_BYTES];
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    ikm_text_put(&text, annex->caption);
    if (annex->place[0] != '\0')
        ikm_text_printf(&text, ", %s", annex->place);
    ikm_text_printf(&text, ", %s", ikm_date_words(annex->date, doc->lang, day));
    return part_text(&doc->build, &text);
}

static void put_forum(struct doc *doc, const struct ikm_annex *annex)
{
    doc_put(doc, IKM_BLOCK_HEADING, words_of(doc, annex));
    if (annex->attended >= 0)
        doc_say(doc, IKM_BLOCK_TEXT, "Dihadiri %" PRId64 " peserta.",
                "%" PRId64 " people came.", annex->attended);
    if (annex->note[0] != '\0')
        doc_say(doc, IKM_BLOCK_TEXT, "Hasil: %s", "Result: %s", annex->note);
    put_picture(doc, annex, annex->caption);
}

static int count(const struct doc *doc, enum ikm_annex_kind kind)
{
    int n = 0;
    for (size_t i = 0; i < doc->material->n_annexes; i++)
        n += doc->material->annexes[i].kind == kind;
    return n;
}

static void put_chapter(struct doc *doc, int number, const char *title)
{
    doc_say(doc, IKM_BLOCK_CHAPTER, "Lampiran %d  %s", "Annex %d  %s", number,
            title);
}

void doc_photos(struct doc *doc, int number)
{
    const struct ikm_annex *annexes = doc->material->annexes;
    if (count(doc, IKM_ANNEX_FORUM) > 0)
        put_chapter(doc, number++,
                    ikm_say(doc->lang, "Forum Konsultasi Publik",
                            "Public consultation forum"));
    for (size_t i = 0; i < doc->material->n_annexes; i++)
        if (annexes[i].kind == IKM_ANNEX_FORUM)
            put_forum(doc, &annexes[i]);
    if (count(doc, IKM_ANNEX_PHOTO) > 0)
        put_chapter(doc, number,
                    ikm_say(doc->lang, "Dokumentasi", "Photographs"));
    for (size_t i = 0; i < doc->material->n_annexes; i++)
        if (annexes[i].kind == IKM_ANNEX_PHOTO)
            put_picture(doc, &annexes[i], words_of(doc, &annexes[i]));
}
