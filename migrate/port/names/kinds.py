"""Classes of old values, the classes of today that stand in their place, and what values of these offer.

`current_members.txt`, which `tools/todays_members.py` writes, has the members of today.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .plots import PLOTS

MODEL = "pymc3.model.Model"
TRACE = "pymc3.backends.base.MultiTrace"
REPORT = "pymc3.backends.report.SamplerReport"
FREE, OBSERVED, TRANSFORMED = "pymc3.model.FreeRV", "pymc3.model.ObservedRV", "pymc3.model.TransformedRV"
DISTRIBUTION = "pymc3.distributions.distribution.Distribution"
POINT_FUNCTION, GRADIENT = "pymc3.model.LoosePointFunc", "pymc3.model.ValueGradFunction"
FUNCTION = "theano.compile.function.types.Function"
APPROXIMATION, INFERENCE = "pymc3.variational.opvi.Approximation", "pymc3.variational.inference.Inference"
NUTS, METROPOLIS = "pymc3.step_methods.hmc.nuts.NUTS", "pymc3.step_methods.metropolis.Metropolis"
MARGINAL, LATENT = "pymc3.gp.gp.Marginal", "pymc3.gp.gp.Latent"
DRAWS = "arviz.InferenceData"
AXES = "arviz.plots.axes"  # what a plot of ArviZ returned: one, or an array of them
TREE, DATASET, SETTINGS = "xarray.DataTree", "xarray.Dataset", "arviz.rcParams"

TODAY = {
    MODEL: "pymc.Model",
    TRACE: TREE,
    REPORT: "",
    **dict.fromkeys(
        (
            FREE,
            OBSERVED,
            TRANSFORMED,
            "pymc3.model.Deterministic",
            "pymc3.data.Minibatch",
            "theano.tensor.var.TensorVariable",
        ),
        "pytensor.tensor.TensorVariable",
    ),
    "theano.tensor.var.TensorConstant": "pytensor.tensor.TensorConstant",
    "theano.tensor.sharedvar.TensorSharedVariable": "pytensor.tensor.TensorSharedVariable",
    DISTRIBUTION: "pytensor.tensor.TensorVariable",
    FUNCTION: "pytensor.Function",
    POINT_FUNCTION: "pymc.PointFunc",
    GRADIENT: "pymc.ValueGradFunction",
    APPROXIMATION: "pymc.Approximation",
    INFERENCE: "pymc.Inference",
    NUTS: "pymc.NUTS",
    METROPOLIS: "pymc.Metropolis",
    MARGINAL: "pymc.gp.Marginal",
    LATENT: "pymc.gp.Latent",
    DRAWS: TREE,
    AXES: "",
}
# What values of a class share with those of today, where that is less than the names they have in common: a trace has
# its variables as attributes, and a distribution is a variable today, with methods for the parameters' names.
SHARED = {
    TRACE: frozenset[str](),
    REPORT: frozenset[str](),
    AXES: frozenset[str](),
    DISTRIBUTION: frozenset({"dtype", "type"}),
}
_CALLED = {
    **dict.fromkeys(("ADVI", "FullRankADVI", "SVGD", "ASVGD", "NFVI"), INFERENCE),
    "NUTS": NUTS,
    "Metropolis": METROPOLIS,
    "gp.Marginal": MARGINAL,
    "gp.Latent": LATENT,
}
_MAKE_DRAWS = (
    "from_pymc3 from_pymc3_predictions from_netcdf from_zarr from_dict from_json load_arviz_data"
    " convert_to_inference_data concat"
)
_BY_CALL = {f"pymc3.{name}": kind for name, kind in _CALLED.items()} | {
    f"arviz.{name}": DRAWS for name in _MAKE_DRAWS.split()
}
_BY_CALL |= {f"{library}.{name}": AXES for library in ("arviz", "pymc3") for name in PLOTS}


def kind_of(value: str | None) -> str | None:
    """Return the class of a value, `pymc3.model.Model()`, that the tables know; None for others."""
    if value is None or not value.endswith("()"):
        return None
    name = value.removesuffix("()")
    found = _BY_CALL.get(name, name)
    return found if found in TODAY else None


def is_same(kind: str, attribute: str) -> bool:
    """Say whether what has the place of an old value today has that attribute, of the same meaning."""
    shared = SHARED.get(kind)
    return attribute in members(TODAY[kind]) if shared is None else attribute in shared


def members(cls: str) -> frozenset[str]:
    """Return the public attributes of a class of today; of ArviZ's settings, their names."""
    return _members()[cls]


@cache
def _members() -> dict[str, frozenset[str]]:
    lines = Path(__file__).with_name("current_members.txt").read_text(encoding="utf-8").splitlines()
    return {kind: frozenset(names.split()) for kind, _, names in (line.partition(": ") for line in lines)}
