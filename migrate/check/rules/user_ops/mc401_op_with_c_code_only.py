"""MC401: a user's Op that has C code and no perform."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import COPS, op_classes

RULE = Rule(
    code="MC401",
    severity="differs",
    title="Op with c_code and no perform",
    why="Its C++ is compiled against the NumPy that is here, so it needs a C++ compiler and Python's headers, and"
    " NumPy's interface has lost some names. Where it does not compile, NotImplementedError says what did not.",
    do="Nothing where it compiles. Else add perform(self, node, inputs, output_storage) in NumPy; c_code may stay.",
)

BEFORE = """
import theano
from theano import gof
from theano.gof import COp

class Double(theano.Op):  # MC401
    def c_code(self, node, name, inputs, outputs, sub):
        return ""

class Both(gof.Op):
    def perform(self, node, inputs, output_storage): ...
    def c_code(self, node, name, inputs, outputs, sub): ...

class Base(gof.Op):
    def perform(self, node, inputs, output_storage): ...

class Fast(Base):
    def c_code(self, node, name, inputs, outputs, sub): ...

class FromFile(COp):  # MC401
    def __init__(self): ...

class NotAnOp:
    def c_code(self): ...
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        if "perform" not in op.methods and ("c_code" in op.methods or op.bases & COPS):
            yield Hit(op.node, op.node.name)
