"""Plot lines of a linear model at draws of its posterior. Source: pymc3.plots.posteriorplot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.installing import optional_module
from theano_common.users_lines import warn

from ...importing.module_getattr import absent_from
from ...models.backends.base import MultiTrace
from ...models.modelling.util import dataset_to_point_list


def _line(x: Any, sample: Any) -> Any:
    return sample["Intercept"] + sample["x"] * x


def plot_posterior_predictive_glm(
    trace: MultiTrace, eval: Any = None, lm: Callable[[Any, Any], Any] | None = None, samples: int = 30, **kwargs: Any
) -> None:
    """Plot a line, or `lm(eval, point)`, at some random draws.

    trace: a MultiTrace. eval: where, (n,); 100 points of [0, 1] by default. lm: a function of (eval, point) that
    returns an array of that shape; by default Intercept + x eval. samples: number of draws.

    Further keywords go to matplotlib's `plot`; ImportError if matplotlib is missing.
    """
    plt = optional_module("matplotlib.pyplot", "plot_posterior_predictive_glm needs", "matplotlib")
    warn(
        "The `plot_posterior_predictive_glm` function will migrate to Arviz in a future release.",
        DeprecationWarning,
    )
    eval = np.linspace(0, 1, 100) if eval is None else eval
    if "lw" not in kwargs and "linewidth" not in kwargs:
        kwargs["lw"] = 0.2
    if "c" not in kwargs and "color" not in kwargs:
        kwargs["c"] = "k"
    points = trace if isinstance(trace, MultiTrace) else dataset_to_point_list(trace.posterior)
    for i in np.random.randint(0, len(points), samples):
        plt.plot(eval, (lm or _line)(eval, points[i]), **kwargs)
        kwargs.pop("label", None)  # only one entry in the legend
    plt.title("Posterior predictive")


__getattr__ = absent_from(__name__)
