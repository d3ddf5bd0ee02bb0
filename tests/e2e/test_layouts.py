"""Every layout met in practice comes in as it stands, and no name stays."""
import csv

import survey
import tables

NAME = "Suparmin Kartodikromo"
NIK = "3301074508810002"
PHONE = "081327459981"
STREET = "Jalan Serayu Nomor 77"
MAIL = "suparmin.k@contoh.id"
PLANTED = (NAME, NIK, PHONE, STREET, MAIL)

FORM = survey.ROOT / "data/forms/permenpanrb-14-2017"
SCORES = ("343434343", "434343434", "222222222")


def form_table(name):
    with open(FORM / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


QUESTIONS = [row["pertanyaan"] for row in form_table("questions.csv")]
LABELS = {(int(row["pertanyaan"]), int(row["skor"])): row["label"]
          for row in form_table("choices.csv")}


def labels_of(scores, numbered=False):
    return [(f"{score}. " if numbered else "") + LABELS[i, int(score)]
            for i, score in enumerate(scores, 1)]


class Layout(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()

    def put_in(self, name, *options):
        return self.ikm("import", name, "--unit", "kec-01", *options)

    def both(self, rows, *options):
        """Imports the rows as CSV and, into a survey of its own, as XLSX;
        returns what was said of each, and checks that both say the same."""
        said, stored = {}, {}
        for kind in ("csv", "xlsx"):
            (self.path / "ikm.db").unlink()
            self.survey()
            if kind == "csv":
                self.write("a.csv", tables.csv_text(rows))
            else:
                tables.write_xlsx(self.path / "a.xlsx", rows)
            said[kind] = self.put_in(f"a.{kind}", *options)
            stored[kind] = [values for values in self.responses().values()]
            self.check_nothing_personal()
            self.check_file()
            yield kind, said[kind]
        self.assertEqual(stored["csv"], stored["xlsx"])

    def stored(self):
        """[(date, answers)], in order of arrival."""
        return [(date, answers[:9]) for _, date, _, answers in
                self.responses().values()]

    def check_nothing_personal(self):
        """Not in the file, not beside it, not in what leaves it."""
        self.ikm("export", "csv", "-o", "keluar.csv")
        self.ikm("export", "json", "-o", "keluar.json")
        self.ikm("backup", "salinan.db")
        files = [path for path in self.path.iterdir()
                 if path.name.startswith(("ikm.db", "keluar", "salinan"))]
        self.assertGreaterEqual(len(files), 4)
        for path in files:
            content = path.read_bytes().lower()
            for text in PLANTED:
                for code in ("utf-8", "utf-16-le"):
                    self.assertNotIn(text.lower().encode(code), content,
                                     f"{text} stands in {path.name}")
        (self.path / "salinan.db").unlink()

    def groups(self, by):
        return {r["group"]: r["ledger"]["used"]
                for r in self.results("--by", by, "--min-group", "1")}


class Sisukma(Layout):
    def test_sisukma(self):
        heading = ["NO", "TANGGAL", "JAM", "JENIS KELAMIN", "USIA",
                   "PENDIDIKAN", "PEKERJAAN",
                   *(f"U{i}" for i in range(1, 10)), "SARAN"]
        rows = [heading,
                [1, "2025-01-15", "08:00 - 12:00", "L", 34, "SLTA", "Swasta",
                 *map(int, SCORES[0]), "-"],
                [2, "2025-01-16", "13:00 - 17:00", "P", 19, "D-III", "PNS",
                 *map(int, SCORES[1]), "tambah kursi"],
                [3, "2025-01-16", "08.00-12.00", "Perempuan", 61, "S1",
                 "Juru kunci makam", *map(int, SCORES[2][:8]), "", ""]]
        for _, said in self.both(rows):
            self.assertIn("3 = 3 baru", said)
            self.assertIn("urutan U1..U9: badan", said)
            self.assertIn("1 yang baru tidak diisi lengkap", said)
            self.assertRegex(said, "lainnya: .*1")
            self.assertEqual(self.stored(), [
                ("2025-01-15", SCORES[0]), ("2025-01-16", SCORES[1]),
                ("2025-01-16", SCORES[2][:8] + "0")])
            self.assertEqual(sorted(self.groups("gender").values()), [1, 2])
            self.assertEqual(sorted(self.groups("hour").values()), [1, 2])
            self.assertEqual(sorted(self.groups("age")),
                             ["30-39", "60+", "<20"])


class Jepara(Layout):
    def test_mpp_jepara(self):
        heading = ["Tanggal", "ID LOKET", "Nama", "Umur", "Jenis kelamin",
                   "Pekerjaan", "Pendidikan", *(f"U{i}" for i in range(1, 10))]
        rows = [heading,
                ["15/01/2025", "SAMSAT", NAME, 40, "Laki-laki", "Wiraswasta",
                 "SMA", *map(int, SCORES[0])],
                ["16/01/2025", "", NAME, "", "Wanita", "", "S-1",
                 *map(int, SCORES[1])]]
        for _, said in self.both(rows, "--create"):
            self.assertIn("Kolom identitas, tidak disimpan: Nama\n", said)
            self.assertIn("1 yang baru tanpa layanan", said)
            self.assertEqual(self.groups("service"),
                             {"SAMSAT": 1, "tidak diisi": 1})


class Eskm(Layout):
    def test_eskm(self):
        heading = ["Pilar", "Program", "Nama", "No HP", "Alamat",
                   "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan",
                   *(f"Unsur {i}" for i in range(1, 10)), "Saran/Masukan"]
        rows = [heading,
                ["Sosial", "Bantuan", NAME, PHONE, STREET, "L", 50, "SD",
                 "Petani", *map(int, SCORES[0]), "cukup baik"],
                ["Sosial", "Bantuan", NAME, PHONE, STREET, "P", 51, "SMP",
                 "Nelayan", *map(int, SCORES[1]), "."]]
        for _, said in self.both(rows, "--date", "2025-02"):
            self.assertIn("Kolom identitas, tidak disimpan: Nama, No HP, "
                          "Alamat\n", said)
            self.assertIn("tidak dipakai: Pilar, Program\n", said)
            self.assertEqual(self.stored(), [("2025-02", SCORES[0]),
                                             ("2025-02", SCORES[1])])

    def test_every_identity_column_is_dropped_and_named(self):
        names = ["Nama", "Nama Lengkap", "NAMA RESPONDEN", "NIK", "No. KTP",
                 "No HP", "No. HP/WA", "Nomor Telepon", "Nomor WhatsApp",
                 "Alamat", "Alamat Lengkap", "Email", "Alamat email",
                 "Tempat, Tanggal Lahir", "Username"]
        heading = ["tanggal", *tables.CODES, *names]
        said = ""
        for kind, said in self.both(
                [heading, ["2025-01-15", *SCORES[0],
                           *(PLANTED * 3)[:len(names)]]]):
            line = next(line for line in said.splitlines()
                        if line.startswith("Kolom identitas"))
            self.assertEqual(line, "Kolom identitas, tidak disimpan: " +
                             ", ".join(names), kind)
            self.assertNotIn("tidak dikenal", said)

    def test_a_name_in_a_bad_row_or_a_refused_file(self):
        heading = ["tanggal", *tables.CODES, "Nama", "NIK"]
        self.write("a.csv", tables.csv_text(
            [heading, ["2025-01-15", *"943434343", NAME, NIK],
             ["2025-01-15", *SCORES[0], NAME, NIK, "satu lagi"],
             ["2025-01-16", *SCORES[0], NAME, NIK]]))
        done = self.fails(65, "import", "a.csv", "--unit", "kec-01")
        self.assertNotIn(NAME, done.stderr)
        self.run_ikm("import", "a.csv", "--unit", "kec-01", "--skip-bad")
        self.assertEqual(self.result()["ledger"]["excluded"], 2)
        self.check_nothing_personal()


class GoogleForms(Layout):
    HEADING = ["Timestamp", "Nama Lengkap", "Email Address", *QUESTIONS,
               "Saran dan Masukan"]

    def rows(self, numbered):
        return [self.HEADING,
                ["24/02/2025 9:15:03", NAME, MAIL,
                 *labels_of(SCORES[0], numbered), "Cepat, mudah"],
                ["24/02/2025 14:15:03", NAME, MAIL,
                 *labels_of(SCORES[1], numbered), ""],
                ["25/02/2025 23:59:59", NAME, MAIL,
                 *labels_of("111111111", numbered), ""]]

    def test_questions_and_labels(self):
        for numbered in (False, True):
            for _, said in self.both(self.rows(numbered)):
                self.assertIn("tidak disimpan: Nama Lengkap, Email Address\n",
                              said)
                self.assertNotIn("--order", said)  # nothing hangs on it
                self.assertEqual(self.stored(), [
                    ("2025-02-24", SCORES[0]), ("2025-02-24", SCORES[1]),
                    ("2025-02-25", "111111111")])

    def test_as_a_form_spells_them(self):
        """Numbers before questions, other case, spaces at the ends."""
        rows = self.rows(True)
        rows[0] = ["Stempel waktu", "nama", "Alamat email",
                   *(f"{i}. {text.upper()} " for i, text in
                     enumerate(QUESTIONS, 1)), "Saran"]
        for row in rows[1:]:
            row[3:12] = [text.replace(". ", ".  ").upper() for text in
                         row[3:12]]
        for _, said in self.both(rows):
            self.assertIn("3 = 3 baru", said)
        self.assertEqual([answers for _, answers in self.stored()],
                         [SCORES[0], SCORES[1], "111111111"])

    def test_the_order_of_the_paper_changes_nothing_here(self):
        """Asked by the sentence, facilities are facilities."""
        rows = [row[:10] + [row[11], row[10]] + row[12:]
                for row in self.rows(False)]
        for _ in self.both(rows):
            self.assertEqual(self.stored()[0][1], SCORES[0])

    def test_american_dates_are_never_guessed(self):
        rows = self.rows(False)
        for row, date in zip(rows[1:], ("2/3/2025", "2/4/2025", "2/24/2025")):
            row[0] = date + " 9:15:03"
        self.write("a.csv", tables.csv_text(rows))
        self.fails(65, "import", "a.csv", "--unit", "kec-01",
                   said=("baris 4, kolom 1", "--dates mdy"))
        self.put_in("a.csv", "--dates", "mdy")
        self.assertEqual([date for date, _ in self.stored()],
                         ["2025-02-03", "2025-02-04", "2025-02-24"])


class Indonesian(Layout):
    ROWS = [["Tanggal", *(f"U{i}" for i in range(1, 10)), "Saran"],
            ["15/01/2025", *(f"{score},0" for score in SCORES[0]),
             "baik; cepat"],
            ["16/01/2025 08:15", *(f"{score},00" for score in SCORES[1]),
             "café"]]

    def test_excel_indonesia(self):
        """Semicolons, decimal commas, a byte-order mark, CRLF."""
        text = "\ufeff" + tables.csv_text(self.ROWS, ";", "\r\n")
        (self.path / "a.csv").write_bytes(text.encode("utf-8"))
        said = self.put_in("a.csv")
        self.assertIn('pemisah ";"', said)
        self.assertNotIn("1252", said)
        self.assertEqual(self.stored(), [("2025-01-15", SCORES[0]),
                                         ("2025-01-16", SCORES[1])])

    def test_half_a_point_is_a_fault_in_any_spelling(self):
        rows = [list(row) for row in self.ROWS]
        rows[1][3] = "3,5"
        self.write("a.csv", tables.csv_text(rows, ";"))
        self.fails(65, "import", "a.csv", "--unit", "kec-01",
                   said=("baris 2, kolom 4", '"3,5"'))

    def test_windows_1252_is_detected_and_said(self):
        rows = [*self.ROWS, ["17/01/2025", *SCORES[2], "puas – “sekali”"]]
        (self.path / "a.csv").write_bytes(
            tables.csv_text(rows, ";", "\r\n").encode("cp1252"))
        self.assertIn("Windows-1252", self.put_in("a.csv"))
        content = (self.path / "ikm.db").read_bytes()
        for text in ("café", "puas – “sekali”"):
            self.assertIn(text.encode("utf-8"), content)

    def test_tabs(self):
        self.write("a.csv", tables.csv_text(self.ROWS, "\t"))
        self.assertIn("pemisah tab", self.put_in("a.csv"))
        self.assertEqual(len(self.stored()), 2)


class Workbooks(Layout):
    def test_titles_above_and_sums_below(self):
        heading = ["No", "Tanggal", *(f"U{i}" for i in range(1, 10))]
        rows = [["PENGOLAHAN DATA SURVEI"], ["Kecamatan Binangun"], [],
                heading,
                [1, 45672, *map(int, SCORES[0])],
                [2, "2025-01-16", *map(int, SCORES[1])], [],
                ["Jumlah", "", *([7] * 9)],
                ["NRR per unsur", "", *([3.5] * 9)],
                ["", "NRR tertimbang", *([0.389] * 9)],
                ["IKM unit pelayanan", "", 87.5]]
        tables.write_xlsx(self.path / "a.xlsx", rows)
        rows[4][1] = "2025-01-15"
        tables.write_xlsx(self.path / "b.xlsx", rows)
        said = self.put_in("b.xlsx")
        for words in ('lembar "Form Responses 1", judul di baris 4',
                      "2 = 2 baru", "Bukan responden, dilewati: 4",
                      'baris 8 "Jumlah"'):
            self.assertIn(words, said)
        # a bare number is no date
        self.fails(65, "import", "a.xlsx", "--unit", "kec-01",
                   said=("baris 5, kolom 2", "45672"))

    def test_dates_as_spreadsheets_keep_them(self):
        """Numbers with a date format of their own."""
        heading = ["Timestamp", *tables.CODES]
        tables.write_xlsx(self.path / "a.xlsx", [
            heading, [tables.Moment(45712.385451388), *SCORES[0]],
            [tables.Moment(45713), *SCORES[1]]])
        self.put_in("a.xlsx")
        self.assertEqual(self.stored(), [("2025-02-24", SCORES[0]),
                                         ("2025-02-25", SCORES[1])])

    def test_a_name_does_not_tell_the_kind(self):
        tables.write_xlsx(self.path / "a.csv",
                          [["tanggal", *tables.CODES],
                           ["2025-01-15", *SCORES[0]]])
        self.assertIn("XLSX", self.put_in("a.csv"))


class Order(Layout):
    def test_eight_and_nine(self):
        """The order that was used is always said."""
        self.write("a.csv", tables.csv_text(
            [["tanggal", *tables.CODES], ["2025-01-15", *"333333314"]]))
        self.assertIn("urutan U1..U9: formulir",
                      self.put_in("a.csv", "--order", "formulir"))
        self.assertEqual(self.stored(), [("2025-01-15", "333333341")])
        lowest = self.result()["priorities"][0]
        self.assertEqual(lowest, "sarana")
        (self.path / "ikm.db").unlink()
        self.survey()
        said = self.put_in("a.csv")
        self.assertIn("urutan U1..U9: badan", said)
        self.assertIn("--order formulir", said)
        self.assertEqual(self.result()["priorities"][0], "pengaduan")

    def test_by_key_no_order_counts(self):
        self.write("a.csv", tables.csv_text(
            [["tanggal", *reversed(tables.ELEMENTS)],
             ["2025-01-15", *reversed("333333314")]]))
        self.put_in("a.csv", "--order", "formulir")
        self.assertEqual(self.stored(), [("2025-01-15", "333333314")])
