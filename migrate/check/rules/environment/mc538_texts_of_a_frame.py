"""MC538: columns of text, which are no objects since pandas 3."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names import values
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC538",
    severity="differs",
    title="columns of text have the type str, not object, since pandas 3",
    why='frame["name"].dtype == object was True and is False; select_dtypes("object") leaves texts out.',
    do='pd.api.types.is_string_dtype(column); select_dtypes(["object", "str"]).',
    given_back=True,  # by pandas' own switch
    about=("pandas.dtype", "pandas.dtypes", "pandas.select_dtypes"),
)

BEFORE = """
import pandas as pd
frame = pd.read_csv("a.csv")
frame["a"].dtype == object  # MC538
if frame.dtypes["a"] != "object":  # MC538
    frame.select_dtypes(include=["object"])  # MC538
frame["a"].dtype == float
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Compare, ast.Call):
        if isinstance(node, ast.Compare) and len(node.comparators) == 1 and _is_object(node.comparators[0]):
            if _of_a_frame(module, node.left):
                yield Hit(node, "pandas")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "select_dtypes":
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "include")]
            wanted = [part for one in given for part in (one.elts if isinstance(one, ast.List | ast.Tuple) else [one])]
            if any(map(_is_object, wanted)) and module.names_of(node.func.value) == {values.FRAME}:
                yield Hit(node, "pandas")


def _is_object(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return node.value in ("object", "O")
    return (node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")) in ("object", "object_")


def _of_a_frame(module: Module, node: ast.expr) -> bool:
    """Say whether it is `column.dtype` or `frame.dtypes[...]`."""
    if isinstance(node, ast.Subscript):
        node = node.value
    if not isinstance(node, ast.Attribute) or node.attr not in ("dtype", "dtypes"):
        return False
    names = module.names_of(node.value)
    return bool(names) and names <= {values.FRAME, values.SERIES}
