"""Covariates of persons, as the three models with a regression of abilities scale them."""

import numpy as np


def adjusted(W):
    """Covariates after the first, centred and over two standard deviations."""
    W = np.array(W, dtype=float)
    W[:, 1:] = (W[:, 1:] - W[:, 1:].mean(axis=0)) / (2 * W[:, 1:].std(axis=0, ddof=1))
    return W
