"""A Program as a C callable. If a call fails, the Python backend repeats it and raises the error."""

from __future__ import annotations

from functools import cache

from ...graph.program import Program
from ..array import PythonFunction, compile_python
from .emit import Unit, emit
from .function import CFunction, c_function, loaded
from .user_ops import HostCalls


def compile_c(program: Program, unit: Unit | None = None) -> CFunction:
    """Return a function from input arrays to fresh output arrays. `unit`: its text, if it is already emitted."""
    text = unit or emit(program)
    library = loaded(text.text, text.pointers)

    @cache
    def python() -> PythonFunction:
        return compile_python(program)

    return c_function(
        library,
        text.name,
        [v.type for v in program.inputs],
        [v.type for v in program.outputs],
        HostCalls(text.called),
        lambda values: python()(values),
        lambda: text,
    )
