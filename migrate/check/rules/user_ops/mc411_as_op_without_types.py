"""MC411: as_op as a bare decorator."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC411",
    severity="breaks",
    title="as_op without its types",
    why="It needs itypes and otypes, lists of types: TypeError, here as in Theano.",
    do="Write @as_op(itypes=[tt.dscalar], otypes=[tt.dscalar]).",
)

BEFORE = """
import theano.tensor as tt
from theano.compile.ops import as_op
@as_op  # MC411
def f(x):
    return x
@as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def g(x):
    return x
"""
AS_OP = {"theano.compile.ops.as_op", "theano.as_op", "theano.compile.as_op"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.FunctionDef):
        for decorator in node.decorator_list:
            if not isinstance(decorator, ast.Call) and module.names_of(decorator) & AS_OP:
                yield Hit(decorator, "theano.compile.ops.as_op")
