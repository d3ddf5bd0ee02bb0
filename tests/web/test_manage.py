"""The pages of "/kelola", and that nothing typed becomes markup."""
import json
import re
import time

import site_tools as site

SCRIPT = "\"'><script>alert(1)</script>&amp;"


class Manage(site.Case):
    def test_a_new_user_must_change_the_password(self):
        admin = self.browser("admin")
        page = admin.send(admin.open("/kelola"), "/kelola/pengguna",
                          nama="Sari", peran="petugas", unit="kec-01")
        self.assertEqual(page.status, 200)
        password = re.search(r"<code>([a-z0-9-]{19})</code>", page.text).group(1)
        sari = self.browser("sari", password)
        self.assertEqual(sari.open("/").status, 200)
        self.assertIn("Ganti kata sandi", sari.open("/sandi").text)
        page = sari.send(sari.open("/sandi"), "/sandi", lama=password,
                         sandi="sari-yang-baru", sandi2="sari-yang-baru")
        self.assertEqual(page.location, "/?pesan=sandi-diganti")
        users = json.loads(admin.open("/kelola.json").text)["users"]
        self.assertIn({"login": "sari", "role": "petugas", "unit": "kec-01",
                       "open": True}, users)
        log = self.ikm("log")
        self.assertRegex(log, r"admin +user +Sari")
        self.assertNotIn(password, log)
        self.check_file()

    def test_must_change_closes_the_other_pages(self):
        admin = self.browser("admin")
        page = admin.send(admin.open("/kelola/pengguna/kepala-01"),
                          "/kelola/pengguna/kepala-01/sandi")
        password = re.search(r"<code>([a-z0-9-]{19})</code>", page.text).group(1)
        head = self.browser("kepala-01", password)
        page = head.open("/kelola")
        self.assertEqual((page.status, page.location), (303, "/sandi"))

    def test_roles_and_closing(self):
        admin = self.browser("admin")
        clerk = self.browser("petugas")
        page = admin.open("/kelola/pengguna/petugas")
        done = admin.send(page, "/kelola/pengguna/petugas/peran",
                          peran="pimpinan", unit="kec-02")
        self.assertEqual(done.location, "/kelola?pesan=pengguna-diubah")
        self.assertRegex(self.ikm("user", "list"), r"petugas +pimpinan +kec-02")
        self.assertEqual(clerk.open("/sandi").status, 200)
        page = admin.send(page, "/kelola/pengguna/petugas/tutup")
        self.assertEqual(page.location, "/kelola?pesan=pengguna-ditutup")
        self.assertEqual(clerk.open("/sandi").status, 303)
        self.assertEqual(self.browser().sign_in("petugas").status, 422)

    def test_the_last_admin_stays(self):
        admin = self.browser("admin")
        admin.send(admin.open("/kelola/pengguna/kepala-01"),
                   "/kelola/pengguna/kepala-01/tutup")
        page = admin.send(admin.open("/kelola/pengguna/admin"),
                          "/kelola/pengguna/admin/tutup")
        self.assertEqual(page.status, 422)
        self.assertIn("satu-satunya admin", page.text)

    def test_an_admin_of_an_office_stays_in_it(self):
        head = self.browser("kepala-01")
        page = head.open("/kelola")
        self.assertNotIn("kec-02", page.text)
        self.assertNotIn("pengguna/admin\"", page.text)
        self.assertEqual(head.open("/kelola/pengguna/admin").status, 403)
        self.assertEqual(head.open("/kelola/pengguna/petugas").status, 403)
        for fields in ({"nama": "x1", "peran": "admin", "unit": ""},
                       {"nama": "x2", "peran": "admin", "unit": "kec-02"},
                       {"nama": "x3", "peran": "admin", "unit": "kab"}):
            done = head.send(page, "/kelola/pengguna", **fields)
            self.assertEqual(done.status, 403, fields)
        for parent in ("", "kab", "kec-02"):
            done = head.send(page, "/kelola/unit", kode="x", induk=parent,
                             **{"nama-unit": "x"})
            self.assertEqual(done.status, 403, parent)
        done = head.send(page, "/kelola/unit", kode="kel-1", induk="kec-01",
                         **{"nama-unit": "Kelurahan"})
        self.assertEqual(done.status, 303)
        for fields in ({"unit": ""}, {"unit": "kab"}):
            token = page.form("/kelola/unit")["csrf"]
            done = head.open("/kelola/pengguna/kepala-01/peran",
                             {"csrf": token, "peran": "admin", **fields})
            self.assertEqual(done.status, 403, fields)

    def test_a_role_is_not_taken_by_a_field(self):
        clerk = self.browser("petugas")
        page = clerk.open("/sandi")
        done = clerk.send(page, "/sandi", lama=site.PASSWORD,
                          sandi="yang-baru-saja", sandi2="yang-baru-saja",
                          peran="admin", role="4", unit="", nama="admin")
        self.assertEqual(done.status, 303)
        self.assertRegex(self.ikm("user", "list"), r"petugas +petugas")

    def test_what_is_typed_stays_text(self):
        admin = self.browser("admin")
        page = admin.open("/kelola")
        done = admin.send(page, "/kelola/unit", kode=SCRIPT, induk="",
                          **{"nama-unit": SCRIPT})
        self.assertEqual(done.status, 303)
        for fields in ({"nama": SCRIPT, "peran": "admin", "unit": ""},
                       {"nama": "z", "peran": SCRIPT, "unit": ""},
                       {"nama": "z", "peran": "admin", "unit": SCRIPT + "x"}):
            done = admin.send(page, "/kelola/pengguna", **fields)
            self.assertIn(done.status, (404, 422), fields)
            self.assertNotIn("<script>alert", done.text)
        shown = admin.open("/kelola").text
        self.assertNotIn("<script>alert", shown)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;", shown)
        json.loads(admin.open("/kelola.json").text)
        for address in ("/masuk?ke=" + SCRIPT.replace("#", ""), "/x" + SCRIPT,
                        "/?pesan=" + SCRIPT):
            from urllib.parse import quote
            text = admin.open(quote(address, safe="/?=")).text
            self.assertNotIn("<script>alert", text)

    def test_sql_stays_text(self):
        admin = self.browser("admin")
        page = admin.open("/kelola")
        for text in ("'; DROP TABLE unit; --", "1 OR 1=1", "\" UNION SELECT 1"):
            admin.send(page, "/kelola/unit", kode=text, induk="",
                       **{"nama-unit": text})
            admin.send(page, "/kelola/layanan", layanan=text,
                       **{"unit-layanan": text})
            self.browser().sign_in(text, text)
        self.assertIn("DROP TABLE unit", self.ikm("unit", "list"))
        self.check_file()

    def test_english(self):
        browser = self.browser("admin")
        page = browser.open("/bahasa/en?ke=/kelola")
        self.assertEqual(page.location, "/kelola")
        self.assertIn('<html lang="en">', browser.open("/kelola").text)
        self.assertEqual(browser.open("/bahasa/xx").status, 404)


class Machines(site.Case):
    def test_health_and_metrics(self):
        browser = self.browser()
        page = browser.open("/sehat")
        self.assertEqual((page.status, page.text.strip()), (200, "ok"))
        text = browser.open("/metrik").text
        self.assertRegex(text, r"(?m)^ikm_answers_total\{class=\"2xx\"\} \d+$")
        for line in text.splitlines():
            self.assertRegex(line, r"^(# (HELP|TYPE) |ikm_\w+(\{.*\})? [0-9.]+$)")
        # behind a proxy everyone looks like this machine
        page = browser.open("/metrik", headers={"X-Forwarded-For": "1.2.3.4"})
        self.assertEqual(page.status, 403)

    def test_static_files_are_kept(self):
        browser = self.browser()
        address = re.search(r'href="(/statis/[^"]+\.css)"',
                            browser.open("/").text).group(1)
        page = browser.open(address)
        self.assertEqual(page.status, 200)
        self.assertIn("immutable", page.headers["Cache-Control"])
        self.assertTrue(page.headers["Content-Type"].startswith("text/css"))

    def test_the_log_names_no_one(self):
        self.stop()
        self.start("--log", "log.txt")
        browser = self.browser("admin")
        browser.open("/kelola?rahasia=42")
        time.sleep(0.1)
        self.stop()
        log = (self.path / "log.txt").read_text()
        self.assertRegex(log, r"(?m)^\S+Z GET /kelola 200 \d+ [0-9.]+$")
        self.assertNotIn("127.0.0.1", log)
        self.assertNotIn("42 ", log.split("/kelola")[1].split(" 200")[0] + " ")
        self.assertNotIn("rahasia", log)
