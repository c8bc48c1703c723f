"""Groups as before pandas 2 and 3: every category, the columns of their keys, and names that are no tuples."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from ..restored_name import Narrowed
from .callers import for_programs

Function = Callable[..., Any]


@for_programs
def _every_category(real: Function) -> Function:
    """Group by every category, those without a row too, where `observed` is not given; read `by=["k"]` as `by="k"`."""

    @functools.wraps(real)
    def groupby(self: Any, by: Any = None, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("observed", False)
        if isinstance(by, list) and len(by) == 1 and isinstance(by[0], str):
            by = by[0]
        return real(self, by, *args, **kwargs)

    return groupby


@for_programs
def _every_category_in_a_table(real: Function) -> Function:
    @functools.wraps(real)
    def pivot_table(*args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("observed", False)
        return real(*args, **{**kwargs, **({"aggfunc": _named(kwargs["aggfunc"])} if "aggfunc" in kwargs else {})})

    return pivot_table


@for_programs
def _with_its_key(real: Function) -> Function:
    """Give the function of `apply` whole groups, with the columns they are grouped by, as until pandas 2."""

    @functools.wraps(real)
    def apply(self: Any, func: Any, *args: Any, **kwargs: Any) -> Any:
        if not callable(func) or "include_groups" in kwargs:
            return real(self, func, *args, **kwargs)

        def of_a_group(group: Any) -> Any:
            return func(group, *args, **kwargs)

        of_a_group.__name__ = getattr(func, "__name__", "apply")
        return self._python_apply_general(of_a_group, self._selected_obj)

    return apply


def _by_the_key(real: Function) -> Function:
    """Index the n-th rows by their groups, as until pandas 1.5."""

    @functools.wraps(real)
    def nth(self: Any, n: Any, dropna: Any = None) -> Any:
        made = real(self, n, dropna)
        if type(n) is not int or dropna or not self.as_index:
            return made
        groups = self._grouper.ids
        own = groups[self._make_mask_from_positional_indexer(n) & (groups != -1)]
        made = made.drop(columns=[name for name in self.exclusions if name in made]) if made.ndim == 2 else made.copy()
        made.index = self._grouper.result_index.take(own)
        return made.iloc[np.argsort(own, kind="stable")] if self.sort else made

    return nth


# By the name of a function of NumPy, the method that pandas took for it: of a sample, so that the divisor is n - 1.
_OF_A_SAMPLE = {
    getattr(np, prefix + name): name
    for name in ("std", "var", "mean", "median", "sum", "prod", "min", "max")
    for prefix in ("", "nan")
}
_NAMED_OTHERWISE = {np.max: "amax", np.min: "amin"}


def _named(func: Any) -> Any:
    """Return functions of NumPy by the names of pandas' own, as until pandas 2."""
    if isinstance(func, dict):
        return {key: _named(value) for key, value in func.items()}
    if isinstance(func, list):
        return [
            (_NAMED_OTHERWISE[one], _named(one))
            if isinstance(one, Hashable) and one in _NAMED_OTHERWISE
            else _named(one)
            for one in func
        ]
    return _OF_A_SAMPLE.get(func, func) if isinstance(func, Hashable) else func


@for_programs
def _by_own_names(real: Function) -> Function:
    """Take `np.std` for pandas' own `std`, which divides by n - 1."""

    @functools.wraps(real)
    def aggregate(self: Any, func: Any = None, *args: Any, **kwargs: Any) -> Any:
        return real(self, _named(func), *args, **kwargs)

    return aggregate


def counts_of_then(counts: Any, name: Any) -> Any:
    """Return counts of values under the name of what was counted, without a name of their labels, None as NaN."""
    labels = counts.index
    if labels.nlevels == 1 and any(label is None for label in labels):
        counts.index = type(labels)([np.nan if label is None else label for label in labels])
    counts.index.name = None
    return counts.rename(name)


@for_programs
def _of_its_own_name(real: Function) -> Function:
    """Name the counts as what was counted, and their labels not at all, as until pandas 2; count None as NaN."""

    @functools.wraps(real)
    def value_counts(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        if made.ndim == 1:
            grouped = hasattr(self, "obj")
            name = getattr(self.obj if grouped else self, "name", None)
            return made.rename(name) if grouped else counts_of_then(made, name)
        return made

    return value_counts


_AGGREGATE = (
    "pandas:DataFrame",
    "pandas:Series",
    "pandas.core.groupby:DataFrameGroupBy",
    "pandas.core.groupby:SeriesGroupBy",
    "pandas.core.resample:Resampler",
)

TABLE = (
    *(
        Narrowed(owner, "groupby", _every_category, "every category is a group, also without a row")
        for owner in ("pandas:DataFrame", "pandas:Series")
    ),
    *(
        Narrowed(owner, "pivot_table", _every_category_in_a_table, "every category has a row")
        for owner in ("pandas", "pandas:DataFrame")
    ),
    Narrowed("pandas.core.groupby:DataFrameGroupBy", "apply", _with_its_key, "groups have the columns of their keys"),
    Narrowed("pandas.core.groupby:GroupBy", "_nth", _by_the_key, "nth is indexed by the keys"),
    *(
        Narrowed(owner, name, _by_own_names, "np.std is pandas' own std, and its like")
        for owner in _AGGREGATE
        for name in ("agg", "aggregate")
    ),
    *(
        Narrowed(owner, "value_counts", _of_its_own_name, "counts have the name of what is counted")
        for owner in ("pandas.core.base:IndexOpsMixin", "pandas.core.groupby:SeriesGroupBy", "pandas:DataFrame")
    ),
)
