"""What a compiled function does, as one value that shows itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .facts import Facts
from .page import fragment, page
from .text import text


@dataclass(frozen=True, repr=False)
class Explanation(Facts):
    """What a compiled function does.

    It shows itself as text, in a notebook as HTML; `html()` is a whole page, `save(path)` writes one.
    """

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
