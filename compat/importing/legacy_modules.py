"""Which module of ours is a legacy module: in `theano_api/` or `pymc3_api/`, or at the same place in `models/`, `old/`.

Those of `MOVED` stand at another place in `models/`. `FORMER` has the names under which pickles and saved models of
ours ask for modules, and what is below them, that stood elsewhere when they were written.
"""

from __future__ import annotations

import importlib.util
import sys

HOMES = {
    "theano": ("theano_compat.theano_api", "theano_compat.old.theano"),
    "pymc3": ("theano_compat.pymc3_api", "theano_compat.models", "theano_compat.old.pymc3"),
}
MOVED = {
    "pymc3.blocking": "theano_compat.models.modelling.blocking",
    "pymc3.distributions.posterior_predictive": "theano_compat.models.runs.posterior_predictive",
    "pymc3.parallel_sampling": "theano_compat.models.runs.parallel_sampling",
    "pymc3.theanof": "theano_compat.models.modelling.theanof",
    "pymc3.util": "theano_compat.models.modelling.util",
}
_OLD = {  # (where they stood, where they stand): modules that moved to `old/`
    ("theano_compat.theano_api", "theano_compat.old.theano"): (
        "breakpoint compat d3viz gof gpu_names gpuarray graph link misc op_tools optimizing pathparse raise_op sandbox "
        "sparse.sandbox tensor.nnet.ctc tensor.nnet.sigm_products tensor.opt tensor.utils tests typed_list utils"
    ),
    ("theano_compat.ops", "theano_compat.old.theano"): "networks.convolution_video networks.upsampling",
    ("theano_compat.functions", "theano_compat.old.theano"): "old_pickles",
    ("theano_compat.models", "theano_compat.old.pymc3"): (
        "distributions.bart distributions.tree step_methods.mlda step_methods.mlda_base step_methods.mlda_proposal "
        "step_methods.pgbart step_methods.sgmcmc"
    ),
}
FORMER = {
    **{"theano_compat.models" + legacy.removeprefix("pymc3"): place for legacy, place in MOVED.items()},
    **{f"{was}.{name}": f"{now}.{name}" for (was, now), names in _OLD.items() for name in names.split()},
    "theano_compat.models.modelling.factor": "theano_compat.models.factors.factor",
    "theano_compat.models.modelling.joint_density": "theano_compat.models.factors.joint_density",
    "theano_compat.models.modelling.variables": "theano_compat.models.factors.variables",
    "theano_compat.models.scale": "theano_compat.scale",
    "theano_compat.models.scale.plain_objects": "theano_compat.models.saving.plain_objects",
    "theano_compat.legacy_environment": "theano_environment",  # `compat.legacy_environment` in programs
}
_LEGACY = {place: legacy for legacy, homes in HOMES.items() for place in homes}
_MOVED_FROM = {place: legacy for legacy, place in MOVED.items()}


def exists(name: str) -> bool:
    """Say whether the module `name` can be imported, without importing it (its parents are imported)."""
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def today(module: str) -> str:
    """Return where a module of ours stands, given its name in this version or an earlier one."""
    head = module
    while head and head not in FORMER:
        head = head.rpartition(".")[0]
    return FORMER[head] + module[len(head) :] if head else module


def home(legacy: str) -> str:
    """Return the module of ours for `legacy` ("pymc3.model"); if there is none, its place in the skin."""
    found = places(legacy)
    return next((place for place in found if exists(place)), found[0])


def places(legacy: str) -> list[str]:
    """Return the places where `legacy` may be, in search order."""
    root, dot, rest = legacy.partition(".")
    return list(dict.fromkeys(today(place + dot + rest) for place in HOMES[root]))


def legacy_name(module: str) -> str:
    """Return the legacy name of a module of ours; the name itself if it has none."""
    if module in _MOVED_FROM:
        return _MOVED_FROM[module]
    for place, legacy in _LEGACY.items():
        if module == place or module.startswith(place + "."):
            return legacy + module[len(place) :]
    return module


__all__ = ["FORMER", "HOMES", "MOVED", "exists", "home", "legacy_name", "places", "today"]
