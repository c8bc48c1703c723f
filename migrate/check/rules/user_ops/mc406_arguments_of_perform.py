"""MC406: perform with other parameters than it is called with."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes, parameters

RULE = Rule(
    code="MC406",
    severity="breaks",
    title="perform takes other arguments than node, inputs, output_storage",
    why="It is called with these three (and params, where the Op has params_type): TypeError.",
    do="Write perform(self, node, inputs, output_storage).",
)

BEFORE = """
import theano
class Two(theano.Op):
    def perform(self, inputs, outputs): ...  # MC406
class Three(theano.Op):
    def perform(self, node, inputs, outputs): ...
class Four(theano.Op):
    def perform(self, node, inputs, outputs, params=None): ...
class Any(theano.Op):
    def perform(self, *args): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        perform = op.methods.get("perform")
        if perform is None or perform not in op.node.body or perform.decorator_list or perform.args.vararg is not None:
            continue
        count = len(parameters(perform))
        needed = count - len(perform.args.defaults)
        if not needed <= 3 <= count and not ("params_type" in op.attributes and needed <= 4 <= count):
            yield Hit(perform, op.node.name, f"{op.node.name}.perform takes {count} arguments beside self")
