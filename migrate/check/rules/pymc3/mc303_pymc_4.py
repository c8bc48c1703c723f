"""MC303: code that has moved to PyMC 4 or 5, PyTensor or Aesara already."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .mc302_pymc_2 import is_pymc_2

RULE = Rule(
    code="MC303",
    severity="breaks",
    words=("pytensor", "aesara"),
    title="PyMC 4 or later, PyTensor or Aesara",
    why="theano-compat serves `import theano` and `import pymc3`; these are other packages, with other meanings.",
    do="Install them for this file, or take the version of it that was written for PyMC3.",
)

BEFORE = """
import pymc as pm  # MC303
import pytensor.tensor as pt  # MC303
import aesara  # MC303
with pm.Model():
    x = pm.Normal("x", 0, sigma=1, initval=0)
    idata = pm.sample()
try:
    import pytensor
except ImportError:
    import theano
"""
ROOTS = {"pymc", "pytensor", "aesara"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    met: set[str] = {"pymc"} if is_pymc_2(module) else set()
    for use in module.uses:
        root = use.name.partition(".")[0]
        if use.kind == "import" and root in ROOTS and root not in met and not use.guarded:
            met.add(root)
            yield Hit(use.node, root)
