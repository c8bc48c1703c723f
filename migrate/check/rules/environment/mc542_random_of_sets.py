"""MC542: what Python's random no longer takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.kinds import SET, VIEW, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC542",
    severity="breaks",
    title="set or seed that Python's random no longer takes",
    why="Since Python 3.11 random.sample wants a sequence, and random.seed a number or a text: TypeError.",
    do="random.sample(sorted(x), n), as of keys(); random.seed(int(n)).",
    words=("random",),
)

BEFORE = """
import random
import numpy as np
random.sample({1, 2}, 1)  # MC542
random.sample(set(x), 1)  # MC542
random.sample(d.keys(), 1)  # MC542
random.seed((1, 2))  # MC542
random.seed(np.int64(3))  # MC542
random.sample([1, 2], 1)
random.seed(3)
"""
ODD = {"numpy.int64()", "numpy.int32()", "numpy.uint32()"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        first = call.args[0] if call.args else None
        if first is None:
            continue
        if names == {"random.sample"} and _is_a_set(module, first):
            yield Hit(first, "random.sample(set)")
        elif names == {"random.seed"} and (isinstance(first, ast.Tuple | ast.List) or module.names_of(first) & ODD):
            yield Hit(first, "random.seed")


def _is_a_set(module: Module, node: ast.expr) -> bool:
    return kinds_in(module).of(node) in (SET, VIEW)
