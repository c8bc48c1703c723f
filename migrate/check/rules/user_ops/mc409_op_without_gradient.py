"""MC409: a user's Op that has no gradient."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC409",
    severity="style",
    title="Op without a gradient",
    why="tt.grad through it raises NotImplementedError, and pm.sample cannot use NUTS: it takes Metropolis or Slice.",
    do="Add grad(self, inputs, output_gradients), or step=pm.Slice() to say that it is meant so.",
)

BEFORE = """
import theano
class Plain(theano.Op):  # MC409
    def perform(self, node, inputs, outputs): ...
class WithGrad(theano.Op):
    def perform(self, node, inputs, outputs): ...
    def grad(self, inputs, g): ...
class Gradient(WithGrad):
    def perform(self, node, inputs, outputs): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        if (
            op.is_known
            and "perform" in op.methods
            and not op.is_inherited
            and not {"grad", "L_op", "pullback"} & op.attributes
        ):
            yield Hit(op.node, op.node.name)
