"""Steps of a fit: many in one call into C if nothing needs Python, else one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...functions.batched_calls import Repeated, repeated
from ..interrupts import interrupts_noted
from .callbacks import next_look

SECONDS = 0.05  # intended duration of a call; Ctrl-C and the progress bar wait for its end
FEW = 8  # steps of the first call, and the least that are worth a call
MOST = 100_000  # steps per call at most


class Steps:
    """Runs `step` repeatedly.

    losses: an array for its results, or None. watched: the parameter to check for NaN if there is no loss.
    """

    def __init__(
        self, step: Callable[[], Any], losses: np.ndarray | None, callbacks: Sequence[Any], watched: Any
    ) -> None:
        self._step, self._losses, self._callbacks, self._watched = step, losses, callbacks, watched
        self._repeated: Repeated | None = None
        self._asked = False
        self._most = FEW  # steps of the next call
        self._noted: list[bool] = []

    def take(self, i: int, n: int, before: int) -> tuple[int, bool]:
        """Make steps after step i of n; return (their number, whether the last one may have given NaN).

        The caller then checks.
        """
        if self._asked:
            most = min([n - i, *(next_look(c, i + before + 1) - i - before for c in self._callbacks)])
            if self._repeated is not None and most >= FEW:
                made, is_nan = self._in_c(self._repeated, i, min(most, self._most))
                if made:
                    return made, is_nan
        loss = self._step()
        if self._losses is not None:
            self._losses[i] = loss
        if not self._asked:  # the first call compiles
            self._asked = True
            self._repeated = repeated(self._step, None if self._losses is not None else self._watched)
        return 1, True

    def raise_if_interrupted(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C came while compiled code ran."""
        if self._noted:
            self._noted.clear()
            raise KeyboardInterrupt

    def _in_c(self, run: Repeated, i: int, most: int) -> tuple[int, bool]:
        began = time.perf_counter()
        with interrupts_noted() as self._noted:
            calls = run(most, 2 * SECONDS)
            if self._losses is not None and calls.scores is not None:
                self._losses[i : i + calls.count] = calls.scores
        if calls.stopped:  # after one failure all steps run in Python: the call would fail at each of them
            self._repeated = None
        elif calls.count:
            share = SECONDS / max(time.perf_counter() - began, 1e-6)
            self._most = max(FEW, min(8 * self._most, int(share * calls.count), MOST))
        return calls.count, calls.is_nan


__all__ = ["Steps"]
