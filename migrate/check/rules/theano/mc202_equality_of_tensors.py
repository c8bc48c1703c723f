"""MC202: == between tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC202",
    severity="style",
    title="== of tensors asks whether they are the same object",
    why="It gives Python's True or False at once and no symbolic comparison, here as in Theano.",
    do="Write tt.eq(a, b) or tt.neq(a, b) where the values are meant, `a is b` where the variables are.",
)

BEFORE = """
import theano.tensor as tt
x, y = tt.dvector("x"), tt.dvector("y")
x == y  # MC202
mask = x + 1 != 0  # MC202
tt.eq(x, y)
x.ndim == 1
x is y
x.name == "x"
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Compare):
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            names = module.names_of(node.left)
            if names and names <= TENSORS:
                yield Hit(node, "theano.tensor")
