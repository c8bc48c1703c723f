"""Values that NumPy's functions gave before NumPy 2: of batches, ties, bytes, integers, scalars beside arrays."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_compat.emulated_versions import older_than
from theano_compat.old_numpy.promotion import RANKS, beside, smallest
from theano_compat.old_numpy.ties import exact

from ..restored_name import Narrowed
from .callers import for_programs

Function = Callable[..., Any]
NARROW = (np.float16, np.float32)


@for_programs
def _batch_of_vectors(real: Function) -> Function:
    """Solve for one vector in each matrix where b has one dimension less than a, as until NumPy 2."""

    @functools.wraps(real)
    def solve(a: Any, b: Any) -> Any:
        if 1 < np.ndim(b) == np.ndim(a) - 1:
            return real(a, np.asarray(b)[..., None])[..., 0]
        return real(a, b)

    return solve


@for_programs
def _flat_inverse(real: Function) -> Function:
    """Give the inverse of a matrix as one axis; every NaN as a value of its own, as until NumPy 1.21, for PyMC3 3.8."""

    @functools.wraps(real)
    def unique(
        ar: Any,
        return_index: bool = False,
        return_inverse: bool = False,
        return_counts: bool = False,
        axis: int | None = None,
        **more: Any,
    ) -> Any:
        more.setdefault("equal_nan", not older_than("3.9"))
        made = real(ar, return_index, return_inverse, return_counts, axis, **more)
        if not return_inverse or axis is not None:
            return made
        at = 1 + bool(return_index)
        return (*made[:at], made[at].reshape(-1), *made[at + 1 :])

    return unique


@for_programs
def _all_singular_values(real: Function) -> Function:
    """Take every singular value above zero where `rcond` is not given, as until NumPy 2."""

    @functools.wraps(real)
    def lstsq(a: Any, b: Any, rcond: Any = -1) -> Any:
        return real(a, b, rcond)

    return lstsq


def _bins_of_integers(real: Function) -> Function:
    """Choose bins by a rule for integers as for floats, narrower than 1 too, as until NumPy 2."""

    @functools.wraps(real)
    def histogram(a: Any, bins: Any = 10, *args: Any, **kwargs: Any) -> Any:
        if isinstance(bins, str) and np.asarray(a).dtype.kind in "iu":
            a = np.asarray(a).astype(np.float64)
        return real(a, bins, *args, **kwargs)

    return histogram


@for_programs
def _bytes(real: Function) -> Function:
    """Read latin-1 bytes where no encoding is given, as until NumPy 2."""

    @functools.wraps(real)
    def read(*args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("encoding", "bytes")
        return real(*args, **kwargs)

    return read


def _by_value(real: Function) -> Function:
    """Say whether the value of a number fits, as until NumPy 2, which asks for its type."""

    @functools.wraps(real)
    def can_cast(from_: Any, to: Any, casting: str = "safe") -> bool:
        is_number = isinstance(from_, int | float | complex | np.number | np.ndarray) and np.ndim(from_) == 0
        value = np.asarray(from_)[()] if is_number else None
        if getattr(getattr(value, "dtype", None), "kind", "") not in (*RANKS,):
            return real(from_, to, casting)
        return any(real(smallest(value, signed), to, casting) for signed in (False, True))

    return can_cast


def _old_ties(real: Function) -> Function:
    """Leave ties in the order of the quicksort of then; `partition` too has its values in that order."""

    @functools.wraps(real)
    def ordered(a: Any, *args: Any, **kwargs: Any) -> Any:
        values = np.asarray(a) if isinstance(a, list | tuple) else a
        made = real(exact(values), *args, **kwargs)
        return made.astype(values.dtype) if made.dtype == np.longdouble else made

    return ordered


@for_programs
def _wide_quantiles(real: Function) -> Function:
    """Compute quantiles of narrow floats in float64, as until NumPy 2."""

    @functools.wraps(real)
    def quantile(a: Any, *args: Any, **kwargs: Any) -> Any:
        return real(a.astype(np.float64) if type(a) is np.ndarray and a.dtype in NARROW else a, *args, **kwargs)

    return quantile


@for_programs
def _narrow_choice(real: Function) -> Function:
    """Let the scalar in `where(condition, array, scalar)` count by its value."""

    @functools.wraps(real)
    def where(condition: Any, *both: Any) -> Any:
        if len(both) == 2 and any(type(one) is np.ndarray and one.ndim for one in both):
            x, y = both
            both = (_beside(y, x), _beside(x, y))
        return real(condition, *both)

    return where


@for_programs
def _narrow_bounds(real: Function) -> Function:
    """Let the bounds of `clip` that are scalars count by their values."""

    @functools.wraps(real)
    def clip(a: Any, *args: Any, **kwargs: Any) -> Any:
        bounds = {name: _beside(a, value) for name, value in kwargs.items() if name in ("a_min", "a_max", "min", "max")}
        return real(a, *(_beside(a, value) for value in args[:2]), *args[2:], **{**kwargs, **bounds})

    return clip


def _beside(array: Any, scalar: Any) -> Any:
    wanted = type(array) is np.ndarray and array.ndim and isinstance(scalar, np.number)
    return beside(array.dtype, scalar) if wanted else scalar


@for_programs
def _cut_integers(real: Function) -> Function:
    """Cut the numbers of `linspace(dtype=int)` towards zero, as until NumPy 1.20, for PyMC3 3.8."""

    @functools.wraps(real)
    def linspace(*args: Any, **kwargs: Any) -> Any:
        dtype = kwargs.get("dtype")
        if dtype is None or np.dtype(dtype).kind not in "iu" or not older_than("3.9"):
            return real(*args, **kwargs)
        made = real(*args, **{**kwargs, "dtype": np.float64})
        return (made[0].astype(dtype), made[1]) if isinstance(made, tuple) else made.astype(dtype)

    return linspace


@for_programs
def _copy_if_needed(real: Function) -> Function:
    """Read `copy=False` as "only where it must be", as until NumPy 2."""

    @functools.wraps(real)
    def array(*args: Any, **kwargs: Any) -> Any:
        return real(*args, **{**kwargs, "copy": kwargs.get("copy", True) or None})

    return array


@for_programs
def _small_singular_values(real: Function) -> Function:
    """Cut singular values below 1e-15 of the largest where no bound is given, as until NumPy 2."""

    @functools.wraps(real)
    def pinv(a: Any, rcond: Any = None, hermitian: bool = False, **kwargs: Any) -> Any:
        return real(a, 1e-15 if rcond is None and not kwargs else rcond, hermitian, **kwargs)

    return pinv


def _as_a_tuple(real: Any) -> Any:
    """Print the result of a decomposition as the tuple that it was."""

    @functools.wraps(real)
    def __repr__(self: Any) -> str:
        return tuple.__repr__(self)

    return __repr__


TABLE = (
    Narrowed("numpy.linalg", "solve", _batch_of_vectors, "b with a dimension less than a is a vector for each matrix"),
    Narrowed("numpy.linalg", "lstsq", _all_singular_values, "rcond is -1 where it is not given"),
    Narrowed("numpy.linalg", "pinv", _small_singular_values, "rcond is 1e-15 where it is not given"),
    Narrowed("numpy", "array", _copy_if_needed, "copy=False copies where it must"),
    Narrowed(
        "numpy", "unique", _flat_inverse, "return_inverse= gives one axis; NaN are apart if PyMC3 3.8 is emulated"
    ),
    *(
        Narrowed("numpy", name, _bins_of_integers, 'bins="auto" of integers may be narrower than 1')
        for name in ("histogram", "histogram_bin_edges")
    ),
    *(Narrowed("numpy", name, _bytes, "reads bytes where no encoding is given") for name in ("genfromtxt", "loadtxt")),
    Narrowed("numpy", "can_cast", _by_value, "takes numbers again, by their values"),
    *(
        Narrowed("numpy", name, _old_ties, "leaves ties in the order of NumPy 1")
        for name in ("argsort", "argpartition", "partition")
    ),
    *(
        Narrowed("numpy", name, _wide_quantiles, "gives float64 of float32")
        for name in ("percentile", "quantile", "nanpercentile", "nanquantile")
    ),
    Narrowed("numpy", "where", _narrow_choice, "scalars count by their values beside arrays"),
    Narrowed("numpy", "clip", _narrow_bounds, "bounds count by their values beside arrays"),
    Narrowed("numpy", "linspace", _cut_integers, "dtype=int cuts towards zero, if PyMC3 3.8 is emulated"),
    *(
        Narrowed(f"numpy.linalg._linalg:{name}Result", "__repr__", _as_a_tuple, "is printed as a tuple")
        for name in ("Eig", "Eigh", "QR", "SVD", "Slogdet")
    ),
)
