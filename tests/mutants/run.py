#!/usr/bin/env python3
"""Puts one fault at a time into a copy of the project and demands a red test.

run.py [WORD]: only the faults of list.txt whose line holds WORD. The copy stands
in build/mutants and is kept, so that a second run compiles little. A fault that
does not apply, does not compile or meets no test is an error of the list.
"""
import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "mutants" / "list.txt"
COPY = ROOT / "build" / "mutants"
BUILD = COPY / "build" / "test"
PARTS = ("CMakeLists.txt", "CMakePresets.json", "analyze", "cli", "cmake",
         "collect", "data", "export", "tests", "web", "run", "packages.txt",
         "README.md", "CONTRIBUTING.md")
SECONDS = 900  # a fault may make a test run for ever


def read_list(word):
    faults = []
    for number, line in enumerate(LIST.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#") or word not in line:
            continue
        path, _, rest = line.partition("|")
        expression, bar, regex = rest.rpartition("|")
        if not bar or not (ROOT / path.strip()).is_file():
            sys.exit(f"list.txt:{number}: not 'file|sed expression|ctest regex' "
                     f"of a file that exists: {line}")
        faults.append((path.strip(), expression.strip(), regex.strip()))
    return faults


def refresh_copy():
    """Makes the copy equal to the project; equal files keep their age."""
    wanted = set()
    for part in PARTS:
        top = ROOT / part
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                wanted.add(path.relative_to(ROOT))
    if COPY.is_dir():
        for path in sorted(COPY.rglob("*")):
            name = path.relative_to(COPY)
            if path.is_file() and name.parts[0] != "build" and name not in wanted:
                path.unlink()
    for name in wanted:
        source, target = ROOT / name, COPY / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)  # with the time of now


def call(*command):
    return subprocess.run(command, cwd=COPY, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)


def build(*targets):
    return call("ninja", "-C", str(BUILD), "--quiet", *targets)


def programs(regex):
    """What these tests run of the build: linking the rest takes longest."""
    done = call("ctest", "--test-dir", str(BUILD), "-R", regex,
                "--show-only=json-v1")
    words = []
    for test in json.loads(done.stdout)["tests"]:
        # a program that was never linked is told by the name alone
        words += test.get("command", [f"{BUILD}/tests/{test['name']}"])
        for fact in test["properties"]:
            if fact["name"] == "ENVIRONMENT":
                words += [word.partition("=")[2] for word in fact["value"]]
    return sorted({word[len(f"{BUILD}/"):] for word in words
                   if word.startswith(f"{BUILD}/")})


def tests(regex):
    return call("ctest", "--test-dir", str(BUILD), "-j2", "-R", regex,
                "--timeout", str(SECONDS), "--no-tests=error",
                "--stop-on-failure", "--output-on-failure")


def try_fault(path, expression, regex):
    """Returns "" when a test went red, else what is wrong."""
    target, original = COPY / path, (ROOT / path).read_bytes()
    done = call("sed", "-i", "-e", expression, path)
    try:
        if done.returncode:
            return "sed: " + done.stdout.strip()
        if target.read_bytes() == original:
            return "the expression changes nothing"
        targets = programs(regex)
        if not targets:
            return "no test matches"
        if build(*targets).returncode:
            return "does not compile"
        done = tests(regex)
        return "" if done.returncode else "SURVIVED: no test went red"
    finally:
        target.write_bytes(original)


def main():
    faults = read_list(sys.argv[1] if len(sys.argv) > 1 else "")
    if not faults:
        sys.exit("list.txt holds no such fault")
    refresh_copy()
    done = call("cmake", "--preset", "test", "-DIKM_FAIL_FAST=ON")
    if not done.returncode:
        done = build()
    if done.returncode:
        sys.exit(done.stdout + "the project itself does not build")
    done = tests("|".join(sorted({regex for _, _, regex in faults})))
    if done.returncode:
        sys.exit(done.stdout + "without any fault, these tests are not green")
    n_bad = 0
    for path, expression, regex in faults:
        wrong = try_fault(path, expression, regex)
        n_bad += bool(wrong)
        print(f"{'BAD   ' if wrong else 'caught'}  {path}  {expression}"
              + (f"  ({wrong})" if wrong else ""), flush=True)
    print(f"mutants: {len(faults) - n_bad} caught, {n_bad} not")
    return 1 if n_bad else 0


if __name__ == "__main__":
    sys.exit(main())
