"""Distributions in the spellings that programs used, and their log densities by SciPy.

A row: name, arguments in the order of the signature, a value, its log density.
"""

import numpy as np
from scipy import stats

from tests.pymc3_api.of_sequences import (
    ar1,
    beta_binomial,
    mixture,
    multinomial,
    ordered_logistic,
    random_walk,
    zero_inflated_poisson,
)

COV = np.array([[2.0, 0.5], [0.5, 1.0]])
AT = np.array([0.3, -1.2])
W = np.array([0.3, 0.7])
CUTS = np.array([-1.0, 1.0])

CASES = [
    ("Normal", dict(mu=1.0, sd=2.0), AT, stats.norm.logpdf(AT, 1, 2)),
    ("Normal", dict(mu=1.0, sigma=2.0), AT, stats.norm.logpdf(AT, 1, 2)),
    ("Normal", dict(mu=1.0, tau=0.25), AT, stats.norm.logpdf(AT, 1, 2)),
    ("HalfNormal", dict(sd=2.0), 0.7, stats.halfnorm.logpdf(0.7, scale=2)),
    ("HalfNormal", dict(sigma=2.0), 0.7, stats.halfnorm.logpdf(0.7, scale=2)),
    ("HalfNormal", dict(tau=0.25), 0.7, stats.halfnorm.logpdf(0.7, scale=2)),
    ("Uniform", dict(lower=-1.0, upper=3.0), 0.7, -np.log(4)),
    ("StudentT", dict(nu=3.0, mu=1.0, sd=2.0), AT, stats.t.logpdf(AT, 3, 1, 2)),
    ("StudentT", dict(nu=3.0, mu=1.0, lam=0.25), AT, stats.t.logpdf(AT, 3, 1, 2)),
    ("StudentT", dict(nu=3.0, mu=1.0, sigma=2.0), AT, stats.t.logpdf(AT, 3, 1, 2)),
    ("Bernoulli", dict(p=0.3), np.array([0, 1]), np.log([0.7, 0.3])),
    ("Poisson", dict(mu=2.5), np.array([0, 4]), stats.poisson.logpmf([0, 4], 2.5)),
    ("Exponential", dict(lam=2.0), 0.7, stats.expon.logpdf(0.7, scale=0.5)),
    ("Binomial", dict(n=7, p=0.3), np.array([0, 4]), stats.binom.logpmf([0, 4], 7, 0.3)),
    ("Gamma", dict(alpha=2.0, beta=3.0), 0.7, stats.gamma.logpdf(0.7, 2, scale=1 / 3)),
    ("Gamma", dict(mu=2.0, sd=0.5), 0.7, stats.gamma.logpdf(0.7, 16, scale=1 / 8)),
    ("Beta", dict(alpha=2.0, beta=3.0), 0.7, stats.beta.logpdf(0.7, 2, 3)),
    ("MvNormal", dict(mu=np.ones(2), cov=COV), AT, stats.multivariate_normal.logpdf(AT, np.ones(2), COV)),
    ("MvNormal", dict(mu=np.ones(2), chol=np.linalg.cholesky(COV)), AT,
     stats.multivariate_normal.logpdf(AT, np.ones(2), COV)),
    ("MvNormal", dict(mu=np.ones(2), tau=np.linalg.inv(COV)), AT,
     stats.multivariate_normal.logpdf(AT, np.ones(2), COV)),
    ("HalfCauchy", dict(beta=2.0), 0.7, stats.halfcauchy.logpdf(0.7, scale=2)),
    ("Categorical", dict(p=W), np.array([0, 1, 1]), np.log(W[[0, 1, 1]])),
    ("Dirichlet", dict(a=np.array([1.5, 2.0, 3.0])), np.array([0.2, 0.3, 0.5]),
     stats.dirichlet.logpdf([0.2, 0.3, 0.5], [1.5, 2, 3])),
    ("NegativeBinomial", dict(mu=2.5, alpha=3.0), np.array([0, 4]), stats.nbinom.logpmf([0, 4], 3, 3 / 5.5)),
    ("DiscreteUniform", dict(lower=-1, upper=3), np.array([-1, 2]), -np.log([5, 5])),
    ("Cauchy", dict(alpha=1.0, beta=2.0), AT, stats.cauchy.logpdf(AT, 1, 2)),
    ("Lognormal", dict(mu=1.0, sd=2.0), 0.7, stats.lognorm.logpdf(0.7, 2, scale=np.e)),
    ("Lognormal", dict(mu=1.0, sigma=2.0), 0.7, stats.lognorm.logpdf(0.7, 2, scale=np.e)),
    ("Lognormal", dict(mu=1.0, tau=0.25), 0.7, stats.lognorm.logpdf(0.7, 2, scale=np.e)),
    ("Multinomial", dict(n=5, p=np.array([0.2, 0.3, 0.5])), np.array([1, 1, 3]), multinomial([1, 1, 3], [0.2, 0.3, 0.5])),
    ("NormalMixture", dict(w=W, mu=np.array([0.0, 2.0]), sd=np.array([1.0, 0.5])), AT,
     mixture(AT, W, [0, 2], [1, 0.5])),
    ("InverseGamma", dict(alpha=2.0, beta=3.0), 0.7, stats.invgamma.logpdf(0.7, 2, scale=3)),
    ("Laplace", dict(mu=1.0, b=2.0), AT, stats.laplace.logpdf(AT, 1, 2)),
    ("HalfStudentT", dict(nu=3.0, sd=2.0), 0.7, np.log(2) + stats.t.logpdf(0.7, 3, 0, 2)),
    ("VonMises", dict(mu=1.0, kappa=2.0), 0.7, stats.vonmises.logpdf(0.7, 2, 1)),
    ("TruncatedNormal", dict(mu=1.0, sigma=2.0, lower=-1.0), 0.7, stats.truncnorm.logpdf(0.7, -1, np.inf, 1, 2)),
    ("Weibull", dict(alpha=2.0, beta=3.0), 0.7, stats.weibull_min.logpdf(0.7, 2, scale=3)),
    ("BetaBinomial", dict(alpha=2.0, beta=3.0, n=7), np.array([0, 4]), beta_binomial([0, 4], 7, 2, 3)),
    ("ZeroInflatedPoisson", dict(psi=0.4, theta=2.5), np.array([0, 4]), zero_inflated_poisson([0, 4], 0.4, 2.5)),
    ("OrderedLogistic", dict(eta=0.5, cutpoints=CUTS), np.array([0, 1, 2]), ordered_logistic(0.5, CUTS)),
    ("AR", dict(rho=0.6, sigma=2.0), np.array([0.5, -1.0, 2.0]), ar1([0.5, -1.0, 2.0], 0.6, 2.0)),
    ("GaussianRandomWalk", dict(mu=0.0, sigma=2.0), np.array([0.5, -1.0, 2.0]), random_walk([0.5, -1, 2], 2.0)),
    ("GaussianRandomWalk", dict(mu=0.0, sd=2.0), np.array([0.5, -1.0, 2.0]), random_walk([0.5, -1, 2], 2.0)),
    ("Flat", {}, AT, np.zeros(2)),
    ("HalfFlat", {}, 0.7, 0.0),
]
