#!/usr/bin/env python3
"""Adds up what the runners inside ctest counted: count.py BUILD CTEST_STATUS

ctest counts programs; a program holds many tests. This reads ctest's full log
and closes on one plain line, "12 passed, 0 failed" (", 1 skipped" may follow).
A program that failed without a failed test of its own (it crashed, hung or could
not be started) counts as one failed test; one that passed without any count (a
replay of a fuzz corpus) as one passed. Exits 1 when anything failed or nothing ran.
"""
import pathlib
import re
import sys

START = re.compile(r"^\d+/\d+ Test: (\S+)$")
CMOCKA = re.compile(r"^\[  (PASSED|FAILED|SKIPPED) {1,2}\] (\d+) test\(s\)")
LINT = re.compile(r"^lint: (\d+) passed, (\d+) failed$")
TAP = re.compile(r"^# (pass|fail|cancelled|skipped) (\d+)$")
RAN = re.compile(r"^Ran (\d+) tests? in ")
CLOSING = re.compile(r"^(?:OK|FAILED)(?: \((.*)\))?$")
# a class or module that could not be set up is no test in "Ran n tests"
OUTSIDE = re.compile(r"^(?:ERROR|FAIL): (?:setUp|tearDown)(?:Class|Module) ")
OUTSIDE_SKIP = re.compile(r"^setUp(?:Class|Module) .*\.\.\. skipped ")


def blocks(log):
    """Yields (name, output lines, passed) of every program in the log."""
    name, lines = None, []
    for line in log.splitlines():
        start = START.match(line)
        if start:
            if name:
                yield name, lines, False
            name, lines = start.group(1), []
        elif name and line in ("Test Passed.", "Test Failed."):
            yield name, lines, line == "Test Passed."
            name = None
        elif name:
            lines.append(line)
    if name:
        yield name, lines, False


def count(lines):
    """Returns [passed, failed, skipped] as the runner itself printed them."""
    passed = failed = skipped = 0
    ran = outside = outside_skips = 0
    for line in lines:
        cmocka, lint, ran_line, tap = (
            r.match(line) for r in (CMOCKA, LINT, RAN, TAP))
        closing = CLOSING.match(line)
        if cmocka:
            n = int(cmocka.group(2))
            passed += n if cmocka.group(1) == "PASSED" else 0
            failed += n if cmocka.group(1) == "FAILED" else 0
            skipped += n if cmocka.group(1) == "SKIPPED" else 0
        elif lint:
            passed += int(lint.group(1))
            failed += int(lint.group(2))
        elif tap:
            n = int(tap.group(2))
            passed += n if tap.group(1) == "pass" else 0
            failed += n if tap.group(1) in ("fail", "cancelled") else 0
            skipped += n if tap.group(1) == "skipped" else 0
        elif ran_line:
            ran = int(ran_line.group(1))
        elif OUTSIDE.match(line):
            outside += 1
        elif OUTSIDE_SKIP.match(line):
            outside_skips += 1
        elif closing:
            said = dict(re.findall(r"([a-z ]+)=(\d+)", closing.group(1) or ""))
            said = {key.strip(): int(n) for key, n in said.items()}
            red = (said.get("failures", 0) + said.get("errors", 0)
                   + said.get("unexpected successes", 0))
            skips = said.get("skipped", 0)
            failed += red
            skipped += skips
            passed += max(0, ran - (red - outside) - (skips - outside_skips))
            ran = outside = outside_skips = 0
    return [passed, failed, skipped]


def summarize(log, ctest_status):
    """Returns (closing line, names of failed programs, exit status)."""
    total, red = [0, 0, 0], []
    for name, lines, ok in blocks(log):
        counts = count(lines)
        if ok and sum(counts) == 0:
            counts[0] = 1
        if not ok and counts[1] == 0:
            counts[1] = 1
        if counts[1]:
            red.append(name)
        total = [a + b for a, b in zip(total, counts)]
    # ctest is unhappy about something that left no trace in its log
    if ctest_status != 0 and total[1] == 0:
        total[1] = 1
    line = f"{total[0]} passed, {total[1]} failed"
    if total[2]:
        line += f", {total[2]} skipped"
    return line, red, 1 if total[1] or total[0] == 0 else 0


def main():
    build, ctest_status = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    log = build / "Testing" / "Temporary" / "LastTest.log"
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    line, red, status = summarize(text, ctest_status)
    if red:
        print("\nGagal: " + ", ".join(red))
    print(line, flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
