"""MC555: generators that end by StopIteration."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC555",
    severity="breaks",
    title="generator that ends by StopIteration",
    why="Until Python 3.6 it ended the generator; since 3.7 it is a RuntimeError. next(x) raises it where x is at its"
    " end.",
    do="return; or next(x, None), and an end where it is None.",
    words=("StopIteration", "next"),
)

BEFORE = """
def first(n):
    for i in range(10):
        if i == n:
            raise StopIteration  # MC555
        yield i
def pairs(values):
    it = iter(values)
    while True:
        yield next(it), next(it)  # MC555 MC555
def safe(values):
    it = iter(values)
    while True:
        try:
            value = next(it)
        except StopIteration:
            return
        yield value, next(it, None)
class Counter:
    def __next__(self):
        raise StopIteration
def plain(it):
    return next(it)
def numbers():
    it = itertools.count()
    yield next(it)  # MC555
"""
INNER = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.GeneratorExp


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for function in module.of(ast.FunctionDef):
        found: list[tuple[ast.AST, bool]] = []
        if _looked_through(function, found):
            for node, certain in found:
                if certain:
                    yield Hit(node, "StopIteration")
                elif not module.is_guarded(node, "StopIteration"):  # type: ignore[arg-type]
                    note = "where it is at its end, the generator raises RuntimeError since Python 3.7"
                    yield Hit(node, "next", note, severity="differs")


def _looked_through(function: ast.FunctionDef, found: list[tuple[ast.AST, bool]]) -> bool:
    """Collect the places in the function's own body, with whether they raise for certain; say whether it yields."""
    yields, left = False, list[ast.AST](function.body)
    while left:
        node = left.pop()
        if isinstance(node, INNER):
            continue
        yields = yields or isinstance(node, ast.Yield | ast.YieldFrom)
        if isinstance(node, ast.Raise) and _is_the_end(node.exc):
            found.append((node, True))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "next":
            if len(node.args) == 1:
                found.append((node, False))
        left.extend(ast.iter_child_nodes(node))
    return yields


def _is_the_end(node: ast.expr | None) -> bool:
    raised = node.func if isinstance(node, ast.Call) else node
    return isinstance(raised, ast.Name) and raised.id == "StopIteration"
