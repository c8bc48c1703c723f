"""Constants over the user's own arrays, which are too large to copy: the graph detects later changes.

Theano 1.0.5 copied every constant, Theano-PyMC 1.1.2 none, and then saw later changes if nothing was folded. Here small
arrays are copied; of large ones a sample is compared at each compilation and whenever data are looked up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .origin import user_line

LEAST = 64 * 2**20  # bytes
_SAMPLED = 1024  # elements at about equal distances: a thousandth of the time of a pass over LEAST bytes


@dataclass(frozen=True)
class Borrowed:
    """The state of a user's array: `sample` of its elements, `line` of the user's code that passed it."""

    sample: bytes
    line: str

    def check(self, array: np.ndarray) -> None:
        """Raise ValueError if `array` has changed."""
        if _sample(array) != self.sample:
            raise ValueError(
                f"The array of shape {array.shape} that became part of a graph{self.line} was changed "
                f"afterwards. Arrays of {LEAST >> 20} MB and more are not copied: change a copy of it "
                "(array.copy()), or make it a theano.shared variable and use set_value."
            )


def may_be_borrowed(array: np.ndarray) -> bool:
    """Say whether `array` is large, and compiled code can read it where it lies."""
    return array.nbytes >= LEAST and array.flags.c_contiguous and array.flags.aligned


def may_be_written(array: np.ndarray) -> bool:
    """Say whether the memory of `array` can be written to.

    A view that is read-only may be one of an array that is not, as pandas gives them.
    """
    of: Any = array
    while isinstance(of, np.ndarray):
        if of.flags.writeable:
            return True
        of = of.base
    return False


def borrowed(array: np.ndarray) -> Borrowed:
    """Record the current state of `array`."""
    at = user_line()
    return Borrowed(_sample(array), "" if at is None else f" at {at.filename}, line {at.line},")


def _sample(array: np.ndarray) -> bytes:
    flat = array.reshape(-1)
    step = max(1, flat.size // _SAMPLED)
    while math.gcd(step, flat.size) > 1:  # otherwise it might sample a single column
        step -= 1
    return flat[::step].tobytes() + flat[-1:].tobytes()
