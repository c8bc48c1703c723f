"""One case per row of the elementwise table: where to evaluate it and how near the backends must be.

`Limit` says what a backend does not do, as data: tests skip that, and fail where the limit no longer holds.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from theano_compat.ops.elementwise.cast import TARGETS
from theano_compat.ops.elementwise.functions import TABLE, Elementwise

DRAWS = 40  # per row from its domain, before its hard points
TOLERANCE = {"float64": 2e-14, "float32": 3e-6, "complex128": 2e-14, "complex64": 3e-6}


@dataclass(frozen=True)
class Limit:
    """What a backend does not do with a row.

    hard: it holds at hard points only, not on the domain. absolute: not a point but the precision: below this
    size of value (near the function's zeros) the error is absolute.
    """

    row: str
    backend: str
    reason: str
    hard: bool = True
    absolute: float = 0.0


LIMITS = (
    Limit("jv", "jax", "JAX has no Bessel functions of any real order", hard=False),
    Limit("iv", "jax", "JAX has no Bessel functions of any real order", hard=False),
    *(Limit(name, "jax", "XLA takes subnormal numbers as 0") for name in ("log", "log2", "log10")),
    *(Limit(name, "jax", "no special care at its zeros", absolute=1.0) for name in ("gammaln", "j0")),
    Limit("psi", "jax", "no special care at its zeros", absolute=1.0),
    Limit("gamma", "jax", "exp of gammaln: 12 digits at 170"),
    Limit("tri_gamma", "jax", "NaN at infinity"),
    Limit("ultra_fast_sigmoid", "python", "its left tail is 1 - 0.99505...", absolute=1.0),
    Limit("gammaln", "python", "SciPy takes no special care at its zeros", absolute=1.0),
    *(Limit(name, "python", "SciPy's error is absolute near its zeros", absolute=1.0) for name in ("j0", "j1",
        "jv")),
)


def limit(row: str, backend: str) -> Limit | None:
    return next((known for known in LIMITS if (known.row, known.backend) == (row, backend)), None)


COMPLEX_ROWS = {"add", "sub", "mul", "true_div", "neg", "sqr", "exp", "log", "sqrt", "real", "imag", "conj",
    "angle",
                "abs_", "eq", "neq", "identity", "second", "switch", "isnan", "isinf", "cast_complex64"}


@dataclass(frozen=True)
class Case:
    """A row with operands of one dtype: `columns` has DRAWS points of its domain, then its hard points."""

    row: Elementwise
    dtype: str
    columns: tuple[np.ndarray, ...]

    @property
    def name(self) -> str:
        return f"{self.row.name}-{self.dtype}"

    @property
    def tolerance(self) -> float:
        return TOLERANCE.get(self.row.result(*(self.dtype,) * self.row.nin), 0.0)


def case(row: Elementwise, dtype: str) -> Case | None:
    """The case of `row` for operands of `dtype`.

    None where that is a TypeError, where integers are only cast to floats first, or where SciPy has no complex
    form.
    """
    try:
        result = row.result(*(dtype,) * row.nin)
    except TypeError:
        return None
    computed, given = np.dtype(row.compute_dtypes((dtype,) * row.nin, result)[-1]).kind, np.dtype(dtype).kind
    if (given in "biu" and computed in "fc") or (given == "c" and row.name not in COMPLEX_ROWS):
        return None
    rng = np.random.default_rng(sum(map(ord, row.name)))
    drawn = [rng.uniform(low, high, DRAWS) for low, high in row.domain]
    points = [np.append(column, hard) for column, hard in zip(drawn, _columns(row), strict=True)]
    kept = np.ones(len(points[0]), bool)
    if np.dtype(dtype).kind in "iu":  # hard points that the integers do not have are left out
        bounds = np.iinfo(dtype)
        points = [np.where(np.arange(len(p)) < DRAWS, np.trunc(p), p) for p in points]
        for p in points:
            kept &= np.isfinite(p) & (p >= bounds.min) & (p <= bounds.max)
            kept[kept] &= p[kept] == np.trunc(p[kept])
    if np.dtype(dtype).kind in "biu" and row.c_raises is not None:
        kept &= points[1] != 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 1e308 is inf in float32, which is wanted
        columns = tuple(p[kept].astype(dtype) for p in points)
    if np.dtype(dtype).kind == "c":  # the hard points are real ones
        turn = np.exp(1j * np.linspace(-2, 2, DRAWS))
        columns = tuple((c[:DRAWS] * turn).astype(dtype) for c in columns)
    return Case(row, dtype, columns)


def _columns(row: Elementwise) -> list[list[float]]:
    return [[hard[i] for hard in row.hard] for i in range(row.nin)]


def cases(*dtypes: str) -> list[Case]:
    return [c for row in TABLE.values() for dtype in dtypes if (c := case(row, dtype)) is not None]


def differences(found: np.ndarray, wanted: np.ndarray, tolerance: float, absolute: float = 0.0) -> np.ndarray:
    """Indices where the two differ by more than a relative tolerance (of `absolute`, for smaller values).

    NaN and inf must stand at equal places.
    """
    assert found.shape == wanted.shape and found.dtype == wanted.dtype
    with np.errstate(all="ignore"):
        same = (found == wanted) | ((found != found) & (wanted != wanted))
        if found.dtype.kind in "fc":
            scale = np.maximum(np.abs(wanted), max(absolute, np.finfo(wanted.dtype).smallest_normal))
            same |= np.isfinite(found) & np.isfinite(wanted) & (np.abs(found - wanted) <= tolerance * scale)
    return np.flatnonzero(~same)


__all__ = ["Case", "LIMITS", "Limit", "TARGETS", "case", "cases", "differences", "limit"]
