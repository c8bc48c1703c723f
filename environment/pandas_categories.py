"""Categories changed in place, as by `frame["kind"].cat.add_categories(["c"], inplace=True)`, or used as labels."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from .restored_name import Narrowed

_METHODS = (
    "add_categories as_ordered as_unordered remove_categories remove_unused_categories rename_categories "
    "reorder_categories set_categories set_ordered"
)


def _in_place(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Accept `inplace=True`: change these values, which a frame shares with a column taken from it, and return None."""
    if "inplace" in inspect.signature(real).parameters:
        return None

    @functools.wraps(real)
    def wider(self: Any, *args: Any, inplace: bool = False, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        if not inplace:
            return made
        from pandas._libs.arrays import NDArrayBacked  # the class that holds codes and dtype

        NDArrayBacked.__init__(self, made._ndarray, made.dtype)
        return None

    return wider


def _in_order(real: Callable[..., Any]) -> Callable[..., Any]:
    """Keep the first one's order when aligning series whose labels are the same values of other categories.

    Pandas 2 sorts them. `a & b` aligns too.
    """

    @functools.wraps(real)
    def wider(self: Any, other: Any, *args: Any, **kwargs: Any) -> Any:
        if not args and kwargs.keys() <= {"copy"} and _are_the_same_labels(self, other):
            return self, other.reindex(self.index)
        return real(self, other, *args, **kwargs)

    return wider


def _are_the_same_labels(one: Any, other: Any) -> bool:
    from pandas import CategoricalIndex, Series

    return (
        isinstance(other, Series)
        and isinstance(one.index, CategoricalIndex)
        and isinstance(other.index, CategoricalIndex)
        and len(one) == len(other)
        and one.index.dtype != other.index.dtype
        and one.index.is_unique
        and set(one.index) == set(other.index)
    )


TABLE = (
    *(
        Narrowed("pandas:Categorical", name, _in_place, "inplace=True changes the values where they are", "inplace")
        for name in _METHODS.split()
    ),
    Narrowed("pandas:Series", "align", _in_order, "the same labels of other categories keep the order of the first"),
)
