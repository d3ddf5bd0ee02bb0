"""Keyed entry at "/loket": what is stored, once; what is refused, and where it
is said; what survives."""
import json
import re
import threading

import desk_tools as tools
import site_tools as site

SCRIPT = "\"'><script>alert(1)</script>&amp;"
SQL = "'; DROP TABLE response; --"


class Entry(tools.Case):
    def test_a_sheet(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk, nomor="10", j3="2", saran="Antre lama",
                           **{"sebab-waktu": "a"})
        got = self.save(clerk, fields)
        self.assertEqual((got["today"], got["saved"]["again"]), (1, False))
        self.assertEqual(got["last"][0]["sheet"], "10")
        told = json.loads(self.ikm("analyze", "--unit", "kec-01", "--json"))
        self.assertEqual(told["results"][0]["ledger"]["used"], 1)
        page = clerk.open("/loket/lembar/" + got["saved"]["id"])
        for text in ("2 Kurang cepat", "Antrean panjang", "20-29", "Swasta",
                     "08.00-12.00", "5 Januari 2026", "Antre lama", "petugas"):
            self.assertIn(text, page.text)
        # the block of the last sheet stands there, the number goes on
        page = clerk.open("/loket")
        self.assertIn('<option value="KTP" selected>', page.text)
        self.assertEqual(tools.value(page, "tanggal"), "2026-01-05")
        self.assertEqual(tools.value(page, "nomor"), "11")
        self.assertEqual(tools.value(page, "j1"), "")
        self.assertRegex(self.ikm("log"), r"petugas +record +kec-01")
        self.check_file()

    def test_without_scripts(self):
        clerk = self.browser("petugas")
        page = clerk.open("/loket", self.desk(clerk))
        self.assertEqual((page.status, page.location),
                         (303, "/loket?pesan=lembar-tersimpan"))
        self.assertIn("Lembar tersimpan.", clerk.open(page.location).text)
        page = clerk.open("/loket", self.desk(clerk, j4="7", usia="x",
                                              tanggal="2026-02-30"))
        self.assertEqual(page.status, 422)
        for field in ("j4", "usia", "tanggal"):
            self.assertIn(f'<a href="#{field}">', page.text)
            self.assertIn(f'id="{field}-salah"', page.text)
        self.assertEqual(tools.value(page, "j5"), "3")  # nothing typed is lost
        self.assertEqual(json.loads(clerk.open("/loket.json").text)["today"], 1)

    def test_english(self):
        clerk = self.browser("petugas")
        clerk.open("/bahasa/en?ke=/loket")
        text = clerk.open("/loket?unit=kec-01").text
        for words in ("Save the sheet", "The last ten sheets", "Cause U3",
                      "civil servant"):
            self.assertIn(words, text)
        got = self.save(clerk, self.desk(clerk, j1="9"), 422)
        self.assertIn("allowed are 1-4", got["faults"][0]["text"])
        id = self.save(clerk, self.desk(clerk))["saved"]["id"]
        self.assertIn("Correct one field", clerk.open("/loket/lembar/" + id).text)
        self.assertIn("Blank questionnaires", clerk.open("/loket/kertas").text)

    def test_no_office_yet(self):
        self.ikm("--db", "kosong.db", "init")
        self.ikm("--db", "kosong.db", "user", "add", "admin", "--role", "admin",
                 input=site.PASSWORD + "\n")
        self.stop()
        (self.path / "kosong.db").replace(self.path / "ikm.db")
        self.start()
        admin = self.browser("admin")
        page = admin.open("/loket")
        self.assertIn("Belum ada unit", page.text)
        self.assertEqual(json.loads(admin.open("/loket.json").text)["unit"], None)
        token = re.search(r'name="csrf" value="([^"]*)"', page.text).group(1)
        for address, status in (("/loket", 422), ("/loket/draf", 404),
                                ("/loket/kertas", 404)):
            page = admin.open(address, {"csrf": token, "kunci": "k" * 20, "j1": "1"})
            self.assertEqual(page.status, status, address)
        self.assertEqual(admin.open("/loket/kertas").status, 404)

    def test_what_is_refused(self):
        clerk = self.browser("petugas")
        for field, text in (("j1", ""), ("j1", "5"), ("j9", "x"), ("j2", "-1"),
                            ("tanggal", ""), ("tanggal", "2999-01-01"),
                            ("tanggal", "31/02/2026"), ("layanan", "Bukan ini"),
                            ("jam", "malam"), ("usia", "9"), ("usia", "0x"),
                            ("pendidikan", "9"), ("jenis_kelamin", "z"),
                            ("pekerjaan", "b"), ("disabilitas", "?"),
                            ("sebab-waktu", "a"), ("sebab-waktu", "z"),
                            ("nomor", "9" * 41), ("saran", "a" * 4001)):
            page = clerk.open("/loket.json", self.desk(clerk, **{field: text}))
            self.assertEqual(page.status, 422, (field, text))
            got = json.loads(page.text)
            self.assertEqual([f["field"] for f in got["faults"]], [field], text)
        got = self.save(clerk, self.desk(clerk, **tools.answers("000000000")), 422)
        self.assertEqual(got["faults"][0]["field"], "j1")
        page = clerk.open("/loket.json", {**self.desk(clerk), "kunci": "pendek"})
        self.assertEqual(page.status, 422)
        self.assertEqual(json.loads(clerk.open("/loket.json").text)["today"], 0)

    def test_what_a_clerk_may_leave_out(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk, layanan="", jam="", **tools.answers("300000000"),
                           **dict.fromkeys(tools.PERSON, ""))
        got = self.save(clerk, fields)
        text = clerk.open("/loket/lembar/" + got["saved"]["id"]).text
        self.assertEqual(text.count("0 tidak dijawab"), 8)
        self.assertEqual(text.count("<td>tidak diisi</td>"), 6)

    def test_ages_and_words(self):
        clerk = self.browser("petugas")
        got = self.save(clerk, self.desk(clerk, usia="35", pekerjaan="a",
                                         jenis_kelamin="P", pendidikan="SMK"))
        text = clerk.open("/loket/lembar/" + got["saved"]["id"]).text
        for label in ("<td>35</td>", "lainnya", "<td>P</td>", "SMA"):
            self.assertIn(label, text)

    def test_every_form(self):
        clerk = self.browser("petugas")
        for form, n in (("skm-daring-16", 16), ("kepmenpan-25-2004", 14),
                        ("permenpanrb-16-2014", 9), ("spkp-8", 8), ("spak-5", 5)):
            place = f"?unit=kec-01&formulir={form}"
            fields = {k: v for k, v in self.desk(clerk, place).items()
                      if not re.fullmatch(r"j\d+", k)}
            self.assertEqual(fields["formulir"], form)
            self.save(clerk, {**fields, **tools.answers("3" * n)})
            self.save(clerk, {**self.desk(clerk, place),
                              **tools.answers("3" * (n - 1)), f"j{n}": ""}, 422)
        self.check_file()

    def test_other_kinds_of_questions_and_a_scale_of_ten(self):
        folder = self.path / "sendiri"
        folder.mkdir()
        for name, text in {
                "settings.csv": "kunci,nilai\nid,sendiri\nnama,Sendiri\ndasar,-\n"
                                "skala,10\nresmi,tidak\nmutu,tidak\npengganti,\n"
                                "catatan,\n",
                "elements.csv": "unsur,kode,nama,bobot,tindakan\n"
                                "satu,S1,Satu,,a\ndua,S2,Dua,,b\n",
                "questions.csv": "unsur,pertanyaan,jenis\nsatu,Puas?,kepuasan\n"
                                 "satu,Penting?,kepentingan\ndua,Puas juga?,\n"
                                 ",Seluruhnya?,keseluruhan\n",
                "choices.csv": "pertanyaan,skor,label\n" + "".join(
                    f"{q},{s},Nilai {s}\n" for q in range(1, 5)
                    for s in range(1, 11)),
                "classes.csv": "mutu,batas_bawah,kinerja\n"}.items():
            (folder / name).write_text(text, "utf-8")
        self.ikm("form", "add", "sendiri")
        clerk = self.browser("petugas")
        place = "?unit=kec-01&formulir=sendiri"
        base = {k: v for k, v in self.desk(clerk, place).items()
                if not re.fullmatch(r"j\d+", k)}
        got = self.save(clerk, {**base, "j1": "10", "j2": "7", "j3": "0", "j4": "9"})
        text = clerk.open("/loket/lembar/" + got["saved"]["id"]).text
        for label in ("10 Nilai 10", "7 Nilai 7", "9 Nilai 9"):
            self.assertIn(label, text)
        self.save(clerk, {**base, "kunci": "k" * 20, "j1": "11", "j2": "0",
                          "j3": "1", "j4": "1"}, 422)

    def test_counts_against_the_sample(self):
        self.ikm("volume", "set", "kec-01", "2026-TW1", "900", "--service", "KTP")
        self.ikm("volume", "set", "kec-01", "2026", "2000")
        clerk = self.browser("petugas")
        got = self.save(clerk, self.desk(clerk))
        self.assertEqual((got["sample"]["n"], got["sample"]["required"]), (1, 269))
        got = self.save(clerk, self.desk(clerk, tanggal="2026-05-05"))
        self.assertEqual((got["sample"]["n"], got["sample"]["required"]), (2, 322))
        self.assertIn("KTP, Triwulan I 2026: 1 dari sasaran 269 responden",
                      self.save(clerk, self.desk(clerk, tanggal="2026-01-31")
                                )["sample_words"].replace(": 2 ", ": 1 "))


class Once(tools.Case):
    def test_sent_again(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk)
        first = self.save(clerk, fields)
        again = self.save(clerk, fields)
        self.assertEqual(again["saved"], {**first["saved"], "again": True})
        self.assertEqual(again["today"], 1)
        # the same key with other answers is no resend: nothing is dropped unsaid
        other = self.save(clerk, {**fields, "j1": "1"}, 409)
        self.assertNotEqual(other["key"], fields["kunci"])
        got = self.save(clerk, {**fields, "j1": "1", "kunci": other["key"]})
        self.assertEqual(got["today"], 2)
        # a corrected sheet that is sent again stays corrected
        page = clerk.open("/loket/lembar/" + first["saved"]["id"])
        clerk.send(page, "/loket/perbaiki/" + first["saved"]["id"], isian="U1",
                   nilai="4", alasan="salah ketik")
        self.assertTrue(self.save(clerk, fields)["saved"]["again"])

    def test_many_at_once(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk)
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(
            json.loads(clerk.open("/loket.json", fields).text)["saved"]["id"]))
            for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(answers), len(set(answers))), (12, 1))
        self.assertEqual(json.loads(clerk.open("/loket.json").text)["today"], 1)

    def test_keys_of_others_do_not_collide(self):
        one, two = self.browser("petugas"), self.browser("admin")
        fields = self.desk(one)
        first = self.save(one, fields)["saved"]
        second = self.save(two, {**self.desk(two), "kunci": fields["kunci"]})["saved"]
        self.assertNotEqual(first["id"], second["id"])


class Drafts(tools.Case):
    def keep(self, clerk, fields):
        page = clerk.open("/loket/draf.json", fields)
        self.assertEqual((page.status, json.loads(page.text)["kept"]), (200, True))

    def test_a_sheet_in_progress_survives_a_power_cut(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk, saran=SCRIPT, j5="")
        self.keep(clerk, fields)
        self.stop(site.signal.SIGKILL)
        self.start()
        clerk.port, clerk.origin = self.port, f"http://127.0.0.1:{self.port}"
        page = clerk.open("/loket?unit=kec-01")
        self.assertEqual(tools.value(page, "j4"), "4")
        self.assertEqual(tools.value(page, "saran"), SCRIPT)
        self.assertNotIn("<script>alert", page.text)
        self.assertEqual(tools.hidden(page)["kunci"], fields["kunci"])
        # another office has its own, and so has another person
        self.assertEqual(tools.value(clerk.open("/loket?unit=kec-02"), "j4"), "")
        other = self.browser("admin")
        self.assertEqual(tools.value(other.open("/loket?unit=kec-01"), "j4"), "")
        self.save(clerk, {**tools.hidden(page), **fields, "j5": "3",
                          "csrf": tools.hidden(page)["csrf"]})
        self.assertEqual(tools.value(clerk.open("/loket"), "j4"), "")
        self.check_file()

    def test_a_late_draft_of_another_sheet_stays(self):
        clerk = self.browser("petugas")
        first = self.desk(clerk)
        second = {**first, "kunci": "b" * 24, "j1": "1"}
        self.keep(clerk, second)
        self.save(clerk, first)
        self.assertEqual(tools.value(clerk.open("/loket"), "j1"), "1")

    def test_thrown_away(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk)
        self.keep(clerk, fields)
        page = clerk.open("/loket/draf", {**fields, "buang": "1"})
        self.assertEqual(page.location, "/loket")
        self.assertEqual(tools.value(clerk.open("/loket?unit=kec-01"), "j1"), "")


class Changes(tools.Case):
    def one(self, browser, **fields):
        return self.save(browser, self.desk(browser, **fields))["saved"]["id"]

    def test_undo(self):
        clerk = self.browser("petugas")
        id = self.one(clerk)
        address = "/loket/batal/" + id
        page = clerk.open("/loket/lembar/" + id)
        refused = clerk.send(page, address, **{"alasan-batal": " "})
        self.assertEqual(refused.status, 422)
        self.assertIn('href="#alasan-batal"', refused.text)
        done = clerk.send(page, address, **{"alasan-batal": "lembar ganda"})
        self.assertEqual(done.status, 303)
        self.assertTrue(json.loads(clerk.open("/loket.json").text)["last"][0]["void"])
        self.fails(65, "analyze", "--unit", "kec-01", said="tidak ada respons")
        self.assertRegex(self.ikm("log"), r"petugas +void")
        self.assertEqual(clerk.send(page, address, **{"alasan-batal": "x"}).status,
                         403)
        self.check_file()

    def test_correction(self):
        clerk = self.browser("petugas")
        id = self.one(clerk)
        page = clerk.open("/loket/lembar/" + id)
        address = "/loket/perbaiki/" + id
        for field, value, shown in (("U3", "2", "2 Kurang cepat"),
                                    ("U4", "0", "0 tidak dijawab"),
                                    ("pekerjaan", "1", "PNS"),
                                    ("usia", "61", "<td>61</td>"),
                                    ("layanan", "-", "<td>-</td>"),
                                    ("lembar", "A-7", "A-7"),
                                    ("jam", "13.00-17.00", "13.00-17.00"),
                                    ("saran", "Baik", "Baik")):
            done = clerk.send(page, address, isian=field, nilai=value,
                              alasan="salah ketik")
            self.assertEqual(done.status, 303, (field, done.text))
            self.assertIn(shown, clerk.open("/loket/lembar/" + id).text)
        for field, value, reason, at in (
                ("U3", "9", "x", "nilai"), ("U3", "2", "", "alasan"),
                ("U3", "2", "x", "nilai"), ("pekerjaan", "zz", "x", "nilai"),
                ("jam", "malam", "x", "nilai"), ("tanggal", "kemarin", "x", "nilai"),
                ("", "1", "x", "isian"), ("a=b", "1", "x", "isian"),
                ("bukan", "1", "x", "nilai")):
            done = clerk.send(page, address, isian=field, nilai=value, alasan=reason)
            self.assertEqual(done.status, 422, (field, value))
            self.assertIn(f'href="#{at}"', done.text, (field, value))
        self.assertRegex(self.ikm("log"), r"petugas +amend")
        self.check_file()

    def test_whose_sheets(self):
        self.ikm("user", "add", "luar", "--role", "petugas", "--unit", "kec-02",
                 input=site.PASSWORD + "\n")
        admin, clerk = self.browser("admin"), self.browser("petugas")
        outside = self.browser("luar")
        id = self.one(admin)
        token = tools.hidden(clerk.open("/loket"))["csrf"]
        change = {"csrf": token, "isian": "U1", "nilai": "1", "alasan": "x",
                  "alasan-batal": "x"}
        self.assertEqual(clerk.open("/loket/lembar/" + id).status, 200)
        for address in ("/loket/batal/", "/loket/perbaiki/"):
            self.assertEqual(clerk.open(address + id, change).status, 403)
        token = tools.hidden(outside.open("/loket"))["csrf"]
        self.assertEqual(outside.open("/loket/lembar/" + id).status, 403)
        for address in ("/loket/batal/", "/loket/perbaiki/"):
            self.assertEqual(outside.open(address + id, {**change, "csrf": token}
                                          ).status, 403)
        self.assertEqual(outside.open("/loket?unit=kec-01").status, 403)
        self.assertEqual(outside.open("/loket.json?unit=kab").status, 403)
        fields = {**self.desk(outside, "", layanan=""), "unit": "kec-01"}
        for address in ("/loket.json", "/loket/draf.json"):
            self.assertEqual(outside.open(address, fields).status, 403)
        # an admin changes the clerk's; a clerk her last ten alone
        mine = self.one(clerk)
        page = admin.open("/loket/lembar/" + mine)
        done = admin.send(page, "/loket/perbaiki/" + mine, isian="U1", nilai="1",
                          alasan="dicocokkan")
        self.assertEqual(done.status, 303)
        for _ in range(10):
            self.one(clerk)
        self.assertEqual(len(json.loads(clerk.open("/loket.json").text)["last"]), 10)
        self.assertEqual(clerk.open("/loket/batal/" + mine, {
            **change, "csrf": tools.hidden(clerk.open("/loket"))["csrf"]}).status, 403)

    def test_found_by_its_number(self):
        clerk = self.browser("petugas")
        id = self.one(clerk, nomor="A-17")
        for typed in ("A-17", " A-17 ", "http://x/loket/cari?nomor=A-17"):
            page = clerk.open("/loket/cari?" + site.urllib.parse.urlencode(
                {"nomor": typed}))
            self.assertEqual(page.location, "/loket/lembar/" + id, typed)
        self.assertIn("belum diisikan", clerk.open("/loket/cari?nomor=zz").text)
        self.one(clerk, nomor="A-17")
        self.assertEqual(clerk.open("/loket/cari?nomor=A-17").text.count(
            "/loket/lembar/"), 2)


class Attacks(tools.Case):
    def test_script_and_sql_in_every_field(self):
        clerk = self.browser("petugas")
        fields = self.desk(clerk)
        for text in (SCRIPT, SQL, "%00", "\u202e", "x" * 5000, "=1+1"):
            for name in list(fields) + ["saran", "nomor", "mulai", "sebab-waktu"]:
                if name == "csrf":
                    continue
                sent = {**fields, "kunci": "k" * 20 + str(abs(hash(name + text))),
                        name: text}
                for address in ("/loket.json", "/loket/draf", "/loket"):
                    page = clerk.open(address, sent)
                    self.assertLess(page.status, 500, (name, text, address))
                    if address != "/loket.json":
                        self.assertNotIn("<script>alert", page.text)
            page = clerk.open("/loket?unit=kec-01")
            self.assertNotIn("<script>alert", page.text)
        json.loads(clerk.open("/loket.json?unit=kec-01").text)
        for query in (SCRIPT + "0", SQL + "0"):
            page = clerk.open("/loket/cari?" + site.urllib.parse.urlencode(
                {"nomor": query}))
            self.assertEqual(page.status, 200)
            self.assertNotIn("<script>alert", page.text)
        self.check_file()

    def test_a_change_needs_its_token(self):
        clerk, other = self.browser("petugas"), self.browser("admin")
        fields = self.desk(clerk)
        id = self.save(clerk, fields)["saved"]["id"]
        foreign = tools.hidden(other.open("/loket"))["csrf"]
        for address in ("/loket", "/loket.json", "/loket/draf", "/loket/draf.json",
                        "/loket/batal/" + id, "/loket/perbaiki/" + id):
            for token in ("", "x", foreign):
                page = clerk.open(address, {**fields, "csrf": token, "alasan": "x",
                                            "alasan-batal": "x", "isian": "U1",
                                            "nilai": "1", "kunci": "z" * 20})
                self.assertEqual(page.status, 403, address)
            page = clerk.open(address, fields, headers={"Origin": "http://jahat"})
            self.assertEqual(page.status, 403, address)
        self.assertEqual(json.loads(clerk.open("/loket.json").text)["today"], 1)
