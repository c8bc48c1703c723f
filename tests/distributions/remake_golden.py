"""Writes golden.json: numbers of the real library for every row. Runs on the oracle (Python 3.8, PyMC3 3.11.5):

    THEANO_FLAGS=blas__ldflags= python remake_golden.py

with a C compiler: without one Theano takes gammaincc for gammainc.
"""

import json
import os

import numpy as np
import pymc3 as pm
import theano

LINE = [-1000.0, -2.5, -1.0, 0.0, 0.3, 1.0, 2.0, 17.5, 1e5]
POSITIVE = [-1.0, 0.0, 1e-9, 0.3, 1.0, 2.0, 17.5, 1e5]
UNIT = [-0.5, 0.0, 1e-9, 0.25, 0.5, 0.999, 1.0, 1.5]
COUNTS = [-1, 0, 1, 2, 3, 10, 40]

# (class, arguments, values)
CASES = [
    ("Normal", {}, LINE),
    ("Normal", {"mu": 0.5, "sigma": 2.5}, LINE),
    ("Normal", {"mu": 0.5, "sd": 2.5}, LINE),
    ("Normal", {"mu": -3, "tau": 4.0}, LINE),
    ("Normal", {"mu": 0.0, "sigma": -1.0}, [0.0, 1.0]),
    ("HalfNormal", {}, POSITIVE),
    ("HalfNormal", {"sigma": 3.0}, POSITIVE),
    ("HalfNormal", {"tau": 0.2}, POSITIVE),
    ("HalfCauchy", {"beta": 5}, POSITIVE),
    ("HalfCauchy", {"beta": 0.1}, POSITIVE),
    ("Uniform", {}, UNIT),
    ("Uniform", {"lower": -2, "upper": 17.5}, LINE),
    ("Exponential", {"lam": 0.3}, POSITIVE),
    ("Exponential", {"lam": -0.3}, [1.0]),
    ("Gamma", {"alpha": 2.0, "beta": 0.5}, POSITIVE),
    ("Gamma", {"alpha": 1, "beta": 1}, POSITIVE),
    ("Gamma", {"alpha": 0.01, "beta": 0.01}, POSITIVE),
    ("Gamma", {"mu": 3.0, "sigma": 1.5}, POSITIVE),
    ("StudentT", {"nu": 3}, LINE),
    ("StudentT", {"nu": 4.5, "mu": 1, "sigma": 2.0}, LINE),
    ("StudentT", {"nu": 1, "mu": 0.5, "lam": 0.25}, LINE),
    ("Bernoulli", {"p": 0.3}, COUNTS),
    ("Bernoulli", {"p": 0.0}, [0, 1]),
    ("Bernoulli", {"logit_p": 1.5}, [0, 1]),
    ("Bernoulli", {"logit_p": -40.0}, [0, 1]),
    ("Poisson", {"mu": 3.5}, COUNTS),
    ("Poisson", {"mu": 0.0}, COUNTS),
    ("Flat", {}, LINE),
    ("HalfFlat", {}, POSITIVE),
    ("Cauchy", {"alpha": 1.0, "beta": 2.0}, LINE),
    ("Beta", {"alpha": 2.0, "beta": 3.0}, UNIT),
    ("Beta", {"alpha": 1, "beta": 1}, UNIT),
    ("Beta", {"mu": 0.4, "sigma": 0.1}, UNIT),
    ("Lognormal", {"mu": 0.5, "sigma": 0.7}, [1e-9, 0.3, 1.0, 2.0, 1e5]),
    ("Lognormal", {"mu": 0.5, "tau": 3.0}, [0.3, 2.0]),
    ("HalfStudentT", {"nu": 3, "sigma": 2.0}, POSITIVE),
    ("HalfStudentT", {"nu": 2.5, "lam": 2.0}, POSITIVE),
    ("InverseGamma", {"alpha": 3.0, "beta": 2.0}, POSITIVE),
    ("InverseGamma", {"alpha": 3.0}, POSITIVE),
    ("InverseGamma", {"mu": 1.0, "sigma": 0.5}, POSITIVE),
    ("Laplace", {"mu": 0.5, "b": 2.0}, LINE),
    ("DiscreteUniform", {"lower": -1, "upper": 4}, COUNTS),
    ("Binomial", {"n": 10, "p": 0.3}, COUNTS),
    ("Binomial", {"n": 10, "p": 0.0}, COUNTS),
    ("NegativeBinomial", {"mu": 3.5, "alpha": 2.0}, COUNTS),
    ("NegativeBinomial", {"p": 0.3, "n": 4}, COUNTS),
    ("NegativeBinomial", {"mu": 3.5, "alpha": 1e11}, COUNTS),
    ("Geometric", {"p": 0.3}, COUNTS),
    ("ChiSquared", {"nu": 3}, POSITIVE),
    ("Weibull", {"alpha": 2.0, "beta": 1.5}, POSITIVE),
    ("Pareto", {"alpha": 3.0, "m": 0.5}, POSITIVE),
    ("Gumbel", {"mu": 0.5, "beta": 2.0}, [-5.0, 0.0, 0.3, 17.5]),
    ("Logistic", {"mu": 0.5, "s": 2.0}, [-50.0, 0.0, 0.3, 17.5]),
    ("TruncatedNormal", {"mu": 0.5, "sigma": 2.5}, LINE),
    ("TruncatedNormal", {"mu": 0.5, "sigma": 2.5, "lower": -3.0}, LINE),
    ("TruncatedNormal", {"mu": 0.5, "sigma": 2.5, "upper": 1.5}, LINE),
    ("TruncatedNormal", {"mu": 0.5, "tau": 2.5, "lower": 0.2, "upper": 1.5}, LINE),
    ("TruncatedNormal", {"sd": 2.0, "lower": -1.0, "upper": 3.0}, LINE),
    ("Triangular", {}, UNIT),
    ("Triangular", {"lower": -2.0, "upper": 3.0, "c": 0.5}, LINE),
    ("Kumaraswamy", {"a": 2.0, "b": 3.0}, UNIT),
    ("LogitNormal", {"mu": 0.5, "sigma": 0.7}, UNIT),
    ("LogitNormal", {"tau": 0.5}, UNIT),
    ("VonMises", {"mu": 0.5, "kappa": 2.0}, [-4.0, -3.0, -1.0, 0.0, 0.3, 3.1]),
    ("VonMises", {"kappa": 20.0}, [-4.0, -3.0, -1.0, 0.0, 0.3, 3.1]),
    ("Wald", {"mu": 2.0, "lam": 3.0}, POSITIVE),
    ("Wald", {"mu": 2.0}, POSITIVE),
    ("Wald", {"mu": 2.0, "phi": 0.5, "alpha": 0.25}, POSITIVE),
    ("Wald", {"lam": 2.0, "phi": 0.5}, POSITIVE),
    ("SkewNormal", {"mu": 0.5, "sigma": 0.8, "alpha": 1.5}, [-2.5, -1.0, 0.0, 0.3, 1.0, 2.0]),
    ("SkewNormal", {"tau": 0.8, "alpha": -3.0}, [-2.5, -1.0, 0.0, 0.3, 1.0, 2.0]),
    ("ExGaussian", {"mu": 0.5, "sigma": 0.8, "nu": 1.2}, [-2.5, -1.0, 0.0, 0.3, 1.0, 2.0, 17.5]),
    ("ExGaussian", {"mu": 0.5, "sigma": 0.8, "nu": 0.03}, [-2.5, -1.0, 0.0, 0.3, 1.0, 2.0]),
    ("AsymmetricLaplace", {"b": 0.5, "kappa": 0.8, "mu": 1.0}, LINE),
    ("AsymmetricLaplace", {"b": 2.0, "kappa": 1.5}, LINE),
    ("Moyal", {"mu": 0.5, "sigma": 0.8}, [-1.0, 0.0, 0.3, 1.0, 2.0, 17.5]),
    ("Moyal", {}, [-1.0, 0.0, 0.3, 1.0, 2.0, 17.5]),
    ("Rice", {"nu": 0.5, "sigma": 0.8}, [-1.0, 0.3, 1.0, 2.0, 5.0]),
    ("Rice", {"b": 2.0, "sd": 1.5}, [-1.0, 0.3, 1.0, 2.0, 5.0]),
    ("BetaBinomial", {"alpha": 2.0, "beta": 3.0, "n": 10}, COUNTS),
    ("DiscreteWeibull", {"q": 0.7, "beta": 0.9}, COUNTS[:-1]),
    ("HyperGeometric", {"N": 20, "k": 7, "n": 10}, COUNTS),
    ("ZeroInflatedPoisson", {"psi": 0.7, "theta": 2.0}, COUNTS),
    ("ZeroInflatedBinomial", {"psi": 0.7, "n": 10, "p": 0.3}, COUNTS),
    ("ZeroInflatedNegativeBinomial", {"psi": 0.7, "mu": 2.0, "alpha": 1.5}, COUNTS),
]
SEED, SIZE = 20, 6
FREE = [-3.0, -0.4, 0.0, 1.7]  # where transformed densities are asked for


def asked(name, arguments, values):
    kind = getattr(pm, name)
    dist = kind.dist(**arguments)
    array = np.array(values, dtype=dist.dtype)
    out = {"class": name, "arguments": arguments, "values": values}
    out["logp"] = dist.logp(theano.shared(array)).eval().ravel().tolist()
    if hasattr(dist, "logcdf"):
        x = theano.tensor.scalar(dtype=dist.dtype)
        x.tag.test_value = array[-1]
        logcdf = theano.function([x], dist.logcdf(x), on_unused_input="ignore")
        out["logcdf"] = [float(logcdf(v)) for v in array]
    try:
        np.random.seed(SEED)
        out["draws"] = np.asarray(dist.random(size=SIZE)).tolist()
        np.random.seed(SEED)
        out["drawn_in_shape"] = np.asarray(kind.dist(shape=(2, 3), **arguments).random(size=2)).ravel().tolist()
    except ValueError:
        out["draws"] = "ValueError"
    try:
        out["default"] = np.asarray(dist.default()).tolist()
    except AttributeError:
        out["default"] = "AttributeError"
    if out["default"] == "AttributeError" or "sigma" in arguments and arguments["sigma"] < 0:
        return out
    with pm.Model() as model:
        variable = kind("x", **arguments)
    free = model.free_RVs[0]
    out["free"], out["text"] = free.name, variable._str_repr(formatting="plain_with_params")
    if free.name != "x":
        logp, nojac = model.fn(free.logp_elemwiset), model.fn(free.logp_nojac_unscaledt)
        slope, back = model.fn(theano.grad(model.logpt, free)), model.fn(variable)
        points = [{free.name: np.array(z)} for z in FREE]
        for key, f in (("free_logp", logp), ("free_nojac", nojac), ("free_slope", slope), ("backward", back)):
            out[key] = [float(f(p)) for p in points]
        out["forward"] = [float(variable.transformation.forward_val(np.array(x), point={})) for x in out["backward"]]
    return out


if __name__ == "__main__":
    head = {"oracle": "PyMC3 " + pm.__version__, "seed": SEED, "size": SIZE, "free": FREE}
    rows = [json.dumps(asked(*case)) for case in CASES]  # a line each: a change is seen where it is
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.json"), "w") as f:
        f.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(rows) + "\n]}\n")
