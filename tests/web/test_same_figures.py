"""One survey, the same figures everywhere: terminal, JSON, CSV, HTML, workbook as
LibreOffice reckons it from its own formulas, PDF, site, dashboard. For the demo,
a published data set, and an office whose sheets have blanks."""
import csv
import html
import io
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import unittest

import site_tools
import workbook

CASES = os.environ.get("IKM_CASES", "")
JEPARA = pathlib.Path(CASES, "respondents_mpp_jepara.csv")
MAP = "kolom,kunci\nbulan,tanggal\nloket,layanan\n"


def indonesian(value):
    return f"{value:.2f}".replace(".", ",")


def words_of(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


class Figures(site_tools.Case):
    """`self.asked`: the options of the command line; `self.of` of the address."""

    def ask(self, unit, period):
        self.unit, self.period = unit, period
        self.asked = ["--unit", unit, "--period", period]
        self.of = f"?unit={unit}&periode={period}"

    def look(self):
        self.result = json.loads(self.ikm("analyze", "--json", *self.asked))[
            "results"][0]
        ikm = self.result["ikm"]
        self.value, self.grade = ikm["value"], ikm["grade"]
        self.values = [e["value"] for e in self.result["elements"]]
        self.shown = [indonesian(v) for v in [self.value, *self.values]]
        self.used = self.result["ledger"]["used"]
        for check in (self.terminal, self.table, self.page, self.paper,
                      self.site, self.dashboard, self.book):
            with self.subTest(check.__name__):
                check()

    def shows_all(self, text):
        missing = [v for v in self.shown if v not in text]
        self.assertEqual(missing, [])
        self.assertIn(f"{indonesian(self.value)}", text)

    def terminal(self):
        text = self.ikm("analyze", *self.asked)
        self.shows_all(text)
        self.assertIn(f"mutu {self.grade}", text)

    def table(self):
        rows = list(csv.DictReader(io.StringIO(
            self.ikm("analyze", "--csv", *self.asked))))
        self.assertEqual([float(r["value"]) for r in rows],
                         [self.value, *self.values])
        self.assertEqual(rows[0]["grade"], self.grade)

    def page(self):
        self.ikm("export", "html", *self.asked, "-o", "a.html")
        self.shows_all(words_of((self.path / "a.html").read_text("utf-8")))

    def paper(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        self.ikm("export", "pdf", *self.asked, "-o", "a.pdf")
        text = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"],
                              cwd=self.path, stdout=subprocess.PIPE, check=True)
        self.shows_all(text.stdout.decode("utf-8"))

    def site(self):
        self.ikm("export", "site", "--unit", self.unit, "-o", "situs")
        page = self.path / "situs/arsip" / f"{self.period}.html"
        self.shows_all(words_of(page.read_text("utf-8")))
        told = json.loads((self.path / "situs/data/ikm.json").read_text())
        period = next(p for p in told["periode"] if p["periode"] == self.period)
        self.assertEqual((period["ikm"], period["mutu"], period["responden"]),
                         (self.value, self.grade, self.used))
        self.assertEqual([e["nilai"] for e in period["unsur"]], self.values)

    def dashboard(self):
        browser = self.browser("analis")
        page = browser.open("/dasbor" + self.of)
        self.assertEqual(page.status, 200)
        self.shows_all(words_of(page.text))
        file = json.loads(browser.open("/unduh/json" + self.of).text)
        self.assertEqual(file["results"][0], self.result)

    def book(self):
        if not workbook.soffice():
            self.skipTest("soffice is not installed")
        path = self.path / "a.xlsx"
        self.ikm("export", "xlsx", *self.asked, "-o", path.name)
        for sheet in ("Pengolahan", "Pemeriksaan", "Layanan"):
            workbook.change(path, self.path / "b.xlsx", sheet,
                            workbook.forget_results)
            shutil.move(self.path / "b.xlsx", path)
        sheets = workbook.read(workbook.recalculate([path], self.path / "lo")[0])
        process, proof = sheets["Pengolahan"], sheets["Pemeriksaan"]
        self.assertEqual(process.row("IKM unit pelayanan")[2], self.value)
        self.assertEqual(process.row("Mutu pelayanan")[2], self.grade)
        for element in self.result["elements"]:
            row = proof.row(f"{element['code']}: nilai", 1)
            self.assertEqual(row[2:5], [element["value"], element["value"],
                                        "sama"])
        self.assertTrue(proof.row("Hasil pemeriksaan")[2].startswith("semua "))


class Blanks(Figures):
    def test_an_office_with_blanks(self):
        draw = random.Random(5)
        lines = ["unit,layanan,tanggal," + ",".join(f"u{i}" for i in range(1, 10))]
        for n in range(70):
            scores = [draw.choice(["", 2, 3, 3, 4, 4]) for _ in range(9)]
            scores[n % 9] = 3
            lines.append(f"kec-01,{'KTP' if n % 4 else ''},"
                         f"2025-02-{n % 27 + 1:02}," + ",".join(map(str, scores)))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        self.ask("kec-01", "2025-TW1")
        self.look()


class Published(Figures):
    @unittest.skipUnless(CASES and JEPARA.is_file(), "IKM_CASES names no folder")
    def test_jepara(self):
        self.write("m.csv", MAP)
        self.ikm("import", str(JEPARA), "--unit", "kec-02", "--map", "m.csv",
                 "--create")
        rows = json.loads(self.ikm("analyze", "--json", "--unit", "kec-02", "--by",
                                   "period"))["results"]
        largest = max(rows, key=lambda r: r["ledger"]["used"])
        self.ask("kec-02", largest["group"])
        self.look()


class Demo(Figures):
    def test_demo(self):
        self.ikm("demo", "-o", "demo")
        self.ikm("import", "demo/kabupaten.csv", "--create")
        self.ask("kec-03", "2025-TW4")
        self.look()


if __name__ == "__main__":
    unittest.main()
