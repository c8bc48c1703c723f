"""Arguments of a call: which is which by the old signature, and the same by the new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

from .names import today
from .site import Site, keyword, spaced

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Given:
    """One argument: its name in the old signature ("" where it cannot be told), and whether it stood by position."""

    name: str
    arg: cst.Arg
    by_position: bool

    @property
    def value(self) -> cst.BaseExpression:
        return self.arg.value


@dataclass(frozen=True)
class Change:
    """One entry: a call of an old name, and what it is today.

    new: the qualified name. order: the old positional order. renamed: arguments. dropped: those that are left out
    (a sentence is noted, "" says that nothing changes by it). added: arguments and their text where they are not given.
    marked: arguments that a person must look at, with the code and what to say. note: what this changes of its own.
    """

    new: str
    order: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    note: str = ""


def given(args: Sequence[cst.Arg], order: Sequence[str]) -> list[Given]:
    """Return the arguments with their names."""
    found = []
    at = 0
    for arg in args:
        if arg.star:
            found.append(Given("*" if arg.star == "*" else "**", arg, True))
            at = len(order) if arg.star == "*" else at
        elif arg.keyword is not None:
            found.append(Given(arg.keyword.value, arg, False))
        else:
            found.append(Given(order[at] if at < len(order) else "", arg, True))
            at += 1
    return found


def find(arguments: Sequence[Given], *names: str) -> cst.BaseExpression | None:
    """Return the value of the first argument of one of these names."""
    return next((one.value for one in arguments if one.name in names), None)


def carried(site: Site, old: str, change: Change, original: cst.Call, args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Return the arguments for the new signature, each where it stood; by keyword where its place is another."""
    new = today.parameters(change.new)
    arguments = given(args, change.order)
    made: list[cst.Arg] = []
    there = {one.name for one in arguments}
    in_order = True
    for one in arguments:
        if one.name in ("*", "**"):
            made.append(one.arg)
            if change.renamed or change.dropped or change.marked:
                site.mark(
                    "MP103",
                    f"{one.name}{site.text(one.value)} may give {short(old)} arguments that have other names today",
                )
            in_order = False
            continue
        name = change.renamed.get(one.name, one.name)
        if one.name in change.marked:
            code, message = change.marked[one.name]
            site.mark(code, message)
        elif one.name in change.dropped:
            if change.dropped[one.name]:
                site.note(original, change.dropped[one.name])
            in_order = in_order and not one.by_position
            continue
        elif name and new is not None and not new.takes(name):
            site.mark("MP102", f"{short(change.new)} has no argument {name!r}")
        if one.by_position:
            at = len(made)
            fits = in_order and (
                new is None
                or not one.name
                or (at < len(new.positional) and new.positional[at] == name)
                or (new.many and at >= len(new.positional))
            )
            if fits:
                made.append(one.arg)
                continue
            in_order = False
            if not name:
                site.mark("MP103", f"the arguments of {short(old)} by position are more than are known")
                made.append(one.arg)
                continue
            made.append(keyword(name, one.value).with_changes(comma=one.arg.comma))
        else:
            assert one.arg.keyword is not None
            made.append(one.arg.with_changes(keyword=one.arg.keyword.with_changes(value=name)))
    for name, text in change.added.items():
        if name not in there and not {"*", "**"} & there and not any(change.renamed.get(o) == name for o in there):
            made.append(keyword(name, cst.parse_expression(text)))
    return tidy(made, args)


def tidy(made: Sequence[cst.Arg], before: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Commas between them; behind the last what was behind the last."""
    result = spaced(made)
    if result and before:
        last = before[-1].comma
        result[-1] = result[-1].with_changes(comma=last, whitespace_after_arg=before[-1].whitespace_after_arg)
    return result


def short(name: str) -> str:
    """Return a qualified name as people write it."""
    for module, alias in (
        ("pymc3", "pm"),
        ("pymc", "pm"),
        ("arviz", "az"),
        ("theano.tensor", "tt"),
        ("pytensor.tensor", "pt"),
    ):
        if name.startswith(module + "."):
            return alias + name[len(module) :]
    return name
