"""Values of frames and series as in older pandas: numbers after `replace`, arrays in cells, writable `values`, labels.

`frame.values[mask] = 0`: in pandas 3 that array is read-only, since frames share memory until one is written to.

The array is writable again where no second frame or series shares the memory, except a frame and one series taken
from it: there a write shows in both, as it did. Otherwise it stays read-only, and NumPy's error says so.
"""

import functools
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from theano_compat.emulated_versions import older_than

from .restored_name import Narrowed


def writable(real: Any) -> Any:
    """Return the property `values` of pandas 3, with writable arrays where a write changes no other object."""
    if not isinstance(real, property) or real.fget is None:
        return None
    read = real.fget

    def values(self: Any) -> Any:
        found = read(self)
        if type(found) is np.ndarray and not found.flags.writeable and is_its_own(self):
            with suppress(ValueError):  # the user's own array, which is read-only
                found.flags.writeable = True
        return found

    values.__name__, values.__doc__ = "values", real.__doc__
    return property(values, real.fset, real.fdel, real.__doc__)


def is_its_own(data: Any) -> bool:
    """Say whether at most one live frame and one live series use the memory of `data`."""
    try:
        [block] = data._mgr.blocks
        dimensions = [other.ndim for one in block.refs.referenced_blocks if (other := one()) is not None]
    except (AttributeError, ValueError, TypeError):  # several blocks, or a pandas that counts differently
        return False
    return dimensions.count(1) <= 1 and dimensions.count(2) <= 1


def inferred(real: Callable[..., Any]) -> Callable[..., Any]:
    """Infer numbers where text was replaced by numbers; from pandas 3 on they stay objects."""

    @functools.wraps(real)
    def replace(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        return made if made is None or made is self or kwargs.get("inplace") else made.infer_objects()

    return replace


def whole(real: Callable[..., Any]) -> Callable[..., Any]:
    """Store `frame.at[row, column] = np.array([5])` as the array in a cell of objects; pandas 2 stores its element.

    With a list of rows, `frame.at[rows, column] = values` acts as `loc` does.
    """

    @functools.wraps(real)
    def wider(self: Any, key: Any, value: Any) -> None:
        from pandas.errors import InvalidIndexError

        try:
            real(self, key, value)
        except InvalidIndexError:
            self.obj.loc[key] = value
            return
        if not (type(value) is np.ndarray and value.shape == (1,) and type(key) is tuple and len(key) == 2):
            return
        row, column = (axis.get_loc(label) for axis, label in zip(self.obj.axes, key, strict=True))
        if type(row) is type(column) is int and self.obj.dtypes.iloc[column].kind == "O":
            cells = self.obj._get_column_array(column)  # just written to, so no other frame shares it
            cells[row] = value

    return wider


def _outer(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return an array from `np.greater.outer(series, x)`, as it once did."""

    @functools.wraps(real)
    def wider(self: Any, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if method == "outer":
            return getattr(ufunc, method)(*map(np.asarray, inputs), **kwargs)
        return real(self, ufunc, method, *inputs, **kwargs)

    return wider


def element(real: Callable[..., Any]) -> Callable[..., Any]:
    """Store the element for `frame.loc[row, column] = np.array([5])`, where pandas 2 stores the array.

    `frame.loc[:, "column"] = values` makes a new column of the values' dtype; pandas 2 keeps the old column's dtype.
    """

    @functools.wraps(real)
    def wider(self: Any, key: Any, value: Any) -> None:
        if _is_a_column(self, key) and hasattr(value, "dtype") and np.ndim(value) == 1:
            self.obj[key[1]] = value
            return
        one = type(value) is np.ndarray and value.shape == (1,) and self.ndim == 2
        if one and type(key) is tuple and len(key) == 2 and all(isinstance(k, str | int | np.integer) for k in key):
            value = value[0]
        real(self, key, value)

    return wider


def _is_a_column(indexer: Any, key: Any) -> bool:
    """Say whether `key` is all rows of one existing column."""
    by_label = indexer.name == "loc" and indexer.ndim == 2 and type(key) is tuple and len(key) == 2
    return (
        by_label
        and isinstance(key[0], slice)
        and key[0] == slice(None)
        and isinstance(key[1], str)
        and indexer.obj.columns.nlevels == 1
        and list(indexer.obj.columns).count(key[1]) == 1
    )


def one_column(real: Callable[..., Any]) -> Callable[..., Any]:
    """Accept one-dimensional values in `frame[["k"]] = values`, and in a column of objects, as pandas 1.2 did."""

    @functools.wraps(real)
    def wider(self: Any, key: Any, value: Any) -> None:
        try:
            real(self, key, value)
        except ValueError:
            if type(value) is not np.ndarray or len(value) != len(self):
                raise
            if type(key) is list and len(key) == 1 and value.ndim == 1:
                real(self, key[0], value)
            elif isinstance(key, str) and value.dtype == object and value.shape[1:] == (1,):
                real(self, key, value[:, 0])
            else:
                raise

    return wider


def columns_of_categories(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make columns of a list of categorical values that cannot be rows."""

    @functools.wraps(real)
    def wider(self: Any, data: Any = None, index: Any = None, columns: Any = None, *more: Any, **kwargs: Any) -> None:
        try:
            real(self, data, index, columns, *more, **kwargs)
        except (ValueError, AssertionError):
            from pandas import Categorical

            kinds = type(data) is list and columns is not None and all(isinstance(d, Categorical) for d in data)
            if not kinds or len(columns) != len(data):
                raise
            real(self, dict(enumerate(data)), index, None, *more, **kwargs)
            self.columns = columns

    return wider


def _label(name: str) -> Callable[[Any], Any]:
    """Give the label of the least or greatest value for `argmin` or `argmax`, as until pandas 0.25, for PyMC3 3.8.

    The present `idxmin` asks `argmin` for the position, so both are given here.
    """

    def widen(real: Any) -> Any:
        from pandas.core.base import IndexOpsMixin

        position = getattr(IndexOpsMixin, name)

        @functools.wraps(real)
        def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
            if older_than("3.9"):
                return self.index[position(self, *args, **kwargs)]
            return real(self, *args, **kwargs)

        return wider

    return widen


TABLE = (
    *(
        Narrowed("pandas:Series", name, _label(f"arg{name[3:]}"), "the label, if PyMC3 3.8 is emulated")
        for name in ("argmin", "argmax", "idxmin", "idxmax")
    ),
    *(
        row
        for owner in ("pandas:DataFrame", "pandas:Series")
        for row in (
            Narrowed(owner, "values", writable, "can be written to where no other array has the memory"),
            Narrowed(owner, "__array_ufunc__", _outer, "ufunc.outer gives an array"),
            Narrowed(owner, "replace", inferred, "text that is replaced by numbers becomes numbers, not objects"),
        )
    ),
    Narrowed(
        "pandas.core.indexing:_LocationIndexer",
        "__setitem__",
        element,
        "one cell gets an array's one element; [:, column] replaces it",
    ),
    Narrowed("pandas:DataFrame", "__setitem__", one_column, "one column takes an array of one axis, or of one column"),
    Narrowed("pandas:DataFrame", "__init__", columns_of_categories, "a list of categorical values is columns"),
    Narrowed(
        "pandas.core.indexing:_AtIndexer", "__setitem__", whole, "a cell holds an array of one element; rows are a list"
    ),
)
