"""Writes steps_reference.npz with the real PyMC3 3.11.5 (Python 3.8): the first draws of every step method.

    python3.8 tests/pymc3_api/make_steps_reference.py [CASE ...]

Cases and seeds: step_cases.py. Arrays: `CASE draws` (chains, draws, scalars), `CASE stat NAME` of the first chain.
Nothing here is run by the tests.
"""

import pathlib
import sys

import numpy as np
import pymc3 as pm

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
import step_cases as cases  # noqa: E402

FILE = HERE / "steps_reference.npz"
EVERY = [*cases.CASES, *cases.INITS, *cases.OTHERS]

arrays = dict(np.load(FILE)) if sys.argv[1:] else {}
arrays["versions"] = np.array([f"pymc3 {pm.__version__}", f"numpy {np.__version__}"])
for name in sys.argv[1:] or EVERY:
    run = cases.run if name in cases.CASES else cases.run_init if name in cases.INITS else None
    trace = cases.OTHERS[name](pm) if run is None else run(pm, name)
    draws, stats = cases.flattened(trace)
    arrays[f"{name} draws"] = draws
    arrays.update({f"{name} stat {key}": value for key, value in stats.items()})
np.savez_compressed(FILE, **arrays)
