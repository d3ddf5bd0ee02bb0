"""Files of earlier versions go on: opened, brought up to date, verified."""
import contextlib
import os
import pathlib
import sqlite3

import survey

FIRST = pathlib.Path(__file__).with_name("survey_v1.sql")


class Schema(survey.Case):
    def old_file(self):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            file.executescript(FIRST.read_text("utf-8"))

    def sql(self, query):
        with contextlib.closing(sqlite3.connect(self.path / "ikm.db")) as file:
            rows = file.execute(query).fetchall()
            file.commit()
        return rows

    def lengths(self):
        return [n for n, in self.sql(
            "SELECT length(registers) / 16 FROM record ORDER BY record_id")]

    def test_looking_brings_it_up_to_date_and_it_fits(self):
        self.old_file()
        self.check_file()
        self.assertEqual(self.lengths(), [8, 8, 8, 8])
        self.assertEqual(self.result()["ledger"]["used"], 2)
        self.ikm("unit", "add", "kec-02", "Kecamatan Dua")
        self.check_file()
        self.assertEqual(self.lengths()[:4], [8, 8, 8, 8])
        self.assertGreater(self.lengths()[4], 8)

    def test_what_is_slipped_into_a_new_table_is_found(self):
        self.old_file()
        self.check_file()
        self.sql("INSERT INTO plan VALUES (1, 1, 1, '2025-TW1', 'x', 'waktu', 0,"
                 " '', 'b', 'antrean daring', 8101, 8101, 'camat', 2,"
                 " '2025-05-01', '', '')")
        self.assertEqual(self.run_ikm("verify").returncode, 1)
        self.assertIn('"plan"', self.run_ikm("verify").stdout)

    def test_comments_of_an_old_file_are_found_by_their_words(self):
        self.old_file()
        self.sql("INSERT INTO response_text VALUES (1, 0, 'Antrean lama')")
        self.ikm("unit", "list")
        self.assertEqual(self.sql("SELECT rowid FROM comment_words WHERE "
                                  "comment_words MATCH 'antr*'"), [(1,)])

    def test_an_old_file_that_cannot_be_written_says_so(self):
        self.old_file()
        os.chmod(self.path / "ikm.db", 0o400)
        if os.access(self.path / "ikm.db", os.W_OK):
            self.skipTest("this user may write everywhere")
        self.fails(65, "verify", said="susunannya lama")


if __name__ == "__main__":
    survey.unittest.main()
