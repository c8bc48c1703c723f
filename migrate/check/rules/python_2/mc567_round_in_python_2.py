"""MC567: `round` in Python 2 source."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.kinds import INT, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC567",
    severity="differs",
    title="round in Python 2",
    why="Python 2 rounded halves away from zero, round(2.5) to 3.0; Python 3 rounds them to even, and gives an int.",
    do="math.floor(x + 0.5) for numbers above zero; `theano-compat run --from-python2` rounds as Python 2 did.",
)

BEFORE = """
print "half", round(3)  # MC902
near = round(x)  # MC567
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    """Yield one hit, at the first call, with the lines of the others in its note."""
    if not module.python_2:
        return
    kinds = kinds_in(module)
    calls = [
        one for one in module.of(ast.Call) if kinds.callee(one) == "round" and one.args and kinds.of(one.args[0]) != INT
    ]
    if calls:
        calls.sort(key=module.place)
        lines = ", ".join(dict.fromkeys(module.line_name(module.place(one)[0]) for one in calls))
        yield Hit(calls[0], "round", f"rounds halves to even, in lines {lines}" if len(calls) > 1 else "")
