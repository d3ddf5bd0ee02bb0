#include "cli/command_options.h"

/* An option with an argument, one that must be given, one that may be
 * repeated, and one without argument. Texts come in pairs: Indonesian,
 * English. */
/* clang-format off */
#define VALUE(name, arg_id, arg_en, help_id, help_en)                          \
    {name, 0, 0, 0, {arg_id, arg_en}, {help_id, help_en}}
#define NEEDED(name, arg_id, arg_en, help_id, help_en)                         \
    {name, 0, 1, 0, {arg_id, arg_en}, {help_id, help_en}}
#define MANY(name, arg_id, arg_en, help_id, help_en)                           \
    {name, 0, 0, 1, {arg_id, arg_en}, {help_id, help_en}}
#define SWITCH(name, help_id, help_en)                                         \
    {name, 0, 0, 0, {NULL, NULL}, {help_id, help_en}}
#define LIST(array) {IKM_COUNT(array), array}
/* clang-format on */

const struct cli_options cli_options_none = {0, NULL};

static const struct cli_option init[] = {
    VALUE("form", "ID", "ID",
          "kuesioner yang dipakai (bawaan: permenpanrb-14-2017); lihat: ikm "
          "form list",
          "form in use (default: permenpanrb-14-2017); see: ikm form list"),
    VALUE("name", "NAMA", "NAME", "nama survei, misalnya nama kabupaten",
          "name of the survey, such as that of the regency"),
};
const struct cli_options cli_options_init = LIST(init);

static const struct cli_option unit_add[] = {
    VALUE("parent", "KODE", "CODE", "kode unit di atasnya",
          "code of the unit above"),
};
const struct cli_options cli_options_unit_add = LIST(unit_add);

static const struct cli_option volume_set[] = {
    VALUE("service", "NAMA", "NAME", "hanya untuk layanan ini",
          "of this service only"),
};
const struct cli_options cli_options_volume_set = LIST(volume_set);

static const struct cli_option setting[] = {
    VALUE("unit", "KODE", "CODE",
          "unit yang dimaksud (bawaan: survei seluruhnya)",
          "the office (default: the survey as a whole)"),
};
const struct cli_options cli_options_setting = LIST(setting);

static const struct cli_option record[] = {
    NEEDED("unit", "KODE", "CODE", "kode atau nama unit", "unit, code or name"),
    NEEDED("date", "TANGGAL", "DATE",
           "tanggal layanan: 2025-02-24, 24/02/2025, atau 2025-02",
           "date of service: 2025-02-24, 24/02/2025, or 2025-02"),
    NEEDED("answers", "JAWABAN", "ANSWERS",
           "skor menurut urutan kuesioner, misalnya 343434343; 0 atau - "
           "berarti tidak dijawab",
           "scores in the form's order, such as 343434343; 0 or - is not "
           "answered"),
    VALUE("service", "NAMA", "NAME", "nama layanan", "name of the service"),
    VALUE("form", "ID", "ID", "kuesioner (bawaan: yang dipakai survei)",
          "form (default: the survey's own)"),
    VALUE("gender", "L|P", "L|P", "jenis kelamin",
          "gender: L (male), P (female)"),
    VALUE("age", "TAHUN", "YEARS", "usia", "age"),
    VALUE("education", "TEKS", "TEXT", "pendidikan: SD SMP SMA D1-D3 S1 S2 S3",
          "education: SD SMP SMA D1-D3 S1 S2 S3"),
    VALUE("occupation", "TEKS", "TEXT", "pekerjaan", "occupation"),
    VALUE("disability", "TEKS", "TEXT", "disabilitas", "disability"),
    VALUE("hour", "JAM", "HOUR",
          "jam layanan: 08.00-12.00, 13.00-17.00, atau jam seperti 09.30",
          "hour of service: 08.00-12.00, 13.00-17.00, or a time such as "
          "09.30"),
    VALUE("channel", "TEKS", "TEXT", "kanal: loket, kios, mandiri, impor",
          "channel: loket (desk), kios, mandiri (self), impor"),
    VALUE("operator", "NAMA", "NAME",
          "petugas yang mengisikan (bawaan: pelakunya)",
          "clerk who typed it in (default: the actor)"),
    VALUE("sheet", "TEKS", "TEXT", "nomor lembar kertas",
          "number on the paper sheet"),
    VALUE("comment", "TEKS", "TEXT", "saran", "comment"),
    MANY("cause", "UNSUR=SEBAB", "ELEMENT=CAUSE",
         "sebab nilai rendah, misalnya waktu=1 atau U3=\"antrean panjang\"; "
         "boleh diulang",
         "cause of a low score, such as waktu=1 or U3=\"long queue\"; may be "
         "repeated"),
};
const struct cli_options cli_options_record = LIST(record);

static const struct cli_option user_add[] = {
    NEEDED("role", "PERAN", "ROLE", "petugas, analis, pimpinan, atau admin",
           "petugas (clerk), analis, pimpinan (leader) or admin"),
    VALUE("unit", "KODE", "CODE",
          "unit yang dilihatnya, dengan yang di bawahnya (bawaan: semua)",
          "office that is seen, with those below it (default: all)"),
};
const struct cli_options cli_options_user_add = LIST(user_add);

static const struct cli_option serve[] = {
    VALUE("listen", "ALAMAT:PORT", "ADDRESS:PORT",
          "tempat mendengarkan (bawaan: 127.0.0.1:8080, hanya komputer ini)",
          "where to listen (default: 127.0.0.1:8080, this computer only)"),
    VALUE("tls-cert", "BERKAS", "FILE", "sertifikat TLS (PEM) untuk https",
          "TLS certificate (PEM) for https"),
    VALUE("tls-key", "BERKAS", "FILE", "kunci sertifikat itu (PEM)",
          "the certificate's key (PEM)"),
    VALUE("address", "URL", "URL",
          "alamat dari luar, misalnya https://skm.contoh.go.id; dipakai untuk "
          "kode QR dan di belakang proksi",
          "address from outside, such as https://skm.example.go.id; for QR "
          "codes and behind a proxy"),
    VALUE("log", "BERKAS", "FILE",
          "log akses tanpa alamat responden; - berarti layar",
          "access log without addresses of respondents; - is the terminal"),
    SWITCH("metrics-open", "/metrik juga untuk komputer lain",
           "/metrik also for other machines"),
};
const struct cli_options cli_options_serve = LIST(serve);

static const struct cli_option why[] = {
    NEEDED("why", "TEKS", "TEXT", "alasannya; disimpan di rantai catatan",
           "the reason; kept in the audit chain"),
};
const struct cli_options cli_options_why = LIST(why);

static const struct cli_option import[] = {
    VALUE("unit", "KODE", "CODE", "unit untuk baris yang tidak menyebut unit",
          "unit of rows that name none"),
    VALUE("service", "NAMA", "NAME",
          "layanan untuk baris yang tidak menyebut layanan",
          "service of rows that name none"),
    VALUE("date", "TANGGAL", "DATE",
          "tanggal untuk baris yang tidak menyebut tanggal",
          "date of rows that name none"),
    VALUE("form", "ID", "ID", "kuesioner (bawaan: yang dipakai survei)",
          "form (default: the survey's own)"),
    VALUE("order", "URUTAN", "ORDER",
          "arti kolom u1, u2, ...: badan (urutan peraturan, bawaan) atau "
          "formulir (urutan formulir kertas: 8 dan 9 bertukar)",
          "what the columns u1, u2, ... mean: badan (order of the rule, "
          "default) or formulir (order of the paper form: 8 and 9 swapped)"),
    VALUE("dates", "dmy|mdy", "dmy|mdy",
          "cara membaca 03/04/2025: 3 April (dmy, bawaan) atau 4 Maret (mdy)",
          "how 03/04/2025 is read: 3 April (dmy, default) or 4 March (mdy)"),
    MANY("map", "BERKAS", "FILE",
         "tabel CSV kolom,kunci atau kolom,nilai,jadi; boleh diulang",
         "CSV table kolom,kunci or kolom,nilai,jadi; may be repeated"),
    SWITCH("create", "buat unit dan layanan yang belum ada",
           "make units and services that are not there"),
    SWITCH("skip-bad",
           "simpan baris yang baik, catat yang salah sebagai dikecualikan",
           "keep good rows, book bad ones as excluded"),
    SWITCH("again", "impor walaupun sebagian besar sudah pernah diimpor",
           "import although most of it was imported before"),
    SWITCH("dry-run", "periksa saja, tidak ada yang disimpan",
           "only look, store nothing"),
};
const struct cli_options cli_options_import = LIST(import);

static const struct cli_option merge[] = {
    VALUE("parent", "KODE", "CODE",
          "unit baru yang paling atas diletakkan di bawah unit ini",
          "new top-level units go under this unit"),
    SWITCH("same-units",
           "kode unit yang sama adalah unit yang sama walau namanya lain; nama "
           "di sini tetap",
           "one unit code is one unit though the names differ; the name here "
           "stays"),
    SWITCH("again",
           "gabung walaupun ada berkas yang sudah diimpor di kedua tempat",
           "merge although a file was imported in both places"),
};
const struct cli_options cli_options_merge = LIST(merge);

#define UNIT_PERIOD_FORM                                                       \
    VALUE("unit", "KODE", "CODE", "unit ini dengan semua unit di bawahnya",    \
          "this unit with all units below it"),                                \
        VALUE("period", "PERIODE", "PERIOD",                                   \
              "2026, 2026-S1, 2026-TW1, 2026-03, atau "                        \
              "2026-01-01..2026-03-31 (bawaan: semua)",                        \
              "2026, 2026-S1, 2026-TW1, 2026-03, or "                          \
              "2026-01-01..2026-03-31 (default: everything)"),                 \
        VALUE("form", "ID", "ID", "hanya kuesioner ini", "this form only")

#define SERVICE                                                                \
    VALUE("service", "NAMA", "NAME",                                           \
          "hanya layanan ini, dari unit mana pun yang diminta; \"tidak "       \
          "diisi\": respons tanpa layanan",                                    \
          "this service only, of whatever units are asked for; \"tidak "       \
          "diisi\": responses that name none")

#define SLICE                                                                  \
    UNIT_PERIOD_FORM, SERVICE,                                                 \
        VALUE("rows", "answered|complete", "answered|complete",                \
              "semua jawaban (bawaan), atau hanya lembar yang lengkap",        \
              "all answers (default), or complete sheets only"),               \
        VALUE("weights", "BOBOT", "WEIGHTS",                                   \
              "exact (bawaan); 0.11, 0.111, 0.071, rounded-terms hanya untuk " \
              "mengulang laporan lama",                                        \
              "exact (default); 0.11, 0.111, 0.071, rounded-terms only to "    \
              "reproduce an old report")

#define GROUPS                                                                 \
    VALUE("by", "KELOMPOK", "GROUP",                                           \
          "satu hasil tiap kelompok: unit, service, period, gender, age, "     \
          "education, occupation, disability, channel, operator, hour",        \
          "one result per group: unit, service, period, gender, age, "         \
          "education, occupation, disability, channel, operator, hour"),       \
        VALUE("every", "JANGKA", "SPAN",                                       \
              "panjang periode pada --by period: month, quarter (bawaan), "    \
              "semester, year",                                                \
              "length of the periods of --by period: month, quarter "          \
              "(default), semester, year"),                                    \
        VALUE("min-group", "JUMLAH", "N",                                      \
              "kelompok responden (jenis kelamin ... jam, petugas) yang "      \
              "lebih kecil disembunyikan (bawaan: 5; 1: tidak ada)",           \
              "groups of respondents (gender ... hour, operator) that are "    \
              "smaller are hidden (default: 5; 1: none)"),                     \
        VALUE("bootstrap", "JUMLAH", "N",                                      \
              "rentang dari JUMLAH pengambilan ulang, misalnya 10000; juga "   \
              "peluang tiga terendah tiap kelompok",                           \
              "intervals from N resamples, for example 10000; also the "       \
              "probability of the three lowest of every group")

#define OUTPUT                                                                 \
    {                                                                          \
        "output", 'o', 1, 0, {"BERKAS", "PATH"},                               \
        {                                                                      \
            "berkas yang dibuat; yang lama diganti",                           \
                "the file to make; an old one is replaced"                     \
        }                                                                      \
    }

static const struct cli_option analyze[] = {
    SLICE,
    GROUPS,
    SWITCH("json", "untuk program: JSON, skema ikm.analysis/1",
           "for programs: JSON, schema ikm.analysis/1"),
    SWITCH("csv", "untuk lembar kerja: satu tabel CSV",
           "for spreadsheets: one CSV table"),
    VALUE("what-if", "UNSUR=NRR", "ELEMENT=NRR",
          "IKM dan mutu seandainya NRR unsur itu sekian, misalnya waktu=3.2; "
          "beberapa dipisah koma",
          "IKM and grade if the NRR of that element were this, for example "
          "waktu=3.2; several with commas"),
    VALUE("aim", "MUTU|IKM", "GRADE|IKM",
          "perbaikan paling sedikit yang mencapai mutu atau nilai itu, "
          "misalnya A atau 85",
          "the fewest improvements that reach this grade or IKM, for example "
          "A or 85"),
};
const struct cli_options cli_options_analyze = LIST(analyze);

static const struct cli_option audit[] = {
    UNIT_PERIOD_FORM,
    SERVICE,
    MANY("set", "NAMA=ANGKA", "NAME=NUMBER",
         "batas suatu temuan, misalnya run=8; boleh diulang",
         "the threshold of a finding, such as run=8; may be repeated"),
    SWITCH("json", "untuk program: JSON, skema ikm.audit/1",
           "for programs: JSON, schema ikm.audit/1"),
    SWITCH("csv", "untuk lembar kerja: satu baris tiap temuan dan respons",
           "for spreadsheets: one line for a finding and response"),
};
const struct cli_options cli_options_audit = LIST(audit);

static const struct cli_option check[] = {
    SWITCH("json", "untuk program: JSON, skema ikm.check/1",
           "for programs: JSON, schema ikm.check/1"),
};
const struct cli_options cli_options_check = LIST(check);

static const struct cli_option sample[] = {
    VALUE("margin", "BAGIAN", "SHARE",
          "kesalahan Slovin dan Cochran, 0.01 sampai 0.5 (bawaan: 0.05)",
          "error of Slovin and Cochran, 0.01 to 0.5 (default: 0.05)"),
    SWITCH("json", "untuk program: JSON, skema ikm.sample/1",
           "for programs: JSON, schema ikm.sample/1"),
};
const struct cli_options cli_options_sample = LIST(sample);

#define COMMENTS                                                               \
    SWITCH("comments", "dengan saran (teks bebas: dapat memuat identitas)",    \
           "with comments (free text: may hold an identity)")

static const struct cli_option export_figures[] = {OUTPUT, SLICE, GROUPS};
const struct cli_options cli_options_export_figures = LIST(export_figures);

static const struct cli_option export_rows[] = {
    OUTPUT,
    SLICE,
    GROUPS,
    SWITCH("responses", "bukan angkanya, melainkan satu baris tiap respons",
           "not the figures but a row for each response"),
    COMMENTS,
};
const struct cli_options cli_options_export_rows = LIST(export_rows);

static const struct cli_option export_sav[] = {OUTPUT, UNIT_PERIOD_FORM,
                                               SERVICE, COMMENTS};
const struct cli_options cli_options_export_sav = LIST(export_sav);

static const struct cli_option export_site[] = {
    {"output",
     'o',
     1,
     0,
     {"FOLDER", "FOLDER"},
     {"folder yang dibuat, buatan ikm yang lama diganti seluruhnya; nama yang "
      "berakhir .zip: satu berkas ZIP",
      "the folder to make, one made by ikm before is replaced; a name that "
      "ends "
      "in .zip: one ZIP file"}},
    UNIT_PERIOD_FORM,
    VALUE("every", "JANGKA", "SPAN",
          "panjang periode: month, quarter (bawaan), semester, year",
          "length of the periods: month, quarter (default), semester, year"),
};
const struct cli_options cli_options_export_site = LIST(export_site);

static const struct cli_option export_template[] = {
    OUTPUT,
    VALUE("unit", "KODE", "CODE", "layanan unit ini dan unit di bawahnya",
          "services of this unit and those below it"),
    VALUE("form", "ID", "ID", "kuesioner (bawaan: yang dipakai survei)",
          "form (default: the survey's own)"),
    VALUE("lines", "JUMLAH", "N", "baris yang dapat diisi (bawaan: 500)",
          "rows to fill in (default: 500)"),
};
const struct cli_options cli_options_export_template = LIST(export_template);

static const struct cli_option export_xlsx[] = {
    OUTPUT, SLICE,
    SWITCH("no-comments", "tanpa saran, untuk salinan yang dibagikan",
           "without comments, for a copy that goes further")};
const struct cli_options cli_options_export_xlsx = LIST(export_xlsx);

static const struct cli_option export_pdf[] = {
    OUTPUT,
    SLICE,
    VALUE("kind", "JENIS", "KIND",
          "laporan (bawaan): laporan SKM lengkap; ringkas: dua halaman untuk "
          "pimpinan; papan, papan-a3: papan publikasi",
          "laporan (default): the whole report; ringkas: two pages for the "
          "leaders; papan, papan-a3: the publication board"),
};
const struct cli_options cli_options_export_pdf = LIST(export_pdf);

static const struct cli_option export_docx[] = {
    OUTPUT,
    SLICE,
    VALUE("kind", "JENIS", "KIND",
          "laporan (bawaan): laporan SKM lengkap; ringkas: untuk pimpinan",
          "laporan (default): the whole report; ringkas: for the leaders"),
};
const struct cli_options cli_options_export_docx = LIST(export_docx);

static const struct cli_option export_png[] = {
    OUTPUT,
    SLICE,
    VALUE("kind", "JENIS", "KIND", "papan (bawaan): papan publikasi",
          "papan (default): the publication board"),
};
const struct cli_options cli_options_export_png = LIST(export_png);

#define PLAN_WORDS                                                             \
    VALUE("service", "NAMA", "NAME", "layanan yang dituju",                    \
          "service it is about"),                                              \
        VALUE("cause", "TEKS", "TEXT", "sebab nilai rendah",                   \
              "cause of the low score"),                                       \
        VALUE("remedy", "a|b|c|d", "a|b|c|d",                                  \
              "jenis perbaikan: a kompetensi, b SOP dan standar pelayanan, c " \
              "sarana prasarana, d keterbukaan (bawaan: menurut unsurnya)",    \
              "remedy: a competence, b procedures and standards, c "           \
              "facilities, d openness (default: as the form says)"),           \
        VALUE("quarter", "TRIWULAN", "QUARTER",                                \
              "2026-TW2 atau 2026-TW2..2026-TW3 (bawaan: triwulan sesudah "    \
              "periodenya)",                                                   \
              "2026-TW2 or 2026-TW2..2026-TW3 (default: the quarter after "    \
              "the period)"),                                                  \
        VALUE("status", "STATUS", "STATUS",                                    \
              "belum, proses, sudah, atau dibatalkan",                         \
              "belum (not begun), proses (under way), sudah (done) or "        \
              "dibatalkan (dropped)"),                                         \
        VALUE("date", "TANGGAL", "DATE",                                       \
              "sejak kapan status itu (bawaan: hari ini)",                     \
              "since when it has that status (default: today)"),               \
        VALUE("note", "TEKS", "TEXT", "apa yang dikerjakan, atau kendalanya",  \
              "what was done, or what hinders it"),                            \
        VALUE("evidence", "BERKAS", "FILE",                                    \
              "berkas atau alamat bukti (dicatat, tidak disalin)",             \
              "file or address of the evidence (noted, not copied)")

static const struct cli_option plan_draft[] = {
    UNIT_PERIOD_FORM,
    VALUE("most", "JUMLAH", "N",
          "paling banyak sekian unsur, yang paling perlu lebih dahulu "
          "(bawaan: 3)",
          "at most so many elements, the most needed first (default: 3)"),
    VALUE("programmes", "BERKAS", "FILE",
          "tabel program milik kantor (bawaan: yang terpasang); lihat "
          "data/plan/README.md",
          "the office's own table of programmes (default: the built-in one); "
          "see data/plan/README.md"),
    SWITCH("save", "simpan program pertama tiap unsur sebagai rencana (Belum)",
           "save the first programme of each element as an item (not begun)"),
    SWITCH("json", "untuk program: JSON, skema ikm.plan-draft/1",
           "for programs: JSON, schema ikm.plan-draft/1"),
};
const struct cli_options cli_options_plan_draft = LIST(plan_draft);

static const struct cli_option plan_add[] = {
    NEEDED("unit", "KODE", "CODE", "kode atau nama unit", "unit, code or name"),
    NEEDED("period", "PERIODE", "PERIOD",
           "periode yang hasilnya dijawab: 2026, 2026-S1, 2026-TW1, atau "
           "2026-03",
           "period whose results it answers: 2026, 2026-S1, 2026-TW1 or "
           "2026-03"),
    NEEDED("element", "UNSUR", "ELEMENT", "unsur, misalnya waktu atau U3",
           "element, such as waktu or U3"),
    NEEDED("programme", "TEKS", "TEXT", "program atau kegiatannya",
           "what will be done"),
    NEEDED("in-charge", "JABATAN", "POSITION",
           "penanggung jawab: jabatan, bukan nama orang",
           "person in charge: a position, not a name"),
    VALUE("form", "ID", "ID", "kuesioner (bawaan: yang dipakai survei)",
          "form (default: the survey's own)"),
    PLAN_WORDS,
};
const struct cli_options cli_options_plan_add = LIST(plan_add);

static const struct cli_option plan_update[] = {
    VALUE("programme", "TEKS", "TEXT", "program atau kegiatannya",
          "what will be done"),
    VALUE("in-charge", "JABATAN", "POSITION",
          "penanggung jawab: jabatan, bukan nama orang",
          "person in charge: a position, not a name"),
    PLAN_WORDS,
};
const struct cli_options cli_options_plan_update = LIST(plan_update);

static const struct cli_option plan_list[] = {
    VALUE("unit", "KODE", "CODE", "unit ini dengan semua unit di bawahnya",
          "this unit with all units below it"),
    VALUE("period", "PERIODE", "PERIOD",
          "hanya rencana yang menjawab hasil periode ini",
          "only what answers the results of this period"),
    VALUE("service", "NAMA", "NAME",
          "hanya rencana bagi layanan ini; hasilnya diukur dari responsnya "
          "saja",
          "only what is about this service, measured on its responses alone"),
    SWITCH("all", "juga yang dibatalkan", "dropped items too"),
    SWITCH("json", "untuk program: JSON, skema ikm.plan/1",
           "for programs: JSON, schema ikm.plan/1"),
    SWITCH("csv", "untuk lembar kerja: satu tabel CSV",
           "for spreadsheets: one CSV table"),
};
const struct cli_options cli_options_plan_list = LIST(plan_list);

static const struct cli_option publish_add[] = {
    NEEDED("medium", "MEDIA", "MEDIUM",
           "di mana terbit: situs web, papan pengumuman, Instagram ...",
           "where: website, notice board, Instagram ..."),
    NEEDED("date", "TANGGAL", "DATE", "tanggal terbit: 2025-04-20",
           "date of publication: 2025-04-20"),
    VALUE("address", "URL", "URL", "alamatnya di web",
          "its address on the web"),
    VALUE("photo", "BERKAS", "FILE",
          "berkas atau alamat foto (dicatat, tidak disalin)",
          "file or address of the photo (noted, not copied)"),
};
const struct cli_options cli_options_publish_add = LIST(publish_add);

static const struct cli_option annex_add[] = {
    NEEDED("kind", "JENIS", "KIND",
           "photo: foto survei atau publikasi; forum: hasil Forum Konsultasi "
           "Publik",
           "photo: of the survey or its publication; forum: what the public "
           "forum came to"),
    NEEDED("caption", "TEKS", "TEXT",
           "apa yang terlihat, atau pokok bahasan forum",
           "what is seen, or what the forum was about"),
    VALUE("file", "BERKAS", "FILE",
          "foto JPEG atau PNG, paling besar 4 MB; disimpan tanpa keterangan "
          "kamera (EXIF)",
          "photo, JPEG or PNG of at most 4 MB; kept without what the camera "
          "wrote (EXIF)"),
    VALUE("date", "TANGGAL", "DATE", "kapan (bawaan: hari terakhir periode)",
          "when (default: the last day of the period)"),
    VALUE("place", "TEKS", "TEXT", "di mana", "where"),
    VALUE("attended", "JUMLAH", "N", "jumlah peserta forum",
          "how many came to the forum"),
    VALUE("note", "TEKS", "TEXT", "hasil atau kesepakatan forum",
          "what the forum agreed on"),
};
const struct cli_options cli_options_annex_add = LIST(annex_add);

static const struct cli_option publish_list[] = {
    VALUE("unit", "KODE", "CODE", "unit ini dengan semua unit di bawahnya",
          "this unit with all units below it"),
    VALUE("period", "PERIODE", "PERIOD", "hanya periode ini",
          "this period only"),
    SWITCH("json", "untuk program: JSON, skema ikm.publications/1",
           "for programs: JSON, schema ikm.publications/1"),
};
const struct cli_options cli_options_publish_list = LIST(publish_list);

static const struct cli_option demo[] = {
    VALUE("seed", "ANGKA", "NUMBER",
          "contoh yang lain; angka yang sama memberi contoh yang sama (bawaan: "
          "1)",
          "another example; the same number gives the same one (default: 1)"),
    {"output",
     'o',
     0,
     0,
     {"FOLDER", "FOLDER"},
     {"folder contohnya (bawaan: demo)",
      "the example's folder (default: demo)"}},
    VALUE("rows", "JUMLAH", "N",
          "hanya berkas CSV besar dengan sekian respons, ditulis ke --output",
          "only a large CSV file of so many responses, written to --output"),
    VALUE("offices", "JUMLAH", "N",
          "banyaknya unit dalam berkas besar itu (bawaan: 500)",
          "offices in that large file (default: 500)"),
};
const struct cli_options cli_options_demo = LIST(demo);
