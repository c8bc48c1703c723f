"""Compile the user's source so that one-element arrays count as numbers and lists of slices as indices, as they did.

NumPy 2.4 refuses `float(a)`, `int(a)`, `"%.3f" % a` and `b[i] = a` where `a` has one element and a dimension; NumPy
1.23 refused `a[[slice(0, 2), 1]]` and `a[[mask]]`. Where NumPy alone made the values, only a change of that line can
help. So `theano-compat run`, `%load_ext theano_compat` and the pytest plugin compile the user's files with such
arguments passed through two functions. Lines, columns and tracebacks stay those of the file. Test modules whose
assertions pytest rewrites are compiled by pytest. COMPAT_OLD_ARRAYS=0 switches it off.
"""

from __future__ import annotations

import ast
import builtins
import os
from collections.abc import Callable
from types import CodeType
from typing import Any

import numpy as np

from theano_common.installing import pip_install

from .graph.one_number import as_number
from .importing import users_files

NUMBER, KEY = "__old_array_number__", "__old_array_key__"
REFUSALS = ("only 0-dimensional arrays can be converted", "setting an array element with a sequence.")
NOTE = (
    "Since NumPy 2.4 an array of one element is a number only if it has no dimensions: write a.item() for it, or keep "
    "NumPy below 2.4: "
)
Array = np.ndarray
KINDS = ("float", "int", "complex")


def wanted() -> bool:
    """Say whether this is on: COMPAT_OLD_ARRAYS=0 switches it off."""
    return os.environ.get("COMPAT_OLD_ARRAYS", "1") not in ("0", "no", "off")


def begin(folder: str) -> None:
    """Compile the user's modules this way from now on, those below `folder` among them."""
    users_files.load_by(Loader, folder)


def give_functions() -> None:
    """Put the two functions into builtins, where compiled code finds them."""
    setattr(builtins, NUMBER, number)
    setattr(builtins, KEY, key)


def compiled(source: Any, path: str) -> CodeType:
    """Compile a file."""
    tree = compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    return compile(OldArrays().visit(tree), path, "exec", dont_inherit=True)


def explain(error: BaseException) -> None:
    """Add to NumPy's error about a one-element array which release changed it, and what to do."""
    if str(error).startswith(REFUSALS):
        note = NOTE + pip_install("numpy<2.4")
        if note not in getattr(error, "__notes__", ()):
            error.add_note(note)


def number(value: object, beside: object = "") -> Any:
    """Return `value`, or the number in it where NumPy once took it for one.

    beside: the text before `%`, or the array that is written to; if it is neither, `value` is returned as it is.
    """
    if type(value) is not Array and type(value) is not tuple:  # most values are numbers
        return value
    if isinstance(beside, np.ndarray):
        return value if beside.dtype.hasobject else as_number(value)
    if not isinstance(beside, str):
        return value
    return tuple(map(as_number, value)) if type(value) is tuple else as_number(value)


def key(index: object) -> Any:
    """Return `index`, or the tuple that NumPy once took a list for."""
    if type(index) is not list or not index:
        return index
    if len(index) == 1 and isinstance(index[0], np.ndarray) and index[0].dtype == bool:
        return tuple(index)
    return tuple(index) if any(isinstance(i, slice) or i is None or i is Ellipsis for i in index) else index


class Loader(users_files.Loader):
    """Loader that compiles the user's files this way."""

    def compiled(self, source: bytes, path: str, package: str) -> CodeType:
        return compiled(source, path)


class OldArrays:
    """Wrap arguments of `float` and `int`, operands of a text's `%`, values stored in items, and lists as indices."""

    def visit(self, tree: ast.AST) -> Any:
        """Change the tree in place. IPython's `ast_transformers` call it by this name."""
        give_functions()
        nodes = list(ast.walk(tree))
        self._own, self._lists = _names_bound(nodes), _names_of_lists(nodes)
        for node in nodes:
            change = _CHANGES.get(type(node))
            if change is not None:
                change(self, node)
        return tree

    def _call(self, node: ast.Call) -> None:
        one = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred | ast.Constant)
        if one and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.func.id not in self._own:
            node.args = [_call(NUMBER, node.args[0])]

    def _percent(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Mod) and not isinstance(node.right, ast.Constant):
            if _is_text(node.left):
                node.right = _call(NUMBER, node.right)
            elif _can_be_read_twice(node.left):
                node.right = _call(NUMBER, node.right, node.left)

    def _assigned(self, node: ast.Assign) -> None:
        target, value = node.targets[0], node.value
        if len(node.targets) > 1:
            return
        if not isinstance(target, ast.Tuple):
            node.value = _stored(target, value)
        elif isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            value.elts = [_stored(*pair) for pair in zip(target.elts, value.elts, strict=True)]

    def _changed(self, node: ast.AugAssign) -> None:
        node.value = _stored(node.target, node.value)

    def _index(self, node: ast.Subscript) -> None:
        if _makes_a_list(node.slice) or (isinstance(node.slice, ast.Name) and node.slice.id in self._lists):
            node.slice = _call(KEY, node.slice)


_CHANGES: dict[type, Callable[[OldArrays, Any], None]] = {
    ast.Call: OldArrays._call,
    ast.BinOp: OldArrays._percent,
    ast.Assign: OldArrays._assigned,
    ast.AugAssign: OldArrays._changed,
    ast.Subscript: OldArrays._index,
}


def _names_bound(nodes: list[ast.AST]) -> set[str]:
    """Return those of `KINDS` that the file defines itself."""
    found = (getattr(n, "asname", None) or getattr(n, "name", None) or getattr(n, "arg", None) for n in nodes)
    stored = (n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return {name for name in (*found, *stored) if name in KINDS}


def _names_of_lists(nodes: list[ast.AST]) -> set[str]:
    assigned = (n for n in nodes if isinstance(n, ast.Assign) and _makes_a_list(n.value))
    return {target.id for n in assigned for target in n.targets if isinstance(target, ast.Name)}


def _stored(target: ast.expr, value: ast.expr) -> ast.expr:
    """Wrap the value written to `target` if that is an item, which may be an array's."""
    if not isinstance(target, ast.Subscript) or isinstance(value, ast.Constant | ast.Starred):
        return value
    return _call(NUMBER, value, target.value) if _can_be_read_twice(target.value) else value


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _can_be_read_twice(node: ast.expr) -> bool:
    """Say whether an expression is a name, an attribute of `self`, or a constant item of one: no side effects."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and _can_be_read_twice(node.value)
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "self"
    return isinstance(node, ast.Name)


def _makes_a_list(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Add):
        return _makes_a_list(node.left) or _makes_a_list(node.right)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "list"
    if isinstance(node, ast.List):
        return not all(isinstance(e, ast.Constant | ast.UnaryOp) for e in node.elts) or _has_a_place(node)
    return isinstance(node, ast.ListComp)


def _has_a_place(node: ast.List) -> bool:
    return any(isinstance(e, ast.Constant) and (e.value is None or e.value is Ellipsis) for e in node.elts)


def _call(function: str, argument: ast.expr, beside: ast.expr | None = None) -> ast.expr:
    """Return `function(argument)`, at the place of the argument."""
    given = [argument] if beside is None else [argument, _read(beside)]
    call = ast.Call(ast.Name(function, ast.Load()), given, [])
    return ast.fix_missing_locations(ast.copy_location(call, argument))


def _read(node: ast.expr) -> ast.expr:
    """Return a copy of the expression that reads the same names."""
    if isinstance(node, ast.Subscript):
        return ast.copy_location(ast.Subscript(_read(node.value), node.slice, ast.Load()), node)
    if isinstance(node, ast.Attribute):
        return ast.copy_location(ast.Attribute(_read(node.value), node.attr, ast.Load()), node)
    assert isinstance(node, ast.Name)
    return ast.copy_location(ast.Name(node.id, ast.Load()), node)
