"""MC544: the scope of a pytest fixture by position."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC544",
    severity="breaks",
    title="scope of a pytest fixture by position",
    why="pytest took it until 5.4; since 6.0 its arguments go by keyword: TypeError.",
    do="Write scope='module'.",
    words=("fixture",),
)

BEFORE = """
import pytest
@pytest.fixture("module")  # MC544
def f(): pass
@pytest.fixture(scope="module")
def g(): pass
h = pytest.fixture(g)
"""
AFTER = """
import pytest
@pytest.fixture(scope="module")
def f(): pass
@pytest.fixture(scope="module")
def g(): pass
h = pytest.fixture(g)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        if names == {"pytest.fixture"} and call.args and _is_text(call.args[0]):
            fix = changed(module, call, "argument_named", 0, "scope") if len(call.args) == 1 else None
            yield Hit(call.args[0], "pytest.fixture", fix=fix)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
