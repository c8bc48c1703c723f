"""One rate behind two counts, with predictions: the density is that without them."""

from bench.posteriordb.models.cognitive.Rate_3_model import model

__all__ = ["model"]
