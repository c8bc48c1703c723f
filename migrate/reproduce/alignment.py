"""Find each stored number again in new text: by the words around it, with numbers as wildcards."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .numbers import Number, tokens
from .tables import Block

MOST_TOKENS = 4_000  # of a text that is aligned as a whole: the time goes with the square; longer ones go by lines
# Words that only say how a number is held, which NumPy 2 writes and others did not.
TRANSPARENT = frozenset(
    "np numpy array matrix dtype float16 float32 float64 int8 int32 int64 longdouble object".split()
)
AROUND = 4  # words of the place that is told


@dataclass(frozen=True)
class Pair:
    """A stored number, the words before it, and the number at the same place of the new text, if there is one."""

    place: str
    old: Number
    new: Number | None


@dataclass(frozen=True)
class _Run:
    """A word, or all numbers that stand between two words. key: its word or the one before, how many numbers or -1."""

    key: tuple[str, int]
    numbers: tuple[Number, ...] = ()


def pairs(old: Block, new: Block) -> list[Pair]:
    """Pair the numbers of the text around the tables."""
    ours, theirs = _runs(new), _runs(old)
    if max(len(ours), len(theirs)) > MOST_TOKENS:
        ours, theirs = _by_lines(ours), _by_lines(theirs)
    matcher = difflib.SequenceMatcher(None, [r.key for r in theirs], [r.key for r in ours], autojunk=False)
    found: dict[int, _Run] = {}
    for block in matcher.get_matching_blocks():
        found |= {block.a + i: ours[block.b + i] for i in range(block.size)}
    return list(_paired(theirs, found))


def _paired(runs: Sequence[_Run], found: dict[int, _Run]) -> Iterator[Pair]:
    words: list[str] = []
    for i, run in enumerate(runs):
        if not run.numbers:
            words.append(run.key[0])
        other = found[i].numbers if i in found else (None,) * len(run.numbers)
        for j, (a, b) in enumerate(zip(run.numbers, other, strict=True)):
            nth = f" [{j + 1}]" if len(run.numbers) > 1 else ""
            yield Pair((" ".join(words[-AROUND:]) or "(first)") + nth, a, b)


def _runs(block: Block) -> list[_Run]:
    """Return words and runs of numbers; runs are alike where they follow the same word and have as many numbers."""
    found: list[_Run] = []
    held: list[Number] = []
    for start, end in block.rest:
        for token in tokens(block.text[start:end], start):
            if isinstance(token, Number):
                held.append(token)
                continue
            if token.text in TRANSPARENT:
                continue
            found += _run(held, found)
            held = []
            if not (found and found[-1].key == (token.text, -1) == ("(of the run)", -1)):
                found.append(_Run((token.text, -1)))
    return found + _run(held, found)


def _run(numbers: list[Number], before: list[_Run]) -> list[_Run]:
    word = before[-1].key[0] if before else ""
    return [_Run((word, len(numbers)), tuple(numbers))] if numbers else []


def _by_lines(runs: Sequence[_Run]) -> list[_Run]:
    """Put a run of numbers together with the words before it: fewer and longer tokens."""
    found: list[_Run] = []
    words: list[str] = []
    for run in runs:
        if not run.numbers:
            words.append(run.key[0])
        else:
            found.append(_Run((" ".join(words), len(run.numbers)), run.numbers))
            words = []
    return found
