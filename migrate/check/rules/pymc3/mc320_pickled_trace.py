"""MC320: a trace or a model that is pickled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import MODEL, TRACE
from ..rule import Hit, Rule

RULE = Rule(
    code="MC320",
    severity="style",
    title="pickle of a trace or a model",
    why="It is written in classes of this library and of this day; the next one may not read it."
    " Those that the old library wrote are read without it: migrate.compare.load, `migrate-convert`.",
    do="Save draws in a file that stays readable: pm.save_trace, or netCDF through ArviZ.",
)

BEFORE = """
import pickle
import pymc3 as pm
import dill as d
with pm.Model() as model:
    trace = pm.sample(100)
pickle.dump(trace, file)  # MC320
pickle.dump({"model": model, "trace": trace}, file)  # MC320
d.dumps(trace)  # MC320
pickle.dump(numbers, file)
pickle.dump(trace["a"], file)
"""
MODULES = ("pickle", "cPickle", "dill", "cloudpickle", "joblib", "sklearn.externals.joblib")
WRITERS = {f"{module}.{name}" for module in MODULES for name in ("dump", "dumps")}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not node.args or not module.names_of(node.func) & WRITERS:
            continue
        given = node.args[0]
        parts: list[ast.expr] = [given]
        if isinstance(given, ast.Dict):
            parts = given.values
        elif isinstance(given, ast.Tuple | ast.List):
            parts = given.elts
        if any(module.names_of(part) & {TRACE, MODEL} for part in parts):
            yield Hit(node.func, min(module.names_of(node.func) & WRITERS))
