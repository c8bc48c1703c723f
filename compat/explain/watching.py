"""What a program compiles, recorded for `theano-compat explain`, and only then."""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any


class Watched:
    """Functions and densities in the order in which they were made, while `on`."""

    def __init__(self) -> None:
        self.on = False
        self.functions: MutableSequence[Any] = []
        self.models: MutableSequence[Any] = []


WATCHED = Watched()
