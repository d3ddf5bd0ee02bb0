"""Blank questionnaires at "/loket/kertas": numbers that are never given twice,
codes that lead to the keyed sheet."""
import re
import shutil
import subprocess
import unittest

import desk_tools as tools


class Paper(tools.Case):
    def print(self, clerk, place="?unit=kec-01", **fields):
        form = clerk.open("/loket/kertas" + place).form("/loket/kertas")
        del form["sebab"]
        return clerk.open("/loket/kertas", {**form, "layanan": "KTP", "ukuran": "a4",
                                            "banyak": "3", **fields})

    def test_numbers_are_given_once(self):
        clerk = self.browser("petugas")
        first = clerk.open(self.print(clerk).location)
        second = clerk.open(self.print(clerk, ukuran="f4").location)
        numbers = [re.findall(r"No\. <strong>(\d+)</strong>", page.text)
                   for page in (first, second)]
        self.assertEqual(numbers, [["10001", "10002", "10003"],
                                   ["10004", "10005", "10006"]])
        again = clerk.open("/loket/kertas/1")
        self.assertEqual(again.text, first.text)
        self.assertIn('class="kertas a4"', first.text)
        self.assertIn('class="kertas f4"', second.text)
        for text in ("Kecamatan Binangun", "KTP", "kesesuaian persyaratan",
                     "4 Gratis", "1 SD", "a lainnya", "Kabupaten Rekaan"):
            self.assertIn(text, first.text)
        self.assertNotIn("Antrean panjang", first.text)
        self.assertIn("Antrean panjang", clerk.open("/loket/kertas/1?sebab=1").text)

    def test_every_form(self):
        clerk = self.browser("petugas")
        for form, n in (("skm-daring-16", 16), ("kepmenpan-25-2004", 14),
                        ("spak-5", 5)):
            done = self.print(clerk, f"?unit=kec-01&formulir={form}", banyak="1")
            text = clerk.open(done.location).text
            self.assertEqual(text.count("<li>"), n, form)

    def test_what_is_refused(self):
        clerk = self.browser("petugas")
        for field, text in (("banyak", "0"), ("banyak", "201"), ("banyak", "-1"),
                            ("banyak", "9" * 30), ("ukuran", "a3"),
                            ("layanan", "Bukan")):
            page = self.print(clerk, **{field: text})
            self.assertEqual(page.status, 422, text)
            self.assertIn(f'href="#{field}"', page.text)
        self.assertIn("Belum ada", clerk.open("/loket/kertas").text)
        for part in ("9", "0", "x", "-1", "1;DROP"):
            self.assertEqual(clerk.open("/loket/kertas/" + part).status, 404)

    def test_of_other_offices(self):
        self.ikm("user", "add", "luar", "--role", "petugas", "--unit", "kec-02",
                 input=tools.site.PASSWORD + "\n")
        self.print(self.browser("petugas"))
        outside = self.browser("luar")
        self.assertEqual(outside.open("/loket/kertas/1").status, 403)
        self.assertNotIn("10001", outside.open("/loket/kertas").text)
        self.assertEqual(outside.open("/loket/kertas?unit=kec-01").status, 403)

    def test_a_printed_sheet_is_keyed_once(self):
        clerk = self.browser("petugas")
        self.print(clerk)
        self.save(clerk, self.desk(clerk, nomor="10002"))
        got = self.save(clerk, self.desk(clerk, nomor="10002"), 422)
        self.assertEqual(got["faults"][0]["field"], "nomor")
        self.save(clerk, self.desk(clerk, nomor="7"))   # another numbering
        self.save(clerk, self.desk(clerk, nomor="7"))
        self.save(clerk, self.desk(clerk, "?unit=kec-02", nomor="10002",
                                   layanan=""))
        page = clerk.open("/loket/lembar/" + self.save(
            clerk, self.desk(clerk, nomor="10003"))["saved"]["id"])
        address = re.search(r'action="(/loket/batal/[^"]+)"', page.text).group(1)
        clerk.send(page, address, **{"alasan-batal": "keliru"})
        self.save(clerk, self.desk(clerk, nomor="10003"))
        self.check_file()

    @unittest.skipUnless(shutil.which("zbarimg") and shutil.which("rsvg-convert"),
                         "zbarimg, rsvg-convert")
    def test_the_code_leads_to_the_sheet(self):
        clerk = self.browser("petugas")
        text = clerk.open(self.print(clerk).location).text
        svg = re.search(r'<svg viewBox="([^"]*)".*?<path d="([^"]*)"', text, re.S)
        (self.path / "qr.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{svg.group(1)}" '
            f'width="400" height="400"><rect width="100" height="100" fill="#fff"/>'
            f'<path d="{svg.group(2)}"/></svg>')
        subprocess.run(["rsvg-convert", "qr.svg", "-o", "qr.png"], cwd=self.path,
                       check=True)
        read = subprocess.run(["zbarimg", "-q", "--raw", "qr.png"], cwd=self.path,
                              check=True, capture_output=True, text=True).stdout
        self.assertEqual(read.strip(),
                         f"{clerk.origin}/loket/cari?nomor=10001")
        id = self.save(clerk, self.desk(clerk, nomor=read.strip()))["saved"]["id"]
        page = clerk.open(read.strip().removeprefix(clerk.origin))
        self.assertEqual(page.location, "/loket/lembar/" + id)
