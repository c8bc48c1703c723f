"""MC203: len() of a tensor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, changed
from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC203",
    severity="breaks",
    title="len() of a tensor",
    why="Its length is known only when a function runs: TypeError, here as in Theano.",
    do="Write x.shape[0], which is a variable.",
)

BEFORE = """
import theano.tensor as tt
x = tt.dvector("x")
n = len(x)  # MC203
m = len(x * 2)  # MC203
len(data)
x.shape[0]
"""
AFTER = """
import theano.tensor as tt
x = tt.dvector("x")
n = x.shape[0]
m = len(x * 2)  # MC203
len(data)
x.shape[0]
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.id != "len":
            continue
        names = module.names_of(node.args[0]) if len(node.args) == 1 else frozenset()
        if names and names <= TENSORS and not module.is_guarded(node, "TypeError"):
            yield Hit(node, "theano.tensor", fix=_shape(module, node))


def _shape(module: Module, call: ast.Call) -> Fix | None:
    given = call.args[0]
    if not isinstance(given, ast.Name | ast.Attribute):
        return None
    return changed(module, call, "argument_put_into", "{x}.shape[0]")
