"""/unduh: what leaves the office, for those who may; each file is what the
program itself exports."""
import json

import site_tools

FIGURES = {"pdf": b"%PDF-", "docx": b"PK", "papan": b"%PDF-",
           "html": b"<!doctype html>", "csv": b"form,weights", "json": b'{"schema"',
           "isian": b"PK"}
ROWS = {"xlsx": b"PK", "respons": b"id,unit,layanan", "sav": b"$FL2"}


class Downloads(site_tools.Case):
    def setUp(self):
        super().setUp()
        lines = ["unit,layanan,tanggal," + ",".join(f"u{i}" for i in range(1, 10))]
        for n in range(40):
            scores = [3 + (n + i) % 2 for i in range(9)]
            lines.append(f"kec-01,KTP,2025-02-{n % 27 + 1:02},"
                         + ",".join(map(str, scores)))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        self.of = "?unit=kec-01&periode=2025-TW1"

    def test_every_file(self):
        analyst = self.browser("analis")
        page = analyst.open("/unduh" + self.of)
        self.assertEqual(page.status, 200, page.text)
        self.assertIn("Informasi yang dikecualikan", page.text)
        for kind, begin in {**FIGURES, **ROWS}.items():
            with self.subTest(kind):
                self.assertIn(f"/unduh/{kind}?", page.text)
                file = analyst.open(f"/unduh/{kind}" + self.of)
                self.assertEqual(file.status, 200, file.text[:500])
                self.assertTrue(file.raw.startswith(begin), file.raw[:40])
                self.assertIn("attachment",
                              file.headers["Content-Disposition"])
        told = json.loads(analyst.open("/unduh.json" + self.of).text)
        self.assertEqual({f["kind"] for f in told["files"]},
                         set(FIGURES) | set(ROWS))

    def test_figures_are_those_of_the_program(self):
        asked = ("--unit", "kec-01", "--period", "2025-TW1")
        file = self.browser("pimpinan").open("/unduh/json" + self.of)
        self.assertEqual(json.loads(file.text)["results"],
                         json.loads(self.ikm("analyze", "--json", *asked))
                         ["results"])

    def test_who_may(self):
        leader = self.browser("pimpinan")
        page = leader.open("/unduh" + self.of)
        self.assertNotIn("dikecualikan", page.text)
        for kind in ROWS:
            self.assertNotIn(f"/unduh/{kind}?", page.text)
            self.assertEqual(leader.open(f"/unduh/{kind}" + self.of).status, 403)
        for kind in ("csv", "xlsx"):
            self.assertEqual(self.browser().open(f"/unduh/{kind}").status, 303)
            self.assertEqual(
                self.browser("petugas").open(f"/unduh/{kind}").status, 403)
        analyst = self.browser("analis")
        self.assertEqual(analyst.open("/unduh/apa" + self.of).status, 404)
        self.assertEqual(analyst.open("/unduh/csv?unit=tidak-ada").status, 404)
