"""MC307: probabilities that do not sum to one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from theano_common.differences.table import difference

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC307",
    severity="differs",
    title="probabilities that do not sum to one are divided by their sum",
    why="Categorical and Multinomial do so in silence, here too."
    f" {difference('densities/categorical-not-normalised').by_release}",
    do="Write the probabilities that are meant.",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.Categorical("a", p=[0.2, 0.3, 0.5])
    pm.Categorical("b", p=[1, 1, 1])  # MC307
    pm.Categorical("c", [0.1, 0.1])  # MC307
    pm.Multinomial("d", 3, [0.5, 0.4])  # MC307
    pm.Multinomial("e", n=3, p=p)
    pm.Categorical.dist([1, 2])  # MC307
"""
AT = {"Categorical": 1, "Multinomial": 2}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, [*AT, "dist"]):
        at = AT.get(name)
        if name == "dist":
            names = {part.split(".")[-2] for part in module.names_of(call.func)} & set(AT)
            name = min(names, default="")
            at = AT[name] - 1 if name else None
        if at is None:
            continue
        given = keyword(call, "p")
        p = given.value if given is not None else call.args[at] if len(call.args) > at else None
        total = _sum(p)
        if total is not None and abs(total - 1) > 1e-6:
            assert p is not None
            yield Hit(p, f"pymc3.{name}", f"they sum to {total:g}")


def _sum(node: ast.expr | None) -> float | None:
    if not isinstance(node, ast.List | ast.Tuple) or not node.elts:
        return None
    values = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    numbers = [value for value in values if isinstance(value, int | float)]
    return float(sum(numbers)) if len(numbers) == len(node.elts) else None
