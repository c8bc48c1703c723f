"""Which distribution a variable has, where step methods ask; missing data have their parent's."""

from __future__ import annotations

from typing import Any

from ..vartypes import bool_types


def distribution_of(var: Any) -> Any:
    parent = getattr(var.distribution, "parent_dist", None)
    return var.distribution if parent is None else parent


def _is(var: Any, name: str) -> bool:
    return any(cls.__name__ == name for cls in type(distribution_of(var)).__mro__)


def is_bernoulli(var: Any) -> bool:
    """Bernoulli, or of a type that holds no more than two values."""
    return _is(var, "Bernoulli") or var.dtype in bool_types


def is_categorical(var: Any) -> bool:
    return _is(var, "Categorical")


def is_bart(var: Any) -> bool:
    return _is(var, "BART")
