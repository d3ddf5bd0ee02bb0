#!/usr/bin/env python3
"""compare.py PROGRAM FOLDER LIBDUCKDB ROWS - the measurements of ./run bench.

Prints a Markdown table with ratios and targets, and keeps it in FOLDER/result.md.
Every figure is the median of several repetitions; all tools run on the same data,
one after another. A missed target is marked, not an error; results that are not
equal are: exit 1.
"""
import datetime
import hashlib
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

import bootstrap
import exports
import web_posts

HERE = pathlib.Path(__file__).resolve().parent
N_IMPORTS, N_GROUPS, N_SMALL = 3, 5, 15
PERIOD = "2025-TW1"
PARTS = ("import", "one", "memory", "offices", "groups", "csv", "xlsx", "report",
         "bootstrap", "web")
MIB = 1 << 20
COLUMNS = ("unit layanan tanggal jam kanal petugas jenis_kelamin usia pendidikan "
           "pekerjaan disabilitas u1 u2 u3 u4 u5 u6 u7 u8 u9 saran").split()
ENGLISH = os.environ.get("IKM_LANG") == "en"


def pick(indonesian, english):
    return english if ENGLISH else indonesian


def local(text):
    """A number or a text with numbers, as people of the language write them."""
    if ENGLISH:
        return text
    return text.translate(str.maketrans(",.", ".,"))


def note(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, **options):
    """Wall seconds, peak memory in bytes, stdout, stderr and processor seconds."""
    report = FOLDER / "time"
    start = time.perf_counter()
    done = subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%M %U %S", "-o", report, *map(str, command)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **options)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n"
                 f"{done.stderr.decode(errors='replace')}")
    peak, user, system = report.read_text().split()[-3:]
    return (seconds, int(peak) * 1024, done.stdout, done.stderr,
            float(user) + float(system))


def repeat(n_times, measure):
    """Medians of seconds and peaks, and the last stdout."""
    taken = [measure() for _ in range(n_times)]
    return (statistics.median(t[0] for t in taken),
            max(t[1] for t in taken), taken[-1][2])


def inside(*command):
    """Median of the seconds that a tool measured itself, and its stdout."""
    _, _, out, err, _ = run(*command)
    return statistics.median(float(line) for line in err.split()), out


def remove(*names):
    for name in names:
        for ending in ("", "-wal", "-shm", "-journal", ".wal"):
            (FOLDER / (name + ending)).unlink(missing_ok=True)


def size_of(name):
    return sum((FOLDER / (name + ending)).stat().st_size
               for ending in ("", "-wal") if (FOLDER / (name + ending)).exists())


# ---- the data ----

def make_csv(n_rows):
    csv = FOLDER / f"big-{n_rows}.csv"
    if not csv.exists():
        part = csv.with_suffix(".part")
        part.unlink(missing_ok=True)
        run(PROGRAM, "demo", "--rows", n_rows, "--offices", 500, "-o", part)
        part.rename(csv)
    return csv


def make_small_csv(csv, unit):
    small = FOLDER / "one.csv"
    with open(csv, "rb") as source, open(small, "wb") as target:
        target.write(source.readline())
        target.writelines(line for line in source
                          if line.startswith(unit.encode() + b","))
    return small


# ---- 1: import ----

def import_ikm(csv, name="big.db"):
    remove(name)
    run(PROGRAM, "--db", FOLDER / name, "init")
    return run(PROGRAM, "--db", FOLDER / name, "import", csv, "--create")


def import_plain(csv):
    remove("plain.db")
    return run("sqlite3", FOLDER / "plain.db", f".import --csv '{csv}' r")


def import_keyed(csv):
    remove("keyed.db")
    columns = ", ".join(f"{name} {'INTEGER' if name[1:].isdigit() else 'TEXT'}"
                        for name in COLUMNS)
    run("sqlite3", FOLDER / "keyed.db",
        f"CREATE TABLE r ({columns}); CREATE INDEX r_by_cell ON r (unit, tanggal)")
    return run("sqlite3", FOLDER / "keyed.db",
               f".import --csv --skip 1 '{csv}' r")


def bench_import(csv, table):
    note(pick("1. impor ...", "1. import ..."))
    ways = (import_plain, import_keyed, import_ikm)
    taken = {way: [] for way in ways}
    for _ in range(N_IMPORTS):  # in turn, so that a busy minute hits all alike
        for way in ways:
            taken[way].append(way(csv))
    seconds = {way: statistics.median(t[0] for t in taken[way]) for way in ways}
    cpu = {way: statistics.median(t[4] for t in taken[way]) for way in ways}
    peak = max(t[1] for t in taken[import_ikm])
    csv_bytes = csv.stat().st_size
    what = pick("impor CSV", "import of the CSV")
    for way, name, at_most in (
            (import_keyed, pick("sqlite3 .import, kunci yang sama",
                                "sqlite3 .import, same keys"), 1.0),
            (import_plain, pick("sqlite3 .import, tabel polos",
                                "sqlite3 .import, plain table"), 1.3)):
        table.ratio(what, seconds[import_ikm], name, seconds[way], at_most)
        table.ratio(what + pick(", waktu prosesor", ", processor time"),
                    cpu[import_ikm], name, cpu[way])
    table.size(pick("memori puncak impor", "peak memory of the import"), peak,
               64 * MIB)
    size = size_of("big.db")
    table.add(pick("ukuran berkas survei", "size of the survey file"), mib(size),
              "CSV", mib(csv_bytes), local(f"{size / csv_bytes:.2f}"), local("<= 1.5"),
              size <= 1.5 * csv_bytes)
    for name in ("plain.db", "keyed.db"):
        table.add(pick("ukuran berkas survei", "size of the survey file"),
                  mib(size), f"sqlite3, {name}", mib(size_of(name)),
                  local(f"{size / size_of(name):.2f}"), "", None)
        remove(name)


# ---- 2: counts and sums of every office and quarter ----

def competitors(csv):
    """Name, seconds, output of each that can be had."""
    duck = FOLDER / "tools" / "bench_duckdb"
    base = FOLDER / "big.duckdb"
    if LIBDUCKDB.exists():
        remove(base.name)
        _, _, version, _, _ = run(duck, LIBDUCKDB, base, "make", csv)
        version = version.decode().strip()
        for how, label in (("open", pick("dari membuka berkas", "from opening")),
                           ("warm", pick("kueri saja, hangat",
                                         "query alone, warm"))):
            yield (f"DuckDB {version}, 2 threads, {label}",
                   *inside(duck, LIBDUCKDB, base, "group", N_GROUPS, 2, how))
        remove(base.name)
    try:
        import pandas
    except ImportError:
        note(pick("pandas tidak ada.", "There is no pandas."))
    else:
        yield (f"pandas {pandas.__version__}, " + pick("di memori", "in memory"),
               *inside(sys.executable, HERE / "bench_pandas.py", csv, N_GROUPS))
    if shutil.which("Rscript"):
        yield ("R data.table, 2 threads, " + pick("di memori", "in memory"),
               *inside("Rscript", HERE / "bench_datatable.R", csv, N_GROUPS, 2))


def bench_groups(csv, table):
    note(pick("2. jumlah tiap unit dan triwulan ...",
              "2. counts and sums of every office and quarter ..."))
    tool = FOLDER / "tools" / "bench_groups"
    ours, wanted = inside(tool, FOLDER / "big.db", N_GROUPS)
    what = pick("jumlah dan total tiap unit dan triwulan",
                "counts and sums of every office and quarter")
    pandas_seconds = None
    all_equal = True
    for name, seconds, out in competitors(csv):
        if out != wanted:
            all_equal = False
            note(f"{name}: " + pick("HASIL BERBEDA", "RESULTS DIFFER"))
        table.faster(what, ours, name, seconds, at_least=3)
        if name.startswith("pandas"):
            pandas_seconds = seconds
    # the rows themselves, without any rollup
    raw, out = inside(tool, FOLDER / "big.db", N_GROUPS, "drop")
    all_equal &= out == wanted
    if pandas_seconds:
        table.ratio(what + pick(", rollup dibuang", ", rollups thrown away"), raw,
                    "pandas", pandas_seconds, at_most=3)
    return all_equal, len(wanted.splitlines()), hashlib.sha256(wanted).hexdigest()


# ---- 3 and 4: one office, and the memory of analyses ----

def analyze(name, *options):
    return run(PROGRAM, "--db", FOLDER / name, "analyze", "--json", *options)


def bench_one(csv, table):
    note(pick("3. satu unit, satu triwulan ...", "3. one office, one quarter ..."))
    unit = "opd-0123"
    import_ikm(make_small_csv(csv, unit), "one.db")
    options = ("--unit", unit, "--period", PERIOD)
    first = [analyze(name, *options) for name in ("big.db", "one.db")]
    big, peak, out = repeat(N_SMALL, lambda: analyze("big.db", *options))
    small, _, same = repeat(N_SMALL, lambda: analyze("one.db", *options))
    what = pick("analyze satu unit dan triwulan", "analyze one office and quarter")
    other = pick("berkas yang berisi unit itu saja", "a file with that office alone")
    table.ratio(what, big, other, small, at_most=3)
    table.ratio(what + pick(", pertama kali", ", first time"), first[0][0], other,
                first[1][0])
    table.size(pick("memori puncaknya", "its peak memory"), peak, 64 * MIB)
    return out == same


def bench_memory(table):
    note(pick("4. memori analisis ...", "4. memory of analyses ..."))
    for options in ((), ("--by", "unit", "--period", PERIOD), ("--by", "unit"),
                    ("--by", "period"), ("--by", "gender"), ("--by", "service")):
        first = analyze("big.db", *options)
        again = repeat(3, lambda: analyze("big.db", *options))
        words = " ".join(("analyze", *options))
        table.add(words, clock(again[0]),
                  pick("pertama kali", "first time"), clock(first[0]), "", "", None)
        table.size(words + pick(", memori puncak", ", peak memory"),
                   max(first[1], again[1]), 64 * MIB)


# ---- the table ----

def mib(n_bytes):
    return local(f"{n_bytes / MIB:.1f} MiB")


def clock(seconds):
    return local(f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms")


class Table:
    def __init__(self):
        self.rows = []
        self.n_missed = 0

    def add(self, what, ours, name, theirs, ratio, target, met):
        self.n_missed += met is False
        verdict = {True: pick("tercapai", "met"), None: "",
                   False: pick("**TIDAK TERCAPAI**", "**MISSED**")}[met]
        row = f"| {what} | {ours} | {name} | {theirs} | {ratio} | {target} | {verdict} |"
        self.rows.append(row)
        note(row)

    def ratio(self, what, ours, name, theirs, at_most=None):
        ratio = ours / theirs
        self.add(what, clock(ours), name, clock(theirs), local(f"{ratio:.2f}"),
                 local(f"<= {at_most:g}") if at_most else "",
                 ratio <= at_most if at_most else None)

    def faster(self, what, ours, name, theirs, at_least):
        times = theirs / ours
        self.add(what, clock(ours), name, clock(theirs),
                 local(f"{times:.1f} x ") + pick("lebih cepat", "faster"),
                 f">= {at_least:g} x", times >= at_least)

    def under(self, what, seconds, name, other, limit):
        self.add(what, clock(seconds), name, clock(other), "", f"< {limit} s",
                 seconds < limit)

    def size(self, what, n_bytes, limit):
        self.add(what, mib(n_bytes), "", "", "", f"< {limit // MIB} MiB",
                 n_bytes < limit)


def machine():
    model = "?"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    with open("/proc/meminfo", encoding="utf-8") as file:
        gib = int(file.readline().split()[1]) / (1 << 20)
    sqlite = run("sqlite3", "--version")[2].decode().split()[0]
    version = run(PROGRAM, "version")[2].decode().split("\n")[0]
    return (f"{datetime.date.today()}, {os.cpu_count()} x {model}, {gib:.0f} GiB, "
            f"{platform.system()} {platform.machine()}; {version}, sqlite3 {sqlite}")


def bench_offices(table):
    note(pick("6. semua unit, semua triwulan ...",
              "6. all offices, all quarters ..."))
    periods = [f"{year}-TW{quarter}" for year in (2024, 2025)
               for quarter in (1, 2, 3, 4)]

    def all_quarters():
        taken = [analyze("big.db", "--by", "unit", "--period", period)
                 for period in periods]
        return sum(t[0] for t in taken), max(t[1] for t in taken), b""
    first = all_quarters()
    seconds, peak, _ = repeat(3, all_quarters)
    what = pick("500 unit x 8 triwulan, tanpa bootstrap",
                "500 offices x 8 quarters, without a bootstrap")
    table.add(what, clock(seconds), pick("pertama kali", "first time"),
              clock(first[0]), "", "", None)
    table.size(what + pick(", memori puncak", ", peak memory"), peak, 64 * MIB)


def wants(part):
    """IKM_BENCH_ONLY names the parts to measure; without it, all are."""
    only = os.environ.get("IKM_BENCH_ONLY", "").replace(",", " ").split()
    return not only or part in only


def main():
    n_rows = int(sys.argv[4])
    unknown = set(os.environ.get("IKM_BENCH_ONLY", "").replace(
        ",", " ").split()) - set(PARTS)
    if unknown:
        sys.exit(f"IKM_BENCH_ONLY: {' '.join(sorted(unknown))}? "
                 f"({' '.join(PARTS)})")
    needs_big = any(map(wants, PARTS[:-2]))
    csv = make_csv(n_rows) if needs_big else None
    table = Table()
    one_is_same = all_equal = boot_agrees = all_stored = out_agrees = True
    n_groups, digest = 0, ""
    if wants("import"):
        bench_import(csv, table)
    elif needs_big:
        import_ikm(csv)
    if wants("one"):
        one_is_same = bench_one(csv, table)
    if wants("memory"):
        bench_memory(table)
    if wants("offices"):
        bench_offices(table)
    if wants("groups"):
        all_equal, n_groups, digest = bench_groups(csv, table)
    if any(map(wants, ("csv", "xlsx", "report"))):
        out_agrees = exports.measure(sys.modules[__name__], table, csv, n_rows, wants)
    if wants("bootstrap"):
        boot_agrees = bootstrap.measure(sys.modules[__name__], table)
    if wants("web"):
        all_stored = web_posts.measure(sys.modules[__name__], table)
    heads = pick(("Pekerjaan", "ikm", "pembanding", "pembanding", "perbandingan",
                  "sasaran", ""),
                 ("Work", "ikm", "other", "other", "ratio", "target", ""))
    text = "\n".join([
        *([local(f"{n_rows:,} ")
           + pick("respons, 500 unit, 8 triwulan, 12 layanan; CSV ",
                  "responses, 500 offices, 8 quarters, 12 services; CSV ")
           + mib(csv.stat().st_size) + ".", ""] if needs_big else []),
        machine(), "",
        *([] if not needs_big or n_rows == 5_000_000 else [
            pick("Sasaran berlaku untuk 5.000.000 respons.",
                 "The targets are meant for 5,000,000 responses."), ""]),
        "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *table.rows, "",
        *([pick(f"{n_groups} kelompok, hasil semua alat sama: "
                f"{'ya' if all_equal else 'TIDAK'} (sha256 {digest[:16]}...).",
                f"{n_groups} groups, equal results of all tools: "
                f"{'yes' if all_equal else 'NO'} (sha256 {digest[:16]}...).")]
          if wants("groups") else []),
        *([pick("Analisis satu unit sama dari kedua berkas: ",
                "Analysis of one office the same from both files: ")
           + (pick("ya", "yes") if one_is_same else pick("TIDAK", "NO")) + "."]
          if wants("one") else []),
        *([pick("Yang keluar berisi sel yang sama: ",
                "What leaves holds the same cells: ")
           + (pick("ya", "yes") if out_agrees else pick("TIDAK", "NO")) + "."]
          if wants("csv") or wants("xlsx") else []),
        *([pick("Bootstrap sesuai dengan R: ", "The bootstrap agrees with R: ")
           + (pick("ya", "yes") if boot_agrees else pick("TIDAK", "NO")) + "."]
          if wants("bootstrap") else []),
        *([pick("Semua kiriman yang dijawab tersimpan: ",
                "All acknowledged posts are stored: ")
           + (pick("ya", "yes") if all_stored else pick("TIDAK", "NO")) + "."]
          if wants("web") else []),
        pick(f"Sasaran yang tidak tercapai: {table.n_missed}.",
             f"Targets missed: {table.n_missed}."), ""])
    (FOLDER / "result.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if (all_equal and one_is_same and out_agrees and boot_agrees
                 and all_stored) else 1


PROGRAM, FOLDER, LIBDUCKDB = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
sys.exit(main())
