"""The matrix exponential. Source: theano.tensor.slinalg.Expm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..shapes.creation import zeros_like
from ..shapes.join import join
from ..tensor_op import tensor_type
from ..tensor_types import TensorLike
from .matrix import MatrixOp, by_lapack, check_square, working


@dataclass(frozen=True)
class Expm(MatrixOp):
    """The matrix exponential of a matrix x (n, n).

    `theano.tensor.slinalg.expm` is an instance.
    """

    def compat_result_types(self, A: TensorType) -> list[Any]:
        return [tensor_type(A.dtype, (False, False))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [expm_gradient(inputs[0], output_gradients[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else _corner(inputs[0], eval_points[0])]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        if xp is np:
            from scipy.linalg import expm as compute
        else:
            from jax.scipy.linalg import expm as compute
        return [compute(working(xp, x)).astype(node.outputs[0].type.dtype)]


def _corner(x: Any, change: TensorLike) -> Any:
    """Return the derivative of exp at x in the direction `change`.

    It is the upper right block of exp([[x, change], [0, x]]), exact for any x, also for equal eigenvalues: R. Mathias
    (1996), SIAM J. Matrix Anal. Appl. 17, 610.
    """
    n = x.shape[0]
    return expm(join(0, join(1, x, change), join(1, zeros_like(x), x)))[:n, n:]


def expm_gradient(x: Any, g: Variable) -> Any:
    """Return the gradient with respect to x, given that of exp(x)."""
    return _corner(x.T, g)


expm = Expm()
