"""Compare draws of two models' priors and data, where log densities cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .report import Row
from .verdicts import DIFFERS, NOT_COMPARED

DRAWS = 2000
ALIKE = "similar draws prove nothing"
SURE = 1e-8  # the probability, over all distances together, below which one counts as a difference


def rows(old: Mapping[str, np.ndarray], new: Mapping[str, np.ndarray], names: Mapping[str, str]) -> list[Row]:
    """Return a row for each variable that both drew: the largest Kolmogorov-Smirnov distance of its elements.

    names: old -> new. Similar draws prove nothing, so the row then says "not compared".
    """
    shared = [(one, two) for one, two in names.items() if one in old and two in new]
    found = []
    for one, two in shared:
        first, second = (side[name].reshape(len(side[name]), -1) for side, name in ((old, one), (new, two)))
        if first.shape[1] != second.shape[1]:
            sentence = f"{first.shape[1]} values, {second.shape[1]} in the port"
            found.append(Row(one, "prior draws", DIFFERS, note=f"differ: {sentence}"))
            continue
        distances = [distance(first[:, j], second[:, j]) for j in range(first.shape[1])]
        j = int(np.argmax(distances)) if distances else 0
        bound = limit(len(first), len(second), SURE / max(1, len(distances) * len(shared)))
        status = DIFFERS if distances and distances[j] > bound else NOT_COMPARED
        if not distances:
            continue
        means = [float(np.mean(side[:, j])) for side in (first, second)]
        spread = [float(np.std(side[:, j])) for side in (first, second)]
        note = f"means {means[0]:.4g} and {means[1]:.4g}, sds {spread[0]:.4g} and {spread[1]:.4g}"
        note = f"differ: {note}" if status == DIFFERS else ALIKE
        found.append(Row(one, "prior draws", status, max(distances), None, means[0], means[1], note=note, needed=False))
    return found


def distance(one: np.ndarray, two: np.ndarray) -> float:
    """Return the largest difference of two samples' distribution functions."""
    one, two = (np.sort(side[np.isfinite(side)]) for side in (one, two))
    if not len(one) or not len(two):
        return float(bool(len(one)) != bool(len(two)))
    at = np.concatenate([one, two])
    below = [np.searchsorted(side, at, side="right") / len(side) for side in (one, two)]
    return float(np.abs(below[0] - below[1]).max())


def limit(count: int, other: int, share: float) -> float:
    """Return the distance that two samples of one distribution exceed with this probability (Smirnov, many draws)."""
    return float(np.sqrt(-0.5 * np.log(share / 2) * (count + other) / (count * other)))
