"""MC515: open(..., "rU")."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import replaced
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC515",
    severity="breaks",
    title='open with mode "U"',
    why="Python 3.11 dropped it: ValueError. Line ends are understood without it.",
    do='Write "r".',
    words=("open",),
)

BEFORE = """
open(name, "rU")  # MC515
open(name, mode="U")  # MC515
open(name, "r")
open(name, "wb")
"""
AFTER = """
open(name, "r")
open(name, mode="r")
open(name, "r")
open(name, "wb")
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "open" and "open" not in module.bound:
            given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "mode")]
            for mode in given:
                if isinstance(mode, ast.Constant) and isinstance(mode.value, str) and "U" in mode.value:
                    new = mode.value.replace("U", "")
                    yield Hit(mode, "open", fix=replaced(module, mode, f'"{new or "r"}"'))
