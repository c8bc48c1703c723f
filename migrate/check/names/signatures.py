"""Parameters of functions and classes of the shim: `signatures.txt`, written by `python -m tools.coverage`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Signature:
    """A signature. `positional`: how many positional arguments (None: any number); `names`: keywords."""

    positional: int | None
    names: frozenset[str]
    required: tuple[str, ...] = ()  # in order, keyword-only ones last
    any_keyword: bool = False


def signature(name: str) -> Signature | None:
    """Return the signature of a canonical name; None if it is not known."""
    name = name.replace("().", ".")  # a method of an instance
    line = _lines().get(name)
    if line is None:  # a method of a class under another of its names
        cls, _, method = name.rpartition(".")
        other = _lines().get(cls, "")
        line = _lines().get(f"{other[2:]}.{method}") if other.startswith("= ") else None
    elif line.startswith("= "):
        line = _lines().get(line[2:])
    return _read(line) if line else None


@cache
def _read(line: str) -> Signature:
    by_position, _, by_keyword = line.partition("/")
    positional = [part.rstrip("=") for part in by_position.split() if part not in ("*", "**")]
    names = {part.rstrip("=") for part in by_keyword.split()} - {"**"}
    parts = line.split()
    required = tuple(part for part in parts if part not in ("*", "**", "/") and not part.endswith("="))
    most = None if "*" in parts else len(positional)
    return Signature(most, frozenset(positional) | names, required, "**" in parts)


@cache
def _lines() -> dict[str, str]:
    lines = {}
    for line in Path(__file__).with_name("signatures.txt").read_text(encoding="utf-8").splitlines():
        name, separator, rest = line.partition(": ")
        if not separator:
            name, _, other = line.partition(" = ")
            rest = "= " + other
        lines[name] = rest
    return lines
