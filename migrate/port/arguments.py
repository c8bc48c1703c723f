"""Arguments of a call: assign them to the old signature, and write them for the new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..rewriting.nodes import keyword, spaced
from .names import current_api
from .site import Site

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Given:
    """One argument: its name in the old signature ("" if unknown), and whether it was positional."""

    name: str
    arg: cst.Arg
    by_position: bool

    @property
    def value(self) -> cst.BaseExpression:
        return self.arg.value


@dataclass(frozen=True)
class Change:
    """One entry: a call of an old name, and today's form.

    new: the qualified name. order: the old positional order. renamed: arguments. dropped: removed arguments (with a
    sentence for a note, or "" if nothing changes). added: arguments and their text, where they are not given.
    marked: arguments for a person to look at, with code and message. note: the change that the new name itself
    makes.
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
    """Return the value of the first argument with one of these names."""
    return next((one.value for one in arguments if one.name in names), None)


def carried(site: Site, old: str, change: Change, original: cst.Call, args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Return the arguments for the new signature, in place; by keyword where the position differs."""
    arguments = given(args, change.order)
    names = {one.name for one in arguments}
    names |= {change.renamed[name] for name in names & change.renamed.keys()}
    call = _NewCall(site, old, change, original)
    for one in arguments:
        call.take(one)
    for name, text in change.added.items():
        if not {name, "*", "**"} & names:
            call.made.append(keyword(name, cst.parse_expression(text)))
    return tidy(call.made, args)


class _NewCall:
    """The arguments of a call being translated. in_order: positional ones are still where they were."""

    def __init__(self, site: Site, old: str, change: Change, original: cst.Call) -> None:
        self.site, self.old, self.change, self.original = site, old, change, original
        self.new = current_api.parameters(change.new)
        self.made: list[cst.Arg] = []
        self.in_order = True

    def take(self, one: Given) -> None:
        name = self.change.renamed.get(one.name, one.name)
        if one.name in ("*", "**"):
            self._take_many(one)
        elif one.name in self.change.dropped and one.name not in self.change.marked:
            if self.change.dropped[one.name]:
                self.site.note(self.original, self.change.dropped[one.name])
            self.in_order = self.in_order and not one.by_position
        else:
            self._mark(one, name)
            self.made.append(self._by_position(one, name) if one.by_position else _renamed(one.arg, name))

    def _take_many(self, one: Given) -> None:
        if self.change.renamed or self.change.dropped or self.change.marked:
            given_names = f"{one.name}{self.site.text(one.value)} may give {short(self.old)} arguments"
            self.site.mark("MP103", f"{given_names} that have other names today")
        self.made.append(one.arg)
        self.in_order = False

    def _mark(self, one: Given, name: str) -> None:
        if one.name in self.change.marked:
            self.site.mark(*self.change.marked[one.name])
        elif name and self.new is not None and not self.new.takes(name):
            self.site.mark("MP102", f"{short(self.change.new)} has no argument {name!r}")

    def _by_position(self, one: Given, name: str) -> cst.Arg:
        if self._fits(name):
            return one.arg
        self.in_order = False
        if name:
            return keyword(name, one.value).with_changes(comma=one.arg.comma)
        self.site.mark("MP103", f"the arguments of {short(self.old)} by position are more than are known")
        return one.arg

    def _fits(self, name: str) -> bool:
        """Say whether the next positional argument of the new signature is `name`, or any."""
        if not self.in_order or self.new is None or not name:
            return self.in_order
        at = len(self.made)
        return self.new.many if at >= len(self.new.positional) else self.new.positional[at] == name


def _renamed(arg: cst.Arg, name: str) -> cst.Arg:
    assert arg.keyword is not None
    return arg.with_changes(keyword=arg.keyword.with_changes(value=name))


def tidy(made: Sequence[cst.Arg], before: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Put commas between the arguments; the last keeps what followed it."""
    result = spaced(made)
    if result and before:
        last = before[-1].comma
        result[-1] = result[-1].with_changes(comma=last, whitespace_after_arg=before[-1].whitespace_after_arg)
    return result


def short(name: str) -> str:
    """Return a qualified name in its usual short form."""
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
