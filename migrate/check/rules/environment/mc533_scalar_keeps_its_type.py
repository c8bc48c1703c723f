"""MC533: scalars of NumPy beside numbers of Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

NARROW = {f"numpy.{name}" for name in "float16 float32 half single int8 int16 int32 uint8 uint16 uint32".split()}
RULE = Rule(
    code="MC533",
    severity="differs",
    title="scalar of NumPy that keeps its type beside a number of Python",
    why="np.float32(3) + 1.5 was a float64 before NumPy 2 and is a float32 now (NEP 50); whole numbers may overflow.",
    do="np.float64(...) where the wide type is meant. `theano-compat run script.py` computes as before.",
    words=tuple(name.removeprefix("numpy.") for name in sorted(NARROW)),
)

BEFORE = """
import numpy as np
np.float32(3) + 1.5  # MC533
2 * np.int8(100)  # MC533
scale = np.float32(0.1)
scale * 3.0  # MC533
np.float64(3) + 1.5
np.float32(3) + np.float32(1)
np.ones(3, np.float32) + 1.5
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.BinOp):
        for scalar, other in ((node.left, node.right), (node.right, node.left)):
            names = {name.removesuffix("()") for name in module.names_of(scalar) if name.endswith("()")}
            number = isinstance(other, ast.Constant) and type(other.value) in (int, float)
            if number and len(names) == 1 and names <= NARROW:
                yield Hit(node, next(iter(names)))
