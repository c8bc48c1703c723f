"""MC210: THEANO_FLAGS written after theano was imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC210",
    severity="differs",
    title="THEANO_FLAGS written after the import",
    why="Flags are read when theano is imported: the program runs without these, here as in Theano.",
    do="Set them before the first import, or assign theano.config.NAME.",
)

BEFORE = """
import os
os.environ["THEANO_FLAGS"] = "floatX=float32"
import theano
os.environ["THEANO_FLAGS"] = "device=cpu"  # MC210
os.environ["HOME"] = "x"
def late():
    os.environ["THEANO_FLAGS"] = "x"
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    imports = (
        use.statement.lineno
        for use in module.uses
        if use.kind == "import" and use.statement is not None and use.name.partition(".")[0] in ("theano", "pymc3")
    )
    first = min(imports, default=None)
    for statement in module.tree.body:
        if not isinstance(statement, ast.Assign) or first is None or statement.lineno < first:
            continue
        for target in statement.targets:
            named = (
                isinstance(target, ast.Subscript)
                and isinstance(target.slice, ast.Constant)
                and target.slice.value == "THEANO_FLAGS"
            )
            if named and "os.environ" in module.names_of(target.value):  # type: ignore[attr-defined]
                yield Hit(target, "os.environ")
