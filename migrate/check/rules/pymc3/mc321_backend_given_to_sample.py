"""MC321: pm.sample(trace=Text(...)) and the other backends that write to disk."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC321",
    severity="differs",
    title="a backend given to pm.sample is written draw by draw",
    why="Then the steps are those of the old NUTS over Python, not nutpie's: the same posterior, slower.",
    do="Sample without it and save the trace when it is there, unless each draw has to be on disk at once.",
)

BEFORE = """
import pymc3 as pm
from pymc3.backends import SQLite
db = pm.backends.Text("folder")
with pm.Model():
    pm.sample(1000, trace=db)  # MC321
    pm.sample(1000, trace=SQLite("file.db"))  # MC321
    pm.sample(1000, trace=[x])
    pm.sample(1000)
"""
BACKENDS = ("Text", "SQLite", "HDF5")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample", "iter_sample"]):
        given = keyword(call, "trace")
        if given is not None and any(
            name.endswith(tuple(f".{b}()" for b in BACKENDS)) for name in module.names_of(given.value)
        ):
            yield Hit(given, "pymc3.sample")
