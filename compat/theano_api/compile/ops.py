"""Ops made of a Python function. Source of the names: theano.compile.ops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.op import Op
from ...graph.types import Type
from ...graph.variable import Apply
from ...importing.module_getattr import absent_from
from ...ops.indexing.copies import DeepCopyOp, ViewOp, deep_copy_op, view_op
from ...ops.shapes.shape import Rebroadcast, Shape, shape
from ...ops.shapes.shape import ShapeI as Shape_i
from ...ops.shapes.specified_shape import SpecifyShape, specify_shape


class FromFunctionOp(Op):
    """An Op made of a Python function of arrays; it has no gradient. `theano.as_op` makes it.

    fn: the function. itypes, otypes: the types of its inputs and outputs. infer_shape: a function of (node,
    input_shapes) that returns the shapes of the outputs.
    """

    def __init__(
        self,
        fn: Callable[..., Any],
        itypes: Sequence[Type],
        otypes: Sequence[Type],
        infer_shape: Callable[..., Any] | None = None,
    ) -> None:
        self.itypes, self.otypes = list(itypes), list(otypes)
        self._fn = fn
        if infer_shape is not None:
            self.infer_shape = infer_shape

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._fn == other._fn  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(type(self)) ^ hash(self._fn)

    def __str__(self) -> str:
        return f"FromFunctionOp{{{self._fn.__name__}}}"

    def perform(self, node: Apply, inputs: Sequence[Any], outputs: list[list[Any]]) -> None:
        results = self._fn(*inputs)
        results = list(results) if isinstance(results, list | tuple) else [results]
        if len(results) != len(outputs):
            raise ValueError(f"{self} returned {len(results)} values, {len(outputs)} are in its otypes.")
        for cell, result in zip(outputs, results, strict=True):
            cell[0] = result

    def __reduce__(self) -> Any:
        """Pickle by name: the Op has replaced the function that it decorates, so the function has no name."""
        return load_back, (self._fn.__module__, self._fn.__name__)


def load_back(mod: str, name: str) -> Any:
    """Return an `as_op` Op by its name; pickles call this.

    mod: the name of its module. name: its name there.
    """
    import importlib

    return getattr(importlib.import_module(mod), name)


def as_op(
    itypes: Type | Sequence[Type], otypes: Type | Sequence[Type], infer_shape: Callable[..., Any] | None = None
) -> Callable[..., FromFunctionOp]:
    """Return a decorator that makes a Python function an Op.

    itypes: the type of its input, or a list of types, such as [tt.dmatrix, tt.dscalar]; they fix dtypes and ranks.
    otypes: those of its outputs. TypeError for arguments that are not types.
    infer_shape: a function of (node, input_shapes) that returns the shapes of the outputs, which the JAX backend needs.

    The Op has no gradient: pm.sample takes Slice or Metropolis for the variables that it depends on.
    """
    itypes = list(itypes) if isinstance(itypes, list | tuple) else [itypes]
    otypes = list(otypes) if isinstance(otypes, list | tuple) else [otypes]
    for role, types in (("itypes", itypes), ("otypes", otypes)):
        if not all(isinstance(t, Type) for t in types):
            raise TypeError(f"{role} has to be a list of Theano types, such as [theano.tensor.dscalar].")

    def make_op(fn: Callable[..., Any]) -> FromFunctionOp:
        return FromFunctionOp(fn, itypes, otypes, infer_shape)

    return make_op


__all__ = [
    "DeepCopyOp",
    "FromFunctionOp",
    "Rebroadcast",
    "Shape",
    "Shape_i",
    "SpecifyShape",
    "ViewOp",
    "as_op",
    "deep_copy_op",
    "load_back",
    "shape",
    "specify_shape",
    "view_op",
]
__getattr__ = absent_from(__name__)
