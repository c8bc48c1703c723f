"""Judge whether the new log density at the saved draws equals the one saved with them.

It is a statement about the saved draws: what they do not visit, a replay does not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from theano_common.verdict import listed

from .replay_terms import Blame

PASSED, OFFSET, NEAR = "passed", "passed but for a constant", "near"
FAILED, NOT_POSSIBLE = "failed", "not possible"
TOLERANCE = {"float64": 1e-8, "float32": 1e-5}  # relative to the sum of the absolute terms
FEWEST_POINTS = 20  # distinct saved draws; at fewer, many other densities are the same too, or but for a constant
TURNED = 'what the file calls lp is minus the log density, as PyMC\'s nuts_sampler="numpyro" writes it'
HARMLESS = 1e-3  # densities within exp(±this) of each other shift a mean by at most 0.002 sd or so


@dataclass(frozen=True)
class Replay:
    """A replay. `spread`: largest |new - saved - offset| in nats; `terms`: of draw `first`; `blame`: term at fault.

    points: distinct draws among them. free: the saved names of the model's free variables, as far as known; still:
    scalars of these that have one value in all draws, so that another density of theirs would be a constant; lacking:
    saved variables that the model does not have; beyond: where walks from saved draws end and no saved draw was;
    turned: what was saved is minus the log density.
    """

    status: str
    message: str
    draws: int = 0
    offset: float = 0.0
    spread: float = 0.0
    first: int | None = None
    terms: Mapping[str, float] = field(default_factory=dict)
    blame: Blame | None = None
    points: int = 0
    free: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    beyond: str = ""
    turned: bool = False

    @property
    def passed(self) -> bool:
        return self.status in (PASSED, OFFSET)

    @property
    def weak(self) -> str:
        """Return why a replay that passed does not show that the density is the same; "" if it does."""
        if self.points < FEWEST_POINTS:
            return f"it was seen at {self.points} distinct draw{'s' * (self.points != 1)}, under {FEWEST_POINTS}"
        if self.still:
            return f"{listed(self.still)} stand{'s' * (len(self.still) == 1)} still in the saved draws"
        return ""

    @property
    def proves(self) -> bool:
        """Say whether it shows that the density is the same where the saved draws are."""
        return self.passed and not self.weak


def not_possible(why: str) -> Replay:
    """Return a replay that could not be made, with the reason."""
    return Replay(NOT_POSSIBLE, f"replay not possible: {why}")


def judge(
    saved: np.ndarray, new: np.ndarray, scale: np.ndarray, precision: str = "float64", step_methods: int = 1
) -> Replay:
    """Compare log densities (draws,), given the sums of their absolute terms (draws,).

    A difference that is equal at all draws does not change the posterior; it is reported.
    """
    if not np.isfinite(saved).any():
        return not_possible("the saved model_logp is finite at no draw")
    points = len(np.unique(saved))
    size = np.where(np.isfinite(saved), np.abs(saved), 0.0)
    allowed = TOLERANCE[precision] * np.where(np.isfinite(scale), np.maximum(scale, size), size)
    finite = np.isfinite(new) & np.isfinite(saved)
    difference = np.where(finite, new - saved, np.where(new == saved, 0.0, np.inf))
    if (np.abs(difference) <= allowed).all():
        worst = float(np.abs(difference).max())
        return Replay(PASSED, _agrees(len(new), worst, precision), len(new), 0.0, worst, points=points)
    offset = float(np.median(difference[finite])) if finite.any() else 0.0
    spread = np.abs(difference - offset)
    worst = float(spread.max())
    if (spread <= 2 * allowed).all():
        message = f"{_agrees(len(new), worst, precision)}, but for a constant {offset:+.6g}"
        return Replay(OFFSET, message, len(new), offset, worst, points=points)
    first = int(np.argmax(spread > 2 * allowed))
    if worst < HARMLESS and precision == "float32":  # the saved values themselves are rounded
        message = f"close at {len(new)} saved draws: off by up to {worst:.2g}, which no draws would show"
        return Replay(NEAR, message, len(new), offset, worst, first, points=points)
    if step_methods > 1:
        why = f"{step_methods} step methods took turns, so model_logp is not that of the saved draw"
        return not_possible(why)
    share = float((spread > 2 * allowed).mean())
    unseen = ", which no draws would show" if worst < HARMLESS else ""
    message = f"differs at {share:.0%} of {len(new)} saved draws, by up to {worst:.3g}{unseen}"
    return Replay(FAILED, message, len(new), offset, worst, first, points=points)


def _agrees(draws: int, worst: float, precision: str) -> str:
    return (
        f"model_logp agrees at {draws} saved draws within {TOLERANCE[precision]:g} of its terms' sum"
        f" (largest difference {worst:.1e})"
    )
