"""Positions of non-zero elements; masks become index arrays through it. Source: theano.tensor.basic.Nonzero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..shapes.join import stack
from ..shapes.shape import flatten
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike


@dataclass(frozen=True)
class Nonzero(TensorOp):
    """One int64 vector for each dimension: the positions of the non-zero elements, in C order.

    Input: a tensor of any shape but a scalar. NumPy's is numpy.nonzero.
    """

    def make_node(self, a: Any) -> Apply:
        a = as_tensor(a)
        if a.type.ndim == 0:
            raise ValueError(f"Nonzero only supports non-scalar arrays, `{a}` is a scalar.")
        return Apply(self, [a], [tensor_type("int64", (False,))() for _ in range(a.type.ndim)])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False] * len(node.outputs)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array) -> list[Any]:
        if xp is not np:
            raise NotImplementedError(
                f"The JAX backend cannot index by a mask that is computed in the function: the length of what comes "
                f"out depends on the values of `{node.inputs[0]}`. Use tt.switch(mask, x, 0) in place of x[mask]"
            )
        return [i.astype("int64") for i in np.nonzero(a)]


def nonzero(a: TensorLike, return_matrix: bool = False) -> Any:
    """Return the positions of the non-zero elements, as a tuple of vectors.

    return_matrix: return a matrix with one row for each dimension instead.

    a: a tensor of any shape; ValueError for a scalar.
    """
    found = tuple(Nonzero()(as_tensor(a), return_list=True))
    return stack(list(found), axis=0) if return_matrix else found


def flatnonzero(a: Any) -> Any:
    """Return the positions of the non-zero elements in the flattened array.

    a: a tensor of any shape. The result is an integer vector.
    """
    a = as_tensor(a)
    if a.type.ndim == 0:
        raise ValueError(f"flatnonzero only supports non-scalar arrays, `{a}` is a scalar.")
    return nonzero(flatten(a))[0]


def nonzero_values(a: TensorLike) -> Any:
    """Return the non-zero elements, in C order.

    a: a tensor of any shape. The result is a vector in its dtype.
    """
    a = as_tensor(a)
    return flatten(a)[flatnonzero(a)]
