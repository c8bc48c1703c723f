"""Constants by which densities of PyMC differ from PyMC3's, where one of them had a wrong normalising constant.

They do not change a posterior; they change a marginal likelihood (SMC).
"""

import math

import numpy as np


def of_distribution(distribution):
    """Return PyMC's log density less PyMC3's, in nats; None if that is 0 or unknown.

    PyMC3 added the logarithm of the LKJ density's normalising constant where it should have subtracted it.
    """
    if type(distribution).__name__.lstrip("_") not in ("LKJCholeskyCov", "LKJCorr"):
        return None
    try:
        eta, n = (_value(one) for one in (distribution.eta, distribution.n))
    except Exception:  # a random variable of the model: no constant
        return None
    return None if eta.size != 1 else -2.0 * lkj_norm(float(eta.reshape(())), int(n))


def _value(parameter):
    return np.asarray(parameter.eval() if hasattr(parameter, "eval") else parameter)


def lkj_norm(eta, n):
    """Return the logarithm of the integral of det(R)^(eta - 1) over correlation matrices (n, n), as PyMC3 wrote it.

    Source: Lewandowski, Kurowicka and Joe (2009), equation 16.
    """
    k = range(1, n)
    parts = (0.5 * one * math.log(math.pi) + math.lgamma(eta + 0.5 * (n - 1 - one)) for one in k)
    return sum(parts) - (n - 1) * math.lgamma(eta + 0.5 * (n - 1))
