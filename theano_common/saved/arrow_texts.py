"""Texts in pyarrow's arrays, in which pandas 3 keeps labels: offsets, and all texts concatenated."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Any

import numpy as np

from .inert_objects import Inert
from .numpy_values import content

OFFSETS = {"large_string": "<i8", "string": "<i4"}


def texts_of(array: object) -> list[str] | None:
    """Return the texts of a pyarrow array, chunked or not; None for any other object, or if one is missing."""
    if not isinstance(array, Inert) or not array.arguments:
        return None
    first = array.arguments[0]
    if array.kind == "chunked_array" and isinstance(first, list):
        pieces = [texts_of(one) for one in first]
        whole = [one for one in pieces if one is not None]
        return list(chain.from_iterable(whole)) if len(whole) == len(pieces) else None
    if array.kind == "_restore_array" and isinstance(first, tuple) and len(first) >= 5:
        kind, length, missing, start, buffers = first[:5]
        if missing == 0 and _are_counts(length, start) and isinstance(buffers, list) and len(buffers) == 3:
            return _restored(kind, length, start, buffers)
    return None


def _are_counts(*numbers: object) -> bool:
    return all(isinstance(one, int) and one >= 0 for one in numbers)


def _restored(kind: object, length: int, start: int, buffers: list[Any]) -> list[str] | None:
    name = kind.arguments[0] if isinstance(kind, Inert) and kind.arguments else None
    if name not in OFFSETS:
        return None
    offsets, data = (_bytes(one) for one in buffers[1:])
    count = start + length + 1
    if offsets is None or data is None or count * np.dtype(OFFSETS[name]).itemsize > len(offsets):
        return None
    at = np.frombuffer(offsets, dtype=OFFSETS[name], count=count)[start:].tolist()
    return [str(data[a:b], "utf-8") for a, b in pairwise(at)]


def _bytes(buffer: object) -> Any:
    return content(buffer.arguments[0]) if isinstance(buffer, Inert) and buffer.arguments else None
