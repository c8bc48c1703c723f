"""Twelve models, each in several usual spellings: microseconds of the log density and its gradient in C.

python -m bench.contestants.spellings          one line of JSON: {model: {spelling: microseconds}}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import timing

SECONDS = 0.06  # of one turn
ROUNDS = 5
Spelling = Callable[[Any, Any], None]  # (pymc3, theano.tensor) -> None, inside of a model
RNG = np.random.default_rng(11)


def gaussian(tt: Any, y: Any, mu: Any, sigma: Any) -> Any:
    """What people write for a normal log density."""
    return tt.sum(-0.5 * ((y - mu) / sigma) ** 2 - tt.log(sigma) - 0.5 * np.log(2 * np.pi))


# -- regressions

X = RNG.normal(size=(500, 5))
Y = X @ np.arange(5) + RNG.normal(size=500)


def line(mean: Callable[[Any, Any], Any]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        sigma = pm.HalfNormal("sigma", sd=1.0)
        pm.Normal("y", mu=mean(pm, tt), sd=sigma, observed=Y)

    return model


def slopes(pm: Any) -> Any:
    return pm.Normal("b", 0, 1, shape=5)


def list_of_slopes(pm: Any) -> list[Any]:
    return [pm.Normal(f"b{j}", 0, 1) for j in range(5)]


def line_by_hand(pm: Any, tt: Any) -> None:
    b, sigma = slopes(pm), pm.HalfNormal("sigma", sd=1.0)
    pm.Potential("y", gaussian(tt, Y, tt.dot(X, b), sigma))


def line_of_density(pm: Any, tt: Any) -> None:
    b, sigma = slopes(pm), pm.HalfNormal("sigma", sd=1.0)
    pm.DensityDist("y", lambda value: gaussian(tt, value, tt.dot(X, b), sigma), observed=Y)


LINE = {
    "dot": line(lambda pm, tt: tt.dot(X, slopes(pm))),
    "(X * b).sum(1)": line(lambda pm, tt: (X * slopes(pm)).sum(axis=1)),
    "list of scalars": line(lambda pm, tt: sum(b * X[:, j] for j, b in enumerate(list_of_slopes(pm)))),
    "tt.stack": line(lambda pm, tt: tt.dot(X, tt.stack(list_of_slopes(pm)))),
    "Potential": line_by_hand,
    "DensityDist": line_of_density,
}

X10 = RNG.normal(size=(1000, 10))
HITS = (RNG.random(1000) < 1 / (1 + np.exp(-X10[:, 0]))).astype(int)


def logistic(likelihood: Callable[[Any, Any, Any], None], rows: bool = False) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        a, b = pm.Normal("a", 0, 2), pm.Normal("b", 0, 1, shape=10)
        likelihood(pm, tt, a + ((X10 * b).sum(axis=1) if rows else tt.dot(X10, b)))

    return model


LOGISTIC = {
    "logit_p": logistic(lambda pm, tt, eta: pm.Bernoulli("y", logit_p=eta, observed=HITS)),
    "p=invlogit": logistic(lambda pm, tt, eta: pm.Bernoulli("y", p=pm.math.invlogit(eta), observed=HITS)),
    "(X * b).sum(1), p=1/(1+exp)": logistic(
        lambda pm, tt, eta: pm.Bernoulli("y", p=1 / (1 + tt.exp(-eta)), observed=HITS), True
    ),
    "Potential": logistic(lambda pm, tt, eta: pm.Potential("y", tt.sum(HITS * eta - tt.log(1 + tt.exp(eta))))),
    "DensityDist": logistic(
        lambda pm, tt, eta: pm.DensityDist(
            "y",
            lambda v: tt.sum(v * tt.log(tt.nnet.sigmoid(eta)) + (1 - v) * tt.log(1 - tt.nnet.sigmoid(eta))),
            observed=HITS,
        )
    ),
}

X4 = RNG.normal(size=(500, 4))
COUNTS = RNG.poisson(np.exp(0.3 * X4[:, 0]))


def counts(likelihood: Callable[[Any, Any, Any], None], rows: bool = False) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        b = pm.Normal("b", 0, 1, shape=4)
        likelihood(pm, tt, (X4 * b).sum(axis=1) if rows else tt.dot(X4, b))

    return model


POISSON = {
    "exp of dot": counts(lambda pm, tt, eta: pm.Poisson("y", tt.exp(eta), observed=COUNTS)),
    "exp of (X * b).sum(1)": counts(lambda pm, tt, eta: pm.Poisson("y", tt.exp(eta), observed=COUNTS), True),
    "Potential": counts(
        lambda pm, tt, eta: pm.Potential("y", tt.sum(COUNTS * eta - tt.exp(eta) - tt.gammaln(COUNTS + 1.0)))
    ),
    "DensityDist": counts(
        lambda pm, tt, eta: pm.DensityDist(
            "y", lambda v: tt.sum(v * tt.log(tt.exp(eta)) - tt.exp(eta) - tt.gammaln(v + 1)), observed=COUNTS
        )
    ),
}

# -- groups

GROUP = np.sort(RNG.integers(20, size=400))
OF_GROUP = RNG.normal(size=20)[GROUP] + RNG.normal(size=400)


def of_groups(values: Callable[[Any, Any, Any, Any], Any], mean: Callable[[Any, Any], Any]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        mu, tau, sigma = pm.Normal("mu", 0, 5), pm.HalfNormal("tau", sd=1.0), pm.HalfNormal("sigma", sd=1.0)
        pm.Normal("y", mu=mean(tt, values(pm, tt, mu, tau)), sd=sigma, observed=OF_GROUP)

    return model


def vector(pm: Any, tt: Any, mu: Any, tau: Any) -> Any:
    return mu + tau * pm.Normal("a", 0, 1, shape=20)


def scalars(pm: Any, tt: Any, mu: Any, tau: Any) -> list[Any]:
    return [mu + tau * pm.Normal(f"a{j}", 0, 1) for j in range(20)]


def written(tt: Any, a: Any) -> Any:
    mean = tt.zeros(400)
    for j in range(20):
        mean = tt.set_subtensor(mean[GROUP == j], a[j])
    return mean


def likelihood_each(pm: Any, tt: Any) -> None:
    mu, tau, sigma = pm.Normal("mu", 0, 5), pm.HalfNormal("tau", sd=1.0), pm.HalfNormal("sigma", sd=1.0)
    a = vector(pm, tt, mu, tau)
    for j in range(20):
        pm.Normal(f"y{j}", mu=a[j], sd=sigma, observed=OF_GROUP[GROUP == j])


GROUPS = {
    "a[group]": of_groups(vector, lambda tt, a: a[GROUP]),
    "tt.stack(scalars)[group]": of_groups(scalars, lambda tt, a: tt.stack(a)[GROUP]),
    "scalars by row": of_groups(scalars, lambda tt, a: tt.stack([a[g] for g in GROUP])),
    "one-hot dot": of_groups(vector, lambda tt, a: tt.dot((GROUP[:, None] == np.arange(20)) * 1.0, a)),
    "set_subtensor": of_groups(vector, written),
    "a likelihood for each group": likelihood_each,
}

EFFECT, ERROR = np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18])


def schools(pm: Any) -> tuple[Any, Any]:
    return pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5)


def schools_vector(pm: Any, tt: Any) -> None:
    mu, tau = schools(pm)
    pm.Normal("y", mu=mu + tau * pm.Normal("eta", 0, 1, shape=8), sd=ERROR, observed=EFFECT)


def schools_scalars(pm: Any, tt: Any) -> None:
    mu, tau = schools(pm)
    for j in range(8):
        pm.Normal(f"y{j}", mu=mu + tau * pm.Normal(f"eta{j}", 0, 1), sd=ERROR[j], observed=EFFECT[j])


def schools_stacked(pm: Any, tt: Any) -> None:
    mu, tau = schools(pm)
    theta = tt.stack([mu + tau * pm.Normal(f"eta{j}", 0, 1) for j in range(8)])
    pm.Normal("y", mu=theta, sd=ERROR, observed=EFFECT)


def schools_potential(pm: Any, tt: Any) -> None:
    mu, tau = schools(pm)
    theta = mu + tau * pm.Normal("eta", 0, 1, shape=8)
    pm.Potential("y", gaussian(tt, EFFECT, theta, ERROR))


SCHOOLS = {
    "vector": schools_vector,
    "loop over scalars": schools_scalars,
    "tt.stack": schools_stacked,
    "Potential": schools_potential,
}

# -- series

SERIES = np.cumsum(RNG.normal(size=300)) * 0.1


def autoregression(mean_and_rest: Callable[[Any, Any, Any, Any], None]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        mean_and_rest(pm, tt, pm.Normal("rho", 0, 1), pm.HalfNormal("sigma", sd=1.0))

    return model


def ar_by_scan(pm: Any, tt: Any, rho: Any, sigma: Any) -> None:
    import theano

    terms, _ = theano.scan(
        lambda now, before: -0.5 * ((now - rho * before) / sigma) ** 2 - tt.log(sigma),
        sequences=[{"input": tt.as_tensor_variable(SERIES), "taps": [0, -1]}],
    )
    pm.Potential("y", terms.sum())


def ar_by_loop(pm: Any, tt: Any, rho: Any, sigma: Any) -> None:
    total = 0.0
    for t in range(1, 300):
        total += -0.5 * ((SERIES[t] - rho * SERIES[t - 1]) / sigma) ** 2 - tt.log(sigma)
    pm.Potential("y", total)


AR = {
    "Normal of slices": autoregression(
        lambda pm, tt, rho, sigma: pm.Normal("y", mu=rho * SERIES[:-1], sd=sigma, observed=SERIES[1:])
    ),
    "AR1": autoregression(lambda pm, tt, rho, sigma: pm.AR1("y", k=rho, tau_e=sigma**-2, observed=SERIES)),
    "AR": autoregression(lambda pm, tt, rho, sigma: pm.AR("y", rho=rho, sigma=sigma, observed=SERIES)),
    "Potential": autoregression(
        lambda pm, tt, rho, sigma: pm.Potential("y", gaussian(tt, SERIES[1:], rho * SERIES[:-1], sigma))
    ),
    "scan": autoregression(ar_by_scan),
    "Python loop": autoregression(ar_by_loop),
}


def walk_grw(pm: Any, tt: Any, sigma: Any) -> Any:
    return pm.GaussianRandomWalk("h", sd=sigma, shape=300)


def walk_cumsum(pm: Any, tt: Any, sigma: Any) -> Any:
    return tt.cumsum(sigma * pm.Normal("h", 0, 1, shape=300))


def walk_scan(pm: Any, tt: Any, sigma: Any) -> Any:
    import theano

    steps = pm.Normal("h", 0, 1, shape=300)
    return theano.scan(
        lambda step, before: before + sigma * step,
        sequences=[steps],
        outputs_info=[tt.as_tensor_variable(np.zeros(()))],
    )[0]


def walk_loop(pm: Any, tt: Any, sigma: Any) -> Any:
    steps, level, found = pm.Normal("h", 0, 1, shape=300), 0.0, []
    for t in range(300):
        level = level + sigma * steps[t]
        found.append(level)
    return tt.stack(found)


def volatility(walk: Callable[[Any, Any, Any], Any]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        sigma = pm.Exponential("sigma", 10.0)
        pm.Normal("y", mu=0, sd=tt.exp(0.5 * walk(pm, tt, sigma)), observed=SERIES)

    return model


VOLATILITY = {
    "cumsum": volatility(walk_cumsum),
    "scan": volatility(walk_scan),
    "Python loop": volatility(walk_loop),
    "GaussianRandomWalk": volatility(walk_grw),
}

OBSERVED_STATES = RNG.normal(2.0 * (RNG.random(200) < 0.5), 1.0)


def hidden(forward: Callable[[Any, Any, Any, Any], Any]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        p, mu = pm.Beta("p", 5, 1, shape=2), pm.Normal("mu", 0, 3, shape=2)
        moves = tt.stack([tt.stack([p[0], 1 - p[0]]), tt.stack([1 - p[1], p[1]])])
        emitted = -0.5 * (OBSERVED_STATES[:, None] - mu) ** 2
        pm.Potential("y", forward(pm, tt, moves, emitted))

    return model


def logsumexp(tt: Any, x: Any, axis: int) -> Any:
    largest = tt.max(x, axis=axis, keepdims=True)
    return tt.log(tt.sum(tt.exp(x - largest), axis=axis)) + tt.max(x, axis=axis)


def forward_scan(pm: Any, tt: Any, moves: Any, emitted: Any) -> Any:
    import theano

    alphas, _ = theano.scan(
        lambda e, alpha: e + logsumexp(tt, alpha[:, None] + tt.log(moves), 0),
        sequences=[emitted[1:]],
        outputs_info=[emitted[0]],
    )
    return pm.math.logsumexp(alphas[-1])


def forward_loop(pm: Any, tt: Any, moves: Any, emitted: Any) -> Any:
    alpha = emitted[0]
    for t in range(1, 200):
        alpha = emitted[t] + logsumexp(tt, alpha[:, None] + tt.log(moves), 0)
    return pm.math.logsumexp(alpha)


def forward_scaled(pm: Any, tt: Any, moves: Any, emitted: Any) -> Any:
    import theano

    def step(e: Any, alpha: Any) -> Any:
        a = tt.exp(e) * tt.dot(alpha, moves)
        return a / a.sum(), tt.log(a.sum())

    first = tt.exp(emitted[0])
    (_, scales), _ = theano.scan(step, sequences=[emitted[1:]], outputs_info=[first / first.sum(), None])
    return scales.sum() + tt.log(first.sum())


def forward_unrolled(pm: Any, tt: Any, moves: Any, emitted: Any) -> Any:
    alpha, total = tt.exp(emitted[0]), 0.0
    for t in range(1, 200):
        total += tt.log(alpha.sum())
        alpha = tt.exp(emitted[t]) * tt.dot(alpha / alpha.sum(), moves)
    return total + tt.log(alpha.sum())


HIDDEN = {
    "scan, logarithms": hidden(forward_scan),
    "Python loop, logarithms": hidden(forward_loop),
    "scan, scaled": hidden(forward_scaled),
    "Python loop, scaled": hidden(forward_unrolled),
}

# -- mixtures, categories

POINTS = RNG.normal(3.0 * RNG.integers(3, size=1000), 0.7)


def mixture(likelihood: Callable[[Any, Any, Any, Any, Any], None]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        w = pm.Dirichlet("w", np.ones(3), shape=3)
        likelihood(pm, tt, w, pm.Normal("mu", 0, 10, shape=3), pm.HalfNormal("sigma", sd=3, shape=3))

    return model


def terms_of(tt: Any, w: Any, mu: Any, sigma: Any, k: int) -> Any:
    return tt.log(w[k]) - 0.5 * ((POINTS - mu[k]) / sigma[k]) ** 2 - tt.log(sigma[k])


MIXTURE = {
    "NormalMixture": mixture(lambda pm, tt, w, mu, sigma: pm.NormalMixture("x", w, mu, sd=sigma, observed=POINTS)),
    "Mixture of a vector": mixture(
        lambda pm, tt, w, mu, sigma: pm.Mixture(
            "x", w=w, comp_dists=pm.Normal.dist(mu, sd=sigma, shape=3), observed=POINTS
        )
    ),
    "Mixture of a list": mixture(
        lambda pm, tt, w, mu, sigma: pm.Mixture(
            "x", w=w, comp_dists=[pm.Normal.dist(mu[k], sd=sigma[k]) for k in range(3)], observed=POINTS
        )
    ),
    "logsumexp of a stack": mixture(
        lambda pm, tt, w, mu, sigma: pm.Potential(
            "x", pm.math.logsumexp(tt.stack([terms_of(tt, w, mu, sigma, k) for k in range(3)]), axis=0).sum()
        )
    ),
    "log of a sum of exp": mixture(
        lambda pm, tt, w, mu, sigma: pm.DensityDist(
            "x",
            lambda v: tt.log(
                sum(w[k] * tt.exp(-0.5 * ((v - mu[k]) / sigma[k]) ** 2) / sigma[k] for k in range(3))
            ).sum(),
            observed=POINTS,
        )
    ),
}

X3, KINDS = RNG.normal(size=(500, 3)), RNG.integers(4, size=500)


def categories(likelihood: Callable[[Any, Any, Any], None]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        likelihood(pm, tt, tt.dot(X3, pm.Normal("b", 0, 1, shape=(3, 4))))

    return model


CATEGORIES = {
    "softmax": categories(lambda pm, tt, eta: pm.Categorical("y", p=tt.nnet.softmax(eta), observed=KINDS)),
    "exp over its sum": categories(
        lambda pm, tt, eta: pm.Categorical("y", p=tt.exp(eta) / tt.exp(eta).sum(axis=1, keepdims=True), observed=KINDS)
    ),
    "less logsumexp": categories(
        lambda pm, tt, eta: pm.Potential(
            "y", tt.sum(eta[np.arange(500), KINDS] - pm.math.logsumexp(eta, axis=1).flatten())
        )
    ),
    "cross-entropy": categories(
        lambda pm, tt, eta: pm.Potential("y", -tt.nnet.categorical_crossentropy(tt.nnet.softmax(eta), KINDS).sum())
    ),
    "one-hot": categories(
        lambda pm, tt, eta: pm.Potential("y", tt.sum((KINDS[:, None] == np.arange(4)) * tt.log(tt.nnet.softmax(eta))))
    ),
}

# -- a process, a change

PLACES = np.linspace(0, 5, 60)[:, None]
HEIGHTS = np.sin(PLACES.ravel()) + 0.1 * RNG.normal(size=60)


def process(likelihood: Callable[[Any, Any, Any, Any, Any], None]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        scale, height, noise = pm.Gamma("scale", 2, 1), pm.HalfNormal("height", sd=1), pm.HalfNormal("noise", sd=1)
        likelihood(pm, tt, scale, height, noise)

    return model


def by_gp(pm: Any, tt: Any, scale: Any, height: Any, noise: Any) -> None:
    gp = pm.gp.Marginal(cov_func=height**2 * pm.gp.cov.ExpQuad(1, scale))
    gp.marginal_likelihood("y", X=PLACES, y=HEIGHTS, noise=noise)


def covariance(tt: Any, scale: Any, height: Any, noise: Any) -> Any:
    return height**2 * tt.exp(-0.5 * ((PLACES - PLACES.T) / scale) ** 2) + noise**2 * tt.eye(60)


def by_solving(pm: Any, tt: Any, scale: Any, height: Any, noise: Any) -> None:
    chol = tt.slinalg.cholesky(covariance(tt, scale, height, noise))
    white = tt.slinalg.solve_lower_triangular(chol, HEIGHTS)
    pm.Potential("y", -0.5 * tt.dot(white, white) - tt.log(tt.diag(chol)).sum())


def by_inverse(pm: Any, tt: Any, scale: Any, height: Any, noise: Any) -> None:
    K = covariance(tt, scale, height, noise)
    pm.Potential(
        "y", -0.5 * tt.dot(HEIGHTS, tt.dot(tt.nlinalg.matrix_inverse(K), HEIGHTS)) - 0.5 * tt.log(tt.nlinalg.det(K))
    )


PROCESS = {
    "gp.Marginal": process(by_gp),
    "MvNormal(cov=)": process(
        lambda pm, tt, *a: pm.MvNormal("y", np.zeros(60), cov=covariance(tt, *a), observed=HEIGHTS)
    ),
    "MvNormal(chol=)": process(
        lambda pm, tt, *a: pm.MvNormal(
            "y", np.zeros(60), chol=tt.slinalg.cholesky(covariance(tt, *a)), observed=HEIGHTS
        )
    ),
    "Potential, solve": process(by_solving),
    "Potential, inverse and det": process(by_inverse),
}

LEVELS = np.concatenate([RNG.normal(0, 1, 150), RNG.normal(2, 1, 250)])
WHEN = np.arange(400)


def change(mean: Callable[[Any, Any, Any], Any]) -> Spelling:
    def model(pm: Any, tt: Any) -> None:
        level, sigma = pm.Normal("level", 0, 5, shape=2), pm.HalfNormal("sigma", sd=1.0)
        pm.Normal("y", mu=mean(pm, tt, level), sd=sigma, observed=LEVELS)

    return model


CHANGE = {
    "switch": change(lambda pm, tt, level: pm.math.switch(WHEN < 150, level[0], level[1])),
    "index": change(lambda pm, tt, level: level[(WHEN >= 150).astype(int)]),
    "masks": change(lambda pm, tt, level: level[0] * (WHEN < 150) + level[1] * (WHEN >= 150)),
    "set_subtensor": change(
        lambda pm, tt, level: tt.set_subtensor(tt.set_subtensor(tt.zeros(400)[:150], level[0])[150:], level[1])
    ),
    "concatenate": change(lambda pm, tt, level: tt.concatenate([tt.ones(150) * level[0], tt.ones(250) * level[1]])),
    "fill": change(
        lambda pm, tt, level: tt.concatenate([tt.fill(np.zeros(150), level[0]), tt.fill(np.zeros(250), level[1])])
    ),
}

MODELS: dict[str, dict[str, Spelling]] = {
    "linear regression": LINE,
    "logistic regression": LOGISTIC,
    "Poisson regression": POISSON,
    "groups": GROUPS,
    "eight schools": SCHOOLS,
    "autoregression": AR,
    "stochastic volatility": VOLATILITY,
    "hidden Markov": HIDDEN,
    "mixture": MIXTURE,
    "categories": CATEGORIES,
    "Gaussian process": PROCESS,
    "change point": CHANGE,
}


def main(chosen: list[str]) -> None:
    import compat

    compat.install()
    import pymc3 as pm
    import theano.tensor as tt

    from theano_compat.models.modelling.density import log_density

    found: dict[str, dict[str, float]] = {}
    for name, spellings in MODELS.items():
        if chosen and name not in chosen:
            continue
        entries = {}
        for spelling, write in spellings.items():
            with pm.Model() as model:
                write(pm, tt)
            density = log_density(model)
            x = np.random.default_rng(1).normal(0, 0.1, density.dimension)
            density.logp_grad(x)
            entry = density.c()
            assert entry is not None, (name, spelling)
            entries[spelling] = (entry, x, density)
        turns: dict[str, list[float]] = {spelling: [] for spelling in entries}
        for _ in range(ROUNDS):
            for spelling, (entry, x, _) in entries.items():
                turns[spelling].append(timing.through_pointer(entry.logp_address, entry.user_data_address, x, SECONDS))
        found[name] = {spelling: min(values) for spelling, values in turns.items()}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
