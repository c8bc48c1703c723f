"""Callbacks of `fit`: stop at convergence, record values. Source: pymc3.variational.callbacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import SharedVariable
from ...importing.module_getattr import absent_from

if TYPE_CHECKING:
    from .approximation import Approximation


class Callback:
    """The base class of callbacks, functions of (approximation, losses, step). StopIteration ends a fit normally."""

    def __call__(self, approx: Approximation, loss: Any, i: int) -> None:
        raise NotImplementedError


def relative(current: np.ndarray, prev: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    """Return the relative change, element by element.

    current: numbers. prev: those before. eps: added to both, so that nothing is divided by 0.
    """
    return (np.abs(current - prev) + eps) / (np.abs(prev) + eps)


def absolute(current: np.ndarray, prev: np.ndarray) -> np.ndarray:
    """Return the absolute change, element by element.

    current: numbers. prev: those before.
    """
    return np.abs(current - prev)


_DIFFERENCES: dict[str, Callable[..., np.ndarray]] = {"relative": relative, "absolute": absolute}


class CheckParametersConvergence(Callback):
    """Ends a fit when the parameters, joined to one vector, change by less than a tolerance between two checks.

    every: steps between checks. tolerance: the smallest norm of the change that goes on. diff: "relative" or
    "absolute". ord: the norm's order, as in numpy.linalg.norm.
    """

    def __init__(self, every: int = 100, tolerance: float = 1e-3, diff: str = "relative", ord: Any = np.inf) -> None:
        self._diff = _DIFFERENCES[diff]
        self.ord, self.every, self.tolerance = ord, every, tolerance
        self.prev: np.ndarray | None = None

    def __call__(self, approx: Any, _: Any, i: int) -> None:
        if self.prev is None:
            self.prev = self.flatten_shared(approx.params)
            return
        if i % self.every or i < self.every:
            return
        current, before = self.flatten_shared(approx.params), self.prev
        self.prev = current
        if np.linalg.norm(self._diff(current, before), self.ord) < self.tolerance:
            raise StopIteration(f"Convergence achieved at {i}")

    @staticmethod
    def flatten_shared(shared_list: Iterable[SharedVariable]) -> np.ndarray:
        return np.concatenate([s.get_value().flatten() for s in shared_list])


class Tracker(Callback):
    """Records the results of functions, given by name, at each step of a fit.

    Each is called with (approximation, losses, step), or without arguments if it takes none; TypeError for any other
    signature.
    """

    def __init__(self, **kwargs: Callable[..., Any]) -> None:
        self.whatchdict = kwargs
        self.hist: dict[str, list[Any]] = defaultdict(list)

    def record(self, approx: Approximation, hist: Any, i: int) -> None:
        for name, function in self.whatchdict.items():
            try:
                value = function(approx, hist, i)
            except Exception:
                value = function()
            self.hist[name].append(value)

    def clear(self) -> None:
        self.hist = defaultdict(list)

    def __getitem__(self, item: str) -> list[Any]:
        return self.hist[item]

    __call__ = record


def next_look(callback: CheckParametersConvergence, i: int) -> int:
    """Return the first step from `i` on at which `callback` has an effect."""
    if type(callback) is not CheckParametersConvergence or callback.prev is None:
        return i
    return max(-(-i // callback.every), 1) * callback.every


__getattr__ = absent_from(__name__)
