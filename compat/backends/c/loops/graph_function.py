"""An Op's inner graph as a function: a branch of a condition, or a scan step whose lengths vary."""

from __future__ import annotations

from ....graph.program import Program
from ....graph.variable import Apply
from ....ops.scan.inner_graph import InnerGraph
from ..computations.building import Computations
from ..computations.lengths import Lengths
from ..ctype import ctype
from ..ir.expressions import Int, Load, Name, Pointer, operation
from ..ir.statements import ALLOC, BAD, CONTEXT, IN, LENGTHS, OUT, Fail, Function, Return, Variable
from ..naming import output_of
from ..nests.order import scheduled
from .context import Context
from .functions import arrays, bad, inputs, kernels, length_statements, lengths_at, out_at, tables
from .scratch import scratch


class GraphFunction:
    """The Program of the inner graph of `node`, scheduled."""

    def __init__(self, node: Apply, graph: InnerGraph, around: Computations) -> None:
        self.node = node
        self.program = Program(graph.inputs, graph.outputs, graph.nodes)
        self.lengths = Lengths(graph.inputs)
        self.computations = around.part(self.program, self.lengths)
        self.schedule = scheduled(self.computations)

    def function(self, outer: Context, name: Name, title: str, compared: bool = False) -> Function:
        """Return the function; the caller allocates its outputs.

        compared: the caller also passes the lengths of the outputs, after those of the inputs, and the function fails
        if they differ.
        """
        c = Context(name, self.program, self.computations, self.schedule, self.node, outer.timed)
        outs = [
            Variable(
                output_of(k),
                Pointer(ctype(v.type.dtype), restrict=True),  # type: ignore[attr-defined]
                out_at(k),
            )
            for k, v in enumerate(self.program.outputs)
        ]
        statements = [
            *tables(c),
            *inputs(c),
            *outs,
            *length_statements(c),
            *(self._guards() if compared else []),
            *scratch(c),
            bad(),
            *kernels(c),
            Return(BAD),
        ]
        return Function(name, (IN, LENGTHS, OUT, ALLOC, CONTEXT), tuple(statements), (title,), arrays(c), about=c)

    def _guards(self) -> list[Fail]:
        n = len(self.program.inputs)
        return [
            Fail(operation("!=", length, Load(lengths_at(n + k), Int(d))))
            for k, v in enumerate(self.program.outputs)
            for d, length in enumerate(self.lengths.of(v))
        ]
