"""MC214: the rewritten graph inside a compiled function."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import FUNCTION
from ..rule import Hit, Rule

RULE = Rule(
    code="MC214",
    severity="differs",
    title="look at the rewritten graph of a function",
    why="f.maker.fgraph is there, but other rules made it: other Ops, other numbers of nodes, no Composite.",
    do="Test what the function gives, not how many nodes it has.",
)

BEFORE = """
import theano
import theano.tensor as tt
x = tt.dvector("x")
f = theano.function([x], x * 2)
assert len(f.maker.fgraph.toposort()) == 1  # MC214
f(3)
f.name
"""
INSIDE = FUNCTION.removesuffix("()") + ".maker.fgraph"


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    seen: set[int] = set()
    for node, names in module.resolved.items():
        line = getattr(node, "lineno", 0)
        if line not in seen and any(name.startswith(INSIDE) and "()" not in name for name in names):
            seen.add(line)
            yield Hit(node, INSIDE)
