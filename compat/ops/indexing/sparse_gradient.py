"""A gradient of x[rows] that stores only those rows. Source: theano.sparse_grad."""

from __future__ import annotations

from typing import Any

from .advanced_subtensor import AdvancedSubtensor, AdvancedSubtensor1


def sparse_grad(var: Any) -> Any:
    """Return x[rows] with a gradient that stores only those rows. AssertionError for anything else.

    var: x[rows] of a matrix x, for a vector of integers.
    """
    op = None if var.owner is None else var.owner.op
    if (
        not isinstance(op, AdvancedSubtensor)
        or len(var.owner.inputs) != 2
        or op.pattern[0] != 0
        or any(p is not None for p in op.pattern[1:])
    ):
        raise AssertionError(f"sparse_grad takes x[rows] for a vector of integers, got {var}.")
    return AdvancedSubtensor1(sparse_grad=True, pattern=op.pattern)(*var.owner.inputs)
