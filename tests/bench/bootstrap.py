"""The bootstrap of one office and quarter beside R's boot: time, and whether both
say the same to their chance error."""
import csv
import shutil

N_ROWS, N_RESAMPLES, N_TIMES, N_TIMES_R = 400, 10_000, 9, 3
PERIOD = "2025"
# of an interval's end (IKM) and of a share; both are drawn
NEAR = (0.35, 0.03)


def make_data(bench):
    """400 responses of one office: as a CSV for the import, as digits for the
    others."""
    whole, part = bench.FOLDER / "office.csv", bench.FOLDER / "office-400.csv"
    digits = bench.FOLDER / "office-400.txt"
    bench.run(bench.PROGRAM, "demo", "--rows", 4000, "--offices", 1, "-o", whole)
    with open(whole, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    rows = [row for row in rows if row[2].startswith(PERIOD)][:N_ROWS]
    with open(part, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    at = head.index("u1")
    digits.write_text("".join("".join(a or "0" for a in row[at:at + 9]) + "\n"
                              for row in rows), "ascii")
    return part, digits


def is_same(ours, theirs):
    ours, theirs = ([float(x) for x in out.split()] for out in (ours, theirs))
    return len(ours) == len(theirs) and all(
        abs(a - b) <= NEAR[i > 2] for i, (a, b) in enumerate(zip(ours, theirs)))


def measure(bench, table):
    """Returns whether the results agree."""
    pick = bench.pick
    bench.note(pick("5. bootstrap satu unit ...", "5. bootstrap of one office ..."))
    part, digits = make_data(bench)
    bench.import_ikm(part, "bootstrap.db")
    tool = bench.FOLDER / "tools" / "bench_resample"
    ours, out = bench.inside(tool, digits, N_TIMES, N_RESAMPLES)
    options = ("--period", PERIOD, "--bootstrap", N_RESAMPLES)
    bench.analyze("bootstrap.db", *options)
    whole, peak, _ = bench.repeat(
        N_TIMES, lambda: bench.analyze("bootstrap.db", *options))
    plain, _, _ = bench.repeat(
        N_TIMES, lambda: bench.analyze("bootstrap.db", *options[:2]))
    what = pick("bootstrap 10.000 kali, 400 respons",
                "10,000 bootstraps, 400 responses")
    command = "analyze --bootstrap 10000"
    table.add(command, bench.clock(whole), pick("tanpa bootstrap",
                                                "without a bootstrap"),
              bench.clock(plain), "", "", None)
    table.size(command + pick(", memori puncak", ", peak memory"), peak,
               64 * bench.MIB)
    if not shutil.which("Rscript"):
        bench.note(pick("R tidak ada.", "There is no R."))
        return True
    theirs, told = bench.inside("Rscript", bench.HERE / "bench_boot.R", digits,
                                N_TIMES_R, N_RESAMPLES)
    same = is_same(out, told)
    if not same:
        bench.note(f"{out}{told}" + pick("HASIL BERBEDA", "RESULTS DIFFER"))
    table.faster(what + pick(", di memori", ", in memory"), ours, "R boot",
                 theirs, at_least=30)
    table.faster(command + pick(", dari membuka berkas", ", from opening"),
                 whole, pick("R boot, di memori", "R boot, in memory"), theirs,
                 at_least=30)
    return same
