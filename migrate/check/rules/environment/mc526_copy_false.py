"""MC526: np.array(x, copy=False)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC526",
    severity="differs",
    title="np.array(copy=False) may raise since NumPy 2",
    why="It used to copy where it had to. NumPy 2 raises ValueError there; where no copy is needed nothing changes.",
    do="Write np.asarray(x).",
    words=("copy",),
    given_back=True,
)

BEFORE = """
import numpy as np
np.array(x, copy=False)  # MC526
np.array(x, dtype=float, copy=False)  # MC526
np.array(x, copy=True)
np.asarray(x)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if "numpy.array" in module.names_of(node.func):
            for word in node.keywords:
                if word.arg == "copy" and isinstance(word.value, ast.Constant) and word.value.value is False:
                    yield Hit(word, "numpy.array")
