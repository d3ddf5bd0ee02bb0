"""What an import says beside its rows: headings alone, a map that does not
fit; and what a number that is none costs."""
import survey

HEADING = "tanggal," + ",".join(f"u{e}" for e in range(1, 10))


class Told(survey.Case):
    def test_headings_alone(self):
        self.survey()
        before = self.ikm("log")
        for name, rows in (("a.csv", ""), ("b.csv", "\n,,,,,,,,,\n"),
                           ("c.csv", "Jumlah,3,3,3,3,3,3,3,3,3\n")):
            self.write(name, HEADING + "\n" + rows)
            told = self.ikm("import", name, "--unit", "kec-01")
            self.assertIn("Tidak ada baris responden di bawah judul kolom "
                          "(baris 1); tidak ada yang disimpan.", told)
            self.assertNotIn("Disimpan.", told)
        told = self.ikm("--lang", "en", "import", "a.csv", "--unit", "kec-01",
                        "--dry-run")
        self.assertIn("No respondent rows under the headings (row 1)", told)
        self.assertEqual(self.ikm("log"), before)
        # the form is filled in later, under the same headings
        self.write("a.csv", HEADING + "\n2025-02-03,3,3,3,3,3,3,3,3,3\n")
        self.assertIn("1 baru", self.ikm("import", "a.csv", "--unit", "kec-01"))
        self.check_file()

    def test_lines_of_a_map_that_match_no_heading(self):
        self.survey()
        self.write("peta.csv", "kolom,kunci\nTgl,tanggal\nKepuasan Umum,-\n"
                   "kolom,nilai,jadi\nU1,bagus,3\nU11,jelek,1\n")
        self.write("a.csv", "tgl," + HEADING.partition(",")[2] +
                   "\n2025-02-03,bagus,3,3,3,3,3,3,3,3\n")
        told = self.ikm("import", "a.csv", "--unit", "kec-01", "--map",
                        "peta.csv")
        self.assertIn("Baris --map yang tidak cocok dengan judul mana pun: "
                      "baris 3 \"Kepuasan Umum\", baris 6 \"U11\"\n", told)
        self.assertIn("1 baru", told)
        self.write("peta.csv", "kolom,kunci\nTgl,tanggal\n")
        self.write("b.csv", "tgl," + HEADING.partition(",")[2] +
                   "\n2025-02-04,3,3,3,3,3,3,3,3,3\n")
        told = self.ikm("--lang", "en", "import", "b.csv", "--unit", "kec-01",
                        "--map", "peta.csv")
        self.assertNotIn("match no heading", told)

    def test_a_number_that_is_none_is_bad_input(self):
        self.survey()
        for number in ("x", "1.5", "0x1", ""):
            self.fails(65, "volume", "set", "kec-01", "2025-TW1", number)
        self.fails(64, "volume", "set", "kec-01", "2025-TW9", "9")


if __name__ == "__main__":
    survey.unittest.main()
