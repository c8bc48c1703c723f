"""The result of a certificate: verdict, versions, points and a table of rows, as text, JSON and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from theano_common import verdict
from theano_common.printing import json_text
from theano_common.verdict import ORDER, OUTCOMES, Status, headline, not_compared

from .verdicts import CONSTANT, DIFFERS, EQUAL, NEAR, STATUS, VERDICT
from .whole_run.rows import WholeRun

MOST_REASONS = 4  # in the sentence of a model
SCRIPTS = "the scripts"  # the name of their own rows
TERMS = ("free", "observed", "potential")
CONSEQUENCES = ("total", "gradient")  # kinds that sentences name last
VERBS = ("differ", "are ", "is ", "have ", "stops ")  # a reason that begins so needs no colon behind its subject
SIZED = (*TERMS, "total", "gradient", "transform", "deterministic")  # kinds whose rounding the headline gives
SUBJECTS = {  # how a sentence names a row, by its kind
    "free": "the term of {}",
    "observed": "the term of {}",
    "potential": "the potential {}",
    "deterministic": "the deterministic {}",
    "total": "the {}",
    "gradient": "the {}",
    "data": "the data of {}",
    "variable": "the observed variable {}",
    "prior draws": "prior draws of {}",
}


@dataclass(frozen=True)
class Row:
    """One comparison: a term of the log density, the total, its gradient, a Jacobian, a deterministic, or data.

    `largest`: relative to the size of the compared values; `at`: the point where it is; `old`, `new`: the values there.
    `needed`: as of `verdict.Row`.
    """

    name: str
    kind: str
    status: str
    largest: float = 0.0
    at: int | None = None
    old: float | None = None
    new: float | None = None
    constant: float = 0.0
    note: str = ""
    needed: bool = True

    @property
    def why(self) -> str:
        """Return what was found, if that is not equality."""
        if self.status == EQUAL:
            return ""
        if self.status == CONSTANT:
            return f"differs by a constant {self.constant:+.6g}"
        if self.note:
            return self.note[1:-1] if self.note.startswith("(") and self.note.endswith(")") else self.note
        if self.old is not None and self.new is not None:
            return f"differs: old {self.old:.6g}, new {self.new:.6g}"
        return self.status

    @property
    def said(self) -> verdict.Row:
        """Return the row in the form that every tool's have."""
        subject = SUBJECTS.get(self.kind, "{}").format(self.name)
        return verdict.Row(subject, STATUS[self.status], self.why, self.needed)


def points_text(points: Mapping[str, int]) -> str:
    """Return the number of points of each kind, as text."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in points.items() if count)
    return f"{sum(points.values())} points ({kinds})"


@dataclass(frozen=True)
class ModelReport:
    """The comparison of one model.

    rows: of numbers. others: of all else that the two sides contain, in any order. points: how many of each kind.
    The verdict and its reason are what `headline` allows both kinds of rows together to say.
    """

    name: str
    rows: tuple[Row, ...] = ()
    others: tuple[verdict.Row, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)
    transforms: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    tolerance: float = 1e-10
    remarks: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[verdict.Row, ...]:
        """Return all rows, in the form that every tool's have."""
        return (*(row.said for row in self.rows), *self.others)

    @property
    def status(self) -> Status:
        return headline(self.said).status

    @property
    def verdict(self) -> str:
        """Return the status in the words of a certificate."""
        if self.status is not Status.DIFFERS:
            return VERDICT[self.status]
        words = {row.status for row in self.rows if row.said.status is Status.DIFFERS}
        words |= {DIFFERS for row in self.others if row.status is Status.DIFFERS}
        return CONSTANT if words == {CONSTANT} else DIFFERS

    @property
    def reason(self) -> str:
        """Return what decides: what agrees, or the rows that do not."""
        parts = _parts(self)
        if self.status in (Status.EQUAL, Status.NEAR):
            parts = [_agreement(self), *parts]
        return "; ".join(parts) or "nothing was compared"

    @property
    def closing(self) -> str:
        """Return the sentence on what was not compared and does not stand in `reason` already."""
        in_reason = self.status is Status.NOT_COMPARED
        return not_compared(row for row in self.said if not (in_reason and row.needed))

    @property
    def largest(self) -> float:
        """Return the largest relative difference of a term, of the total or of the gradient."""
        return _largest(self.rows)

    @property
    def points_text(self) -> str:
        return points_text(self.points)

    @property
    def wrong(self) -> tuple[Row, ...]:
        """Return the rows that differ, terms first."""
        return tuple(one for one in self.rows if one.status in (DIFFERS, CONSTANT))


def _largest(rows: Iterable[Row]) -> float:
    return max((one.largest for one in rows if one.kind in SIZED), default=0.0)


def _parts(one: ModelReport) -> list[str]:
    """Return sentence parts of the rows that decide; the total is not named beside others, nor a constant."""
    if one.status is Status.EQUAL:
        return []
    left_out = one.status is Status.NOT_COMPARED
    telling = {one.status, Status.ONE_SIDE} if one.status is Status.DIFFERS else {one.status}
    told = [row for row in one.rows if row.said.status in telling and (row.needed or not left_out)]
    told = sorted((row for row in told if row.kind != "total"), key=lambda row: row.kind in CONSEQUENCES) or told
    told = told if one.verdict == CONSTANT else [row for row in told if row.status != CONSTANT]
    rows = [*(row.said for row in told), *(row for row in one.others if row.status in telling)]
    if left_out:
        parts = [f"{row.name} was not compared: {row.why}" for row in rows if row.needed]
    else:
        parts = [f"{row.name}{' ' if row.why.startswith(VERBS) else ': '}{row.why}" for row in rows]
    return parts[:MOST_REASONS] + (["..."] if len(parts) > MOST_REASONS else [])


def _agreement(one: ModelReport) -> str:
    """Return what agrees, naming no part but those that have a row."""
    good = [row for row in one.rows if row.status == EQUAL]
    terms = [row for row in good if row.kind in TERMS]
    named = [f"{len(terms)} term{'s' * (len(terms) != 1)}"] if terms else []
    named += [kind for kind in ("total", "gradient") if kind in {row.kind for row in good}]
    good_others = [row for row in one.said if row.status in (Status.EQUAL, Status.NEAR)]
    said = [row.why for row in good_others if row.status is Status.EQUAL and row.why]
    named = named or [row.name for row in good_others if row.why not in said]
    what = " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    if not what:
        return "; ".join(said)
    verb = "agree" if terms or len(named) > 1 else "agrees"
    where = f" at {one.points_text}" if one.points else ""
    known = [f"; {row.name} differs by a known constant {row.constant:+.6g}" for row in terms if row.constant]
    size = f"; largest difference {_largest(good):.1e} of their size" if good else ""
    return "; ".join([f"{what} {verb}{where}{size}{''.join(known)}", *said])


@dataclass(frozen=True)
class Report:
    """The certificate of a port.

    `others`: rows about the scripts, beside those of their models. `run`: of the port's run to its end.
    """

    old: str
    new: str
    versions: Mapping[str, Mapping[str, str]]
    models: tuple[ModelReport, ...]
    seed: int = 0
    remarks: tuple[str, ...] = ()
    others: tuple[verdict.Row, ...] = ()
    run: WholeRun | None = None

    @property
    def parts(self) -> tuple[ModelReport, ...]:
        """Return the models, and the scripts' own rows as one more, if there are any."""
        others = (*self.others, *(self.run.rows if self.run else ()))
        return (*self.models, *([ModelReport(SCRIPTS, others=others)] if others else ()))

    @property
    def deciding(self) -> ModelReport:
        """Return the first one with the worst verdict."""
        return max(
            self.parts,
            key=lambda one: (ORDER.index(one.status), one.verdict != CONSTANT),
            default=ModelReport("there is no model"),
        )

    @property
    def status(self) -> Status:
        return self.deciding.status

    @property
    def verdict(self) -> str:
        """Return the worst verdict of its models."""
        return self.deciding.verdict

    @property
    def agrees(self) -> bool:
        """Say whether every model equals the old one, up to what no draws would show."""
        return self.verdict in (EQUAL, NEAR)

    @property
    def same_posterior(self) -> bool:
        """Say whether models are equal up to constants in the log density, which do not affect draws."""
        return self.verdict in (EQUAL, NEAR, CONSTANT)

    @property
    def exit_code(self) -> int:
        return OUTCOMES[self.status].exit_code

    @property
    def closing(self) -> str:
        """Return the sentence on what was not compared, of all models."""
        return not_compared(row for one in self.parts for row in one.said)

    def text(self) -> str:
        """Return a few lines, and a table of the rows of each model."""
        lines = [f"old: {self.old}: {_made(self.versions['old'])}", f"new: {self.new}: {_made(self.versions['new'])}"]
        for one in self.parts:
            lines += ["", *_model_lines(one)]
        lines += ["", *self.remarks] if self.remarks else []
        return "\n".join([*lines, "", self.sentence()])

    def sentence(self) -> str:
        """Return the verdict and its reason, of the model that decides, and what was not compared in any."""
        one = self.deciding
        closing = one.closing if len(self.parts) == 1 else self.closing
        models = {each.verdict for each in self.models} if one.name == SCRIPTS else set()
        reason = f"{one.reason}; its models: {', '.join(sorted(models))}" if models else one.reason
        return f"{one.verdict}: {reason}" + (f". {closing}" if closing else "")

    def json(self) -> str:
        document = {
            "verdict": self.verdict,
            "status": self.status.value,
            "closing": self.closing,
            "agrees": self.agrees,
            "same_posterior": self.same_posterior,
            "old": self.old,
            "new": self.new,
            "versions": {side: dict(one) for side, one in self.versions.items()},
            "seed": self.seed,
            "remarks": list(self.remarks),
            "models": [_model_document(one) for one in self.models],
            "others": [_other_document(row) for row in self.others],
            "run": self.run and {"word": self.run.word, "rows": [_other_document(row) for row in self.run.rows]},
        }
        return json_text(document)


def _made(versions: Mapping[str, str]) -> str:
    others = ", ".join(f"{name} {version}" for name, version in versions.items() if name not in ("library", "version"))
    return f"{versions.get('library', '?')} {versions.get('version', '?')} ({others})"


def _model_lines(one: ModelReport) -> list[str]:
    lines = [f"{one.name if one.name == SCRIPTS else f'model {one.name}'}: {one.verdict}: {one.reason}"]
    width = max(map(len, [*(row.name for row in one.rows), *(row.name for row in one.others)]), default=0)
    for row in one.rows:
        line = f"  {row.name:{width}}  {row.kind:13}  {row.status:21}  {row.largest:8.1e}"
        if row.status == CONSTANT:
            line += f"  by {row.constant:+.9g}"
        elif row.status == DIFFERS and row.old is not None and row.new is not None:
            line += f"  old {row.old:.9g}, new {row.new:.9g} at point {row.at}"
        lines.append(line + (f"  {row.note}" if row.note else ""))
    lines += [f"  {row.name:{width}}  {'':13}  {row.status.value:21}  {row.why}".rstrip() for row in one.others]
    return [*lines, *(f"  {remark}" for remark in one.remarks), *([f"  {one.closing}"] if one.closing else [])]


def _model_document(one: ModelReport) -> dict[str, Any]:
    rows = [{name: finite(value) for name, value in asdict(row).items()} for row in one.rows]
    return {
        "name": one.name,
        "verdict": one.verdict,
        "status": one.status.value,
        "reason": one.reason,
        "closing": one.closing,
        "largest": finite(one.largest),
        "tolerance": one.tolerance,
        "points": dict(one.points),
        "rows": rows,
        "others": [_other_document(row) for row in one.others],
        "renamed": dict(one.renamed),
        "transforms": {name: list(both) for name, both in one.transforms.items()},
        "remarks": list(one.remarks),
    }


def _other_document(row: verdict.Row) -> dict[str, Any]:
    return {"name": row.name, "status": row.status.value, "why": row.why, "needed": row.needed}


def finite(value: object) -> Any:
    """Return a value that JSON has; other floats as text."""
    if isinstance(value, float) and not abs(value) < float("inf"):
        return str(value)
    return value
