"""The uses of variables in a Program."""

from __future__ import annotations

from ..graph.program import Program
from ..graph.variable import Apply, Variable


class Uses:
    """The nodes that read each variable of a Program; `given` are its outputs."""

    def __init__(self, program: Program) -> None:
        self.nodes = program.nodes
        self.given = {id(v) for v in program.outputs}
        self.readers: dict[int, list[Apply]] = {}
        for node in program.nodes:
            for v in {id(v): v for v in node.inputs}.values():
                self.readers.setdefault(id(v), []).append(node)

    def of(self, variable: Variable) -> list[Apply]:
        return self.readers.get(id(variable), [])

    def none(self, variable: Variable) -> bool:
        return id(variable) not in self.given and not self.of(variable)
