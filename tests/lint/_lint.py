"""What the lints share. A rule is a function of a folder that returns its faults.

Each lint first proves that it can fail: it plants faults into a small tree of its
own and demands that the rule sees them. It closes on "lint: n passed, n failed".
"""
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ("data", "analyze", "collect", "export", "cli", "web")
TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def files(root, folders, *endings):
    """Paths below the folders with one of the endings, in a fixed order."""
    return [path for folder in folders
            for path in sorted((root / folder).rglob("*"))
            if path.suffix in endings and path.is_file()]


def read(path):
    return path.read_text("utf-8", "replace")


def place(root, path, line):
    return f"{path.relative_to(root)}:{line}"


def code_only(text):
    """C without comments and without what stands in quotes; lines stay lines."""
    return TOKEN.sub(lambda m: '""' + "\n" * m.group().count("\n"), text)


def strings(text):
    """Yields (line, literal) of every string literal of a C text."""
    for match in TOKEN.finditer(text):
        if match.group().startswith('"'):
            yield text.count("\n", 0, match.start()) + 1, match.group()


def plant(rule, tree):
    """Runs a rule on a small tree {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in tree.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        return rule(root)


def run(rule, sound, planted):
    """Proves the rule on a sound tree and on planted ones, then on the project.

    planted: a list of (name, {path: text}) laid over the sound tree.
    """
    results = [("a sound tree", plant(rule, sound))]
    for name, tree in planted:
        found = plant(rule, {**sound, **tree})
        results.append((f"planted: {name}", [] if found else ["not seen"]))
    results.append(("the project", rule(ROOT)))
    close(results)


def close(results):
    """results: list of (name, faults). Prints them, counts, and ends."""
    n_failed = 0
    for name, faults in results:
        n_failed += bool(faults)
        for fault in faults:
            print(f"{name}: {fault}")
    print(f"lint: {len(results) - n_failed} passed, {n_failed} failed")
    sys.exit(1 if n_failed else 0)
