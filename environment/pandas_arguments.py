"""Arguments that pandas' functions no longer accept: by position, removed keywords, integers as positions."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.version_numbers import version_numbers

from .argument_adapters import by_old_position, by_position, dropped, old_keywords
from .restored_name import Narrowed

_BY_POSITION = {
    "pandas:DataFrame": "drop set_index reset_index sort_values sort_index any all drop_duplicates "
    "duplicated interpolate where mask clip to_csv bfill ffill",
    "pandas:Series": "drop dropna reset_index sort_values sort_index any all rename drop_duplicates interpolate "
    "where mask clip to_csv bfill ffill",
}


def _of_reader(given: dict[str, Any]) -> dict[str, Any]:
    """Leave out what said nothing: pandas 3 takes `delimiter=None` beside `sep` for a second separator."""
    unset = {"delimiter": None, "prefix": None, "mangle_dupe_cols": True}
    return {name: value for name, value in given.items() if name not in unset or value != unset[name]}


def _of_concat(given: dict[str, Any]) -> dict[str, Any]:
    """Read the fourth argument: `join_axes` until pandas 0.25, `ignore_index` since then."""
    if "join_axes" not in given:
        return given
    axes = given.pop("join_axes")
    if isinstance(axes, bool):  # pandas 1 had one argument less
        later = "ignore_index keys levels names verify_integrity sort copy".split()
        earlier = "join_axes ignore_index keys levels names verify_integrity sort".split()
        moved = {new: given.pop(old) for new, old in zip(later[1:], earlier[1:], strict=True) if old in given}
        return {**given, "ignore_index": axes, **moved}
    if axes is not None:
        raise TypeError("concat(join_axes=) is gone from pandas: reindex what concat returns.")
    return given


def _of_dropna(given: dict[str, Any]) -> dict[str, Any]:
    """Let `thresh` decide where `how` is given too."""
    if isinstance(given.get("thresh"), int | np.integer):
        return {name: value for name, value in given.items() if name != "how"}
    return {name: value for name, value in given.items() if name != "thresh" or value is not None}


def _of_pivot(given: dict[str, Any]) -> dict[str, Any]:
    """Leave out None, which is a label in pandas 2."""
    return {name: value for name, value in given.items() if value is not None}


def _rename(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read two arguments by position as index and columns."""

    @functools.wraps(real)
    def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
        names = ("index", "columns") if len(args) > 1 else ()
        return real(self, *args[len(names) :], **dict(zip(names, args, strict=False)), **kwargs)

    return wider


def _set_axis(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take `inplace` again: change this frame and return None."""

    @functools.wraps(real)
    def wider(self: Any, labels: Any, axis: Any = 0, inplace: bool | None = None, **kwargs: Any) -> Any:
        if not inplace:
            return real(self, labels, axis=axis, **kwargs)
        setattr(self, "columns" if self._get_axis_number(axis) else "index", labels)
        return None

    return wider


# What followed the first argument by position, in that order.
_READER = (
    "sep delimiter header names index_col usecols squeeze prefix mangle_dupe_cols dtype engine converters true_values"
    " false_values skipinitialspace skiprows"
)
_CONCAT = "axis join join_axes ignore_index keys levels names verify_integrity sort copy"


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
        if method not in ("ffill", "pad", "bfill", "backfill"):
            raise ValueError(f"Invalid fill method. Expecting pad (ffill) or backfill (bfill). Got {method}")
        return (self.ffill if method in ("ffill", "pad") else self.bfill)(**given)

    return wider


def _several_columns(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read `groups["a", "b"]` as `groups[["a", "b"]]`."""

    @functools.wraps(real)
    def wider(self: Any, key: Any) -> Any:
        several = isinstance(key, tuple) and len(key) > 1 and key not in self.obj.columns
        return real(self, list(key) if several else key)

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


def _one_key(real: Any) -> Any:
    """Read `frame.loc[key,]` as `frame.loc[key]`, which pandas 3 refuses."""
    import pandas

    if version_numbers(pandas.__version__) < (3,):
        return None

    @functools.cache
    def kind_of(base: Any) -> Any:
        def item(self: Any, key: Any) -> Any:
            alone = type(key) is tuple and len(key) == 1 and self.obj.index.nlevels == 1
            return base.__getitem__(self, key[0] if alone else key)

        return type(base.__name__, (base,), {"__getitem__": item, "__module__": base.__module__})

    def indexer(self: Any) -> Any:
        found = real.__get__(self)
        base: Any = type(found)
        return kind_of(base)(found.name, found.obj)

    return property(indexer, doc=real.__doc__)


def _lists_of_numbers(real: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out the columns that a list of functions cannot handle."""

    @functools.wraps(real)
    def wider(self: Any, func: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(self, func, *args, **kwargs)
        except (TypeError, ValueError):
            if not isinstance(func, list):
                raise
            named = {"as_index": self.as_index, "sort": self.sort, "dropna": self.dropna, "observed": self.observed}
            whole = self.obj.groupby(self.keys, level=self.level, **named)  # of which no columns are selected yet
            keys = {one for one in (self.keys if isinstance(self.keys, list) else [self.keys]) if isinstance(one, str)}
            fit = [one for one in self.first().columns if one not in keys and _handles(real, whole[[one]], func)]
            if not fit:
                raise
            return real(whole[fit], func, *args, **kwargs)

    return wider


def _handles(real: Callable[..., Any], groups: Any, functions: list[Any]) -> bool:
    try:
        real(groups, functions)
    except (TypeError, ValueError):
        return False
    return True


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
    *(
        Narrowed("pandas.core.groupby:DataFrameGroupBy", name, _lists_of_numbers, "leaves out what is no number")
        for name in ("agg", "aggregate")
    ),
    Narrowed("pandas:DataFrame", "loc", _one_key, "a tuple of one key is that key"),
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
    *(
        Narrowed(owner, name, widen, "arguments by position, in their old order", "*")
        for owner, name, widen in (
            ("pandas", "concat", by_old_position(_CONCAT, _of_concat)),
            ("pandas", "read_csv", by_old_position(_READER, _of_reader)),
            ("pandas", "read_table", by_old_position(_READER, _of_reader)),
            ("pandas:DataFrame", "dropna", by_old_position("axis how thresh subset inplace", _of_dropna)),
            ("pandas:DataFrame", "pivot", by_old_position("index columns values", _of_pivot)),
            ("pandas:DataFrame", "rename", _rename),
            ("pandas:DataFrame", "set_axis", _set_axis),
        )
    ),
    *(
        Narrowed(owner, "groupby", old_keywords(axis=_along_rows), "axis=0 says nothing any more", "axis")
        for owner in ("pandas:DataFrame", "pandas:Series")
    ),
    Narrowed("pandas:core.strings.accessor.StringMethods", "split", by_position, "arguments by position", "*"),
)
