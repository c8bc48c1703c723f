"""The API of PyMC 6, PyTensor 3 and ArviZ 1: `current_api.txt`, which `tools/todays_names.py` writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Parameters:
    """The parameters of a callable: `positional` in order, `keywords`; `many`: *args, `any_keyword`: **kwargs."""

    positional: tuple[str, ...]
    keywords: frozenset[str]
    many: bool = False
    any_keyword: bool = False

    def takes(self, name: str) -> bool:
        """Say whether an argument of that name is accepted."""
        return self.any_keyword or name in self.positional or name in self.keywords


def exists(name: str) -> bool:
    """Say whether that qualified name exists."""
    return name in _lines()


def parameters(name: str) -> Parameters | None:
    """Return the parameters of a callable; None if unknown."""
    return read(line) if (line := _lines().get(name)) is not None and line else None


def names_in(module: str) -> frozenset[str]:
    """Return the names that the table lists directly in a module."""
    start = module + "."
    return frozenset(
        name[len(start) :] for name in _lines() if name.startswith(start) and "." not in name[len(start) :]
    )


@cache
def read(line: str) -> Parameters:
    """Parse a line of `current_api.txt` or of `signatures.txt`, without its name."""
    before, _, after = line.partition("/")
    positional = tuple(part.rstrip("=") for part in before.split() if part not in ("*", "**"))
    keywords = frozenset(part.rstrip("=") for part in after.split()) - {"**", "*"}
    parts = line.split()
    return Parameters(positional, keywords, "*" in parts, "**" in parts)


def releases() -> list[str]:
    """Return the releases that the table was made from."""
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
    return Path(__file__).with_name("current_api.txt").read_text(encoding="utf-8")
