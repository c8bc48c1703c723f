"""What rewriting may see of the value that a shared variable has now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .variable import SharedVariable


@dataclass(frozen=True, eq=False)
class Seen:
    """What rewriting may see of the value that a shared variable has now.

    Layouts are chosen by it; answers do not depend on it, for the value can be another at the next call.

    indices: the value itself where it may say how rows are grouped.
    """

    lengths: tuple[int, ...]
    indices: np.ndarray | None = None


def seen(variable: SharedVariable, indices: bool = False) -> Seen | None:
    """Return what rewriting may see of the value of now; None where that is no array.

    indices: rows may be grouped.
    """
    value = variable.container.held
    if not isinstance(value, np.ndarray):
        return None
    return Seen(value.shape, value if indices and value.ndim and value.dtype.kind in "iu" else None)
