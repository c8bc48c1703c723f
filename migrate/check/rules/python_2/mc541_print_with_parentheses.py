"""MC541: print statements of Python 2 that Python 3 can parse."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC541",
    severity="breaks",
    title="print statement of Python 2 in parentheses",
    why='print ("%d") % 3 takes the remainder of None: TypeError; print ("a"), b prints "a" alone.',
    do='print("%d" % 3), print("a", b).',
    words=("print",),
)

BEFORE = """
print ("a %d") % 3  # MC541
print ("a"), b  # MC541
print("a %d" % 3)
print("a", b)
print  # MC541
"""
AFTER = """
print ("a %d" % 3)
print ("a", b)
print("a %d" % 3)
print("a", b)
print()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    if "print" in module.bound:
        return
    for node in module.of(ast.Expr):
        value = node.value
        if isinstance(value, ast.Name) and value.id == "print":
            yield Hit(
                value,
                "print",
                "prints no empty line",
                severity="differs",
                fix=changed(module, value, "put_into", "{x}()"),
            )
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mod) and _prints(value.left):
            yield Hit(value, "print", fix=changed(module, value, "printed_as_one"))
        elif isinstance(value, ast.Tuple) and value.elts and _prints(value.elts[0]):
            yield Hit(value, "print", severity="differs", fix=changed(module, value, "printed_as_one"))


def _prints(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and len(node.args) == 1
        and not node.keywords
    )
