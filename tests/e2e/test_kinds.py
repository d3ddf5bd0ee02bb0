"""Forms that also ask importance, expectation and overall satisfaction: how
their answers come in, are corrected, and come out."""
import json
import zipfile

import survey

ASKED = (("waktu", "Pentingkah waktu?", "kepentingan"),
         ("waktu", "Bagaimana waktu?", ""),
         ("waktu", "Apa harapan soal waktu?", "harapan"),
         ("biaya", "Bagaimana biaya?", "kepuasan"),
         ("biaya", "Pentingkah biaya?", "kepentingan"),
         ("", "Puaskah Anda?", "keseluruhan"))
HEADING = ("tanggal,waktu,U2,waktu_kepentingan,U2 kepentingan,"
           "Apa harapan soal waktu?,keseluruhan\n")


class Kinds(survey.Case):
    def form(self):
        folder = self.path / "loket"
        folder.mkdir()
        tables = {
            "settings": "kunci,nilai\nid,loket-kami\nnama,Loket kami\nskala,4\n"
                        "resmi,tidak\nmutu,tidak\n",
            "elements": "unsur,kode,nama,bobot,tindakan\nwaktu,U1,Waktu,,b\n"
                        "biaya,U2,Biaya,,b\n",
            "questions": "unsur,pertanyaan,jenis\n"
                         + "".join(",".join(row) + "\n" for row in ASKED),
            "choices": "pertanyaan,skor,label\n" + "".join(
                f"{q},{s},label {'abcd'[s - 1]}\n"
                for q in range(1, 7) for s in range(1, 5))}
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        self.survey()
        self.assertIn("6 pertanyaan", self.ikm("form", "check", "loket"))
        self.ikm("form", "add", "loket")

    def read(self, rows, *more):
        self.write("a.csv", HEADING + rows)
        return ("import", "a.csv", "--unit", "kec-01", "--form", "loket-kami",
                *more)

    def test_the_form_is_shown_with_numbers_of_the_paper(self):
        self.form()
        shown = self.ikm("form", "show", "loket-kami")
        for line in ("  1. Pentingkah waktu? (kepentingan)\n",
                     "  2. Bagaimana waktu?\n",
                     "  3. Apa harapan soal waktu? (harapan)\n",
                     "  6. Puaskah Anda? (keseluruhan)\n"):
            self.assertIn(line, shown)

    def test_answers_are_given_as_on_paper(self):
        self.form()
        done = self.record("4-3214", "--form", "loket-kami")
        # stored: satisfaction first, the others behind
        self.assertEqual(self.responses()[done][3], "024314")
        result = self.result()
        self.assertEqual([e["n"] for e in result["elements"]], [0, 1])
        self.fails(65, "record", "--unit", "kec-01", "--date", "2025-02-24",
                   "--form", "loket-kami", "--answers", "43", said="meminta 6")
        self.fails(65, "record", "--unit", "kec-01", "--date", "2025-02-24",
                   "--form", "loket-kami", "--answers", "404044",
                   said="tidak satu pun unsur")
        self.check_file()

    def test_amend_of_another_kind(self):
        self.form()
        done = self.record("423214", "--form", "loket-kami")
        for change in ("waktu_kepentingan=1", "U1 harapan=2", "keseluruhan=-"):
            self.ikm("amend", done, change, "--why", "salah ketik")
        self.assertEqual(self.responses()[done][3], "221210")
        self.fails(65, "amend", done, "keseluruhan=5", "--why", "x",
                   said="keseluruhan: ditemukan \"5\"")
        self.fails(65, "amend", done, "waktu_kepentingan=1", "--why", "x",
                   said="tidak ada yang berubah")
        self.check_file()

    def test_sheets_that_differ_in_importance_are_no_duplicates(self):
        self.form()
        for answers in ("423214", "123214", "423211", "423214"):
            self.record(answers, "--form", "loket-kami")
        done = self.run_ikm("audit", "--json")
        found = json.loads(done.stdout)["findings"]
        # the first and the last are alike in everything
        self.assertEqual([f["count"] for f in found
                          if f["kind"] == "duplicate"], [2])

    def test_import(self):
        self.form()
        rows = ("2025-02-03,3,4,4,2,1,4\n2025-02-04,1,2,,,,\n"
                "2025-02-05,1,2,label a,4. label d,,\n")
        self.ikm(*self.read(rows))
        self.assertEqual(sorted(r[3] for r in self.responses().values()),
                         ["120000", "121040", "344124"])
        # the same respondent with another importance is another row
        told = self.ikm(*self.read("2025-02-03,3,4,3,2,1,4\n"))
        self.assertEqual(len(self.responses()), 4, told)
        self.check_file()
        result = self.result()
        self.assertEqual([e["n"] for e in result["elements"]], [4, 4])
        self.assertEqual(result["ledger"]["partial"], 0)

    def test_what_is_not_fit(self):
        self.form()
        self.write("b.csv", "tanggal,waktu,biaya,keseluruhan\n"
                   "2025-02-03,3,4,4\n")
        done = self.fails(65, "import", "b.csv", "--unit", "kec-01", "--form",
                          "loket-kami")
        for column in ("waktu_kepentingan (Pentingkah waktu?)",
                       "biaya_kepentingan", "waktu_harapan"):
            self.assertIn(f"judul kolom {column}", done.stderr)
        self.fails(65, *self.read("2025-02-03,3,4,9,2,1,4\n"),
                   said="waktu_kepentingan (Pentingkah waktu?): ditemukan \"9\"")
        self.fails(65, *self.read("2025-02-03,,,4,2,1,4\n"),
                   said="tidak satu pun unsur dijawab")
        self.fails(65, *self.read("2025-02-03,3,4,4,2,1,puas\n"),
                   said="keseluruhan (Puaskah Anda?): ditemukan \"puas\"")
        self.assertEqual(self.responses(), {})

    def test_the_workbook_has_a_column_for_each(self):
        self.form()
        self.record("423214", "--form", "loket-kami")
        self.ikm("export", "xlsx", "-o", "hasil.xlsx")
        with zipfile.ZipFile(self.path / "hasil.xlsx") as book:
            text = "".join(book.read(name).decode("utf-8", "replace")
                           for name in book.namelist()
                           if name.endswith(".xml"))
        for column in ("waktu_kepentingan", "waktu_harapan",
                       "biaya_kepentingan", "keseluruhan"):
            self.assertIn(f">{column}<", text)


if __name__ == "__main__":
    survey.unittest.main()
