"""Programs of plain Theano, ADVI and SMC, run unchanged: how far what they compute is from what the oracle saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools.fixture_table.fixtures import ROOT, numbers, with_file

# Relative to the largest element. Training adds up rounding; in float32 it starts at 6e-8.
TOLERANCE = {"float64": 1e-6, "float32": 2e-3}
NOT_IN_JAX = {
    "smc_abc": "the last bit of a density decides which particles survive: XLA's exp and log differ in it",
}
PROGRAM = """
import json, runpy, sys, traceback, compat
compat.install()
import numpy as np
failed = 0
for script, out, wanted in json.loads(sys.argv[1]):
    try:
        names = runpy.run_path(script, run_name="__main__")
        found = {n: names[n] for n in wanted}
        np.savez(out, **{n: np.asarray(v.get_value() if hasattr(v, "get_value") else v) for n, v in found.items()})
    except Exception:
        failed = 1
        print(f"{script}:", file=sys.stderr)
        traceback.print_exc()
sys.exit(failed)
"""
# A program whose results are not global names has its own lines, and its own file of numbers.
LOGISTIC_SGD = """
import runpy, sys, compat
compat.install()
import numpy as np
names = runpy.run_path(sys.argv[1], run_name="legacy")
classifier, losses, errors = names["sgd_optimization"]()
np.savez(sys.argv[2], losses=losses, valid_errors=errors, W=classifier.W.get_value(), b=classifier.b.get_value())
"""
NAMES = with_file("numbers.npz")  # logistic_sgd has a test of its own, step by step


def saved(name: str) -> dict[str, dict[str, np.ndarray]]:
    """floatX -> name -> what the oracle saved."""
    file = "losses.npz" if name in with_file("losses.npz") else "numbers.npz"
    found: dict[str, dict[str, np.ndarray]] = {}
    for key, value in numbers(name, file).items():
        dtype, _, what = key.partition("/")
        found.setdefault(dtype, {})[what] = value
    return dict(sorted(found.items(), reverse=True))


def run(name: str, dtype: str, mode: str) -> dict[str, np.ndarray]:
    """What the program computes here, under the names that the oracle saved."""
    if name in with_file("losses.npz"):
        [found] = run_in_a_process(LOGISTIC_SGD, [str(ROOT / name / "model.py"), "0.npz"], dtype, mode, 1)
    else:
        [found] = run_together([name], dtype, mode)
    return found


def run_together(names: Sequence[str], dtype: str, mode: str) -> list[dict[str, np.ndarray]]:
    """What each of several programs computes, one after the other in one process."""
    asked = [(str(ROOT / name / "model.py"), f"{k}.npz", list(saved(name)[dtype])) for k, name in enumerate(names)]
    return run_in_a_process(PROGRAM, [json.dumps(asked)], dtype, mode, len(names))


def run_in_a_process(
    program: str, arguments: Sequence[str], dtype: str, mode: str, count: int
) -> list[dict[str, np.ndarray]]:
    """The arrays that a program saves in 0.npz, 1.npz and so on."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", program, *arguments]
        environment = {
            **os.environ,
            "THEANO_FLAGS": f"mode={mode},floatX={dtype}",
            "THEANORC": os.devnull,
            "MPLBACKEND": "agg",
            "PYTHONPATH": str(ROOT.parents[1]),
        }
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise RuntimeError(f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}")
        found = []
        for k in range(count):
            with np.load(Path(folder) / f"{k}.npz") as new:
                found.append(dict(new))
        return found


def differences(name: str, dtype: str, mode: str) -> dict[str, float]:
    """Name -> largest |difference|, relative to its largest element; infinite where the shapes differ."""
    return differences_of(name, dtype, run(name, dtype, mode))


def differences_of(name: str, dtype: str, new: dict[str, np.ndarray]) -> dict[str, float]:
    """As `differences`, of what the program has computed."""
    return {
        key: float(np.abs(new[key] - old).max() / np.abs(old).max()) if new[key].shape == old.shape else np.inf
        for key, old in saved(name)[dtype].items()
    }
