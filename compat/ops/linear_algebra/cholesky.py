"""Cholesky factors. Source: theano.tensor.slinalg.Cholesky."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..elementwise.functions import invert, switch
from ..reductions.functions import all as all_of
from ..shapes.diagonal_ops import AllocDiag, ExtractDiag
from ..shapes.diagonals import tril, triu
from ..tensor_types import TensorLike
from .matrix import MatrixOp, by_lapack, c_kind, c_square, check_square, working
from .solve import solve_lower_triangular, solve_upper_triangular


@dataclass(frozen=True)
class Cholesky(MatrixOp):
    """L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n).

    Only that triangle of x is read, and only it has a gradient: I. Murray (2016), arXiv:1602.07527.
    lower: False for U. on_error: for other x, "raise" LinAlgError, or fill with NaN ("nan") or with -1 ("negative",
    ours alone), which can be used in solves. JAX cannot raise, so it gives NaN.
    """

    lower: bool = True
    on_error: str = "raise"

    def __post_init__(self) -> None:
        if self.on_error not in ("raise", "nan", "negative"):
            raise ValueError(f'on_error must be one of "raise" or "nan", got {self.on_error!r}.')

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [factor], [g] = outputs, output_gradients
        failed = None if self.on_error == "raise" else invert(all_of(ExtractDiag()(factor) > 0))
        if failed is not None:  # a factor that can be divided by, since solves would raise for any other
            factor, g = (switch(failed, np.asarray(1, v.dtype), v) for v in (factor, g))
        slope = cholesky_gradient(factor, g, self.lower)
        return [slope if failed is None else switch(failed, np.asarray(np.nan, slope.dtype), slope)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        """Return L Φ(L⁻¹ dx L⁻ᵀ), where only one triangle of dx counts."""
        [x], [dx] = inputs, eval_points
        if dx is None:
            return [None]
        factor = self(x) if self.lower else self(x).T
        half = tril(dx, -1) if self.lower else triu(dx, 1).T
        whole = half + half.T + _diagonal_matrix(dx)
        inner = solve_lower_triangular(factor, solve_lower_triangular(factor, whole).T)
        result = factor.dot(_lower_half(inner))
        return [result if self.lower else result.T]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        work, dtype = working(xp, x), node.outputs[0].type.dtype
        if xp is not np:
            from jax.scipy.linalg import cholesky as jax_cholesky

            half = xp.tril(work) if self.lower else xp.triu(work).T
            found = jax_cholesky(half + xp.tril(half, -1).T, lower=self.lower)
            return [xp.where(xp.isnan(found).any(), self._instead, found).astype(dtype)]
        try:
            if not self.lower:
                work = np.triu(work).conj().T
            factor = np.linalg.cholesky(work)
            if np.isnan(np.diagonal(factor)).any():
                raise np.linalg.LinAlgError("Matrix is not positive definite")
        except np.linalg.LinAlgError:
            if self.on_error == "raise":
                raise
            factor = np.full(work.shape, self._instead, work.dtype)
        return [(factor if self.lower else factor.conj().T).astype(dtype)]

    @property
    def _instead(self) -> float:
        return -1.0 if self.on_error == "negative" else np.nan

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        return inputs[0][0] ** 3 / 3

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, out = node.inputs[0], node.outputs[0]
        function, n = c.matrix_function("compat_cholesky" + c_kind(node, c)), c_square(c, x)
        call = f"{function}({n}, {c.array(x)}, {c.out(out)}, {int(self.lower)})"
        if self.on_error == "raise":
            c.flag(call, undefined=True)
        else:
            c.line(f"if ({call})")
            instead = "-1" if self.on_error == "negative" else '__builtin_nanf("")'
            c.line(f"    for (int64_t i = 0; i < (int64_t)({n}) * ({n}); i++) {c.out(out)}[i] = {instead};")
        return ""

    @property
    def compat_plain_name(self) -> str:
        return "Cholesky" if self.lower else "Cholesky{upper}"

    def __str__(self) -> str:
        return f"Cholesky{{lower={self.lower}, destructive=False, on_error={self.on_error!r}}}"


def _diagonal_matrix(x: TensorLike) -> Any:
    return AllocDiag()(ExtractDiag()(x))


def _lower_half(x: Any) -> Any:
    """Return the lower triangle of x with its diagonal halved."""
    return tril(x) - AllocDiag()(ExtractDiag()(x) * np.asarray(0.5, x.dtype))


def cholesky_gradient(factor: Any, g: Any, lower: bool = True) -> Any:
    """Return the gradient with respect to the matrix whose Cholesky factor is `factor`, given that of the factor."""
    if not lower:
        factor, g = factor.T, g.T
    inner = _lower_half(factor.T.dot(g))
    s = solve_upper_triangular(factor.T, solve_upper_triangular(factor.T, inner.T).T)
    slope = tril(s + s.T) - _diagonal_matrix(s)
    return slope if lower else slope.T


cholesky = Cholesky()
