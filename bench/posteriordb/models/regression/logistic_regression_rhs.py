"""Logistic regression under a regularised horseshoe."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as horseshoe:
        beta0 = pm.Normal("beta0", mu=0, sd=data["scale_icept"])
        z = pm.Normal("z", mu=0, sd=1, shape=data["d"])
        tau = pm.HalfStudentT("tau", nu=data["nu_global"], sd=data["scale_global"] * 2)
        lam = pm.HalfStudentT("lambda", nu=data["nu_local"], sd=1, shape=data["d"])
        caux = pm.InverseGamma("caux", alpha=0.5 * data["slab_df"], beta=0.5 * data["slab_df"])
        c2 = data["slab_scale"] ** 2 * caux
        lam_tilde = tt.sqrt(c2 * lam**2 / (c2 + tau**2 * lam**2))
        beta = pm.Deterministic("beta", z * lam_tilde * tau)
        pm.Bernoulli("y", logit_p=beta0 + tt.dot(data["x"], beta), observed=data["y"])
    return horseshoe
