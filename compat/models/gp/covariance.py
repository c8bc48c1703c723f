"""Covariance functions: the base class, and sums, products, powers and Kronecker products. Source: pymc3.gp.cov."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from functools import reduce
from numbers import Number
from operator import add, mul
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...docstrings import with_words
from ...emulated_versions import older_than
from ...graph.variable import Variable
from ...ops.shapes.diagonals import diag as diagonal_of
from ...ops.shapes.shape import known_lengths
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike

ARGUMENTS = {
    "input_dim": "number of columns that are used of the inputs X, of shape (n, columns)",
    "active_dims": "which columns these are; the first ones by default",
    "ls": "length scale, a number, or (input_dim,); give it or ls_inv",
    "ls_inv": "1 / ls, in its place",
    "cov_func": "a covariance function",
    "args": "further arguments of the function, a tuple or a single one",
}


def described(call: str, row: str, **own: str) -> Any:
    """Return a decorator for the docstring of a covariance function; `row`: its first row at 0 and 2, after `call`."""
    shown = f">>> cov = pm.gp.cov.{call}\n>>> cov(np.array([[0.0], [2.0]])).eval()[0].round(3)\narray({row})"
    return with_words(ARGUMENTS, "pymc3.gp.cov", shown, **own)


def in_order(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let an `__init__` take its arguments as before PyMC3 3.2, where such a release is emulated.

    By position they have this order; `ls` is called lengthscales, too.
    """

    def decorate(init: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(init)
        def call(self: Any, *args: Any, **keywords: Any) -> None:
            if older_than("3.2") and len(args) <= len(names):
                positional = dict(zip(names, args, strict=False))
                keywords = {"ls" if name == "lengthscales" else name: value for name, value in keywords.items()}
                if both := sorted(positional.keys() & keywords.keys()):
                    raise TypeError(f"{type(self).__name__}() got multiple values for argument '{both[0]}'")
                args, keywords = (), {**positional, **keywords}
            init(self, *args, **keywords)

        return call

    return decorate


class Covariance:
    """The base class of covariance functions, which can be added, multiplied, and raised to a power.

    input_dim: the number of columns that count. active_dims: which columns these are; the first ones by default.
    `cov(X)` has shape (n, n), `cov(X, Xs)` (n, m), `cov(X, diag=True)` (n,), for inputs X (n, columns), Xs (m,
    columns). A subclass defines `full` and `diag`.
    """

    __array_ufunc__ = None  # NumPy leaves `array + cov` and `array * cov` to this class

    def __init__(self, input_dim: int, active_dims: Sequence[int] | None = None) -> None:
        self.input_dim = input_dim
        active_dims = np.arange(input_dim) if active_dims is None else np.asarray(active_dims)
        if active_dims.dtype == bool and older_than("3.2"):  # a mask then; later the numbers 0 and 1
            active_dims = np.flatnonzero(active_dims)
        self.active_dims = active_dims.astype(int)

    def __call__(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> Any:
        return self.diag(X) if diag else self.full(X, Xs)

    def diag(self, X: TensorLike) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define diag(X), the variances at inputs X.")

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define full(X, Xs), the covariances.")

    def _slice(self, X: TensorLike, Xs: TensorLike | None = None) -> tuple[Any, Any]:
        """Return the active columns as tensors; a single column gets a dimension that broadcasts."""
        for name, one in (("X", X), ("Xs", Xs)):
            rank = None if one is None else one.type.ndim if isinstance(one, Variable) else np.ndim(one)
            if rank is not None and rank != 2:
                raise IndexError(
                    f"{name} of a covariance function has {rank} dimension{'s' * (rank != 1)}, and 2 are needed, "
                    f"(points, columns): give {name}[:, None] for points on a line."
                )
        columns = known_lengths(X)[-1] if isinstance(X, Variable) else np.shape(X)[-1]
        if columns is not None and columns != self.input_dim:
            warn(
                f"Only {self.input_dim} column(s) out of {columns} are being used to compute the covariance "
                "function. If this is not intended, increase 'input_dim' parameter to the number of columns "
                "to use. Ignore otherwise.",
                UserWarning,
            )
        return self._columns(X), None if Xs is None else self._columns(Xs)

    def _columns(self, X: TensorLike) -> Any:
        dims = self.active_dims
        if isinstance(X, Variable):
            if len(dims) == 1:
                return X[:, int(dims[0])].dimshuffle(0, "x")  # type: ignore[index]
            return X[:, : len(dims)] if np.array_equal(dims, np.arange(len(dims))) else X[:, dims]  # type: ignore[index]
        return as_tensor(np.asarray(X)[:, dims])

    def __add__(self, other: object) -> Covariance:
        return Add([self, _combinable(other)])

    def __mul__(self, other: object) -> Covariance:
        return Prod([self, _combinable(other)])

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, other: Any) -> Covariance:
        if isinstance(other, Number):
            return Exponentiated(self, other)
        if isinstance(other, Variable):
            if all(other.type.broadcastable):  # type: ignore[attr-defined]
                return Exponentiated(self, other.squeeze())  # type: ignore[attr-defined]
        elif np.size(other) == 1:
            return Exponentiated(self, np.squeeze(other))
        raise ValueError("A covariance function can only be exponentiated by a scalar value")


def _combinable(other: object) -> Any:
    if isinstance(other, np.ndarray):
        other = np.squeeze(other)
        if other.ndim > 2:
            raise ValueError(f"cannot combine a covariance function with array of shape {other.shape}")
    return other


class Combination(Covariance):
    """The base class of sums and products; nested ones of one kind are flattened.

    factor_list: covariance functions, matrices (n, n) and numbers.
    """

    def __init__(self, factor_list: Sequence[Any]) -> None:
        super().__init__(max(f.input_dim for f in factor_list if isinstance(f, Covariance)))
        self.factor_list: list[Any] = []
        for factor in factor_list:
            self.factor_list += factor.factor_list if isinstance(factor, type(self)) else [factor]

    def merge_factors(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> list[Any]:
        """Return the value of each part; diagonals if `diag`."""
        values = []
        for factor in self.factor_list:
            if isinstance(factor, Covariance):
                factor = factor(X, Xs, diag)
            elif diag and getattr(factor, "ndim", 0) == 2:
                factor = np.diag(factor) if isinstance(factor, np.ndarray) else diagonal_of(factor)
            values.append(factor)
        return values


class Add(Combination):
    """The sum of covariance functions, which `+` makes.

    factor_list: covariance functions, matrices (n, n) and numbers.
    """

    def __call__(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> Any:
        return reduce(add, self.merge_factors(X, Xs, diag))


class Prod(Combination):
    """The product of covariance functions, element by element, which `*` makes.

    factor_list: covariance functions, matrices (n, n) and numbers.
    """

    def __call__(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> Any:
        return reduce(mul, self.merge_factors(X, Xs, diag))


class Exponentiated(Covariance):
    """A covariance function raised to a power, element by element, which `**` makes.

    kernel: the covariance function. power: a number, a scalar tensor, or an array with one element.
    """

    def __init__(self, kernel: Covariance, power: Any) -> None:
        self.kernel, self.power = kernel, power
        super().__init__(kernel.input_dim, kernel.active_dims)  # type: ignore[arg-type]

    def __call__(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> Any:
        return self.kernel(X, Xs, diag=diag) ** self.power


class Kron(Covariance):
    """The Kronecker product of covariance functions, each of which reads its own columns of the inputs, in order.

    factor_list: covariance functions, whose input_dims add up to the columns of X. The value is (n, n): for inputs on a
    grid, `cartesian(X1, X2)`, it is the Kronecker product of both matrices.
    """

    def __init__(self, factor_list: Sequence[Covariance]) -> None:
        self.input_dims = [factor.input_dim for factor in factor_list]
        super().__init__(sum(self.input_dims))
        self.factor_list = factor_list

    def _split(self, X: TensorLike, Xs: TensorLike) -> tuple[list[Any], list[Any]]:
        ends = np.cumsum(self.input_dims)
        parts = [slice(int(e - n), int(e)) for n, e in zip(self.input_dims, ends, strict=True)]
        return [X[:, p] for p in parts], [None if Xs is None else Xs[:, p] for p in parts]

    def __call__(self, X: TensorLike, Xs: TensorLike | None = None, diag: bool = False) -> Any:
        return reduce(mul, [cov(x, xs, diag) for cov, x, xs in zip(self.factor_list, *self._split(X, Xs), strict=True)])
