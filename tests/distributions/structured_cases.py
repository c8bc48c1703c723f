"""Distributions of vectors, mixtures and sequences, built alike with the real library and with ours.

Runs on Python 3.8 too: remake_structured.py imports it there.
"""

import numpy as np

COV = np.array([[2.0, 0.3, -0.2], [0.3, 1.0, 0.1], [-0.2, 0.1, 1.5]])
CHOL = np.linalg.cholesky(COV)
MU = np.array([0.5, -1.0, 2.0])
V = np.array([0.1, -0.4, 1.2])
ROWS = np.array([[0.1, -0.4, 1.2], [2.0, 0.0, -1.0], [0.3, 0.3, 0.3], [-1.5, 1.0, 2.5]])
SHARES = np.array([0.2, 0.5, 0.3])
WEIGHTS = np.array([[0.2, 0.8], [0.5, 0.5], [0.9, 0.1]])
K1, K2 = COV[:2, :2], COV[1:, 1:]
WALK = np.array([0.0, 0.3, -0.2, 0.4, 1.1, 0.9])


def drift(x, rate):
    return rate * x, 0.5


def dists(pm):
    """name -> (class, arguments, keywords, values)"""
    normal = pm.Normal.dist
    return {
        "MvNormal-cov": (pm.MvNormal, (MU,), {"cov": COV, "shape": 3}, [V, ROWS]),
        "MvNormal-tau": (pm.MvNormal, (MU,), {"tau": COV, "shape": 3}, [V, ROWS]),
        "MvNormal-chol": (pm.MvNormal, (MU,), {"chol": CHOL, "shape": (4, 3)}, [ROWS]),
        "MvNormal-upper": (pm.MvNormal, (MU,), {"chol": CHOL.T, "lower": False, "shape": 3}, [V]),
        "MvNormal-none": (pm.MvNormal, (MU,), {"cov": -COV, "shape": 3}, [V]),
        "MvStudentT-cov": (pm.MvStudentT, (3,), {"mu": MU, "Sigma": COV, "shape": 3}, [V, ROWS]),
        "MvStudentT-tau": (pm.MvStudentT, (4.5,), {"mu": MU, "tau": COV, "shape": (4, 3)}, [ROWS]),
        "MvStudentT-chol": (pm.MvStudentT, (4.5,), {"mu": MU, "chol": CHOL, "shape": 3}, [V]),
        "Dirichlet": (pm.Dirichlet, (np.array([1.0, 2.0, 0.5]),), {"shape": 3}, [SHARES, SHARES - 0.25]),
        "Dirichlet-rows": (pm.Dirichlet, (np.ones((2, 3)) * 1.5,), {"shape": (2, 3)}, [np.array([SHARES, SHARES])]),
        "Multinomial": (pm.Multinomial, (6, SHARES), {"shape": 3}, [np.array([1, 3, 2]), np.array([1, 3, 3])]),
        "Multinomial-rows": (pm.Multinomial, (np.array([6, 4]), SHARES), {"shape": (2, 3)},
                             [np.array([[1, 3, 2], [0, 4, 0]])]),
        "DirichletMultinomial": (pm.DirichletMultinomial, (6, np.array([1.0, 2.0, 0.5])), {"shape": 3},
                                 [np.array([1, 3, 2]), np.array([1, 3, 3])]),
        "DirichletMultinomial-rows": (pm.DirichletMultinomial, (np.array([6, 4]), np.array([1.0, 2.0, 0.5])),
                                      {"shape": (2, 3)}, [np.array([[1, 3, 2], [0, 4, 0]])]),
        "Wishart": (pm.Wishart, (5, K1), {"shape": (2, 2)}, [K1, -K1]),
        "LKJCorr": (pm.LKJCorr, (), {"eta": 2.0, "n": 3}, [np.array([0.1, -0.4, 0.3]), np.array([0.9, -0.9, 0.9])]),
        "LKJCorr-1": (pm.LKJCorr, (), {"eta": 1, "n": 4}, [np.array([0.1, -0.4, 0.3, 0.2, 0.0, -0.1])]),
        "MatrixNormal": (pm.MatrixNormal, (), {"mu": MU[:2], "rowcov": COV, "colchol": CHOL[:2, :2], "shape": (3, 2)},
                         [ROWS[:3, :2]]),
        "KroneckerNormal": (pm.KroneckerNormal, (np.zeros(4),), {"covs": [K1, K2], "shape": 4}, [ROWS.T[0], ROWS.T]),
        "KroneckerNormal-noisy": (pm.KroneckerNormal, (np.zeros(4),), {"covs": [K1, K2], "sigma": 0.5, "shape": 4},
                                  [ROWS.T[0]]),
        "KroneckerNormal-chols": (pm.KroneckerNormal, (np.zeros(4),), {
            "chols": [np.linalg.cholesky(K1), np.linalg.cholesky(K2)], "shape": 4}, [ROWS.T[0]]),
        "KroneckerNormal-evds": (pm.KroneckerNormal, (np.zeros(4),), {
            "evds": [np.linalg.eigh(K1), np.linalg.eigh(K2)], "sigma": 0.5, "shape": 4}, [ROWS.T[0]]),
        "Categorical": (pm.Categorical, (SHARES,), {}, [np.array(0), np.array([2, 1, 0, 3, -1])]),
        "Categorical-rows": (pm.Categorical, (WEIGHTS,), {"shape": 3}, [np.array([1, 0, 1])]),
        "OrderedLogistic": (pm.OrderedLogistic, (V, np.array([-1.0, 0.5])), {"shape": 3}, [np.array([0, 1, 2])]),
        "OrderedProbit": (pm.OrderedProbit, (V, np.array([-1.0, 0.5])), {"shape": 3}, [np.array([0, 1, 2])]),
        "Interpolated": (pm.Interpolated, (np.linspace(-1, 2, 7), np.array([0.0, 1.0, 3.0, 2.0, 2.0, 0.5, 0.0])), {},
                         [np.array([-1.5, -0.9, 0.0, 0.25, 1.9])]),
        "NormalMixture": (pm.NormalMixture, (SHARES, MU), {"sigma": np.array([1.0, 0.5, 2.0])},
                          [np.array(0.3), V]),
        "NormalMixture-tau": (pm.NormalMixture, (SHARES, MU), {"tau": np.array([1.0, 0.5, 2.0]), "comp_shape": 3},
                              [np.array(0.3), V]),
        "Mixture-rows": (pm.Mixture, (WEIGHTS, normal(np.array([-1.0, 1.0]), 0.5, shape=(3, 2))), {"shape": 3}, [V]),
        "Mixture-list": (pm.Mixture, (SHARES[:2] / 0.7, [normal(-1.0, 0.5), pm.StudentT.dist(3.0, 1.0, sigma=2.0)]), {},
                         [np.array(0.3), V]),
        "Mixture-counts": (pm.Mixture, (SHARES[:2] / 0.7, [pm.Poisson.dist(2.0), pm.Binomial.dist(9, 0.5)]), {"testval": 1},
                           [np.array([0, 3, 7])]),
        "MixtureSameFamily": (pm.MixtureSameFamily, (SHARES, normal(ROWS[:3], 0.5, shape=(3, 3))),
                              {"mixture_axis": 0, "shape": (3,)}, [V]),
        "Bound-both": (pm.Bound(pm.Normal, -1.0, 2.0), (), {"mu": 0.5, "sigma": 2.0}, [np.array([-1.5, 0.0, 2.5])]),
        "Bound-below": (pm.Bound(pm.StudentT, lower=0.0), (), {"nu": 3.0, "shape": 3}, [np.array([-1.5, 0.0, 2.5])]),
        "Bound-above": (pm.Bound(pm.Poisson, upper=3), (), {"mu": 2.0}, [np.array([0, 3, 4])]),
        "AR1": (pm.AR1, (0.4, 2.0), {"shape": 6}, [WALK]),
        "AR": (pm.AR, ([0.4, -0.2],), {"sigma": 0.5, "shape": 6}, [WALK]),
        "AR-constant": (pm.AR, (np.array([0.1, 0.4, -0.2]),), {
            "tau": 0.5, "constant": True, "init": normal(0.0, 1.0), "shape": 6}, [WALK]),
        "GaussianRandomWalk": (pm.GaussianRandomWalk, (), {
            "sigma": 0.5, "mu": 0.1, "init": normal(0.0, 1.0), "shape": 6}, [WALK]),
        "GaussianRandomWalk-steps": (pm.GaussianRandomWalk, (), {
            "sigma": np.arange(1.0, 7.0), "mu": np.arange(6.0), "shape": 6}, [WALK]),
        "GARCH11": (pm.GARCH11, tuple(np.array([0.5, 0.2, 0.3, 1.0])), {"shape": 6}, [WALK]),
        "EulerMaruyama": (pm.distributions.timeseries.EulerMaruyama, (0.1, drift, [-0.5]), {"shape": 6, "testval": WALK}, [WALK]),
        "MvGaussianRandomWalk": (pm.MvGaussianRandomWalk, (MU,), {"cov": COV, "shape": (4, 3)}, [ROWS]),
        "MvStudentTRandomWalk": (pm.MvStudentTRandomWalk, (3.0, MU), {"chol": CHOL, "shape": (4, 3)}, [ROWS]),
        "Ordered-Normal": (pm.Normal, (0.0, 1.0), {
            "transform": pm.distributions.transforms.ordered, "testval": np.arange(3.0), "shape": 3}, [V]),
        "Chain-Uniform": (pm.Uniform, (0.0, 1.0), {
            "transform": pm.distributions.transforms.Chain([pm.distributions.transforms.logodds,
                                                            pm.distributions.transforms.ordered]),
            "testval": np.array([0.2, 0.5, 0.7]), "shape": 3}, [SHARES]),
        "SumTo1": (pm.Dirichlet, (np.ones(3),), {"shape": 3, "transform": pm.distributions.transforms.sum_to_1}, [SHARES]),
        "LogExpM1": (pm.HalfNormal, (2.0,), {"transform": pm.distributions.transforms.log_exp_m1}, [np.array(0.5)]),
    }


def _hierarchy(pm):
    m = pm.Normal("m", 0, 2)
    s = pm.HalfNormal("s", 1.0, shape=3)
    x = pm.Normal("x", m, s, shape=3)
    pm.Deterministic("d", x * s)
    pm.Poisson("counts", pm.math.exp(x), observed=np.array([1, 0, 3]))
    pm.Normal("rows", x, 1.0, observed=np.zeros((4, 3)))


def _covariance(pm):
    chol, _, _ = pm.LKJCholeskyCov("c", eta=2.0, n=3, sd_dist=pm.Exponential.dist(1.0, shape=3), compute_corr=True)
    pm.MvNormal("x", MU, chol=chol, shape=3)
    pm.MvNormal("y", np.zeros(3), chol=chol, observed=ROWS)


def _packed(pm):
    packed = pm.LKJCholeskyCov("c", eta=1, n=2, sd_dist=pm.HalfCauchy.dist(2.5))
    pm.MvNormal("y", np.zeros(2), chol=pm.expand_packed_triangular(2, packed) if hasattr(pm, "expand_packed_triangular")
                else pm.math.expand_packed_triangular(2, packed), observed=ROWS[:, :2])


def _bartlett(pm):
    pm.WishartBartlett("w", K1, 5)


def _clusters(pm):
    w = pm.Dirichlet("w", np.array([1.0, 2.0, 3.0]), shape=3)
    mu = pm.Normal("mu", 0, 10, shape=3, transform=pm.distributions.transforms.ordered, testval=np.arange(3.0))
    pm.NormalMixture("y", w, mu, sigma=1.5, observed=WALK)


def _counts(pm):
    psi, p = pm.Beta("psi", 2, 2), pm.Dirichlet("p", np.ones(3), shape=3)
    pm.ZeroInflatedPoisson("zip", psi, pm.Gamma("rate", 2, 1), observed=np.array([0, 0, 3, 1]))
    pm.Multinomial("m", 5, p, observed=np.array([[1, 2, 2], [5, 0, 0]]))
    pm.Categorical("k", p, observed=np.array([0, 2, 1, 1]))
    pm.OrderedLogistic("o", pm.Normal("eta", 0, 1), np.array([-1.0, 1.0]), observed=np.array([0, 1, 2, 1]))


def _sequence(pm):
    s = pm.Exponential("s", 2.0)
    walk = pm.GaussianRandomWalk("walk", sigma=s, shape=6)
    pm.StudentT("y", 4, lam=pm.math.exp(-2 * walk), observed=WALK)


def _bounded(pm):
    x = pm.Bound(pm.Normal, lower=0.0)("x", 1.0, 2.0)
    pm.TruncatedNormal("t", x, 1.0, lower=-1.0, upper=3.0)
    pm.VonMises("v", 0.3, 2.0)
    pm.Triangular("tri", -1.0, 2.0, 0.5)
    pm.Rice("r", nu=1.5, sigma=x)


MODELS = {f.__name__[1:]: f for f in (_hierarchy, _covariance, _packed, _bartlett, _clusters, _counts, _sequence, _bounded)}
