"""Deaths of covid-19 in countries of Europe: version 3, whose program has the text of version 2."""

from bench.posteriordb.models.epidemics.covid19imperial_v2 import model

__all__ = ["model"]
