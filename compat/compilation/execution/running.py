"""Passes a Program to a backend: C, in pieces if necessary, or Python if there is no compiler."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...backends.array import OwnRun, compile_python
from ...backends.c.errors import CannotCompile
from ...backends.compiled import Compiled
from ...graph.fallbacks import by_choice, fall_back
from ...graph.program import Program
from ...graph.variable import Variable
from ..data_stage.rereading import Rereading
from .work import computing


def compile_stage(stage: Program) -> Compiled:
    """Return the function of a data stage, which runs once per version of the data: in NumPy, with loops in C."""
    if any(node.op.compat_loops for node in stage.nodes):
        return run_with(stage, "c")[1]
    run_in_numpy(stage, "when the shared variables change on which alone it depends")
    return compile_python(stage)


def run_in_numpy(main: Program, why: str) -> None:
    """Record that a Program runs in NumPy by choice, if it computes something."""
    if ops := computing(main.nodes):
        by_choice(f"in NumPy, {why}: {', '.join(ops)}")


def run_with(
    main: Program,
    backend: str,
    data: Sequence[Variable] = (),
    compile_whole: Callable[[Program], Compiled] | None = None,
    again: Rereading | None = None,
    why_python: str = "as its mode says",
    own: OwnRun | None = None,
) -> tuple[str, Compiled]:
    """Return (the backend used, the function).

    Without a compiler C falls back to Python, with one warning. data: those inputs of `main` that seldom change.
    compile_whole, again: as in `compile_c_pieces`. why_python: why `backend` is "python". own: of the Python backend,
    as in `compile_python`.
    """
    from . import partial_compilation  # only when something is compiled in pieces

    if again is not None:
        main = again.whole
    if backend == "jax":
        return "jax", partial_compilation.compile_jax_pieces(main, data, again)
    if backend == "c":
        try:
            run = partial_compilation.compile_c_pieces(main, compile_whole, again)
            if run is not None:
                return "c", run
        except CannotCompile as reason:
            fall_back(str(reason), noticed=True, numbers=True)
    else:
        run_in_numpy(main, why_python)
    if again is None:
        return "python", compile_python(main, own)
    return "python", partial_compilation.compile_python_pieces(again, own)
