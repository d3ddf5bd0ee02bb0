"""Groups of respondents: small ones are hidden and cannot be worked out."""
import csv
import io

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

    def test_small_group_is_hidden(self):
        self.survey()
        self.people([(30, "2025-02-24", "L", "343434343"),
                     (12, "2025-02-24", "P", "333333333"),
                     (4, "2025-02-24", "", "111111111")])
        by = ("--by", "gender")
        told = self.groups(*by)
        # the 4 alone would be the total less the others
        for group in ("P", "tidak diisi"):
            self.assertEqual(self.figures(told[group]), [], group)
            self.assertEqual(told[group]["warnings"], ["suppressed"])
            self.assertIsNone(told[group]["ledger"]["used"])
            self.assertIsNone(told[group]["elements"][0]["counts"])
        self.assertEqual(told["L"]["ledger"]["used"], 30)
        self.assertNotIn("suppressed", told["L"]["warnings"])
        self.assertEqual((told["P"]["form"], told["P"]["period"]),
                         ("permenpanrb-14-2017", None))
        all_told = self.groups(*by, "--min-group", "4")
        self.assertEqual(all_told["tidak diisi"]["ikm"]["value"], 25)
        self.assertEqual(all_told["P"]["ledger"]["used"], 12)
        self.assertTrue(all(r["ledger"]["used"] is None for r in
                            self.results(*by, "--min-group", "31")))
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
                    self.assertEqual(row[key], "", key)
        text = self.ikm("analyze", "--by", "gender")
        self.assertEqual(text.count("disembunyikan"), 3)
        self.assertIn("kurang dari 5 responden", " ".join(text.split()))
        for number in ("12", "25,00"):
            self.assertNotIn(number, text)
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
        told = self.groups(*ask)
        self.assertIsNone(told["L"]["ikm"]["change"])
        self.assertIsNotNone(self.groups(*ask, "--min-group", "3")["L"]["ikm"]
                             ["change"])


if __name__ == "__main__":
    survey.unittest.main()
