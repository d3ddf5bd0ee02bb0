"""Invented processing tables with faults planted in them, for test_check.py.

The arithmetic here is exact (Fraction) and shares nothing with the program's.
"""
import csv
import random
import zipfile
from fractions import Fraction
from xml.sax.saxutils import escape

import workbook

CUTOFFS = (("A", 8831), ("B", 7661), ("C", 6500), ("D", 0))
OLD_CUTOFFS = (("A", 8126), ("B", 6251), ("C", 4376), ("D", 0))
LABELS = {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"}
BADAN = ["Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian",
         "Biaya/Tarif", "Produk Spesifikasi Jenis Pelayanan",
         "Kompetensi Pelaksana", "Perilaku Pelaksana",
         "Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana"]
FORMULIR = BADAN[:7] + [BADAN[8], BADAN[7]]
FORMATS = {0: 1, 1: 5, 2: 2, 3: 3, 4: 4}  # decimals -> style


def half_up(value, decimals):
    """A Fraction rounded half-up."""
    unit = 10 ** decimals
    return Fraction((2 * value * unit + 1).__floor__() // 2, unit)


def grade_of(ikm, cutoffs=CUTOFFS):
    hundredths = half_up(ikm, 2) * 100
    return next(grade for grade, bound in cutoffs if hundredths >= bound)


class Number:
    """A number in a cell: what it holds, and the decimals its format shows;
    None: no format."""

    def __init__(self, value, decimals=None):
        self.value, self.decimals = Fraction(value), decimals

    def shown(self, comma=False):
        if self.decimals is None:
            text = f"{float(self.value):.15g}"
        else:
            text = fixed(self.value, self.decimals)
        return text.replace(".", ",") if comma else text


def fixed(value, decimals):
    whole = int(half_up(value, decimals) * 10 ** decimals)
    text = str(whole).rjust(decimals + 1, "0")
    return text if decimals == 0 else f"{text[:-decimals]}.{text[-decimals:]}"


# ---- files ------------------------------------------------------------------

def write_csv(path, rows, separator=","):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        for row in rows:
            writer.writerow([cell.shown(separator == ";")
                             if isinstance(cell, Number) else cell or ""
                             for cell in row])


def sheet_xml(rows):
    parts = ['<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
             '2006/main"><sheetData>']
    for r, row in enumerate(rows, 1):
        parts.append(f'<row r="{r}">')
        for c, cell in enumerate(row):
            name = f"{workbook.column_name(c)}{r}"
            if isinstance(cell, Number):
                style = FORMATS.get(cell.decimals, 0)
                parts.append(f'<c r="{name}" s="{style}">'
                             f'<v>{float(cell.value)!r}</v></c>')
            elif cell not in (None, ""):
                parts.append(f'<c r="{name}" t="inlineStr"><is><t>'
                             f'{escape(cell)}</t></is></c>')
        parts.append("</row>")
    return "".join(parts) + "</sheetData></worksheet>"


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main"><numFmts count="3"><numFmt numFmtId="170" formatCode="0.000"/>'
    '<numFmt numFmtId="171" formatCode="0.0000"/>'
    '<numFmt numFmtId="172" formatCode="0.0"/></numFmts><cellXfs count="6">'
    + "".join(f'<xf numFmtId="{i}"/>' for i in (0, 1, 2, 170, 171, 172))
    + "</cellXfs></styleSheet>")


def write_xlsx(path, sheets):
    """sheets: {name: rows}."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    n = len(sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        file.writestr("[Content_Types].xml", (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships'
            '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="/xl/{part}.xml" '
                      f'ContentType="{kind}{what}+xml"/>' for part, what in [
                          ("workbook", "sheet.main"), ("styles", "styles"),
                          *((f"worksheets/sheet{i}", "worksheet")
                            for i in range(1, n + 1))]) + "</Types>"))
        file.writestr("_rels/.rels", (
            f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            '</Relationships>'))
        file.writestr("xl/workbook.xml", (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
            f'2006/main" xmlns:r="{office}"><sheets>' + "".join(
                f'<sheet name="{escape(name)}" sheetId="{i}" r:id="s{i}"/>'
                for i, name in enumerate(sheets, 1)) + "</sheets></workbook>"))
        file.writestr("xl/_rels/workbook.xml.rels", (
            f'<Relationships xmlns="{package}/relationships">' + "".join(
                f'<Relationship Id="s{i}" Type="{office}/worksheet" '
                f'Target="worksheets/sheet{i}.xml"/>' for i in range(1, n + 1))
            + f'<Relationship Id="st" Type="{office}/styles" '
            'Target="styles.xml"/></Relationships>'))
        file.writestr("xl/styles.xml", STYLES)
        for i, rows in enumerate(sheets.values(), 1):
            file.writestr(f"xl/worksheets/sheet{i}.xml", sheet_xml(rows))


def ods_cells(row):
    """Equal neighbours are one cell that is repeated, as programs write them."""
    for cell, times in runs_of(row):
        more = f' table:number-columns-repeated="{times}"' if times > 1 else ""
        if isinstance(cell, Number):
            style = "" if cell.decimals is None else \
                f' table:style-name="ce{cell.decimals}"'
            yield (f'<table:table-cell{style}{more} office:value-type="float" '
                   f'office:value="{float(cell.value)!r}"><text:p>'
                   f'{cell.shown(True)}</text:p></table:table-cell>')
        elif cell:
            yield (f'<table:table-cell{more} office:value-type="string"><text:p>'
                   f'{escape(cell)}</text:p></table:table-cell>')
        else:
            yield f"<table:table-cell{more}/>"


def runs_of(row):
    runs = []
    for cell in row:
        same = runs and (cell or None) == (runs[-1][0] or None) and not (
            isinstance(cell, Number))
        if same:
            runs[-1][1] += 1
        else:
            runs.append([cell, 1])
    return runs


def write_ods(path, sheets):
    """sheets: {name: rows}. Each ends in the endless empty rows and columns that
    LibreOffice writes."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:'
                      f'{full}:1.0"' for name, full in (
                          ("office", "office"), ("table", "table"),
                          ("text", "text"), ("style", "style"),
                          ("number", "datastyle")))
    styles = "".join(
        f'<number:number-style style:name="N{d}"><number:number '
        f'number:decimal-places="{d}"/></number:number-style><style:style '
        f'style:name="ce{d}" style:family="table-cell" '
        f'style:data-style-name="N{d}"/>' for d in FORMATS)
    end = ('<table:table-row table:number-rows-repeated="1048000">'
           '<table:table-cell table:number-columns-repeated="16384"/>'
           '</table:table-row>')
    tables = "".join(
        f'<table:table table:name="{escape(name)}">' + "".join(
            "<table:table-row>" + "".join(ods_cells(row)) +
            '<table:table-cell table:number-columns-repeated="16000"/>'
            "</table:table-row>" for row in rows) + end + "</table:table>"
        for name, rows in sheets.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype",
                      "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", (
            f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>"))


# ---- figures ----------------------------------------------------------------

class Book:
    """A processing table. Faults change how its figures are made; `truth` is
    what is right."""

    def __init__(self, seed, k=9, n=60, blanks=0, faults=(), base=None):
        self.random = random.Random(seed)
        self.k, self.n, self.faults = k, n, tuple(faults)
        self.rows = self.invent(blanks, base)
        self.truth = self.compute(())
        self.figures = self.compute(self.faults)

    def invent(self, blanks, base):
        r = self.random
        means = [(base or r.uniform(2.4, 3.6)) + r.uniform(-0.4, 0.4)
                 for _ in range(self.k)]
        rows = [[min(4, max(1, round(r.gauss(mean, 0.7)))) for mean in means]
                for _ in range(self.n)]
        for row in rows:
            for e in range(self.k):
                if r.random() < blanks and row is not rows[0] and \
                        sum(map(bool, row)) > 2:
                    row[e] = None
        if "out-of-range" in self.faults:
            for _ in range(3):
                row = r.randrange(self.n)
                rows[row][r.randrange(self.k)] = r.choice([5, 44, 33, 7])
        return rows

    def counted(self, faults):
        if "rows-dropped" not in faults:
            return self.rows
        complete = [row for row in self.rows if None not in row]
        return complete if 0 < len(complete) < self.n else self.rows[:-self.n // 5]

    def weight(self, faults):
        known = {"weight-0.11": Fraction(11, 100), "weight-0.111":
                 Fraction(111, 1000), "weight-0.071": Fraction(71, 1000),
                 "weight-rounded": half_up(Fraction(1, self.k), 2),
                 "wrong-divisor-total": Fraction(1, 10)}
        return next((known[f] for f in faults if f in known),
                    Fraction(1, self.k))

    def divisors(self, rows, faults, allowed):
        n = [sum(allowed(row[e]) for row in rows) for e in range(self.k)]
        if "blank-in-divisor" in faults:
            return [len(rows)] * self.k
        if "wrong-divisor" in faults:
            return [self.n + 3] * self.k
        return n

    def compute(self, faults):
        rows = self.counted(faults)
        odd = "out-of-range" in faults

        def allowed(answer):
            return answer is not None and (odd or 1 <= answer <= 4)
        sums = [Fraction(sum(row[e] for row in rows if allowed(row[e])))
                for e in range(self.k)]
        n = self.divisors(rows, faults, allowed)
        if "wrong-sum" in faults:
            sums[self.k // 2] += 7
        if "swapped-u8-u9" in faults:
            sums[7], sums[8], n[7], n[8] = sums[8], sums[7], n[8], n[7]
        nrr = [s / d for s, d in zip(sums, n)]
        if "rounded-early" in faults:
            nrr = [half_up(mean, 1) for mean in nrr]
        weight = self.weight(faults)
        weighted = [mean * weight for mean in nrr]
        if "rounded-terms" in faults:
            weighted = [half_up(term, 2) for term in weighted]
        index = sum(weighted)
        ikm = index * 25
        if "unexplained" in faults:
            ikm += Fraction(137, 100) if ikm < 90 else -Fraction(137, 100)
        grade = grade_of(ikm)
        if "old-cutoffs" in faults:
            grade = grade_of(ikm, OLD_CUTOFFS)
        if "wrong-cutoffs" in faults:
            grade = grade_of(ikm, (("A", 8876),) + CUTOFFS[1:])
        if "wrong-grade" in faults:
            grade = {"A": "C", "B": "D", "C": "D", "D": "E"}[grade]
        label = LABELS.get(grade, "Buruk")
        if "wrong-label" in faults:
            label = {"C": "Cukup"}.get(grade, "Memuaskan")
        if "E" == grade:
            label = LABELS["D"]
        return dict(sum=sums, n=n, nrr=nrr, weighted=weighted, index=index,
                    ikm=ikm, grade=grade, label=label, rows=len(rows))

    def matters(self):
        """The faults change what is shown."""
        a, b = self.truth, self.figures
        shown = [fixed(x["ikm"], 2) for x in (a, b)]
        if "swapped-u8-u9" in self.faults:
            return a["sum"][7] != a["sum"][8]
        return shown[0] != shown[1] or (a["grade"], a["label"]) != (
            b["grade"], b["label"])

    # -- layouts --------------------------------------------------------------

    def heads(self, names):
        if names == "codes":
            return [f"U{e + 1}" for e in range(self.k)]
        if self.k == 9:
            return FORMULIR if names == "formulir" else BADAN
        return [f"Unsur {e + 1}" for e in range(self.k)]

    def numbers(self, key, decimals):
        return [Number(value, decimals) for value in self.figures[key]]

    def metric_rows(self, style, front, with_index=True):
        d_nrr, d_index, d_ikm = style
        f = self.figures
        pad = [""] * (front - 1)
        tail = [Number(f["index"], d_index)] if with_index else []
        return [
            ["Jumlah Nilai per Unsur"] + pad + self.numbers("sum", 0),
            ["NRR per Unsur"] + pad + self.numbers("nrr", d_nrr),
            ["NRR Tertimbang per Unsur"] + pad + self.numbers("weighted", d_index)
            + tail,
        ]

    def closing(self, style, front):
        f = self.figures
        pad = [""] * (front - 1)
        return [["IKM Unit Pelayanan"] + pad + [""] * (self.k - 1)
                + [Number(f["ikm"], style[2])],
                ["Mutu Pelayanan"] + pad + [f["grade"]],
                ["Kinerja Unit Pelayanan"] + pad + [f["label"]]]

    def respondents(self, style=(3, 3, 2), names="codes", front=2, titles=3):
        rows = [[f"PENGOLAHAN DATA SKM BAGIAN {i}"] for i in range(titles)]
        rows += [["No", "Tanggal", "Jenis Kelamin", "Pendidikan"][:front]
                 + self.heads(names)]
        for i, answers in enumerate(self.rows, 1):
            rows.append([Number(i), "2025-02-24", "L", "SMA"][:front]
                        + [None if a is None else Number(a) for a in answers])
        return rows + self.metric_rows(style, front) + self.closing(style, front)

    def totals(self, style=(3, 3, 2), names="codes", front=2, titles=2):
        f = self.figures
        rows = [["REKAPITULASI"] for _ in range(titles)]
        rows += [["Uraian", ""][:front] + self.heads(names)]
        rows += [["Jumlah Jawaban"] + [""] * (front - 1)
                 + [Number(x) for x in self.truth["n"]]]
        rows += [["Jumlah Responden", Number(self.n)]]
        rows += self.metric_rows(style, front) + self.closing(style, front)
        return rows if f else rows

    def summary(self, style=(3, 3, 2), names="badan", titles=2):
        f = self.figures
        rows = [["HASIL SURVEI KEPUASAN MASYARAKAT"] for _ in range(titles)]
        rows += [["No", "Unsur Pelayanan", "NRR"]]
        for i, head in enumerate(self.heads(names)):
            rows.append([Number(i + 1), head, Number(
                half_up(f["nrr"][i], style[0]) if style[0] is not None
                else f["nrr"][i], style[0])])
        return rows + [["", "IKM", Number(f["ikm"], style[2])],
                       ["", "Mutu Pelayanan", f["grade"]],
                       ["", "Kinerja", f["label"]]]
