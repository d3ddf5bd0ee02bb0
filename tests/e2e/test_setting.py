"""Letterhead and signer: own values, those of the office above, the chain."""
import struct
import zlib

import survey


def png():
    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body
                + struct.pack(">I", zlib.crc32(kind + body)))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\x0b\x6e\x6e"))
            + chunk(b"IEND", b""))


class Setting(survey.Case):
    def listed(self, *options):
        lines = self.ikm("setting", "list", *options).splitlines()
        return {line.split()[0]: line.split(None, 1)[1] for line in lines}

    def test_what_an_office_lacks_comes_from_above(self):
        self.survey()
        self.ikm("setting", "set", "parent_name", "Pemerintah Provinsi Rekaan")
        self.ikm("setting", "set", "place", "Kota", "--unit", "kab")
        self.ikm("setting", "set", "office_name", "SEKRETARIAT DAERAH",
                 "--unit", "kab")
        self.ikm("setting", "set", "signer_nip", "19700101 199003 1 001",
                 "--unit", "kec-01")
        told = self.listed("--unit", "kec-01")
        self.assertEqual(told["parent_name"],
                         "Pemerintah Provinsi Rekaan (dari survei)")
        self.assertEqual(told["place"], "Kota (dari kab)")
        self.assertEqual(told["signer_nip"], "197001011990031001")
        self.assertTrue(told["office_name"].startswith("- ("), told)
        self.ikm("setting", "set", "place", "Binangun", "--unit", "kec-01")
        self.assertEqual(self.listed("--unit", "kec-01")["place"], "Binangun")
        self.ikm("setting", "set", "place", "", "--unit", "kec-01")
        self.assertEqual(self.listed("--unit", "kec-01")["place"],
                         "Kota (dari kab)")
        self.assertTrue(self.listed()["place"].startswith("- ("))

    def test_each_is_one_record_of_the_chain(self):
        self.survey()
        self.ikm("setting", "set", "signer_name", "Dra. Contoh", "--unit",
                 "kec-01")
        self.assertIn("kec-01 signer_name", self.ikm("log"))
        self.ikm("verify")
        import contextlib
        import sqlite3
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            file.execute("UPDATE office SET value = 'Lain'")
            file.commit()
        done = self.run_ikm("verify")
        self.assertEqual(done.returncode, 1)
        self.assertIn('"office"', done.stdout)

    def test_what_is_not_allowed(self):
        self.survey()
        self.fails(64, "setting", "set", "nama", "x", said="signer_nip")
        self.fails(65, "setting", "set", "signer_nip", "123", said="18 angka")
        self.fails(65, "setting", "set", "signer_nip", "19700101199003100x",
                   said="18 angka")
        self.fails(65, "setting", "set", "signer_nip", "1970010119900310012",
                   said="18 angka")
        self.fails(65, "setting", "set", "address", "Jalan\nSatu",
                   said="kendali")
        self.fails(65, "setting", "set", "address", "x" * 300,
                   said="terlalu panjang")
        self.fails(65, "setting", "set", "place", "x", "--unit", "tidak-ada")
        self.fails(66, "setting", "set", "logo", "tidak.png")
        self.write("bukan.png", "bukan gambar")
        self.fails(65, "setting", "set", "logo", "bukan.png", said="PNG")
        (self.path / "lambang.png").write_bytes(png())
        self.ikm("setting", "set", "logo", "lambang.png")
        self.assertTrue(self.listed()["logo"].endswith("/lambang.png"))
        self.assertNotIn("setting", [line.split()[-1] for line in
                                     self.ikm("log").splitlines()][:-1])


if __name__ == "__main__":
    survey.unittest.main()
