"""MC512: a quotient where a whole number is wanted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

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
"""
MAKERS = {f"numpy.{name}" for name in ("zeros", "ones", "empty", "eye", "identity")}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if isinstance(node.func, ast.Name) and node.func.id in ("range", "xrange") and "range" not in module.bound:
            given = node.args
        elif module.names_of(node.func) & MAKERS:
            first = node.args[0]
            given = first.elts if isinstance(first, ast.Tuple | ast.List) else [first]
        else:
            continue
        for one in given:
            if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div):
                yield Hit(one, "range", fix=_floored(module, one))


def _floored(module: Module, node: ast.BinOp):  # type: ignore[no-untyped-def]
    from migrate.check.fixes.edit import Edit, Fix, end_of, start_of

    start, end = end_of(module, node.left), start_of(module, node.right)
    between = module.between(start, end)
    at = between.find("/")
    if start[0] != end[0] or between.count("/") != 1 or "#" in between:
        return None
    place = (start[0], start[1] + at)
    return Fix((Edit(place, (place[0], place[1] + 1), "//"),))
