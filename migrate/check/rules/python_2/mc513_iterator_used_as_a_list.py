"""MC513: what is an iterator or a view since Python 3, used as a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC513",
    severity="breaks",
    title="map, filter, zip, range or keys() used as a list",
    why="They give no lists in Python 3: no index, no len, no sort, no +. TypeError or AttributeError.",
    do="Put list(...) around it.",
    words=("map", "filter", "zip", "range", "keys", "values", "items"),
)

BEFORE = """
map(f, x)[0]  # MC513
len(filter(None, x))  # MC513
zip(a, b) + [1]  # MC513
map(None, a)[0]  # MC513
map(f, a, b)[0]  # MC513
range(3) + [4]  # MC513
d.keys()[0]  # MC513
d.values().sort()  # MC513
range(3)[1]
len(range(3))
list(map(f, x))[0]
for k in d.keys():
    pass
frame.values[0]
d.items()
"""
AFTER = """
list(map(f, x))[0]
len(list(filter(None, x)))
list(zip(a, b)) + [1]
map(None, a)[0]  # MC513
map(f, a, b)[0]  # MC513
list(range(3)) + [4]
list(d.keys())[0]
list(d.values()).sort()
range(3)[1]
len(range(3))
list(map(f, x))[0]
for k in d.keys():
    pass
frame.values[0]
d.items()
"""
LAZY = {"map", "filter", "zip"}
VIEWS = {"keys", "values", "items"}
OF_A_LIST = {"sort", "append", "extend", "reverse", "index", "pop", "insert", "remove"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Subscript, ast.Attribute, ast.Call, ast.BinOp):
        used = _used_as_a_list(module, node)
        if isinstance(used, ast.Call) and _is_lazy(module, used):
            name = used.func.id if isinstance(used.func, ast.Name) else used.func.attr  # type: ignore[attr-defined]
            note = "" if name != "map" else _as_python_2_did(used)
            yield Hit(used, name, note, fix=None if note else changed(module, used, "put_into", "list({x})"))


def _as_python_2_did(call: ast.Call) -> str:
    """Return what `list(map(...))` would do in another way; "" if nothing."""
    if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value is None:
        return "map(None, ...) gave the elements themselves; Python 3 raises TypeError"
    several = len(call.args) > 2 or any(isinstance(one, ast.Starred) for one in call.args)
    return "of several sequences, map filled the shorter ones with None; now it stops there" if several else ""


def _used_as_a_list(module: Module, node: ast.AST) -> ast.AST | None:
    """Return the object of an index, a list method, len or +, where only a list will do."""
    if isinstance(node, ast.Subscript):
        return None if _is(module, node.value, "range") else node.value
    if isinstance(node, ast.Attribute):
        return node.value if node.attr in OF_A_LIST else None
    if isinstance(node, ast.BinOp):
        sides = ((node.left, node.right), (node.right, node.left)) if isinstance(node.op, ast.Add) else ()
        return next((side for side, other in sides if isinstance(other, ast.List) or _is_lazy(module, other)), None)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len" and len(node.args) == 1:
        counted = node.args[0]
        return None if _is(module, counted, "range") or _is_view(counted) else counted
    return None


def _is_lazy(module: Module, call: ast.AST) -> bool:
    return any(_is(module, call, name) for name in (*LAZY, "range")) or _is_view(call)


def _is(module: Module, node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and name not in module.bound
        and not module.names_of(node.func)
    )


def _is_view(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in VIEWS
        and not node.args
        and not node.keywords
    )
