"""How sure the figures are, from the command line: counted again in Python,
repeatable, told in words."""
import csv
import io
import random
import statistics

import survey

ELEMENTS = 9


def draw(generator, n):
    rows = []
    for _ in range(n):
        mood = generator.gauss(3, 0.5)
        rows.append([min(4, max(1, round(mood + generator.gauss(0, 0.6) -
                                         (0.6 if e == 2 else 0))))
                     for e in range(ELEMENTS)])
        if generator.random() < 0.2:
            rows[-1][generator.randrange(ELEMENTS)] = 0
    return rows


def parts(rows):
    """The part of each response in the index (statistics.md)."""
    n, z = len(rows), [0.0] * len(rows)
    for e in range(ELEMENTS):
        answers = [row[e] for row in rows if row[e]]
        mean = statistics.fmean(answers)
        for i, row in enumerate(rows):
            if row[e]:
                z[i] += 25 / ELEMENTS * n * (row[e] - mean) / len(answers)
    return z


def alpha(rows):
    rows = [row for row in rows if 0 not in row]
    single = sum(statistics.variance(column) for column in zip(*rows))
    total = statistics.variance([sum(row) for row in rows])
    return len(rows), ELEMENTS / (ELEMENTS - 1) * (1 - single / total)


class Certainty(survey.Case):
    def office(self, n=150, seed=5):
        self.survey()
        rows = draw(random.Random(seed), n)
        lines = ["unit,tanggal," + ",".join(f"u{e + 1}" for e in range(ELEMENTS))]
        for row in rows:
            cells = ",".join(str(x) if x else "" for x in row)
            lines.append(f"kec-01,2025-02-24,{cells}")
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv")
        return rows

    def near(self, value, expected):
        self.assertLessEqual(abs(value - expected), 1e-9 * abs(expected))

    def test_counted_again(self):
        rows = self.office()
        self.ikm("volume", "set", "kec-01", "2025-TW1", "600")
        result = self.result("--unit", "kec-01", "--period", "2025-TW1")
        z = parts(rows)
        self.near(result["ikm"]["se"],
                  (statistics.variance(z) / len(z) * (1 - len(z) / 600)) ** 0.5)
        self.assertAlmostEqual(
            sum(result["ikm"]["grade_probability"].values()), 1, 12)
        n, expected = alpha(rows)
        self.assertEqual(result["reliability"]["n"], n)
        self.near(result["reliability"]["alpha"], expected)
        for e, element in enumerate(result["elements"]):
            answers = [row[e] for row in rows if row[e]]
            self.near(element["sd"], statistics.stdev(answers))
            self.assertTrue(element["ci95"][0] < element["value"] <
                            element["ci95"][1])
        lowest = result["elements"][2]
        self.assertTrue(lowest["lowest_group"])
        self.assertIn("lowest-group", lowest["flags"])
        self.assertEqual((lowest["p_lowest3"], result["priorities"][0]),
                         (1, "waktu"))

    def test_bootstrap(self):
        self.office()
        ask = ("--unit", "kab", "--by", "unit", "--period", "2025")
        self.assertIsNone(self.result(*ask)["elements"][0]["p_lowest3"])
        self.assertIsNone(self.result(*ask)["ikm"]["bootstrap"])
        first = self.result(*ask, "--bootstrap", "2000")
        self.assertEqual(first, self.result(*ask, "--bootstrap", "2000"))
        told = first["ikm"]["bootstrap"]
        self.assertEqual(told["n"], 2000)
        self.assertLess(abs(told["se"] / first["ikm"]["se"] - 1), 0.1)
        for interval in (told["percentile95"], told["bca95"]):
            for end, plain in zip(interval, first["ikm"]["ci95"]):
                self.assertLess(abs(end - plain), first["ikm"]["se"] / 2)
        self.assertGreaterEqual(
            sum(e["p_lowest3"] for e in first["elements"]), 3)
        for bad in ("0", "99", "1000001", "banyak", "-5"):
            self.fails(64, "analyze", f"--bootstrap={bad}", said="10000")

    def test_words(self):
        self.office()
        ask = ("analyze", "--unit", "kec-01", "--period", "2025-TW1",
               "--bootstrap", "1000")
        text = " ".join(self.ikm(*ask).split())
        for words in ("Rentang 95 %: ", "Bootstrap 1000 kali: persentil ",
                      "hampir pasti termasuk tiga terendah (lebih dari 99 %)",
                      "jelas lebih rendah daripada unsur lain",
                      "Alpha Cronbach 0,"):
            self.assertIn(words, text)
        text = " ".join(self.ikm("--lang", "en", *ask).split())
        for words in ("95 % interval: ", "almost certainly among the three "
                      "lowest (over 99 %)", "Cronbach's alpha 0."):
            self.assertIn(words, text)

    def test_importance_in_every_face(self):
        self.office()
        ask = ("--unit", "kec-01", "--period", "2025-TW1")
        elements = self.result(*ask)["elements"]
        text = " ".join(self.ikm("analyze", *ask).split())
        self.assertIn("diturunkan dari jawaban (r sisa)", text)
        found = text.split("Kepentingan dan kinerja ")[1].split(" Kode ")[0]
        table = csv.DictReader(io.StringIO(self.ikm("analyze", "--csv", *ask)))
        rows = {row["element"]: row for row in table}
        for element in elements:
            row = rows[element["key"]]
            self.near(float(row["importance"]), element["importance"])
            self.assertEqual(row["quadrant"], element["quadrant"])
            self.assertEqual(row["quadrant_certain"],
                             str(int(element["quadrant_certain"])))
            self.assertEqual(element["code"] + " " in found,
                             element["quadrant"] == "A", found)
        self.assertEqual(rows["ikm"]["quadrant"], "")

    def test_importance_says_why_it_is_not_there(self):
        self.survey()
        self.record("343434343")
        text = " ".join(self.ikm("analyze", "--unit", "kec-01").split())
        self.assertIn("tidak dapat dihitung: kurang dari tiga lembar", text)


if __name__ == "__main__":
    survey.unittest.main()
