"""The pages of "/respons": looking for responses, one with its history, voiding,
correcting, tagging comments."""
import json
import re

import desk_tools
import site_tools as site

SCRIPT = "\"'><script>alert(1)</script>&amp;"


class Responses(desk_tools.Case):
    made = {}

    def make_survey(self):
        super().make_survey()
        self.ikm("user", "add", "petugas-2", "--role", "petugas",
                 input=site.PASSWORD + "\n")
        self.ikm("user", "add", "loket-02", "--role", "petugas", "--unit",
                 "kec-02", input=site.PASSWORD + "\n")
        say = lambda unit, date, answers, *more: self.ikm(
            "--as", more[0], "record", "--unit", unit, "--date", date,
            "--answers", answers, *more[1:]).strip()
        say("kec-01", "2025-02-24", "343434343", "sari", "--service", "KTP",
            "--comment", "Antrean terlalu lama, kursi kurang", "--sheet", "A-17")
        say("kec-01", "2025-03-01", "144444444", "budi", "--comment",
            "Petugas ramah; Café di depan", "--channel", "kios")
        say("kec-02", "2025-03-02", "444444444", "sari", "--comment",
            "antre lama sekali")
        say("kab", "2025-03-03", "233333333", "sari", "--comment", SCRIPT)
        say("kec-01", "2025-03-04", "333333333", "sari")

    def check_words(self, path="ikm.db"):
        """The index of words fits the comments."""
        with site.survey.contextlib.closing(site.survey.sqlite3.connect(
                self.path / path)) as file:
            file.execute("INSERT INTO comment_words (comment_words, rank) "
                         "VALUES ('integrity-check', 1)")

    def found(self, browser, **query):
        page = browser.open("/respons.json?" +
                            site.urllib.parse.urlencode(query))
        self.assertEqual(page.status, 200, page.text)
        return json.loads(page.text)["responses"]

    def dates(self, browser, **query):
        return [row["date"][-2:] for row in self.found(browser, **query)]

    def test_filters(self):
        b = self.browser("analis")
        for query, wanted in (
                ({}, "04 03 02 01 24"),
                ({"unit": "kec-01"}, "04 01 24"),
                ({"unit": "kab"}, "04 03 02 01 24"),
                ({"periode": "2025-02"}, "24"),
                ({"periode": "2025-03-02..2025-03-03"}, "03 02"),
                ({"kanal": "2"}, "01"),
                ({"petugas": "budi"}, "01"),
                ({"rendah": "1"}, "03 01"),
                ({"lembar": "A-17"}, "24"),
                ({"lembar": "A-1"}, ""),
                ({"layanan": "ktp"}, "24"),
                ({"status": "batal"}, ""),
                ({"cari": "antre"}, "02 24"),
                ({"cari": "LAMA antr"}, "02 24"),
                ({"cari": "kursi lama"}, "24"),
                ({"cari": "cafe"}, "01"),
                ({"cari": "antre", "unit": "kec-02"}, "02"),
                ({"cari": "antre", "lembar": "A-17"}, "24"),
                ({"cari": "tidak-ada"}, ""),
                ({"cari": 'lama" kursi'}, "24"),
                ({"cari": 'lama" tidak-ada'}, "")):
            self.assertEqual(self.dates(b, **query), wanted.split(), query)

    def test_no_word_is_an_operator(self):
        b = self.browser("analis")
        for words in ("antre OR kursi", "antre NOT lama", "lama*", "text:antre",
                      "NEAR(antre lama)", "\"", "a\"b", "^antre", "(", "-antre",
                      "{text}: antre", "antre AND", "' OR 1=1 --", "lama\0"):
            page = b.open("/respons.json?" + site.urllib.parse.urlencode(
                {"cari": words}))
            self.assertIn(page.status, (200, 400, 422), (words, page.text))
        self.assertEqual(b.open("/respons?cari=!!").status, 422)
        self.assertIn("sedikitnya satu kata", b.open("/respons?cari=!!").text)

    def test_what_is_not_there_is_said_at_its_field(self):
        b = self.browser("analis")
        for name, value in (("periode", "2025-13"), ("layanan", "SIM"),
                            ("petugas", "siapa")):
            page = b.open(f"/respons?{name}={value}")
            self.assertEqual(page.status, 422, name)
            self.assertIn(f'href="#{name}"', page.text)
        self.assertEqual(b.open("/respons?unit=tak-ada").status, 404)

    def test_pages_by_key(self):
        rows = ["unit,tanggal,layanan," + ",".join(f"u{i}" for i in range(1, 10))
                + ",saran"]
        for i in range(230):
            rows.append(f"kec-0{i % 2 + 1},2025-04-{i % 28 + 1:02},,"
                        + "3,3,3,3,3,3,3,3,3," + f"kata{i}")
        self.write("a.csv", "\n".join(rows))
        self.ikm("import", "a.csv")
        b = self.browser("analis")
        seen, address = [], "/respons?periode=2025-04&unit=kec-01"
        while address:
            page = b.open(address)
            seen += re.findall(r"kata(\d+)", page.text)
            self.assertLessEqual(len(re.findall("<tr>", page.text)), 51)
            more = re.search(r'href="([^"]*sebelum=[^"]*)"', page.text)
            address = more and site.html.unescape(more.group(1))
        self.assertEqual(seen, [str(i) for i in range(228, -1, -2)])

    def test_a_clerk_sees_her_own_office(self):
        b = self.browser("loket-02")
        self.assertEqual(self.dates(b), ["02"])
        self.assertEqual(self.dates(b, cari="antre"), ["02"])
        self.assertEqual(self.dates(b, lembar="A-17"), [])
        self.assertEqual(b.open("/respons?unit=kec-01").status, 403)
        self.assertNotIn("kec-01", b.open("/respons").text)
        other = self.found(self.browser("analis"), unit="kec-01")[0]["id"]
        self.assertEqual(b.open(f"/respons/{other}").status, 403)
        self.assertEqual(b.open(f"/respons/{other}.json").status, 403)
        own = self.found(b)[0]["id"]
        page = b.open(f"/respons/{own}")
        self.assertEqual(page.status, 200)
        for what, more in (("batal", {"alasan-batal": "x"}),
                           ("ubah", {"isian": "U1", "nilai": "1", "alasan": "x"}),
                           ("tanda", {"unsur": "waktu"})):
            done = b.open(f"/respons/{other}/{what}",
                          {**page.form("/keluar"), **more})
            self.assertEqual(done.status, 403, what)
        self.assertEqual(len(self.found(self.browser("analis"))), 5)
        self.assertNotIn("void", self.ikm("log"))

    def test_a_leader_looks_only(self):
        b = self.browser("pimpinan")
        one = self.found(b)[0]["id"]
        page = b.open(f"/respons/{one}")
        self.assertNotIn("<form method=\"post\" action=\"/respons", page.text)

    def test_void(self):
        b = self.browser("analis")
        one = self.found(b, lembar="A-17")[0]["id"]
        page = b.open(f"/respons/{one}")
        again = b.send(page, f"/respons/{one}/batal", **{"alasan-batal": "  "})
        self.assertEqual(again.status, 422)
        self.assertIn('href="#alasan-batal"', again.text)
        done = b.send(page, f"/respons/{one}/batal",
                      **{"alasan-batal": "terisi <dua> kali"})
        self.assertEqual(done.location, f"/respons/{one}?pesan=respons-dibatalkan")
        page = b.open(f"/respons/{one}")
        self.assertIn("terisi &lt;dua&gt; kali", page.text)
        self.assertIn("<del>dipakai</del> menjadi <ins>batal</ins>", page.text)
        self.assertNotIn(f"/respons/{one}/batal", page.text)
        self.assertEqual(self.found(b, status="batal")[0]["id"], one)
        self.assertRegex(self.ikm("log"), rf"analis +void +{one}")
        again = b.open(f"/respons/{one}/batal", {
            "csrf": page.form("/keluar")["csrf"], "alasan-batal": "lagi"})
        self.assertEqual(again.status, 422)
        self.check_file()

    def test_amend_keeps_the_original(self):
        b = self.browser("analis")
        one = self.found(b, lembar="A-17")[0]["id"]
        page = b.open(f"/respons/{one}")
        action = f"/respons/{one}/ubah"
        for field, value in (("U1", "5"), ("U1", "3"), ("tanggal", "2025-02-30"),
                             ("unit", "kec-02"), ("layanan", "SIM"), ("x", "y")):
            done = b.send(page, action, isian=field, nilai=value, alasan="salah")
            self.assertEqual(done.status, 422, (field, value))
            self.assertIn('href="#nilai"', done.text)
        self.assertEqual(b.send(page, action, isian="U1", nilai="1",
                                alasan="").status, 422)
        b.send(page, action, isian="U1", nilai="1", alasan="lembar dibaca ulang")
        done = b.send(page, action, isian="saran", nilai="Petugas sabar " + SCRIPT,
                      alasan="salah ketik")
        self.assertEqual(done.status, 303, done.text)
        page = b.open(f"/respons/{one}")
        self.assertIn("U1: <del>3</del> menjadi <ins>1</ins>", page.text)
        self.assertIn("lembar dibaca ulang", page.text)
        self.assertNotIn("<script>alert", page.text)
        self.assertIn("Antrean terlalu lama", page.text)
        # the words follow
        self.assertEqual(self.dates(b, cari="kursi"), [])
        self.assertEqual(self.dates(b, cari="sabar"), ["24"])
        self.assertEqual(self.dates(b, rendah="1"), ["03", "01", "24"])
        data = json.loads(b.open(f"/respons/{one}.json").text)
        self.assertEqual([h["before"]["answers"][0]["score"]
                          for h in data["history"]], [3, 1])
        self.assertEqual(data["history"][0]["actor"], "analis")
        self.check_file()
        self.check_words()

    def test_tags(self):
        b = self.browser("analis")
        one = self.found(b, lembar="A-17")[0]["id"]
        page = b.open(f"/respons/{one}")
        # the program suggests, a person says
        self.assertEqual(re.findall(r"(U\d)[^<]*<small>\(usulan\)", page.text),
                         ["U3", "U9"])
        self.assertEqual(self.found(b, lembar="A-17")[0]["tags"], [])
        csrf = page.form(f"/respons/{one}/batal")["csrf"]

        def tag(*keys):
            return b.open(f"/respons/{one}/tanda", site.urllib.parse.urlencode(
                [("csrf", csrf), *(("unsur", k) for k in keys)]), headers={
                    "Content-Type": "application/x-www-form-urlencoded"})

        self.assertEqual(tag("waktu", "sarana").location,
                         f"/respons/{one}?pesan=saran-ditandai")
        self.assertEqual(self.dates(b, unsur="waktu"), ["24"])
        self.assertEqual(self.dates(b, unsur="biaya"), [])
        self.assertEqual(tag("waktu", "sarana").status, 422)
        self.assertEqual(tag("tidak-ada").status, 422)
        self.assertEqual(tag("waktu").status, 303)
        self.assertEqual(self.dates(b, unsur="sarana"), [])
        self.assertEqual(self.dates(b, unsur="waktu"), ["24"])
        self.assertEqual(self.found(b, lembar="A-17")[0]["tags"], ["waktu"])
        page = b.open(f"/respons/{one}")
        self.assertEqual(page.text.count("menandai sarannya"), 2)
        self.assertEqual(page.text.count("mencabut tanda"), 1)
        self.assertRegex(self.ikm("log"), rf"analis +tag +{one}")
        self.check_file()
        # what is changed behind the chain's back is found
        with site.survey.contextlib.closing(site.survey.sqlite3.connect(
                self.path / "ikm.db")) as file:
            file.execute("UPDATE comment_tag SET element = 5 WHERE element = 3")
            file.commit()
        self.assertEqual(self.run_ikm("verify").returncode, 1)

    def test_tags_travel_with_a_merge(self):
        b = self.browser("analis")
        one = self.found(b, lembar="A-17")[0]["id"]
        page = b.open(f"/respons/{one}")
        b.send(page, f"/respons/{one}/tanda", unsur="waktu")
        b.send(page, f"/respons/{one}/ubah", isian="saran", nilai="antrean baru",
               alasan="salah ketik")
        self.stop()
        self.ikm("--db", "lain.db", "init")
        done = self.run_ikm("--db", "lain.db", "merge", "ikm.db")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("penanda saran", done.stdout)
        done = self.run_ikm("--db", "lain.db", "merge", "ikm.db")
        self.assertIn("Tidak ada yang baru", done.stdout)
        self.check_file("lain.db")
        self.check_words("lain.db")
        with site.survey.contextlib.closing(site.survey.sqlite3.connect(
                self.path / "lain.db")) as file:
            self.assertEqual(file.execute(
                "SELECT element, is_set, actor FROM comment_tag").fetchall(),
                [(3, 1, "analis")])
            self.assertEqual(file.execute(
                "SELECT count(*) FROM comment_words WHERE comment_words MATCH "
                "'antre*'").fetchone(), (2,))

    def test_a_clerk_changes_her_last_ten_sheets_alone(self):
        admin = self.browser("admin")
        admin.send(admin.open("/ketelitian"), "/ketelitian", porsi="0")
        clerk, other = self.browser("petugas"), self.browser("petugas-2")
        mine = [self.save(clerk, self.desk(clerk, nomor=f"S-{n}"))["saved"]["id"]
                for n in range(11)]
        hers = self.save(other, self.desk(other, nomor="T-1"))["saved"]["id"]
        told = self.found(clerk, lembar="A-17")[0]["id"]
        token = clerk.open("/respons").form("/keluar")
        ways = (("batal", {"alasan-batal": "salah"}),
                ("ubah", {"isian": "U1", "nilai": "1", "alasan": "salah"}))
        for id_ in (mine[0], hers, told):
            page = clerk.open(f"/respons/{id_}")
            self.assertEqual(page.status, 200)
            self.assertIn("sepuluh lembar terakhir", page.text)
            for what, fields in ways:
                self.assertNotIn(f"/respons/{id_}/{what}", page.text)
                done = clerk.open(f"/respons/{id_}/{what}", {**token, **fields})
                self.assertEqual(done.status, 403, (id_, what))
                self.assertIn("analis atau admin", done.text)
        self.assertNotRegex(self.ikm("log"), "void|amend")
        page = clerk.open(f"/respons/{mine[1]}")
        self.assertNotIn("sepuluh lembar terakhir", page.text)
        for what, fields in reversed(ways):
            done = clerk.send(page, f"/respons/{mine[1]}/{what}", **fields)
            self.assertEqual(done.status, 303, done.text)
        # analysts and admins: any of their offices
        for role, id_ in (("analis", mine[0]), ("admin", hers)):
            browser = self.browser(role)
            done = browser.send(browser.open(f"/respons/{id_}"),
                                f"/respons/{id_}/batal", **ways[0][1])
            self.assertEqual(done.status, 303)
        self.check_file()

    def test_unknown_ids(self):
        b = self.browser("analis")
        for what in ("x", "01890a5d-ac96-774b-bcce-b302099a8057", "'--", "%00"):
            page = b.open("/respons/" + site.urllib.parse.quote(what, safe="%"))
            self.assertIn(page.status, (400, 404), what)
