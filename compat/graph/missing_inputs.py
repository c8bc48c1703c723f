"""Whether a graph needs a variable that has no value."""

from __future__ import annotations

from collections.abc import Sequence

from .origin import describe
from .traversal import free_inputs
from .variable import SharedVariable, Variable


class MissingInputError(Exception):
    """The outputs need a variable that is neither an input, nor shared, nor given."""


def check_given(given: Sequence[Variable], wanted: Sequence[Variable], otherwise: str) -> None:
    """Raise MissingInputError if `wanted` need a variable that is neither `given` nor shared.

    otherwise: how the message continues after "but is neither".
    """
    for leaf in free_inputs(wanted, given):
        if not isinstance(leaf, SharedVariable):
            raise MissingInputError(
                f"Undeclared input: {describe(leaf)} is needed to compute the outputs, but is neither {otherwise}."
            )
