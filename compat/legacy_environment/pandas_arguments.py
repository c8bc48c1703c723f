"""Arguments that pandas' functions no longer accept: by position, removed keywords, integers as positions."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from .argument_adapters import by_position, dropped, old_keywords
from .restored_name import Narrowed

_BY_POSITION = {
    "pandas": "concat read_csv read_table",
    "pandas:DataFrame": "drop dropna set_index reset_index sort_values sort_index any all rename drop_duplicates "
    "duplicated interpolate where mask clip set_axis to_csv bfill ffill",
    "pandas:Series": "drop dropna reset_index sort_values sort_index any all rename drop_duplicates interpolate "
    "where mask clip to_csv bfill ffill",
}


def _bad_lines(wanted: bool) -> dict[str, Any]:
    return {"on_bad_lines": "error" if wanted else "skip"}


def _white_space(wanted: bool) -> dict[str, Any]:
    return {"sep": r"\s+"} if wanted else {}


def _reader(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a Series for `squeeze=True` where there is one column."""
    renamed = (
        old_keywords(
            error_bad_lines=_bad_lines,
            delim_whitespace=_white_space,
            warn_bad_lines=dropped,
            infer_datetime_format=dropped,
        )(real)
        or real
    )

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        squeeze = kwargs.pop("squeeze", False)
        read = renamed(*args, **kwargs)
        return read.squeeze("columns") if squeeze and hasattr(read, "squeeze") else read

    return wider


def _fillna(real: Callable[..., Any]) -> Callable[..., Any]:
    """Translate `fillna(method="ffill")` to `ffill()`; the method was also the second argument."""

    @functools.wraps(real)
    def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
        names = ("value", "method", "axis", "inplace", "limit")
        given = {**dict(zip(names, args, strict=False)), **kwargs} if len(args) <= len(names) else None
        if given is None or "method" not in given:
            return real(self, *args, **kwargs)
        method = given.pop("method")
        if method is None:
            return real(self, given.pop("value", None), **given)
        if given.pop("value", None) is not None:
            raise ValueError("Cannot specify both 'value' and 'method'.")
        return (self.ffill if method in ("ffill", "pad") else self.bfill)(**given)

    return wider


def _several_columns(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read `groups["a", "b"]` as `groups[["a", "b"]]`."""

    @functools.wraps(real)
    def wider(self: Any, key: Any) -> Any:
        several = isinstance(key, tuple) and len(key) > 1 and key not in self.obj.columns
        return real(self, list(key) if several else key)

    return wider


def _pivot(real: Callable[..., Any]) -> Callable[..., Any]:
    """Accept index, columns and values by position, in the order of then."""

    @functools.wraps(real)
    def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
        return real(self, **dict(zip(("index", "columns", "values"), args, strict=False)), **kwargs)

    return wider


_MEAN_SECONDS = {"Y": 31556952, "y": 31556952, "M": 2629746}  # mean years and months over 400 years


def _years(real: Callable[..., Any]) -> Any:
    """Read `pd.Timedelta(1, "Y")` as a mean year, and "M" as a twelfth of it."""

    @functools.wraps(real)
    def new(cls: Any, *args: Any, **kwargs: Any) -> Any:
        given = {**dict(zip(("value", "unit"), args, strict=False)), **kwargs}
        if given.get("unit") not in _MEAN_SECONDS or "value" not in given:
            return real(cls, *args, **kwargs)
        seconds = float(given.pop("value")) * _MEAN_SECONDS[given.pop("unit")]
        return real(cls, seconds, "s", **given)

    return staticmethod(new)


def _of_numbers(real: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out non-numeric columns where the function cannot handle them."""

    @functools.wraps(real)
    def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(self, *args, **kwargs)
        except (TypeError, ValueError):
            frame = getattr(self, "obj", self)
            if "numeric_only" in kwargs or len(frame.select_dtypes(["number", "bool"]).columns) == len(frame.columns):
                raise
            return real(self, *args, numeric_only=True, **kwargs)

    return wider


def _along_rows(axis: Any) -> dict[str, Any]:
    if axis not in (0, "index"):
        raise TypeError("groupby(axis=1) is gone from pandas: group the transposed frame, df.T.groupby(...).")
    return {}


def _of_arrays(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take integers as positions where labels are not numbers; with None for a new axis, index the array."""

    @functools.wraps(real)
    def wider(self: Any, key: Any) -> Any:
        if isinstance(key, tuple) and any(k is None for k in key):
            return np.asarray(self)[key]
        try:
            return real(self, key)
        except KeyError:
            kind = getattr(self.index, "inferred_type", "")
            whole = (
                np.asarray(key).dtype.kind in "iu"
                if isinstance(key, list | np.ndarray)
                else isinstance(key, int | np.integer) and not isinstance(key, bool)
            )
            if not whole or kind in ("integer", "mixed-integer", "floating", "complex", "boolean"):
                raise
            return self.iloc[key]

    return wider


_OF_NUMBERS = {
    "pandas:DataFrame": "corr cov mean median std var sem skew kurt prod quantile",
    "pandas.core.groupby:DataFrameGroupBy": "mean median std var sem prod quantile corr cov",
}

TABLE = (
    Narrowed("pandas:Timedelta", "__new__", _years, "units Y and M are a mean year and month"),
    *(
        Narrowed(owner, name, _of_numbers, "leaves out the columns that are no numbers")
        for owner, names in _OF_NUMBERS.items()
        for name in names.split()
    ),
    Narrowed("pandas.core.groupby:DataFrameGroupBy", "__getitem__", _several_columns, "a tuple is a list of columns"),
    *(
        Narrowed(
            "pandas",
            name,
            _reader,
            "old keywords: squeeze, delim_whitespace, error_bad_lines",
            "squeeze delim_whitespace error_bad_lines warn_bad_lines infer_datetime_format",
        )
        for name in ("read_csv", "read_table")
    ),
    Narrowed(
        "pandas",
        "to_datetime",
        old_keywords(infer_datetime_format=dropped),
        "infer_datetime_format= is no more",
        "infer_datetime_format",
    ),
    *(
        Narrowed(owner, "fillna", _fillna, "method= is ffill() or bfill()", "method *")
        for owner in ("pandas:DataFrame", "pandas:Series")
    ),
    Narrowed(
        "pandas:Series",
        "__getitem__",
        _of_arrays,
        "integers are positions where the labels are no numbers; [:, None] is the array with one axis more",
    ),
    *(
        Narrowed(owner, name, by_position, "arguments by position, in their old order", "*")
        for owner, names in _BY_POSITION.items()
        for name in names.split()
    ),
    *(
        Narrowed(
            owner,
            "to_csv",
            old_keywords(line_terminator="lineterminator"),
            "line_terminator= is lineterminator=",
            "line_terminator",
        )
        for owner in ("pandas:DataFrame", "pandas:Series")
    ),
    Narrowed("pandas:DataFrame", "pivot", _pivot, "arguments by position, in their old order", "*"),
    *(
        Narrowed(owner, "groupby", old_keywords(axis=_along_rows), "axis=0 says nothing any more", "axis")
        for owner in ("pandas:DataFrame", "pandas:Series")
    ),
    Narrowed("pandas:core.strings.accessor.StringMethods", "split", by_position, "arguments by position", "*"),
)
