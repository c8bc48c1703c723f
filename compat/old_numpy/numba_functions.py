"""Functions that Numba compiles: it reads their bytecode, in which it knows no function of ours."""

from __future__ import annotations

import ast

DECORATORS = frozenset("njit jit generated_jit vectorize guvectorize cfunc stencil jitclass".split())


def nodes_of_python(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes of a file that Python itself runs.

    Of a file that names Numba these are none, as any of its functions may be given to it; else all outside of
    functions with one of its decorators, which a notebook imports in another cell.
    """
    found, queue = [], [tree]
    for node in queue:
        if _names_numba(node):
            return []
        found.append(node)
        if not _is_compiled(node):
            queue.extend(ast.iter_child_nodes(node))
    return found


def _names_numba(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] == "numba" for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] == "numba"
    return isinstance(node, ast.Name) and node.id == "numba"


def _is_compiled(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return False
    made = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return any(isinstance(one, ast.Name) and one.id in DECORATORS or _attribute(one) in DECORATORS for one in made)


def _attribute(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


__all__ = ["nodes_of_python"]
