"""Arguments that NumPy's functions no longer accept: iterators for sequences, old keywords, whole floats as counts."""

import builtins
import functools
from collections.abc import Callable, Iterable, Sequence
from types import GeneratorType
from typing import Any

import numpy as np

from .argument_adapters import old_keywords
from .restored_name import Narrowed


def _iterators(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def wider(tup: Any, *args: Any, **kwargs: Any) -> Any:
        if (
            isinstance(tup, Iterable)
            and not isinstance(tup, Sequence)
            and not hasattr(tup, "__array_function__")
            and not hasattr(tup, "__getitem__")
        ):
            tup = list(tup)
        return real(tup, *args, **kwargs)

    return wider


def _whole_floats(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def wider(start: Any, stop: Any, num: Any = 50, *args: Any, **kwargs: Any) -> Any:
        return real(start, stop, int(num) if isinstance(num, float) else num, *args, **kwargs)

    return wider


def _no_shape(real: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(real)
    def wider(shape: Any, *args: Any, **kwargs: Any) -> Any:
        return real(() if shape is None else shape, *args, **kwargs)

    return wider


def _bins_of_no_width(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make histograms of values too close together for 512 bins (a correlation matrix's diagonal) work again."""

    @functools.wraps(real)
    def wider(a: Any, bins: Any = 10, range: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(a, bins, range, *args, **kwargs)
        except ValueError as error:
            if isinstance(bins, str) or not str(error).startswith("Too many bins for data range"):
                raise
        values = np.asarray(a)
        first, last = (values.min(), values.max()) if range is None else range
        return real(values, np.linspace(first, last, bins + 1), None, *args, **kwargs)

    return wider


def _of_normed(real: Callable[..., Any]) -> Callable[..., Any]:
    """Divide the counts by the sum of counts times widths for `normed=True`, as until NumPy 1.23.

    `density=True` divides each count by its own width too: another number where bins are of unequal width.
    """

    @functools.wraps(real)
    def wider(
        a: Any, bins: Any = 10, range: Any = None, normed: Any = None, weights: Any = None, density: Any = None
    ) -> Any:
        if density is not None or not normed:
            return real(a, bins, range, density=density, weights=weights)
        counts, edges = real(a, bins, range, weights=weights)
        return counts / (counts * np.diff(edges).astype(float)).sum(), edges

    return wider


def _named_shape(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take `a` and `newshape` of `np.reshape` by keyword again."""
    renamed = old_keywords(newshape="shape")(real) or real

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        return renamed(*([] if args else [kwargs.pop("a")]), *args, **kwargs)

    return wider


def _bool_without_bits(real: Callable[..., Any]) -> Callable[..., Any]:
    """Name the dtype of booleans "bool" even where a program has set `np.bool`, by which NumPy 2 knows it, to bool."""

    @functools.wraps(real)
    def wider(dtype: Any) -> bool:
        return dtype.kind != "b" and real(dtype)

    return wider


def _rows_of_other_lengths(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make ragged sequences arrays of objects where no dtype was asked for, as until NumPy 1.24."""

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        try:
            return real(*args, **kwargs)
        except ValueError as error:
            dtype = args[1] if len(args) > 1 else kwargs.get("dtype")
            if dtype is not None or "inhomogeneous shape" not in str(error):
                raise
        return real(args[0], object, *args[2:], **{k: v for k, v in kwargs.items() if k != "dtype"})

    return wider


def _of_generators(real: Callable[..., Any]) -> Callable[..., Any]:
    """Sum generators with Python's `sum`, as `np.sum` did until NumPy 2.4."""

    @functools.wraps(real)
    def wider(a: Any, *args: Any, **kwargs: Any) -> Any:
        return builtins.sum(a) if type(a) is GeneratorType else real(a, *args, **kwargs)

    return wider


TABLE = (
    Narrowed("numpy._core._dtype", "_name_includes_bit_suffix", _bool_without_bits, "np.bool = bool changes no dtype"),
    *(
        Narrowed("numpy", name, _no_shape, "takes None for the shape of a number again")
        for name in ("empty", "full", "ones", "zeros")
    ),
    *(
        Narrowed("numpy", name, _iterators, "takes generators, map, zip and views of dicts again")
        for name in ("vstack", "hstack", "dstack", "column_stack", "stack")
    ),
    *(
        Narrowed("numpy", name, _whole_floats, "takes a float as the number of points again, cut to an integer")
        for name in ("linspace", "logspace", "geomspace")
    ),
    *(
        Narrowed("numpy", name, old_keywords(interpolation="method"), "interpolation= is method=", "interpolation")
        for name in ("percentile", "quantile", "nanpercentile", "nanquantile")
    ),
    Narrowed("numpy", "histogram", _of_normed, "normed=True divides by the sum of counts times widths", "normed"),
    *(
        Narrowed("numpy", name, old_keywords(normed="density"), "normed= is density=", "normed")
        for name in ("histogram2d", "histogramdd")
    ),
    Narrowed("numpy", "histogram", _bins_of_no_width, "values a few last digits apart have any number of bins again"),
    *(
        Narrowed("numpy", name, _rows_of_other_lengths, "makes an array of objects of rows of other lengths again")
        for name in ("array", "asarray")
    ),
    Narrowed("numpy", "sum", _of_generators, "takes a generator again"),
    Narrowed("numpy", "reshape", _named_shape, "newshape= is shape=", "newshape"),
)
