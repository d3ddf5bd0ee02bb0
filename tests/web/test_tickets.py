"""Tickets: one answer each, no guessing, no way from a ticket to a response."""
import contextlib
import datetime
import html
import json
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import threading

import site_tools as site
from test_fill import sheet

TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


class Tickets(site.Case):
    def setUp(self):
        super().setUp()
        self.clerk = self.browser("petugas")

    def make(self, n=3, service="KTP", when=0, unit="kec-01"):
        page = self.clerk.open(f"/poster?unit={unit}")
        done = self.clerk.send(page, "/poster/tiket", unit=unit, layanan=service,
                               tanggal=day(when), jumlah=str(n))
        self.assertEqual(done.status, 200, done.text)
        codes = re.findall(r'class="kode">([a-z0-9-]+)<', done.text)
        self.assertEqual((len(codes), len(set(codes))), (n, n))
        self.sheet = done
        return codes

    def need(self, state="ya"):
        admin = self.browser("admin")
        page = admin.open("/poster?unit=kec-01")
        done = admin.send(page, "/poster/aturan", perlu=state)
        self.assertEqual(done.location, "/poster?unit=kec-01&pesan=aturan-diubah")

    def sql(self, query):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            return file.execute(query).fetchall()

    def hand_in(self, code, key="satu", agent="ponsel", **more):
        return self.browser().open(
            "/isi.json", sheet(kunci=f"kunci-{key}-xxxxxxxxxxxxxxxxx", tiket=code,
                               **more), headers={"User-Agent": agent})

    def test_a_ticket_lets_one_answer_in(self):
        code, other, _ = self.make()
        self.need()
        page = self.browser().open("/isi/kec-01/KTP")
        self.assertEqual(page.status, 403)
        self.assertIn("Kode tiket", page.text)
        self.assertEqual(self.hand_in("").status, 403)
        way = self.browser().open(f"/t?k={code.upper().replace('-', '%20')}")
        self.assertRegex(way.location, r"^/isi/kec-01/KTP\?tiket=")
        self.assertEqual(self.browser().open(way.location).status, 200)
        done = self.hand_in(code)
        self.assertEqual((done.status, json.loads(done.text)["again"]), (200, False))
        done = self.hand_in(code)  # the answer was lost on its way
        self.assertEqual((done.status, json.loads(done.text)["again"]), (200, True))
        done = self.hand_in(code, key="dua")
        self.assertEqual(done.status, 403)
        self.assertIn("sudah dipakai", done.text)
        page = self.browser().open(f"/t?k={code}")
        self.assertEqual(page.status, 403)
        self.assertIn("sudah dipakai", page.text)
        self.assertEqual(self.hand_in(other, key="dua").status, 200)
        for key in ("tiga", "empat"):  # what is kept in memory asks for one too
            self.assertEqual(self.hand_in("", key=key).status, 403)
        self.assertEqual(self.sql("SELECT count(*) FROM response"), [(2,)])
        self.assertEqual(self.sql("SELECT is_used, count(*) FROM ticket GROUP BY 1"),
                         [(0, 1), (1, 2)])
        self.assertRegex(self.ikm("log"), r"petugas +ticket +kec-01.*3, ")
        self.assertRegex(self.ikm("log"), r"admin +self-fill +kec-01")
        self.check_file()

    def test_nothing_in_the_file_is_the_code_or_leads_to_the_response(self):
        codes = self.make(2)
        self.hand_in(codes[0])
        self.stop()
        for file in self.path.glob("ikm.db*"):
            for code in codes:
                for form in (code, code.replace("-", "")):
                    self.assertNotIn(form.encode(), file.read_bytes())
        self.start()
        self.assertEqual([row[1] for row in self.sql("PRAGMA table_info(ticket)")],
                         ["code", "unit_id", "service_id", "day", "is_used"])

    def test_many_at_once_with_one_ticket(self):
        code, = self.make(1)
        pages = []
        threads = [threading.Thread(target=lambda n=n: pages.append(
            self.hand_in(code, key=f"k{n}").status)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(pages), [200] + [403] * 15)
        self.assertEqual(self.sql("SELECT count(*) FROM response"), [(1,)])
        self.check_file()

    def test_only_on_its_day_and_for_its_service(self):
        self.ikm("service", "add", "kec-01", "KK")
        late, = self.make(1, when=1)
        page = self.hand_in(late)
        self.assertEqual(page.status, 403)
        self.assertIn("belum berlaku", page.text)
        code, = self.make(1)
        self.sql_write("UPDATE ticket SET day = '2020-01-01' WHERE day <> "
                       f"'{day(1)}'")
        self.assertIn("lewat tanggalnya", self.hand_in(code).text)
        code, = self.make(1)
        self.assertEqual(self.hand_in(code, layanan="KK").status, 403)
        self.assertEqual(self.browser().open(
            f"/isi/kec-01/KK?tiket={code}").status, 403)
        every, = self.make(1, service="")
        self.assertEqual(self.hand_in(every, layanan="KK").status, 200)
        self.assertEqual(self.sql("SELECT count(*) FROM response"), [(1,)])

    def sql_write(self, query):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            file.execute(query)
            file.commit()

    def test_guessing_waits_and_the_others_do_not(self):
        code, = self.make(1)
        seen = [self.hand_in(f"aaaa-bbbb-cccc-{n:04d}", agent="penebak").status
                for n in range(8)]
        self.assertEqual(seen[:5], [403] * 5)
        self.assertIn(429, seen)
        page = self.browser().open("/t?k=x", headers={"User-Agent": "penebak"})
        self.assertEqual(page.status, 429)
        self.assertIn("Tunggu", page.text)
        self.assertEqual(self.hand_in(code, agent="orang lain").status, 200)
        for wrong in ("", "-", "k7fm", "a" * 400, "<script>", "' OR 1=1 --",
                      "%00", "k7fm-2xdp-9qwe-h4t\u0142"):
            page = self.hand_in(wrong or "x", agent=f"lain{len(wrong)}", key="tiga")
            self.assertIn(page.status, (403, 429))
            self.assertNotIn("<script>", page.text)

    def test_faults_of_the_form(self):
        page = self.clerk.open("/poster?unit=kec-01")
        for fields in ({"jumlah": "0"}, {"jumlah": "401"}, {"jumlah": "x"},
                       {"jumlah": "-1"}, {"jumlah": "99999999999"},
                       {"tanggal": day(-1)}, {"tanggal": "besok"},
                       {"tanggal": ""}, {"layanan": "Bukan"}):
            done = self.clerk.send(page, "/poster/tiket", **{
                "layanan": "", "tanggal": day(0), "jumlah": "1", **fields})
            self.assertEqual(done.status, 422, fields)
        self.assertEqual(self.sql("SELECT count(*) FROM ticket"), [(0,)])

    def test_of_another_office(self):
        head = self.browser("kepala-01")
        page = head.open("/poster?unit=kec-01")
        self.assertEqual(head.open("/poster?unit=kec-02").status, 403)
        for address, fields in (
                ("/poster/tiket", {"tanggal": day(0), "jumlah": "1", "layanan": ""}),
                ("/poster/aturan", {"perlu": "ya"}), ("/poster/pin", {"pin": "123456"})):
            done = head.send(page, address, unit="kec-02", **fields)
            self.assertEqual(done.status, 403, address)
        self.assertEqual(head.open("/poster/cetak?unit=kec-02").status, 403)

    def test_the_codes_are_read_back(self):
        """What a phone would read from the printed sheets."""
        codes = self.make(2)
        base = self.clerk.origin
        self.assertEqual(read_codes(self.sheet.text), [f"{base}/t?k={c}" for c in codes])
        for shape, n in (("poster", 1), ("kartu", 4)):
            page = self.clerk.open(f"/poster/cetak?unit=kec-01&layanan=KTP&bentuk={shape}")
            self.assertEqual(read_codes(page.text), [f"{base}/isi/kec-01/KTP"] * n)
        self.assertIn("hanya", self.clerk.open("/poster?unit=kec-01").text)


class Address(site.Case):
    options = ("--address", "https://skm.contoh.go.id")

    def test_posters_hold_the_public_address(self):
        admin = self.browser("admin")
        page = admin.open("/poster/cetak?unit=kec-01")
        self.assertEqual(read_codes(page.text), ["https://skm.contoh.go.id/isi/kec-01"])
        self.assertNotIn("hanya terbuka", admin.open("/poster?unit=kec-01").text)


class Pin(site.Case):
    def try_pin(self, pin):
        page = self.browser().open("/kios/pin.json", {"unit": "kec-01", "pin": pin})
        self.assertEqual(page.status, 200, page.text)
        return json.loads(page.text)["pin"]

    def test_the_pin_of_a_kiosk(self):
        self.assertEqual(self.try_pin("123456"), "none")
        admin = self.browser("admin")
        page = admin.open("/poster?unit=kec-01")
        for wrong in ("", "12345", "1234567890123", "12345a", "١٢٣٤٥٦"):
            self.assertEqual(admin.send(page, "/poster/pin", pin=wrong).status, 422)
        done = admin.send(page, "/poster/pin", pin="246810")
        self.assertEqual(done.status, 303)
        self.assertEqual(self.try_pin("246810"), "right")
        self.assertEqual(self.try_pin("2468101"), "wrong")
        seen = [self.try_pin("000000") for _ in range(12)]
        self.assertEqual(seen[:4], ["wrong"] * 4)
        self.assertIn("wait", seen)
        self.assertNotIn(b"246810", (self.path / "ikm.db").read_bytes())
        self.check_file()


def read_codes(text):
    """The texts of all QR codes on a page, by zbarimg."""
    found = []
    for size, path in re.findall(
            r'<svg class="qr"[^>]*viewBox="0 0 (\d+) \d+".*?<path d="([^"]*)"', text):
        size, scale = int(size), 4
        rows = [bytearray(b"\xff" * size) for _ in range(size)]
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z",
                                      html.unescape(path)):
            for i in range(int(width)):
                rows[int(y)][int(x) + i] = 0
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "qr.pgm"
            file.write_bytes(b"P5 %d %d 255\n" % (size * scale, size * scale) +
                             b"".join(bytes(cell for cell in row for _ in range(scale))
                                      * scale for row in rows))
            found.append(subprocess.run(
                ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(file)],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode().rstrip("\n"))
    return found


if __name__ == "__main__":
    site.survey.unittest.main()
