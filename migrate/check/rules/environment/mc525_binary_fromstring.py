"""MC525: np.fromstring of bytes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC525",
    severity="breaks",
    title="np.fromstring without sep",
    why="Reading bytes this way is gone from NumPy 2.3: ValueError.",
    do="np.frombuffer(data, dtype), which gives an array that cannot be written to: add .copy() if it must be.",
    unsafe=True,
    words=("fromstring",),
)

BEFORE = """
import numpy as np
np.fromstring(data, dtype=np.uint8)  # MC525
np.fromstring(text, sep=" ")
np.fromstring(text, float, -1, ",")
"""
AFTER = """
import numpy as np
np.frombuffer(data, dtype=np.uint8)
np.fromstring(text, sep=" ")
np.fromstring(text, float, -1, ",")
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if (
            "numpy.fromstring" in module.names_of(node.func)
            and len(node.args) < 4
            and not any(word.arg in ("sep", None) for word in node.keywords)
        ):
            fix = None
            if isinstance(node.func, ast.Attribute):
                fix = changed(module, node.func, "attribute_renamed", "frombuffer")
            yield Hit(node.func, "numpy.fromstring", fix=fix)
