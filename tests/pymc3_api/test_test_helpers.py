"""`pymc3.tests`: what projects import for their own tests. Numbers: `pymc3.tests` of PyMC3 3.11.5; and every check
fails for what it is to find."""

import logging

import numpy as np
import pytest
import scipy.stats

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.seldom_used import agree
from theano_compat.models.backends.text import load as load_text
from theano_compat.models.distributions import transforms as tr
from theano_compat.pymc3_api.backends import NDArray, Text
from theano_compat.pymc3_api.tests import backend_fixtures as bf
from theano_compat.pymc3_api.tests import checks, helpers, models, sampler_fixtures
from theano_compat.pymc3_api.tests import test_distributions as td
from theano_compat.pymc3_api.tests import test_transforms as ttr

L = np.array([[1.0, 0], [0.5, 2.0]])
C = L @ L.T
X, MU, P, COUNTS = np.array([0.3, -1.0]), np.array([0.1, 0.2]), np.array([0.2, 0.8]), np.array([1, 4])
V = np.array([0.5, 1.0, 2.0])
CUTS, FOUR = np.array([-1.0, 0, 1]), np.arange(4.0)
DENSITIES = [
    ("normal_logpdf_tau", (X, MU, C), -4.104729885849),
    ("normal_logpdf_cov", (X, MU, C), -2.762274246969),
    ("normal_logpdf_chol", (X, MU, L), -2.762274246969),
    ("normal_logpdf_chol_upper", (X, MU, L.T), -2.762274246969),
    ("matrix_normal_logpdf_cov", (np.outer(X, X), np.outer(MU, MU), C, C), -6.536755355058),
    ("matrix_normal_logpdf_chol", (np.outer(X, X), np.outer(MU, MU), L, L), -6.536755355058),
    ("kron_normal_logpdf_cov", (FOUR, np.ones(4), [C, C], 0.5), -7.345488288252),
    ("kron_normal_logpdf_chol", (FOUR, np.ones(4), [L, tt.constant(L)], None), -7.309670980058),
    ("kron_normal_logpdf_evd", (FOUR, np.ones(4), [np.linalg.eigh(C)] * 2, 0.5), -7.345488288252),
    ("mvt_logpdf", (np.array([X, MU]), 3.0, C, MU), -5.420494951052),
    ("AR1_logpdf", (FOUR, 0.4, 2.0), -10.776636465271),
    ("multinomial_logpdf", (COUNTS, 5, P), -0.892574205257),
    ("multinomial_logpdf", (COUNTS, 6, P), -np.inf),
    ("dirichlet_multinomial_logpmf", (COUNTS, 5, P), -2.058228145281),
    ("dirichlet_multinomial_logpmf", (COUNTS, 4, P), -np.inf),
    ("beta_mu_sigma", (0.3, 0.4, 0.2), 0.567583957585),
    ("beta_mu_sigma", (0.3, 0.4, 2.0), -np.inf),
    ("betafn", (np.array([1.0, 2.0]),), -0.69314718056),
    ("logpow", (np.array([0, 2.0]), np.array([3.0, 4.0])), [0.0, 2.77258872224]),
    ("dirichlet_logpdf", (np.array([0.3, 0.7]), np.array([2.0, 3.0])), 0.567583957585),
    ("categorical_logpdf", (1, P), -0.223143551314),
    ("categorical_logpdf", (-1, P), -np.inf),
    ("discrete_weibull_logpmf", (3, 0.6, 1.2), -2.51632223797),
    ("laplace_asymmetric_logpdf", (np.array([-1.0, 2.0]), 2.0, 1.5, 0.3), [-1.485825623766, -5.610825623766]),
    ("invlogit", (0.3,), 0.574442516812),
    ("invprobit", (0.3,), 0.617911422189),
    ("orderedlogistic_logpdf", (1, 0.2, CUTS), -1.520096482107),
    ("orderedprobit_logpdf", (1, 0.2, CUTS), -1.185247160889),
    ("integrate_nd", (lambda x: np.exp(-x * x), td.Runif, (), "float64"), 1.493648265625),
    ("integrate_nd", (lambda x: np.exp(-np.sum(np.square(x))), td.Vector(td.Runif, 2), (2,), "float64"),
     2.230985141404),
    ("integrate_nd", (lambda x: x, td.Domain([1, 2, 9], "int64"), (), "int64"), 45),
]  # fmt: skip


@pytest.mark.parametrize("name, given, expected", DENSITIES, ids=lambda v: v if isinstance(v, str) else None)
def test_reference_density(name, given, expected):
    np.testing.assert_allclose(getattr(td, name)(*given), expected, rtol=1e-10, atol=1e-11)


DOMAINS = {  # sum of the finite values, their number, shape
    "SortedVector(3)": (-5.644406875531, 10, (3,)),
    "UnitSortedVector(3)": (13.157918162923, 10, (3,)),
    "RealMatrix(2, 3)": (-9.279280984229, 10, (2, 3)),
    "Simplex(3)": (25.0, 25, (3,)),
    "MultiSimplex(3, 2)": (1250.0, 625, (2, 3)),
    "Vector(R, 2)": (0.0, 49, (2,)),
    "Unit + 1": (7.341, 5, ()),
    "Unit * 2": (4.682, 5, ()),
    "-Unit": (-2.341, 5, ()),
    "PdMatrix(3)": (7.2, 2, (3, 3)),
    "PdMatrixChol(2) * 2": (26.2, 2, (2, 2)),
    "PdMatrixCholUpper3": (124.1, 2, (3, 3)),
    "NatBig": (5006, 4, ()),
}


@pytest.mark.parametrize("text", DOMAINS)
def test_domain(text):
    domain = eval(text, vars(td))
    values = np.array(domain.vals)
    np.testing.assert_allclose(values.sum(), DOMAINS[text][0], rtol=1e-9, atol=1e-12)
    assert (len(values), tuple(domain.shape)) == DOMAINS[text][1:] and values.dtype == domain.dtype


def test_edges_of_domains():
    assert (td.R.lower, td.R.upper, td.R.vals[0]) == (-np.inf, np.inf, -2.1)
    assert ((-td.Unit).lower, (-td.Unit).upper, (td.Unit * 2).upper) == (0, -1, 2)
    assert td.PdMatrix(2) is td.PdMatrix2 and td.PdMatrix2.lower is None and str(td.Nat.dtype) == "int64"
    with pytest.raises(ValueError, match="out of bounds"):
        td.PdMatrixChol(4)


def test_points_by_chance():
    np.random.seed(5)
    points = [dict(p) for p in td.product({"a": td.Unit, "b": td.Nat}, 4)]
    assert [(float(p["a"]), int(p["b"])) for p in points] == [(0.1, 3), (0.001, 2), (0.5, 2), (0.001, 3)]
    assert list(td.product({})) == [{}] and len(list(td.product({"a": td.Unit}, 9))) == 5
    np.random.seed(3)
    assert td.RandomPdMatrix(3).sum() == pytest.approx(15.213845661190534, rel=1e-12)


@pytest.mark.filterwarnings("ignore:Parameters in LKJCorr")
@pytest.mark.parametrize("triangle, eta, n, expected", td.get_lkj_cases())
def test_correlations(triangle, eta, n, expected):
    with pm.Model() as model:
        pm.LKJCorr("lkj", eta=eta, n=n, transform=None)
    assert model.fastlogp({"lkj": triangle}) == pytest.approx(expected)


NORMAL = scipy.stats.norm
CHECKS = td.TestMatchesScipy()


def logpdf(value, mu, sigma):
    return NORMAL.logpdf(value, mu, sigma)


def logcdf(value, mu, sigma):
    return NORMAL.logcdf(value, mu, sigma)


def of_log_doubled():
    class Doubled(type(tr.log)):
        def jacobian_det(self, x):
            return 2 * x

    return Doubled()


SPACE = {"mu": td.Runif, "sigma": td.Rplusunif}
GOOD_AND_BAD = [  # a check that passes, and one that does not
    (lambda: CHECKS.check_logp(pm.Normal, td.R, SPACE, logpdf, n_samples=20),
     lambda: CHECKS.check_logp(pm.Normal, td.R, SPACE, lambda value, mu, sigma: logpdf(value, mu, sigma * 1.1))),
    (lambda: CHECKS.check_logcdf(pm.Normal, td.R, {"sigma": td.Rplusunif, "mu": td.R}, logcdf, n_samples=5),
     lambda: CHECKS.check_logcdf(pm.Normal, td.R, SPACE, lambda value, mu, sigma: logcdf(value, mu, sigma * 1.1),
                                 n_samples=5)),
    (lambda: CHECKS.check_logcdf(pm.Normal, td.R, {"sigma": td.Rplusunif, "mu": td.R}, logcdf, n_samples=2),
     lambda: CHECKS.check_logcdf(pm.Normal, td.R, SPACE, logcdf, n_samples=2)),  # beyond mu's edges there is no -inf
    (lambda: CHECKS.check_selfconsistency_discrete_logcdf(pm.Poisson, td.Nat, {"mu": td.Rplusunif}),
     lambda: CHECKS.check_selfconsistency_discrete_logcdf(pm.Poisson, td.Nat + 1, {"mu": td.Rplusunif})),
    (lambda: CHECKS.checkd(pm.Beta, td.Unit, {"alpha": td.Rplusunif, "beta": td.Rplusunif * 2}),
     lambda: CHECKS.checkd(pm.Normal, td.Unit, {"mu": td.Runif}, extra_args={"sigma": 1.0})),
    (lambda: ttr.check_transform(tr.log, td.Rplusbig), lambda: ttr.check_transform(tr.log, td.Runif)),
    (lambda: ttr.check_vector_transform(tr.ordered, td.SortedVector(3)),
     lambda: ttr.check_vector_transform(tr.ordered, td.Domain([V[::-1]] * 3))),
    (lambda: ttr.check_jacobian_det(tr.ordered, td.Vector(td.Runif, 2), tt.dvector, np.zeros(2)),
     lambda: ttr.check_jacobian_det(of_log_doubled(), td.Vector(td.Runif, 2), tt.dvector, np.zeros(2), elemwise=True)),
    (lambda: checks.close_to(np.array([1.0, np.inf]), np.array([1.1, np.inf]), 0.2),
     lambda: checks.close_to(np.array([1.0, np.inf]), np.array([1.1, -np.inf]), 0.2)),
    (lambda: checks.close_to_logical(np.array([True, False]), [True, False], 1e-9),
     lambda: checks.close_to_logical(np.array([True, False]), True, 1e-9, "truth")),
]  # fmt: skip


@pytest.mark.wide(11)
@pytest.mark.parametrize("good, bad", GOOD_AND_BAD)
@pytest.mark.filterwarnings("ignore:invalid value|divide by zero:RuntimeWarning", "ignore:The variable specified for")
def test_check(good, bad):
    with np.errstate(all="ignore"):
        good()
        with pytest.raises(AssertionError):
            bad()


def test_values_of_a_transform():
    agree(ttr.get_values(tr.logodds, td.Domain([-9, -2.1, 0, 1, 9])), scipy.special.expit([-2.1, 0, 1]))
    agree(
        ttr.get_values(tr.ordered, td.Vector(td.Runif, 2), tt.dvector, np.zeros(2))[1],
        np.array([-0.4, -0.4 + np.exp(0.0)]),
    )


COV = [
    [0.32118285, -2.50847107, -0.01694215],
    [-2.50847107, 100.00826446, 0.01652893],
    [-0.01694215, 0.01652893, 0.03305785],
]
ROOT = [[1.0, 0, 0], [0.8824969, 0.47031821, 0], [0.60653066, 0.73829902, 0.29501714]]
MODELS = {  # log density at the test point; free variables; what is known of the moments
    "simple_model": (-7.8675128019, "x", (-2.1, 0.8770580193)),
    "multidimensional_model": (-23.6025384058, "x", (-2.1, 0.8770580193)),
    "simple_categorical": (-3.7297014486, "x", (2.0, 1.0)),
    "simple_arbitrary_det": (-21.1757541328, "a", None),
    "simple_2model": (-4.4445820247, "x y", None),
    "simple_2model_continuous": (-6.7063451232, "x y", None),
    "mv_simple": (-4.0326804198, "x", ([-0.1, 0.5, 1.1], COV)),
    "mv_simple_coarse": (-5.1075054198, "x", ([-0.2, 0.6, 1.2], COV)),
    "mv_simple_very_coarse": (-6.4938804198, "x", ([-0.3, 0.7, 1.3], COV)),
    "mv_simple_discrete": (-0.9377577348, "x", ([0.75, 4.25], [[0.6375, -0.6375], [-0.6375, 0.6375]])),
    "mv_prior_simple": (-6.6529379601, "x", (None, ROOT, [-0.01244119, 0.50914681, 0.94438261],
                                             [0.2695509, 0.21587309, 0.2695509], 0.1)),
    "non_normal": (1.2572173188, "x", ([0.5, 0.5], None)),
    "exponential_beta": (-0.3397980774, "x y", None),
    "beta_bernoulli": (0.353349107, "x y", None),
    "simple_normal": (-50.9189385332, "mu_i", None),
}  # fmt: skip


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", MODELS)
def test_model(name):
    logp, free, moments = MODELS[name]
    point, model, *known = getattr(models, name)()
    assert float(model.logp(point)) == pytest.approx(logp, rel=1e-8)
    assert " ".join(v.name.partition("_logodds")[0] for v in model.vars) == free
    if moments is not None:
        for found, expected in zip(known[0], moments, strict=True):
            if expected is not None:
                np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-8)


def test_other_models():
    assert models.simple_normal(bounded_prior=True)[1].vars[0].name == "mu_i_interval__"
    model, start, step, moments = models.simple_init()
    assert list(start) == ["x"] and isinstance(step, pm.Metropolis) and moments[0] == -2.1
    assert models.exponential_beta(3)[0]["y"].shape == models.beta_bernoulli(3)[0]["x"].shape == (3,)


def test_seeded_tests_begin_alike():
    class TestAny(helpers.SeededTest):
        def draw(self):
            return [np.random.normal(), float(pm.tt_rng().uniform(()).eval())]

    TestAny.setup_class()
    first = np.random.normal()
    before, test, drawn = pm.tt_rng(), TestAny(), []
    for _ in range(2):
        test.setup_method()
        drawn.append(test.draw())
        test.teardown_method()
    assert drawn[0] == drawn[1] and drawn[0][0] == first == np.random.RandomState(20160911).normal()
    assert pm.tt_rng() is before


def test_small_helpers():
    assert helpers.select_by_precision(float64=6, float32=3) == 6
    with theano.config.change_flags(floatX="float32"):
        assert helpers.select_by_precision(6, 3) == 3
    with pytest.raises(KeyError), helpers.not_raises():
        raise KeyError
    helpers.verify_grad(tt.exp, [np.array([0.5, 1.0])])
    with pytest.raises(theano.gradient.verify_grad.E_grad):
        helpers.verify_grad(lambda x: theano.gradient.grad_scale(tt.exp(x), 2), [np.array([0.5, 1.0])])


def test_log_records_are_found():
    handler = helpers.LoggingHandler(helpers.Matcher())
    log = logging.getLogger("compat_test_records")
    log.addHandler(handler)
    log.warning("many %s", "divergences")
    log.removeHandler(handler)
    assert handler.matches(levelname="WARNING", msg="any") and handler.matches(levelno=30)
    assert not handler.matches(levelname="WARN") and not handler.matches(msg="other") and not handler.shouldFlush()


def run(case):
    """Run the tests of a class, as pytest does; the names of those that failed."""
    failed = []
    getattr(case, "setup_class", lambda: None)()
    try:
        for name in [n for n in dir(case) if n.startswith("test_") and callable(getattr(case, n))]:
            test = case()
            getattr(test, "setup_method", lambda: None)()
            try:
                getattr(test, name)()
            except AssertionError:
                failed.append(name)
            finally:
                getattr(test, "teardown_method", lambda: None)()
    finally:
        getattr(case, "teardown_class", lambda: None)()
    return failed


STATS = [{"a": np.float64, "b": bool}]


class Forgets(NDArray):
    """A backend that loses what is asked for beyond the first draw, and its statistics."""

    def get_values(self, varname, burn=0, thin=1):
        return super().get_values(varname)[:1]

    def get_sampler_stats(self, *args, **kwargs):
        return super().get_sampler_stats(*args, **kwargs)[:1]


def of(base, folder, **given):
    values = {"backend": NDArray, "name": None, "shape": (), **given}
    values = {k: str(folder / v) if k.startswith("name") and v else v for k, v in values.items()}
    return type("TestOf", (base,), values)


BACKEND_CASES = [
    (bf.SamplingTestCase, {}, ["test_standard_close"]),
    (bf.SamplingTestCase, {"sampler_vars": STATS, "shape": (2, 3)}, ["test_standard_close"]),
    (bf.SamplingTestCase, {"backend": Text, "name": "t", "shape": 2}, None),
    (bf.StatsTestCase, {}, []),
    (bf.StatsTestCase, {"backend": Text, "name": "t"}, None),
    (bf.SelectionTestCase, {"shape": 2, "sampler_vars": STATS}, ["test_get_values_combine", "test_get_values_default"]),
    (bf.SelectionTestCase, {"write_partial_chain": False, "shape": (2, 3)}, ["test_get_values_with_burn"]),
    (bf.DumpLoadTestCase, {"backend": Text, "load_func": staticmethod(load_text), "name": "t", "shape": (3, 2)}, None),
    (
        bf.BackendEqualityTestCase,
        {"backend0": NDArray, "name0": None, "backend1": Text, "name1": "t", "shape": 2},
        None,
    ),
]


@pytest.mark.wide(7)
@pytest.mark.parametrize("base, given, found", BACKEND_CASES)
def test_backend_fixture(base, given, found, tmp_path):
    assert run(of(base, tmp_path, **given)) == [] and not list(tmp_path.iterdir())
    if found:
        assert set(found) <= set(run(of(base, tmp_path, **given, backend=Forgets)))


def test_unequal_backends(tmp_path):
    case = of(bf.BackendEqualityTestCase, tmp_path, backend0=NDArray, name0=None, backend1=Forgets, name1=None)
    assert "test_get_values" in run(case)


def test_files_are_removed(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    for name in (file, tmp_path, tmp_path):
        bf.remove_file_or_directory(str(name))
        assert not name.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "sampler, posterior, given",
    [
        (sampler_fixtures.NutsFixture, sampler_fixtures.NormalFixture, {"min_n_eff": 500}),
        (sampler_fixtures.NutsFixture, sampler_fixtures.LKJCholeskyCovFixture, {"step_args": {"target_accept": 0.9}}),
        (sampler_fixtures.MetropolisFixture, sampler_fixtures.UniformFixture, {"n_samples": 20000}),
        (sampler_fixtures.SliceFixture, sampler_fixtures.BetaBinomialFixture, {}),
        (sampler_fixtures.SliceFixture, sampler_fixtures.StudentTFixture, {}),
    ],
)
def test_sampler_fixture(sampler, posterior, given):
    values = {"n_samples": 2000, "tune": 500, "burn": 0, "chains": 2, "rtol": 0.2, "atol": 0.1, **given}
    case = type("TestOf", (sampler, posterior), values)
    assert run(case) == []
    name = next(iter(posterior.cdfs))
    wrong = type("TestWrong", (posterior,), {**values, "samples": {**case.samples, name: case.samples[name] ** 2 + 1}})
    assert "test_kstest" in run(wrong)


@pytest.mark.slow
def test_the_package_under_its_old_name(fresh_python):
    fresh_python(
        "-c",
        "import compat; compat.install()\n"
        "import pymc3 as pm, pymc3.tests.checks\n"
        "from pymc3.tests import backend_fixtures as bf, sampler_fixtures as sf\n"
        "from pymc3.tests.test_distributions import R, Unit, Vector\n"
        "from pymc3.tests.test_transforms import check_transform, get_values\n"
        "from pymc3.tests.helpers import SeededTest, select_by_precision\n"
        "assert pm.tests.test_distributions.R is R and pm.tests.helpers.SeededTest is SeededTest\n"
        "assert sf.BaseSampler.__mro__[1] is SeededTest",
    )
