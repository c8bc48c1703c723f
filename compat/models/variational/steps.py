"""The steps of a fit: many in one call into C where nothing of Python is in the way, else one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...functions.repeated import Repeated, repeated
from ...samplers.interrupts import interrupts_noted
from .callbacks import next_look

SECONDS = 0.05  # that a call is to take: Ctrl-C and the progress bar wait for it
FEW = 8  # steps, which are not worth a call of their own
MOST = 100_000  # steps of a call


class Steps:
    """`step`, with `losses` as what it returns at each, or None; watched: the parameter that is looked at for NaN where
    there is no loss."""

    def __init__(
        self, step: Callable[[], Any], losses: np.ndarray | None, callbacks: Sequence[Any], watched: Any
    ) -> None:
        self._step, self._losses, self._callbacks, self._watched = step, losses, callbacks, watched
        self._repeated: Repeated | None = None
        self._asked = False
        self._most = FEW  # steps of the next call
        self._noted: list[bool] = []

    def take(self, i: int, n: int, before: int) -> tuple[int, bool]:
        """(how many steps were made after step i of n, whether they ended with NaN or may have: the caller looks)."""
        if self._asked:
            most = min([n - i, *(next_look(c, i + before + 1) - i - before for c in self._callbacks)])
            if self._repeated is not None and most >= FEW:
                made, is_nan = self._in_c(self._repeated, i, min(most, self._most))
                if made:
                    return made, is_nan
        loss = self._step()
        if self._losses is not None:
            self._losses[i] = loss
        if not self._asked:  # what has been called once is compiled
            self._asked = True
            self._repeated = repeated(self._step, None if self._losses is not None else self._watched)
        return 1, True

    def raise_if_interrupted(self) -> None:
        """KeyboardInterrupt where Ctrl-C came while compiled code ran."""
        if self._noted:
            self._noted.clear()
            raise KeyboardInterrupt

    def _in_c(self, run: Repeated, i: int, most: int) -> tuple[int, bool]:
        began = time.perf_counter()
        with interrupts_noted() as self._noted:
            calls = run(most, 2 * SECONDS)
            if self._losses is not None and calls.scores is not None:
                self._losses[i : i + calls.count] = calls.scores
        if calls.stopped:  # once in Python, always: it would fail again at each step
            self._repeated = None
        elif calls.count:
            share = SECONDS / max(time.perf_counter() - began, 1e-6)
            self._most = max(FEW, min(8 * self._most, int(share * calls.count), MOST))
        return calls.count, calls.is_nan


__all__ = ["Steps"]
