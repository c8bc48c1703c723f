"""Names that pandas removed in 0.20 to 3.0, beside those of `plotting_names`."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from .restored_name import Removed, renamed

_BOTH = ("pandas:DataFrame", "pandas:Series")


def _ix() -> Any:
    from .pandas_ix import Ix  # imported where the library exists

    return property(Ix)


def _sort(self: Any, columns: Any = None, axis: int = 0, ascending: Any = True, inplace: bool = False) -> Any:
    place: dict[str, Any] = {"inplace": True} if inplace else {}
    if columns is None:
        return self.sort_index(axis=axis, ascending=ascending, **place)
    return self.sort_values(columns, axis=axis, ascending=ascending, **place)


def _order(self: Any, ascending: bool = True, na_last: bool = True) -> Any:
    return self.sort_values(ascending=ascending, na_position="last" if na_last else "first")


def _lookup(self: Any, row_labels: Any, col_labels: Any) -> np.ndarray:
    rows, columns = self.index.get_indexer_for(row_labels), self.columns.get_indexer_for(col_labels)
    if (rows < 0).any() or (columns < 0).any():
        raise KeyError("One or more labels was not found")
    return self.to_numpy()[rows, columns]


def _set_value(self: Any, *labels_and_value: Any) -> Any:
    *labels, value = labels_and_value
    self.loc[tuple(labels) if len(labels) > 1 else labels[0]] = value
    return self


def _value_counts(
    values: Any,
    sort: bool = True,
    ascending: bool = False,
    normalize: bool = False,
    bins: Any = None,
    dropna: bool = True,
) -> Any:
    import pandas as pd

    return pd.Series(values).value_counts(normalize=normalize, sort=sort, ascending=ascending, bins=bins, dropna=dropna)


def _rolling(what: str) -> Callable[..., Any]:
    def rolling(arg: Any, window: Any, min_periods: Any = None, freq: Any = None, center: bool = False) -> Any:
        import pandas as pd

        arg = arg if hasattr(arg, "rolling") else pd.Series(arg)
        arg = arg if freq is None else arg.resample(freq).mean()
        return getattr(arg.rolling(window, min_periods=min_periods, center=center), what)()

    rolling.__name__ = f"rolling_{what}"
    return rolling


def _grouper() -> Any:
    import pandas as pd

    return lambda freq=None, *args, **kwargs: pd.Grouper(*args, freq=freq, **kwargs)


def _from_items(cls: Any, items: Any, columns: Any = None, orient: str = "columns") -> Any:
    made = dict(items)
    return cls(made, columns=columns) if orient == "columns" else cls.from_dict(made, "index", columns=columns)


def _from_csv(
    cls: Any, path: Any, header: Any = 0, sep: str = ",", index_col: Any = 0, parse_dates: bool = True
) -> Any:
    import pandas as pd

    return pd.read_csv(path, header=header, sep=sep, index_col=index_col, parse_dates=parse_dates)


def _week(self: Any) -> Any:
    import pandas as pd

    return pd.Index(self.isocalendar().week.to_numpy(dtype="int64"))


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


TABLE = (
    *(Removed(owner, "ix", _ix, "labels, or positions where labels are no integers: loc or iloc") for owner in _BOTH),
    Removed("pandas:DataFrame", "sort", _always(_sort), "is sort_values or sort_index"),
    Removed("pandas:Series", "order", _always(_order), "is sort_values()"),
    Removed("pandas:DataFrame", "lookup", _always(_lookup), "is to_numpy()[rows, columns]"),
    *(
        Removed(
            owner,
            "get_value",
            lambda: lambda self, *labels: self.at[labels if len(labels) > 1 else labels[0]],
            "is at[...]",
        )
        for owner in _BOTH
    ),
    *(Removed(owner, "set_value", _always(_set_value), "is at[...] = value") for owner in _BOTH),
    *(
        Removed(owner, "get_values", lambda: lambda self: self.to_numpy(), "is to_numpy()")
        for owner in (*_BOTH, "pandas:Index")
    ),
    *(
        Removed(owner, "clip_lower", lambda: lambda self, threshold: self.clip(lower=threshold), "is clip(lower=)")
        for owner in _BOTH
    ),
    *(
        Removed(owner, "clip_upper", lambda: lambda self, threshold: self.clip(upper=threshold), "is clip(upper=)")
        for owner in _BOTH
    ),
    Removed("pandas:Series", "nonzero", lambda: lambda self: self.to_numpy().nonzero(), "is to_numpy().nonzero()"),
    Removed(
        "pandas:Series", "ravel", lambda: lambda self, order="C": self.to_numpy().ravel(order), "is to_numpy().ravel()"
    ),
    Removed(
        "pandas:Series",
        "reshape",
        lambda: lambda self, *shape: self.to_numpy().reshape(*shape),
        "is to_numpy().reshape",
    ),
    Removed("pandas:Series", "view", lambda: lambda self, dtype=None: self.astype(dtype), "is astype(dtype)"),
    Removed("pandas:DataFrame", "swapaxes", lambda: lambda self, a, b, copy=True: self if a == b else self.T, "is .T"),
    Removed(
        "pandas:DataFrame",
        "reindex_axis",
        lambda: lambda self, labels, axis=0: self.reindex(labels, axis=axis),
        "is reindex(axis=)",
    ),
    Removed("pandas:DataFrame", "from_items", lambda: classmethod(_from_items), "is DataFrame(dict(items))"),
    Removed("pandas:DataFrame", "from_csv", lambda: classmethod(_from_csv), "is read_csv(index_col=0)"),
    Removed("pandas:Index", "dtype_str", lambda: property(lambda self: str(self.dtype)), "is str(dtype)"),
    *(
        Removed(
            owner,
            "is_monotonic",
            lambda: property(lambda self: self.is_monotonic_increasing),
            "is is_monotonic_increasing",
        )
        for owner in ("pandas:Index", "pandas:Series")
    ),
    Removed("pandas:DatetimeIndex", "weekday_name", lambda: property(lambda self: self.day_name()), "is day_name()"),
    *(
        Removed("pandas:DatetimeIndex", name, lambda: property(_week), "is isocalendar().week")
        for name in ("week", "weekofyear")
    ),
    Removed("pandas", "value_counts", _always(_value_counts), "is Series.value_counts"),
    Removed("pandas", "TimeGrouper", _grouper, "is Grouper(freq=)"),
    *renamed("pandas", "pandas.plotting", scatter_matrix="scatter_matrix", autocorrelation_plot="autocorrelation_plot"),
    *(
        Removed("pandas", f"rolling_{what}", partial(_rolling, what), f"is rolling(window).{what}()")
        for what in ("mean", "std", "var", "sum", "median", "min", "max")
    ),
)
