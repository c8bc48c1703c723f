"""MC566: the minus of boolean arrays."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.kinds import MASK, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC566",
    severity="breaks",
    title="minus of a boolean array",
    why="-mask meant `not`, and mask - mask `either, but not both`, until NumPy 1.13: TypeError.",
    do="~mask, and mask ^ mask.",
    words=("isnan", "isfinite", "isinf", "logical_and", "logical_or", "in1d"),
)

BEFORE = """
import numpy as np
x = np.ones(3)
missing = np.isnan(x)
x[-missing], x[-(x > 2)], (x > 1) - (x > 2)  # MC566 MC566 MC566
x[~missing], -x, 1 - missing, x - missing, -(x > 2).sum()
"""
AFTER = """
import numpy as np
x = np.ones(3)
missing = np.isnan(x)
x[~missing], x[~(x > 2)], (x > 1) - (x > 2)  # MC566
x[~missing], -x, 1 - missing, x - missing, -(x > 2).sum()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for negated in module.of(ast.UnaryOp):
        if isinstance(negated.op, ast.USub) and kinds.of(negated.operand) == MASK:
            yield Hit(negated, "-", fix=changed(module, negated, "inverted"))
    for one in module.of(ast.BinOp):
        if isinstance(one.op, ast.Sub) and kinds.of(one.left) == kinds.of(one.right) == MASK:
            yield Hit(one, "-")
