"""The command line: codes, languages, streams, help."""
import json
import os
import re
import signal
import subprocess
import time

import survey

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def commands():
    """(name, second word or None) of every row of the command table."""
    source = "".join((survey.ROOT / "cli" / name).read_text("utf-8")
                     for name in ("commands.c", "commands_export.c"))
    rows = re.findall(r'COMMAND\(\s*"(\w+)",\s*(?:NULL|"(\w+)")', source)
    return [(name, sub or None) for name, sub in rows]


def words(command):
    return [word for word in command if word]


class ExitCodes(survey.Case):
    def test_usage_is_64(self):
        self.survey()
        for said, args in (
                ("perintahnya belum disebut", []),
                ("analyze?", ["anlyze"]),
                ("tidak dikenal", ["buat"]),
                ("add, list, import", ["unit"]),
                ("add, list, import", ["unit", "ad"]),
                ("--frobnicate", ["unit", "list", "--frobnicate"]),
                ("--period?", ["analyze", "--perod", "2025"]),
                ("--unit", ["--unit", "kec-01", "analyze"]),
                ("--period harus ada PERIODE", ["analyze", "--period"]),
                ("kurang lengkap", ["unit", "add", "kec-02"]),
                ("berlebih", ["unit", "add", "kec-02", "Kecamatan", "Dua"]),
                ("--why TEKS", ["void", "x"]),
                ("dua kali", ["analyze", "--unit", "a", "--unit", "b"]),
                ("tidak diberi nilai", ["analyze", "--json=ya"]),
                ("--json atau --csv", ["analyze", "--json", "--csv"]),
                ("2025-TW9", ["analyze", "--period", "2025-TW9"]),
                ('periode ""', ["analyze", "--period", ""]),
                ("2025-TW9", ["volume", "set", "kec-01", "2025-TW9", "9"]),
                ("answered, complete", ["analyze", "--rows", "all"]),
                ("rounded-terms", ["analyze", "--weights", "0.1"]),
                ("gender", ["analyze", "--by", "umur"]),
                ("quarter", ["analyze", "--by", "period", "--every", "week"]),
                ("--by period", ["analyze", "--every", "month"]),
                ("dmy", ["import", "x.csv", "--dates", "ymd"]),
                ("bukan jumlah orang", ["sample", "banyak"]),
                ("-5", ["sample", "-5"]),
                ("--output", ["export", "csv"]),
                ("id atau en", ["--lang", "fr", "help"]),
                ("pelaku", ["--as", "", "unit", "list"]),
                ("tidak ada", ["help", "buat"])):
            with self.subTest(args=args):
                self.assertEqual(self.fails(64, *args, said=said).stdout, "")
        self.fails(64, "unit", "list", said="IKM_LANG",
                   environment={"IKM_LANG": "fr"})

    def test_a_word_that_is_no_text_is_64(self):
        done = subprocess.run([survey.PROGRAM, b"unit", b"add", b"\xff", b"x"],
                              cwd=self.path, stderr=subprocess.PIPE,
                              check=False)
        self.assertEqual(done.returncode, 64)
        self.assertIn(b"UTF-8", done.stderr)

    def test_bad_input_is_65(self):
        self.survey()
        self.record()
        for said, args in (
                ('"zz"', ["analyze", "--unit", "zz"]),
                ("2020", ["analyze", "--period", "2020"]),
                ("sudah dipakai", ["unit", "add", "KEC-01", "X"]),
                ('"zz"', ["unit", "add", "kec-02", "X", "--parent", "zz"]),
                ("kosong", ["unit", "add", "", "X"]),
                ("kendali", ["unit", "add", "a\tb", "X"]),
                ("KTP", ["volume", "set", "kec-01", "2025", "9", "--service",
                         "KTP"]),
                ("di luar 25,00 sampai 100", ["target", "set", "kec-01",
                                              "2025", "101"]),
                ("di luar 25,00 sampai 100",
                 ["history", "add", "kec-01", "2024", "3,2", "150",
                  "permenpanrb-14-2017"]),
                ("yang ada", ["history", "add", "kec-01", "2024", "83", "150",
                              "skm"]),
                ("1 sampai", ["history", "add", "kec-01", "2024", "83", "0",
                              "permenpanrb-14-2017"]),
                ("jawaban ke-2", ["record", "--unit", "kec-01", "--date",
                              "2025-02-24", "--answers", "35343434"]),
                ("2025-02-30", ["record", "--unit", "kec-01", "--date",
                                "2025-02-30", "--answers", "343434343"]),
                ("yang ada", ["init", "--form", "skm", "--db", "b.db"])):
            with self.subTest(args=args):
                self.assertEqual(self.fails(65, *args, said=said).stdout, "")
        self.assertFalse((self.path / "b.db").exists())
        self.write("kosong.db", "")
        self.write("teks.db", "bukan basis data\n" * 100)
        self.fails(65, "--db", "teks.db", "unit", "list")
        self.fails(65, "--db", ".", "unit", "list")

    def test_nothing_to_analyse_is_65(self):
        self.survey()
        self.assertEqual(self.fails(65, "analyze").stdout, "")
        self.assertEqual(self.fails(65, "analyze", "--json").stdout, "")

    def test_no_file_is_66(self):
        self.fails(66, "unit", "list", said=("ikm.db", "ikm init"))
        self.fails(66, "analyze", "--db", "x.db", said="x.db")
        self.fails(66, "form", "list", "--db", "x.db", said="x.db")
        self.fails(66, "form", "list", environment={"IKM_DB": "x.db"})
        self.fails(66, "form", "check", "folder", said="folder")
        self.survey()
        self.fails(66, "import", "nihil.csv", said="nihil.csv")
        self.fails(66, "unit", "import", "nihil.csv", said="nihil.csv")

    def test_cannot_create_is_73(self):
        self.ikm("init")
        before = (self.path / "ikm.db").read_bytes()
        self.fails(73, "init", said=("ikm.db", "tidak ditimpa"))
        self.assertEqual((self.path / "ikm.db").read_bytes(), before)
        self.fails(73, "--db", "tiada/ikm.db", "init")
        self.fails(73, "backup", "ikm.db")
        self.fails(73, "backup", "tiada/salinan.db")
        self.ikm("unit", "add", "kec-01", "Kecamatan Binangun")
        self.record()
        self.fails(73, "export", "csv", "-o", "tiada/a.csv")

    def test_what_cannot_be_printed_is_74(self):
        self.survey()
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.fails(74, "help", stdout=full)
            # stored all the same, and told so
            self.fails(74, "record", "--unit", "kec-01", "--date", "2025-02-24",
                       "--answers", "343434343", stdout=full,
                       said="sudah disimpan")
        self.assertIn("1 dipakai", self.ikm("verify"))

    def test_a_closed_output_never_reaches_the_survey(self):
        self.survey()
        done = subprocess.run(
            ["sh", "-c", '"$0" record --unit kec-01 --date 2025-02-24 '
             '--answers 343434343 >&-', survey.PROGRAM], cwd=self.path,
            env=self.environment(), stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 74, done.stderr)
        self.assertIn("Semuanya cocok", self.ikm("verify"))

    def test_not_permitted_is_77(self):
        if os.geteuid() == 0:
            self.skipTest("root may do everything")
        self.survey()
        (self.path / "ikm.db").chmod(0)
        self.fails(77, "unit", "list")

    def test_a_check_that_finds_something_is_1(self):
        self.write("settings.csv", "kunci,nilai\nid,a\n")
        done = self.fails(1, "form", "check", ".", said="kesalahan")
        self.assertIn("elements.csv", done.stdout)
        self.survey()
        self.record()
        database = (self.path / "ikm.db").read_bytes()
        self.assertIn(b"Kecamatan Binangun", database)
        (self.path / "ikm.db").write_bytes(
            database.replace(b"Kecamatan Binangun", b"Kecamatan Bulukamb"))
        self.assertNotEqual(self.fails(1, "verify").stdout, "")

    def test_a_reader_that_leaves_ends_the_program_quietly(self):
        done = subprocess.run(
            ["bash", "-c", '"$0" man | true; exit ${PIPESTATUS[0]}',
             survey.PROGRAM], cwd=self.path, env=self.environment(),
            stderr=subprocess.PIPE, check=False)
        self.assertIn(done.returncode, (0, 128 + signal.SIGPIPE))
        self.assertEqual(done.stderr, b"")


class Languages(survey.Case):
    def test_indonesian_unless_told_otherwise(self):
        indonesian = self.ikm("help")
        self.assertIn("Pemakaian", indonesian)
        english = self.ikm("help", "--lang", "en")
        self.assertIn("Usage", english)
        self.assertEqual(self.ikm("--lang=en", "help"), english)
        self.assertEqual(self.ikm("help", environment={"IKM_LANG": "en"}),
                         english)
        self.assertEqual(self.ikm("help", environment={"IKM_LANG": ""}),
                         indonesian)
        # what is typed goes before the environment
        self.assertEqual(self.ikm("help", "--lang", "id",
                                  environment={"IKM_LANG": "en"}), indonesian)
        # a locale changes nothing
        self.assertEqual(self.ikm("help", environment={"LC_ALL": "de_DE.UTF-8",
                                                       "LANG": "en_US.UTF-8"}),
                         indonesian)

    def test_faulty_lines_are_answered_in_the_language_asked_for(self):
        self.fails(64, "--frobnicate", "--lang", "en", said="not known")
        self.fails(64, "unit", "lst", environment={"IKM_LANG": "en"},
                   said="there are")
        self.fails(64, "unit", "lst", said="yang ada")

    def test_machine_formats_know_no_language(self):
        self.survey()
        self.record()
        for form in ("--json", "--csv"):
            self.assertEqual(
                self.ikm("analyze", form),
                self.ikm("analyze", form, "--lang", "en",
                         environment={"LC_ALL": "id_ID.UTF-8"}))


class Streams(survey.Case):
    def test_record_prints_the_id_alone(self):
        self.survey()
        ids = {self.record(), self.record()}
        self.assertEqual(len(ids), 2)
        for one in ids:
            self.assertRegex(one, ID)

    def test_json_is_one_document(self):
        self.survey()
        self.record()
        analysis = json.loads(self.ikm("analyze", "--json"))
        self.assertEqual(analysis["schema"], "ikm.analysis/1")
        self.assertEqual(analysis["results"][0]["ledger"]["used"], 1)
        self.assertEqual(analysis["results"][0]["ikm"]["value"], 86.11)

    def test_export_writes_what_analyze_prints(self):
        self.survey()
        self.record()
        for form in ("csv", "json"):
            said = self.ikm("export", form, "-o", "a." + form)
            self.assertIn("a." + form, said)
            self.assertEqual((self.path / ("a." + form)).read_bytes().decode(),
                             self.ikm_bytes("analyze", "--" + form))
            # an old one is replaced, and nothing is left beside it
            self.ikm("export", form, "-oa." + form, "--unit", "kec-01")
            self.assertEqual(
                [p.name for p in self.path.glob("a." + form + "*")],
                ["a." + form])
        self.ikm("export", "xlsx", "-o", "a.xlsx")
        self.assertEqual((self.path / "a.xlsx").read_bytes()[:2], b"PK")

    def ikm_bytes(self, *args):
        """What is printed, line ends and all."""
        return subprocess.run([survey.PROGRAM, *args], cwd=self.path,
                              env=self.environment(), stdout=subprocess.PIPE,
                              check=True).stdout.decode()

    def test_export_never_replaces_the_survey(self):
        self.survey()
        self.record()
        before = (self.path / "ikm.db").read_bytes()
        for path in ("ikm.db", "./ikm.db"):
            for form in ("csv", "json", "xlsx"):
                self.fails(64, "export", form, "-o", path, said="survei")
        self.assertEqual((self.path / "ikm.db").read_bytes(), before)

    def test_no_control_characters_reach_the_terminal(self):
        done = self.fails(64, "buat\x1b[31m")
        self.assertNotIn("\x1b", done.stderr)

    def test_no_colours_outside_a_terminal(self):
        self.survey()
        self.record()
        self.assertNotIn("\x1b", self.ikm("analyze"))


class Options(survey.Case):
    def test_global_options_stand_anywhere(self):
        self.ikm("init", "--db", "a.db")
        self.ikm("--db", "a.db", "unit", "add", "k1", "Satu")
        self.ikm("unit", "--db=a.db", "add", "k2", "Dua")
        self.ikm("unit", "add", "k3", "--db", "a.db", "Tiga", "--as", "siti")
        self.ikm("unit", "add", "k4", "Empat", environment={"IKM_DB": "a.db"})
        listed = self.ikm("unit", "list", "--db", "a.db")
        self.assertEqual([line.split()[0] for line in listed.splitlines()],
                         ["k1", "k2", "k3", "k4"])
        self.assertEqual(
            self.ikm("--db", "a.db", "unit", "list",
                     environment={"IKM_DB": "b.db"}), listed)

    def test_two_hyphens_end_the_options(self):
        self.survey()
        self.ikm("unit", "add", "--", "-x", "--parent")
        self.assertIn("--parent", self.ikm("unit", "list"))

    def test_answers_may_begin_with_a_hyphen(self):
        self.survey()
        self.assertRegex(self.record("-43434343"), ID)

    def test_the_actor_is_written_down(self):
        self.survey()
        self.record("343434343", "--as", "siti")
        self.assertRegex(self.ikm("log").splitlines()[-1],
                         r"^ +4  \S+ \S+  siti +record +kec-01$")

    def test_causes_may_be_repeated(self):
        self.survey()
        self.record("141434343", "--cause", "U1=1", "--cause",
                    "waktu=antrean panjang sekali")
        causes = json.loads(self.ikm("analyze", "--json"))
        self.assertEqual([len(element["causes"]) for element in
                          causes["results"][0]["elements"]],
                         [1, 0, 1, 0, 0, 0, 0, 0, 0])


class Help(survey.Case):
    def test_every_command_is_told_everywhere(self):
        table = commands()
        self.assertGreater(len(table), 25)
        man = {lang: self.ikm("man", "--lang", lang) for lang in ("id", "en")}
        listed = {lang: self.ikm("help", "--lang", lang)
                  for lang in ("id", "en")}
        completion = self.ikm("completion", "bash")
        for command in table:
            name = " ".join(words(command))
            for lang in ("id", "en"):
                with self.subTest(command=name, lang=lang):
                    self.assertRegex(listed[lang], rf"(?m)^  {name}  +\w")
                    help_ = self.ikm("help", *words(command), "--lang", lang)
                    self.assertTrue(help_.startswith(f"ikm {name} - "), help_)
                    self.assertEqual(
                        self.ikm(*words(command), "--help", "--lang", lang),
                        help_)
                    self.assertEqual(
                        self.ikm("--lang", lang, *words(command), "-h"), help_)
                    self.assertIn(f".SS ikm {name}", man[lang])
            for word in words(command):
                self.assertRegex(completion, rf"\b{word}\b")

    def test_the_two_languages_differ(self):
        for command in commands():
            both = [self.ikm("help", *words(command), "--lang", lang)
                    for lang in ("id", "en")]
            for one, other in zip(*(text.splitlines()[:1] for text in both)):
                self.assertNotEqual(one, other)

    def test_readme_or_guide_names_every_command(self):
        pages = [survey.ROOT / "README.md",
                 *sorted((survey.ROOT / "docs").glob("*.md"))]
        lines = [line for page in pages
                 for line in page.read_text("utf-8").splitlines()
                 if "ikm " in line or "`" in line]
        missing = []
        for command in commands():
            patterns = [re.compile(rf"\b{word}\b") for word in words(command)]
            if not any(all(pattern.search(line) for pattern in patterns)
                       for line in lines):
                missing.append(" ".join(words(command)))
        self.assertEqual(missing, [])

    def test_help_fits_the_terminal(self):
        texts = [self.ikm("help", "--lang", lang) for lang in ("id", "en")]
        texts += [self.ikm("help", *words(command), "--lang", lang)
                  for command in commands() for lang in ("id", "en")]
        for text in texts:
            for line in text.splitlines():
                if not line.startswith("  ikm "):
                    self.assertLessEqual(len(line), 80, line)

    def test_a_family_is_told_as_a_whole(self):
        for asked in (("help", "unit"), ("unit", "--help")):
            text = self.ikm(*asked)
            for name in ("unit add", "unit list", "unit import"):
                self.assertIn(f"ikm {name} - ", text)

    def test_help_and_version_need_no_survey(self):
        version = self.ikm("version")
        self.assertRegex(version, r"^ikm \d+\.\d+\.\d+$")
        self.assertEqual(self.ikm("--version"), version)
        self.ikm("--help")
        self.ikm("form", "list")
        self.ikm("form", "show", "permenpanrb-14-2017")
        self.ikm("sample", "900")
        self.assertEqual(list(self.path.iterdir()), [])

    def test_the_completion_is_sound_bash(self):
        self.write("c.sh", self.ikm("completion", "bash"))
        self.write("t.sh", """
            . ./c.sh
            t() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                  _ikm; echo "${COMPREPLY[*]}"; }
            t ikm anal
            t ikm --db x.db unit ''
            t ikm unit add k n --par
        """)
        done = subprocess.run(["bash", "-eu", "t.sh"], cwd=self.path,
                              stdout=subprocess.PIPE, encoding="utf-8",
                              check=True)
        self.assertEqual(done.stdout.splitlines(),
                         ["analyze", "add list import", "--parent"])


class Figures(survey.Case):
    def test_sample(self):
        for population, required in ((0, 0), (10, 10), (900, 269),
                                     (75000, 382), (1000000, 384)):
            self.assertEqual(
                self.ikm("sample", str(population)).splitlines()[0],
                f"{required} responden: Krejcie-Morgan (1970), yang dipakai ikm")

    def test_verify_and_log(self):
        self.survey()
        one = self.record()
        self.ikm("amend", one, "U3=2", "--why", "salah ketik")
        self.ikm("void", one, "--why", "ganda")
        self.fails(65, "void", one, "--why", "ganda")
        self.fails(65, "amend", one, "U3=2", "--why", "")
        self.fails(65, "void", "01a20bdd-97ce-7330-84cc-114600000000", "--why",
                   "x")
        verified = self.ikm("verify")
        self.assertRegex(verified, r"6 catatan, 1 respons \(0 dipakai, 1 batal")
        self.assertRegex(verified, r"Kepala rantai: [0-9a-f]{64}\n")
        lines = self.ikm("log").splitlines()
        self.assertEqual(len(lines), 6)
        self.assertTrue(lines[-1].endswith(f"void     {one}  - ganda"))

    def test_backup_is_a_survey(self):
        self.survey()
        self.record()
        self.ikm("backup", "salinan.db")
        self.assertEqual(self.ikm("verify", "--db", "salinan.db"),
                         self.ikm("verify"))


class Stopping(survey.Case):
    def wait_until_blocked(self, pid, number):
        """Until the import is under way: then signals wait for its ticks."""
        for _ in range(60000):
            with open(f"/proc/{pid}/status", encoding="ascii") as status:
                blocked = re.search(r"SigBlk:\t(\w+)", status.read())
            if int(blocked.group(1), 16) >> (number - 1) & 1:
                return
            time.sleep(0.001)
        self.fail("the import never began")

    def test_a_stopped_import_stores_nothing(self):
        self.survey()
        rows = "".join(f"kec-01,2025-01-{1 + i % 28:02},3,3,3,4,3,3,3,3,3\n"
                       for i in range(1000)) * 300
        self.write("besar.csv", "unit,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\n"
                   + rows)
        before = self.ikm("log")
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen(
                [survey.PROGRAM, "import", "besar.csv"], cwd=self.path,
                env=self.environment(), stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, encoding="utf-8")
            self.wait_until_blocked(process.pid, number)
            process.send_signal(number)
            out, messages = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 128 + number, messages)
            self.assertEqual((out, messages),
                             ("", "ikm: dihentikan; tidak ada yang disimpan\n"))
            self.assertEqual(self.ikm("log"), before)
        self.ikm("verify")


if __name__ == "__main__":
    survey.unittest.main()
