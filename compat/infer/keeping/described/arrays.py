"""Digests of arrays, by kind, shape and contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np


def digest_of(parts: Iterable[bytes | memoryview]) -> str:
    """Return a digest of byte strings, of which each has its place."""
    found = hashlib.sha256()
    for one in parts:
        found.update(len(one).to_bytes(8, "little"))
        found.update(one)
    return found.hexdigest()


def parts_of(value: Any) -> list[bytes | memoryview] | None:
    """Return what tells an array from others: a sparse or masked one too; None if it is no array of numbers or texts.

    The contents are not copied if they are contiguous.
    """
    if hasattr(value, "tocsr"):  # a sparse matrix
        value = value if hasattr(value, "indptr") else value.tocsr()
        arrays = [value.data, value.indices, value.indptr]
    elif isinstance(value, np.ma.MaskedArray):
        arrays = [np.ma.getdata(value), np.ma.getmaskarray(value)]
    else:
        arrays = [np.asarray(value)]
    if any(one.dtype.hasobject for one in arrays):
        return None
    about = repr([type(value).__name__ if len(arrays) > 1 else "", np.shape(value), *(str(a.dtype) for a in arrays)])
    return [about.encode(), *(part for one in arrays for part in _bytes_of(one))]


def _bytes_of(array: np.ndarray) -> list[bytes | memoryview]:
    if array.dtype.fields is not None:  # there may be anything between the fields
        return [part for name in array.dtype.names or () for part in _bytes_of(array[name])]
    whole = np.ascontiguousarray(array)
    return [memoryview(whole.reshape(-1).view(np.uint8)) if whole.nbytes else b""]


__all__ = ["digest_of", "parts_of"]
