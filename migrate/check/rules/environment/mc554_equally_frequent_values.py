"""MC554: the order of equally frequent values."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC554",
    severity="differs",
    title="order of equally frequent values",
    why="value_counts() sorts by frequency. Until pandas 1.2 values that occur equally often came in the order of a"
    " hash table, since 1.3 in that of their first occurrence: the first one may be another.",
    do="Sort by value too: counts.sort_index().sort_values(ascending=False, kind='stable').",
    words=("value_counts",),
)

BEFORE = """
import pandas as pd
best = series.value_counts().index[0]  # MC554
top = series.value_counts(normalize=True).head(3)  # MC554
for name in series.value_counts().keys():  # MC554
    pass
print(series.value_counts().sort_index().index[0])
print(series.value_counts()["a"], series.value_counts().sum(), len(series.value_counts()))
"""
ORDERED = {"index", "head", "keys", "idxmax", "items", "iteritems", "iloc", "nlargest"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Attribute):
        call = node.value
        if node.attr in ORDERED and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            if call.func.attr == "value_counts" and not any(word.arg == "sort" for word in call.keywords):
                yield Hit(node, "pandas.Series.value_counts")
