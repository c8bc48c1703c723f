"""MC201: a tensor's comparison used as True or False."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC201",
    severity="breaks",
    title="comparison of tensors used as True or False",
    why="Its value is known only when a function runs: TypeError, here as in Theano.",
    do="Use tt.switch(condition, a, b) or theano.ifelse.ifelse; tt.and_ and tt.or_ for conditions.",
)

BEFORE = """
import theano.tensor as tt
x = tt.dscalar("x")
y = tt.switch(x > 0, x, 0)
if x > 0:  # MC201
    y = x
z = 1 if x < 3 else 2  # MC201
assert x >= 0  # MC201
while x + 1 > 0:  # MC201
    pass
both = x > 0 and x < 1  # MC201
between = 0 < x < 1  # MC201
if x is None or len([x]) > 0:
    pass
if unknown(x) > 0:
    pass
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.If, ast.IfExp, ast.While, ast.Assert, ast.BoolOp, ast.Compare):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            asked = [node.test]
        elif isinstance(node, ast.BoolOp):
            asked = node.values[:-1]
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            if all(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops) and (
                _is_tensor(module, node.left) or _is_tensor(module, node.comparators[0])
            ):
                yield Hit(node, "theano.tensor")
            continue
        else:
            continue
        for test in asked:
            if isinstance(test, ast.Compare) and _is_tensor(module, test):
                yield Hit(test, "theano.tensor")


def _is_tensor(module: Module, node: ast.expr) -> bool:
    names = module.names_of(node)
    return bool(names) and names <= TENSORS
