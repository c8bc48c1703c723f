"""Functions have at most 60 lines and a complexity of at most 20."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.test_files import statements_below
from tests.architecture.test_imports import ROOT, statements

FOLDERS = ("compat", "migrate", "theano_common", "environment")
MOST_LINES = 60
MOST_COMPLEX = 20

BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
    ast.IfExp,
    ast.comprehension,
)


def complexity(function: ast.AST) -> int:
    """Count the ways through a function by McCabe's rule.

    Operands of `and` and `or`, conditional expressions and comprehensions count too, and so do functions inside of it.
    """
    return 1 + sum(
        len(node.values) - 1 if isinstance(node, ast.BoolOp) else isinstance(node, BRANCHES)
        for statement in function.body
        for node in ast.walk(statement)
    )


def lines_of_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines the docstring has: it does not count."""
    first = function.body[0]
    return first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0


def too_large() -> Iterator[tuple[str, str]]:
    """Yield the file and the name of each function over a limit."""
    for path in (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        waiting: list[ast.AST] = [statements(path)]
        while waiting:
            node = waiting.pop()
            waiting += statements_below(node)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1 - lines_of_docstring(node)
                if lines > MOST_LINES or complexity(node) > MOST_COMPLEX:
                    yield path.relative_to(ROOT).as_posix(), node.name


def test_functions_are_short_and_simple():
    assert not set(too_large()), "divide these along their steps"
