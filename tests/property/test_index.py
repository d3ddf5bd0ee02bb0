"""The index against another implementation: fractions of Python.

Seeded random tables with blanks and unequal n, ties just at and just beside the
bounds of the classes. 10,000 tables; all 100,000 with IKM_LONG=1. IKM_SEED
chooses another seed."""
import bisect
import math
import os
import random
import subprocess
import unittest
from fractions import Fraction

PROGRAM = os.environ.get("IKM_EMIT_INDEX", "")
SEED = int(os.environ.get("IKM_SEED", "20170914"))
TABLES = 100_000 if os.environ.get("IKM_LONG") == "1" else 10_000
BATCH = 5_000

NEW = [("A", 8831), ("B", 7661), ("C", 6500), ("D", 2500)]
OLD = [("A", 8126), ("B", 6251), ("C", 4376), ("D", 2500)]
# id: number of elements, classes
FORMS = {"permenpanrb-14-2017": (9, NEW), "kepmenpan-25-2004": (14, OLD),
         "skm-daring-16": (9, NEW), "spkp-8": (8, []), "spak-5": (5, [])}
WEIGHTS = {"0.11": Fraction(11, 100), "0.111": Fraction(111, 1000),
           "0.071": Fraction(71, 1000)}
FLAGS = {"class-c", "class-d", "below-mean", "three-lowest", "constant"}
# around the bounds of 14/2017, in thousandths of a point
NEAR = [88305, 88300, 88310, 88304, 88306, 76605, 76600, 76610, 64995, 65000,
        64990]


def half_up(value):
    return math.floor(value + Fraction(1, 2))


def grade_of(hundredths, classes):
    return next((letter for letter, lower in classes if hundredths >= lower),
                "-")


class Table:
    """counts[element][score - 1], and every figure made of them."""

    def __init__(self, form, weights, counts):
        self.form, self.weights, self.counts = form, weights, counts
        self.classes = FORMS[form][1]
        self.n = [sum(row) for row in counts]
        self.sums = [sum(score * n for score, n in enumerate(row, 1))
                     for row in counts]
        self.means = [Fraction(total, n) if n else None
                      for total, n in zip(self.sums, self.n)]
        self.known = sorted(mean for mean in self.means if mean is not None)
        self.middle = (sum(self.known) / len(self.known) if self.known
                       else None)

    def line(self):
        return " ".join([self.form, self.weights,
                         *(str(n) for row in self.counts for n in row)])

    def terms(self):
        weight = WEIGHTS.get(self.weights, Fraction(1, len(self.counts)))
        terms = [mean * weight for mean in self.means]
        if self.weights == "rounded-terms":
            terms = [Fraction(half_up(term * 1000), 1000) for term in terms]
        return terms

    def index(self):
        """Weighted means, exact value, hundredths, grade; None where they are
        not defined."""
        if None in self.means:
            return None
        terms = self.terms()
        value = sum(terms) * 25
        hundredths = half_up(value * 100)
        return (terms, f"{value.numerator}/{value.denominator}",
                str(hundredths), grade_of(hundredths, self.classes))

    def flags(self, element):
        mean = self.means[element]
        grade = grade_of(half_up(mean * 2500), self.classes)
        return [name for name, is_so in (
            ("class-c", grade == "C"), ("class-d", grade == "D"),
            ("below-mean", mean < self.middle),
            ("three-lowest", bisect.bisect_left(self.known, mean) < 3),
            ("constant", self.n[element] > 1 and
             max(self.counts[element]) == self.n[element])) if is_so]

    def element(self, element):
        """As the program writes it, but for the doubles."""
        n, mean = self.n[element], self.means[element]
        if n == 0:
            return ["0", "0", "0", "0", "-", "0", []]
        rank = 1 + len(self.known) - bisect.bisect_right(self.known, mean)
        value = half_up(mean * 2500)
        return [str(n), str(self.sums[element]), str(half_up(mean * 1000)),
                str(value), grade_of(value, self.classes), str(rank),
                self.flags(element)]


class Maker:
    """Random tables."""

    def __init__(self, seed):
        self.lots = random.Random(seed)

    def element(self, n, total):
        """Counts of n scores that add up to `total`, at random."""
        low = [0, 0, 0, 0]
        score, higher = divmod(total, n)
        low[score - 1] += n - higher
        if higher:
            low[score] += higher
        for _ in range(4):  # two equal scores part: the sum stays
            a, b = self.lots.choice(((1, 1), (2, 2), (1, 2), (2, 1)))
            if (a, b) == (2, 1):
                a, b = 1, 2
            most = min(low[a], low[b]) if a != b else low[a] // 2
            moved = self.lots.randint(0, most)
            low[a] -= moved
            low[b] -= moved
            low[a - 1] += moved
            low[b + 1] += moved
        return low

    def plain(self):
        """Some hundred people at most, each element blank as it comes."""
        form = self.lots.choice(list(FORMS))
        weights = self.lots.choice(["exact"] * 6 + ["rounded-terms", *WEIGHTS])
        most = self.lots.choice([1, 2, 3, 10, 60, 400, 10**6])
        lowest = self.lots.choice([1, 1, 2, 3, 4])
        counts = []
        for _ in range(FORMS[form][0]):
            n = self.lots.randint(0 if self.lots.random() < 0.01 else 1, most)
            counts.append(self.element(n, self.lots.randint(lowest * n, 4 * n))
                          if n else [0, 0, 0, 0])
        return Table(form, weights, counts)

    def tied(self):
        """Whole tables of few people: many equal means."""
        form = self.lots.choice(list(FORMS))
        n = self.lots.choice([2, 3, 4, 6, 12])
        return Table(form, "exact", [
            self.element(m, self.lots.randint(2 * m, 4 * m)) for m in
            (self.lots.choice([n, n, 2 * n]) for _ in range(FORMS[form][0]))])

    def near(self):
        """An IKM at a bound, or by one score in millions beside it; the n of
        the elements differ."""
        value = Fraction(self.lots.choice(NEAR), 1000)
        wanted = value * 9 / 25
        while True:
            counts, rest = [], wanted
            for left in range(8, 0, -1):
                n = self.lots.choice([1000, 2000, 2500, 5000, 10000])
                aim = rest / (left + 1) + Fraction(self.lots.randint(-200, 200),
                                                   1000)
                total = min(4 * n, max(n, int(aim * n)))
                counts.append(self.element(n, total))
                rest -= Fraction(total, n)
            if 1 <= rest <= 4:
                break
        n = self.lots.choice([10**6, 10**6, 999_983, 9_999_991])
        beside = self.lots.choice([0, 0, -1, 1, -2])
        total = min(4 * n, max(n, math.floor(rest * n) + beside))
        counts.append(self.element(n, total))
        self.lots.shuffle(counts)
        return Table("permenpanrb-14-2017", "exact", counts)

    def near_element(self):
        """One element at a bound of its own."""
        table = self.plain()
        counts = [list(row) for row in table.counts]
        n = self.lots.choice([5000, 10000, 40000, 39_989])
        mean = Fraction(self.lots.choice(NEAR), 25000)
        total = math.floor(mean * n) + self.lots.choice([0, 0, -1, 1])
        counts[self.lots.randrange(len(counts))] = self.element(n, total)
        return Table(table.form, table.weights, counts)

    def table(self):
        return self.lots.choices(
            [self.plain, self.tied, self.near, self.near_element],
            [5, 2, 2, 1])[0]()


def ask(tables):
    """What the program says of each table."""
    done = subprocess.run([PROGRAM], input="".join(t.line() + "\n"
                                                   for t in tables),
                          encoding="ascii", stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(tables):
        raise AssertionError(f"{PROGRAM} stopped ({done.returncode}) at "
                             f"{tables[len(lines)].line()}: {done.stderr}")
    return lines


@unittest.skipUnless(PROGRAM, "IKM_EMIT_INDEX names no program")
class Index(unittest.TestCase):
    def check(self, table, line):
        """Returns what the table gives, see Table.index()."""
        exact, hundredths, grade, index, *elements = line.split(" ")
        message = f"seed {SEED}: {table.line()}"
        expected = table.index()
        if expected is None:
            self.assertEqual((exact, grade), ("-", "-"), message)
        else:
            self.assertEqual((exact, hundredths, grade), expected[1:], message)
            self.assertTrue(math.isclose(float(index),
                                         float(Fraction(exact) / 25),
                                         rel_tol=1e-15), message)
        self.assertEqual(len(elements), len(table.counts), message)
        for i, element in enumerate(elements):
            *whole, flags, nrr, weighted = element.split(":")
            # flags that hang on more than the counts are not ours
            own = [flag for flag in flags.split("+") if flag in FLAGS]
            self.assertEqual([*whole, own], table.element(i), message)
            if table.n[i] == 0:
                continue
            self.assertEqual(float(nrr), table.sums[i] / table.n[i], message)
            if expected is not None:
                self.assertTrue(math.isclose(float(weighted),
                                             float(expected[0][i]),
                                             rel_tol=1e-15), message)
        return expected

    def test_random_tables(self):
        print(f"seed {SEED}, {TABLES} tables", flush=True)
        maker = Maker(SEED)
        seen = {"ties": 0, "below": 0, "undefined": 0, "unequal": 0}
        for _ in range(TABLES // BATCH):
            tables = [maker.table() for _ in range(BATCH)]
            for table, line in zip(tables, ask(tables)):
                self.count(table, self.check(table, line), seen)
        # the tables were of the kind they are meant to be
        self.assertGreater(seen["ties"], TABLES // 200, seen)
        self.assertGreater(seen["below"], TABLES // 200, seen)
        self.assertGreater(seen["undefined"], TABLES // 1000, seen)
        self.assertGreater(seen["unequal"], TABLES // 2, seen)

    @staticmethod
    def count(table, index, seen):
        seen["unequal"] += len(set(table.n)) > 1
        if index is None:
            seen["undefined"] += 1
            return
        halves = Fraction(index[1]) * 100 - Fraction(1, 2)
        seen["ties"] += halves.denominator == 1
        seen["below"] += 0 < -halves % 1 < Fraction(1, 1000)

    def test_the_bounds_themselves(self):
        """5,000 people each, one score more or less."""
        maker = Maker(1)
        for total, hundredths, grade in (
                (158949, "8831", "A"), (158948, "8830", "B"),
                (137889, "7661", "B"), (137888, "7660", "C"),
                (116991, "6500", "C"), (116990, "6499", "D"),
                (180000, "10000", "A"), (45000, "2500", "D")):
            sums = [total // 9 + (i < total % 9) for i in range(9)]
            table = Table("permenpanrb-14-2017", "exact",
                          [maker.element(5000, part) for part in sums])
            line = ask([table])[0]
            self.check(table, line)
            self.assertEqual(line.split(" ")[1:3], [hundredths, grade])
