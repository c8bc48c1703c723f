"""MC407: __props__ names an attribute that nothing sets."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC407",
    severity="breaks",
    title="__props__ names an attribute that the Op does not set",
    why="Ops are compared by these attributes: AttributeError at the first comparison, here as in Theano.",
    do="Set it in __init__, or take it out of __props__.",
)

BEFORE = """
import theano
class Bad(theano.Op):
    __props__ = ("axis", "mode")  # MC407
    def __init__(self, axis):
        self.axis = axis
    def perform(self, node, inputs, outputs): ...
class Good(theano.Op):
    __props__ = ("axis",)
    axis = 0
    def perform(self, node, inputs, outputs): ...
class Odd(theano.Op):
    __props__ = ("axis",)
    def __init__(self, **given):
        self.__dict__.update(given)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        for part in op.node.body if op.is_known and not op.sets_more() else ():
            if not isinstance(part, ast.Assign) or not isinstance(part.value, ast.Tuple | ast.List):
                continue
            if any(isinstance(target, ast.Name) and target.id == "__props__" for target in part.targets):
                names = [one.value for one in part.value.elts if isinstance(one, ast.Constant)]
                unset = [str(name) for name in names if name not in op.attributes]
                if unset:
                    yield Hit(part, op.node.name, f"nothing sets {', '.join(unset)}")
