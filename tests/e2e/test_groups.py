"""Groups of respondents: small ones are hidden and cannot be worked out."""
import bisect
import collections
import csv
import fractions
import io
import json
import random

import survey

HEAD = "unit,layanan,tanggal,jam,kanal,jenis_kelamin,pekerjaan," + ",".join(
    f"u{e}" for e in range(1, 10))


class Groups(survey.Case):
    def people(self, rows, name="a.csv"):
        """rows: (how many, date, gender, answers)."""
        lines = [HEAD]
        for n, date, gender, answers in rows:
            lines += [f"kec-01,KTP,{date},,,{gender},," + ",".join(answers)] * n
        self.write(name, "\n".join(lines) + "\n")
        self.ikm("import", name, "--create")

    def groups(self, *options):
        return {r["group"]: r for r in self.results(*options)}

    def figures(self, value, path=""):
        """Every figure in a result that is not null."""
        if isinstance(value, dict):
            return [f for key, v in value.items()
                    for f in self.figures(v, f"{path}.{key}")]
        if isinstance(value, list):
            return [f for v in value for f in self.figures(v, path)]
        known = isinstance(value, bool) or not isinstance(value, (int, float))
        if path.endswith(("firm", "lowest_group", "reached")):
            known = value is None
        return [] if known else [path]

    def test_comparison_in_the_csv(self):
        self.survey()
        self.people([(30, "2025-02-24", "L", "343434343"),
                     (29, "2025-02-24", "P", "222222222"),
                     (28, "2025-02-24", "x|y", "343434343"),
                     (9, "2025-02-24", "", "111111111")])
        told = json.loads(self.ikm("analyze", "--json", "--by", "gender"))
        comparison = told["comparisons"][0]
        rows = {row["group"]: row for row in csv.DictReader(io.StringIO(
            self.ikm("analyze", "--csv", "--by", "gender")))
                if row["element"] == "ikm"}
        for group in comparison["groups"]:
            row = rows[group["group"]]
            self.assertEqual(row["mean_rank"], f"{group['mean_rank']:.15g}")
            for column, key in (("kruskal_h", "h"), ("kruskal_df", "df"),
                                ("kruskal_p", "p"),
                                ("epsilon_squared", "epsilon_squared")):
                self.assertEqual(row[column], f"{comparison[key]:.15g}")
            differs = sorted(
                pair["b" if pair["a"] == group["group"] else "a"]
                for pair in comparison["pairs"]
                if group["group"] in (pair["a"], pair["b"])
                and pair["p_holm"] < 0.05)
            self.assertEqual(sorted(filter(None, row["differs_from"].split(
                " | "))), differs)
        self.assertEqual(rows["P"]["differs_from"].count(" | "), 1)
        self.assertEqual((rows["tidak diisi"]["mean_rank"],
                          rows["tidak diisi"]["differs_from"]), ("", ""))

    def test_small_group_is_hidden(self):
        self.survey()
        self.people([(30, "2025-02-24", "L", "343434343"),
                     (12, "2025-02-24", "P", "333333333"),
                     (4, "2025-02-24", "", "111111111")])
        by = ("--by", "gender")
        told = self.groups(*by)
        # the figures of the 4 would be the total less the others; that they are
        # 4 may be told: they share nothing
        for group, n in (("P", 12), ("tidak diisi", 4)):
            self.assertEqual(self.figures(told[group]), [".ledger.used"])
            self.assertEqual(told[group]["warnings"], ["suppressed"])
            self.assertEqual(told[group]["ledger"]["used"], n)
            self.assertIsNone(told[group]["ledger"]["received"])
            self.assertIsNone(told[group]["elements"][0]["counts"])
        self.assertEqual(told["L"]["ledger"]["used"], 30)
        self.assertNotIn("suppressed", told["L"]["warnings"])
        self.assertEqual((told["P"]["form"], told["P"]["period"]),
                         ("permenpanrb-14-2017", None))
        all_told = self.groups(*by, "--min-group", "4")
        self.assertEqual(all_told["tidak diisi"]["ikm"]["value"], 25)
        self.assertEqual(all_told["P"]["ledger"]["used"], 12)
        self.assertEqual([r["ledger"]["used"] for r in self.results(
            *by, "--min-group", "31")], [None, None, 4])
        # of a group of people the number is hidden too
        self.assertEqual([r["ledger"]["used"] for r in self.results(
            *by, "--min-group", "13")], [30, None, None])
        # units, services and periods are told, however small
        self.assertTrue(all(r["ledger"]["used"] for r in self.results(
            "--by", "service", "--min-group", "1000")))
        for bad in ("0", "1001", "lima", "-1"):
            self.fails(64, "analyze", f"--min-group={bad}", said="bawaannya 5")

    def test_hidden_in_every_face(self):
        self.survey()
        self.people([(30, "2025-02-24", "L", "343434343"),
                     (12, "2025-02-24", "P", "333333333"),
                     (4, "2025-02-24", "", "111111111")])
        self.ikm("export", "csv", "-o", "a.out.csv", "--by", "gender")
        written = (self.path / "a.out.csv").read_text("utf-8")
        for text in (self.ikm("analyze", "--csv", "--by", "gender"), written):
            rows = list(csv.DictReader(io.StringIO(text)))
            self.assertEqual(len(rows), 30)
            for row in rows:
                if row["group"] == "L":
                    continue
                for key in ("n", "sum", "nrr", "value", "grade", "received",
                            "used", "partial", "void", "excluded", "rank",
                            "firm", "alpha", "gain", "se", "sd"):
                    told = key in ("n", "used")
                    self.assertEqual(row[key], {"P": "12", "tidak diisi": "4"}[
                        row["group"]] if told and row["element"] == "ikm" or
                        key == "used" else "", key)
        text = self.ikm("analyze", "--by", "gender")
        self.assertEqual(text.count("disembunyikan"), 3)
        self.assertIn("kurang dari 5 responden", " ".join(text.split()))
        self.assertNotIn("25,00", text)
        self.assertIn("hidden", self.ikm("--lang", "en", "analyze", "--by",
                                         "gender"))

    def test_change_reveals_nobody(self):
        now = [(10, "2025-02-24", "L", "343434343"),
               (10, "2025-02-24", "P", "333333333")]
        ask = ("--by", "gender", "--period", "2025-TW1")
        self.survey()
        self.people(now + [(10, "2024-11-05", "L", "333333333"),
                           (8, "2024-11-05", "P", "222222222")])
        told = self.groups(*ask)
        self.assertEqual(told["P"]["ikm"]["change"]["difference"], 25)
        self.assertEqual(told["P"]["elements"][0]["change"]["difference"], 1)
        # a group that is there no more, of two: the total less L and P
        self.people([(2, "2024-11-06", "lainnya", "111111111")], "b.csv")
        for group in self.groups(*ask).values():
            self.assertIsNone(group["ikm"]["change"])
            self.assertIsNone(group["elements"][0]["change"])
        self.assertIsNotNone(self.groups(*ask, "--min-group", "2")["P"]["ikm"]
                             ["change"])
        # now hidden, before not
        self.people([(3, "2024-11-06", "lainnya", "111111111"),
                     (3, "2025-02-06", "lainnya", "111111111")], "c.csv")
        for group in self.groups(*ask).values():
            self.assertIsNone(group["ikm"]["change"])
        self.assertIsNotNone(self.groups(*ask, "--min-group", "3")["L"]["ikm"]
                             ["change"])

    def comparison(self, *options):
        told = json.loads(self.ikm("analyze", "--json", *options))
        self.assertEqual(len(told["comparisons"]), 1)
        return told["comparisons"][0]

    def test_do_groups_differ(self):
        """Against ranks counted in Python, blanks and ties among them."""
        self.survey()
        generator, rows, groups = random.Random(7), [], {"L": [], "P": [],
                                                         "lainnya": []}
        for gender, lift in (("L", 0), ("P", 0.6), ("lainnya", -0.4)):
            for _ in range(40 if gender != "lainnya" else 9):
                sheet = [min(4, max(1, round(2.8 + lift + generator.gauss(0, 0.8))))
                         for _ in range(9)]
                if generator.random() < 0.3:
                    sheet[generator.randrange(9)] = 0
                rows.append((1, "2025-02-24", gender,
                             [str(x) if x else "" for x in sheet]))
                given = [x for x in sheet if x]
                groups[gender].append(fractions.Fraction(sum(given), len(given)))
        rows += [(7, "2025-02-24", "", "444444444")]
        self.people(rows)
        told = self.comparison("--by", "gender")
        everyone = sorted(v for g in groups.values() for v in g)
        n = len(everyone)
        ranks = {v: (bisect.bisect_left(everyone, v) + 1 +
                     bisect.bisect_right(everyone, v)) / 2 for v in everyone}
        ties = sum(t ** 3 - t for t in collections.Counter(everyone).values())
        away = sum(len(g) * (sum(ranks[v] for v in g) / len(g) - (n + 1) / 2) ** 2
                   for g in groups.values())
        h = away / (n * (n + 1) / 12 - ties / (12 * (n - 1)))
        self.assertAlmostEqual(told["h"], h, delta=1e-9 * h)
        self.assertAlmostEqual(told["epsilon_squared"], h / (n - 1), delta=1e-9)
        self.assertEqual((told["n"], told["df"], told["reason"]), (n, 2, None))
        self.assertEqual([g["group"] for g in told["groups"]],
                         ["L", "P", "lainnya"])
        self.assertEqual([(p["a"], p["b"]) for p in told["pairs"]],
                         [("L", "P"), ("L", "lainnya"), ("P", "lainnya")])
        self.assertLess(told["pairs"][0]["z"], 0)
        text = " ".join(self.ikm("analyze", "--by", "gender").split())
        self.assertIn("Kelompok-kelompok ini berbeda nyata (p < 0,001)", text)
        # hidden ones are not compared; units are, periods are a trend
        self.assertEqual([g["group"] for g in self.comparison(
            "--by", "gender", "--min-group", "10")["groups"]], ["L", "P"])
        self.assertEqual(self.comparison("--by", "service")["reason"],
                         "too-few-groups")
        self.record("444444444")
        self.ikm("record", "--unit", "kab", "--date", "2025-02-24",
                 "--answers", "111111111")
        self.assertEqual([g["group"] for g in self.comparison(
            "--by", "unit", "--unit", "kab", "--period", "2025")["groups"]],
            ["kab", "kec-01"])
        self.assertEqual(json.loads(self.ikm("analyze", "--json"))["comparisons"],
                         [])


if __name__ == "__main__":
    survey.unittest.main()
