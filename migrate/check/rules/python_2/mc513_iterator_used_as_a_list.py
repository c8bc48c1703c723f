"""MC513: what is an iterator or a view since Python 3, used as a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, change, changed
from ...names.coverage import Coverage
from ...names.kinds import LAZY, LIST, MAPPED, OF_LISTS, RANGE, VIEW, VIEWS, kinds_in
from ...names.module import Module
from ...names.values import FRAME, SERIES
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
import json, random
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
keys = d.keys()
keys.sort()  # MC513
pairs = zip(a, b)
len(pairs), pairs[0]  # MC513 MC513
numbers = range(3)
numbers + [3], numbers[1], len(numbers)  # MC513
numbers[0] = 4  # MC513
range(3).index(1)
random.shuffle(range(3))  # MC513
random.choice(d.keys())  # MC513
json.dumps(map(f, x))  # MC513
def several(x):
    x = map(f, x)
    x = sorted(x)
    return x[0], len(x)
"""
AFTER = """
import json, random
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
keys = list(d.keys())
keys.sort()
pairs = list(zip(a, b))
len(pairs), pairs[0]
numbers = list(range(3))
numbers + [3], numbers[1], len(numbers)
numbers[0] = 4
range(3).index(1)
random.shuffle(list(range(3)))
random.choice(list(d.keys()))
json.dumps(list(map(f, x)))
def several(x):
    x = map(f, x)
    x = sorted(x)
    return x[0], len(x)
"""
OF_A_LIST = {"sort", "append", "extend", "reverse", "index", "pop", "insert", "remove"}


# Functions of a sequence: the first argument is changed, indexed, or written out.
OF_A_SEQUENCE = {
    "random.shuffle",
    "random.choice",
    "numpy.random.shuffle",
    "numpy.random.choice",
    "json.dumps",
    "json.dump",
}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for node in module.of(ast.Subscript, ast.Attribute, ast.Call, ast.BinOp):
        used = _used_as_a_list(module, node)
        if isinstance(used, ast.Call) and _is_lazy(module, used):
            name = used.func.id if isinstance(used.func, ast.Name) else used.func.attr  # type: ignore[attr-defined]
            note = as_python_2_did(used)
            yield Hit(used, name, note, fix=None if note else changed(module, used, "put_into", "list({x})"))
        elif isinstance(used, ast.Name) and kinds.of(used) in (MAPPED, VIEW, RANGE):
            yield Hit(used, used.id, f"{what(module, used)} used as a list", fix=listed(module, used))


def what(module: Module, name: ast.Name) -> str:
    """Return what a name holds, and the line where it is bound."""
    [origin, *_] = kinds_in(module).origins(name)
    called = getattr(origin, "func", None)
    made = getattr(called, "id", None) or getattr(called, "attr", "") + "()"
    return f"{made} of line {module.line_name(module.place(origin)[0])}"


def listed(module: Module, node: ast.expr) -> Fix | None:
    """Return the fix that puts list(...) around a call, or around the calls that a name is bound to."""
    origins = kinds_in(module).origins(node)
    if not all(isinstance(one, ast.Call) and not as_python_2_did(one) for one in origins):
        return None
    return Fix(tuple(change(module, one, "put_into", "list({x})") for one in origins))


def as_python_2_did(call: ast.Call) -> str:
    """Return what `list(map(...))` would do in another way; "" if nothing."""
    if not isinstance(call.func, ast.Name) or call.func.id != "map":
        return ""
    if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value is None:
        return "map(None, ...) gave the elements themselves; Python 3 raises TypeError"
    several = len(call.args) > 2 or any(isinstance(one, ast.Starred) for one in call.args)
    return "of several sequences, map filled the shorter ones with None; now it stops there" if several else ""


def _used_as_a_list(module: Module, node: ast.AST) -> ast.AST | None:
    """Return the object of an index, a list method, len or +, where only a list will do."""
    if isinstance(node, ast.Subscript):
        read = isinstance(node.ctx, ast.Load)
        return None if read and _is_range(module, node.value) else node.value
    if isinstance(node, ast.Attribute):
        found = node.attr == "index" and _is_range(module, node.value)
        return node.value if node.attr in OF_A_LIST and not found else None
    if isinstance(node, ast.BinOp):
        sides = ((node.left, node.right), (node.right, node.left)) if isinstance(node.op, ast.Add) else ()
        return next((side for side, other in sides if _is_a_list(module, other)), None)
    return _counted_or_changed(module, node) if isinstance(node, ast.Call) and node.args else None


def _counted_or_changed(module: Module, call: ast.Call) -> ast.AST | None:
    """Return the argument of len, or of a function of a sequence, where only a list will do."""
    first = call.args[0]
    if names := module.names_of(call.func) & OF_A_SEQUENCE:
        indexed = names & {"random.choice", "numpy.random.choice"}
        return None if indexed and _is_range(module, first) else first
    if getattr(call.func, "id", "") == "len" and len(call.args) == 1:
        return None if _is_range(module, first) or _is_view(module, first) or _holds(module, first, VIEW) else first
    return None


def _is_a_list(module: Module, node: ast.expr) -> bool:
    """Say whether only a list may stand on the other side of its +."""
    return isinstance(node, ast.List) or _is_lazy(module, node) or _holds(module, node, LIST, MAPPED, VIEW, RANGE)


def _holds(module: Module, node: ast.expr, *kinds: str) -> bool:
    return isinstance(node, ast.Name) and kinds_in(module).of(node) in kinds


def _is_range(module: Module, node: ast.expr) -> bool:
    return _is(module, node, "range") or _holds(module, node, RANGE)


def _is_lazy(module: Module, call: ast.AST) -> bool:
    return any(_is(module, call, name) for name in (*LAZY, "range")) or _is_view(module, call)


def _is(module: Module, node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and name not in module.bound
        and not module.names_of(node.func)
    )


def _is_view(module: Module, node: ast.AST) -> bool:
    """Say whether it is d.keys() or its like, of what may be a dictionary."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.args or node.keywords:
        return False
    kinds, method = kinds_in(module), node.func.attr
    if kinds.of(node) == VIEW:
        return True
    other = module.names_of(node.func.value) & {FRAME, SERIES} or method in kinds.own or kinds.imported & OF_LISTS
    return method in VIEWS and not other
