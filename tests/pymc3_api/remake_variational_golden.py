"""Writes variational_golden.json: run by Python 3.8 with PyMC3 3.11.5 (fixtures/oracles.py makes such an environment).

THEANO_FLAGS=mode=FAST_COMPILE python remake_variational_golden.py
"""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)

import pymc3 as pm  # noqa: E402
import variational_runs as runs  # noqa: E402

golden = {
    "oracle": f"PyMC3 {pm.__version__}",
    "fits": {name: runs.fitted(name) for name in runs.FITS},
    "optimisers": {name: runs.optimised(name) for name in runs.OPTIMISERS},
}
with open(os.path.join(here, "variational_golden.json"), "w") as file:
    json.dump(golden, file, indent=1)
