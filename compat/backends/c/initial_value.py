"""Ordinary differential equations, solved in C (support/initial_value.c) by one object that all functions share."""

from __future__ import annotations

import ctypes

import numpy as np

from .support_object import support_function

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64
TOLERANCE = 1.49012e-8  # relative and absolute, as odeint's


_ARGUMENTS = (*[_POINTER] * 2, *[_NUMBER] * 2, _POINTER, ctypes.c_double, _POINTER, _NUMBER, _POINTER)


def solved(address: int, user: int, states: int, parameters: np.ndarray, times: np.ndarray) -> np.ndarray | None:
    """Return the states and their sensitivities at times[1:], in rows; None if C finds no solution.

    address, user: of a compiled function that computes the slopes from one vector of (states and sensitivities, time,
    parameters). parameters: float64; the first `states` of them are the initial states, at times[0]. times: float64.
    """
    found = np.empty((len(times) - 1, states * (1 + len(parameters))))
    failed = support_function("initial_value.c", "solve", *_ARGUMENTS)(
        address,
        user,
        states,
        len(parameters),
        _address(parameters),
        TOLERANCE,
        _address(times),
        len(times),
        _address(found),
    )
    return None if failed else found


def _address(array: np.ndarray) -> int:
    """Return the address of an array, in half the time of `array.ctypes.data`."""
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]
