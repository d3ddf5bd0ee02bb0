"""Tables for tests: the same rows as CSV or as a workbook made by hand."""
import csv
import io
import zipfile
from xml.sax.saxutils import escape

ELEMENTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi",
            "perilaku", "pengaduan", "sarana"]
CODES = [f"u{i}" for i in range(1, 10)]
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def csv_text(rows, separator=",", line_end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def column_name(number):
    """0 -> A, 26 -> AA"""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


class Moment(float):
    """A moment as a workbook keeps it: days since 1899-12-30."""


def _cell(place, value):
    if isinstance(value, Moment):
        return f'<c r="{place}" s="1"><v>{float(value)}</v></c>'
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return (f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">'
            f'{escape(value)}</t></is></c>')


def write_xlsx(path, rows, sheet="Form Responses 1"):
    """Numbers become numbers, the rest text; empty cells are left out."""
    data = "".join(
        f'<row r="{r}">' + "".join(
            _cell(f"{column_name(c)}{r}", value)
            for c, value in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.'
            'worksheet+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
            '</Types>')
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>')
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/>'
            '</sheets></workbook>')
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/><Relationship '
            f'Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
            '</Relationships>')
        package.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>')
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{data}</sheetData>'
            '</worksheet>')


def expand(counts):
    """Respondents out of answer counts: counts[question][score - 1] ->
    rows of scores, filled column by column."""
    columns = [[score for score, n in enumerate(row, 1) for _ in range(n)]
               for row in counts]
    return list(zip(*columns, strict=True))
