"""MC536: scipy.stats.mode as it was before SciPy 1.11."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC536",
    severity="breaks",
    title="scipy.stats.mode gives numbers, not arrays of one",
    why="Since SciPy 1.11 the axis that is reduced is dropped: mode(x)[0][0] raises IndexError.",
    do="mode(x, keepdims=True)[0][0] (SciPy 1.9 and later), or mode(x)[0].",
    words=("mode",),
    given_back=True,
)

BEFORE = """
from scipy import stats
stats.mode(x)[0][0]  # MC536
stats.mode(x).mode[0]  # MC536
stats.mode(x, keepdims=True)[0][0]
stats.mode(x)[0]
found = stats.mode(x)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Subscript):
        inner = node.value
        call = inner.value if isinstance(inner, ast.Subscript | ast.Attribute) else None
        if isinstance(call, ast.Call) and module.names_of(call.func) == {"scipy.stats.mode"}:
            kept = any(word.arg in ("keepdims", None, "axis") for word in call.keywords) or len(call.args) > 1
            of_result = isinstance(inner, ast.Subscript) or inner.attr in ("mode", "count")  # type: ignore[attr-defined]
            if not kept and of_result:
                yield Hit(node, "scipy.stats.mode")
