"""Arguments, state and results of Hamiltonian methods in C, as in support/hamiltonian.h, and their functions."""

from __future__ import annotations

import ctypes
from functools import cache

from ...backends.c.compilers.scipy_blas import blas_pointer

# in the order of the file's enumerations
PARAMETERS = (
    "target",
    "gamma",
    "k",
    "t0",
    "mu",
    "adapts",
    "allowed",
    "depth",
    "early_depth",
    "early_draws",
    "old_acceptance",
    "path_length",
    "max_steps",
    "low",
    "high",
    "mass",
    "by_columns",
    "every",
    "growth",
    "kept",
    "untimed",
)
REMEMBERED = ("log_step", "log_bar", "hbar", "step_size")
COUNTS = ("count", "iteration", "written")  # and of an adaptive mass matrix: mass_matrix.h
COLUMNS = (
    "began",
    "took",
    "processor",
    "step_size",
    "step_size_bar",
    "accept",
    "divergence",
    "change",
    "energy",
    "energy_error",
    "model_logp",
    "steps",
    "depth",
    "max_energy_error",
    "ended",
)
MASSES = ("DIAGONAL", "DIAGONAL_ADAPTED", "DIAGONAL_BY_GRADIENT", "DENSE", "DENSE_ADAPTED", "DENSE_INVERSE")
DIVERGENCES = ("", "energy changed", "bad energy", "large error")
_ROUTINES = ("ddot", "daxpy", "dgemv", "dtrtrs", "dpotrs", "dpotrf")


class Routines(ctypes.Structure):
    """Addresses of BLAS functions."""

    _fields_ = [(name, ctypes.c_void_p) for name in _ROUTINES]


def scratch(n: int, length: int, depth: int) -> int:
    """Return the scratch memory, in floats, of a method of `n` variables whose density reads `length` values.

    depth: greatest depth of trees, or 0.
    """
    points = 3 * depth + 10
    return length + n + 2 + (2 * depth + 4) * n + points * (length + 1 + 3 * n)


@cache
def routines() -> Routines:
    """Return the BLAS functions that NumPy and SciPy use, so that sums have the same order.

    ImportError if SciPy has them elsewhere.
    """
    try:
        return Routines(*map(blas_pointer, _ROUTINES))
    except (KeyError, AttributeError) as error:
        raise ImportError(f"SciPy's BLAS has no {error}") from error
