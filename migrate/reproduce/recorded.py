"""Our own draws of the quantities in a summary: found by a row's name, and by the mean that the row prints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from .names import row
from .numbers import Number

MARK = "draws:"  # before the names of variables in a file of draws


class Recorder:
    """The draws of all traces that a document made, read when they are first asked for."""

    def __init__(self, files: Iterable[str] = (), scalars: dict[str, list[np.ndarray]] | None = None) -> None:
        self._files = tuple(files)
        self._given = scalars or {}

    @cached_property
    def scalars(self) -> dict[str, list[np.ndarray]]:
        """Return the draws (chains, draws) of each scalar, one of each trace that has it."""
        found: dict[str, list[np.ndarray]] = dict(self._given)
        for file in self._files:
            with np.load(file, allow_pickle=False) as held:
                for name in held.files:
                    stacked = held[name]
                    for index in np.ndindex(stacked.shape[2:]):
                        label = name.removeprefix(MARK) + (f"[{','.join(map(str, index))}]" if index else "")
                        found.setdefault(label, []).append(stacked[(slice(None), slice(None), *index)])
        return found

    def draws(self, name: str, mean: Number | None) -> np.ndarray | None:
        """Return the draws whose mean is the one printed in the row `name`; None where no trace has such."""
        if mean is None:
            return None
        for stacked in reversed(self.scalars.get(row(name), [])):
            if abs(float(stacked.mean()) - mean.value) <= mean.half * 1.01 + 1e-9 * abs(mean.value):
                return stacked
        return None
