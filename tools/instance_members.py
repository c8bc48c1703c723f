"""What the values of old programs offer: names of attributes, by running this file.

    python tools/instance_members.py        on a real old library (Python 3.7 or 3.8), or with ours installed
                                            (`theano-compat run tools/instance_members.py`)

A line is `class: member member ...`. Values are made, not only classes read: some attributes are set by __init__.
`python -m tools.members` compares the two.
"""

import importlib
import sys
import warnings

warnings.simplefilter("ignore")

import numpy as np  # noqa: E402
import pymc3 as pm  # noqa: E402
import theano  # noqa: E402
import theano.tensor as tt  # noqa: E402


def values():
    """(the class's name in PyMC3 3.11 and Theano-PyMC 1.1, a value of it)."""
    x = tt.dmatrix("x")
    yield "theano.tensor.var.TensorVariable", x
    yield "theano.tensor.var.TensorVariable", x + 1
    yield "theano.tensor.var.TensorConstant", tt.constant(1.0)
    yield "theano.tensor.sharedvar.TensorSharedVariable", theano.shared(np.zeros(3), "s")
    yield "theano.compile.function.types.Function", theano.function([x], x + 1)
    yield (
        "theano.tensor.shared_randomstreams.RandomStreams",
        streams("theano.tensor.shared_randomstreams", "theano.tensor.random.utils")(1),
    )
    yield "theano.sandbox.rng_mrg.MRG_RandomStreams", streams("theano.sandbox.rng_mrg", "theano.sandbox.rng_mrg")(1)
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        sd = pm.HalfNormal("sd", 1)
        twice = pm.Deterministic("twice", 2 * mu)
        y = pm.Normal("y", mu, sd, observed=np.zeros(3))
        data = pm.Data("data", np.zeros(3)) if hasattr(pm, "Data") else None
        approximation, inference = pm.MeanField(), pm.ADVI()
        nuts, metropolis = pm.NUTS(), pm.Metropolis()
        trace = pm.sample(
            3, tune=3, chains=1, cores=1, progressbar=False, compute_convergence_checks=False, random_seed=1
        )
    yield "pymc3.model.Model", model
    yield "pymc3.model.FreeRV", model.sd_log__
    yield "pymc3.model.FreeRV", mu
    yield "pymc3.model.TransformedRV", sd
    yield "pymc3.model.ObservedRV", y
    yield "pymc3.model.Deterministic", twice
    if data is not None:
        yield "theano.tensor.sharedvar.TensorSharedVariable", data
    yield "pymc3.variational.opvi.Approximation", approximation
    yield "pymc3.variational.inference.Inference", inference
    yield "pymc3.step_methods.hmc.nuts.NUTS", nuts
    yield "pymc3.step_methods.metropolis.Metropolis", metropolis
    yield "pymc3.backends.base.MultiTrace", trace
    yield "pymc3.backends.report.SamplerReport", trace.report
    with pm.Model():
        gp = pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
        latent = pm.gp.Latent(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    yield "pymc3.gp.gp.Marginal", gp
    yield "pymc3.gp.gp.Latent", latent
    yield "pymc3.data.Minibatch", pm.Minibatch(np.zeros((8, 2)), 4)
    yield from values_with_more()


def values_with_more():
    """Values on which the libraries set attributes from outside: draws, and what a sampler leaves in its report."""
    for old, new in (
        ("theano.tensor.shared_randomstreams", "theano.tensor.random.utils"),
        ("theano.sandbox.rng_mrg", "theano.sandbox.rng_mrg"),
    ):
        yield "theano.tensor.var.TensorVariable", streams(old, new)(1).normal((2,))
    with pm.Model():
        yield "pymc3.model.FreeRV", pm.MvNormal("v", np.zeros(2), np.eye(2), shape=2)
        yield "pymc3.model.TransformedRV", pm.Bound(pm.Normal, lower=0.0)("b", 0.0, 1.0)
        yield "pymc3.model.ObservedRV", pm.Normal("o", 0.0, 1.0, observed=np.zeros(4), total_size=8)
        yield "pymc3.model.ObservedRV", pm.Normal("m", 0.0, 1.0, observed=np.ma.masked_values([0.0, 1.0], 1.0))
    with pm.Model():
        pm.Normal("y", pm.Normal("s", 0.0, 1.0), 1.0, observed=0.0)
        yield "pymc3.backends.report.SamplerReport", pm.sample_smc(10, cores=1, chains=1, parallel=False).report
    with pm.Model():
        pm.Normal("y", pm.BART("trees", np.ones((4, 1)), np.zeros(4), m=2), 1.0, observed=np.zeros(4))
        trace = pm.sample(3, tune=3, chains=1, cores=1, progressbar=False, compute_convergence_checks=False)
        yield "pymc3.backends.report.SamplerReport", trace.report


def streams(old, new):
    """The class of random streams: 1.1 has it under another name, and one of them elsewhere."""
    for module, names in ((old, ("RandomStreams", "MRG_RandomStreams")), (new, ("RandomStream", "MRG_RandomStream"))):
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        for name in names:
            if hasattr(found, name):
                return getattr(found, name)
    raise ImportError(old)


def members():
    """class -> names of attributes that are public."""
    found = {}
    for kind, value in values():
        names = {name for name in dir(value) if not name.startswith("_") and has(value, name)}
        found.setdefault(kind, set()).update(names)
    return found


def has(value, name):
    try:
        getattr(value, name)
    except AttributeError:
        return False
    except Exception:  # there, and asks for more than we gave
        return True
    return True


if __name__ == "__main__":
    for kind, names in sorted(members().items()):
        sys.stdout.write(kind + ": " + " ".join(sorted(names)) + "\n")
