"""Published figures: real data come out to the last printed decimal.

The files stand in the folder named by IKM_CASES; their figures were computed
apart from this program. Counts small enough to be printed stand here."""
import csv
import os
import pathlib
import unittest
from fractions import Fraction

import survey
import tables

FOLDER = os.environ.get("IKM_CASES", "")
needs_cases = unittest.skipUnless(
    FOLDER and os.path.isdir(FOLDER),
    "IKM_CASES names no folder: published figures are not checked")

# Perpustakaan Nasional, SKM report of 2023, n = 187: answers 1, 2, 3, 4
PERPUSNAS = [(0, 0, 118, 69), (0, 6, 93, 88), (0, 3, 106, 78), (1, 1, 23, 162),
             (0, 1, 124, 62), (0, 0, 95, 92), (0, 0, 89, 98), (1, 2, 34, 150),
             (1, 19, 77, 90)]
# Mahkamah Konstitusi, SKM report of 2022, n = 63: 22 questions in 8 elements
MK = {
    "persyaratan": [(0, 2, 26, 35)],
    "prosedur": [(0, 1, 22, 40)],
    "waktu": [(0, 1, 32, 30), (1, 0, 26, 36), (0, 0, 30, 33), (0, 3, 25, 35)],
    "biaya": [(0, 3, 25, 35)],
    "produk": [(0, 1, 28, 34), (0, 3, 30, 30), (0, 2, 30, 31), (0, 1, 29, 33)],
    "kompetensi": [(0, 3, 27, 33), (0, 2, 29, 32), (0, 0, 31, 32)],
    "perilaku": [(0, 5, 31, 27)],
    "sarana": [(1, 2, 32, 28), (1, 0, 35, 27), (1, 1, 33, 28), (1, 0, 35, 27),
               (1, 1, 31, 30), (1, 1, 29, 32), (2, 6, 26, 29)],
}


def case(name):
    return str(pathlib.Path(FOLDER, name))


def read_case(name):
    with open(case(name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def index_of(rows):
    """The IKM of rows of cells U1..U9, blanks left out: an exact fraction."""
    total = Fraction(0)
    for number in range(1, 10):
        scores = [int(row[f"U{number}"]) for row in rows if row[f"U{number}"]]
        total += Fraction(sum(scores), len(scores))
    return total / 9 * 25


class Published(survey.Case):
    def check(self, result, printed, grade, exact=None):
        """`printed` has four decimals; `exact` is a fraction."""
        ikm = result["ikm"]
        number = Fraction(ikm["exact"])
        self.assertEqual(f"{float(number):.4f}", printed)
        self.assertEqual(f"{ikm['value']:.2f}",
                         f"{int(number * 100 + Fraction(1, 2)) / 100:.2f}")
        self.assertEqual(ikm["grade"], grade)
        self.assertAlmostEqual(ikm["index"], float(number / 25), delta=1e-9)
        if exact is not None:
            self.assertEqual(number, exact)

    def check_ledger(self, result, received, partial):
        self.assertEqual(
            result["ledger"],
            {"received": received, "used": received, "partial": partial,
             "void": 0, "excluded": 0})


@needs_cases
class Jepara(Published):
    FILE = "respondents_mpp_jepara.csv"

    def check_figures(self):
        """All, complete rows, one counter, rows that name no counter."""
        rows = read_case(self.FILE)
        complete = [row for row in rows
                    if all(row[f"U{i}"] for i in range(1, 10))]
        whole = self.result()
        self.check(whole, "96.1851", "A", index_of(rows))
        self.check_ledger(whole, 2402, 82)
        self.assertIn("partial-rows", whole["warnings"])
        self.check(self.result("--rows", "complete"), "96.3578", "A",
                   index_of(complete))
        counters = {r["group"]: r for r in self.results("--by", "service")}
        self.assertEqual(sum(r["ledger"]["used"] for r in counters.values()),
                         2402)
        self.check(counters["SAMSAT"], "97.1518", "A",
                   index_of([r for r in rows if r["loket"] == "SAMSAT"]))
        self.assertEqual(counters["SAMSAT"]["ledger"]["used"], 443)
        self.check_nameless(counters["tidak diisi"])
        nameless = {r["group"]: r for r in self.results(
            "--by", "service", "--rows", "complete")}["tidak diisi"]
        self.check(nameless, "90.4695", "A",
                   index_of([r for r in complete if not r["loket"]]))

    def check_nameless(self, result):
        self.check(result, "90.3002", "A", index_of(
            [r for r in read_case(self.FILE) if not r["loket"]]))
        self.check_ledger(result, 374, 77)
        self.assertIn("partial-rows", result["warnings"])

    def test_by_its_own_header(self):
        self.ikm("init")
        self.ikm("unit", "add", "mpp", "Mal Pelayanan Publik")
        said = self.ikm("import", case(self.FILE), "--unit", "mpp", "--create")
        for words in ("2402 baru", "82 yang baru tidak diisi lengkap",
                      "374 yang baru tanpa layanan", "urutan U1..U9: badan"):
            self.assertIn(words, said)
        self.check_figures()
        self.check_file()

    def test_by_a_map(self):
        """Headings that mean nothing by themselves."""
        text = pathlib.Path(case(self.FILE)).read_text("utf-8")
        heading, body = text.split("\n", 1)
        names = dict(zip(["bulan", "loket", *(f"U{i}" for i in range(1, 10))],
                         ["Masa", "Meja", *"ABCDEFGHI"]))
        self.write("a.csv", ",".join(names.get(word, word) for word in
                                     heading.strip().split(",")) + "\n" + body)
        self.ikm("init")
        self.ikm("unit", "add", "mpp", "Mal Pelayanan Publik")
        self.fails(65, "import", "a.csv", "--unit", "mpp", "--create",
                   said=("U1", "U9", "--map"))
        self.write("peta.csv", tables.csv_text(
            [("kolom", "kunci"), ("Masa", "tanggal"), ("Meja", "layanan"),
             *zip("ABCDEFGHI", tables.ELEMENTS)]))
        self.ikm("import", "a.csv", "--unit", "mpp", "--create",
                 "--map", "peta.csv")
        self.check_figures()

    def test_counters_as_offices(self):
        self.ikm("init")
        self.ikm("unit", "add", "mpp", "Mal Pelayanan Publik")
        self.write("peta.csv", "kolom,kunci\nloket,unit\n")
        self.ikm("import", case(self.FILE), "--unit", "mpp", "--create",
                 "--map", "peta.csv")
        self.check(self.result("--unit", "samsat"), "97.1518", "A")
        self.check_nameless(self.result("--unit", "mpp"))
        self.check(self.result(), "96.1851", "A")

    def test_a_period(self):
        """Dates of the month alone fall into their month."""
        self.ikm("init")
        self.ikm("unit", "add", "mpp", "Mal Pelayanan Publik")
        self.ikm("import", case(self.FILE), "--unit", "mpp", "--create")
        rows = [row for row in read_case(self.FILE)
                if row["bulan"] in ("2021-10", "2021-11", "2021-12")]
        result = self.result("--period", "2021-TW4")
        self.assertEqual(result["ledger"]["used"], len(rows))
        self.assertEqual(Fraction(result["ikm"]["exact"]), index_of(rows))


@needs_cases
class Sekadau(Published):
    def test_published_table(self):
        self.ikm("init")
        self.ikm("unit", "add", "dinas", "Dinas")
        self.ikm("import", case("respondents_sekadau_2019s1.csv"), "--unit",
                 "dinas", "--date", "2019-06")
        result = self.result("--period", "2019-S1")
        self.check(result, "78.7415", "B")
        self.check_ledger(result, 49, 0)  # seven of them answered alike
        self.assertEqual([e["sum"] for e in result["elements"]],
                         [138, 139, 150, 177, 159, 163, 161, 143, 159])
        self.assertEqual([answers for *_, answers in self.responses().values()]
                         .count("3334333340"), 7)


class Counts(Published):
    def put_in(self, headings, counts, *options):
        self.write("a.csv", tables.csv_text([headings,
                                             *tables.expand(counts)]))
        self.ikm("import", "a.csv", "--unit", "u", *options)

    def test_perpusnas(self):
        self.ikm("init")
        self.ikm("unit", "add", "u", "Perpustakaan Nasional")
        self.put_in(tables.CODES, PERPUSNAS, "--date", "2023-12")
        self.check_perpusnas()

    def check_perpusnas(self):
        result = self.result("--unit", "u")
        self.check(result, "87.6411", "B")
        self.check_ledger(result, 187, 0)
        self.assertEqual(f"{result['ikm']['index']:.3f}", "3.506")
        elements = result["elements"]
        self.assertEqual([tuple(e["counts"]) for e in elements], PERPUSNAS)
        self.assertEqual(
            [f"{e['nrr']:.3f}" for e in elements],
            ["3.369", "3.439", "3.401", "3.850", "3.326", "3.492", "3.524",
             "3.781", "3.369"])
        ranks = {e["code"]: e["rank"] for e in elements}
        self.assertEqual((ranks["U4"], ranks["U5"]), (1, 9))
        # U1 and U9 have the same sum
        self.assertEqual((ranks["U1"], ranks["U9"]), (7, 7))
        self.assertEqual(result["priorities"][0], "produk")
        self.assertEqual(set(result["priorities"]),
                         {"produk", "persyaratan", "sarana"})

    def test_the_same_index_is_a_by_the_old_classes(self):
        """87.64 is B by 14/2017 and A by 25/2004: no form, no grade."""
        old = self.ikm("form", "show", "kepmenpan-25-2004")
        new = self.ikm("form", "show", "permenpanrb-14-2017")
        self.assertRegex(old, r"A +81,26")
        self.assertRegex(new, r"A +88,31")

    def make_form(self):
        """Eight elements with 22 questions, as one would write them."""
        folder = self.path / "mk"
        folder.mkdir()
        elements, questions, choices = [], [], []
        for number, (key, counts) in enumerate(MK.items(), 1):
            elements.append((key, f"U{number}", key.capitalize(), "", "b"))
            for part in range(1, len(counts) + 1):
                questions.append((key, f"Pendapat tentang {key} ({part})?"))
                choices += [(len(questions), score, label) for score, label in
                            enumerate(("Buruk", "Cukup", "Baik", "Sangat baik"),
                                      1)]
        for name, rows in (
                ("settings", [("kunci", "nilai"), ("id", "mk-22"),
                              ("nama", "Survei 22 pertanyaan"), ("dasar", ""),
                              ("skala", 4), ("resmi", "tidak"), ("mutu", "ya"),
                              ("pengganti", ""), ("catatan", "")]),
                ("elements", [("unsur", "kode", "nama", "bobot", "tindakan"),
                              *elements]),
                ("questions", [("unsur", "pertanyaan"), *questions]),
                ("choices", [("pertanyaan", "skor", "label"), *choices]),
                ("classes", [("mutu", "batas_bawah", "kinerja"),
                             ("A", "88.31", "Sangat baik"),
                             ("B", "76.61", "Baik"),
                             ("C", "65.00", "Kurang baik"),
                             ("D", "25.00", "Tidak baik")])):
            (folder / f"{name}.csv").write_text(tables.csv_text(rows), "utf-8")
        return "mk"

    def test_mahkamah_konstitusi(self):
        folder = self.make_form()
        self.ikm("form", "check", folder)
        self.ikm("init")
        self.ikm("form", "add", folder)
        self.ikm("unit", "add", "u", "Mahkamah Konstitusi")
        headings = [f"U{number}" + (f".{part}" if len(counts) > 1 else "")
                    for number, counts in enumerate(MK.values(), 1)
                    for part in range(1, len(counts) + 1)]
        self.put_in(headings, sum(MK.values(), []), "--date", "2022-12",
                    "--form", "mk-22")
        result = self.result()
        self.assertEqual(result["form"], "mk-22")
        self.check(result, "87.0920", "B")
        self.check_ledger(result, 63, 0)
        self.assertEqual(f"{result['ikm']['index']:.3f}", "3.484")
        self.assertEqual(
            [(e["n"], f"{e['nrr']:.3f}") for e in result["elements"]],
            [(63 * n, nrr) for n, nrr in (
                (1, "3.524"), (1, "3.619"), (4, "3.508"), (1, "3.508"),
                (4, "3.480"), (3, "3.487"), (1, "3.349"), (7, "3.395"))])

    @needs_cases
    def test_the_counts_are_those_of_the_files(self):
        def counts(name):
            return [tuple(int(row[f"n{i}"]) for i in range(1, 5))
                    for row in read_case(name)]
        self.assertEqual(counts("counts_perpusnas_2023.csv"), PERPUSNAS)
        self.assertEqual(counts("counts_mk_2022.csv"), sum(MK.values(), []))


class Samples(survey.Case):
    @needs_cases
    def test_all_published_rows(self):
        rows = read_case("table_krejcie_morgan.csv")
        self.assertEqual(len(rows), 90)
        for row in rows:
            self.assertEqual(self.ikm("sample", row["N"]).split()[0],
                             row["S_published"], row)

    def test_by_the_formula(self):
        """S = 3.841 N / 4 / (0.0025 (N - 1) + 3.841 / 4), half-up."""
        for population in (1, 2, 7, 187, 269, 900, 12345, 10**6, 10**9):
            exact = (Fraction(3841, 4000) * population /
                     (Fraction(1, 400) * (population - 1) +
                      Fraction(3841, 4000)))
            self.assertEqual(self.ikm("sample", str(population)).split()[0],
                             str(int(exact + Fraction(1, 2))))
