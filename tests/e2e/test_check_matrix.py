"""ikm check over the matrix: every kind of fault, in every layout, kind of file
and way of writing, alone and in pairs; and sound tables, in which nothing may be
found. Long runs check ten times as many."""
import itertools
import json
import os
import random
import unittest

import check_books
import survey
from check_offices import GRADES, VISIBLE, WEIGHTS, plant
from check_pages import Page

SEED = os.environ.get("IKM_SEED", "1")
N_TIMES = 10 if survey.LONG else 1
N_CLEAN = 1000 if survey.LONG else 100
PAIR_SHARE = 1 if survey.LONG else .3
FORMS = ["xlsx", "ods", ",", ";", "\t", "xlsx"]
BOOKS = {"xlsx": check_books.write_xlsx, "ods": check_books.write_ods}
ABOUT_CLASSES = {*GRADES, "wrong-label"}
FILES_A_RUN = 200


def may_meet(one, two, layout):
    """The two are independent of each other, and both can be told."""
    pair = {one, two}
    if layout == "summary" and "wrong-sum" in pair and \
            pair & {*WEIGHTS, "wrong-divisor"}:
        return False  # rounded means leave room for more
    for alike in ((*WEIGHTS, "wrong-divisor"), GRADES,
                  ("wrong-divisor", "blank-in-divisor"),
                  # the rows that are left have no blanks
                  ("blank-in-divisor", "rows-dropped")):
        if pair <= set(alike):
            return False
    if pair & {"weight-0.071", "weight-rounded"} and \
            pair & {"swapped-u8-u9", "old-cutoffs", "wrong-cutoffs"}:
        return False  # of other numbers of elements
    return "unexplained" not in pair or bool(pair & set(GRADES))


class Matrix(survey.Case):
    def setUp(self):
        super().setUp()
        self.wanted = {}

    def put(self, name, faults, layout, form, blanks, k=None):
        """Writes a file with these faults in it, where they can be told."""
        r = random.Random(f"{SEED} {name}")
        page = Page(r, layout, faults, blanks)
        planted = plant(f"{SEED} {name}", faults, blanks, page, k)
        if planted is None:
            return
        office, truth, figures = planted
        if not set(faults) <= ABOUT_CLASSES and page.allows(office, figures):
            return
        is_book = form in BOOKS
        sheets = page.sheets(office, truth, figures, is_book)
        path = f"{name}.{form if is_book else 'csv'}"
        if is_book:
            BOOKS[form](self.path / path, sheets)
        else:
            check_books.write_csv(self.path / path, sheets["Data"], form)
        self.wanted[path] = sorted(faults)

    def compare(self, at_least):
        paths, wrong, equal = list(self.wanted), [], []
        self.assertGreater(len(paths), at_least)
        for i in range(0, len(paths), FILES_A_RUN):
            part = paths[i:i + FILES_A_RUN]
            done = self.run_ikm("check", *part, "--json")
            self.assertIn(done.returncode, (0, 1), done.stderr)
            for path, told in zip(part, json.loads(done.stdout)["files"]):
                kinds = sorted(f["kind"] for f in told.get("faults", []))
                others = {f["kind"] for f in told.get("candidates", [])}
                if "error" not in told and kinds == self.wanted[path]:
                    continue
                is_equal = len(kinds) == len(self.wanted[path]) and \
                    set(self.wanted[path]) <= others | set(kinds)
                (equal if is_equal else wrong).append(
                    (path, told.get("error", kinds)))
        self.assertEqual(wrong, [])
        # another fault makes the very same figures, and both are told
        self.assertLessEqual(len(equal), len(paths) // 50, equal)

    def test_one_fault(self):
        forms = itertools.cycle(FORMS)
        for layout, kinds in VISIBLE.items():
            for kind, blanks, i in itertools.product(
                    kinds, (0, .06), range(N_TIMES)):
                if kind != "blank-in-divisor" or blanks:
                    self.put(f"{layout} {kind} {blanks} {i}", (kind,), layout,
                             next(forms), blanks)
        self.compare(60 * N_TIMES)

    def test_two_faults(self):
        forms = itertools.cycle(FORMS)
        chosen = random.Random(f"{SEED} pairs")
        for layout, kinds in VISIBLE.items():
            for pair in itertools.combinations(kinds, 2):
                if may_meet(*pair, layout) and chosen.random() < PAIR_SHARE:
                    blanks = chosen.choice([0, .06])
                    if "blank-in-divisor" in pair:
                        blanks = .06
                    self.put(f"{layout} {'+'.join(pair)}", pair, layout,
                             next(forms), blanks)
        self.compare(100 * PAIR_SHARE)

    def test_clean(self):
        for i in range(N_CLEAN):
            r = random.Random(f"{SEED} clean {i}")
            self.put(f"sound {i}", (), r.choice(list(VISIBLE)), r.choice(FORMS),
                     r.choice([0, .02, .1]),
                     r.choice([9, 9, 9, 9, r.randint(3, 16)]))
        self.compare(N_CLEAN * .95)


if __name__ == "__main__":
    unittest.main()
