#!/usr/bin/env python3
"""bench_xlsxwriter.py BOOK ROWS - Python XlsxWriter writes the cells of Data again.

Reads the sheet Data of a workbook of ikm, up to ROWS rows of it, and writes the
same texts and numbers in the same styles with XlsxWriter in constant-memory mode.
Prints how many cells there were; on stderr the seconds that writing and packing
took (reading not counted) by the wall clock and by the processor.
"""
import html
import os
import re
import sys
import tempfile
import time
import zipfile

import xlsxwriter

SHEET = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"
ROWS_AT_ONCE = 2000
ROW = re.compile(r"<row [^>]*>(.*?)</row>", re.S)
CELL = re.compile(r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?>'
                  r"(?:<is>)?<[vt][^>]*>(.*?)</[vt]>")
TEXT = re.compile(r"<si><t[^>]*>(.*?)</t></si>", re.S)
DATE_COLUMN = 6


def column_of(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def rows_of(book, most):
    """Lists of (column, style, value), a few thousand rows at a time."""
    shared = ([html.unescape(text) for text in
               TEXT.findall(book.read(STRINGS).decode())]
              if STRINGS in book.namelist() else [])
    columns, rest, n_rows = {}, "", 0
    with book.open(SHEET) as stream:
        while n_rows < most:
            block = stream.read(1 << 20)
            if not block:
                return
            # a character may be cut by the end of the block, a row never is
            rest += block.decode("utf-8", "surrogateescape")
            end = rest.rfind("</row>") + len("</row>")
            whole, rest = rest[:end], rest[end:]
            whole = whole.encode("utf-8", "surrogateescape").decode()
            rows = []
            for row in ROW.findall(whole)[:most - n_rows]:
                cells = []
                for letters, style, kind, value in CELL.findall(row):
                    column = columns.get(letters)
                    if column is None:
                        column = columns[letters] = column_of(letters)
                    if kind == "s":
                        value = shared[int(value)]
                    elif kind:
                        value = html.unescape(value)
                    else:
                        value = float(value)
                    cells.append((column, style, value))
                rows.append(cells)
            n_rows += len(rows)
            yield rows


def write(sheet, first_row, rows, formats):
    for row, cells in enumerate(rows, first_row):
        for column, style, value in cells:
            if isinstance(value, str):
                sheet.write_string(row, column, value, formats[style])
            else:
                sheet.write_number(row, column, value, formats[style])


def measure(source, target, most):
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = workbook.add_worksheet("Data")
    formats, n_rows, n_cells = {"": None}, 0, 0
    taken = [0.0, 0.0]

    def timed(work, *arguments):
        start = time.perf_counter(), time.process_time()
        work(*arguments)
        taken[0] += time.perf_counter() - start[0]
        taken[1] += time.process_time() - start[1]
    for rows in rows_of(source, most):
        for cells in rows:
            n_cells += len(cells)
            for column, style, _ in cells:
                if style not in formats:
                    formats[style] = workbook.add_format(
                        {"num_format": "dd/mm/yyyy"} if column == DATE_COLUMN
                        and n_rows else {"valign": "top"})
        timed(write, sheet, n_rows, rows, formats)
        n_rows += len(rows)
    timed(workbook.close)
    return n_rows, n_cells, taken


def main():
    with zipfile.ZipFile(sys.argv[1]) as source, \
            tempfile.TemporaryDirectory(dir=os.path.dirname(sys.argv[1])) as folder:
        n_rows, n_cells, taken = measure(source, os.path.join(folder, "same.xlsx"),
                                         int(sys.argv[2]))
    print(n_rows, n_cells)
    print(*(f"{seconds:.3f}" for seconds in taken), file=sys.stderr)


main()
