"""What respondents send: every response once, whatever else is in it."""
import contextlib
import json
import re
import shutil
import socket
import sqlite3
import threading
import urllib.parse

import site_tools as site

KEY = "kunci-satu-dua-tiga-empat"
SCRIPT = "\"'><script>alert(1)</script>"


def sheet(answers="343434343", **more):
    fields = {"unit": "kec-01", "layanan": "KTP", "kunci": KEY, "formulir": ""}
    fields.update({f"u{i + 1}": a for i, a in enumerate(answers) if a != "0"})
    fields.update({name.replace("_", "-") if name == "apa_adanya" else name: value
                   for name, value in more.items()})
    return fields


class Fill(site.Case):
    users = False

    def send(self, fields, address="/isi.json", **how):
        return self.browser().open(address, fields, **how)

    def stored(self):
        return self.sql("SELECT seq FROM response ORDER BY seq")

    def sql(self, query):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            return file.execute(query).fetchall()

    def test_one_key_one_response(self):
        for again in (False, True, True):
            page = self.send(sheet())
            self.assertEqual(page.status, 200, page.text)
            self.assertEqual(json.loads(page.text)["again"], again)
        self.assertEqual(len(self.stored()), 1)
        self.assertEqual(self.send(sheet("444444444")).status, 200)
        self.assertEqual(self.sql("SELECT substr(hex(answers), 1, 9) FROM response"),
                         [("343434343",)])
        self.send(sheet(kunci=KEY + "-lain"))
        self.assertEqual(len(self.stored()), 2)
        self.check_file()

    def test_no_table_is_looked_through_for_a_response(self):
        """A row that waits for its parent would make SQLite do so."""
        for table in ("hand_in", "hasty"):
            self.assertEqual(self.sql(f"PRAGMA foreign_key_list({table})"), [])

    def test_a_form_that_was_changed_is_asked_anew(self):
        folder = self.path / "formulir"
        shutil.copytree(site.survey.ROOT / "data/forms/permenpanrb-14-2017", folder)
        settings = (folder / "settings.csv").read_text("utf-8")
        (folder / "settings.csv").write_text(
            settings.replace("id,permenpanrb-14-2017", "id,kami"), "utf-8")
        self.ikm("form", "add", str(folder))
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            file.execute("INSERT OR REPLACE INTO setting VALUES ('form', 'kami')")
            file.commit()
        for words in ("Bagaimana pendapat", "Menurut Anda bagaimana"):
            questions = (folder / "questions.csv").read_text("utf-8")
            (folder / "questions.csv").write_text(
                questions.replace("Bagaimana pendapat", words), "utf-8")
            self.ikm("form", "add", str(folder))
            self.assertIn(words, self.browser().open("/isi/kec-01").text)
        self.assertEqual(self.send(sheet(formulir="kami")).status, 200)

    def test_what_is_kept_in_memory_is_never_older_than_the_file(self):
        """Another program changes the registers between two sheets."""
        for n in range(3):  # the first makes the form the file's, the rest is kept
            self.assertEqual(self.send(sheet(kunci=f"{KEY}-{n}")).status, 200)
        for n, name, status in ((4, "KTP-el", 404), (5, "KTP", 200), (6, "KTP-el", 404)):
            with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
                file.execute("UPDATE service SET name = ?, name_key = ?",
                             (name, name.lower()))
                file.commit()
            page = self.send(sheet(kunci=f"{KEY}-{n}"))
            self.assertEqual(page.status, status, page.text)
            self.assertEqual(self.send(sheet(kunci=f"{KEY}-{n}-b",
                                             layanan=name)).status, 200)
            self.assertEqual(self.send(sheet(kunci=f"{KEY}-{n}-c")).status, status)
        self.assertEqual(len(self.stored()), 8)

    def test_faults_are_told_on_the_quick_way_too(self):
        for n in range(3):
            self.assertEqual(self.send(sheet(kunci=f"{KEY}-{n}")).status, 200)
        page = self.send(sheet("343034343", kunci=KEY + "-x"))
        self.assertEqual(page.status, 422, page.text)
        self.assertEqual([one["field"] for one in json.loads(page.text)["faults"]],
                         ["u4"])
        page = self.send(sheet("343034343", kunci=KEY + "-x"), "/isi")
        self.assertIn("Pertanyaan 4 belum dijawab.", page.text)
        page = self.send(sheet(kunci=KEY + "-y"), "/isi")
        self.assertEqual((page.status, page.location),
                         (303, "/terima-kasih?unit=kec-01&layanan="))
        self.assertEqual(len(self.stored()), 4)

    def test_many_at_once_with_the_same_key(self):
        pages = []
        threads = [threading.Thread(
            target=lambda: pages.append(self.send(sheet()))) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({page.status for page in pages}, {200})
        self.assertEqual(sum(not json.loads(page.text)["again"] for page in pages), 1)
        self.assertEqual(len(self.stored()), 1)

    def test_a_full_hall_is_answered(self):
        """All at the same moment, and nobody else who would wake the server: a
        library that waits after so many events as it takes at a time stands still."""
        for n_people in (127, 128, 129, 256):
            hall = [socket.create_connection(("127.0.0.1", self.port), 5)
                    for _ in range(n_people)]
            try:
                for turn in range(12):
                    for i, one in enumerate(hall):
                        body = urllib.parse.urlencode(sheet(
                            kunci=f"{KEY}-{n_people}-{turn}-{i}")).encode()
                        one.sendall(b"POST /isi.json HTTP/1.1\r\nHost: a\r\n"
                                    b"Content-Type: application/x-www-form-urlencoded"
                                    b"\r\nContent-Length: %d\r\n\r\n%s"
                                    % (len(body), body))
                    for one in hall:
                        self.assertRegex(one.recv(65536), rb"^HTTP/1.1 200 ")
            finally:
                for one in hall:
                    one.close()
        self.assertEqual(len(self.stored()), 12 * (127 + 128 + 129 + 256))

    def test_once_across_a_killed_server(self):
        self.send(sheet())
        self.stop(9)
        self.start()
        self.assertTrue(json.loads(self.send(sheet()).text)["again"])
        self.assertEqual(len(self.stored()), 1)
        self.check_file()

    def test_what_is_stored(self):
        page = self.send(sheet("142434343", s1="2", s2="5", s3="Antrean panjang",
                               usia="30-39", pendidikan="S1", saran="Baik",
                               jenis_kelamin="P", umur="86400"))
        self.assertEqual(page.status, 200, page.text)
        self.assertEqual(self.sql(
            "SELECT r.channel, r.operator_id, r.gender, r.age, r.education, r.state,"
            " s.name FROM response r JOIN service s USING (service_id)"),
            [(3, 0, 2, 123, 5, 0, "KTP")])
        self.assertEqual(self.sql("SELECT element, code FROM response_cause"),
                         [(1, 2), (3, 1)])
        age, = self.sql("SELECT julianday('now', 'localtime') - julianday("
                        "printf('%04d-%02d-%02d', c.month / 12, c.month % 12 + 1, r.day)"
                        ", printf('+%d seconds', r.second)) FROM response r"
                        " JOIN cell c USING (cell_id)")[0]
        self.assertAlmostEqual(age, 1.0, delta=0.01)
        self.assertRegex(self.ikm("log"), r"mandiri +record +kec-01")

    def test_a_clock_that_cannot_be_is_today(self):
        for umur in ("-5", "99999999999999999999", "8d", "31536000", "1e3"):
            page = self.send(sheet(umur=umur, kunci=f"kunci-{umur}-xxxxxxxxxxxxxxxx"))
            self.assertEqual(page.status, 200, page.text)
        self.assertEqual(self.sql(
            "SELECT DISTINCT printf('%04d-%02d-%02d', c.month / 12, c.month % 12 + 1,"
            " r.day) = date('now', 'localtime'), r.second FROM response r"
            " JOIN cell c USING (cell_id)"), [(1, None)])

    def test_faults_are_told_and_nothing_is_stored(self):
        for fields, words in (
                (sheet("000000000"), "Pertanyaan 1 belum dijawab"),
                (sheet("000000000", apa_adanya="1"), "idak satu pun unsur"),
                (sheet("343034343"), "Pertanyaan 4 belum dijawab"),
                (sheet("543434343"), "Pertanyaan 1: pilih salah satu"),
                (sheet(u2="x"), "Pertanyaan 2: pilih salah satu"),
                (sheet(u2="3 "), "Pertanyaan 2: pilih salah satu"),
                (sheet(layanan=""), "Pilih layanan"),
                (sheet(kunci=""), "Muat ulang"),
                (sheet(kunci="pendek"), "Muat ulang"),
                (sheet(kunci="a" * 65), "Muat ulang"),
                (sheet(kunci=KEY + "/../"), "Muat ulang"),
                (sheet("143434343", s1="77"), "ebab 77 tidak ada"),
                (sheet("143434343", s1="x" * 501), "terlalu panjang"),
                (sheet(formulir="spak-5"), "sudah diganti"),
                (sheet(formulir="tidak-ada"), "sudah diganti"),
                (sheet(saran="x" * 33000), "terlalu panjang")):
            page = self.send(fields)
            self.assertEqual(page.status, 422, fields)
            self.assertIn(words, page.text)
            page = self.send(fields, "/isi")
            self.assertEqual(page.status, 422, fields)
            self.assertIn(words, page.text)
        for fields in (sheet(unit="kec-77"), sheet(layanan="Bukan"), sheet(unit="")):
            self.assertEqual(self.send(fields).status, 404, fields)
        self.assertEqual(self.send(sheet(saran="x" * 70000)).status, 413)
        self.assertEqual(self.stored(), [])

    def test_open_questions_may_stay_open(self):
        page = self.send(sheet("340000003", apa_adanya="1"))
        self.assertEqual(page.status, 200, page.text)
        self.assertEqual(self.sql("SELECT substr(hex(answers), 1, 9) FROM response"),
                         [("340000003",)])

    def test_text_stays_text(self):
        fields = sheet("143434343", saran=SCRIPT, s2=SCRIPT, pekerjaan=SCRIPT,
                       usia="'; DROP TABLE response; --", umur=SCRIPT, tiket="")
        for name in list(fields):
            hurt = {**fields, "kunci": KEY + name.replace("_", "-"), name: SCRIPT}
            page = self.send(hurt, "/isi")
            self.assertIn(page.status, (303, 403, 404, 422), (name, page.text))
            self.assertNotIn("<script>alert", page.text)
        page = self.browser().open("/isi/kec-01?" + urllib.parse.urlencode(
            {"layanan": SCRIPT, "tiket": SCRIPT, "diam": SCRIPT}))
        self.assertNotIn("<script>alert", page.text)
        page = self.browser().open("/terima-kasih?" + urllib.parse.urlencode(
            {"unit": "kec-01", "layanan": SCRIPT, "kios": SCRIPT}))
        self.assertNotIn("<script>alert", page.text)
        self.assertGreater(len(self.stored()), 3)
        self.check_file()

    def test_it_comes_from_our_own_page(self):
        for origin in ("http://jahat.example", "null"):
            page = self.send(sheet(), headers={"Origin": origin})
            self.assertEqual(page.status, 403)
        self.assertEqual(self.stored(), [])

    def test_pages_set_no_cookie_and_keep_no_address(self):
        for address in ("/isi/kec-01/KTP", "/isi", "/kios/kec-01",
                        "/terima-kasih?unit=kec-01", "/t"):
            page = self.browser().open(address)
            self.assertEqual(page.status, 200, address)
            self.assertIsNone(page.headers.get("Set-Cookie"), address)
            self.check_headers(page)
        self.send(sheet(), headers={"X-Forwarded-For": "203.0.113.77",
                                    "User-Agent": "Ponsel-Rahasia"})
        self.stop()
        for file in self.path.glob("ikm.db*"):
            content = file.read_bytes()
            self.assertNotIn(b"203.0.113.77", content)
            self.assertNotIn(b"Ponsel-Rahasia", content)
        self.start()

    def test_addresses_that_parts_cannot_carry(self):
        self.ikm("unit", "add", "a/b ?&#", "Garis Miring")
        self.ikm("service", "add", "a/b ?&#", "KK/KTP")
        asked = urllib.parse.urlencode({"unit": "a/b ?&#", "layanan": "KK/KTP"})
        page = self.browser().open("/isi?" + asked)
        self.assertEqual(page.status, 200)
        fields = sheet(unit="a/b ?&#", layanan="KK/KTP", tetap="1")
        done = self.send(fields, "/isi")
        self.assertEqual(done.status, 303, done.text)
        thanks = self.browser().open(done.location)
        self.assertEqual(thanks.status, 200)
        self.assertIn("/isi?unit=a%2Fb%20%3F%26%23&amp;layanan=KK%2FKTP", thanks.text)

    def test_the_form_of_the_survey(self):
        page = self.browser().open("/isi/kec-01")
        self.assertEqual(page.text.count("<legend>"), 10)
        self.assertIn('name="u9"', page.text)


class Bursts(site.Case):
    users = False

    def send(self, n, agent, **how):
        return self.browser().open(
            "/isi.json", sheet(kunci=f"kunci-{agent}-{n}-xxxxxxxxxxxxxxx"),
            headers={"User-Agent": agent, **how})

    def findings(self):
        return [one for one in json.loads(
            self.run_ikm("audit", "--json").stdout)["findings"]
            if one["kind"] == "burst"]

    def test_one_phone_is_marked_and_nothing_is_refused(self):
        for n in range(10):
            self.assertEqual(self.send(n, "pelan").status, 200)
        self.assertEqual(self.findings(), [])
        for n in range(14):
            self.assertEqual(self.send(n, "cepat").status, 200)
        found = self.findings()
        self.assertEqual([one["count"] for one in found], [14])
        self.assertIn("dari satu ponsel", self.run_ikm("audit").stdout)
        self.check_file()

    def test_an_office_behind_one_address_is_not_punished(self):
        for n in range(40):
            self.assertEqual(self.send(n, f"ponsel-{n % 8}").status, 200)
        self.assertEqual(self.findings(), [])

    def test_behind_a_proxy_phones_are_told_apart(self):
        for n in range(24):
            self.assertEqual(self.send(n, "sama", **{
                "X-Forwarded-For": f"1.2.3.4, 10.0.0.{n % 3}"}).status, 200)
        self.assertEqual(self.findings(), [])
        for n in range(24, 36):
            self.send(n, "sama", **{"X-Forwarded-For": f"{n}.2.3.4, 10.0.0.9"})
        self.assertEqual([one["count"] for one in self.findings()], [12])

    def test_the_same_again_is_no_burst(self):
        for _ in range(30):
            self.send(1, "ulang")
        self.assertEqual(self.findings(), [])


class Kiosk(site.Case):
    def test_a_queue_that_is_handed_in_late_is_no_burst(self):
        for n in range(20):
            page = self.browser().open("/kios.json", sheet(
                kunci=f"kunci-kios-{n}-xxxxxxxxxxx", umur=str(86400 - n * 180),
                apa_adanya="1"))
            self.assertEqual(page.status, 200, page.text)
        found = json.loads(self.run_ikm("audit", "--json").stdout)["findings"]
        self.assertEqual([one for one in found if one["kind"] == "burst"], [])
        self.assertRegex(self.ikm("log"), r"kios +record +kec-01")

    def test_a_kiosk_that_is_played_with_is_told(self):
        for n in range(12):
            self.browser().open("/kios.json", sheet(
                kunci=f"kunci-kios-{n}-xxxxxxxxxxx", umur="0"))
        found = json.loads(self.run_ikm("audit", "--json").stdout)["findings"]
        self.assertEqual([one["count"] for one in found if one["kind"] == "burst"], [12])

    def test_the_page_leads_nowhere(self):
        page = self.browser().open("/kios/kec-01")
        self.assertEqual(set(re.findall(r'href="(/[^"]*)"', page.text)) - set(
            re.findall(r'href="(/statis/[^"]*)"', page.text)),
            {"/bahasa/en?ke=%2Fkios%2Fkec-01"})
        self.assertEqual(self.browser().open("/kios").status, 404)
        self.assertEqual(self.browser().open("/kios/kec-01/Bukan").status, 404)


if __name__ == "__main__":
    site.survey.unittest.main()
