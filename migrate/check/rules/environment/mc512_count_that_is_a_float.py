"""MC512: a quotient where a whole number is wanted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, changed, end_of, start_of
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC512",
    severity="breaks",
    title="quotient where a whole number is wanted",
    why="In Python 3 `/` gives a float, and range, np.zeros, np.ones, np.eye and reshape refuse floats: TypeError.",
    do="Write `//`.",
    unsafe=True,
    words=("zeros", "ones", "empty", "eye", "range", "reshape"),
)

BEFORE = """
import numpy as np
n = 10
np.zeros(n / 2)  # MC512
np.ones((n / 2, 3))  # MC512
range(n / 2)  # MC512
np.zeros(n // 2)
np.zeros(int(n / 2))
np.linspace(0, 1, n / 2)
range(0, n / 2, 2)  # MC512
x = np.zeros(n)[: n / 2]  # MC512
np.random.normal(size=(n / 2, 3))  # MC512
np.ones(2.0)  # MC512
np.r_[0 : 1 / 3]
"""
AFTER = """
import numpy as np
n = 10
np.zeros(n // 2)
np.ones((n // 2, 3))
range(n // 2)
np.zeros(n // 2)
np.zeros(int(n / 2))
np.linspace(0, 1, n / 2)
range(0, n // 2, 2)
x = np.zeros(n)[: n // 2]
np.random.normal(size=(n // 2, 3))
np.ones(2.0)  # MC512
np.r_[0 : 1 / 3]
"""
MAKERS = {f"numpy.{name}" for name in ("zeros", "ones", "empty", "eye", "identity")}
# Positions of counts.
COUNTS = {"numpy.tile": 1, "numpy.reshape": 1, "numpy.full": 0, "math.factorial": 0}
# Objects whose brackets may hold floats.
FREE = {"r_", "c_", "mgrid", "ogrid", "s_", "index_exp", "loc", "sel", "iloc", "isel", "at"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call, ast.Subscript):
        if isinstance(node, ast.Call):
            given = list(_counts(module, node))
        elif (
            isinstance(node, ast.Subscript)
            and (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", ""))
            not in FREE
        ):
            cuts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            given = [
                bound
                for one in cuts
                if isinstance(one, ast.Slice)
                for bound in (one.lower, one.upper, one.step)
                if isinstance(bound, ast.BinOp)
            ]
        else:
            continue
        for one in given:
            if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div):
                yield Hit(one, "range", fix=_floored(module, one))
            elif isinstance(one, ast.Constant) and type(one.value) is float:
                yield Hit(one, "range")


def _counts(module: Module, call: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments that must be integers, those of a shape one by one."""
    names = module.names_of(call.func)
    if isinstance(call.func, ast.Name) and call.func.id in ("range", "xrange") and "range" not in module.bound:
        yield from call.args
    elif names == {"numpy.ndarray.reshape"}:
        yield from (part for one in call.args for part in _parts(one))
    elif names & MAKERS and call.args:
        yield from _parts(call.args[0])
    else:
        for name in names & COUNTS.keys():
            if len(call.args) > COUNTS[name]:
                yield from _parts(call.args[COUNTS[name]])
        if any(name.startswith("numpy.random.") for name in names):
            yield from (part for word in call.keywords if word.arg == "size" for part in _parts(word.value))


def _parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]


def _floored(module: Module, node: ast.BinOp) -> Fix | None:
    start, end = end_of(module, node.left), start_of(module, node.right)
    between = module.between(start, end)
    if start[0] != end[0] or between.count("/") != 1 or "#" in between:
        return None
    return changed(module, node, "floored")
