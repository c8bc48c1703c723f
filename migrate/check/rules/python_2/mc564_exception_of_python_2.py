"""MC564: what exceptions had in Python 2."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from ...fixes.edit import replaced
from ...names.bindings import Bindings
from ...names.coverage import Coverage
from ...names.kinds import kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC564",
    severity="breaks",
    title="exception used as in Python 2",
    why="In Python 3 it has no `message` (AttributeError) and no items (TypeError), and its name is gone after its"
    " `except` (NameError).",
    do="str(error), error.args[0]; bind another name inside of the `except`.",
    words=("message",),
)

BEFORE = """
try:
    run()
except ValueError as error:
    print(error.message, error[0], error.args[0], str(error))  # MC564 MC564
except (KeyError, OSError) as error:
    print(error.message)  # MC564
except Mine as error:
    print(error.message)
print(error)  # MC564
def quiet():
    failed = None
    try:
        run()
    except ValueError as failed:
        if hasattr(failed, "message"):
            print(failed.message)
    return failed
"""
BUILTINS = {
    name
    for name in dir(builtins)
    if isinstance(one := getattr(builtins, name), type) and issubclass(one, BaseException)
}
OPEN = {"Exception", "BaseException", "EnvironmentError"}  # what is caught may be an exception of somebody else


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    bindings = kinds_in(module).bindings
    for read in module.of(ast.Attribute):
        if read.attr == "message" and isinstance(read.ctx, ast.Load) and _is_caught(module, bindings, read.value):
            if not _asks(bindings, read):
                text = f"str({ast.unparse(read.value)})"
                fix = replaced(module, read, text).unsafe() if "str" not in module.bound else None
                yield Hit(read, "message", "exceptions have no message", fix=fix)
    for item in module.of(ast.Subscript):
        if isinstance(item.ctx, ast.Load) and _is_caught(module, bindings, item.value):
            yield Hit(item, ast.unparse(item.value), "exceptions have no items")
    yield from _gone(module, bindings)


def _is_caught(module: Module, bindings: Bindings, name: ast.expr) -> bool:
    """Say whether it is the name of a builtin exception, of the `except` around it."""
    if not isinstance(name, ast.Name):
        return False
    handler = _handler(bindings, name, name.id)
    if handler is None or handler.type is None:
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {one.id for one in caught if isinstance(one, ast.Name)}
    return len(names) == len(caught) and names <= BUILTINS - module.bound - OPEN


def _handler(bindings: Bindings, node: ast.AST, name: str) -> ast.ExceptHandler | None:
    at: ast.AST | None = node
    while at is not None and not (isinstance(at, ast.ExceptHandler) and at.name == name):
        at = bindings.parents.get(at)
    return at


def _asks(bindings: Bindings, node: ast.AST) -> bool:
    """Say whether the program asks `hasattr` around a read."""
    at: ast.AST | None = node
    while at is not None and not isinstance(at, ast.ExceptHandler):
        test = getattr(at, "test", None)
        if isinstance(test, ast.AST) and "'message'" in ast.unparse(test):
            return True
        at = bindings.parents.get(at)
    return False


def _gone(module: Module, bindings: Bindings) -> Iterator[Hit]:
    """Yield the reads of names that only an `except` binds, behind it."""
    for scope in bindings.scopes:
        for name, bound in scope.bound.items():
            if any(one.how != "error" for one in bound) or name in scope.shared:
                continue
            for read in bindings.reads_of(name, scope):
                if bindings.scope_of(read) is scope and _handler(bindings, read, name) is None:
                    line = module.line_name(module.place(bound[0].node)[0])
                    yield Hit(read, name, f"the name of the exception is gone after the `except` of line {line}")
