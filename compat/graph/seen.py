"""What rewriting may see of a shared variable's current value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .variable import SharedVariable


@dataclass(frozen=True, eq=False)
class Seen:
    """What rewriting may see of a shared variable's current value.

    Layouts are chosen by it; results do not depend on it, as the value may be another at the next call.

    indices: the value itself, if it may determine how rows are grouped.
    """

    lengths: tuple[int, ...]
    indices: np.ndarray | None = None


def seen(variable: SharedVariable, indices: bool = False) -> Seen | None:
    """Return what rewriting may see of the current value; None if that is not an array.

    indices: rows may be grouped.
    """
    value = variable.container.held
    if not isinstance(value, np.ndarray):
        return None
    return Seen(value.shape, value if indices and value.ndim and value.dtype.kind in "iu" else None)
