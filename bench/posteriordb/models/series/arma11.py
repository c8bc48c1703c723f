"""Autoregression and moving average of order one: the errors by scan."""

import pymc3 as pm
import theano
import theano.tensor as tt


def model(data):
    y = data["y"]

    def step(y_now, y_before, err_before, mu, phi, theta):
        return y_now - (mu + phi * y_before + theta * err_before)

    with pm.Model() as arma:
        mu = pm.Normal("mu", mu=0, sd=10)
        phi = pm.Normal("phi", mu=0, sd=2)
        theta = pm.Normal("theta", mu=0, sd=2)
        sigma = pm.HalfCauchy("sigma", beta=2.5)
        first = y[0] - (mu + phi * mu)
        err, _ = theano.scan(
            step,
            sequences=[dict(input=tt.as_tensor_variable(y), taps=[0, -1])],
            outputs_info=[first],
            non_sequences=[mu, phi, theta],
        )
        err = tt.concatenate([first[None], err])
        pm.Potential("err", pm.Normal.dist(0, sd=sigma).logp(err).sum())
    return arma
