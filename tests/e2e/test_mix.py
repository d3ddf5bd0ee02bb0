"""Services weighted to their volumes: counted again in Python."""
import csv
import io
import json
import random
import statistics

import survey
from test_certainty import draw, parts

T_97_5_95 = 1.985251003  # qt(0.975, 95)


def index(rows):
    return 25 * statistics.fmean(
        statistics.fmean([row[e] for row in rows if row[e]]) for e in range(9))


class Mix(survey.Case):
    def office(self):
        self.survey()
        generator = random.Random(11)
        services = {"KTP": draw(generator, 70), "KK": [
            [max(1, x - 1) if x else 0 for x in row] for row in draw(generator, 27)]}
        lines = ["unit,layanan,tanggal," + ",".join(f"u{e}" for e in range(1, 10))]
        for name, rows in services.items():
            for row in rows:
                lines.append(f"kec-01,{name},2025-02-24," +
                             ",".join(str(x) if x else "" for x in row))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        return services

    def told(self):
        return self.result("--unit", "kec-01", "--period", "2025-TW1")

    def volume(self, service, n):
        self.ikm("volume", "set", "kec-01", "2025-TW1", str(n), "--service",
                 service)

    def test_weighted(self):
        services = self.office()
        self.assertEqual((self.told()["weighted"]["value"],
                          self.told()["weighted"]["reason"]),
                         (None, "volumes-unknown"))
        volumes = {"KTP": 300, "KK": 700}
        for name, n in volumes.items():
            self.volume(name, n)
        value = sum(volumes[s] / 1000 * index(services[s]) for s in volumes)
        se = sum((volumes[s] / 1000) ** 2 * (1 - len(r) / volumes[s]) *
                 statistics.variance(parts(r)) / len(r)
                 for s, r in services.items()) ** 0.5
        result = self.told()
        weighted = result["weighted"]
        self.assertAlmostEqual(weighted["value"], value, delta=0.00501)
        self.assertAlmostEqual(weighted["se"], se, delta=1e-9 * se)
        self.assertAlmostEqual(weighted["ci95"][1] - weighted["ci95"][0],
                               2 * T_97_5_95 * se, delta=1e-6)
        self.assertLess(weighted["value"], result["ikm"]["value"])
        self.assertEqual((weighted["n"], weighted["reason"]), (97, None))
        self.assertEqual(result["coverage"]["service"], [
            {"group": "KK", "n": 27, "population": 700},
            {"group": "KTP", "n": 70, "population": 300}])
        self.assertNotIn("services-without-responses", result["warnings"])
        # a service nobody answered for: its weight is shared out, and told
        self.ikm("service", "add", "kec-01", "Akta")
        self.volume("Akta", 5000)
        result = self.told()
        self.assertEqual(result["weighted"]["value"], weighted["value"])
        self.assertEqual(result["weighted"]["n_missing"], 1)
        self.assertIn("services-without-responses", result["warnings"])
        text = " ".join(self.ikm("analyze", "--unit", "kec-01", "--period",
                                 "2025-TW1").split())
        self.assertIn("Belum ada responden dari layanan Akta;", text)
        self.assertIn("Bila tiap layanan dihitung menurut jumlah yang dilayani",
                      text)

    def test_beside_periods_and_units(self):
        services = self.office()
        self.volume("KTP", 300)
        self.volume("KK", 700)
        alone = self.told()["weighted"]
        told = self.results("--by", "period")[0]
        self.assertEqual(told["weighted"], alone)
        self.assertEqual([p["n"] for p in told["coverage"]["service"]],
                         [27, 70])
        self.assertNotIn("hour", told["coverage"])
        self.ikm("unit", "add", "kec-02", "Kecamatan Dua", "--parent", "kab")
        self.ikm("record", "--unit", "kec-02", "--date", "2025-02-24",
                 "--answers", "444444444")
        first, second = self.results("--by", "unit", "--unit", "kab",
                                     "--period", "2025-TW1")
        self.assertEqual(first["weighted"], alone)
        self.assertEqual((second["weighted"]["value"],
                          second["weighted"]["reason"],
                          second["coverage"]["service"]),
                         (None, "no-service", []))
        self.assertIsNone(self.results("--by", "gender")[0]["weighted"])
        row = next(csv.DictReader(io.StringIO(self.ikm(
            "analyze", "--csv", "--by", "period"))))
        self.assertEqual((row["weighted"], row["weighted_se"],
                          row["weighted_low"]),
                         (f"{alone['value']:.2f}", f"{alone['se']:.15g}",
                          f"{alone['ci95'][0]:.15g}"))
        text = self.ikm("analyze", "--by", "unit", "--unit", "kab",
                        "--period", "2025-TW1")
        self.assertIn("Ditimbang", text)
        self.assertIn(f"{alone['value']:.2f}".replace(".", ","), text)
        self.assertEqual(len(services), 2)

    def test_bootstrap_inside_services(self):
        services = self.office()
        self.volume("KTP", 300)
        self.volume("KK", 700)
        self.assertIsNone(self.told()["weighted"]["bootstrap"])
        ask = ("--unit", "kec-01", "--period", "2025-TW1", "--bootstrap",
               "5000")
        weighted = self.result(*ask)["weighted"]
        told = weighted["bootstrap"]
        # no population correction
        se = sum((w / 1000) ** 2 * statistics.variance(parts(services[s])) /
                 len(services[s]) for s, w in (("KTP", 300), ("KK", 700))) ** 0.5
        self.assertAlmostEqual(told["se"], se, delta=0.06 * se)
        for low, high in (told["percentile95"], told["bca95"]):
            self.assertTrue(low < weighted["value"] < high)
        self.assertEqual(weighted, self.result(*ask)["weighted"])
        by = self.results("--by", "period", "--bootstrap", "5000")[0]
        self.assertEqual(by["weighted"], weighted)
        self.assertIn("Bootstrap 5000 kali di dalam tiap layanan: persentil",
                      " ".join(self.ikm("analyze", *ask).split()))

    def test_more_responses_than_are_kept(self):
        self.survey()
        lines = ["unit,layanan,tanggal," + ",".join(f"u{e}"
                                                    for e in range(1, 10))]
        for i in range(5200):
            lines.append(f"kec-01,{'KTP' if i % 4 else 'KK'},2025-02-24," +
                         ",".join(str(i * e % 3 + 2) for e in range(1, 10)))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        told = json.loads(self.ikm("analyze", "--json", "--by", "unit"))
        self.assertEqual(told["comparisons"][0]["reason"], "too-few-groups")
        self.assertEqual(self.told()["weighted"]["reason"], "volumes-unknown")
        self.volume("KTP", 9000)
        self.assertEqual(self.told()["weighted"]["reason"], "volumes-unknown")
        self.volume("KK", 2000)
        told = self.told()
        self.assertIsNone(told["weighted"]["reason"])
        self.assertEqual(told["weighted"]["n"], 5200)
        self.assertEqual([p["n"] for p in told["coverage"]["channel"]
                          if p["group"] == "impor"], [5200])

    def test_who_answered_by_hour_and_channel(self):
        self.survey()
        rows = ["tanggal,jam,kanal," + ",".join(f"u{e}" for e in range(1, 10))]
        rows += ["2025-02-24,09:15,loket,3,4,3,4,3,4,3,4,3"] * 9
        rows += ["2025-02-24,10:00,kios,3,3,3,4,3,3,3,4,3"] * 2
        rows += ["2025-02-24,,mandiri,3,3,3,4,3,3,3,4,3"] * 6
        self.write("a.csv", "\n".join(rows) + "\n")
        self.ikm("import", "a.csv", "--unit", "kec-01")
        coverage = self.result()["coverage"]
        self.assertEqual(
            [(p["group"], p["n"]) for p in coverage["hour"]],
            [("08.00-12.00", 11), ("13.00-17.00", 0), ("tidak diisi", 6)])
        # two at the kiosk are hidden, and the next smallest with them
        self.assertEqual([(p["group"], p["n"]) for p in coverage["channel"]],
                         [("loket", 9), ("kios", None), ("mandiri", None),
                          ("impor", 0)])
        open_ones = self.result("--min-group", "1")["coverage"]["channel"]
        self.assertEqual([p["n"] for p in open_ones], [9, 2, 6, 0])
        text = " ".join(self.ikm("analyze").split())
        self.assertIn("Siapa yang menjawab Belum ada responden yang dilayani "
                      "pukul 13.00-17.00.", text)
        self.assertIn("Ada kelompok yang disembunyikan", text)
        text = " ".join(self.ikm("--lang", "en", "analyze").split())
        self.assertIn("Who answered Nobody answered who was served at", text)

    def test_one_response_has_no_spread(self):
        self.survey()
        self.ikm("service", "add", "kec-01", "KTP")
        self.volume("KTP", 100)
        self.record("343434343", "--service", "KTP")
        weighted = self.told()["weighted"]
        self.assertEqual((weighted["value"], weighted["se"]), (86.11, None))


if __name__ == "__main__":
    survey.unittest.main()
