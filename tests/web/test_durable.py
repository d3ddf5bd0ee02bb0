"""What was acknowledged is there, once: killed at any moment under load, on a disk
without room; and memory does not grow (`./run long`)."""
import contextlib
import http.client
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.parse

import site_tools as site

KILLS = 500 if site.LONG else 50
SOAK_S = 30 * 60 if site.LONG else 6
FIRST_S = 60 if site.LONG else 2  # memory may grow so long
MOST_KIB = 256 * 1024
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def body(key, answers="343434343", **more):
    fields = {"unit": "kec-01", "layanan": "KTP", "kunci": key, **more}
    fields.update({f"u{i + 1}": a for i, a in enumerate(answers)})
    return urllib.parse.urlencode(fields)


class Posts(site.Case):
    users = False

    def post(self, connection, key, **more):
        """Status and what was said."""
        connection.request("POST", "/isi.json", body(key, **more), {
            **HEADERS, "Origin": f"http://127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def connect(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.addCleanup(connection.close)
        return connection

    def sql(self, query, path="ikm.db"):
        with contextlib.closing(sqlite3.connect(self.path / path)) as file:
            return file.execute(query).fetchall()


class Kills(Posts):
    def test_kill_at_any_moment_under_load(self):
        """Senders go on with the key they were not answered for."""
        lots = random.Random(site.SEED)
        print(f"seed {site.SEED}, {KILLS} kills", flush=True)
        told, waiting = set(), {}
        self.stop()
        for kill in range(KILLS):
            self.start()
            end = threading.Event()

            def work(t, end=end):
                connection = self.connect()
                n = 0
                while not end.is_set():
                    key = waiting.get(t) or f"kunci-{kill}-{t}-{n}-xxxxxxxxxx"
                    waiting[t] = key
                    n += 1
                    try:
                        status, _ = self.post(connection, key, saran=key)
                    except (OSError, http.client.HTTPException):
                        return
                    if status == 200:
                        told.add(key)
                        waiting[t] = None

            threads = [threading.Thread(target=work, args=(t,)) for t in range(4)]
            for thread in threads:
                thread.start()
            time.sleep(lots.uniform(0.01, 0.25))
            self.stop(signal.SIGKILL)
            end.set()
            for thread in threads:
                thread.join()
            if kill % 25 == 24:
                self.check_file()
        kept = [row[0] for row in self.sql(
            "SELECT text FROM response_text WHERE field = 0")]
        self.assertEqual(len(kept), len(set(kept)))
        self.assertLessEqual(told, set(kept))
        self.assertLessEqual(set(kept) - told, set(waiting.values()))
        self.assertGreater(len(told), KILLS)
        print(f"{len(told)} acknowledged", flush=True)
        self.check_file()


class NoRoom(Posts):
    def disk(self):
        """A small disk of its own where this user may make one; else the server's
        files may grow so far only: the same for the program."""
        folder = self.path / "disk"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs",
                               folder], capture_output=True, check=False)
        if done.returncode != 0:
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=False)
        return folder

    def test_nothing_is_acknowledged_that_is_not_stored(self):
        self.stop()
        folder = self.disk()
        print("tmpfs" if folder else "limit on the size of files", flush=True)
        if folder:
            shutil.copy(self.path / "ikm.db", folder / "ikm.db")
            (self.path / "ikm.db").unlink()
            for end in ("", "-wal", "-shm"):
                (self.path / f"ikm.db{end}").unlink(missing_ok=True)
            (self.path / "ikm.db").symlink_to(folder / "ikm.db")
        self.start()
        soft, hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        if folder:
            (folder / "isi").write_bytes(b"x" * (1 << 20))
        else:
            size = os.path.getsize(self.path / "ikm.db")
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE,
                             (size + 300_000, hard))
        connection, told, refused = self.connect(), set(), None
        for i in range(20_000):
            key = f"kunci-{i}-xxxxxxxxxxxxxxxxxx"
            status, text = self.post(connection, key, saran=key + " " + "x" * 900)
            if status != 200:
                refused = (status, text)
                break
            told.add(key)
        self.assertIsNotNone(refused)
        self.assertEqual(refused[0], 503, refused)
        self.assertIn("tidak ada yang disimpan", refused[1])
        self.assertNotIn("id", json.loads(refused[1]))
        # looking goes on, and so does refusing
        self.assertEqual(self.browser().open("/sehat").status, 200)
        self.assertEqual(self.browser().open("/isi/kec-01/KTP").status, 200)
        self.assertEqual(self.post(connection, "kunci-lagi-xxxxxxxxxxxxxxxx",
                                   saran="x" * 900)[0], 503)
        if folder:
            (folder / "isi").unlink()
        else:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
        # works again as soon as there is room
        key = "kunci-sesudahnya-xxxxxxxxxxxxx"
        status, text = self.post(connection, key, saran=key)
        self.assertEqual(status, 200, text)
        told.add(key)
        self.stop()
        kept = [row[0].split()[0] for row in self.sql(
            "SELECT text FROM response_text WHERE field = 0")]
        self.assertEqual(sorted(kept), sorted(told))
        self.check_file()


class Soak(Posts):
    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file
                        if line.startswith("VmRSS"))

    def test_memory_does_not_grow(self):
        """Posts, pages and downloads all the time; 30 minutes in `./run long`."""
        end, odd, count = threading.Event(), [], [0]

        def work(t):
            connection = self.connect()
            n = 0
            while not end.is_set():
                n += 1
                status, text = self.post(connection,
                                         f"kunci-{t}-{n}-xxxxxxxxxxxxxx",
                                         saran=f"saran {n}")
                count[0] += 1
                if status != 200:
                    odd.append((status, text))
                    return
                if n % 10 == 0:
                    for address in ("/isi/kec-01/KTP", "/metrik", "/masuk"):
                        connection.request("GET", address)
                        connection.getresponse().read()
                if n % 50 == 0:
                    connection.close()

        threads = [threading.Thread(target=work, args=(t,)) for t in range(4)]
        for thread in threads:
            thread.start()
        seen, start = [], time.monotonic()
        while time.monotonic() - start < SOAK_S and not odd:
            time.sleep(1)
            seen.append((time.monotonic() - start, self.memory()))
        end.set()
        for thread in threads:
            thread.join()
        self.assertEqual(odd, [])
        first = max(kib for at, kib in seen if at <= FIRST_S + 1)
        most = max(kib for _, kib in seen)
        print(f"{count[0]} posts in {SOAK_S} s; memory after {FIRST_S} s "
              f"{first // 1024} MiB, at most {most // 1024} MiB", flush=True)
        self.assertLess(most, MOST_KIB)
        self.assertLess(most, first + 24 * 1024)
        code, seconds = self.stop()
        self.assertLess(seconds, 5)
