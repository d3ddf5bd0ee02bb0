"""Users of the web face on the command line."""
import pathlib
import sqlite3

import survey


class Users(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()

    def add(self, name, role="petugas", *more, password="rahasia-ani\n"):
        return self.ikm("--as", "kepala", "user", "add", name, "--role", role,
                        *more, input=password)

    def test_a_user_comes_and_goes(self):
        self.add("Ani", "petugas", "--unit", "kec-01")
        self.add("budi", "admin")
        shown = self.ikm("user", "list")
        self.assertRegex(shown, r"(?m)^ani +petugas +kec-01$")
        self.assertRegex(shown, r"(?m)^budi +admin +semua unit$")
        self.ikm("user", "passwd", "ani", input="yang-lain-lagi\n")
        self.ikm("user", "remove", "ani")
        self.assertRegex(self.ikm("user", "list"), r"ani .*\(nonaktif\)")
        self.fails(65, "user", "remove", "ani", said="nonaktif")
        self.add("ani", "analis")
        self.assertRegex(self.ikm("user", "list"),
                         r"(?m)^ani +analis +semua unit$")
        self.check_file()

    def test_the_chain_tells_who_and_no_secret(self):
        self.add("ani")
        log = self.ikm("log")
        self.assertRegex(log, r"kepala +user +ani +- petugas")
        for path in self.path.glob("ikm.db*"):
            self.assertNotIn(b"rahasia-ani", path.read_bytes())
        with sqlite3.connect(self.path / "ikm.db") as file:
            (kept,), = file.execute("SELECT password FROM account")
        self.assertTrue(kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$"))
        self.assertNotIn(kept[-20:], log)

    def test_bad_words(self):
        for role, name, password, said in (
                ("kepala", "ani", "rahasia-ani\n", "peran"),
                ("admin", "a b", "rahasia-ani\n", "nama pengguna"),
                ("admin", "ani", "pendek\n", "terlalu pendek"),
                ("admin", "ani", "", "tidak terbaca"),
                ("admin", "ani", "x" * 3000 + "\n", "tidak terbaca"),
                ("admin", "ani", "x" * 300 + "\n", "terlalu panjang")):
            self.fails(65, "user", "add", name, "--role", role, said=said,
                       input=password)
        self.fails(64, "user", "add", "ani", said="--role", input="")
        self.fails(65, "user", "add", "ani", "--role", "admin", "--unit", "x",
                   said="x", input="rahasia-ani\n")
        self.fails(65, "user", "passwd", "ani", said="ani",
                   input="rahasia-ani\n")
        self.fails(65, "user", "remove", "ani", said="ani")
        self.assertEqual(self.ikm("log").count("user"), 0)

    def test_a_file_of_before_accounts(self):
        """Its records hold no digest of accounts; the next one does."""
        (self.path / "ikm.db").unlink()
        old = pathlib.Path(__file__).with_name("survey_v1.sql")
        with sqlite3.connect(self.path / "ikm.db") as file:
            file.executescript(old.read_text("utf-8"))
        self.add("ani")
        with sqlite3.connect(self.path / "ikm.db") as file:
            file.execute("UPDATE account SET role = 4")
        done = self.run_ikm("verify")
        self.assertEqual(done.returncode, 1)
        self.assertIn('daftar "account"', done.stdout)
