"""Shared variables that a user's Op may set while a function runs: later nodes read the new values.

As in legacy, nodes run in the order of the outputs and of their inputs, elementwise ones as late as possible; values
that are already computed do not change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...graph.program import Program
from ...graph.user_op import runs_in_c
from ...graph.variable import Apply, SharedVariable, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.in_range import InRange
from ...ops.scan.inner_graph import inner_nodes
from ...ops.shapes.shape import DimShuffle
from .binding import Data, Partitioned, unchanging

Step = Apply | Variable  # a node, or a leaf in place of what legacy computed there


@dataclass(frozen=True)
class Read:
    """A leaf whose last read comes after `nodes` nodes. key: of its value."""

    key: int
    leaf: Variable
    nodes: int


@dataclass(frozen=True, eq=False)
class Rereading:
    """A Program in execution order, and the times at which its leaves are read.

    outputs: the keys of its outputs. setters: ids of the nodes that may set shared variables. data: their current
    values, of a function that is bound.
    """

    whole: Program
    outputs: list[int]
    setters: set[int]
    reads: list[Read]
    data: Data | None = None

    def bound(self, data: Data) -> Rereading:
        """Return the same over `data`."""
        return replace(self, data=data)

    def values_after(self, nodes: int) -> dict[int, Any]:
        """Return the current values, by key, of the leaves that are read after so many nodes or later."""
        assert self.data is not None
        found = {id(v): v.container.held for v in self.whole.inputs if isinstance(v, SharedVariable)}
        found.update(zip(map(id, self.data.partitioned.data), self.data.values(), strict=True))
        return {read.key: found[id(read.leaf)] for read in self.reads if read.nodes >= nodes}


def rereading(partitioned: Partitioned) -> Rereading | None:
    """Return how `partitioned.main` runs if a user's Op may set what later nodes read; None otherwise."""
    main = partitioned.main
    setters = {id(n) for n in main.nodes if any(map(_may_set, inner_nodes([n])))}
    if not setters:
        return None
    changing = {v for v, same in zip(partitioned.data, unchanging(partitioned), strict=True) if not same}
    changing.update(v for v in main.inputs if isinstance(v, SharedVariable))
    staged = _staged_leaves(partitioned, changing)
    order = _Order(main, staged, setters)
    nodes: list[Apply] = []
    reads: dict[int, Read] = {}
    for step in order.steps:
        if isinstance(step, Apply):
            reads.update((id(v), Read(id(v), v, len(nodes))) for v in step.inputs if v in changing and v not in staged)
            nodes.append(step)
        else:
            reads[id(step)] = Read(id(step), step, len(nodes))
    outputs = [id(v) for v in main.outputs]
    for k, (v, count) in enumerate(zip(main.outputs, order.counts, strict=True)):
        if v in changing and v not in staged:
            outputs[k] = ~k  # not an id
            reads[~k] = Read(~k, v, count)
    first = next(k for k, n in enumerate(nodes) if id(n) in setters)
    if all(read.nodes <= first for read in reads.values()):
        return None
    return Rereading(Program(main.inputs, main.outputs, tuple(nodes)), outputs, setters, list(reads.values()))


def _may_set(node: Apply) -> bool:
    return node.op.compat_is_black_box() and not runs_in_c(node.op)


def _staged_leaves(partitioned: Partitioned, changing: set[Variable]) -> set[Variable]:
    """Return the leaves in place of values computed from shared variables.

    Values that are only laid out or inspected are read as the variables themselves are.
    """
    if partitioned.stage is None:
        return set()
    return {
        leaf
        for leaf, v in zip(partitioned.stage_outputs, partitioned.stage.outputs, strict=True)
        if leaf in changing and v.owner is not None and not isinstance(v.owner.op, InRange | DimShuffle)
    }


class _Order:
    """The nodes of a Program and the leaves `staged`, in execution order; and how many nodes run up to each output."""

    def __init__(self, main: Program, staged: set[Variable], setters: set[int]) -> None:
        self.staged = staged
        self.behind = set[Step]()  # the setters' readers, direct or indirect
        for node in main.nodes:
            if id(node) in setters or any(v.owner in self.behind for v in node.inputs):
                self.behind.add(node)
        self.steps: dict[Step, None] = {}
        self.counts: list[int] = []
        nodes = 0
        for output in main.outputs:
            waiting = self._needed([output])
            while waiting:
                together, before = self._together(waiting[-1])
                if before:
                    waiting.extend(reversed(before))
                else:
                    self.steps.update(dict.fromkeys(together))
                    nodes += sum(isinstance(step, Apply) for step in together)
                    waiting.pop()
            self.counts.append(nodes)

    def _together(self, step: Step) -> tuple[list[Step], list[Step]]:
        """Return `step` with the elementwise nodes that legacy fused with it, and what must run before these.

        Fusion lost the order of terms and factors: results of a setter come first.
        """
        together: dict[Step, None] = {}
        before: dict[Step, None] = {}
        waiting = [(step, False)]
        while waiting:
            one, entered = waiting.pop()
            if one in self.steps or one in together:
                continue
            if entered:
                together[one] = None
            elif one is step or _is_elementwise(one) and _is_elementwise(step):
                waiting.append((one, True))
                needed = self._needed(one.inputs) if isinstance(one, Apply) else []
                waiting.extend((need, False) for need in reversed(needed))
            else:
                before[one] = None
        if _is_elementwise(step):
            return list(together), sorted(before, key=lambda one: one not in self.behind)
        return list(together), list(before)

    def _needed(self, variables: Iterable[Variable]) -> list[Step]:
        """Return what must run before `variables` are available."""
        found = (v if v in self.staged else v.owner for v in variables)
        return [step for step in found if step is not None]


def _is_elementwise(step: Step) -> bool:
    return isinstance(step, Apply) and type(step.op) is Elemwise


__all__ = ["Rereading", "rereading"]
