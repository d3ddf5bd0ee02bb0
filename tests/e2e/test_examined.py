"""What an outside examiner found: imports and corrections at their edges."""
import os
import resource
import sqlite3
import unittest

import survey
import tables

CODES = ",".join(tables.CODES)
HEAD = f"unit,tanggal,{CODES}\n"
GOOD = "3,4,3,4,3,4,3,4,3"
ROW = f"kec-01,2025-01-15,{GOOD}\n"


class Examined(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()

    def stored(self, sql="SELECT count(*) FROM response"):
        with sqlite3.connect(self.path / "ikm.db") as database:
            rows = database.execute(sql).fetchall()
        database.close()
        return rows if len(rows) != 1 or len(rows[0]) != 1 else rows[0][0]

    def put_in(self, text, *options, name="a.csv"):
        """Imports what must be taken; returns what was printed."""
        data = text if isinstance(text, bytes) else text.encode()
        (self.path / name).write_bytes(data)
        done = self.run_ikm("import", name, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refuses(self, text, *options, said, name="a.csv"):
        data = text if isinstance(text, bytes) else text.encode()
        (self.path / name).write_bytes(data)
        before = self.stored()
        done = self.fails(65, "import", name, *options, said=said)
        self.assertEqual(self.stored(), before)
        return done.stderr

    @staticmethod
    def rows(month, n):
        """Rows that all differ, of one month."""
        return "".join(f"kec-01,2025-{month:02d}-{i % 28 + 1:02d},"
                       f"{i % 4 + 1},4,3,4,3,{i % 3 + 1},3,4,2\n"
                       for i in range(n))


class Again(Examined):
    def test_the_same_file_in_another_order_does_not_count_twice(self):
        text = HEAD + self.rows(1, 12)
        self.put_in(text)
        self.refuses(text, "--order", "formulir", said=("a.csv", "--again"))
        self.assertIn("Tidak ada baris baru", self.put_in(text))
        self.put_in(text, "--order", "formulir", "--again")
        self.assertEqual(self.stored(), 24)

    def test_two_files_put_together(self):
        """January is its beginning; February is told by name."""
        january, february = self.rows(1, 20), self.rows(2, 15)
        self.put_in(HEAD + january, name="januari.csv")
        self.put_in(HEAD + february, name="februari.csv")
        self.refuses(HEAD + january + february, said=('"februari.csv"', "100%"))
        march = self.rows(3, 5)
        self.assertIn("20 sudah ada", self.put_in(HEAD + january + march))

    def test_a_file_of_equal_rows_may_grow_week_by_week(self):
        """Nor is it taken for a copy of its own earlier weeks."""
        for weeks in range(1, 5):
            said = self.put_in(HEAD + ROW * (20 * weeks))
            self.assertIn("= 20 baru", said)
        self.assertEqual(self.stored(), 80)

    def test_a_part_of_an_earlier_file_is_told_as_its_share(self):
        self.put_in(HEAD + self.rows(1, 12), name="lama.csv")
        self.refuses(HEAD + self.rows(3, 20) + self.rows(1, 12),
                     said='100% baris berkas "lama.csv"')

    def test_bad_rows_told_before_do_not_stop_a_grown_file(self):
        bad = ROW.replace(",3,", ",9,", 1)
        self.put_in(HEAD + ROW + bad, "--skip-bad")
        said = self.put_in(HEAD + ROW + bad + self.rows(2, 3))
        self.assertIn("5 = 3 baru + 0 dikecualikan + 2 sudah ada", said)

    def test_a_row_number_beside_an_id_is_no_content(self):
        head = f"no,id,{HEAD}"
        self.put_in(head + f"1,a,{ROW}2,b,{ROW}")
        self.assertIn("3 = 1 baru + 0 dikecualikan + 2 sudah ada",
                      self.put_in(head + f"1,c,{ROW}2,a,{ROW}3,b,{ROW}"))


class WholeFiles(Examined):
    def test_american_dates_refuse_the_file_in_any_case(self):
        text = HEAD + ROW.replace("2025-01-15", "02/24/2025") + \
            ROW.replace("2025-01-15", "03/04/2025")
        for options in ((), ("--skip-bad",)):
            self.refuses(text, *options, said=("baris 2", "--dates mdy"))
        self.refuses(text.replace("02/24", "24/02"), "--dates", "mdy",
                     said="ulangi tanpa --dates mdy")
        self.put_in(text, "--dates", "mdy")

    def test_options_are_judged_once(self):
        rows = f"{CODES}\n" + f"{GOOD}\n" * 3
        unit, date = ("--unit", "kec-01"), ("--date", "2025-01")
        for options, said in (
                (("--unit", "zz", *date), '"zz"'),
                ((*unit, "--date", "31/02/2025"), "31/02/2025"),
                ((*unit, *date, "--service", "SIM"), '"SIM"')):
            told = self.refuses(rows, *options, said=said)
            self.assertEqual(len(told.splitlines()), 1, told)
        self.refuses(HEAD + ROW, "--unit", "zz", said='"zz"')
        self.put_in(rows, *unit, "--date", "24/02/2025", "--dates", "mdy")
        self.assertIn("2025-02", self.ikm("analyze", "--json", "--period",
                                          "2025-02"))

    def test_broken_rows_are_bad_rows(self):
        """Told with row and column beside the others; left out when asked."""
        cells = {b"24/\0": 'NUL', b'"24"/': "tanda kutip",
                 b"\xff": "0xFF", b"\xc3\xa9\xe9": "0xE9"}
        for bytes_, said in cells.items():
            with self.subTest(said=said):
                text = (HEAD + ROW * 35).encode() + \
                    ROW.encode().replace(b"2025-01-15", bytes_) + \
                    ROW.replace(",4,", ",7,", 1).encode() + ROW.encode()
                told = self.refuses(text, said=said)
                self.assertIn("a.csv, baris 37, kolom 2: ", told)
                self.assertIn("a.csv, baris 38, kolom 4: ", told)
        self.assertIn("38 = 36 baru + 2 dikecualikan",
                      self.put_in(text, "--skip-bad"))
        self.assertEqual(self.stored("SELECT reason FROM excluded WHERE "
                                     "row = 37"), "baris rusak")

    def test_an_open_quote_swallows_rows_and_refuses_the_file(self):
        self.refuses(HEAD + ROW + f'kec-01,"2025-01-15,{GOOD}\n' + ROW,
                     "--skip-bad", said="a.csv, baris 3, kolom 2: tanda kutip")
        closed = ROW.replace("2025-01-15", '"2025-01-15"')
        self.refuses(HEAD + ROW + f'kec-01,"2025-01-15,{GOOD}\n' + ROW + closed,
                     "--skip-bad", said="a.csv, baris 3, kolom 2: ada teks")

    def test_a_map_is_judged_under_its_own_name(self):
        for text, place in (("kolom,kunci\nX,u77\n", "m.csv, baris 2, kolom 2"),
                            ("apa,ini\n", "m.csv, baris 1, kolom 1")):
            self.write("m.csv", text)
            self.refuses(HEAD + ROW, "--map", "m.csv", said=place)

    def test_names_too_long_are_told_in_their_place(self):
        long = ROW.replace("kec-01", "z" * 300)
        self.refuses(HEAD + ROW + long, "--create", said="baris 3, kolom 1")
        self.put_in(HEAD + ROW + long, "--create", "--skip-bad")
        self.assertEqual(self.stored("SELECT count(*) FROM excluded"), 1)

    def test_create_is_no_cure_for_two_units_of_one_name(self):
        for code in ("a1", "a2"):
            self.ikm("unit", "add", code, "Loket")
        told = self.refuses(HEAD + ROW.replace("kec-01", "loket"),
                            said="a1, a2")
        self.assertNotIn("--create", told)

    def test_what_was_cut_is_still_text(self):
        """A cell shown in part never ends in half a character."""
        for n in range(57, 61):
            self.refuses(HEAD + ROW.replace("2025-01-15", "x" * n + "é" * 9),
                         said="baris 2, kolom 2")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_one_may_not_read(self):
        self.write("a.csv", HEAD + ROW)
        (self.path / "a.csv").chmod(0)
        self.fails(77, "import", "a.csv", said="a.csv")


class NoRoom(Examined):
    def limited(self, *args):
        """Runs where no file may grow beyond a small size."""
        return self.run_ikm(
            *args, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (34000, 34000)))

    def test_figures_are_counted_where_they_cannot_be_kept(self):
        self.put_in(HEAD + "".join(
            self.rows(month, 3).replace("kec-01", f"desa-{unit:02d}")
            for month in range(1, 13) for unit in range(30)), "--create")
        whole = self.limited("analyze", "--json")
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        self.assertEqual(self.stored("SELECT count(*) FROM rollup_quarter"), 0)
        self.assertEqual(whole.stdout, self.ikm("analyze", "--json"))
        self.assertEqual(self.stored("SELECT count(*) FROM rollup_quarter"),
                         4 * 30)

    def test_an_import_is_whole_or_not_at_all(self):
        self.write("a.csv", HEAD + self.rows(1, 2000))
        done = self.limited("import", "a.csv")
        self.assertEqual(done.returncode, 74, done.stderr)
        self.assertIn("ikm.db", done.stderr)
        self.assertEqual(self.stored(), 0)
        self.ikm("verify")
        self.put_in(HEAD + self.rows(1, 2000))


class Rows(Examined):
    def test_under_the_table(self):
        words = ["Jumlah", "Nilai per unsur", "NRR / unsur", "NRR Tertimbang",
                 "Rata-rata", "IKM Unit Pelayanan", "Mutu Pelayanan",
                 "Kinerja Unit", "Total responden", "Keterangan: lihat U1"]
        foot = "".join(f"{word},,{GOOD}\n" for word in words)
        said = self.put_in(HEAD + ROW + foot)
        self.assertIn("Baris responden: 1 = 1 baru", said)
        self.assertIn(f"dilewati: {len(words)} (", said)

    def test_a_service_may_be_named_like_a_footnote(self):
        text = f"layanan,{CODES}\nKeterangan Domisili,{GOOD}\n" \
               f"Jumlah,9,12,9,12,9,12,9,12,9\n"
        said = self.put_in(text, "--unit", "kec-01", "--date", "2025-01",
                           "--create")
        self.assertIn("1 = 1 baru", said)
        self.assertIn('baris 3 "Jumlah"', said)

    def test_headings_in_two_rows(self):
        text = f"No,Tanggal,NILAI UNSUR{',' * 8}\n,,{CODES}\n" \
               f"1,2025-01-15,{GOOD}\n2,{',' * 9}\n"
        said = self.put_in(text, "--unit", "kec-01")
        self.assertIn("1 = 1 baru", said)
        self.assertIn("Baris kosong dilewati: 1", said)

    def test_what_names_a_person(self):
        names = ["KTP/NIK", "Alamat (opsional)", "No. HP yang aktif", "E-mail"]
        said = self.put_in(
            "unit,tanggal," + ",".join(names) + f",{CODES}\n" +
            ROW.replace(",3", ",rahasia,rahasia,rahasia,rahasia,3", 1))
        self.assertIn("identitas, tidak disimpan: " + ", ".join(names), said)
        self.assertNotIn(b"rahasia", (self.path / "ikm.db").read_bytes())

    def test_bands_of_ages(self):
        """As our own groups are called, and as forms ask for them."""
        ages = ["<20", "20-29", "20 - 29 tahun", "21\u201325", "60+",
                "60 tahun ke atas", "17-25", "29"]
        said = self.put_in(f"usia,{HEAD}" + "".join(f"{age},{ROW}"
                                                    for age in ages))
        self.assertIn("lainnya: Usia 1\n", said)
        self.assertEqual(
            {r["group"]: r["ledger"]["used"] for r in
             self.results("--by", "age", "--min-group", "1")},
            {"<20": 1, "20-29": 4, "60+": 2, "lainnya": 1})


class OneResponse(Examined):
    def test_only_the_bad_answer_is_shown(self):
        for answers, found in (("353434343", '"5"'), ("é43434343", '"é"')):
            self.fails(65, "record", "--unit", "kec-01", "--date", "2025-01-15",
                       "--answers", answers, said=f"ditemukan {found};")

    def test_blanks_around_a_correction_do_not_count(self):
        identity = self.record()
        self.ikm("amend", identity, "waktu = 2 ", "--why", "salah ketik")
        self.assertEqual(self.stored("SELECT hex(answers) FROM response"),
                         "3424343430")

    def test_a_new_date_keeps_the_time_of_day(self):
        identity = self.ikm("record", "--unit", "kec-01", "--date",
                            "2025-02-24 09:15:03", "--answers",
                            "343434343").strip()
        self.ikm("amend", identity, "tanggal=2025-03-01", "--why", "salah")
        self.assertEqual(self.stored("SELECT day, second FROM response"),
                         [(1, 33303)])

    def test_codes_of_an_own_form(self):
        form = self.path / "rsud"
        form.mkdir()
        labels = ["Buruk", "Kurang", "Cukup", "Baik", "Istimewa"]
        for name, text in {
                "settings": "kunci,nilai\nid,rsud-5\nnama,RSUD\nskala,5\n"
                            "resmi,tidak\nmutu,tidak\n",
                "elements": "unsur,kode,nama,bobot,tindakan\n"
                            "ramah,R1,Keramahan,,a\nbersih,R2,Bersih,,c\n",
                "questions": "unsur,pertanyaan\nramah,Ramah?\n"
                             "bersih,Ruangan bersih?\nbersih,Toilet bersih?\n",
                "choices": "pertanyaan,skor,label\n" + "".join(
                    f"{q},{score},{label}\n" for q in (1, 2, 3)
                    for score, label in enumerate(labels, 1))}.items():
            (form / f"{name}.csv").write_text(text, "utf-8")
        self.ikm("form", "add", "rsud")
        self.put_in("unit,tanggal,R1,R2.1,r2.2\n"
                    "kec-01,2025-01-15,5,Baik,1. Buruk\n", "--form", "rsud-5")
        identity = self.stored("SELECT id FROM respons")
        self.ikm("amend", identity, "R2.2=Istimewa", "--why", "salah ketik")
        self.assertEqual(self.stored("SELECT hex(answers) FROM response"),
                         "5450")
        self.fails(65, "amend", identity, "R2=3", "--why", "x",
                   said="R2.1=3")
        self.refuses("unit,tanggal,R1,R2\nkec-01,2025-01-15,5,4\n",
                     "--form", "rsud-5", said=('"R2"', "R2.2 (Bersih)"))


if __name__ == "__main__":
    unittest.main()
