"""The folder of the office's website: whole, small, self-contained, the figures
of `analyze`, replaced at once; and the folder of evidence."""
import csv
import html.parser
import io
import json
import re
import unittest
import zipfile

from survey import Case

HEADING = "unit,layanan,tanggal,jenis_kelamin,pendidikan," + ",".join(
    f"u{i}" for i in range(1, 10))


class Page(html.parser.HTMLParser):
    """Tags and addresses of a page, and its words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.ids, self.words = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            if name in ("href", "src"):
                self.addresses.append(value)
            if name == "id":
                self.ids.append(value)

    def handle_data(self, data):
        self.words.append(data)


class Site(Case):

    def setUp(self):
        super().setUp()
        self.ikm("init", "--name", "Kabupaten <Uji>")
        self.ikm("unit", "add", "kec-01", "Kecamatan Satu & Dua")
        lines = [HEADING]
        for month, n in (("2024-11", 20), ("2025-02", 30), ("2025-05", 3)):
            for i in range(n):
                service = "KTP" if i % 3 else "KK"
                scores = [(i + j) % 3 + 2 for j in range(9)]
                lines.append(f"kec-01,{service},{month}-10,{'LP'[i % 2]},"
                             f"{['SD', 'SMA'][i % 2]}," +
                             ",".join(map(str, scores)))
        (self.path / "isi.csv").write_text("\n".join(lines) + "\n")
        self.ikm("import", "isi.csv", "--create")
        self.ikm("plan", "add", "--unit", "kec-01", "--period", "2025-TW1",
                 "--element", "waktu", "--programme", "Antrean <bernomor>",
                 "--in-charge", "Camat")
        self.ikm("export", "site", "--unit", "kec-01", "-o", "situs")
        self.site = self.path / "situs"

    def pages(self):
        return sorted(self.site.rglob("*.html"))

    def test_what_stands_there(self):
        names = sorted(str(p.relative_to(self.site))
                       for p in self.site.rglob("*") if p.is_file())
        self.assertEqual(names, [
            "arsip/2024-TW4.html", "arsip/2025-TW1.html", "berita.txt",
            "cms.html", "data/LISENSI.txt", "data/datapackage.json",
            "data/ikm.csv", "data/ikm.json", "dibuat-ikm.txt", "dip.csv",
            "index.html", "kartu.html", "sematan.txt"])

    def test_pages_stand_on_their_own(self):
        for path in self.pages():
            text = path.read_text("utf-8")
            page = Page(text)
            with self.subTest(path.name):
                self.assertLess(len(text.encode()), 100_000)
                self.assertNotIn("script", page.tags)
                self.assertNotIn("//", re.sub("xmlns=\"[^\"]*\"", "", text))
                self.assertNotIn("<uji>", text.lower())
                self.assertEqual(len(page.ids), len(set(page.ids)))
                for address in page.addresses:
                    if address.startswith("#"):
                        self.assertIn(address[1:], page.ids)
                    elif not address.startswith("/ikm/"):
                        self.assertTrue((path.parent / address).is_file(),
                                        address)
        cms = Page((self.site / "cms.html").read_text())
        self.assertFalse({"style", "svg", "iframe", "div"} & set(cms.tags))

    def test_figures_are_those_of_the_analysis(self):
        result = json.loads(self.ikm(
            "analyze", "--json", "--unit", "kec-01", "--period",
            "2025-TW1"))["results"][0]
        value = f"{result['ikm']['value']:.2f}".replace(".", ",")
        for name in ("index.html", "arsip/2025-TW1.html", "kartu.html",
                     "cms.html", "berita.txt", "dip.csv", "sematan.txt"):
            with self.subTest(name):
                self.assertIn(value, (self.site / name).read_text())
        data = json.loads((self.site / "data/ikm.json").read_text())
        period = data["periode"][1]
        self.assertEqual(period["ikm"], result["ikm"]["value"])
        self.assertEqual(period["responden"], result["ledger"]["used"])
        self.assertEqual([e["nrr"] for e in period["unsur"]],
                         [e["nrr"] for e in result["elements"]])
        rows = list(csv.DictReader(io.StringIO(
            (self.site / "data/ikm.csv").read_text())))
        total = next(r for r in rows if r["periode"] == "2025-TW1"
                     and r["jenis"] == "ikm")
        self.assertEqual(float(total["nilai"]), result["ikm"]["value"])
        index = (self.site / "index.html").read_text()
        for element in result["elements"]:
            self.assertIn(f"{element['value']:.2f}".replace(".", ","), index)
        self.assertIn("Antrean &lt;bernomor&gt;", index)

    def test_the_data_are_as_the_package_says(self):
        package = json.loads((self.site / "data/datapackage.json").read_text())
        resource = package["resources"][0]
        rows = list(csv.reader(io.StringIO(
            (self.site / "data" / resource["path"]).read_text())))
        self.assertEqual(rows[0],
                         [f["name"] for f in resource["schema"]["fields"]])
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertTrue((self.site / "data" /
                         package["licenses"][0]["path"]).is_file())

    def test_three_respondents_are_not_told(self):
        told = json.loads((self.site / "data/ikm.json").read_text())["periode"]
        self.assertEqual([p.get("disembunyikan") for p in told],
                         [None, None, True])
        self.assertNotIn("responden", told[2])
        index = (self.site / "index.html").read_text()
        self.assertIn("terlalu sedikit responden", index)
        self.assertIn("Triwulan I 2025", index)
        # nor what would give them away
        self.ikm("export", "site", "--unit", "kec-01", "--period", "2025",
                 "-o", "situs")
        self.assertNotIn("2025-TW2.html", index)

    def test_the_classes_of_information_are_told(self):
        words = " ".join(Page((self.site / "index.html").read_text()).words)
        for word in ("Informasi berkala", "Informasi setiap saat",
                     "Informasi yang dikecualikan"):
            self.assertIn(word, words)
        self.assertIn("informasi berkala", (self.site / "dip.csv").read_text())

    def test_it_is_replaced_at_once_or_not_at_all(self):
        (self.site / "sisa.txt").write_text("lama")
        self.ikm("export", "site", "--unit", "kec-01", "-o", "situs/")
        self.assertFalse((self.site / "sisa.txt").exists())
        foreign = self.path / "punya-orang"
        foreign.mkdir()
        (foreign / "penting.txt").write_text("jangan dihapus")
        for where, status in (("punya-orang", 73), ("ikm.db", 73),
                              ("tidak/ada", 73)):
            done = self.run_ikm("export", "site", "--unit", "kec-01", "-o", where)
            with self.subTest(where):
                self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual((foreign / "penting.txt").read_text(),
                         "jangan dihapus")
        done = self.run_ikm("export", "site", "--unit", "kec-01", "--period",
                            "2025-TW2", "-o", "situs-lain")
        self.assertEqual(done.returncode, 65)
        self.assertFalse((self.path / "situs-lain").exists())
        self.assertTrue((self.site / "index.html").is_file())
        self.assertEqual(list(self.path.glob("*.baru")), [])

    def test_one_zip_file(self):
        of = ("export", "site", "--unit", "kec-01", "-o")
        for name, zone in (("a.zip", "UTC"), ("b.zip", "Asia/Jakarta"),
                           ("b.zip", "America/Lima")):
            self.ikm(*of, name, environment={"TZ": zone})
        made = {path.relative_to(self.site).as_posix(): path.read_bytes()
                for path in self.site.rglob("*") if path.is_file()}
        with zipfile.ZipFile(self.path / "a.zip") as package:
            self.assertIsNone(package.testzip())
            self.assertEqual({name: package.read(name)
                              for name in package.namelist()}, made)
            self.assertEqual({one.date_time[3:] for one in package.infolist()},
                             {(0, 0, 0)})
            self.assertEqual({one.external_attr >> 16 & 0o170000
                              for one in package.infolist()} - {0o100000, 0},
                             set())
        with zipfile.ZipFile(self.path / "b.zip") as package:
            self.assertEqual(set(package.namelist()), set(made))
        # nothing is left beside, nothing there is harmed by a failure
        self.assertEqual(sorted(p.name for p in self.path.glob("*.zip*")),
                         ["a.zip", "b.zip"])
        before = (self.path / "a.zip").read_bytes()
        self.ikm(*of, "a.zip", environment={"TZ": "UTC"})
        self.assertEqual((self.path / "a.zip").read_bytes(), before)
        self.fails(65, *of, "a.zip", "--period", "2019")
        self.assertEqual((self.path / "a.zip").read_bytes(), before)
        self.fails(73, *of, "tidak/ada.zip")
        # what it told stays, though a sheet more came in
        told = made["data/ikm.csv"]
        self.ikm("record", "--unit", "kec-01", "--date", "2024-11-11",
                 "--answers", "111111111")
        self.run_ikm(*of, "a.zip")
        self.ikm(*of, "c.zip")
        for name, is_same in (("a.zip", True), ("c.zip", False)):
            with zipfile.ZipFile(self.path / name) as package:
                self.assertEqual(package.read("data/ikm.csv") == told, is_same)
        with zipfile.ZipFile(self.path / "lain.zip", "w") as package:
            package.writestr("index.html", "x")
        self.fails(73, *of, "lain.zip", said="bukan buatan ikm")

    def test_english(self):
        self.ikm("--lang", "en", "export", "site", "--unit", "kec-01", "-o",
                 "site")
        page = Page((self.path / "site/index.html").read_text())
        words = " ".join(page.words)
        for word in ("Follow-up", "Respondents", "Public information"):
            self.assertIn(word, words)
        for word in ("Responden:", "Unsur pelayanan", "Rincian"):
            self.assertNotIn(word, words)

    def test_evidence(self):
        self.ikm("publish", "add", "kec-01", "2025-TW1", "--medium",
                 "papan pengumuman", "--date", "2025-04-10")
        self.ikm("publish", "add", "kec-01", "2025-TW1", "--medium",
                 "situs web", "--date", "2025-04-12", "--address",
                 "https://kec.example.go.id/ikm")
        self.ikm("plan", "update", "1", "--status", "sudah", "--date",
                 "2025-05-20")
        self.ikm("export", "evidence", "--unit", "kec-01", "-o", "bukti")
        rows = list(csv.DictReader(io.StringIO(
            (self.path / "bukti/bukti.csv").read_text())))
        found = {}
        for row in rows:
            found.setdefault(row["Indikator"], []).append(row)
        media = found["PEKPPP F01: banyaknya media publikasi"][0]
        self.assertEqual(media["Angka"], "2 media")
        regular = found["Komisi Informasi: diumumkan secara berkala"][0]
        self.assertIn("1 dari 3 periode", regular["Angka"])
        self.assertIn("nilai 5", found["PEKPPP F01: porsi tindak lanjut"][0]
                      ["Angka"])
        self.assertIn("2 bulan; nilai 4",
                      found["PEKPPP F01: kecepatan tindak lanjut"][0]["Angka"])
        self.assertIn("10 hari", found["PEKPPP F01: media publikasi"][0]["Angka"])
        self.assertEqual(found["PEKPPP F01: media publikasi"][1]["Tempat bukti"],
                         "https://kec.example.go.id/ikm")
        self.assertIn("30 responden",
                      found["PEKPPP F01: SKM dilaksanakan"][1]["Angka"])
        page = Page((self.path / "bukti/index.html").read_text())
        self.assertNotIn("script", page.tags)
        self.assertIn("2 media", " ".join(page.words))


if __name__ == "__main__":
    unittest.main()
