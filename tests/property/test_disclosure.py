"""From everything that a site publishes no number under 5 can be computed back
by adding and subtracting: the linear system is solved here, exactly."""
import itertools
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
from collections import Counter
from fractions import Fraction

PROGRAM = os.path.abspath(os.environ.get("IKM_PROGRAM", "build/release/ikm"))
SEED = int(os.environ.get("IKM_SEED", "20"))
N_SURVEYS = 60 if os.environ.get("IKM_LONG") == "1" else 6
QUARTERS = ["2024-TW1", "2024-TW2", "2024-TW3", "2024-TW4"]
LEAST = 5
UNITS = {"kab": None, "kec-a": "kab", "kec-b": "kab", "desa-a1": "kec-a"}
SERVICES = ["KTP", "KK", "Surat", ""]
FIELDS = {"jenis_kelamin": ["L", "P", ""], "pendidikan": ["SD", "SMA", "S1", ""]}


def rows_of(draw):
    """Few of some kinds, many of others; a service may be of one office alone."""
    for quarter in range(4):
        for unit in UNITS:
            for service in SERVICES:
                if draw.random() < 0.35:
                    continue
                n = draw.choice([1, 1, 2, 3, 4, 6, 9, 15])
                for _ in range(n):
                    yield {"quarter": quarter, "unit": unit, "service": service,
                           "jenis_kelamin": draw.choice(["L", "P", "P", "P"] +
                                                        [""] * (n > 8)),
                           "pendidikan": draw.choice(["SD", "SMA", "SMA", "S1"]),
                           "scores": [draw.randint(1, 4) for _ in range(9)]}


def top_of(unit, root):
    """The child of `root` that a unit lies in; the root itself."""
    while unit != root and UNITS[unit] not in (root, None):
        unit = UNITS[unit]
    return unit


def below(unit, root):
    while unit is not None and unit != root:
        unit = UNITS[unit]
    return unit == root


def in_span(vectors, wanted):
    """Is `wanted` a sum of multiples of the vectors? Exact elimination."""
    rows = [list(map(Fraction, vector)) for vector in vectors]
    rest, n = list(map(Fraction, wanted)), len(wanted)
    used = []
    for row in rows:
        for at, other in used:
            if row[at]:
                row = [a - row[at] * b for a, b in zip(row, other)]
        at = next((i for i in range(n) if row[i]), None)
        if at is not None:
            used.append((at, [a / row[at] for a in row]))
    for at, other in used:
        if rest[at]:
            rest = [a - rest[at] * b for a, b in zip(rest, other)]
    return not any(rest)


def small_sets(counts):
    """Every set of atoms with 1..4 respondents."""
    small = [atom for atom, n in counts.items() if n < LEAST]
    for size in range(1, LEAST):
        for chosen in itertools.combinations(small, size):
            if sum(counts[atom] for atom in chosen) < LEAST:
                yield set(chosen)


class Disclosure(unittest.TestCase):

    def ikm(self, *arguments):
        subprocess.run([PROGRAM, *arguments], cwd=self.folder, check=True,
                       stdout=subprocess.PIPE)

    def make(self, seed):
        draw = random.Random(seed)
        rows = list(rows_of(draw))
        self.ikm("init")
        for unit, parent in UNITS.items():
            self.ikm("unit", "add", unit, unit.upper(),
                     *(["--parent", parent] if parent else []))
        lines = ["unit,layanan,tanggal,jenis_kelamin,pendidikan," +
                 ",".join(f"u{i}" for i in range(1, 10))]
        for row in rows:
            lines.append(",".join([
                row["unit"], row["service"],
                f"2024-{3 * row['quarter'] + 2:02d}-15", row["jenis_kelamin"],
                row["pendidikan"], *map(str, row["scores"])]))
        (pathlib.Path(self.folder) / "isi.csv").write_text("\n".join(lines) + "\n")
        self.ikm("import", "isi.csv", "--create")
        return rows

    def cells(self, period, kind):
        """{name: n} of what is published, and the hidden names."""
        shown = {row["kode"] or row["nama"]: row["responden"]
                 for row in period[kind] if "responden" in row}
        hidden = {row["kode"] or row["nama"] for row in period[kind]
                  if "responden" not in row}
        return shown, hidden

    def look_at(self, rows, period, root):
        """Offices and services together: atoms are their pairs."""
        counts = Counter((top_of(row["unit"], root), row["service"] or
                          "tidak diisi") for row in rows)
        atoms = sorted(counts)
        published = [[1] * len(atoms)]
        self.assertEqual(period["responden"], len(rows))
        for kind, place in (("unit", 0), ("layanan", 1)):
            for name, n in self.cells(period, kind)[0].items():
                vector = [int(atom[place] == name) for atom in atoms]
                self.assertEqual(n, sum(counts[a] for a, v in zip(atoms, vector)
                                        if v), name)
                published.append(vector)
        for chosen in small_sets(counts):
            self.assertFalse(in_span(published, [int(a in chosen)
                                                 for a in atoms]), chosen)

    def look_at_groups(self, rows, period, field):
        """Of one table what is hidden together is at least five, or nothing; who
        did not fill it in is no group."""
        counts = Counter(row[field] or "tidak diisi" for row in rows)
        shown, hidden = self.cells(period, field)
        for name, n in shown.items():
            self.assertEqual(n, counts[name])
            self.assertTrue(n >= LEAST or name == "tidak diisi")
        together = sum(counts[name] for name in hidden)
        self.assertTrue(together == 0 or together >= LEAST or not shown)

    def look_at_site(self, rows, root, options):
        inside = [row for row in rows if below(row["unit"], root)]
        self.ikm("export", "site", *options, "-o", f"situs-{root}")
        site = json.loads((pathlib.Path(self.folder) /
                           f"situs-{root}/data/ikm.json").read_text())
        told = {p["periode"]: p for p in site["periode"]}
        for number, quarter in enumerate(QUARTERS):
            of_quarter = [row for row in inside if row["quarter"] == number]
            if not of_quarter:
                self.assertNotIn(quarter, told)
                continue
            with self.subTest(root=root, quarter=quarter):
                if len(of_quarter) < LEAST:
                    self.assertTrue(told[quarter]["disembunyikan"])
                    continue
                self.look_at(of_quarter, told[quarter], root)
                for field in FIELDS:
                    self.look_at_groups(of_quarter, told[quarter], field)

    def test_nothing_small_can_be_computed(self):
        for seed in range(SEED, SEED + N_SURVEYS):
            with tempfile.TemporaryDirectory() as self.folder, \
                    self.subTest(seed=seed):
                rows = self.make(seed)
                self.look_at_site(rows, "kab", ["--unit", "kab"])
                self.look_at_site(rows, "kec-a", ["--unit", "kec-a"])

    def test_the_solver_sees(self):
        self.assertTrue(in_span([[1, 1, 1], [0, 1, 1]], [1, 0, 0]))
        self.assertTrue(in_span([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1, 0, 0]))
        self.assertFalse(in_span([[1, 1, 0], [0, 1, 1]], [1, 0, 0]))


if __name__ == "__main__":
    unittest.main()
