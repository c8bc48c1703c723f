"""Which names a text uses, and which were declared for an expression that then did without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*")
_DECLARED = re.compile(r"\s*const \w+(?: _Complex)? ([a-z]+_\d+) = [^;]*;$")  # as Writer.local declares


def without_comments(text: str) -> str:
    """`text`, in which nothing is named for its reader alone."""
    return _COMMENT.sub("", text)


def words_in(lines: Iterable[str]) -> set[str]:
    """The names that `lines` of code use."""
    return set(_WORD.findall(without_comments("\n".join(lines))))


def without_unused(lines: list[str]) -> list[str]:
    """`lines` but for the declarations of names that no later line reads; the expressions have no effects."""
    seen: Counter[str] = Counter()
    kept = []
    for line in reversed(lines):
        declared = _DECLARED.match(line)
        if declared is None or seen[declared[1]]:
            kept.append(line)
            seen.update(_WORD.findall(line))
    return kept[::-1]


__all__ = ["without_comments", "without_unused", "words_in"]
