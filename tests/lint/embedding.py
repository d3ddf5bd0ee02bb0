"""cmake/embed_sql.cmake keeps every byte of the SQL, and refuses what is unclear."""
import pathlib
import re
import subprocess
import tempfile

import _lint

SCHEMA = ("-- a; [b\nCREATE TABLE a (x TEXT CHECK (x GLOB '[0-9]*'));\n"
          "INSERT INTO a VALUES ('\\n;\"''$${x}@Y@ é');\n")
QUERIES = ("-- about\n\n-- name: foo_bar\n-- why; [it is\nSELECT \"a;b\", '[\\', x\n"
           "  FROM a -- in\n-- whole\n WHERE x = ?1;\n\n-- about the next\n"
           "-- name: baz\r\nDELETE FROM a WHERE x IN ('a]', 'b[')\n")
SOUND = {"0001_first.sql": SCHEMA, "0002_second.sql": "SELECT 1;\n",
         "q_a.sql": QUERIES}


def embed(tree):
    """Returns both headers made of the tree, or None where it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        root, out = pathlib.Path(folder), pathlib.Path(folder) / "out.h"
        for name, text in tree.items():
            (root / name).write_bytes(text.encode())
        done = subprocess.run(
            ["cmake", f"-DROOT={root}", f"-DOUT={out}", "-P",
             str(_lint.ROOT / "cmake" / "embed_sql.cmake")],
            capture_output=True, check=False)
        if done.returncode != 0:
            return None
        return out.read_text() + out.with_name("sql_ids.h").read_text()


def array(header, name):
    """The text in an array of bytes, without its closing NUL."""
    body = re.search(rf"\b{name}\[\] = \{{([^}}]*)\}}", header)
    data = bytes(int(item, 16) for item in re.findall(r"0x(..)", body.group(1)))
    return data[:-1].decode() if data.endswith(b"\0") else "no NUL at its end"


def same(got, want):
    return [] if got == want else [f"got {got!r}, want {want!r}"]


header = embed(SOUND) or ""
results = [
    ("schema", same(array(header, "sql_migration_0001"), SCHEMA)),
    ("query", same(array(header, "sql_q_foo_bar"),
                   "SELECT \"a;b\", '[\\', x\n  FROM a -- in\n-- whole\n"
                   " WHERE x = ?1;")),
    ("last query", same(array(header, "sql_q_baz"),
                        "DELETE FROM a WHERE x IN ('a]', 'b[')")),
    ("ids", same(re.findall(r"^    (SQL_[A-Z_0-9]+),?$", header, re.M),
                 ["SQL_FOO_BAR", "SQL_BAZ", "SQL_COUNT"])),
    ("order", same(re.findall(r'\{(\d+), "(\w+)"', header),
                   [("1", "first"), ("2", "second")])),
]
for name, tree in [
        ("a name twice", {"q_b.sql": "-- name: baz\nSELECT 1\n"}),
        ("a query without SQL", {"q_b.sql": "-- name: b\n-- c\n"}),
        ("a name at the end", {"q_b.sql": "-- name: b"}),
        ("SQL without a name", {"q_b.sql": "SELECT 1;\n-- name: b\nSELECT 2\n"}),
        ("a name badly written", {"q_b.sql": "-- name: b\nSELECT 1\n"
                                  "--name: c\nSELECT 2\n"}),
        ("a name of no id", {"q_b.sql": "-- name: B-c\nSELECT 1\n"}),
        ("a gap", {"0004_d.sql": "SELECT 1\n"}),
        ("a number twice", {"0002_e.sql": "SELECT 1\n"}),
        ("a stray file", {"more.sql": "SELECT 1\n"}),
        ("a NUL", {"q_b.sql": "-- name: b\nSELECT 1\0\n"})]:
    refused = embed({**SOUND, **tree}) is None
    results.append((f"planted: {name}", [] if refused else ["not refused"]))
_lint.close(results)
