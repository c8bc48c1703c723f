"""MC213: a compiled function that is pickled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import FUNCTION
from ..pymc3.mc320_pickled_trace import WRITERS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC213",
    severity="style",
    title="pickle of a compiled function",
    why="The graph is written, in classes of this library, and compiled again when it is read. What the old library"
    " pickled is read for its graph; its compiled code is not.",
    do="Save the numbers of shared variables (get_value) and build the function anew; `f.export('net.onnx')` writes a"
    " file that runs without this library.",
)

BEFORE = """
import pickle
import theano
f = theano.function([], 1)
pickle.dump(f, file)  # MC213
pickle.dump(f(), file)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if node.args and module.names_of(node.func) & WRITERS and FUNCTION in module.names_of(node.args[0]):
            yield Hit(node.func, "theano.function")
