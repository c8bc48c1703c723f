"""MC516: special methods under the names of Python 2."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

BECOMES = {"__nonzero__": "__bool__", "__div__": "__truediv__", "__idiv__": "__itruediv__", "__rdiv__": "__rtruediv__",
           "__getslice__": "__getitem__", "__unicode__": "__str__", "__cmp__": "__lt__ and __eq__"}  # fmt: skip
RULE = Rule(
    code="MC516",
    severity="differs",
    title="special method under its name of Python 2",
    why="Python 3 does not call it: an object that was false is true, a division or comparison is not the class's own.",
    do="Add the method under its present name (`__bool__ = __nonzero__`).",
    words=tuple(BECOMES),
)

BEFORE = """
class A:
    def __nonzero__(self):  # MC516
        return False
class B:
    def __div__(self, other):  # MC516
        return 1
class C:
    def __bool__(self):
        return False
    __nonzero__ = __bool__
class D:
    def __nonzero__(self):
        return False
    __bool__ = __nonzero__
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.ClassDef):
        methods = {part.name: part for part in node.body if isinstance(part, ast.FunctionDef)}
        bound = {
            target.id
            for part in node.body
            if isinstance(part, ast.Assign)
            for target in part.targets
            if isinstance(target, ast.Name)
        } | set(methods)
        for old, new in BECOMES.items():
            if old in methods and new.split()[0] not in bound:
                yield Hit(methods[old], old, f"{old} is {new} in Python 3")
