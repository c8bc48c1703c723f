"""The names that running a text gives, reads and changes."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

LOCAL = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
BOUND = re.compile(r"^\s*(?:(?:def|class)\s+(\w+)|import\s+.*\bas\s+(\w+)|(\w+)\s*=(?!=))", re.M)


def tree(text: str) -> ast.Module:
    """Return what a text says; nothing where this Python cannot read it."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):  # Python 2
        return ast.Module([], [])


def bound_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names that running a text gives, each with the module that an import finds, else with ""."""
    waiting = list(ast.iter_child_nodes(tree(text)))
    if not waiting:  # Python 2, or nothing
        yield from ((next(filter(None, names)), "") for names in BOUND.findall(text))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.asname or one.name.partition(".")[0], one.name
        elif isinstance(node, ast.ImportFrom):
            yield from ((one.asname or one.name, "." * node.level or node.module or "") for one in node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, ""
            continue
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and not hasattr(builtins, node.id):
            yield node.id, ""
        waiting += ast.iter_child_nodes(node)


def given_names(text: str) -> list[str]:
    """Return the names that a text assigns or defines for the texts below it; modules are left out."""
    local = _local(tree(text))
    return [name for name, module in bound_names(text) if not module and name not in local]


def needed_names(text: ast.AST) -> set[str]:
    """Return the names that a text reads, but for its own loops' and functions' variables."""
    read = {one.id for one in ast.walk(text) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    return read - _local(text)


def _local(text: ast.AST) -> set[str]:
    found: set[str] = set()
    for one in ast.walk(text):
        if isinstance(one, ast.comprehension | ast.For):
            found |= {part.id for part in ast.walk(one.target) if isinstance(part, ast.Name)}
        elif isinstance(one, LOCAL):
            given = one.args
            several = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            found |= {part.arg for part in several if part is not None}
    return found


def changed_names(text: ast.AST) -> Iterator[str]:
    """Yield the names whose object a text changes: `frame["x"] = 1`, `model.name = "a"`."""
    for one in ast.walk(text):
        if isinstance(one, ast.Subscript | ast.Attribute) and isinstance(one.ctx, ast.Store):
            base: ast.expr = one
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id
