"""A pass that marks elementwise entries in loops that run in vectors, which have other forms there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import ElementwiseCall, Expr, mapped
from ..ir.statements import Assign, Block, For, If, Let, Parts, Return, Variable
from ..target import current


def with_vector_forms(body: Sequence[Any]) -> list[Any]:
    """Return `body` with vector forms in all loops whose promise lets them run in vectors.

    They keep libm's vector functions from a slow path. A target whose libm has no such functions calls our own there,
    and libm's in all other places; in the reproducible mode every place has our own, and there is nothing to mark.
    """
    if current().reproducible:
        return list(body)
    return _in_block(body, in_vectors=False)


def _in_block(body: Sequence[Any], in_vectors: bool) -> list[Any]:
    new = []
    for s in body:
        match s:
            case For():
                s = replace(s, body=tuple(_in_block(s.body, in_vectors or s.promise is not None)))
            case If() | Block() | Parts():
                s = replace(s, body=tuple(_in_block(s.body, in_vectors)))
            case Let() | Assign() | Return() | Variable() if in_vectors and s.value is not None:
                s = replace(s, value=_with_forms(s.value))
        new.append(s)
    return new


def _with_forms(e: Expr) -> Expr:
    """Return `e` with each entry in its vector form."""
    e = mapped(e, _with_forms)
    if not isinstance(e, ElementwiseCall):
        return e
    return replace(e, in_vectors=bool(e.entry.c_in_vectors) or current().own_in_vectors)
