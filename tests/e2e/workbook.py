"""Workbooks for tests: reading and changing cells, recalculation by LibreOffice."""
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = ("{http://schemas.openxmlformats.org/officeDocument/2006/"
            "relationships}id")
# every formula is computed anew on loading, whoever wrote the file
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def column_number(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_name(number):
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def text_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def sheet_parts(package):
    """Names of the sheets, in order, and the parts they stand in."""
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target") for link in links}
    return {sheet.get("name"): "xl/" + targets[sheet.get(RELATION)]
            for sheet in book.iter(MAIN + "sheet")}


class Sheet:
    """rows[i][j] is a float, a text, or None where nothing stands; formulas
    likewise."""

    def __init__(self, xml, strings):
        self.rows, self.formulas = [], []
        for cell in ElementTree.fromstring(xml).iter(MAIN + "c"):
            name, row = re.fullmatch("([A-Z]+)([0-9]+)", cell.get("r")).groups()
            value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
            raw = None if value is None else value.text or ""
            kind = cell.get("t", "n")
            if kind == "inlineStr":
                raw = text_of(cell)
            elif kind == "s":
                raw = strings[int(raw)]
            elif kind == "n" and raw is not None:
                raw = float(raw)
            self._put(self.rows, int(row) - 1, column_number(name), raw)
            self._put(self.formulas, int(row) - 1, column_number(name),
                      None if formula is None else formula.text)

    @staticmethod
    def _put(table, row, column, value):
        table.extend([] for _ in range(row + 1 - len(table)))
        table[row].extend([None] * (column + 1 - len(table[row])))
        table[row][column] = value

    def row(self, label, column=0):
        """The first row with this label; None when there is none."""
        return next((row for row in self.rows
                     if len(row) > column and row[column] == label), None)


def read(path):
    """{name of a sheet: Sheet}, in order."""
    with zipfile.ZipFile(path) as package:
        strings = []
        if "xl/sharedStrings.xml" in package.namelist():
            table = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
            strings = [text_of(item) for item in table.iter(MAIN + "si")]
        return {name: Sheet(package.read(part), strings)
                for name, part in sheet_parts(package).items()}


def change(source, target, sheet, edit):
    """Copies a workbook; the XML of one sheet becomes edit(xml)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        part = sheet_parts(old)[sheet]
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = edit(content.decode()).encode()
            new.writestr(name, content)


def set_cell(xml, cell, value):
    """The XML with another value in a cell that is there; None empties it."""
    style = re.search(f'<c r="{cell}"( s="[0-9]+")', xml)
    begin = f'<c r="{cell}"{style.group(1) if style else ""}'
    content = ""
    if isinstance(value, str):
        content = f'{begin} t="inlineStr"><is><t>{value}</t></is></c>'
    elif value is not None:
        content = f'{begin}><v>{value}</v></c>'
    changed, n = re.subn(f'<c r="{cell}"(/>|[^>]*/>|[^>]*>.*?</c>)', content,
                         xml, count=1)
    if n != 1:
        raise ValueError(f"no cell {cell}")
    return changed


def forget_results(xml):
    """The XML with 7777 for the result of every formula."""
    xml = re.sub("</f><v>[^<]*</v>", "</f><v>7777</v>", xml)
    return re.sub("</f><v/>", "</f><v>7777</v>", xml)


def soffice():
    return shutil.which("soffice")


def recalculate(paths, folder):
    """Opens the workbooks with LibreOffice and stores them anew in `folder`."""
    folder = pathlib.Path(folder)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    done = subprocess.run(
        [soffice(), f"-env:UserInstallation={profile.as_uri()}", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder),
         *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=600, check=False)
    missing = [path for path in paths
               if not (folder / pathlib.Path(path).name).is_file()]
    if done.returncode != 0 or missing:
        raise RuntimeError(f"{missing}: {done.stdout}")
    return [folder / pathlib.Path(path).name for path in paths]
