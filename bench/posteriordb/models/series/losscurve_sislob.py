"""Losses of insurers by cohort and time: a curve of growth."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    cohort, premium = data["cohort_id"] - 1, data["premium"]
    t = data["t_value"]
    with pm.Model() as losses:
        mu_LR = pm.Normal("mu_LR", mu=0, sd=0.5)
        sd_LR = pm.Lognormal("sd_LR", mu=0, sd=0.5)
        LR = pm.Lognormal("LR", mu=mu_LR, sd=sd_LR, shape=data["n_cohort"])
        loss_sd = pm.Lognormal("loss_sd", mu=0, sd=0.7)
        omega = pm.Lognormal("omega", mu=0, sd=0.5)
        theta = pm.Lognormal("theta", mu=0, sd=0.5)
        if data["growthmodel_id"] == 1:
            growth = 1 - tt.exp(-((t / theta) ** omega))
        else:
            growth = t**omega / (t**omega + theta**omega)
        mean = LR[cohort] * premium[cohort] * growth[data["t_idx"] - 1]
        pm.Normal("loss", mu=mean, sd=(loss_sd * premium)[cohort], observed=data["loss"])
    return losses
