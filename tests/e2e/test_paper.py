"""Report, brief and board on paper: read back with poppler's tools."""
import json
import re
import struct
import subprocess
import zipfile
from xml.etree import ElementTree

import survey

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASK = ("--unit", "kec-01", "--period", "2025-TW1")


def comma(value, decimals):
    return f"{value:.{decimals}f}".replace(".", ",")


class Paper(survey.Case):
    def tool(self, *args):
        return subprocess.run(args, cwd=self.path, capture_output=True,
                              encoding="utf-8", check=True, timeout=240).stdout

    def office(self, n=40):
        self.survey()
        self.ikm("volume", "set", "kec-01", "2025-TW1", "900")
        rows = ["unit,layanan,tanggal,jenis_kelamin,pendidikan,"
                + ",".join(f"u{i}" for i in range(1, 10))]
        for i in range(n):
            scores = [str(2 + (i * 7 + e * e) % 3) for e in range(9)]
            if i % 9 == 4:
                scores[i % 8] = ""
            rows.append(f"kec-01,{'KTP' if i % 3 else 'KK'},2025-0{1 + i % 3}-10,"
                        f"{'P' if i % 2 else 'L'},{'SMA' if i % 4 else 'S1'},"
                        + ",".join(scores))
        self.write("a.csv", "\n".join(rows) + "\n")
        self.ikm("import", "a.csv", "--create")

    def text(self, name="a.pdf", *options):
        return self.tool("pdftotext", "-layout", *options, name, "-")

    def report(self, *options, name="a.pdf"):
        self.ikm("export", "pdf", *(options or ASK), "-o", name)
        return self.text(name)

    def test_the_figures_are_those_of_the_analysis(self):
        self.office()
        text = self.report()
        result = json.loads(self.ikm("analyze", "--json", *ASK))["results"][0]
        self.assertIn(f"IKM {comma(result['ikm']['value'], 2)}: mutu "
                      f"{result['ikm']['grade']}", text)
        rows = {m[1]: m[0] for m in
                re.finditer(r"^ *(U\d) +\w.*\d$|^ *(U\d) +\w.*$", text, re.M)}
        lines = text.splitlines()
        for element in result["elements"]:
            wanted = (str(element["n"]), comma(element["nrr"], 3),
                      comma(element["value"], 2))
            self.assertTrue(
                any(line.split()[:1] == [element["code"]]
                    and all(w in line.split() for w in wanted)
                    for line in lines), (element["code"], wanted, rows))
        # the processing table adds up to the same
        sums = next(line for line in lines if line.strip().startswith("Jumlah nilai"))
        self.assertEqual([int(n) for n in re.findall(r"\d+", sums)],
                         [element["sum"] for element in result["elements"]])

    def parts(self, name):
        with zipfile.ZipFile(self.path / name) as package:
            self.assertIsNone(package.testzip())
            return {part: package.read(part) for part in package.namelist()}

    def words_of(self, parts):
        body = ElementTree.fromstring(parts["word/document.xml"])
        return ["".join(text.text or "" for text in p.iter(W + "t"))
                for p in body.iter(W + "p")]

    def test_the_word_processor_has_the_same(self):
        self.office()
        self.ikm("setting", "set", "signer_name", "Dra. Contoh & <M.Si.>")
        pdf = " ".join(self.report().split())
        self.ikm("export", "docx", *ASK, "-o", "a.docx")
        parts = self.parts("a.docx")
        self.assertEqual(next(iter(parts)), "[Content_Types].xml")
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)
            else:
                self.assertEqual(part[:8], b"\x89PNG\r\n\x1a\n", name)
        words = self.words_of(parts)
        self.assertIn("Dra. Contoh & <M.Si.>", words)
        result = self.result(*ASK)
        for element in result["elements"]:
            for value in (comma(element["nrr"], 3), comma(element["value"], 2)):
                self.assertIn(value, words, element["key"])
                self.assertIn(value, pdf, element["key"])
        headline = f"IKM {comma(result['ikm']['value'], 2)}: mutu"
        self.assertTrue(any(line.startswith(headline) for line in words))
        # every sentence and every cell of the one stands in the other
        for line in words:
            if line and "Halaman" not in line and not re.match(r"\d+\.", line):
                short = " ".join(line.split())[:30]
                self.assertIn(short.replace(" ", ""), pdf.replace(" ", ""))
        body = parts["word/document.xml"].decode()
        self.assertEqual(body.count('<w:pStyle w:val="Heading1"/>'), 7)
        self.assertIn("TOC \\o", body)
        self.assertIn("<w:tblHeader/>", body)
        self.assertEqual(len(re.findall(r'descr="\w[^"]+"', body)),
                         body.count("<w:drawing>"))

    def test_the_word_processor_opens_it(self):
        self.office(12)
        self.ikm("export", "docx", *ASK, "-o", "a.docx")
        self.tool("soffice", f"-env:UserInstallation=file://{self.path}/o",
                  "--headless", "--convert-to", "pdf:writer_pdf_Export",
                  "a.docx")
        text = self.text()
        self.assertIn("Halaman 2 dari", text)
        for words in ("BAB V Penutup", "Pengolahan data per responden"):
            self.assertRegex(text, words.replace(" ", r"\s+"))

    def test_chapters_contents_and_pages(self):
        self.office()
        self.report()
        pages = self.text().split("\f")[:-1]
        facts = self.tool("pdfinfo", "a.pdf")
        self.assertIn("Tagged:          yes", facts)
        self.assertIn("595.28 x 841.89 pts (A4)", facts)
        self.assertRegex(facts, rf"Pages: +{len(pages)}\n")
        for number, page in enumerate(pages[1:], 2):
            self.assertIn(f"Halaman {number} dari {len(pages)}", page)
        contents = pages[2]
        for heading in ("BAB I Pendahuluan", "BAB II Pengumpulan Data",
                        "BAB III Hasil Survei", "BAB IV Analisis dan Tindak Lanjut",
                        "BAB V Penutup", "Lampiran 1 Kuesioner",
                        "Lampiran 2 Pengolahan Data", "4.3 Tren"):
            loose = heading.replace(" ", r"\s+")
            told = re.search(loose + r"[\s.]*(\d+)\n", contents)
            self.assertTrue(told, (heading, contents))
            self.assertRegex(pages[int(told[1]) - 1], loose)
        # the head of a table comes again on the next page
        annex = [page for page in pages if re.search(r"^ *No +U1 +U2", page, re.M)]
        self.assertEqual(len(annex), len([p for p in pages[-9:] if p in annex]))
        fonts = self.tool("pdffonts", "a.pdf").splitlines()[2:]
        self.assertTrue(fonts)
        for line in fonts:
            self.assertEqual(re.split(r" +", line.strip())[-5:-4], ["yes"], line)

    def test_letterhead_signer_and_plan(self):
        self.office()
        for key, value in (("parent_name", "PEMERINTAH KABUPATEN REKAAN"),
                           ("signer_nip", "19700101 199003 1 001"),
                           ("signer_name", "Dra. Contoh & Rekan <M.Si.>")):
            self.ikm("setting", "set", key, value)
        self.ikm("plan", "add", *ASK, "--element", "waktu", "--programme",
                 "Antrean bernomor", "--in-charge", "Kepala Seksi")
        self.ikm("plan", "add", "--unit", "kec-01", "--period", "2024-TW4",
                 "--element", "biaya", "--programme", "Papan tarif",
                 "--in-charge", "Kepala Seksi")
        text = self.report()
        for words in ("PEMERINTAH KABUPATEN REKAAN", "NIP 197001011990031001",
                      "Dra. Contoh & Rekan <M.Si.>", "Antrean bernomor",
                      "Papan tarif", "Belum"):
            self.assertIn(words, text)
        brief = self.report(*ASK, "--kind", "ringkas", name="b.pdf")
        for words in ("Bagaimana keadaan kita?", "Antrean bernomor"):
            self.assertIn(words, brief)
        self.assertIn("Halaman 2 dari 2", brief)
        for i in range(7):
            self.ikm("plan", "add", *ASK, "--element", "produk", "--programme",
                     f"Rencana {i} " + "yang panjang " * 12, "--in-charge",
                     "Kepala Seksi")
        brief = self.report(*ASK, "--kind", "ringkas", name="b.pdf")
        self.assertIn("Halaman 2 dari 2", brief)
        self.assertIn("3 lagi ada di laporan lengkap.", brief)

    def test_what_is_not_known_is_said(self):
        self.survey()
        self.record("340000043")
        text = " ".join(self.report("--unit", "kec-01").split())
        for words in ("IKM belum dapat dihitung", "belum dicatat",
                      "Belum ada periode lain yang dapat dibandingkan.",
                      "Rencana tindak lanjut atas hasil periode ini belum",
                      "Jumlah orang yang dilayani belum dicatat"):
            self.assertIn(words, text)
        self.assertNotIn("nan", text.lower().split())
        # what to type next is no matter of an official paper
        self.assertNotIn("--", text)
        self.assertIn("Kecukupan sampel dinilai per periode.", text)
        self.ikm("export", "pdf", "--unit", "kec-01", "--kind", "papan", "-o",
                 "p.pdf")
        self.assertIn("Belum dapat dihitung", self.text("p.pdf"))
        self.fails(65, "export", "pdf", "--unit", "kec-01", "--period", "1999",
                   "-o", "x.pdf")
        self.assertFalse((self.path / "x.pdf").exists())
        self.fails(64, "export", "pdf", "--kind", "buku", "-o", "x.pdf",
                   said="papan-a3")

    def test_small_groups_are_not_shown(self):
        self.survey()
        for i in range(20):
            self.record("343434343", "--gender", "L", "--education",
                        "SMA" if i % 2 else "S1")
        for i in range(9):
            self.record("343434343", "--gender", "P", "--education",
                        "S3" if i < 3 else "SD")
        text = self.report("--unit", "kec-01")
        part = text[text.index("Responden menurut pendidikan"):]
        part = part[:part.index("Responden menurut pekerjaan")]
        shown = {line.split()[0]: int(line.split()[1]) for line in
                 part.splitlines() if len(line.split()) == 3
                 and line.split()[1].isdigit()}
        self.assertNotIn("S3", shown)
        # what is left over is not the small group alone
        self.assertGreaterEqual(29 - sum(shown.values()), 5)
        self.assertLess(len(shown), 3)

    def test_very_long_names(self):
        self.survey()
        name = "Kecamatan " + "Panjangsekali " * 14 + "x" * 20
        self.ikm("unit", "add", "kec-09", name.strip())
        service = "Layanan" + "tanpaspasi" * 14
        self.ikm("service", "add", "kec-09", service)
        for i in range(8):
            self.ikm("record", "--unit", "kec-09", "--service", service, "--date",
                     "2025-02-24", "--answers", "343434343")
        for kind in ("laporan", "ringkas", "papan", "papan-a3"):
            self.ikm("export", "pdf", "--unit", "kec-09", "--kind", kind, "-o",
                     "a.pdf")
        self.ikm("--lang", "en", "export", "pdf", "--unit", "kec-09", "-o",
                 "e.pdf")
        self.assertIn("Page 2 of", self.text("e.pdf"))

    def test_those_who_do_not_see_it(self):
        """Language, title in the window, every chart in words; also PDF readers
        that know nothing of updates find the same pages."""
        self.office()
        for lang, word in (("id", "Grafik batang: "), ("en", "Bar chart: ")):
            self.ikm("--lang", lang, "export", "pdf", *ASK, "-o", "l.pdf")
            raw = (self.path / "l.pdf").read_bytes()
            self.assertEqual(raw.count(b"/Lang (" + lang.encode() + b")"), 1)
            self.assertIn(b"/DisplayDocTitle true", raw)
            facts = self.tool("pdfinfo", "l.pdf")
            self.assertRegex(facts, r"Title: +\S.*Kecamatan.*2025")
            told = self.tool("pdfinfo", "-struct", "l.pdf")
            drawn = told.count("Figure")
            self.assertGreater(drawn, 1)
            words = [bytes.fromhex(m.decode()).decode("utf-16-be")
                     for m in re.findall(rb"/Alt <FEFF([0-9A-F]+)>", raw)]
            self.assertEqual(len(words), drawn)
            self.assertTrue(words[0].startswith(word), words[0])
            value = self.result(*ASK)["elements"][0]["value"]
            self.assertIn(f"{value:.2f}".replace(".", "," if lang == "id" else "."),
                          words[0])
            # poppler says nothing against the file, and reads it from the update
            done = subprocess.run(["pdfinfo", "l.pdf"], cwd=self.path,
                                  capture_output=True, check=True)
            self.assertEqual(done.stderr, b"")
            again = self.text("l.pdf")
            self.ikm("--lang", lang, "export", "docx", *ASK, "-o", "l.docx")
            with zipfile.ZipFile(self.path / "l.docx") as package:
                body = package.read("word/document.xml").decode()
            self.assertEqual(body.count(f'descr="{word}'), sum(
                w.startswith(word) for w in words))
            self.assertIn(comma(self.result(*ASK)["ikm"]["value"], 2)
                          if lang == "id" else
                          str(self.result(*ASK)["ikm"]["value"]), again)

    def test_board(self):
        self.office()
        for kind, size in (("papan", "595.28 x 841.89"),
                           ("papan-a3", "841.89 x 1190.55")):
            self.ikm("export", "pdf", *ASK, "--kind", kind, "-o", "p.pdf")
            facts = self.tool("pdfinfo", "p.pdf")
            self.assertIn(size, facts)
            self.assertRegex(facts, r"Pages: +1\n")
            value = self.result(*ASK)["ikm"]["value"]
            text = self.text("p.pdf")
            for words in (comma(value, 2), "Laki-laki: 20", "Perempuan: 20",
                          "40 orang", "KTP"):
                self.assertIn(words, text)
        self.ikm("export", "png", *ASK, "-o", "p.png")
        head = (self.path / "p.png").read_bytes()[:24]
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", head[16:24]), (1080, 1350))


if __name__ == "__main__":
    survey.unittest.main()
