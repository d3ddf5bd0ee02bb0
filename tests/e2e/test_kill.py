"""kill -9 at any moment: what was acknowledged is there, and nothing half."""
import os
import random
import shutil
import signal
import subprocess
import time

import survey
import tables

SEED = int(os.environ.get("IKM_SEED", "919"))
KILLS = 200 if survey.LONG else 20
LONGEST_SECONDS = 0.3  # an import must take longer, to be killed in its middle


def killed_after(process, seconds, number=signal.SIGKILL):
    """Sends a signal after some time. Returns the exit code, None when the
    process was ended by the signal, and what it printed."""
    try:
        said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        said = process.communicate()
    code = process.returncode
    return None if code == -number else code, said


class Kill(survey.Case):
    def setUp(self):
        super().setUp()
        self.lots = random.Random(f"{SEED} {self.id()}")
        print(f"seed {SEED}, {KILLS} kills", flush=True)

    def start(self, *args):
        return subprocess.Popen(
            [survey.PROGRAM, *args], cwd=self.path, encoding="utf-8",
            env=self.environment(), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)


class Imports(Kill):
    def setUp(self):
        super().setUp()
        self.survey()
        self.before = {self.record() for _ in range(3)}
        self.make_file()

    def one_row(self, number):
        return [number, "kec-01", f"2025-{number % 12 + 1:02}-15",
                *(self.lots.choice("1234") for _ in range(9)),
                f"saran nomor {number}"]

    def make_file(self):
        """A file that takes long enough, found by trying."""
        self.n_rows = 100_000
        while True:
            self.write("a.csv", tables.csv_text(
                [["no", "unit", "tanggal", *tables.CODES, "saran"],
                 *(self.one_row(i) for i in range(self.n_rows))]))
            shutil.copy(self.path / "ikm.db", self.path / "b.db")
            start = time.monotonic()
            self.ikm("--db", "b.db", "import", "a.csv")
            self.seconds = time.monotonic() - start
            if self.seconds > LONGEST_SECONDS:
                return
            self.n_rows *= 2

    def run_for(self, seconds, number=signal.SIGKILL):
        """Runs an import on a copy of the survey and sends it a signal.
        Returns its exit code and the responses stored."""
        for name in ("b.db", "b.db-wal", "b.db-shm"):
            (self.path / name).unlink(missing_ok=True)
        shutil.copy(self.path / "ikm.db", self.path / "b.db")
        code, said = killed_after(
            self.start("--db", "b.db", "import", "a.csv"), seconds, number)
        self.check_file("b.db")
        kept = self.responses("b.db")
        self.assertLessEqual(self.before, set(kept))
        self.assertIn(len(kept) - len(self.before), (0, self.n_rows))
        return code, len(kept) - len(self.before), said

    def test_an_import_is_whole_or_absent(self):
        killed = 0
        for trial in range(KILLS):
            code, n_new, _ = self.run_for(
                self.lots.uniform(0, self.seconds * 1.05))
            self.assertIn(code, (None, 0))
            killed += code is None
            if code == 0:
                self.assertEqual(n_new, self.n_rows)
            if trial % 5 == 0:
                # nothing of it was kept that would hinder the next one
                said = self.ikm("--db", "b.db", "import", "a.csv")
                self.assertIn("Disimpan." if n_new == 0 else
                              "Tidak ada baris baru", said)
                self.assertEqual(len(self.responses("b.db")),
                                 self.n_rows + len(self.before))
        self.assertGreater(killed, KILLS // 3)

    def test_stopped_by_the_user(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            share = 0.5
            for _ in range(8):  # a busy machine may be late
                code, n_new, said = self.run_for(self.seconds * share, number)
                if code == 128 + number:
                    break
                # before it listened, or after all was stored
                share *= 1.3 if code is None else 0.6
            self.assertEqual(code, 128 + number)
            self.assertEqual(n_new, 0)
            self.assertIn("tidak ada yang disimpan", said[1])
            self.assertEqual(said[0], "")


class Records(Kill):
    def test_every_acknowledged_response_is_kept(self):
        self.survey()
        told, n_killed, n_more = {}, 0, 0
        start = time.monotonic()
        self.record()
        one = time.monotonic() - start
        told.update(self.responses())
        for _ in range(KILLS):
            moment = time.monotonic() + self.lots.uniform(0, 4 * one)
            code = 0
            while code == 0:
                answers = "".join(self.lots.choice("1234") for _ in range(9))
                code, (out, _) = killed_after(
                    self.start("record", "--unit", "kec-01", "--date",
                               "2025-02-24", "--answers", answers),
                    max(0.0, moment - time.monotonic()))
                identity = out.strip()
                self.assertIn(code, (None, 0))
                if code == 0 or out.endswith("\n"):
                    told[identity] = ("kec-01", "2025-02-24", "dipakai",
                                      answers + "0")
            n_killed += 1
            self.check_file()
            kept = self.responses()
            # one that was killed may have been stored before it could say so
            more = set(kept) - set(told)
            self.assertLessEqual(len(more), 1)
            self.assertEqual({i: kept.get(i) for i in told}, told)
            n_more += len(more)
            told = kept
        self.assertEqual(n_killed, KILLS)
        self.assertEqual(self.result()["ledger"]["used"], len(told))

    def test_killed_while_others_write(self):
        """A clerk beside it is not disturbed."""
        self.survey()
        told = set()
        for _ in range(KILLS // 4):
            victim = self.start("record", "--unit", "kec-01", "--date",
                                "2025-02-24", "--answers", "111111111")
            told.add(self.record())
            code, (out, _) = killed_after(victim, self.lots.uniform(0, 0.01))
            self.assertIn(code, (None, 0))
            if code == 0:
                told.add(out.strip())
        self.check_file()
        self.assertLessEqual(told, set(self.responses()))
