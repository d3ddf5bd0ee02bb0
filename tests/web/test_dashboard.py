"""/dasbor, /rencana, /terbit: the same figures as everywhere, for those who may."""
import html
import json
import re

import site_tools


class Dashboard(site_tools.Case):
    def setUp(self):
        super().setUp()
        lines = ["unit,layanan,tanggal,jenis_kelamin,"
                 + ",".join(f"u{i}" for i in range(1, 10))]
        for n in range(60):
            for unit, quarter in (("kec-01", "02"), ("kec-01", "05"),
                                  ("kec-02", "05")):
                scores = [3 + (n + i) % 2 for i in range(9)]
                scores[2] = 2 + (n % 3 == 0) + (quarter == "05")
                scores[7] = 3 if unit == "kec-01" else 2
                gender = "P" if n < 3 else "L"
                lines.append(f"{unit},KTP,2025-{quarter}-{n % 27 + 1:02},"
                             f"{gender}," + ",".join(map(str, scores)))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        self.ikm("target", "set", "kec-01", "2025", "80")
        self.of = "?unit=kec-01&periode=2025-TW2"

    def text(self, browser, address):
        page = browser.open(address)
        self.assertEqual(page.status, 200, page.text)
        return html.unescape(re.sub(r"<[^>]*>", " ", page.text))

    def twin(self, browser, address):
        page = browser.open(address)
        self.assertEqual(page.status, 200, page.text)
        self.assertEqual(page.headers["Content-Type"], "application/json")
        return json.loads(page.text)

    def test_who_may(self):
        for address in ("/dasbor", "/rencana", "/rencana/usul", "/terbit"):
            self.assertEqual(self.browser().open(address).status, 303)
            self.assertEqual(self.browser().open(address + ".json").status, 401)
            clerk = self.browser("petugas")
            self.assertEqual(clerk.open(address).status, 403, address)
            self.assertEqual(clerk.open(address + ".json").status, 403)
        for role in ("analis", "pimpinan", "admin"):
            browser = self.browser(role)
            for address in ("/dasbor", "/rencana", "/rencana/usul", "/terbit"):
                self.check_headers(browser.open(address))
                self.assertEqual(browser.open(address).status, 200, address)
        narrow = self.browser("kepala-01")
        self.assertEqual(narrow.open("/dasbor?unit=kec-02").status, 403)
        self.assertEqual(narrow.open("/dasbor?unit=kab").status, 403)
        self.assertEqual(narrow.open("/dasbor?unit=kec-99").status, 404)
        self.assertIn("Kecamatan Binangun", self.text(narrow, "/dasbor"))
        self.assertEqual(narrow.open("/dasbor?periode=2025-TW9").status, 422)

    def test_four_questions_with_the_figures_of_the_analysis(self):
        browser = self.browser("pimpinan")
        page = self.text(browser, "/dasbor" + self.of)
        result = self.result("--unit", "kec-01", "--period", "2025-TW2")
        value = f"{result['ikm']['value']:.2f}".replace(".", ",")
        questions = ["Bagaimana keadaannya?", "Apa yang didahulukan?",
                     "Apakah membaik?", "Apa yang dijanjikan, dan berhasilkah?"]
        at = [page.index(question) for question in questions]
        self.assertEqual(at, sorted(at))
        self.assertIn(f"IKM {value}: mutu", page)
        self.assertIn("Sasaran tahun 2025: 80,00", page)
        self.assertIn("Tren dihitung mulai 4 periode; baru ada 2.", page)
        self.assertIn("Belum ada rencana", page)
        twin = self.twin(browser, "/dasbor.json" + self.of)
        self.assertEqual(twin["schema"], "ikm.dashboard/1")
        self.assertEqual(twin["analysis"]["results"][0]["ikm"], result["ikm"])
        # the newest quarter with data is shown when none is asked for
        newest = self.twin(browser, "/dasbor.json?unit=kec-01")
        self.assertEqual(newest["analysis"]["results"][0]["period"], "2025-TW2")

    def test_small_groups_stay_hidden(self):
        browser = self.browser("analis")
        twin = self.twin(browser, "/dasbor.json" + self.of)
        self.assertTrue(all(r["ledger"]["used"] is None
                            for r in twin["gender"]["results"]
                            if r["group"] == "P"))
        self.assertIn("disembunyikan", self.text(browser, "/dasbor" + self.of))

    def test_a_regency_ranks_its_offices_and_steps_down(self):
        browser = self.browser("pimpinan")
        address = "/dasbor?unit=kab&periode=2025-TW2"
        twin = self.twin(browser, address.replace("?", ".json?"))
        self.assertEqual(sorted(r["unit"] for r in twin["units"]["results"]),
                         ["kec-01", "kec-02"])
        page = browser.open(address).text
        for code in ("kec-01", "kec-02"):
            self.assertIn(f'href="/dasbor?unit={code}&amp;periode=2025-TW2"',
                          page)
        self.assertIn("belum dapat dibedakan dari yang teratas", page)

    def test_of_one_service(self):
        browser = self.browser("pimpinan")
        address = "/dasbor" + self.of + "&layanan=KTP"
        self.assertIn("60 responden", self.text(browser, address))
        page = browser.open("/dasbor" + self.of + "&layanan=Paspor")
        self.assertEqual(page.status, 200)
        self.assertIn("Paspor", page.text)
        self.assertIn("tidak dikenal", page.text)

    def test_of_one_service_among_others(self):
        rows = [f"kec-01,{service},2025-{month}-{day:02},L," + ",".join(
                    str(1 + (day + e + len(service)) % 4) for e in range(9))
                for service in ("KK", "Akta") for day in range(1, 28)
                for month in ("02", "05", "08", "11")]
        self.write("b.csv", "unit,layanan,tanggal,jenis_kelamin,"
                   + ",".join(f"u{i}" for i in range(1, 10)) + "\n"
                   + "\n".join(rows) + "\n")
        self.ikm("import", "b.csv", "--create")
        self.ikm("volume", "set", "kec-01", "2025-TW4", "900", "--service", "KK")
        for service, programme in (("KK", "Loket khusus KK"),
                                   ("Akta", "Formulir akta baru")):
            self.ikm("plan", "add", "--unit", "kec-01", "--period", "2025-TW3",
                     "--element", "waktu", "--programme", programme,
                     "--in-charge", "Kepala Seksi", "--service", service)
        browser = self.browser("pimpinan")
        of = "?unit=kec-01&periode=2025-TW4&layanan=KK"
        twin = self.twin(browser, "/dasbor.json" + of)
        result = self.result("--unit", "kec-01", "--period", "2025-TW4",
                             "--service", "KK")
        self.assertEqual(twin["analysis"]["results"][0], result)
        self.assertEqual(result["ledger"]["used"], 27)
        self.assertEqual(result["sample"]["population"], 900)
        self.assertEqual(twin["gender"], None)
        page = self.text(browser, "/dasbor" + of)
        for words in ("27 responden dari paling sedikit", "Triwulan I 2025",
                      "Triwulan IV 2025", "Sen, dari 4 periode",
                      "Loket khusus KK", "Rentang 95 %"):
            self.assertIn(words, page)
        self.assertNotIn("Formulir akta baru", page)
        self.assertNotIn("Sasaran tahun 2025", page)

    def test_forms_are_never_pooled(self):
        self.ikm("record", "--unit", "kec-01", "--date", "2025-05-03",
                 "--answers", "44444", "--form", "spak-5")
        browser = self.browser("pimpinan")
        page = browser.open("/dasbor" + self.of)
        self.assertIn("formulir=spak-5", page.text)
        self.assertIn("60 responden", page.text)
        other = self.text(browser, "/dasbor" + self.of + "&formulir=spak-5")
        self.assertIn("dari 1 responden", other)
        self.assertEqual(browser.open("/dasbor.json" + self.of
                                      + "&formulir=x").status, 422)

    def test_comments_by_the_element_they_speak_of(self):
        one = self.ikm("record", "--unit", "kec-01", "--date", "2025-05-03",
                       "--answers", "343434343", "--comment",
                       "Antre lama sekali").strip()
        browser = self.browser("analis")
        self.assertNotIn("Saran menurut unsur",
                         self.text(browser, "/dasbor" + self.of))
        page = browser.open("/respons/" + one)
        sent = browser.send(page, f"/respons/{one}/tanda", unsur="waktu")
        self.assertEqual(sent.status, 303, sent.text)
        said = self.text(browser, "/dasbor" + self.of)
        self.assertRegex(said[said.index("Saran menurut unsur"):],
                         r"Waktu Penyelesaian\s+1\s")

    def test_nothing_to_show_is_no_error(self):
        browser = self.browser("pimpinan")
        page = browser.open("/dasbor?unit=kec-01&periode=2020")
        self.assertEqual(page.status, 200)
        self.assertIn("idak ada respons", page.text)
        self.assertEqual(
            browser.open("/dasbor.json?unit=kec-01&periode=2020").status, 422)

    def test_a_plan_from_draft_to_verdict(self):
        browser = self.browser("analis")
        of = "?unit=kec-01&periode=2025-TW1"
        draft = browser.open("/rencana/usul" + of)
        link = html.unescape(re.search(r'href="(/rencana/baru\?[^"]*unsur='
                                       r'waktu[^"]*)"', draft.text).group(1))
        page = browser.open(link)
        self.assertEqual(page.status, 200, page.text)
        fields = page.form("/rencana")
        self.assertIn("[", fields["program"])
        sent = browser.open("/rencana", {**fields, "unsur": "waktu",
                                         "program": "Antrean <b>nomor</b>",
                                         "tindakan": "b"})
        self.assertEqual(sent.status, 303, sent.text)
        self.assertIn("pesan=rencana-disimpan", sent.location)
        listed = self.twin(browser, "/rencana.json")
        self.assertEqual(listed, json.loads(self.ikm("plan", "list", "--json")))
        item = listed["items"][0]
        self.assertEqual((item["element"], item["verdict"]["result"]),
                         ("waktu", "membaik"))
        shown = browser.open("/rencana/1")
        self.assertIn("Antrean &lt;b&gt;nomor", shown.text)
        fields = shown.form("/rencana/1")
        changed = browser.open("/rencana/1", {
            **fields, "status": "sudah", "tanggal": "2025-05-20",
            "uraian": "Dipasang", "bukti": "foto.jpg", "tindakan": "b"})
        self.assertEqual(changed.status, 303, changed.text)
        item = json.loads(self.ikm("plan", "list", "--json"))["items"][0]
        self.assertEqual((item["status"], item["status_date"], item["note"],
                          item["evidence"]),
                         ("sudah", "2025-05-20", "Dipasang", "foto.jpg"))
        page = self.text(browser, "/dasbor" + self.of)
        self.assertIn("Terlaksana 1 dari 1 rencana", page)
        self.assertIn("membaik (naik 1,00)", page)
        self.assertIn("analis", self.ikm("log"))

    def test_faults_of_a_plan_are_told_and_store_nothing(self):
        browser = self.browser("analis")
        of = "?unit=kec-01&periode=2025-TW1"
        fields = browser.open("/rencana/baru" + of).form("/rencana")
        for name, value, said in (("program", " ", "kosong"),
                                  ("jabatan", "", "kosong"),
                                  ("unsur", "u99", "u99"),
                                  ("triwulan", "2025-03", "triwulan")):
            page = browser.open("/rencana", {
                **fields, "unsur": "waktu", "program": "x", "jabatan": "Camat",
                "tindakan": "", name: value})
            self.assertEqual(page.status, 422, (name, page.text))
            self.assertIn(said, page.text)
        denied = self.browser("kepala-01")
        token = denied.open("/rencana/baru" + of).form("/rencana")
        self.assertEqual(denied.open("/rencana", {**token, "unit": "kec-02",
                                                  "unsur": "waktu"}).status, 403)
        self.assertEqual(json.loads(self.ikm("plan", "list",
                                             "--json"))["items"], [])
        self.assertEqual(browser.open("/rencana/9").status, 404)
        self.assertEqual(browser.open("/rencana/x").status, 404)
        self.ikm("plan", "add", "--unit", "kec-02", "--period", "2025-TW2",
                 "--element", "waktu", "--programme", "x", "--in-charge", "y")
        self.assertEqual(denied.open("/rencana/1").status, 403)
        page = browser.open("/rencana/1")
        page = browser.open("/rencana/1", {
            **page.form("/rencana/1"), "status": "dibatalkan", "uraian": ""})
        self.assertEqual(page.status, 422)
        self.assertIn("dibatalkan", page.text)

    def test_publishing_freezes_and_tells_what_has_changed(self):
        browser = self.browser("pimpinan")
        page = browser.open("/terbit" + self.of)
        sent = browser.send(page, "/terbit", media="situs web",
                            tanggal="2025-07-10",
                            alamat="https://kec-01.example/ikm")
        self.assertEqual(sent.status, 303, sent.text)
        listed = self.twin(browser, "/terbit.json")
        self.assertEqual(listed, json.loads(self.ikm("publish", "list",
                                                     "--json")))
        self.assertEqual(listed["publications"][0]["actor"], "pimpinan")
        self.assertIn("masih sama", self.text(browser, "/terbit" + self.of))
        self.ikm("record", "--unit", "kec-01", "--date", "2025-05-03",
                 "--answers", "111111111")
        for address in ("/terbit", "/dasbor"):
            self.assertIn("Berubah sejak terbit di situs web",
                          self.text(browser, address + self.of))
        for fields, said in (({"media": " "}, "kosong"),
                             ({"alamat": "javascript:1"}, "https"),
                             ({"tanggal": "kemarin"}, "tanggal")):
            bad = browser.send(page, "/terbit", **{
                "media": "papan", "tanggal": "2025-07-10", **fields})
            self.assertEqual(bad.status, 422, fields)
            self.assertIn(said, bad.text)
        self.assertEqual(len(self.twin(browser,
                                       "/terbit.json")["publications"]), 1)


if __name__ == "__main__":
    site_tools.survey.unittest.main()
