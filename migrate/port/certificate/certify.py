"""Compare the old script under the shim and the new one under a real PyMC, number by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from theano_common import verdict
from theano_common.verdict import Status

from . import comparison, jacobians, matching, points, prior_draws
from .comparison import Evaluated
from .errors import CannotCertify
from .process import Side, new_side, old_side
from .report import ModelReport, Report, Row
from .saved_points import constrained
from .verdicts import DIFFERS, EQUAL

POINTS = 32  # near and far, from the old model's own space; a quarter as many from the new one's
EDGES = 6  # points next to bounds
NOWHERE = "neither model has a density at any of the points"
FROM_SAVED = 100  # saved draws, evenly spaced


def certify(
    old: Path, new: Path, python: Path, *, saved: Path | None = None, seed: int = 0, points: int = POINTS
) -> Report:
    """Compare the models of two scripts: PyMC3's under the shim, the port's under the real PyMC of `python`.

    `saved`: a posterior saved by the old script, in any known format; its draws are used as points too.
    Raises CannotCertify if a script does not run up to its models, CannotRead for `saved`.
    """
    with old_side() as one, new_side(python) as two:
        return certified(one, two, old, new, saved=saved, seed=seed, count=points)


def certified(
    one: Side, two: Side, old: Path, new: Path, *, saved: Path | None = None, seed: int = 0, count: int = POINTS
) -> Report:
    """Certify with processes that are already running and can be used again."""
    answers = loaded(one, old, seed), loaded(two, new, seed)
    pairs = matching.models(answers[0]["models"], answers[1]["models"])
    made = []
    for i, j in pairs:
        name = _model_name(answers, i, j, len(pairs))
        if i is None or j is None:
            made.append(_alone(name, i is None, answers))
        else:
            made.append(
                _model(name, one, two, i, j, answers, seed, count, saved if len(pairs) == 1 or i == 0 else None)
            )
    versions = {"old": one.versions, "new": two.versions}
    return Report(str(old), str(new), versions, tuple(made), seed, tuple(_remarks(answers, old, new)))


def loaded(side: Side, script: Path, seed: int) -> dict[str, Any]:
    """Run a script, and return its report.

    Raises CannotCertify if it has no model, or ended while building one.
    """
    answers = side.ask("load", script=str(Path(script).resolve()), seed=seed)
    if "failed" in answers:
        raise CannotCertify(f"{script}: {answers['failed']}")
    error = answers["error"]
    if error and (not answers["models"] or not answers["sampled"]):
        where = f" at line {error['line']}" if error["line"] else ""
        raise CannotCertify(f"{script} raises{where}: {error['kind']}: {error['text']}")
    if not answers["models"]:
        missing = "; ".join(f"line {line}: {name} is not installed" for name, line in answers["missing"].items())
        raise CannotCertify(f"{script} makes no model" + (f" ({missing})" if missing else ""))
    return answers


def _model_name(answers: tuple[dict[str, Any], dict[str, Any]], i: int | None, j: int | None, count: int) -> str:
    names = [answers[side]["models"][at]["name"] for side, at in enumerate((i, j)) if at is not None]
    name = next(filter(None, names), "")
    place = (i if i is not None else j or 0) + 1
    return name or (f"{place} of {count}" if count > 1 else "1")


def _alone(name: str, is_new: bool, answers: tuple[dict[str, Any], dict[str, Any]]) -> ModelReport:
    side = "the port" if is_new else "the old script"
    why = _unbuilt(answers[0 if is_new else 1])
    reason = f"{side} alone makes this model" + (f"; {why}" if why else "")
    status = Status.NOT_COMPARED if why else Status.ONE_SIDE
    return ModelReport(name, others=(verdict.Row("the model", status, reason),))


def _unbuilt(answers: Mapping[str, Any]) -> str:
    """Return why parts of a script's models may not have been built."""
    for one in answers["skipped"]:
        if one["builds"]:
            return f"line {one['line']} makes a part of it from what was not there: {one['why']}"
    if answers["error"]:
        error = answers["error"]
        return f"its script ended at line {error['line']}: {error['kind']}: {error['text']}"
    return ""


def _remarks(answers: tuple[dict[str, Any], dict[str, Any]], old: Path, new: Path) -> list[str]:
    found = []
    for script, one in ((old, answers[0]), (new, answers[1])):
        if one["error"]:
            error = one["error"]
            found.append(f"{script} raises at line {error['line']}, after its models: {error['kind']}: {error['text']}")
        for error in one["raised"]:
            kind = f"line {error['line']} raises {error['kind']}: {error['text']}"
            found.append(f"{script}: {kind}; it is no part of a model, and was left out")
        for name, line in one["missing"].items():
            found.append(f"{script}: {name} is not installed there; what uses it (from line {line} on) was left out")
    return found


def _model(
    name: str,
    one: Side,
    two: Side,
    i: int,
    j: int,
    answers: tuple[dict[str, Any], dict[str, Any]],
    seed: int,
    count: int,
    saved: Path | None,
) -> ModelReport:
    ours, theirs = answers[0]["models"][i], answers[1]["models"][j]
    matched = matching.variables(ours["variables"], theirs["variables"])
    if matched.only_old or matched.only_new:
        return ModelReport(name, others=_other_variables(matched, "; ".join(filter(None, map(_unbuilt, answers)))))
    try:
        made = _evaluated(name, one, two, i, j, matched, (ours, theirs), seed, count, saved)
    except CannotCertify as error:
        made = ModelReport(name, others=_no_density(str(error)))
    if not made.rows:
        made = _by_prior(made, one, two, i, j, matched, ours)
    parts = [
        f"{side}, {one['incomplete']}"
        for side, one in (("the old script", ours), ("the port", theirs))
        if one["incomplete"]
    ]
    if parts:
        why = f"a part of it was not made: {'; '.join(parts)}"
        rest = verdict.Row("the rest of the model", Status.NOT_COMPARED, why)
        made = replace(made, others=(*made.others, rest))
    return made


def _other_variables(matched: matching.Matching, unbuilt: str) -> tuple[verdict.Row, ...]:
    """Return the rows of a model whose free variables are others. unbuilt: why that may be a lack of parts."""
    why = "; ".join(
        f"{side} alone has the free variable{'s' * (len(names) > 1)} {', '.join(names)}"
        for side, names in (("the old model", matched.only_old), ("the port", matched.only_new))
        if names
    )
    status = Status.NOT_COMPARED if unbuilt else Status.ONE_SIDE
    return (
        verdict.Row("the set of variables", status, why + (f" ({unbuilt})" if unbuilt else "")),
        verdict.Row("the log density", Status.NOT_COMPARED, "the free variables are others", needed=False),
    )


def _no_density(why: str) -> tuple[verdict.Row, ...]:
    return (verdict.Row("the log density", Status.NOT_COMPARED, why),)


def _by_prior(
    made: ModelReport, one: Side, two: Side, i: int, j: int, matched: matching.Matching, ours: Mapping[str, Any]
) -> ModelReport:
    """Return the report with the result of comparing draws of the prior and of the data."""
    try:
        old, new = (side.asked("prior", index=at, draws=prior_draws.DRAWS)[1] for side, at in ((one, i), (two, j)))
    except CannotCertify as error:
        return replace(made, remarks=(*made.remarks, f"prior predictive draws were not to be had: {error}"))
    names = {v.old: v.new for v in matched.variables} | {o["name"]: o["name"] for o in ours["observed"]}
    rows = prior_draws.rows(old, new, names)
    if rows and all(row.status != DIFFERS for row in rows):
        count, compared = min(map(len, old.values())), ", ".join(row.name for row in rows)
        look = f"{count} prior predictive draws of {compared} look alike"
        made = replace(made, others=tuple(replace(row, why=f"{row.why}; {look}") for row in made.others))
    return replace(made, rows=tuple(rows))


def _evaluated(
    name: str,
    one: Side,
    two: Side,
    i: int,
    j: int,
    matched: matching.Matching,
    models: tuple[Mapping[str, Any], Mapping[str, Any]],
    seed: int,
    count: int,
    saved: Path | None,
) -> ModelReport:
    distances = points.scales(count)
    back = points.scales(max(8, count // 4))
    starts = [side.asked("starts", index=at, draws=len(distances))[1] for side, at in ((one, i), (two, j))]
    at_x, far, kinds = _points(one, two, i, j, matched, starts, distances, back, seed)
    if saved is not None:
        drawn = constrained(saved, models[0]["variables"], FROM_SAVED, lambda u: one.asked("constrain", u, index=i)[1])
        kinds["saved draws"] = len(next(iter(drawn.values()))) if drawn else 0
        at_x = {k: np.concatenate([values, drawn[k].reshape(-1, *values.shape[1:])]) for k, values in at_x.items()}
        far = np.concatenate([far, np.zeros(kinds["saved draws"], bool)])
    renamed = {f"x/{v.new}": at_x[f"x/{v.old}"] for v in matched.variables}
    ours = Evaluated(*one.asked("evaluate", at_x, index=i))
    theirs = Evaluated(*two.asked("evaluate", renamed, index=j))
    random = sorted({*ours.answer["random"], *theirs.answer["random"]})
    if random:
        why = f"the density of {', '.join(random)} is another number at each evaluation"
        return ModelReport(name, others=_no_density(why), points=kinds)
    others: list[comparison.Again] = []
    constants = {
        matching.plain(name): one["constant"]
        for name, one in models[0]["variables"].items()
        if one["constant"] is not None
    }
    compared = comparison.rows(matched, at_x, ours, theirs, far, constants=constants)
    if any(row.status != EQUAL for row in compared):  # is it more than rounding?
        rough = Evaluated(*one.asked("evaluate", at_x, index=i, rough=True))
        nudged = Evaluated(*one.asked("evaluate", _nudged(at_x, seed), index=i))
        others = [comparison.Again(rough, comparison.ROUNDINGS), comparison.Again(nudged, comparison.OF_STEP)]
        compared = comparison.rows(matched, at_x, ours, theirs, far, others, constants)
    known = {row.name for row in compared}
    compared += [row for row in _edges(one, two, i, j, matched, starts, seed) if row.name not in known]
    batches = ours.answer["first_rows"] or theirs.answer["first_rows"]
    found = [*compared, *(() if batches else comparison.data(starts[0], starts[1]))]
    found, remarks = _deciding(found)
    remarks += _roundings(ours, theirs, one.versions, two.versions)
    tolerance = comparison.TOLERANCE[comparison.precision(ours, theirs)]
    remarks += _conditions(ours, others, tolerance)
    if batches:
        remarks.append("mini-batches are compared at the first rows of their data")
    moved = {v.old: v.new for v in matched.variables if v.renamed}
    remarks += [f"{a} is called {b} in the port" for a, b in moved.items()]
    transforms = {v.old: v.transforms for v in matched.variables}
    others = () if np.isfinite(ours.total).any() or np.isfinite(theirs.total).any() else _no_density(NOWHERE)
    return ModelReport(name, tuple(found), others, kinds, transforms, moved, tolerance, tuple(remarks))


def _points(
    one: Side,
    two: Side,
    i: int,
    j: int,
    matched: matching.Matching,
    starts: list[dict[str, np.ndarray]],
    distances: np.ndarray,
    back: np.ndarray,
    seed: int,
) -> tuple[dict[str, np.ndarray], np.ndarray, dict[str, int]]:
    """Return points of both spaces as constrained values under the old names, which are far, and counts by kind."""
    if not matched.variables:
        return {}, np.zeros(1, bool), {"points": 1}
    parts = []
    for side, at, place, spread in ((one, i, 0, distances), (two, j, 1, back)):
        names = {v: (v.old, v.new)[place] for v in matched.variables}
        here = {n: starts[place][f"start/{n}"] for v, n in names.items() if not v.discrete}
        moved = [n for v, n in names.items() if v.transforms[place] is not None]
        u = points.unconstrained(here, moved, spread, seed + place)
        for v, n in names.items():
            if v.discrete:
                u[f"u/{n}"] = starts[place][f"discrete/{n}"][: len(spread)]
        x = side.asked("constrain", u, index=at)[1]
        parts.append({f"x/{v.old}": x[f"x/{n}"] for v, n in names.items()})
    for v in matched.variables:
        shapes = [part[f"x/{v.old}"].shape[1:] for part in parts]
        if shapes[0] != shapes[1]:
            raise CannotCertify(f"{v.old} has shape {shapes[0]} in the old model and {shapes[1]} in the port")
    far = np.concatenate([distances, back]) >= points.FAR[0]
    kinds = {"near": int((~far).sum()), "far": int(far.sum())}
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}, far, kinds


def _edges(
    one: Side, two: Side, i: int, j: int, matched: matching.Matching, starts: list[dict[str, np.ndarray]], seed: int
) -> list[Row]:
    """Return rows for variables whose bounds differ between the sides."""
    moved = [v for v in matched.variables if v.transforms != (None, None)]
    found: dict[str, Row] = {}
    for side, at, place in ((one, i, 0), (two, j, 1)) if moved else ():
        names = {v: (v.old, v.new)[place] for v in matched.variables}
        here = {n: starts[place][f"start/{n}"] for v, n in names.items() if not v.discrete}
        u = points.edges(here, [names[v] for v in moved if v.transforms[place] is not None], EDGES, seed + place)
        u |= {f"u/{n}": starts[0][f"discrete/{v.old}"][[0] * EDGES] for v, n in names.items() if v.discrete}
        x = side.asked("constrain", u, index=at)[1]
        x_old = {f"x/{v.old}": x[f"x/{n}"] for v, n in names.items()}
        x_new = {f"x/{v.new}": x[f"x/{n}"] for v, n in names.items()}
        back = [a.asked("mapped", given, index=k)[1] for a, k, given in ((one, i, x_old), (two, j, x_new))]
        for v in moved:
            for row in jacobians.outside(v, x_old[f"x/{v.old}"], back[0], back[1]):
                found.setdefault(row.name, row)
    return list(found.values())


def _nudged(at_x: dict[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """Return the points, each value moved by about STEP of itself."""
    rng = np.random.default_rng(seed + 2)
    return {
        key: values * (1 + comparison.STEP * rng.choice([-1.0, 1.0], size=values.shape))
        if values.dtype.kind == "f"
        else values
        for key, values in at_x.items()
    }


def _conditions(ours: Evaluated, others: list[comparison.Again], tolerance: float) -> list[str]:
    """Return a remark where rounding alone moves the old log density by more than the tolerance."""
    with np.errstate(all="ignore"):
        share = comparison.rounding("terms", ours, others) / np.maximum(ours.sizes, 1e-300)
    share = np.where(np.isfinite(share), share, 0.0)
    many = int((share > tolerance).any(axis=1).sum())
    if not many:
        return []
    return [
        f"ill-conditioned at {many} of {len(share)} points: rounding may move a term by up to {share.max():.0e} of "
        "its size, and so much is allowed there"
    ]


def _deciding(found: list[Row]) -> tuple[list[Row], list[str]]:
    return found, []


def _roundings(ours: Evaluated, theirs: Evaluated, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return remarks on float32 arithmetic with small integers in each library, which the comparison leaves out."""
    found = []
    for side, versions in ((ours, old), (theirs, new)):
        if not side.answer["narrow"] or "plain" not in side.arrays:
            continue
        places = [[t[0] for t in side.answer["terms"]].index(name) for name in side.answer["narrow"]]
        with np.errstate(invalid="ignore"):
            moved = np.abs(side.arrays["plain"] - side.arrays["terms"][:, places])
        there = np.isfinite(moved) & (moved <= 1e-5 * np.maximum(1.0, side.sizes[:, places]))
        moved = np.where(there, moved, 0.0).max(axis=0, initial=0.0)
        names = [name for name, by in zip(side.answer["narrow"], moved, strict=True) if by > 1e-12]
        if names:
            found.append(
                f"{versions['library']} {versions['version']} computes with small integers and short decimals of "
                f"{', '.join(names)} in float32, which moves the log density by up to {moved.max():.0e}; "
                "compared without that"
            )
    return found
