"""Who may open what: every route with every role and with none; tokens,
origins, cookies."""
import re
import sqlite3
import time
import urllib.parse

import site_tools as site


class Routes(site.Case):
    def address(self, pattern):
        """A pattern with something in its braces."""
        values = {"nama": "petugas", "kode": "en", "unit": "kec-01"}
        return re.sub(r"\{(\w+)\}", lambda m: urllib.parse.quote(
            values.get(m.group(1), "tidak-ada")), pattern)

    def test_the_table_is_read_whole(self):
        text = (site.survey.ROOT / "web" / "routes.c").read_text("utf-8")
        self.assertEqual(len(site.routes()),
                         len(re.findall(r"^    (?:GET|POST)\(", text, re.M)))
        for method, pattern, roles, rest in site.routes():
            site.roles_of(roles)
            if method == "POST":
                self.assertRegex(rest, r"^(SESSION|VISITOR|ORIGIN)\b", pattern)

    def test_every_route_without_sign_in(self):
        browser = self.browser()
        for method, pattern, roles, rest in site.routes():
            address = self.address(pattern)
            page = browser.open(address, {} if method == "POST" else None)
            self.check_headers(page)
            if site.roles_of(roles) is None:
                self.assertNotIn(page.status, (401, 500, 503), pattern)
                continue
            self.assertEqual(page.status, 303, pattern)
            self.assertTrue(page.location.startswith("/masuk"), pattern)
            if "WEB_TWIN" in rest:
                twin = browser.open(address + ".json",
                                    {} if method == "POST" else None)
                self.assertEqual(twin.status, 401)

    def test_every_route_with_every_role(self):
        for role in site.ROLES:
            browser = self.browser(role)
            for method, pattern, roles, rest in site.routes():
                allowed = site.roles_of(roles)
                address = self.address(pattern)
                page = browser.open(address, {} if method == "POST" else None)
                self.check_headers(page)
                self.assertNotIn(page.status, (401, 500, 503), (role, pattern))
                if allowed is None:
                    continue
                # a change without its token is refused whoever asks
                refused = role not in allowed or method == "POST"
                self.assertEqual(page.status == 403, refused,
                                 (role, pattern, page.status))
                if "WEB_TWIN" in rest:
                    twin = browser.open(address + ".json",
                                        {} if method == "POST" else None)
                    self.assertEqual(twin.status == 403, refused)
                    self.assertTrue(twin.headers["Content-Type"].startswith(
                        "application/json"))

    def test_methods_and_unknown_addresses(self):
        browser = self.browser()
        for address in ("/tidak-ada", "/kelola/x/y/z", "/statis/0/gaya.css",
                        "/sehat.json", "//", "/.", "/kelola/", "/masuk.json"):
            self.assertEqual(browser.open(address).status, 404, address)
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
            page = browser.open("/masuk", method=method)
            self.assertEqual(page.status, 405, method)
            self.check_headers(page)
        self.assertEqual(browser.open("/sehat", {}).status, 405)
        page = browser.open("/", method="HEAD")
        self.assertEqual((page.status, page.text), (200, ""))

    def test_no_way_out_of_the_folder(self):
        browser = self.browser()
        for address in ("/statis/../../etc/passwd", "/statis/x/..%2f..%2fikm.db",
                        "/%2e%2e/ikm.db", "/statis/%2e%2e/%2e%2e",
                        "/bahasa/..%2f", "/statis/x/%00", "/ikm.db",
                        "/statis/x/ikm.db"):
            page = browser.open(address)
            self.assertIn(page.status, (400, 404), address)
            self.assertNotIn("SQLite", page.text)


class Changes(site.Case):
    def test_a_change_needs_its_token(self):
        browser = self.browser("admin")
        form = browser.open("/kelola").form("/kelola/unit")
        fields = {**form, "kode": "kec-09", "nama-unit": "Baru", "induk": "kab"}
        other = self.browser("kepala-01")
        foreign = other.open("/kelola").form("/kelola/unit")["csrf"]
        for token in ("", "x", form["csrf"][:-1], form["csrf"].swapcase(),
                      foreign):
            page = browser.open("/kelola/unit", {**fields, "csrf": token})
            self.assertEqual(page.status, 403, token)
        page = browser.open("/kelola/unit", fields)
        self.assertEqual((page.status, page.location),
                         (303, "/kelola?pesan=unit-ditambah"))
        self.assertIn("kec-09", self.ikm("unit", "list"))
        self.assertRegex(self.ikm("log"), r"admin +unit +kec-09")

    def test_a_change_comes_from_this_site(self):
        browser = self.browser("admin")
        form = browser.open("/kelola").form("/kelola/unit")
        fields = {**form, "kode": "kec-09", "nama-unit": "Baru", "induk": ""}
        for headers in ({"Origin": "http://jahat.example"}, {"Origin": "null"},
                        {"Origin": f"http://127.0.0.1:{self.port + 1}"},
                        {"Origin": browser.origin,
                         "Sec-Fetch-Site": "cross-site"},
                        {"Origin": browser.origin + ".jahat.example"}):
            page = browser.open("/kelola/unit", fields, headers=headers)
            self.assertEqual(page.status, 403, headers)
        self.assertNotIn("kec-09", self.ikm("unit", "list"))

    def test_a_get_changes_nothing(self):
        browser = self.browser("admin")
        before = self.ikm("log")
        for _, pattern, _, _ in site.routes():
            browser.open(pattern.replace("{nama}", "petugas"))
        self.assertEqual(self.ikm("log"), before)


class Cookies(site.Case):
    def test_the_cookie_is_guarded(self):
        browser = self.browser()
        page = browser.sign_in("petugas")
        lines = page.headers.get_all("Set-Cookie")
        self.assertTrue(any(line.startswith("ikm_sesi=") for line in lines))
        for line in lines:
            self.assertIn("HttpOnly", line)
            self.assertIn("SameSite=Lax", line)
            self.assertIn("Path=/", line)
        for path in self.path.glob("ikm.db*"):
            self.assertNotIn(browser.cookies["ikm_sesi"].encode(),
                             path.read_bytes())

    def test_forged_cookies_open_nothing(self):
        token = self.browser("admin").cookies["ikm_sesi"]
        browser = self.browser()
        for value in ("", "x", "A" * 43, token[:-1], token + "A",
                      token.swapcase(), "' OR 1=1 --", "A" * 4000):
            page = browser.open("/kelola", cookies={"ikm_sesi": value})
            self.assertEqual(page.status, 303, value)
        # two of one name: one of them is not ours
        page = browser.open("/kelola", headers={
            "Cookie": f"ikm_sesi={token}; ikm_sesi={token}"}, cookies={})
        self.assertEqual(page.status, 303)

    def test_a_replayed_cookie_after_sign_out(self):
        browser = self.browser("admin")
        old = dict(browser.cookies)
        self.assertEqual(browser.open("/kelola", cookies=old).status, 200)
        page = browser.send(browser.open("/kelola"), "/keluar")
        self.assertEqual(page.status, 303)
        self.assertNotIn("ikm_sesi", browser.cookies)
        self.assertEqual(browser.open("/kelola", cookies=old).status, 303)

    def test_no_session_is_fixed_beforehand(self):
        browser = self.browser()
        planted = "B" * 43
        browser.cookies["ikm_sesi"] = planted
        browser.sign_in("petugas")
        self.assertNotEqual(browser.cookies["ikm_sesi"], planted)
        self.assertEqual(browser.open("/sandi",
                                      cookies={"ikm_sesi": planted}).status, 303)
        first = browser.cookies["ikm_sesi"]
        browser.open("/masuk")
        page = browser.open("/sandi")
        self.assertEqual(page.status, 200)
        self.assertEqual(browser.cookies["ikm_sesi"], first)

    def test_signed_out_everywhere(self):
        one, two = self.browser("petugas"), self.browser("petugas")
        one.send(one.open("/sandi"), "/keluar/semua")
        self.assertEqual(two.open("/sandi").status, 303)

    def test_a_changed_password_ends_the_others(self):
        one, two = self.browser("petugas"), self.browser("petugas")
        page = one.send(one.open("/sandi"), "/sandi", lama=site.PASSWORD,
                        sandi="yang-lain-lagi", sandi2="yang-lain-lagi")
        self.assertEqual(page.location, "/?pesan=sandi-diganti")
        self.assertEqual(one.open("/sandi").status, 200)
        self.assertEqual(two.open("/sandi").status, 303)
        self.assertRegex(self.ikm("log"), r"petugas +passwd +petugas")
        self.browser("petugas", "yang-lain-lagi")

    def test_after_sign_in_only_to_this_site(self):
        for wanted, got in (("/kelola", "/kelola"), ("//jahat.example", "/"),
                            ("https://jahat.example", "/"), ("/\\jahat", "/"),
                            ("/a\r\nX-Y: z", "/"), ("javascript:alert(1)", "/"),
                            ("", "/")):
            page = self.browser().sign_in("admin", next_page=wanted)
            self.assertEqual((page.status, page.location), (303, got), wanted)
        page = self.browser().open("/bahasa/en?ke=//jahat.example")
        self.assertEqual(page.location, "/")


class Guessing(site.Case):
    def guess(self, browser, name, password):
        return browser.sign_in(name, password).status

    def guess_until_slowed(self):
        """(status, seconds at sending, seconds at the answer) of every guess."""
        guesser, tries = self.browser(), []
        while len(tries) < 12 and (not tries or tries[-1][0] != 429):
            start = time.monotonic()
            status = self.guess(guesser, "petugas", f"tebakan-{len(tries)}")
            tries.append((status, start, time.monotonic()))
        return tries

    def lengthen_the_wait(self):
        """To a minute: the first wait is over before a busy computer answers."""
        kept = sqlite3.connect(self.path / "ikm.db", timeout=30)
        with kept:
            changed = kept.execute("UPDATE attempt SET n_failed = 20, last_ms = ?",
                                   (int(time.time() * 1000),)).rowcount
        kept.close()
        self.assertEqual(changed, 1)

    def test_guessing_is_slowed_for_the_guesser_alone(self):
        clerk = self.browser("petugas")
        clerk.send(clerk.open("/"), "/keluar")
        tries = self.guess_until_slowed()
        self.assertEqual([status for status, _, _ in tries],
                         [422] * (len(tries) - 1) + [429])
        self.assertGreaterEqual(len(tries), 6)
        for i in range(5, len(tries) - 1):  # looked at: it had waited 1, 2, 4 s
            self.assertGreaterEqual(tries[i][2] - tries[i - 1][1], 2 ** (i - 5))
        self.lengthen_the_wait()
        # from another browser it is slowed as well, even with the password
        self.assertEqual(self.guess(self.browser(), "petugas", site.PASSWORD),
                         429)
        # others of the same office and address go on
        self.assertEqual(self.guess(self.browser(), "analis", site.PASSWORD),
                         303)
        # and so does the clerk at her own machine
        self.assertEqual(self.guess(clerk, "petugas", site.PASSWORD), 303)

    def test_names_are_not_told(self):
        browser = self.browser()
        answers = {browser.sign_in(name, "tebakan-saja").text
                   .replace(name, "NAMA").replace("petugas", "NAMA")
                   for name in ("petugas", "siapa")}
        answers = {re.sub(r'name="csrf" value="[^"]*"', "", a) for a in answers}
        self.assertEqual(len(answers), 1)


class First(site.Case):
    users = False

    def test_the_link_makes_one_admin_once(self):
        link = self.process.stdout.readline() + self.process.stdout.readline()
        address = re.search(r"/awal\?kunci=\S+", link).group()
        browser = self.browser()
        self.assertEqual(browser.open("/awal?kunci=" + "A" * 43).status, 403)
        self.assertEqual(browser.open("/awal").status, 403)
        page = browser.open(address)
        again = browser.send(page, "/awal", nama="kepala", sandi="pendek",
                             sandi2="pendek")
        self.assertEqual(again.status, 422)
        self.assertIn("terlalu pendek", again.text)
        self.assertIn('href="#nama"', again.text)
        made = browser.send(page, "/awal", nama="kepala", sandi=site.PASSWORD,
                            sandi2=site.PASSWORD)
        self.assertEqual(made.location, "/?pesan=masuk", made.text)
        self.assertEqual(browser.open("/kelola").status, 200)
        self.assertEqual(browser.open(address).status, 403)
        late = self.browser()
        late.open("/masuk")
        page = late.open("/awal", {**page.form("/awal"), "nama": "lain",
                                   "sandi": site.PASSWORD,
                                   "sandi2": site.PASSWORD})
        self.assertEqual(page.status, 403)
        self.assertRegex(self.ikm("log"), r"kepala +user +kepala")
