"""MC219: Python's max() and min() with a tensor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC219",
    severity="breaks",
    title="max() or min() of Python with a tensor",
    why="They ask which of two is larger before a function runs: TypeError, here as in Theano.",
    do="Write tt.maximum(a, b) or tt.minimum(a, b).",
)

BEFORE = """
import theano.tensor as tt
x = tt.dscalar("x")
positive = max(x, 0)  # MC219
least = min(1, 2, x + 1)  # MC219
tt.maximum(x, 0)
max(3, 0)
max(x, key=len)
max(unknown(x), 0)
try:
    y = max(x, 0)
except TypeError:
    y = tt.maximum(x, 0)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not isinstance(node.func, ast.Name) or node.keywords:
            continue
        function = node.func.id
        if function not in ("max", "min") or function in module.bound or len(node.args) < 2:
            continue
        if any((names := module.names_of(one)) and names <= TENSORS for one in node.args) and not module.is_guarded(
            node, "TypeError"
        ):
            yield Hit(node, "theano.tensor", f"{function}() of a tensor")
