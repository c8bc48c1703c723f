"""Programs of plain Theano, run unchanged in each mode: their losses, weights and draws are those of Theano 1.0.5."""

import pytest

from tools.fixture_table import programs

MODES = ("FAST_RUN", "FAST_COMPILE", pytest.param("JAX", marks=pytest.mark.slow))
CASES = [(name, dtype) for name in programs.NAMES for dtype in programs.saved(name)]


@pytest.mark.slow
@pytest.mark.wide(41)
@pytest.mark.fidelity
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name, dtype", CASES)
def test_numbers(name, dtype, mode):
    if mode == "JAX" and name in programs.NOT_IN_JAX:
        pytest.skip(programs.NOT_IN_JAX[name])
    for key, off in programs.differences(name, dtype, mode).items():
        assert off <= programs.TOLERANCE[dtype], f"{key}: {off:.1e}"
