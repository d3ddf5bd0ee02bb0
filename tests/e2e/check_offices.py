"""Invented offices whose published figures went wrong in chosen ways, each in
one of its many variants. The arithmetic is exact (Fraction) and shares nothing
with the program's."""
import random
from fractions import Fraction

from check_books import CUTOFFS, LABELS, OLD_CUTOFFS, fixed, grade_of, half_up

WEIGHTS = ("weight-0.11", "weight-0.111", "weight-0.071", "weight-rounded")
GRADES = ("old-cutoffs", "wrong-cutoffs", "wrong-grade")
KINDS = ("swapped-u8-u9", "out-of-range", "rows-dropped", "wrong-sum",
         "wrong-divisor", "blank-in-divisor", "rounded-early", *WEIGHTS, *GRADES,
         "wrong-label", "unexplained")
# what each layout can show
VISIBLE = {
    "respondents": KINDS,
    "totals": ("wrong-sum", "wrong-divisor", "blank-in-divisor", "rounded-early",
               *WEIGHTS, *GRADES, "wrong-label", "unexplained"),
    "summary": (*WEIGHTS, *GRADES, "wrong-label", "wrong-divisor", "wrong-sum")}
# (place in the table of classes, another bound)
OTHER_CUTOFFS = ((0, 8840), (0, 8876), (2, 6531))
NINE = {"weight-0.11", "weight-0.111", "swapped-u8-u9", "old-cutoffs",
        "wrong-cutoffs"}
ROUNDINGS = (("nrr", 1), ("nrr", 2), ("nrr", 0), ("term", 2), ("term", 1),
             ("index", 1), ("index", 2), ("value", 0), ("value", 1))


def by_cutoff(ikm, place, bound):
    cutoffs = [list(row) for row in CUTOFFS]
    cutoffs[place][1] = bound
    return grade_of(ikm, tuple(map(tuple, cutoffs)))


def moved(value, by, limit):
    """Up where there is room, else down."""
    return value + by if value + by < limit else value - by


class Variant:
    """Which of the many ways each fault was made in."""

    def __init__(self, r, k, n, has_blanks):
        self.dropped = r.choice(["first", "last", "tail1", "tail3", "head1",
                                 "complete" if has_blanks else "last"])
        self.n_kept = r.randint(max(1, n * 2 // 5), max(1, n * 9 // 10))
        self.sum = r.choice(["followed", "alone", "index"])
        self.sum_by = r.choice([-9, -5, 3, 4, 7, 12, 10])
        self.divisor = r.choice(["all", "one", "total"])
        self.divisor_by = r.choice([-3, -2, -1, 1, 2, 3, 5, 10])
        self.total_by = 10 if k != 10 else 9
        self.element = r.randrange(k)
        self.stage, self.decimals = r.choice(ROUNDINGS)
        self.odd = r.choice([5, 6, 7, 33, 44, 8, 10])
        self.weight_decimals = r.choice([2, 3])
        self.cutoff = r.choice(OTHER_CUTOFFS)
        self.unexplained = r.choice(["ikm", "nrr", "ikm", "index"])
        self.ikm_by = Fraction(r.choice([137, -241, 93, -411, 271]), 100)
        self.label = r.choice(["Cukup", "Cukup Baik", "Memuaskan", "Puas",
                               "Sangat Memuaskan", "Prima"])


class Office:
    """Answers of an office, and its figures with any faults in them."""

    def __init__(self, r, k, n, blanks, level=None, spread=0.4):
        self.k, self.n = k, n
        means = [(level or r.uniform(2.4, 3.7)) + r.uniform(-spread, spread)
                 for _ in range(k)]
        self.rows = [[min(4, max(1, round(r.gauss(mean, .7)))) for mean in means]
                     for _ in range(n)]
        for row in self.rows[1:]:
            for e in range(k):
                if r.random() < blanks and sum(map(bool, row)) > 2:
                    row[e] = None
        self.variant = Variant(r, k, n, blanks > 0)

    def spoil(self, r):
        for _ in range(r.randint(1, 3)):
            self.rows[r.randrange(self.n)][r.randrange(self.k)] = self.variant.odd

    def weight(self, faults):
        known = {"weight-0.11": Fraction(11, 100), "weight-0.111":
                 Fraction(111, 1000), "weight-0.071": Fraction(71, 1000),
                 "weight-rounded": half_up(Fraction(1, self.k),
                                           self.variant.weight_decimals)}
        if self.variant.divisor == "total":
            known["wrong-divisor"] = Fraction(1, self.variant.total_by)
        return next((known[f] for f in faults if f in known),
                    Fraction(1, self.k))

    def counted(self, faults):
        if "rows-dropped" not in faults:
            return self.rows
        return {"first": self.rows[:self.variant.n_kept],
                "last": self.rows[-self.variant.n_kept:],
                "tail1": self.rows[:-1], "tail3": self.rows[:-3],
                "head1": self.rows[1:],
                "complete": [row for row in self.rows if None not in row],
                }[self.variant.dropped]

    def divisors(self, n, n_rows, faults):
        variant = self.variant
        if "blank-in-divisor" in faults:
            return [n_rows] * self.k
        if "wrong-divisor" in faults and variant.divisor == "all":
            return [max(1, n_rows + variant.divisor_by)] * self.k
        divisors = list(n)
        if "wrong-divisor" in faults and variant.divisor == "one":
            divisors[variant.element] = max(
                1, n[variant.element] + variant.divisor_by)
        return divisors

    def totals(self, faults):
        """Sums as shown, sums as used, answers and divisors; None: some element
        has no answers."""
        rows, odd = self.counted(faults), "out-of-range" in faults

        def column(e):
            return [row[e] for row in rows if row[e] is not None and (
                odd or 1 <= row[e] <= 4)]
        n = [len(column(e)) for e in range(self.k)]
        if not rows or min(n) == 0:
            return None
        used = [Fraction(sum(column(e))) for e in range(self.k)]
        shown = list(used)
        if "wrong-sum" in faults and self.variant.sum != "index":
            shown[self.variant.element] += self.variant.sum_by
            if self.variant.sum == "followed":
                used = list(shown)
        divisors = self.divisors(n, len(rows), faults)
        if "swapped-u8-u9" in faults:
            for line in (used, shown, n, divisors):
                line[7], line[8] = line[8], line[7]
        return shown, used, n, divisors

    def compute(self, faults):
        """The published figures; None: some element has no answers."""
        variant = self.variant
        totals = self.totals(faults)
        if totals is None:
            return None
        shown, used, n, divisors = totals
        nrr = [total / divisor for total, divisor in zip(used, divisors)]
        wrong = variant.unexplained if "unexplained" in faults else ""
        stage = variant.stage if "rounded-early" in faults else ""
        if wrong == "nrr":
            nrr[variant.element] = moved(nrr[variant.element],
                                         Fraction(31, 100), Fraction(381, 100))
        if stage == "nrr":
            nrr = [half_up(mean, variant.decimals) for mean in nrr]
        value = [mean * 25 for mean in nrr]
        if stage == "value":
            value = [half_up(mean, variant.decimals) for mean in value]
        weighted = [mean / 25 * self.weight(faults) for mean in value]
        if stage == "term":
            weighted = [half_up(term, variant.decimals) for term in weighted]
        index = sum(weighted)
        if "wrong-sum" in faults and variant.sum == "index":
            index += Fraction(variant.sum_by, 100)
        if wrong == "index":
            index = moved(index, Fraction(17, 100), Fraction(387, 100))
        if stage == "index":
            index = half_up(index, variant.decimals)
        ikm = index * 25
        if wrong == "ikm":
            ikm += variant.ikm_by if 25 < ikm + variant.ikm_by < 100 else \
                -variant.ikm_by
        grade, label = self.class_of(ikm, faults)
        return {"sum": shown, "n": n, "nrr": nrr, "value": value,
                "weighted": weighted, "index": index, "ikm": ikm,
                "grade": grade, "label": label}

    def class_of(self, ikm, faults):
        grade = grade_of(ikm)
        if "old-cutoffs" in faults:
            grade = grade_of(ikm, OLD_CUTOFFS)
        if "wrong-cutoffs" in faults:
            grade = by_cutoff(ikm, *self.variant.cutoff)
        if "wrong-grade" in faults:
            grade = {"A": "C", "B": "D", "C": "D", "D": "E"}[grade]
        label = LABELS.get(grade, LABELS["D"])
        return grade, self.variant.label if "wrong-label" in faults else label


def elements_for(r, faults):
    if "weight-0.071" in faults:
        return 14
    if "weight-rounded" in faults:
        return r.choice([3, 6, 7, 8, 11, 12, 13])
    return 9 if NINE & set(faults) else r.choice([9] * 4 + [r.randint(5, 14)])


def draw(seed, faults, blanks, page, k):
    r = random.Random(seed)
    k = k or elements_for(r, faults)
    n, level, spread = r.randint(25, 90), None, 0.4
    if "old-cutoffs" in faults:
        level = 3.2
    if "wrong-cutoffs" in faults:
        level, spread = r.choice(OTHER_CUTOFFS)[1] / 2500 - 0.02, .2
    office = Office(r, k, n, blanks, level, spread)
    if "out-of-range" in faults:
        office.spoil(r)
    if page.layout != "respondents":
        office.variant.sum = "index"
    if page.layout == "summary":
        office.variant.divisor = "total"
    if page.has_weighted and office.variant.unexplained == "index":
        office.variant.unexplained = "ikm"
    return office


def looks(figures, faults, page):
    """What a reader of the page sees."""
    seen = [fixed(figures["ikm"], 2), figures["grade"], figures["label"]]
    if page.layout != "summary":
        seen += figures["sum"]
    if {"swapped-u8-u9", "unexplained"} & set(faults):
        seen += [fixed(mean, page.nrr_decimals) for mean in figures["nrr"]]
    return seen


def is_grade_told(faults, truth, figures):
    """The grade is wrong, and by no rule of a more specific kind."""
    ikm, grade = figures["ikm"], figures["grade"]
    for fault in faults:
        if fault not in GRADES:
            continue
        if grade in (truth["grade"], grade_of(ikm)):
            return False
        if fault != "old-cutoffs" and grade == grade_of(ikm, OLD_CUTOFFS):
            return False
        if fault == "wrong-grade" and any(
                grade == by_cutoff(ikm, *other) for other in OTHER_CUTOFFS):
            return False
    return True


def is_told(office, faults, page, truth, figures):
    """Every fault changes something, alone and beside the others."""
    for fault in faults:
        others = office.compute([f for f in faults if f != fault])
        alone = office.compute([fault])
        if others is None or alone is None:
            return False
        if looks(others, faults, page) == looks(figures, faults, page) or \
                looks(alone, faults, page) == looks(truth, faults, page):
            return False
        if fault in GRADES:
            if alone["grade"] == truth["grade"]:
                return False
        elif fault not in ("wrong-label", "swapped-u8-u9", "wrong-sum",
                           "unexplained") and \
                fixed(alone["ikm"], 2) == fixed(truth["ikm"], 2):
            return False
    return is_grade_told(faults, truth, figures)


def is_ambiguous(office, faults, page, figures):
    """Other faults make the same figures."""
    variant = office.variant
    if figures and "wrong-sum" in faults and variant.sum == "index":
        # a wrong sum of what is not shown; one that looks like rounding
        return not page.has_weighted or (
            "rounded-early" in faults and variant.stage in ("term", "index")
        ) or half_up(figures["index"], 2) == half_up(figures["index"], 4)
    return {"rows-dropped", "wrong-divisor"} <= set(faults) and \
        len(office.counted(faults)) + variant.divisor_by == office.n


def plant(name, faults, blanks, page, k=None):
    """An office, its right figures and those it publishes on this page; None:
    not found in many tries."""
    for attempt in range(300):
        office = draw(f"{name} {attempt}", faults, blanks, page, k)
        truth, figures = office.compute(()), office.compute(faults)
        if is_ambiguous(office, faults, page, figures):
            continue
        if truth and figures and 25 <= figures["ikm"] <= 100 and \
                is_told(office, faults, page, truth, figures):
            return office, truth, figures
    return None
