"""Acceleration of a head in a crash: splines for mean and scale (brms)."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as acceleration:
        intercept = pm.StudentT("Intercept", nu=3, mu=-13, sd=36)
        bs = pm.Flat("bs", shape=data["Ks"])
        zs = pm.Normal("zs_1_1", mu=0, sd=1, shape=data["knots_1"])
        sds = pm.HalfStudentT("sds_1_1", nu=3, sd=36)
        intercept_sigma = pm.StudentT("Intercept_sigma", nu=3, mu=0, sd=10)
        bs_sigma = pm.Flat("bs_sigma", shape=data["Ks_sigma"])
        zs_sigma = pm.Normal("zs_sigma_1_1", mu=0, sd=1, shape=data["knots_sigma_1"])
        sds_sigma = pm.HalfStudentT("sds_sigma_1_1", nu=3, sd=36)
        mu = intercept + tt.dot(data["Xs"], bs) + tt.dot(data["Zs_1_1"], sds * zs)
        log_sigma = intercept_sigma + tt.dot(data["Xs_sigma"], bs_sigma)
        log_sigma = log_sigma + tt.dot(data["Zs_sigma_1_1"], sds_sigma * zs_sigma)
        pm.Normal("Y", mu=mu, sd=tt.exp(log_sigma), observed=data["Y"])
    return acceleration
