"""What running a document gave."""

from __future__ import annotations

from dataclasses import dataclass

from ..notebook_file import Output


@dataclass(frozen=True)
class RanCell:
    """What a cell printed, its seconds, and why it failed: the error's name, message and traceback."""

    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    name: str = ""
    message: str = ""
    trace: str = ""


@dataclass(frozen=True)
class Ran:
    """The cells that ran, in order. stopped: why no later one ran; "" where all did. draws: traces' files."""

    cells: tuple[RanCell, ...]
    seconds: float = 0.0
    stopped: str = ""
    draws: tuple[str, ...] = ()
