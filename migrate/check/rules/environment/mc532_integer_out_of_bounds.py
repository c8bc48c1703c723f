"""MC532: whole numbers that do not fit the NumPy type that is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC532",
    severity="breaks",
    title="whole number that its type cannot hold",
    why="NumPy before 2 wrapped it round (np.uint8(-1) was 255); now it raises OverflowError.",
    do="Write the number that was meant, or np.array(x).astype(np.uint8), which wraps round as before.",
    words=tuple(f"{sign}int{bits}" for sign in ("u", "") for bits in (8, 16, 32, 64)),
)

BEFORE = """
import numpy as np
np.uint8(-1)  # MC532
np.uint8(300), np.int8(127)  # MC532
np.array([0, -1], dtype=np.uint32)  # MC532
np.full(3, 256, dtype="uint8")  # MC532
np.uint8(1) + 300  # MC532
np.array([-1]).astype(np.uint8)
np.uint8(255), np.int64(-1), np.array([-1], dtype=np.int8)
"""
BOUNDS = {
    f"{u}int{bits}": (0, 2**bits - 1) if u else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    for u in ("u", "")
    for bits in (8, 16, 32, 64)
}
MAKERS = {"numpy.array": 0, "numpy.asarray": 0, "numpy.full": 1}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        name = next(iter(names)) if len(names) == 1 else ""
        kind, at = (name.removeprefix("numpy."), 0) if name.startswith("numpy.") else ("", 0)
        if name in MAKERS:
            kind, at = _dtype(module, call), MAKERS[name]
        if kind in BOUNDS and len(call.args) > at:
            yield from _outside(call.args[at], kind)
    for node in module.of(ast.BinOp):
        for scalar, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(scalar, ast.Call) and _number(other) is not None:
                for name in module.names_of(scalar.func):
                    yield from _outside(other, name.removeprefix("numpy."))


def _dtype(module: Module, call: ast.Call) -> str:
    given = next((word.value for word in call.keywords if word.arg == "dtype"), None)
    if isinstance(given, ast.Constant):
        return str(given.value)
    return next((name.removeprefix("numpy.") for name in module.names_of(given)), "") if given is not None else ""


def _outside(node: ast.expr, kind: str) -> Iterator[Hit]:
    if isinstance(node, ast.List | ast.Tuple):
        for one in node.elts:
            yield from _outside(one, kind)
        return
    number = _number(node)
    if number is not None and kind in BOUNDS and not BOUNDS[kind][0] <= number <= BOUNDS[kind][1]:
        yield Hit(node, f"numpy.{kind}")


def _number(node: ast.expr) -> int | None:
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -1, node.operand
    return sign * node.value if isinstance(node, ast.Constant) and type(node.value) is int else None
