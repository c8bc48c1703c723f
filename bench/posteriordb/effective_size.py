"""The effective sample size that all samplers of posteriordb are judged by."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from theano_common.statistics import ess_bulk


def smallest_ess(draws: Mapping[str, np.ndarray]) -> float:
    """Return the smallest bulk effective sample size of what varies; draws: name -> (chains, draws, ...)."""
    columns = (column for array in draws.values() for column in np.moveaxis(array.reshape(*array.shape[:2], -1), -1, 0))
    return float(min(ess_bulk(column) for column in columns if np.ptp(column) > 0))
