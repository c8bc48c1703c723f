"""Names that pandas removed in 0.20 to 3.0, beside those of `plotting_names`."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from . import pandas_methods as methods
from .restored_name import Removed, renamed

_BOTH = ("pandas:DataFrame", "pandas:Series")


def _ix() -> Any:
    from .pandas_ix import Ix  # imported where the library exists

    return property(Ix)


def _value_counts(
    values: Any,
    sort: bool = True,
    ascending: bool = False,
    normalize: bool = False,
    bins: Any = None,
    dropna: bool = True,
) -> Any:
    import pandas as pd

    from .old_values.pandas_groups import counts_of_then  # used where the library exists

    counted = pd.Series(values)
    counts = counted.value_counts(normalize=normalize, sort=sort, ascending=ascending, bins=bins, dropna=dropna)
    return counts_of_then(counts, getattr(values, "name", None))


_OF_INTERVALS = {"max": "max", "min": "min", "median": "median"}  # how rows of one interval were joined; else "mean"


def _rolling(what: str) -> Callable[..., Any]:
    def rolling(
        arg: Any,
        window: Any,
        min_periods: Any = None,
        freq: Any = None,
        center: bool = False,
        how: str | None = None,
        **words: Any,
    ) -> Any:
        import pandas as pd

        made = arg if hasattr(arg, "rolling") else (pd.Series if np.ndim(arg) == 1 else pd.DataFrame)(np.asarray(arg))
        if freq is not None:
            made = getattr(made.resample(freq), how or _OF_INTERVALS.get(what, "mean"))()
        found = getattr(made.rolling(window, min_periods=min_periods, center=center), what)(**words)
        return found if made is arg or freq is not None else found.to_numpy()

    rolling.__name__ = f"rolling_{what}"
    return rolling


def _grouper() -> Any:
    import pandas as pd

    def grouper(freq: Any = "Min", closed: Any = None, label: Any = None, **words: Any) -> Any:
        return pd.Grouper(freq=freq, closed=closed, label=label, **words)

    return grouper


def _index_of(name: str, dtype: str) -> Callable[[], type]:
    """Return a class like `pd.Int64Index`: it makes an index of this type, and says whether an index is one."""

    def make() -> type:
        import pandas as pd

        class Kind(type):
            def __call__(cls, data: Any = None, dtype: Any = dtype, copy: bool = False, name: Any = None) -> Any:
                return pd.Index([] if data is None else data, dtype=dtype, copy=copy, name=name)

            def __instancecheck__(cls, one: Any) -> bool:
                return isinstance(one, pd.Index) and str(one.dtype) == dtype

            def __subclasscheck__(cls, one: type) -> bool:
                return one is cls or dtype == "int64" and issubclass(one, pd.RangeIndex)

        return Kind(name, (), {"__doc__": f"An index of {dtype}."})

    return make


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


TABLE = (
    *(Removed(owner, "ix", _ix, "labels, or positions where labels are no integers: loc or iloc") for owner in _BOTH),
    Removed("pandas:DataFrame", "sort", _always(methods.sort), "is sort_values or sort_index"),
    Removed("pandas:Series", "order", _always(methods.order), "is sort_values()"),
    Removed("pandas:DataFrame", "lookup", _always(methods.lookup), "is to_numpy()[rows, columns]"),
    Removed("pandas:DataFrame", "get_value", _always(methods.get_value), "is at[...]"),
    Removed("pandas:Series", "get_value", _always(methods.get_value_of_series), "is at[...]"),
    Removed("pandas:DataFrame", "set_value", _always(methods.set_value), "is at[...] = value"),
    Removed("pandas:Series", "set_value", _always(methods.set_value_of_series), "is at[...] = value"),
    *(
        Removed(owner, "get_values", lambda: lambda self: self.to_numpy(), "is to_numpy()")
        for owner in (*_BOTH, "pandas:Index")
    ),
    *(
        Removed(owner, f"clip_{side}", partial(methods.clipped, side), f"is clip({side}=)")
        for owner in _BOTH
        for side in ("lower", "upper")
    ),
    Removed("pandas:Series", "nonzero", lambda: lambda self: self.to_numpy().nonzero(), "is to_numpy().nonzero()"),
    Removed(
        "pandas:Series", "ravel", lambda: lambda self, order="C": self.values.ravel(order), "is to_numpy().ravel()"
    ),
    Removed("pandas:Series", "reshape", _always(methods.reshape), "is to_numpy().reshape"),
    Removed("pandas:Series", "view", _always(methods.view), "is Series(values.view(dtype))"),
    Removed("pandas:DataFrame", "swapaxes", _always(methods.swapaxes), "is .T"),
    Removed("pandas:DataFrame", "reindex_axis", _always(methods.reindex_axis), "is reindex(axis=)"),
    Removed("pandas:DataFrame", "from_items", lambda: classmethod(methods.from_items), "is DataFrame(dict(items))"),
    Removed("pandas:DataFrame", "from_csv", lambda: classmethod(methods.from_csv), "is read_csv(index_col=0)"),
    *(Removed(owner, "mad", _always(methods.mad), "mean absolute deviation from the mean") for owner in _BOTH),
    *(
        Removed("pandas", f"{kind}Index", _index_of(f"{kind}Index", kind.lower()), f"is an Index of {kind.lower()}")
        for kind in ("Int64", "UInt64", "Float64")
    ),
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
        Removed("pandas:DatetimeIndex", name, lambda: property(methods.week), "is isocalendar().week")
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
