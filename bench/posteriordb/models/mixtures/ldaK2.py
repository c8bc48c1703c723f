"""Two topics of documents."""

from bench.posteriordb.models.mixtures._topics import topics

UNLIKE = {"theta": "simplex", "phi": "simplex"}


def model(data):
    return topics(data, K=2, alpha=1.0, beta=1.0)
