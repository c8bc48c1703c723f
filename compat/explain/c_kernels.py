"""The kernels and buffers of a C text: which Ops each kernel fuses, what it computes, reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..backends.c.computations.computation import Computation
from ..backends.c.emit import Unit
from ..backends.c.expression_text import shown
from ..backends.c.ir.expressions import SegmentLength, point
from ..backends.c.loops.clock import Clock, Part, Readings, all_segments, parts
from ..backends.c.naming import input_of, output_of, spelled
from ..backends.c.nests.formula import Formula, call_formula, formulas, label
from ..graph.variable import Apply, Variable
from ..ops.linear_algebra.blas import Dot
from ..ops.scan.op import Scan
from .arithmetic import of_call, of_entry
from .count import Count, count, product
from .kernel import Buffer, Kernel, Traffic

Named = Callable[[Variable], Any]


@dataclass(frozen=True)
class Described:
    """All kernels and buffers of a Unit; `lengths` renames a reading's lengths to the names used here."""

    kernels: tuple[Kernel, ...]
    buffers: tuple[Buffer, ...]
    scopes: dict[str, str]  # function -> prefix of its lengths' names
    meaning: dict[str, str]

    def lengths(self, readings: Readings) -> dict[str, int]:
        return {
            self.scopes[function] + name: value
            for (function, name), value in readings.lengths.items()
            if function in self.scopes
        }


def describe(
    unit: Unit, name_of: Named, roles: dict[int, str] | None = None, scope: str = "", first: int = 1, part: int = 0
) -> Described:
    """Describe `unit`, which was emitted with `timed`.

    name_of: of an input. roles: id of an input -> its role. scope: prefix of the names of lengths. first: number of the
    first kernel. part: number of the part of a function.
    """
    clock = unit.clock
    assert clock is not None
    scopes: dict[str, str] = {}
    found = _Function(clock, clock.functions[-1], clock.parts, name_of, scope, scopes, first, part)
    kernels = found.kernels()
    return Described(tuple(kernels), tuple(found.buffers(kernels, roles or {})), scopes, found.meaning())


class _Function:
    """One function of the text: `context` describes it."""

    def __init__(
        self,
        clock: Clock,
        context: Any,
        its_parts: Sequence[Part],
        name_of: Named,
        scope: str,
        scopes: dict[str, str],
        first: int,
        part: int,
    ) -> None:
        self.clock, self.w, self.parts, self.name_of, self.part = clock, context, its_parts, name_of, part
        self.scope, self.scopes, self.first = scope, scopes, first
        scopes[spelled(context.name)] = scope
        self.memory: dict[str, Computation] = {}  # name of an array -> the computation whose memory it is
        for computation in context.schedule.order:
            owner = (
                computation.target
                if computation.kind in ("done", "store") and computation.target is not None
                else computation
            )
            if owner.number in context.schedule.memory_from or owner.buffer:
                self.memory.setdefault(spelled(context.memory(owner)), owner)

    # ---- lengths

    def length(self, n: Any) -> Any:
        """Give a length a unique name."""
        return n if isinstance(n, int) else f"{self.scope}{shown(n)}"

    def counts(self, lengths: Sequence[Any]) -> Count:
        """Count the elements of an array of these lengths; segments are counted together."""
        others = list(lengths)
        found: list[Any] = []
        for length in (n for n in lengths if isinstance(n, SegmentLength)):
            others.remove(length)
            if length.n_segments in others:
                others.remove(length.n_segments)
            found.append(f"{self.scope}{all_segments(length)}")
        return product([*map(self.length, others), *found])

    def lengths_of(self, v: Variable) -> tuple[Any, ...]:
        return tuple(map(self.length, self.w.computations.lengths.of(v)))

    def meaning(self) -> dict[str, str]:
        """Return length -> its meaning, by an input if possible."""
        found: dict[str, str] = {}
        arrays = [(self._input_name(v), v) for v in self.w.program.inputs]
        arrays += [(spelled(output_of(k)), v) for k, v in enumerate(self.w.program.outputs)]
        for name, v in arrays:
            for d, n in enumerate(self.lengths_of(v)):
                if isinstance(n, str):
                    found.setdefault(n, f"{name}.shape[{d}]")
        return found

    def _input_name(self, v: Variable) -> str:
        name = self.name_of(v)
        return name if isinstance(name, str) else v.name or spelled(self.w.computations.lengths.inputs[id(v)])

    # ---- kernels

    def kernels(self) -> list[Kernel]:
        return [self.kernel(self.first + k, part) for k, part in enumerate(self.parts)]

    def kernel(self, number: int, part: Part) -> Kernel:
        computations = [c for c in part.computations if c.kind != "done"]
        if part.kind == "call":
            return self.call(number, computations[0])
        lines = formulas(self.w, computations, self.name_of)
        flops, functions = count(0), count(0)
        for computation in computations:
            arithmetic, calls = self.arithmetic(computation)
            flops, functions = flops + arithmetic, functions + calls
        loops = ", ".join(
            dict.fromkeys(f"{spelled(point(p))} < {shown(n)}" for c in computations for p, n in enumerate(c.space))
        )
        return Kernel(
            number,
            part.kind,
            tuple(labels(computations)),
            tuple(map(str, lines)),
            loops,
            flops,
            functions,
            tuple(self.reads(lines)),
            tuple(self.writes(computations)),
            part=self.part,
            scope=self.scope,
        )

    def arithmetic(self, computation: Computation) -> tuple[Count, Count]:
        points = self.counts(computation.space)
        if np.dtype(computation.accumulator or computation.dtype).kind not in "fc" and computation.entry is None:
            return count(0), count(0)
        if computation.kind == "reduce":
            is_product = computation.node is not None and isinstance(computation.node.op, Dot)
            return points * (2 if is_product else 1), count(0)
        if computation.kind == "store":
            return points * int(computation.combine == "+="), count(0)
        if computation.entry is None or computation.node is None:
            is_product = computation.node is not None and isinstance(computation.node.op, Dot)
            return points * int(is_product), count(0)
        dtypes = [v.type.dtype for v in (*computation.node.inputs, *computation.node.outputs)]  # type: ignore[attr-defined]
        one, calls = of_entry(computation.entry, dtypes)
        return points * one, points * calls

    def reads(self, lines: Sequence[Formula]) -> list[Traffic]:
        """Return each array once: its elements at each distinct index expression."""
        found: dict[str, dict[str, Count]] = {}
        for line in lines:
            for touch in line.reads:
                space = line.computation.space
                loops = range(len(space)) if touch.loops is None else [p for p in touch.loops if p < len(space)]
                points = self.counts([space[p] for p in loops])
                places = found.setdefault(touch.array, {})
                if touch.at not in places or len(places[touch.at].terms[0][0]) < len(points.terms[0][0]):
                    places[touch.at] = points
            if line.computation.kind == "store" and line.sign == "+=":
                places = found.setdefault(spelled(self.w.memory(line.computation.target)), {})
                places[line.name] = self.counts(line.computation.space)
        return [self.traffic(name, sum(places.values(), start=count(0))) for name, places in found.items()]

    def writes(self, computations: Sequence[Computation]) -> list[Traffic]:
        found: dict[str, Count] = {}
        for computation in computations:
            if computation.kind == "store" or computation.kind == "buffer":
                lengths = computation.space if computation.kind == "store" else self.w.lengths_in_memory(computation)
            elif computation.number in self.w.schedule.memory_from:
                lengths = [computation.space[p] for p in computation.result]
            else:
                continue
            name = spelled(self.w.memory(computation))
            found[name] = found.get(name, count(0)) + self.counts(lengths)
        return [self.traffic(name, touched) for name, touched in found.items()]

    def traffic(self, name: str, touched: Count) -> Traffic:
        whole, dtype = self.whole(name)
        return Traffic(name, touched, whole, np.dtype(dtype).itemsize)

    def lies_in_memory(self, name: str) -> bool:
        """Return whether a name of the text is an array, not a value that is computed where it is read."""
        return name in self.memory or name.startswith("in")

    def whole(self, name: str) -> tuple[Count, str]:
        """Return (elements, dtype) of an array by its name in the text."""
        if name in self.memory:
            computation = self.memory[name]
            return self.counts(self.w.lengths_in_memory(computation)), computation.dtype
        k = int(name.removeprefix("in"))
        v = self.w.program.inputs[k]
        return product(self.lengths_of(v)), v.type.dtype

    def call(self, number: int, computation: Computation) -> Kernel:
        """Describe a kernel that is one call."""
        node = computation.node
        assert node is not None
        line = call_formula(self.w, computation, self.name_of)
        read = [name for name in dict.fromkeys(t.array for t in line.reads) if self.lies_in_memory(name)]
        reads = [self.traffic(name, self.whole(name)[0]) for name in read]
        outs = [spelled(self.w.memory(self.w.computations.of[id(v)])) for v in node.outputs]
        writes = [self.traffic(name, self.whole(name)[0]) for name in outs]
        steps, inner = self.inside(node)
        if inner:
            flops: Count | None = _times(steps, [k.flops for k in inner])
            functions = _times(steps, [k.functions for k in inner])
        else:
            shapes = [self.lengths_of(v) if hasattr(v.type, "broadcastable") else () for v in node.inputs]
            flops, functions = of_call(node, shapes, [self.lengths_of(v) for v in node.outputs]), count(0)
        return Kernel(
            number,
            "call",
            (label(computation),),
            (str(line),),
            "",
            flops,
            functions,
            tuple(reads),
            tuple(writes),
            inner=tuple(inner),
            steps=steps,
            node=node,
            part=self.part,
            scope=self.scope,
        )

    def inside(self, node: Apply) -> tuple[Count | None, list[Kernel]]:
        """Return (number of steps, kernels of one step) of a loop; for a condition, the kernels of both branches."""
        contexts = [w for w in self.clock.functions if w.node is node]
        if not contexts:
            return None, []
        kernels: list[Kernel] = []
        for w in contexts:
            scope = f"{self.scope}{spelled(w.name).removeprefix(spelled(self.w.name)).lstrip('_')}."
            function = _Function(
                self.clock,
                w,
                parts(w.schedule.body),
                lambda v, w=w: spelled(w.computations.lengths.inputs[id(v)]),  # type: ignore
                scope,
                self.scopes,
                len(kernels) + 1,
                self.part,
            )
            kernels += function.kernels()
        steps = count(1)
        if isinstance(node.op, Scan):
            steps = count(self.length(self.w.computations.lengths.value(node.inputs[0])))
        return steps, kernels

    # ---- buffers

    def buffers(self, kernels: Sequence[Kernel], roles: dict[int, str]) -> list[Buffer]:
        used: dict[str, list[int]] = {}
        for kernel in kernels:
            for t in (*kernel.reads, *kernel.writes):
                used.setdefault(t.array, []).append(kernel.number)
        found = []
        for k, v in enumerate(self.w.program.inputs):
            found.append(
                self.buffer(
                    spelled(input_of(k)),
                    self._input_name(v),
                    roles.get(id(v), "input"),
                    v.type.dtype,  # type: ignore
                    self.lengths_of(v),
                    used,
                )
            )
        for k, v in enumerate(self.w.program.outputs):
            found.append(
                self.buffer(spelled(output_of(k)), v.name or "", "output", v.type.dtype, self.lengths_of(v), used)
            )  # type: ignore
        for name, computation in self.memory.items():
            if computation.output is None:
                shape = tuple(map(self.length, self.w.lengths_in_memory(computation)))
                found.append(self.buffer(name, label(computation), "scratch", computation.dtype, shape, used))
        return found

    def buffer(
        self, name: str, what: str, role: str, dtype: str, shape: tuple[Any, ...], used: dict[str, list[int]]
    ) -> Buffer:
        numbers = used.get(name, [0])
        return Buffer(name, what, role, dtype, np.dtype(dtype).itemsize, shape, min(numbers), max(numbers))


def _times(steps: Count | None, parts_of_a_step: Sequence[Count | None]) -> Count | None:
    if steps is None or any(p is None for p in parts_of_a_step):
        return None
    return sum((p for p in parts_of_a_step if p is not None), start=count(0)) * steps


def labels(computations: Sequence[Computation]) -> list[str]:
    """Name the Ops of `computations`, in order; of several equal ones how many."""
    numbers: dict[str, int] = {}
    for computation in computations:
        numbers[label(computation)] = numbers.get(label(computation), 0) + 1
    return [f"{n} {name}" if n > 1 else name for name, n in numbers.items()]
