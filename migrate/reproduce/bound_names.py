"""The names that running a text gives."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

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
