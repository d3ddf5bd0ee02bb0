"""Includes point downwards only, and one room names each foreign library."""
import re

import _lint

# who may include what: prefixes of the quoted include
MAY = [
    ("data/base/", ("data/base/",)),
    ("data/tables/", ("data/base/", "data/tables/")),
    ("data/", ("data/",)),
    # pure numbers: knows the shapes of forms and tallies, not where they are kept
    ("analyze/", ("data/base/", "data/cross", "data/form", "data/tally", "analyze/")),
    ("collect/", ("data/", "collect/")),
    ("export/", ("data/", "analyze/", "export/")),
    # two faces; the terminal has the command that starts the other one
    ("cli/", ("data/", "analyze/", "collect/", "export/", "cli/", "web/serve.h")),
    ("web/", ("data/", "analyze/", "collect/", "export/", "web/")),
]
WEB_GENERATED = ("static_embedded.h",)
GENERATED = ("forms_embedded.h", "programmes_embedded.h", "sql_embedded.h",
             "sql_ids.h")
ROOMS = [
    (r"sqlite3\.h", r"data/store/"),
    (r"zip\.h", r"data/tables/|export/(to_xlsx_)?package\.c"),
    (r"zlib\.h", r"export/deflated\.c"),
    (r"expat\.h", r"data/tables/"),
    (r"sodium(/.*)?\.h", r"data/base/(digest|secret)\.c"),
    (r"uni(?!std)[a-z]*\.h", r"data/base/utf8\.c"),
    (r"gmp\.h", r"analyze/"),
    (r"gsl/gsl_\w+\.h", r"analyze/"),
    (r"xlsxwriter(/.*)?\.h", r"export/to_xlsx\w*\.c"),
    (r"readstat\.h", r"export/to_sav\.c"),
    (r"qrencode\.h", r"export/qr\.c"),
    (r"microhttpd\.h", r"web/http\.c"),
    (r"systemd/sd-daemon\.h", r"cli/cmd_serve\.c"),
    (r"(arpa/inet|netdb|netinet/in)\.h", r"web/http(_socket)?\.c"),
    (r"(cairo-pdf|pango/pangocairo)\.h", r"export/paper\w*\.[ch]"),
    (r"(libsmartcols/)?libsmartcols\.h", r"export/to_text\.c"),
]
SYSTEM = set("""assert complex ctype errno fcntl fenv float getopt inttypes
    iso646 limits locale math poll pwd semaphore setjmp signal stdalign stdarg stdatomic
    stdbool stddef stdint stdio stdlib stdnoreturn string strings threads time
    unistd wchar wctype dirent pthread termios libgen""".split())
# analyze/ has no files, no clock, no locale
NOT_PURE = {"fcntl", "locale", "time", "unistd", "dirent", "signal"}


def fault_of(path, quote, name):
    floor, allowed = next((f, a) for f, a in MAY if path.startswith(f))
    if quote == '"':
        if name in GENERATED and floor == "data/":
            return None
        if name in WEB_GENERATED and floor == "web/":
            return None
        if "/" not in name:
            return f'"{name}" does not name its floor'
        if not name.startswith(allowed):
            return f'{floor} may not include "{name}"'
        return None
    for header, room in ROOMS:
        if re.fullmatch(header, name):
            if re.match(room, path):
                return None
            return f"<{name}> belongs into {room} alone"
    stem = name[:-2]
    if stem not in SYSTEM and not name.startswith("sys/"):
        return f"<{name}> has no room: give it one in tests/lint/floors.py"
    if floor == "analyze/" and stem in NOT_PURE:
        return f"<{name}> in analyze/, which has no files, clock or locale"
    return None


def rule(root):
    faults = []
    for path in _lint.files(root, _lint.FLOORS, ".c", ".h"):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(_lint.read(path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*(["<])([^">]+)', line)
            fault = match and fault_of(name, match.group(1), match.group(2))
            if fault:
                faults.append(f"{_lint.place(root, path, number)}: {fault}")
    return faults


def include(path, what):
    return (f"{what} in {path}", {path: f"#include {what}\n"})


_lint.run(rule, {
    "data/store/a.c": '#include <sqlite3.h>\n#include "sql_embedded.h"\n',
    "analyze/a.c": '#include <gmp.h>\n#include "data/base/error.h"\n',
    "cli/a.c": '#include "export/report.h"\n#include <stdio.h>\n',
}, [
    include("data/a.c", '"analyze/index.h"'),
    include("data/base/a.c", '"data/store.h"'),
    include("analyze/b.c", '"data/store.h"'),
    include("analyze/b.c", "<time.h>"),
    include("collect/a.c", '"export/report.h"'),
    include("export/a.c", '"collect/answer.h"'),
    include("export/a.h", '"cli/main.h"'),
    include("cli/b.c", '"table.h"'),
    include("cli/b.c", '"web/http.h"'),
    include("web/a.c", '"cli/call.h"'),
    include("web/page_a.c", "<microhttpd.h>"),
    include("cli/b.c", "<sqlite3.h>"),
    include("data/form.c", "<zip.h>"),
    include("data/base/a.c", "<sodium.h>"),
    include("data/base/a.c", "<unistr.h>"),
    include("export/a.c", "<gmp.h>"),
    include("export/to_csv.c", "<xlsxwriter.h>"),
    include("cli/b.c", "<libsmartcols.h>"),
    include("web/qr.c", "<qrencode.h>"),
    include("cli/b.c", "<curl/curl.h>"),
])
