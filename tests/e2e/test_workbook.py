"""The workbook of `export xlsx`, recomputed by LibreOffice, gives the figures of
`analyze --json`, and follows when a cell of Data is changed."""
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
from fractions import Fraction

import workbook
from survey import PROGRAM

BOUNDS = [("A", 8831), ("B", 7661), ("C", 6500), ("D", 2500)]
FIRST_PLACE = 2  # column of the first answer in Pengolahan
QUESTIONS_OF_16 = [2, 3, 1, 3, 1, 1, 3, 1, 1]  # of the elements of skm-daring-16
FORM_OF_25 = "uji-25"


def half_up(value, decimals):
    scaled = value * 10 ** decimals
    return int((2 * scaled.numerator + scaled.denominator)
               // (2 * scaled.denominator))


def grade_of(hundredths):
    return next((letter for letter, bound in BOUNDS if hundredths >= bound), "")


def alike(cached, computed):
    if isinstance(cached, float) and isinstance(computed, float):
        return abs(cached - computed) < 1e-12
    return (cached or "") == (computed or "")


class Survey:
    """One survey file, its analysis and its workbook."""

    def __init__(self, folder, name, form, rows, options=()):
        self.folder = folder
        self.path = folder / f"{name}.xlsx"
        self.options = ["--form", form, *options]
        self.environment = dict(os.environ, IKM_DB=str(folder / f"{name}.db"))
        self.ikm("init")
        if form == FORM_OF_25:
            self.ikm("form", "add", str(folder / form))
        self.ikm("unit", "add", "kec-01", "Kecamatan Binangun")
        source = folder / f"{name}.csv"
        source.write_text("".join(lines_of(rows)), "utf-8")
        self.ikm("import", str(source), "--form", form, "--skip-bad")
        self.export()

    def ikm(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], env=self.environment,
                              cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8",
                              timeout=300, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.returncode} {done.stderr}")
        return done.stdout

    def export(self):
        self.ikm("export", "xlsx", "-o", str(self.path), *self.options)
        self.result = json.loads(
            self.ikm("analyze", "--json", *self.options))["results"][0]

    def void(self, *numbers):
        """Withdraws rows of the workbook, by their numbers."""
        data = workbook.read(self.path)["Data"]
        column = data.rows[0].index("ID")
        for number in numbers:
            self.ikm("void", data.rows[number][column], "--why", "uji")
        self.export()


def lines_of(rows):
    n = len(rows[0])
    heads = [f"u{e + 1}.{q + 1}" for e, count in enumerate(QUESTIONS_OF_16)
             for q in range(count)] if n == 16 else [
                 f"u{i + 1}" for i in range(n)]
    yield f"unit,tanggal,{','.join(heads)},saran\n"
    for i, row in enumerate(rows):
        answers = ",".join(str(score) if score else "" for score in row)
        yield f"kec-01,2025-02-{i % 28 + 1:02d},{answers},=1+{i}\n"


def rows_with_blanks(seed, n, n_questions):
    draw = random.Random(seed)
    rows = [[draw.choice([0, 2, 3, 3, 3, 4, 4, 4, 4]) for _ in range(n_questions)]
            for _ in range(n)]
    for row in rows:
        row[draw.randrange(n_questions)] = 4  # never all blank
    rows[3][2] = 9  # cannot be used: booked as excluded
    return rows


def rows_of_total(n, n_questions, total):
    """Complete rows of threes and fours, or twos and threes, that add up."""
    low = total // (n * n_questions)
    n_high = total - low * n * n_questions
    scores = [low + (i * 7919 % (n * n_questions) < n_high)
              for i in range(n * n_questions)]
    assert sum(scores) == total
    return [scores[i:i + n_questions]
            for i in range(0, len(scores), n_questions)]


def write_form_of_25(folder):
    """With 200 rows its IKM is the sum of all scores / 200: ties are easy."""
    tables = {
        "settings": f"kunci,nilai\nid,{FORM_OF_25}\nnama,Uji 25 unsur\n"
                    "skala,4\nresmi,tidak\nmutu,ya\n",
        "elements": "unsur,kode,nama,bobot,tindakan\n" + "".join(
            f"unsur-{i},U{i},Unsur {i},,a\n" for i in range(1, 26)),
        "questions": "unsur,pertanyaan\n" + "".join(
            f"unsur-{i},Bagaimana hal {i}?\n" for i in range(1, 26)),
        "choices": "pertanyaan,skor,label\n" + "".join(
            f"{i},{s},label {s}\n" for i in range(1, 26) for s in range(1, 5)),
        "classes": "mutu,batas_bawah,kinerja\nA,88.31,Sangat baik\n"
                   "B,76.61,Baik\nC,65.00,Kurang baik\nD,25.00,Tidak baik\n",
    }
    (folder / FORM_OF_25).mkdir()
    for name, text in tables.items():
        (folder / FORM_OF_25 / f"{name}.csv").write_text(text, "utf-8")


def make_surveys(folder):
    nine, official = rows_with_blanks(1, 60, 9), "permenpanrb-14-2017"
    write_form_of_25(folder)
    wanted = {
        "blanks": (official, nine),
        "complete": (official, nine, ["--rows", "complete"]),
        "old-0.11": (official, nine, ["--weights", "0.11"]),
        "old-0.111": (official, nine, ["--weights", "0.111"]),
        "old-terms": (official, nine, ["--weights", "rounded-terms"]),
        "fourteen": ("kepmenpan-25-2004", rows_with_blanks(3, 50, 14),
                     ["--weights", "0.071"]),
        "several": ("skm-daring-16", rows_with_blanks(2, 60, 16)),
        "unanswered": (official, [row[:4] + [0] + row[5:] for row in nine]),
        "no-classes": ("spak-5", rows_with_blanks(4, 50, 5)),
        # IKM 88.305; so many rows are written another way
        "streamed": (official, rows_of_total(5000, 9, 158949)),
    }
    for total in (17661, 15321, 12999, 17660, 17662):
        wanted[f"tie-{total}"] = (FORM_OF_25, rows_of_total(200, 25, total))
    return {name: Survey(folder, name, *how) for name, how in wanted.items()}


@unittest.skipUnless(workbook.soffice(), "soffice (LibreOffice) is not installed")
class Workbook(unittest.TestCase):
    """All workbooks are made and recomputed once."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = pathlib.Path(cls.folder.name)
        cls.surveys = make_surveys(folder)
        for name in ("blanks", "complete", "several"):
            cls.surveys[name].void(5, 11)
        cls.written = {name: workbook.read(survey.path)
                       for name, survey in cls.surveys.items()}
        (folder / "in").mkdir()
        for name, survey in cls.surveys.items():
            workbook.change(survey.path, folder / "in" / f"{name}.xlsx",
                            "Pengolahan", workbook.forget_results)
        cls.edit(folder, "blanks")
        cls.edit(folder, "several")
        # as other programs may add up: a little below the tie, and truly below
        cls.set_index(folder, "tie-17661", "error", 88.305 / 25 - 1e-14)
        cls.set_index(folder, "tie-17661", "below", 88.305 / 25 - 1e-8)
        paths = sorted((folder / "in").glob("*.xlsx"))
        cls.computed = {path.stem: workbook.read(path) for path in
                        workbook.recalculate(paths, folder / "out")}

    @classmethod
    def edit(cls, folder, name):
        """A lower score, a blank filled, a score taken away, a state."""
        data = cls.written[name]["Data"]
        first = data.rows[0].index("U1" if name == "blanks" else "U1.1")
        used = [i for i, row in enumerate(data.rows) if row[1] == "dipakai"]
        whole = [i for i in used if None not in data.rows[i][first:first + 9]]

        def place(row, column):
            return f"{workbook.column_name(column)}{row + 1}"

        def change(xml):
            xml = workbook.set_cell(xml, place(whole[0], first + 4), 1)
            xml = workbook.set_cell(xml, place(whole[1], first), None)
            xml = workbook.set_cell(xml, place(used[7], 1), "batal")
            batal = next(i for i, row in enumerate(data.rows)
                         if row[1] == "batal")
            return workbook.set_cell(xml, place(batal, 1), "dipakai")

        source = folder / "in" / f"{name}.xlsx"
        target = folder / "in" / f"{name}-edited.xlsx"
        workbook.change(source, target, "Data", change)
        cls.written[f"{name}-edited"] = workbook.read(target)

    @classmethod
    def set_index(cls, folder, name, ending, value):
        """Puts a number in the place of the sum of the weighted means."""
        process = cls.written[name]["Pengolahan"]
        row = process.rows.index(process.row("NRR tertimbang per unsur"))
        column = workbook.column_name(len(process.rows[row]) - 1)
        workbook.change(
            folder / "in" / f"{name}.xlsx",
            folder / "in" / f"{name}-{ending}.xlsx", "Pengolahan",
            lambda xml: workbook.set_cell(xml, f"{column}{row + 1}", value))

    def elements(self, process):
        """{code: column} of the elements."""
        heads = process.row("U1", FIRST_PLACE)
        return {code: i for i, code in enumerate(heads)
                if i >= FIRST_PLACE and code}

    def test_nothing_of_the_cached_values_is_left(self):
        for name, sheets in self.computed.items():
            with self.subTest(name):
                left = [row for row in sheets["Pengolahan"].rows
                        if 7777.0 in row or "7777" in row]
                self.assertEqual(left[:3], [])

    def test_cached_values_are_those_computed(self):
        for name in self.surveys:
            before = self.written[name]["Pengolahan"]
            after = self.computed[name]["Pengolahan"]
            n_formulas, different = 0, []
            for i, row in enumerate(before.rows):
                for j, value in enumerate(row):
                    if before.formulas[i][j] is None:
                        continue
                    n_formulas += 1
                    again = after.rows[i][j] if j < len(after.rows[i]) else None
                    if not alike(value, again):
                        different.append((i, j, value, again))
            with self.subTest(name):
                self.assertEqual(different[:5], [])
                self.assertGreater(n_formulas, 200)

    def test_ikm_and_grade(self):
        for name, survey in self.surveys.items():
            process, ikm = self.computed[name]["Pengolahan"], survey.result["ikm"]
            summary = self.written[name]["Ringkasan"]
            if ikm["value"] is None:
                continue
            with self.subTest(name):
                self.assertEqual(process.row("IKM unit pelayanan")[2],
                                 ikm["value"])
                self.assertEqual(summary.row("IKM")[1], ikm["value"])
                self.assertEqual(
                    process.row("Pemeriksaan")[2],
                    "sama dengan lembar Ringkasan")
                grade = process.row("Mutu pelayanan")
                if ikm["grade"] is None:
                    self.assertIsNone(grade)
                    continue
                self.assertEqual(grade[2], ikm["grade"])
                self.assertEqual(summary.row("Mutu pelayanan")[1:3],
                                 [ikm["grade"], ikm["label"]])
                self.assertEqual(process.row("Kinerja")[2], ikm["label"])

    def test_what_is_not_defined_stays_empty(self):
        sheets, survey = self.computed["unanswered"], self.surveys["unanswered"]
        self.assertIsNone(survey.result["ikm"]["value"])
        process = sheets["Pengolahan"]
        column = self.elements(process)["U5"]
        self.assertEqual(process.row("Jumlah jawaban per unsur")[column], 0)
        for label, place in (("NRR per unsur", column),
                             ("NRR tertimbang per unsur", column),
                             ("IKM unit pelayanan", 2), ("Mutu pelayanan", 2),
                             ("Pemeriksaan", 2)):
            with self.subTest(label):
                self.assertFalse(process.row(label)[place])
        self.assertEqual(sheets["Ringkasan"].row("IKM")[1],
                         "belum dapat dihitung")
        self.assertEqual(sheets["Unsur"].row("U5")[4], "-")

    def test_ties_go_up(self):
        for name, value, grade in (
                ("tie-17661", 88.31, "A"), ("tie-15321", 76.61, "B"),
                ("tie-12999", 65.0, "C"), ("tie-17660", 88.3, "B"),
                ("tie-17662", 88.31, "A"), ("streamed", 88.31, "A"),
                ("tie-17661-error", 88.31, "A"),
                ("tie-17661-below", 88.3, "B")):
            process = self.computed[name]["Pengolahan"]
            with self.subTest(name):
                self.assertEqual(process.row("IKM unit pelayanan")[2], value)
                self.assertEqual(process.row("Mutu pelayanan")[2], grade)

    def test_means(self):
        for name, survey in self.surveys.items():
            process = self.computed[name]["Pengolahan"]
            columns = self.elements(process)
            for element in survey.result["elements"]:
                column = columns[element["code"]]
                if element["n"] == 0:
                    continue
                with self.subTest(name, element=element["code"]):
                    self.assertEqual(
                        process.row("Jumlah nilai per unsur")[column],
                        element["sum"])
                    self.assertEqual(
                        process.row("Jumlah jawaban per unsur")[column],
                        element["n"])
                    self.assertAlmostEqual(
                        process.row("NRR per unsur")[column],
                        element["sum"] / element["n"], 12)
                    self.assertAlmostEqual(
                        process.row("NRR tertimbang per unsur")[column],
                        element["weighted"], 9)

    def test_sheet_of_elements(self):
        for name, survey in self.surveys.items():
            sheet = self.written[name]["Unsur"]
            for element in survey.result["elements"]:
                row = sheet.row(element["code"])
                if element["n"] == 0:
                    continue
                with self.subTest(name, element=element["code"]):
                    self.assertEqual(
                        row[:5] + row[6:7],
                        [element["code"], element["name"], element["n"],
                         element["sum"], element["nrr"], element["value"]])
                    self.assertEqual(row[7] or None, element["grade"])
                    self.assertEqual(row[9], element["rank"])

    def test_the_ledger_is_that_of_the_rows(self):
        words = {"used": "dipakai", "void": "batal", "excluded": "dikecualikan"}
        for name, survey in self.surveys.items():
            states = [row[1] for row in self.written[name]["Data"].rows[1:]]
            with self.subTest(name):
                for key, word in words.items():
                    self.assertEqual(states.count(word),
                                     survey.result["ledger"][key])
                self.assertEqual(len(states),
                                 survey.result["ledger"]["received"])

    def test_every_figure_follows_the_data(self):
        for name in ("blanks-edited", "several-edited"):
            data = self.written[name]["Data"]
            process = self.computed[name]["Pengolahan"]
            heads, total = data.rows[0], Fraction(0)
            columns = self.elements(process)
            for code, column in columns.items():
                places = [i for i, head in enumerate(heads)
                          if head == code or str(head).startswith(code + ".")]
                scores = [int(row[i]) for row in data.rows[1:] for i in places
                          if row[1] == "dipakai" and i < len(row) and row[i]]
                mean = Fraction(sum(scores), len(scores))
                total += mean / len(columns)
                with self.subTest(name, element=code):
                    self.assertEqual(
                        process.row("Jumlah nilai per unsur")[column],
                        sum(scores))
                    self.assertAlmostEqual(
                        process.row("NRR per unsur")[column], float(mean), 12)
            ikm = half_up(total * 25, 2)
            with self.subTest(name):
                self.assertEqual(process.row("IKM unit pelayanan")[2],
                                 ikm / 100)
                self.assertEqual(process.row("Mutu pelayanan")[2],
                                 grade_of(ikm))
                self.assertTrue(process.row("Pemeriksaan")[2].startswith(
                    "berbeda dari lembar Ringkasan"))

    def test_text_stays_text(self):
        heads, row = self.written["blanks"]["Data"].rows[:2]
        self.assertEqual(row[heads.index("Saran")], "=1+0")
        formulas = self.written["blanks"]["Data"].formulas
        self.assertFalse(any(cell for line in formulas for cell in line))


if __name__ == "__main__":
    unittest.main()
