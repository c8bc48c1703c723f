"""MC535: np.sum of a generator."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC535",
    severity="breaks",
    title="np.sum of a generator",
    why="NumPy summed it by Python's sum, with a warning since 1.15: TypeError since 2.4.",
    do="Python's sum(...), or a list.",
    words=("sum",),
    given_back=True,
)

BEFORE = """
import numpy as np
np.sum(x**2 for x in values)  # MC535
np.sum((x**2 for x in values))  # MC535
np.sum([x**2 for x in values])
sum(x**2 for x in values)
"""
AFTER = """
import numpy as np
np.sum([x**2 for x in values])
np.sum([x**2 for x in values])
np.sum([x**2 for x in values])
sum(x**2 for x in values)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        if names == {"numpy.sum"} and call.args and isinstance(call.args[0], ast.GeneratorExp):
            yield Hit(call.args[0], "numpy.sum", fix=changed(module, call, "generator_as_list"))
