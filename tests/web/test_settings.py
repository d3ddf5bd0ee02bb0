"""/pengaturan: letterhead and signer, read and changed by those who may."""
import contextlib
import json
import sqlite3

import site_tools as site

NIP = "197001011990031001"


class Settings(site.Case):
    def say(self, browser, unit="", lang=None, **fields):
        address = "/pengaturan" + (f"?unit={unit}" if unit else "")
        return browser.send(browser.open(address), "/pengaturan", **fields)

    def listed(self, unit=None):
        """What the command line says: {key: words}."""
        of = ("--unit", unit) if unit else ()
        return {line[:16].strip(): line[17:].strip() for line in
                self.ikm("setting", "list", *of).splitlines()}

    def records(self):
        """(actor, action, subject) of every record about settings."""
        address = (self.path / "ikm.db").as_uri() + "?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as file:
            return file.execute("SELECT actor, action, subject FROM record "
                                "WHERE action = 'setting' ORDER BY record_id").fetchall()

    def test_who_may(self):
        self.assertEqual(self.browser().open("/pengaturan").status, 303)
        self.assertEqual(self.browser().open("/pengaturan.json").status, 401)
        token = {"csrf": self.browser("admin").open("/pengaturan").form(
            "/pengaturan")["csrf"]}
        for role in ("petugas", "pimpinan"):
            browser = self.browser(role)
            self.assertEqual(browser.open("/pengaturan").status, 403, role)
            self.assertEqual(browser.open("/pengaturan.json").status, 403)
            self.assertEqual(browser.open("/pengaturan", {
                **token, "place": "X"}).status, 403)
            self.assertNotIn("/pengaturan", browser.open("/").text)
        for role in ("analis", "admin"):
            browser = self.browser(role)
            page = browser.open("/pengaturan")
            self.assertEqual(page.status, 200)
            self.check_headers(page)
            self.assertIn('href="/pengaturan"', browser.open("/").text)
            fields = {**page.form("/pengaturan"), "place": "X"}
            for csrf in ("", "x" * 43, token["csrf"] if role == "analis" else ""):
                self.assertEqual(browser.open(
                    "/pengaturan", {**fields, "csrf": csrf}).status, 403)
        self.assertEqual(self.records(), [])

    def test_an_account_of_an_office_stays_in_it(self):
        head = self.browser("kepala-01")
        page = head.open("/pengaturan")
        self.assertNotIn("kec-02", page.text)
        for unit in ("kec-02", "kab"):
            self.assertEqual(head.open("/pengaturan?unit=" + unit).status, 403)
            done = head.send(page, "/pengaturan", unit=unit, place="X")
            self.assertEqual(done.status, 403, unit)
        self.assertEqual(head.open("/pengaturan?unit=x").status, 404)
        # not even an empty office reaches the survey as a whole
        done = head.send(page, "/pengaturan", unit="", place="Binangun")
        self.assertEqual(done.location,
                         "/pengaturan?unit=kec-01&pesan=pengaturan-disimpan")
        self.assertEqual(self.listed("kec-01")["place"], "Binangun")
        self.assertTrue(self.listed()["place"].startswith("- ("))

    def test_read_and_change_as_on_the_command_line(self):
        self.ikm("setting", "set", "address", "Jalan Raya 1")
        self.ikm("--as", "budi", "setting", "set", "signer_name", "Sari",
                 "--unit", "kab")
        analyst = self.browser("analis")
        page = analyst.open("/pengaturan?unit=kec-01")
        self.assertIn("Bila dikosongkan: Jalan Raya 1", page.text)
        self.assertIn("Bila dikosongkan: Sari", page.text)
        self.assertEqual(page.form("/pengaturan")["address"], "")
        done = self.say(analyst, "kec-01", office_name="Kecamatan Binangun",
                        signer_nip="19700101 199003 1 001", place="Binangun",
                        team="Tim SKM")
        self.assertEqual(done.location,
                         "/pengaturan?unit=kec-01&pesan=pengaturan-disimpan")
        self.assertEqual(self.records()[2:], [
            ("analis", "setting",
             "kec-01 office_name place signer_nip team")])
        listed = self.listed("kec-01")
        self.assertEqual(listed["signer_nip"], NIP)
        self.assertEqual(listed["address"], "Jalan Raya 1 (dari survei)")
        page = analyst.open(done.location)
        self.assertIn("Pengaturan sudah disimpan.", page.text)
        self.assertEqual(page.form("/pengaturan")["signer_nip"], NIP)
        twin = json.loads(analyst.open("/pengaturan.json?unit=kec-01").text)
        self.assertEqual(twin["schema"], "ikm.settings/1")
        self.assertEqual(twin["settings"]["place"],
                         {"value": "Binangun", "own": True})
        self.assertEqual(twin["settings"]["address"],
                         {"value": "Jalan Raya 1", "own": False})
        # what is emptied is taken from above again; the rest stays
        done = self.say(analyst, "kec-01", place="")
        self.assertTrue(self.listed("kec-01")["place"].startswith("- ("))
        self.assertEqual(self.listed("kec-01")["team"], "Tim SKM")
        self.assertEqual(self.records()[3], ("analis", "setting",
                                             "kec-01 place"))
        done = self.say(analyst, "kec-01")
        self.assertIn("pengaturan-tetap", done.location)
        self.assertEqual(len(self.records()), 4)
        self.assertRegex(self.ikm("log"), r"analis +setting +kec-01 place")
        self.check_file()

    def test_a_fault_stands_at_its_field_and_nothing_is_kept(self):
        admin = self.browser("admin")
        done = self.say(admin, place="Rekaan", signer_nip="12", team="x" * 5000)
        self.assertEqual(done.status, 422)
        for name in ("signer_nip", "team"):
            self.assertIn(f'href="#{name}"', done.text)
        self.assertNotIn('href="#place"', done.text)
        self.assertEqual(done.form("/pengaturan")["place"], "Rekaan")
        self.assertEqual(self.records(), [])
        self.assertNotIn("ikm setting", done.text)
        text = "<b>\"'&amp;"
        self.assertEqual(self.say(admin, place=text).status, 303)
        page = admin.open("/pengaturan")
        self.assertNotIn("<b>", page.text)
        self.assertEqual(page.form("/pengaturan")["place"], text)

    def test_no_path_is_taken_from_a_browser(self):
        secret = self.path / "rahasia"
        secret.mkdir()
        (secret / "lambang.png").write_bytes(bytes.fromhex("89504e470d0a1a0a"))
        admin = self.browser("admin")
        done = self.say(admin, logo=str(secret / "lambang.png"))
        self.assertIn("pengaturan-tetap", done.location)
        self.ikm("setting", "set", "logo", "rahasia/lambang.png")
        page = admin.open("/pengaturan")
        self.assertIn("lambang.png", page.text)
        self.assertNotIn("rahasia", page.text)
        self.assertNotIn("rahasia", admin.open("/pengaturan.json").text)
        done = self.say(admin, **{"lepas-lambang": "ya"})
        self.assertIn("pengaturan-disimpan", done.location)
        self.assertTrue(self.listed()["logo"].startswith("- ("))

    def test_english(self):
        admin = self.browser("admin")
        admin.open("/bahasa/en?ke=/pengaturan")
        page = admin.open("/pengaturan?unit=kec-01")
        for words in ("Settings", "Letterhead", "Signer", "Name of the signer"):
            self.assertIn(words, page.text)
        self.assertNotIn("Penanda tangan", page.text)
