"""The code blocks of a guide: files that it shows, commands with what they print."""

from __future__ import annotations

import doctest
import re
from dataclasses import dataclass
from pathlib import Path

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guide"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w/.-]+\.\w+)`[^`\n]*(?:\n[^`\n]+)*:?\n*\Z")
NOT_RUN = {"sh": "what needs a network", "text": "what is only looked at", "ini": "settings"}


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


def blocks(guide: Path) -> list[Block]:
    """Return the blocks of a guide that are run, in their order. A file is named in the paragraph above its block."""
    text = guide.read_text(encoding="utf-8")
    found = []
    for match in BLOCK.finditer(text):
        kind = match[1]
        if kind in NOT_RUN:
            continue
        above = text[: match.start()].rstrip().rpartition("\n\n")[2]
        names = re.findall(r"`([\w/.-]+\.(?:py|ipy|ipynb))`", above)
        found.append(Block(kind, match[2], "" if kind == "console" else names[-1] if names else ""))
    return found


def agrees(wanted: str, got: str) -> bool:
    """Say whether output is as the guide shows it; `...` stands for anything."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(wanted, got, options)
