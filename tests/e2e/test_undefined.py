"""What cannot be computed stays undefined: null and a reason in the JSON, words
in the text, empty cells in tables. Never 0, never NaN."""
import json
import re
import unittest
import zipfile

import survey

PERIOD = ("--period", "2025-TW1")
HEAD = "unit,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n"
VARIED = ["343434342", "232343434", "434323431", "121232123", "343434344"]
UNSURE = ("se", "ci95", "grade_probability")


class Undefined(survey.Case):
    def office(self, rows, served=None):
        """One office with these answers; 0 is none. Returns its result."""
        self.survey()
        self.write("a.csv", HEAD + "".join(
            f"kec-01,2025-02-24,{','.join(row).replace('0', '')}\n"
            for row in rows))
        self.ikm("import", "a.csv")
        if served:
            self.ikm("volume", "set", "kec-01", "2025-TW1", str(served))
        return self.result("--unit", "kec-01", *PERIOD)

    def told(self, *options):
        """Text, CSV and cells of the workbook; none may hold a number that is
        none."""
        where = ("--unit", "kec-01", *PERIOD)
        text = self.ikm("analyze", *where, *options)
        table = self.ikm("analyze", "--csv", *where, *options)
        self.ikm("export", "xlsx", *where, "-o", "a.xlsx")
        with zipfile.ZipFile(self.path / "a.xlsx") as book:
            cells = " ".join(book.read(name).decode() for name in
                             book.namelist() if name.endswith(
                                 ("sharedStrings.xml", "sheet1.xml",
                                  "sheet4.xml")))
        words = re.sub("<[^>]+>", " ", cells)
        for out in (text, table, words, self.ikm(
                "analyze", "--json", *where, *options)):
            self.assertNotRegex(out, r"(?i)(?<![a-z])-?(nan|inf)(?![a-z])")
            self.assertNotIn("#DIV/0", out)
            self.assertNotIn("#NUM", out)
        return text, table, words

    def row_of(self, table, element):
        lines = [line.split(",") for line in table.splitlines()]
        row = next(line for line in lines if element in line)
        return dict(zip(lines[0], row))

    def test_one_response(self):
        result = self.office(["343434343"])
        self.assertEqual(result["ikm"]["value"], 86.11)
        for key in UNSURE:
            self.assertIsNone(result["ikm"][key], key)
        self.assertIs(result["ikm"]["firm"], False)
        self.assertIn("one-response", result["warnings"])
        self.assertIsNone(result["reliability"]["alpha"])
        self.assertEqual(result["reliability"]["reason"], "too-few")
        self.assertEqual(result["importance"]["reason"], "too-few")
        for element in result["elements"]:
            for key in ("sd", "ci95", "lowest_group", "p_lowest3", "importance"):
                self.assertIsNone(element[key], key)
        text, table, words = self.told()
        self.assertIn("Hanya satu responden", text)
        self.assertIn("Hanya satu responden", words)
        self.assertNotIn("Rentang 95 %", text)
        self.assertNotIn("Alpha Cronbach", text)
        row = self.row_of(table, "ikm")
        self.assertEqual([row[key] for key in ("se", "ci_low", "ci_high",
                                               "grade_probability", "alpha")],
                         [""] * 5)

    def test_no_spread(self):
        result = self.office(["333333333"] * 5)
        self.assertEqual(result["ikm"]["value"], 75)
        for key in UNSURE:
            self.assertIsNone(result["ikm"][key], key)
        self.assertIn("no-spread", result["warnings"])
        self.assertIsNone(result["reliability"]["alpha"])
        self.assertEqual(result["reliability"]["reason"], "no-spread")
        self.assertEqual(result["importance"]["reason"], "no-spread")
        for element in result["elements"]:
            self.assertEqual(element["sd"], 0)
            self.assertIsNone(element["ci95"])
            self.assertIn("constant", element["flags"])
        text, _, words = self.told()
        for out in (text, words):
            self.assertIn("Semua respons menghasilkan nilai yang sama",
                          " ".join(out.split()))

    def test_one_group(self):
        self.office(VARIED)
        results = self.results("--unit", "kec-01", *PERIOD, "--by", "unit")
        self.assertEqual(len(results), 1)
        self.assertIsNone(results[0]["ikm"]["change"])
        self.assertIsNone(results[0]["combined"]["mean_of_units"])
        self.told("--by", "unit")
        text = self.ikm("analyze", "--by", "unit", "--unit", "kec-01", *PERIOD)
        self.assertIn("Kecamatan Binangun", text)

    def test_a_blank_column(self):
        result = self.office([row[:8] + "0" for row in VARIED])
        for key in ("value", "exact", "index", "grade", "label", *UNSURE):
            self.assertIsNone(result["ikm"][key], key)
        self.assertIsNone(result["combined"]["pooled"])
        self.assertIn("element-without-answers", result["warnings"])
        blank, others = result["elements"][8], result["elements"][:8]
        for key in ("nrr", "weighted", "value", "grade", "sd", "ci95", "rank",
                    "lowest_group", "p_lowest3", "gain", "importance"):
            self.assertIsNone(blank[key], key)
        self.assertEqual((blank["n"], blank["counts"], blank["flags"]),
                         (0, [0] * 4, []))
        for element in others:
            self.assertEqual(element["n"], 5)
            self.assertIsNotNone(element["nrr"])
            self.assertIsNotNone(element["lowest_group"])
        self.assertNotIn("sarana", result["priorities"])
        self.assertEqual(result["reliability"]["reason"], "too-few")
        text, table, words = self.told()
        self.assertIn("IKM belum dapat dihitung", text)
        self.assertIn("belum dapat dihitung", words)
        for out in (text, words):
            self.assertIn("U9 (Sarana dan Prasarana) tidak dijawab siapa pun",
                          " ".join(out.split()))
        row = self.row_of(table, "sarana")
        self.assertEqual((row["n"], row["nrr"], row["value"], row["grade"],
                          row["sd"]), ("0", "", "", "", ""))

    def test_nobody(self):
        self.survey()
        done = self.fails(65, "analyze", "--json", "--unit", "kec-01", *PERIOD,
                          said=("Kecamatan Binangun", "Triwulan I 2025"))
        self.assertEqual(done.stdout, "")

    def test_more_responses_than_people(self):
        result = self.office(VARIED, served=3)
        self.assertIn("population-below-sample", result["warnings"])
        self.assertEqual(result["sample"]["population"], 3)
        # no correction: as if the number of people were not known
        low, high = result["ikm"]["ci95"]
        self.assertGreater(result["ikm"]["se"], 0)
        text, _, words = self.told()
        for out in (text, words):
            self.assertIn("lebih banyak daripada orang yang dilayani",
                          " ".join(out.split()))
        self.write("b.csv", (self.path / "a.csv").read_text().replace(
            "kec-01", "kab"))
        self.ikm("import", "b.csv", "--again")
        alone = self.results("--by", "unit", "--unit", "kab", *PERIOD)
        same = [json.dumps(r["ikm"]["ci95"]) for r in alone
                if r["ledger"]["used"] == 5]
        self.assertIn(json.dumps([low, high]), same)


if __name__ == "__main__":
    unittest.main()
