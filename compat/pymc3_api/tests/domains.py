"""Sets of values for tests of distributions and transforms: `vals`, with the edges `lower` and `upper`.

Source of the names: pymc3.tests.test_distributions.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from ...settings import config


class Domain:
    """Values of one dtype and shape. The first and the last are the edges, unless `edges` are given."""

    def __init__(self, vals: Any, dtype: Any = None, edges: Any = None, shape: Any = None) -> None:
        values = np.array(vals, dtype=dtype)
        if dtype is None and values.dtype.kind != "i":
            values = values.astype(config.floatX)
        each = [np.array(v, dtype=values.dtype) for v in vals]
        if edges is None:
            edges, each = (np.array(each[0]), np.array(each[-1])), each[1:-1]
        self.vals, self.dtype = each, values.dtype
        self.lower, self.upper = edges
        self.shape = values[0].shape if shape is None else shape

    def _each(self, f: Callable[[Any], Any], edges: bool = True) -> Domain:
        bounds = (f(self.lower), f(self.upper)) if edges else (self.lower, self.upper)
        return Domain([f(v) for v in self.vals], self.dtype, bounds, self.shape)

    def __add__(self, other: object) -> Domain:
        return self._each(lambda v: v + other)

    def __mul__(self, other: object) -> Domain:
        return self._each(lambda v: v * other, edges=self.lower is not None)

    def __neg__(self) -> Domain:
        return self._each(lambda v: -v)


class ProductDomain:
    """All vectors with one element from each of the domains."""

    def __init__(self, domains: Any) -> None:
        self.vals = list(itertools.product(*(d.vals for d in domains)))
        self.shape = (len(domains), *domains[0].shape)
        self.lower, self.upper = [d.lower for d in domains], [d.upper for d in domains]
        self.dtype = domains[0].dtype


def Vector(D: Domain, n: int) -> ProductDomain:
    """Return all vectors of `n` elements of `D`."""
    return ProductDomain([D] * n)


def product(domains: Mapping[str, Any], n_samples: int = -1) -> Iterable[Any]:
    """Return points, as pairs of name and value: the product of `domains`, or `n_samples` of it at random."""
    if not domains:
        return [{}]
    points = [zip(domains, values, strict=True) for values in itertools.product(*(d.vals for d in domains.values()))]
    if not 0 < n_samples < len(points):
        return points
    return (points[k] for k in np.random.choice(len(points), n_samples, replace=False))


_INF = np.inf
R = Domain([-_INF, -2.1, -1, -0.01, 0.0, 0.01, 1, 2.1, _INF])
Rplus = Domain([0, 0.01, 0.1, 0.9, 0.99, 1, 1.5, 2, 100, _INF])
Rplusbig = Domain([0, 0.5, 0.9, 0.99, 1, 1.5, 2, 20, _INF])
Rminusbig = Domain([-_INF, -2, -1.5, -1, -0.99, -0.9, -0.5, -0.01, 0])
Unit = Domain([0, 0.001, 0.1, 0.5, 0.75, 0.99, 1])
Circ = Domain([-np.pi, -2.1, -1, -0.01, 0.0, 0.01, 1, 2.1, np.pi])
Runif = Domain([-1, -0.4, 0, 0.4, 1])
Rdunif = Domain([-10, 0, 10.0])
Rplusunif = Domain([0, 0.5, _INF])
Rplusdunif = Domain([2, 10, 100], "int64")
I = Domain([-1000, -3, -2, -1, 0, 1, 2, 3, 1000], "int64")  # noqa: E741
NatSmall = Domain([0, 3, 4, 5, 1000], "int64")
Nat = Domain([0, 1, 2, 3, 2000], "int64")
NatBig = Domain([0, 1, 2, 3, 5000, 50000], "int64")
PosNat = Domain([1, 2, 3, 2000], "int64")
Bool = Domain([0, 0, 1, 1], "int64")


def _without_edges(vals: list[np.ndarray | list[Any]]) -> Domain:
    return Domain(vals, edges=(None, None))


def _ten(draw: Callable[..., Any], *shape: int) -> Iterator[Any]:
    np.random.seed(42)
    return (draw(*shape) for _ in range(10))


def SortedVector(n: int) -> Domain:
    """Return ten increasing vectors of `n` normal draws."""
    return _without_edges([np.sort(v) for v in _ten(np.random.randn, n)])


def UnitSortedVector(n: int) -> Domain:
    """Return ten increasing vectors of `n` draws between 0 and 1."""
    return _without_edges([np.sort(v) for v in _ten(np.random.rand, n)])


def RealMatrix(n: int, m: int) -> Domain:
    """Return ten matrices of normal draws."""
    return _without_edges(list(_ten(np.random.randn, n, m)))


def RandomPdMatrix(n: int) -> np.ndarray:
    """Return a positive definite matrix from NumPy's random state."""
    a = np.random.rand(n, n)
    return a @ a.T + n * np.identity(n)


def simplex_values(n: int) -> Iterator[np.ndarray]:
    """Yield vectors of `n` elements that sum to 1: each takes a share, from `Unit`, of the remainder."""
    if n == 1:
        yield np.array([1.0])
        return
    for share in Unit.vals:
        for rest in simplex_values(n - 1):
            yield np.append(share, (1 - share) * rest)


class Simplex:
    """Vectors of `n` elements that sum to 1."""

    def __init__(self, n: int) -> None:
        self.vals, self.shape, self.dtype = list(simplex_values(n)), (n,), Unit.dtype


class MultiSimplex:
    """`n_independent` such vectors, as rows."""

    def __init__(self, n_dependent: int, n_independent: int) -> None:
        self.vals = [np.vstack(rows) for rows in itertools.product(simplex_values(n_dependent), repeat=n_independent)]
        self.shape, self.dtype = (n_independent, n_dependent), Unit.dtype


def _of_size(name: str, doc: str, matrices: list[Any]) -> Callable[[int], Domain]:
    domains = [_without_edges([np.eye(k), matrix]) for k, matrix in enumerate(matrices, start=1)]

    def of_size(n: int) -> Domain:
        if not 1 <= n <= len(domains):
            raise ValueError("n out of bounds")
        return domains[n - 1]

    of_size.__name__ = of_size.__qualname__ = name
    of_size.__doc__ = f"{doc}, `n` by `n`; ValueError for more than 3."
    return of_size


PdMatrix = _of_size(
    "PdMatrix",
    "Two positive definite matrices",
    [[[0.5]], [[0.5, 0.05], [0.05, 4.5]], [[0.5, 0.1, 0], [0.1, 1, 0], [0, 0, 2.5]]],
)
PdMatrixChol = _of_size(
    "PdMatrixChol",
    "Two lower Cholesky factors",
    [[[0.001]], [[0.1, 0], [10, 1]], [[0.1, 0, 0], [10, 100, 0], [0, 1, 10]]],
)
PdMatrixCholUpper = _of_size(
    "PdMatrixCholUpper",
    "Two upper Cholesky factors",
    [[[0.001]], [[0.1, 10], [0, 1]], [[0.1, 10, 0], [0, 100, 1], [0, 0, 10]]],
)
PdMatrix1, PdMatrix2, PdMatrix3 = map(PdMatrix, (1, 2, 3))
PdMatrixChol1, PdMatrixChol2, PdMatrixChol3 = map(PdMatrixChol, (1, 2, 3))
PdMatrixCholUpper1, PdMatrixCholUpper2, PdMatrixCholUpper3 = map(PdMatrixCholUpper, (1, 2, 3))
