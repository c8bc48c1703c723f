"""Compare the draws of observed variables whose density and `random` are the user's own functions."""

from __future__ import annotations

import numpy as np

from . import prior_draws
from .errors import CannotCertify
from .observed import names
from .pair import Pair
from .report import Row
from .verdicts import DIFFERS, NOT_COMPARED, ONE_SIDE

OWN = ("DensityDist", "CustomDist", "CustomSymbolicDist")  # how the name of such a distribution begins


def rows(pair: Pair, at_x: dict[str, np.ndarray]) -> list[Row]:
    """Return a row for each observed variable that is of the user's own on a side, and has draws on the old one."""
    sides = [names(one) for one in pair.models]
    kinds = [{one["name"]: str(one["distribution"]) for one in model["observed"]} for model in pair.models]
    found = []
    for name in sides[0].keys() & sides[1].keys():
        both = sides[0][name], sides[1][name]
        if any(kind[one].startswith(OWN) for kind, one in zip(kinds, both, strict=True)):
            found += _row(pair, at_x, name, both)
    return sorted(found, key=lambda row: row.name)


def _row(pair: Pair, at_x: dict[str, np.ndarray], name: str, both: tuple[str, str]) -> list[Row]:
    what = f"predictive draws of {name}", "draws"
    first = {key: values[:1] for key, values in at_x.items()}
    try:
        old = pair.old("draws", first, name=both[0], count=prior_draws.DRAWS)[1][both[0]]
    except CannotCertify as error:
        return [Row(*what, NOT_COMPARED, note=f"the old model has none: {_last(error)}", needed=False)]
    try:
        new = pair.new("draws", pair.renamed(first), name=both[1], count=prior_draws.DRAWS)[1][both[1]]
    except CannotCertify as error:
        return [Row(*what, ONE_SIDE, note=f"the port has none: {_last(error)}")]
    pooled = [np.asarray(side, dtype=float).ravel() for side in (old, new)]
    far = prior_draws.distance(*pooled)
    least = min(prior_draws.DRAWS, *map(len, pooled))  # one draw's values may depend on each other
    means, spreads = [float(np.mean(one)) for one in pooled], [float(np.std(one)) for one in pooled]
    said = f"means {means[0]:.4g} and {means[1]:.4g}, sds {spreads[0]:.4g} and {spreads[1]:.4g}"
    if far > prior_draws.limit(least, least, prior_draws.SURE):
        return [Row(*what, DIFFERS, far, 0, means[0], means[1], note=f"differ: {said}")]
    return [Row(*what, NOT_COMPARED, far, 0, means[0], means[1], note=prior_draws.ALIKE, needed=False)]


def _last(error: CannotCertify) -> str:
    return str(error).partition("evaluated: ")[2] or str(error)
