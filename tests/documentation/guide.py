"""The code blocks of a page: files that it shows, commands with what they print."""

from __future__ import annotations

import doctest
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = re.compile(r"`([\w/.-]+\.(?:py|ipy|ipynb|ini))`")
FILE_KINDS = ("python", "json", "ini")  # blocks that are files; they are always written
# Commands that are not run, by their page and the beginning of their first line.
NOT_RUN = {
    ("README", "make demo     # eight schools as written in 2021: three samp"):
        "the project's own set-up, which takes minutes",
    ("README", "$ grep -v '^eta' $CHECKOUT/fixtures/legacy_models/eight_scho"):
        "half a minute; tests/migrate/test_reproduce_runs.py",
    ("README", "$ migrate-port paper/model.py --verify -o ported/"): "needs PyMC 6; tests/migrate/port/test_ports.py",
    ("start", "git clone THIS_REPOSITORY theano-compat"): "needs a network, and takes minutes",
    ("leave", "equal: 4 terms, total and gradient agree at 40 points (32 ne"):
        "needs PyMC 6; tests/migrate/port/test_ports.py",
    ("notebook", "%load_ext theano_compat"): "a cell of a notebook; the notebook of the page has it too",
}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A block: a file to write, or commands with what they print."""

    kind: str
    text: str
    file: str = ""

    @property
    def commands(self) -> list[tuple[str, str]]:
        """Return (command, what it prints) for each `$` line; `>` continues a command."""
        found = []
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            more = next((k for k, line in enumerate(lines[1:], 1) if not line.startswith("> ")), len(lines))
            command = "\n".join([lines[0], *(line[2:] for line in lines[1:more])])
            found.append((command, "".join(line + "\n" for line in lines[more:])))
        return found


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page that are run, in their order. A file is named in the paragraph above its block."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in BLOCK.finditer(text):
        if match[1] not in FILE_KINDS and (page.stem, first_line(match[2])) in NOT_RUN:
            continue
        above = text[: match.start()].rstrip().rpartition("\n\n")[2]
        names = FILES.findall(above)
        found.append(Block(match[1], match[2], "" if match[1] == "console" else names[-1] if names else ""))
    return found


def first_lines(page: Path) -> list[tuple[str, str]]:
    """Return the page and the first line of each of its blocks."""
    return [(page.stem, first_line(match[2])) for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def first_line(block: str) -> str:
    """Return the beginning of the first line of a block."""
    return block.partition("\n")[0][:60].rstrip()


def agrees(wanted: str, got: str) -> bool:
    """Say whether output is as the page shows it; `...` stands for anything, a last line of it for nothing too."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    several = {wanted, wanted.removesuffix("...\n")}  # not one text: a full stop before the three would be a fourth
    return any(doctest.OutputChecker().check_output(one, got, options) for one in several)
