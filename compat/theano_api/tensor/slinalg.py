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
    """`CholeskyGrad(lower)(x, l, dz)` is the gradient of `cholesky`."""

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, x: TensorLike, l: TensorLike, dz: TensorLike) -> Any:  # noqa: E741
        return cholesky_gradient(as_tensor(l), as_tensor(dz), self.lower)


class Eigvalsh:
    """`Eigvalsh(lower)(a, b)` is `eigvalsh(a, b)`."""

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, a: TensorLike, b: TensorLike) -> Any:
        return eigvalsh(a, b, self.lower)


class EigvalshGrad:
    """`EigvalshGrad(lower)(a, b, gw)` is the pair of gradients of `eigvalsh`."""

    def __init__(self, lower: bool = True) -> None:
        self.lower = lower

    def __call__(self, a: TensorLike, b: TensorLike, gw: TensorLike) -> list[Any]:
        return eigvalsh_gradient(*map(as_tensor, (a, b, gw)), self.lower)


class ExpmGrad:
    """`ExpmGrad()(A, gw)` is the gradient of `expm`."""

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
