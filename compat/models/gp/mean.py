"""Mean functions, which map inputs X (n, d) to means (n,). Source: pymc3.gp.mean."""

from __future__ import annotations

from typing import Any

from ...importing.module_getattr import absent_from
from ...ops.linear_algebra.blas import dot
from ...ops.shapes.creation import alloc
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike

__all__ = ["Constant", "Linear", "Zero"]


class Mean:
    """The base class of mean functions, which can be added and multiplied; a subclass defines `__call__(X)`."""

    def __call__(self, X: TensorLike) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define __call__, the mean at inputs X.")

    def __add__(self, other: Mean) -> Mean:
        return Add(self, other)

    def __mul__(self, other: Mean) -> Mean:
        return Prod(self, other)


class Zero(Mean):
    """The mean 0 everywhere."""

    def __call__(self, X: TensorLike) -> Any:
        return alloc(0.0, X.shape[0])


class Constant(Mean):
    """The same mean everywhere.

    c: the mean, a scalar.
    """

    def __init__(self, c: TensorLike = 0) -> None:
        self.c = c

    def __call__(self, X: TensorLike) -> Any:
        return alloc(1.0, X.shape[0]) * self.c


class Linear(Mean):
    """The linear mean X coeffs + intercept, at inputs X of shape (n, columns).

    coeffs: slopes, (columns,). intercept: the mean at 0, a scalar.
    """

    def __init__(self, coeffs: TensorLike, intercept: TensorLike = 0) -> None:
        self.b, self.A = intercept, coeffs

    def __call__(self, X: TensorLike) -> Any:
        return (dot(as_tensor(X), as_tensor(self.A)) + self.b).squeeze()


class _Pair(Mean):
    def __init__(self, first_mean: Mean, second_mean: Mean) -> None:
        self.m1, self.m2 = first_mean, second_mean


class Add(_Pair):
    """The sum of two mean functions, which `+` makes.

    first_mean, second_mean: mean functions. The value at inputs X (n, columns) has shape (n,).
    """

    def __call__(self, X: TensorLike) -> Any:
        return self.m1(X) + self.m2(X)


class Prod(_Pair):
    """The product of two mean functions, which `*` makes.

    first_mean, second_mean: mean functions. The value at inputs X (n, columns) has shape (n,).
    """

    def __call__(self, X: TensorLike) -> Any:
        return self.m1(X) * self.m2(X)


__getattr__ = absent_from(__name__)
