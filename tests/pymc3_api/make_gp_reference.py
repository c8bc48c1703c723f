"""Writes gp_reference.json with the real PyMC3 3.11.5 (Python 3.8), from the models in gp_cases.py.

    python3.8 tests/pymc3_api/make_gp_reference.py

Nothing here is run by the tests.
"""

import json
import pathlib
import platform
import sys

import pymc3 as pm
import theano.tensor as tt

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import gp_cases  # noqa: E402

if __name__ == "__main__":
    written = {
        "oracle": f"PyMC3 {pm.__version__}, Python {platform.python_version()}",
        "models": {name: gp_cases.numbers(pm, tt, name) for name in gp_cases.MODELS},
    }
    target = pathlib.Path(__file__).with_name("gp_reference.json")
    target.write_text(json.dumps(written) + "\n")
