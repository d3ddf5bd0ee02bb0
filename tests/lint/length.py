"""No file of the project is longer than 600 lines: it would hold two thoughts."""
import _lint

LIMIT = 600
FOLDERS = (*_lint.FLOORS, "tests", "cmake", ".ci")
ENDINGS = (".c", ".h", ".py", ".sh", ".sql", ".cmake", ".js", ".mjs", ".css", ".R")


def rule(root):
    faults = []
    paths = _lint.files(root, FOLDERS, *ENDINGS)
    paths += [path for path in (root / "run", root / "CMakeLists.txt")
              if path.is_file()]
    for path in paths:
        n_lines = len(_lint.read(path).splitlines())
        if n_lines > LIMIT:
            faults.append(f"{path.relative_to(root)}: {n_lines} lines, "
                          f"at most {LIMIT}")
    return faults


_lint.run(rule, {"data/a.c": "\n" * LIMIT}, [
    ("a long source", {"analyze/b.c": "\n" * (LIMIT + 1)}),
    ("a long test", {"tests/unit/test_b.c": "int x;\n" * (LIMIT + 1)}),
    ("a long script", {"run": "true\n" * (LIMIT + 1)}),
])
