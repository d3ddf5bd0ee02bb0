"""The pages of "/unggah": a file is sent, looked at, put right, and stored."""
import json
import re
import signal
import threading
import time

import desk_tools
import site_tools as site

HEAD = "unit,layanan,tanggal," + ",".join(f"u{i}" for i in range(1, 10)) + ",saran"
B = "----b"


def rows(n, unit="kec-01", first=0):
    return [f"{unit},KTP,2025-0{i % 9 + 1}-{i % 28 + 1:02}," +
            ",".join(str((i * 7 + j) % 4 + 1) for j in range(9)) + f",saran {i}"
            for i in range(first, first + n)]


def text(*lines):
    return "\n".join([HEAD, *lines]) + "\n"


class Uploads(desk_tools.Case):
    made = {}

    def make_survey(self):
        super().make_survey()
        self.ikm("user", "add", "analis-01", "--role", "analis", "--unit",
                 "kec-01", input=site.PASSWORD + "\n")

    def post(self, browser, name, content, **more):
        """Sends a file; returns the answer."""
        fields = {"csrf": browser.open("/unggah").form("/keluar")["csrf"], **more}
        body = b"".join(
            f"--{B}\r\nContent-Disposition: form-data; name=\"{k}\"\r\n\r\n{v}\r\n"
            .encode() for k, v in fields.items())
        if isinstance(content, str):
            content = content.encode()
        body += (f"--{B}\r\nContent-Disposition: form-data; name=\"berkas\"; "
                 f"filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n").encode()
        body += content + f"\r\n--{B}--\r\n".encode()
        return browser.open("/unggah", body, headers={
            "Content-Type": f"multipart/form-data; boundary={B}"})

    def upload(self, browser, name, content):
        page = self.post(browser, name, content)
        self.assertEqual(page.status, 303, page.text)
        self.assertRegex(page.location, r"^/unggah/[A-Za-z0-9_-]{43}$")
        return page.location

    def chosen(self, page, address, **more):
        """All that the form holds, with other choices."""
        fields = page.form(address + "/periksa")
        fields.pop("buat", None), fields.pop("lewati", None)
        fields.pop("lagi", None)
        return {**fields, **more}

    def total(self):
        return len(self.responses())

    def test_a_file_is_looked_at_then_stored_once(self):
        b = self.browser("analis")
        content = text(*rows(30))
        address = self.upload(b, "maret <b>.csv", content)
        page = b.open(address)
        self.assertEqual(page.status, 200, page.text)
        self.assertIn("maret &lt;b&gt;.csv", page.text)
        self.assertIn("30 = 30 baru", page.text)
        self.assertIn("Waktu Penyelesaian", page.text)
        self.assertIn("tidak ada yang disimpan", page.text)
        self.assertEqual(self.total(), 0)
        done = b.open(address + "/impor", self.chosen(page, address))
        self.assertEqual(done.status, 200, done.text)
        self.assertIn("30 respons disimpan", done.text)
        self.assertEqual(self.total(), 30)
        self.assertRegex(self.ikm("log"), r"analis +import +maret <b>.csv")
        # the file is gone from the server
        self.assertEqual(b.open(address).status, 404)
        self.assertEqual(b.open(address + "/impor",
                                self.chosen(page, address)).status, 404)
        # once more: nothing is added
        address = self.upload(b, "lagi.csv", content)
        page = b.open(address)
        self.assertIn("sudah diimpor", page.text)
        self.assertNotIn("/impor", page.text)
        done = b.open(address + "/impor", self.chosen(page, address))
        self.assertIn("Tidak ada yang baru", done.text)
        # grown: only what is new
        address = self.upload(b, "tumbuh.csv", text(*rows(35)))
        page = b.open(address)
        self.assertIn("35 = 5 baru + 0 dikecualikan + 30 sudah ada", page.text)
        b.open(address + "/impor", self.chosen(page, address))
        self.assertEqual(self.total(), 35)
        self.assertEqual([f["rows"] for f in json.loads(
            b.open("/unggah.json").text)["files"]], [35, 30])
        self.check_file()

    def test_a_clerk_does_not_wait_while_a_file_is_looked_at(self):
        analyst, clerk = self.browser("analis"), self.browser("petugas")
        address = self.upload(analyst, "besar.csv", text(*rows(100000)))
        looked = {}

        def look():
            began = time.monotonic()
            looked["page"] = analyst.open(address)
            looked["took"] = time.monotonic() - began

        thread = threading.Thread(target=look)
        thread.start()
        waits = []
        while thread.is_alive():
            fields = self.desk(clerk, nomor="")
            began = time.monotonic()
            self.save(clerk, fields)
            waits.append(time.monotonic() - began)
            time.sleep(0.02)
        thread.join()
        self.assertRegex(looked["page"].text, r"100\.?000 baru")
        # all of them were stored, and none had to wait for the file
        self.assertGreater(len(waits), 2, (waits, looked["took"]))
        self.assertLess(max(waits), looked["took"] / 2, (waits, looked["took"]))
        self.assertEqual(self.total(), len(waits))
        # the file is still stored as it was looked at
        done = analyst.open(address + "/impor",
                            self.chosen(looked["page"], address))
        self.assertRegex(done.text, r"100\.?000 respons disimpan")
        self.assertEqual(self.total(), len(waits) + 100000)
        self.check_file()

    def test_meaning_is_chosen_as_with_a_map(self):
        header = HEAD.replace("u3", "Kecepatan kami").replace("saran", "Catatan")
        content = "\n".join([header, *rows(20)]) + "\n"
        b = self.browser("analis")
        address = self.upload(b, "a.csv", content)
        page = b.open(address)
        self.assertIn("Belum ada yang disimpan", page.text)
        self.assertIn("pilihan arti kolom", page.text)
        self.assertNotIn("--map", page.text)
        fields = self.chosen(page, address, k5="waktu", k12="saran")
        page = b.open(address + "/periksa", fields)
        self.assertIn("20 = 20 baru", page.text)
        done = b.open(address + "/impor", fields)
        self.assertIn("20 respons disimpan", done.text)
        web = self.result("--period", "2025")
        # the command line comes to the same
        self.write("a.csv", content)
        self.write("m.csv", "kolom,kunci\nKecepatan kami,waktu\nCatatan,saran\n")
        self.ikm("--db", "cli.db", "init")
        self.ikm("--db", "cli.db", "import", "a.csv", "--map", "m.csv", "--create")
        cli = json.loads(self.ikm("--db", "cli.db", "analyze", "--json",
                                  "--period", "2025"))["results"][0]
        self.assertEqual(web["ikm"], cli["ikm"])
        self.assertEqual(web["elements"], cli["elements"])
        # and knows the file again
        self.assertIn("sudah diimpor",
                      self.ikm("import", "a.csv", "--map", "m.csv"))

    def test_all_faults_are_told(self):
        bad = [r.replace("kec-01,KTP", "kec-01,SIM") for r in rows(150)]
        b = self.browser("analis")
        address = self.upload(b, "a.csv", text(*rows(5, first=900), *bad))
        page = b.open(address)
        self.assertIn("150 kesalahan", page.text)
        self.assertEqual(len(re.findall(r"<tr><td class=\"angka\">\d+</td>",
                                        page.text)), 100)
        self.assertIn("<td class=\"angka\">7</td><td class=\"angka\">2</td>",
                      page.text)
        self.assertNotIn("--create", page.text)
        done = b.open(address + "/impor", self.chosen(page, address))
        self.assertEqual(done.status, 422)
        self.assertEqual(self.total(), 0)
        done = b.open(address + "/impor", self.chosen(page, address, lewati="1"))
        self.assertIn("5 respons disimpan", done.text)
        self.assertEqual(self.result()["ledger"]["excluded"], 150)
        self.check_file()

    def test_only_rows_of_ones_own_office(self):
        b = self.browser("analis-01")
        address = self.upload(b, "a.csv", text(*rows(2), *rows(2, "kec-02"),
                                               *rows(1, "baru")))
        for more in ({}, {"buat": "1"}):
            page = b.open(address + "/periksa",
                          self.chosen(b.open(address), address, **more))
            self.assertIn("3 kesalahan", page.text, more)
            self.assertIn("di luar wewenang Anda", page.text)
            self.assertNotIn("/impor", page.text)
        done = b.open(address + "/impor", self.chosen(page, address, buat="1"))
        self.assertEqual(done.status, 422)
        done = b.open(address + "/impor",
                      self.chosen(page, address, unit="kec-02"))
        self.assertEqual(done.status, 403)
        self.assertEqual(self.total(), 0)
        self.assertNotIn("baru", self.ikm("unit", "list"))
        done = b.open(address + "/impor", self.chosen(page, address, lewati="1",
                                                      buat="1"))
        self.assertIn("2 respons disimpan", done.text)
        self.assertEqual({r[0] for r in self.responses().values()}, {"kec-01"})

    def test_a_file_is_ones_own(self):
        b = self.browser("analis")
        address = self.upload(b, "a.csv", text(*rows(3)))
        page = b.open(address)
        other = self.browser("admin")
        self.assertEqual(other.open(address).status, 404)
        token = other.open("/unggah").form("/keluar")["csrf"]
        for what in ("impor", "periksa"):
            self.assertEqual(other.open(f"{address}/{what}",
                                        {"csrf": token}).status, 404)
        other.open(address + "/buang", {"csrf": token})
        self.assertEqual(b.open(address).status, 200)
        for key in ("x", "A" * 43, address[-43:-1] + "!"):
            self.assertEqual(b.open("/unggah/" + key).status, 404)
        b.open(address + "/buang", {"csrf": page.form("/keluar")["csrf"]})
        self.assertEqual(b.open(address).status, 404)
        # the oldest of many goes
        kept = [self.upload(b, "a.csv", text(*rows(3))) for _ in range(4)]
        self.assertEqual([b.open(a).status for a in kept], [404, 200, 200, 200])
        # nothing stays behind, not even after a power cut
        self.stop(signal.SIGKILL)
        self.assertEqual(list(self.path.glob("ikm-*")), [])
        self.start()
        self.assertEqual(self.browser("analis").open(kept[-1]).status, 404)

    def environment(self, **more):
        return super().environment(TMPDIR=str(self.path), **more)

    def test_who_answered_is_not_shown(self):
        head = "nama,NIK," + HEAD
        b = self.browser("analis")
        address = self.upload(b, "a.csv", "\n".join(
            [head, *("Budi Santoso,3201010101010001," + r for r in rows(3))]))
        page = b.open(address)
        self.assertIn("tidak disimpan", page.text)
        self.assertNotIn("Budi", page.text)
        self.assertNotIn("32010101", page.text)

    def test_bad_files(self):
        b = self.browser("analis")
        for name, content in {
                "empty": "", "zip": b"PK\x03\x04" + b"\0" * 400,
                "nul": text(*rows(2)).encode() + b"\0\0\0",
                "bytes": bytes(range(256)) * 40, "heading": "a,b,c\n1,2,3\n",
                "quote": HEAD + "\n\"" + "x" * 5000, "script":
                    "<script>alert(1)</script>,b\n1,2\n"}.items():
            page = self.post(b, name + ".csv", content)
            if page.status == 303:
                address = page.location
                page = b.open(address)
                self.assertEqual(page.status, 200, (name, page.text[:300]))
                self.assertIn("Belum ada yang disimpan", page.text, name)
                self.assertNotIn("/proc/", page.text, name)
                self.assertNotIn("<script>alert", page.text)
                b.open(address + "/impor", self.chosen(page, address))
            else:
                self.assertEqual(page.status, 422, (name, page.text[:300]))
        self.assertEqual(self.total(), 0)
        page = b.open("/unggah", {"csrf": b.open("/unggah").form("/keluar")["csrf"]})
        self.assertEqual(page.status, 422)
        self.assertIn('href="#berkas"', page.text)
        for name in ("../../etc/passwd", "..\\..\\x.csv", "a\"b.csv", "x" * 240):
            page = self.post(b, name, text(*rows(2)))
            self.assertIn(page.status, (303, 400, 413), name)
        self.check_file()

    def test_no_clerk_waits_long_for_a_large_file(self):
        n = 100_000
        b, clerk = self.browser("analis"), self.browser("admin")
        address = self.upload(b, "besar.csv", text(*rows(n)))
        form = clerk.open("/kelola").form("/kelola/unit")
        waits, stop = [], threading.Event()

        def work():
            i = 0
            while not stop.is_set():
                i += 1
                start = time.monotonic()
                page = clerk.open("/kelola/unit", {
                    **form, "kode": f"u{i}", "nama-unit": "x", "induk": ""})
                waits.append(time.monotonic() - start)
                self.assertEqual(page.status, 303)

        thread = threading.Thread(target=work)
        thread.start()
        start = time.monotonic()
        page = b.open(address)
        looked = time.monotonic() - start
        done = b.open(address + "/impor", self.chosen(page, address))
        stop.set()
        thread.join()
        self.assertIn(f"{n} respons disimpan", done.text)
        print(f"{n} rows: looked at in {looked:.2f} s, stored in "
              f"{time.monotonic() - start - looked:.2f} s; a clerk waited at most "
              f"{max(waits):.2f} s", flush=True)
        self.assertLess(max(waits), 10)

    def test_cut_in_the_middle(self):
        lots = site.random.Random(site.SEED)
        b = self.browser("analis")
        cookies = dict(b.cookies)
        content = text(*rows(60_000))
        for _ in range(20 if site.LONG else 3):
            b = site.Browser("127.0.0.1", self.port)
            b.cookies = dict(cookies)
            address = self.upload(b, "besar.csv", content)
            page = b.open(address)

            def store(b=b, address=address, page=page):
                try:
                    b.open(address + "/impor", self.chosen(page, address))
                except (OSError, site.http.client.HTTPException):
                    pass

            thread = threading.Thread(target=store)
            thread.start()
            time.sleep(lots.uniform(0.02, 0.4))
            self.stop(signal.SIGKILL)
            thread.join()
            self.assertIn(self.total(), (0, 60_000))
            self.check_file()
            self.start()
            if self.total():
                break

    def test_a_stop_does_not_wait_for_an_import(self):
        b = self.browser("analis")
        address = self.upload(b, "besar.csv", text(*rows(400_000)))
        form = b.open("/unggah").form("/keluar")
        thread = threading.Thread(target=lambda: b.open(address + "/impor", form))
        thread.start()
        time.sleep(0.3)
        code, seconds = self.stop()
        thread.join()
        self.assertLess(seconds, 5)
        self.assertIn(self.total(), (0, 400_000))
        self.check_file()
