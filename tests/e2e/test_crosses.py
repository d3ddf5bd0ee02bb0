"""Cross-products of many offices are counted in one pass, and are the same."""
import contextlib
import sqlite3

import survey

OFFICES = 70


class Crosses(survey.Case):
    def kept(self):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            return dict(file.execute("SELECT unit_id, sums FROM rollup_quarter"))

    def test_one_pass_gives_what_each_office_gives(self):
        self.ikm("init")
        lines = ["unit,tanggal," + ",".join(f"u{i}" for i in range(1, 10))]
        for n in range(OFFICES * 6):
            scores = [str(1 + (n * (i + 3) + n // 7) % 4) for i in range(9)]
            scores[n % 9] = "" if n % 5 == 0 else scores[n % 9]
            lines.append(f"unit-{n % OFFICES:03},2025-0{1 + n % 3}-0{1 + n % 9},"
                         + ",".join(scores))
        self.write("a.csv", "\n".join(lines) + "\n")
        self.ikm("import", "a.csv", "--create")
        whole = self.ikm("analyze", "--json")
        kept = self.kept()
        self.assertEqual(len(kept), OFFICES)
        self.check_file()  # counts each of them from its own rows
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            file.execute("DELETE FROM rollup_quarter")
            file.commit()
        for n in range(OFFICES):  # few offices: through the index
            self.ikm("analyze", "--unit", f"unit-{n:03}", "--json")
        self.assertEqual(self.kept(), kept)
        self.assertEqual(self.ikm("analyze", "--json"), whole)


if __name__ == "__main__":
    survey.unittest.main()
