"""What values of PyMC 6, PyTensor, ArviZ and xarray offer: migrate/port/names/current_members.txt.

    ~/.cache/theano-compat/port-venv/bin/python tools/todays_members.py > migrate/port/names/current_members.txt

Run it with an interpreter that has PyMC 6: `migrate-port` itself needs none. A line is `class: member member ...`, of a
value that was made: some attributes are set by __init__.
"""

from __future__ import annotations

import importlib
import logging
import sys
import warnings
from collections.abc import Iterator
from typing import Any


def values() -> Iterator[tuple[str, Any]]:
    """(the class's name, a value of it); names of variables begin with `of_the_model`."""
    import numpy as np
    import pymc as pm
    import pytensor
    import pytensor.tensor as pt
    import xarray as xr

    pytensor.config.mode = "FAST_COMPILE"
    with pm.Model() as model:
        x = pm.Normal("of_the_model_x", 0, 1)
        y = pm.Normal("of_the_model_y", x, 1, observed=np.zeros(3))
        data = pm.Data("of_the_model_data", np.zeros(3))
        yield "pymc.Model", model
        yield "pytensor.tensor.TensorVariable", x
        yield "pytensor.tensor.TensorVariable", y
        yield "pytensor.tensor.TensorSharedVariable", data
        yield "pymc.PointFunc", model.compile_logp()
        yield "pymc.ValueGradFunction", model.logp_dlogp_function()
        yield "pymc.Approximation", pm.fit(2, progressbar=False)
        yield "pymc.Inference", pm.ADVI()
        yield "pymc.NUTS", pm.NUTS([x])
        yield "pymc.Metropolis", pm.Metropolis([x])
        yield "pymc.gp.Marginal", pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
        yield "pymc.gp.Latent", pm.gp.Latent(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    yield "pytensor.tensor.TensorConstant", pt.constant(1.0)
    scalar = pt.dscalar("scalar")
    yield "pytensor.Function", pytensor.function([scalar], scalar + 1)
    yield "xarray.DataTree", xr.DataTree()
    yield "xarray.Dataset", xr.Dataset()
    yield "arviz.rcParams", importlib.import_module("arviz").rcParams


def members() -> dict[str, set[str]]:
    """class -> its public attributes; of ArviZ's settings, their names."""
    found: dict[str, set[str]] = {}
    for kind, value in values():
        names = value.keys() if kind == "arviz.rcParams" else dir(value)
        found.setdefault(kind, set()).update(name for name in names if not name.startswith(("_", "of_the_model")))
    return found


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for kind, names in sorted(members().items()):
        sys.stdout.write(f"{kind}: {' '.join(sorted(names))}\n")


if __name__ == "__main__":
    main()
