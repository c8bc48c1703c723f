"""The two sides of a comparison, made alike: chains of one length, no copies, labels matched, common names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from theano_common.draws import Draws
from theano_common.saved.imputed import by_pymc3_names
from theano_common.verdict import Row as Finding
from theano_common.verdict import Status, listed

from .errors import CannotCompare
from .explanations import of_table, renamed
from .findings import left_out
from .labels import match
from .repeats import Independent, independent
from .settings import Settings
from .statistics import compared_names, untransformed


@dataclass(frozen=True)
class Sides:
    """Both sides and what they share.

    names: variables to compare. findings: of the others, and of draws that are left out. changed: differences of names
    and shapes, in words. sources: where each side comes from. given: both before copies went and labels were matched.
    """

    old: Independent
    new: Independent
    names: list[str]
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    remarks: tuple[str, ...]
    sources: tuple[str, str]
    given: tuple[Draws, Draws]

    @property
    def repeated(self) -> bool:
        return self.old.repeated or self.new.repeated


def paired(old: Draws, new: Draws, settings: Settings) -> Sides:
    """Return both sides, made alike. Raises CannotCompare if one is empty or they share no variable."""
    old, new = by_pymc3_names(old, tuple(new.variables)), by_pymc3_names(new, tuple(old.variables))
    given = (("saved", old), ("new", new))
    uneven = [side for side, one in given if len({len(chain) for chain in one.chains}) > 1]
    remarks = [f"The {side} chains are of unequal length: compared are the first draws of each." for side in uneven]
    found = [Finding(f"the last {side} draws", Status.NOT_COMPARED, "unequal chains", needed=False) for side in uneven]
    old, new = _even(old, "saved"), _even(new, "new")
    sources = described(old), described(new)
    common = _common(old, new, settings)
    remarks += [*common.remarks, *(f"{side}: {said}" for side, one in given for said in one.attrs.get("remarks", ()))]
    ours, theirs = independent(old, "saved"), independent(new, "new")
    remarks += [*ours.remarks, *theirs.remarks]
    names = common.names
    if matched := match(ours.draws, theirs.draws, names, settings.symmetric):
        ours, theirs = replace(ours, draws=matched.old), replace(theirs, draws=matched.new)
        names = [name for name in names if not (name != untransformed(name) and untransformed(name) in matched.names)]
        remarks.append(matched.remark)
        found.append(Finding(f"the labels of {listed(matched.names)}", Status.NEAR, "matched draw by draw"))
    return Sides(ours, theirs, names, (*found, *common.findings), common.changed, tuple(remarks), sources, (old, new))


def _even(draws: Draws, side: str) -> Draws:
    """Return chains of equal length. Raises CannotCompare if that leaves nothing."""
    even = draws.rectangular() if len({len(chain) for chain in draws.chains}) > 1 else draws
    if not even.chains or not len(even):
        raise CannotCompare(f"the {side} posterior holds no draws")
    return even


def described(draws: Draws) -> str:
    """Describe the origin of draws as far as it is known: "model.py: nutpie, 4 chains of 1000 draws"."""
    source = f"{draws.attrs['source']}: " if "source" in draws.attrs else ""
    ended = "" if draws.ended == "complete" else draws.ended
    parts = [draws.sampler, f"{_chains(len(draws.chains))} of {len(draws)} draws", ended]
    return source + ", ".join(filter(None, parts))


def _chains(number: int) -> str:
    return f"{number} chain" + "s" * (number != 1)


@dataclass(frozen=True)
class _Common:
    """Names to compare, what was found of the other ones, the same differences in words, and remarks."""

    names: list[str]
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    remarks: tuple[str, ...]


def _common(old: Draws, new: Draws, settings: Settings) -> _Common:
    ignored = [name for name in settings.ignored if name in old.variables or name in new.variables]
    ours, theirs = ([n for n in side.variables if n not in ignored] for side in (old, new))
    names = [name for name in compared_names(ours, theirs) if name in theirs]
    if not names:
        maybe = [of_table(old)] if of_table(old) else renamed([*ours, *theirs], old, new, settings)
        raise CannotCompare(
            f"no variable in common: saved are {', '.join(ours)}; new are {', '.join(theirs) or 'none'}"
            + "".join(f"; {one}" for one in maybe)
        )
    unknown = [name for name in settings.named if name not in old.variables and name not in new.variables]
    remarks = (f"The settings are for {', '.join(unknown)} too, which neither side has.",) if unknown else ()
    alone = {"saved": _alone(ours, theirs, names), "new": _alone(theirs, ours, names)}
    unlike = dict(filter(None, (_unlike(name, old, new) for name in names)))
    found = [
        *left_out(ignored),
        *(Finding(name, Status.ONE_SIDE, f"only in the {side} posterior") for side in alone for name in alone[side]),
        *(Finding(name, Status.DIFFERS, why) for name, why in unlike.items()),
    ]
    changed = [_told(side, only) for side, only in alone.items() if only]
    changed += [f"{name} {why}" for name, why in unlike.items()]
    return _Common([name for name in names if name not in unlike], tuple(found), tuple(changed), remarks)


def _unlike(name: str, old: Draws, new: Draws) -> tuple[str, str] | None:
    """Return the name and why its draws on both sides cannot be compared number by number; None if they can."""
    a, b = old.stacked(name), new.stacked(name)
    if (a.dtype.kind == "c") != (b.dtype.kind == "c"):
        return name, "is complex on one side only"
    if a.shape[2:] != b.shape[2:]:
        return name, f"has shape {a.shape[2:]} saved and {b.shape[2:]} new"
    return None


def _alone(mine: list[str], other: list[str], common: list[str]) -> list[str]:
    """Return the variables that only one side has."""
    return [name for name in compared_names(mine, mine) if name not in other and untransformed(name) not in common]


def _told(side: str, alone: list[str]) -> str:
    leave = "leaves it out" if len(alone) == 1 else "leaves one out"
    return f"only in the {side} posterior: {listed(alone)} (--ignore {alone[0]} {leave})"
