"""Normal matrices, by the covariances of rows and columns. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.formulas import float_x
from ...distributions.matrices import diagonal
from ...graph.variable import Variable
from ...ops.elementwise.functions import log
from ...ops.linear_algebra.cholesky import Cholesky
from ...ops.linear_algebra.products import matrix_dot, trace
from ...ops.linear_algebra.solve import solve_lower_triangular, solve_upper_triangular
from ...ops.reductions.functions import sum
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .distribution import Continuous
from .drawing import draw_values
from .shape_utils import broadcast_dist_samples_to, to_tuple

__all__ = ["MatrixNormal"]


class MatrixNormal(Continuous):
    """A normal m x n matrix; rows and columns each have a covariance matrix or its Cholesky factor.

    mu: mean, (m, n).
    rowcov: covariance of the rows, (m, m); give one of rowcov, rowchol and rowtau.
    rowchol: its lower Cholesky factor.
    rowtau: its inverse.
    colcov: covariance of the columns, (n, n); give one of colcov, colchol and coltau.
    colchol: its lower Cholesky factor.
    coltau: its inverse.
    shape: (m, n).

    Values: any real matrix. Mean: mu.
    """

    def __init__(
        self,
        mu: TensorLike = 0,
        rowcov: Any = None,
        rowchol: Any = None,
        rowtau: Any = None,
        colcov: Any = None,
        colchol: Any = None,
        coltau: Any = None,
        shape: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.m = self._set_side("row", rowcov, rowchol, rowtau)
        self.n = self._set_side("col", colcov, colchol, coltau)
        if shape is None:
            raise TypeError("shape is a required argument")
        assert len(shape) == 2, "shape must have length 2: mxn"
        super().__init__(shape, *args, **kwargs)
        self.mu = as_tensor(mu)
        self.mean = self.median = self.mode = self.mu

    def _set_side(self, side: str, cov: np.ndarray | None, chol: np.ndarray | None, tau: TensorLike) -> Any:
        """Store the covariance of one side and return the number of rows (columns)."""
        if (cov is not None) + (chol is not None) + (tau is not None) != 1:
            raise ValueError(
                f"Incompatible parameterization. Specify exactly one of {side}tau, {side}cov, or {side}chol."
            )
        if tau is not None:
            raise ValueError(f"{side}tau not supported at this time")
        kind, given = ("chol", chol) if cov is None else ("cov", cov)
        matrix = as_tensor(given)
        if matrix.ndim != 2:
            raise ValueError(f"{side}{kind} must be two dimensional.")
        setattr(self, f"_{side}cov_type", kind)
        if kind == "cov":
            setattr(self, f"{side}cov", matrix)
        setattr(self, f"{side}chol_cov", Cholesky(lower=True, on_error="raise")(matrix) if kind == "cov" else matrix)
        return given.shape[0]

    def _trquaddist(self, value: Variable) -> tuple[Any, Any, Any]:
        rows, columns = self.rowchol_cov, self.colchol_cov  # type: ignore[attr-defined]
        right = solve_lower_triangular(rows, value - self.mu)
        squared = matrix_dot(right.T, right)
        distance = trace(solve_upper_triangular(columns.T, solve_lower_triangular(columns, squared)))
        return distance, sum(log(diagonal(columns))), sum(log(diagonal(rows)))

    def logp(self, value: TensorLike) -> Any:
        distance, half_columns, half_rows = self._trquaddist(as_tensor(value))
        norm = -0.5 * self.m * self.n * float_x(np.log(2 * np.pi))
        return norm - 0.5 * distance - self.m * half_columns - self.n * half_rows

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        mu, columns, rows = draw_values([self.mu, self.colchol_cov, self.rowchol_cov], point=point, size=size)  # type: ignore[attr-defined]
        lead = to_tuple(size)
        shape = lead + to_tuple(self.shape)
        [mu] = broadcast_dist_samples_to(to_shape=shape, samples=[mu], size=lead)
        rows = np.broadcast_to(rows, lead + rows.shape[-2:])
        columns = np.swapaxes(np.broadcast_to(columns, lead + columns.shape[-2:]), -1, -2)
        return mu + np.matmul(rows, np.matmul(np.random.standard_normal(shape), columns))

    def _distr_parameters_for_repr(self) -> list[str]:
        names = {"cov": "cov", "chol": "chol_cov"}
        return ["mu", *(side + names[getattr(self, f"_{side}cov_type")] for side in ("row", "col"))]
