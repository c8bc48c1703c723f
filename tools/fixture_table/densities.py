"""How far log densities, their terms and gradients at the saved points are from those of real PyMC3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.fixture_table.fixtures import numbers

TOLERANCE = 1e-8  # of the sum of the terms
NOTHING, FLOOR = 1e-15, 1e-7  # parts of a gradient may cancel: rounding is no difference, a sum near 0 no scale
_FAR_OUT = "far out legacy loses digits in log(1 - p), up to 2.5e-7; ours is within 1e-13 of the closed form"
# (fixture, variable) of a gradient -> tolerance, why
LOOSER: dict[tuple[str, str], tuple[float, str]] = {
    ("stochastic_volatility", "nu_log__"): (
        1e-7,
        "Theano's C digamma is off by up to 1e-10, which nu multiplies; Stan and hand-written C agree with us",
    ),
    ("bradley_terry", "raw"): (1e-6, _FAR_OUT),
    ("bradley_terry", "spread_log__"): (1e-6, _FAR_OUT),
}
NOT_IN_JAX: dict[str, str] = {}  # fixture -> reason


@dataclass(frozen=True)
class Difference:
    """One number or array at one saved point. `relative` is the largest |difference| / sum of |terms|."""

    kind: str  # "value" or "gradient"
    name: str
    point: int
    relative: float
    tolerance: float = TOLERANCE

    @property
    def within(self) -> bool:
        return self.relative <= self.tolerance


def differences(name: str, mode: str, model: Any) -> Iterator[Difference]:
    """Log density, each of its terms and each variable's gradient, at every saved point, in this mode."""
    from theano_compat.differentiate import grad
    from theano_compat.functions.function import function

    saved = numbers(name, "logp.npz")
    variables = [*model.basic_RVs, *model.potentials]
    terms = [v.logpt for v in model.basic_RVs] + [p.sum() for p in model.potentials]
    moving = [v for v in model.free_RVs if f"dlogp/{v.name}" in saved]
    gradients = grad(model.logpt, moving, disconnected_inputs="ignore") if moving else []
    f = function(model.free_RVs, [model.logpt, *terms, *gradients], mode=mode, on_unused_input="ignore")
    for i, point in enumerate(points(model, saved)):
        logp, *rest = f(*point)
        scale = saved["absolute_terms"][i]
        yield Difference("value", "logp", i, relative(logp, saved["logp"][i], scale))
        for v, term in zip(variables, rest, strict=False):
            yield Difference("value", v.name, i, relative(term, saved[f"term/{v.name}"][i], scale))
        for v, gradient in zip(moving, rest[len(terms) :], strict=True):
            yield gradient_difference(name, saved, v.name, i, gradient)


def gradient_difference(name: str, saved: dict[str, np.ndarray], variable: str, i: int, ours: np.ndarray) -> Difference:
    """A variable's gradient at point i, judged by what is said of it in LOOSER."""
    theirs, scale = saved[f"dlogp/{variable}"][i], saved[f"dlogp_absolute/{variable}"][i] + FLOOR
    off = relative(np.where(np.abs(ours - theirs) <= NOTHING, theirs, ours), theirs, scale)
    return Difference("gradient", variable, i, off, LOOSER.get((name, variable), (TOLERANCE, ""))[0])


def points(model: Any, saved: dict[str, np.ndarray]) -> list[list[np.ndarray]]:
    """The saved points, each as the values of the free variables."""
    return [[saved[f"point/{v.name}"][i] for v in model.free_RVs] for i in range(len(saved["logp"]))]


def relative(ours: Any, theirs: Any, scale: Any) -> float:
    """The largest |difference| / scale; infinities and NaN in the same places differ by 0, else by infinity."""
    with np.errstate(invalid="ignore"):
        same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
        off = np.where(same, 0.0, np.abs(ours - theirs) / scale)
    return float(np.max(np.where(np.isnan(off), np.inf, off), initial=0.0))
