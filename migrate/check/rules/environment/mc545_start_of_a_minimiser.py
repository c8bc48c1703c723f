"""MC545: scipy.optimize.minimize from a start of two dimensions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC545",
    severity="breaks",
    title="start of a minimiser with two dimensions",
    why="SciPy flattened it until 1.10; since 1.11 x0 has one dimension: ValueError.",
    do="x0.ravel(), and reshape in the function that is minimised.",
    words=("minimize",),
    given_back=True,
)

BEFORE = """
import numpy as np
from scipy.optimize import fmin, minimize
minimize(loss, np.zeros((2, 3)))  # MC545
minimize(loss, x0=np.array([[1.0, 2.0]]))  # MC545
minimize(loss, [[1.0], [2.0]])  # MC545
minimize(loss, np.zeros((2, 3)).ravel()), minimize(loss, np.zeros(2)), minimize(loss, start), minimize(loss)
minimize(loss, np.zeros((2,))), fmin(loss, np.zeros((2, 3))), minimize(loss, np.array([a, b]))
"""
FILLED = {f"numpy.{name}" for name in ("zeros", "ones", "empty", "full", "random.random")}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        if names == {"scipy.optimize.minimize"}:
            given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "x0")]
            if given and not any(isinstance(one, ast.Starred) for one in call.args[:1]) and _has_rows(module, given[0]):
                yield Hit(given[0], "scipy.optimize.minimize")


def _has_rows(module: Module, node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and node.args:
        names = module.names_of(node.func)
        if names and names <= FILLED:
            return isinstance(node.args[0], ast.Tuple | ast.List) and len(node.args[0].elts) > 1
        return bool(names) and names <= {"numpy.array", "numpy.asarray"} and _has_rows(module, node.args[0])
    return isinstance(node, ast.List) and bool(node.elts) and all(isinstance(row, ast.List) for row in node.elts)
