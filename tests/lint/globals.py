"""No library holds writable data: globals.py NM LIBRARY... (plain build only)

Constant tables of pointers sit in .data.rel.ro and are fine.
"""
import pathlib
import subprocess
import sys
import tempfile

import _lint

WRITABLE = (".data", ".bss", ".tdata", ".tbss", "*COM*")
CONSTANT = ".data.rel.ro"


def writable(nm, libraries):
    listing = subprocess.run(
        [nm, "--format=sysv", "--defined-only", *libraries], check=True,
        capture_output=True, text=True).stdout
    faults, place, n_symbols = [], "", 0
    for line in listing.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 7:
            place = line.strip() or place
            continue
        n_symbols += 1
        name, _, _, kind, _, _, section = cells
        if kind in ("OBJECT", "TLS", "COMMON") and section.startswith(
                WRITABLE) and not section.startswith(CONSTANT):
            faults.append(f"{place} {name} is writable ({section})")
    return faults if n_symbols else ["no symbols in " + " ".join(libraries)]


def planted(nm, code):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "a.c"
        source.write_text(code)
        made = source.with_suffix(".o")
        subprocess.run(["cc", "-std=c17", "-c", "-o", made, source], check=True)
        return writable(nm, [str(made)])


def main():
    nm, libraries = sys.argv[1], sys.argv[2:]
    sound = ("static const char *const words[] = {\"a\", \"b\"};\n"
             "const int limit = 4;\n"
             "const char *word(int i)\n{\n    return words[i];\n}\n")
    results = [("a sound file", planted(nm, sound))]
    for fault in ("int g;", "int g = 1;", "static int g; int *f(void) "
                  "{ return &g; }", "_Thread_local int g;",
                  "int f(void) { static int n = 3; return n++; }",
                  "const char *g = \"a\";"):
        found = planted(nm, sound + fault + "\n")
        results.append((f"planted: {fault}", [] if found else ["not seen"]))
    results.append(("the project", writable(nm, libraries)))
    _lint.close(results)


main()
