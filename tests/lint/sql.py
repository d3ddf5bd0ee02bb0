"""SQL stands in data/sql and is reached by id; no other floor knows its words."""
import re

import _lint

SQL = re.compile(r"SELECT |INSERT INTO|UPDATE .* SET|DELETE FROM|CREATE TABLE")


def rule(root):
    floors = [floor for floor in _lint.FLOORS if floor != "data"]
    faults = []
    for path in _lint.files(root, floors, ".c", ".h"):
        for number, literal in _lint.strings(_lint.read(path)):
            if SQL.search(literal):
                faults.append(f"{_lint.place(root, path, number)}: SQL text "
                              f"outside data/: {literal[:60]}")
    return faults


_lint.run(rule, {
    "data/store/a.c": 'const char *q = "SELECT 1";\n',
    "cli/a.c": '/* "SELECT 1" */\nconst char *t = "select a unit";\n',
}, [(text, {"export/b.c": f'const char *q = "{text}";\n'})
    for text in ("SELECT a FROM b", "INSERT INTO a VALUES (1)",
                 "UPDATE a SET b = 1", "DELETE FROM a")])
