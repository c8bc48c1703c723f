"""MC903: `/` in Python 2 source, where it is the floor of the quotient of integers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC903",
    severity="differs",
    title="division of integers in Python 2",
    why="Where both operands are integers, Python 2 and NumPy on it gave the floor of the quotient; Python 3 gives "
    "a float.",
    do="Write `//` where integers are divided; `theano-compat run --from-python2` divides as Python 2 did.",
)

BEFORE = """
import math
print "half", 0.5 / n, n / math.pi  # MC902
middle = n / 2  # MC903
"""

FRACTIONAL = ("math", "random.random", "random.uniform", "random.gauss", "numpy.random",
              "numpy.exp", "numpy.log", "numpy.sqrt", "numpy.mean", "numpy.std", "numpy.pi", "time.time")  # fmt: skip
FEW = 12


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    """Yield one hit, at the first division that may be of integers, with the lines of the others in its note."""
    if not module.old_division:
        return
    fractional: dict[ast.AST, bool] = {}
    for node in reversed(module.nodes):  # inner nodes first
        fractional[node] = _fractional(module, node, fractional)
    nodes = [node for node in module.nodes if _divides(node) and not fractional[node]]
    if nodes:
        nodes.sort(key=module.place)
        lines = sorted({module.place(node)[0] for node in nodes})
        listed = ", ".join(map(module.line_name, lines[:FEW])) + (" and more" if len(lines) > FEW else "")
        where = "line" if len(lines) == 1 else "lines"
        note = f"{len(nodes)} divisions may be of integers, in {where} {listed}" if len(nodes) > 1 else ""
        yield Hit(nodes[0], "", note)


def _divides(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)


def _fractional(module: Module, node: ast.AST, known: dict[ast.AST, bool]) -> bool:
    """Say whether a value is certainly not an integer; `known` has the answers for nodes inside it."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, int)
    if isinstance(node, ast.UnaryOp):
        return known[node.operand]
    if isinstance(node, ast.BinOp):
        return known[node.left] or known[node.right]
    if isinstance(node, ast.AugAssign):
        return known[node.value]
    named = node.func if isinstance(node, ast.Call) else node
    if isinstance(named, ast.Name) and named.id in ("float", "complex"):
        return named.id not in module.bound
    return any(f"{name}.".startswith(f"{kind}.") for name in module.names_of(named) for kind in FRACTIONAL)
