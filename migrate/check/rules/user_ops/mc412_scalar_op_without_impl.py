"""MC412: a user's scalar Op that has C code and no impl."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import SCALAR_OPS, op_classes

RULE = Rule(
    code="MC412",
    severity="breaks",
    title="scalar Op with c_code and no impl",
    why="Its C was written against Theano's own headers and is not used: NotImplementedError when it runs.",
    do="Add impl(self, *numbers) in Python.",
)

BEFORE = """
from theano.scalar import UnaryScalarOp
class CodeOnly(UnaryScalarOp):  # MC412
    def c_code(self, node, name, inputs, outputs, sub): ...
class Both(UnaryScalarOp):
    def impl(self, x): ...
    def c_code(self, node, name, inputs, outputs, sub): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module, SCALAR_OPS):
        if "c_code" in op.methods and "impl" not in op.attributes and "nfunc_spec" not in op.attributes:
            yield Hit(op.node, op.node.name)
