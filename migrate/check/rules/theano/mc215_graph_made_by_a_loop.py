"""MC215: a Python loop that makes a large graph."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC215",
    severity="style",
    title="Python loop that makes a large graph",
    why="Each turn adds nodes to the graph, which take time to rewrite and to compile; in Theano such loops ended in"
    " 'bracket nesting level exceeded' or a RecursionError. Loops whose turns are alike are found and rolled up again.",
    do="Write one expression over arrays, or theano.scan.",
)

BEFORE = """
import theano
import theano.tensor as tt
x = tt.dvector("x")
total = 0
for i in range(1000):  # MC215
    total = total + tt.exp(x[i] * 2)
for i in range(10):
    total = total + x[i]
for i in range(1000):
    numbers = i + 1
for i in range(500):  # MC215
    total += x[i]
f = theano.function([x], total)
for epoch in range(1000):
    cost = f(data)
"""
FEW = 200


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.For):
        turns = _turns(node)
        if turns >= FEW:
            made = _nodes_a_turn(module, node)
            if made:
                yield Hit(node.iter, "theano.tensor", f"about {turns * made:,} nodes in {turns:,} turns")


def _turns(node: ast.For) -> int:
    call = node.iter
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in ("range", "xrange"):
        return 0
    ends = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, int)]
    if len(ends) != len(call.args) or not ends:
        return 0
    return len(range(*ends)) if len(ends) < 3 or ends[2] else 0


def _nodes_a_turn(module: Module, loop: ast.For) -> int:
    """Return how many operations on tensors the body has; 0 if nothing is carried from one iteration to the next."""
    carried = False
    count = 0
    for statement in loop.body:
        for node in every_node(statement):
            if isinstance(node, ast.AugAssign) and _is_tensor(module, node.value):
                carried, count = True, count + 1
            elif isinstance(node, ast.Assign) and _is_tensor(module, node.value) and len(node.targets) == 1:
                target = node.targets[0]
                reads = {part.id for part in every_node(node.value) if isinstance(part, ast.Name)}
                carried |= isinstance(target, ast.Name) and target.id in reads
            elif isinstance(node, ast.BinOp | ast.Call | ast.Subscript) and _is_tensor(module, node):
                count += 1
    return count if carried else 0


def _is_tensor(module: Module, node: ast.AST) -> bool:
    return bool(module.names_of(node) & TENSORS)
