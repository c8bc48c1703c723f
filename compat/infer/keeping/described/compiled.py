"""Compiled functions of ours: what they compute describes them."""

from __future__ import annotations

from typing import Any

from ....functions.function import Function
from ....graph.op import Op
from ....models.modelling.functions import FastPointFunc, LoosePointFunc, ValueGradFunction
from .describing import Describing
from .raw import home, is_a, lineage, name_of
from .sources import OURS

_PLACES = (
    *("functions", "compilation", "backends", "infer.compiled_steps", "infer.compiled_runs", "models.backends"),
    *("models.modelling.functions", "infer.steps.densities"),
)
_COMPILED = tuple(f"theano_compat.{one}" for one in _PLACES)


def is_compiled(value: Any) -> bool:
    """Return whether an object is compiled code of ours, but for functions, whose graphs are known."""
    module, _ = name_of(type(value))
    return type(module) is str and module.startswith(_COMPILED) and not is_a(value, Function, Op)


def follows_from_the_rest(owner: Any, value: Any) -> bool:
    """Return whether an attribute is what an object of ours, or a user's step or distribution, compiled for itself."""
    return is_compiled(value) and not is_a(owner, Op) and any(home(one) == OURS for one in lineage(type(owner)))


def of_function(of: Describing, value: Function, label: str) -> str:
    """Return the text of a compiled function: its graph, and the values that it keeps."""
    ins = [(one.name, one.update is not None) for one in value.ins]
    graph = of.graphs.inside([one.variable for one in value.ins], value.wanted)
    return f"function {ins}{graph}{of.texts([one.held for one in value.cells], label)}"


def of_point_function(of: Describing, value: Any, label: str) -> str:
    """Return the text of a function of a point of a model: its graph, or the function that was given."""
    if is_a(value, ValueGradFunction):
        return f"value and gradient {of.graphs.digests([value._cost, *value._grad_vars])}"
    if value.direct is None:
        return f"of a point {of.text(value._make, label)}"
    return f"of a point {of.graphs.digests(value.direct.given[1])}"


POINT_FUNCTIONS = (FastPointFunc, LoosePointFunc, ValueGradFunction)

__all__ = ["POINT_FUNCTIONS", "follows_from_the_rest", "is_compiled", "of_function", "of_point_function"]
