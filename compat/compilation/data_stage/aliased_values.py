"""Detects changes of aliased shared arrays (`borrow=True`), which the caller may write to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...graph.container import Container

# bytes in all that are copied to compare; comparing more takes longer than most of what depends on them
MOST = 64 * 2**20

Kept = tuple[tuple[int, ...], bytes]


def kept_of(containers: Sequence[Container]) -> list[Kept | None]:
    """Return shape and bytes of each aliased array; None for one that is not aliased or not compared."""
    left, found = MOST, list[Kept | None]()
    for container in containers:
        array = container.held
        compared = container.aliased and type(array) is np.ndarray and not array.dtype.hasobject
        if compared and array.nbytes <= left:
            left -= array.nbytes
            found.append((array.shape, array.tobytes()))
        else:
            found.append(None)
    return found


def may_be_changed(container: Container, kept: Kept | None) -> bool:
    """Return whether the content of `container` may differ from `kept`, though no value was assigned."""
    if not container.aliased:
        return False
    array = container.held
    return kept is None or array.shape != kept[0] or array.tobytes() != kept[1]


__all__ = ["Kept", "kept_of", "may_be_changed"]
