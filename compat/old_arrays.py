"""Compile the user's source so that NumPy's arrays mean in it what they did.

NumPy 2.4 refuses `float(a)`, `int(a)`, `"%.3f" % a` and `b[i] = a` where `a` has one element and a dimension; NumPy
1.23 refused `a[[slice(0, 2), 1]]` and `a[[mask]]`, and reads `a[[rows, columns]]` as one index; `a == b` of shapes that
do not fit, and `if a:` of an empty array, are errors; ties in `argsort` come in another order. Where NumPy alone made
the values, only a change of that line can help. So `theano-compat run`, `%load_ext theano_compat` and the pytest plugin
compile the user's files with such arguments passed through functions of ours, and operators (`old_numpy.operators`).
Lines, columns and tracebacks stay those of the file. Test modules whose assertions pytest rewrites are compiled by
pytest. COMPAT_OLD_ARRAYS=0 switches it off.
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
from .old_numpy.indices import key
from .old_numpy.numba_functions import nodes_of_python
from .old_numpy.operators import changed as changed_operators
from .old_numpy.operators import give_functions as give_operators
from .old_numpy.ties import exact

NUMBER, KEY, TRUTH, TIES = "__old_array_number__", "__old_array_key__", "__old_array_truth__", "__old_array_ties__"
REFUSALS = ("only 0-dimensional arrays can be converted", "setting an array element with a sequence.")
NOTE = (
    "Since NumPy 2.4 an array of one element is a number only if it has no dimensions: write a.item() for it, or keep "
    "NumPy below 2.4: "
)
Array = np.ndarray
NO_ARRAYS = {"isinstance", "issubclass", "hasattr", "callable", "len", "any", "all", "int", "bool", "str", "float"}
KINDS = {"float": NUMBER, "int": NUMBER, "complex": NUMBER, "bool": TRUTH}


def wanted() -> bool:
    """Say whether this is on: COMPAT_OLD_ARRAYS=0 switches it off."""
    return os.environ.get("COMPAT_OLD_ARRAYS", "1") not in ("0", "no", "off")


def begin(folder: str) -> None:
    """Compile the user's modules this way from now on, those below `folder` among them."""
    users_files.load_by(Loader, folder, packages=Loader)


def give_functions() -> None:
    """Put the functions into builtins, where compiled code finds them."""
    for name, function in ((NUMBER, number), (KEY, key), (TRUTH, truth), (TIES, exact)):
        setattr(builtins, name, function)
    give_operators()


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


def truth(value: Any) -> Any:
    """Return the condition of an `if`, False for an empty array."""
    return False if type(value) is Array and not value.size else value


class Loader(users_files.Loader):
    """Loader that compiles the user's files this way."""

    def compiled(self, source: bytes, path: str, package: str) -> CodeType:
        return compiled(source, path)


class OldArrays:
    """Wrap arguments of `float` and `int`, operands of a text's `%`, values stored in items, indices and conditions."""

    def visit(self, tree: ast.AST) -> Any:
        """Change the tree in place. IPython's `ast_transformers` call it by this name."""
        give_functions()
        nodes = list(ast.walk(tree))
        self._own, self._counters = _names_bound(nodes), _counters(nodes)
        for node in nodes_of_python(tree):
            change = _CHANGES.get(type(node))
            if change is not None:
                change(self, node)
        return changed_operators(tree)

    def _call(self, node: ast.Call) -> None:
        one = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred | ast.Constant)
        if one and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.func.id not in self._own:
            node.args = [_call(KINDS[node.func.id], node.args[0])]
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("argsort", "argpartition"):
            node.func.value = _call(TIES, node.func.value)

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
        index, counted = node.slice, isinstance(node.slice, ast.Name) and node.slice.id in self._counters
        if counted or not (
            _makes_a_list(index) or isinstance(index, ast.Name | ast.Call | ast.Attribute | ast.Subscript)
        ):
            return
        if _can_be_read_twice(node.value):  # else `old_numpy.operators` has it
            node.slice = _call(KEY, index, node.value)

    def _tested(self, node: ast.If | ast.While | ast.IfExp | ast.Assert) -> None:
        node.test = _condition(node.test)

    def _not(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            node.operand = _condition(node.operand)


_CHANGES: dict[type, Callable[[OldArrays, Any], None]] = {
    ast.Call: OldArrays._call,
    ast.BinOp: OldArrays._percent,
    ast.Assign: OldArrays._assigned,
    ast.AugAssign: OldArrays._changed,
    ast.Subscript: OldArrays._index,
    **dict.fromkeys((ast.If, ast.While, ast.IfExp, ast.Assert), OldArrays._tested),
    ast.UnaryOp: OldArrays._not,
}


def _names_bound(nodes: list[ast.AST]) -> set[str]:
    """Return those of `KINDS` that the file defines itself."""
    found = (getattr(n, "asname", None) or getattr(n, "name", None) or getattr(n, "arg", None) for n in nodes)
    stored = (n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return {name for name in (*found, *stored) if name in KINDS}


def _counters(nodes: list[ast.AST]) -> set[str]:
    """Return the names that only `for i in range(n)` and `enumerate` bind: no lists, and often in inner loops."""
    counted, others = set(), set()
    for node in nodes:
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Call):
            made = getattr(node.iter.func, "id", "")
            target = node.target.elts[0] if made == "enumerate" and isinstance(node.target, ast.Tuple) else node.target
            if made in ("range", "xrange", "enumerate") and isinstance(target, ast.Name):
                counted.add(target)
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in counted:
            others.add(node.id)
        elif isinstance(node, ast.arg):
            others.add(node.arg)
    return {target.id for target in counted} - others


def _condition(node: ast.expr) -> ast.expr:
    """Wrap a condition that may be an array."""
    if isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Name) and node.func.id in NO_ARRAYS
        return node if named else _call(TRUTH, node)
    return _call(TRUTH, node) if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) else node


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
