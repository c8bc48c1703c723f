"""Parameters that Stan and PyMC3 map to the line in different ways: their maps, for arrays real or complex.

A model's file names them in UNLIKE, parameter -> one of MAPS by name, with its arguments. All others have one map in
both (none, a logarithm, a logit between bounds, increments of an ordered vector), so that x is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Function = Callable[..., np.ndarray]


@dataclass(frozen=True)
class Map:
    """from_stan: Stan's unconstrained values of one vector -> the parameter; to_pymc3: the parameter -> x of PyMC3.

    scalar: it maps each value on its own; else the last axis.
    """

    from_stan: Function
    to_pymc3: Function
    scalar: bool = False


def _sigmoid(y: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-y))


def _stan_simplex(y: np.ndarray) -> np.ndarray:
    """Stick breaking, equal parts at zero."""
    left, parts = np.ones((), dtype=y.dtype), []
    for k, value in enumerate(y):
        parts.append(left * _sigmoid(value - np.log(len(y) - k)))
        left = left - parts[-1]
    return np.array([*parts, left])


def _centred_logarithms(x: np.ndarray) -> np.ndarray:
    logs = np.log(x)
    return logs[:-1] - logs.mean()


def _positive_ordered(y: np.ndarray) -> np.ndarray:
    return np.cumsum(np.exp(y))


def _ordered_logarithms(x: np.ndarray) -> np.ndarray:
    logs = np.log(x)
    return np.concatenate([logs[:1], np.log(logs[1:] - logs[:-1])])


def _logit_between(x: np.ndarray, lower: float, upper: float) -> np.ndarray:
    return np.log(x - lower) - np.log(upper - x)


def _as_it_is(y: np.ndarray, *_: Any) -> np.ndarray:
    return y


MAPS = {
    "simplex": Map(_stan_simplex, _centred_logarithms),  # StickBreaking of 3.9 and later
    "positive ordered": Map(_positive_ordered, _ordered_logarithms),  # Chain([log, ordered])
    "bounded in PyMC3": Map(_as_it_is, _logit_between, scalar=True),  # Uniform; Stan's parameter has no bounds
    "correlation": Map(np.tanh, lambda r: np.log1p(r) - np.log1p(-r), scalar=True),  # LKJCorr of two; Stan's factor
}


def pymc3_x(kind: str, arguments: tuple[Any, ...], y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (x of PyMC3 for one vector y of Stan's, its Jacobian d x / d y).

    The Jacobian is that of complex steps, exact to rounding.
    """
    chosen, step = MAPS[kind], 1e-200

    def x(values: np.ndarray) -> np.ndarray:
        return chosen.to_pymc3(chosen.from_stan(values), *arguments)

    columns = []
    for k in range(len(y)):
        shifted = y.astype(complex)
        shifted[k] += 1j * step
        columns.append(x(shifted).imag / step)
    return x(y), np.array(columns).T
