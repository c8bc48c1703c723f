"""MC514: sort(cmp=...)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC514",
    severity="breaks",
    title="sort and sorted with cmp",
    why="Python 3 sorts by key alone: TypeError.",
    do="Write key=functools.cmp_to_key(compare).",
    words=("cmp",),
)

BEFORE = """
x.sort(cmp=compare)  # MC514
sorted(x, cmp=compare)  # MC514
x.sort(key=len)
other(cmp=compare)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for word in node.keywords:
            if word.arg == "cmp" and name in ("sort", "sorted"):
                yield Hit(word, name)
