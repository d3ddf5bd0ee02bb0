"""One service asked for gives the figures of a file that holds its rows alone."""
import csv
import io
import json
import random
import zipfile

import survey
import workbook

SERVICES = ("KTP", "KK", "Surat Pindah", "")
OFFICES = ("kec-01", "kec-02")
MONTHS = ("2024-02", "2024-05", "2024-08", "2024-11", "2025-02", "2025-03",
          "2025-05")
HEAD = ("id,unit,layanan,tanggal,jam,petugas,kanal,jenis_kelamin,usia,"
        "pendidikan,pekerjaan," + ",".join(f"u{e}" for e in range(1, 10)))


def draw_rows(seed):
    """[(service, line)], every fortieth with a score that is refused."""
    draw = random.Random(seed)
    rows = []
    for number in range(900):
        service = draw.choice(SERVICES)
        office = draw.choice(OFFICES)
        at = SERVICES.index(service)
        scores = [str(min(4, max(1, draw.choice((2, 3, 3, 4)) + (e % 4 == at) -
                                 (e % 3 == at % 3)))) for e in range(9)]
        if draw.random() < 0.1:
            scores[draw.randrange(9)] = ""
        if number % 40 == 7:
            scores[3] = "7"
        rows.append((service, ",".join([
            f"r{number}", office, service,
            f"{draw.choice(MONTHS)}-{draw.randrange(1, 28):02}",
            draw.choice(("08.00-12.00", "13.00-17.00")),
            draw.choice(("ani", "budi")), draw.choice(("loket", "kios")),
            draw.choice("LP"), str(draw.randrange(17, 70)),
            draw.choice(("SMA", "S1", "SD")), draw.choice(("PNS", "Swasta")),
            *scores])))
    return rows


class Service(survey.Case):
    def fill(self, db, rows, services):
        """A file with these rows, volumes and a plan item of each service."""
        def run(*words):
            done = self.run_ikm("--db", db, *words)
            self.assertEqual(done.returncode, 0, (words, done.stderr))
        for words in (("init", "--name", "Kabupaten Rekaan"),
                      ("unit", "add", "kab", "Kabupaten Rekaan"),
                      ("unit", "add", "kec-01", "Binangun", "--parent", "kab"),
                      ("unit", "add", "kec-02", "Lain", "--parent", "kab")):
            run(*words)
        for office in OFFICES:
            for service in services:
                run("service", "add", office, service)
                for quarter in ("2025-TW1", "2025-TW2"):
                    run("volume", "set", office, quarter,
                        str(400 + 10 * len(service)), "--service", service)
        name = self.write(db + ".csv", "\n".join([HEAD, *rows]) + "\n")
        run("import", name, "--skip-bad")
        for service in services:
            for element in ("waktu", "biaya"):
                run("plan", "add", "--unit", "kec-01", "--period", "2025-TW1",
                    "--element", element, "--programme", "Uji", "--in-charge",
                    "Kepala Seksi", "--service", service)

    made = {}  # the survey files, made once

    def setUp(self):
        super().setUp()
        if not self.made:
            self.make_files()
            for name in ("all.db", "ktp.db", "none.db"):
                self.made[name] = (self.path / name).read_bytes()
        for name, content in self.made.items():
            (self.path / name).write_bytes(content)

    def make_files(self):
        rows = draw_rows(5)
        named = [service for service in SERVICES if service]
        self.fill("all.db", [line for _, line in rows], named)
        self.fill("ktp.db", [line for service, line in rows
                             if service == "KTP"], ["KTP"])
        self.fill("none.db", [line for service, line in rows
                              if not service], [])
        all_ = lambda *words: self.ikm("--db", "all.db", *words)
        # what is the office's as a whole is not the service's
        all_("target", "set", "kec-01", "2025", "88")
        all_("history", "add", "kec-01", "2023-TW4", "70.00", "90",
             "permenpanrb-14-2017")
        all_("history", "add", "kab", "2023", "70.00", "90",
             "permenpanrb-14-2017")
        all_("plan", "add", "--unit", "kec-01", "--period", "2025-TW1",
             "--element", "produk", "--programme", "Uji", "--in-charge", "Camat")
        all_("publish", "add", "kec-01", "2025-TW1", "--medium", "papan",
             "--date", "2025-04-20")
        self.withdraw()

    def withdraw(self):
        """The same responses are void in every file."""
        self.ikm("--db", "all.db", "export", "csv", "--responses", "-o",
                 "r.csv")
        for db, service in (("ktp.db", "KTP"), ("none.db", "")):
            self.ikm("--db", db, "export", "csv", "--responses", "-o", "a.csv")
            alone = list(csv.DictReader(io.StringIO(
                (self.path / "a.csv").read_text("utf-8-sig"))))
            whole = [row for row in csv.DictReader(io.StringIO(
                (self.path / "r.csv").read_text("utf-8-sig")))
                if row["layanan"] == service]
            self.assertEqual(len(alone), len(whole))
            for number in (3, 50):
                for file, row in ((db, alone[number]), ("all.db", whole[number])):
                    self.ikm("--db", file, "void", row["id"], "--why", "uji")

    def figures(self, db, *options):
        told = json.loads(self.ikm("--db", db, "analyze", "--json", *options))
        for result in told["results"]:
            for key in ("name", "service"):
                result.pop(key)
        for item in (told.get("followup") or {}).get("items", []):
            item.pop("id", None)
        return told

    def compare(self, alone, service, *options):
        asked = self.figures("all.db", "--service", service, *options)
        self.assertEqual(asked, self.figures(alone, *options), options)
        return asked

    OPTIONS = [
        (), ("--period", "2025-TW1"), ("--period", "2025-S1"),
        ("--period", "2025"), ("--period", "2025-02"),
        ("--period", "2025-01-20..2025-05-03"),
        ("--unit", "kec-01", "--period", "2025-TW2"),
        ("--unit", "kab", "--period", "2025-TW1", "--rows", "complete"),
        ("--period", "2025-TW1", "--bootstrap", "400"),
        ("--unit", "kec-02", "--period", "2025-TW1", "--weights", "0.11",
         "--what-if", "waktu=3.6"),
        *[("--by", by) for by in (
            "unit", "service", "period", "gender", "age", "education",
            "occupation", "channel", "operator", "hour")],
        ("--by", "unit", "--period", "2025-TW1"),
        ("--by", "period", "--every", "month", "--unit", "kec-01"),
        ("--by", "period", "--every", "year", "--rows", "complete"),
        ("--by", "gender", "--period", "2025-TW1", "--unit", "kec-01"),
    ]

    def test_every_figure(self):
        for options in self.OPTIONS:
            told = self.compare("ktp.db", " ktp ", *options)
        self.assertGreater(len(told["results"]), 1)
        first = self.compare("ktp.db", "KTP", "--period", "2025-TW1")["results"][0]
        self.assertEqual(first["sample"]["population"], 2 * 430)
        self.assertGreater(first["ledger"]["excluded"], 0)
        self.assertEqual(first["ikm"]["change"]["from"], "2024-TW4")

    def test_responses_that_name_none(self):
        for options in self.OPTIONS:
            # operators are compared in the order in which they came
            if "service" in options or "operator" in options:
                continue
            asked = self.figures("all.db", "--service", "tidak diisi", *options)
            alone = self.figures("none.db", *options)
            for told in (asked, alone):  # excluded rows without a service
                for result in told["results"]:
                    ledger = result["ledger"]
                    for key in ("received", "excluded"):
                        ledger.pop(key)
                    result.pop("weighted", None)
                    result["warnings"] = sorted(result["warnings"])
            self.assertEqual(asked, alone, options)

    def test_trend_and_plan_as_people_read_them(self):
        for options in (("--unit", "kec-01", "--period", "2025-TW1"),
                        ("--period", "2025-05"), ()):
            asked = self.ikm("--db", "all.db", "analyze", "--service", "KTP",
                             *options)
            alone = self.ikm("--db", "ktp.db", "analyze", *options)
            head, rest = asked.split("\n", 1)
            self.assertTrue(head.endswith(", layanan KTP"), head)
            self.assertEqual(rest, alone.split("\n", 1)[1])
        self.assertIn("Triwulan II 2024", asked)
        self.assertIn("service KTP", self.ikm(
            "--db", "all.db", "--lang", "en", "analyze", "--service", "KTP"))

    def test_plan_items_are_measured_on_the_service(self):
        plan = lambda db, *more: json.loads(self.ikm(
            "--db", db, "plan", "list", "--json", *more))
        asked, alone = plan("all.db", "--service", "KTP"), plan("ktp.db")
        self.assertEqual(len(asked["items"]), 2)
        self.assertEqual(asked["score"], alone["score"])
        for one, other in zip(asked["items"], alone["items"]):
            self.assertEqual(one["service"], "KTP")
            self.assertEqual(one["verdict"], other["verdict"])
            self.assertEqual(one["verdict"]["period"], "2025-TW2")
        whole = plan("all.db")
        self.assertEqual(len(whole["items"]), 7)
        self.assertNotEqual(whole["items"][0]["verdict"],
                            asked["items"][0]["verdict"])

    def test_exports_hold_its_rows_alone(self):
        of = ("--unit", "kec-01", "--period", "2025-TW1", "--service", "KTP")
        n = self.figures("all.db", *of)["results"][0]["ledger"]["used"]
        all_ = lambda *words: self.ikm("--db", "all.db", *words)
        all_("export", "csv", "--responses", *of, "-o", "r.csv")
        rows = list(csv.DictReader(io.StringIO(
            (self.path / "r.csv").read_text("utf-8-sig"))))
        self.assertEqual(len(rows), n)
        self.assertEqual({row["layanan"] for row in rows}, {"KTP"})
        all_("export", "csv", *of, "-o", "f.csv")
        for row in csv.DictReader(io.StringIO(
                (self.path / "f.csv").read_text("utf-8-sig"))):
            self.assertEqual((row["service"], row["used"]), ("KTP", str(n)))
        all_("export", "xlsx", *of, "-o", "f.xlsx")
        with zipfile.ZipFile(self.path / "f.xlsx") as package:
            text = package.read("xl/sharedStrings.xml").decode()
            self.assertIn("Binangun, layanan KTP", text)
            self.assertNotIn("Surat Pindah", text)
            self.assertTrue(workbook.sheet_parts(package))
        for kind in ("html", "pdf", "docx", "png", "sav"):
            all_("export", kind, *of, "-o", "f." + kind)
        self.assertIn("Binangun, layanan KTP",
                      (self.path / "f.html").read_text("utf-8"))
        with zipfile.ZipFile(self.path / "f.docx") as package:
            text = package.read("word/document.xml").decode()
            self.assertIn("Binangun, layanan KTP", text)
            self.assertNotIn("Surat Pindah", text)
        audit = json.loads(self.run_ikm("--db", "all.db", "audit", "--json",
                                        *of).stdout)
        alone = json.loads(self.run_ikm("--db", "ktp.db", "audit", "--json",
                                        *of).stdout)
        kinds = lambda told: [(f["kind"], f["count"], f["share"])
                              for f in told["findings"]]
        self.assertEqual(kinds(audit), kinds(alone))
        whole = json.loads(self.run_ikm("--db", "all.db", "audit", "--json",
                                        *of[:4]).stdout)
        self.assertNotEqual(kinds(audit), kinds(whole))

    def test_what_is_not_there(self):
        self.fails(65, "--db", "all.db", "analyze", "--service", "SIM",
                   said=("SIM", "tidak dikenal"))
        self.ikm("--db", "all.db", "service", "add", "kec-02", "Akta")
        self.fails(65, "--db", "all.db", "analyze", "--service", "akta",
                   said=("layanan: Akta", "unit: semua"))
        self.fails(65, "--db", "all.db", "plan", "list", "--service", "SIM",
                   said="SIM")
        self.fails(65, "--db", "all.db", "audit", "--service", "Akta",
                   said="layanan: Akta")
        self.fails(65, "--db", "all.db", "export", "csv", "--responses",
                   "--service", "SIM", "-o", "x.csv", said="SIM")
        empty = self.figures("all.db", "--by", "unit", "--service", "KTP")
        self.assertEqual(len(empty["results"]), 1)


if __name__ == "__main__":
    survey.unittest.main()
