"""What pages say: what to do on the page, never a command of the terminal."""
import html
import re

import site_tools as site

OPTIONS = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


class Sentences(site.Case):
    def setUp(self):
        super().setUp()
        words = set(re.findall(r"(?m)^  ([a-z]+) ", self.ikm("help")))
        self.assertGreater(len(words), 15)
        self.command = re.compile(r"\bikm (" + "|".join(sorted(words)) + r")\b")

    def check(self, page, *said):
        text = html.unescape(re.sub(r"<[^>]*>", " ", page.text))
        for found in self.command.finditer(text), OPTIONS.finditer(text):
            for match in found:
                self.fail(text[max(0, match.start() - 200):match.end() + 40])
        for words in said:
            self.assertIn(words, text)
        return text

    def test_the_check_sees_them(self):
        class Page:
            text = "<p>rusak; jalankan: <b>ikm verify</b>"
        with self.assertRaises(AssertionError):
            self.check(Page)

    def test_walk(self):
        for lang in ("id", "en"):
            with self.subTest(lang):
                self.walk(lang)

    def walk(self, lang):
        say = lambda id_, en: id_ if lang == "id" else en
        ids = [self.ikm("record", "--unit", "kec-01", "--service", "KTP",
                        "--date", f"2025-02-{day:02}", "--answers",
                        "444444444" if day % 2 else "434444443").strip()
               for day in range(1, 8)]
        b = self.browser("admin")
        b.open(f"/bahasa/{lang}?ke=/")
        of = "?unit=kec-01&periode=2025-TW1"
        for address in ("/", "/dasbor" + of, "/dasbor?periode=semua",
                        "/dasbor" + of + "&layanan=KTP", "/rencana" + of,
                        "/rencana/usul" + of, "/terbit" + of, "/unduh" + of,
                        "/unggah", "/kelola", "/pengaturan", "/poster",
                        "/ketelitian", "/respons", "/respons/" + ids[0],
                        "/loket?unit=kec-01", "/awal?kunci=x"):
            self.check(b.open(address))
        # nothing to analyse; unknown office, item, form, service
        self.check(b.open("/dasbor?unit=kec-02&periode=2025-TW1"),
                   say("isikan di Loket atau Unggah", "Desk or use Upload"))
        self.check(b.open("/dasbor?unit=zzz"))
        self.check(b.open("/dasbor" + of + "&layanan=zzz"))
        self.check(b.open("/dasbor" + of + "&formulir=zzz"))
        self.check(b.open("/rencana/999"))
        self.check(b.open("/unduh/pdf?unit=kec-02&periode=2025-TW1"))
        page = b.open("/respons/" + ids[0])
        for field, value in (("layanan", "SIM"), ("unit", "zzz"), ("x", "1"),
                             ("sebab", "9"), ("U1", "9")):
            self.check(b.send(page, f"/respons/{ids[0]}/ubah", isian=field,
                              nilai=value, alasan="uji"))
        # a response that would lose its last answer
        one = self.ikm("record", "--unit", "kec-01", "--date", "2025-02-20",
                       "--answers", "300000000").strip()
        page = b.open("/respons/" + one)
        done = b.send(page, f"/respons/{one}/ubah", isian="U1", nilai="0",
                      alasan="uji")
        self.check(done, say("batalkan saja respons ini", "void the response"))
        page = b.open("/rencana/baru" + of)
        for fields in ({"unsur": "zzz"}, {"layanan": "zzz"}):
            action = re.search(r'method="post" action="([^"]*)"',
                               page.text).group(1)
            form = page.form(html.unescape(action))
            self.check(b.open("/rencana", {
                **form, "unit": "kec-01", "periode": "2025-TW1",
                "unsur": "waktu", "program": "x", "jabatan": "y", **fields}))
        self.check(b.send(b.open("/kelola"), "/kelola/layanan", layanan="KTP",
                          **{"unit-layanan": "kec-01"}))
        self.ikm("record", "--unit", "kec-01", "--date", "2025-03-03",
                 "--answers", "44444", "--form", "spak-5")
        for kind in ("xlsx", "pdf", "situs", "bukti", "respons"):
            self.check(b.open(f"/unduh/{kind}" + of),
                       say("periode yang memuat", "a period that holds"))
