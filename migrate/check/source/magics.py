"""IPython syntax that is not Python: magics, shell lines, help. Each such line is replaced by a placeholder."""

from __future__ import annotations

import re

# Cell magics whose cell is Python that runs in this process.
PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "px", "python3", "pypy3",
                          "snakeviz", "debug", "heat", "scalene", "pyinstrument", "wandb"})  # fmt: skip
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
LINE = re.compile(r"(?P<indent>[ \t]*)(?:[%!?].*|[%\w.*'\"\[\]]+\?{1,2}[ \t]*)$")
TARGET = r"[A-Za-z_](?:[\w., \t*]|\[[^\]\n]*\])*"
ASSIGNED = re.compile(rf"(?P<head>[ \t]*{TARGET}=[ \t]*)[%!](?!=).*$")
PYLAB = re.compile(r"[ \t]*%pylab\b")
TOKEN = re.compile(
    r"""(?P<string>[bBrRuUfF]{0,2}(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"
        |'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    |(?P<comment>\#[^\n]*)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def without_magics(cell: str, mark: str, first: int) -> tuple[str, list[str]]:
    """Return (the cell as Python, the replaced lines): line i of those has the number `first + i` after its `mark`."""
    found = CELL_MAGIC.match(cell)
    taken: list[str] = []

    def placeholder(line: str, code: str) -> str:
        taken.append(line)
        return f"{code}{mark}{first + len(taken) - 1}"

    if found and found.group(1) not in PYTHON_CELLS:
        return "\n".join(placeholder(line, "") for line in cell.split("\n")), taken
    out = []
    at = 0
    while at <= len(cell):
        end = cell.find("\n", at)
        line = cell[at:] if end < 0 else cell[at:end]
        special = _special(line)
        if special is not None:
            out.append(placeholder(line, special))
            while line.rstrip("\r").endswith("\\") and end >= 0:
                at, end = end + 1, cell.find("\n", end + 1)
                line = cell[at:] if end < 0 else cell[at:end]
                out.append(placeholder(line, ""))
            at = len(cell) + 1 if end < 0 else end + 1
        else:
            stop = _logical_end(cell, at)
            out.append(cell[at:stop])
            at = stop + 1
    return "\n".join(out), taken


def _special(line: str) -> str | None:
    """Return Python with the same meaning for the following lines, if the line is not Python; else None."""
    line = line.rstrip("\r")
    if PYLAB.match(line):
        return "import numpy as np; import matplotlib.pyplot as plt"
    if found := LINE.match(line):
        return found["indent"] + "pass"
    if found := ASSIGNED.match(line):
        return found["head"] + "None"
    return None


def _logical_end(text: str, start: int) -> int:
    """Return the place of the line feed that ends the statement line beginning at `start`."""
    depth = 0
    for token in TOKEN.finditer(text, start):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and depth <= 0:
            return token.start()
    return len(text)
