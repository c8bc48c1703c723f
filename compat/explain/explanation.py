"""The explanation of a compiled function, as an object that displays itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .facts import Facts
from .page import fragment, page
from .text import text


@dataclass(frozen=True, repr=False)
class Explanation(Facts):
    """What a compiled function does.

    It displays itself as text, in a notebook as HTML; `html()` returns a whole page, `save(path)` writes one.
    """

    def __str__(self) -> str:
        return text(self)

    __repr__ = __str__  # shown for the last expression of a cell

    def html(self) -> str:
        """Return a self-contained page: a picture of the program, its kernels and its buffers."""
        return page(self)

    def save(self, path: Any) -> None:
        """Write the page to `path`; the text, if `path` ends in .txt."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{self}\n" if str(path).endswith(".txt") else self.html())

    def _repr_html_(self) -> str:
        return fragment(self)
