"""Whether shared arrays that others may write to (`borrow=True`) hold what they held when something was computed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...graph.container import Container

MOST = 64 * 2**20  # bytes that are kept of all of them; comparing more takes longer than most of what is computed

Kept = tuple[tuple[int, ...], bytes]


def kept_of(containers: Sequence[Container]) -> list[Kept | None]:
    """Return shape and bytes of each array that somebody else has; None for one that nobody has, or not compared."""
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
    """Whether `container` may hold anything but `kept`, though nothing was put into it."""
    if not container.aliased:
        return False
    array = container.held
    return kept is None or array.shape != kept[0] or array.tobytes() != kept[1]


__all__ = ["Kept", "kept_of", "may_be_changed"]
