"""Programs of plain Theano, run unchanged in each mode: their losses, weights and draws are those of Theano 1.0.5.

The programs of a mode and a dtype run in one process, each in one of its own: `make fixture-table`. Python takes long
for two, and JAX in float32 for all: `make fidelity SUITE=numbers` has them.
"""

from __future__ import annotations

import pytest

from tools.fixture_table import programs

LONG_IN_PYTHON = ("minibatch_advi", "smc_abc")
CASES = [
    pytest.param(dtype, mode, long, marks=[pytest.mark.part(0)] * (long or (dtype, mode) == ("float32", "JAX")))
    for dtype in ("float64", "float32")
    for mode, long in (("FAST_RUN", False), ("FAST_COMPILE", False), ("FAST_COMPILE", True), ("JAX", False))
    if not (long and dtype == "float32")  # neither is saved in float32
]


@pytest.mark.slow
@pytest.mark.fidelity
@pytest.mark.parametrize("dtype, mode, long", CASES)
def test_numbers(dtype: str, mode: str, long: bool) -> None:
    names = [name for name in programs.NAMES if dtype in programs.saved(name)]
    if mode == "JAX":
        names = [name for name in names if name not in programs.NOT_IN_JAX]
    if mode == "FAST_COMPILE":
        names = [name for name in names if (name in LONG_IN_PYTHON) == long]
    wrong = {}
    for name, new in zip(names, programs.run_together(names, dtype, mode), strict=True):
        off = programs.differences_of(name, dtype, new)
        wrong |= {f"{name}: {key}": by for key, by in off.items() if not by <= programs.TOLERANCE[dtype]}
    assert not wrong
