"""The description of a format that a reader provides: see `Format`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..draws import Draws
from ..regular_file import regular


@dataclass(frozen=True)
class Format:
    """A format of saved posteriors, and how it is recognised.

    A module of this folder that defines one is a reader: `any_file.FORMATS` finds it.

    what: its name, for people.
    load: path -> Draws; raises CannotRead for a damaged file.
    begins: alternative first bytes of its files.
    looks_like: (first bytes of a file) -> whether it is of this format, if no format begins so.
    suffix: of file names taken for it, if they look like nothing else.
    is_folder: (folder) -> whether it is of this format.
    load_together: (files that each look like it) -> Draws, if several files make one posterior.
    order: of two formats that match a file or a folder, the lower one is chosen.
    refused: why it is not read, if it is not supported.
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


HEAD = 1 << 20  # enough bytes of a CSV file to include two lines


def head(path: Path) -> bytes:
    """Return the first bytes of a file, which must be a regular one."""
    with open(regular(path), "rb") as opened:
        return opened.read(HEAD)


__all__ = ["Format", "head"]
