"""MC559: a loop over keys() or items() that removes from its dictionary."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.kinds import VIEW, VIEWS, kinds_in
from ...names.module import Module
from ...names.tree import children
from ..rule import Hit, Rule

RULE = Rule(
    code="MC559",
    severity="breaks",
    title="loop over keys() or items() that removes from the dictionary",
    why="In Python 2 it went over a list of them. In Python 3: RuntimeError, the dictionary changed its size.",
    do="Write `for key in list(d.keys())`.",
    words=VIEWS,
)

BEFORE = """
for k in d.keys():  # MC559
    del d[k]
for k, v in self.known.items():  # MC559
    if v is None:
        self.known.pop(k)
for k in d.keys():
    if k:
        del d[k]
        break
for k in d.keys():
    d[k] = 1
for k in list(d.keys()):
    del d[k], other[k]
for k in other.keys():
    del d[k]
"""
AFTER = """
for k in list(d.keys()):
    del d[k]
for k, v in list(self.known.items()):
    if v is None:
        self.known.pop(k)
for k in d.keys():
    if k:
        del d[k]
        break
for k in d.keys():
    d[k] = 1
for k in list(d.keys()):
    del d[k], other[k]
for k in other.keys():
    del d[k]
"""
REMOVING = {"pop", "popitem", "clear"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for loop in module.of(ast.For):
        call = loop.iter
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and kinds.of(call) == VIEW:
            if _removes(loop.body, ast.dump(call.func.value)):
                yield Hit(call, call.func.attr, fix=changed(module, call, "put_into", "list({x})"))


def _removes(block: list[ast.stmt], dictionary: str) -> bool:
    """Say whether statements remove from the dictionary, and the loop may go on after that."""
    if block and isinstance(block[-1], ast.Break | ast.Return | ast.Raise):
        return False
    for statement in block:
        if isinstance(statement, FUNCTIONS):
            continue
        inner = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        inner += [one.body for one in getattr(statement, "handlers", [])]
        if any(_removes(one, dictionary) for one in inner if one):
            return True
        if isinstance(statement, ast.Delete):
            if any(isinstance(t, ast.Subscript) and ast.dump(t.value) == dictionary for t in statement.targets):
                return True
        elif any(_calls_remover(one, dictionary) for one in _expressions(statement)):
            return True
    return False


def _expressions(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield all nodes of a statement that stand in no statement inside it."""
    todo = [one for one in children(statement) if not isinstance(one, ast.stmt | ast.excepthandler)]
    for node in todo:  # grows during iteration
        if not isinstance(node, FUNCTIONS):
            todo += children(node)
        yield node


def _calls_remover(node: ast.AST, dictionary: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in REMOVING
        and ast.dump(node.func.value) == dictionary
    )
