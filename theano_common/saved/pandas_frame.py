"""A DataFrame of draws (`pm.trace_to_dataframe`) from its stand-in in a pickle, without pandas.

Its content is in a block manager, which is pickled in two ways: pandas 0.14 to 1.2 store a state with `{"0.14.1":
...}`, later ones a call of the manager with blocks and axes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..draws import Draws
from . import arrow_texts, csv_table
from .backend_chains import NO_TUNING_MARK
from .errors import CannotRead
from .inert_objects import Inert
from .numpy_values import texts_of, value_of
from .wide_columns import draws_of_columns

REMARK = f"A DataFrame keeps no chains: all draws are taken as one chain; {NO_TUNING_MARK}."


def draws_of(frame: Inert) -> Draws:
    """Return one chain of all rows, or the chains that columns `chain` and `draw` give."""
    columns, odd = table(frame)
    remarks = [f"Left out, since it holds no numbers: {', '.join(odd)}."] if odd else []
    return draws_of_columns(columns, REMARK, *remarks)


def table(frame: Inert) -> tuple[dict[str, np.ndarray], list[str]]:
    """Return (column -> values, names of columns that are not numeric), in the order of the frame."""
    attributes = frame.attributes
    manager = attributes.get("_mgr", attributes.get("_data"))
    if not isinstance(manager, Inert):
        raise CannotRead("a DataFrame without its content: pandas older than 0.14, or a damaged file")
    axes, blocks = _parts(manager)
    names = labels_of(axes[0]) if axes else None
    if names is None:
        raise CannotRead("a DataFrame whose columns have no names")
    found: dict[int, np.ndarray] = {}
    for values, places in blocks:
        array, rows = value_of(_unwrapped(values)), _places(places)
        if isinstance(array, np.ndarray) and array.ndim == 2 and len(array) == len(rows):
            found |= {row: array[i] for i, row in enumerate(rows)}
    if len({len(array) for array in found.values()}) > 1:
        raise CannotRead("a DataFrame with columns of unequal length: the file is damaged")
    csv_table.check_names([name for i, name in enumerate(names) if i in found])
    kept = {name: found[i] for i, name in enumerate(names) if i in found}
    if not kept:
        raise CannotRead("a DataFrame without a column of numbers")
    return kept, [name for i, name in enumerate(names) if i not in found]


def _parts(manager: Inert) -> tuple[list[Any], list[tuple[Any, Any]]]:
    """Return (axes, [(values, places)])."""
    state = manager.state
    if isinstance(state, tuple) and len(state) == 4 and isinstance(state[3], dict) and "0.14.1" in state[3]:
        held = state[3]["0.14.1"]
        if isinstance(held, dict) and isinstance(held.get("axes"), list) and isinstance(held.get("blocks"), list):
            blocks = [one for one in held["blocks"] if isinstance(one, dict)]
            return held["axes"], [(one.get("values"), one.get("mgr_locs")) for one in blocks]
    if len(manager.arguments) == 2:
        blocks, axes = manager.arguments
        if isinstance(axes, list) and isinstance(blocks, tuple | list):
            return axes, list(_called_blocks(blocks))
    raise CannotRead("a DataFrame in a form of pandas that is not known here: save it as CSV")


def _called_blocks(blocks: Any) -> Iterator[tuple[Any, Any]]:
    for one in blocks:
        if isinstance(one, Inert) and len(one.arguments) >= 2:  # _unpickle_block(values, places, ndim)
            yield one.arguments[0], one.arguments[1]


def _unwrapped(values: object) -> Any:
    """Return the array inside pandas' own array wrapper, if there is one."""
    for _ in range(3):
        if isinstance(values, Inert) and (inner := _array_of(values)) is not None:
            values = inner
    return values


def _array_of(wrapper: Inert) -> Any:
    """Return what a wrapper holds; its state is a dict, or (dtype, array), in either order: texts without pyarrow."""
    if wrapper.kind == "__pyx_unpickle_NDArrayBacked" and isinstance(wrapper.state, tuple):
        held = (one for one in wrapper.state[:2] if isinstance(one, Inert) and one.kind == "_reconstruct")
        return next(held, wrapper.attributes.get("_ndarray"))
    return wrapper.attributes.get("_ndarray")


def _places(places: object) -> list[int]:
    if isinstance(places, Inert) and places.kind in ("slice", "SliceType") and len(places.arguments) == 3:
        start, stop, step = places.arguments
        if all(isinstance(n, int) and abs(n) < 1 << 24 for n in (start, stop, step)) and step:
            return list(range(start, stop, step))
    array = value_of(places)
    return [int(i) for i in array.ravel()] if isinstance(array, np.ndarray) and array.dtype.kind in "iu" else []


def labels_of(index: Any) -> list[str] | None:
    """Return the labels of a pandas Index, as texts."""
    made = values_of_index(index)
    return None if made is None else [str(one) for one in made]


def values_of_index(index: object) -> Any:
    """Return the content of a pandas Index: texts, or an array of numbers."""
    if not isinstance(index, Inert):
        return None
    if index.kind == "_new_Index" and len(index.arguments) == 2 and isinstance(index.arguments[1], dict):
        held = index.arguments[1]
        if {"start", "stop", "step"} <= held.keys():
            bounds = [held[k] for k in ("start", "stop", "step")]
            return np.arange(*bounds) if all(isinstance(n, int) and abs(n) < 1 << 31 for n in bounds) else None
        data = _unwrapped(held.get("data"))
        if isinstance(array := value_of(data), np.ndarray):
            return array
        arrow = data.attributes.get("_pa_array") if isinstance(data, Inert) else None
        return texts_of(data) if arrow is None else arrow_texts.texts_of(arrow)
    return None
