"""The server as such: what is no clear request, slow clients, stopping, kill -9,
a full disk."""
import concurrent.futures
import os
import random
import re
import resource
import signal
import socket
import threading
import time

import site_tools as site

SEED = int(os.environ.get("IKM_SEED", "404"))
KILLS = 500 if site.LONG else 50


class Heads(site.Case):
    users = False

    def status(self, data, **more):
        got = self.raw(data, **more)
        return got.split(b" ", 2)[1].decode() if got.startswith(b"HTTP/") else got

    def test_unclear_requests_are_refused_and_closed(self):
        post = b"POST /masuk HTTP/1.1\r\nHost: a\r\n"
        for name, data in {
                "two lengths": post + b"Content-Length: 3\r\nContent-Length: 3"
                                      b"\r\n\r\na=1",
                "other lengths": post + b"Content-Length: 3\r\nContent-Length: 4"
                                        b"\r\n\r\na=1",
                "length and chunks": post + b"Content-Length: 3\r\nTransfer-"
                                            b"Encoding: chunked\r\n\r\n0\r\n\r\n",
                "chunks and length": post + b"Transfer-Encoding: chunked\r\n"
                                            b"Content-Length: 3\r\n\r\n0\r\n\r\n",
                "two encodings": post + b"Transfer-Encoding: chunked\r\nTransfer-"
                                        b"Encoding: chunked\r\n\r\n0\r\n\r\n",
                "gzip": post + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
                "xchunked": post + b"Transfer-Encoding: xchunked\r\n\r\n",
                "identity": post + b"Transfer-Encoding: identity\r\n\r\n",
                "plus": post + b"Content-Length: +3\r\n\r\na=1",
                "minus": post + b"Content-Length: -3\r\n\r\na=1",
                "hex": post + b"Content-Length: 0x3\r\n\r\na=1",
                "list": post + b"Content-Length: 3, 3\r\n\r\na=1",
                "empty": post + b"Content-Length: \r\n\r\n",
                "huge": post + b"Content-Length: 99999999999999999999\r\n\r\n",
                "blank in a name": post + b"Content-Length : 3\r\n\r\na=1",
                "odd name": post + b"X(y): 3\r\n\r\n",
                "no host": b"GET / HTTP/1.1\r\n\r\n",
                "no host 1.0": b"GET / HTTP/1.0\r\n\r\n",
                "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "host with path": b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "empty host": b"GET / HTTP/1.1\r\nHost: \r\n\r\n",
                "whole address": b"GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "NUL in the address": b"GET /se\0hat HTTP/1.1\r\nHost: a\r\n\r\n",
                "NUL in a header": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
                "NUL in the last header": b"GET / HTTP/1.1\r\nHost: a\0\0\0b\r\n"
                                          b"\r\n",
                "NUL behind the version": b"GET / HTTP/1.1\0\r\nHost: a\r\n\r\n",
                "bare LF": b"GET / HTTP/1.1\nHost: a\r\n\r\n",
                "bare LF in headers": b"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
                "bare LF at the end": b"GET / HTTP/1.1\r\nHost: a\r\n\n",
                "bare CR": b"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                "folded": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
                "blank in the address": b"GET /se hat HTTP/1.1\r\nHost: a\r\n\r\n",
                "chunks in 1.0": b"POST /masuk HTTP/1.0\r\nHost: a\r\nTransfer-"
                                 b"Encoding: chunked\r\n\r\n0\r\n\r\n",
                "version": b"GET / HTTP/3.0\r\nHost: a\r\n\r\n"}.items():
            start = time.monotonic()
            # a second request in its tail must not be answered
            got = self.raw(data + b"GET /sehat HTTP/1.1\r\nHost: a\r\n\r\n")
            self.assertNotIn(b"ok\n", got, name)
            # the library writes the head of its own refusals twice
            self.assertLessEqual(set(re.findall(rb"HTTP/1\.1 (\d+)", got)),
                                 {b"400", b"413", b"505"}, name)
            self.assertLess(time.monotonic() - start, 4, name)
        self.assertEqual(self.browser().open("/sehat").status, 200)

    def test_clear_requests_are_answered(self):
        """Also in pieces, with many and long headers, one behind another."""
        for more in (b"", b"X: " + b"y" * 5000 + b"\r\n",
                     b"".join(b"X-%d: %d\r\n" % (i, i) for i in range(60)),
                     b"Empty:\r\nX:y\r\nZ: \t a b\r\n",
                     b"Cookie: a=b; c=d\r\nAccept: */*\r\n"):
            data = b"GET /sehat HTTP/1.1\r\nHost: a\r\n" + more + b"\r\n"
            post = (b"POST /masuk HTTP/1.1\r\nHost: a\r\n" + more +
                    b"Content-Length: 3\r\n\r\na=1")
            for step in (1, 7, 1000, 100_000):
                if step == 1 and len(more) > 1000:
                    continue
                with socket.create_connection(("127.0.0.1", self.port)) as one:
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    whole = data + data + post + data
                    for at in range(0, len(whole), step):
                        one.sendall(whole[at:at + step])
                    one.shutdown(socket.SHUT_WR)
                    got = b""
                    while piece := one.recv(65536):
                        got += piece
                said = re.findall(rb"HTTP/1\.1 (\d+)", got)
                self.assertEqual(said, [b"200", b"200", b"400", b"200"],
                                 (more[:20], step))

    def test_broken_escapes(self):
        browser = self.browser()
        for address in ("/?a=%", "/?a=%zz", "/?a=%00", "/?a=%ff", "/?%ff=1",
                        "/bahasa/%", "/bahasa/%00", "/bahasa/%ff"):
            self.assertEqual(browser.open(address).status, 400, address)

    def test_no_header_is_injected(self):
        for address in ("/bahasa/en?ke=/%0d%0aSet-Cookie:%20a=b",
                        "/masuk?ke=/%0d%0aX-Y:%20z", "/%0d%0aX-Y:z"):
            page = self.browser().open(address)
            self.assertIsNone(page.headers.get("X-Y"))
            self.assertNotIn("a=b", str(page.headers.get_all("Set-Cookie")))

    def test_too_large(self):
        browser = self.browser()
        browser.open("/masuk")
        self.assertEqual(browser.open("/masuk", {"a": "x" * 100_000}).status, 413)
        self.assertEqual(browser.open("/masuk", {"a": "x" * 900_000}).status, 413)
        many = "&".join(f"a{i}=1" for i in range(1000))
        page = browser.open("/masuk", many, headers={
            "Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(page.status, 413)
        self.assertEqual(self.status(
            b"POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n"
            b"\r\n"), "413")
        self.assertIn(self.status(b"GET / HTTP/1.1\r\nHost: a\r\nX: "
                                  + b"x" * 40_000 + b"\r\n\r\n"), ("431", "413"))
        self.assertIn(self.status(b"GET /" + b"x" * 12_000 + b" HTTP/1.1\r\n"
                                  b"Host: a\r\n\r\n"), ("400", "414"))
        self.assertEqual(browser.open("/sehat").status, 200)

    def test_endless_chunks_end(self):
        with socket.create_connection(("127.0.0.1", self.port), 10) as one:
            one.sendall(b"POST /masuk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                        b"chunked\r\n\r\n")
            piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
            with self.assertRaises(OSError):
                for _ in range(10_000):
                    one.sendall(piece)
        self.assertEqual(self.browser().open("/sehat").status, 200)

    def test_malformed_multipart(self):
        browser = self.browser()
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        for body in (b"", b"x", b"--b", b"--b\r\n", b"--b--", b"--b\r\n\r\n--b--",
                     b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                     b"--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx"
                     b"\r\n--b--", b"--bx\r\n\r\n", b"--b\r\nA: " + b"x" * 5000,
                     b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
                     b"cut off", b"--b\r\nContent-Disposition: form-data; "
                     b"name=\"a\"\r\n\r\n\xff\r\n--b--\r\n"):
            page = browser.open("/masuk", body, headers=kind)
            self.assertIn(page.status, (400, 403, 413), body)
        page = browser.open("/masuk")
        token = page.form("/masuk")["csrf"]
        body = "".join(f"--b\r\nContent-Disposition: form-data; name=\"{k}\"\r\n"
                       f"\r\n{v}\r\n" for k, v in
                       {"csrf": token, "nama": "x", "sandi": "y"}.items())
        page = browser.open("/masuk", body + "--b--\r\n", headers=kind)
        self.assertEqual(page.status, 422, page.text)
        page = browser.open("/masuk", b"{}",
                            headers={"Content-Type": "application/json"})
        self.assertEqual(page.status, 400)


class Crowd(site.Case):
    """Idle and slow clients do not stop a clerk."""

    N_IDLE, N_SLOW = 2000, 500

    def test_a_crowd_does_not_stop_a_clerk(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        crowd, stop = [], threading.Event()
        address = ("127.0.0.1", self.port)
        try:
            for _ in range(self.N_IDLE):
                crowd.append(socket.create_connection(address, 10))
            slow = [socket.create_connection(address, 10)
                    for _ in range(self.N_SLOW)]
            crowd += slow
            head = (b"POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 60000"
                    b"\r\n\r\n")

            def drip():
                at = 0
                while not stop.wait(0.2):
                    at += 1
                    for i, one in enumerate(slow):
                        try:  # half of them in the head, half in the body
                            if i % 2:
                                one.send(head if at == 1 else b"x")
                            else:
                                one.send(head[at % 20:at % 20 + 1])
                        except OSError:
                            pass

            dripper = threading.Thread(target=drip)
            dripper.start()
            clerk = self.browser("admin")
            worst = 0.0
            for i in range(20):
                start = time.monotonic()
                page = clerk.open("/kelola")
                self.assertEqual(page.status, 200)
                done = clerk.send(page, "/kelola/unit", kode=f"u{i}", induk="",
                                  **{"nama-unit": "x"})
                self.assertEqual(done.status, 303)
                worst = max(worst, time.monotonic() - start)
            print(f"slowest of 20 in a crowd: {worst:.3f} s", flush=True)
            self.assertLess(worst, 5)
            with open(f"/proc/{self.process.pid}/status") as file:
                memory = next(int(line.split()[1]) for line in file
                              if line.startswith("VmRSS"))
            print(f"resident: {memory // 1024} MiB", flush=True)
            self.assertLess(memory, 256 * 1024)
            code, seconds = self.stop()
            self.assertLess(seconds, 5)
        finally:
            stop.set()
            dripper.join()
            for one in crowd:
                one.close()

    def test_a_byte_a_second_is_cut(self):
        slow = []
        for head in (b"GET /sehat HT", b"POST /masuk HTTP/1.1\r\nHost: a\r\n"
                     b"Content-Length: 50000\r\n\r\n", b""):
            one = socket.create_connection(("127.0.0.1", self.port), 10)
            one.sendall(head)
            slow.append((one, head))
        start = time.monotonic()
        open_ = dict(enumerate(slow))
        while open_ and time.monotonic() - start < 45:
            for i, (one, head) in list(open_.items()):
                try:
                    one.settimeout(0.01)
                    if head:
                        one.send(b"x")
                    if one.recv(1000) == b"":
                        open_.pop(i)
                except TimeoutError:
                    pass
                except OSError:
                    open_.pop(i)
            time.sleep(1)
        for one, _ in slow:
            one.close()
        self.assertEqual(open_, {}, "not cut")


class Stops(site.Case):
    def test_idle_connections_do_not_hold_it(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            idle = [socket.create_connection(("127.0.0.1", self.port), 10)
                    for _ in range(30)]
            for one in idle[:15]:  # kept alive after an answer
                one.sendall(b"GET /sehat HTTP/1.1\r\nHost: a\r\n\r\n")
                self.assertTrue(one.recv(10))
            for one in idle[15:20]:
                one.sendall(b"POST /masuk HTTP/1.1\r\nHost: a\r\n"
                            b"Content-Length: 100\r\n\r\na=")
            code, seconds = self.stop(number)
            self.assertEqual(code, 0)
            self.assertLess(seconds, 5)
            for one in idle:
                one.close()
            self.start()

    def test_what_was_acknowledged_is_kept_and_work_is_finished(self):
        browsers = [self.browser("admin") for _ in range(4)]
        form = [b.open("/kelola").form("/kelola/unit") for b in browsers]
        told, odd = set(), []

        def post(i):
            for n in range(10_000):
                code = f"u{i}-{n}"
                try:
                    page = browsers[i].open("/kelola/unit", {
                        **form[i], "kode": code, "nama-unit": "x", "induk": ""})
                except OSError:
                    return
                if page.status == 303:
                    told.add(code)
                elif page.status != 503:
                    odd.append(page.status)

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(post, i) for i in range(4)]
            time.sleep(1.5)
            self.stop()
            concurrent.futures.wait(futures)
        self.assertEqual(odd, [])
        self.assertGreater(len(told), 10)
        kept = {line.split()[0] for line in self.ikm("unit", "list").splitlines()}
        self.assertLessEqual(told, kept)
        self.check_file()

    def test_the_address_is_taken(self):
        done = self.run_ikm("serve", "--listen", f"127.0.0.1:{self.port}")
        self.assertEqual(done.returncode, 73)
        self.assertIn("--listen", done.stderr)
        for listen, code in (("x", 64), ("127.0.0.1:99999", 64), ("a b:80", 64),
                             ("1.2.3.4:80", 73), ("[::1", 64), ("::1:80", 64)):
            self.fails(code, "serve", "--listen", listen, said="--listen"
                       if code == 73 else listen)
        self.fails(66, "--db", "tidak-ada.db", "serve", said="tidak-ada.db")
        self.fails(64, "serve", "--tls-cert", "x", said="--tls-key")
        self.fails(64, "serve", "--address", "x", said="--address")


class Notified(site.Case):
    """A unit of Type=notify is told when people can come, and when it ends."""
    users = False

    def environment(self, **more):
        return super().environment(NOTIFY_SOCKET=str(self.path / "kabar"), **more)

    def start(self, *options):
        self.news = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.news.close)
        self.news.bind(str(self.path / "kabar"))
        self.news.settimeout(10)
        return super().start(*options)

    def test_systemd_is_told(self):
        self.assertEqual(self.news.recv(100), b"READY=1")
        self.assertEqual(self.browser().open("/sehat").status, 200)
        self.stop()
        self.assertEqual(self.news.recv(100), b"STOPPING=1")


class Kills(site.Case):
    def test_kill_at_any_moment(self):
        """Every acknowledged change is there once, and the file is whole."""
        lots = random.Random(SEED)
        print(f"seed {SEED}, {KILLS} kills", flush=True)
        told, cookie, n = set(), None, 0
        self.stop()
        for kill in range(KILLS):
            self.start()
            if cookie is None:
                browser = self.browser("admin")
                cookie = dict(browser.cookies)
                form = browser.open("/kelola").form("/kelola/unit")
            end = threading.Event()

            def post(first, end=end):
                i = first
                while not end.is_set():
                    browser = site.Browser("127.0.0.1", self.port)
                    i += 1
                    code = f"u{i}"
                    try:
                        page = browser.open("/kelola/unit", {
                            **form, "kode": code, "nama-unit": "x",
                            "induk": ""}, cookies=cookie)
                    except (OSError, site.http.client.HTTPException):
                        return
                    if page.status == 303:
                        told.add(code)

            threads = [threading.Thread(target=post, args=(n + 100_000 * t,))
                       for t in range(3)]
            n += 1000
            for thread in threads:
                thread.start()
            time.sleep(lots.uniform(0.01, 0.25))
            self.stop(signal.SIGKILL)
            end.set()
            for thread in threads:
                thread.join()
            if kill % 10 == 9:
                self.check_file()
        kept = [line.split()[0] for line in
                self.ikm("unit", "list").splitlines()]
        self.assertEqual(len(kept), len(set(kept)))
        self.assertLessEqual(told, set(kept))
        self.assertGreater(len(told), KILLS)
        self.check_file()


class FullDisk(site.Case):
    def test_nothing_is_acknowledged_that_is_not_stored(self):
        admin = self.browser("admin")
        page = admin.open("/kelola")
        pid = self.process.pid
        size = max(os.path.getsize(p) for p in self.path.glob("ikm.db*"))
        soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + 20_000, hard))
        refused, told = None, []
        for i in range(400):
            done = admin.send(page, "/kelola/unit", kode=f"u{i}", induk="",
                              **{"nama-unit": "x" * 60})
            if done.status != 303:
                refused = done
                break
            told.append(f"u{i}")
        self.assertIsNotNone(refused)
        self.assertEqual(refused.status, 503)
        self.assertIn("tidak ada yang disimpan", refused.text)
        self.assertNotIn("Location", refused.headers)
        # looking goes on
        self.assertEqual(admin.open("/kelola").status, 200)
        self.assertEqual(admin.open("/sehat").status, 200)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
        done = admin.send(page, "/kelola/unit", kode="lagi", induk="",
                          **{"nama-unit": "x"})
        self.assertEqual(done.status, 303)
        kept = {line.split()[0] for line in
                self.ikm("unit", "list").splitlines()}
        self.assertEqual(set(told) | {"lagi", "kab", "kec-01", "kec-02"}, kept)
        self.stop()
        self.check_file()
