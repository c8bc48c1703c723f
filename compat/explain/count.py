"""Counts that depend on lengths: sums of products, such as 2 n0 n1 + n0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Lengths = Mapping[str, int]


@dataclass(frozen=True)
class Count:
    """Terms: (names of lengths in order, how often)."""

    terms: tuple[tuple[tuple[str, ...], float], ...] = ()

    def __add__(self, other: Count | int) -> Count:
        sums = dict(self.terms)
        for names, factor in count(other).terms:
            sums[names] = sums.get(names, 0) + factor
        return Count(tuple((names, factor) for names, factor in sums.items() if factor))

    __radd__ = __add__

    def __mul__(self, other: Any) -> Count:
        total = Count()
        for names, factor in self.terms:
            for more, another in count(other).terms:
                total = total + Count(((tuple(sorted((*names, *more))), factor * another),))
        return total

    __rmul__ = __mul__

    def __truediv__(self, number: float) -> Count:
        return self * (1 / number)

    def __pow__(self, power: int) -> Count:
        total = count(1)
        for _ in range(power):
            total = total * self
        return total

    def at(self, lengths: Lengths) -> float | None:
        """Return its value; None if a length is not known."""
        total = 0.0
        for names, factor in self.terms:
            for name in names:
                if name not in lengths:
                    return None
                factor = factor * lengths[name]
            total += factor
        return total

    def __str__(self) -> str:
        words = []
        for names, factor in sorted(self.terms, key=lambda term: -len(term[0])):
            number = f"{factor:.4g}" if factor != int(factor) else f"{int(factor)}"
            words.append(" ".join((*(() if factor == 1 and names else (number,)), *names)))
        return " + ".join(words) or "0"


def count(value: Count | int | str) -> Count:
    """Return a number, or the name of a length, as a Count."""
    if isinstance(value, Count):
        return value
    if isinstance(value, str):
        return Count((((value,), 1.0),))
    return Count((((), float(value)),) if value else ())


def product(lengths: Sequence[Any]) -> Count:
    """Return the number of elements of an array of `lengths`."""
    total = count(1)
    for length in lengths:
        total = total * length
    return total
