"""What was published is frozen, and what has changed since is told."""
import contextlib
import json
import sqlite3

import survey

DAY = ("--date", "2025-04-20")


class Publish(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()
        self.ids = [self.record(answers) for answers in
                    ("343434343", "444434444", "233343332", "343434434")]
        self.of = ("--unit", "kec-01", "--period", "2025-TW1")

    def publish(self, medium="situs web", *more, unit="kec-01",
                period="2025-TW1"):
        return self.ikm("publish", "add", unit, period, "--medium", medium,
                        *(more or DAY)).strip()

    def published(self, *options):
        made = json.loads(self.ikm("publish", "list", "--json", *options))
        self.assertEqual(made["schema"], "ikm.publications/1")
        return made

    def test_freezes_the_figures_with_their_digest(self):
        before = self.result(*self.of)
        self.assertIsNone(before["published"])
        self.assertEqual(self.publish("Situs web", *DAY, "--address",
                                      "https://a.example/ikm", "--photo",
                                      "foto.jpg"), "1")
        one, = self.published()["publications"]
        self.assertEqual((one["unit"], one["period"], one["medium"],
                          one["date"], one["address"], one["photo"]),
                         ("kec-01", "2025-TW1", "Situs web", "2025-04-20",
                          "https://a.example/ikm", "foto.jpg"))
        form, = one["forms"]
        self.assertEqual((form["value"], form["grade"], form["used"],
                          form["changed"]),
                         (before["ikm"]["value"], before["ikm"]["grade"], 4,
                          False))
        self.assertEqual(self.result(*self.of)["published"]["changed"], False)
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            figures, = file.execute("SELECT figures FROM publication").fetchone()
        self.assertEqual(figures.splitlines()[:3],
                         ["ikm.published/1", "unit\tkec-01", "period\t2025-TW1"])
        for element in before["elements"]:
            self.assertIn(f"element\t{element['key']}\t{element['n']}\t"
                          f"{element['sum']}\n", figures)
        self.assertIn("publish", self.ikm("log"))
        self.check_file()

    def test_changes_since_are_told_everywhere(self):
        self.publish()
        then = self.result(*self.of)["ikm"]["value"]
        self.ikm("void", self.ids[2], "--why", "lembar ganda")
        now = self.result(*self.of)
        self.assertIn("changed-since-published", now["warnings"])
        self.assertEqual(
            [now["published"][key] for key in ("value", "value_now", "used",
                                               "used_now", "changed")],
            [then, now["ikm"]["value"], 4, 3, True])
        self.ikm("export", "html", *self.of, "-o", "a.html")
        said = (self.ikm("analyze", *self.of), self.ikm("publish", "list"),
                (self.path / "a.html").read_text("utf-8"))
        for text in said:
            self.assertIn("Berubah sejak terbit di situs web (20 April 2025)",
                          text.replace("\n", " "))
            self.assertIn("responden 4 menjadi 3", text.replace("\n", " "))
        ranked = self.ikm("analyze", "--unit", "kab", "--by", "unit",
                          "--period", "2025-TW1")
        self.assertIn("Berubah sejak terbit", ranked)
        self.assertIn("Changed since published in situs web",
                      self.ikm("--lang", "en", "analyze", *self.of))
        for line in said[0].splitlines() + said[1].splitlines():
            self.assertLessEqual(len(line), 80)
        # published anew: it stands again
        self.publish("Situs web", "--date", "2025-05-02")
        self.publish("papan", "--date", "2025-05-02")
        now = self.result(*self.of)
        self.assertEqual(now["published"]["changed"], True)  # "situs web"
        self.publish("situs web", "--date", "2025-05-03")
        now = self.result(*self.of)
        self.assertNotIn("changed-since-published", now["warnings"])
        self.assertEqual(self.published()["media"],
                         [{"medium": "situs web", "count": 3},
                          {"medium": "papan", "count": 1}])

    def test_a_corrected_answer_is_a_change_too(self):
        self.publish()
        self.ikm("amend", self.ids[0], "waktu=2", "--why", "salah ketik")
        form, = self.published()["publications"][0]["forms"]
        self.assertEqual((form["changed"], form["used_now"],
                          form["elements_changed"]), (True, 4, 1))
        self.ikm("amend", self.ids[0], "waktu=3", "--why", "salah lagi")
        form, = self.published()["publications"][0]["forms"]
        self.assertFalse(form["changed"])

    def test_all_withdrawn(self):
        self.publish()
        for one in self.ids:
            self.ikm("void", one, "--why", "salah unit")
        form, = self.published()["publications"][0]["forms"]
        self.assertEqual((form["changed"], form["used_now"],
                          form["value_now"]), (True, 0, None))
        self.assertIn("kini -", self.ikm("publish", "list"))

    def test_late_sheets_of_another_period_change_nothing(self):
        self.publish()
        self.publish(period="2025-02-01..2025-02-24")
        self.record("111111111", "--hour", "09.30")  # the last of these days
        self.ikm("record", "--unit", "kec-01", "--date", "2025-04-02",
                 "--answers", "111111111")
        changed = [p["forms"][0]["changed"]
                   for p in self.published()["publications"]]
        self.assertEqual(changed, [True, True])
        self.assertEqual(len(self.published("--period",
                                            "2025-TW1")["publications"]), 1)
        self.assertEqual(len(self.published("--unit",
                                            "kab")["publications"]), 2)
        self.ikm("unit", "add", "kec-02", "Dua")
        self.assertEqual(self.published("--unit", "kec-02")["publications"], [])

    def test_a_range_is_compared_by_its_days(self):
        self.publish(period="2025-02-01..2025-02-24")
        self.ikm("record", "--unit", "kec-01", "--date", "2025-02-25",
                 "--answers", "111111111")
        form, = self.published()["publications"][0]["forms"]
        self.assertFalse(form["changed"])

    def test_other_weights_are_not_compared(self):
        self.publish()
        self.record("111111111")
        for option in (("--weights", "0.11"), ("--rows", "complete")):
            self.assertIsNone(self.result(*self.of, *option)["published"])

    def test_bad_input_stores_nothing(self):
        for code, args in (
                (65, ("kec-99", "2025-TW1", "--medium", "web", *DAY)),
                (64, ("kec-01", "2025-TW9", "--medium", "web", *DAY)),
                (65, ("kec-01", "2030", "--medium", "web", *DAY)),
                (64, ("kec-01", "2025-TW1", "--medium", "web", "--date", "x")),
                (64, ("kec-01", "2025-TW1", "--medium", "web", "--date",
                      "2025-02")),
                (65, ("kec-01", "2025-TW1", "--medium", " ", *DAY)),
                (65, ("kec-01", "2025-TW1", "--medium", "a\nb", *DAY)),
                (65, ("kec-01", "2025-TW1", "--medium", "web", *DAY,
                      "--address", "javascript:alert(1)")),
                (65, ("kec-01", "2025-TW1", "--medium", "web", *DAY, "--photo",
                      "x" * 300)),
                (64, ("kec-01", "2025-TW1", "--medium", "web")),
                (64, ("kec-01", "--medium", "web", *DAY))):
            self.fails(code, "publish", "add", *args)
        self.assertEqual(self.published(), {"schema": "ikm.publications/1",
                                            "publications": [], "media": []})
        self.fails(65, "publish", "list", "--unit", "kec-99", said="kec-99")
        self.fails(64, "publish", "list", "--period", "x")
        self.check_file()


if __name__ == "__main__":
    survey.unittest.main()
