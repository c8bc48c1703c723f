"""What follows from the entry of a distribution: its density beside that of its reference in SciPy, over the support
and at its ends; gradient, distribution function, mass, draws, float32, the backends, and its transform."""

from __future__ import annotations

import ast
import inspect
import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import special, stats

import theano_compat.pymc3_api as pm
from theano_compat.differentiate import grad
from theano_compat.distributions.spec import Reference
from theano_compat.distributions.table import SPECS
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.reductions.functions import sum as total
from theano_compat.settings import config

DRAWS = 4000
# Formulas of the real library that lose digits: 1 + erf in a tail; two powers nearly equal; exp of a large power. In
# the others a small constant is an int8 there, so that its logarithm or gammaln is a float32.
COARSE = {"SkewNormal": 1e-7, "VonMises": 1e-7, "DiscreteWeibull": 1e-8, "Rice": 1e-8} | dict.fromkeys(
    (
        "TruncatedNormal",
        "HalfCauchy",
        "HalfStudentT",
        "ExGaussian",
        "Binomial",
        "BetaBinomial",
        "HyperGeometric",
        "ZeroInflatedBinomial",
    ),
    1e-6,
)
NAN_OUTSIDE = {"LogNormal"}  # as in the real library, which takes the logarithm of whatever comes
OTHER_CDF = {"Wald"}  # the real library's is not that of its density, and ours is the real library's (test_golden.py)
ONE_OUTSIDE = {"Bernoulli"}  # of logits, as there: every value but 0 has the density of 1
IMPROPER = {"Flat", "HalfFlat"}
CASES = [
    (spec.name, k)
    for spec in SPECS.values()
    if spec.reference is not None
    for k in range(len(spec.examples) + len(spec.golden))
]
each = pytest.mark.parametrize(("name", "k"), CASES, ids=lambda value: str(value))


class Case:
    """A distribution at one of its examples, and its reference there."""

    def __init__(self, name: str, k: int) -> None:
        self.spec = SPECS[name]
        self.arguments = (*self.spec.examples, *(golden.parameters for golden in self.spec.golden))[k]
        self.dist = self.make()
        wanted = list(inspect.signature(self.spec.reference).parameters)[1:]
        self.reference = self.spec.reference(stats, *(float(self.number(name)) for name in wanted))
        np.random.seed(20261123)
        found = self.draw(DRAWS) if self.can_be_drawn else np.arange(DRAWS) % 4
        self.draws = np.sort(np.asarray(found, dtype=self.dist.dtype))
        low, high = self.ends
        inside = self.draws[(self.draws >= low) & (self.draws <= high)]  # VonMises is drawn around mu, as there
        self.values = np.unique(inside[np.linspace(20, len(inside) - 21, 41).astype(int)])

    def make(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Constant is deprecated
            return getattr(pm, self.spec.name).dist(**self.arguments)

    @property
    def can_be_drawn(self) -> bool:
        return type(self.dist).random is not pm.distributions.from_spec.FromSpec.random or self.spec.random is not None

    def draw(self, size: int) -> Any:
        return self.dist.random(size=size)

    def number(self, name: str) -> Any:
        found = getattr(self.dist, name)
        return found.eval() if hasattr(found, "eval") else found

    def log_density(self, x: Any) -> Any:
        if isinstance(self.reference, Reference):
            return self.reference.log_density(np.asarray(x, float))
        return self.reference.logpmf(x) if self.spec.discrete else self.reference.logpdf(x)

    @property
    def ends(self) -> tuple[float, float]:
        low, high = self.reference.ends if isinstance(self.reference, Reference) else self.reference.support()
        return float(low), float(high)


@cache
def case(name: str, k: int) -> Case:
    return Case(name, k)


def density(dist: Any, mode: str = "PYTHON") -> Any:
    """(values) -> log density of each, and the slope of their sum where there is one."""
    x = TensorType(dist.dtype, (False,))("x")
    logp = dist.logp(x) + 0.0 * x  # Flat and its like do not read the value
    outputs = [logp, grad(total(logp), x)] if x.type.dtype.startswith("float") else [logp]
    return function([x], outputs, mode=mode, on_unused_input="ignore")


def test_every_distribution_has_a_reference_and_an_example() -> None:
    for spec in SPECS.values():
        assert (spec.reference is None) == (spec.name in IMPROPER), spec.name
        assert spec.examples or spec.golden, spec.name


def test_docstrings_say_what_each_argument_is() -> None:
    for spec in SPECS.values():
        text = inspect.getdoc(getattr(pm, spec.name))
        assert all(f"\n{parameter.name}: " in text for parameter in spec.parameters), spec.name
        assert set(spec.words.arguments) <= {parameter.name for parameter in spec.parameters}, spec.name
        made = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Constant is deprecated
            exec(inspect.cleandoc(text.partition("Example::")[2].partition("Source:")[0]), {"pm": pm}, made)
        assert made["x"].name == "x"


@each
def test_mean_of_the_docstring(name: str, k: int) -> None:
    c = case(name, k)
    formula = c.spec.words.mean.partition(", where")[0]
    if formula in ("", "none"):
        return
    known = {"B": special.beta, "gamma": special.gamma, "pi": np.pi, "euler_gamma": np.euler_gamma}
    known |= {"exp": np.exp, "log": np.log, "sin": np.sin, "sqrt": np.sqrt}
    mean = eval(formula, known | {name: float(c.number(name)) for name in names_in(formula) - set(known)})
    if isinstance(c.reference, Reference):
        assert abs(c.draws.mean() - mean) < 5 * c.draws.std() / DRAWS**0.5
    elif name != "Constant":  # SciPy's integers between two ends, which divide by 0 for one
        with np.errstate(divide="ignore"):  # SciPy computes the other moments too, of which Yule-Simon has few
            np.testing.assert_allclose(mean, c.reference.mean(), rtol=1e-10)


def names_in(formula: str) -> set[str]:
    """The names that a formula reads."""
    return {node.id for node in ast.walk(ast.parse(formula, mode="eval")) if isinstance(node, ast.Name)}


@pytest.mark.wide(17)
@each
def test_density_and_slope(name: str, k: int) -> None:
    c = case(name, k)
    ours, *slope = density(c.dist)(c.values)
    np.testing.assert_allclose(ours, c.log_density(c.values), rtol=COARSE.get(name, 1e-10), atol=1e-12)
    if slope:
        h = 1e-6 * np.maximum(1, np.abs(c.values))
        low, high = c.ends
        inner = (c.values - h > low) & (c.values + h < high)
        rise = (c.log_density(c.values + h) - c.log_density(c.values - h)) / (2 * h)
        smooth = np.abs(rise - (c.log_density(c.values + h) - c.log_density(c.values)) / h) < 1e-3 * (1 + np.abs(rise))
        kept = inner & smooth
        assert kept.sum() > len(c.values) / 2
        # differences of a step of 1e-6: 1e-6 of the slope, and the digits that cancel
        np.testing.assert_allclose(slope[0][kept], rise[kept], rtol=1e-4, atol=1e-6)


@pytest.mark.wide(17)
@each
def test_outside_of_the_support(name: str, k: int) -> None:
    c = case(name, k)
    low, high = c.ends
    outside = [x for x in (low - 1, low - 7.5, high + 1, high + 7.5) if np.isfinite(x)]
    if outside and not (name in ONE_OUTSIDE and "logit_p" in c.arguments):
        ours, *_ = density(c.dist)(np.array(outside).astype(c.dist.dtype))
        assert np.isnan(ours).all() if name in NAN_OUTSIDE else (ours == -np.inf).all()


@pytest.mark.wide(17)
@each
def test_mass_and_distribution_function(name: str, k: int) -> None:
    c = case(name, k)
    f = density(c.dist)
    levels = c.values
    if c.spec.discrete:
        counts = np.arange(levels[0], levels[-1] + 1)
        assert np.exp(f(counts)[0]).sum() == pytest.approx(
            c.reference.cdf(levels[-1]) - c.reference.cdf(levels[0] - 1), rel=max(1e-8, COARSE.get(name, 0))
        )
    else:
        nodes, weights = np.polynomial.legendre.leggauss(20)
        half = np.diff(levels)[:, None] / 2
        at = levels[:-1, None] + half * (nodes + 1)
        mass = (np.exp(f(at.ravel())[0]).reshape(at.shape) * weights * half).sum(axis=1)
        # a kink between two levels costs Gauss's rule its digits; the sum of all is nearly the whole
        assert mass.sum() == pytest.approx(c.reference.cdf(levels[-1]) - c.reference.cdf(levels[0]), rel=1e-3)
    if hasattr(c.dist, "logcdf") and name not in OTHER_CDF:
        x = TensorType(c.dist.dtype, ())("x")
        ours = function([x], c.dist.logcdf(x), mode="PYTHON", on_unused_input="ignore")
        np.testing.assert_allclose(
            [ours(v) for v in levels[::8]],
            np.log(c.reference.cdf(levels[::8])),
            rtol=1e-7,
            atol=max(1e-9, COARSE.get(name, 0)),
        )


@each
def test_draws_follow_the_density(name: str, k: int) -> None:
    """Within the bound of Dvoretzky, Kiefer and Wolfowitz for a chance of 1e-9, whatever the distribution."""
    c = case(name, k)
    if not c.can_be_drawn:
        pytest.skip("it is not drawn")
    values, counts = np.unique(c.draws, return_counts=True)
    bound = np.sqrt(np.log(2 / 1e-9) / (2 * DRAWS))
    assert np.abs(np.cumsum(counts) / DRAWS - c.reference.cdf(values)).max() < bound


@each
@pytest.mark.wide(7)
def test_float32(name: str, k: int) -> None:
    c = case(name, k)
    with config.change_flags(floatX="float32"):
        dist = c.make()
        values = c.values[::4].astype(dist.dtype)
        ours, *_ = density(dist)(values)
    assert ours.dtype == "float32" or c.spec.discrete
    # 24 bits, of terms that cancel
    np.testing.assert_allclose(ours, c.log_density(values.astype(float)), rtol=2e-4, atol=2e-4)


@each
@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "mode", [pytest.param("C", marks=pytest.mark.compiler), pytest.param("JAX", marks=pytest.mark.slow)]
)
def test_backends(name: str, k: int, mode: str) -> None:
    c = case(name, k)
    for ours, python in zip(density(c.dist, mode)(c.values), density(c.dist)(c.values), strict=True):
        np.testing.assert_allclose(ours, python, rtol=1e-9, atol=1e-11)


@each
def test_transform(name: str, k: int) -> None:
    """A free variable takes any number, and its density is that of the value times the slope of the way there."""
    c = case(name, k)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Constant is deprecated
        with pm.Model() as model:
            getattr(pm, name)("x", **c.arguments)
    [free] = model.free_RVs
    assert (free.name == "x") == (not c.spec.transform)
    if c.spec.transform and c.spec.transform != "circular":
        at, h = np.array([-1.3, 0.2, 1.1]), 1e-6
        back = model.fn(model["x"])
        values = [[float(back({free.name: np.array(z + d)})) for d in (-h, 0, h)] for z in at]
        slope = [(high - low) / (2 * h) for low, _, high in values]
        wanted = c.log_density(np.array([value for _, value, _ in values])) + np.log(slope)
        logp = model.fn(free.logp_elemwiset)
        np.testing.assert_allclose([float(logp({free.name: np.array(z)})) for z in at], wanted, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize(
    "name, parameters",
    [
        ("HyperGeometric", dict(N=np.int64(20), k=np.int64(8), n=np.array([5, 6]))),
        ("HyperGeometric", dict(N=np.array([20, 30]), k=np.array([8, 9]), n=np.array([5, 6]))),
        ("HyperGeometric", dict(N=np.array([[20], [30]]), k=np.array([8, 9, 7]), n=np.int64(5))),
        ("BetaBinomial", dict(alpha=1.0, beta=2.0, n=np.array([5, 6]))),
        ("BetaBinomial", dict(alpha=np.array([[1.0], [2.0]]), beta=np.array([2.0, 3.0, 1.0]), n=np.int64(5))),
    ],
)
def test_logcdf_of_sums_takes_arrays_of_parameters(name, parameters):
    """The real one raises where a parameter is an array, or mixes its elements with those of the sum."""
    reference = {
        "HyperGeometric": lambda N, k, n: stats.hypergeom(N, k, n),
        "BetaBinomial": lambda alpha, beta, n: stats.betabinom(n, alpha, beta),
    }[name](**parameters)
    for value in (-1, 0, 1, 2, 3, 5, 6, 40):
        found = getattr(pm, name).dist(**parameters).logcdf(value).eval()
        wanted = reference.logcdf(value)
        assert found.shape == wanted.shape
        np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-6)  # small integers: COARSE
