"""Sheets keyed twice: drawn on the server, asked for blind, counted; the first
keying never changes silently."""
import json
import re

import desk_tools as tools
import site_tools as site


class Spot(tools.Case):
    def setUp(self):
        super().setUp()
        self.admin = self.browser("admin")
        self.clerk = self.browser("petugas")

    def share(self, percent, status=303):
        page = self.admin.send(self.admin.open("/ketelitian"),
                               "/ketelitian", porsi=percent)
        self.assertEqual(page.status, status, page.text)
        return page

    def key(self, n, **fields):
        """Keys n sheets; returns their ids."""
        return [self.save(self.clerk, self.desk(self.clerk, **fields))["saved"]["id"]
                for _ in range(n)]

    def waiting(self):
        return re.findall(r'href="(/loket/ulang/\d+)"',
                          self.clerk.open("/loket/ulang").text)

    def again(self, address, digits="343434343", **fields):
        """The second keying of a sheet."""
        page = self.clerk.open(address)
        self.assertEqual(page.status, 200, page.text)
        self.assertEqual(tools.value(page, "j1"), "")
        return self.clerk.open(address, {
            **tools.hidden(page), **tools.answers(digits), **tools.PERSON, **fields})

    def accuracy(self):
        return {one["login"]: one for one in json.loads(
            self.admin.open("/ketelitian.json").text)["clerks"]}

    def test_never_what_she_still_sees(self):
        self.share("100")
        ids = self.key(10, nomor="")
        self.assertEqual(self.waiting(), [])
        self.assertEqual(json.loads(self.clerk.open("/loket.json").text)["waiting"], 0)
        self.key(1)
        one, = self.waiting()
        self.assertIn("lembar ke-1<", self.clerk.open("/loket/ulang").text)
        # its answers are shown nowhere to her any more
        text = self.clerk.open("/loket/lembar/" + ids[0]).text
        self.assertNotIn("Persyaratan", text)
        self.assertIn("menunggu diketik ulang", text)
        for address in ("/respons/" + ids[0], f"/respons/{ids[0]}.json"):
            self.assertEqual(self.clerk.open(address).status, 403)
        self.assertEqual(self.clerk.open("/respons/" + ids[1]).status, 200)
        self.assertIn("menunggu ketik ulang", self.clerk.open("/respons").text)
        self.assertNotIn("menunggu ketik ulang", self.admin.open("/respons").text)
        told = json.loads(self.clerk.open("/respons.json").text)
        told = {one["id"]: one for one in next(
            v for v in told.values() if isinstance(v, list) and v)}
        self.assertEqual((told[ids[0]]["answers"], told[ids[0]]["usia"]), (None, None))
        self.assertIsNotNone(told[ids[1]]["answers"])
        self.assertEqual(self.admin.open("/respons/" + ids[0]).status, 200)
        self.assertIn("Persyaratan", self.admin.open("/loket/lembar/" + ids[0]).text)
        self.assertNotIn("selected", self.clerk.open(one).text)

    def test_share_none(self):
        self.share("0")
        self.key(12)
        self.assertEqual(self.accuracy()["petugas"]["waiting"], 0)

    def test_the_share(self):
        for text in ("101", "-1", "", "x", "5.5", "<script>"):
            page = self.share(text, 422)
            self.assertIn('href="#porsi"', page.text)
            self.assertNotIn("<script>", page.text)
        self.share("7")
        self.assertRegex(self.ikm("log"), r"admin +setting +spot_percent")
        self.assertEqual(tools.value(self.admin.open("/ketelitian"), "porsi"),
                         "7")
        head = self.browser("kepala-01")
        token = re.search(r'name="csrf" value="([^"]*)"',
                          head.open("/ketelitian").text).group(1)
        page = head.open("/ketelitian", {"csrf": token, "porsi": "50"})
        self.assertEqual(page.status, 403)

    def test_counted_and_accepted(self):
        self.share("100")
        ids = self.key(12, nomor="")
        first, second = self.waiting()
        page = self.again(first, j1="")
        self.assertEqual(page.status, 422)
        self.assertIn('href="#j1"', page.text)
        self.assertEqual(self.again(first).location,
                         "/loket/ulang?pesan=ketikan-kedua")
        self.assertEqual(self.clerk.open(first).status, 404)
        self.again(second, "341434343", usia="4")
        told = self.accuracy()["petugas"]
        self.assertEqual({k: told[k] for k in ("sheets", "again", "waiting",
                                               "fields", "differ")},
                         {"sheets": 12, "again": 2, "waiting": 10, "fields": 28,
                          "differ": 2})
        self.assertAlmostEqual(told["rate"], 2 / 28)
        # R: binom.test(2, 28, alternative = "less")
        self.assertAlmostEqual(told["at_most"], 0.2082047, 6)
        # the first keying stands
        text = self.admin.open("/loket/lembar/" + ids[1]).text
        self.assertIn("3 Cepat", text)
        self.assertNotIn("ubah", self.ikm("log"))
        page = self.admin.open("/ketelitian/petugas")
        for label in ("U3", "Usia", "20-29", "40-49", "Paling banyak"):
            self.assertIn(label, page.text)
        token = re.search(r'name="csrf" value="([^"]*)"', page.text).group(1)
        forms = re.findall(r'name="ulang" value="(\d+)"><input type="hidden" '
                           r'name="isian" value="(\d+)"', page.text)
        self.assertEqual([place for _, place in forms], ["2", "10"])
        for spot, place in forms:
            done = self.admin.open("/ketelitian/petugas/betulkan", {
                "csrf": token, "ulang": spot, "isian": place})
            self.assertEqual(done.status, 303, done.text)
        text = self.admin.open("/loket/lembar/" + ids[1]).text
        self.assertIn("1 Tidak cepat", text)
        self.assertIn("40-49", text)
        self.assertRegex(self.ikm("log"), r"admin +amend")
        self.assertEqual(self.admin.open("/ketelitian/petugas").text.count(
            "sudah dibetulkan"), 2)
        # an error counts though it was mended
        self.assertEqual(self.accuracy()["petugas"]["differ"], 2)
        done = self.judge("terima")
        self.assertEqual(done.location, "/ketelitian?pesan=putusan-terima")
        told = self.accuracy()["petugas"]
        self.assertEqual((told["sheets"], told["again"], told["waiting"],
                          told["rate"]), (0, 0, 0, None))
        self.assertEqual(self.waiting(), [])
        self.assertIn("diterima", self.admin.open("/ketelitian/petugas").text)
        self.check_file()

    def judge(self, verdict, **fields):
        page = self.admin.open("/ketelitian/petugas")
        return self.admin.send(page, "/ketelitian/petugas/putusan", putusan=verdict,
                               **fields)

    def test_all_of_it_again(self):
        self.share("0")
        ids = self.key(4, nomor="")
        page = self.judge("ulang")
        self.assertEqual(page.status, 422)
        self.assertIn('href="#catatan"', page.text)
        self.judge("ulang", catatan="terlalu sering keliru")
        self.assertEqual(len(self.waiting()), 4)
        self.assertIn("menunggu diketik ulang",
                      self.clerk.open("/loket/lembar/" + ids[3]).text)
        for address in self.waiting():
            self.again(address)
        told = self.accuracy()["petugas"]
        self.assertEqual((told["again"], told["waiting"], told["differ"]), (4, 0, 0))
        self.judge("terima")
        self.assertIn("terlalu sering keliru",
                      self.admin.open("/ketelitian/petugas").text)
        self.check_file()

    def test_verdicts_are_records_of_the_chain(self):
        self.share("0")
        self.key(2, nomor="")
        before = len(self.ikm("log").splitlines())
        self.judge("ulang", catatan="terlalu sering keliru")
        for address in self.waiting():
            self.again(address)
        self.judge("terima", catatan="sudah baik")
        lines = self.ikm("log").splitlines()[before:]
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], r"admin +rekey +petugas")
        self.assertRegex(lines[1], r"admin +accept +petugas")
        self.check_file()
        with site.survey.contextlib.closing(site.survey.sqlite3.connect(
                self.path / "ikm.db")) as file:
            self.assertEqual(file.execute(
                "SELECT actor, subject, reason FROM record WHERE action IN "
                "('rekey', 'accept') ORDER BY record_id").fetchall(),
                [("admin", "petugas", "terlalu sering keliru"),
                 ("admin", "petugas", "sudah baik")])
        # what is changed behind the chain's back is found, and named
        for change in ("UPDATE spot_verdict SET is_accepted = 1",
                       "UPDATE spot_verdict SET note = 'x' WHERE verdict_id = 2",
                       "UPDATE spot_verdict SET judge = 'sari'",
                       "UPDATE spot SET verdict_id = NULL; "
                       "DELETE FROM spot_verdict WHERE verdict_id = 2"):
            copy = self.path / "salin.db"
            copy.unlink(missing_ok=True)
            self.ikm("backup", "salin.db")
            with site.survey.contextlib.closing(
                    site.survey.sqlite3.connect(copy)) as file:
                file.executescript(change)
            done = self.run_ikm("--db", "salin.db", "verify")
            self.assertEqual(done.returncode, 1, (change, done.stdout))
            self.assertIn("verdict", done.stdout + done.stderr, change)

    def test_a_void_sheet_is_not_asked_for(self):
        self.share("100")
        ids = self.key(11, nomor="")
        page = self.admin.open("/loket/lembar/" + ids[0])
        self.admin.send(page, "/loket/batal/" + ids[0],
                        **{"alasan-batal": "lembar ganda"})
        self.assertEqual(self.waiting(), [])

    def test_whose(self):
        self.share("100")
        self.key(11)
        address, = self.waiting()
        self.assertEqual(self.admin.open(address).status, 404)
        for part in ("0", "x", "99", "-1", "1;DROP"):
            self.assertEqual(self.clerk.open("/loket/ulang/" + part).status, 404)
        head = self.browser("kepala-01")  # petugas is of all offices
        self.assertNotIn("petugas", re.search(
            r"<table>.*</table>", head.open("/ketelitian").text, re.S).group())
        self.assertEqual(head.open("/ketelitian/petugas").status, 404)
        token = re.search(r'name="csrf" value="([^"]*)"',
                          head.open("/ketelitian").text).group(1)
        for path in ("putusan", "betulkan"):
            self.assertEqual(head.open(f"/ketelitian/petugas/{path}", {
                "csrf": token, "putusan": "terima", "sampai": "1", "ulang": "1",
                "isian": "1"}).status, 404)
        for fields in ({"putusan": "x"}, {"sampai": "0"}, {"sampai": "999"},
                       {"putusan": "terima", "catatan": "a" * 1001}):
            page = self.admin.open("/ketelitian/petugas")
            done = self.admin.send(page, "/ketelitian/petugas/putusan",
                                   **{"putusan": "terima", **fields})
            self.assertEqual(done.status, 422, fields)
        clerk_token = tools.hidden(self.clerk.open("/loket"))["csrf"]
        for path in ("/ketelitian/petugas/putusan", "/ketelitian/petugas/betulkan",
                     "/ketelitian"):
            self.assertEqual(self.clerk.open(path, {"csrf": clerk_token}).status, 403)

    def test_sent_twice(self):
        self.share("100")
        self.key(11)
        address, = self.waiting()
        page = self.clerk.open(address)
        fields = {**tools.hidden(page), **tools.answers("343434343"), **tools.PERSON}
        self.assertEqual(self.clerk.open(address, fields).status, 303)
        self.assertEqual(self.clerk.open(address, {**fields, "j1": "1"}).status, 404)
        self.assertEqual(self.accuracy()["petugas"]["differ"], 0)
