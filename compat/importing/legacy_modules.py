"""Which module of ours is a legacy module: in `theano_api/` or `pymc3_api/`, or at the same place in `models/`, `old/`.

Those of `MOVED`, and those below the packages of `FOLDERS`, stand elsewhere. `FORMER` has the names under which
pickles, checkpoints and saved models of ours ask for modules, and what is below them, that stood elsewhere when they
were written.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping

HOMES = {
    "theano": ("theano_compat.theano_api", "theano_compat.old.theano"),
    "pymc3": ("theano_compat.pymc3_api", "theano_compat.models", "theano_compat.old.pymc3"),
}
MOVED = {
    "pymc3.blocking": "theano_compat.models.modelling.blocking",
    "pymc3.distributions.posterior_predictive": "theano_compat.infer.predictive.posterior_predictive",
    "pymc3.parallel_sampling": "theano_compat.infer.chains.parallel_sampling",
    "pymc3.step_methods.arraystep": "theano_compat.infer.steps.arraystep",
    "pymc3.step_methods.compound": "theano_compat.infer.steps.compound",
    "pymc3.step_methods.elliptical_slice": "theano_compat.infer.slices.elliptical_slice",
    "pymc3.step_methods.metropolis": "theano_compat.infer.metropolis.metropolis",
    "pymc3.step_methods.slicer": "theano_compat.infer.slices.slicer",
    "pymc3.step_methods.step_sizes": "theano_compat.infer.hamiltonian.step_sizes",
    "pymc3.theanof": "theano_compat.models.modelling.theanof",
    "pymc3.util": "theano_compat.models.modelling.util",
}
FOLDERS = {  # of modules; the packages themselves are in `pymc3_api/`
    "pymc3.smc": "theano_compat.infer.smc",
    "pymc3.step_methods.hmc": "theano_compat.infer.hamiltonian",
    "pymc3.tuning": "theano_compat.infer.tuning",
    "pymc3.variational": "theano_compat.infer.variational",
}
_BELOW = {  # (where they stood, where they stand): modules that have kept their names
    ("theano_api", "old.theano"): (
        "breakpoint compat d3viz gof gpu_names gpuarray graph link misc op_tools optimizing pathparse raise_op sandbox "
        "sparse.sandbox tensor.nnet.ctc tensor.nnet.sigm_products tensor.opt tensor.utils tests typed_list utils"
    ),
    ("ops", "old.theano"): (
        "networks.bartlett networks.blocksparse networks.convolution_old networks.convolution_video networks.fourier "
        "networks.upsampling sparse.random"
    ),
    ("functions", "old.theano"): "old_pickles",
    ("ops.lists", "old.theano.typed_list"): "typed_list typed_list_type typed_list_variable",
    ("models", "old.pymc3"): (
        "distributions.bart distributions.tree memoize step_methods.gibbs step_methods.mlda step_methods.mlda_base "
        "step_methods.mlda_proposal step_methods.pgbart step_methods.sgmcmc variational.flows"
    ),
    ("infer", "old.pymc3"): "variational.flows",
    ("models", "infer"): "compiled_steps keeping runs",
    ("models", "models.backends"): "log_likelihood",
    ("models.modelling", "models.factors"): "factor joint_density variables",
    ("models.compiled_steps", "infer.compiled_runs"): "methods population run",
    ("models.runs", "infer.chains"): (
        "chain_backend chains child_processes iter_sample many_chains parallel_sampling population processes worker"
    ),
    ("models.runs", "infer.predictive"): "points posterior_predictive predictive predictive_weighted replayed_draws",
    ("models.runs", "models.backends"): "inference_data inference_tree",
    ("models.step_methods", "infer.gibbs"): "binary categorical",
    ("models.step_methods", "infer.metropolis"): "differential_evolution",
    ("samplers", "infer.hamiltonian"): "recording",
    ("samplers", "infer.jax"): "numpyro snaper tfp",
    ("samplers", "infer.nutpie"): "arrow_trace",
    ("samplers.steps", "infer.hamiltonian"): ("dense_potentials potentials running_moments step_size trajectory"),
}
_RENAMED = {
    "infer.gibbs.gibbs": "old.pymc3.step_methods.gibbs",
    "ops.random.state": "ops.random_state",
    "infer.variational.flow_group": "old.pymc3.variational.normalizing_flow",
    "models.compiled_steps.hamiltonian": "infer.hamiltonian.in_c",
    "models.compiled_steps.random_walks": "infer.metropolis.in_c",
    "models.compiled_steps.slices": "infer.slices.in_c",
    "models.compiled_steps.sweeps": "infer.gibbs.in_c",
    "models.scale": "scale",
    "models.scale.plain_objects": "models.saving.plain_objects",
    "models.step_methods": "infer.steps",
    "samplers": "infer",
    "samplers.compiled_steps.hamiltonian": "infer.hamiltonian.potentials_in_c",
    "samplers.compiled_steps.many_normals": "models.distributions.many_normals",
    "samplers.errors": "models.exceptions",
    "samplers.jax_callbacks": "infer.jax.callbacks",
    "samplers.jax_chains": "infer.jax.chains",
    "samplers.jax_program": "infer.jax.program",
    "samplers.logdensity": "compilation.densities.log_density",
    "samplers.nutpie": "infer.nutpie.sampling",
    "samplers.nutpie_extension": "infer.nutpie.extension",
    "samplers.nutpie_package": "infer.nutpie.package",
    "samplers.python_callbacks": "infer.nutpie.callbacks",
    "samplers.steps.discrete_sweeps": "infer.gibbs.categorical",
    "samplers.steps.leapfrog": "infer.hamiltonian.integration",
    "samplers.steps.nuts": "infer.hamiltonian.nuts_of_density",
    "samplers.steps.slices": "infer.slices.slicer",
}
_OF_ONE_NAME = {f"{was}.{name}": f"{now}.{name}" for (was, now), names in _BELOW.items() for name in names.split()}
FORMER = {
    **{"theano_compat.models" + legacy.removeprefix("pymc3"): place for legacy, place in (MOVED | FOLDERS).items()},
    **{f"theano_compat.{was}": f"theano_compat.{now}" for was, now in (_OF_ONE_NAME | _RENAMED).items()},
    "theano_compat.legacy_environment": "theano_environment",  # `compat.legacy_environment` in programs
}
_LEGACY = {
    **{place: legacy for legacy, place in (MOVED | FOLDERS).items()},
    **{place: legacy for legacy, homes in HOMES.items() for place in homes},
}
OPS = (  # how names of modules with our Ops begin
    "theano_compat.ops.",
    *(f"theano_compat.old.theano.{package}." for package in ("networks", "sparse", "typed_list")),
)
PLACES = (*_LEGACY,)  # of ours that have legacy modules, or are one


def exists(name: str) -> bool:
    """Say whether the module `name` can be imported, without importing it (its parents are imported)."""
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def today(module: str) -> str:
    """Return where a module of ours stands, given its name in this version or an earlier one."""
    return _replaced(module, FORMER)


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
    return _replaced(module, _LEGACY)


def _replaced(module: str, table: Mapping[str, str]) -> str:
    """Return the name with another head, by the longest one that is in the table."""
    head = module
    while head and head not in table:
        head = head.rpartition(".")[0]
    return table[head] + module[len(head) :] if head else module


__all__ = ["FOLDERS", "FORMER", "HOMES", "MOVED", "OPS", "PLACES", "exists", "home", "legacy_name", "places", "today"]
