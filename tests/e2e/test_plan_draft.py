"""ikm plan draft: where a plan may start, by evidence first."""
import csv
import json

import survey

BUILTIN = survey.ROOT / "data" / "plan" / "programmes.csv"
HEAD = "unsur,sebab,tindakan,program,triwulan,penanggung_jawab\n"


class Draft(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()
        for day, answers, causes in (
                ("2025-02-03", "342434342", ("waktu=1", "sarana=2")),
                ("2025-02-04", "341343431", ("waktu=1", "sarana=2")),
                ("2025-02-05", "442434443", ("waktu=4",)),
                ("2025-03-06", "442444342", ("waktu=4", "sarana=2")),
                ("2025-03-07", "342434443", ("waktu=1",))):
            more = [word for cause in causes for word in ("--cause", cause)]
            self.ikm("record", "--unit", "kec-01", "--date", day, "--answers",
                     answers, *more)
        self.of = ("--unit", "kec-01", "--period", "2025-TW1")

    def draft(self, *options):
        made = json.loads(self.ikm("plan", "draft", "--json", *options))
        self.assertEqual(made["schema"], "ikm.plan-draft/1")
        return made["drafts"]

    def test_follows_the_priorities_and_the_causes(self):
        result = self.result(*self.of)
        items = self.draft(*self.of)[0]["items"]
        self.assertEqual([i["element"] for i in items],
                         result["priorities"][:3])
        self.assertEqual([i["p_lowest3"] for i in items],
                         [next(e["p_lowest3"] for e in result["elements"]
                               if e["key"] == i["element"]) for i in items])
        waktu = next(i for i in items if i["element"] == "waktu")
        self.assertEqual([(c["label"], c["count"]) for c in waktu["causes"]],
                         [("Antrean panjang", 3),
                          ("Sistem atau jaringan mati", 2)])
        self.assertEqual([p["cause"] for p in waktu["programmes"]],
                         ["Antrean panjang", "Sistem atau jaringan mati", None])
        self.assertEqual([p["remedy"] for p in waktu["programmes"]],
                         ["b", "c", "b"])
        self.assertEqual(waktu["quarters"], "2025-TW2")
        many = self.draft(*self.of, "--most", "9")[0]
        self.assertEqual([i["element"] for i in many["items"]],
                         result["priorities"])
        self.assertEqual(many["left"], 0)

    def test_says_it_in_80_columns_in_both_languages(self):
        said = self.ikm("plan", "draft", *self.of)
        for words in ("Antrean panjang", "kurung siku", "TW II 2025",
                      "SOP dan standar pelayanan"):
            self.assertIn(words, said)
        english = self.ikm("--lang", "en", "plan", "draft", *self.of)
        self.assertIn("Q2 2025", english)
        for line in (said + english).splitlines():
            self.assertLessEqual(len(line), 80)

    def test_saves_once_as_not_begun(self):
        said = self.ikm("plan", "draft", *self.of, "--save")
        self.assertEqual(said.count("(Belum)"), 3)
        items = json.loads(self.ikm("plan", "list", "--json"))["items"]
        drafted = self.draft(*self.of)[0]["items"]
        self.assertEqual([i["planned"] for i in drafted], [1, 2, 3])
        for item, draft in zip(items, drafted):
            first = draft["programmes"][0]
            self.assertEqual(
                (item["element"], item["programme"], item["in_charge"],
                 item["remedy"], item["status"], item["cause"]),
                (draft["element"], first["text"], first["in_charge"],
                 first["remedy"], "belum", first["cause"]))
        again = self.run_ikm("plan", "draft", *self.of, "--save")
        self.assertEqual((again.returncode, again.stdout), (0, ""))
        self.assertIn("sudah direncanakan", again.stderr)
        self.assertIn("sudah ada rencana nomor 1",
                      self.ikm("plan", "draft", *self.of))
        self.ikm("plan", "update", "2", "--status", "dibatalkan", "--note", "-")
        self.ikm("plan", "draft", *self.of, "--save")
        self.assertEqual([i["id"] for i in json.loads(
            self.ikm("plan", "list", "--json"))["items"]], [1, 3, 4])
        self.check_file()

    def test_equal_sheets_of_the_best_class_propose_nothing(self):
        self.ikm("unit", "add", "kec-02", "Kecamatan Dua")
        self.ikm("record", "--unit", "kec-02", "--date", "2025-01-02",
                 "--answers", "444444444")
        self.assertEqual(self.draft("--unit", "kec-02")[0]["items"], [])
        self.assertIn("tidak ada yang perlu didahulukan",
                      self.ikm("plan", "draft", "--unit", "kec-02"))

    def test_the_offices_own_programmes(self):
        self.write("own.csv", HEAD + "waktu,Antrean panjang,b,Jalur cepat,2,"
                   "Camat\nlain,,a,x,1,Camat\n,,c,Cat ulang,1,Camat\n")
        made = self.run_ikm("plan", "draft", "--json", *self.of, "--programmes",
                            "own.csv")
        self.assertIn("1 baris", made.stderr)
        items = {i["element"]: i for i in
                 json.loads(made.stdout)["drafts"][0]["items"]}
        self.assertEqual(items["waktu"]["programmes"][0]["text"], "Jalur cepat")
        self.assertEqual(items["waktu"]["quarters"], "2025-TW2..2025-TW3")
        self.assertEqual(items["sarana"]["programmes"][0]["text"], "Cat ulang")

    def test_the_builtin_table_fits_the_causes_of_the_form(self):
        with open(BUILTIN, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with open(survey.ROOT / "data/forms/permenpanrb-14-2017/causes.csv",
                  encoding="utf-8", newline="") as file:
            known = {(r["unsur"], r["sebab"]) for r in csv.DictReader(file)}
        self.assertEqual({(r["unsur"], r["sebab"]) for r in rows if r["sebab"]},
                         known)
        self.assertEqual({r["tindakan"] for r in rows if not r["unsur"]},
                         set("abcd"))
        self.assertEqual({r["unsur"] for r in rows if not r["sebab"]} - {""},
                         {key for key, _ in known})

    def test_bad_input(self):
        self.fails(65, "plan", "draft", "--unit", "kec-99", said="kec-99")
        self.fails(64, "plan", "draft", "--period", "2025-TW9")
        self.fails(65, "plan", "draft", "--period", "2030", said="2030")
        self.fails(64, "plan", "draft", "--most", "0", said="--most")
        self.fails(64, "plan", "draft", "--save", said="--unit")
        self.fails(64, "plan", "draft", *self.of, "--save", "--json")
        self.fails(64, "plan", "draft", "--unit", "kec-01", "--save",
                   "--period", "2025-01-01..2025-03-31")
        self.fails(66, "plan", "draft", "--programmes", "nix.csv",
                   said="nix.csv")
        for text, said in (("", "tidak ada program"), ("a,b\n", '"a"'),
                           (HEAD, "tidak ada program"),
                           (HEAD + "waktu,,e,x,1,y\n", '"e"'),
                           (HEAD + "waktu,,a,x,5,y\n", '"5"'),
                           (HEAD + "waktu,,a,,1,y\n", "program"),
                           (HEAD + f"waktu,,a,{'x' * 201},1,y\n", "200"),
                           (HEAD + 'waktu,,a,"x,1,y\n', "bad.csv")):
            self.write("bad.csv", text)
            self.fails(65, "plan", "draft", "--programmes", "bad.csv",
                       said=said)
        self.assertEqual(json.loads(self.ikm("plan", "list",
                                             "--json"))["items"], [])


if __name__ == "__main__":
    survey.unittest.main()
