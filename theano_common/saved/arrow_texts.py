"""Texts in pyarrow's arrays, which pandas 3 keeps its labels in: offsets, and all texts one behind the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from .inert import Inert
from .numpy_values import content

OFFSETS = {"large_string": "<i8", "string": "<i4"}


def texts_of(array: Any) -> list[str] | None:
    """Return the texts of a pyarrow array, or of one in pieces; None for anything else, or a missing text."""
    if not isinstance(array, Inert) or not array.arguments:
        return None
    if array.kind == "chunked_array" and isinstance(array.arguments[0], list):
        pieces = [texts_of(one) for one in array.arguments[0]]
        return None if any(one is None for one in pieces) else [text for one in pieces for text in one or ()]
    parts = array.arguments[0]
    if array.kind != "_restore_array" or not isinstance(parts, tuple) or len(parts) < 5:
        return None
    kind, length, missing, start, buffers = parts[:5]
    name = kind.arguments[0] if isinstance(kind, Inert) and kind.arguments else None
    if name not in OFFSETS or missing != 0 or not isinstance(buffers, list) or len(buffers) != 3:
        return None
    offsets, data = (_bytes(one) for one in buffers[1:])
    if offsets is None or data is None or not isinstance(length, int) or not isinstance(start, int):
        return None
    size = np.dtype(OFFSETS[name]).itemsize
    if not (0 <= start and 0 <= length and (start + length + 1) * size <= len(offsets)):
        return None
    at = np.frombuffer(offsets, dtype=OFFSETS[name], count=start + length + 1)[start:].tolist()
    return [str(data[a:b], "utf-8") for a, b in zip(at, at[1:], strict=False)]


def _bytes(buffer: Any) -> Any:
    return content(buffer.arguments[0]) if isinstance(buffer, Inert) and buffer.arguments else None
