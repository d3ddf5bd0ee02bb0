"""Registers: offices, services, people served, questionnaires, targets."""
import json
import shutil

import survey


class Units(survey.Case):
    def test_the_tree_is_indented(self):
        self.survey()
        self.ikm("unit", "add", "kel-1", "Kelurahan Satu", "--parent",
                 "Kecamatan  BINANGUN")
        self.ikm("unit", "add", "dinas", "Dinas")
        self.assertEqual(
            [line.rstrip() for line in self.ikm("unit", "list").splitlines()],
            ["dinas            Dinas",
             "kab              Kabupaten Rekaan",
             "  kec-01           Kecamatan Binangun",
             "    kel-1            Kelurahan Satu"])

    def test_a_table_of_units(self):
        self.survey()
        self.write("unit.csv", "nama;kode;induk\n"
                   "Kelurahan Dua;kel-2;kec-02\n"  # its parent comes later
                   "Kecamatan Dua;kec-02;KAB\n"
                   "Kelurahan Satu;kel-1;kec-01\n"
                   ";;\n"
                   "Dinas;dinas;\n")
        self.assertIn("4 unit ditambahkan, 0 sudah ada",
                      self.ikm("unit", "import", "unit.csv"))
        listed = self.ikm("unit", "list")
        self.assertIn("    kel-2 ", listed)
        self.assertIn("\n  kec-02 ", listed)
        # the same again changes nothing
        log = self.ikm("log")
        self.assertIn("0 unit ditambahkan, 4 sudah ada",
                      self.ikm("unit", "import", "unit.csv"))
        self.assertEqual((self.ikm("unit", "list"), self.ikm("log")),
                         (listed, log))
        self.assertIn("Semuanya cocok", self.ikm("verify"))

    def test_every_fault_is_told_and_nothing_is_stored(self):
        self.survey()
        before = (self.ikm("unit", "list"), self.ikm("log"))
        self.write("unit.csv", "code,name,parent\n"
                   "a,,kab\n"
                   "h,H,Kecamatan Binangun\n"  # a name is no code
                   ",Tanpa Kode,kab\n"
                   "b,B,zz\n"
                   "c,C,d\n"
                   "d,D,c\n"
                   "e,E,kab\n"
                   "E,Lagi,kab\n"
                   "kec-01,Nama Lain,kab\n"
                   "f,F,kab,berlebih\n"
                   'g,"satu\ndua",kab\n')
        done = self.fails(65, "unit", "import", "unit.csv",
                          said=("10 kesalahan", "tidak ada yang disimpan"))
        places = [line.split(": ")[0] for line in done.stderr.splitlines()[:-1]]
        self.assertEqual(places, [
            f"unit.csv, baris {row}, kolom {column}" for row, column in
            ((2, 2), (3, 3), (4, 1), (5, 3), (6, 3), (7, 3), (9, 1), (10, 1),
             (11, 4), (12, 2))])
        self.assertEqual((self.ikm("unit", "list"), self.ikm("log")), before)

    def test_a_heading_that_is_not_fit(self):
        self.survey()
        for said, heading in (("induk2", "kode,nama,induk2"),
                              ("\"nama\" tidak ada", "kode"),
                              ("dua kali", "kode,nama,Nama")):
            self.write("unit.csv", heading + "\nx,X,kab\n")
            self.fails(65, "unit", "import", "unit.csv", said=said)
        self.write("unit.csv", "")
        self.fails(65, "unit", "import", "unit.csv", said="unit.csv")

    def test_a_hundred_faults_are_told_then_counted(self):
        self.survey()
        self.write("unit.csv", "kode,nama,induk\n"
                   + "".join(f"u{i},U,zz\n" for i in range(123)))
        done = self.fails(65, "unit", "import", "unit.csv",
                          said="123 kesalahan")
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 102)
        self.assertEqual(lines[100], "... dan 23 kesalahan lagi")

    def test_a_long_ring_is_found_quickly(self):
        self.survey()
        n = 20000
        self.write("unit.csv", "kode,nama,induk\n" + "".join(
            f"u{i},U,u{(i + 1) % n}\n" for i in range(n)))
        self.fails(65, "unit", "import", "unit.csv", said=f"{n} kesalahan")

    def test_a_deep_tree(self):
        self.survey()
        n = 300
        self.write("unit.csv", "kode,nama,induk\n" + "".join(
            f"u{i},U,u{i + 1}\n" for i in range(n)) + f"u{n},Puncak,\n")
        self.ikm("unit", "import", "unit.csv")
        self.assertEqual(len(self.ikm("unit", "list").splitlines()), n + 3)


class Services(survey.Case):
    def test_services(self):
        self.survey()
        self.ikm("service", "add", "kec-01", "KTP elektronik")
        self.ikm("service", "add", "kab", "Izin")
        self.fails(65, "service", "add", "kec-01", "ktp  ELEKTRONIK")
        self.fails(65, "service", "add", "zz", "Izin")
        self.assertEqual(self.ikm("service", "list").splitlines(),
                         ["kab              Izin",
                          "kec-01           KTP elektronik"])
        self.assertEqual(self.ikm("service", "list", "kec-01").splitlines(),
                         ["kec-01           KTP elektronik"])


class Volumes(survey.Case):
    def sample(self, *args):
        results = json.loads(self.ikm("analyze", "--json", *args))["results"]
        return results[0]["sample"]

    def test_people_served_are_the_population(self):
        self.survey()
        self.record()
        self.ikm("volume", "set", "kec-01", "2025-TW1", "90")
        self.ikm("volume", "set", "kec-01", "2025-TW1", "900")
        self.assertEqual(self.sample("--period", "2025-TW1"),
                         {"population": 900, "required": 269, "reached": False,
                          "margin": None})

    def test_a_table_of_volumes(self):
        self.survey()
        self.record()
        self.ikm("service", "add", "kec-01", "KTP")
        self.write("v.csv", "unit,periode,jumlah,layanan\n"
                   "kec-01,2025-TW1,900,\n"
                   "kec-01,2025-TW1,500,ktp\n"
                   "kab,2025,12000,\n")
        self.assertIn("3 baris", self.ikm("volume", "import", "v.csv"))
        self.assertEqual(self.sample("--period", "2025-TW1")["population"], 900)

    def test_every_fault_is_told_and_nothing_is_stored(self):
        self.survey()
        log = self.ikm("log")
        self.write("v.csv", "unit,periode,jumlah,layanan\n"
                   "zz,2025,9,\n"
                   "kec-01,2025-TW9,9,\n"
                   "kec-01,,9,\n"
                   "kec-01,2025,1.200,\n"
                   "kec-01,2025,-3,\n"
                   "kec-01,2025,9,KTP\n"
                   "kec-01,2025,9,\n")
        done = self.fails(65, "volume", "import", "v.csv", said="6 kesalahan")
        self.assertEqual(
            [line.split(": ")[0] for line in done.stderr.splitlines()[:-1]],
            [f"v.csv, baris {row}, kolom {column}" for row, column in
             ((2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4))])
        self.write("v.csv", "unit,periode,jumlah\nkec-01,2025,9\n"
                   "Kecamatan Binangun,2025,10\n")
        self.fails(65, "volume", "import", "v.csv", said="baris 2")
        self.assertEqual(self.ikm("log"), log)


class Forms(survey.Case):
    def own(self, new_id="kuesioner-kami", **replace):
        shutil.rmtree(self.path / "own", ignore_errors=True)
        shutil.copytree(survey.ROOT / "data/forms/spak-5", self.path / "own")
        settings = self.path / "own/settings.csv"
        text = settings.read_text("utf-8").replace("id,spak-5", "id," + new_id)
        for old, new in replace.items():
            text = text.replace(old, new)
        settings.write_text(text, "utf-8")

    def test_a_form_of_ones_own(self):
        self.survey()
        self.own()
        self.assertIn("kuesioner-kami baik", self.ikm("form", "check", "own"))
        self.ikm("form", "add", "own")
        self.ikm("form", "add", "own")
        self.assertIn("kuesioner-kami", self.ikm("form", "list"))
        shown = self.ikm("form", "show", "kuesioner-kami")
        self.assertIn("[pungli]", shown)
        self.assertIn("4  Sangat setuju", shown)
        self.record("34343", "--form", "kuesioner-kami")
        self.assertIn("sudah dijawab", self.ikm("form", "list"))
        # answered: it is not changed any more
        self.own(catatan="catatan,Yang baru. ")
        self.fails(65, "form", "add", "own")

    def test_faults_have_a_place(self):
        self.survey()
        self.own()
        with open(self.path / "own/choices.csv", "a", encoding="utf-8") as file:
            file.write("9,1,Tidak\n")
        done = self.fails(1, "form", "check", "own")
        self.assertRegex(done.stdout, r"^own, baris \d+, kolom 1: choices\.csv")
        done = self.fails(65, "form", "add", "own")
        self.assertEqual(done.stdout, "")
        self.assertIn("choices.csv", done.stderr)

    def test_a_folder_that_is_none(self):
        self.write("x", "x")
        self.fails(65, "form", "check", "x", said="bukan folder")
        self.own()
        (self.path / "own/choices.csv").write_bytes(b"x" * (1024 * 1024 + 1))
        self.fails(65, "form", "check", "own", said="1 MiB")

    def test_the_form_of_the_survey(self):
        self.ikm("init", "--form", "spak-5")
        self.ikm("unit", "add", "kec-01", "Kecamatan Binangun")
        self.record("34343")
        results = json.loads(self.ikm("analyze", "--json"))["results"]
        self.assertEqual(results[0]["form"], "spak-5")


class Given(survey.Case):
    def test_history_and_targets(self):
        self.survey()
        self.ikm("history", "add", "kec-01", "2024", "82,15", "154",
                 "permenpanrb-14-2017")
        self.ikm("history", "add", "kec-01", "2024", "82.15", "154",
                 "permenpanrb-14-2017")
        self.ikm("target", "set", "kec-01", "2026", "85")
        self.fails(64, "target", "set", "kec-01", "2026-S1", "85")
        self.fails(65, "target", "set", "kec-01", "2026", "baik")
        self.fails(65, "history", "add", "kec-01", "2024", "82,157", "154",
                   "permenpanrb-14-2017")
        self.assertIn("Semuanya cocok", self.ikm("verify"))


if __name__ == "__main__":
    survey.unittest.main()
