"""MC108: a library that stands on Theano or PyMC3 and has to be installed without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

LIBRARIES = ("exoplanet", "lasagne", "bambi", "theanets", "blocks", "pylearn2", "starry", "celerite2", "pmprophet",
             "pymc3_ext", "pymc3_models", "sklearn_theano", "nolearn", "hddm", "keras_contrib",
             "aesara_theano_fallback", "downhill", "groundhog", "fuel", "mcmodels", "sampled")  # fmt: skip
RULE = Rule(
    code="MC108",
    severity="style",
    words=LIBRARIES,
    title="library on top of Theano or PyMC3",
    why="Its installer asks for Theano or PyMC3, which install on no present Python; its own code may run on ours.",
    do="Install it without what it asks for, `pip install --no-deps NAME==VERSION`, and audit its folder as well.",
)

BEFORE = """
import lasagne  # MC108
from lasagne.layers import DenseLayer
import exoplanet as xo  # MC108
import theano, numpy
try:
    import bambi  # MC108
except ImportError:
    bambi = None
"""
def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    met: set[str] = set()
    for use in module.uses:
        root = use.name.partition(".")[0]
        if use.kind == "import" and root in LIBRARIES and root not in met:
            met.add(root)
            yield Hit(use.node if not isinstance(use.statement, ast.ImportFrom) else use.statement, root)
