"""An Op's inner graph as a function: a branch of a condition, or a scan step whose lengths vary."""

from __future__ import annotations

from functools import partial
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply
from ....ops.scan.inner_graph import InnerGraph
from ..computations.building import Computations
from ..computations.lengths import Lengths
from ..ctype import ctype
from ..ir import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    ZERO,
    Definition,
    Fail,
    Function,
    Int,
    Load,
    Pointer,
    Return,
    Variable,
    freed,
    has_flag,
    ignored,
    names_in,
    operation,
)
from ..naming import output_of
from ..nests.arrays_comment import arrays_comment
from ..nests.order import scheduled
from .context import Context
from .draft import Draft
from .functions import drafted, inputs, kernels, length_statements, lengths_at, out_at, tables
from .scratch import scratch


class GraphFunction:
    """The Program of the inner graph of `node`, scheduled."""

    def __init__(self, node: Apply, graph: InnerGraph, around: Computations) -> None:
        self.node = node
        self.program = Program(graph.inputs, graph.outputs, graph.nodes)
        self.lengths = Lengths(graph.inputs)
        self.computations = around.part(self.program, self.lengths)
        self.schedule = scheduled(self.computations)

    def functions(self, outer: Context, name: str, title: str, compared: bool = False) -> list[Draft | Definition]:
        """Return the function and those that it calls; the caller allocates its outputs.

        compared: the caller also passes the lengths of the outputs, after those of the inputs, and the function fails
        if they differ.
        """
        c = outer.inner(self.program, self.computations, self.schedule, name, self.node)
        return drafted(c, Draft(name, kernels(c), partial(self._completed, c, title, compared)))

    def _completed(self, c: Context, title: str, compared: bool, body: list[Any]) -> list[Definition]:
        memory = scratch(c)
        fails = has_flag(body)
        guards = self._guards() if compared else []
        words = names_in(*memory, *body, *guards)
        lengths = length_statements(c, words)
        pointers = [s for s in inputs(c) if s.name in words]
        outs = [
            Variable(
                output_of(k).name,
                Pointer(ctype(v.type.dtype), restrict=True),  # type: ignore[attr-defined]
                out_at(k),
            )
            for k, v in enumerate(self.program.outputs)
        ]
        statements = [
            ignored(p.name for p in (IN, LENGTHS, ALLOC, CONTEXT)),
            *tables(c),
            *pointers,
            *outs,
            *lengths,
            *guards,
            *memory,
            *([Variable(BAD.name, "int", ZERO)] if fails else []),
            *body,
            *freed(words),
            Return(BAD if fails else ZERO),
        ]
        comment = tuple(arrays_comment(c, words, title))
        return [Function(c.name, (IN, LENGTHS, OUT, ALLOC, CONTEXT), tuple(statements), comment)]

    def _guards(self) -> list[Fail]:
        n = len(self.program.inputs)
        return [
            Fail(operation("!=", length, Load(lengths_at(n + k), Int(d))))
            for k, v in enumerate(self.program.outputs)
            for d, length in enumerate(self.lengths.of(v))
        ]


__all__ = ["GraphFunction"]
