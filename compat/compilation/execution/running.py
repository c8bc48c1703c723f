"""The backends by their names: an object that compiles a Program, C and JAX in pieces if necessary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...backends.array import compile_python
from ...backends.compiled import Compiled
from ...graph.program import Program
from ...graph.user_op import in_python
from ...graph.variable import Variable
from ..data_stage.binding import Binding
from ..data_stage.rereading import Rereading
from .built import Built, in_numpy_by_choice

# why something runs in NumPy by choice
AS_ITS_MODE_SAYS = "as its mode says"
STAGE = "when the shared variables change on which alone it depends"


class Backend(Protocol):
    """What compiles Programs."""

    def compile(self, program: Program, data: Sequence[Variable] = (), again: Rereading | None = None) -> Built:
        """Compile `program`; nothing is reported. data: those of its inputs that seldom change.

        again: when shared variables are read again; None if they are only read before the call.
        """
        ...


@dataclass(frozen=True)
class InNumpy:
    """NumPy, node by node. why: why nothing is compiled. by_perform: users' Ops run by that, not by their C code."""

    why: str
    by_perform: bool = False

    def compile(self, program: Program, data: Sequence[Variable] = (), again: Rereading | None = None) -> Built:
        run: Compiled
        if again is None:
            run = compile_python(program, in_python if self.by_perform else None)
        else:
            from .partial_compilation import numpy_walk  # only when something is compiled in pieces

            run = numpy_walk(program, again, self.by_perform)
        nodes = (program if again is None else again.whole).nodes
        return Built(chosen=in_numpy_by_choice(nodes, self.why), backend="python", run=run)


def backend_of(name: str, why_numpy: str = AS_ITS_MODE_SAYS, by_perform: bool = False) -> Backend:
    """Return the backend "c", "jax" or, for every other name, NumPy, with its arguments."""
    if name not in ("c", "jax"):
        return InNumpy(why_numpy, by_perform)
    from .partial_compilation import InC, InJax  # only when something is compiled in pieces

    return InC() if name == "c" else InJax()


def compiled_stage(binding: Binding) -> Compiled | None:
    """Return the function of a data stage, which runs once per version of the data: in NumPy, with loops in C."""
    stage = binding.stage
    if stage is None:
        return None
    loops = any(node.op.compat_loops for node in stage.nodes)
    built = backend_of("c" if loops else "python", STAGE).compile(stage)
    built.report()
    return built.run
