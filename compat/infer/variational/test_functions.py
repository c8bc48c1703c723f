"""Kernels for Stein's method. Source: pymc3.variational.test_functions."""

from __future__ import annotations

from typing import Any

from ...models.modelling.theanof import floatX
from ...ops.elementwise.functions import eq, exp, log, switch
from ...ops.linear_algebra.blas import dot
from ...ops.ordering.sorting import sort
from ...ops.reductions.functions import mean
from ...ops.reductions.functions import sum as total
from ...ops.tensor_variable import Tensor
from .objective import TestFunction

__all__ = ["rbf"]


class Kernel(TestFunction):
    """A kernel: X, (n, d) -> (k(x, .), grad_x k(x, .))."""


class RBF(Kernel):
    """The kernel exp(-|x - y|² / 2h), with h from the median of the squared distances.

    X: points, a matrix (n, d). The results are k(x, y), (n, n), and the sum of its gradients, (n, d).
    """

    def __call__(self, X: Tensor) -> Any:
        squares = total(X**2, axis=1).dimshuffle(0, "x")
        distances = squares + squares.T - 2.0 * X.dot(X.T)
        ordered = sort(distances.flatten())
        half = ordered.shape[0] // 2
        even = eq(ordered.shape[0] % 2, 0)
        median = switch(even, mean(ordered[half - 1 : half + 1]), ordered[half])
        h = 0.5 * median / log(floatX(distances.shape[0]) + floatX(1))
        values = exp(-distances / h / 2.0)
        slopes = (X * total(values, axis=-1, keepdims=True) - dot(values, X)) / h
        return values, slopes


rbf = RBF()
