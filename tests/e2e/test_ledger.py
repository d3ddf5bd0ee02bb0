"""Every row received is used, void or excluded, and told; nothing is guessed,
nothing counted twice."""
import collections
import datetime
import os
import random
import re

import survey
import tables

SEED = int(os.environ.get("IKM_SEED", "20250224"))
HEAD = ["id", "unit", "layanan", "tanggal", *tables.CODES]
PLACE = re.compile(r"^[^ ,:]+(?:, baris (\d+)(?:, kolom (\d+))?)?: (.*)$")


class Ledger(survey.Case):
    def setUp(self):
        super().setUp()
        self.survey()
        self.ikm("unit", "add", "kec-02", "Kecamatan Dua", "--parent", "kab")
        self.ikm("service", "add", "kec-01", "KTP")

    def put_in(self, rows, *options, name="a.csv"):
        self.write(name, tables.csv_text(rows))
        return self.run_ikm("import", name, *options)

    def faults(self, done):
        """[(row, column, sentence)] of a refused import; None: of no one row,
        or of no one column."""
        self.assertEqual(done.returncode, 65, done.stderr)
        *lines, closing = done.stderr.splitlines()
        self.assertTrue(closing.startswith("ikm: "), closing)
        self.assertIn("tidak ada yang disimpan", closing)
        found = [PLACE.match(line) for line in lines]
        self.assertTrue(all(found), lines)
        self.assertIn(f" {len(lines)} kesalahan", closing)
        return [(m[1] and int(m[1]), m[2] and int(m[2]), m[3]) for m in found]

    def balance(self, *options):
        """The ledger of an analysis, balanced."""
        ledger = self.result(*options)["ledger"]
        self.assertEqual(ledger["received"], ledger["used"] + ledger["void"] +
                         ledger["excluded"])
        self.assertLessEqual(ledger["partial"], ledger["used"])
        return ledger


def row(identity="", unit="kec-01", service="KTP", date="2025-01-15",
        answers="343434343"):
    return [identity, unit, service, date, *answers.replace("-", " ")]


def with_cell(column, text):
    """A row that is good but for one cell; 1-based column."""
    cells = row()
    cells[column - 1] = text
    return cells


# (row of the file, column that must be named, word of the sentence)
FAULTS = [
    (with_cell(5, "0"), 5, '"0"'),
    (with_cell(6, "5"), 6, '"5"'),
    (with_cell(7, "3.5"), 7, '"3.5"'),
    (with_cell(7, "3,5"), 7, '"3,5"'),
    (with_cell(8, "x"), 8, '"x"'),
    (with_cell(9, "-1"), 9, '"-1"'),
    (with_cell(9, "Setuju sekali"), 9, '"Setuju sekali"'),
    (with_cell(9, "3. Tidak sesuai"), 9, "Tidak sesuai"),
    (with_cell(10, "34"), 10, '"34"'),
    (with_cell(4, "2025-02-30"), 4, "2025-02-30"),
    (with_cell(4, "31/04/2025"), 4, "31/04/2025"),
    (with_cell(4, "kemarin"), 4, "kemarin"),
    (with_cell(4, ""), 4, "kosong"),
    (with_cell(2, "kec-99"), 2, "kec-99"),
    (with_cell(2, ""), 2, "kosong"),
    (with_cell(3, "SIM"), 3, "SIM"),
    (row()[:-1], None, "12 sel"),
    ([*row(), "9"], None, "14 sel"),
    (row(answers="---------"), None, "tidak satu pun"),
    (row("a1", answers="143434343"), 1, '"a1"'),
]


class EveryFault(Ledger):
    FILE = [HEAD, row("a1"), *(cells for cells, *_ in FAULTS), row("a2")]

    def test_the_full_list_and_nothing_stored(self):
        log = self.ikm("log")
        found = self.faults(self.put_in(self.FILE))
        expected = [(number, column) for number, (_, column, _)
                    in enumerate(FAULTS, 3)]
        self.assertEqual([fault[:2] for fault in found], expected)
        for (*_, word), (*_, sentence) in zip(FAULTS, found):
            self.assertIn(word, sentence)
        self.assertEqual(self.responses(), {})
        self.assertEqual(self.ikm("log"), log)
        self.check_file()

    def test_the_full_list_in_a_survey_with_earlier_files(self):
        self.assertEqual(self.put_in([HEAD, row("z1"), row("a2")],
                                     name="lama.csv").returncode, 0)
        before = self.responses()
        found = self.faults(self.put_in(self.FILE[:-1] + [
            row("a2", answers="111111111")]))
        self.assertEqual(
            [fault[:2] for fault in found],
            [*((number, column) for number, (_, column, _)
               in enumerate(FAULTS, 3)), (len(FAULTS) + 3, 1)])
        self.assertEqual(self.responses(), before)

    def test_each_bad_row_is_booked(self):
        done = self.put_in(self.FILE, "--skip-bad")
        self.assertEqual(done.returncode, 0, done.stderr)
        n_bad = len(FAULTS)
        self.assertIn(f"{n_bad + 2} = 2 baru + {n_bad} dikecualikan + 0 sudah",
                      done.stdout)
        self.assertEqual(self.balance(),
                         {"received": n_bad + 2, "used": 2, "partial": 0,
                          "void": 0, "excluded": n_bad})
        self.check_file()
        # each alone is refused, and booked, too
        for cells, column, word in FAULTS[:-1]:
            with self.subTest(word=word):
                (self.path / "ikm.db").unlink()
                self.survey()
                self.ikm("service", "add", "kec-01", "KTP")
                found = self.faults(self.put_in([HEAD, row(), cells]))
                self.assertEqual([fault[:2] for fault in found], [(3, column)])
                done = self.put_in([HEAD, row(), cells], "--skip-bad")
                self.assertIn("2 = 1 baru + 1 dikecualikan", done.stdout)
                self.assertEqual(self.balance()["excluded"], 1)

    def test_american_dates_refuse_the_whole_file(self):
        """The other dates may be read wrongly, too."""
        rows = [HEAD, row("a1"), with_cell(4, "02/24/2025"),
                with_cell(4, "03/02/2025"), with_cell(5, "7")]
        for options in ((), ("--skip-bad",)):
            found = self.faults(self.put_in(rows, *options))
            self.assertEqual([fault[:2] for fault in found[:2]],
                             [(3, 4), (5, 5)])
            self.assertIn("--dates mdy", found[0][2])
            self.assertEqual(self.responses(), {})
        self.assertEqual(self.put_in(rows, "--skip-bad", "--dates", "mdy")
                         .returncode, 0)
        self.assertEqual(self.balance()["used"], 3)

    def test_never_the_raw_cells_of_a_bad_row(self):
        secret = "Sukarno Bin Rahasia"
        self.put_in([[*HEAD, "saran"], [*row(answers="943434343"), secret],
                     [*with_cell(8, "3273010101900001"), "-"],
                     [*with_cell(2, secret), "-"],
                     [*with_cell(4, "Rahasia 1990"), "-"],
                     [*row(), "", secret], [*row(), ""]], "--skip-bad")
        self.assertEqual(self.balance()["excluded"], 5)
        stored = b"".join(path.read_bytes() for path in
                          self.path.glob("ikm.db*"))
        for text in (b"Sukarno", b"Rahasia", b"3273010101900001"):
            self.assertNotIn(text, stored)

    def test_excluded_rows_count_where_date_and_unit_are_known(self):
        done = self.put_in(
            [HEAD, row(), row(answers="943434343"),
             row(unit="kec-02", answers="943434343", service=""),
             with_cell(4, ""), with_cell(2, "kec-99"),
             row(date="2025-05-01", answers="943434343"), row()[:-1]],
            "--skip-bad")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.balance()["excluded"], 6)
        self.assertEqual(self.balance("--period", "2025-TW1")["excluded"], 2)
        self.assertEqual(
            self.balance("--period", "2025-TW1", "--unit", "kec-01")
            ["excluded"], 1)


class FilesAsAWhole(Ledger):
    GOOD = tables.csv_text([HEAD, *(row() for _ in range(40))]).encode()

    def refused(self, data, *words):
        """With and without --skip-bad: told with its row, nothing stored."""
        (self.path / "a.csv").write_bytes(data)
        for options in ((), ("--skip-bad",)):
            done = self.fails(65, "import", "a.csv", *options, said=words)
            self.assertEqual(self.responses(), {})
        self.check_file()
        return done

    def booked(self, row_bytes, *words):
        """Refused as it is; with --skip-bad the one row is booked."""
        (self.path / "a.csv").write_bytes(self.GOOD + row_bytes)
        self.fails(65, "import", "a.csv", said=words)
        self.assertEqual(self.responses(), {})
        done = self.run_ikm("import", "a.csv", "--skip-bad")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.balance(),
                         {"received": 41, "used": 40, "partial": 0, "void": 0,
                          "excluded": 1})
        self.check_file()

    def test_headings(self):
        heading = ["id", "unit", "unit", "layanan", "u1", "u2", "U3",
                   "Unsur 3", "u5", "u6", "u7", "u8"]
        done = self.put_in([heading, ["a"] * len(heading)])
        self.assertEqual(
            [fault[:2] for fault in self.faults(done)],
            [(1, 3), (1, 8), (1, None), (1, None), (1, None)])
        for words in ("U4 (Biaya/Tarif)", "U9 (Sarana", '"tanggal"'):
            self.assertIn(words, done.stderr)
        again = self.put_in([heading, ["a"] * len(heading)], "--skip-bad")
        self.assertEqual(self.faults(again), self.faults(done))

    def test_an_open_quote(self):
        self.refused(self.GOOD + b'a,kec-01,"KTP,2025-01-15,3,3,3\n',
                     "baris 42", "tanda kutip")

    def test_text_after_a_quote(self):
        self.booked(b'a,kec-01,"K"TP,2025-01-15,3,3,3\n',
                    "baris 42, kolom 3", "tanda kutip")

    def test_a_nul(self):
        self.booked(b'a,kec-01,K\0TP,2025-01-15,3,3,3\n',
                    "baris 42", "NUL")

    def test_no_known_encoding(self):
        self.booked(b'a,kec-01,K\x81\xffTP,2025-01-15,3,3,3\n',
                    "baris 42, kolom 3", "0x81")

    def test_faults_before_a_broken_end_are_told_with_it(self):
        """In the first rows and far below them."""
        for n_good in (1, 50):
            with self.subTest(n_good=n_good):
                rows = [HEAD, with_cell(5, "7"), *([row()] * n_good),
                        with_cell(6, "8")]
                done = self.refused(tables.csv_text(rows).encode() +
                                    b'a,kec-01,"KTP,2025-01-15,3,3,3\n',
                                    '"7"', '"8"', "tanda kutip")
                self.assertEqual([fault[:2] for fault in self.faults(done)],
                                 [(2, 5), (n_good + 3, 6), (n_good + 4, 3)])

    def test_a_hundred_faults_and_a_count(self):
        done = self.put_in([HEAD, *([with_cell(5, "7")] * 250)])
        self.assertEqual(done.returncode, 65)
        lines = done.stderr.splitlines()
        self.assertEqual(sum(line.startswith("a.csv, baris") for line in lines),
                         100)
        self.assertIn("150", lines[-2])
        self.assertIn("250 kesalahan", lines[-1])


class Random(Ledger):
    """Files of good, bad, empty and closing rows."""

    UNITS = ("kec-01", "kec-02", "kab")

    def make_row(self, lots, number):
        """(cells, what becomes of it)"""
        kind = lots.choices(("used", "partial", "excluded", "empty", "passed"),
                            (8, 2, 3, 1, 1))[0]
        answers = [str(lots.randint(1, 4)) for _ in range(9)]
        day = datetime.date(2025, 1, 1) + datetime.timedelta(lots.randrange(365))
        cells = [f"x{number}", lots.choice(self.UNITS), "", day.isoformat(),
                 *answers]
        if kind == "partial":
            for i in lots.sample(range(9), lots.randint(1, 8)):
                cells[4 + i] = ""
        elif kind == "excluded":
            bad = lots.choice([(4, "9"), (7, "apa"), (3, "2025-13-01"),
                               (1, "antah"), (2, "berantah"), (3, "")])
            cells[bad[0]] = bad[1]
            if lots.random() < 0.2:
                cells = cells[:-2]
        elif kind == "empty":
            cells = [""] * len(cells)
        elif kind == "passed":
            cells = [lots.choice(["Jumlah", "NRR", "Rata-rata", "IKM"]), "", "",
                     "", *answers]
        return cells, kind

    def test_the_ledger_balances(self):
        for seed in range(SEED, SEED + (40 if survey.LONG else 8)):
            with self.subTest(seed=seed):
                (self.path / "ikm.db").unlink(missing_ok=True)
                self.survey()
                self.ikm("unit", "add", "kec-02", "Kecamatan Dua")
                self.one_survey(random.Random(seed))

    def one_survey(self, lots):
        total = collections.Counter()
        for file in range(3):
            rows, kinds = zip(*(self.make_row(lots, f"{file}-{i}") for i in
                                range(lots.randint(20, 120))))
            total.update(kinds)
            done = self.put_in([HEAD, *rows], "--skip-bad",
                               name=f"berkas-{file}.csv")
            self.assertEqual(done.returncode, 0, done.stderr)
            n = collections.Counter(kinds)
            self.assertIn(
                f"{n['used'] + n['partial'] + n['excluded']} = "
                f"{n['used'] + n['partial']} baru + {n['excluded']} "
                "dikecualikan + 0 sudah ada", done.stdout)
            for words, kind in (("Baris kosong dilewati", "empty"),
                                ("Bukan responden, dilewati", "passed")):
                if n[kind]:
                    self.assertIn(f"{words}: {n[kind]}", done.stdout)
        expected = {"used": total["used"] + total["partial"],
                    "partial": total["partial"], "void": 0,
                    "excluded": total["excluded"]}
        self.expect(expected)
        self.withdraw_some(lots, expected)

    def expect(self, expected):
        ledger = self.balance()
        self.assertEqual(ledger, {
            "received": expected["used"] + expected["void"] +
            expected["excluded"], **expected})
        # the years add up to everything that has a date and a unit
        parts = [result["ledger"] for result in
                 self.results("--by", "period", "--every", "month")]
        for key in ("used", "void", "partial"):
            self.assertEqual(sum(part[key] for part in parts), ledger[key], key)
        self.check_file()

    def withdraw_some(self, lots, expected):
        responses = self.responses()
        chosen = lots.sample(sorted(responses), 6)
        for identity in chosen[:4]:
            self.ikm("void", identity, "--why", "lembar ganda")
            expected["void"] += 1
            expected["used"] -= 1
            expected["partial"] -= "0" in responses[identity][3][:9]
        self.expect(expected)
        for identity in chosen[4:]:
            answers = responses[identity][3][:9]
            blank = "1" if answers[2] == "0" else "-"
            after = answers[:2] + blank.replace("-", "0") + answers[3:]
            self.ikm("amend", identity, f"u3={blank}", "--why", "salah ketik")
            expected["partial"] += ("0" in after) - ("0" in answers)
        self.expect(expected)
        self.fails(65, "void", chosen[0], "--why", "lagi")
        self.expect(expected)


class Grown(Ledger):
    """A sheet that is downloaded every week."""

    def sheets(self, lots, stamped, descending, numbered):
        """Four downloads of one sheet, each with the rows of the last."""
        moment = datetime.datetime(2025, 2, 3, 8, 0, 0)
        rows, heading = [], ["Timestamp" if stamped else "tanggal",
                             *tables.CODES]
        for week in range(4):
            for _ in range(lots.randint(12, 30)):
                # now and then two people in one second, and equal answers
                moment += datetime.timedelta(
                    seconds=lots.choice([0, 1, 37, 600, 86400]))
                when = (f"{moment:%d/%m/%Y} {moment.hour}:{moment:%M:%S}"
                        if stamped else f"{moment:%Y-%m-%d}")
                rows.append([when, *lots.choice(
                    [[4] * 9, [3] * 9, [lots.randint(1, 4) for _ in range(9)]])])
            body = [[i, *cells] for i, cells in enumerate(rows, 1)]
            body = body if numbered else [cells[1:] for cells in body]
            yield ([["No", *heading] if numbered else heading,
                    *(body[::-1] if descending else body)], len(rows))

    def put_in_sheet(self, rows, week, kind, *options):
        name = f"pekan-{week}.{kind}"
        if kind == "csv":
            self.write(name, tables.csv_text(rows))
        else:
            tables.write_xlsx(self.path / name, rows)
        return self.run_ikm("import", name, "--unit", "kec-01", *options)

    def check_grown(self, kind, **shape):
        lots = random.Random(f"{SEED} {kind} {shape}")
        last = []
        for week, (rows, n) in enumerate(self.sheets(lots, **shape)):
            done = self.put_in_sheet(rows, week, kind)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.balance(), {
                "received": n, "used": n, "partial": 0, "void": 0,
                "excluded": 0})
            for again in ((rows, week), *last):  # and the old one once more
                done = self.put_in_sheet(*again, kind)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn("Tidak ada baris baru", done.stdout)
                self.assertEqual(self.balance()["received"], n)
            last = [(rows, week)]
        # what is stored is what stands in the last download
        stored = collections.Counter(
            answers[:9] for *_, answers in self.responses().values())
        skip = len(rows[0]) - 9
        self.assertEqual(stored, collections.Counter(
            "".join(map(str, cells[skip:])) for cells in rows[1:]))
        self.check_file()

    def test_with_seconds(self):
        for kind in ("csv", "xlsx"):
            for descending in (False, True):
                with self.subTest(kind=kind, descending=descending):
                    (self.path / "ikm.db").unlink()
                    self.survey()
                    self.check_grown(kind, stamped=True, numbered=False,
                                     descending=descending)

    def test_without_seconds_new_rows_below(self):
        for kind in ("csv", "xlsx"):
            for numbered in (False, True):
                with self.subTest(kind=kind, numbered=numbered):
                    (self.path / "ikm.db").unlink()
                    self.survey()
                    self.check_grown(kind, stamped=False, numbered=numbered,
                                     descending=False)

    def test_without_seconds_new_rows_above_is_never_counted_twice(self):
        """Nothing tells which rows are new: refused, and the file named."""
        for kind in ("csv", "xlsx"):
            with self.subTest(kind=kind):
                (self.path / "ikm.db").unlink()
                self.survey()
                lots = random.Random(f"{SEED} {kind}")
                (first, n), *later = self.sheets(
                    lots, stamped=False, numbered=False, descending=True)
                self.assertEqual(
                    self.put_in_sheet(first, 0, kind).returncode, 0)
                for week, (rows, _) in enumerate(later, 1):
                    done = self.put_in_sheet(rows, week, kind)
                    self.assertEqual(done.returncode, 65)
                    self.assertIn(f"pekan-0.{kind}", done.stderr)
                    self.assertIn("--again", done.stderr)
                    self.assertEqual(self.balance()["received"], n)

    def test_a_bad_row_of_a_grown_sheet_is_booked_once(self):
        for stamped, descending in ((True, False), (True, True),
                                    (False, False)):
            with self.subTest(stamped=stamped, descending=descending):
                (self.path / "ikm.db").unlink()
                self.survey()
                lots = random.Random(SEED)
                for week, (rows, n) in enumerate(self.sheets(
                        lots, stamped=stamped, numbered=False,
                        descending=descending)):
                    bad = rows[-3] if descending else rows[3]
                    bad[4] = "entah"
                    done = self.put_in_sheet(rows, week, "csv", "--skip-bad")
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(self.balance(), {
                        "received": n, "used": n - 1, "partial": 0, "void": 0,
                        "excluded": 1})
                self.check_file()

    def test_with_ids_in_any_order(self):
        lots = random.Random(SEED)
        rows = [row(f"r{i}", answers="".join(
            str(lots.randint(1, 4)) for _ in range(9))) for i in range(60)]
        for n in (20, 35, 60):
            part = rows[:n]
            lots.shuffle(part)
            done = self.put_in([HEAD, *part], name=f"{n}.csv")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.balance()["received"], n)


class Offices(Ledger):
    def test_two_offices_with_the_same_numbers_count_whole(self):
        heading = ["NO", "TANGGAL", *tables.CODES]
        sheet = [heading, *([i, "2025-01-15", *"444444444"]
                            for i in range(1, 51))]
        self.write("a.csv", tables.csv_text(sheet))
        for unit in ("kec-01", "kec-02"):
            self.ikm("import", "a.csv", "--unit", unit)
            # the same file of the same office again adds nothing
            self.assertIn("Tidak ada baris baru",
                          self.ikm("import", "a.csv", "--unit", unit))
        self.assertEqual(self.balance()["used"], 100)
        for unit in ("kec-01", "kec-02"):
            self.assertEqual(self.balance("--unit", unit)["used"], 50)

    def test_in_one_file(self):
        self.put_in([["unit", "NO", "TANGGAL", *tables.CODES],
                     *([unit, i, "2025-01-15", *"444444444"]
                       for unit in ("kec-01", "kec-02")
                       for i in range(1, 51))])
        self.assertEqual(self.balance()["used"], 100)

    def test_the_same_file_twice_adds_nothing(self):
        self.write("a.csv", tables.csv_text(
            [HEAD, *(row() for _ in range(30)), row(answers="943434343")]))
        self.run_ikm("import", "a.csv", "--skip-bad")
        before = (self.responses(), self.ikm("log"), self.balance())
        for name in ("a.csv", "b.csv"):
            (self.path / "b.csv").write_bytes(
                (self.path / "a.csv").read_bytes())
            done = self.run_ikm("import", name, "--skip-bad")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("sudah diimpor", done.stdout)
            self.assertEqual(
                (self.responses(), self.ikm("log"), self.balance()), before)
        self.assertEqual(before[2]["used"], 30)
        # with --again they are other people
        self.run_ikm("import", "a.csv", "--skip-bad", "--again")
        self.assertEqual(self.balance()["used"], 60)
