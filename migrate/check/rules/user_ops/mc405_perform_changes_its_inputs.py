"""MC405: perform writes into its inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ..rule import Hit, Rule
from .op_classes import op_classes, parameters

RULE = Rule(
    code="MC405",
    severity="breaks",
    title="perform changes its inputs and has no destroy_map",
    why="Inputs come as arrays that cannot be written to: ValueError. Theano let it happen, and gave wrong results"
    " where another Op read the same array.",
    do="Work on a copy, or say destroy_map = {0: [0]}.",
)

BEFORE = """
import theano
class Bad(theano.Op):
    def perform(self, node, inputs, outputs):
        x, y = inputs
        x[0] = 3  # MC405
        inputs[1][...] = 7  # MC405
        y += 1  # MC405
        outputs[0][0] = x
class Good(theano.Op):
    def perform(self, node, inputs, outputs):
        x = inputs[0].copy()
        x[0] = 3
        (y,) = inputs
        y = y + 1
        outputs[0][0] = x
class Inplace(theano.Op):
    destroy_map = {0: [0]}
    def perform(self, node, inputs, outputs):
        inputs[0][...] = 7
class Below(Unknown, theano.Op):
    def perform(self, node, inputs, outputs):
        inputs[0][...] = 7
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        perform = op.methods.get("perform")
        names = parameters(perform) if perform is not None else []
        if (
            perform is None
            or len(names) < 3
            or perform not in op.node.body
            or "destroy_map" in op.attributes
            or not op.is_known
        ):  # an unseen base may have the map
            continue
        views = _views(perform, names[1])
        for node in every_node(perform):
            written: list[ast.expr]
            if isinstance(node, ast.Assign):
                written = [t for target in node.targets for t in _parts(target) if isinstance(t, ast.Subscript)]
            elif isinstance(node, ast.AugAssign):
                written = [node.target]
            else:
                continue
            for target in written:
                if _is_input(target, names[1], views):
                    yield Hit(target, op.node.name)


def _views(perform: ast.FunctionDef, inputs: str) -> set[str]:
    """Return the names that stand for an input itself, and for nothing else."""
    views: set[str] = set()
    others: set[str] = set()
    for node in every_node(perform):
        if isinstance(node, ast.Assign):
            whole = isinstance(node.value, ast.Name) and node.value.id == inputs
            one = (
                isinstance(node.value, ast.Subscript)
                and isinstance(node.value.value, ast.Name)
                and node.value.value.id == inputs
            )
            for target in node.targets:
                names = {part.id for part in _parts(target) if isinstance(part, ast.Name)}
                if (whole and isinstance(target, ast.Tuple | ast.List)) or (one and isinstance(target, ast.Name)):
                    views |= names
                else:
                    others |= names
    return views - others


def _parts(target: ast.expr) -> list[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        return [part for one in target.elts for part in _parts(one)]
    return [target]


def _is_input(target: ast.expr, inputs: str, views: set[str]) -> bool:
    """Say whether the target is `x[...]` of an input x, or `x` itself in an augmented assignment."""
    if isinstance(target, ast.Name):
        return target.id in views
    if not isinstance(target, ast.Subscript):
        return False
    of = target.value
    if isinstance(of, ast.Name):
        return of.id in views
    return isinstance(of, ast.Subscript) and isinstance(of.value, ast.Name) and of.value.id == inputs
