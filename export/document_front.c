#include <inttypes.h>

#include "export/document_internal.h"

void doc_foreword(struct doc *doc)
{
    struct ikm_text headline = IKM_TEXT(doc->build.arena);
    doc_put(doc, IKM_BLOCK_TITLE,
            ikm_say(doc->lang, "Kata Pengantar", "Foreword"));
    doc_say(doc, IKM_BLOCK_TEXT,
            "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena "
            "atas rahmat-Nya Laporan Survei Kepuasan Masyarakat (SKM) %s "
            "periode %s dapat diselesaikan.",
            "This is the report of the public satisfaction survey (SKM) of %s, "
            "period %s.",
            doc->material->unit, doc->period);
    doc_say(doc, IKM_BLOCK_TEXT,
            "Survei ini mengukur kepuasan masyarakat terhadap pelayanan yang "
            "kami berikan, agar diketahui unsur mana yang sudah baik dan unsur "
            "mana yang harus didahulukan perbaikannya. Hasilnya dalam satu "
            "kalimat:",
            "The survey measures how satisfied people are with the services we "
            "give, so that it is known what is good already and what must be "
            "mended first. Its result in one sentence:");
    ikm_words_headline(&headline, doc->lang, doc->result);
    doc_put_text(doc, IKM_BLOCK_LEAD, &headline);
    doc_say(doc, IKM_BLOCK_TEXT,
            "Kami mengucapkan terima kasih kepada para responden yang telah "
            "meluangkan waktu mengisi kuesioner, dan kepada semua pihak yang "
            "membantu pelaksanaan survei. Saran dan masukan atas laporan ini "
            "kami terima dengan senang hati.",
            "We thank the respondents who took the time to fill in the "
            "questionnaire and all who helped to carry out the survey. "
            "Comments on this report are welcome.");
    doc_put(doc, IKM_BLOCK_SIGNATURE, doc->made);
}

void doc_introduction(struct doc *doc)
{
    const struct ikm_form *form = doc->result->form;
    const enum ikm_lang lang = doc->lang;
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(lang, "BAB I  Pendahuluan", "I  Introduction"));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "1.1  Latar Belakang", "1.1  Background"));
    doc_say(doc, IKM_BLOCK_TEXT,
            "Setiap penyelenggara pelayanan publik wajib mengukur kepuasan "
            "penggunanya secara berkala, paling sedikit sekali setahun. "
            "Perbaikan pelayanan bertumpu pada indeks yang diukur secara "
            "cermat, akurat, akuntabel, dan berkesinambungan, serta pada "
            "evaluasi yang mendahulukan unsur-unsur yang nilainya rendah.",
            "Every office that serves the public must measure the satisfaction "
            "of its users regularly, at least once a year. Improvement rests "
            "on an index that is measured carefully, accurately, accountably "
            "and continually, and on an evaluation that gives priority to the "
            "elements with low scores.");
    doc_say(doc, IKM_BLOCK_TEXT,
            "Untuk itu %s melaksanakan Survei Kepuasan Masyarakat periode %s.",
            "%s therefore carried out a public satisfaction survey in the "
            "period %s.",
            doc->material->unit, doc->period);
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "1.2  Dasar Pelaksanaan", "1.2  Legal basis"));
    doc_point(doc, 1,
              ikm_say(lang,
                      "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan "
                      "Publik;",
                      "Law 25 of 2009 on public services;"));
    doc_point(doc, 2,
              ikm_say(lang,
                      "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang "
                      "Pelaksanaan Undang-Undang Nomor 25 Tahun 2009;",
                      "Government Regulation 96 of 2012 on its "
                      "implementation;"));
    doc_point(
        doc, 3,
        ikm_say(lang,
                "Peraturan Menteri Pendayagunaan Aparatur Negara dan "
                "Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman "
                "Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara "
                "Pelayanan Publik.",
                "Regulation 14 of 2017 of the Minister for Administrative "
                "Reform on public satisfaction surveys."));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "1.3  Maksud dan Tujuan", "1.3  Purpose"));
    doc_put(doc, IKM_BLOCK_TEXT,
            ikm_say(lang,
                    "Maksud survei ini adalah memperoleh gambaran kepuasan "
                    "masyarakat dari pendapat mereka yang dilayani. Tujuannya "
                    "mengetahui mutu pelayanan, menemukan unsur yang perlu "
                    "diperbaiki lebih dahulu, dan menilai apakah perbaikan "
                    "yang dijanjikan sebelumnya berhasil.",
                    "The survey shows how satisfied people are, in the opinion "
                    "of those who were served: how good the service is, which "
                    "elements must be mended first, and whether what was "
                    "promised before has worked."));
    doc_put(doc, IKM_BLOCK_HEADING, ikm_say(lang, "1.4  Sasaran", "1.4  Aims"));
    doc_put(doc, IKM_BLOCK_TEXT,
            ikm_say(lang,
                    "Mendorong peran serta masyarakat sebagai pengguna layanan "
                    "dalam menilai kinerja pelayanan, dan mendorong "
                    "penyelenggara meningkatkan mutu pelayanannya.",
                    "To let the public take part in judging the services, and "
                    "to move the office to improve them."));
    doc_put(doc, IKM_BLOCK_HEADING, ikm_say(lang, "1.5  Manfaat", "1.5  Use"));
    doc_put(doc, IKM_BLOCK_TEXT,
            ikm_say(lang,
                    "Hasil survei menjadi dasar rencana tindak lanjut, bahan "
                    "kebijakan peningkatan pelayanan, dan keterbukaan kepada "
                    "masyarakat atas mutu pelayanan yang diterimanya.",
                    "The results are the basis of the follow-up plan and of "
                    "policy, and tell the public openly how good the services "
                    "are."));
    doc_say(doc, IKM_BLOCK_NOTE, "Kuesioner yang dipakai: %s (%s).",
            "Questionnaire in use: %s (%s).", form->name, form->id);
}

/* What the office booked, or that it did not. */
static void put_setting(struct doc *doc, enum ikm_office_key key,
                        const char *lead, const char *missing)
{
    struct ikm_text text = IKM_TEXT(doc->build.arena);
    const char *value = doc->material->office.value[key].text;
    if (value[0] != '\0')
        ikm_text_printf(&text, "%s %s.", lead, value);
    else
        ikm_text_put(&text, missing);
    doc_put_text(doc, IKM_BLOCK_TEXT, &text);
}

static void put_sample(struct doc *doc)
{
    const struct ikm_sample_figures *sample = &doc->result->sample;
    const int64_t used = doc->result->ledger.used;
    if (sample->population < 0)
        doc_say(doc, IKM_BLOCK_TEXT,
                "Jumlah orang yang dilayani belum dicatat, sehingga jumlah "
                "responden minimal belum dapat ditentukan. Responden yang "
                "jawabannya dipakai: %" PRId64 " orang.",
                "How many people were served was not booked, so the number of "
                "respondents that is required cannot be told. Responses in "
                "use: %" PRId64 ".",
                used);
    else
        doc_say(doc, IKM_BLOCK_TEXT,
                "Dari %" PRId64
                " orang yang dilayani, jumlah responden minimal menurut tabel "
                "Krejcie dan Morgan adalah %" PRId64
                " orang. Responden yang jawabannya dipakai %" PRId64
                " orang, sehingga jumlah minimal itu %s.",
                "Of %" PRId64 " people served, %" PRId64
                " respondents are required by Krejcie and Morgan. Responses in "
                "use: %" PRId64 "; so the required number was %s.",
                sample->population, sample->required, used,
                sample->reached
                    ? ikm_say(doc->lang, "terpenuhi", "reached")
                    : ikm_say(doc->lang, "belum terpenuhi", "not reached"));
    doc_table(doc, doc_sample(doc),
              ikm_say(doc->lang, "Jumlah responden dan lembar yang diterima",
                      "Respondents and sheets received"));
}

void doc_collection(struct doc *doc)
{
    const enum ikm_lang lang = doc->lang;
    doc_put(doc, IKM_BLOCK_CHAPTER,
            ikm_say(lang, "BAB II  Pengumpulan Data", "II  Data collection"));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "2.1  Pelaksana", "2.1  Who carried it out"));
    put_setting(doc, IKM_OFFICE_TEAM,
                ikm_say(lang, "Survei dilaksanakan oleh",
                        "The survey was carried out by"),
                ikm_say(lang, "Pelaksana survei belum dicatat.",
                        "Who carried the survey out was not booked."));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "2.2  Metode", "2.2  Method"));
    put_setting(doc, IKM_OFFICE_METHOD,
                ikm_say(lang, "Data dikumpulkan dengan cara:",
                        "Responses were collected by:"),
                ikm_say(lang, "Cara pengumpulan data belum dicatat.",
                        "How responses were collected was not booked."));
    doc_say(doc, IKM_BLOCK_TEXT,
            "Kuesioner memuat %zu unsur; setiap jawaban bernilai 1 sampai %d. "
            "Nilai rata-rata (NRR) tiap unsur adalah jumlah nilainya dibagi "
            "banyaknya jawaban untuk unsur itu; IKM adalah jumlah NRR "
            "tertimbang dikalikan %d, dibulatkan sekali ke dua desimal. Nama, "
            "NIK, dan nomor telepon responden tidak disimpan.",
            "The questionnaire has %zu elements, each answered from 1 to %d. "
            "The mean (NRR) of an element is the sum of its scores divided by "
            "the number of answers to it; the IKM is the sum of the weighted "
            "means times %d, rounded once to two decimals. No name, national "
            "number or telephone of a respondent is kept.",
            doc->result->form->n_elements, doc->result->form->scale_max,
            100 / doc->result->form->scale_max);
    doc_put(doc, IKM_BLOCK_HEADING, ikm_say(lang, "2.3  Lokasi", "2.3  Place"));
    put_setting(doc, IKM_OFFICE_LOCATION,
                ikm_say(lang, "Pengumpulan data dilakukan di",
                        "Responses were collected at"),
                ikm_say(lang, "Tempat pengumpulan data belum dicatat.",
                        "Where responses were collected was not booked."));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "2.4  Jadwal Pelaksanaan", "2.4  Schedule"));
    doc_table(doc, doc_schedule(doc), "");
    doc_put(doc, IKM_BLOCK_NOTE,
            ikm_say(lang,
                    "Hari kerja dihitung Senin sampai Jumat; hari libur "
                    "nasional tidak dikurangkan. Tanda - berarti belum "
                    "dicatat.",
                    "Working days are Monday to Friday, public holidays "
                    "included. A dash is not booked."));
    doc_put(doc, IKM_BLOCK_HEADING,
            ikm_say(lang, "2.5  Jumlah Responden", "2.5  Respondents"));
    put_sample(doc);
}
