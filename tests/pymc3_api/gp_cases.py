"""Models of Gaussian processes, generalised linear models and differential equations, over whichever `pm` they are
given: the real one writes gp_reference.json (make_gp_reference.py), ours must give the same numbers.

Runs on Python 3.8 too and imports nothing of ours.
"""

import numpy as np

N = 7
X = np.linspace(0.1, 1.9, N)[:, None]
X2 = np.c_[X, np.cos(3 * X)]
XNEW = np.array([[-0.2], [0.4], [1.3], [2.2]])
XNEW2 = np.c_[XNEW, np.sin(XNEW)]
Y = np.sin(3 * X[:, 0]) + 0.1 * np.cos(17 * X[:, 0])
POINTS = (0.0, 0.3, -0.4)  # added to the test point of every variable

# name -> (inputs, new inputs, covariance function of the module pymc3.gp.cov, theano.tensor and a length scale)
COVARIANCES = {
    "ExpQuad": (X, XNEW, lambda cov, tt, ls: cov.ExpQuad(1, ls)),
    "ExpQuad-ard": (X2, XNEW2, lambda cov, tt, ls: cov.ExpQuad(2, ls=tt.stack([ls, 2.0 * ls]))),
    "ExpQuad-one-scale": (X2, XNEW2, lambda cov, tt, ls: cov.ExpQuad(2, ls_inv=ls)),
    "ExpQuad-column": (X2, XNEW2, lambda cov, tt, ls: cov.ExpQuad(2, ls, active_dims=[1])),
    "RatQuad": (X, XNEW, lambda cov, tt, ls: cov.RatQuad(1, alpha=0.7, ls=ls)),
    "Matern52": (X, XNEW, lambda cov, tt, ls: cov.Matern52(1, ls)),
    "Matern32": (X, XNEW, lambda cov, tt, ls: cov.Matern32(1, ls)),
    "Matern12": (X, XNEW, lambda cov, tt, ls: cov.Matern12(1, ls)),
    "Exponential": (X, XNEW, lambda cov, tt, ls: cov.Exponential(1, ls)),
    "Cosine": (X, XNEW, lambda cov, tt, ls: cov.Cosine(1, ls=5.0 + ls)),
    "Periodic": (X, XNEW, lambda cov, tt, ls: cov.Periodic(1, period=1.5 + ls, ls=ls)),
    "Linear": (X2, XNEW2, lambda cov, tt, ls: cov.Linear(2, c=ls)),
    "Polynomial": (X, XNEW, lambda cov, tt, ls: cov.Polynomial(1, c=ls, d=2, offset=0.3)),
    "WarpedInput": (X, XNEW, lambda cov, tt, ls: cov.WarpedInput(
        1, cov.Matern52(1, ls), lambda x, a, b: x + a * tt.tanh(b * x), args=(0.5, 2.0))),
    "Gibbs": (X, XNEW, lambda cov, tt, ls: cov.Gibbs(1, lambda x, scale: scale + 0.3 * tt.tanh(x), args=ls)),
    "ScaledCov": (X, XNEW, lambda cov, tt, ls: cov.ScaledCov(
        1, cov.ExpQuad(1, 0.6), lambda x, rate: tt.exp(-rate * x), args=ls)),
    "Coregion": (np.c_[X, [[k % 3] for k in range(N)]], np.c_[XNEW, [[0], [1], [2], [1]]],
                 lambda cov, tt, ls: cov.ExpQuad(2, ls, active_dims=[0]) * cov.Coregion(
                     2, W=np.array([[1.0], [0.5], [-0.3]]), kappa=np.array([0.3, 0.2, 0.1]), active_dims=[1])),
    "Circular": (X, XNEW, lambda cov, tt, ls: cov.Circular(1, period=2.5, tau=4 + ls)),
    "Kron": (X2, XNEW2, lambda cov, tt, ls: cov.Kron([cov.ExpQuad(1, ls), cov.Matern32(1, 0.8)])),
    "sum": (X, XNEW, lambda cov, tt, ls: 0.5 + cov.ExpQuad(1, ls) * 2.0 + cov.Constant(0.2) + cov.WhiteNoise(0.1)),
    "product": (X, XNEW, lambda cov, tt, ls: cov.ExpQuad(1, ls) * cov.Periodic(1, 1.0, 0.7) * tt.exp(ls)),
    "power": (X, XNEW, lambda cov, tt, ls: cov.Matern32(1, ls) ** 2),
}


def _marginal(name):
    inputs, new, build = COVARIANCES[name]

    def model(pm, tt):
        ls, eta = pm.Gamma("ls", alpha=2, beta=1), pm.HalfNormal("eta", sigma=2)
        sigma = pm.HalfCauchy("sigma", beta=1)
        gp = pm.gp.Marginal(pm.gp.mean.Constant(eta), eta ** 2 * build(pm.gp.cov, tt, ls))
        gp.marginal_likelihood("y", X=inputs, y=Y, noise=sigma)
        return [gp.predictt(new), gp.predictt(new, diag=True, pred_noise=True)]
    return model


def _sparse(approx):
    def model(pm, tt):
        ls, sigma = pm.Gamma("ls", alpha=2, beta=1), pm.HalfNormal("sigma", sigma=1)
        gp = pm.gp.MarginalSparse(pm.gp.mean.Linear(0.3, 0.1), pm.gp.cov.Matern52(1, ls), approx=approx)
        gp.marginal_likelihood("y", X=X, Xu=X[::3], y=Y, noise=sigma)
        return [gp.predictt(XNEW), gp.predictt(XNEW, diag=True, pred_noise=True)]
    return model


def _latent(reparameterize):
    def model(pm, tt):
        ls = pm.Gamma("ls", alpha=2, beta=1)
        gp = pm.gp.Latent(pm.gp.mean.Constant(0.5), pm.gp.cov.ExpQuad(1, ls) + pm.gp.cov.WhiteNoise(0.1))
        f = gp.prior("f", X, reparameterize=reparameterize)
        pm.Poisson("y", mu=tt.exp(f), observed=np.arange(N))
        gp.conditional("new", XNEW)
        return [(f,)]
    return model


def _student(reparameterize):
    def model(pm, tt):
        ls = pm.Gamma("ls", alpha=2, beta=1)
        gp = pm.gp.TP(pm.gp.mean.Constant(0.5), pm.gp.cov.Matern32(1, ls), nu=5)
        f = gp.prior("f", X, reparameterize=reparameterize)
        pm.Normal("y", mu=f, sigma=0.3, observed=Y)
        gp.conditional("new", XNEW)
        return [(f,)]
    return model


def _latent_kron(pm, tt):
    ls = pm.Gamma("ls", alpha=2, beta=1)
    gp = pm.gp.LatentKron(cov_funcs=[pm.gp.cov.ExpQuad(1, ls), pm.gp.cov.Matern52(1, 0.7)])
    f = gp.prior("f", [X[:3], XNEW])
    pm.Normal("y", mu=f, sigma=0.3, observed=np.sin(np.arange(12.0)))
    gp.conditional("new", np.array([[0.2, 0.4], [1.0, 1.1]]))
    return [(f,)]


def _marginal_kron(pm, tt):
    ls, sigma = pm.Gamma("ls", alpha=2, beta=1), pm.HalfNormal("sigma", sigma=1)
    gp = pm.gp.MarginalKron(pm.gp.mean.Constant(0.5), [pm.gp.cov.ExpQuad(1, ls), pm.gp.cov.Matern52(1, 0.7)])
    gp.marginal_likelihood("y", Xs=[X[:3], XNEW], y=np.sin(np.arange(12.0)), sigma=sigma)
    new = np.array([[0.2, 0.4], [1.0, 1.1]])
    return [gp.predictt(new), gp.predictt(new, diag=True, pred_noise=True)]


def _sum_of_processes(pm, tt):
    ls, sigma = pm.Gamma("ls", alpha=2, beta=1), pm.HalfNormal("sigma", sigma=1)
    one = pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, ls))
    two = pm.gp.Marginal(pm.gp.mean.Linear(0.4), pm.gp.cov.Linear(1, 0.2))
    total = one + two
    total.marginal_likelihood("y", X=X, y=Y, noise=sigma)
    given = {"X": X, "y": Y, "noise": sigma, "gp": total}
    return [one.predictt(XNEW, given=given), two.predictt(XNEW, diag=True, given=given)]


def _glm(family, y, **more):
    def model(pm, tt):
        made = getattr(pm.glm.families, family)(**more)
        pm.GLM(X2, y, labels=["first", "second"], family=made, offset=0.1,
               priors={"Intercept": pm.Normal.dist(0, 2), "Regressor": pm.Normal.dist(0, 3)}, name="m")
        return []
    return model


def _ode(pm, tt):
    def slope(y, t, p):
        return [p[0] * y[0] * (1 - y[0]) - p[1] * y[0] * y[1], p[1] * y[0] * y[1] - 0.3 * np.exp(-0.1 * t) * y[1]]
    a, b = pm.HalfNormal("a", sigma=2), pm.HalfNormal("b", sigma=2)
    solved = pm.ode.DifferentialEquation(slope, times=np.arange(0.5, 4, 0.5), n_states=2, n_theta=2, t0=0)
    y = solved(y0=[0.1 * a, 0.2], theta=[a, b])
    pm.Normal("y", mu=y, sigma=0.2, observed=np.linspace(0.1, 0.8, 14).reshape(7, 2))
    return [(y,)]


COUNTS = np.array([0, 2, 1, 5, 3, 0, 7])
MODELS = {
    **{f"marginal-{name}": _marginal(name) for name in COVARIANCES},
    **{f"sparse-{approx}": _sparse(approx) for approx in ("FITC", "VFE", "DTC")},
    "latent": _latent(True), "latent-centred": _latent(False), "student": _student(True),
    "student-centred": _student(False), "latent-kron": _latent_kron, "marginal-kron": _marginal_kron,
    "sum": _sum_of_processes,
    "glm-normal": _glm("Normal", Y), "glm-student": _glm("StudentT", Y),
    "glm-binomial": _glm("Binomial", np.minimum(COUNTS, 1)), "glm-poisson": _glm("Poisson", COUNTS, priors={}),
    "glm-trials": _glm("Binomial", COUNTS, priors={"n": np.full(N, 9)}),
    "glm-negative-binomial": _glm("NegativeBinomial", COUNTS),
    "ode": _ode,
}


def numbers(pm, tt, name, points=None):
    """Per point: log density, its gradient by variable, and what the model gives besides (predictions)."""
    with pm.Model() as model:
        outputs = [v for group in MODELS[name](pm, tt) for v in group]
    terms, free = list(model.basic_RVs), list(model.vars)
    every = model.fastfn([model.logpt, *(v.logpt for v in terms), *tt.grad(model.logpt, free), *outputs])
    found = []
    for point in points or [{k: v + shift for k, v in model.test_point.items()} for shift in POINTS]:
        point = {k: np.asarray(v) for k, v in point.items()}
        logp, *rest = every(point)
        slopes, values = rest[len(terms):len(terms) + len(free)], rest[len(terms) + len(free):]
        found.append({
            "point": {k: v.tolist() for k, v in point.items()}, "logp": float(logp),
            "terms": {v.name: float(rest[k]) for k, v in enumerate(terms)},
            "dlogp": {v.name: np.asarray(slopes[k]).tolist() for k, v in enumerate(free)},
            "outputs": [np.asarray(v).tolist() for v in values],
        })
    return found
