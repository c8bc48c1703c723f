"""Arguments of `sample_smc` for ABC in PyMC3 3.8: `epsilon`, `dist_func`, `sum_stat`.

From 3.9 on the Simulator takes them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...models.modelling.util import get_untransformed_name, is_transformed_name

WORDS = {"epsilon": 1.0, "dist_func": "absolute_error", "sum_stat": False, "progressbar": False}


def say_to_the_simulator(model: Any, given: dict[str, Any]) -> None:
    """Give the model's Simulator the distance of 3.8, and all free variables by name.

    given: some of the arguments in WORDS; the others have the defaults of 3.8. A Simulator with `params` has its own
    distance.
    """
    words = {**WORDS, **given}
    distribution = model.observed_RVs[0].distribution
    if distribution.params is None:
        names = [v.name for v in model.free_RVs]
        distribution.params = [model[get_untransformed_name(n) if is_transformed_name(n) else n] for n in names]
        distribution.epsilon = words["epsilon"]
        distribution.distance = _distance(words["dist_func"], words["sum_stat"])


def _distance(name: str, of_means: bool) -> Callable[[float, Any, Any], np.ndarray]:
    """Return a normal log density with scale epsilon at one distance computed from all data."""
    if name not in ("absolute_error", "sum_of_squared_distance"):
        raise ValueError("Distance metric not understood")

    def density(epsilon: float, observed: Any, simulated: np.ndarray) -> np.ndarray:
        differences = np.mean(observed) - np.mean(simulated) if of_means else np.asarray(observed) - simulated
        if name == "absolute_error":
            distance = np.mean(np.abs(differences))
        else:
            distance = np.sum(differences**2)
        return np.asarray(-((distance / epsilon) ** 2) / 2 - np.log(np.sqrt(2 * np.pi) * epsilon))

    return density
