"""Today's counterparts of old modules."""

from __future__ import annotations

from . import current_api

# The longest prefix of a name counts; "" for a module that has no counterpart as a whole.
MODULES = {
    "pymc3": "pymc",
    "pymc3.model": "pymc",
    "pymc3.theanof": "pymc.pytensorf",
    "pymc3.variational.callbacks": "pymc.variational.callbacks",
    "pymc3.callbacks": "pymc.variational.callbacks",
    "pymc3.distributions.continuous": "pymc",
    "pymc3.distributions.discrete": "pymc",
    "pymc3.distributions.multivariate": "pymc",
    "pymc3.distributions.timeseries": "pymc",
    "pymc3.distributions.mixture": "pymc",
    "pymc3.distributions.distribution": "pymc",
    "pymc3.distributions": "pymc",
    "pymc3.distributions.transforms": "pymc.distributions.transforms",
    "pymc3.distributions.dist_math": "pymc.distributions.dist_math",
    "pymc3.step_methods": "pymc",
    "pymc3.step_methods.metropolis": "pymc",
    "pymc3.step_methods.hmc": "pymc",
    "pymc3.step_methods.hmc.nuts": "pymc",
    "pymc3.sampling": "pymc",
    "pymc3.tuning": "pymc",
    "pymc3.tuning.starting": "pymc",
    "pymc3.tuning.scaling": "pymc",
    "pymc3.data": "pymc",
    "pymc3.plots": "arviz",
    "pymc3.stats": "arviz",
    "pymc3.gp.gp": "pymc.gp",
    "pymc3.ode.ode": "pymc.ode",
    "pymc3.backends": "pymc.backends",
    "pymc3.backends.base": "pymc.backends.base",
    "theano": "pytensor",
    "theano.tensor": "pytensor.tensor",
    "theano.tensor.nnet": "",
    "theano.tensor.nnet.nnet": "",
    "theano.tensor.signal": "",
    "theano.tensor.shared_randomstreams": "",
    "theano.sandbox": "",
    "theano.sandbox.rng_mrg": "",
    "theano.tensor.var": "pytensor.tensor.variable",
    "theano.tensor.basic": "pytensor.tensor",
    "theano.tensor.opt": "",
    "theano.gof": "",
    "theano.gof.graph": "",
    "theano.graph.fg": "pytensor.graph.fg",
    "theano.scan_module": "pytensor.scan",
    "theano.compile.ops": "pytensor.compile.ops",
    "theano.compile.sharedvalue": "pytensor.compile.sharedvalue",
    "theano.gpuarray": "",
}


def module_today(old: str) -> str | None:
    """Return the module that replaces an old one; None if there is none."""
    if old in MODULES:
        return MODULES[old] or None
    above, _, last = old.rpartition(".")
    if not above:
        return None
    found = module_today(above)
    return f"{found}.{last}" if found is not None and current_api.exists(f"{found}.{last}") else None
