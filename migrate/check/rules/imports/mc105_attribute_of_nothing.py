"""MC105: an attribute that no value of this kind ever had."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage, canonical
from ...names.module import Module
from ...names.values import CLOSED, class_attributes, kinds_of, members
from ..rule import Hit, Rule

RULE = Rule(
    code="MC105",
    severity="breaks",
    title="attribute that such a value never had",
    why="Neither the old library's tensors, functions and random streams have it, nor ours: AttributeError.",
    do="Check the spelling; a method of NumPy arrays may be a function of theano.tensor.",
)

BEFORE = """
import numpy as np
import pymc3 as pm
pm.GLM.from_formula("y ~ x", data)
pm.GLM.from_formulas("y ~ x", data)  # MC105
pm.Normal.dist(0, 1)
import theano
import theano.tensor as tt
x = tt.dvector("x")
s = theano.shared(np.zeros(3))
x.sun()  # MC105
s.set_value(1); s.values  # MC105
(x + 1).nanmean()  # MC105
x.__class__, x._private
tt.constant(3).data, tt.as_tensor_variable(y).value, tt.as_tensor_variable(y).get_value
tt.constant(3).sun, tt.as_tensor_variable(y).sun  # MC105 MC105
x.colour = 3
x.colour
y = unknown(x)
y.anything
if hasattr(x, "other"):
    x.other
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    stored: set[str] | None = None
    found: set[ast.AST] = set()  # a value of several kinds has a use for each
    for use in module.uses:
        name = use.name.rpartition(".")[2]
        if use.kind == "attribute" and use.introduces(use.name) and not name.startswith("_"):
            known = class_attributes().get(canonical(use.name).rpartition(".")[0])
            if known is not None and name not in known:
                yield Hit(use.node, canonical(use.name))
            continue
        if use.kind != "member" or name.startswith("_") or not use.introduces(use.name):
            continue
        kinds = kinds_of(module, use)
        if not all(f"{kind}()" in CLOSED and name not in members()[kind].had for kind in kinds):
            continue
        if stored is None:
            stored = {node.attr for node in module.of(ast.Attribute) if isinstance(node.ctx, ast.Store)}
        if name not in stored and use.node not in found:
            found.add(use.node)
            yield Hit(use.node, use.name)
