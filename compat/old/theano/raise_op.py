"""An Op that raises. Source: theano.raise_op."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from ...graph.op import Op
from ...graph.variable import Apply
from ...importing.module_getattr import absent_from


class Raise(Op):
    """An Op that raises when it is computed: `Raise(msg, exc)(x)` has the type of x.

    msg: the message. exc: the class of the exception.
    """

    __props__ = ("msg", "exc")

    def __init__(self, msg: str = "", exc: type[Exception] = NotImplementedError) -> None:
        self.msg, self.exc = msg, exc

    def __str__(self) -> str:
        return f"Raise{{{self.exc}({self.msg})}}"

    def make_node(self, x: Any) -> Apply:
        return Apply(self, [x], [x.type()])

    def perform(self, node: Apply, inputs: Sequence[Any], out_storage: Any) -> NoReturn:
        raise self.exc(self.msg)

    def infer_shape(self, *given: Any) -> list[Any]:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        return list(given[-1])


__all__ = ["Apply", "Op", "Raise"]
__getattr__ = absent_from(__name__)
