"""MC512: a quotient, or a number with a point, where a whole number is wanted."""

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
    title="float where a whole number is wanted",
    why="range, slices, np.zeros, reshape and their like refuse floats, which `/` always gives in Python 3: TypeError."
    " np.linspace took them until NumPy 1.17.",
    do="Write `//`, or the number without its point.",
    unsafe=True,
    words=tuple(
        "zeros ones empty eye identity full tile range reshape linspace logspace geomspace factorial random".split()
    ),
)

BEFORE = """
import numpy as np
n = 10
np.zeros(n / 2)  # MC512
np.ones((n / 2, 3))  # MC512
range(n / 2)  # MC512
np.zeros(n // 2)
np.zeros(int(n / 2))
np.linspace(0, 1, n / 2)  # MC512
np.linspace(0, 1, num=5.0)  # MC512
np.empty(shape=(n / 2, 3))  # MC512
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
np.linspace(0, 1, n // 2)
np.linspace(0, 1, num=5.0)  # MC512
np.empty(shape=(n // 2, 3))
range(0, n // 2, 2)
x = np.zeros(n)[: n // 2]
np.random.normal(size=(n // 2, 3))
np.ones(2.0)  # MC512
np.r_[0 : 1 / 3]
"""
MAKERS = {f"numpy.{name}" for name in ("zeros", "ones", "empty", "eye", "identity")}
# Positions and keywords of counts.
COUNTS = {
    **dict.fromkeys(MAKERS - {"numpy.eye", "numpy.identity"}, (0, "shape")),
    **dict.fromkeys(("numpy.linspace", "numpy.logspace", "numpy.geomspace"), (2, "num")),
    "numpy.eye": (0, "N"),
    "numpy.identity": (0, "n"),
    "numpy.tile": (1, "reps"),
    "numpy.reshape": (1, "newshape"),
    "numpy.full": (0, "shape"),
    "math.factorial": (0, "x"),
}
# Objects whose brackets may hold floats.
FREE = {"r_", "c_", "mgrid", "ogrid", "s_", "index_exp", "loc", "sel", "iloc", "isel", "at"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    counts = (one for call in module.of(ast.Call) for one in _counts(module, call))
    bounds = (one for subscript in module.of(ast.Subscript) for one in _bounds(subscript))
    for name, one in (*counts, *bounds):
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div):
            yield Hit(one, name, "quotient where a whole number is wanted", fix=_floored(module, one))
        elif isinstance(one, ast.Constant) and type(one.value) is float:
            yield Hit(one, name)


def _bounds(node: ast.Subscript) -> Iterator[tuple[str, ast.expr]]:
    """Yield the computed bounds of slices."""
    if (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")) in FREE:
        return
    for one in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        if isinstance(one, ast.Slice):
            bounds = (one.lower, one.upper, one.step)
            yield from (("slice", bound) for bound in bounds if isinstance(bound, ast.BinOp))


def _counts(module: Module, call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Yield the function and the arguments that must be integers, those of a shape one by one."""
    names = module.names_of(call.func)
    if isinstance(call.func, ast.Name) and call.func.id in ("range", "xrange") and "range" not in module.bound:
        yield from ((call.func.id, one) for one in call.args)
    elif names == {"numpy.ndarray.reshape"}:
        yield from (("numpy.ndarray.reshape", part) for one in call.args for part in _parts(one))
    else:
        for name in sorted(names):
            at, word = COUNTS.get(name, (len(call.args), "size" if name.startswith("numpy.random.") else None))
            given = [*call.args[at : at + 1], *(one.value for one in call.keywords if one.arg == word and word)]
            yield from ((name, part) for one in given for part in _parts(one))


def _parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]


def _floored(module: Module, node: ast.BinOp) -> Fix | None:
    start, end = end_of(module, node.left), start_of(module, node.right)
    between = module.between(start, end)
    if start[0] != end[0] or between.count("/") != 1 or "#" in between:
        return None
    return changed(module, node, "floored")
