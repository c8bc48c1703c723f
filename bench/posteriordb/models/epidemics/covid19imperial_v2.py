"""Deaths of covid-19 in countries of Europe: renewal of infections by scan, deaths by delays."""

import numpy as np
import pymc3 as pm
import theano
import theano.tensor as tt


def model(data):
    M, P, N0, N2 = data["M"], data["P"], data["N0"], data["N2"]
    pop, serial, delays = np.asarray(data["pop"], dtype=float), data["SI"], data["f"]
    # row i: the weights of days before i
    lag = np.arange(N2)[:, None] - np.arange(N2)[None, :] - 1
    renewal = np.where(lag >= 0, serial[np.maximum(lag, 0)], 0.0)
    delayed = [np.where(lag >= 0, delays[np.maximum(lag, 0), m], 0.0) for m in range(M)]
    days = [np.arange(data["EpidemicStart"][m] - 1, data["N"][m]) for m in range(M)]
    with pm.Model() as covid:
        tau = pm.Exponential("tau", lam=0.03)
        y = pm.Exponential("y", lam=1 / tau, shape=M)
        phi = pm.HalfNormal("phi", sd=5)
        kappa = pm.HalfNormal("kappa", sd=0.5)
        mu = pm.Bound(pm.Normal, lower=0.0)("mu", mu=3.28, sd=kappa, shape=M)
        alpha_hier = pm.Gamma("alpha_hier", alpha=0.1667, beta=1, shape=P)
        noise = pm.Bound(pm.Normal, lower=0.0)("ifr_noise", mu=1, sd=0.1, shape=M)
        alpha = alpha_hier - np.log(1.05) / 6.0
        Rt = mu * tt.exp(-tt.tensordot(data["X"], alpha, axes=[[2], [0]]).T)

        def step(i, weights, rate, infections, total):
            total = total + infections[i - 1]
            today = (pop - total) / pop * rate * tt.dot(weights, infections)
            return tt.set_subtensor(infections[i], today), total

        seeded = tt.set_subtensor(tt.zeros((N2, M))[:N0], tt.ones((N0, M)) * y)
        (infections, _), _ = theano.scan(
            step,
            sequences=[np.arange(N0, N2), tt.as_tensor_variable(renewal[N0:]), Rt[N0:]],
            outputs_info=[seeded, (N0 - 1) * y],
        )
        infections = infections[-1]
        for m in range(M):
            expected = noise[m] * tt.dot(delayed[m], infections[:, m])
            expected = tt.set_subtensor(expected[0], 1e-15 * infections[0, m])
            seen = data["deaths"][days[m], m]
            pm.NegativeBinomial(f"deaths_{m}", mu=expected[days[m]], alpha=phi, observed=seen)
    return covid
