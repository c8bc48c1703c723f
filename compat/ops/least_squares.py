"""The triangular form of sums of squares over data: ||y + X b||^2 = rest + ||q + R b||^2 for every b."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.graph.variable import Apply
from compat.ops.tensor_op import TensorOp, tensor_type


@dataclass(frozen=True)
class TriangularForm(TensorOp):
    """(R, q, rest) for a vector y and the columns of X, given as matrices and vectors.

    X = Q R, q = Q' y, and rest is the square of the part of y outside of the columns. Nothing cancels in it: y and X b
    are turned alike, never squared apart from one another. X' (y + X b) = R' (q + R b). ValueError for several lengths.
    """

    def result_types(self, *data: Any) -> list[Any]:
        return [tensor_type("float64", (False, False)), tensor_type("float64", (False,)), tensor_type("float64", ())]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> None:
        return None

    def array(self, xp: Any, node: Apply, y: Any, *columns: Any) -> list[Any]:
        for v, column in zip(node.inputs[1:], columns, strict=True):
            if len(column) != len(y):
                raise ValueError(f"Input dimension mis-match: {node.inputs[0]} has {len(y)} rows, {v} has "
                                 f"{len(column)}.")
        return list(triangular_form(np.asarray(y), np.column_stack([np.asarray(c) for c in columns])))


def triangular_form(y: np.ndarray, X: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What TriangularForm gives. Where data are not finite, their sum of squares is `rest`: infinite or NaN."""
    if not (np.isfinite(X).all() and np.isfinite(y).all()):
        rest = np.square(y).sum() if np.isfinite(X).all() else np.nan
        return np.zeros((1, X.shape[1])), np.zeros(1), np.asarray(rest)
    Q, R = np.linalg.qr(X)
    q = Q.T @ y
    outside = y - Q @ q
    q += Q.T @ outside  # what rounding left inside: y is taken apart to the last digit
    outside = y - Q @ q
    return R, q, np.asarray(outside @ outside)


__all__ = ["TriangularForm", "triangular_form"]
