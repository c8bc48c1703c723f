"""MC204: int(), float(), range() and math functions of a tensor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC204",
    severity="breaks",
    title="Python number wanted of a tensor",
    why="A tensor has a value only when a function runs: TypeError, here as in Theano.",
    do="Use tt.cast, tt.arange, tt.exp and so on; x.eval() where the value is known already.",
)

BEFORE = """
import math
import theano.tensor as tt
x = tt.dscalar("x")
float(x)  # MC204
math.log(x + 1)  # MC204
for i in range(x):  # MC204
    pass
float(x.eval())
math.log(3)
int(data)
"""
BUILTINS = {"int", "float", "range", "complex"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not node.args:
            continue
        by_name = isinstance(node.func, ast.Name) and node.func.id in BUILTINS and node.func.id not in module.bound
        if not by_name and not any(name.startswith("math.") for name in module.names_of(node.func)):
            continue
        names = module.names_of(node.args[0])
        if names and names <= TENSORS and not module.is_guarded(node, "TypeError"):
            yield Hit(node, "theano.tensor", f"{ast.unparse(node.func)} of a tensor")
