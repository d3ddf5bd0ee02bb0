"""What the end-to-end tests of the program share: a folder, a survey, a run."""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ.get("IKM_PROGRAM", "build/release/ikm"))
ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG = os.environ.get("IKM_LONG") == "1"


class Case(unittest.TestCase):
    """Every test has a folder of its own and runs the program in it."""

    plain = {}  # the survey of survey(), for the tests of one run

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def environment(self, **more):
        kept = {name: os.environ[name] for name in ("PATH", "HOME")
                if name in os.environ}
        kept.update({"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}, **more)
        return kept

    def run_ikm(self, *args, environment=None, **more):
        """Returns the finished process; stdout and stderr are text."""
        return subprocess.run(
            [PROGRAM, *args], cwd=self.path, encoding="utf-8",
            env=self.environment(**(environment or {})),
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE, timeout=120, check=False, **more)

    def ikm(self, *args, **more):
        """Runs what must succeed quietly; returns what it printed."""
        done = self.run_ikm(*args, **more)
        self.assertEqual((done.returncode, done.stderr), (0, ""), args)
        return done.stdout

    def fails(self, code, *args, said=(), **more):
        """Runs what must fail: with this code, one closing sentence on stderr
        that holds every word of `said`. Returns the finished process."""
        done = self.run_ikm(*args, **more)
        self.assertEqual(done.returncode, code, (args, done.stderr))
        lines = done.stderr.splitlines()
        self.assertTrue(lines and lines[-1].startswith("ikm: "), done.stderr)
        self.assertEqual(sum(line.startswith("ikm: ") for line in lines), 1)
        for word in [said] if isinstance(said, str) else said:
            self.assertIn(word, done.stderr, args)
        return done

    def write(self, name, text):
        (self.path / name).write_text(text, "utf-8")
        return name

    def survey(self):
        """A survey with one office under another; made once, then copied."""
        file = self.path / "ikm.db"
        self.assertFalse(file.exists())
        if not self.plain:
            self.make_plain()
            self.plain["survey"] = file.read_bytes(), file.stat().st_mode
            return
        content, mode = self.plain["survey"]
        file.write_bytes(content)
        file.chmod(mode)

    def make_plain(self):
        self.ikm("init", "--name", "Kabupaten Rekaan")
        self.ikm("unit", "add", "kab", "Kabupaten Rekaan")
        self.ikm("unit", "add", "kec-01", "Kecamatan Binangun", "--parent",
                 "kab")

    def record(self, answers="343434343", *more):
        return self.ikm("record", "--unit", "kec-01", "--date", "2025-02-24",
                        "--answers", answers, *more).strip()

    def results(self, *options):
        """The results of an analysis, one a group."""
        return json.loads(self.ikm("analyze", "--json", *options))["results"]

    def result(self, *options):
        """The only result of an analysis."""
        results = self.results(*options)
        self.assertEqual(len(results), 1)
        return results[0]

    def responses(self, path="ikm.db"):
        """{id: (unit, date, state, answers)}, by plain SQL."""
        address = (self.path / path).as_uri() + "?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as file:
            return {row[0]: row[1:] for row in file.execute(
                "SELECT id, unit, tanggal, status, jawaban FROM respons")}

    def check_file(self, path="ikm.db"):
        """Opens, and all of it fits."""
        self.assertIn("Semuanya cocok", self.ikm("--db", path, "verify"))
