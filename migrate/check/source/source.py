"""One file as the audit sees it: its Python source, and the way back to the file."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from theano_common.read_source import Unreadable, decode, encoding_of

from ..own_faults import own_faults
from . import notebook
from .notebook import Magic


@dataclass(frozen=True)
class Source:
    """`text` is what is audited, with its own line ends; `data` the file as it is.

    The code cells of a notebook are one text, in which line `starts[i]` comes before the first of cell `numbers[i]`.
    """

    path: str
    data: bytes
    text: str
    numbers: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    magics: tuple[Magic, ...] = ()  # what IPython takes and Python does not
    broken: tuple[Unreadable, ...] = ()  # cells that cannot be read, by lines of `text`
    python_2: bool = False  # by what the notebook says of its kernel
    note: str = ""  # why there is nothing in it to audit

    def where(self, line: int) -> tuple[int | None, int]:
        """(cell, line in it) of a line of `text`; the cell is None where the file has none."""
        if not self.starts:
            return None, line
        at = max(bisect_left(self.starts, line) - 1, 0)
        return self.numbers[at], max(line - self.starts[at], 1)

    def shown(self, text: str) -> str:
        """`text`, this source or what became of it, as a person reads it: with as many lines."""
        return notebook.shown(text, self.numbers, self.magics) if self.starts else text

    def written(self, text: str) -> bytes:
        """Return the file with `text` in the place of its source; the file as it is where that cannot be told."""
        if is_notebook(self.path):
            return notebook.written(self.data, text)
        return text.encode(encoding_of(self.data))


def read(data: bytes, path: str) -> Source:
    """Return the source in a file; raises Unreadable."""
    with own_faults():
        return _notebook(data, path) if is_notebook(path) else Source(path, data, decode(data))


def is_notebook(path: str) -> bool:
    return path.lower().endswith(".ipynb")


def _notebook(data: bytes, path: str) -> Source:
    found = notebook.read(data)
    return Source(
        path, data, found.text, found.numbers, found.starts, found.magics, found.broken, found.python_2, found.note
    )
