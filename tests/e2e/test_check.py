"""ikm check: faults planted in published tables are named, sound ones are not."""
import itertools
import json
import os
import random
import unittest

import check_books
import survey
from check_books import Book, Number

SEED = os.environ.get("IKM_SEED", "1")
N_CLEAN = 1000 if survey.LONG else 100
WRITERS = {"xlsx": check_books.write_xlsx, "ods": check_books.write_ods}
FORMATS = (("xlsx", (3, 3, 2)), ("xlsx", (None, None, None)),
           ("ods", (3, 4, 2)), (";", (2, 3, 2)), (",", (3, 4, 2)))
SUMS = ("swapped-u8-u9", "out-of-range", "rows-dropped", "wrong-sum")
MEANS = ("wrong-divisor", "blank-in-divisor", "rounded-early")
WEIGHTS = ("weight-0.11", "weight-0.111", "weight-0.071", "weight-rounded",
           "wrong-divisor-total")
GRADES = ("old-cutoffs", "wrong-cutoffs", "wrong-grade", "wrong-label")
# what each layout can show
VISIBLE = {"respondents": SUMS + MEANS + WEIGHTS + GRADES + ("unexplained",),
           "totals": MEANS + WEIGHTS + GRADES + ("unexplained",),
           "summary": WEIGHTS + GRADES}


def kind_of(fault):
    return fault.replace("-total", "")


def elements_for(faults, r):
    if "weight-0.071" in faults:
        return 14
    if "weight-rounded" in faults:
        return r.choice([3, 6, 7, 8, 11, 13])
    if set(faults) & {"wrong-sum", "wrong-grade", "blank-in-divisor",
                      "rows-dropped", "unexplained"} and len(faults) == 1:
        return r.randint(3, 14)
    return 9


def plant(name, faults, blanks):
    """A book in which every fault alone changes what is shown."""
    base = {"old-cutoffs": 3.2, "wrong-cutoffs": 3.54}
    for attempt in range(400):
        seed = f"{SEED} {name} {attempt}"
        r = random.Random(seed)
        k, n = elements_for(faults, r), r.randint(30, 70)
        level = next((base[f] for f in faults if f in base), None)

        def make(chosen):
            return Book(seed, k=k, n=n, blanks=blanks, faults=chosen, base=level)
        book = make(faults)
        if "wrong-grade" in faults and 65 <= book.figures["ikm"] < 65.32:
            continue  # the cut-off 65.31 explains it
        if any(book.compute(tuple(set(faults) - {fault})) == book.figures
               for fault in faults):
            continue  # one hides the other
        if all(make((fault,)).matters() for fault in faults) and \
                all(fault not in GRADES[:3] or book.figures["grade"] not in (
                    book.truth["grade"], check_books.grade_of(
                        book.figures["ikm"])) for fault in faults):
            return book
    return None


def may_meet(pair):
    """The two are independent of each other."""
    for alike in (WEIGHTS, GRADES, ("wrong-divisor", "blank-in-divisor",
                                    "wrong-divisor-total"),
                  # the rows that are left have no blanks
                  ("blank-in-divisor", "rows-dropped")):
        if set(pair) <= set(alike):
            return False
    return not {"weight-0.071", "weight-rounded"} & set(pair)


class CheckCase(survey.Case):
    def file(self, name, rows, form="xlsx", before=True):
        path = f"{name}.{form if form in WRITERS else 'csv'}"
        if form in WRITERS:
            sheets = {"Sampul": [["Laporan"]]} if before else {}
            WRITERS[form](self.path / path, {**sheets, "Olah": rows})
        else:
            check_books.write_csv(self.path / path, rows, form)
        return path

    def check(self, *paths):
        """Results in the order of the paths."""
        done = self.run_ikm("check", *paths, "--json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(result["schema"], "ikm.check/1")
        files = result["files"] if len(paths) > 1 else [result]
        self.assertEqual(done.returncode, int(any(
            file["faults"] for file in files)))
        self.assertEqual([file["file"] for file in files], list(paths))
        return files

    def compare(self, wanted):
        """wanted: {path: kinds}."""
        wrong = []
        for path, result in zip(wanted, self.check(*wanted)):
            kinds = sorted(fault["kind"] for fault in result["faults"])
            if kinds != sorted(wanted[path]):
                wrong.append((path, kinds))
            for fault in result["faults"]:
                self.assertEqual(fault["explains"],
                                 fault["kind"] != "unexplained")
                self.assertTrue(fault["text"])
        self.assertEqual(wrong, [])


class TestMatrix(CheckCase):
    def test_one_fault(self):
        wanted = {}
        for layout, faults in VISIBLE.items():
            for fault, blanks, (form, style) in itertools.product(
                    faults, (0, 0.06), FORMATS):
                if fault == "blank-in-divisor" and not blanks:
                    continue
                if layout == "summary" and style[0] == 2 and \
                        fault == "weight-0.111":
                    continue  # means of two decimals allow it
                name = f"{fault} {layout} {blanks} {form} {style[0]}"
                book = plant(name, (fault,), blanks)
                rows = getattr(book, layout)(
                    style=style, names=("codes", "badan", "formulir")[
                        len(wanted) % 3])
                wanted[self.file(name, rows, form)] = [kind_of(fault)]
        self.assertGreater(len(wanted), 200)
        self.compare(wanted)

    def test_two_faults(self):
        wanted = {}
        for layout, form, style in (("respondents", "xlsx", (3, 3, 2)),
                                    ("respondents", ";", (3, 3, 2)),
                                    ("totals", "xlsx", (None, None, None))):
            for pair in itertools.combinations(VISIBLE[layout], 2):
                if not may_meet(pair):
                    continue
                name = f"{'+'.join(pair)} {layout} {form}"
                book = plant(name, pair, 0.06)
                if book is None:
                    continue
                rows = getattr(book, layout)(style=style)
                wanted[self.file(name, rows, form)] = list(map(kind_of, pair))
        self.assertGreater(len(wanted), 150)
        self.compare(wanted)

    def test_clean(self):
        wanted = {}
        for i in range(N_CLEAN):
            r = random.Random(f"{SEED} clean {i}")
            k = r.choice([9, 9, 9, *range(3, 15)])
            book = Book(f"{SEED} clean {i}", k=k, n=r.randint(1, 120),
                        blanks=r.choice([0, 0.02, 0.1]))
            form, style = r.choice(FORMATS)
            layout = r.choice(list(VISIBLE))
            names = r.choice(["codes", "badan", "formulir"])
            more = {} if layout == "summary" else {"front": r.randint(1, 4)}
            if layout == "totals":
                more = {"front": 2}
            rows = getattr(book, layout)(style=style, names=names,
                                         titles=r.randint(0, 6), **more)
            wanted[self.file(f"clean {i} {layout} {form} {style[0]}", rows, form,
                             r.random() < 0.5)] = []
        self.compare(wanted)


class TestPublished(CheckCase):
    """Cases that offices published."""

    def summary(self, name, means, ikm, grade, decimals=2):
        rows = [["Hasil SKM"], ["No", "Unsur", "NRR"]]
        rows += [[Number(i), f"U{i}", Number(mean, decimals)]
                 for i, mean in enumerate(means, 1)]
        rows += [["", "IKM", Number(ikm, 2)], ["", "Mutu", grade]]
        return self.check(self.file(name, rows))[0]

    def test_divided_by_ten(self):
        means = [check_books.Fraction(f"{x}") for x in (
            "3.60", "3.55", "3.50", "3.80", "3.60", "3.55", "3.60", "3.40",
            "3.60")]
        result = self.summary("sepuluh", means, check_books.Fraction("80.50"),
                              "B")
        self.assertEqual([f["kind"] for f in result["faults"]],
                         ["wrong-divisor"])
        self.assertEqual(result["recomputed"]["ikm"], 89.44)
        self.assertEqual(result["recomputed"]["grade"], "A")
        self.assertIn("dibagi 10", result["faults"][0]["text"])
        self.assertIn("80,50", result["faults"][0]["text"])

    def test_three_elements(self):
        means = [check_books.Fraction("3.5")] * 3
        result = self.summary("tiga", means, check_books.Fraction("86.63"), "B",
                              3)
        self.assertEqual([f["kind"] for f in result["faults"]],
                         ["weight-rounded"])
        self.assertEqual(result["recomputed"]["ikm"], 87.5)
        self.assertIn("0,33", result["faults"][0]["text"])


class TestFile(CheckCase):
    def test_text_of_one_file(self):
        book = plant("text", ("weight-0.11",), 0)
        path = self.file("olah", book.respondents())
        done = self.fails(1, "check", path)
        self.assertIn("Bobot tiap unsur dibulatkan menjadi 0,11", done.stdout)
        self.assertIn("lembar Olah", done.stdout)
        english = self.fails(1, "--lang", "en", "check", path)
        self.assertIn("rounded to 0.11", english.stdout)

    def test_table_of_many_files(self):
        good = self.file("baik", Book("good").respondents())
        bad = self.file("salah", plant("many", ("weight-0.11",), 0).totals())
        self.write("bukan.csv", "a,b\n1,2\n")
        done = self.run_ikm("check", good, bad, "bukan.csv", "tiada.xlsx")
        self.assertEqual(done.returncode, 1)
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 5)
        self.assertTrue(lines[1].startswith("baik.xlsx")
                        and lines[1].endswith("baik"))
        self.assertTrue(lines[2].endswith("bobot 0,11"))
        self.assertIn("tidak ada tabel", lines[3])
        self.assertIn("tiada.xlsx", done.stderr)

    def test_no_table(self):
        self.write("bukan.csv", "nama,umur\nBudi,30\n")
        done = self.fails(65, "check", "bukan.csv", "--json", said="bukan.csv")
        self.assertEqual(done.stdout, "")
        self.fails(66, "check", "tiada.xlsx", said="tiada.xlsx")
        self.fails(64, "check")

    def test_a_table_with_nothing_to_compute(self):
        self.write("jumlah.csv", "Uraian,U1,U2,U3,U4\nJumlah Nilai,120,130,125,"
                   "128\n")
        self.fails(65, "check", "jumlah.csv", said=(
            "jumlah.csv", "4 unsur", "tanpa jumlah responden"))
        self.write("kosong.csv", "No,U1,U2,U3,U4\n1,3,4,,3\n2,4,4,,3\n3,3,3,,3\n"
                   "Jumlah Nilai,10,11,,9\n")
        self.fails(65, "--lang", "en", "check", "kosong.csv", said=(
            "4 elements", "no answers at all"))

    def test_fifteen_digits(self):
        """78.95999999999999 is 78.96."""
        means = [check_books.Fraction("3.1584")] * 9
        rows = [["No", "Unsur", "NRR"]]
        rows += [[Number(i), f"U{i}", Number(mean, 4)]
                 for i, mean in enumerate(means, 1)]
        rows += [["", "IKM", Number(check_books.Fraction(78.95999999999999))]]
        path = self.file("digits", rows)
        result = self.check(path)[0]
        self.assertEqual(result["published"]["ikm"], 78.96)
        self.assertEqual(result["faults"], [])

    def turned(self, book):
        """Elements in rows, figures in columns, the IKM in a sentence."""
        f = book.figures
        rows = [["REKAPITULASI"], [], [
            "No", "Unsur Pelayanan", "Jumlah Nilai", "Jumlah Responden", "NRR",
            "NRR Tertimbang", "Nilai Konversi", "Mutu"]]
        for e, head in enumerate(book.heads("badan")):
            value = f["nrr"][e] * 25
            rows.append([Number(e + 1), head, Number(f["sum"][e], 0),
                         Number(book.truth["n"][e]), Number(f["nrr"][e], 3),
                         Number(f["weighted"][e], 3), Number(value, 2),
                         check_books.grade_of(value)])
        ikm = check_books.fixed(f["ikm"], 2).replace(".", ",")
        return rows + [
            ["", "Jumlah", Number(sum(f["sum"]), 0), None,
             Number(sum(f["nrr"]), 3), Number(f["index"], 3)],
            [f"Nilai IKM: {ikm}"],
            [f"Mutu Pelayanan : {f['grade']} ({f['label']})"]]

    def test_elements_in_rows(self):
        wanted = {}
        for fault in (None, "weight-0.11", "blank-in-divisor", "wrong-grade",
                      "rounded-early"):
            book = plant(f"turned {fault}", (fault,), 0.06) if fault else \
                Book("turned", blanks=0.06)
            for form in ("xlsx", ";"):
                path = self.file(f"turned {fault} {form}", self.turned(book),
                                 form)
                wanted[path] = [fault] if fault else []
        self.compare(wanted)

    def test_rows_and_figures_on_two_sheets(self):
        book = plant("sheets", ("weight-0.11",), 0.06)
        rows = book.respondents()
        figures = [["", ""] + book.heads("codes")] + rows[-6:]
        check_books.write_xlsx(self.path / "dua.xlsx", {
            "Data": rows[:-6], "Rekap": [["REKAP"]] + figures})
        self.compare({"dua.xlsx": ["weight-0.11"]})
        result = self.check("dua.xlsx")[0]
        self.assertEqual(result["layout"], "respondents")
        self.assertEqual(result["sheet"], "Rekap")

    def test_answers_and_ikm_alone(self):
        book = plant("alone", ("blank-in-divisor",), 0.06)
        rows = book.respondents()
        self.compare({self.file("ikm", rows[:-6] + rows[-3:]):
                      ["blank-in-divisor"]})

    def test_formulir_order_is_a_note(self):
        rows = Book("order").respondents(names="formulir")
        result = self.check(self.file("order", rows))[0]
        self.assertEqual(result["faults"], [])
        self.assertIn("formulir-order", [n["kind"] for n in result["notes"]])

    def test_own_workbook_is_fine(self):
        self.survey()
        for i, answers in enumerate(["343434343", "222343444", "434343430",
                                     "111222333"] * 3):
            self.record(answers)
        self.ikm("export", "xlsx", "--unit", "kec-01", "-o", "a.xlsx")
        result = self.check("a.xlsx")[0]
        self.assertEqual(result["faults"], [], result)
        self.assertEqual(result["published"]["ikm"],
                         self.result("--unit", "kec-01")["ikm"]["value"])


if __name__ == "__main__":
    unittest.main()
