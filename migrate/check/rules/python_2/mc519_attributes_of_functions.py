"""MC519: attributes that functions and methods had in Python 2."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

BECOMES = {"func_name": "__name__", "func_code": "__code__", "func_defaults": "__defaults__", "func_doc": "__doc__",
           "func_globals": "__globals__", "func_closure": "__closure__", "func_dict": "__dict__", "im_func": "__func__",
           "im_self": "__self__"}  # fmt: skip
RULE = Rule(
    code="MC519",
    severity="breaks",
    title="attribute that functions had in Python 2",
    why="AttributeError in Python 3; the present name works since Python 2.6.",
    do="Write the name with underscores.",
    words=tuple(BECOMES),
)

BEFORE = """
f.func_name  # MC519
obj.method.im_func  # MC519
f.__name__
self.func_name = 3
"""
AFTER = """
f.__name__
obj.method.__func__
f.__name__
self.func_name = 3
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    own = {
        node.attr
        for node in module.of(ast.Attribute)
        if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    for node in module.of(ast.Attribute):
        if node.attr in BECOMES and isinstance(node.ctx, ast.Load):
            of_self = isinstance(node.value, ast.Name) and node.value.id == "self" and node.attr in own
            if not of_self:
                yield Hit(node, node.attr, fix=changed(module, node, "attribute_renamed", BECOMES[node.attr]))
