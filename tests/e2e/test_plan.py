"""The follow-up plan closes its loop: planned, done, measured again."""
import json

import survey


class Plan(survey.Case):
    def plan(self, *options):
        return json.loads(self.ikm("plan", "list", "--json", *options))

    def add(self, element, *more, period="2025-TW1", unit="kec-01"):
        return self.ikm("plan", "add", "--unit", unit, "--period", period,
                        "--element", element, "--programme", "Program uji",
                        "--in-charge", "Kepala Seksi Pelayanan", *more).strip()

    def answers(self, date, rows):
        """rows: strings of nine scores, 0 a blank, all on one day."""
        lines = ["unit,tanggal," + ",".join(f"u{i}" for i in range(1, 10))]
        lines += [f"kec-01,{date}," + ",".join(row).replace("0", "") for row in rows]
        self.write(f"{date}.csv", "\n".join(lines) + "\n")
        self.ikm("import", f"{date}.csv")

    def verdicts(self, *options):
        return {item["element"]: item["verdict"] and item["verdict"]["result"]
                for item in self.plan(*options)["items"]}

    def test_the_loop_closes_with_the_change_test_of_the_element(self):
        self.survey()
        # U1 rises, U2 falls, U3 stays, U4 was answered by 29 only
        self.answers("2025-02-03", ["232234334", "343134334"] * 14 +
                     ["232234334"] + ["233034334"] * 3)
        for element in ("persyaratan", "prosedur", "waktu", "biaya"):
            self.add(element)
        self.assertEqual(set(self.verdicts().values()), {None})
        # nothing in TW2: the next period with data is TW3
        self.answers("2025-08-04", ["422434334", "313434334"] * 16)
        self.answers("2025-11-03", ["111134334", "111134334"] * 16)
        self.assertEqual(self.verdicts(),
                         {"persyaratan": "membaik", "prosedur": "memburuk",
                          "waktu": "belum-tampak",
                          "biaya": "data-belum-cukup"})
        now = self.result("--unit", "kec-01", "--period", "2025-TW3")
        for item in self.plan()["items"]:
            change = next(e["change"] for e in now["elements"]
                          if e["key"] == item["element"])
            self.assertEqual(change["from"], "2025-TW1")
            self.assertEqual(item["verdict"]["period"], "2025-TW3")
            for key in ("p", "difference"):
                self.assertAlmostEqual(item["verdict"][key], change[key], 12)
        self.add("waktu", "--note", "panjang sekali " * 12)
        said = self.ikm("plan", "list")
        self.assertIn("Hasil: membaik di Triwulan III 2025 (naik 1,06)", said)
        for line in said.splitlines():
            self.assertLessEqual(len(line), 80)
        self.assertIn("Result: improved in", self.ikm("--lang", "en", "plan",
                                                      "list"))

    def test_share_and_speed_as_the_evaluators_score_them(self):
        self.survey()
        empty = self.plan()["score"]
        self.assertEqual((empty["share_score"], empty["speed_score"]),
                         (0, None))
        ids = [self.add("waktu") for _ in range(10)]
        self.assertEqual(ids, [str(i) for i in range(1, 11)])
        expected = {0: 1, 1: 2, 2: 2, 3: 3, 8: 3, 9: 4, 10: 5}
        for n, done in enumerate([None, *ids]):
            if done:
                self.ikm("plan", "update", done, "--status", "Sudah", "--date",
                         "2025-04-30", "--evidence", "foto.jpg")
            score = self.plan()["score"]
            self.assertEqual(score["done"], n)
            if n in expected:
                self.assertEqual(score["share_score"], expected[n])
        self.assertEqual((score["months"], score["speed_score"]), (1, 5))
        for day, months, speed in (("2025-05-01", 2, 4), ("2025-06-30", 3, 4),
                                   ("2025-09-30", 6, 3), ("2025-12-31", 9, 2),
                                   ("2026-03-31", 12, 1), ("2026-04-01", 13, 0)):
            self.ikm("plan", "update", "1", "--date", day)
            score = self.plan()["score"]
            self.assertEqual((score["months"], score["speed_score"]),
                             (months, speed), day)

    def test_dropped_items_count_nowhere_and_history_stays(self):
        self.survey()
        self.add("waktu")
        self.add("U9", "--cause", "Kursi kurang", "--quarter",
                 "2025-TW3..2025-TW4")
        self.fails(65, "plan", "update", "1", "--status", "dibatalkan",
                   said="--note")
        self.ikm("plan", "update", "1", "--status", "dibatalkan", "--note",
                 "salah unit")
        self.assertEqual([i["id"] for i in self.plan()["items"]], [2])
        self.assertEqual(len(self.plan("--all")["items"]), 2)
        item = self.plan()["items"][0]
        self.assertEqual((item["element"], item["remedy"], item["cause"],
                          item["quarters"], item["status"]),
                         ("sarana", "c", "Kursi kurang",
                          ["2025-TW3", "2025-TW4"], "belum"))
        self.assertIn("plan", self.ikm("log"))
        self.check_file()
        rows = self.ikm("plan", "list", "--csv").split("\n")
        self.assertEqual((len(rows), rows[1][:17]), (3, "2,kec-01,2025-TW1"))

    def test_filters(self):
        self.survey()
        self.ikm("unit", "add", "kec-02", "Kecamatan Dua", "--parent", "kab")
        self.add("waktu")
        self.add("waktu", unit="kec-02", period="2025")
        self.assertEqual(len(self.plan("--unit", "kab")["items"]), 2)
        self.assertEqual(len(self.plan("--unit", "kec-02")["items"]), 1)
        self.assertEqual([i["id"] for i in self.plan("--period",
                                                     "2025-TW1")["items"]], [1])
        self.fails(65, "plan", "list", "--unit", "kec-99", said="kec-99")

    def test_bad_input_stores_nothing(self):
        self.survey()
        good = {"--unit": "kec-01", "--period": "2025-TW1", "--element":
                "waktu", "--programme": "x", "--in-charge": "Camat"}
        for code, option, value in (
                (65, "--unit", "kec-9"), (64, "--period", "2025-TW9"),
                (64, "--period", "2025-01-01..2025-02-03"),
                (65, "--element", "u99"), (65, "--programme", " "),
                (65, "--in-charge", ""), (65, "--remedy", "e"),
                (64, "--quarter", "2025-03"), (64, "--date", "2025-02-30"),
                (65, "--quarter", "2025-TW3..2025-TW2"),
                (65, "--status", "selesai"), (65, "--service", "Paspor"),
                (65, "--note", "a\nb"), (65, "--programme", "x" * 300)):
            args = [w for pair in {**good, option: value}.items() for w in pair]
            self.fails(code, "plan", "add", *args)
        self.assertEqual(self.plan()["items"], [])
        self.fails(65, "plan", "update", "1", "--note", "x", said="1")
        self.fails(64, "plan", "update", "satu", "--note", "x", said="satu")
        self.add("waktu")
        self.fails(65, "plan", "update", "1", said="tidak ada yang")
        self.check_file()


if __name__ == "__main__":
    survey.unittest.main()
