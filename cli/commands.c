#include "cli/commands.h"

#include <string.h>

#include "cli/command_rows.h"

static const struct cli_command commands[] = {
    COMMAND("init", NULL, DATA, CREATE, 0, 0, NO_WORDS,
            PAIR("buat berkas survei baru", "make a survey file"),
            PAIR("Berkas yang sudah ada tidak ditimpa.\n"
                 "\n"
                 "  ikm --db binangun.db init --name \"Kecamatan Binangun\"",
                 "A file that is there already is not overwritten.\n"
                 "\n"
                 "  ikm --db binangun.db init --name \"Kecamatan Binangun\""),
            init, init),

    COMMAND("unit", "add", DATA, WRITE, 2, 2, PAIR("KODE NAMA", "CODE NAME"),
            PAIR("tambahkan unit kerja", "add an office"),
            PAIR("  ikm unit add kec-01 \"Kecamatan Binangun\" --parent kab",
                 "  ikm unit add kec-01 \"Kecamatan Binangun\" --parent kab"),
            unit_add, unit_add),
    COMMAND("unit", "list", DATA, READ, 0, 0, NO_WORDS,
            PAIR("tampilkan pohon unit", "show the tree of offices"), NO_MORE,
            none, unit_list),
    COMMAND("unit", "import", DATA, WRITE, 1, 1, PAIR("BERKAS", "FILE"),
            PAIR("tambahkan unit dari tabel", "add offices from a table"),
            PAIR("Tabel CSV atau XLSX dengan judul kolom kode, nama, dan (bila "
                 "perlu) induk. Urutan barisnya bebas. Bila ada yang salah, "
                 "tidak ada yang disimpan.",
                 "A CSV or XLSX table with the headings kode (code), nama "
                 "(name) and, where needed, induk (parent). Rows in any order. "
                 "If anything is wrong, nothing is stored."),
            none, unit_import),
    COMMAND("service", "add", DATA, WRITE, 2, 2, PAIR("UNIT NAMA", "UNIT NAME"),
            PAIR("tambahkan layanan suatu unit", "add a service of an office"),
            NO_MORE, none, service_add),
    COMMAND("service", "list", DATA, READ, 0, 1, PAIR("[UNIT]", "[UNIT]"),
            PAIR("tampilkan layanan", "show services"), NO_MORE, none,
            service_list),
    COMMAND("volume", "set", DATA, WRITE, 3, 3,
            PAIR("UNIT PERIODE JUMLAH", "UNIT PERIOD N"),
            PAIR("catat berapa orang dilayani: populasi sampel",
                 "how many people were served: population of the sample"),
            PAIR("  ikm volume set kec-01 2025-TW1 900",
                 "  ikm volume set kec-01 2025-TW1 900"),
            volume_set, volume_set),
    COMMAND("volume", "import", DATA, WRITE, 1, 1, PAIR("BERKAS", "FILE"),
            PAIR("catat jumlah yang dilayani dari tabel",
                 "take numbers of people served from a table"),
            PAIR("Tabel CSV atau XLSX dengan judul kolom unit, periode, "
                 "jumlah, dan (bila perlu) layanan. Bila ada yang salah, tidak "
                 "ada yang disimpan.",
                 "A CSV or XLSX table with the headings unit, periode "
                 "(period), jumlah (n) and, where needed, layanan (service). "
                 "If anything is wrong, nothing is stored."),
            none, volume_import),
    COMMAND(
        "form", "list", DATA, IF_THERE, 0, 0, NO_WORDS,
        PAIR("tampilkan kuesioner yang ada", "show the forms that there are"),
        NO_MORE, none, form_list),
    COMMAND("form", "show", DATA, IF_THERE, 1, 1, SAME("ID"),
            PAIR("tampilkan isi suatu kuesioner", "show what is in a form"),
            NO_MORE, none, form_show),
    COMMAND("form", "check", DATA, NOTHING, 1, 1, PAIR("FOLDER", "FOLDER"),
            PAIR("periksa tabel-tabel suatu kuesioner",
                 "check the tables of a form"),
            PAIR("Semua kesalahan disebut dengan tabel, baris, dan kolomnya. "
                 "Kode keluar 1 bila ada kesalahan.",
                 "All faults are told with table, row and column. Exit code 1 "
                 "where there are faults."),
            none, form_check),
    COMMAND("form", "add", DATA, WRITE, 1, 1, PAIR("FOLDER", "FOLDER"),
            PAIR("masukkan kuesioner ke berkas survei",
                 "put a form into the survey file"),
            PAIR("Kuesioner yang sudah dijawab tidak diubah; beri yang baru id "
                 "baru.",
                 "A form that was answered is never changed; give the new one "
                 "a new id."),
            none, form_add),
    COMMAND("history", "add", DATA, WRITE, 5, 5,
            PAIR("UNIT PERIODE IKM JUMLAH KUESIONER", "UNIT PERIOD IKM N FORM"),
            PAIR("catat IKM yang pernah diumumkan, untuk tren",
                 "book an IKM published earlier, for trends"),
            PAIR("  ikm history add kec-01 2024 82,15 154 permenpanrb-14-2017",
                 "  ikm history add kec-01 2024 82.15 154 permenpanrb-14-2017"),
            none, history_add),
    COMMAND(
        "target", "set", DATA, WRITE, 3, 3,
        PAIR("UNIT TAHUN IKM", "UNIT YEAR IKM"),
        PAIR("tetapkan sasaran IKM setahun", "set the IKM to reach in a year"),
        PAIR("  ikm target set kec-01 2026 85",
             "  ikm target set kec-01 2026 85"),
        none, target_set),
    COMMAND("setting", "set", DATA, WRITE, 2, 2,
            PAIR("KUNCI NILAI", "KEY VALUE"),
            PAIR("catat kop surat dan penanda tangan",
                 "book letterhead and signer"),
            PAIR("Kunci: parent_name, office_name, address, contact, logo, "
                 "place, signer_position, signer_name, signer_rank, "
                 "signer_nip, team, method, location. Yang tidak dicatat pada "
                 "unit diambil dari unit di atasnya. Nilai kosong (\"\") "
                 "menghapusnya.\n"
                 "\n"
                 "  ikm setting set signer_position Camat --unit kec-01",
                 "Keys: parent_name, office_name, address, contact, logo, "
                 "place, signer_position, signer_name, signer_rank, "
                 "signer_nip, team, method, location. What an office does not "
                 "have comes from the one above it. An empty value (\"\") "
                 "takes it away.\n"
                 "\n"
                 "  ikm setting set signer_position Camat --unit kec-01"),
            setting, setting_set),
    COMMAND("setting", "list", DATA, READ, 0, 0, NO_WORDS,
            PAIR("tampilkan kop surat dan penanda tangan",
                 "show letterhead and signer"),
            NO_MORE, setting, setting_list),
    COMMAND("user", "add", DATA, WRITE, 1, 1, PAIR("NAMA", "NAME"),
            PAIR("tambahkan pengguna web", "add a user of the web face"),
            PAIR("Kata sandi ditanyakan di terminal, atau dibaca dari baris "
                 "pertama masukan. Peran: petugas (mengisikan lembar), analis "
                 "(angka dan impor), pimpinan (melihat), admin (semuanya). "
                 "Dengan --unit ia hanya melihat unit itu dan unit di "
                 "bawahnya.\n"
                 "\n"
                 "  ikm user add ani --role petugas --unit kec-01",
                 "The password is asked on the terminal, or read from the "
                 "first line of the input. Roles: petugas (keys sheets), "
                 "analis (figures and import), pimpinan (looks), admin (all of "
                 "it). With --unit only that office and those below it are "
                 "seen.\n"
                 "\n"
                 "  ikm user add ani --role petugas --unit kec-01"),
            user_add, user_add),
    COMMAND("user", "list", DATA, READ, 0, 0, NO_WORDS,
            PAIR("tampilkan pengguna web", "show the users of the web face"),
            NO_MORE, none, user_list),
    COMMAND("user", "passwd", DATA, WRITE, 1, 1, PAIR("NAMA", "NAME"),
            PAIR("ganti kata sandi; semua sesinya diakhiri",
                 "change a password; all sessions end"),
            NO_MORE, none, user_passwd),
    COMMAND("user", "remove", DATA, WRITE, 1, 1, PAIR("NAMA", "NAME"),
            PAIR("nonaktifkan pengguna", "close a user's account"),
            PAIR("Namanya tetap ada di rantai catatan. \"ikm user add\" "
                 "dengan nama yang sama mengaktifkannya lagi.",
                 "The name stays in the audit chain. \"ikm user add\" with the "
                 "same name opens it again."),
            none, user_remove),
    COMMAND("backup", NULL, DATA, READ, 1, 1, PAIR("BERKAS", "FILE"),
            PAIR("salin berkas survei, juga saat sedang dipakai",
                 "copy the survey file, even while it is in use"),
            NO_MORE, none, backup),
    COMMAND("verify", NULL, DATA, READ, 0, 0, NO_WORDS,
            PAIR("periksa keutuhan berkas dan rantai catatan",
                 "check the file's integrity and its audit chain"),
            PAIR("Semua dihitung ulang dari awal. Kode keluar 1 bila ada yang "
                 "tidak cocok. Catatlah kepala rantai di tempat lain: siapa "
                 "pun yang mengubah berkas sesudahnya akan ketahuan.",
                 "All is computed anew. Exit code 1 where something does not "
                 "fit. Note the head of the chain elsewhere: whoever changes "
                 "the file afterwards is found out."),
            none, verify),
    COMMAND("log", NULL, DATA, READ, 0, 0, NO_WORDS,
            PAIR("tampilkan rantai catatan: siapa melakukan apa, yang terbaru "
                 "di bawah",
                 "show the audit chain: who did what, newest last"),
            NO_MORE, none, log),

    COMMAND(
        "record", NULL, COLLECT, WRITE, 0, 0, NO_WORDS,
        PAIR("catat satu respons", "store one response"),
        PAIR(
            "Mencetak nomor (id) respons itu. Setelah tercetak, respons sudah "
            "aman di berkas.\n"
            "\n"
            "  ikm record --unit kec-01 --date 2025-02-24 --answers 343434343",
            "Prints the id of the response. Once it is printed, the response "
            "is safe in the file.\n"
            "\n"
            "  ikm record --unit kec-01 --date 2025-02-24 --answers 343434343"),
        record, record),
    COMMAND(
        "import", NULL, COLLECT, WRITE, 1, 1, PAIR("BERKAS", "FILE"),
        PAIR("masukkan respons dari CSV, XLSX, atau unduhan Google Forms",
             "take in responses from CSV, XLSX, or a Google Forms download"),
        PAIR("Judul kolom, urutannya bebas: id, unit, layanan, tanggal, jam, "
             "kanal, petugas, jenis_kelamin, usia, pendidikan, pekerjaan, "
             "disabilitas, u1, u2, ..., saran. Kolom nama, NIK, nomor HP, "
             "alamat, dan surel tidak disimpan.\n"
             "\n"
             "Bila ada baris yang salah, tidak ada yang disimpan, dan semua "
             "kesalahan disebut dengan baris dan kolomnya. Berkas yang sama "
             "dua kali tidak menambah apa pun.\n"
             "\n"
             "  ikm import februari.xlsx --unit kec-01 --dry-run",
             "Headings, in any order: id, unit, layanan, tanggal, jam, kanal, "
             "petugas, jenis_kelamin, usia, pendidikan, pekerjaan, "
             "disabilitas, u1, u2, ..., saran. Columns with name, national "
             "number, telephone, address and mail are not stored.\n"
             "\n"
             "If a row is bad, nothing is stored, and all faults are told with "
             "row and column. The same file twice adds nothing.\n"
             "\n"
             "  ikm import february.xlsx --unit kec-01 --dry-run"),
        import, import),
    COMMAND("void", NULL, COLLECT, WRITE, 1, 1, SAME("ID"),
            PAIR("batalkan satu respons; aslinya tetap disimpan",
                 "withdraw one response; the original is kept"),
            NO_MORE, why, void),
    COMMAND("amend", NULL, COLLECT, WRITE, 2, 2,
            PAIR("ID ISIAN=NILAI", "ID FIELD=VALUE"),
            PAIR("perbaiki satu isian suatu respons; aslinya tetap disimpan",
                 "correct one field of a response; the original is kept"),
            PAIR("Isian: kode atau kunci unsur (U3=2, waktu=2), tanggal, "
                 "layanan, jenis_kelamin, usia, pendidikan, pekerjaan, "
                 "disabilitas, jam, kanal, saran, lembar, petugas.\n"
                 "\n"
                 "  ikm amend 0194fc2e-... U3=2 --why \"salah ketik\"",
                 "Fields: code or key of an element (U3=2, waktu=2), date, "
                 "service, gender, age, education, occupation, disability, "
                 "hour, channel, comment, sheet, operator.\n"
                 "\n"
                 "  ikm amend 0194fc2e-... U3=2 --why \"typing error\""),
            why, amend),

    COMMAND("merge", NULL, COLLECT, WRITE, 1, CLI_MANY_WORDS,
            PAIR("BERKAS...", "FILE..."),
            PAIR("gabungkan berkas survei unit lain",
                 "take in other offices' survey files"),
            PAIR("Respons membawa idnya, jadi yang datang lagi dihitung "
                 "sekali; yang dikoreksi atau dibatalkan di sana sejak "
                 "penggabungan terakhir ikut diperbarui. Unit dikenali dari "
                 "kodenya. Berkas yang digabung diperiksa lebih dulu dan tidak "
                 "diubah. Bila ada yang bertentangan, tidak ada yang "
                 "digabung. Rencana tindak lanjut dan publikasi tidak "
                 "ikut.\n"
                 "\n"
                 "  ikm --db kab.db merge kec-01.db kec-02.db --parent kab",
                 "A response bears its id, so one that comes again is counted "
                 "once; what was corrected or withdrawn there since the last "
                 "merge is brought up to date. Units are known by their code. "
                 "The files are verified first and never changed. If anything "
                 "does not agree, nothing is merged. Follow-up plan and "
                 "publications are not taken in.\n"
                 "\n"
                 "  ikm --db kab.db merge kec-01.db kec-02.db --parent kab"),
            merge, merge),

    COMMAND("serve", NULL, COLLECT, NOTHING, 0, 0, NO_WORDS,
            PAIR("layani survei di web: loket, kios, isi mandiri, pengelolaan",
                 "serve the survey on the web: desk, kiosk, self-fill, "
                 "management"),
            PAIR("Bawaannya hanya untuk komputer ini. Untuk jaringan kantor: "
                 "--listen 0.0.0.0:8080. Saat pertama dijalankan, tautan untuk "
                 "membuat admin dicetak. Ctrl+C atau SIGTERM menghentikannya; "
                 "yang sudah diterima tetap tersimpan.\n"
                 "\n"
                 "  ikm serve\n"
                 "  ikm serve --listen 0.0.0.0:8443 --tls-cert c.pem --tls-key "
                 "k.pem",
                 "By default for this computer only. For the office network: "
                 "--listen 0.0.0.0:8080. At the first start a link to make the "
                 "admin is printed. Ctrl+C or SIGTERM stops it; what was "
                 "accepted is kept.\n"
                 "\n"
                 "  ikm serve\n"
                 "  ikm serve --listen 0.0.0.0:8443 --tls-cert c.pem --tls-key "
                 "k.pem"),
            serve, serve),

    COMMAND("analyze", NULL, ANALYZE, FIGURES, 0, 0, NO_WORDS,
            PAIR("hitung IKM, mutu, unsur, dan prioritas perbaikan",
                 "compute IKM, grade, elements and priorities"),
            PAIR("  ikm analyze --unit kec-01 --period 2025-TW1\n"
                 "  ikm analyze --unit kab --by unit --json\n"
                 "  ikm analyze --unit kec-01 --what-if waktu=3.2 --aim B",
                 "  ikm analyze --unit kec-01 --period 2025-TW1\n"
                 "  ikm analyze --unit kab --by unit --json\n"
                 "  ikm analyze --unit kec-01 --what-if waktu=3.2 --aim B"),
            analyze, analyze),
    COMMAND("audit", NULL, ANALYZE, READ, 0, 0, NO_WORDS,
            PAIR("tunjukkan respons yang perlu dilihat lagi",
                 "show responses that want a second look"),
            PAIR("Isian lurus, kembar, beruntun, atau terlalu cepat; di luar "
                 "jam layanan atau periode; petugas atau kanal yang nilainya "
                 "lain; nilai yang nyaris sempurna; saran yang memuat "
                 "identitas atau berulang. Tidak ada yang dihapus. Kode keluar "
                 "1 bila ada temuan, 65 bila tidak ada respons.\n"
                 "\n"
                 "Batas, dengan bawaannya: straight-line=0 (persen), "
                 "duplicate=2, run=5, burst=10 (semenit), opens=7, closes=18 "
                 "(jam), workdays=5 (Senin sampai Jumat), apart=2 (persen), "
                 "p=0,01, epsilon=0,06, group=5, near-perfect=90 (persen), "
                 "near-perfect-n=30, comment=5, comment-length=20.\n"
                 "\n"
                 "  ikm audit --unit kec-01 --period 2025-TW1\n"
                 "  ikm audit --set run=8 --set workdays=6 --json",
                 "Straight lines, duplicates, runs, bursts; out of hours or "
                 "period; operators or channels whose scores differ; scores "
                 "that are nearly perfect; comments that hold an identity or "
                 "come again. Nothing is taken out. Exit code 1 where there "
                 "are findings, 65 where there is no response.\n"
                 "\n"
                 "Thresholds, with their defaults: straight-line=0 (percent), "
                 "duplicate=2, run=5, burst=10 (a minute), opens=7, closes=18 "
                 "(o'clock), workdays=5 (Monday to Friday), apart=2 (percent), "
                 "p=0.01, epsilon=0.06, group=5, near-perfect=90 (percent), "
                 "near-perfect-n=30, comment=5, comment-length=20.\n"
                 "\n"
                 "  ikm audit --unit kec-01 --period 2025-TW1\n"
                 "  ikm audit --set run=8 --set workdays=6 --json"),
            audit, audit),
    COMMAND("check", NULL, ANALYZE, NOTHING, 1, CLI_MANY_WORDS,
            PAIR("BERKAS...", "FILE..."),
            PAIR("periksa ulang tabel pengolahan yang sudah diterbitkan",
                 "give a second opinion on published processing tables"),
            PAIR("Berkas XLSX, ODS, atau CSV: baris responden dengan "
                 "jumlahnya, jumlah saja, atau ringkasan NRR dan IKM, di "
                 "lembar mana pun. Semuanya dihitung ulang tepat, dan yang "
                 "berbeda disebut sebabnya. Kode keluar 1 bila ada yang salah, "
                 "65 bila tidak ada tabel.\n"
                 "\n"
                 "  ikm check pengolahan.xlsx\n"
                 "  ikm check laporan/*.xlsx --json",
                 "XLSX, ODS or CSV files: respondent rows with their totals, "
                 "totals alone, or a summary of NRR and IKM, on any sheet. All "
                 "is computed again exactly, and the cause of what differs is "
                 "named. Exit code 1 where something is wrong, 65 where there "
                 "is no table.\n"
                 "\n"
                 "  ikm check processing.xlsx\n"
                 "  ikm check reports/*.xlsx --json"),
            check, check),
    COMMAND("sample", NULL, ANALYZE, NOTHING, 0, 1, PAIR("[JUMLAH]", "[N]"),
            PAIR("berapa responden yang cukup untuk sekian orang yang dilayani",
                 "how many respondents are enough for so many people served"),
            PAIR("Krejcie dan Morgan (1970): kesalahan 5 persen, kepercayaan "
                 "95 persen; di sampingnya Slovin dan Cochran. Tanpa JUMLAH: "
                 "yang cukup berapa pun orang yang dilayani. Ini jumlah paling "
                 "sedikit, bukan alasan membuang respons.\n"
                 "\n"
                 "  ikm sample 900",
                 "Krejcie and Morgan (1970): 5 percent error, 95 percent "
                 "confidence; Slovin and Cochran beside it. Without N: what is "
                 "enough however many were served. It is a minimum, never a "
                 "reason to throw responses away.\n"
                 "\n"
                 "  ikm sample 900"),
            sample, sample),

    COMMAND("demo", NULL, PROGRAM, NOTHING, 0, 0, NO_WORDS,
            PAIR("buat contoh lengkap: survei sebuah kabupaten rekaan",
                 "make a whole example: the survey of an invented regency"),
            PAIR("Membuat folder demo berisi respons (CSV), berkas survei yang "
                 "mengimpornya, dan satu laporan Excel, lalu menampilkan hasil "
                 "satu kecamatan dan peringkat semuanya. Folder yang tidak "
                 "dibuat oleh contoh ini tidak ditimpa.",
                 "Makes the folder demo with responses (CSV), the survey file "
                 "that imports them, and an Excel report, and shows the result "
                 "of one district and the ranking of all. A folder that this "
                 "example did not make is not overwritten."),
            demo, demo),
    COMMAND("help", NULL, PROGRAM, NOTHING, 0, 2,
            PAIR("[PERINTAH]", "[COMMAND]"),
            PAIR("tampilkan bantuan", "show help"), NO_MORE, none, help),
    COMMAND("version", NULL, PROGRAM, NOTHING, 0, 0, NO_WORDS,
            PAIR("tampilkan versi program", "show the program's version"),
            NO_MORE, none, version),
    COMMAND("man", NULL, PROGRAM, NOTHING, 0, 0, NO_WORDS,
            PAIR("cetak halaman manual", "print the manual page"),
            PAIR("  ikm man > ikm.1 && man ./ikm.1",
                 "  ikm --lang en man > ikm.1 && man ./ikm.1"),
            none, man),
    COMMAND("completion", "bash", PROGRAM, NOTHING, 0, 0, NO_WORDS,
            PAIR("cetak pelengkap perintah untuk bash",
                 "print the completion for bash"),
            PAIR("  ikm completion bash > "
                 "~/.local/share/bash-completion/completions/ikm",
                 "  ikm completion bash > "
                 "~/.local/share/bash-completion/completions/ikm"),
            none, completion),
};

size_t cli_command_count(void)
{
    return IKM_COUNT(commands) + cli_export_command_count();
}

const struct cli_command *cli_command(size_t i)
{
    return i < IKM_COUNT(commands)
               ? &commands[i]
               : cli_export_command(i - IKM_COUNT(commands));
}

const struct cli_command *cli_command_find(const char *name, const char *sub)
{
    for (size_t i = 0; i < cli_command_count(); i++) {
        const struct cli_command *command = cli_command(i);
        if (strcmp(command->name, name) == 0 &&
            (!sub || (command->sub && strcmp(command->sub, sub) == 0)))
            return command;
    }
    return NULL;
}

const char *cli_command_name(const struct cli_command *command,
                             char buffer[CLI_NAME_BYTES])
{
    (void)snprintf(buffer, CLI_NAME_BYTES, "%s%s%s", command->name,
                   command->sub ? " " : "", command->sub ? command->sub : "");
    return buffer;
}
