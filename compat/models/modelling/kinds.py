"""Kinds of distributions, as step methods ask for them; missing data have the kind of their parent."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Variable
from ..vartypes import bool_types


def distribution_of(var: Variable) -> Any:
    """Return a variable's distribution; missing data have that of their parent."""
    parent = getattr(var.distribution, "parent_dist", None)
    return var.distribution if parent is None else parent


def _is(var: Variable, name: str) -> bool:
    return any(cls.__name__ == name for cls in type(distribution_of(var)).__mro__)


def is_bernoulli(var: Variable) -> bool:
    """Return whether a variable is Bernoulli, or has a type with only two values."""
    return _is(var, "Bernoulli") or var.dtype in bool_types


def is_categorical(var: Variable) -> bool:
    """Return whether a variable is categorical."""
    return _is(var, "Categorical")


def is_bart(var: Variable) -> bool:
    """Return whether a variable is a sum of regression trees."""
    return _is(var, "BART")
