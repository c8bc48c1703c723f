"""MC410: Ops that are never equal to each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC410",
    severity="style",
    title="Op with neither __props__ nor __eq__ and __hash__",
    why="Two of them are never equal: the same computation is done twice, and compiled code of another process is not"
    " found again.",
    do="Add __props__ = () or the names of the attributes that tell two of them apart.",
)

BEFORE = """
import theano
class Plain(theano.Op):  # MC410
    def perform(self, node, inputs, outputs): ...
class Props(theano.Op):
    __props__ = ()
    def perform(self, node, inputs, outputs): ...
class Old(theano.Op):
    def __eq__(self, other): return type(self) == type(other)
    def __hash__(self): return hash(type(self))
    def perform(self, node, inputs, outputs): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        if (
            op.is_known
            and "perform" in op.methods
            and not op.is_inherited
            and not {"__props__", "__eq__", "__hash__"} & op.attributes
        ):
            yield Hit(op.node, op.node.name)
