"""Calls without an entry of their own: the name of today, after a look whether it takes the arguments."""

from __future__ import annotations

import libcst as cst

from ...check.names.signatures import _lines as old_lines
from ..arguments import Change, carried, short
from ..names import today
from ..names.renamed import renamed
from ..rule import Called

# Arguments by position whose name alone changed.
SAME_PLACE = ("pytensor.tensor.", "pymc.math.", "pytensor.")


def same_arguments(call: Called) -> cst.BaseExpression | None:
    """`tt.exp(x)`."""
    new = renamed(call.name)
    assert new is not None
    args = list(call.args)
    takes, order = today.parameters(new), old_order(call.name)
    if takes is not None:
        change = Change(new, order)
        if new.startswith(SAME_PLACE) or not order:
            for one in args:
                name = one.keyword.value if one.keyword is not None else ""
                if name and not takes.takes(name):
                    call.site.mark("MP102", f"{short(new)} has no argument {name!r}")
        else:
            args = carried(call.site, call.name, change, call.original, args)
    return call.updated.with_changes(func=call.site.called(new, call.original.func), args=args)


def old_order(name: str) -> tuple[str, ...]:
    """Return what went by position."""
    line = old_lines().get(name, "")
    if line.startswith("= "):
        line = old_lines().get(line[2:], "")
    return today.read(line).positional if line else ()
