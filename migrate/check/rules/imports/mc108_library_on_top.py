"""MC108: a library that stands on Theano or PyMC3 and has to be installed without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names import dependent_libraries
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

LIBRARIES = ("exoplanet", "lasagne", "bambi", "theanets", "blocks", "pylearn2", "starry", "celerite2", "pmprophet",
             "pymc3_ext", "pymc3_models", "sklearn_theano", "nolearn", "hddm", "keras_contrib",
             "aesara_theano_fallback", "downhill", "groundhog", "fuel", "mcmodels", "sampled")  # fmt: skip
RULE = Rule(
    code="MC108",
    severity="style",
    words=(*LIBRARIES, "keras"),
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
import keras  # MC108
"""
OF_KERAS = "2.3.1 was the last that ran on Theano; Keras 3 runs on JAX (KERAS_BACKEND=jax)"


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    met: set[str] = set()
    for use in module.uses:
        root = use.name.partition(".")[0]
        ours = root in LIBRARIES or dependent_libraries.speaks_of(module, root)
        if use.kind == "import" and ours and root not in met:
            met.add(root)
            place = use.statement if isinstance(use.statement, ast.ImportFrom) else use.node
            yield Hit(place, root, note=OF_KERAS if root == "keras" else "")
