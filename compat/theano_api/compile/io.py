"""Inputs and outputs of functions with their options. Source of the names: theano.compile.io."""

from __future__ import annotations

from typing import Any

from ...functions.inputs import In, Out, SymbolicInput, SymbolicOutput
from ...graph.variable import SharedVariable, Variable
from ...importing.module_getattr import absent_from


class Param(In):
    """An input with a default value, in the form of old code; `In(x, value=...)` is the later form.

    variable: the input. default: its value where none is given. name, mutable, strict, allow_downcast, implicit,
    borrow: as in theano.In.
    """

    def __init__(
        self,
        variable: Variable,
        default: Any = None,
        name: str | None = None,
        mutable: bool = False,
        strict: bool = False,
        allow_downcast: bool | None = None,
        implicit: bool | None = None,
        borrow: bool | None = None,
    ) -> None:
        super().__init__(
            variable,
            name=name,
            value=default,
            mutable=mutable,
            strict=strict,
            allow_downcast=allow_downcast,
            implicit=implicit,
            borrow=borrow,
        )


__all__ = ["In", "Out", "Param", "SharedVariable", "SymbolicInput", "SymbolicOutput"]
__getattr__ = absent_from(__name__)
