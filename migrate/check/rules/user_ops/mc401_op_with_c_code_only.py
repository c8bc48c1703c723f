"""MC401: a user's Op that has C code and no perform."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC401",
    severity="breaks",
    title="Op with c_code and no perform",
    why="Its C was written against Theano's own headers; without them there is nothing to run."
    " Compiling a function that holds it raises NotImplementedError with its name.",
    do="Add perform(self, node, inputs, output_storage) in NumPy; c_code may stay.",
)

BEFORE = """
import theano
from theano import gof
from theano.gof import COp

class Double(theano.Op):  # MC401
    def c_code(self, node, name, inputs, outputs, sub):
        return ""

class Both(gof.Op):
    def perform(self, node, inputs, output_storage): ...
    def c_code(self, node, name, inputs, outputs, sub): ...

class Base(gof.Op):
    def perform(self, node, inputs, output_storage): ...

class Fast(Base):
    def c_code(self, node, name, inputs, outputs, sub): ...

class FromFile(COp):  # MC401
    def __init__(self): ...

class NotAnOp:
    def c_code(self): ...
"""
COPS = {"theano.gof.COp", "theano.gof.op.COp", "theano.graph.op.ExternalCOp", "theano.graph.op.COp"}
OPS = {"theano.Op", "theano.gof.Op", "theano.gof.op.Op", "theano.graph.op.Op", "theano.graph.basic.Op",
       "theano.tensor.Op", "theano.gof.OpenMPOp", "theano.gof.op.OpenMPOp"} | COPS  # fmt: skip


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    classes = {node.name: node for node in module.nodes if isinstance(node, ast.ClassDef)}
    for node in classes.values():
        family = _family(node, classes)
        bases = {name for one in family for base in one.bases for name in module.names_of(base)}
        methods = {part.name for one in family for part in one.body if isinstance(part, ast.FunctionDef)}
        if bases & OPS and "perform" not in methods and ("c_code" in methods or bases & COPS):
            yield Hit(node, node.name)


def _family(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> list[ast.ClassDef]:
    """The class and those of this file that it inherits from."""
    family, todo = [], [node]
    while todo:
        one = todo.pop()
        if one not in family:
            family.append(one)
            todo += [classes[base.id] for base in one.bases if isinstance(base, ast.Name) and base.id in classes]
    return family
