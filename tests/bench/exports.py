"""What leaves the office: responses as CSV beside sqlite3 -csv over a plain table of the
same columns, as a workbook beside Python's XlsxWriter on the same cells, and the report
of one office out of the whole file."""
import csv as csv_format
import statistics
import sys

N_ROWS, N_TIMES, N_REPORTS = 1_000_000, 3, 5
UNIT, PERIOD = "opd-0123", "2025-TW1"
HERE_ROWS = "first.csv"


def make_files(bench, csv, n_rows):
    """A survey file of the first responses, and a plain table of its CSV export."""
    part = bench.FOLDER / HERE_ROWS
    with open(csv, "rb") as source, open(part, "wb") as target:
        for _ in range(n_rows + 1):
            target.write(source.readline())
    bench.import_ikm(part, "first.db")
    part.unlink()
    bench.remove("first-plain.db")
    table = bench.FOLDER / "first-plain.csv"
    export_csv(bench, table)
    bench.run("sqlite3", bench.FOLDER / "first-plain.db",
              f".import --csv '{table}' r")
    return table


def export_csv(bench, path):
    return bench.run(bench.PROGRAM, "--db", bench.FOLDER / "first.db", "export", "csv",
                     "--responses", "-o", path)


def plain_csv(bench, path):
    return bench.run("sqlite3", bench.FOLDER / "first-plain.db", ".mode csv",
                     ".headers on", f".once '{path}'", "SELECT * FROM r")


def same_cells(one, other):
    with open(one, encoding="utf-8", newline="") as left, \
            open(other, encoding="utf-8", newline="") as right:
        return all(a == b for a, b in zip(csv_format.reader(left),
                                          csv_format.reader(right), strict=True))


def measure_csv(bench, table, ours):
    """Returns whether both wrote the same cells."""
    pick = bench.pick
    theirs = bench.FOLDER / "theirs.csv"
    taken = {export_csv: [], plain_csv: []}
    for _ in range(N_TIMES):  # in turn, so that a busy minute hits all alike
        for way, path in ((plain_csv, theirs), (export_csv, ours)):
            taken[way].append(way(bench, path))
    seconds, cpu = ({way: statistics.median(t[i] for t in taken[way]) for way in taken}
                    for i in (0, 4))
    what, other = pick("respons ke CSV", "responses to CSV"), "sqlite3 -csv"
    table.ratio(what, seconds[export_csv], other, seconds[plain_csv], at_most=1)
    table.ratio(what + pick(", waktu prosesor", ", processor time"), cpu[export_csv],
                other, cpu[plain_csv])
    table.size(what + pick(", memori puncak", ", peak memory"),
               max(t[1] for t in taken[export_csv]), 64 * bench.MIB)
    same = same_cells(ours, theirs)
    theirs.unlink()
    return same


def measure_xlsx(bench, table, n_rows):
    """Returns whether XlsxWriter wrote as many rows."""
    pick = bench.pick
    book = bench.FOLDER / "first.xlsx"
    taken = [bench.run(bench.PROGRAM, "--db", bench.FOLDER / "first.db", "export", "xlsx",
                       "-o", book) for _ in range(N_TIMES)]
    what = pick("respons ke XLSX, buku kerja utuh", "responses to XLSX, whole workbook")
    table.size(what + pick(", memori puncak", ", peak memory"),
               max(t[1] for t in taken), 64 * bench.MIB)
    try:
        import xlsxwriter
    except ImportError:
        bench.note(pick("XlsxWriter tidak ada.", "There is no XlsxWriter."))
        return True
    _, _, out, err, _ = bench.run(sys.executable, bench.HERE / "bench_xlsxwriter.py", book,
                                  n_rows + 1)
    wall, cpu = (float(seconds) for seconds in err.split())
    rows, n_cells = (int(number) for number in out.split())
    other = (f"XlsxWriter {xlsxwriter.__version__}, constant_memory, "
             + bench.local(f"{n_cells:,} ") + pick("sel Data", "cells of Data"))
    table.faster(what, statistics.median(t[0] for t in taken), other, wall, at_least=4)
    table.faster(what + pick(", waktu prosesor", ", processor time"),
                 statistics.median(t[4] for t in taken), other, cpu, at_least=4)
    return rows == n_rows + 1


def measure_report(bench, table):
    """The whole report of an office, from the file with all responses."""
    pick = bench.pick
    report = bench.FOLDER / "report.pdf"

    def one(period):
        return bench.run(bench.PROGRAM, "--db", bench.FOLDER / "big.db", "export", "pdf",
                         "--unit", UNIT, "--period", period, "-o", report)
    for period, at_most in ((PERIOD, 1), (PERIOD[:4], 1)):
        first = one(period)
        seconds, peak, _ = bench.repeat(N_REPORTS, lambda period=period: one(period))
        what = pick("laporan PDF satu unit, ", "PDF report of one office, ") + period
        table.under(what, seconds, pick("pertama kali", "first time"), first[0], at_most)
        table.size(what + pick(", memori puncak", ", peak memory"), peak, 64 * bench.MIB)
    report.unlink()


def measure(bench, table, csv, n_rows, wants):
    """Returns whether the results agree."""
    pick = bench.pick
    same = True
    n_first = min(N_ROWS, n_rows)
    if wants("csv") or wants("xlsx"):
        bench.note(pick("7. respons keluar ...", "7. responses out ..."))
        ours = make_files(bench, csv, n_first)
        if wants("csv"):
            same &= measure_csv(bench, table, ours)
        ours.unlink()
        if wants("xlsx"):
            same &= measure_xlsx(bench, table, n_first)
        bench.remove("first.db", "first-plain.db", "first.xlsx")
    if wants("report"):
        bench.note(pick("8. laporan satu unit ...", "8. report of one office ..."))
        measure_report(bench, table)
    return same
