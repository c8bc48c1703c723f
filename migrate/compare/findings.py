"""What was found of each part of two posteriors, as rows of one verdict (`theano_common.verdict`).

Parts are the log density at the saved draws, variables, quantities, the joint distribution, and what neither draws nor
replay can answer. A replay that shows the same density answers for draws that do not decide, but not where they
contradict it or went elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from theano_common.verdict import Row as Finding
from theano_common.verdict import Status

from .gates import Gate
from .joint import Joint
from .labels import ASTRAY
from .replay_verdict import FAILED, NEAR, OFFSET, Replay
from .row import Compared, Row
from .statistics import Scalar, compared_names, untransformed
from .verdict import evidence

DENSITY = "the log density at the saved draws"
ELSEWHERE = "the posterior away from the saved draws"
JOINT = "the joint distribution"
LOST = 10  # effective draws below which nothing tells an error
CONTRADICTED = 9.0  # standard errors beyond a margin against which no replay helps, whatever the chains are like


def of_replay(replay: Replay | None) -> Iterator[Finding]:
    """Yield what the replay found of the log density."""
    if replay is None:
        return
    if replay.status == FAILED:
        yield Finding(DENSITY, Status.DIFFERS, replay.message)
    elif replay.passed and replay.weak:
        yield Finding(DENSITY, Status.NOT_COMPARED, replay.weak, needed=False)
    elif replay.passed:
        constant = f"but for a constant {replay.offset:+.6g}, which moves no draw"
        yield Finding(DENSITY, *((Status.NEAR, constant) if replay.status == OFFSET else (Status.EQUAL,)))
    elif replay.status == NEAR:
        yield Finding(DENSITY, Status.NEAR, replay.message)
    else:
        yield Finding(DENSITY, Status.NOT_COMPARED, replay.message.removeprefix("replay not possible: "), needed=False)


def of_replay_alone(replay: Replay | None, variables: Sequence[str], ignored: Sequence[str]) -> Iterator[Finding]:
    """Yield what a replay without new draws found; variables: the saved ones."""
    yield from of_replay(replay)
    gone = replay.beyond if replay is not None else ""
    yield Finding(ELSEWHERE, Status.NOT_COMPARED, gone or "nothing was sampled", needed=bool(gone))
    yield from left_out(ignored)
    if replay is None or not replay.free:
        return
    for name in compared_names([one for one in variables if one not in ignored], []):
        seen = {one for free in replay.free for one in (free, untransformed(free))}
        if name in replay.lacking:
            yield Finding(name, Status.ONE_SIDE, "only in the saved posterior")
        elif name not in seen and untransformed(name) not in seen:
            yield Finding(name, Status.NOT_COMPARED, "a replay asks the log density alone", needed=False)


def left_out(ignored: Iterable[str]) -> Iterator[Finding]:
    """Yield the variables that the user leaves out."""
    for name in ignored:
        yield Finding(name, Status.NOT_COMPARED, "left out as asked", needed=False)


def of_scalars_apart(compared: Compared, needed: bool) -> Iterator[Finding]:
    """Yield the scalars that need no statistics, or have none. needed: whether no replay answers for the latter."""
    for one in compared.apart:
        yield replace(one, needed=needed)


def of_quantities(rows: Sequence[Row], needed: bool) -> Iterator[Finding]:
    """Yield what the draws say of each quantity. needed: whether no replay answers where they do not."""
    for row in rows:
        listed = [row.statistic_text(int(j)) for j in np.flatnonzero(~np.isnan(row.difference))]
        if row.beyond:
            yield Finding(row.name, Status.DIFFERS, "; ".join(listed).replace(f"{row.name}: ", ""))
        elif row.inside and not row.unsettled:
            yield Finding(row.name, Status.EQUAL)
        else:
            why = "too few independent draws" if row.inside else "the draws do not decide"
            yield Finding(row.name, Status.NOT_COMPARED, why, needed)
        if row.kind == "scalar":
            yield from _without_moments(row)


def of_gates(gates: Sequence[Gate], needed: bool) -> Iterator[Finding]:
    """Yield the sides whose draws prove nothing."""
    for one in gates:
        if one.failures:
            yield Finding(f"the {one.side} draws as a whole", Status.NOT_COMPARED, "; ".join(one.failures), needed)


def _without_moments(row: Row) -> Iterator[Finding]:
    """Yield the mean and sd of a scalar whose tails are too heavy for them."""
    for j, name in enumerate(("mean", "sd")):
        if np.isnan(row.difference[j]):
            yield Finding(f"the {name} of {row.name}", Status.NOT_COMPARED, "its tails are too heavy", needed=False)


def of_joint(joint: Joint | None, repeated: bool, needed: bool) -> Iterator[Finding]:
    """Yield what the classifier found. repeated: whether draws repeat, so that it would know them again."""
    if repeated:
        yield Finding(JOINT, Status.NOT_COMPARED, "draws repeat, and would be known again", needed=False)
    elif joint is not None and joint.apart:
        yield Finding(JOINT, Status.NOT_COMPARED, joint.text(), needed)
    elif joint is not None:
        yield Finding(JOINT, Status.EQUAL)


def contradictions(rows: Sequence[Row], joint: Joint | None, replay: Replay | None) -> list[str]:
    """Return what forbids that a replay answers for draws which do not decide.

    Chains that disagree have no trusted errors, so that they differ from nothing; but neither do they agree with what
    is far from them.
    """
    found = [replay.beyond] if replay is not None and replay.beyond else []
    for row in rows:
        for j in np.flatnonzero(np.abs(row.difference) > row.margins):
            z = evidence(row.difference[j], row.error[j])
            z = z if row.most is None else min(z, row.most[j])
            lost = _astray("saved", row.old) or _astray("new", row.new) or _few(row.old)
            if lost or z > CONTRADICTED:
                how = lost or f"{z:.0f} standard errors"
                found.append(f"{row.statistic_text(int(j))} ({how})")
                break
    if joint is not None and joint.apart:
        found.append("a classifier tells saved from new draws")
    return found


def _astray(side: str, scalar: Scalar | None) -> str:
    """Return that the chains of one side are in different places; "" if they are not."""
    return f"the {side} chains disagree about it" if scalar is not None and scalar.rhat > ASTRAY else ""


def _few(saved: Scalar | None) -> str:
    """Return that the saved draws do not even tell where a scalar is; "" if they do."""
    effective = LOST if saved is None else min(saved.bulk, saved.tail)
    return f"{effective:.0f} effective saved draws" if effective < LOST else ""
