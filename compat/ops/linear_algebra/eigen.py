"""Eigenvalues and eigenvectors. Source: theano.tensor.nlinalg, theano.tensor.slinalg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import DisconnectedType, TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..elementwise.functions import switch
from ..shapes.creation import identity_like, zeros_like
from ..shapes.diagonal_ops import AllocDiag
from ..shapes.diagonals import tril, triu
from ..tensor_op import TensorOp, as_tensor
from ..tensor_types import TensorLike
from .cholesky import Cholesky
from .matrix import (
    by_lapack,
    c_kind,
    c_square,
    check_matrix,
    check_square,
    lapack_dtype,
    matrix,
    vector,
    working,
)
from .solve import solve_lower_triangular, solve_upper_triangular


@dataclass(frozen=True)
class Eig(TensorOp):
    """Eigenvalues and right eigenvectors of a matrix (n, n), in its dtype.

    Complex ones are reduced to their real parts, as in Theano.
    """

    compat_not_finite_for_errors = True

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [vector(x.dtype), matrix(x.dtype)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        n = input_shapes[0][0]
        return [(n,), (n, n)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        found = xp.linalg.eig(working(xp, x))
        if not node.outputs[0].type.dtype.startswith("complex"):  # type: ignore[attr-defined]
            # NumPy warns when it drops an imaginary part; since 2.5 there always is one, possibly zero
            found = [v if xp is np and np.imag(v).any() else xp.real(v) for v in found]
        return [v.astype(o.type.dtype) for v, o in zip(found, node.outputs, strict=True)]


@dataclass(frozen=True)
class Eigh(Eig):
    """Eigenvalues, ascending, and eigenvectors (columns) of the symmetric x (n, n); `UPLO`: the triangle to read.

    The gradient of the vectors needs distinct eigenvalues.
    """

    UPLO: str = "L"
    compat_told = ("UPLO",)
    compat_keeps_disconnected = True  # a zero gradient of the vectors would be divided by differences of 0

    def __post_init__(self) -> None:
        if self.UPLO not in ("L", "U"):
            raise AssertionError(f"UPLO must be 'L' or 'U', got {self.UPLO!r}.")

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        dtype = lapack_dtype(x.dtype)
        return [vector({"complex64": "float32", "complex128": "float64"}.get(dtype, dtype)), matrix(dtype)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (w, v), (gw, gv) = outputs, output_gradients
        gw = zeros_like(w) if isinstance(gw.type, DisconnectedType) else gw
        gv = None if isinstance(gv.type, DisconnectedType) else gv
        return [eigh_gradient(w, v, gw, gv, self.UPLO)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        work = working(xp, x)
        if xp is np:
            found = xp.linalg.eigh(work, self.UPLO)
        else:
            half = xp.tril(work) if self.UPLO == "L" else xp.triu(work)
            other = xp.tril(work, -1) if self.UPLO == "L" else xp.triu(work, 1)
            found = xp.linalg.eigh(half + other.conj().T, symmetrize_input=False)
        return [v.astype(o.type.dtype) for v, o in zip(found, node.outputs, strict=True)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, (w, v) = node.inputs[0], node.outputs
        c.flag(
            f"{c.matrix_function('compat_eigh' + c_kind(node, c))}({c_square(c, x)}, {c.array(x)}, {c.out(w)}, "
            f'{c.out(v)}, "{self.UPLO}")',
            undefined=True,
        )
        return ""


def eigh_gradient(w: Any, v: Any, gw: Variable, gv: Variable | None, UPLO: str = "L") -> Any:
    """Return the gradient with respect to the symmetric matrix with eigenvalues w and eigenvectors v.

    All of it goes to the triangle that is read, each element of which stands for two. gv: None if the vectors are
    unused, so that equal eigenvalues do no harm. Only the antisymmetric part of vᵀ gv counts; it is taken before the
    division, because the rest would be amplified by differences of nearly equal eigenvalues and cancel only in part.
    """
    inner = AllocDiag()(gw)
    if gv is not None:
        unit = identity_like(v)
        differences = w.dimshuffle("x", 0) - w.dimshuffle(0, "x")
        turned = v.T.dot(gv)
        turned = (turned - turned.T) * np.asarray(0.5, v.dtype)
        inner += switch(unit, np.asarray(0, v.dtype), turned / switch(unit, np.asarray(1, v.dtype), differences))
    whole = v.dot(inner).dot(v.T)
    return tril(whole) + triu(whole, 1).T if UPLO == "L" else triu(whole) + tril(whole, -1).T


def eigh(a: TensorLike, UPLO: str = "L") -> Any:
    """Return (eigenvalues, eigenvectors) of a symmetric matrix, in ascending order.

    a: the matrix (n, n). UPLO: the triangle to read, "L" or "U". The results have shapes (n,) and (n, n).
    """
    return Eigh(UPLO)(a)


eig = Eig()


def symmetric_of_triangle(a: TensorLike, lower: bool) -> Any:
    """Return the symmetric matrix given by one triangle of `a`."""
    return tril(a) + tril(a, -1).T if lower else triu(a) + triu(a, 1).T


def generalized_eigh(a: TensorLike, b: TensorLike, lower: bool = True) -> tuple[Any, Any]:
    """Return w and v with a v = b v diag(w), vᵀ b v = 1, for symmetric a and positive definite b.

    They are computed from the Cholesky factor of b.
    """
    a, b = as_tensor(a), as_tensor(b)
    factor = Cholesky(lower)(b)
    factor = factor if lower else factor.T
    inner = solve_lower_triangular(factor, solve_lower_triangular(factor, symmetric_of_triangle(a, lower)).T)
    w, y = Eigh()(inner)
    return w, solve_upper_triangular(factor.T, y)


def eigvalsh(a: TensorLike, b: TensorLike | None = None, lower: bool = True) -> Any:
    """Return the eigenvalues of a symmetric matrix, or the numbers w with a v = w b v.

    a: the matrix (n, n). b: a positive definite matrix (n, n), or None. lower: whether the lower triangles are read.
    The result is a vector (n,), ascending.
    """
    if b is None or type(getattr(b, "type", None)).__name__ == "NoneTypeT" or getattr(b, "data", b) is None:
        return Eigh("L" if lower else "U")(a)[0]
    return generalized_eigh(a, b, lower)[0]


def eigvalsh_gradient(a: TensorLike, b: TensorLike, gw: TensorLike, lower: bool = True) -> list[Any]:
    """Return the gradients of eigvalsh with respect to a and b, each in the triangle that is read."""
    w, v = generalized_eigh(a, b, lower)

    def part(weights: TensorLike) -> Any:
        whole = (v * weights).dot(v.T)
        return tril(whole) + triu(whole, 1).T if lower else triu(whole) + tril(whole, -1).T

    return [part(gw), -part(gw * w)]
