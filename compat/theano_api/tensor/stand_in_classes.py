"""The metaclass of legacy's classes of Ops that are not ours: they recognise a node's Op by what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class StandsFor(type):
    """The metaclass: `recognises(op)`, and `build(*what the class was called with)`, which gives a function."""

    recognises: Callable[[Any], bool]

    def __instancecheck__(cls, value: Any) -> bool:
        return cls.recognises(value)
