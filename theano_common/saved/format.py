"""What a reader says of its format: see `Format`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..draws import Draws
from ..regular_file import regular


@dataclass(frozen=True)
class Format:
    """A format of saved posteriors, and how it is recognised.

    A file of this folder that has one is a reader: `any_file.FORMATS` finds it.

    what: what it is, for people.
    load: path -> Draws; CannotRead where it is damaged.
    begins: the first bytes of its files, one of these.
    looks_like: (first bytes of a file) -> whether it is one, where no format begins so.
    suffix: of the names of files that are taken for it, where they look like nothing else.
    is_folder: (folder) -> whether it is one.
    load_together: (files that each look like it) -> Draws, where several files make one posterior.
    order: of two formats that a file or a folder could have, the lower comes first.
    refused: why it is not read, where it is none that can be.
    """

    what: str
    load: Callable[[Path], Draws] | None = None
    begins: tuple[bytes, ...] = ()
    looks_like: Callable[[bytes], bool] | None = None
    suffix: str = ""
    is_folder: Callable[[Path], bool] | None = None
    load_together: Callable[[list[Path]], Draws] | None = None
    order: int = 5
    refused: str = ""


HEAD = 1 << 20  # bytes in which a CSV file shows two lines


def head(path: Path) -> bytes:
    """Return the first bytes of a file, which must be a regular one."""
    with open(regular(path), "rb") as opened:
        return opened.read(HEAD)


__all__ = ["Format", "head"]
