"""Python 2 programs as they are: `theano-compat run --from-python2 SCRIPT.py`.

The script and the user's other modules are translated by migrate-check's reader for Python 2. In files that do not
import `division` from `__future__`, `/` between integers (Python's, NumPy's, arrays, tensors) floors, as it did. In
files that do not import `absolute_import`, `import x` within a package means its submodule `x`, if there is one.
`round` gives a float, and rounds halves away from zero.
Strings given to `exec` and `eval` are not translated.
"""

from __future__ import annotations

import ast
import builtins
import math
import operator
import os
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES
from types import CodeType
from typing import Any

import numpy as np

from theano_common.read_source import Unreadable, decode

from . import old_arrays
from .importing import users_files
from .old_numpy.promotion import operands, written

DIVIDED, DIVIDED_IN_PLACE = "__python_2_divided__", "__python_2_divided_in_place__"
ROUNDED = "__python_2_rounded__"
LOADED = "__python_2_loaded__"
MOST_DIGITS = 1100  # of a float, written out
TARGET, KEY = "__python_2_target__", "__python_2_key__"


def compiled(source: bytes, path: str, package: str = "") -> CodeType:
    """Compile a file in Python 2; one that only Python 3 can read is compiled as Python 3.

    package: the package that the file belongs to.
    """
    from theano_common.python_2_source import Translation, translated  # only for sources of Python 2

    try:
        text = decode(source).removeprefix("\ufeff")
    except Unreadable as error:
        raise SyntaxError(f"{path}: {error.message}") from None
    after = translated(text)
    if after is None:
        return compile(source, path, "exec", dont_inherit=True)
    translation = Translation(text, after, Unreadable("", ""))
    tree = ast.parse(after)
    if translation.old_division:
        tree = ast.fix_missing_locations(Divisions().visit(tree))
    if not any(_binds(node, "round") for node in ast.walk(tree)):
        tree = _Roundings().visit(tree)
    if package and not _imports_absolutely(tree):
        tree = ast.fix_missing_locations(_Neighbours(os.path.dirname(path)).visit(tree))
    if old_arrays.wanted():
        tree = old_arrays.OldArrays().visit(tree)
    if text.count("\n") != after.count("\n"):
        _at_lines(tree, lambda line: translation.place(line, 1)[0])
    return compile(tree, path, "exec", dont_inherit=True)


def divided(a: Any, b: Any) -> Any:
    """Return a / b as in Python 2."""
    a, b = operands(a, b)
    return a // b if _integral(a) and _integral(b) else a / b


def divided_in_place(a: object, b: object) -> Any:
    """Return the value of `a` after `a /= b`."""
    b = written(b, a)
    return operator.ifloordiv(a, b) if _integral(a) and _integral(b) else operator.itruediv(a, b)


def rounded(number: Any, ndigits: int = 0) -> float:
    """Return `round(number, ndigits)` as in Python 2: a float, with halves away from zero."""
    value = float(number)
    if not math.isfinite(value):
        return value
    exact = Decimal(value)  # its digits are those of the float itself: 2.675 is below its half
    if exact.adjusted() + ndigits < -1:
        return math.copysign(0.0, value)
    if exact.as_tuple().exponent >= -ndigits:  # type: ignore[operator]  # finite
        return value
    with localcontext(prec=MOST_DIGITS):
        return float(exact.quantize(Decimal(1).scaleb(-ndigits), ROUND_HALF_UP))


def begin(folder: str) -> None:
    """Read the user's modules as Python 2 from now on, those below `folder` among them."""
    setattr(builtins, DIVIDED, divided)
    setattr(builtins, ROUNDED, rounded)
    setattr(builtins, DIVIDED_IN_PLACE, divided_in_place)
    users_files.load_by(Loader, folder, packages=old_arrays.Loader if old_arrays.wanted() else None)


class Loader(users_files.Loader):
    """Loader that reads a file as Python 2."""

    def compiled(self, source: bytes, path: str, package: str) -> CodeType:
        return compiled(source, path, package)


def _integral(value: object) -> bool:
    if isinstance(value, int | np.integer | np.bool_):
        return True
    dtype = getattr(value, "dtype", None)  # of an array, a series, a tensor
    return str(dtype).startswith(("int", "uint", "bool"))


class Divisions(ast.NodeTransformer):
    """Turn `a / b` into divided(a, b)."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return _call(DIVIDED, node.left, node.right, node) if isinstance(node.op, ast.Div) else node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Div):
            return node
        target = node.target
        before: list[ast.stmt] = []  # the parts of the target are evaluated once
        if isinstance(target, ast.Attribute | ast.Subscript):
            before.append(_kept(TARGET, target.value, node))
            target.value = _name(TARGET, node)
        if isinstance(target, ast.Subscript):
            before.append(_kept(KEY, _key(target.slice, node), node))
            target.slice = _name(KEY, node)
        read = ast.parse(ast.unparse(target), mode="eval").body
        changed = _call(DIVIDED_IN_PLACE, read, node.value, node)
        return [*before, ast.copy_location(ast.Assign([target], changed), node)]


class _Roundings(ast.NodeTransformer):
    """Turn the name `round` into that of `rounded`."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return _name(ROUNDED, node) if node.id == "round" else node


def _binds(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name and not isinstance(node.ctx, ast.Load)
    if isinstance(node, ast.alias):
        return (node.asname or node.name) == name
    return name in (getattr(node, "name", None), getattr(node, "arg", None))


def _imports_absolutely(tree: ast.Module) -> bool:
    future = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
    return any(alias.name == "absolute_import" for node in future for alias in node.names)


class _Neighbours(ast.NodeTransformer):
    """Turn `import x` of a module in the same package into `from . import x`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def visit_Import(self, node: ast.Import) -> ast.stmt | list[ast.stmt]:
        if not any(self._is_beside(alias.name) for alias in node.names):
            return node
        return [ast.copy_location(one, node) for alias in node.names for one in self._imported(alias)]

    def _imported(self, alias: ast.alias) -> list[ast.stmt]:
        package, _, name = alias.name.rpartition(".")
        if not self._is_beside(alias.name):
            return [ast.Import([alias])]
        if alias.asname or not package:
            return [ast.ImportFrom(package or None, [ast.alias(name, alias.asname)], 1)]
        first = package.partition(".")[0]  # `import x.y` binds x, and loads y
        return [
            ast.ImportFrom(package, [ast.alias(name, LOADED)], 1),
            ast.ImportFrom(None, [ast.alias(first)], 1),
        ]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if not node.level and node.module and self._is_beside(node.module):
            node.level = 1
        return node

    def _is_beside(self, dotted: str) -> bool:
        first = os.path.join(self._folder, dotted.partition(".")[0])
        suffixes = (*SOURCE_SUFFIXES, *EXTENSION_SUFFIXES)
        return os.path.isfile(os.path.join(first, "__init__.py")) or any(os.path.isfile(first + s) for s in suffixes)


def _key(key: ast.expr, at: ast.AST) -> ast.expr:
    """Return a subscript as an expression of its own: `a[1:n, 0]` has the key (slice(1, n, None), 0)."""
    if isinstance(key, ast.Tuple):
        return ast.copy_location(ast.Tuple([_key(one, at) for one in key.elts], ast.Load()), at)
    if isinstance(key, ast.Slice):
        parts = [part or ast.Constant(None) for part in (key.lower, key.upper, key.step)]
        return ast.copy_location(ast.Call(_name("slice", at), parts, []), at)
    return key


def _kept(name: str, value: ast.expr, at: ast.AST) -> ast.stmt:
    return ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], value), at)


def _call(function: str, left: ast.expr, right: ast.expr, at: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Call(_name(function, at), [left, right], []), at)


def _name(name: str, at: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Name(name, ast.Load()), at)


def _at_lines(tree: ast.Module, before: Callable[[int], int]) -> None:
    """Give every node its line in the original file, for tracebacks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.expr | ast.excepthandler | ast.arg | ast.keyword | ast.alias):
            node.lineno = before(node.lineno)
            node.end_lineno = node.lineno
            node.col_offset = node.end_col_offset = 0
