"""MC208: x.transfer("gpu")."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC208",
    severity="breaks",
    title="transfer of a single variable to a GPU",
    why="Whole functions run on a GPU here, by JAX; a variable alone cannot be sent: ValueError.",
    do="Leave the transfer out and run with THEANO_FLAGS=device=cuda.",
)

BEFORE = """
import theano.tensor as tt
x = tt.fmatrix("x")
x.transfer("gpu")  # MC208
x.transfer("cpu")
x.transfer(target)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not isinstance(node.func, ast.Attribute) or node.func.attr != "transfer":
            continue
        of, target = module.names_of(node.func.value), node.args[0] if node.args else None
        if of and of <= TENSORS and isinstance(target, ast.Constant) and target.value not in ("cpu", None):
            yield Hit(node, "theano.tensor")
