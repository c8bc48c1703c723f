"""Programs of plain Theano, run unchanged in each mode: their losses, weights and draws are those of Theano 1.0.5."""

import numpy as np
import pytest

from tests.legacy.fixture_models import ROOT, numbers, with_file

# Relative to the largest element. Training adds up rounding; in float32 it starts at 6e-8.
TOLERANCE = {"float64": 1e-6, "float32": 2e-3}
MODES = ("FAST_RUN", "FAST_COMPILE", pytest.param("JAX", marks=pytest.mark.slow))
NOT_IN_JAX = {
    "smc_abc": "the last bit of a density decides which particles survive: XLA's exp and log differ in it",
}

PROGRAM = """
import runpy, sys, compat
compat.install()
import numpy as np
names = runpy.run_path(sys.argv[1], run_name="__main__")
found = {n: names[n] for n in sys.argv[3:]}
np.savez(sys.argv[2], **{n: np.asarray(v.get_value() if hasattr(v, "get_value") else v) for n, v in found.items()})
"""
CASES = [(name, dtype) for name in with_file("numbers.npz")
         for dtype in sorted({key.partition("/")[0] for key in numbers(name, "numbers.npz")}, reverse=True)]


@pytest.mark.fidelity
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name, dtype", CASES)
def test_numbers(name, dtype, mode, fresh_python, tmp_path):
    if mode == "JAX" and name in NOT_IN_JAX:
        pytest.skip(NOT_IN_JAX[name])
    saved = {key.partition("/")[2]: value for key, value in numbers(name, "numbers.npz").items()
             if key.startswith(dtype)}
    fresh_python("-c", PROGRAM, str(ROOT / name / "model.py"), "new.npz", *saved, flags=f"mode={mode},floatX={dtype}")
    with np.load(tmp_path / "new.npz") as new:
        for key, old in saved.items():
            assert new[key].shape == old.shape, key
            off = np.abs(new[key] - old).max() / np.abs(old).max()
            assert off <= TOLERANCE[dtype], f"{key}: {off:.1e}"
