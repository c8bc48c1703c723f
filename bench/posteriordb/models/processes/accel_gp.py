"""Acceleration of a head in a crash: approximate Gaussian processes for mean and scale (brms)."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    def process(name, X, slambda, size):
        sd = pm.HalfStudentT("sdgp" + name, nu=3, sd=36)
        ls = pm.InverseGamma("lscale" + name, alpha=1.124909, beta=0.0177)
        z = pm.Normal("zgp" + name, mu=0, sd=1, shape=size)
        density = sd**2 * np.sqrt(2 * np.pi) * ls * tt.exp(-0.5 * ls**2 * slambda[:, 0] ** 2)
        return tt.dot(X, tt.sqrt(density) * z)

    with pm.Model() as acceleration:
        intercept = pm.StudentT("Intercept", nu=3, mu=-13, sd=36)
        intercept_sigma = pm.StudentT("Intercept_sigma", nu=3, mu=0, sd=10)
        mu = intercept + process("_1", data["Xgp_1"], data["slambda_1"], data["NBgp_1"])
        log_sigma = intercept_sigma + process(
            "_sigma_1", data["Xgp_sigma_1"], data["slambda_sigma_1"], data["NBgp_sigma_1"]
        )
        pm.Normal("Y", mu=mu, sd=tt.exp(log_sigma), observed=data["Y"])
    return acceleration
