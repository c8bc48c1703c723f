"""The metaclass of legacy Op classes that are not ours: `isinstance` compares what a node's Op does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...graph.op import Op


class StandsFor(type):
    """Classes that define `recognises(op)`, and `build(*arguments)`, which returns a function."""

    recognises: Callable[[Any], bool]

    def __instancecheck__(cls, value: Op) -> bool:
        return cls.recognises(value)
