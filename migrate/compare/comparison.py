"""Two posteriors in, one report out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from compat.draws import Draws
from compat.draws_statistics import rhat
from migrate.compare import verdict
from migrate.compare.errors import CannotCompare
from migrate.compare.replay_verdict import FAILED, Replay
from migrate.compare.statistics import Scalar, compared_names, scalars
from migrate.compare.verdict import AGREE, AGREE_REPLAYED, DIFFER, UNDECIDED

# A standard error of the mean needs a variance, one of the sd a fourth moment: tail shapes under 1/2 and 1/4.
MEAN_EXISTS, SD_EXISTS = 0.5, 0.25
NORMAL_SPAN = 3.2897072539029444  # of q05 to q95, in sd
ENOUGH, SETTLED = 400, 1.01  # effective draws and R-hat from which Monte Carlo errors can be trusted
EXIT = {AGREE: 0, AGREE_REPLAYED: 0, DIFFER: 1, UNDECIDED: 4}


@dataclass(frozen=True)
class Row:
    """One scalar on both sides. `difference` (5,) is new - saved in sd (log sd: of the logs).

    Where the tails are too heavy for an sd, that is NaN (the mean too, where they are heavier still), and the unit
    is the sd of a normal law with these q05 and q95.
    """

    name: str
    old: Scalar
    new: Scalar
    difference: np.ndarray
    old_error: np.ndarray
    new_error: np.ndarray
    z: float = 0.0
    inside: bool = True
    beyond: bool = False

    @property
    def rhat_together(self) -> float:
        """R-hat of old and new chains as one set: shown, not tested, since it has no error rate."""
        length = min(self.old.draws.shape[1], self.new.draws.shape[1])
        return rhat(np.concatenate([self.old.draws[:, :length], self.new.draws[:, :length]]))

    @property
    def unsettled(self) -> str | None:
        """Why this scalar's Monte Carlo errors are not to be trusted."""
        for side, one in (("saved", self.old), ("new", self.new)):
            if one.rhat > SETTLED:
                return f"{self.name}: the {side} chains disagree among themselves (R-hat {one.rhat:.3f})"
            if min(one.bulk, one.tail) < ENOUGH:
                return f"{self.name}: {min(one.bulk, one.tail):.0f} effective {side} draws, under {ENOUGH}"
        return None


@dataclass(frozen=True)
class Report:
    """The answer, why, and all that it rests on; rows by falling evidence for a difference."""

    answer: str
    reason: str
    rows: tuple[Row, ...] = ()
    replay: Replay | None = None
    remarks: tuple[str, ...] = ()
    sources: tuple[str, str] = ("", "")
    needed: int | None = None
    attrs: dict[str, object] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        return EXIT[self.answer]

    @property
    def agrees(self) -> bool:
        return self.exit_code == 0

    def text(self, limit: int | None = 20) -> str:
        """The report as text, with at most `limit` rows."""
        from migrate.compare.report import text

        return text(self, limit)

    def json(self) -> str:
        from migrate.compare.report import as_json

        return as_json(self)


def compare(old: Draws, new: Draws | None, replay: Replay | None = None) -> Report:
    """Compare a saved posterior with a new one (None: by replay alone).

    Raises CannotCompare when the two share no variable.
    """
    if new is None:
        return Report(*_by_replay_alone(replay), replay=replay, sources=(described(old), ""))
    names, remarks, changed = _common(old, new)
    for side, one in (("saved", old), ("new", new)):
        remarks += [f"{side}: {said}" for said in one.attrs.get("remarks", ())]
    rows, unlike = _rows(scalars(old, names), scalars(new, names))
    remarks += _heavy(rows)
    sources = (described(old), described(new))
    if changed or unlike:
        return Report(DIFFER, "; ".join([*changed, *unlike]), tuple(rows), replay, tuple(remarks), sources)
    answer, reason, needed, rows = _sampled(rows, sum(len(chain) for chain in new.chains))
    if replay is not None:
        answer, reason = _with_replay(answer, reason, replay)
    needed = needed if answer == UNDECIDED else None
    return Report(answer, reason, tuple(rows), replay, tuple(remarks), sources, needed)


def described(draws: Draws) -> str:
    """Where draws come from, as far as they say: "model.py: nutpie, 4 chains of 1000 draws"."""
    source = f"{draws.attrs['source']}: " if "source" in draws.attrs else ""
    ended = "" if draws.ended == "complete" else draws.ended
    parts = [draws.sampler, f"{_chains(len(draws.chains))} of {len(draws)} draws", ended]
    return source + ", ".join(filter(None, parts))


def _chains(number: int) -> str:
    return f"{number} chain" + "s" * (number != 1)


def _common(old: Draws, new: Draws) -> tuple[list[str], list[str], list[str]]:
    """(names to compare, remarks on what is not compared, differences of shape)."""
    ours, theirs = compared_names(old.variables), compared_names(new.variables)
    names = [name for name in ours if name in theirs]
    if not names:
        raise CannotCompare(
            f"no variable in common: saved are {', '.join(ours)}; new are {', '.join(theirs) or 'none'}"
        )
    remarks = []
    for side, mine, other in (("saved", ours, theirs), ("new", theirs, ours)):
        alone = [name for name in mine if name not in other]
        if alone:
            remarks.append(f"Not compared, only in the {side} posterior: {', '.join(alone)}.")
    shapes = {name: (old.stacked(name).shape[2:], new.stacked(name).shape[2:]) for name in names}
    changed = [f"{name} has shape {a} saved and {b} new" for name, (a, b) in shapes.items() if a != b]
    return [name for name in names if shapes[name][0] == shapes[name][1]], remarks, changed


def _rows(old: dict[str, Scalar], new: dict[str, Scalar]) -> tuple[list[Row], list[str]]:
    rows, unlike = [], []
    for name, a in old.items():
        b = new[name]
        if np.isnan(a.values[0]) != np.isnan(b.values[0]):
            unlike.append(f"{name} has draws that are not finite on one side only")
        elif a.constant and b.constant and not np.isclose(a.values[0], b.values[0], rtol=1e-9, atol=0.0):
            unlike.append(f"{name} is constant, {a.values[0]:.12g} saved and {b.values[0]:.12g} new")
        elif a.constant != b.constant and not np.isnan(a.values[0]):
            unlike.append(f"{name} is constant on one side only")
        elif not a.constant and not np.isnan(a.values[0]):
            rows.append(_row(name, a, b))
    return rows, unlike


def _row(name: str, old: Scalar, new: Scalar) -> Row:
    tails = _tails(old, new)
    span = (old.values[4] - old.values[2] + new.values[4] - new.values[2]) / 2
    heavy = tails > SD_EXISTS and span > 0.0
    unit = span / NORMAL_SPAN if heavy else np.sqrt((old.values[1] ** 2 + new.values[1] ** 2) / 2)
    difference = (new.values - old.values) / unit
    difference[1] = np.log(new.values[1] / old.values[1]) if not heavy else np.nan
    if heavy and tails > MEAN_EXISTS:
        difference[0] = np.nan
    errors = []
    for side in (old, new):
        error = side.errors / unit
        error[1] = side.errors[1] / side.values[1]
        errors.append(error)
    return Row(name, old, new, difference, errors[0], errors[1])


def _tails(old: Scalar, new: Scalar) -> float:
    return float(np.fmax(old.tail_shape, new.tail_shape))


def _heavy(rows: list[Row]) -> list[str]:
    """A remark on the scalars whose tails are too heavy for an sd, or for a mean."""
    remarks = []
    for what, low, high in (("sd", SD_EXISTS, MEAN_EXISTS), ("mean and sd", MEAN_EXISTS, np.inf)):
        names = [row.name for row in rows if low < _tails(row.old, row.new) <= high]
        if names:
            remarks.append(f"Tails too heavy for a trustworthy {what}, so judged by the rest, in units of "
                           f"(q95 - q05)/{NORMAL_SPAN:.2f}: {_listed(names)}.")  # fmt: skip
    return remarks


def _sampled(rows: list[Row], draws: int) -> tuple[str, str, int | None, list[Row]]:
    """The answer of the draws alone: (answer, reason, draws needed, rows by evidence)."""
    if not rows:
        return AGREE, "every common quantity is constant, and the same", None, rows
    difference, old, new = (
        np.array([getattr(row, a) for row in rows]) for a in ("difference", "old_error", "new_error")
    )
    settled = np.array([row.unsettled is None for row in rows])
    judged = verdict.judge(difference, np.hypot(old, new))
    beyond = judged.beyond & settled[:, None]
    rows = [
        Row(**{**vars(row), "z": float(judged.z[i].max()), "inside": bool(judged.inside[i].all()),
               "beyond": bool(beyond[i].any())})
        for i, row in enumerate(rows)
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: -row.z)
    if beyond.any():
        return DIFFER, _differing(rows, beyond, difference, judged.z), None, ordered
    if judged.inside.all() and settled.all():
        return AGREE, f"all 90 % intervals of {len(rows)} scalars lie inside their margins", None, ordered
    needed, both = verdict.draws_needed(difference, old, new, draws)
    open_ones = [row for row in rows if not row.inside]
    why = f"about {needed} draws {'on each side ' if both else ''}would be needed, by the errors of these"
    if open_ones:
        why += f"; undecided: {_listed([row.name for row in open_ones])}"
    unsettled = [row.unsettled for row in rows if row.unsettled]
    return UNDECIDED, "; ".join([why, *map(str, unsettled[:2])]), needed, ordered


def _differing(rows: list[Row], beyond: np.ndarray, difference: np.ndarray, z: np.ndarray) -> str:
    strongest = sorted(zip(*np.nonzero(beyond), strict=True), key=lambda at: -z[at])
    told = [
        f"{rows[i].name}: {verdict.STATISTICS[j]} by {difference[i, j]:+.2f}{'' if j == 1 else ' sd'}"
        f" ({z[i, j]:.0f} standard errors)"
        for i, j in strongest[:3]
    ]
    more = f"; and {len(strongest) - 3} more" if len(strongest) > 3 else ""
    return "; ".join(told) + more


def _with_replay(answer: str, reason: str, replay: Replay) -> tuple[str, str]:
    if replay.status == FAILED:
        return DIFFER, f"the log density {replay.message}" + ("" if answer != DIFFER else f"; {reason}")
    if replay.passed and answer != DIFFER:
        by_draws = "the draws alone: " + (AGREE if answer == AGREE else f"{answer}, {reason}")
        return AGREE_REPLAYED, f"{replay.message}; {by_draws}"
    return answer, reason


def _by_replay_alone(replay: Replay | None) -> tuple[str, str]:
    if replay is None:
        return UNDECIDED, "nothing was sampled and nothing replayed"
    if replay.status == FAILED:
        return DIFFER, f"the log density {replay.message}"
    return (AGREE_REPLAYED if replay.passed else UNDECIDED), replay.message


def _listed(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
