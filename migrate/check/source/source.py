"""One file of an audit: its Python source, and how to write changes back."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from theano_common.read_source import Unreadable, decode, encoding_of

from ..own_faults import own_faults
from . import notebook
from .notebook import Magic


@dataclass(frozen=True)
class Source:
    """The source of a file: `text` is audited, with its own line ends; `data` is the file as it is.

    The code cells of a notebook form one text; line `starts[i]` precedes the first of cell `numbers[i]`.
    """

    path: str
    data: bytes
    text: str
    numbers: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    magics: tuple[Magic, ...] = ()  # lines of IPython syntax that is not Python
    broken: tuple[Unreadable, ...] = ()  # unreadable cells, by lines of `text`
    python_2: bool = False  # by the notebook's kernel metadata
    note: str = ""  # why it has nothing to audit

    def where(self, line: int) -> tuple[int | None, int]:
        """Return (cell, line in it) for a line of `text`; the cell is None if the file has none."""
        if not self.starts:
            return None, line
        at = max(bisect_left(self.starts, line) - 1, 0)
        return self.numbers[at], max(line - self.starts[at], 1)

    def shown(self, text: str) -> str:
        """Return `text`, this source or a changed one, in the form that a person reads, with as many lines."""
        return notebook.shown(text, self.numbers, self.magics) if self.starts else text

    def written(self, text: str) -> bytes:
        """Return the file with `text` as its source; unchanged if it cannot be put back."""
        if is_notebook(self.path):
            return notebook.written(self.data, text)
        return text.encode(encoding_of(self.data))


def read(data: bytes, path: str) -> Source:
    """Return the source in a file. Raises Unreadable."""
    with own_faults():
        return _notebook(data, path) if is_notebook(path) else Source(path, data, decode(data))


def is_notebook(path: str) -> bool:
    """Say whether the path is a notebook's."""
    return path.lower().endswith(".ipynb")


def _notebook(data: bytes, path: str) -> Source:
    found = notebook.read(data)
    return Source(
        path, data, found.text, found.numbers, found.starts, found.magics, found.broken, found.python_2, found.note
    )
