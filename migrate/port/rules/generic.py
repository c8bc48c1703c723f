"""Calls without a rule of their own: use today's name if it accepts the arguments."""

from __future__ import annotations

import libcst as cst

from ...check.names.signatures import _lines as old_lines
from ..arguments import Change, carried, short
from ..names import current_api
from ..names.renamed import renamed
from ..rule import Called

OF_A_VARIABLE = frozenset({"name", "observed", "total_size", "model"})  # before a distribution's own arguments
# Positional arguments that were only renamed.
SAME_PLACE = ("pytensor.tensor.", "pymc.math.", "pytensor.")


def same_arguments(call: Called) -> cst.BaseExpression | None:
    """Translate calls like `tt.exp(x)`."""
    new = renamed(call.name)
    assert new is not None
    args = list(call.args)
    takes, order = current_api.parameters(new), old_order(call.name)
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
    """Return the old positional order."""
    line = old_lines().get(name, "")
    if line.startswith("= "):
        line = old_lines().get(line[2:], "")
    order = current_api.read(line).positional if line else ()
    return ("name", *order) if OF_A_VARIABLE <= set(order) and not name.endswith(".dist") else order
