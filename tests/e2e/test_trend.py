"""Trends over periods, with figures published earlier standing in."""
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
        self.assertIn("Triwulan III 2022 74,00 pernah diumumkan", text)

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
