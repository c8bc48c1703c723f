"""Where an answer of ours differs from the real library's for a reason: `fixtures/legacy_fuzz/differences.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fixtures.legacy_fuzz import program

FILE = Path(program.__file__).with_name("differences.toml")


@dataclass(frozen=True)
class Known:
    """A reason, and what it explains: each sentence about a program in which `program` occurs that `found` matches."""

    reason: str
    program: str
    found: str
    modes: tuple[str, ...] = ("PYTHON", "C", "JAX")

    def explains(self, text: str, mode: str, sentence: str) -> bool:
        return mode in self.modes and bool(re.search(self.program, text)) and bool(re.search(self.found, sentence))


@functools.cache
def waiting() -> frozenset[int]:
    """Programs that differ and wait to be mended."""
    return frozenset(tomllib.loads(FILE.read_text(encoding="utf-8"))["open"])


@functools.cache
def known() -> tuple[Known, ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8")).get("difference", [])
    return tuple(Known(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows)


def reasons_of(number: int, mode: str, wrong: Sequence[str]) -> list[str]:
    """The reasons of all these differences of a program; nothing if one of them has none."""
    if number in waiting():
        return ["waits to be mended"]
    text = program.text(number)
    found = []
    for sentence in wrong:
        reason = next((k.reason for k in known() if k.explains(text, mode, sentence)), None)
        if reason is None:
            return []
        found.append(reason)
    return found
