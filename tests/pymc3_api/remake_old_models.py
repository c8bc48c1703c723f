"""Makes old_models-RELEASE.pkl.xz, anew, in the environments of PyMC3 3.8 and 3.11.5:

    THEANO_FLAGS=cxx=,mode=FAST_COMPILE,blas.ldflags=,traceback.limit=0 python remake_old_models.py
    THEANO_FLAGS=cxx=,mode=FAST_COMPILE,blas__ldflags=,traceback__limit=0 python remake_old_models.py

A dict: name -> (what protocol 2 made of a model, points and the log densities of its variables there). Theano pickled
the C code of DimShuffle along: it is left out here. With the argument `all` the other models are saved too, some 2 MB,
which are not kept: the test takes what there is.
"""

import lzma
import pickle
import sys

import numpy as np
import pymc3 as pm
import theano.tensor as tt

Y = np.array([0.5, 1.5, 2.5])
N = {
    "Normal": {"mu": 0.5, "sigma": 2.0}, "StudentT": {"nu": 4.0, "mu": 0.1, "sigma": 1.5},
    "Cauchy": {"alpha": 0.1, "beta": 2.0},
    "Laplace": {"mu": 0.2, "b": 1.5}, "Logistic": {"mu": 0.3, "s": 1.2},
    "SkewNormal": {"mu": 0.3, "sigma": 1.2, "alpha": 2.0},
    "AsymmetricLaplace": {}, "Gumbel": {"mu": 0.1, "beta": 2.0}, "ExGaussian": {"mu": 0.1, "sigma": 1.0, "nu": 2.0},
    "Flat": {}, "Uniform": {"lower": -1.0, "upper": 4.0}, "Triangular": {"lower": -1.0, "c": 0.5, "upper": 4.0},
    "VonMises": {"mu": 0.1, "kappa": 2.0}, "HalfNormal": {"sigma": 2.0}, "HalfCauchy": {"beta": 2.0},
    "HalfStudentT": {"nu": 4.0, "sigma": 2.0}, "HalfFlat": {}, "Exponential": {"lam": 2.0},
    "Gamma": {"alpha": 2.0, "beta": 1.5},
    "InverseGamma": {"alpha": 3.0, "beta": 1.5}, "ChiSquared": {"nu": 3.0}, "Weibull": {"alpha": 2.0, "beta": 1.5},
    "Lognormal": {"mu": 0.1, "sigma": 1.2}, "Pareto": {"alpha": 3.0, "m": 0.5}, "Wald": {"mu": 1.0, "lam": 2.0},
    "Beta": {"alpha": 2.0, "beta": 3.0}, "Kumaraswamy": {"a": 2.0, "b": 3.0}, "LogitNormal": {"mu": 0.1, "sigma": 1.2},
    "TruncatedNormal": {"mu": 0.5, "sigma": 2.0, "lower": 0.0}, "Rice": {"nu": 1.0, "sigma": 2.0},
    "Moyal": {"mu": 0.5, "sigma": 2.0},
    "Interpolated": {"x_points": np.linspace(0.0, 3.0, 7), "pdf_points": np.array([1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 1.0])},
    "Bernoulli": {"p": 0.3}, "Binomial": {"n": 5, "p": 0.3}, "BetaBinomial": {"n": 5, "alpha": 2.0, "beta": 3.0},
    "Poisson": {"mu": 2.0}, "NegativeBinomial": {"mu": 2.0, "alpha": 3.0}, "Geometric": {"p": 0.3},
    "DiscreteUniform": {"lower": 0, "upper": 7}, "DiscreteWeibull": {"q": 0.5, "beta": 0.8}, "Constant": {"c": 1},
    "ZeroInflatedPoisson": {"psi": 0.4, "theta": 2.0}, "Categorical": {"p": np.array([0.2, 0.3, 0.5])},
    "HyperGeometric": {"N": 20, "k": 7, "n": 5},
}  # fmt: skip


def univariate():
    """One variable a distribution, of those that the release has."""
    with pm.Model() as model:
        for name, parameters in sorted(N.items()):
            if parameters is not None and hasattr(pm, name) and name != "AsymmetricLaplace":
                getattr(pm, name)(name.lower(), **dict(parameters, shape=2))
    return model


def hierarchical():
    with pm.Model() as model:
        mu, tau = pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5)
        theta = pm.Normal("theta", mu=mu, sigma=tau, shape=3)
        pm.Deterministic("total", theta.sum())
        pm.Potential("kept low", -0.1 * tt.sqr(mu))
        pm.Normal("y", theta, sigma=1.0, observed=Y)
        pm.Normal("missing", mu, 1.0, observed=np.ma.masked_values([1.0, -9.0, 2.0], -9.0))
    return model


def regression():
    with pm.Model() as model:
        x, groups = pm.Data("x", Y), np.array([0, 1, 0])
        slopes = pm.Laplace("slopes", 0, 2, shape=2)
        p = pm.math.invlogit(slopes[groups] * x)
        pm.Bernoulli("y", p=p, observed=np.array([0, 1, 1]))
        pm.Binomial("z", n=5, p=p, observed=np.array([1, 2, 3]), total_size=30)
    return model


def multivariate():
    with pm.Model() as model:
        cov = np.array([[2.0, 0.5], [0.5, 1.0]])
        pm.MvNormal("a", mu=np.zeros(2), cov=cov, shape=2)
        pm.MvNormal("b", mu=np.zeros(2), chol=np.linalg.cholesky(cov), observed=np.ones((3, 2)))
        w = pm.Dirichlet("w", np.ones(3))
        pm.Multinomial("m", n=6, p=w, observed=np.array([1, 2, 3]))
        packed = pm.LKJCholeskyCov("packed", n=2, eta=2, sd_dist=pm.HalfNormal.dist(2.0))
        pm.Deterministic("chol", pm.expand_packed_triangular(2, packed))
        pm.LKJCorr("corr", eta=2, n=3)
        pm.GaussianRandomWalk("walk", sigma=0.5, shape=3)
        pm.AR("ar", rho=[0.1, 0.3], sigma=1.0, shape=4)
        pm.Bound(pm.Normal, lower=0.0)("bounded", 0.5, 1.0)
        pm.Normal("ordered", 0, 1, shape=2, transform=pm.distributions.transforms.ordered, testval=np.array([0.1, 0.2]))
        pm.MatrixNormal("mn", mu=np.zeros((2, 2)), colcov=cov, rowcov=cov, shape=(2, 2))
    return model


def covariances():
    with pm.Model() as model:
        packed = pm.LKJCholeskyCov("packed", n=2, eta=2, sd_dist=pm.HalfNormal.dist(2.0))
        pm.MvNormal("y", mu=np.zeros(2), chol=pm.expand_packed_triangular(2, packed), observed=np.ones((3, 2)))
        pm.LKJCorr("corr", eta=2, n=3)
        pm.AR("ar", rho=[0.1, 0.3], sigma=1.0, shape=4)
    return model


def processes():
    with pm.Model() as model:
        ell = pm.Gamma("ell", 2, 1)
        gp = pm.gp.Latent(cov_func=2.0 * pm.gp.cov.ExpQuad(1, ell))
        pm.Normal("y", gp.prior("f", Y[:, None]), 0.5, observed=Y)
        marginal = pm.gp.Marginal(mean_func=pm.gp.mean.Constant(1.0), cov_func=pm.gp.cov.Matern52(1, ell))
        marginal.marginal_likelihood("z", Y[:, None], Y, noise=0.5)
    return model


KEPT = {"3.8": ("hierarchical", "covariances", "processes"), "3.11.5": ("hierarchical", "regression", "covariances")}


def without_c_code(op):
    return {k: v for k, v in op.__dict__.items() if k not in ("func_codes", "code_sections")}


def main():
    tt.elemwise.DimShuffle.__getstate__ = without_c_code
    saved, random = {}, np.random.RandomState(7)
    for make in (univariate, hierarchical, regression, multivariate, covariances, processes):
        if sys.argv[1:] != ["all"] and make.__name__ not in KEPT[pm.__version__]:
            continue
        model = make()
        text = pickle.dumps(model, 2)
        assert b"support_code" not in text and b"PyArrayObject" not in text, make
        points = [model.test_point]
        points.append(
            {
                k: v + 0.1 * random.normal(size=np.shape(v)) if np.asarray(v).dtype.kind == "f" else v
                for k, v in model.test_point.items()
            }
        )
        saved[make.__name__] = text, [(p, {v.name: float(v.logp(p)) for v in model.basic_RVs}) for p in points]
    with open(f"old_models-{pm.__version__}.pkl.xz", "wb") as file:
        file.write(lzma.compress(pickle.dumps(saved, 2), preset=9))


if __name__ == "__main__":
    main()
