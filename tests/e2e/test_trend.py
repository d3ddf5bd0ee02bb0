"""Trends over periods, with figures published earlier standing in."""
import csv
import io
import json

import survey

QUARTERS = [("2023-02-01", "333333333"), ("2023-05-01", "333333334"),
            ("2023-08-01", "333333344"), ("2023-11-01", "333333444"),
            ("2024-02-01", "333334444"), ("2024-05-01", "333344444"),
            ("2024-08-01", "333444444"), ("2024-11-01", "334444444")]


class Trend(survey.Case):
    def office(self, n):
        self.survey()
        for date, answers in QUARTERS[:n]:
            self.ikm("record", "--unit", "kec-01", "--date", date, "--answers",
                     answers)

    def trend(self, *options):
        told = json.loads(self.ikm("analyze", "--json", "--unit", "kec-01",
                                   "--by", "period", *options))
        self.assertEqual((len(told["trend"]), told["comparisons"]), (1, []))
        return told["trend"][0]

    def words(self, *options):
        return " ".join(self.ikm("analyze", "--unit", "kec-01", "--by",
                                 "period", *options).split())

    def test_eight_rising(self):
        self.office(8)
        told = self.trend()
        self.assertEqual((told["n"], told["s"], told["n_published"]), (8, 28, 0))
        self.assertAlmostEqual(told["sen_slope"], 25 / 9, 9)
        # variance 8*7*21/18, z = 27/sqrt(65.33)
        self.assertAlmostEqual(told["z"], 27 / (8 * 7 * 21 / 18) ** 0.5, 9)
        self.assertAlmostEqual(told["p"], 0.00083663, 7)
        self.assertIn("IKM naik 2,78 per triwulan (kemiringan Sen, dari 8 "
                      "periode); arahnya nyata (Mann-Kendall p = 0,001).",
                      self.words())

    def test_in_the_csv(self):
        self.office(8)
        told = self.trend()
        rows = [row for row in csv.DictReader(io.StringIO(self.ikm(
            "analyze", "--unit", "kec-01", "--by", "period", "--csv")))]
        for row in rows:
            of_index = row["element"] == "ikm"
            for column, key in (("sen_slope", "sen_slope"), ("trend_z", "z"),
                                ("trend_p", "p")):
                self.assertEqual(row[column],
                                 f"{told[key]:.15g}" if of_index else "")
            self.assertEqual(row["kruskal_h"], "")

    def test_short(self):
        self.office(3)
        told = self.trend()
        self.assertEqual((told["n"], told["s"], told["sen_slope"], told["p"]),
                         (3, None, None, None))
        self.assertIn("Tren dihitung mulai 4 periode; baru ada 3.", self.words())

    def test_published_stands_in(self):
        self.office(3)
        for period, value in (("2022-TW3", "74,00"), ("2023-TW1", "99,00"),
                              ("2022", "70,00")):
            self.ikm("history", "add", "kec-01", period, value, "60",
                     "permenpanrb-14-2017")
        told = self.trend()
        # the quarter with responses keeps its own figure; a year is no quarter
        self.assertEqual([(p["period"], p["published"]) for p in told["periods"]],
                         [("2022-TW3", True), ("2023-TW1", False),
                          ("2023-TW2", False), ("2023-TW3", False)])
        self.assertEqual((told["n"], told["n_published"], told["p"]), (4, 1, None))
        self.assertEqual(told["periods"][0]["value"], 74)
        self.assertEqual(self.trend("--period", "2023")["n"], 3)
        text = self.words()
        self.assertIn("1 di antaranya angka yang pernah diumumkan.", text)
        self.assertIn("Triwulan III 2022 74,00 C Kurang baik 60 pernah diumumkan",
                      text)

    def test_report_of_one_period_tells_the_trend(self):
        """Up to that period, of its kind; a lone period has none."""
        self.office(6)
        for period, value in (("2022-TW3", "74,00"), ("2024-TW3", "99,00"),
                              ("2022", "60,00")):
            self.ikm("history", "add", "kec-01", period, value, "60",
                     "permenpanrb-14-2017")
        def told(period):
            return " ".join(self.ikm("analyze", "--unit", "kec-01", "--period",
                                     period).split())
        text = told("2024-TW1")
        self.assertIn("Triwulan III 2022 74,00 C Kurang baik 60 pernah "
                      "diumumkan Triwulan I 2023 75,00 C Kurang baik 1 - "
                      "Triwulan II 2023 77,78", text)
        self.assertIn("Triwulan I 2024 86,11", text)
        self.assertNotIn("Triwulan II 2024", text)
        self.assertIn("(kemiringan Sen, dari 6 periode)", text)
        self.assertIn("Tahun 2022 60,00", told("2023"))
        self.assertIn("Februari 2023 75,00", told("2023-05"))
        self.assertNotIn("Tren", told("2023-02"))
        # an analysis for programs is about what was asked alone
        whole = json.loads(self.ikm("analyze", "--json", "--period", "2024-TW1"))
        self.assertEqual(whole["trend"], [])

    def test_trend_is_drawn(self):
        self.office(6)
        self.ikm("history", "add", "kec-01", "2022-TW3", "74,00", "60",
                 "permenpanrb-14-2017")
        self.ikm("export", "html", "--unit", "kec-01", "--period", "2024-TW2",
                 "-o", "a.html")
        page = (self.path / "a.html").read_text("utf-8")
        drawn = page[page.index("<h2>Tren"):page.index("<h2>Nilai per unsur")]
        wide = drawn[:drawn.index('class="thin"')]
        # one hollow, six full; the missing quarter between them is a gap
        self.assertEqual((wide.count('class="k-ph"'), wide.count('class="k-p"')),
                         (1, 6))
        self.assertEqual(wide.count('class="k-ln"'), 1)
        self.assertIn(">TW II 2024<", wide)
        self.assertIn("B mulai 76,61", wide)
        table = drawn[drawn.index("<details>"):]
        self.assertIn("Triwulan IV 2022", table)

    def test_change_since_published(self):
        self.office(1)
        ask = ("--unit", "kec-01", "--period", "2023-TW1")
        self.assertIsNone(self.result(*ask)["ikm"]["change"])
        for period, value in (("2022-TW3", "74,00"), ("2022-TW1", "60,00"),
                              ("2023-TW2", "99,00")):
            self.ikm("history", "add", "kec-01", period, value, "60",
                     "permenpanrb-14-2017")
        self.assertEqual(self.result(*ask)["ikm"]["change"],
                         {"from": "2022-TW3", "difference": 1, "p": None,
                          "published": True})
        self.ikm("record", "--unit", "kec-01", "--date", "2022-02-01",
                 "--answers", "222222222")
        change = self.result(*ask)["ikm"]["change"]
        self.assertNotIn("published", change)
        self.assertEqual(change["from"], "2022-TW1")


if __name__ == "__main__":
    survey.unittest.main()
