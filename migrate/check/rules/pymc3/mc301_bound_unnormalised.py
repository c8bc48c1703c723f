"""MC301: pm.Bound around parameters that are random."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC301",
    severity="differs",
    title="Bound with parameters that are not constant is not normalised",
    why="Bound cuts the density off without dividing by the mass that is left. Where that mass depends on"
    " other variables, pm.Truncated or a newer PyMC gives another posterior. Here the old one is kept.",
    do="Leave it as it is to reproduce old results; decide on paper before replacing it by a truncated distribution.",
)

BEFORE = """
import numpy as np
import pymc3 as pm
from pymc3 import Bound as B
LOW = -1.0
Half = pm.Bound(pm.Normal, lower=LOW, upper=np.inf)
with pm.Model():
    mu = pm.Normal("mu", 0, 1)
    a = Half("a", mu=0.0, sd=1.0)
    b = Half("b", mu=mu, sd=2)  # MC301
    c = pm.Bound(pm.Normal, lower=0, upper=10)("c", LOW, sd=2)
    d = B(pm.Normal, lower=mu)("d", 0, 1)  # MC301
    e = Half("e", mu=0, sd=1, shape=len(data), observed=data)
    f = Half.dist(mu=2 * mu, sd=1)  # MC301
"""
MAKERS = {"pymc3.Bound", "pymc3.distributions.Bound", "pymc3.distributions.bound.Bound"}
BOUNDED = {f"{name}()" for name in MAKERS}
NOT_PARAMETERS = {"shape", "observed", "testval", "transform", "dims", "total_size", "model", "name"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    fixed: set[str] | None = None
    for node, called in module.named_calls:
        if called & (MAKERS | BOUNDED):
            positional = node.args[1:]  # the first is the distribution, or the variable's name
        elif called & {name + ".dist" for name in BOUNDED}:
            positional = node.args
        else:
            continue
        named = [keyword.value for keyword in node.keywords if keyword.arg not in NOT_PARAMETERS]
        fixed = _constants(module) if fixed is None else fixed
        if any(_varies(module, argument, fixed) for argument in [*positional, *named]):
            yield Hit(node, "pymc3.Bound")


def _constants(module: Module) -> set[str]:
    """Return the names that this file only sets to numbers."""
    fixed: set[str] = set()
    other: set[str] = set()
    for node in module.of(ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                (other if _varies(module, node.value, set()) else fixed).add(target.id)
    return fixed - other


def _varies(module: Module, node: ast.AST, fixed: set[str]) -> bool:
    """Say whether an expression may be random: it holds a name that is not a known number."""
    return any(
        isinstance(part, ast.Name) and part.id not in fixed and not module.names_of(part) & {"numpy", "math"}
        for part in ast.walk(node)
    )
