"""A column, or a row, taken from a frame writes through to it, as before pandas 3: `frame["a"][mask] = 0`.

From pandas 3 on the column is a copy as soon as it is written to, and the frame keeps its old values, with no error.
Here a column remembers its frame. What is written to the column is put into the frame, as long as the two share memory
when the write begins, and the frame has the column's rows. After `frame["a"] = other` the old column stands alone.
So does a row of a frame of one kind of values, as then: `frame.iloc[0]["a"] = 1.0`; of several kinds it was a copy.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from .restored_name import Narrowed

_FRAME = "_theano_compat_frame"  # of a series: (reference to its frame, column)
_ROW = "_theano_compat_row"  # of a series: (reference to its frame, position of the row)


@functools.cache
def _is_copied() -> bool:
    """Return whether a column of this pandas is copied when it is written to, and is seen to share memory before.

    Asked once, before the first name below is put in its place.
    """
    import pandas

    frame = pandas.DataFrame({"a": [1.0]})
    column = frame["a"]
    try:
        shared = _share_memory(frame, 0, column)
    except (AttributeError, TypeError, ValueError):  # another pandas has other names inside
        return False
    column.iloc[0] = 2.0
    return shared and frame["a"].iloc[0] == 1.0


def _remembered(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Note in a column which frame it comes from."""
    if not _is_copied():
        return None

    @functools.wraps(real)
    def _get_item(self: Any, item: Any) -> Any:
        column = real(self, item)
        object.__setattr__(column, _FRAME, (weakref.ref(self), item))
        return column

    return _get_item


def _row_remembered(place: Callable[[Any, Any], Any], real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Note in a row which frame of one kind of values it comes from. place: the row's, of (frame, key)."""
    if not _is_copied():
        return None

    @functools.wraps(real)
    def taken(self: Any, key: Any, axis: Any = 0, *args: Any, **kwargs: Any) -> Any:
        row = real(self, key, axis, *args, **kwargs)
        if axis in (0, "index") and len(self._mgr.blocks) == 1 and getattr(row, "ndim", 0) == 1:
            at = place(self, key)
            if isinstance(at, int | np.integer):
                object.__setattr__(row, _ROW, (weakref.ref(self), int(at)))
        return row

    return taken


def _through(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Put what a method writes to a column, or an indexer to that of its `obj`, into the frame too."""
    if not _is_copied():
        return None

    @functools.wraps(real)
    def wider(self: Any, *args: Any, **kwargs: Any) -> Any:
        column = self if hasattr(self, "_mgr") else self.obj
        frame, at = _frame_of(column)
        whole, place = _frame_of_row(column)
        rows = column.index
        made = real(self, *args, **kwargs)
        if whole is not None and column.index.is_(rows) and column.dtype == whole.dtypes.iloc[0]:
            whole.iloc[place] = column
        # a column sorted in place has other rows, or an index of its own
        if frame is not None and column.index.is_(rows) and rows.equals(frame.index):
            frame.isetitem(at, column)
        return made

    return wider


def _frame_of(column: Any) -> tuple[Any, int]:
    """Return the frame that shares its memory with a column, and the column's place; (None, 0) where there is none."""
    reference, item = vars(column).get(_FRAME, (lambda: None, None))
    frame = reference()
    if frame is None or item not in frame.columns:
        return None, 0
    at = frame.columns.get_loc(item)
    if not isinstance(at, int):  # several columns have the name
        return None, 0
    return (frame, at) if _share_memory(frame, at, column) else (None, 0)


def _frame_of_row(row: Any) -> tuple[Any, int]:
    """Return the frame that shares its memory with a row, and the row's position; (None, 0) where there is none."""
    reference, at = vars(row).get(_ROW, (lambda: None, 0))
    frame = reference()
    if frame is None or len(frame._mgr.blocks) != 1 or at >= len(frame):
        return None, 0
    (own,), (block,) = row._mgr.blocks, frame._mgr.blocks
    values, theirs = own.values, block.values
    shared = isinstance(values, np.ndarray) and isinstance(theirs, np.ndarray) and np.may_share_memory(values, theirs)
    return (frame, at) if shared and block.refs is own.refs else (None, 0)


def _share_memory(frame: Any, at: int, column: Any) -> bool:
    (own,) = column._mgr.blocks
    block = frame._mgr.blocks[frame._mgr.blknos[at]]
    if block.refs is not own.refs:
        return False
    theirs = block.iget((frame._mgr.blklocs[at], slice(None)))
    one, other = (getattr(values, "_ndarray", values) for values in (theirs, own.values))
    return not isinstance(one, np.ndarray) or bool(one.ctypes.data == other.ctypes.data)  # a block has many columns


TABLE = (
    Narrowed("pandas:DataFrame", "_get_item", _remembered, "a column remembers its frame"),
    *(
        Narrowed("pandas:DataFrame", name, functools.partial(_row_remembered, place), "a row remembers its frame")
        for name, place in (("_ixs", lambda frame, at: at), ("xs", lambda frame, label: frame.index.get_loc(label)))
    ),
    *(
        Narrowed(owner, name, _through, "what is written to a column is written to its frame")
        for owner, name in (
            ("pandas:Series", "__setitem__"),
            ("pandas:Series", "_update_inplace"),
            ("pandas.core.indexing:_LocationIndexer", "__setitem__"),
            ("pandas.core.indexing:_ScalarAccessIndexer", "__setitem__"),
        )
    ),
)
