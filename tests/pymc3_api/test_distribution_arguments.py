"""Distributions as programs wrote them: by old and new names of arguments, by position, with `observed`, `shape`,
`testval`, as `.dist`. Log densities are SciPy's."""

import numpy as np
import pytest
from scipy import stats

import theano_compat.pymc3_api as pm
from tests.pymc3_api.distribution_argument_cases import CASES

IDS = [f"{name}-{'-'.join(arguments)}" for name, arguments, *_ in CASES]
OF_ANY_SHAPE = {"Multinomial", "MvNormal", "Dirichlet", "AR", "GaussianRandomWalk"}  # a value is a vector of its own
RTOL = 1e-6  # some of legacy's constants are float32: log(2) of an int8. test_golden has all digits


def told(name, value):
    """Dirichlet alone asks for its shape."""
    return {"shape": np.shape(value)} if name == "Dirichlet" else {}


def total(logp):
    return np.sum(logp)


@pytest.mark.parametrize("name, arguments, value, logp", CASES, ids=IDS)
def test_observed(name, arguments, value, logp):
    with pm.Model() as model:
        y = getattr(pm, name)("y", observed=value, **arguments, **told(name, value))
    np.testing.assert_allclose(total(y.logp_elemwiset.eval()), total(logp), rtol=RTOL)
    assert y.name == "y" and model.observed_RVs == [y]


@pytest.mark.wide(17)
@pytest.mark.parametrize("name, arguments, value, logp", CASES, ids=IDS)
def test_shape_and_testval(name, arguments, value, logp):
    """Two copies of the value, or the one vector that it is."""
    start = value if name in OF_ANY_SHAPE or np.ndim(value) else np.array([value, value])
    with pm.Model() as model:
        x = getattr(pm, name)("x", shape=np.shape(start), testval=start, transform=None, **arguments)
    np.testing.assert_array_equal(x.tag.test_value, start)
    np.testing.assert_array_equal(model.test_point["x"], start)
    wanted = logp if np.ndim(value) else [logp, logp]
    np.testing.assert_allclose(total(x.logp_elemwiset.eval({x: start})), total(wanted), rtol=RTOL)


# The last of their arguments is not the next of the signature.
BY_NAME_ALONE = {
    "Normal-mu-tau",
    "HalfNormal-tau",
    "StudentT-nu-mu-sd",
    "StudentT-nu-mu-sigma",
    "Gamma-mu-sd",
    "MvNormal-mu-chol",
    "MvNormal-mu-tau",
    "Lognormal-mu-tau",
    "TruncatedNormal-mu-sigma-lower",
    "GaussianRandomWalk-mu-sigma",
    "GaussianRandomWalk-mu-sd",
}
BY_POSITION = [(name, *case) for name, case in zip(IDS, CASES, strict=True) if name not in BY_NAME_ALONE]


@pytest.mark.parametrize("_, name, arguments, value, logp", BY_POSITION, ids=[case[0] for case in BY_POSITION])
def test_by_position(_, name, arguments, value, logp):
    with pm.Model():
        y = getattr(pm, name)("y", *arguments.values(), observed=value, **told(name, value))
    np.testing.assert_allclose(total(y.logp_elemwiset.eval()), total(logp), rtol=RTOL)


WITHOUT_DRAWS = {"Flat", "HalfFlat", "AR"}


@pytest.mark.wide(17)
@pytest.mark.parametrize("name, arguments, value, logp", CASES, ids=IDS)
def test_dist(name, arguments, value, logp):
    shape = np.shape(value)
    dist = getattr(pm, name).dist(shape=shape, **arguments)
    np.testing.assert_allclose(total(dist.logp(value).eval()), total(logp), rtol=RTOL)
    assert tuple(dist.shape) == shape
    if name not in WITHOUT_DRAWS:
        np.random.seed(5)
        draws = dist.random(size=4)
        assert np.shape(draws) == (4, *shape) and np.isfinite(pm.distributions.draw_values([dist.logp(draws[0])])).all()


def test_bound():
    with pm.Model():
        inside = pm.Bound(pm.Normal, lower=0.0, upper=2.0)
        x = inside("x", mu=1.0, sd=2.0, testval=0.5)
        y = pm.Bound(pm.Normal, lower=0.0)("y", mu=1.0, sd=2.0, shape=2)
        z = pm.Bound(pm.Poisson, upper=3)("z", 2.0, testval=1)
    assert float(x.tag.test_value) == pytest.approx(0.5) and y.tag.test_value.shape == (2,) and z.tag.test_value == 1
    bound = inside.dist(mu=1.0, sd=2.0)
    np.testing.assert_allclose(bound.logp(np.array([0.5, 3.0])).eval(), [stats.norm.logpdf(0.5, 1, 2), -np.inf])


def test_mixture():
    components = [pm.Poisson.dist(mu=1.0), pm.Poisson.dist(mu=5.0)]
    with pm.Model():
        y = pm.Mixture("y", w=np.array([0.25, 0.75]), comp_dists=components, observed=np.array([0, 4]))
        z = pm.Mixture("z", np.array([0.25, 0.75]), components, observed=np.array([0, 4]))
    wanted = np.log(0.25 * stats.poisson.pmf([0, 4], 1) + 0.75 * stats.poisson.pmf([0, 4], 5))
    for variable in (y, z):
        np.testing.assert_allclose(variable.logp_elemwiset.eval(), wanted, rtol=RTOL)


def test_normal_mixture_among_components():
    inner = pm.NormalMixture.dist(w=np.array([0.5, 0.5]), mu=np.array([0.0, 2.0]), sd=np.array([1.0, 1.0]))
    wanted = np.log(0.5 * stats.norm.pdf(0.3) + 0.5 * stats.norm.pdf(0.3, 2))
    np.testing.assert_allclose(inner.logp(0.3).eval(), wanted, rtol=RTOL)


@pytest.mark.parametrize(
    "name, arguments, data",
    [
        ("Normal", dict(mu=0.0, sd=2.0), np.array([1.0, 2.0])),
        ("Bernoulli", dict(p=0.3), np.array([0, 1])),
    ],
)
def test_total_size(name, arguments, data):
    """The log density of the part stands for the whole."""
    with pm.Model() as model:
        part = getattr(pm, name)("part", observed=data, total_size=10, **arguments)
    alone = part.logp_elemwiset.eval().sum()
    assert float(model.logp({})) == pytest.approx(5 * alone, rel=1e-12)


def test_old_names_of_arguments_are_attributes():
    spreads = pm.Normal.dist(mu=0.0, tau=0.25).sd, pm.Normal.dist(mu=0.0, sd=2.0).sigma
    assert [float(s.eval()) for s in spreads] == [2.0, 2.0]


def test_lkj_cholesky_covariance():
    spread = pm.HalfCauchy.dist(beta=2.5, shape=3)
    with pm.Model() as model:
        packed = pm.LKJCholeskyCov("packed", n=3, eta=2.0, sd_dist=spread)
        lower = pm.expand_packed_triangular(3, packed, lower=True)
        upper = pm.expand_packed_triangular(3, packed, lower=False)
        chol, corr, sds = pm.LKJCholeskyCov("split", n=3, eta=2.0, sd_dist=spread, compute_corr=True)
    found, flipped = (v.eval({packed: np.arange(1.0, 7.0)}) for v in (lower, upper))
    np.testing.assert_array_equal(found, [[1, 0, 0], [2, 3, 0], [4, 5, 6]])
    np.testing.assert_array_equal(flipped, [[1, 2, 3], [0, 4, 5], [0, 0, 6]])
    values = pm.distributions.draw_values([chol, corr, sds], point=model.test_point)
    np.testing.assert_allclose(np.sqrt(np.diag(values[0] @ values[0].T)), values[2], rtol=1e-12)
    covariance = values[0] @ values[0].T
    np.testing.assert_allclose(values[1], covariance / np.outer(values[2], values[2]), rtol=1e-12)
