"""Categories that were changed where they are: `frame["kind"].cat.add_categories(["c"], inplace=True)`."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from compat.legacy_environment.row import Narrowed

_METHODS = (
    "add_categories as_ordered as_unordered remove_categories remove_unused_categories rename_categories "
    "reorder_categories set_categories set_ordered"
)


def _in_place(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """`inplace=True` changes these values, which a frame shares with a column taken out of it, and gives None."""
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


TABLE = tuple(
    Narrowed("pandas:Categorical", name, _in_place, "inplace=True changes the values where they are", "inplace")
    for name in _METHODS.split()
)
