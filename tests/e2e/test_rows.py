"""Responses that leave one by one: CSV and JSON that come back, the empty
workbook that is filled in with a spreadsheet program and imported."""
import csv
import io
import json
import unittest

import workbook
from survey import Case

HEADING = ("unit,layanan,tanggal,jam,jenis_kelamin,usia,pendidikan,pekerjaan,"
           "u1,u2,u3,u4,u5,u6,u7,u8,u9,saran\n")
ROWS = [
    "kec-01,KTP-el,2025-02-01,09.30,L,25,SMA,PNS,3,3,2,4,3,3,4,3,3,=1+1",
    'kec-01,"Surat, dll",2025-02-02,,P,20-29,S1,tukang kayu,4,,3,4,4,4,4,3,4,'
    '"baris ""satu"""',
    "kec-01,,2025-03,14.00,,,,,2,3,1,4,3,3,3,2,2,",
]


class Rows(Case):

    def setUp(self):
        super().setUp()
        self.ikm("init")
        self.ikm("unit", "add", "kec-01", "Kecamatan Satu")
        (self.path / "isi.csv").write_text(HEADING + "\n".join(ROWS) + "\n")
        self.ikm("import", "isi.csv", "--create")

    def figures(self, *options):
        found = json.loads(self.ikm("analyze", "--json", "--unit", "kec-01",
                                    *options))["results"]
        return [(r["group"], r["ledger"]["used"], r["ikm"]["value"],
                 [(e["n"], e["sum"]) for e in r["elements"]]) for r in found]

    def again(self, path):
        """The figures of a new survey that imported the file."""
        before = [self.figures(*by) for by in (
            (), ("--by", "service"), ("--by", "age", "--min-group", "1"),
            ("--by", "occupation", "--min-group", "1"))]
        (self.path / "ikm.db").rename(self.path / "lama.db")
        self.ikm("init")
        self.ikm("unit", "add", "kec-01", "Kecamatan Satu")
        self.ikm("import", path, "--create")
        after = [self.figures(*by) for by in (
            (), ("--by", "service"), ("--by", "age", "--min-group", "1"),
            ("--by", "occupation", "--min-group", "1"))]
        return before, after

    def test_csv_comes_back(self):
        self.ikm("export", "csv", "--responses", "--comments", "-o", "a.csv")
        text = (self.path / "a.csv").read_bytes().decode()
        self.assertTrue(text.endswith("\r\n"))
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len(rows), 3)
        self.assertEqual(list(rows[0])[:7], ["id", "unit", "layanan", "tanggal",
                                             "jam", "kanal", "petugas"])
        self.assertEqual([row["saran"] for row in rows],
                         ["=1+1", 'baris "satu"', ""])
        self.assertEqual([row["tanggal"] for row in rows],
                         ["2025-02-01", "2025-02-02", "2025-03"])
        self.assertEqual([row["U2"] for row in rows], ["3", "", "3"])
        self.assertEqual(rows[1]["pekerjaan"], "tukang kayu")
        before, after = self.again("a.csv")
        self.assertEqual(before, after)

    def test_json(self):
        self.ikm("export", "json", "--responses", "-o", "a.json")
        text = (self.path / "a.json").read_text()
        found = json.loads(text)
        self.assertEqual(found["schema"], "ikm.responses/1")
        self.assertEqual(found["form"], "permenpanrb-14-2017")
        self.assertEqual([r["answers"]["U3"] for r in found["responses"]],
                         [2, 3, 1])
        self.assertIsNone(found["responses"][1]["answers"]["U2"])
        self.assertIsNone(found["responses"][2]["gender"])
        self.assertNotIn("comment", text)

    def test_no_comment_unless_asked(self):
        for how in ("csv", "json", "sav"):
            path = self.path / f"a.{how}"
            more = [] if how == "sav" else ["--responses"]
            self.ikm("export", how, *more, "-o", path.name)
            with self.subTest(how):
                self.assertNotIn(b"1+1", path.read_bytes())
                self.ikm("export", how, *more, "--comments", "-o", path.name)
                self.assertIn(b"1+1", path.read_bytes())

    def test_only_what_is_used_and_asked_for(self):
        self.ikm("export", "json", "--responses", "-o", "a.json")
        first = json.loads((self.path / "a.json").read_text())["responses"][0]
        self.ikm("void", first["id"], "--why", "uji")
        self.ikm("export", "csv", "--responses", "--period", "2025-02",
                 "-o", "a.csv")
        self.assertEqual(len((self.path / "a.csv").read_text().splitlines()), 2)

    def test_wrong_calls(self):
        for arguments, status in (
                (["csv", "--responses", "--by", "unit", "-o", "a"], 64),
                (["csv", "--comments", "-o", "a"], 64),
                (["csv", "--responses", "--unit", "x", "-o", "a"], 65),
                (["sav", "--form", "x", "-o", "a"], 65),
                (["csv", "--responses", "-o", "tidak/ada"], 73),
                (["sav", "-o", "tidak/ada"], 73),
                (["template", "-o", "tidak/ada"], 73),
                (["template", "--lines", "0", "-o", "a"], 64),
                (["template", "--unit", "x", "-o", "a"], 65),
                (["csv", "--responses", "-o", "ikm.db"], 64)):
            done = self.run_ikm("export", *arguments)
            with self.subTest(arguments):
                self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual([p.name for p in self.path.glob("a*")], [])

    def fill(self, path, filled):
        """Types into cells of the sheet Isian: {heading: [values]}."""
        heads = workbook.read(path)["Isian"].rows[0]

        def edit(xml):
            for heading, values in filled.items():
                name = workbook.column_name(heads.index(heading))
                for row, value in enumerate(values, 2):
                    xml = workbook.set_cell(xml, f"{name}{row}", value)
            return xml
        (path.parent / "penuh").mkdir(exist_ok=True)
        workbook.change(path, path.parent / "penuh" / path.name, "Isian", edit)
        return path.parent / "penuh" / path.name

    @unittest.skipUnless(workbook.soffice(), "soffice is not installed")
    def test_template_comes_back(self):
        names = ["Persyaratan", "Waktu Penyelesaian"]
        for form in ("permenpanrb-14-2017", "skm-daring-16"):
            path = self.path / f"{form}.xlsx"
            self.ikm("export", "template", "--form", form, "--lines", "40",
                     "-o", path.name)
            heads = workbook.read(path)["Isian"].rows[0]
            questions = heads[heads.index("disabilitas") + 1:-1]
            self.assertEqual(len(questions), 9 if form.startswith("per") else 16)
            filled = {name: [4, 3, 2] for name in questions}
            filled[questions[1]] = [1, 1, None]
            filled.update(unit=["kec-01"] * 3, layanan=["KTP-el"] * 3,
                          tanggal=[45701, 45702, 45703], usia=[25, 31, 70],
                          jenis_kelamin=["L", "P", "L"],
                          saran=["baik", None, "cepat"])
            full = self.fill(path, filled)
            made = workbook.recalculate([full], self.path / f"lo-{form}")[0]
            said = self.ikm("import", str(made), "--form", form)
            self.assertIn("3", said)
            result = json.loads(self.ikm(
                "analyze", "--json", "--form", form, "--period",
                "2025-02-13..2025-02-15"))["results"][0]
            with self.subTest(form):
                self.assertEqual(result["ledger"]["used"], 3)
                self.assertEqual(result["elements"][6]["counts"][3] > 0, True)
                self.assertEqual(
                    [e["name"] for e in result["elements"]][::2][:2], names)

    def test_template_checks_and_protects(self):
        import zipfile
        self.ikm("export", "template", "--lines", "7", "-o", "t.xlsx")
        with zipfile.ZipFile(self.path / "t.xlsx") as package:
            sheet = package.read("xl/worksheets/sheet1.xml").decode()
            styles = package.read("xl/styles.xml").decode()
        self.assertIn("<sheetProtection ", sheet)
        self.assertNotIn("password", sheet)
        self.assertEqual(styles.count('<protection locked="0"/>'), 2)
        self.assertEqual(sheet.count('type="whole"'), 9)
        self.assertIn("<formula1>1</formula1><formula2>4</formula2>", sheet)
        self.assertIn("Daftar!$A$2<", sheet)
        self.assertIn('sqref="A2:A8"', sheet)


if __name__ == "__main__":
    unittest.main()
