"""To the hundredth, and never a grade by accident of rounding."""
import random

import survey
import tables

ROWS = 5000


def complete_rows(total, seed):
    """ROWS complete rows whose scores add up to `total`, some element far
    above another."""
    lots = random.Random(seed)
    cells = 9 * ROWS
    scores = [total // cells] * cells
    for i in range(total - sum(scores)):
        scores[i] += 1
    # moving points from the last elements to the first keeps the total
    for _ in range(2 * ROWS):
        i = 9 * lots.randrange(ROWS) + lots.randrange(5, 9)
        j = 9 * lots.randrange(ROWS) + lots.randrange(4)
        if scores[i] > 1 and scores[j] < 4:
            scores[i] -= 1
            scores[j] += 1
    return [scores[i:i + 9] for i in range(0, cells, 9)]


class Exactness(survey.Case):
    def analysis(self, rows):
        """What the program makes of the rows, in a survey of their own."""
        (self.path / "ikm.db").unlink(missing_ok=True)
        self.survey()
        self.write("a.csv", tables.csv_text([tables.CODES, *rows]))
        self.ikm("import", "a.csv", "--unit", "kec-01", "--date", "2025-02-24")
        result = self.result()
        self.assertEqual(
            result["ledger"],
            {"received": len(rows), "used": len(rows), "partial": 0, "void": 0,
             "excluded": 0})
        return result

    def test_bounds_of_the_classes(self):
        for total, value, grade, label in (
                (158949, 88.31, "A", "Sangat baik"),  # 88.305
                (158948, 88.30, "B", "Baik"),         # 88.30444...
                (137889, 76.61, "B", "Baik"),         # 76.605
                (137888, 76.60, "C", "Kurang baik"),  # 76.60444...
                (116991, 65.00, "C", "Kurang baik"),  # 64.995
                (116990, 64.99, "D", "Tidak baik"),   # 64.99444...
                (180000, 100.00, "A", "Sangat baik"),
                (45000, 25.00, "D", "Tidak baik")):
            with self.subTest(total=total):
                rows = complete_rows(total, total)
                self.assertEqual(sum(map(sum, rows)), total)
                result = self.analysis(rows)
                self.assertEqual(
                    [result["ikm"][key] for key in ("value", "grade", "label")],
                    [value, grade, label])
                self.assertEqual(
                    [(e["n"], e["sum"]) for e in result["elements"]],
                    [(ROWS, sum(column)) for column in zip(*rows)])

    def test_every_way_out_shows_the_same(self):
        self.analysis(complete_rows(158949, 1))
        text = self.ikm("analyze")
        self.assertIn("IKM 88,31: mutu A", text)
        self.assertNotIn("88,30", text)
        self.assertIn("88.31", self.ikm("analyze", "--csv"))

    def test_one_row_is_computed_and_warned(self):
        result = self.analysis([[3, 4, 3, 4, 3, 4, 3, 4, 3]])
        self.assertEqual((result["ikm"]["value"], result["ikm"]["exact"],
                          result["ikm"]["grade"]), (86.11, "775/9", "B"))
        self.assertIn("one-response", result["warnings"])
        two = self.analysis([[3] * 9, [4] * 9])
        self.assertEqual(two["ikm"]["value"], 87.5)
        self.assertNotIn("one-response", two["warnings"])

    def test_no_row_is_refused(self):
        self.survey()
        self.assertEqual(self.fails(65, "analyze", "--json").stdout, "")
        one = self.record()
        self.result()
        self.ikm("void", one, "--why", "salah lembar")
        self.assertEqual(self.fails(65, "analyze", "--json").stdout, "")
        self.assertEqual(self.fails(65, "analyze").stdout, "")

    def test_an_element_nobody_answered_is_null_with_a_warning(self):
        self.survey()
        self.record("34343434-")
        self.record("43434343-")
        result = self.result()
        self.assertIsNone(result["ikm"]["value"])
        self.assertIsNone(result["ikm"]["grade"])
        self.assertEqual(result["elements"][8]["n"], 0)
        self.assertIsNone(result["elements"][8]["value"])
        self.assertNotEqual(result["warnings"], [])
