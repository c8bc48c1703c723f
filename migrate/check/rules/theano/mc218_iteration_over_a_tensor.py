"""MC218: iteration over a tensor that is an input."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC218",
    severity="breaks",
    title="iteration over a tensor",
    why="How many parts it has is known only when a function runs: ValueError or TypeError, here as in Theano."
    " (x.shape and what tt.stack made do have a known length.)",
    do="Write theano.scan, tt.sum(x) for sum(x), or x[0], x[1] for unpacking.",
)

BEFORE = """
import theano.tensor as tt
x = tt.dvector("x")
a, b = x  # MC218
for row in x:  # MC218
    pass
total = sum(x)  # MC218
parts = [part for part in x]  # MC218
rows, columns = tt.dmatrix().shape
p, q = tt.dvectors("p", "q")
y = tt.dvector("y")
y = [y]
for one in y:
    pass
tt.sum(x)
for one in tt.stack([p, q]):
    pass
try:
    list(x)
except (TypeError, ValueError):
    pass
"""
INPUT = re.compile(r"theano\.tensor\.(?:\w+\.)*[bcdfilwz]?(?:scalar|vector|row|col|matrix|tensor[3-7])")
WALK = {"list", "tuple", "set", "sum", "sorted", "enumerate", "zip", "reversed"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    inputs = _inputs(module)
    if not inputs:
        return
    for node in module.of(ast.For, ast.comprehension, ast.Assign, ast.Call):
        walked: list[ast.expr] = []
        if isinstance(node, ast.For | ast.comprehension):
            walked = [node.iter]
        elif isinstance(node, ast.Assign) and any(isinstance(one, ast.Tuple | ast.List) for one in node.targets):
            walked = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WALK - module.bound:
            guarded = module.is_guarded(node, "TypeError") or module.is_guarded(node, "ValueError")
            walked = [] if guarded else node.args[:1]
        for value in walked:
            if isinstance(value, ast.Name) and value.id in inputs:
                yield Hit(value, "theano.tensor")


def _inputs(module: Module) -> set[str]:
    """Return names that are bound once, at the top of the file, to a call such as tt.dvector("x")."""
    made = {
        target.id
        for part in module.tree.body
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call) and _is_input(module, part.value)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    if not made:
        return made
    bound = Counter(node.id for node in module.of(ast.Name) if not isinstance(node.ctx, ast.Load))
    bound.update(node.arg for node in module.of(ast.arg))
    return {name for name in made if bound[name] == 1}


def _is_input(module: Module, call: ast.Call) -> bool:
    names = module.names_of(call.func)
    return bool(names) and all(INPUT.fullmatch(name) for name in names)
