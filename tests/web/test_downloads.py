"""/unduh: what leaves the office, for those who may; each file is what the
program itself exports."""
import io
import json
import zipfile

import site_tools

FIGURES = {"pdf": b"%PDF-", "docx": b"PK", "papan": b"%PDF-",
           "html": b"<!doctype html>", "csv": b"form,weights", "json": b'{"schema"',
           "isian": b"PK", "situs": b"PK", "bukti": b"PK"}
FOLDERS = {"situs": ("site", ()), "bukti": ("evidence", ("--period", "2025-TW1"))}
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

    def files_of(self, folder):
        return {path.relative_to(folder).as_posix(): path.read_bytes()
                for path in folder.rglob("*") if path.is_file()}

    def test_folders_as_one_file(self):
        # three women: hidden on the website, as on the command line
        self.write("b.csv", "unit,layanan,tanggal,jenis_kelamin,"
                   + ",".join(f"u{i}" for i in range(1, 10)) + "\n"
                   + "".join(f"kec-01,KK,2025-05-{n + 1:02},{'LP'[n < 3]},"
                             + ",".join("3434343434"[n % 2:][:9]) + "\n"
                             for n in range(30)))
        self.ikm("import", "b.csv", "--create")
        self.ikm("plan", "add", "--unit", "kec-01", "--period", "2025-TW1",
                 "--element", "waktu", "--programme", "Antrean bernomor",
                 "--in-charge", "Camat")
        leader = self.browser("pimpinan")
        for kind, (command, period) in FOLDERS.items():
            self.ikm("export", command, "--unit", "kec-01", *period, "-o", kind)
            made = self.files_of(self.path / kind)
            got = leader.open(f"/unduh/{kind}" + self.of)
            self.assertEqual(got.headers["Content-Type"], "application/zip")
            with zipfile.ZipFile(io.BytesIO(got.raw)) as package:
                self.assertIsNone(package.testzip())
                files = {name: package.read(name)
                         for name in package.namelist()}
                self.assertEqual(len(files), len(package.namelist()))
            self.assertEqual(files, made)
            self.assertIn("index.html", files)
            again = leader.open(f"/unduh/{kind}" + self.of)
            self.assertEqual(again.raw, got.raw)
        self.assertIn('filename="ikm-kec-01-semua-situs.zip"', leader.open(
            "/unduh/situs" + self.of).headers["Content-Disposition"])
        # what it told stays as it was told, as in a folder
        self.ikm("record", "--unit", "kec-01", "--date", "2025-02-03",
                 "--answers", "111111111")
        with zipfile.ZipFile(io.BytesIO(
                leader.open("/unduh/situs" + self.of).raw)) as package:
            late = package.read("data/ikm.csv")
        self.ikm("export", "site", "--unit", "kec-01", "-o", "situs")
        self.ikm("export", "site", "--unit", "kec-01", "-o", "baru")
        self.assertEqual(late, self.files_of(self.path / "situs")["data/ikm.csv"])
        self.assertNotEqual(late, self.files_of(
            self.path / "baru")["data/ikm.csv"])
        self.assertEqual(leader.open("/unduh/situs?unit=kec-02").status, 422)
        self.assertEqual(self.browser("petugas").open("/unduh/situs").status,
                         403)
        head = self.browser("kepala-01")
        self.assertEqual(head.open("/unduh/situs?unit=kab").status, 403)
        self.assertEqual(head.open("/unduh/situs?unit=kec-01").status, 200)

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
