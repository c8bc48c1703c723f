"""What PyMC 6, PyTensor 3 and ArviZ 1 have: `today.txt`, which `tools/todays_names.py` writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Parameters:
    """What a callable takes: `positional` in its order, `keywords`; `many`: any number, `any_keyword`: any name."""

    positional: tuple[str, ...]
    keywords: frozenset[str]
    many: bool = False
    any_keyword: bool = False

    def takes(self, name: str) -> bool:
        """Whether an argument of that name can be given."""
        return self.any_keyword or name in self.positional or name in self.keywords


def exists(name: str) -> bool:
    """Whether there is something of that qualified name."""
    return name in _lines()


def parameters(name: str) -> Parameters | None:
    """Of a callable; None where it is not known."""
    return read(line) if (line := _lines().get(name)) is not None and line else None


def names_in(module: str) -> frozenset[str]:
    """Return what the table lists right below a module."""
    start = module + "."
    return frozenset(
        name[len(start) :] for name in _lines() if name.startswith(start) and "." not in name[len(start) :]
    )


@cache
def read(line: str) -> Parameters:
    """Return a line of `today.txt` or of `signatures.txt`, behind its name."""
    before, _, after = line.partition("/")
    positional = tuple(part.rstrip("=") for part in before.split() if part not in ("*", "**"))
    keywords = frozenset(part.rstrip("=") for part in after.split()) - {"**", "*"}
    parts = line.split()
    return Parameters(positional, keywords, "*" in parts, "**" in parts)


def releases() -> list[str]:
    """Those that the table was made from."""
    return [line[2:] for line in _text().splitlines() if line.startswith("# ")]


@cache
def _lines() -> dict[str, str]:
    lines = {}
    for line in _text().splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition(": ")
            lines[name.rstrip(":")] = rest
    return lines


@cache
def _text() -> str:
    return Path(__file__).with_name("today.txt").read_text(encoding="utf-8")
