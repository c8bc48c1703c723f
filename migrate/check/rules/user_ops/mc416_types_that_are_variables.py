"""MC416: itypes and otypes that hold variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule
from .mc411_as_op_without_types import AS_OP
from .op_classes import op_classes

RULE = Rule(
    code="MC416",
    severity="breaks",
    title="itypes or otypes with a variable for a type",
    why="tt.dvector is a type and tt.dvector() a variable: TypeError, here as in Theano.",
    do="Leave the parentheses out.",
)

BEFORE = """
import theano
import theano.tensor as tt
from theano.compile.ops import as_op
class Called(theano.Op):
    itypes = [tt.dvector()]  # MC416
    otypes = [tt.dvector]
@as_op(itypes=[tt.dscalar], otypes=[tt.dscalar()])  # MC416
def f(x):
    return x
class Right(theano.Op):
    itypes = [tt.dvector, tt.TensorType("float64", (False,))]
    otypes = [tt.dvector().type]
class Other:
    itypes = [tt.dvector()]
"""
TYPES = ("itypes", "otypes")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    lists = [
        part.value
        for op in op_classes(module)
        for part in op.node.body
        if isinstance(part, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id in TYPES for target in part.targets)
    ]
    for call, names in module.named_calls:
        if names & AS_OP:
            lists += [word.value for word in call.keywords if word.arg in TYPES] + call.args
    for one in lists:
        for element in one.elts if isinstance(one, ast.List | ast.Tuple) else ():
            found = module.names_of(element)
            if found and found <= TENSORS:
                yield Hit(element, "theano.Op")
