"""Five topics of documents."""

from bench.posteriordb.models.mixtures._topics import topics

UNLIKE = {"theta": "simplex", "phi": "simplex"}


def model(data):
    return topics(data, K=5, alpha=data["alpha"], beta=data["beta"])
