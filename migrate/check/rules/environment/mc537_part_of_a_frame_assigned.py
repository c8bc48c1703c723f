"""MC537: assignment through a part of a frame, which pandas 3 makes to a copy."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names import values
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC537",
    severity="differs",
    title="assignment to a part of a frame, which is a copy since pandas 3",
    why='frame["a"][0] = 5 leaves the frame as it was (copy on write); frame.values[0] = 5 raises ValueError,'
    " unless compat.install() or `theano-compat run` is in force.",
    do='frame.loc[0, "a"] = 5; frame["a"] = frame["a"].replace(...).',
    given_back=True,
    about=tuple(f"pandas.{name}" for name in "DataFrame read_csv read_table read_excel concat merge".split()),
)

BEFORE = """
import pandas as pd
frame = pd.DataFrame({"a": [1, 2]})
frame["a"][0] = 5  # MC537
frame["a"][frame["a"] > 1] += 1  # MC537
frame["a"].replace(1, 5, inplace=True)  # MC537
frame.values[0, 0] = 5  # MC537
frame["a"].values[0] = 5  # MC537
frame.loc[0, "a"] = 5
frame["b"] = 3
frame.replace(1, 5, inplace=True)
kept = frame["a"][0]
"""
OF_PARTS = {"loc", "iloc", "at", "iat", "ix"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Assign, ast.AugAssign, ast.Call):
        if isinstance(node, ast.Assign | ast.AugAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Subscript) and (severity := _part(module, target.value)):
                    yield Hit(target, "pandas", severity=severity)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _in_place(node):
            if _column(module, node.func.value):
                yield Hit(node, "pandas")


def _part(module: Module, node: ast.expr) -> str:
    if _column(module, node):
        return "differs"
    of = module.names_of(node.value) if isinstance(node, ast.Attribute) and node.attr == "values" else frozenset()
    return "breaks" if of and of <= {values.FRAME, values.SERIES} else ""


def _column(module: Module, node: ast.expr) -> bool:
    """Say whether it is `frame["a"]` of a known frame."""
    return isinstance(node, ast.Subscript) and module.names_of(node.value) == {values.FRAME}


def _in_place(call: ast.Call) -> bool:
    return any(
        word.arg == "inplace" and isinstance(word.value, ast.Constant) and word.value.value is True
        for word in call.keywords
    )
