"""Small things that users' Ops import. Source of the names: theano.gof.utils."""

from __future__ import annotations

from typing import Any

from compat.graph.variable import Tag as scratchpad
from compat.theano_api.absence import absent_from


class MethodNotDefined(Exception):
    """A user's Op lacks the method that was asked for."""


class TestValueError(AttributeError):
    """A variable has no test value."""


class object2:
    """A base class of old Types and Ops."""


def hashtype(self: Any) -> int:
    """A hash of the class of `self`."""
    t = type(self)
    return hash(t.__name__) ^ hash(t.__module__)


def flatten(a: Any) -> list[Any]:
    """The elements of nested lists, tuples and sets, in one list."""
    if isinstance(a, tuple | list | set):
        return [item for part in a for item in flatten(part)]
    return [a]


def uniq(seq: Any) -> list[Any]:
    """The elements of `seq`, each once, in order."""
    return [x for i, x in enumerate(seq) if seq.index(x) == i]


def difference(seq1: Any, seq2: Any) -> list[Any]:
    """The elements of `seq1` that are not in `seq2`, in order."""
    return [x for x in seq1 if x not in seq2]


__all__ = [
    "MethodNotDefined", "TestValueError", "difference", "flatten", "hashtype", "object2", "scratchpad",
    "uniq",
]
__getattr__ = absent_from(__name__)
