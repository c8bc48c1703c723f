"""MC563: an order of values of unlike kinds, which Python 2 had."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ...names.coverage import Coverage
from ...names.kinds import BYTES, DICT, FLOAT, INT, LIST, NONE, TEXT, TUPLE, TYPED, Kinds, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC563",
    severity="breaks",
    title="order of values of unlike kinds",
    why="In Python 2 None was less than every number, and numbers less than texts; input() gave a number: TypeError.",
    do="Ask for None first; float(input()); sorted(x, key=str).",
)

BEFORE = """
import theano
x > None, None <= 3, 1 < "a"  # MC563 MC563 MC563
max(None, 3), sorted([3, "a", 1]), sorted([None, x]), min([1, 2.0])  # MC563 MC563 MC563
number = input("how many? ")
number > 3, number + 1, range(number), number * 2, int(number) + 1  # MC563 MC563 MC563
{1: 2} < {3: 4}  # MC563
x is None or x > 3, max(x, 3), "a" < "b", 1 < 2.0, x == None, number == "a"
"""
ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
NUMBERS = {INT, FLOAT}
GROUPS = {INT: "numbers", FLOAT: "numbers", TEXT: "text", TYPED: "text", NONE: "None", LIST: "lists", TUPLE: "tuples",
          DICT: "dictionaries", BYTES: "bytes"}  # fmt: skip


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    yield from _typed(module, kinds)
    for compared in module.of(ast.Compare):
        if isinstance(compared.ops[0], ORDERS):
            if note := _unlike(kinds, [compared.left, compared.comparators[0]]):
                yield Hit(compared, "order", note)
    for call in module.of(ast.Call):
        name = kinds.callee(call)
        if name in ("max", "min", "sorted") and not call.keywords and (name != "sorted" or len(call.args) == 1):
            shown = call.args[0] if len(call.args) == 1 else None
            compared_values = (
                shown.elts if isinstance(shown, ast.List | ast.Tuple) else call.args if shown is None else []
            )
            if note := _unlike(kinds, compared_values):
                yield Hit(call, name, note)
        elif name == "range" and any(kinds.of(one) == TYPED for one in call.args):
            yield Hit(call, "input", "input() gives text")


def _typed(module: Module, kinds: Kinds) -> Iterator[Hit]:
    """Yield what input() gave, beside numbers."""
    for operation in module.of(ast.BinOp):
        sides = {kinds.of(operation.left), kinds.of(operation.right)}
        repeats = isinstance(operation.op, ast.Mult) and INT in sides
        if TYPED in sides and sides & NUMBERS and not repeats and not isinstance(operation.op, ast.Mod):
            yield Hit(operation, "input", "input() gives text")


def _unlike(kinds: Kinds, values: Sequence[ast.expr]) -> str:
    """Say what is compared that has no order: two kinds, None, or dictionaries; "" if all may have one."""
    if len(values) < 2:
        return ""
    literal = any(isinstance(one, ast.Constant) and one.value is None for one in values)
    found = [GROUPS.get(kinds.of(one), "") for one in values]
    known = sorted({one for one in found if one and one != "None"} | ({"None"} if literal else set()))
    if known == ["dictionaries"] and all(found):
        return "dictionaries have no order"
    if literal:
        return "None has no order beside other values"
    return f"{' and '.join(known)} have no order" if len(known) > 1 else ""
