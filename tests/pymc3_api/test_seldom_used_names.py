"""Names that no program of the census uses, each as one would. Expected: PyMC3 3.11.5 on Theano-PyMC 1.1.2."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from compat.pymc3.step_methods.hmc import quadpotential
from tests.seldom_used import agree, check

V = np.array([0.5, -1.0, 2.0])
A = np.array([[3.0, 0.1], [4.0, 0.2]])
CUBE = np.arange(8.0).reshape(2, 2, 2)
POINT = {"a": np.array(0.5), "s_log__": np.array(0.2)}
x, y, m, t3 = tt.dvector("x"), tt.dvector("y"), tt.dmatrix("m"), tt.dtensor3("t3")
with pm.Model() as MODEL:
    a, s = pm.Normal("a", 0, 1), pm.HalfNormal("s", 1)
    pm.Normal("o", a, s, observed=np.array([0.5, 1.5]))
with pm.Model() as DISCRETE:
    k = pm.Poisson("k", 3)
    n = pm.Normal("n", k, 1)
    seen = pm.Poisson("seen", 3, observed=np.array([1, 2]))


def as_decorator(f):
    @f
    def tagged(fn, tag="none"):
        return lambda *values: (tag, fn(*values))

    @tagged
    def plus(q):
        return q + 1

    @tagged(tag="t")
    def twice(q):
        return q * 2

    class Owner:
        @f
        def wrap(self, fn, number=1):
            return lambda q: (type(self).__name__, number, fn(q))

    owner = Owner()
    return [plus(1), twice(5), owner.wrap(abs)(-2), owner.wrap(number=4)(abs)(-3), tagged.__name__]


def draws(f):
    np.random.seed(5)
    return [[bool(f(np.log(0.4))) for _ in range(12)], bool(f(0.0)), bool(f(-np.inf))]


def in_a_model(f):
    with MODEL:
        return f(a * 3)(POINT)


def stopped(f):
    with DISCRETE:
        step = pm.CompoundStep([pm.Metropolis([k]), pm.NUTS([n])])
    alone = pm.Metropolis([a], model=MODEL)
    return [f(step) is step, [one.tune for one in step.methods], f(alone) is alone, alone.tune]


LOGP = -4.3886793240971995
DIST = "pymc3.distributions."
ROWS = [
    ("pymc3.fastfn", lambda f: f(MODEL.logpt, model=MODEL)(POINT), np.array(LOGP)),
    ("pymc3.compilef", lambda f: f([MODEL.logpt, a * 2], model=MODEL)(POINT), [np.array(LOGP), np.array(1.0)]),
    ("pymc3.model.compilef", lambda f: f(a * 2, "FAST_COMPILE", MODEL)(POINT), np.array(1.0)),
    ("pymc3.model.fastfn", in_a_model, np.array(1.5)),
    ("pymc3.fastfn", lambda f: f(a, model=MODEL)({**POINT, "other": 3}), TypeError("Too many parameter")),
    ("pymc3.fastfn", lambda f: f(a), TypeError("No model on context stack")),
    ("pymc3.fn", in_a_model, np.array(1.5)),
    ("pymc3.fn", lambda f: f([a, s], model=MODEL)(POINT), [np.array(0.5), np.array(np.exp(0.2))]),
    ("pymc3.fn", lambda f: f(a * 2, model=MODEL)({**POINT, "other": 3}), np.array(1.0)),
    ("pymc3.model.fn", lambda f: f(a * 2, model=MODEL)(a=0.5, s_log__=0.2), np.array(1.0)),
    (
        "pymc3.norm_constraint",
        lambda f: f(m, 2.0).eval({m: A}),
        np.array([[1.1999999760000004, 0.09999995527866046], [1.5999999680000005, 0.19999991055732091]]),
    ),
    (
        "pymc3.norm_constraint",
        lambda f: f(m, 2.0, norm_axes=(1,)).eval({m: A}),
        np.array([[1.9988897473656362, 0.06662965824552121], [1.9975046278803787, 0.09987523139401894]]),
    ),
    (
        "pymc3.norm_constraint",
        lambda f: f(m, 2.0, norm_axes=[0, 1], epsilon=0.1).eval({m: A}),
        np.array([[1.1753188903746519, 0.03917729634582173], [1.567091853832869, 0.07835459269164347]]),
    ),
    (
        "pymc3.norm_constraint",
        lambda f: f(t3, 2.0).eval({t3: CUBE}),
        np.array(
            [
                [[0.0, 0.5345224695391348], [1.0690449390782697, 1.6035674086174045]],
                [[0.7126966387505921, 0.8908707984382401], [1.069044958125888, 1.2472191178135361]],
            ]
        ),
    ),
    ("pymc3.norm_constraint", lambda f: f(x, 2.0), ValueError("Unsupported tensor dimensionality 1")),
    (
        DIST + "dist_math.alltrue_elemwise",
        lambda f: f([x > 0, y < 5]).eval({x: V, y: V * 4}),
        np.array([1, 0, 0], dtype="int8"),
    ),
    (DIST + "dist_math.alltrue_elemwise", lambda f: f([x, 2.0]).eval({x: V}), 2 * V),
    (DIST + "dist_math.alltrue_elemwise", lambda f: [f([True, 3 > 2, False]), f([])], [0, 1]),
    (DIST + "dist_math.alltrue_elemwise", lambda f: f([V > 0, V < 1]), np.array([1, 0, 0])),
    (
        DIST + "dist_math.sd2rho",
        lambda f: f(x).eval({x: V}),
        np.array([-0.4327521295671885, 0.5413248546129181, 1.854586542131141]),
    ),
    (DIST + "dist_math.sigma2rho", lambda f: f(0.7).eval(), 0.01365899719161478),
    (
        DIST + "dist_math.std_cdf",
        lambda f: f(x).eval({x: V}),
        np.array([0.6914624642866838, 0.15865524979030443, 0.9772498698998529]),
    ),
    (DIST + "dist_math.std_cdf", lambda f: f(1.0).eval(), np.array(0.8413447141647339, dtype="float32")),
    (DIST + "simulator.identity", lambda f: f(x) is x, True),
    (
        DIST + "simulator.laplace",
        lambda f: [f(0.5, V, np.zeros(3)), f(np.array([1.0, 2, 4]), V, 1.0)],
        [np.array([-1.0, -2, -4]), np.array([-0.5, -1, -0.25])],
    ),
    (
        "pymc3.math.flatten_list",
        lambda f: f([m, x, tt.constant(7.0)]).eval({m: A, x: V}),
        np.array([3, 0.1, 4, 0.2, 0.5, -1, 2, 7]),
    ),
    (
        "pymc3.math.flatten_list",
        lambda f: f([tt.constant(np.array([1, 2], dtype="int8")), tt.constant(3.5)]).eval(),
        np.array([1, 2, 3.5], dtype="float32"),
    ),
    (
        "pymc3.theanof.largest_common_dtype",
        lambda f: " ".join(
            str(f(v))
            for v in (
                [x],
                [tt.fvector(), tt.ivector()],
                [tt.fvector(), 2.0],
                [tt.bvector(), True],
                [np.float32(1), np.int8(1)],
                [3],
                [tt.fvector(), tt.bvector()],
            )
        ),
        "float64 float64 float64 int8 float32 int64 float32",
    ),
    ("pymc3.math.largest_common_dtype", lambda f: f([]), ValueError("at least one array")),
    ("pymc3.math.logbern", draws, [[bool(int(c)) for c in "101000001110"], True, False]),
    ("pymc3.math.logbern", lambda f: f(np.nan), FloatingPointError("log_p can't be nan.")),
    ("pymc3.math.logdiffexp_numpy", lambda f: f(2.0, 1.0), 1.5413248546129181),
    (
        "pymc3.math.logdiffexp_numpy",
        lambda f: f(np.array([1, 0, 5.0, 3]), np.array([0.5, -800, 4.999999, 3])),
        np.array([0.06724787043281133, 0.0, -8.815511057824455, -np.inf]),
    ),
    (
        "pymc3.model.all_continuous",
        lambda f: [f(v) for v in (MODEL.vars, DISCRETE.vars, [n, seen], [seen], [], [k])],
        [True, False, True, True, True, False],
    ),
    ("pymc3.sampling.stop_tuning", stopped, [True, [False, False], True, False]),
    (
        "pymc3.step_methods.hmc.quadpotential.isquadpotential",
        lambda f: [
            f(quadpotential.QuadPotentialDiag(np.ones(2))),
            f(quadpotential.quad_potential(np.eye(2), True)),
            f(np.eye(2)),
            f(quadpotential.QuadPotentialDiag),
        ],
        [True, True, False, False],
    ),
    (
        "pymc3.tuning.scaling.eig_recompose",
        lambda f: f(np.array([2.0, 0.5]), np.array([[0.6, -0.8], [0.8, 0.6]])),
        np.array([[1.04, 0.72], [0.72, 1.46]]),
    ),
    ("pymc3.util.biwrap", as_decorator, [("none", 2), ("t", 10), ("Owner", 1, 2), ("Owner", 4, 3), "tagged"]),
    (
        "pymc3.util.escape_latex",
        lambda f: [f(v) for v in ("disease_rate", "a^b {c} 50% $x$ #1 &~", "plain", None, "a\\b")],
        ["disease\\_rate", "a^b {c} 50\\% \\$x\\$ \\#1 \\&~", "plain", "None", "a\\b"],
    ),
]


@pytest.mark.parametrize("name, use, expected", ROWS)
def test_name(name, use, expected):
    check(name, use, expected)


@pytest.mark.parametrize("module", ["util", "sampling", "distributions.posterior_predictive"])
def test_chains_and_samples(module):
    arviz = pytest.importorskip("arviz")
    values = {"a": np.zeros((3, 5)), "b": np.zeros((3, 5, 2))}
    data = arviz.from_dict(values)
    name = f"pymc3.{module}.chains_and_samples"
    check(name, lambda f: f(data), (3, 5))
    check(name, lambda f: f(data.posterior), (3, 5))
    check(name, lambda f: f(values), ValueError("must be xarray Dataset or arviz InferenceData"))


def test_draws_of_an_approximation():
    with MODEL:
        approximation = pm.MeanField(random_seed=1)
    trace = pm.sample_approx(approximation, draws=7)
    assert isinstance(trace, pm.backends.base.MultiTrace) and len(trace) == 7 and trace["a"].shape == (7,)
    assert sorted(trace.varnames) == ["a", "s", "s_log__"]
    agree(trace["s"], np.exp(trace["s_log__"]))
    plain = pm.variational.sample_approx(approximation, 5, include_transformed=False)
    assert sorted(plain.varnames) == ["a", "s"] and len(plain) == 5 and len(pm.sample_approx(approximation)) == 100
    approximation.params_dict["rho"].set_value(np.array([-40.0, -40.0]))  # no width is left
    trace = pm.sample_approx(approximation, 3)
    mean = {name: float(v) for name, v in approximation.bij.rmap(approximation.mean.eval()).items()}
    np.testing.assert_allclose(trace["a"], mean["a"], atol=1e-12)
    np.testing.assert_allclose(trace["s"], np.exp(mean["s_log__"]), rtol=1e-12)


PAIR = tt.dvector("pair")
PAIR.tag.test_value = np.array([1.0, 2.0])
AT = {PAIR: np.array([1.0, 2.0])}
alpha, beta, at, small = tt.dscalar("alpha"), tt.dscalar("beta"), tt.dscalar("at"), tt.bscalar("small")
BETA = "pymc3.distributions.dist_math.incomplete_beta_"


def at_points(f, points, *inputs):
    compiled = theano.function(list(inputs), f(*inputs))
    return [float(compiled(*p)) for p in points]


def slopes(f):
    return [
        float(v)
        for v in theano.function([alpha, beta, at, small], tt.grad(f(alpha, beta, at, small), [alpha, beta, at]))(
            3.0, 4.0, 0.2, 1
        )
    ]


MORE = [  # `pymc3.exp` and its like: of PyMC3 3.0, as pm.math has them
    ("pymc3.exp", lambda f: f(PAIR).eval(AT), np.exp([1.0, 2.0])),
    ("pymc3.log", lambda f: f(PAIR).eval(AT), np.log([1.0, 2.0])),
    ("pymc3.sqrt", lambda f: f(PAIR).eval(AT), np.sqrt([1.0, 2.0])),
    ("pymc3.switch", lambda f: f(PAIR > 1.5, PAIR, 0.0).eval(AT), np.array([0.0, 2.0])),
    ("pymc3.sum", lambda f: float(f(PAIR).eval(AT)), 3.0),
    ("pymc3.abs_", lambda f: f(-PAIR).eval(AT), np.array([1.0, 2.0])),
    ("pymc3.discrete", lambda module: module.Poisson is pm.Poisson and "Poisson" in module.__all__, True),
    ("pymc3.theano", lambda module: module is theano, True),
    ("pymc3.diagnostics.geweke", lambda f: f is pm.geweke, True),
    ("pymc3.diagnostics.effective_n", lambda f: f is pm.stats.effective_n, True),
    ("pymc3.diagnostics.gelman_rubin", lambda f: f is pm.stats.gelman_rubin, True),
    ("pymc3.distributions.continuous.get_tau_sd", lambda f: [float(v) for v in f(sd=0.5)], [4.0, 0.5]),
    ("pymc3.distributions.continuous.get_tau_sd", lambda f: [float(v) for v in f(tau=4.0)], [4.0, 0.5]),
    ("pymc3.distributions.mixture._conversion_map", lambda d: d, {"float64": "int32", "float32": "int16",
                                                                  "float16": "int8", "float8": "int8"}),
    (BETA + "ps", lambda f: at_points(f, [(0.5, 2.0, 0.1), (3.0, 4.0, 0.2), (1.5, 0.5, 0.3)], alpha, beta, at),
     [0.458530260724415, 0.09888000000000007, 0.07727428998754557]),
    (BETA + "cfe", lambda f: at_points(f, [(0.5, 2.0, 0.1, 1), (3.0, 4.0, 0.7, 1), (3.0, 4.0, 0.2, 0), (20, 30, 0.3, 1),
                                           (20, 30, 0.3, 0), (200, 300, 0.35, 1), (5, 0.3, 0.9, 0), (50, 0.3, 0.9, 0)],
                                       alpha, beta, at, small),
     [1.1934156378600822, 16.728395061728392, 1.20703125, 3.1492724279442457, 2.2044906995609717, 7.0002076192949625,
      0.6025618106669393, 0.9021619592201627]),
    (BETA + "cfe", slopes, [-0.06974283854166675, 0.09948045828563289, 3.6621093750000004]),
    ("pymc3.theanof.identity", lambda f: [str(f), f(PAIR).eval(AT), tt.grad(f(PAIR).sum(), PAIR).eval(AT)],
     ["identity", np.array([1.0, 2.0]), np.array([1.0, 1.0])]),
    ("pymc3.theanof.scalar_identity", lambda f: [str(f), f.impl(3), type(f).__name__],
     ["scalar_identity", 3, "IdentityOp"]),
    ("pymc3.theanof.IdentityOp", lambda f: f(theano.scalar.upgrade_to_float, name="q").grad([1], [5]), [5]),
    ("pymc3.theanof.jacobian1", lambda f: f(PAIR**2, PAIR).eval(AT), np.diag([2.0, 4.0])),
    ("pymc3.theanof.jacobian_diag", lambda f: f(PAIR**2, PAIR).eval(AT), np.array([2.0, 4.0])),
    ("pymc3.theanof.hessian_diag1", lambda f: f((PAIR**3).sum(), PAIR).eval(AT), np.array([6.0, 12.0])),
    ("pymc3.theanof.empty_gradient", lambda v: [v.eval().shape, v.dtype], [(0,), "float32"]),
    ("pymc3.theanof.tt", lambda module: module is tt, True),
    ("pymc3.theanof.theano", lambda module: module is theano, True),
    ("pymc3.theanof.scalar", lambda module: module is theano.scalar, True),
    ("pymc3.theanof.Op", lambda kind: kind is theano.Op, True),
    ("pymc3.theanof.Apply", lambda kind: kind is theano.Apply, True),
    ("pymc3.theanof.GeneratorAdapter", lambda kind: kind is pm.GeneratorAdapter, True),
    ("pymc3.theanof.RandomStream", lambda kind: float(kind(3).uniform(()).eval()) < 1, True),
    ("pymc3.theanof.int_types", lambda types: types is pm.int_types, True),
    ("pymc3.theanof.graph_inputs", lambda f: [v.name for v in f([x + m])], ["x", "m"]),
    ("pymc3.theanof.inputs", lambda f: [v.name for v in f([x + m])], ["x", "m"]),
]  # fmt: skip


@pytest.mark.wide(17)
@pytest.mark.parametrize("name, use, expected", MORE)
@pytest.mark.filterwarnings("ignore:.*inputs:DeprecationWarning")
def test_another_name(name, use, expected):
    check(name, use, expected)


def test_memories():
    from theano_compat.old.pymc3 import memoize

    calls = []

    @memoize.memoize
    def plus(a, b=1):
        calls.append((a, b))
        return [np.sum(a) + b]

    class Owner(memoize.WithMemoization):
        @memoize.memoize(bound=True)
        def times(self, k):
            calls.append(k)
            return [k * 2]

    assert plus([1, 2]) is plus([1, 2]) and plus([1, 2], b=2) == [5] and len(calls) == 2
    one, other = Owner(), Owner()
    assert one.times(3) is one.times(3) and other.times(3) is not one.times(3) and len(calls) == 4
    assert "_cache" not in one.__getstate__() and plus.cache in memoize.CACHE_REGISTRY
    for forget, again in ((None, 1), (plus, 1), (one, 1)):
        before = len(calls)
        memoize.clear_cache(forget)
        plus([1, 2])
        one.times(3)
        assert len(calls) - before == again
    memoize.clear_cache()
    assert not plus.cache and one._cache["times"]


def test_star_of_theanof():
    brought = {}
    exec("from compat.models.modelling.theanof import *", brought)
    assert {"gradient", "hessian", "inputvars", "floatX", "join_nonshared_inputs", "tt_rng"} <= set(brought)
    assert not {"identity", "tt", "jacobian1"} & set(brought)  # nor did the real one's


def test_names_above_a_graph():
    def of(graph):
        first, below, above = pm.model.get_named_nodes_and_relations(graph)
        return [sorted(first), *({k.name: {v.name for v in found} for k, found in d.items()} for d in (below, above))]

    a, b = tt.dscalars("a", "b")
    d = (a + b) * 2
    d.name = "d"
    f = tt.exp(d) + a
    of_d = {"a": {"d"}, "b": {"d"}, "d": set()}, {"a": set(), "b": set(), "d": {"a", "b"}}
    assert of(d) == of(tt.exp(d) * 1.0) == [["a", "b"], *of_d] and of(a) == [["a"], {"a": set()}, {"a": set()}]
    f.name = "f"
    assert of(f) == [
        ["a", "b"],
        {"a": {"d", "f"}, "b": {"d"}, "d": {"f"}, "f": set()},
        {"a": set(), "b": set(), "d": {"a", "b"}, "f": {"a", "d"}},
    ]
