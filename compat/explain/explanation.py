"""What a compiled function does, as one value that shows itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .kernel import Buffer, Kernel
from .page import fragment, page
from .text import text


@dataclass(frozen=True, repr=False)
class Explanation:
    """What a compiled function does.

    It shows itself as text, in a notebook as HTML; `html()` is a whole page, `save(path)` writes one.

    lengths: names in the kernels -> their values in the call that was measured; meaning: what these lengths are.
    seconds: one call of the ordinary object from Python; begin, end: inside of it, before and after the kernels;
    clock: what a reading of the clock took, which is in none of the times.
    """

    title: str
    backend: str
    program: tuple[str, ...]
    kernels: tuple[Kernel, ...]
    buffers: tuple[Buffer, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    meaning: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    begin: float | None = None
    end: float | None = None
    clock: float | None = None
    compiler: str = ""
    notes: tuple[str, ...] = ()

    @property
    def kernel_seconds(self) -> float | None:
        """All kernels together."""
        if not self.kernels or any(k.seconds is None for k in self.kernels):
            return None
        return sum(k.seconds for k in self.kernels if k.seconds is not None)

    def flops(self) -> float | None:
        """Return the number of operations of all kernels; None where one is not known."""
        parts = [None if k.flops is None else k.flops.at(self.lengths) for k in self.kernels]
        return None if None in parts else sum(p for p in parts if p is not None)

    def __str__(self) -> str:
        return text(self)

    __repr__ = __str__  # what a shell shows of the last line of a cell

    def html(self) -> str:
        """Write one page that needs nothing else: a picture of the program, its kernels and its buffers."""
        return page(self)

    def save(self, path: Any) -> None:
        """Write the page to `path`; the text, where `path` ends in .txt."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{self}\n" if str(path).endswith(".txt") else self.html())

    def _repr_html_(self) -> str:
        return fragment(self)
