"""MC217: updates of a scan that are thrown away, where random streams are used."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC217",
    severity="style",
    title="updates of a scan that are thrown away",
    why="Random numbers drawn inside a scan advance by these updates: without them each call draws the same, here as in"
    " Theano.",
    do="Give them to theano.function(..., updates=updates).",
)

BEFORE = """
import theano
from theano.tensor.shared_randomstreams import RandomStreams
rng = RandomStreams(1)
out, _ = theano.scan(lambda: rng.normal((2,)), n_steps=3)  # MC217
out, updates = theano.scan(lambda: rng.normal((2,)), n_steps=3)
"""
STREAMS = ("RandomStreams", "MRG_RandomStreams", "RandomStream", "MRG_RandomStream")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    if not any(use.name.rpartition(".")[2] in STREAMS for use in module.uses):
        return
    for node in module.of(ast.Assign):
        if not isinstance(node.value, ast.Call):
            continue
        if "theano.scan" not in module.names_of(node.value.func):
            continue
        for target in node.targets:
            last = target.elts[-1] if isinstance(target, ast.Tuple) and len(target.elts) == 2 else None
            if isinstance(last, ast.Name) and last.id.startswith("_"):
                yield Hit(last, "theano.scan")
