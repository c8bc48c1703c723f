"""MC111: `import *` from a legacy module puts its own sum, abs, round, min, max in the place of Python's."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage, canonical
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC111",
    severity="style",
    title="import * that hides Python's own functions",
    why="theano.tensor has sum, abs, all, any, max, min, pow, round and others of its own:"
    " the file calls those, on the old library as here.",
    do="Import the module under a name (`import theano.tensor as tt`), which also lets every name be looked up.",
)

BEFORE = """
from theano import *
from theano.tensor import *  # MC111
total = sum([1, 2])
"""
HIDING = {"theano.tensor": ("sum", "abs", "all", "any", "max", "min", "pow", "round"), "pymc3.math": ("sum", "abs")}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    called = {node.func.id for node in module.of(ast.Call) if isinstance(node.func, ast.Name)}
    for use in module.uses:
        if use.kind == "import" and isinstance(use.node, ast.alias) and use.node.name == "*":
            hidden = [name for name in HIDING.get(canonical(use.name), ()) if name in called - module.bound]
            if hidden:
                yield Hit(use.statement or use.node, canonical(use.name), f"this file calls {', '.join(hidden)}")
