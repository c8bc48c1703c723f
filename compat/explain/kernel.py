"""The parts of an explanation: kernels, their memory traffic, and buffers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .count import Count, count, product


@dataclass(frozen=True)
class Traffic:
    """What one kernel reads or writes of an array: `touched` elements, at most the `whole` of it."""

    array: str
    touched: Count
    whole: Count
    itemsize: int

    def bytes(self, lengths: Mapping[str, int]) -> float | None:
        touched, whole = self.touched.at(lengths), self.whole.at(lengths)
        known = [n for n in (touched, whole) if n is not None]
        return min(known) * self.itemsize if touched is not None and known else None


@dataclass(frozen=True)
class Kernel:
    """A loop nest, a call, or statements in a row. `number` from 1, in execution order.

    flops: sums, products, comparisons ... of floats. functions: calls of exp, log and so on. Both for one call of the
    whole; None if unknown. inner: kernels of one step of a loop of `steps` steps.
    """

    number: int
    kind: str
    ops: tuple[str, ...]
    formulas: tuple[str, ...]
    loops: str = ""
    flops: Count | None = None
    functions: Count | None = None
    reads: tuple[Traffic, ...] = ()
    writes: tuple[Traffic, ...] = ()
    seconds: float | None = None
    inner: tuple[Kernel, ...] = ()
    steps: Count | None = None
    node: Any = field(default=None, repr=False, compare=False)  # of a call: the application
    part: int = 0  # the compiled part of the function that contains it
    scope: str = ""  # the prefix of the names of lengths in its formulas

    @property
    def name(self) -> str:
        return f"k{self.number}"

    def bytes(self, lengths: Mapping[str, int]) -> float | None:
        """Return the bytes moved between memory and registers.

        Each array counts once for reading, once for writing.
        """
        parts = [t.bytes(lengths) for t in (*self.reads, *self.writes)]
        return None if None in parts else sum(p for p in parts if p is not None)

    def timed(self, seconds: float) -> Kernel:
        return replace(self, seconds=seconds)


@dataclass(frozen=True)
class Buffer:
    """An array. `role`: "input", "data", "output" or "scratch"; `first`, `last`: kernels that use it (0: none)."""

    name: str
    what: str
    role: str
    dtype: str
    itemsize: int
    shape: tuple[Any, ...]
    first: int = 0
    last: int = 0

    @property
    def size(self) -> Count:
        return product([count(n) for n in self.shape])

    def bytes(self, lengths: Mapping[str, int]) -> float | None:
        size = self.size.at(lengths)
        return None if size is None else size * self.itemsize

    def shape_text(self, lengths: Mapping[str, int]) -> str:
        return "(" + ", ".join(str(lengths.get(n, n)) for n in self.shape) + ("," if len(self.shape) == 1 else "") + ")"
