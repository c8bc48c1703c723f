"""MC518: an iterator whose method is `next`, and `.next()` of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC518",
    severity="breaks",
    title="next as a method of iterators",
    why="In Python 3 it is __next__: AttributeError, or TypeError that the object is no iterator.",
    do="Write next(iterator), and __next__ = next in the class.",
    words=("next",),
)

BEFORE = """
class A:
    def __iter__(self):
        return self
    def next(self):  # MC518
        return 1
class B:
    def __iter__(self):
        return self
    def next(self):
        return 1
    __next__ = next
class Linked:
    def next(self):
        return self.other
node = Linked()
lines = iter(x)
first = open(name).next()  # MC518
second = iter(x).next()  # MC518
(i for i in x).next()  # MC518
node.next()
"""
AFTER = """
class A:
    def __iter__(self):
        return self
    def next(self):  # MC518
        return 1
class B:
    def __iter__(self):
        return self
    def next(self):
        return 1
    __next__ = next
class Linked:
    def next(self):
        return self.other
node = Linked()
lines = iter(x)
first = next(open(name))
second = next(iter(x))
next((i for i in x))
node.next()
"""
ITERATORS = {"iter", "open", "enumerate", "zip", "map", "filter"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.ClassDef, ast.Call):
        if isinstance(node, ast.ClassDef):
            names = {part.name: part for part in node.body if isinstance(part, ast.FunctionDef)}
            assigned = {
                target.id
                for part in node.body
                if isinstance(part, ast.Assign)
                for target in part.targets
                if isinstance(target, ast.Name)
            }
            if {"next", "__iter__"} <= set(names) and "__next__" not in assigned | set(names):
                yield Hit(names["next"], "next")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "next":
            of = node.func.value
            made = isinstance(of, ast.Call) and isinstance(of.func, ast.Name) and of.func.id in ITERATORS
            if not node.args and (made or isinstance(of, ast.GeneratorExp)):
                yield Hit(node, "next", fix=changed(module, node, "receiver_put_into", "next({x})"))
