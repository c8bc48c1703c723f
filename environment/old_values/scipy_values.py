"""Values of SciPy's functions as they were, and how their results and sparse matrices were printed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from ..restored_name import Narrowed
from .callers import for_programs

Function = Callable[..., Any]


@for_programs
def _arrays_of_one(real: Function) -> Function:
    """Keep the axis that is reduced, as until SciPy 1.10: `mode(x)[0][0]`."""

    @functools.wraps(real)
    def mode(a: Any, axis: Any = 0, nan_policy: str = "propagate", **kwargs: Any) -> Any:
        kwargs.setdefault("keepdims", True)
        return real(a, axis, nan_policy, **kwargs)

    return mode


@for_programs
def _of_small_variances(real: Function) -> Function:
    """Give -2 log R in units of the interval, as until SciPy 1.8; since then it is 1 - R."""

    @functools.wraps(real)
    def circvar(samples: Any, high: float = 2 * np.pi, low: float = 0, axis: Any = None, **kwargs: Any) -> Any:
        length = 1 - real(samples, high, low, axis, **kwargs)
        return ((high - low) / 2.0 / np.pi) ** 2 * 2 * np.log(1 / length)

    return circvar


def _former(name: str) -> Callable[[Function], Function]:
    """Remember the class that the results of this test had."""

    def widen(real: Function) -> Function:
        @functools.wraps(real)
        def tested(*args: Any, **kwargs: Any) -> Any:
            made = real(*args, **kwargs)
            with suppress(AttributeError):
                made._former = name
            return made

        return tested

    return widen


@for_programs
def _finer(real: Function) -> Function:
    """Stop at tolerances of 1e-8, as until SciPy 1.8."""

    @functools.wraps(real)
    def lsqr(A: Any, b: Any, damp: float = 0.0, atol: float = 1e-8, btol: float = 1e-8, *args: Any, **more: Any) -> Any:
        return real(A, b, damp, atol, btol, *args, **more)

    return lsqr


def _printed(template: str, *names: str) -> Callable[[Any], Any]:
    """Print a result by its former class and the numbers that it had."""

    def widen(real: Any) -> Any:
        @functools.wraps(real)
        def __repr__(self: Any) -> str:
            former = getattr(self, "_former", type(self).__name__)
            return template.format(*(repr(getattr(self, name)) for name in names), former=former)

        return __repr__

    return widen


def _kind_of_sparse(real: Function) -> Function:
    """Print a sparse matrix as until SciPy 1.13."""

    @functools.wraps(real)
    def __repr__(self: Any) -> str:
        text = real(self)
        if " sparse matrix of dtype " not in text or self.ndim != 2:
            return text  # type: ignore[no-any-return]
        shape, kind = "x".join(map(str, self.shape)), text[1:].partition(" sparse matrix")[0]
        return (
            f"<{shape} sparse matrix of type '{self.dtype.type}'\n\twith {self.nnz} stored elements in {kind} format>"
        )

    return __repr__


def _elements_of_sparse(real: Function) -> Function:
    """Print the elements of a sparse matrix without a head, as until SciPy 1.13."""

    @functools.wraps(real)
    def __str__(self: Any) -> str:
        head, separator, rows = real(self).partition("\n  Coords\tValues\n")
        return rows if separator and " sparse matrix " in head else head

    return __str__


_STATISTICS = "scipy.stats._stats_py"
TABLE = (
    Narrowed("scipy.stats", "mode", _arrays_of_one, "gives arrays that keep the axis"),
    Narrowed("scipy.stats", "circvar", _of_small_variances, "is -2 log R, where it is 1 - R since SciPy 1.9"),
    *(
        Narrowed(f"{_STATISTICS}:{name}", "__repr__", _printed(text, *parts), "is printed as it was")
        for name, text, *parts in (
            ("TtestResult", "{former}(statistic={}, pvalue={})", "statistic", "pvalue"),
            ("PearsonRResult", "({}, {})", "statistic", "pvalue"),
            ("SignificanceResult", "{former}(correlation={}, pvalue={})", "statistic", "pvalue"),
            ("KstestResult", "KstestResult(statistic={}, pvalue={})", "statistic", "pvalue"),
        )
    ),
    *(
        Narrowed("scipy.stats", name, _former(f"{name.capitalize()}Result"), "its result is printed as it was")
        for name in ("ttest_ind", "ttest_1samp", "ttest_rel", "spearmanr", "kendalltau")
    ),
    Narrowed("scipy.sparse.linalg", "lsqr", _finer, "tolerances are 1e-8"),
    Narrowed("scipy.sparse._base:_spbase", "__repr__", _kind_of_sparse, "is printed as it was"),
    Narrowed("scipy.sparse._base:_spbase", "__str__", _elements_of_sparse, "is printed as it was"),
)
