"""Defaults of pandas that changed with its versions 2 and 3, and kinds of text, index and empty series."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_compat.emulated_versions import older_than
from theano_compat.old_numpy.ties import exact

from ..pandas_values import is_its_own
from ..restored_name import Narrowed
from .callers import for_programs

Function = Callable[..., Any]
_OPTION = "future.infer_string"
_before: list[Any] = []


def apply(pandas: Any) -> None:
    """Keep texts as objects: `dtype == object`, None where it was None, `values` an array of NumPy."""
    if int(pandas.__version__.partition(".")[0]) >= 3 and not _before:
        _before.append(_set(pandas, False))


def restore() -> None:
    """Undo `apply`."""
    if _before:
        import pandas

        _set(pandas, _before.pop())


def report() -> dict[str, str]:
    """Map what was set to a note."""
    return {f"pandas option {_OPTION}": "False: texts are objects"} if _before else {}


def _set(pandas: Any, value: Any) -> Any:
    """Set the option, which pandas calls deprecated at each use; return what it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = pandas.get_option(_OPTION)
        pandas.set_option(_OPTION, value)
    return before


def _labels_in_slices(real: Function) -> Function:
    """Read the bounds of `series[1:3]` as labels where these are floats, as until pandas 2."""

    @functools.wraps(real)
    def _convert_slice_indexer(self: Any, key: Any, kind: str) -> Any:
        return real(self, key, "loc" if kind == "getitem" and self.dtype.kind == "f" else kind)

    return _convert_slice_indexer


@for_programs
def _of_lists(real: Function) -> Function:
    """Take a list or a tuple again, as until pandas 2."""

    @functools.wraps(real)
    def wider(values: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(values, list | tuple):
            from pandas import Series

            values = Series(values).to_numpy()
        return real(values, *args, **kwargs)

    return wider


@for_programs
def _patterns(real: Function) -> Function:
    """Read what is replaced as a regular expression if it is longer than a character, as until pandas 1.5."""

    @functools.wraps(real)
    def replace(
        self: Any, pat: Any, repl: Any = None, n: int = -1, case: Any = None, flags: int = 0, regex: Any = None
    ) -> Any:
        if regex is None:
            regex = not isinstance(pat, str) or len(pat) > 1 or case is not None or bool(flags)
        return real(self, pat, repl, n=n, case=case, flags=flags, regex=regex and not isinstance(pat, dict))

    return replace


@for_programs
def _bytes(real: Function) -> Function:
    """Give columns of 0 and 1 in uint8, as until pandas 1.5."""

    @functools.wraps(real)
    def get_dummies(*args: Any, **kwargs: Any) -> Any:
        return real(*args, **kwargs) if len(args) > 7 or "dtype" in kwargs else real(*args, dtype=np.uint8, **kwargs)

    return get_dummies


def _of_each_column(real: Function) -> Function:
    """Reduce each column for `axis=None`, as `np.mean(frame)` asks for it, as until pandas 1.5."""

    @functools.wraps(real)
    def reduced(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args and args[0] is None:
            args = (0, *args[1:])
        if "axis" in kwargs and kwargs["axis"] is None:
            kwargs["axis"] = 0
        return real(self, *args, **kwargs)

    return reduced


@for_programs
def _over_gaps(real: Function) -> Function:
    """Fill gaps by the last value before taking changes, as until pandas 2."""

    @functools.wraps(real)
    def pct_change(
        self: Any, periods: int = 1, fill_method: Any = "pad", limit: Any = None, freq: Any = None, **kwargs: Any
    ) -> Any:
        if fill_method is not None:
            self = (self.ffill if fill_method in ("pad", "ffill") else self.bfill)(limit=limit)
        return real(self, periods, freq=freq, **kwargs)

    return pct_change


@for_programs
def _without_gaps(real: Function) -> Function:
    """Leave missing values out of `stack`, as until pandas 2."""

    @functools.wraps(real)
    def stack(self: Any, level: Any = -1, dropna: bool = True, **kwargs: Any) -> Any:
        if kwargs:
            return real(self, level, **kwargs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the former way is to be removed
            return real(self, level, dropna=dropna, future_stack=False)

    return stack


@for_programs
def _inferred(real: Function) -> Function:
    """Infer the type of objects after their gaps were filled, as until pandas 2."""

    @functools.wraps(real)
    def fillna(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        dtypes = [made.dtype] if getattr(made, "ndim", 0) == 1 else list(getattr(made, "dtypes", ()))
        return (
            made.infer_objects()
            if any(getattr(dtype, "kind", "") == "O" for dtype in dtypes) and made is not self
            else made
        )

    return fillna


@for_programs
def _empty_of_floats(real: Function) -> Function:
    """Make an empty series of floats, as until pandas 1.5."""

    @functools.wraps(real)
    def __init__(self: Any, data: Any = None, index: Any = None, dtype: Any = None, *args: Any, **kwargs: Any) -> None:
        if dtype is None and (data is None or (type(data) in (list, tuple, dict) and not data)):
            dtype = np.float64
        real(self, data, index, dtype, *args, **kwargs)

    return __init__


@for_programs
def _an_element(real: Function) -> Function:
    """Give the element that decides for `any` and `all` of objects, as until pandas 1.2, if PyMC3 3.8 is emulated."""
    choose = np.logical_or if real.__name__ == "any" else np.logical_and

    @functools.wraps(real)
    def decided(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.dtype != object or args or kwargs or not older_than("3.9"):
            return real(self, *args, **kwargs)
        return choose.reduce(self.dropna().to_numpy())

    return decided


_CLASSES = {"i": "Int64Index", "u": "UInt64Index", "f": "Float64Index"}


def _by_its_class(real: Function) -> Function:
    """Print an index of numbers by the name of its class of then, `Int64Index`."""

    @functools.wraps(real)
    def __repr__(self: Any) -> str:
        text = real(self)
        name = _CLASSES.get(getattr(self.dtype, "kind", ""), "")
        if not name or type(self).__name__ != "Index":
            return text  # type: ignore[no-any-return]
        return re.sub(r"^", " " * (len(name) - len("Index")), text, flags=re.M).replace("Index", name, 1).lstrip()

    return __repr__


def _old_ties(real: Function) -> Function:
    """Leave ties in the order of the quicksort of then."""

    @functools.wraps(real)
    def nargsort(items: Any, *args: Any, **kwargs: Any) -> Any:
        values = getattr(items, "_values", items)
        finer = exact(values) if kwargs.get("key") is None else values
        return real(items if finer is values else finer, *args, **kwargs)

    return nargsort


def _array_of_its_own(real: Function) -> Function:
    """Give an array that can be written to for `np.asarray(frame)` where no other frame has its memory."""

    @functools.wraps(real)
    def __array__(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        if not made.flags.writeable and is_its_own(self):
            base = made.base if isinstance(made.base, np.ndarray) else None
            if base is None or base.flags.writeable:
                made.flags.writeable = True
        return made

    return __array__


_SORTED = "pandas.core.series pandas.core.frame pandas.core.arrays.base pandas.core.indexes.base pandas.core.sorting"

TABLE = (
    Narrowed(
        "pandas:Index", "_convert_slice_indexer", _labels_in_slices, "bounds of slices are labels if these are floats"
    ),
    *(Narrowed("pandas", name, _of_lists, "takes a list again") for name in ("factorize", "unique")),
    Narrowed("pandas.core.strings.accessor:StringMethods", "replace", _patterns, "a text is a regular expression"),
    Narrowed("pandas", "get_dummies", _bytes, "gives 0 and 1, not False and True"),
    *(
        Narrowed("pandas:DataFrame", name, _of_each_column, "axis=None is each column")
        for name in "sum mean min max std var prod median sem skew kurt".split()
    ),
    *(
        row
        for owner in ("pandas:DataFrame", "pandas:Series")
        for row in (
            Narrowed(owner, "pct_change", _over_gaps, "fills gaps first"),
            Narrowed(owner, "fillna", _inferred, "objects that are all of a kind get its type"),
            Narrowed(owner, "__array__", _array_of_its_own, "can be written to where no other object has the memory"),
        )
    ),
    *(
        Narrowed("pandas:Series", name, _an_element, "the element that decides, if PyMC3 3.8 is emulated")
        for name in ("any", "all")
    ),
    Narrowed("pandas:DataFrame", "stack", _without_gaps, "leaves missing values out"),
    Narrowed("pandas:Series", "__init__", _empty_of_floats, "an empty one is of floats"),
    Narrowed("pandas:Index", "__repr__", _by_its_class, "of numbers is printed as Int64Index, Float64Index"),
    *(Narrowed(module, "nargsort", _old_ties, "leaves ties in the order of NumPy 1") for module in _SORTED.split()),
)
