"""Services weighted to their volumes: counted again in Python."""
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

    def test_one_response_has_no_spread(self):
        self.survey()
        self.ikm("service", "add", "kec-01", "KTP")
        self.volume("KTP", 100)
        self.record("343434343", "--service", "KTP")
        weighted = self.told()["weighted"]
        self.assertEqual((weighted["value"], weighted["se"]), (86.11, None))


if __name__ == "__main__":
    survey.unittest.main()
