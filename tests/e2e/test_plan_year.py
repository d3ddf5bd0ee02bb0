"""A year of the demo kabupaten: draft, do, measure again."""
import csv
import html
import json
import math
import re

import survey

QUARTERS = ("2025-TW1", "2025-TW2", "2025-TW3", "2025-TW4")
ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi",
            "perilaku", "pengaduan", "sarana")


def quarter_of(date):
    return f"{date[:4]}-TW{(int(date[5:7]) + 2) // 3}"


class Year(survey.Case):
    """The office's file grows quarter by quarter, as it would."""

    def setUp(self):
        super().setUp()
        self.ikm("demo")
        with open(self.path / "demo/kabupaten.csv", encoding="utf-8",
                  newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.survey_of("kec-05", "kec-06", "kec-03")

    def survey_of(self, *codes):
        self.ikm("init", "--name", "Kabupaten Contoh")
        names = {}
        for line in self.ikm("--db", "demo/ikm.db", "unit",
                             "list").splitlines():
            code, _, name = line.strip().partition(" ")
            names[code] = name.strip()
        self.ikm("unit", "add", "kab", "Kabupaten Contoh")
        for code in codes:
            self.ikm("unit", "add", code, names[code], "--parent", "kab")
        self.names = {code: names[code] for code in codes}

    def import_quarter(self, quarter):
        rows = [row for row in self.rows if quarter_of(row["tanggal"]) == quarter
                and row["unit"] in {*self.names, *self.names.values()}]
        with open(self.path / f"{quarter}.csv", "w", encoding="utf-8",
                  newline="") as file:
            writer = csv.DictWriter(file, self.rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        self.ikm("import", f"{quarter}.csv", "--create")

    def answers(self, code, quarter, element):
        column = f"u{ELEMENTS.index(element) + 1}"
        return [int(row[column]) for row in self.rows
                if row["unit"] in (code, self.names[code]) and row[column]
                and quarter_of(row["tanggal"]) == quarter]

    def expected(self, code, quarter, element):
        """Welch's t with the normal tail: far from 0.05 here or not asked."""
        a = self.answers(code, QUARTERS[QUARTERS.index(quarter) + 1], element)
        b = self.answers(code, quarter, element)
        if min(len(a), len(b)) < 30:
            return "data-belum-cukup", None
        means = [sum(x) / len(x) for x in (a, b)]
        spread = sum(sum((v - m) ** 2 for v in x) / (len(x) - 1) / len(x)
                     for x, m in zip((a, b), means))
        t = (means[0] - means[1]) / math.sqrt(spread)
        p = math.erfc(abs(t) / math.sqrt(2))
        if abs(p - 0.05) < 0.005:
            self.skipTest(f"too close to the border: {p}")
        if p >= 0.05:
            return "belum-tampak", means[0] - means[1]
        return "membaik" if t > 0 else "memburuk", means[0] - means[1]

    def test_a_year_ends_in_the_right_verdicts(self):
        self.import_quarter(QUARTERS[0])
        told = {}
        for quarter, later in zip(QUARTERS, QUARTERS[1:]):
            for code in self.names:
                of = ("--unit", code, "--period", quarter)
                self.ikm("plan", "draft", *of, "--most", "9", "--save")
            items = json.loads(self.ikm("plan", "list", "--json", "--period",
                                        quarter))["items"]
            self.assertEqual({i["verdict"] for i in items}, {None})
            for item in items[::2]:
                self.ikm("plan", "update", str(item["id"]), "--status", "sudah",
                         "--date", f"{later[:4]}-{QUARTERS.index(later) * 3 + 1:02}-20",
                         "--note", "selesai", "--evidence", "foto/1.jpg")
            self.import_quarter(later)
            for code in self.names:
                told.update(self.check_office(code, quarter, later))
        self.assertLessEqual({"membaik", "memburuk", "belum-tampak",
                              "data-belum-cukup"}, set(told.values()))
        self.check_file()

    def check_office(self, code, quarter, later):
        """The verdicts in list, analysis, terminal and page are one."""
        listed = json.loads(self.ikm("plan", "list", "--json", "--unit", code,
                                     "--period", quarter))
        report = json.loads(self.ikm("analyze", "--json", "--unit", code,
                                     "--period", later))["plan"]["before"]
        self.assertEqual(report["period"], quarter)
        self.assertEqual(report["items"], listed["items"])
        self.assertEqual(report["score"], listed["score"])
        told = {}
        for item in listed["items"]:
            verdict, difference = self.expected(code, quarter, item["element"])
            self.assertEqual(item["verdict"]["result"], verdict, item)
            if difference is not None:
                self.assertAlmostEqual(item["verdict"]["difference"],
                                       difference, 12)
            told[code, quarter, item["element"]] = verdict
        self.check_words(code, quarter, later, listed)
        return told

    def check_words(self, code, quarter, later, listed):
        of = ("--unit", code, "--period", later)
        self.ikm("export", "html", *of, "-o", "a.html")
        page = (self.path / "a.html").read_text("utf-8")
        section = re.search(r"<h2>Hasil tindak lanjut.*?</section>", page,
                            re.S).group()
        rows = [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in
                 re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
                for row in re.findall(r"<tr>(.*?)</tr>", section, re.S)[1:]]
        self.assertEqual(len(rows), len(listed["items"]))
        for row, item in zip(rows, listed["items"]):
            words = item["verdict"]["result"].replace("-", " ")
            self.assertTrue(row[-1].startswith(words), row)
            self.assertEqual(row[2], item["programme"])
            self.assertEqual(row[3].lower().startswith(item["status"]), True)
        score = listed["score"]
        words = (f"Terlaksana {score['done']} dari {score['items']} rencana "
                 f"(nilai porsi PEKPPP: {score['share_score']})")
        said = " ".join(self.ikm("analyze", *of).split())
        for text in (section, said, " ".join(self.ikm(
                "plan", "list", "--unit", code, "--period", quarter).split())):
            self.assertIn(words, text)


if __name__ == "__main__":
    survey.unittest.main()
