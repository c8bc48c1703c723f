"""The forward algorithm, which the models of hidden Markov chains here share."""

import pymc3 as pm
import theano


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
