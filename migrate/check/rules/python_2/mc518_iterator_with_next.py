"""MC518: an iterator whose method is `next`, and `.next()` of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.kinds import FILES, ITERATOR, MAPPED, kinds_in
from ...names.module import Module
from ...names.tree import children
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
class Archive(Linked):
    def __iter__(self):
        yield self.next()
    def next(self):
        return 1
node = Linked()
lines = iter(x)
first = open(name).next()  # MC518
second = iter(x).next()  # MC518
(i for i in x).next()  # MC518
node.next()
import csv
reader = csv.reader(open(name))
header = reader.next()  # MC518
def numbers():
    yield 1
numbers().next()  # MC518
with open(name) as file:
    file.next()  # MC518
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
class Archive(Linked):
    def __iter__(self):
        yield self.next()
    def next(self):
        return 1
node = Linked()
lines = iter(x)
first = next(open(name))
second = next(iter(x))
next((i for i in x))
node.next()
import csv
reader = csv.reader(open(name))
header = next(reader)
def numbers():
    yield 1
next(numbers())
with open(name) as file:
    next(file)
"""
ITERATORS = {ITERATOR, MAPPED, *FILES}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
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
            if {"next", "__iter__"} <= set(names) and "__next__" not in assigned | set(names) and _gives_itself(names):
                yield Hit(names["next"], "next")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "next":
            of = node.func.value
            if not node.args and (kinds.of(of) in ITERATORS or _is_generator(module, of)):
                yield Hit(node, "next", fix=changed(module, node, "receiver_put_into", "next({x})"))


def _gives_itself(methods: Mapping[str, ast.FunctionDef]) -> bool:
    """Say whether `__iter__` returns self: otherwise something else is the iterator."""
    returned = [one.value for one in ast.walk(methods["__iter__"]) if isinstance(one, ast.Return)]
    return any(isinstance(one, ast.Name) and one.id == "self" for one in returned)


def _is_generator(module: Module, node: ast.expr) -> bool:
    """Say whether it is a call of a function of the file, or a name of such a call, that yields."""
    origins = kinds_in(module).origins(node)
    called = [one.func.id if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) else "" for one in origins]
    return bool(called) and set(called) <= {one.name for one in module.once(_generators)}


def _generators(module: Module) -> list[ast.FunctionDef]:
    """Return the functions of the file that yield, where no other has their name."""
    functions = module.of(ast.FunctionDef)
    names = [one.name for one in functions]
    return [one for one in functions if names.count(one.name) == 1 and _yields(one)]


def _yields(function: ast.FunctionDef) -> bool:
    todo: list[ast.AST] = list(function.body)
    for node in todo:  # grows during iteration
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            todo += children(node)
    return any(isinstance(one, ast.Yield | ast.YieldFrom) for one in todo)
