"""A simulator in place of a likelihood. Source: pymc3.smc.smc.PseudoLikelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ...models.model import Model


class PseudoLikelihood:
    """The distance of simulated from observed data, as a function of a particle, a vector of all variables.

    simulator: the observed variable of a Simulator. model: the model. var_info: name -> (shape, number of elements).
    variables: the free variables. size: how many simulations and distances are kept, before the lists start again.
    save_sim_data, save_log_pseudolikelihood: whether they are.
    """

    def __init__(
        self,
        simulator: Any,
        model: Model,
        var_info: dict[str, Any],
        variables: list[Any],
        size: int,
        save_sim_data: bool,
        save_log_pseudolikelihood: bool,
    ) -> None:
        distribution = simulator.distribution
        self.epsilon, self.function = distribution.epsilon, distribution.function
        self.distance, self.sum_stat = distribution.distance, distribution.sum_stat
        self.params = [v.name for v in distribution.params]
        self.var_info, self.variables, self.size = var_info, variables, size
        self.save_sim_data, self.save_log_pseudolikelihood = save_sim_data, save_log_pseudolikelihood
        self.unobserved_RVs = [v.name for v in model.unobserved_RVs]
        self.get_unobserved_fn = model.fastfn(model.unobserved_RVs)
        self.observations = self.sum_stat(simulator.observations)
        self.sim_data_l: list[Any] = []
        self.lpl_l: list[Any] = []

    def posterior_to_function(self, posterior: np.ndarray) -> dict[str, Any]:
        """Return the simulator's parameters at a particle, by name."""
        values = self.get_unobserved_fn(as_point(posterior, self.var_info))
        return {name: value for name, value in zip(self.unobserved_RVs, values, strict=True) if name in self.params}

    def __call__(self, posterior: np.ndarray) -> Any:
        simulated = self.function(**self.posterior_to_function(posterior))
        elements = self.distance(self.epsilon, self.observations, self.sum_stat(simulated))
        if self.save_sim_data:
            _keep(self.sim_data_l, simulated, self.size)
        if self.save_log_pseudolikelihood:
            _keep(self.lpl_l, elements, self.size)
        return elements.sum()

    def get_data(self) -> np.ndarray:
        """Return the last `size` simulations."""
        return np.array(self.sim_data_l)

    def get_lpl(self) -> np.ndarray:
        """Return the last `size` distances, element by element."""
        return np.array(self.lpl_l)


def _keep(kept: list[Any], new: np.ndarray, size: int) -> None:
    if len(kept) == size:
        kept.clear()
    kept.append(new)


def as_point(particle: np.ndarray, var_info: dict[str, tuple[tuple[int, ...], int]]) -> dict[str, np.ndarray]:
    """Return a particle, a flat vector, as a point."""
    point, start = {}, 0
    for name, (shape, size) in var_info.items():
        point[name] = particle[start : start + size].reshape(shape)
        start += size
    return point
