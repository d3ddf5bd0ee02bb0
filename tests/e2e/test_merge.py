"""Other offices' files: each response counts once, whatever comes again."""
import contextlib
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

import survey
import tables

HEAD = ["unit", "layanan", "tanggal", *tables.CODES]


class Merge(survey.Case):
    def setUp(self):
        super().setUp()
        self.db("kab", "init", "--name", "Kabupaten")
        self.db("kab", "unit", "add", "kab", "Kabupaten Rekaan")
        for i in (1, 2, 3):
            self.office(i)

    def db(self, name, *args):
        return self.ikm("--db", f"{name}.db", *args)

    def office(self, i):
        """A file of its own, with an import, a bad row and a record."""
        name, unit = f"k{i}", f"kec-{i}"
        self.db(name, "init", "--name", f"Kecamatan {i}")
        self.db(name, "unit", "add", unit, f"Kecamatan {i}")
        self.db(name, "volume", "set", unit, "2025-TW1", "900")
        self.db(name, "target", "set", unit, "2025", "85")
        self.write(f"{name}.csv", tables.csv_text(
            [HEAD, *([unit, f"KTP {i}", "2025-01-15", *"34343434", n % 4 + 1]
                     for n in range(20 + i)),
             [unit, "", "2025-01-16", *"943434343"]]))
        self.run_ikm("--db", f"{name}.db", "import", f"{name}.csv", "--create",
                     "--skip-bad")
        self.one(name)

    def one(self, name, *more):
        return self.db(name, "record", "--unit", f"kec-{name[1:]}", "--date",
                       "2025-02-24", "--answers", "222222222", *more).strip()

    def merge(self, *names, more=(), to="kab"):
        said = self.db(to, "merge", *(f"{n}.db" for n in names), *more)
        self.check_file(f"{to}.db")
        return said

    def refuses(self, *names, said):
        before = (self.responses("kab.db"), self.db("kab", "log"))
        done = self.fails(65, "--db", "kab.db", "merge",
                          *(f"{n}.db" for n in names), said=said)
        self.assertEqual((self.responses("kab.db"), self.db("kab", "log")),
                         before)
        self.assertEqual(done.stdout, "")
        self.check_file("kab.db")

    def ledger(self, name, *more):
        said = json.loads(self.db(name, "analyze", "--json", *more))
        return said["results"][0]["ledger"]

    def sql(self, name, sql, *values):
        with contextlib.closing(sqlite3.connect(self.path /
                                                f"{name}.db")) as file:
            rows = file.execute(sql, values).fetchall()
            file.commit()
        return rows

    def test_three_files_in_one_record(self):
        n_records = len(self.db("kab", "log").splitlines())
        said = self.merge("k1", "k2", "k3", more=("--parent", "kab"))
        for i in (1, 2, 3):
            self.assertIn(f"k{i}.db (Kecamatan {i}): {21 + i} respons = "
                          f"{21 + i} baru + 0 sudah ada", said)
        self.assertIn("1 baris dikecualikan", said)
        self.assertEqual(len(self.db("kab", "log").splitlines()),
                         n_records + 1)
        every = {}
        for i in (1, 2, 3):
            every.update(self.responses(f"k{i}.db"))
        self.assertEqual(self.responses("kab.db"), every)
        self.assertEqual(self.ledger("kab", "--unit", "kab"), {
            "received": 72, "used": 69, "partial": 0, "void": 0,
            "excluded": 3})
        for i in (1, 2, 3):
            for part in ("ikm", "elements", "ledger", "sample"):
                there, here = (json.loads(self.db(
                    name, "analyze", "--json", "--unit", f"kec-{i}",
                    "--period", "2025-TW1"))["results"][0][part]
                               for name in (f"k{i}", "kab"))
                self.assertEqual(here, there)

    def test_the_same_again_adds_nothing_and_says_so(self):
        self.merge("k1", "k2")
        before = (self.responses("kab.db"), self.db("kab", "log"))
        for names in (("k1",), ("k2", "k1", "k1")):
            self.assertIn("Tidak ada yang baru", self.merge(*names))
        shutil.copy(self.path / "k1.db", self.path / "k9.db")
        self.assertIn("Tidak ada yang baru", self.merge("k9"))
        self.assertEqual((self.responses("kab.db"), self.db("kab", "log")),
                         before)

    def test_later_corrections_come_along(self):
        first = self.one("k1")
        second = self.one("k1")
        self.db("k1", "amend", first, "waktu=3", "--why", "salah ketik")
        self.merge("k1")
        self.db("k1", "amend", first, "waktu=4", "--why", "lagi")
        self.db("k1", "amend", first, "tanggal=2025-05-02", "--why", "bulan")
        self.db("k1", "void", second, "--why", "lembar ganda")
        third = self.one("k1", "--comment", "baik")
        said = self.merge("k1", "k2")
        self.assertIn("25 respons = 1 baru + 24 sudah ada", said)
        self.assertIn("2 yang sudah ada diperbarui", said)
        for identity in (first, second, third):
            self.assertEqual(self.responses("kab.db")[identity],
                             self.responses("k1.db")[identity])
        self.assertEqual(
            self.sql("kab",
                     "SELECT action, reason FROM revision ORDER BY record_id, "
                     "position"),
            [("amend", "salah ketik"), ("amend", "lagi"), ("amend", "bulan"),
             ("void", "lembar ganda")])
        self.assertIn("Tidak ada yang baru", self.merge("k1"))
        # through an office in between, the same
        self.db("prov", "init", "--name", "Provinsi")
        self.merge("kab", to="prov")
        self.assertEqual(self.responses("prov.db"), self.responses("kab.db"))
        self.assertIn("Tidak ada yang baru", self.merge("k2", "k1", to="prov"))
        self.assertEqual(self.ledger("prov"), self.ledger("kab"))

    def test_corrected_here_stays(self):
        one = self.one("k1")
        self.merge("k1")
        self.db("kab", "amend", one, "waktu=4", "--why", "salah ketik")
        said = self.merge("k1")
        self.assertIn("1 yang sudah ada lebih baru di sini", said)
        self.assertEqual(self.responses("kab.db")[one][3], "2242222220")
        # corrected in both places: told, until they agree
        self.db("k1", "amend", one, "waktu=1", "--why", "salah ketik")
        self.refuses("k2", "k1", said=(one, "amend"))
        self.db("k1", "amend", one, "waktu=4", "--why", "disamakan")
        self.merge("k2", "k1")

    def test_conflicts_are_told(self):
        self.db("kab", "unit", "add", "kec-1", "Kantor Lain")
        self.refuses("k1", said=('"Kecamatan 1"', '"Kantor Lain"',
                                 "--same-units"))
        self.assertIn('"Kantor Lain", tetap',
                      self.merge("k1", more=("--same-units",)))
        # a file that was imported on both sides
        self.db("kab", "unit", "add", "kec-2", "Kecamatan 2")
        self.run_ikm("--db", "kab.db", "import", "k2.csv", "--create",
                     "--skip-bad")
        self.refuses("k2", said=('"k2.csv"', "--again"))
        n = len(self.responses("kab.db"))
        self.merge("k2", more=("--again",))
        self.assertEqual(len(self.responses("kab.db")), n + 23)
        # figures: what is here stays, and is told
        self.db("k3", "unit", "add", "kab", "Kabupaten Rekaan")
        self.db("k3", "volume", "set", "kab", "2025", "5")
        self.db("kab", "volume", "set", "kab", "2025", "7")
        self.assertIn("di sana 5, di sini 7; yang di sini tetap",
                      self.merge("k3"))

    def test_ids_of_files(self):
        rows = [["id", *HEAD], ["r1", "kec-1", "", "2025-01-02", *"343434343"]]
        self.write("id.csv", tables.csv_text(rows))
        self.db("k1", "import", "id.csv")
        self.merge("k1")
        # the file, grown, is known again after the merge
        rows.append(["r2", *rows[1][1:]])
        self.write("id2.csv", tables.csv_text(rows))
        self.assertIn("2 = 1 baru + 0 dikecualikan + 1 sudah",
                      self.db("kab", "import", "id2.csv"))
        self.write("id3.csv", tables.csv_text([rows[0], rows[2]]))
        self.db("k1", "import", "id3.csv")
        self.refuses("k1", said=('id "r2"', "--again"))

    def test_files_that_are_none(self):
        self.write("rusak.db", "bukan berkas survei" * 400)
        for name, code in (("rusak", 65), ("tiada", 66)):
            self.fails(code, "--db", "kab.db", "merge", "k1.db", f"{name}.db",
                       said=f"{name}.db")
        self.assertEqual(self.responses("kab.db"), {})
        self.fails(65, "--db", "kab.db", "merge", "kab.db", said="sendiri")
        shutil.copy(self.path / "k2.db", self.path / "baru.db")
        self.sql("baru", "PRAGMA user_version = 99")
        self.refuses("baru", said="lebih baru")
        self.sql("k2", "UPDATE response SET answers = x'1111111110' "
                       "WHERE seq = 3")
        self.refuses("k1", "k2", said=("k2.db", "tidak utuh"))
        self.fails(64, "--db", "kab.db", "merge")

    def test_tampering_with_a_merge_is_found(self):
        one = self.one("k1")
        self.db("k1", "void", one, "--why", "lembar ganda")
        self.merge("k1")
        for sql in ("UPDATE revision SET reason = 'x'",
                    "UPDATE revision SET at_ms = NULL",
                    "UPDATE excluded SET origin = NULL",
                    "UPDATE source SET origin = x'00'",
                    "UPDATE merged_file SET name = 'x'",
                    "DELETE FROM merged_file"):
            shutil.copy(self.path / "kab.db", self.path / "x.db")
            self.sql("x", sql)
            self.fails(1, "--db", "x.db", "verify", said="tidak utuh")

    def test_an_older_file_is_read_and_not_changed(self):
        first = pathlib.Path(__file__).with_name("survey_v1.sql")
        with contextlib.closing(sqlite3.connect(self.path / "tua.db")) as old:
            old.executescript(first.read_text("utf-8"))
            old.execute("PRAGMA journal_mode = DELETE")
        before = (self.path / "tua.db").read_bytes()
        said = self.merge("tua")
        self.assertEqual((self.path / "tua.db").read_bytes(), before)
        self.assertIn("Tidak ada yang baru", self.merge("tua"))
        # brought up to date in its own place, it is the same file still
        self.check_file("tua.db")
        self.assertEqual(self.responses("kab.db"), self.responses("tua.db"))
        self.assertIn(f"{len(self.responses('tua.db'))} baru", said)
        self.assertIn("Tidak ada yang baru", self.merge("tua"))

    def test_killed_in_the_middle(self):
        self.write("besar.csv", tables.csv_text(
            [HEAD, *(["kec-1", "KTP 1", "2025-03-01", *"34343434", n % 4 + 1]
                     for n in range(30_000))]))
        self.db("k1", "import", "besar.csv")
        shutil.copy(self.path / "kab.db", self.path / "b.db")
        start = time.monotonic()
        self.merge("k2", "k1", to="b")
        seconds = time.monotonic() - start
        whole = len(self.responses("b.db"))
        killed = 0
        for i in range(1, 9):
            for name in ("b.db", "b.db-wal", "b.db-shm"):
                (self.path / name).unlink(missing_ok=True)
            shutil.copy(self.path / "kab.db", self.path / "b.db")
            with subprocess.Popen(
                    [survey.PROGRAM, "--db", "b.db", "merge", "k2.db",
                     "k1.db"], cwd=self.path, env=self.environment(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL) as process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(seconds * i / 10)
                process.send_signal(signal.SIGKILL)
            killed += process.returncode != 0
            self.check_file("b.db")
            self.assertIn(len(self.responses("b.db")), (0, whole))
            self.check_file("k1.db")
        self.assertGreater(killed, 0)


if __name__ == "__main__":
    import unittest
    unittest.main()
