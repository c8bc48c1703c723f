"""MC521: `is` with a number or a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed, end_of, start_of
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC521",
    severity="style",
    title="`is` with a literal",
    why="Whether two equal numbers or texts are one object is Python's affair: SyntaxWarning, and it may turn false.",
    do="Write ==.",
    words=("is",),
)

BEFORE = """
if x is 0:  # MC521
    pass
if kind is not "a":  # MC521
    pass
x is None
x is True
"""
AFTER = """
if x == 0:
    pass
if kind != "a":
    pass
x is None
x is True
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Compare):
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Is | ast.IsNot):
            other = node.comparators[0]
            if (
                isinstance(other, ast.Constant)
                and isinstance(other.value, int | float | str | bytes)
                and not isinstance(other.value, bool)
            ):
                start, end = end_of(module, node.left), start_of(module, other)
                plain = module.between(start, end).split() in (["is"], ["is", "not"])
                fix = changed(module, node, "compared_by_value") if plain and start[0] == end[0] else None
                yield Hit(node, "is", fix=fix)
