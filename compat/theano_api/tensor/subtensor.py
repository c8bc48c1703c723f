"""Indexing. Source of the names: theano.tensor.subtensor."""

from __future__ import annotations

from typing import Any

from ...importing.module_getattr import absent_from
from ...ops.indexing.advanced_subtensor import (
    AdvancedBooleanIncSubtensor,
    AdvancedBooleanSubtensor,
    AdvancedIncSubtensor,
    AdvancedIncSubtensor1,
    AdvancedSubtensor,
    AdvancedSubtensor1,
)
from ...ops.indexing.reading import take
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import get_canonical_form_slice
from ...ops.indexing.writing import inc_subtensor, set_subtensor
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike


def advanced_subtensor(x: TensorLike, *index: Any) -> Any:
    """Return x[index] for index arrays.

    x: a tensor. index: for each dimension an integer tensor, a slice or None; the tensors broadcast to the shape of
    the result.
    """
    return as_tensor(x)[index]


def advanced_inc_subtensor(x: TensorLike, y: TensorLike, *index: Any) -> Any:
    """Return a copy of x with y added to x[index], once for each repeated index.

    x: a tensor. y: a tensor that broadcasts to the shape of x[index]. index: as in advanced_subtensor.
    """
    return inc_subtensor(as_tensor(x)[index], y)


def advanced_set_subtensor(x: TensorLike, y: TensorLike, *index: Any) -> Any:
    """Return a copy of x with y at x[index].

    x: a tensor. y: a tensor that broadcasts to the shape of x[index]. index: as in advanced_subtensor.
    """
    return set_subtensor(as_tensor(x)[index], y)


BaseAdvancedSubtensor, BaseAdvancedIncSubtensor = AdvancedSubtensor, AdvancedIncSubtensor  # of masks too
advanced_boolean_subtensor = advanced_subtensor
advanced_boolean_inc_subtensor, advanced_boolean_set_subtensor = advanced_inc_subtensor, advanced_set_subtensor
advanced_subtensor1, advanced_inc_subtensor1 = AdvancedSubtensor1(), AdvancedIncSubtensor1()
advanced_set_subtensor1 = AdvancedIncSubtensor1(set_instead_of_inc=True)

__all__ = [
    "AdvancedBooleanIncSubtensor",
    "AdvancedBooleanSubtensor",
    "AdvancedIncSubtensor",
    "AdvancedIncSubtensor1",
    "AdvancedSubtensor",
    "AdvancedSubtensor1",
    "BaseAdvancedIncSubtensor",
    "BaseAdvancedSubtensor",
    "IncSubtensor",
    "Subtensor",
    "advanced_boolean_inc_subtensor",
    "advanced_boolean_set_subtensor",
    "advanced_boolean_subtensor",
    "advanced_inc_subtensor",
    "advanced_inc_subtensor1",
    "advanced_set_subtensor",
    "advanced_set_subtensor1",
    "advanced_subtensor",
    "advanced_subtensor1",
    "get_canonical_form_slice",
    "inc_subtensor",
    "set_subtensor",
    "take",
]
__getattr__ = absent_from(__name__)
