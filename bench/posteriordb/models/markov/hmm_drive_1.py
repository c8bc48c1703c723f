"""Basketball drives by a hidden Markov chain, normal emissions."""

import numpy as np
import pymc3 as pm
import pymc3.distributions.transforms as tr
import theano
import theano.tensor as tt

UNLIKE = {"theta1": "simplex", "theta2": "simplex"}


def forward(log_emission, log_start, log_transition):
    """The log likelihood of a chain: the forward algorithm by scan."""
    first = log_start + log_emission[0]
    alphas, _ = theano.scan(
        lambda emission, alpha, transition: emission + pm.math.logsumexp(alpha[:, None] + transition, axis=0)[0],
        sequences=[log_emission[1:]],
        outputs_info=[first],
        non_sequences=[log_transition],
    )
    return pm.math.logsumexp(alphas[-1])


def model(data):
    u, v = data["u"][:, None], data["v"][:, None]
    start = np.array([0.5, 3.0])
    with pm.Model() as drives:
        theta1 = pm.Dirichlet("theta1", a=data["alpha"][0])
        theta2 = pm.Dirichlet("theta2", a=data["alpha"][1])
        phi = pm.Normal("phi", mu=np.array([0.0, 3.0]), sd=1, shape=2, transform=tr.ordered, testval=start)
        lam = pm.Normal("lambda", mu=np.array([0.0, 3.0]), sd=1, shape=2, transform=tr.ordered, testval=start)
        emission = pm.Normal.dist(phi[None, :], sd=data["tau"]).logp(u) + pm.Normal.dist(
            lam[None, :], sd=data["rho"]
        ).logp(v)
        pm.Potential("uv", forward(emission, np.zeros(2), tt.log(tt.stack([theta1, theta2]))))
    return drives
