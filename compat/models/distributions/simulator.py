"""Simulators without a density, for approximate Bayesian computation by sample_smc.

Source: pymc3.distributions.simulator.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...importing.module_getattr import absent_from
from ..logger import LOGGER as _log
from .distribution import NoDistribution
from .drawing import draw_values
from .shape_utils import to_tuple

__all__ = ["Simulator"]


def identity(x: np.ndarray) -> Any:
    """Return the data as their own summary statistic.

    x: an array of any shape.
    """
    return x


def gaussian(epsilon: float, obs_data: Any, sim_data: Any) -> Any:
    """Return a normal log density with scale epsilon, up to a constant, element by element.

    epsilon: the scale. obs_data: summary of the data. sim_data: that of simulated ones, of the same shape.
    """
    return -0.5 * ((obs_data - sim_data) / epsilon) ** 2


def laplace(epsilon: float, obs_data: Any, sim_data: Any) -> Any:
    """Return a Laplace log density with scale epsilon, up to a constant, element by element.

    epsilon: the scale. obs_data: summary of the data. sim_data: that of simulated ones, of the same shape.
    """
    return -np.abs((obs_data - sim_data) / epsilon)


class KullbackLiebler:
    """A nearest-neighbor estimate of the Kullback-Leibler divergence, as a function (epsilon, observed, simulated).

    obs_data: the data, (n,) or (n, columns). Simulated data have the same shape, and the value is a scalar.
    """

    def __init__(self, obs_data: np.ndarray) -> None:
        from scipy.spatial import cKDTree

        self.obs_data = _rows(obs_data)
        n, d = self.obs_data.shape
        distances, _ = cKDTree(self.obs_data).query(self.obs_data, 2)
        self.rho_d, self.d_n, self.log_r = distances[:, 1], d / n, np.log(n / (n - 1))

    def __call__(self, epsilon: float, obs_data: Any, sim_data: np.ndarray) -> Any:
        from scipy.spatial import cKDTree

        distances, _ = cKDTree(_rows(sim_data)).query(self.obs_data, 1)
        return self.d_n * np.sum(-np.log(distances / self.rho_d) / epsilon) + self.log_r


def _rows(data: np.ndarray) -> np.ndarray:
    return data[:, None] if data.ndim == 1 else data


DISTANCES = {"gaussian": gaussian, "laplace": laplace}
SUMMARIES = {"identity": identity, "sort": np.sort, "mean": np.mean, "median": np.median}


class Simulator(NoDistribution):
    """A simulator in place of a likelihood, for observed variables; `pm.sample_smc(kernel="abc")` samples it.

    function: a function that returns simulated data of the shape of the observed ones. params: random variables, by
    whose names SMC calls it. distance: "gaussian", "laplace", "kullback_leibler" or a function (epsilon, observed,
    simulated). sum_stat: "identity", "sort", "mean", "median" or a function. epsilon: the scale of the distance, a
    scalar.
    """

    def __init__(
        self,
        function: Any,
        *args: Any,
        params: Any = None,
        distance: Any = "gaussian",
        sum_stat: Any = "identity",
        epsilon: float = 1,
        **kwargs: Any,
    ) -> None:
        self.function, self.params, self.epsilon = function, params, epsilon
        observed = self.data
        if isinstance(distance, str) and distance == "kullback_leibler":
            self.distance: Any = KullbackLiebler(observed)
            if not (isinstance(sum_stat, str) and sum_stat == "identity"):
                _log.info("Automatically setting sum_stat to identity as expected by %s", distance)
                sum_stat = "identity"
        else:
            self.distance = _named(DISTANCES, distance, "distance metric")
        self.sum_stat = _named(SUMMARIES, sum_stat, "summary statistics")
        super().__init__(*args, shape=np.prod(observed.shape), dtype=observed.dtype, **kwargs)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        lead = to_tuple(size)
        params = draw_values([*self.params], point=point, size=lead)
        return self.function(*params) if not lead else np.array([self.function(*params) for _ in range(lead[0])])

    def _str_repr(self, name: str | None = None, dist: Any = None, formatting: str = "plain") -> str:
        dist = self if dist is None else dist
        params = ", ".join(p.name for p in dist.params)
        summary = getattr(self.sum_stat, "__name__", self.sum_stat)
        distance = getattr(self.distance, "__name__", type(self.distance).__name__)
        if "latex" in formatting:
            return (
                f"$\\text{{{name}}} \\sim  \\text{{Simulator}}(\\text{{{dist.function.__name__}}}({params}), "
                f"\\text{{{distance}}}, \\text{{{summary}}})$"
            )
        return f"{name} ~ Simulator({dist.function.__name__}({params}), {distance}, {summary})"


def _named(table: dict[str, Any], choice: str, what: str) -> Any:
    if isinstance(choice, str) and choice in table:
        return table[choice]
    if callable(choice):
        return choice
    raise ValueError(f"The {what} {choice} is not implemented")


__getattr__ = absent_from(__name__)
