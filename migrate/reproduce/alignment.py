"""Find each stored number again in new text: by the words around it, with numbers as wildcards."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .numbers import Number, tokens
from .tables import Block

MOST_TOKENS = 4_000  # of a text that is aligned as a whole: the time goes with the square; longer ones go by lines
# Words that only say how a number is held, which NumPy 2 writes and others did not.
TRANSPARENT = frozenset(
    "np numpy array matrix dtype float16 float32 float64 int8 int32 int64 longdouble object".split()
)
QUOTED = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
DICT = re.compile(
    rf"(?P<key>(?:{QUOTED}|(?<![\w.])-?\d+|(?<![\w.])[a-zA-Z_]\w*)(?=: ))|(?P<open>[\[({{])|(?P<close>[\])}}])|{QUOTED}"
)
BEGIN = re.compile(r"^\{", re.M)
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
    """Pair the numbers of the text around the tables; those of a dict by its keys."""
    new = _in_order_of(old, new)
    ours, theirs = _runs(new), _runs(old)
    if max(len(ours), len(theirs)) > MOST_TOKENS:
        ours, theirs = _by_lines(ours), _by_lines(theirs)
    matcher = difflib.SequenceMatcher(None, [r.key for r in theirs], [r.key for r in ours], autojunk=False)
    found: dict[int, _Run] = {}
    for block in matcher.get_matching_blocks():
        found |= {block.a + i: ours[block.b + i] for i in range(block.size)}
    return list(_paired(theirs, found))


def _in_order_of(old: Block, new: Block) -> Block:
    """Return a new text that shows a dict, its entries in the order of the old one: IPython sorted them before 8."""
    theirs, ours = _entries(old), _entries(new)
    if list(theirs) == list(ours) or not theirs.keys() & ours.keys():
        return new
    order = [*(key for key in theirs if key in ours), *(key for key in ours if key not in theirs)]
    return replace(new, rest=((0, min(ours.values())[0]), *(ours[key] for key in order)))


def _entries(block: Block) -> dict[str, tuple[int, int]]:
    """Return key -> (start, end) of each entry of a text that ends with one dict, behind what only tells of the run."""
    text = block.text.rstrip()
    first = BEGIN.search(text)
    if block.tables or first is None or not text.endswith("}"):
        return {}
    if any(isinstance(one, Number) for one in tokens(text[: first.start()])):
        return {}
    depth, places = 0, []
    for found in DICT.finditer(text, first.start()):
        if found["key"] is not None and depth == 1:
            places.append((found["key"], found.start()))
        depth += bool(found["open"]) - bool(found["close"])
        if not depth and found.end() < len(text):
            return {}  # more than one dict
    ends = [start for _, start in places[1:]] + [len(block.text)]
    entries = {key: (start, end) for (key, start), end in zip(places, ends, strict=False)}
    return entries if len(entries) == len(places) and not depth else {}


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
