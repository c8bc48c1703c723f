"""A network trained by the legacy script, unchanged, loses what it lost under Theano 1.0.5, step by step."""

from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models" / "logistic_sgd"
# Relative; in float32 the saved curve itself is 1.5e-7 from the one in float64.
TOLERANCE = {"float64": 1e-6, "float32": 2e-6}

PROGRAM = """
import runpy, sys, compat
compat.install()
import numpy as np
names = runpy.run_path(sys.argv[1], run_name="legacy")
classifier, losses, errors = names["sgd_optimization"]()
np.savez(sys.argv[2], losses=losses, valid_errors=errors, W=classifier.W.get_value(), b=classifier.b.get_value())
"""


@pytest.mark.fidelity
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE", pytest.param("JAX", marks=pytest.mark.slow)])
def test_loss_curve(mode, dtype, fresh_python, tmp_path):
    fresh_python("-c", PROGRAM, str(FOLDER / "model.py"), "new.npz", flags=f"mode={mode},floatX={dtype}")
    new, saved = np.load(tmp_path / "new.npz"), np.load(FOLDER / "losses.npz")
    for name in ("losses", "valid_errors", "W", "b"):
        old = saved[f"{dtype}/{name}"]
        scale = np.abs(old).max() if name in ("W", "b") else np.abs(old)
        assert np.all(np.abs(new[name] - old) <= TOLERANCE[dtype] * scale), name
    assert new["W"].dtype == dtype
