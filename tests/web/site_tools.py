"""What the tests of the web face share: a running server and a small browser."""
import html
import http.client
import os
import pathlib
import random  # noqa: F401
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import survey  # noqa: E402

PASSWORD = "rahasia-sekali"
ROLES = ("petugas", "analis", "pimpinan", "admin")


class Page:
    """An answer: status, headers, text; and the forms in it."""

    def __init__(self, response, text):
        self.status = response.status
        self.headers = response.headers
        self.raw = text
        self.text = text.decode("utf-8", "replace")

    @property
    def location(self):
        return self.headers.get("Location")

    def form(self, action):
        """Names and values of the fields of the form with this action."""
        for match in re.finditer(r"<form method=\"post\"[^>]*action=\"([^\"]*)\">"
                                 r"(.*?)</form>", self.text, re.S):
            if html.unescape(match.group(1)) == action:
                return {html.unescape(m.group(1)): html.unescape(m.group(2))
                        for m in re.finditer(
                            r"<input[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"",
                            match.group(2))}
        raise AssertionError(f"no form to {action} in {self.text[:2000]}")


class Browser:
    """Keeps cookies; sends Origin with every form, as browsers do."""

    def __init__(self, host, port):
        self.host, self.port, self.cookies = host, port, {}
        self.origin = f"http://{host}:{port}"

    def open(self, address, body=None, method=None, headers=None, cookies=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        jar = self.cookies if cookies is None else cookies
        sent = dict(headers or {})
        if jar:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in jar.items())
        if body is not None and isinstance(body, dict):
            body = urllib.parse.urlencode(body)
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        if body is not None:
            sent.setdefault("Origin", self.origin)
        connection.request(method or ("GET" if body is None else "POST"), address,
                           body=body, headers=sent)
        response = connection.getresponse()
        page = Page(response, response.read())
        connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0]
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return page

    def send(self, page, action, **fields):
        """Fills in the form of a page and sends it."""
        return self.open(action, {**page.form(action), **fields})

    def sign_in(self, name, password=PASSWORD, next_page="/"):
        page = self.open("/masuk?" + urllib.parse.urlencode({"ke": next_page}))
        return self.send(page, "/masuk", nama=name, sandi=password)


class Case(survey.Case):
    """A survey with an office under another and a user of every role."""

    users = True
    options = ()

    made = {}  # survey files with and without users, made once: hashing is slow

    def setUp(self):
        super().setUp()
        if self.users not in self.made:
            self.make_survey()
            self.made[self.users] = (self.path / "ikm.db").read_bytes()
        (self.path / "ikm.db").write_bytes(self.made[self.users])
        self.process = None
        self.start()
        self.addCleanup(self.stop)

    def make_survey(self):
        self.survey()
        self.ikm("unit", "add", "kec-02", "Kecamatan Lain", "--parent", "kab")
        self.ikm("service", "add", "kec-01", "KTP")
        if not self.users:
            return
        for role in ROLES:
            self.ikm("user", "add", role, "--role", role,
                     input=PASSWORD + "\n")
        self.ikm("user", "add", "kepala-01", "--role", "admin", "--unit",
                 "kec-01", input=PASSWORD + "\n")

    def start(self, *options):
        self.process = subprocess.Popen(
            [survey.PROGRAM, "serve", "--listen", "127.0.0.1:0",
             *(options or self.options)], cwd=self.path, encoding="utf-8",
            env=self.environment(), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        match = re.search(r"(https?)://(127\.0\.0\.1):(\d+)/", line)
        if not match:
            self.fail(f"{line} {self.process.communicate()}")
        self.port = int(match.group(3))
        return line

    def stop(self, number=signal.SIGTERM, within=30.0):
        """Ends the server; returns its exit code and how long it took."""
        if self.process is None:
            return None
        start = time.monotonic()
        self.process.send_signal(number)
        try:
            out, err = self.process.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            self.fail(f"the server did not end within {within} s")
        code = self.process.returncode
        self.process = None
        if number == signal.SIGTERM:
            self.assertEqual((code, err), (0, ""), out)
        return code, time.monotonic() - start

    def browser(self, name=None, password=PASSWORD):
        browser = Browser("127.0.0.1", self.port)
        if name:
            page = browser.sign_in(name, password)
            self.assertEqual(page.status, 303, page.text)
        return browser

    def raw(self, data, wait=5.0):
        """Sends bytes as they are; returns all that comes back until the server
        closes, or falls silent for `wait` seconds."""
        with socket.create_connection(("127.0.0.1", self.port), 10) as one:
            one.sendall(data)
            one.settimeout(wait)
            got = b""
            try:
                while piece := one.recv(65536):
                    got += piece
            except (TimeoutError, ConnectionResetError):
                pass
        return got

    def check_headers(self, page):
        """What every answer carries."""
        policy = page.headers.get("Content-Security-Policy", "")
        self.assertIn("default-src 'none'", policy)
        self.assertIn("frame-ancestors 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(page.headers.get("X-Content-Type-Options"), "nosniff")
        self.assertEqual(page.headers.get("Referrer-Policy"), "same-origin")


def routes():
    """(method, pattern, roles, token, flags) of every row of web/routes.c."""
    text = (survey.ROOT / "web" / "routes.c").read_text("utf-8")
    rows = []
    for match in re.finditer(r"^    (GET|POST)\(\"([^\"]+)\",\s*([A-Z_| ]+?),\s*"
                             r"([^;]*?)\)(?:,\n|\n\})", text, re.M):
        method, pattern, roles, rest = match.groups()
        rows.append((method, pattern, roles.strip(), rest))
    return rows


def roles_of(text):
    """The names of the roles that may open a route; None: everyone."""
    names = {"WEB_CLERK": {"petugas"}, "WEB_ANALYST": {"analis"},
             "WEB_LEADER": {"pimpinan"}, "WEB_ADMIN": {"admin"},
             "WEB_ANYONE": set(ROLES)}
    if text == "WEB_OPEN":
        return None
    return set().union(*(names[word] for word in re.findall(r"WEB_\w+", text)))


LONG = os.environ.get("IKM_LONG") == "1"
SEED = int(os.environ.get("IKM_SEED", "404"))
