"""A ranking says which offices cannot be told apart."""
import html
import re

import survey

AROUND = ("333333333", "444444444", "343434343", "434343434")


class Sets(survey.Case):
    def setUp(self):
        super().setUp()
        self.ikm("init")
        self.ikm("unit", "add", "kab", "Kabupaten")
        rows = ["unit,tanggal," + ",".join(f"u{i}" for i in range(1, 10))]
        for n in range(48):
            for unit, scores in (("satu", AROUND[n % 4]),
                                 ("dua", AROUND[(n + 1) % 4 if n else 0]),
                                 ("tiga", AROUND[n % 4].replace("4", "2"))):
                rows.append(f"{unit},2025-02-{n % 27 + 1:02}," + ",".join(scores))
        rows.append("empat,2025-02-03," + ",".join("343434343"))
        for unit in ("satu", "dua", "tiga", "empat"):
            self.ikm("unit", "add", unit, unit.capitalize(), "--parent", "kab")
        self.write("a.csv", "\n".join(rows) + "\n")
        self.ikm("import", "a.csv")
        self.of = ("--unit", "kab", "--by", "unit", "--period", "2025-TW1")

    def test_equal_offices_share_a_set_and_a_few_sheets_open_none(self):
        said = self.ikm("analyze", *self.of)
        sets = {}
        for line in said.splitlines():
            match = re.match(r"(Satu|Dua|Tiga|Empat)\*?\s.*?(\d|-)$", line)
            if match:
                sets[match.group(1)] = match.group(2)
        self.assertEqual(sets, {"Satu": "1", "Dua": "1", "Tiga": "2",
                                "Empat": "-"}, said)
        self.assertIn("belum dapat dibedakan dari yang teratas", said)

    def test_the_chart_has_the_figures_of_the_ranking(self):
        self.ikm("export", "html", *self.of, "-o", "a.html")
        page = html.unescape((self.path / "a.html").read_text("utf-8"))
        chart = page[page.index("<svg"):page.index("</svg>")]
        for result in self.results(*self.of):
            value = f"{result['ikm']['value']:.2f}".replace(".", ",")
            self.assertIn(value, chart)
            self.assertIn(result["name"], chart)


if __name__ == "__main__":
    survey.unittest.main()
