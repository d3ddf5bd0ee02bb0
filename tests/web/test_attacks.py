"""Attacks on every address and every field, driven by the table of routes and by
the names that the pages read: a new page is attacked without a line here."""
import contextlib
import html
import json
import re
import sqlite3
import urllib.parse

import site_tools as site

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
EVIL = {
    "script": SCRIPT,
    "sql": "x' OR '1'='1",
    "sql drop": "1'); DROP TABLE response; --",
    "sql union": "' UNION SELECT password FROM account --",
    "formula": "=HYPERLINK(\"http://jahat.example\")",
    "header": "a\r\nSet-Cookie: jahat=1\r\n\r\n<html>",
    "path": "../../../../etc/passwd",
    "format": "%s%n%x%99999d",
    "number": "-9223372036854775809",
    "huge": "9" * 400,
    "long": "x" * 8000,
    "signs": "\u202e\u0000"[:1] + "\U0001f600\u0301" * 50,
    "template": "{{7*7}}${7*7}<%= 7*7 %>",
    "blank": " \t ",
}
LEAVES = ("/keluar", "/keluar/semua", "/sandi", "/awal")


def read_names():
    """Every name that a page reads out of a form or a query."""
    names = set()
    for path in (site.survey.ROOT / "web").glob("*.c"):
        text = path.read_text("utf-8")
        names |= set(re.findall(r'web_(?:value|has)\([^;"]*"([\w-]+)"', text))
        names |= set(re.findall(r'\.name = "([\w-]+)"', text))
    return sorted(names - {"csrf"})


class Attacks(site.Case):
    made = {}

    def make_survey(self):
        super().make_survey()
        self.ikm("user", "add", "xkorban", "--role", "petugas",
                 input=site.PASSWORD + "\n")
        self.ikm("record", "--unit", "kec-01", "--service", "KTP", "--date",
                 "2025-02-24", "--answers", "343434343", "--comment", "baik")

    def setUp(self):
        super().setUp()
        self.one = next(iter(self.responses()))

    def address(self, pattern, value=None):
        """A pattern with what is there, or with `value`, in its braces."""
        there = {"nama": "xkorban", "kode": "en", "unit": "kec-01",
                 "layanan": "KTP", "id": self.one}
        return re.sub(r"\{(\w+)\}", lambda m: urllib.parse.quote(
            there.get(m.group(1), "1") if value is None else value, safe=""),
            pattern)

    def shape(self):
        """What must not change: the tables, the accounts with their roles."""
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            return (file.execute("SELECT count(*) FROM sqlite_master").fetchall(),
                    file.execute("SELECT login, role, unit_id FROM account "
                                 "WHERE login NOT LIKE 'x%'").fetchall())

    def check(self, page, what):
        self.assertNotIn(page.status, (500, 501, 502), (what, page.text[:400]))
        if page.headers.get("Content-Type", "").startswith("application/json"):
            json.loads(page.text)  # no browser takes it for a page
            return
        for raw in ("<script>alert", "<img src=x", "<html>\r", "root:x:",
                    "$argon2id", "SQL", "sqlite", "near \""):
            self.assertNotIn(raw, page.text, what)
        self.assertNotIn("jahat", str(page.headers.get_all("Set-Cookie")), what)
        self.assertFalse((page.location or "/").startswith("//"), what)

    def token(self, browser):
        return browser.open("/").form("/keluar")["csrf"]

    def test_evil_in_every_field_of_every_form(self):
        names = read_names()
        self.assertGreater(len(names), 20)
        before = self.shape()
        for name, evil in EVIL.items():
            admin, visitor = self.browser("admin"), self.browser()
            token = self.token(admin)
            for method, pattern, roles, rest in site.routes():
                if method != "POST" or pattern in LEAVES:
                    continue
                is_open = site.roles_of(roles) is None
                browser = visitor if is_open else admin
                csrf = (visitor.open("/masuk").form("/masuk")["csrf"] if is_open
                        else token)
                fields = {**{n: evil for n in names}, "csrf": csrf}
                page = browser.open(self.address(pattern), fields)
                self.check(page, (pattern, name))
        self.assertEqual(self.shape(), before)
        self.see_all("stored")
        self.check_file()

    def test_evil_in_one_field_of_each_form(self):
        """The others as the page filled them in, so that the value gets deep."""
        admin = self.browser("admin")
        n_forms = 0
        for method, pattern, _, _ in site.routes():
            if method != "GET":
                continue
            page = admin.open(self.address(pattern))
            for match in re.finditer(
                    r"<form method=\"post\"[^>]*action=\"([^\"]*)\">(.*?)</form>",
                    page.text, re.S):
                action = html.unescape(match.group(1))
                if action in LEAVES or "tutup" in action or "sandi" in action:
                    continue
                n_forms += 1
                fields = self.fields(match.group(2))
                for name in fields:
                    if name != "csrf":
                        for kind in ("script", "sql", "header"):
                            done = admin.open(action, {**fields,
                                                       name: EVIL[kind]})
                            self.check(done, (action, name, kind))
        self.assertGreater(n_forms, 5)
        self.see_all("stored")
        self.check_file()

    def fields(self, form):
        """Names with a likely value of all fields in the markup of a form."""
        fields = {}
        for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", form):
            name = re.search(r'\bname="([^"]*)"', tag)
            value = re.search(r'\bvalue="([^"]*)"', tag)
            if name:
                fields.setdefault(html.unescape(name.group(1)), html.unescape(
                    value.group(1)) if value and value.group(1) else "x1")
        for name, first in re.findall(
                r'<select[^>]*name="([^"]*)".*?<option value="([^"]*)"', form, re.S):
            fields[html.unescape(name)] = html.unescape(first)
        return fields

    def see_all(self, what):
        """Nothing that was stored comes out as markup, whoever looks."""
        for role in ("admin", "petugas"):
            browser = self.browser(role)
            for method, pattern, _, rest in site.routes():
                if method == "GET" and pattern not in ("/statis/{sidik}/{nama}",):
                    self.check(browser.open(self.address(pattern)),
                               (what, role, pattern))
                    if "WEB_TWIN" in rest:
                        self.check(browser.open(self.address(pattern) + ".json"),
                                   (what, role, pattern))

    def test_evil_in_addresses(self):
        parts = ["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "a%00b", "%ff",
                 "%0d%0aSet-Cookie:%20jahat=1", "%27%20OR%201=1", "%3Cscript%3E"
                 "alert(1)%3C/script%3E", "x" * 300, "%5c..%5c", "%252e%252e"]
        names = read_names()
        for role in (None, "admin"):
            browser = self.browser(role)
            for method, pattern, _, _ in site.routes():
                if method != "GET":
                    continue
                for part in parts if "{" in pattern else ():
                    page = browser.open(re.sub(r"\{\w+\}", lambda _, p=part: p,
                                               pattern))
                    self.check(page, (pattern, part))
                    self.assertIn(page.status, (200, 303, 400, 403, 404, 422),
                                  (pattern, part))
                for kind in ("script", "sql union", "header", "huge", "number"):
                    page = browser.open(
                        self.address(pattern) + "?" + urllib.parse.urlencode(
                            {n: EVIL[kind] for n in names}))
                    self.check(page, (pattern, kind))

    def test_no_role_rises_by_address(self):
        """With a good token of their own, too."""
        for role in site.ROLES:
            browser = self.browser(role)
            token = self.token(browser)
            for method, pattern, roles, _ in site.routes():
                allowed = site.roles_of(roles)
                if method != "POST" or allowed is None or role in allowed:
                    continue
                for address in (self.address(pattern),
                                self.address(pattern).replace("k", "%6b", 1)):
                    page = browser.open(address, {"csrf": token})
                    self.assertIn(page.status, (403, 404), (role, address))
            for address in ("/Kelola", "/kelola/", "//kelola", "/./kelola",
                            "/kelola;a", "/%6belola", "/kelola%20", "/kelola.json"):
                if role != "admin":
                    self.assertIn(browser.open(address).status, (400, 403, 404),
                                  (role, address))

    def test_no_role_rises_by_a_field(self):
        before = self.shape()
        more = {"peran": "admin", "role": "4", "unit": "", "unit_id": "0",
                "akun": "admin", "account_id": "1", "nama": "petugas",
                "is_admin": "1", "actor": "admin", "petugas": "admin"}
        browser = self.browser("petugas")
        token = self.token(browser)
        for method, pattern, roles, _ in site.routes():
            allowed = site.roles_of(roles)
            if (method == "POST" and pattern not in LEAVES and allowed
                    and "petugas" in allowed):
                browser.open(self.address(pattern), {**more, "csrf": token})
        browser.open("/sandi", {**more, "csrf": token, "lama": site.PASSWORD,
                                "sandi": "yang-lain-lagi",
                                "sandi2": "yang-lain-lagi"})
        self.assertEqual(self.shape(), before)
        self.assertEqual(browser.open("/kelola").status, 403)
        self.assertNotIn(" admin  ", self.ikm("log").split("\n", 9)[-1])
        # an admin of one office makes nobody greater than himself
        head = self.browser("kepala-01")
        token = self.token(head)
        for fields in ({"nama": "x1", "peran": "admin", "unit": ""},
                       {"nama": "x2", "peran": "admin", "unit": "kab"},
                       {"nama": "x3", "peran": "petugas", "unit": "kec-02"},
                       {"nama": "admin", "peran": "petugas", "unit": "kec-01"}):
            page = head.open("/kelola/pengguna", {**fields, "csrf": token})
            self.assertEqual(page.status, 403, fields)
        for what in ("peran", "sandi", "tutup"):
            for name in ("admin", "petugas"):
                page = head.open(f"/kelola/pengguna/{name}/{what}", {
                    "csrf": token, "peran": "petugas", "unit": "kec-01"})
                self.assertEqual(page.status, 403, (name, what))
        self.assertEqual(self.shape(), before)

    def test_a_form_of_another_session_is_refused(self):
        one, two = self.browser("admin"), self.browser("admin")
        token = self.token(one)
        for method, pattern, roles, rest in site.routes():
            if method == "POST" and rest.startswith("SESSION"):
                page = two.open(self.address(pattern), {"csrf": token})
                self.assertEqual(page.status, 403, pattern)
                page = two.open(self.address(pattern), {"csrf": self.token(two)},
                                headers={"Origin": "http://jahat.example"})
                self.assertEqual(page.status, 403, pattern)
                page = two.open(self.address(pattern) + "?csrf=" + token, {})
                self.assertEqual(page.status, 403, pattern)

    def test_multipart_of_a_file_page(self):
        browser = self.browser("analis")
        token = self.token(browser)
        kind = {"Content-Type": "multipart/form-data; boundary=b"}

        def part(name, value, file_name=None):
            more = f'; filename="{file_name}"' if file_name is not None else ""
            return (f"--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}"
                    f"\r\n\r\n").encode() + value + b"\r\n"

        csrf, end = part("csrf", token.encode()), b"--b--\r\n"
        file = part("berkas", b"a,b\r\n1,2", "a.csv")
        for name, body in {
                "no token": file + end, "cut": csrf + file, "two files":
                csrf + file + file + end, "no file": csrf + end,
                "many parts": csrf + part("a", b"1") * 900 + file + end,
                "long name": csrf + part("x" * 3000, b"1") + end,
                "long file name": csrf + part("berkas", b"1", "x" * 3000) + end,
                "long value": csrf + part("a", b"x" * 200_000) + file + end,
                "no end": csrf + b"--b\r\n" + b"A: b\r\n" * 20_000,
                "NUL": csrf + part("a\0b", b"1") + file + end,
                "boundary inside": csrf + part("berkas", b"\r\n--b\r\n--b--", "a")
                + end, "bad UTF-8": csrf + part("a", b"\xff\xfe") + file + end,
                "nothing": b"", "only the end": end}.items():
            page = browser.open("/unggah", body, headers=kind)
            self.assertIn(page.status, (400, 403, 413, 422), name)
            self.check(page, name)
        for header in ("multipart/form-data", "multipart/form-data; boundary=",
                       "multipart/form-data; boundary=" + "x" * 200,
                       "multipart/mixed; boundary=b", "text/plain"):
            page = browser.open("/unggah", csrf + file + end,
                                headers={"Content-Type": header})
            self.assertIn(page.status, (400, 403), header)
        cookie = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
        got = self.raw(f"POST /unggah HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                       f"Cookie: {cookie}\r\nContent-Type: {kind['Content-Type']}"
                       f"\r\nContent-Length: {70 * 1024 * 1024}\r\n\r\n".encode())
        self.assertIn(b" 413 ", got.split(b"\r\n")[0])
        page = browser.open("/unggah", csrf + file + end, headers=kind)
        self.assertEqual(page.status, 303, page.text)
