"""MC220: float(), int() and "%f" of what a compiled function gives, where that is a vector."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC220",
    severity="breaks",
    title="Python number wanted of a vector",
    why="NumPy gave the number of an array of one element with a warning since 1.25: TypeError since 2.4.",
    do="f(x)[0], or f(x).item(): the one element.",
)

BEFORE = """
import theano
import theano.tensor as tt
x = tt.dvector("x")
s = tt.dscalar("s")
f = theano.function([x, s], tt.exp(-2 * x) + s)
float(f([1.0], 2))  # MC220
int(f([1.0], 2))  # MC220
"loss %.3f" % f([1.0], 2)  # MC220
"loss %s" % f([1.0], 2)
float(f([1.0], 2)[0])
g = theano.function([x], x.sum())
float(g([1.0]))
h = theano.function([x], [x])
float(*h([1.0]))
k = theano.function([x], x[0] + s)
float(k([1.0]))
"""
INPUT = re.compile(r"theano\.tensor\.[bwilfdc]?(?:vector|row|col|matrix)")
ITEM_BY_ITEM = {f"theano.tensor.{name}" for name in "exp log sqrt sqr tanh sin cos abs_ log1p expm1 neg".split()}
NUMBER = re.compile(r"[^%]*%[-+ #0-9.]*[diufFeEgG][^%]*")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    functions = _functions(module)
    if not functions:
        return
    for call in module.of(ast.Call):
        by_name = isinstance(call.func, ast.Name) and call.func.id in {"float", "int"} - module.bound
        if by_name and len(call.args) == 1 and _calls(call.args[0], functions):
            if not module.is_guarded(call, "TypeError"):
                yield Hit(call, "theano.function")
    for node in module.of(ast.BinOp):
        text = node.left.value if isinstance(node.left, ast.Constant) else None
        if isinstance(node.op, ast.Mod) and isinstance(text, str) and NUMBER.fullmatch(text):
            if _calls(node.right, functions):
                yield Hit(node, "theano.function")


def _calls(node: ast.expr, functions: set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions


def _functions(module: Module) -> set[str]:
    """Names that are bound once, at the top of the file, to a function whose one output is a vector or more."""
    bound = Counter(node.id for node in module.of(ast.Name) if not isinstance(node.ctx, ast.Load))
    bound.update(node.arg for node in module.of(ast.arg))
    inputs: set[str] = set()
    functions: set[str] = set()
    for part in module.tree.body:
        target = part.targets[0] if isinstance(part, ast.Assign) and len(part.targets) == 1 else None
        if not (isinstance(target, ast.Name) and bound[target.id] == 1 and isinstance(part, ast.Assign)):
            continue
        call = part.value
        names = module.names_of(call.func) if isinstance(call, ast.Call) else frozenset()
        if names and all(INPUT.fullmatch(name) for name in names):
            inputs.add(target.id)
        elif isinstance(call, ast.Call) and names == {"theano.function"} and len(call.args) > 1:
            if _is_vector(module, call.args[1], inputs):
                functions.add(target.id)
    return functions


def _is_vector(module: Module, node: ast.expr, inputs: set[str]) -> bool:
    """Whether an expression has one dimension at least: such an input, and what is made of it item by item."""
    if isinstance(node, ast.Name):
        return node.id in inputs
    if isinstance(node, ast.UnaryOp):
        return _is_vector(module, node.operand, inputs)
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult):
        return _is_vector(module, node.left, inputs) or _is_vector(module, node.right, inputs)
    if isinstance(node, ast.Call) and len(node.args) == 1:
        names = module.names_of(node.func)
        return bool(names) and names <= ITEM_BY_ITEM and _is_vector(module, node.args[0], inputs)
    return False
