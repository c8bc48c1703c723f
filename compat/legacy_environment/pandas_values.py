"""What frames and series hold and give: `replace` that makes numbers, and `values` that can be written to.

`frame.values[mask] = 0`: the array that pandas 3 gives is read-only, as frames share memory until one is written to.

It can be written to again where no second frame or series has the memory, but for a frame and one series taken out of
it: then what is written is seen where it was seen before. Else it stays read-only, and NumPy's error tells of it.
"""

import functools
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np

from compat.legacy_environment.row import Narrowed


def writable(real: Any) -> Any:
    """The property `values` of pandas 3, with arrays that can be written to where that changes no other array."""
    if not isinstance(real, property) or real.fget is None:
        return None
    read = real.fget

    def values(self: Any) -> Any:
        found = read(self)
        if type(found) is np.ndarray and not found.flags.writeable and _is_its_own(self):
            with suppress(ValueError):  # of the user's own, which is read-only
                found.flags.writeable = True
        return found

    values.__name__, values.__doc__ = "values", real.__doc__
    return property(values, real.fset, real.fdel, real.__doc__)


def _is_its_own(data: Any) -> bool:
    """Whether at most one frame and one series that are alive have the memory of `data`."""
    try:
        [block] = data._mgr.blocks
        dimensions = [other.ndim for one in block.refs.referenced_blocks if (other := one()) is not None]
    except (AttributeError, ValueError, TypeError):  # several blocks; a pandas that counts otherwise
        return False
    return dimensions.count(1) <= 1 and dimensions.count(2) <= 1


def inferred(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give numbers where text was replaced by numbers: from pandas 3 on they stay objects."""

    @functools.wraps(real)
    def replace(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = real(self, *args, **kwargs)
        return made if made is None or made is self or kwargs.get("inplace") else made.infer_objects()

    return replace


def _outer(real: Callable[..., Any]) -> Callable[..., Any]:
    """`np.greater.outer(series, x)` gave an array."""

    @functools.wraps(real)
    def wider(self: Any, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if method == "outer":
            return getattr(ufunc, method)(*map(np.asarray, inputs), **kwargs)
        return real(self, ufunc, method, *inputs, **kwargs)

    return wider


TABLE = tuple(
    row
    for owner in ("pandas:DataFrame", "pandas:Series")
    for row in (
        Narrowed(owner, "values", writable, "can be written to where no other array has the memory"),
        Narrowed(owner, "__array_ufunc__", _outer, "ufunc.outer gives an array"),
        Narrowed(owner, "replace", inferred, "text that is replaced by numbers becomes numbers, not objects"),
    )
)
