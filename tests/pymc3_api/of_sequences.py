"""Log densities that SciPy has not, or not by the numbers that PyMC3 takes."""

import numpy as np
from scipy import special, stats


def multinomial(counts, p):
    return stats.multinomial.logpmf(counts, sum(counts), p)


def mixture(x, w, mu, sd):
    return special.logsumexp(np.log(w) + stats.norm.logpdf(np.asarray(x)[:, None], mu, sd), axis=1)


def beta_binomial(k, n, alpha, beta):
    return stats.betabinom.logpmf(k, n, alpha, beta)


def zero_inflated_poisson(k, psi, theta):
    """psi: the share that is Poisson's."""
    return np.log(psi * stats.poisson.pmf(k, theta) + (1 - psi) * (np.asarray(k) == 0))


def ordered_logistic(eta, cutpoints):
    """Of each of the categories in turn."""
    above = np.concatenate([[0.0], special.expit(np.asarray(cutpoints) - eta), [1.0]])
    return np.log(np.diff(above))


def ar1(x, rho, sigma):
    """The first value has a flat density."""
    x = np.asarray(x)
    return stats.norm.logpdf(x[1:], rho * x[:-1], sigma).sum()


def random_walk(x, sigma):
    """The first value has a flat density."""
    return stats.norm.logpdf(np.diff(x), 0, sigma).sum()
