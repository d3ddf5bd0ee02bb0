"""analyze --what-if and --aim, and sample, as people and programs see them."""
import json

import survey

MIXED = ("343434343", "333233333", "443423344", "234333043", "322223233",
         "444434444", "433322333", "343243343")


class WhatIf(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()
        for answers in MIXED:
            self.record(answers)

    def test_what_if(self):
        plain = self.result()
        self.assertIsNone(plain["what_if"])
        self.assertIsNone(plain["aim"])
        told = self.result("--what-if", "waktu=3.2,U9=3,5")["what_if"]
        self.assertEqual(told["changes"], [{"key": "waktu", "nrr": 3.2},
                                           {"key": "sarana", "nrr": 3.5}])
        rise = 25 / 9 * (3.2 - 25 / 8 + 3.5 - 26 / 8)
        self.assertAlmostEqual(told["difference"], rise, delta=1e-12)
        self.assertEqual((told["value"], told["grade"]), (80.07, "B"))
        self.assertIn("IKM menjadi 80,07 (B, Baik); kini 79,17",
                      " ".join(self.ikm("analyze", "--what-if",
                                        "waktu=3.2,U9=3,5").split()))

    def test_aim(self):
        aim = self.result("--aim", "a")["aim"]
        self.assertEqual((aim["value"], aim["state"], aim["n_elements"]),
                         (88.31, "open", 4))
        first = {step["key"]: step["to"] for step in aim["sets"][0]["elements"]}
        # what is told suffices
        changes = ",".join(f"{key}={to}" for key, to in first.items())
        told = self.result("--what-if", changes)["what_if"]
        self.assertEqual((told["value"], told["grade"]), (88.31, "A"))
        self.assertEqual(self.result("--aim", "70,5")["aim"]["state"], "reached")
        self.assertEqual(self.result("--aim", "100", "--weights", "0.11")
                         ["aim"]["state"], "unreachable")
        words = " ".join(self.ikm("--lang", "en", "analyze", "--aim",
                                  "85").split())
        self.assertIn("An IKM of 85.00 (B, Baik) is reached if at least", words)

    def test_no_heading_stands_alone(self):
        """A section of a chart alone is for the page, not for the terminal."""
        lines = self.ikm("analyze").split("\n")
        self.assertNotIn("Sebaran jawaban", lines)
        for line, below in zip(lines, lines[1:]):
            if line in ("Hasil", "Yang perlu didahulukan", "Nilai per unsur"):
                self.assertNotEqual(below, "")

    def test_every_group_has_its_own(self):
        self.record("444444444", "--gender", "L")
        results = self.results("--by", "unit", "--aim", "A", "--what-if", "U1=4")
        for result in results:
            self.assertIn(result["aim"]["state"], ("open", "reached"))
            self.assertEqual(result["what_if"]["changes"][0]["nrr"], 4)

    def test_bad_questions(self):
        for options, said in (
                (("--what-if", "x=3"), ["\"x\"", "persyaratan"]),
                (("--what-if", "waktu=5"), ["5", "waktu", "1 sampai 4"]),
                (("--what-if", "waktu=0.9"), "0.9"),
                (("--what-if", "waktu"), "\"waktu\""),
                (("--what-if", "waktu=3,"), "\"\""),
                (("--what-if", "waktu=3,U3=2"), "dua kali"),
                (("--what-if", "waktu=3.1234567"), "3.1234567"),
                (("--aim", "E"), ["E", "B atau 85"]),
                (("--aim", "101"), "101"), (("--aim", "24.99"), "24.99"),
                (("--aim", "A", "--weights", "rounded-terms"), "rounded-terms")):
            self.fails(64, "analyze", *options, said=said)


class Sample(survey.Case):
    def test_three_ways(self):
        self.assertEqual(
            self.ikm("sample", "900").splitlines(),
            ["269 responden: Krejcie-Morgan (1970), yang dipakai ikm",
             "277 responden: Slovin, kesalahan 5,00 %",
             "270 responden: Cochran, kesalahan 5,00 %"])
        told = json.loads(self.ikm("sample", "900", "--json", "--margin", "0.1"))
        self.assertEqual((told["krejcie_morgan"], told["slovin"],
                          told["cochran"], told["margin"]), (269, 90, 87, 0.1))

    def test_unknown_population(self):
        told = json.loads(self.ikm("sample", "--json"))
        self.assertEqual(
            (told["population"], told["krejcie_morgan"], told["at_most"],
             told["slovin"], told["cochran"]), (None, None, 384, None, 385))
        self.assertTrue(self.ikm("sample").startswith("384 "))

    def test_bad_margin(self):
        for margin in ("0", "1", "0.00001", "x"):
            self.fails(64, "sample", "900", "--margin", margin, said=margin)
