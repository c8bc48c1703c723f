"""A pass that uses the vector form of elementwise entries in loops that run in vectors, where libm has vector forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir import (
    Assign,
    Bare,
    Block,
    Cast,
    Code,
    ElementwiseCall,
    Expr,
    For,
    If,
    Let,
    Load,
    Parts,
    Return,
    Variable,
)
from ..target import current


def with_vector_forms(body: Sequence[Any]) -> list[Any]:
    """Return `body` with vector forms in all loops whose promise lets them run in vectors.

    They keep libm's vector functions from a slow path. A target whose libm has no such functions needs none.
    """
    if not current().vector_maths:
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
    match e:
        case ElementwiseCall(entry, arguments):
            return replace(e, arguments=tuple(map(_with_forms, arguments)), in_vectors=bool(entry.c_in_vectors))
        case Code(_, parts):
            return replace(e, parts=tuple(map(_with_forms, parts)))
        case Load(array, at):
            return replace(e, array=_with_forms(array), at=_with_forms(at))
        case Cast(value) | Bare(value):
            return replace(e, value=_with_forms(value))
    return e


__all__ = ["with_vector_forms"]
