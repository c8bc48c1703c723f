"""MC104: an attribute that values of the old libraries had and ours have not."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import kinds_of, members
from ..rule import Hit, Rule

RULE = Rule(
    code="MC104",
    severity="breaks",
    title="attribute that values have no longer here",
    why="A tensor, a trace or a function of the old library had it; here it raises AttributeError."
    " The list was made on real PyMC3 3.11.5 and Theano-PyMC 1.1.2 and compared with ours.",
    do="It belongs to the inside of the old library: do without it.",
)

BEFORE = """
import theano
import theano.tensor as tt
x = tt.dvector("x")
x.sum()
x.construction_observers  # MC104
f = theano.function([x], 2 * x)
f(3)
tt.dmatrix("m").construction_observers  # MC104
try:
    x.construction_observers
except AttributeError:
    pass
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        if use.kind == "member" and use.introduces(use.name):
            name = use.name.rpartition(".")[2]
            if all(kind in members() and name in members()[kind].lacks for kind in kinds_of(module, use)):
                yield Hit(use.node, use.name)
