"""MC415: grad returns another number of gradients than the Op has inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC415",
    severity="breaks",
    title="grad returns another number of gradients than there are inputs",
    why="tt.grad wants one for each of itypes: ValueError, here as in Theano.",
    do="Return one for each input; theano.gradient.grad_undefined(self, i, inputs[i]) where there is none.",
)

BEFORE = """
import theano
import theano.tensor as tt
class Short(theano.Op):
    itypes = [tt.dvector, tt.dscalar]
    otypes = [tt.dvector]
    def grad(self, inputs, g):
        return [g[0]]  # MC415
class Right(theano.Op):
    itypes = [tt.dvector]
    otypes = [tt.dvector]
    def grad(self, inputs, g):
        return [g[0]]
class Unpacked(theano.Op):
    itypes = [tt.dvector, tt.dscalar]
    otypes = [tt.dvector]
    def grad(self, inputs, g):
        return [*g]
class Made(theano.Op):
    itypes = [tt.dvector, tt.dscalar]
    def make_node(self, x): ...
    def grad(self, inputs, g):
        return [g[0]]
class Nested(theano.Op):
    itypes = [tt.dvector, tt.dscalar]
    otypes = [tt.dvector]
    def grad(self, inputs, g):
        def pair():
            return [1]
        return pair()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        inputs = _inputs(op.node)
        if inputs is None or not op.is_known or "make_node" in op.methods:
            continue
        for name in ("grad", "L_op"):
            method = op.methods.get(name)
            if method is None or method not in op.node.body:
                continue
            nodes = every_node(method)
            if any(isinstance(node, ast.FunctionDef | ast.Lambda) and node is not method for node in nodes):
                continue  # an inner function, whose returns are not those of grad
            for node in nodes:
                given = _length(node.value) if isinstance(node, ast.Return) else None
                if given is not None and given != inputs:
                    yield Hit(node, op.node.name, f"{given} gradients for {inputs} inputs")


def _inputs(node: ast.ClassDef) -> int | None:
    for part in node.body:
        if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "itypes" for t in part.targets):
            return _length(part.value)
    return None


def _length(value: ast.expr | None) -> int | None:
    """Return the length of a literal list or tuple; None for others."""
    if not isinstance(value, ast.List | ast.Tuple) or any(isinstance(one, ast.Starred) for one in value.elts):
        return None
    return len(value.elts)
