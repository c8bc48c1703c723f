"""Methods that pandas' frames and series have lost, with the arguments that they had."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def clipped(side: str) -> Callable[..., Any]:
    """Return `clip_lower` or `clip_upper`."""

    def clip(self: Any, threshold: Any, axis: Any = None, inplace: bool = False) -> Any:
        return self.clip(**{side: threshold}, axis=axis, inplace=inplace)

    clip.__name__ = f"clip_{side}"
    return clip


def sort(
    self: Any,
    columns: Any = None,
    axis: Any = 0,
    ascending: Any = True,
    inplace: bool = False,
    kind: str = "quicksort",
    na_position: str = "last",
) -> Any:
    """Sort a frame by columns, or by its labels."""
    words = {"axis": axis, "ascending": ascending, "inplace": inplace, "kind": kind, "na_position": na_position}
    if columns is None:
        return self.sort_index(**words)
    if isinstance(ascending, list | tuple):
        words["ascending"] = [bool(one) for one in ascending]
    return self.sort_values(columns, **words)


def order(
    self: Any,
    na_last: bool | None = None,
    ascending: bool = True,
    kind: str = "quicksort",
    na_position: str = "last",
    inplace: bool = False,
) -> Any:
    """Sort a series by its values. `na_last` is the older name of `na_position`."""
    if na_last is not None:
        na_position = "last" if na_last else "first"
    return self.sort_values(ascending=ascending, kind=kind, na_position=na_position, inplace=inplace)


def lookup(self: Any, row_labels: Any, col_labels: Any) -> np.ndarray:
    """Return one value for each pair of a row's and a column's label."""
    if len(row_labels) != len(col_labels):
        raise ValueError("Row labels must have same size as column labels")
    rows, columns = self.index.get_indexer_for(row_labels), self.columns.get_indexer_for(col_labels)
    if (rows < 0).any() or (columns < 0).any():
        raise KeyError("One or more labels was not found")
    return self.to_numpy()[rows, columns]


def get_value(self: Any, index: Any, col: Any, takeable: bool = False) -> Any:
    """Return the value of a frame at two labels, or positions if `takeable`."""
    return self.iat[index, col] if takeable else self.at[index, col]


def get_value_of_series(self: Any, label: Any, takeable: bool = False) -> Any:
    """Return the value of a series at a label; a position where labels are no numbers."""
    return self.iat[label] if takeable or _is_position(self, label) else self.at[label]


def set_value(self: Any, index: Any, col: Any, value: Any, takeable: bool = False) -> Any:
    """Set the value of a frame at two labels, or positions if `takeable`; return the frame."""
    if takeable:
        self.iat[index, col] = value
    else:
        self.loc[index, col] = value
    return self


def set_value_of_series(self: Any, label: Any, value: Any, takeable: bool = False) -> Any:
    """Set the value of a series at a label, or a position if `takeable`; return the series."""
    if takeable:
        self.iat[label] = value
    else:
        self.loc[label] = value
    return self


def _is_position(series: Any, label: Any) -> bool:
    is_whole = isinstance(label, int | np.integer) and not isinstance(label, bool)
    return is_whole and series.index.dtype.kind not in "iuf" and label not in series.index


def swapaxes(self: Any, axis1: Any, axis2: Any, copy: bool = True) -> Any:
    """Return the frame transposed, or a copy of it for the same axis twice."""
    same = self._get_axis_number(axis1) == self._get_axis_number(axis2)
    return self.copy() if same else self.T


def reindex_axis(
    self: Any,
    labels: Any,
    axis: Any = 0,
    method: str | None = None,
    level: Any = None,
    copy: bool = True,
    limit: int | None = None,
    fill_value: Any = np.nan,
) -> Any:
    """Return the frame with these labels along an axis."""
    return self.reindex(labels, axis=axis, method=method, level=level, limit=limit, fill_value=fill_value)


def reshape(self: Any, *shape: Any, order: str = "C") -> Any:
    """Return the values of a series in another shape; the series itself for its own."""
    wanted = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], list | tuple) else shape
    return self if wanted == self.shape else self.to_numpy().reshape(wanted, order=order)  # type: ignore[call-overload]


def view(self: Any, dtype: Any = None) -> Any:
    """Return a series of the same memory read as another type."""
    import pandas as pd

    values = self.astype(f"{self.dtype.kind}8[ns]") if self.dtype.kind in "mM" else self  # as times were kept
    memory = values.to_numpy() if values is not self else self.values
    return pd.Series(memory if dtype is None else memory.view(dtype), self.index, name=self.name, copy=False)


def mad(self: Any, axis: Any = None, skipna: bool | None = None, level: Any = None) -> Any:
    """Return the mean absolute deviation from the mean, of the columns that are numbers."""
    if level is not None:
        raise TypeError("mad(level=) is gone from pandas: group by the level and give a function to agg.")
    skip = skipna is not False
    if self.ndim == 1:
        return (self - self.mean(skipna=skip)).abs().mean(skipna=skip)
    along = self._get_axis_number(0 if axis is None else axis)
    numbers = self.select_dtypes(["number", "bool"])
    centred = numbers.sub(numbers.mean(axis=along, skipna=skip), axis=1 - along)
    return centred.abs().mean(axis=along, skipna=skip)


def from_items(cls: Any, items: Any, columns: Any = None, orient: str = "columns") -> Any:
    """Return a frame of (name, values) pairs."""
    made = dict(items)
    if orient == "columns":
        return cls(made, columns=columns)
    if columns is None:
        raise TypeError("Must pass columns with orient='index'")
    return cls.from_dict(made, "index", columns=columns)


def from_csv(
    cls: Any,
    path: Any,
    header: Any = 0,
    sep: str = ",",
    index_col: Any = 0,
    parse_dates: bool = True,
    encoding: str | None = None,
    tupleize_cols: bool | None = None,
    infer_datetime_format: bool = False,
) -> Any:
    """Read a file of values, the first column for labels, which are dates where all can be read as such."""
    import pandas as pd

    words = {"header": header, "sep": sep, "index_col": index_col, "parse_dates": parse_dates, "encoding": encoding}
    return pd.read_csv(path, **words)


def week(self: Any) -> Any:
    """Return the weeks of dates; floats where one is missing."""
    import pandas as pd

    weeks = self.isocalendar().week
    return pd.Index(weeks.to_numpy(dtype="float64", na_value=np.nan) if weeks.isna().any() else weeks.to_numpy("int64"))
