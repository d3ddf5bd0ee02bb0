"""Pemeriksaan: one cell of Data changed, and exactly the figures that depend on
it turn red. What depends is worked out here, with fractions, from the cells."""
import pathlib
import random
import shutil
import tempfile
import unittest
from fractions import Fraction

import workbook
from test_workbook import Survey, grade_of, half_up

OFFICIAL = "permenpanrb-14-2017"
KINDS = {"Layanan": "Layanan", "Jenis kelamin": "Jenis kelamin",
         "Usia": "Usia", "Pendidikan": "Pendidikan", "Pekerjaan": "Pekerjaan",
         "Disabilitas": "Disabilitas", "Kanal": "Kanal", "Jam": "Jam"}
LABELS = {"A": "Sangat baik", "B": "Baik", "C": "Kurang baik", "D": "Tidak baik"}
HEADING = ("unit,layanan,tanggal,jam,jenis_kelamin,usia,pendidikan,pekerjaan,"
           "u1,u2,u3,u4,u5,u6,u7,u8,u9,saran\n")


def lines(seed, n):
    draw = random.Random(seed)
    yield HEADING
    for i in range(n):
        service = draw.choice(["KTP-el", "Kartu Keluarga", "Surat *khusus*", ""])
        age = draw.choice(["17", "25", "30", "20-29", "< 20", "60 ke atas", "71",
                           "40", "dewasa"])  # bounds of bands among them
        work = draw.choice(["PNS", "Swasta", "tukang kayu", "petani"])
        scores = [draw.choice([0, 1, 2, 3, 3, 3, 4, 4]) for _ in range(9)]
        scores[draw.randrange(9)] = 4
        yield (f"kec-01,{service},2025-02-{i % 28 + 1:02d},"
               f"{draw.choice(['09.00', '14.00', ''])},{draw.choice('LP')},{age},"
               f"{draw.choice(['SD', 'SMA', 'S1'])},{work},"
               + ",".join(str(s or "") for s in scores) + ",\n")


class OfFile(Survey):
    """The survey of test_workbook.py, with respondents and services."""

    def __init__(self, folder, text, options=()):
        (folder / "isi.csv").write_text(text, "utf-8")
        super().__init__(folder, "bukti", OFFICIAL, [[4] * 9] * 4, options)

    def ikm(self, *arguments):
        if arguments[0] == "import":
            arguments = ("import", str(self.folder / "isi.csv"), "--create")
        return super().ikm(*arguments)


def band_of(value):
    if isinstance(value, float):
        bounds = [(20, "<20"), (30, "20-29"), (40, "30-39"), (50, "40-49"),
                  (60, "50-59"), (121, "60+")]
        return next(name for bound, name in bounds if value < bound)
    return value


def group_of(kind, value):
    if kind == "Usia":
        value = band_of(value)
    return "lainnya" if str(value).startswith("lainnya") else value


def means(rows, places):
    given = [[int(row[p]) for row in rows if row[p]] for p in places]
    return [Fraction(sum(s), len(s)) if s else None for s in given], given


def ikm_of(found):
    if None in found:
        return None
    return half_up(sum(found) / len(found) * 25, 2)


def figures(data, only_whole=False):
    """{label in Pemeriksaan: figure} out of the cells of Data."""
    heads = data.rows[0]
    all_rows = [row + [None] * (len(heads) - len(row)) for row in data.rows[1:]]
    places = [heads.index(f"U{e}") for e in range(1, 10)]
    used = [row for row in all_rows if row[1] == "dipakai"]
    whole = [row for row in used if all(row[p] for p in places)]
    counted = whole if only_whole else used
    found = {"Respons: diterima": sum(row[1] is not None for row in all_rows),
             "Respons: sebagian kosong": len(used) - len(whole)}
    for word in ("dipakai", "batal", "dikecualikan"):
        found[f"Respons: {word}"] = sum(row[1] == word for row in all_rows)
    averages, given = means(counted, places)
    for e, (mean, scores) in enumerate(zip(averages, given), 1):
        value = None if mean is None else half_up(mean * 25, 2)
        found.update({f"U{e}: jumlah nilai": sum(scores),
                      f"U{e}: jumlah jawaban": len(scores), f"U{e}: NRR": mean,
                      f"U{e}: NRR tertimbang": mean, f"U{e}: nilai": value,
                      f"U{e}: mutu": value and grade_of(value)})
    ikm = ikm_of(averages)
    found.update({"Indeks (jumlah NRR tertimbang)":
                  None if None in averages else sum(averages),
                  "IKM": ikm, "Mutu pelayanan": ikm and grade_of(ikm),
                  "Kinerja": ikm and LABELS[grade_of(ikm)]})
    for kind, heading in KINDS.items():
        column = heads.index(heading)
        names = {group_of(kind, row[column]) for row in all_rows} - {None}
        for name in names:
            rows = [row for row in counted
                    if group_of(kind, row[column]) == name]
            found[f"{kind} {name}: responden"] = len(rows)
            found[f"{kind} {name}: IKM"] = ikm_of(means(rows, places)[0])
    return found


def verdicts(sheet):
    """{label: "sama" or "BERBEDA"}"""
    return {row[1]: row[4] for row in sheet.rows if len(row) > 4
            and row[4] in ("sama", "BERBEDA")}


@unittest.skipUnless(workbook.soffice(), "soffice (LibreOffice) is not installed")
class Proof(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        folder = pathlib.Path(cls.temporary.name)
        (folder / "in").mkdir()
        cls.written, cls.edited = {}, {}
        for name, options in (("all", []), ("whole", ["--rows", "complete"])):
            (folder / name).mkdir()
            survey = OfFile(folder / name, "".join(lines(7, 160)),
                            options)
            survey.void(4, 9)
            cls.written[name] = workbook.read(survey.path)
            plain = folder / "in" / f"{name}.xlsx"
            shutil.copy(survey.path, plain)
            for sheet in cls.written[name]:
                workbook.change(plain, folder / "step.xlsx", sheet,
                                workbook.forget_results)
                shutil.move(folder / "step.xlsx", plain)
            for edit, (heading, wanted, value) in EDITS.items():
                cls.make(folder, name, edit, heading, wanted, value)
        paths = sorted((folder / "in").glob("*.xlsx"))
        cls.computed = {path.stem: workbook.read(path) for path in
                        workbook.recalculate(paths, folder / "out")}

    @classmethod
    def make(cls, folder, name, edit, heading, wanted, value):
        """Changes the first cell of a whole used row that holds `wanted`."""
        data = cls.written[name]["Data"]
        heads = data.rows[0]
        column = heads.index(heading)
        first = heads.index("U1")
        row = next(i for i, cells in enumerate(data.rows)
                   if cells[1] == "dipakai" and cells[column] == wanted
                   and None not in cells[first:first + 9]
                   and len(cells) >= first + 9)
        place = f"{workbook.column_name(column)}{row + 1}"
        target = folder / "in" / f"{name}-{edit}.xlsx"
        workbook.change(folder / "in" / f"{name}.xlsx", target, "Data",
                        lambda xml: workbook.set_cell(xml, place, value))
        cls.edited[f"{name}-{edit}"] = workbook.read(target)

    def test_untouched_all_is_the_same(self):
        for name, sheets in self.written.items():
            computed = self.computed[name]["Pemeriksaan"]
            found = verdicts(computed)
            with self.subTest(name):
                self.assertGreater(len(found), 90)
                self.assertEqual(set(found.values()), {"sama"})
                self.assertEqual(found, verdicts(sheets["Pemeriksaan"]))
                words = f"semua {len(found)} angka sama"
                self.assertEqual(computed.row("Hasil pemeriksaan")[2], words)
                self.assertEqual(
                    self.computed[name]["Ringkasan"].row("Pemeriksaan")[1],
                    words)

    def test_every_figure_is_that_of_the_cells(self):
        for name, sheets in self.written.items():
            expected = figures(sheets["Data"], name == "whole")
            for row in sheets["Pemeriksaan"].rows:
                if len(row) < 5 or row[4] != "sama":
                    continue
                value = expected[row[1]]
                if row[1].endswith((": IKM", ": nilai")) or row[1] == "IKM":
                    value = None if value is None else value / 100
                if row[1].endswith("NRR tertimbang") or row[1].startswith("Indeks"):
                    value = None if value is None else value / 9
                with self.subTest(name, figure=row[1]):
                    if value is None or isinstance(value, str):
                        self.assertEqual(row[2] or None, value)
                    else:
                        self.assertAlmostEqual(row[2], float(value), 12)

    def test_one_cell_turns_exactly_what_depends_red(self):
        for name in self.edited:
            only_whole = name.startswith("whole")
            before = figures(self.written[name.split("-")[0]]["Data"], only_whole)
            after = figures(self.edited[name]["Data"], only_whole)
            found = verdicts(self.computed[name]["Pemeriksaan"])
            expected = {label for label in found
                        if before.get(label) != after.get(label)}
            red = {label for label, word in found.items() if word == "BERBEDA"}
            with self.subTest(name):
                self.assertEqual(red, expected)
                self.assertTrue(red)
                self.assertEqual(
                    self.computed[name]["Ringkasan"].row("Pemeriksaan")[1],
                    f"{len(red)} angka berbeda" if red
                    else f"semua {len(found)} angka sama")


EDITS = {
    "score": ("U3", 3.0, 1), "blank": ("U8", 4.0, None),
    "state": ("Keadaan", "dipakai", "batal"),
    "service": ("Layanan", "KTP-el", "Surat *khusus*"),
    "gender": ("Jenis kelamin", "L", "P"), "age": ("Usia", 25.0, 71),
    "work": ("Pekerjaan", "lainnya: tukang kayu", "PNS"),
}


if __name__ == "__main__":
    unittest.main()
