"""MC107: a name that only the run knows, so that the audit cannot look it up."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import ROOTS, Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC107",
    severity="style",
    words=("import_module", "__import__"),
    title="name that only the run knows",
    why="getattr or import_module is given a variable: which legacy name it reads cannot be told from the text.",
    do="Run it once with `theano-compat run --report names.json SCRIPT`, then give `--with-runtime names.json`.",
)

BEFORE = """
import importlib
import pymc3 as pm
import theano.tensor as tt
import numpy as np
getattr(tt, name)(x)  # MC107
getattr(pm, "Normal")
getattr(np, name)
distribution = getattr(pm.distributions, kind + "s")  # MC107
model = pm.Model()
getattr(model, name)  # MC107
importlib.import_module(path)  # MC107
importlib.import_module("theano")
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node, name in module.unseen:
        root = name.partition(".")[0]
        if root in ROOTS:
            yield Hit(node, name, f"an attribute of {name.removesuffix('()')} whose name only the run knows")
        elif name in ("importlib.import_module", "__import__"):
            yield Hit(node, name, "a module whose name only the run knows")
