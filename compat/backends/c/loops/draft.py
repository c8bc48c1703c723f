"""A function before the passes: its statements, and what completes it once they are final."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..ir import Definition


@dataclass(frozen=True)
class Kernel:
    """The statements of a loop nest, of a call, or of a row of statements.

    scalars: names of those that it leaves in registers.
    """

    body: tuple[Any, ...]
    scalars: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Draft:
    """A function whose statements passes rewrite.

    complete: returns what it defines, the function last, from its final statements. around: what those may read that
    `complete` declares. timed: the clock is read between its kernels.
    """

    name: str
    kernels: tuple[Kernel, ...]
    complete: Callable[[list[Any]], list[Definition]]
    around: tuple[Any, ...] = ()
    timed: bool = False


__all__ = ["Draft", "Kernel"]
