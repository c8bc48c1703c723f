"""MC408: grad returns one variable instead of a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ...names.values import TENSORS
from ..rule import Hit, Rule
from .op_classes import op_classes, parameters

RULE = Rule(
    code="MC408",
    severity="breaks",
    title="grad returns a variable, not a list of them",
    why="tt.grad expects a gradient for each input, in a list: it raises, here as in Theano.",
    do="Return a list, [gradient], even for one input.",
)

BEFORE = """
import theano
import theano.tensor as tt
class Bad(theano.Op):
    def grad(self, inputs, g):
        return g[0] * 2  # MC408
class AlsoBad(theano.Op):
    def grad(self, inputs, g):
        return tt.exp(inputs[0])  # MC408
class Good(theano.Op):
    def grad(self, inputs, g):
        return [g[0] * 2]
class Fine(theano.Op):
    def grad(self, inputs, g):
        return [g[0]] + [None]
class Own(theano.Op):
    def grad(self, inputs, g):
        return self.gradient(inputs, g)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        for name in ("grad", "L_op"):
            method = op.methods.get(name)
            if method is None or method not in op.node.body:
                continue
            own = parameters(method)
            for node in every_node(method):
                if isinstance(node, ast.Return) and node.value is not None and _is_one(module, node.value, own):
                    yield Hit(node.value, op.node.name)


def _is_one(module: Module, value: ast.expr, own: list[str]) -> bool:
    names = module.names_of(value)
    if names:
        return names <= TENSORS
    return (
        isinstance(value, ast.BinOp)
        and isinstance(value.op, ast.Mult | ast.Div | ast.Sub | ast.Pow)
        and any(
            isinstance(side, ast.Subscript) and isinstance(side.value, ast.Name) and side.value.id in own
            for side in (value.left, value.right)
        )
    )
