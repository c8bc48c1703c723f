"""MC402: a user's Op that nothing can run."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC402",
    severity="breaks",
    title="Op without perform",
    why="A function that holds it raises NotImplementedError with its name, here as in Theano.",
    do="Add perform(self, node, inputs, output_storage) in NumPy.",
)

BEFORE = """
import theano
from theano import gof

class Nothing(theano.Op):  # MC402
    itypes = [theano.tensor.dvector]
    otypes = [theano.tensor.dvector]

class Made(gof.Op):  # MC402
    def make_node(self, x): ...

class Base(gof.Op):
    def make_node(self, x): ...

class Whole(Base):
    def perform(self, node, inputs, output_storage): ...

class Mixed(Whole, Unknown):
    pass

class Thunk(gof.Op):
    def make_node(self, x): ...
    def make_thunk(self, *args): ...
"""
RUNS = {"perform", "make_thunk", "c_code", "make_py_thunk", "R_perform"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        makes = bool({"make_node", "itypes"} & op.attributes)
        if op.is_known and makes and not op.is_inherited and not RUNS & set(op.attributes):
            yield Hit(op.node, op.node.name)
