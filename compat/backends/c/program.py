"""A Program as a C callable. If a call fails, the Python backend repeats it and raises the error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.program import Program
from ..array import PythonFunction, compile_python
from .calling import loaded
from .emit import Unit, emit
from .function import CFunction, c_function
from .user_ops import HostCalls


class ProgramSource:
    """A Program and its text."""

    def __init__(self, program: Program, unit: Unit) -> None:
        self.program, self._unit = program, unit
        self._python: PythonFunction | None = None

    @property
    def unit(self) -> Unit:
        return self._unit

    def otherwise(self, values: Sequence[Any]) -> list[Any]:
        if self._python is None:
            self._python = compile_python(self.program)
        return self._python.call(values)


def compile_c(program: Program, unit: Unit | None = None) -> CFunction:
    """Return a function from input arrays to fresh output arrays. `unit`: its text, if it is already emitted."""
    text = unit or emit(program)
    return c_function(
        loaded(text.text, text.pointers),
        text.name,
        [v.type for v in program.inputs],
        [v.type for v in program.outputs],
        HostCalls(text.called),
        ProgramSource(program, text),
    )
