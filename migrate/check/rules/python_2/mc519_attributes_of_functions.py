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
class Op(Base):
    func_doc = ""
    def name(self):
        return self.func_name, self.im_func, self.method.im_func  # MC519
    def text(self, other):
        return other.func_doc  # MC519
"""
AFTER = """
f.__name__
obj.method.__func__
f.__name__
self.func_name = 3
class Op(Base):
    func_doc = ""
    def name(self):
        return self.func_name, self.im_func, self.method.__func__
    def text(self, other):
        return other.func_doc  # MC519
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    of_classes = {
        target.id
        for cls in module.of(ast.ClassDef)
        for part in cls.body
        if isinstance(part, ast.Assign)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    if any(use.name.endswith(".COp") for use in module.uses):
        of_classes.add("func_name")  # the name of its C function
    for node in module.of(ast.Attribute):
        if node.attr not in BECOMES or not isinstance(node.ctx, ast.Load) or _is_an_instance(module, node.value):
            continue
        fix = None if node.attr in of_classes else changed(module, node, "attribute_renamed", BECOMES[node.attr])
        yield Hit(node, node.attr, fix=fix)


def _is_an_instance(module: Module, node: ast.expr) -> bool:
    """Say whether it is an object of a class, or a class: no function, so that the attribute is its own."""
    if isinstance(node, ast.Name) and node.id in ("self", "cls"):
        return True
    return any(name.endswith("()") for name in module.names_of(node))
