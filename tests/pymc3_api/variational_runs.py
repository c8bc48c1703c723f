"""Short fits, written for PyMC3 3.11.5 and for us: run there by remake_variational_golden.py, here by the tests."""

import numpy as np
import pymc3 as pm
import theano

FITS = {
    "advi": dict(method="advi", n=60),
    "advi of two draws a step": dict(method="advi", n=15, obj_n_mc=2),
    "full rank": dict(method="fullrank_advi", n=40),
    "a flow": dict(method="nfvi=scale-hh-loc", n=20),
    "planar and radial flows": dict(method="nfvi=planar-radial", n=10),
    "particles": dict(method="svgd", n=8, inf_kwargs=dict(n_particles=20)),
    "amortised particles": dict(method="asvgd", n=4, obj_n_mc=20),
    "with a norm constraint": dict(method="advi", n=20, total_grad_norm_constraint=3.0),
    "by adam": dict(method="advi", n=20, obj_optimizer=pm.adam(learning_rate=0.1)),
}

OPTIMISERS = (
    "sgd",
    "momentum",
    "nesterov_momentum",
    "adagrad",
    "adagrad_window",
    "rmsprop",
    "adadelta",
    "adam",
    "adamax",
)


def model():
    """Normal data of unknown scale, which counts twice by `total_size`. One variable: PyMC3 lays out several in an
    order that differs from run to run."""
    rng = np.random.RandomState(4)
    with pm.Model() as made:
        sigma = pm.HalfNormal("sigma", 3.0, shape=3)
        pm.Normal("x", 2.0 * sigma, sigma, observed=rng.normal(2.0, 1.5, size=(20, 3)), total_size=40)
    return made


def fitted(name):
    """Losses, and the shared parameters at the end."""
    settings = dict(FITS[name])
    if name == "amortised particles":
        pm.set_tt_rng(5)  # ASVGD takes no seed
    else:
        settings["random_seed"] = 5
    np.random.seed(11)
    with model():
        approx = pm.fit(progressbar=False, **settings)
    parameters = [p.get_value().ravel().tolist() for p in approx.params]
    return {"losses": list(map(float, approx.hist)), "parameters": parameters}


def optimised(name):
    """Two parameters of a quadratic after eight steps."""
    x, y = theano.shared(np.array([1.0, -2.0])), theano.shared(3.0)
    loss = ((x - 0.3) ** 2 * np.array([1.0, 4.0])).sum() + (y * x[0] + 1.0) ** 2
    step = theano.function([], loss, updates=getattr(pm.updates, name)(loss, [x, y]))
    losses = [float(step()) for _ in range(8)]
    return {"losses": losses, "parameters": [x.get_value().tolist(), [float(y.get_value())]]}
