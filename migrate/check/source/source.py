"""One file as the audit sees it: its Python source, and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass

from migrate.check.source.read_source import decode, encoding_of


@dataclass(frozen=True)
class Source:
    """`text` is what is audited, with its own line ends; `data` the file as it is."""

    path: str
    data: bytes
    text: str

    def where(self, line: int) -> tuple[int | None, int]:
        """(cell, line in it) of a line of `text`; the cell is None where the file has none."""
        return None, line

    def written(self, text: str) -> bytes:
        """The file with `text` in the place of its source."""
        return text.encode(encoding_of(self.data))


def read(data: bytes, path: str) -> Source:
    """The source in a file; raises Unreadable."""
    return Source(path, data, decode(data))
