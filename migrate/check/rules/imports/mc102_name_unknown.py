"""MC102: a name under theano, pymc3 or a library on top of them that no table knows."""

from __future__ import annotations

from collections.abc import Iterator

from ...names import dependent_libraries
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC102",
    severity="breaks",
    title="name that the coverage table does not know",
    why="It is in none of the legacy releases the table was made from, so nothing can be promised for it.",
    do="Check the spelling; if an old release had it, please report it with that release's number.",
)

COVERAGE = """
["theano"]
supported = ["function"]
["theano.tensor"]
supported = ["exp", "TensorVariable"]
"""
BEFORE = """
import theano, theano.tensor as tt
tt.expp(1) + tt.exp(1)  # MC102
theano.tensor.TensorVariable.anything
theano.fnction  # MC102
import exoplanet as xo, keras
from lasagne.layers import DenseLayer, DenseLayers  # MC102
xo.distributions.UnitDisk("u")
xo.distributions.Unitdisk("u")  # MC102
xo.orbits.KeplerianOrbit.anything
keras.layers.Dense(1), keras.layers.Densely(1)  # MC102
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        state = (coverage.lookup(use.name) if coverage else None) or dependent_libraries.lookup(module, use.name)
        if state is not None and state.status == "unknown" and use.introduces(state.name):
            root = state.name.partition(".")[0]
            note, severity = dependent_libraries.NOT_THERE.get(root, ""), "style" if root == "lasagne" else None
            yield Hit(use.node, state.name, note, severity=severity)
