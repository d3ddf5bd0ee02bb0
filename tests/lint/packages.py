"""packages.txt is well formed: one package a line, its column, its reason."""
import re

import _lint

COLUMNS = ("build", "test", "check", "bench")
NAME = re.compile(r"[a-z0-9][a-z0-9+.-]+")


def rule(root):
    path = root / "packages.txt"
    if not path.is_file():
        return ["packages.txt is missing"]
    faults, seen, last = [], set(), 0
    for number, line in enumerate(_lint.read(path).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        at = _lint.place(root, path, number)
        words = line.split(None, 2)
        if len(words) < 3:
            faults.append(f"{at}: write name, column, why")
            continue
        name, column, _ = words
        if not NAME.fullmatch(name):
            faults.append(f"{at}: '{name}' is no name of a Debian package")
        if name in seen:
            faults.append(f"{at}: {name} stands twice")
        seen.add(name)
        if column not in COLUMNS:
            faults.append(f"{at}: column '{column}' is none of {COLUMNS}")
        elif COLUMNS.index(column) < last:
            faults.append(f"{at}: {column} comes before its place")
        else:
            last = COLUMNS.index(column)
    if not seen:
        faults.append("packages.txt names no package")
    return faults


SOUND = "# a\n\ngcc build compiler\npython3  test  end-to-end tests\n"
_lint.run(rule, {"packages.txt": SOUND}, [
    ("no reason", {"packages.txt": SOUND + "clang check\n"}),
    ("unknown column", {"packages.txt": SOUND + "clang tools compiler\n"}),
    ("bad name", {"packages.txt": SOUND + "Clang check compiler\n"}),
    ("twice", {"packages.txt": SOUND + "gcc test compiler\n"}),
    ("out of order", {"packages.txt": SOUND + "make build builds\n"}),
    ("empty", {"packages.txt": "# nothing\n"}),
])
