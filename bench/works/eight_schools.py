"""Eight schools, non-centred: 10 free values, 8 observations."""

from __future__ import annotations

from typing import Any

import numpy as np

NAME = "eight_schools"
EFFECT = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
STDERR = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])
ORDER = ("mu", "tau_log__", "eta")  # the layout of x in the hand-written C
SIZES = (1, 1, 8)


def data() -> tuple[list[np.ndarray], list[int]]:
    """(arrays, numbers) that the hand-written C reads through `user`."""
    return [EFFECT, STDERR], [8]


def legacy(pm: Any) -> Any:
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0, sigma=5)
        tau = pm.HalfCauchy("tau", beta=5)
        eta = pm.Normal("eta", mu=0, sigma=1, shape=8)
        theta = pm.Deterministic("theta", mu + tau * eta)
        pm.Normal("obs", mu=theta, sigma=STDERR, observed=EFFECT)
    return model


def present(pm: Any) -> Any:
    return legacy(pm)


def numpyro() -> Any:
    import numpyro as npr
    import numpyro.distributions as dist

    def model() -> None:
        mu = npr.sample("mu", dist.Normal(0, 5))
        tau = npr.sample("tau", dist.HalfCauchy(5))
        eta = npr.sample("eta", dist.Normal(0, 1).expand([8]))
        npr.sample("obs", dist.Normal(npr.deterministic("theta", mu + tau * eta), STDERR), obs=EFFECT)
    return model
