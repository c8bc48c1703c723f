"""MC205: x[i] = value of a tensor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC205",
    severity="breaks",
    title="assignment to an item of a tensor",
    why="Variables are not changed in place: TypeError, here as in Theano.",
    do="Write x = tt.set_subtensor(x[i], value), or inc_subtensor for +=.",
)

BEFORE = """
import theano.tensor as tt
x = tt.dvector("x")
x[0] = 1  # MC205
x[1:] += 2  # MC205
y = tt.set_subtensor(x[0], 1)
data[0] = 1
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Assign, ast.AugAssign):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign):
            targets = [node.target]
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Subscript):
                names = module.names_of(target.value)
                if names and names <= TENSORS:
                    yield Hit(target, "theano.tensor")
