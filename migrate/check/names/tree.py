"""Walk syntax trees: as `ast.walk`, at a third of its cost, and without contexts (Load, Store, Del)."""

from __future__ import annotations

import ast
from functools import cache

CHILDLESS = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop, ast.Constant, ast.Pass)


def children(node: ast.AST) -> list[ast.AST]:
    """Return the direct children of a node."""
    found: list[ast.AST] = []
    for name in _fields(type(node)):  # type: ignore[arg-type]  # types are hashable
        value = getattr(node, name, None)
        if type(value) is list:
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def every_node(tree: ast.AST) -> list[ast.AST]:
    """Return the tree and all nodes below it, outer ones first."""
    found = [tree]
    for node in found:  # grows during iteration
        found += children(node)
    return found


@cache
def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """Return the fields that may hold nodes."""
    if issubclass(kind, CHILDLESS):
        return ()
    return tuple(name for name in kind._fields if name not in ("ctx", "id", "attr", "type_comment"))
