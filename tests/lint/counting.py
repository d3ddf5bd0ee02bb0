"""The closing line of ./run test tells the truth: tests/count.py on known logs."""
import sys

import _lint

sys.path.insert(0, str(_lint.ROOT / "tests"))
import count  # noqa: E402


def block(name, output, passed):
    return (f"1/9 Testing: {name}\n1/9 Test: {name}\nOutput:\n-----\n{output}"
            f"<end of output>\nTest {'Passed' if passed else 'Failed'}.\n-----\n")


GREEN = block("unit.a", "[  PASSED  ] 3 test(s).\n[  SKIPPED ] 1 test(s), "
              "listed below:\n[  SKIPPED ] one\n", True)
RED = block("unit.b", "[  PASSED  ] 2 test(s).\n[  FAILED  ] 1 test(s), listed "
            "below:\n[  FAILED  ] two\n\n 1 FAILED TEST(S)\n", False)
CRASHED = block("unit.c", "[ RUN      ] x\n", False)
PYTHON = block("e2e.py.d", "Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1,"
               " skipped=1)\n", False)
SETUP = block("e2e.py.e", "setUpClass (t.A) ... ERROR\nERROR: setUpClass (t.A)\n"
              "Ran 2 tests in 0.1s\n\nFAILED (errors=1)\n", False)
SKIPPED = block("e2e.py.f", "setUpClass (t.B) ... skipped 'no'\nRan 2 tests in "
                "0.1s\n\nOK (skipped=1)\n", True)
SILENT = block("fuzz.g", "", True)
LINT = block("lint.h", "lint: 4 passed, 1 failed\n", False)
TAP = block("browser.j", "TAP version 13\nok 1 - a\nnot ok 2 - b\n1..4\n# tests 4\n"
            "# pass 1\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n", False)
LATE = block("unit.i", "[  PASSED  ] 3 test(s).\n", False)  # leak found at exit
CUT = GREEN.replace("Test Passed.\n", "")

CASES = [
    ("green and skipped", GREEN, 0, "3 passed, 0 failed, 1 skipped", 0),
    ("red", GREEN + RED, 8, "5 passed, 1 failed, 1 skipped", 1),
    ("crashed", CRASHED + SILENT, 8, "1 passed, 1 failed", 1),
    ("unittest", PYTHON, 8, "2 passed, 2 failed, 1 skipped", 1),
    ("class set up", SETUP, 8, "2 passed, 1 failed", 1),
    ("class skipped", SKIPPED, 0, "2 passed, 0 failed, 1 skipped", 0),
    ("lint", LINT, 8, "4 passed, 1 failed", 1),
    ("node", TAP, 8, "1 passed, 2 failed, 1 skipped", 1),
    ("red at exit only", LATE, 8, "3 passed, 1 failed", 1),
    ("cut off", CUT, 8, "3 passed, 1 failed, 1 skipped", 1),
    ("nothing ran", "", 0, "0 passed, 0 failed", 1),
    ("ctest itself failed", GREEN, 8, "3 passed, 1 failed, 1 skipped", 1),
]
results = []
for name, log, ctest_status, line, status in CASES:
    got_line, _, got_status = count.summarize(log, ctest_status)
    right = (got_line, got_status) == (line, status)
    results.append((name, [] if right else
                    [f"got {got_line!r} {got_status}, want {line!r} {status}"]))
_lint.close(results)
