"""Proposals for a level of MLDA: the end of a subchain on the level below. Source: pymc3.step_methods.mlda."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....infer.steps.proposals import Proposal
from ....models.modelling.functions import Point
from ....models.modelling.util import update_start_vals
from .mlda_base import DEMetropolisZMLDA

__all__ = ["RecursiveDAProposal", "RecursiveSampleMoments"]


class RecursiveDAProposal(Proposal):
    """The proposal of MLDA: the end of a subchain in the model below, from the point of the level above.

    step_method_below: a step method. model_below: its model. tune: whether it is tuned. subsampling_rate: number of
    draws. `subchain_selection` is the index of the draw to propose. Points are name -> value of the shape of the
    variable. Each subchain has its own seed from the global generator, which is then seeded with it, as in PyMC3.
    """

    def __init__(self, step_method_below: Any, model_below: Any, tune: bool, subsampling_rate: int) -> None:
        super().__init__(None)
        self.step_method_below, self.model_below = step_method_below, model_below
        self.tune, self.subsampling_rate = tune, subsampling_rate
        self.subchain_selection: int | None = None
        self.tuning_end_trigger = True

    def __call__(self, q0_dict: dict[str, Any] | None = None) -> dict[str, Any]:  # type: ignore[override]
        if not self.tune and self.tuning_end_trigger:
            if isinstance(self.step_method_below, DEMetropolisZMLDA):
                self.step_method_below.tuning_end_trigger = True
            self.tuning_end_trigger = False
        with self.model_below:
            points = self._subchain(dict(q0_dict or {}))
        selected = self.subsampling_rate - 1 if self.subchain_selection is None else self.subchain_selection
        return points[selected]

    def _subchain(self, start: dict[str, Any]) -> list[dict[str, Any]]:
        np.random.seed(np.random.randint(2**30))
        step, model = self.step_method_below, self.model_below
        update_start_vals(start, model.test_point, model)
        point = Point(start, model=model)
        step.tune = bool(self.tune)
        if hasattr(step, "reset_tuning"):
            step.reset_tuning()
        if not self.tune:
            step.stop_tuning()
        points = []
        for _ in range(self.subsampling_rate):
            made = step.step(point)
            point = made[0] if step.generates_stats else made
            points.append(point)
        return points


class RecursiveSampleMoments:
    """The running mean and covariance of all draws.

    mu_0: mean so far, a vector (n,). sigma_0: covariance so far, a matrix (n, n). t: number of draws so far.
    """

    def __init__(self, mu_0: np.ndarray, sigma_0: np.ndarray, t: int = 1) -> None:
        self.mu, self.sigma, self.t = mu_0, sigma_0, t

    def __call__(self) -> tuple[np.ndarray, np.ndarray]:
        return self.mu, self.sigma

    def get_mu(self) -> np.ndarray:
        return self.mu

    def get_sigma(self) -> np.ndarray:
        return self.sigma

    def update(self, x: np.ndarray) -> None:
        t, before = self.t, self.mu
        self.mu = (t * before + x) / (t + 1)
        spread = t * np.outer(before, before) - (t + 1) * np.outer(self.mu, self.mu) + np.outer(x, x)
        self.sigma = (t - 1) / t * self.sigma + spread / t
        self.t += 1
