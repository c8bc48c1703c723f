"""Monte Carlo errors of the statistics in a summary's row: from what the row prints, or from our own draws.

Where our draws of the quantity are known, a statistic's error for m effective draws is its standard deviation over
samples of m of them: this needs no formula, and holds for skewed and heavy-tailed quantities and for bounds of
intervals, whose error falls more slowly than 1 / sqrt(m). Otherwise a normal shape is assumed, with room.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from theano_common.statistics import ess_mean, ess_sd, ess_tail, normal_quantile, tail_shape

from .names import HIGH, LOW, MEAN, QUANTILE, SD, SIZES, Statistic

FEWEST = 50  # effective draws below which an error is not trusted
ROOM = 2.0  # for the shape of a quantity whose draws are not known, but for its mean
UNKNOWN = 0.25  # of our effective size, for a stored row that prints none
HEAVIEST = {MEAN: 1 / 2, SD: 1 / 4}  # shapes of tails from which on the statistic has no variance
SAMPLES, LARGEST = 100, 4000  # samples that an error is taken from, draws of each
Cells = Mapping[str, float]  # by the names of `names.column`


def effective(cells: Cells) -> float:
    """Return the effective number of draws that a row prints, or that its standard error tells; NaN for neither."""
    found = next((cells[name] for name in SIZES if cells.get(name, math.nan) > 0), math.nan)
    error, sd = cells.get("mcse_mean", math.nan), cells.get("sd", math.nan)
    return found if found > 0 else (sd / error) ** 2 if error > 0 else math.nan


def error(statistic: Statistic, cells: Cells, size: float, draws: np.ndarray | None) -> float:
    """Return the standard error of one statistic with `size` effective draws; NaN where nothing tells it.

    cells: the row of the table. draws: our own of the same quantity (chains, draws).
    """
    sd = cells.get("sd", math.nan)
    if not size >= FEWEST:
        return math.nan
    if statistic.kind != MEAN:  # the tails mix more slowly than the middle
        size = min(size, cells.get("ess_tail", size))
    if draws is not None:
        if "ess_tail" not in cells or statistic.kind == SD:
            size = min(size, size_of(statistic, size, draws))
        return sampled_error(statistic, draws, size)
    if statistic.kind == MEAN:
        return sd / math.sqrt(size)
    if statistic.kind == SD:
        return ROOM * sd / math.sqrt(2 * size)
    at = statistic.at
    density = math.exp(-(float(normal_quantile(np.array(at))) ** 2) / 2) / math.sqrt(2 * math.pi)
    quantile = sd * math.sqrt(at * (1 - at) / size) / density
    return ROOM * quantile if statistic.kind == QUANTILE else max(ROOM * quantile, sd * size ** (-1 / 3))


def own_size(stacked: np.ndarray) -> float:
    """Return the effective number of our own draws (chains, draws) of one quantity."""
    return float(np.nan_to_num(ess_mean(stacked)))


def size_of(statistic: Statistic, size: float, stacked: np.ndarray) -> float:
    """Return what `size` effective draws of the mean are for another statistic, by our own draws.

    NUTS moves from one side of the mean to the other, so that means have more effective draws than there are draws,
    and standard deviations and bounds of intervals a third of them.
    """
    if statistic.kind == MEAN:
        return size
    share = (ess_sd if statistic.kind == SD else ess_tail)(stacked) / ess_mean(stacked)
    return size * float(share) if math.isfinite(share) else size


def sampled_error(statistic: Statistic, draws: np.ndarray, size: float) -> float:
    """Return the standard deviation of a statistic over samples of `size` of the draws.

    NaN where their tail is so heavy that it has none: one draw that neither run may have moves it as far as it likes.
    """
    flat = np.asarray(draws, dtype=float).ravel()
    if flat.size < FEWEST or not np.isfinite(flat).all() or tail_shape(flat) > HEAVIEST.get(statistic.kind, math.inf):
        return math.nan
    many = int(min(size, LARGEST))
    at = np.random.default_rng(0).integers(0, flat.size, (SAMPLES, many))
    spread = float(np.std(values(statistic, flat[at]), ddof=1))
    return spread * math.sqrt(many / size) if statistic.kind not in (LOW, HIGH) else spread


def values(statistic: Statistic, samples: np.ndarray) -> np.ndarray:
    """Return the statistic of each row of `samples`."""
    if statistic.kind == MEAN:
        return samples.mean(axis=1)
    if statistic.kind == SD:
        return samples.std(axis=1, ddof=1)
    ordered = np.sort(samples, axis=1)
    count = ordered.shape[1]
    if statistic.kind == QUANTILE:
        return ordered[:, min(int(statistic.at * count), count - 1)]
    inside = 1 - 2 * min(statistic.at, 1 - statistic.at)
    within = max(int(inside * count), 1)
    narrowest = np.argmin(ordered[:, within:] - ordered[:, : count - within], axis=1)
    return ordered[np.arange(len(ordered)), narrowest + (within if statistic.kind == HIGH else 0)]
