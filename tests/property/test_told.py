"""One rule for small groups in every output (analyze/disclose.h): all numbers and
figures of groups that any output tells are put together, and the linear system is
solved exactly. No group of 1..4 and no figures of so few may follow from it."""
import csv
import html
import io
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import unittest
import zipfile
from collections import Counter
from xml.etree import ElementTree

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path += [str(FOLDER), str(FOLDER.parent / "web")]
import site_tools  # noqa: E402
import workbook  # noqa: E402
from test_disclosure import in_span  # noqa: E402

SEED = int(os.environ.get("IKM_SEED", "50"))
N_SURVEYS = 30 if os.environ.get("IKM_LONG") == "1" else 4
LEAST = 5
BLANK = "tidak diisi"
FIELDS = {"gender": ("jenis_kelamin", "Jenis kelamin", ["L", "P"]),
          "education": ("pendidikan", "Pendidikan", ["SD", "SMP", "SMA", "S1"])}
SIZES = [0, 1, 2, 3, 4, 5, 7, 12, 30]
BOARD = {"Laki-laki": "L", "Perempuan": "P"}
OF = ["--unit", "kec-01", "--period", "2025-TW1"]


def words_of(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def number_of(text):
    text = str(text if text is not None else "").strip()
    return float(text.replace(",", ".")) if re.fullmatch(r"[\d.,]+", text) \
        else None


class Told(site_tools.Case):

    # ---- the survey ----

    def make(self, sizes):
        """`sizes`: {field: {label: n}}, each adding up to the same number."""
        draw = random.Random(1)
        columns = {}
        for field, counts in sizes.items():
            column = [label for label, n in counts.items() for _ in range(n)]
            draw.shuffle(column)
            columns[field] = column
        lines = ["unit,layanan,tanggal,jenis_kelamin,pendidikan," +
                 ",".join(f"u{i}" for i in range(1, 10))]
        for gender, education in zip(columns["gender"], columns["education"]):
            lines.append(f"kec-01,KTP,2025-02-10,"
                         f"{'' if gender == BLANK else gender},"
                         f"{'' if education == BLANK else education}," +
                         ",".join(str(draw.randint(1, 4)) for _ in range(9)))
        self.write("isi.csv", "\n".join(lines) + "\n")
        self.ikm("import", "isi.csv")
        self.counts = sizes

    # ---- what the outputs tell: {label: (number or None, figure or None)} ----

    def of_json(self, field):
        return self.of_results(json.loads(self.ikm(
            "analyze", "--json", "--by", field, *OF))["results"])

    @staticmethod
    def of_results(results):
        return {r["group"]: (r["ledger"]["used"], r["ikm"]["value"])
                for r in results}

    def of_csv(self, field):
        self.ikm("export", "csv", "--by", field, *OF, "-o", "a.csv.out")
        text = (self.path / "a.csv.out").read_text("utf-8")
        rows = [r for r in csv.DictReader(io.StringIO(text))
                if r["element"] == "ikm"]
        for row in rows:
            self.assertEqual(row["n"], row["used"])
        return {r["group"]: (number_of(r["used"]), number_of(r["value"]))
                for r in rows}

    def of_lines(self, field, lines):
        """Label, then IKM with two decimals, then n: what is not told is '-'."""
        told = {}
        for label in [*FIELDS[field][2], BLANK]:
            line = next((x for x in lines if re.match(
                re.escape(label) + r"( ?\*)? ", x)), None)
            if line:
                rest = line[len(label):].replace("*", " ").split()
                value = next((w for w in rest if re.fullmatch(r"\d+,\d\d", w)),
                             None)
                n = next((w for w in rest if w.isdigit()), None)
                told[label] = (number_of(n), number_of(value))
        return told

    def of_terminal(self, field):
        text = self.ikm("analyze", "--by", field, *OF)
        table = text[text.index("IKM per "):]
        return self.of_lines(field, [x.strip() for x in table.splitlines()])

    def of_html(self, field):
        self.ikm("export", "html", "--by", field, *OF, "-o", "a.html")
        page = (self.path / "a.html").read_text("utf-8")
        rows = re.findall(r"<tr.*?</tr>", page, re.S)
        return self.of_lines(field, [words_of(row).strip() for row in rows])

    def of_workbook(self, field):
        self.ikm("export", "xlsx", *OF, "-o", "a.xlsx")
        sheet = workbook.read(self.path / "a.xlsx")["Kelompok"]
        told, is_ours = {}, False
        for row in sheet.rows:
            row = row + [None] * (16 - len(row))
            if row[0] and not row[1]:
                is_ours = row[0] == FIELDS[field][1]
            elif is_ours and isinstance(row[0], float):
                told[row[1]] = (number_of(row[2]), number_of(row[12]))
        return told

    def of_board(self, field):
        self.ikm("export", "pdf", "--kind", "papan", *OF, "-o", "b.pdf")
        text = subprocess.run(["pdftotext", "-raw", "b.pdf", "-"], check=True,
                              cwd=self.path, stdout=subprocess.PIPE)
        told = {}
        for line in text.stdout.decode().splitlines():
            match = re.fullmatch(r"(.+): (\d+)", line.strip())
            label = match and BOARD.get(match[1], match[1])
            if match and label in [*self.counts[field]] and (
                    label != BLANK or self.only_blank(field, match[2])):
                told[label] = (float(match[2]), None)
        return told

    def only_blank(self, field, n):
        """"tidak diisi" stands under both headings: tell them by number."""
        return int(n) == self.counts[field][BLANK]

    def of_paper(self, field):
        self.ikm("export", "pdf", *OF, "-o", "a.pdf")
        text = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], check=True,
                              cwd=self.path, stdout=subprocess.PIPE)
        text = text.stdout.decode()
        heading = f"Responden menurut {FIELDS[field][1].lower()}"
        if heading not in text:
            return {}
        lines = [x.strip() for x in text[text.index(heading):].splitlines()[:9]]
        if any("Responden menurut" in line for line in lines[1:]):
            end = next(i for i, line in enumerate(lines[1:], 1)
                       if "Responden menurut" in line)
            lines = lines[:end]
        return {label: (n, None)
                for label, (n, _) in self.of_lines(field, lines).items()}

    def of_word(self, field):
        self.ikm("export", "docx", *OF, "-o", "a.docx")
        with zipfile.ZipFile(self.path / "a.docx") as package:
            root = ElementTree.fromstring(package.read("word/document.xml"))
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        for table in root.iter(w + "tbl"):
            rows = [["".join(t.text or "" for t in cell.iter(w + "t"))
                     for cell in row.iter(w + "tc")]
                    for row in table.iter(w + "tr")]
            if rows[0][:2] == [FIELDS[field][1], "Jumlah"]:
                return {row[0]: (number_of(row[1]), None) for row in rows[1:]}
        return {}

    def of_site(self, field):
        self.ikm("export", "site", "--unit", "kec-01", "-o", "situs")
        data = json.loads((self.path / "situs/data/ikm.json").read_text())
        rows = list(csv.DictReader(io.StringIO(
            (self.path / "situs/data/ikm.csv").read_text())))
        kind = FIELDS[field][0]
        told = {row["nama"]: (row.get("responden"), None)
                for row in data["periode"][0][kind]}
        self.assertEqual({k: n for k, (n, _) in told.items()},
                         {row["nama"]: number_of(row["responden"])
                          for row in rows if row["jenis"] == kind})
        for name in ("index.html", "arsip/2025-TW1.html"):
            page = (self.path / "situs" / name).read_text("utf-8")
            table = page[page.index(f"<caption>{FIELDS[field][1]}"):]
            lines = [words_of(row).strip() for row in re.findall(
                r"<tr.*?</tr>", table[:table.index("</table>")], re.S)]
            self.assertEqual(self.of_lines(field, lines), told, name)
        return told

    def of_dashboard(self, field):
        address = "?unit=kec-01&periode=2025-TW1"
        if not hasattr(self, "leader"):
            self.leader = self.browser("pimpinan")
        twin = json.loads(self.leader.open("/dasbor.json" + address).text)
        told = self.of_results(twin[field]["results"])
        page = self.leader.open("/dasbor" + address).text
        rows = [words_of(row).strip()
                for row in re.findall(r"<tr.*?</tr>", page, re.S)]
        # tables of other fields have labels of their own
        shown = self.of_lines(field, [row for row in rows
                                      if not row.startswith(BLANK)])
        for label, told_there in shown.items():
            self.assertEqual(told_there, told[label])
        return told

    def of_nothing(self):
        """The brief and the evidence tell of no group."""
        self.ikm("export", "pdf", "--kind", "ringkas", *OF, "-o", "r.pdf")
        text = subprocess.run(["pdftotext", "-layout", "r.pdf", "-"], check=True,
                              cwd=self.path, stdout=subprocess.PIPE)
        self.ikm("export", "evidence", "--unit", "kec-01", "-o", "bukti")
        texts = [text.stdout.decode()] + [
            p.read_text("utf-8") for p in (self.path / "bukti").rglob("*")
            if p.is_file() and p.suffix in (".html", ".csv")]
        for words in texts:
            for absent in (BLANK, "SMA", "Laki-laki", "Jenis kelamin"):
                self.assertNotIn(absent, words)

    # ---- the rule ----

    def look_at(self, field, told):
        counts = {label: n for label, n in self.counts[field].items() if n}
        labels = sorted(counts)
        total = [1] * len(labels)
        numbers, figures = {}, set()
        for output, groups in told.items():
            for label, (n, figure) in groups.items():
                if n is not None and n > 0:
                    self.assertEqual(n, counts.get(label), (output, label))
                    numbers[label] = n
                if figure is not None:
                    figures.add(label)
        def vectors(names):
            return [total] + [[int(x == name) for x in labels] for name in names]
        is_all = set(numbers) == set(labels)
        for size in range(1, LEAST):
            for chosen in itertools.combinations(labels, size):
                if sum(counts[x] for x in chosen) >= LEAST:
                    continue
                wanted = [int(x in chosen) for x in labels]
                said = (field, counts, chosen)
                # the number of those who did not fill it in may be told
                if set(chosen) != {BLANK}:
                    self.assertFalse(in_span(vectors(numbers), wanted) and
                                     sum(counts.values()) >= LEAST, said)
                self.assertFalse(in_span(vectors(figures), wanted) and
                                 sum(counts.values()) >= LEAST, said)
        # nothing is hidden where nothing has to be
        if all(n >= LEAST for x, n in counts.items() if x != BLANK):
            self.assertTrue(is_all, (field, counts, numbers))
        # the same numbers everywhere
        for output, groups in told.items():
            self.assertEqual({x for x, (n, _) in groups.items() if n},
                             set(numbers), (field, output))

    def look(self):
        for field in FIELDS:
            told = {}
            for output in ("json", "csv", "terminal", "html", "workbook",
                           "board", "paper", "word", "site", "dashboard"):
                told[output] = getattr(self, "of_" + output)(field)
            self.look_at(field, told)
        self.of_nothing()

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_three_who_did_not_say(self):
        """The case of the issue: 118 + 113 + 3 = 234."""
        self.make({"gender": {"L": 118, "P": 113, BLANK: 3},
                   "education": {"SD": 100, "SMA": 132, BLANK: 2}})
        self.look()
        told = self.of_json("gender")
        self.assertEqual({x: n for x, (n, _) in told.items()},
                         {"L": 118, "P": 113, BLANK: 3})
        self.assertEqual([x for x, (_, figure) in told.items()
                          if figure is not None], ["L"])

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_any_survey(self):
        for seed in range(SEED, SEED + N_SURVEYS):
            draw = random.Random(seed)
            gender = {x: draw.choice(SIZES) for x in ("L", "P", BLANK)}
            left = sum(gender.values())
            education = Counter(draw.choices(
                ["SD", "SMP", "SMA", "S1", BLANK],
                [draw.random() ** 3 for _ in range(5)], k=left))
            if left < LEAST:
                continue
            with self.subTest(seed=seed, gender=gender, education=education):
                self.stop()
                for name in ("ikm.db-wal", "ikm.db-shm"):
                    (self.path / name).unlink(missing_ok=True)
                (self.path / "ikm.db").write_bytes(self.made[self.users])
                shutil.rmtree(self.path / "situs", ignore_errors=True)
                self.start()
                self.__dict__.pop("leader", None)
                self.make({"gender": gender,
                           "education": {x: education[x] for x in
                                         ("SD", "SMP", "SMA", "S1", BLANK)}})
                self.look()


if __name__ == "__main__":
    unittest.main()
