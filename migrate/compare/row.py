"""A row of the comparison: one quantity, its statistics on both sides, and the judgement of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from theano_common.statistics import rhat
from theano_common.verdict import Row as Finding
from theano_common.verdict import Status

from .settings import Settings
from .statistics import Scalar, quantile_evidence, untransformed
from .verdict import STATISTICS

# A standard error of the mean needs a variance, one of the sd a fourth moment: tail shapes below 1/2 and 1/4.
MEAN_EXISTS, SD_EXISTS = 0.5, 0.25
NORMAL_SPAN = 3.2897072539029444  # from q05 to q95 of a normal distribution, in sd
ENOUGH, SETTLED = 400, 1.01  # effective draws and R-hat that make Monte Carlo errors trustworthy
FEWEST = 100  # effective draws below which nothing is said, not even that a quantity is constant


@dataclass(frozen=True)
class Row:
    """One quantity on both sides. `difference` is new - saved, with an element for each of `statistics`.

    kind: "scalar", with the five statistics of `verdict` in units of its sd (log sd: of the logs); "correlation" of
    two scalars (difference of atanh r); "table" of a discrete one (differences of probabilities). Where a scalar's
    tails are too heavy for an sd, the sd is NaN (for still heavier ones the mean too), and the unit is the sd of a
    normal distribution with these q05 and q95. `of`: the variables that the quantity comes from. `most`: an upper
    bound on the evidence, in standard errors, of each statistic.
    """

    name: str
    kind: str
    statistics: tuple[str, ...]
    difference: np.ndarray
    old_error: np.ndarray
    new_error: np.ndarray
    margins: np.ndarray
    of: tuple[str, ...] = ()
    old: Scalar | None = None
    new: Scalar | None = None
    most: np.ndarray | None = None
    z: float = 0.0
    inside: bool = True
    beyond: bool = False

    @property
    def error(self) -> np.ndarray:
        return np.hypot(self.old_error, self.new_error)

    @property
    def rhat_together(self) -> float:
        """Return R-hat of old and new chains as one set. It is shown, not tested, since it has no error rate."""
        if self.old is None or self.new is None:
            return float("nan")
        length = min(self.old.draws.shape[1], self.new.draws.shape[1])
        return rhat(np.concatenate([self.old.draws[:, :length], self.new.draws[:, :length]]))

    @property
    def unsettled(self) -> str | None:
        """Return why this scalar's Monte Carlo errors cannot be trusted; None if they can."""
        for side, one in (("saved", self.old), ("new", self.new)):
            if one is not None and one.rhat > SETTLED:
                return f"{self.name}: the {side} chains disagree among themselves (R-hat {one.rhat:.3f})"
            if one is not None and min(one.bulk, one.tail) < ENOUGH:
                return f"{self.name}: {min(one.bulk, one.tail):.0f} effective {side} draws, under {ENOUGH}"
        return None

    def statistic_text(self, j: int) -> str:
        """Return the j-th difference in words: "tau: mean by +0.42 sd"."""
        unit = " sd" if self.kind == "scalar" and self.statistics[j] != "log sd" else ""
        return f"{self.name}: {self.statistics[j]} by {self.difference[j]:+.2f}{unit}"


@dataclass(frozen=True)
class Compared:
    """The scalars of both sides, sorted by what can be said of them.

    rows: scalars that vary. apart: the others, which need no statistics or have none.
    """

    rows: list[Row]
    apart: list[Finding]

    def told(self, status: Status) -> list[str]:
        """Return the scalars apart with a status, in words: "c is constant on one side only"."""
        return [f"{one.name} {one.why}" for one in self.apart if one.status is status]


def scalar_rows(old: dict[str, Scalar], new: dict[str, Scalar], settings: Settings) -> Compared:
    """Compare the scalars of both sides.

    A scalar that is not finite on both sides has no distribution to compare, and one that is constant in a few draws
    may change in the next: neither agrees with anything.
    """
    found = Compared([], [])
    for name, a in old.items():
        if (apart := _apart(name, a, b := new[name])) is not None:
            found.apart.append(apart)
        elif (row := _scalar_row(name, a, b, settings)) is not None:
            found.rows.append(row)
        else:
            why = "has draws too large or too small to be squared"
            found.apart.append(Finding(name, Status.NOT_COMPARED, why))
    return found


def _apart(name: str, a: Scalar, b: Scalar) -> Finding | None:
    """Return what is found of a scalar without statistics; None of one that is finite and varies on both sides."""
    gaps = int(np.isnan(a.values[0])) + int(np.isnan(b.values[0]))
    if gaps == 2:
        return Finding(name, Status.NOT_COMPARED, "has draws that are not finite on both sides")
    if gaps == 1:
        return Finding(name, Status.DIFFERS, "has draws that are not finite on one side only")
    if not (a.constant or b.constant):
        return None
    if few := [side for side, one in (("saved", a), ("new", b)) if one.constant and one.draws.size < FEWEST]:
        why = f"is constant in {' and in '.join(few)} draws, which are under {FEWEST}"
        return Finding(name, Status.NOT_COMPARED, why)
    if not (a.constant and b.constant):
        return Finding(name, Status.DIFFERS, "is constant on one side only")
    if a.values[0] == b.values[0] or np.isclose(a.values[0], b.values[0], rtol=1e-9, atol=0.0):
        return Finding(name, Status.EQUAL, f"(always {a.values[0]:.6g})")
    return Finding(name, Status.DIFFERS, f"is constant, {a.values[0]:.12g} saved and {b.values[0]:.12g} new")


def _scalar_row(name: str, old: Scalar, new: Scalar, settings: Settings) -> Row | None:
    """Return the row of one scalar; None where there is no finite unit for the comparison."""
    variable = old.of
    shape = tails(old, new)
    span = (old.values[4] - old.values[2] + new.values[4] - new.values[2]) / 2
    heavy = shape > SD_EXISTS and span > 0.0
    unit = span / NORMAL_SPAN if heavy else np.hypot(old.values[1], new.values[1]) / np.sqrt(2.0)
    if not 0.0 < unit < np.inf:
        return None
    difference = (new.values - old.values) / unit
    difference[1] = np.log(new.values[1] / old.values[1]) if not heavy else np.nan
    if heavy and shape > MEAN_EXISTS:
        difference[0] = np.nan
    errors = []
    for side in (old, new):
        error = side.errors / unit
        error[1] = side.errors[1] / side.values[1]
        errors.append(error)
    if untransformed(variable) != variable:  # quantiles are compared in the variable's own units
        difference[2:] = np.nan
    margins, most = settings.margins(variable), np.full(len(STATISTICS), np.inf)
    if not np.isnan(difference[2]):
        most[2:] = quantile_evidence(old, new)
    return Row(name, "scalar", STATISTICS, difference, errors[0], errors[1], margins, (variable,), old, new, most)


def tails(old: Scalar, new: Scalar) -> float:
    """Return the tail shape of the side with heavier tails."""
    return float(np.fmax(old.tail_shape, new.tail_shape))


def judged(row: Row, z: np.ndarray, inside: np.ndarray, beyond: np.ndarray) -> Row:
    """Return the row with the judgement of its statistics."""
    return replace(row, z=float(z.max()), inside=bool(inside.all()), beyond=bool(beyond.any()))
