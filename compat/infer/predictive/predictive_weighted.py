"""Posterior predictive draws from several models by weight. Source: pymc3.sampling."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...emulated_versions import older_than
from ...models.distributions.drawing import draw_values
from ...models.modelling.current_model import modelcontext
from ..progress import ProgressBar
from ..start import Seed
from .points import points_of
from .predictive import _POTENTIALS


def sample_posterior_predictive_w(
    traces: Any,
    samples: int | None = None,
    models: Any = None,
    weights: Any = None,
    random_seed: Seed = None,
    progressbar: bool = True,
) -> dict[str, np.ndarray]:
    """Draw the observed variable of each model in proportion to its weight, in random order: name -> (n, ...).

    traces: a list of traces, one for each model. samples: number of draws; by default as many as the traces
    hold in proportion to the weights. models: with one observed variable each; that of the `with` block by default.
    weights: one for each model, equal by default. random_seed: a number. progressbar: whether progress is shown.

    The same seed draws the same numbers as PyMC3 3.11.5.
    """
    np.random.seed(random_seed)
    models = [modelcontext(None)] * len(traces) if models is None else models
    weights = [1] * len(traces) if weights is None else weights
    if any(model.potentials for model in models):
        warn(_POTENTIALS.format("posterior"), UserWarning)
    if len(traces) != len(weights):
        raise ValueError("The number of traces and weights should be the same")
    if len(models) != len(weights):
        raise ValueError("The number of models and weights should be the same")
    if len({len(model.observed_RVs) for model in models}) > 1:
        raise ValueError("The number of observed RVs should be the same for all models")
    points = [points_of(trace)[0] for trace in traces]
    observed = [v for model in models for v in model.observed_RVs]
    if len(observed) != len(traces):
        raise ValueError("sample_posterior_predictive_w takes models with one observed variable each.")
    chosen: list[tuple[Any, dict[str, Any]]] = []
    for count, own, variable in zip(_counts(points, weights), points, observed, strict=True):
        chosen += [(variable, own[int(i)]) for i in np.random.randint(0, len(own), count)]
    found: dict[str, list[Any]] = {}
    of_parameters = older_than("3.5")  # a draw then had their shape, not that of the data
    order = np.random.randint(0, len(chosen), len(chosen) if samples is None else samples)
    with ProgressBar(len(order), "predictive", progressbar) as bar:
        for i, place in enumerate(order):
            variable, point = chosen[place]
            if of_parameters:
                drawn = variable.distribution.random(point=point)
            else:
                [drawn] = draw_values([variable], point=point)
            found.setdefault(variable.name, []).append(drawn)
            if i % 50 == 0:
                bar.advance_to(i + 1)
        bar.advance_to(len(order))
    return {name: np.asarray(values) for name, values in found.items()}


def sample_ppc_w(*args: Any, **kwargs: Any) -> dict[str, np.ndarray]:
    """Call `sample_posterior_predictive_w`; this is its name before PyMC3 3.6."""
    warn("sample_ppc_w() is deprecated.  Please use sample_posterior_predictive_w()", DeprecationWarning)
    return sample_posterior_predictive_w(*args, **kwargs)


def _counts(points: list[Any], weights: Any) -> np.ndarray:
    """Return the number of draws for each model: its share of the shortest trace; the largest gets the remainder."""
    shortest = min(len(p) for p in points)
    counts = (shortest * (np.asarray(weights) / np.sum(weights))).astype(int)
    counts[np.argmax(counts)] += shortest - counts.sum()
    return counts
