"""Linear algebra as scipy.linalg has it. Source of the names: theano.tensor.slinalg."""

from __future__ import annotations

from typing import Any

from ...importing.module_getattr import absent_from
from ...ops.linear_algebra.cholesky import Cholesky, cholesky, cholesky_gradient
from ...ops.linear_algebra.eigen import eigvalsh, eigvalsh_gradient
from ...ops.linear_algebra.exponential import Expm, expm, expm_gradient
from ...ops.linear_algebra.products import kron
from ...ops.linear_algebra.solve import (
    MATRIX_STRUCTURES,
    Solve,
    solve,
    solve_lower_triangular,
    solve_symmetric,
    solve_upper_triangular,
)
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike

imported_scipy = True


class CholeskyGrad:
    """The gradient of `cholesky`: `CholeskyGrad(lower)(x, l, dz)`.

    lower: whether the factor is the lower one. x: the matrix. l: its factor. dz: the gradient with respect to it.
    """

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, x: TensorLike, l: TensorLike, dz: TensorLike) -> Any:  # noqa: E741
        return cholesky_gradient(as_tensor(l), as_tensor(dz), self.lower)


class Eigvalsh:
    """The Op of `eigvalsh`: `Eigvalsh(lower)(a, b)`.

    lower: whether the lower triangle of the symmetric matrices a and b is read.
    """

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, a: TensorLike, b: TensorLike) -> Any:
        return eigvalsh(a, b, self.lower)


class EigvalshGrad:
    """The pair of gradients of `eigvalsh`: `EigvalshGrad(lower)(a, b, gw)`.

    lower: whether the lower triangle of the symmetric matrices a and b is read. gw: the gradient with respect to the
    eigenvalues, a vector.
    """

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, a: TensorLike, b: TensorLike, gw: TensorLike) -> list[Any]:
        return eigvalsh_gradient(*map(as_tensor, (a, b, gw)), self.lower)


class ExpmGrad:
    """The gradient of `expm`: `ExpmGrad()(A, gw)`.

    A: a square matrix. gw: the gradient with respect to its exponential.
    """

    def __call__(self, A: TensorLike, gw: TensorLike) -> Any:
        return expm_gradient(as_tensor(A), as_tensor(gw))


__all__ = [
    "Cholesky",
    "CholeskyGrad",
    "Eigvalsh",
    "EigvalshGrad",
    "Expm",
    "ExpmGrad",
    "MATRIX_STRUCTURES",
    "Solve",
    "cholesky",
    "eigvalsh",
    "expm",
    "imported_scipy",
    "kron",
    "solve",
    "solve_lower_triangular",
    "solve_symmetric",
    "solve_upper_triangular",
]
__getattr__ = absent_from(__name__)
