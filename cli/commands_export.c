/* What leaves the office, and what comes of it. */
#include "cli/command_rows.h"

static const struct cli_command commands[] = {
    COMMAND(
        "export", "xlsx", EXPORT, FIGURES, 0, 0, NO_WORDS,
        PAIR("laporan sebagai buku kerja Excel", "report as an Excel workbook"),
        NO_MORE, export_xlsx, export_xlsx),
    COMMAND("export", "csv", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("angka, atau responsnya, sebagai tabel CSV",
                 "figures, or the responses, as a CSV table"),
            PAIR("Dengan --responses: satu baris tiap respons yang dipakai, "
                 "yang dapat diimpor kembali. Identitas tidak pernah "
                 "disimpan; saran hanya dengan --comments.",
                 "With --responses: a row for each response that is used, "
                 "which can be imported again. Identity is never stored; "
                 "comments only with --comments."),
            export_rows, export_csv),
    COMMAND("export", "json", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("angka sebagai JSON, skema ikm.analysis/1, atau responsnya",
                 "figures as JSON, schema ikm.analysis/1, or the responses"),
            PAIR("Dengan --responses: skema ikm.responses/1, satu objek tiap "
                 "respons yang dipakai; saran hanya dengan --comments.",
                 "With --responses: schema ikm.responses/1, an object for each "
                 "response that is used; comments only with --comments."),
            export_rows, export_json),
    COMMAND("export", "sav", EXPORT, READ, 0, 0, NO_WORDS,
            PAIR("respons untuk SPSS, dengan label",
                 "responses for SPSS, with labels"),
            PAIR("Juga terbuka di PSPP, R, dan jamovi. Yang tidak dijawab "
                 "atau tidak diisi bernilai 0, ditandai hilang (missing).",
                 "PSPP, R and jamovi open it too. What was not answered or "
                 "filled in is 0, declared missing."),
            export_sav, export_sav),
    COMMAND("export", "site", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("halaman untuk situs kantor, sebagai folder",
                 "pages for the office's website, as a folder"),
            PAIR("Papan, unsur, prioritas dan tindak lanjutnya, tren, arsip, "
                 "data terbuka, kartu untuk disematkan, varian untuk CMS, "
                 "baris Daftar Informasi Publik, dan teks berita. Tanpa "
                 "skrip dan alamat luar. Kelompok dengan kurang dari 5 "
                 "responden disembunyikan, sehingga tidak dapat dihitung dari "
                 "semua yang diumumkan. Hanya periode yang sudah selesai yang "
                 "diumumkan, dan yang sudah diumumkan di folder itu tetap "
                 "seperti semula: angka yang berganti karena beberapa lembar "
                 "susulan menyingkap isinya. Untuk membetulkan angka yang "
                 "salah, hapus dulu foldernya.\n"
                 "\n"
                 "  ikm export site --unit kec-01 -o situs",
                 "Board, elements, priorities and what is done about them, "
                 "trend, archive, open data, a card to embed, a variant for a "
                 "CMS, a row for the register of public information, a news "
                 "text. No script, no outside address. Groups of fewer than 5 "
                 "respondents are hidden so that they cannot be computed back "
                 "from all that is published. Only periods that are over are "
                 "published, and what that folder has published stays as it "
                 "was: a figure that changes with a few late sheets tells what "
                 "stands on them. To correct a wrong figure, delete the folder "
                 "first.\n"
                 "\n"
                 "  ikm export site --unit kec-01 -o site"),
            export_site, export_site),
    COMMAND("export", "evidence", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("bukti bagi penilai (PEKPPP F01, Komisi Informasi)",
                 "evidence for evaluators (PEKPPP F01, Komisi Informasi)"),
            PAIR("Folder dengan satu halaman dan tabelnya: SKM dilaksanakan, "
                 "media publikasi, porsi dan kecepatan tindak lanjut, "
                 "publikasi berkala; masing-masing dengan tanggal, angka, dan "
                 "tempat buktinya.\n"
                 "\n"
                 "  ikm export evidence --unit kec-01 --period 2025 -o bukti",
                 "A folder with one page and its tables: survey done, "
                 "publication media, share and speed of follow-up, regular "
                 "publication; each with date, figure and where it stands.\n"
                 "\n"
                 "  ikm export evidence --unit kec-01 --period 2025 -o proof"),
            export_site, export_evidence),
    COMMAND("export", "template", EXPORT, READ, 0, 0, NO_WORDS,
            PAIR("buku kerja kosong untuk diisi, lalu diimpor",
                 "an empty workbook to fill in and import"),
            PAIR("Skor diperiksa saat diketik; unit, layanan, dan data "
                 "responden dipilih dari daftar; selain sel isian terkunci "
                 "(tanpa sandi).\n"
                 "\n"
                 "  ikm export template --unit kec-01 -o isian.xlsx",
                 "Scores are checked as they are typed; offices, services and "
                 "the respondent block are chosen from lists; all but the "
                 "cells to fill in is locked (without a password).\n"
                 "\n"
                 "  ikm export template --unit kec-01 -o entry.xlsx"),
            export_template, export_template),
    COMMAND("export", "html", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("laporan sebagai satu halaman web", "report as one web page"),
            PAIR("Satu berkas tanpa skrip dan tanpa alamat luar: dapat dibuka, "
                 "dikirim, dan dicetak di mana saja. Setiap grafik disertai "
                 "tabelnya.\n"
                 "\n"
                 "  ikm export html --unit kec-01 --period 2025-TW1 -o "
                 "kec-01.html",
                 "One file without script and outside address: it opens, is "
                 "sent and printed anywhere. Every chart has its table.\n"
                 "\n"
                 "  ikm export html --unit kec-01 --period 2025-TW1 -o "
                 "kec-01.html"),
            export_figures, export_html),
    COMMAND("export", "pdf", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("laporan SKM untuk dicetak (PDF)",
                 "the report to be printed (PDF)"),
            PAIR("Bab dan lampiran seperti laporan SKM, teksnya disusun dari "
                 "angkanya. Kop surat dan penanda tangan: ikm setting set.\n"
                 "\n"
                 "  ikm export pdf --unit kec-01 --period 2025-TW1 -o "
                 "laporan.pdf",
                 "Chapters and annexes of the SKM report, its text made from "
                 "the figures. Letterhead and signer: ikm setting set.\n"
                 "\n"
                 "  ikm export pdf --unit kec-01 --period 2025-TW1 -o "
                 "report.pdf"),
            export_pdf, export_pdf),
    COMMAND("export", "docx", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("laporan SKM untuk pengolah kata, dapat disunting",
                 "the report for a word processor, to be edited"),
            PAIR("Isinya sama dengan PDF. Daftar isi diisi oleh pengolah kata "
                 "(klik kanan, perbarui).\n"
                 "\n"
                 "  ikm export docx --unit kec-01 --period 2025-TW1 -o "
                 "laporan.docx",
                 "The same as the PDF. The table of contents is filled in by "
                 "the word processor (right click, update).\n"
                 "\n"
                 "  ikm export docx --unit kec-01 --period 2025-TW1 -o "
                 "report.docx"),
            export_docx, export_docx),
    COMMAND("export", "png", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("papan publikasi sebagai gambar, untuk media sosial",
                 "the publication board as a picture, for social media"),
            PAIR("  ikm export png --unit kec-01 --period 2025-TW1 -o "
                 "papan.png",
                 "  ikm export png --unit kec-01 --period 2025-TW1 -o "
                 "board.png"),
            export_png, export_png),

    COMMAND("plan", "draft", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("usulkan bahan rencana dari unsur yang perlu didahulukan",
                 "propose what a plan may start from, by the priorities"),
            PAIR("Tiap unsur: mengapa didahulukan dan seberapa pasti, sebab "
                 "yang disebut responden, jenis perbaikannya, contoh program, "
                 "triwulan, dan jabatan penanggung jawab. Ini bahan awal: "
                 "yang di dalam [kurung siku] diisi oleh kantor.\n"
                 "\n"
                 "  ikm plan draft --unit kec-01 --period 2025-TW1\n"
                 "  ikm plan draft --unit kec-01 --period 2025-TW1 --save",
                 "For each element: why it comes first and how sure that is, "
                 "the causes that respondents named, its remedy, programmes to "
                 "start from, quarters, and the position in charge. It is a "
                 "start: the office fills in what stands in [brackets].\n"
                 "\n"
                 "  ikm plan draft --unit kec-01 --period 2025-TW1\n"
                 "  ikm plan draft --unit kec-01 --period 2025-TW1 --save"),
            plan_draft, plan_draft),
    COMMAND("plan", "add", EXPORT, WRITE, 0, 0, NO_WORDS,
            PAIR("tambahkan rencana tindak lanjut",
                 "add an item to the follow-up plan"),
            PAIR("Mencetak nomor rencana itu.\n"
                 "\n"
                 "  ikm plan add --unit kec-01 --period 2025-TW1 --element "
                 "waktu\n"
                 "    --programme \"Antrean dengan nomor\" --in-charge "
                 "\"Kepala Seksi Pelayanan\"",
                 "Prints the number of the item.\n"
                 "\n"
                 "  ikm plan add --unit kec-01 --period 2025-TW1 --element "
                 "waktu\n"
                 "    --programme \"Numbered queue\" --in-charge \"Head of "
                 "services\""),
            plan_add, plan_add),
    COMMAND("plan", "list", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("tampilkan rencana, statusnya, dan hasilnya",
                 "show the plan, how far it is, and what came of it"),
            PAIR("Hasil dibaca dari periode berikutnya yang ada datanya: "
                 "membaik atau memburuk (uji Welch, p < 0,05), data belum "
                 "cukup (kurang dari 30 jawaban di salah satu periode), atau "
                 "belum tampak.",
                 "The result is read from the next period with data: membaik "
                 "(improved) or memburuk (declined) (Welch's test, p < 0.05), "
                 "data belum cukup (fewer than 30 answers in either period), "
                 "or belum tampak (no change seen)."),
            plan_list, plan_list),
    COMMAND("plan", "update", EXPORT, WRITE, 1, 1, PAIR("NOMOR", "ID"),
            PAIR("ubah status atau isi suatu rencana; riwayatnya disimpan",
                 "change the status or the text of an item; its history is "
                 "kept"),
            PAIR("  ikm plan update 3 --status sudah --date 2025-05-20 --note "
                 "\"Sudah dipasang\"",
                 "  ikm plan update 3 --status sudah --date 2025-05-20 --note "
                 "\"Installed\""),
            plan_update, plan_update),

    COMMAND("publish", "add", EXPORT, WRITE, 2, 2,
            PAIR("UNIT PERIODE", "UNIT PERIOD"),
            PAIR("catat bahwa hasil diterbitkan, dan bekukan angkanya",
                 "note that results were published, and freeze their figures"),
            PAIR("Angka saat itu disimpan beserta sidiknya. Bila sesudahnya "
                 "ada lembar susulan, koreksi, atau pembatalan, bedanya "
                 "disebut di mana pun hasil itu ditampilkan. Mencetak nomor "
                 "publikasi.\n"
                 "\n"
                 "  ikm publish add kec-01 2025-TW1 --medium \"situs web\"\n"
                 "    --date 2025-04-20 --address "
                 "https://kec-01.contoh.go.id/ikm",
                 "The figures of that moment are kept with their digest. When "
                 "late sheets, corrections or withdrawals come afterwards, the "
                 "difference is told wherever the result is shown. Prints the "
                 "number of the publication.\n"
                 "\n"
                 "  ikm publish add kec-01 2025-TW1 --medium website\n"
                 "    --date 2025-04-20 --address "
                 "https://kec-01.example.go.id/ikm"),
            publish_add, publish_add),
    COMMAND("publish", "list", EXPORT, FIGURES, 0, 0, NO_WORDS,
            PAIR("tampilkan publikasi, dan apa yang berubah sejak terbit",
                 "show what was published, and what has changed since"),
            NO_MORE, publish_list, publish_list),

    COMMAND(
        "annex", "add", EXPORT, WRITE, 2, 2,
        PAIR("UNIT PERIODE", "UNIT PERIOD"),
        PAIR("simpan foto atau hasil forum untuk lampiran laporan",
             "keep a photo or the forum's results for the report's annexes"),
        PAIR("Muncul di lampiran ikm export pdf dan docx unit dan periode "
             "itu. Tempat dan waktu pemotretan serta gambar kecil dari "
             "kamera (EXIF) tidak disimpan. Pastikan orang di foto "
             "mengizinkan. Mencetak nomor lampiran.\n"
             "\n"
             "  ikm annex add kec-01 2025-TW1 --kind photo\n"
             "    --file loket.jpg --caption \"Pengisian di loket\"",
             "Shown in the annexes of ikm export pdf and docx of that "
             "office and period. Where and when a camera took it, and its "
             "small picture (EXIF), are not kept. Make sure that those on "
             "the photo agree. Prints the number of the annex.\n"
             "\n"
             "  ikm annex add kec-01 2025-TW1 --kind photo\n"
             "    --file desk.jpg --caption \"At the desk\""),
        annex_add, annex_add),
    COMMAND("annex", "list", EXPORT, READ, 0, 0, NO_WORDS,
            PAIR("tampilkan lampiran yang disimpan", "show the annexes"),
            NO_MORE, none, annex_list),
    COMMAND("annex", "remove", EXPORT, WRITE, 1, 1, PAIR("NOMOR", "NUMBER"),
            PAIR("hapus sebuah lampiran", "remove an annex"), NO_MORE, why,
            annex_remove),
};

size_t cli_export_command_count(void)
{
    return IKM_COUNT(commands);
}

const struct cli_command *cli_export_command(size_t i)
{
    return &commands[i];
}
