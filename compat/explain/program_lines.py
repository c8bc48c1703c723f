"""A Program as readable expressions, with a line for each value that is long or has more than one reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..backends.c.nests.formula import Shown, infix, number, safe
from ..graph.program import Program
from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.elemwise import Elemwise
from ..ops.indexing.advanced_subtensor import AdvancedSubtensor
from ..ops.indexing.subtensor import Subtensor
from ..ops.indexing.subtensor_index import Dynamic, Index, Slice
from ..ops.linear_algebra.blas import Dot
from ..ops.reductions.ops import Reduction
from ..ops.shapes.shape import DimShuffle, Rebroadcast, Reshape, ShapeI
from ..ops.shapes.specified_shape import SpecifyShape

LONGEST = 88
Part = Callable[[int, int], str | None]


class Names:
    """Names for the values of `program`: those of its inputs, t1, t2 ... for results of nodes.

    part: for an input that is packed from several values, the name of a range of it.
    """

    def __init__(self, program: Program, name_of: Callable[[Variable], str], part: Part | None = None) -> None:
        self.program, self.name_of, self.part = program, name_of, part
        self.names: dict[int, str] = {}
        self.texts: dict[int, Shown] = {}  # values that are shown inline

    def of(self, v: Variable) -> str:
        """Return the name of a variable that is not constant."""
        if v.owner is None and id(v) not in self.names:
            self.names[id(v)] = safe(self.name_of(v))
        if id(v) not in self.names:
            self.names[id(v)] = f"t{sum(n[0] == 't' and n[1:].isdigit() for n in self.names.values()) + 1}"
        return self.names[id(v)]

    def shown(self, v: Variable) -> Shown:
        """Return the text of a variable where it is read: a name, a constant, or the application that computes it."""
        return _constant(v) if isinstance(v, Constant) else self.texts.get(id(v)) or Shown(self.of(v))

    def applied(self, node: Apply) -> Shown:
        """Write the application of `node`."""
        op, inputs = node.op, node.inputs
        operands = [self.shown(v) for v in inputs]
        if isinstance(op, Elemwise):
            name = op.scalar_op.name
            return operands[-1] if name in ("second", "identity") else infix(name, operands)
        if isinstance(op, Dot):
            return infix("matmul", operands)
        if isinstance(op, Reshape | Rebroadcast | SpecifyShape):
            return operands[0]
        if isinstance(op, DimShuffle):
            kept = op.shuffle
            if kept == sorted(kept):
                return operands[0]
            turned = op.new_order == (1, 0)
            return Shown(f"{operands[0].within()}.T" if turned else f"transpose({operands[0].text}, {kept})")
        return Shown(self._called(op, inputs, operands))

    def _called(self, op: Any, inputs: Sequence[Variable], operands: Sequence[Shown]) -> str:
        first = operands[0].within() if operands else ""
        if isinstance(op, ShapeI):
            return f"{first}.shape[{op.axis}]"
        if isinstance(op, Subtensor):
            return self._slice(op, inputs, operands)
        if isinstance(op, AdvancedSubtensor):
            given = iter(operands[1:])
            return f"{first}[{', '.join(':' if p is None else next(given).text for p in op.pattern)}]"
        if isinstance(op, Reduction):
            axes = op.axes(inputs[0].type.ndim)  # type: ignore[attr-defined]
            whole = len(axes) == inputs[0].type.ndim  # type: ignore[attr-defined]
            return f"{op.function}({operands[0].text}{'' if whole else f', axis={list(axes)}'})"
        name = safe(getattr(op, "compat_c_label", None) or op.compat_plain_name)
        return f"{name}({', '.join(o.text for o in operands)})"

    def _slice(self, op: Any, inputs: Any, operands: Sequence[Shown]) -> str:
        entries = op.entries
        if (
            len(entries) == 1
            and self.part is not None
            and inputs[0].owner is None
            and id(inputs[0]) == id(self.program.inputs[0])
        ):
            found = self._named_part(entries[0])
            if found is not None:
                return found
        return f"{operands[0].within()}[{', '.join(_entry(e, operands) for e in entries)}]"

    def _named_part(self, entry: Any) -> str | None:
        assert self.part is not None
        if isinstance(entry, Slice):
            if isinstance(entry.start, int) and isinstance(entry.stop, int) and entry.step in (None, 1):
                return self.part(entry.start, entry.stop)
            return None
        return self.part(entry.at, entry.at + 1) if isinstance(entry.at, int) else None


def _entry(entry: Slice, operands: Sequence[Shown]) -> str:
    def one(value: int | None) -> str:
        return "" if value is None else operands[value.position].text if isinstance(value, Dynamic) else str(value)

    if isinstance(entry, Index):
        return one(entry.at)
    return f"{one(entry.start)}:{one(entry.stop)}" + ("" if entry.step in (None, 1) else f":{one(entry.step)}")


def _constant(v: Constant) -> Shown:
    data = v.data
    size = getattr(data, "size", None)
    if size == 1 and hasattr(v.type, "dtype"):
        return number(data.reshape(()).item())
    small = size is not None and size <= 4
    return Shown(safe(str(data.tolist())) if small else f"constant{getattr(data, 'shape', '')}")


def lines(names: Names) -> list[str]:
    """Write the program: named values, then the results."""
    program = names.program
    readers: dict[int, int] = {}
    for v in (*(v for node in program.nodes for v in node.inputs), *program.outputs):
        readers[id(v)] = readers.get(id(v), 0) + 1
    returned = {id(v): k for k, v in enumerate(program.outputs)}
    found = []
    for node in program.nodes:
        inner = _inner(node)
        shown = names.applied(node)
        written = shown.within()
        single = len(node.outputs) == 1
        output = node.outputs[0]
        if (
            single
            and not inner
            and id(output) not in returned
            and len(written) <= LONGEST
            and (readers.get(id(output), 0) <= 1 or written.isidentifier() or _is_small(node))
        ):
            names.texts[id(output)] = shown
            continue
        names.texts.update((id(v), Shown(names.of(v))) for v in node.outputs)
        found.append(f"{', '.join(names.of(v) for v in node.outputs)} = {shown.text}")
        found += [f"    {line}" for line in inner]
    found.append("return " + (", ".join(names.shown(v).text for v in program.outputs) or "nothing"))
    return found


def _is_small(node: Apply) -> bool:
    """Return whether showing it twice is fine for the reader: a length, or a part of a named array."""
    return isinstance(node.op, ShapeI) or (hasattr(node.op, "compat_c_view") and node.inputs[0].owner is None)


def _inner(node: Apply) -> list[str]:
    """Write the lines of the graphs inside a node: a step of a loop, the branches of a condition."""
    found: list[str] = []
    inside = getattr(node.op, "compat_arguments_inside", None)
    for graph, _ in inside(node) if inside is not None else ():
        program = Program(graph.inputs, graph.outputs, graph.nodes)
        numbers = {id(v): k for k, v in enumerate(graph.inputs)}
        inner = Names(program, lambda v, numbers=numbers: v.name or f"s{numbers.get(id(v), '?')}")  # type: ignore
        found += lines(inner)
    return found
