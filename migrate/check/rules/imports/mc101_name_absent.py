"""MC101: a legacy name that the shim does not have, by the coverage table."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC101",
    severity="breaks",
    title="name that theano-compat does not have",
    why="compat/coverage.toml lists it as absent: its import raises ImportError, reading it AttributeError.",
    do="Use what the note names, or leave this part on the old stack until the name is served.",
)

COVERAGE = """
["theano"]
supported = ["function"]
["theano.tensor"]
default = "absent"
reason = "not served yet"
supported = ["exp"]
["theano.sandbox.cuda"]
default = "absent"
reason = "the old GPU back end is gone; device=cuda means JAX"
"""
BEFORE = """
import theano.sandbox.cuda  # MC101
from theano import tensor as T
from theano.tensor import exp, choose  # MC101
T.choose  # MC101
choose(1)
try:
    from theano.sandbox.cuda import dnn
except ImportError:
    dnn = None
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        state = coverage.lookup(use.name)
        if state is not None and state.status == "absent" and use.introduces(state.name):
            yield Hit(use.node, state.name, state.reason)
