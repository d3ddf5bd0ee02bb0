"""No function that writes past its room, guesses numbers or keeps hidden state."""
import re

import _lint

BANNED = re.compile(
    r"\b(strcpy|stpcpy|strcat|v?sprintf|gets|strtok|ato[ifl]|atoll)\s*\(")
# a comma locale corrupts every number that is written afterwards
LOCALE = re.compile(r"\bsetlocale\s*\(\s*LC_(NUMERIC|ALL)\b")


def rule(root):
    faults = []
    for path in _lint.files(root, (*_lint.FLOORS, "tests"), ".c", ".h"):
        code = _lint.code_only(_lint.read(path))
        for number, line in enumerate(code.splitlines(), 1):
            match = BANNED.search(line) or LOCALE.search(line)
            if match:
                faults.append(f"{_lint.place(root, path, number)}: "
                              f"{match.group()} is banned")
    return faults


_lint.run(rule, {
    "data/a.c": '/* strcpy(a, b) */\nint my_atoi(int);\n'
                'const char *t = "gets(x)"; // atoi(x)\n'
                'int f(void) { return my_atoi(snprintf(0, 0, "a")); }\n',
}, [(line, {"tests/unit/b.c": f"void f(void)\n{{\n    {line};\n}}\n"})
    for line in ("strcpy(a, b)", "strcat (a, b)", "sprintf(a, b)",
                 "vsprintf(a, b, c)", "gets(a)", "x = strtok(a, b)",
                 "return atoi(a)", "return atof(a)",
                 'setlocale(LC_NUMERIC, "")', 'setlocale( LC_ALL, "C")')])
