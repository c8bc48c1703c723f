"""What a program compiles, kept for who runs it to explain it (`theano-compat explain`); else nothing is kept."""

from __future__ import annotations

from typing import Any


class Watched:
    """Functions and densities in the order in which they were made, while `on`."""

    def __init__(self) -> None:
        self.on = False
        self.functions: list[Any] = []
        self.models: list[Any] = []


WATCHED = Watched()
