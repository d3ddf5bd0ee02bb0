"""ikm audit: what wants a second look is named, with its ids and thresholds."""
import csv
import io
import json
import os
import pathlib
import unittest

import survey
import tables

FOLDER = os.environ.get("IKM_CASES", "")
needs_cases = unittest.skipUnless(
    FOLDER and os.path.isdir(FOLDER),
    "IKM_CASES names no folder: published figures are not checked")


class AuditCase(survey.Case):
    def audit(self, *options):
        """All of it; checks what is so in every result."""
        done = self.run_ikm("audit", "--json", *options)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(result["schema"], "ikm.audit/1")
        self.assertEqual(done.returncode, int(bool(result["findings"])))
        known = {id: row for id, row in self.responses().items()}
        for finding in result["findings"]:
            self.assertEqual(finding["count"], len(finding["ids"]))
            self.assertEqual(len(set(finding["ids"])), finding["count"])
            self.assertAlmostEqual(finding["share"],
                                   finding["count"] / finding["of"])
            self.assertTrue(finding["text"].endswith("."), finding["text"])
            for id in finding["ids"]:
                self.assertEqual(known[id][0], finding["unit"])
        return result

    def found(self, kind, *options):
        return [f for f in self.audit(*options)["findings"]
                if f["kind"] == kind]

    def put_in(self, headings, rows, *options):
        self.write("a.csv", tables.csv_text([headings, *rows]))
        self.ikm("import", "a.csv", "--unit", "kec-01", *options)


class TestCommand(AuditCase):
    def test_nothing_there(self):
        self.survey()
        done = self.fails(65, "audit", "--json", said="tidak ada respons")
        self.assertEqual(done.stdout, "")
        self.record()
        self.fails(65, "audit", "--period", "2024", said="2024")
        self.fails(65, "audit", "--unit", "xyz", said="xyz")
        self.fails(65, "audit", "--form", "xyz", said="xyz")

    def test_nothing_found(self):
        self.survey()
        self.record()
        self.assertEqual(self.audit()["findings"], [])
        self.assertIn("tidak ada yang perlu", self.ikm("audit"))
        self.assertIn("nothing wants", self.ikm("--lang", "en", "audit"))

    def test_bad_options(self):
        self.survey()
        self.fails(64, "audit", "--json", "--csv", said="--csv")
        for bad in ("run", "runs=5", "run=", "run=1", "run=x", "run=5.5.5",
                    "run=-5", "p=2", "=5"):
            self.fails(64, "audit", "--set", bad, said=f"--set {bad}")
        self.fails(64, "audit", "--period", "2025-13", said="2025-13")

    def test_a_run_is_told_in_every_format(self):
        self.survey()
        ids = [self.record("343434343", "--age", str(20 + i), "--operator",
                           "sari") for i in range(5)]
        run, = self.audit()["findings"]
        self.assertEqual((run["kind"], run["unit"], run["count"], run["share"],
                          run["operator"], run["thresholds"]),
                         ("run", "kec-01", 5, 1, "sari", {"run": 5}))
        self.assertEqual(run["ids"], ids)
        self.assertIn("343434343", run["text"])
        text = self.fails(1, "audit", said="1 temuan").stdout
        self.assertIn("petugas sari", text)
        self.assertIn("[run=5]", text)
        self.assertIn(ids[0], text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        self.assertIn("operator sari",
                      self.fails(1, "--lang", "en", "audit").stdout)
        rows = list(csv.DictReader(io.StringIO(
            self.fails(1, "audit", "--csv").stdout)))
        self.assertEqual([row["id"] for row in rows], ids)
        self.assertEqual({row["kind"] for row in rows}, {"run"})
        self.assertEqual(self.audit("--set", "run=6")["findings"], [])
        self.assertEqual(self.audit("--period", "2025-02")["responses"], 5)
        # what was withdrawn counts no more
        self.ikm("void", ids[2], "--why", "lembar ganda")
        self.assertEqual(self.audit()["findings"], [])

    def test_units_below_and_beside(self):
        self.survey()
        self.ikm("unit", "add", "lain", "Lain")
        self.record("333333333")
        self.ikm("record", "--unit", "lain", "--date", "2025-02-24",
                 "--answers", "444444444")
        self.assertEqual([f["unit"] for f in self.audit()["findings"]],
                         ["kec-01", "lain"])
        result = self.audit("--unit", "kab")
        self.assertEqual([f["unit"] for f in result["findings"]], ["kec-01"])
        self.assertEqual((result["units"], result["responses"]), (1, 1))


class TestKinds(AuditCase):
    def test_burst_by_time_of_arrival(self):
        self.survey()
        for i in range(11):
            self.record("343434343", "--age", str(20 + i))
        burst, = self.found("burst")
        self.assertEqual(burst["count"], 11)
        self.assertEqual(self.found("burst", "--set", "burst=11"), [])

    def test_burst_by_time_in_a_file(self):
        """What comes in one file comes in at once: that is no burst."""
        self.survey()
        heading = ["tanggal", "usia", *tables.CODES]
        answers = list("343434343")
        self.put_in(heading, [[f"2025-02-24 09:{i:02}:00", 20 + i, *answers]
                              for i in range(12)])
        self.assertEqual(self.found("burst"), [])
        self.put_in(heading, [["2025-02-25 00:00:00", 20 + i, *answers]
                              for i in range(12)])
        self.assertEqual(self.found("burst"), [])
        self.put_in(heading, [[f"2025-02-26 09:00:{i:02}", 20 + i, *answers]
                              for i in range(12)])
        burst, = self.found("burst")
        self.assertEqual(burst["count"], 12)

    def test_hours(self):
        self.survey()
        self.put_in(["tanggal", "jam", "usia", *tables.CODES], [
            [day, hour, 20 + i, *answers] for i, (day, hour, answers) in
            enumerate([("2025-02-24", "08.00-12.00", "343434343"),
                       ("2025-02-24", "19.30", "343434344"),
                       ("2025-02-24", "12.30", "343434343"),
                       ("2025-02-24 06:15", "", "343434344"),
                       ("2025-02-24", "malam", "343434343"),
                       ("2025-02-22", "", "343434344"),
                       ("2025-02", "", "343434343")])])
        hours, weekend = self.found("out-of-hours")
        self.assertEqual((hours["reason"], hours["count"]), ("hours", 2))
        self.assertEqual(hours["thresholds"], {"opens": 7, "closes": 18})
        self.assertEqual((weekend["reason"], weekend["count"]), ("weekend", 1))
        self.assertEqual(self.found("out-of-hours", "--set", "closes=20",
                                    "--set", "opens=6", "--set",
                                    "workdays=6"), [])

    def test_future(self):
        self.survey()
        self.put_in(["tanggal", *tables.CODES], [
            ["2190-02-23", *"343434343"], ["2025-02-24", *"343434343"]])
        future, = self.found("out-of-period")
        self.assertEqual((future["reason"], future["count"]), ("future", 1))
        self.assertIn("2190", future["text"])

    def test_operators(self):
        self.survey()
        self.put_in(["tanggal", "petugas", "usia", *tables.CODES], [
            ["2025-02-24", ("ani", "budi")[i % 2], 20 + i,
             *("343434343", "444444443")[i % 2]] for i in range(24)])
        operator, = self.found("operator")
        self.assertEqual(operator["operator"], "ani")
        self.assertEqual((operator["count"], operator["of"]), (12, 24))
        self.assertLess(operator["p"], 0.01)
        self.assertAlmostEqual(operator["mean"], 31 / 9)
        self.assertEqual(operator["thresholds"],
                         {"p": 0.01, "epsilon": 0.06, "group": 5})
        self.assertEqual(self.found("operator", "--set", "group=13"), [])

    def test_comments(self):
        self.survey()
        secret = "Hubungi saya di 0812-3456-7890 ya"
        long = "Kursi tunggu di ruang depan kurang banyak"
        for i in range(5):
            self.record(f"34343434{1 + i % 4}", "--comment",
                        long if i % 2 else long.upper() + " ")
            self.record(f"34343434{1 + i % 4}", "--comment", secret)
        identity, again = self.found("comment")
        self.assertEqual((identity["reason"], identity["count"]),
                         ("identity", 5))
        self.assertEqual((again["reason"], again["count"], again["of"]),
                         ("repeated", 5, 10))
        self.assertIn("kursi tunggu", again["text"].lower())
        for option in ((), ("--json",), ("--csv",)):
            self.assertNotIn("3456", self.fails(1, "audit", *option).stdout)

    def test_near_perfect(self):
        self.survey()
        self.put_in(["tanggal", "usia", *tables.CODES], [
            ["2025-02-24", 20 + i, *("444444444" if i else "343434343")]
            for i in range(30)])
        perfect, = self.found("near-perfect")
        self.assertEqual((perfect["count"], perfect["of"]), (29, 30))
        self.assertEqual(perfect["thresholds"],
                         {"near-perfect": 90, "near-perfect-n": 30})


@needs_cases
class TestCases(AuditCase):
    def case(self, name):
        return str(pathlib.Path(FOLDER, name))

    def test_sekadau(self):
        self.ikm("init")
        self.ikm("unit", "add", "dinas", "Dinas")
        self.ikm("import", self.case("respondents_sekadau_2019s1.csv"),
                 "--unit", "dinas", "--date", "2019-06")
        first = self.found("duplicate")[0]
        self.assertEqual((first["count"], first["of"]), (7, 49))
        answers = self.responses()
        self.assertEqual({answers[id][-1] for id in first["ids"]},
                         {"3334333340"})
        self.assertIn("333433334", first["text"])

    def test_jepara(self):
        self.ikm("init")
        self.ikm("unit", "add", "mpp", "MPP Jepara")
        self.write("m.csv", "kolom,kunci\nbulan,tanggal\nloket,layanan\n")
        self.ikm("import", self.case("respondents_mpp_jepara.csv"), "--unit",
                 "mpp", "--map", "m.csv", "--create")
        straight, = self.found("straight-line")
        self.assertEqual((straight["count"], straight["of"]), (1409, 2320))
        apart, = self.found("out-of-period")
        self.assertEqual((apart["reason"], apart["count"]), ("apart", 4))
        dates = {self.responses()[id][1] for id in apart["ids"]}
        self.assertEqual(dates, {"2020-08", "2022-05", "2022-07", "2022-10"})


if __name__ == "__main__":
    unittest.main()
