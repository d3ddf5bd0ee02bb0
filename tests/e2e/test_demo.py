"""ikm demo: a whole example, made the way an office would make it."""
import csv
import json
import shlex
import zipfile

import survey

DB = "demo/ikm.db"


class Demo(survey.Case):
    def responses(self, folder="demo"):
        with open(self.path / folder / "kabupaten.csv", encoding="utf-8",
                  newline="") as file:
            return list(csv.DictReader(file))

    def analysis(self, *options):
        return json.loads(self.ikm("--db", DB, "analyze", "--json", *options))

    def test_shows_one_office_all_offices_and_three_next_things(self):
        said = self.ikm("demo")
        for words in ("Kecamatan Tirtasari", "Triwulan IV 2025",
                      "Gunungsari", "Tiga hal"):
            self.assertIn(words, said)
        closing = said[said.index("Tiga hal"):]
        for number in ("1.", "2.", "3."):
            self.assertIn(f"\n  {number} ", closing)
        for line in said.splitlines():
            if not line.startswith("       "):  # commands to type
                self.assertLessEqual(len(line), 80)

    def test_the_first_next_thing_works_as_printed(self):
        said = self.ikm("demo")
        line = next(line for line in said.splitlines() if " analyze " in line)
        words = shlex.split(line)
        self.assertIn("Triwulan I 2024", self.ikm(*words[1:]))

    def test_comes_through_the_real_import(self):
        """The figures are those of the CSV, added up here."""
        self.ikm("demo")
        rows = self.responses()
        means = []
        for number in range(1, 10):
            scores = [int(row[f"u{number}"]) for row in rows
                      if row[f"u{number}"] and row["tanggal"] >= "2025-10"
                      and row["unit"] in ("kec-03", "Kecamatan Tirtasari")]
            means.append(sum(scores) / len(scores))
        result = self.analysis("--unit", "kec-03", "--period",
                               "2025-TW4")["results"][0]
        self.assertAlmostEqual(result["ikm"]["value"], sum(means) / 9 * 25,
                               delta=0.00501)
        whole = self.analysis()["results"][0]
        self.assertEqual(whole["ledger"]["used"], len(rows))
        self.assertEqual(whole["ledger"]["received"], len(rows))
        self.assertIn("Semuanya cocok", self.ikm("--db", DB, "verify"))

    def test_sample_is_known_and_one_office_is_too_small(self):
        self.ikm("demo")
        results = self.analysis("--unit", "kab", "--by", "unit", "--period",
                                "2025-TW4")["results"]
        self.assertEqual(len(results), 6)
        small = next(r for r in results if r["unit"] == "kec-06")
        self.assertEqual(small["ledger"]["used"], 11)
        self.assertIs(small["sample"]["reached"], False)
        self.assertTrue(any(r["sample"]["reached"] for r in results))

    def test_writes_a_workbook(self):
        self.ikm("demo")
        with zipfile.ZipFile(self.path / "demo/kec-03-2025-TW4.xlsx") as book:
            self.assertIsNone(book.testzip())
            self.assertIn("xl/workbook.xml", book.namelist())

    def test_same_seed_same_responses(self):
        self.ikm("demo", "--seed", "5", "-o", "a")
        self.ikm("demo", "--seed", "5", "-o", "b")
        self.ikm("demo", "--seed", "6", "-o", "c")
        self.assertEqual(self.responses("a"), self.responses("b"))
        self.assertNotEqual(self.responses("a"), self.responses("c"))

    def test_again_makes_its_own_folder_anew(self):
        self.assertEqual(self.ikm("demo"), self.ikm("demo"))

    def test_english(self):
        said = self.ikm("--lang", "en", "demo")
        self.assertIn("Three things to try next", said)
        self.assertNotIn("Tiga hal", said)

    def test_leaves_foreign_folders_alone(self):
        (self.path / "demo").mkdir()
        self.write("demo/surat.txt", "penting")
        self.fails(73, "demo", said=("demo", "--output"))
        self.assertEqual([p.name for p in (self.path / "demo").iterdir()],
                         ["surat.txt"])

    def test_leaves_another_survey_in_its_folder_alone(self):
        self.ikm("demo")
        (self.path / DB).unlink()
        self.ikm("--db", DB, "init", "--name", "Kabupaten Sungguhan")
        before = (self.path / DB).read_bytes()
        self.fails(73, "demo", said=DB)
        self.assertEqual((self.path / DB).read_bytes(), before)

    def test_faulty_options(self):
        self.fails(64, "demo", "--seed", "x", said=("--seed", '"x"'))
        self.fails(64, "demo", "--rows", "0", "-o", "a.csv", said="--rows")
        self.fails(64, "demo", "--rows", "5", said="--output")
        self.fails(64, "demo", "--offices", "5", said="--rows")
        self.fails(64, "demo", "--rows", "5", "--offices", "10000", "-o",
                   "a.csv", said="9999")
        self.fails(73, "demo", "-o", "tidak/ada", said="tidak/ada")

    def test_big_csv(self):
        self.ikm("demo", "--rows", "1000", "--offices", "7", "-o", "a.csv")
        with open(self.path / "a.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 1000)
        self.assertEqual(len({row["unit"] for row in rows}), 7)
        self.fails(73, "demo", "--rows", "1000", "-o", "a.csv", said="a.csv")
