"""Renderers compute nothing: files of export/ that write a format call no function
of analyze/ that works out a figure. What gives a name to a code is no figure."""
import re
import tempfile
import pathlib

import _lint

# write text, tables, charts, files; all else in export/ makes what they write
RENDERERS = ("to_*.c", "board.c", "chart*.c", "html_*.c", "markup.c", "paper*.c",
             "text_words.c", "site_data.c", "site_pages.c", "site_parts.c",
             "site_small.c", "document*.c", "qr.c")
# names, letters, words; and what is asked of texts, not of figures
ALLOWED = re.compile(r"_(name|letter|label|settings|standard|is_derived)$|"
                     r"^ikm_looks_like_identity$")
CALL = re.compile(r"\b(ikm_[a-z0-9_]+)\s*\(")


def computing(root):
    """Functions that headers of analyze/ declare."""
    names = set()
    for path in _lint.files(root, ["analyze"], ".h"):
        names |= set(CALL.findall(_lint.code_only(_lint.read(path))))
    return {name for name in names if not ALLOWED.search(name)}


def faults(root):
    names, found = computing(root), []
    if not names:
        return ["analyze/ declares nothing: looked in the wrong place?"]
    for pattern in RENDERERS:
        for path in sorted((root / "export").glob(pattern)):
            code = _lint.code_only(_lint.read(path))
            for number, line in enumerate(code.splitlines(), 1):
                found += [f"{_lint.place(root, path, number)}: {name}() computes; "
                          "let the report model carry its result"
                          for name in CALL.findall(line) if name in names]
    return found


def planted(name, text):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, content in (("analyze/index.h", "int ikm_index_of(int n);\n"
                               "const char *ikm_flag_name(int flag);\n"),
                              (f"export/{name}", text)):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content)
        return faults(root)


def main():
    call = "int f(void)\n{\n    return ikm_index_of(1);\n}\n"
    results = [
        ("a name is no figure", planted("to_json.c", "x = ikm_flag_name(1);\n")),
        ("the report may", planted("report_result.c", call)),
        ("a remark is no call", planted("to_json.c", "/* ikm_index_of(1) */\n"))]
    for name in ("to_json.c", "board.c", "site_pages.c", "chart_bars.c"):
        results.append((f"planted in {name}",
                        [] if planted(name, call) else ["not seen"]))
    results.append(("the project", faults(_lint.ROOT)))
    _lint.close(results)


main()
