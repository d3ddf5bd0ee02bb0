"""Photos and the record of the Forum Konsultasi Publik: kept in the survey file
without what a camera writes, audited, shown behind the report."""
import base64
import re
import sqlite3
import struct
import subprocess
import unittest
import zipfile
import zlib

import survey

ASK = ("--unit", "kec-01", "--period", "2025-TW1")
OF = ("kec-01", "2025-TW1")
SMALL = base64.b64decode("""
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkz
ODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2Nj
Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAIABADASIA
AhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAV
AQEBAAAAAAAAAAAAAAAAAAAEBv/EABgRAAMBAQAAAAAAAAAAAAAAAAAEFVFS/9oADAMBAAIRAxEA
PwCZq0q0FLLW5FUWNP/Z""")  # 16 x 8


def jpeg(orientation=6, secret=b"RAHASIA-GPS"):
    """A photo with EXIF, a remark, and something behind its end."""
    tiff = (b"MM\0*\0\0\0\x08" + struct.pack(">H", 2) +
            struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) +
            struct.pack(">HHII", 0x010F, 2, len(secret), 38) + b"\0\0\0\0" + secret)
    body = b"Exif\0\0" + tiff
    return (SMALL[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body +
            b"\xff\xfe" + struct.pack(">H", len(secret) + 2) + secret +
            SMALL[2:] + secret)


def png(width=6, height=4, secret=b"RAHASIA-PNG"):
    def chunk(name, body):
        return (struct.pack(">I", len(body)) + name + body +
                struct.pack(">I", zlib.crc32(name + body)))
    rows = (b"\0" + b"\x20\x80\xc0" * width) * height
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + secret)
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Annex(survey.Case):

    def setUp(self):
        super().setUp()
        self.survey()
        for _ in range(6):
            self.record()
        (self.path / "a.jpg").write_bytes(jpeg())
        (self.path / "b.png").write_bytes(png())

    def add(self, *options):
        return self.ikm("annex", "add", *OF, *options).strip()

    def fill(self):
        self.assertEqual(self.add(
            "--kind", "photo", "--file", "a.jpg", "--caption", "Mengisi di loket",
            "--place", "Kantor", "--date", "2025-03-10"), "1")
        self.assertEqual(self.add("--kind", "photo", "--file", "b.png",
                                  "--caption", "Papan <publikasi>"), "2")
        self.assertEqual(self.add(
            "--kind", "forum", "--caption", "Antrean", "--place", "Aula",
            "--attended", "42", "--date", "2025-04-20", "--note",
            "Antrean bernomor mulai Mei"), "3")

    def test_behind_the_report(self):
        self.fill()
        for lang, forum, photos in (
                ("id", "Lampiran 3 Forum Konsultasi Publik",
                 "Lampiran 4 Dokumentasi"),
                ("en", "Annex 3 Public consultation forum",
                 "Annex 4 Photographs")):
            self.ikm("--lang", lang, "export", "pdf", *ASK, "-o", "a.pdf")
            text = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"],
                                  cwd=self.path, check=True,
                                  stdout=subprocess.PIPE).stdout.decode()
            for words in (forum, photos, "Antrean bernomor mulai Mei", "42",
                          "Antrean, Aula, 20 April 2025",
                          "Mengisi di loket, Kantor", "Papan <publikasi>"):
                self.assertIn(words, re.sub(" +", " ", text), lang)
            # once in the contents, once as a heading
            self.assertEqual(len(re.findall(photos.replace(" ", r"\s+"), text)), 2)
            images = subprocess.run(["pdfimages", "-list", "a.pdf"],
                                    cwd=self.path, check=True,
                                    stdout=subprocess.PIPE).stdout.decode()
            self.assertRegex(images, r"image +16 +8 +rgb.* jpeg ")
            self.assertRegex(images, r"image +6 +4 +rgb")
            self.assertIn("Mengisi di loket".encode("utf-16-be").hex().upper(),
                          (self.path / "a.pdf").read_bytes().decode("latin-1"))
            self.ikm("--lang", lang, "export", "docx", *ASK, "-o", "a.docx")
            with zipfile.ZipFile(self.path / "a.docx") as package:
                names = package.namelist()
                body = package.read("word/document.xml").decode()
                photo = next(n for n in names if n.endswith(".jpeg"))
                kept = package.read(photo)
                self.assertIn("image/jpeg", package.read(
                    "[Content_Types].xml").decode())
            self.assertIn('rot="5400000"', body)
            self.assertIn("Papan &lt;publikasi&gt;", body)
            self.assertTrue(kept.startswith(b"\xff\xd8"))
            self.assertNotIn(b"RAHASIA", kept)
        # the same bytes again; another period has none
        self.ikm("export", "pdf", "--unit", "kec-01", "--period", "2025", "-o",
                 "c.pdf")
        text = subprocess.run(["pdftotext", "c.pdf", "-"], cwd=self.path,
                              check=True, stdout=subprocess.PIPE).stdout.decode()
        self.assertNotIn("Lampiran 3", text)

    def test_nothing_of_the_camera_is_kept(self):
        self.fill()
        self.ikm("backup", "b.db")
        for name in ("ikm.db", "b.db"):
            self.assertNotIn(b"RAHASIA", (self.path / name).read_bytes())
        wal = self.path / "ikm.db-wal"
        self.assertNotIn(b"RAHASIA", wal.read_bytes() if wal.exists() else b"")

    def test_kept_audited_removed(self):
        self.fill()
        lines = self.ikm("annex", "list").splitlines()
        self.assertEqual([line.split()[:4] for line in lines], [
            ["3", "kec-01", "2025-TW1", "forum"],
            ["1", "kec-01", "2025-TW1", "photo"],
            ["2", "kec-01", "2025-TW1", "photo"]])
        self.ikm("verify")
        self.assertIn(SMALL[-60:-10], (self.path / "ikm.db").read_bytes())
        self.ikm("annex", "remove", "1", "--why", "orangnya keberatan")
        self.assertEqual(len(self.ikm("annex", "list").splitlines()), 2)
        # gone, not only from the list
        for name in ("ikm.db", "ikm.db-wal"):
            file = self.path / name
            self.assertNotIn(SMALL[-60:-10],
                             file.read_bytes() if file.exists() else b"")
        self.ikm("verify")
        with sqlite3.connect(self.path / "ikm.db") as db:
            told = db.execute("SELECT action, subject, reason FROM record "
                              "ORDER BY record_id DESC LIMIT 1").fetchone()
            self.assertEqual(told, ("annex-remove", "1", "orangnya keberatan"))
            db.execute("UPDATE annex SET image = x'00' WHERE annex_id = 2")
        db.close()
        done = self.run_ikm("verify")
        self.assertEqual(done.returncode, 1)
        self.assertIn("lampiran 2: gambarnya berubah", done.stdout + done.stderr)
        with sqlite3.connect(self.path / "ikm.db") as db:
            db.execute("UPDATE annex SET caption = 'lain' WHERE annex_id = 3")
        db.close()
        done = self.run_ikm("verify")
        self.assertIn("annex", done.stdout + done.stderr)

    def test_what_is_refused(self):
        (self.path / "c.txt").write_text("bukan foto")
        (self.path / "d.jpg").write_bytes(jpeg()[:200])
        (self.path / "e.jpg").write_bytes(SMALL[:-2] + b"\0" * 5_000_000)
        (self.path / "f.png").write_bytes(png(9000, 1))
        photo = ("annex", "add", *OF, "--kind", "photo", "--caption", "x")
        for name, said in (("c.txt", "JPEG"), ("d.jpg", "JPEG"),
                           ("e.jpg", "4 MB"), ("f.png", "8000")):
            self.fails(65, *photo, "--file", name, said=said)
        self.fails(66, *photo, "--file", "tidak-ada.jpg", said="tidak-ada.jpg")
        self.fails(64, *photo, said="--file")
        self.fails(64, "annex", "add", *OF, "--kind", "video", "--caption", "x",
                   said="photo, forum")
        self.fails(65, "annex", "add", "kec-99", "2025-TW1", "--kind", "forum",
                   "--caption", "x", said="kec-99")
        self.fails(64, "annex", "add", "kec-01", "2025-TW9", "--kind", "forum",
                   "--caption", "x")
        self.fails(65, "annex", "remove", "7", "--why", "x", said="7")
        self.fails(65, "annex", "remove", "tujuh", "--why", "x", said="tujuh")
        self.assertIn("Belum ada lampiran",
                      self.run_ikm("annex", "list").stdout +
                      self.run_ikm("annex", "list").stderr)
        for _ in range(24):
            self.add("--kind", "forum", "--caption", "x")
        self.fails(65, "annex", "add", *OF, "--kind", "forum", "--caption", "x",
                   said="24")
        self.ikm("annex", "add", "kec-01", "2025-TW2", "--kind", "forum",
                 "--caption", "x")
        self.ikm("verify")


if __name__ == "__main__":
    unittest.main()
