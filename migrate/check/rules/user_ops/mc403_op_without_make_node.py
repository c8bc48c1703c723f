"""MC403: a user's Op that cannot be applied."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC403",
    severity="breaks",
    title="Op with neither make_node nor itypes and otypes",
    why="Calling it raises NotImplementedError, here as in Theano.",
    do="Give itypes and otypes, or write make_node(self, *inputs).",
)

BEFORE = """
import theano
import theano.tensor as tt

class Bare(theano.Op):  # MC403
    def perform(self, node, inputs, output_storage): ...

class Half(theano.Op):  # MC403
    itypes = [tt.dvector]
    def perform(self, node, inputs, output_storage): ...

class Typed(theano.Op):
    itypes = [tt.dvector]
    otypes = [tt.dvector]
    def perform(self, node, inputs, output_storage): ...

class Later(theano.Op):
    def __init__(self, kind):
        self.itypes = [kind]
        self.otypes = [kind]
    def perform(self, node, inputs, output_storage): ...

class Own(theano.Op):
    def make_node(self, x): ...
    def perform(self, node, inputs, output_storage): ...

class Called(theano.Op):
    def __call__(self, x): ...
    def perform(self, node, inputs, output_storage): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        typed = {"itypes", "otypes"} <= op.attributes
        if (
            op.is_known
            and "perform" in op.methods
            and not op.is_inherited
            and not typed
            and not {"make_node", "__call__"} & op.attributes
        ):
            yield Hit(op.node, op.node.name)
