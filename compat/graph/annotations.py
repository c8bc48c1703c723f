"""Annotations: what is known of a leaf beyond its type, stated once, where the leaf is made.

All annotations of a Program are one mapping, `Program.annotations`. compat/graph/check.py says which are legal, and the
key of a cache entry (compat/compilation/cache/graph_key.py) covers every field. A new fact is one more field here, with
rows in the tables of tests/compilation/test_annotations.py. Of the values of shared variables, which may change before
the next call, rewriting sees only what `seen` shows (compat/graph/seen.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from .borrowed import Borrowed


class KnownValue(Protocol):
    """A constant (`variable.Constant`), as annotations hold it."""

    data: Any
    compat_borrowed: Borrowed | None

    def signature(self) -> Any: ...


@dataclass(frozen=True)
class Annotation:
    """What is known of a leaf.

    lengths: one for each dimension, None if unknown; whoever supplies the value has promised them. below: all elements
    are integers from 0 up to, but not including, this; whoever supplies the value has checked them. by_columns: the
    transpose of a static matrix, copied: its columns are contiguous in memory. structure: a constant that depends on
    lengths only, not on data, and is part of the text: rules and compiled text may contain it. constant: the constant
    in whose place the leaf is, as data that never change: compiled code gets the array as an argument. Other leaves are
    bound when data change, or at each call.
    """

    lengths: tuple[int | None, ...] | None = None
    below: int | None = None
    by_columns: bool = False
    structure: bool = False
    constant: KnownValue | None = None

    @cached_property
    def array(self) -> np.ndarray | None:
        """The value of the data in whose place the leaf is."""
        return None if self.constant is None else np.ascontiguousarray(self.constant.data)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in said(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update({f.name: state.get(f.name, f.default) for f in fields(self)})

    def __str__(self) -> str:
        return ", ".join(f"{name}={value}" if type(value) in (int, tuple) else name for name, value in said(self))


NOTHING = Annotation()
MOST_IN_TEXT = 1024  # elements of a `structure` constant


def said(annotation: Annotation) -> Iterator[tuple[str, Any]]:
    """Yield (name, value) of the fields that are set."""
    for field in fields(annotation):
        value = getattr(annotation, field.name)
        if value is not field.default:
            yield field.name, value


# the names under which variables, and still their pickles, had these facts as attributes
_CARRIED = {
    "static_shape": "lengths",
    "in_range": "below",
    "by_columns": "by_columns",
    "is_structure": "structure",
    "constant": "constant",
}
_DERIVED = {"array", "is_data_alone"}


def of_pickle(state: dict[str, Any]) -> dict[str, Any]:
    """Convert the pickled state of a variable, also from when variables had their annotations as attributes."""
    carried = state.keys() & _CARRIED.keys()
    if "array" not in state:
        carried -= {"constant"}  # a user's own attribute
    if not carried:
        return state
    known = {_CARRIED[name]: state[name] for name in carried if state[name] is not None and state[name] is not False}
    rest = {name: value for name, value in state.items() if name not in carried and name not in _DERIVED}
    return {**rest, "_annotation": Annotation(**known)} if known else rest
