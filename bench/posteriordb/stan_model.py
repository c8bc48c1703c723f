"""A posterior's Stan program, compiled as the bench compiles all of Stan's, with its data."""

from __future__ import annotations

import ctypes
import functools
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from bench import stan_kit
from bench.posteriordb import database

SHIM = Path(stan_kit.__file__).with_name("stan_shim.cpp")
# At --O1 the code that stanc 2.35 writes for these ends at once: "Wrong type assumed! Please file a bug report."
NOT_OPTIMIZED = {"2pl_latent_reg_irt", "grsm_latent_reg_irt", "gpcm_latent_reg_irt"}
NUTS = SHIM.with_name("stan_nuts.cpp")


class StanModel:
    """Log density and gradient by Stan.

    x_names: of the values of x, such as `theta.2`; names: of the program's parameters.
    """

    def __init__(self, posterior: database.Posterior) -> None:
        self._library = ctypes.CDLL(str(library(posterior)), mode=ctypes.RTLD_GLOBAL)  # one tape with the sampler's
        self._library.names.restype = ctypes.c_char_p
        self._library.whole.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 4
        self._library.without_jacobian.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 3
        self._library.parameters.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 2
        with tempfile.TemporaryDirectory(prefix="bench-") as made:
            given = Path(made) / "data.json"
            given.write_text(database.data_text(posterior))
            self.dimension = self._library.prepare(str(given).encode())
        self.names = self._library.names(0).decode().split()
        self.x_names = self._in_the_order_of_x(self._library.names(1).decode().split())
        self._library.base.restype = ctypes.c_void_p
        self.base = ctypes.c_void_p(self._library.base())
        self.address = ctypes.cast(self._library.logp, ctypes.c_void_p).value or 0

    def _in_the_order_of_x(self, listed: list[str]) -> list[str]:
        """Return the names of the values of x in their order.

        Stan lists those of an array of vectors with the first index fastest, and reads them with the last one fastest:
        so each value is moved, and what it moves has its name.
        """
        if not any(name.count(".") > 1 for name in listed):
            return listed
        start = np.linspace(0.1, 0.3, self.dimension)
        before = np.array(list(self.parameters(start).values()))
        found = []
        for place, name in enumerate(listed):
            moved = start.copy()
            moved[place] += 0.1
            after = np.array(list(self.parameters(moved).values()))
            changed = [self.names[i] for i in np.flatnonzero(np.abs(after - before) > 1e-14)]
            first = min(changed, key=lambda n: [int(i) for i in n.split(".")[1:]])  # later ones of a simplex move too
            found.append(first if first.count(".") == name.count(".") else name)
        return found

    def log_density(self, x: np.ndarray, jacobian: bool = True) -> tuple[float, np.ndarray]:
        """Return the log density at x with its constants, and its gradient. ArithmeticError where Stan has none."""
        value, gradient = ctypes.c_double(), np.empty(self.dimension)
        x = np.ascontiguousarray(x, dtype=float)
        given = (len(x), x.ctypes.data, gradient.ctypes.data, ctypes.addressof(value))
        if self._library.whole(*given, None) if jacobian else self._library.without_jacobian(*given):
            raise ArithmeticError("Stan has no log density there.")
        return value.value, gradient

    def parameters(self, x: np.ndarray) -> dict[str, float]:
        """Return the program's parameters at x, `theta.2.1` -> its value."""
        values, x = np.empty(len(self.names)), np.ascontiguousarray(x, dtype=float)
        if self._library.parameters(len(x), x.ctypes.data, values.ctypes.data):
            raise ArithmeticError("Stan has no parameters there.")
        return dict(zip(self.names, values.tolist(), strict=True))


def sampler() -> Any:
    """Return Stan's NUTS: a function of a model's `base` and what `stan_nuts.cpp` says."""
    function = ctypes.CDLL(str(sampler_library()), mode=ctypes.RTLD_GLOBAL).sample
    counts = (ctypes.c_uint, ctypes.c_uint, ctypes.c_int, ctypes.c_int, ctypes.c_size_t)
    function.argtypes = (ctypes.c_void_p, *counts, *[ctypes.c_void_p] * 3)
    return function


def sampler_library() -> Path:
    """Return Stan's NUTS, compiled. RuntimeError where there is no Stan."""
    return stan_kit.nuts(_root(), NUTS)


@functools.cache
def library(posterior: database.Posterior) -> Path:
    """Return the compiled program. RuntimeError where there is no Stan."""
    root = _root()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        name = "".join(c if c.isalnum() else "_" for c in posterior.model)
        program = Path(made) / f"m_{name}.stan"  # a name may begin with a digit
        program.write_text(database.stan_program(posterior))
        return stan_kit.library(root, program, SHIM, "--O0" if posterior.model in NOT_OPTIMIZED else stan_kit.O1)


def _root() -> Path:
    root = stan_kit.folder()
    if root is None:
        raise RuntimeError("Stan is not there: its compiler comes with the wheel of httpstan.")
    return root
