"""Compare the old script under the shim and the new one under a real PyMC, number by number."""

from __future__ import annotations

import tokenize
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from theano_common import verdict
from theano_common.verdict import Status

from . import left_out, matching, prior_draws, sampling_calls
from .errors import CannotCertify
from .model_comparison import compared, no_density
from .pair import Pair
from .process import Side, new_side, old_side
from .report import ModelReport, Report
from .verdicts import DIFFERS
from .whole_run.process import LIMIT, Run
from .whole_run.rows import whole_run

POINTS = 32  # near and far, from the old model's own space; a quarter as many from the new one's


def certify(
    old: Path,
    new: Path,
    python: Path,
    *,
    saved: Path | None = None,
    seed: int = 0,
    points: int = POINTS,
    run_for: float = LIMIT,
) -> Report:
    """Compare the models of two scripts: PyMC3's under the shim, the port's under the real PyMC of `python`.

    `saved`: a posterior saved by the old script, in any known format; its draws are used as points too. `run_for`: the
    seconds in which the port has to run to its end, with few draws; 0: it is not run so.
    Raises CannotCertify if a script does not run up to its models, CannotRead for `saved`.
    """
    with old_side() as one, new_side(python) as two:
        return certified(one, two, old, new, saved=saved, seed=seed, count=points, run_for=run_for)


def certified(
    one: Side,
    two: Side,
    old: Path,
    new: Path,
    *,
    saved: Path | None = None,
    seed: int = 0,
    count: int = POINTS,
    run_for: float = 0.0,
) -> Report:
    """Certify with processes that are already running and can be used again; the run to the end has one of its own."""
    ours = loaded(one, old, seed)
    theirs, folder = loaded_with_its_data(two, new, old, seed)
    answers = ours, theirs
    if not run_for:
        return _report(one, two, old, new, answers, saved, seed, count, folder)
    with Run(Path(new), two.python, folder, seed, run_for) as run:  # it runs while the models are compared
        report = _report(one, two, old, new, answers, saved, seed, count, folder, ran=True)
        raised = [*ours["raised"], *filter(None, [ours["error"]])]
        return replace(report, run=whole_run(run, (_text(old), _text(new)), raised))


def _text(script: Path) -> str:
    with tokenize.open(script) as file:
        return file.read()


def _report(
    one: Side,
    two: Side,
    old: Path,
    new: Path,
    answers: tuple[dict[str, Any], dict[str, Any]],
    saved: Path | None,
    seed: int,
    count: int,
    folder: Path | None,
    ran: bool = False,
) -> Report:
    """Compare the models. folder: where the port was run, if not beside itself; ran: its run to the end has rows."""
    pairs = matching.models(answers[0]["models"], answers[1]["models"])
    made = []
    for i, j in pairs:
        name = _model_name(answers, i, j, len(pairs))
        if i is None or j is None:
            made.append(_alone(name, i is None, answers, (one, two)))
        else:
            made.append(
                _model(name, one, two, i, j, answers, seed, count, saved if len(pairs) == 1 or i == 0 else None)
            )
    versions = {"old": one.versions, "new": two.versions}
    remarks = [f"{new} was run in {folder}, where the old script's data are: they are not beside the port"] * bool(
        folder
    )
    remarks += [*filter(None, [matching.moved_models(pairs)]), *_remarks(answers, old, new, ran)]
    others = [verdict.Row("the set of models", Status.EQUAL)] if all(None not in pair for pair in pairs) else []
    others += sampling_calls.unknown_arguments((answers[0]["calls"], answers[1]["calls"]))
    others += left_out.rows(answers, (one.python, two.python), ran)
    return Report(str(old), str(new), versions, tuple(made), seed, tuple(remarks), tuple(others))


def loaded_with_its_data(side: Side, script: Path, old: Path, seed: int) -> tuple[dict[str, Any], Path | None]:
    """Run the port, and return its report, and the old script's folder if it had to run there: its data are there.

    Raises CannotCertify as `loaded`.
    """
    folder = Path(old).resolve().parent
    elsewhere = folder != Path(script).resolve().parent
    try:
        found = loaded(side, script, seed)
        if not elsewhere or not left_out.lacks_files(found, folder):
            return found, None
    except CannotCertify as error:
        if not elsewhere or not left_out.FILE_ERRORS.search(str(error)):
            raise
    return loaded(side, script, seed, folder), folder


def loaded(side: Side, script: Path, seed: int, folder: Path | None = None) -> dict[str, Any]:
    """Run a script, in `folder` if that is not its own, and return its report.

    Raises CannotCertify if it has no model, or ended while building one.
    """
    where = None if folder is None else str(folder)
    answers = side.ask("load", script=str(Path(script).resolve()), seed=seed, folder=where)
    if "failed" in answers:
        raise CannotCertify(f"{script}: {answers['failed']}")
    error = answers["error"]
    if error and (not answers["models"] or not answers["sampled"]):
        at = f" at line {error['line']}" if error["line"] else ""
        raise CannotCertify(f"{script} raises{at}: {error['kind']}: {error['text']}")
    if not answers["models"]:
        missing = "; ".join(f"line {line}: {left_out.lack(name)}" for name, line in answers["missing"].items())
        raise CannotCertify(f"{script} makes no model" + (f" ({missing})" if missing else ""))
    return answers


def _model_name(answers: tuple[dict[str, Any], dict[str, Any]], i: int | None, j: int | None, count: int) -> str:
    names = [answers[side]["models"][at]["name"] for side, at in enumerate((i, j)) if at is not None]
    name = next(filter(None, names), "")
    place = (i if i is not None else j or 0) + 1
    name = name or (f"{place} of {count}" if count > 1 else "1")
    side, at = (0, i) if i is not None else (1, j or 0)
    one = answers[side]["models"][at]
    again = [other for other in answers[side]["models"] if other["made"] == one["made"]]
    return f"{name}, with the data of line {one['fitted']}" if len(again) > 1 else name


def _alone(
    name: str, is_new: bool, answers: tuple[dict[str, Any], dict[str, Any]], sides: tuple[Side, Side]
) -> ModelReport:
    side = "the port" if is_new else "the old script"
    other = 0 if is_new else 1
    why = left_out.missing_package(answers[other], sides[other].python) or _unbuilt(answers[other])
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


def _remarks(answers: tuple[dict[str, Any], dict[str, Any]], old: Path, new: Path, ran: bool) -> list[str]:
    found = []
    for script, one in ((old, answers[0]), (new, answers[1])):
        if one["error"]:
            error = one["error"]
            found.append(f"{script} raises at line {error['line']}, after its models: {error['kind']}: {error['text']}")
        for error in one["raised"] if script is old or not ran else ():
            kind = f"line {error['line']} raises {error['kind']}: {error['text']}"
            found.append(f"{script}: {kind}; it is no part of a model, and was left out")
        for name, line in one["missing"].items():
            found.append(f"{script}: {left_out.lack(name)} there; what uses it (from line {line} on) was left out")
    return found


def _sampled(
    answers: tuple[dict[str, Any], dict[str, Any]], i: int, j: int, matched: matching.Matching
) -> tuple[verdict.Row, ...]:
    """Return rows on the starts of two models, and on what is sampled of them."""
    pair = answers[0]["models"][i], answers[1]["models"][j]
    starts = sampling_calls.starts(*pair, matched)
    skipped = tuple(any(one["samples"] for one in side["skipped"]) for side in answers)
    calls = answers[0]["calls"], answers[1]["calls"]
    return (*([starts] if starts else []), *sampling_calls.rows(calls, pair, (skipped[0], skipped[1])))


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
    pair = Pair(one, two, i, j, matched, (ours, theirs), seed)
    try:
        made = compared(name, pair, count, saved)
    except CannotCertify as error:
        made = ModelReport(name, others=no_density(str(error)))
    if not made.rows:
        made = _by_prior(made, pair)
    parts = [
        f"{side}, {one['incomplete']}"
        for side, one in (("the old script", ours), ("the port", theirs))
        if one["incomplete"]
    ]
    if parts:
        why = f"a part of it was not made: {'; '.join(parts)}"
        rest = verdict.Row("the rest of the model", Status.NOT_COMPARED, why)
        made = replace(made, others=(*made.others, rest))
    return replace(made, others=(*made.others, *_sampled(answers, i, j, matched)))


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


def _by_prior(made: ModelReport, pair: Pair) -> ModelReport:
    """Return the report with the result of comparing draws of the prior and of the data."""
    try:
        old, new = (ask("prior", draws=prior_draws.DRAWS)[1] for ask in (pair.old, pair.new))
    except CannotCertify as error:
        return replace(made, remarks=(*made.remarks, f"prior predictive draws were not to be had: {error}"))
    names = {v.old: v.new for v in pair.matched.variables}
    names |= {one["name"]: one["name"] for one in pair.models[0]["observed"]}
    rows = prior_draws.rows(old, new, names)
    if rows and all(row.status != DIFFERS for row in rows):
        count, compared = min(map(len, old.values())), ", ".join(row.name for row in rows)
        look = f"{count} prior predictive draws of {compared} look alike"
        made = replace(made, others=tuple(replace(row, why=f"{row.why}; {look}") for row in made.others))
    return replace(made, rows=tuple(rows))
