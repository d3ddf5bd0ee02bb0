"""The parts of a workbook, one by one, against those kept in workbook/. What is
new each time (ids, digests, days) is replaced first. After a wanted change:
IKM_GOLDEN=write, then look at the difference."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

PROGRAM = os.path.abspath(os.environ.get("IKM_PROGRAM", "build/release/ikm"))
KEPT = pathlib.Path(__file__).resolve().parent / "workbook"
ROWS = """unit,layanan,tanggal,jenis_kelamin,usia,pendidikan,u1,u2,u3,u4,u5,u6,u7,u8,u9,saran
kec-01,KTP-el,2025-01-06,L,25,SMA,3,3,2,4,3,3,4,3,3,antrean terlalu panjang
kec-01,KTP-el,2025-01-07,P,31,S1,3,4,2,4,3,3,4,,3,=1+1
kec-01,Kartu Keluarga,2025-02-08,L,42,SMP,4,4,3,4,4,4,4,3,4,-
kec-01,Kartu Keluarga,2025-02-09,P,55,SMA,2,3,1,4,3,3,3,2,2,
kec-01,KTP-el,2025-03-10,P,19,SMA,3,3,2,4,3,4,4,3,3,<b>tebal</b> & miring
kec-01,,2025-03-11,L,67,SD,4,3,3,4,3,3,3,4,3,
kec-01,KTP-el,2024-11-11,L,30,S1,2,2,2,4,3,3,3,2,2,
kec-01,KTP-el,2024-11-12,P,30,S1,3,3,2,4,3,3,3,2,3,
"""
REPLACED = [
    (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"),
    (r">[0-9a-f]{64}<", ">SIDIK<"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "SAAT"),
    (r"<t>\d{1,2} (Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September"
     r"|Oktober|November|Desember) \d{4}</t>", "<t>HARI</t>"),
    (r"ikm \d+\.\d+\.\d+", "ikm VERSI"),
]


def normal(content):
    text = content.decode("utf-8")
    for pattern, word in REPLACED:
        text = re.sub(pattern, word, text)
    # a line for each element, so that a difference can be read
    return re.sub(r"(</row>|</c>|</si>|</xf>|</c:ser>|/>)", "\\1\n", text)


class Parts(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        folder = pathlib.Path(cls.temporary.name)
        environment = dict(os.environ, IKM_DB=str(folder / "ikm.db"))
        (folder / "isi.csv").write_text(ROWS, "utf-8")
        for command in (["init"], ["unit", "add", "kec-01", "Kecamatan Satu"],
                        ["import", "isi.csv", "--create"],
                        ["volume", "set", "kec-01", "2025-TW1", "40"],
                        ["plan", "add", "--unit", "kec-01", "--period",
                         "2025-TW1", "--element", "waktu", "--programme",
                         "Antrean bernomor", "--in-charge", "Camat"],
                        ["export", "xlsx", "--unit", "kec-01", "--period",
                         "2025-TW1", "-o", "a.xlsx"]):
            subprocess.run([PROGRAM, *command], env=environment, cwd=folder,
                           check=True, stdout=subprocess.PIPE)
        with zipfile.ZipFile(folder / "a.xlsx") as package:
            cls.parts = {name: normal(package.read(name))
                         for name in package.namelist()}

    def test_every_part_is_as_it_was(self):
        if os.environ.get("IKM_GOLDEN") == "write":
            KEPT.mkdir(exist_ok=True)
            for path in KEPT.iterdir():
                path.unlink()
            for name, text in self.parts.items():
                (KEPT / name.replace("/", "+")).write_text(text, "utf-8")
        kept = {path.name.replace("+", "/"): path.read_text("utf-8")
                for path in KEPT.iterdir()}
        self.assertEqual(sorted(self.parts), sorted(kept))
        for name, text in self.parts.items():
            with self.subTest(name):
                self.assertEqual(text.splitlines(), kept[name].splitlines())


if __name__ == "__main__":
    unittest.main()
