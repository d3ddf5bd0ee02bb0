"""README opens with the two commands, and every command of ./run is described."""
import re

import _lint

OPENING = ["./run demo", "./run test"]


def first_block(readme):
    match = re.search(r"^```[a-z]*\n(.*?)^```", readme, re.S | re.M)
    lines = match.group(1).splitlines() if match else []
    lines = [re.sub(r"\s+#.*", "", line).strip() for line in lines]
    return [line for line in lines if line]


def commands(script):
    body = script.partition("\ncase $command in")[2]
    return [word for words in re.findall(r"^    ([a-z][^)\n]*)\)", body, re.M)
            for word in words.split(" | ") if not word.startswith("-")]


def rule(root):
    texts = {name: _lint.read(root / name) if (root / name).is_file() else ""
             for name in ("README.md", "CONTRIBUTING.md", "run")}
    faults = []
    if first_block(texts["README.md"]) != OPENING:
        faults.append("README.md: its first code block must hold exactly "
                      + " and ".join(OPENING))
    elif texts["README.md"].index("```") > 1500:
        faults.append("README.md: the two commands come too late to open it")
    names = commands(texts["run"])
    if not names:
        faults.append("run: no commands found after 'case $command in'")
    told = texts["README.md"] + texts["CONTRIBUTING.md"]
    helped = texts["run"].partition("\ncase $command in")[0]
    for name in names:
        if not re.search(rf"\./run {name}\b", told):
            faults.append(f"./run {name}: not in README.md or CONTRIBUTING.md")
        if not re.search(rf"^  {name}  ", helped, re.M):
            faults.append(f"./run {name}: not in ./run help")
    return faults


README = "# ikm\n\n```sh\n./run demo   # a\n./run test\n```\n"
RUN = ("  demo  a\n  test  b\n\ncase $command in\n"
       "    demo)\n        x\n        ;;\n    test | --test) y ;;\nesac\n")
_lint.run(rule, {"README.md": README, "run": RUN}, [
    ("no readme", {"README.md": ""}),
    ("a third command", {"README.md": README.replace("# a", "\nmake")}),
    ("another block first", {"README.md": "```\nls\n```\n" + README}),
    ("a late opening", {"README.md": "text\n" * 400 + README}),
    ("a command without description",
     {"run": RUN.replace("test | ", "soak | ").replace("  test", "  soak")}),
    ("a command without help", {"run": RUN.replace("  demo  a\n", "")}),
    ("no commands", {"run": "exit\n"}),
])
