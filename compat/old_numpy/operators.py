"""Compile the user's operators so that numbers beside NumPy's arrays count by their values, as before NumPy 2.

`x * scale` becomes `mul(*operands(x, scale))`, where `mul` is Python's `operator.mul`: an error is raised in the user's
own line. What operands become is in `promotion`. Arithmetic and `<` are changed only in a file that names a narrow
type, in those compiled after it, and while floatX is one, for a call at each operator takes time in loops; `==` is
changed in all files. What Numba compiles is left alone (`numba_functions`).
"""

from __future__ import annotations

import ast
import builtins
import operator
import re
from collections.abc import Callable
from typing import Any

from .indices import indexed
from .numba_functions import nodes_of_python
from .promotion import compared, operands, written

OPERANDS, COMPARED, WRITTEN, INDEXED = "__old_operands__", "__old_compared__", "__old_written__", "__old_indexed__"
NARROW = re.compile(r"(?:u?int(?:8|16|32)|float(?:16|32|X)|complex64|half|single|[fiu][124])")
OPERATORS: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Subscript: operator.getitem,
}  # fmt: skip
DEEPEST = 200  # operators within each other
_narrow: list[bool] = []  # filled by the first file that names a narrow type
UFUNCS = frozenset(
    "add subtract multiply divide true_divide floor_divide power mod remainder maximum minimum fmax fmin arctan2 hypot"
    " logaddexp copysign fmod".split()
)


def give_functions() -> None:
    """Put the functions into builtins, where compiled code finds them."""
    ours = ((OPERANDS, operands), (COMPARED, compared), (WRITTEN, written), (INDEXED, indexed))
    for name, function in ours:
        setattr(builtins, name, function)
    for function in OPERATORS.values():
        setattr(builtins, _name(function), function)


def changed(tree: ast.AST) -> Any:
    """Replace the operators of a file by calls, in place."""
    if any(NARROW.fullmatch(word) for word in _words(list(ast.walk(tree)))):
        _narrow.append(True)
    nodes = nodes_of_python(tree)
    if _depth(nodes) > DEEPEST:
        return tree
    give_functions()
    made = _Calls(nodes, bool(_narrow) or _floats_are_narrow())
    for parent in made.parents:
        _put_in(parent, made.calls)
    return tree


class _Calls:
    """The calls that take the places of operators: `calls`; `parents`: the nodes that may hold such places."""

    def __init__(self, nodes: list[ast.AST], arithmetic: bool) -> None:
        self.arithmetic = arithmetic
        self.numpy = {alias.asname or alias.name for alias in _imports(nodes) if alias.name == "numpy"}
        self.calls: dict[ast.AST, ast.Call] = {}
        for node in nodes:
            if isinstance(node, ast.BinOp | ast.Compare | ast.Subscript):
                made = _of_a_list(node) if isinstance(node, ast.Subscript) else self._replaced(node)
                if made is not None:
                    self.calls[node] = made
            elif arithmetic and isinstance(node, ast.Call):
                self._ufunc(node)
            elif arithmetic and isinstance(node, ast.AugAssign):
                _in_place(node)
        inner = [call.args[0].value for call in self.calls.values()]  # type: ignore[attr-defined]
        self.parents = [*nodes, *inner] if self.calls else []

    def _replaced(self, node: ast.BinOp | ast.Compare) -> ast.Call | None:
        if isinstance(node, ast.BinOp):
            kind: type = type(node.op)
            wanted, sides = self.arithmetic, (node.left, node.right)
        else:
            kind, sides = type(node.ops[0]), (node.left, node.comparators[0])
            wanted = len(node.ops) == 1 and (
                self.arithmetic or (kind in (ast.Eq, ast.NotEq) and not _is_number(*sides))
            )
        if not wanted or kind not in OPERATORS or _is_known(kind, *sides):
            return None
        return _operated(kind, COMPARED if kind in (ast.Eq, ast.NotEq) else OPERANDS, node, *sides)

    def _ufunc(self, node: ast.Call) -> None:
        named = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        if named and node.func.value.id in self.numpy and node.func.attr in UFUNCS:  # type: ignore[attr-defined]
            if len(node.args) == 2 and not any(isinstance(one, ast.Starred) for one in node.args):
                node.args = [ast.Starred(_call(OPERANDS, node, node.args), ast.Load())]
                ast.fix_missing_locations(node)


def _in_place(node: ast.AugAssign) -> None:
    value = node.value
    if type(node.op) in OPERATORS and isinstance(node.target, ast.Name) and not isinstance(value, ast.List):
        node.value = _call(WRITTEN, value, [value, ast.Name(node.target.id, ast.Load())])


def _of_a_list(node: ast.Subscript) -> ast.Call | None:
    """Return the call for `f(x)[[rows, columns]]`, the item of what cannot be named twice."""
    again = isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript)
    if again or not isinstance(node.slice, ast.List) or not isinstance(node.ctx, ast.Load):
        return None
    return _operated(ast.Subscript, INDEXED, node, node.value, node.slice)


def _operated(kind: type, function: str, node: ast.expr, *sides: ast.expr) -> ast.Call:
    return _call(_name(OPERATORS[kind]), node, [ast.Starred(_call(function, node, list(sides)), ast.Load())])


def _floats_are_narrow() -> bool:
    from ..settings import config  # an import of ours must cost little before `theano` is asked for

    return bool(config.floatX != "float64")


def _is_known(kind: type, left: ast.expr, right: ast.expr) -> bool:
    """Say whether no operand is an array: two numbers, a text that is formatted, lists."""
    equal, texts_or_lists = kind in (ast.Eq, ast.NotEq), ast.JoinedStr | ast.List | ast.Tuple
    if not equal and (isinstance(left, texts_or_lists) or isinstance(right, texts_or_lists)):
        return True
    if isinstance(left, ast.Constant) and (isinstance(right, ast.Constant) or isinstance(left.value, str | bytes)):
        return not equal or isinstance(right, ast.Constant)
    none = any(isinstance(one, ast.Constant) and one.value is None for one in (left, right))
    return none or (isinstance(right, ast.Constant) and isinstance(right.value, str) and kind is ast.Add)


def _is_number(*sides: ast.expr) -> bool:
    return any(isinstance(one, ast.Constant) and isinstance(one.value, int | float | complex) for one in sides)


def _depth(nodes: list[ast.AST]) -> int:
    """Return how many operators nest at most: the compiler nests calls less deeply."""
    depth: dict[ast.AST, int] = {}
    for node in reversed(nodes):  # children stand behind their parents
        if isinstance(node, ast.BinOp):
            depth[node] = 1 + max(depth.get(node.left, 0), depth.get(node.right, 0))
    return max(depth.values(), default=0)


def _words(nodes: list[ast.AST]) -> list[str]:
    """Return the names, attributes and short texts of a file."""
    found = []
    for node in nodes:
        word = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "value", None)
        if isinstance(word, str) and len(word) < 12:
            found.append(word.lstrip("<>=|"))
    return [*found, *(alias.name.partition(".")[0] for alias in _imports(nodes))]


def _imports(nodes: list[ast.AST]) -> list[ast.alias]:
    return [alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in _names(node)]


def _names(node: ast.Import | ast.ImportFrom) -> list[ast.alias]:
    inside = isinstance(node, ast.ImportFrom) and node.module not in (None, "numpy")
    return [ast.alias(str(node.module))] if inside else node.names  # type: ignore[union-attr]


def _put_in(parent: ast.AST, calls: dict[ast.AST, ast.Call]) -> None:
    """Replace those children of a node that have become calls."""
    for field, value in ast.iter_fields(parent):
        if isinstance(value, list):
            value[:] = [calls.get(one, one) for one in value]
        elif isinstance(value, ast.AST) and value in calls:
            setattr(parent, field, calls[value])


def _name(function: Callable[..., Any]) -> str:
    return f"__old_{function.__name__.strip('_')}__"


def _call(function: str, place: ast.expr, arguments: list[ast.expr]) -> ast.Call:
    call = ast.Call(ast.Name(function, ast.Load()), arguments, [])
    return ast.fix_missing_locations(ast.copy_location(call, place))


__all__ = ["changed", "give_functions"]
