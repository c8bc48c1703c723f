"""What running a document gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..notebook_file import Output


@dataclass(frozen=True)
class RanCell:
    """What a cell printed, its seconds, and why it failed: the error's name, message and traceback.

    held: the outputs of a notebook's cell in Jupyter's own format, with the forms that `outputs` leaves out.
    ended: it did not stop when it was interrupted, and its kernel was ended.
    """

    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    name: str = ""
    message: str = ""
    trace: str = ""
    held: tuple[Mapping[str, Any], ...] = ()
    ended: bool = False


@dataclass(frozen=True)
class Ran:
    """The cells that ran, in order. stopped: why no later one ran; "" where all did. draws: traces' files."""

    cells: tuple[RanCell, ...]
    seconds: float = 0.0
    stopped: str = ""
    draws: tuple[str, ...] = ()
