"""MC511: an array of rows of unequal length."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC511",
    severity="breaks",
    title="array of rows of unequal length",
    why="NumPy made an array of lists of it until 1.23; since then it raises ValueError.",
    do="Say dtype=object where lists are meant.",
    words=("array", "asarray"),
    given_back=True,
)

BEFORE = """
import numpy as np
np.array([[1, 2], [3]])  # MC511
np.array([[1, 2], [3, 4]])
np.array([[1, 2], [3]], dtype=object)
np.asarray([(1, 2), (3, 4, 5)])  # MC511
np.array([[1, 2], x])
"""
MAKERS = {"numpy.array", "numpy.asarray"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if (
            node.args
            and not node.keywords
            and len(node.args) == 1
            and isinstance(node.args[0], ast.List | ast.Tuple)
            and module.names_of(node.func) & MAKERS
        ):
            rows = node.args[0].elts
            lengths = {
                len(row.elts)
                for row in rows
                if isinstance(row, ast.List | ast.Tuple) and not any(isinstance(one, ast.Starred) for one in row.elts)
            }
            if len(lengths) > 1:
                yield Hit(node, "numpy.array")
