"""One step of a run as a graph of its own, and the outside variable of each of its inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from ...graph.origin import as_if_from
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index, shifted
from ...ops.scan.building_blocks import is_zeros
from .order import Order
from .steps import Earlier, Input, Rows, Same, Steps


class Unfit(Exception):
    """The steps cannot be merged, or merging does not pay."""


class Places(NamedTuple):
    """A sequence of integer indices."""

    at: bytes  # as int64

    def array(self) -> np.ndarray:
        return np.frombuffer(self.at, np.int64)


class RowsOf(NamedTuple):
    """A sequence: the rows `places` of one variable."""

    number: int
    places: Places


@dataclass
class State:
    """The result of node `position` at earlier steps.

    before: step (-1 and below) -> the number of the initial variable.
    """

    position: int
    before: dict[int, int] = field(default_factory=dict)
    taps: dict[int, Variable] = field(default_factory=dict)  # by delay

    @property
    def depth(self) -> int:
        return max(self.taps)


@dataclass
class Scattered:
    """A sum over all steps that adds, at each, to some places of zeros: `parts`, starting from variable `number`."""

    parts: list[tuple[Variable, np.ndarray]]  # the term of a step, and its place at each step
    number: int


class Body:
    """The graph of a step: `outputs[j]` is the result of node j, in terms of `sequences`, `states` and `fixed`."""

    def __init__(self, order: Order, steps: Steps, exported: dict[int, set[int]]) -> None:
        """Build the step; raise Unfit if that is not possible.

        exported: positions that are read elsewhere, and at which steps.
        """
        self.order, self.steps = order, steps
        self.sequences: dict[Any, Variable] = {}  # by Rows, RowsOf or Places
        self.states: dict[int, list[State]] = {}
        self.fixed: dict[int, Variable] = {}
        self.outputs: list[Variable | None] = []
        self.scattered: dict[int, Scattered] = {}
        run = steps.run
        self.template = order.nodes[run.start : run.start + run.period]
        scatters = self._scatters(exported)
        left_out = {j for chain in scatters.values() for pair in chain for j in pair}
        for j, node in enumerate(self.template):
            self.outputs.append(None if j in left_out else self._node(j, node))
        for last, chain in scatters.items():
            before = next(r for r in steps.inputs[chain[0][0]] if isinstance(r, Earlier) and r.delay)
            self.scattered[last] = Scattered(
                [
                    (self._input(steps.inputs[part][1], self.template[part].inputs[1]), steps.places[part][0])
                    for _, part in chain
                ],
                before.initial[0],
            )

    # ---- scattered sums

    def _scatters(self, exported: dict[int, set[int]]) -> dict[int, list[tuple[int, int]]]:
        """Return sums that grow at each step by an update of zeros, and whose last value alone is read.

        Position of the last addition -> (addition, part) of each, in order.
        """
        readers: dict[int, list[tuple[int, int]]] = {}
        for j, own in enumerate(self.steps.inputs):
            for r in own:
                if isinstance(r, Earlier):
                    readers.setdefault(r.position, []).append((j, r.delay))
        found = {}
        for last in list(readers):
            if exported.get(last, set()) - {self.steps.run.steps - 1}:
                continue
            chain: list[tuple[int, int]] = []
            at, delay = last, 1
            while not chain or at != last:
                if (
                    readers.get(at) is None
                    or len(readers[at]) != 1
                    or readers[at][0][1] != delay
                    or (at != last and at in exported)
                ):
                    break
                at, delay = readers[at][0][0], 0
                part = self._part_added(at, readers, exported)
                if part is None:
                    break
                chain.append((at, part))
            else:
                found[last] = chain
        return found

    def _part_added(
        self, j: int, readers: dict[int, list[tuple[int, int]]], exported: dict[int, set[int]]
    ) -> int | None:
        """Return the position of the update that node `j` adds, if it writes one part of zeros.

        The part must be elsewhere at each step.
        """
        node = self.template[j]
        if not isinstance(node.op, Elemwise) or node.op.scalar_op.name != "add" or len(node.inputs) != 2:
            return None
        for r in self.steps.inputs[j]:
            if not isinstance(r, Earlier) or r.delay or readers[r.position] != [(j, 0)] or r.position in exported:
                continue
            part = self.template[r.position]
            if (
                isinstance(part.op, IncSubtensor)
                and not part.op.set_instead_of_inc
                and len(part.op.entries) == 1
                and set(self.steps.places.get(r.position, ())) == {0}
                and is_zeros(part.inputs[0])
                and part.outputs[0].type == node.outputs[0].type
                and part.inputs[1].type.broadcastable == part.inputs[0].type.broadcastable[1:]
            ):  # type: ignore
                return r.position
        return None

    # ---- the step

    def _node(self, j: int, node: Apply) -> Variable:
        read, places = self.steps.inputs[j], self.steps.places.get(j, {})
        op = node.op
        if places and isinstance(op, IncSubtensor) and isinstance(read[0], Earlier) and not is_zeros(node.inputs[0]):
            raise Unfit  # a loop would copy, at each step, an array with one row per step
        if places:
            row = self._row(j, node, read[0], places)
            if row is not None:
                return row
        if any(not isinstance(read[k], Same) for k in op.compat_structural(node)):
            raise Unfit  # its lengths may differ between steps, and JAX could not know them
        inputs = [self._input(r, v) for r, v in zip(read, node.inputs, strict=True)]
        if places:
            entries = list(op.entries)
            for k, at in places.items():
                entries[k] = Index(Dynamic(len(inputs)))
                inputs.append(self._sequence(Places(at.astype(np.int64).tobytes()), TensorType("int64", ())))
            op = (
                Subtensor(tuple(entries))
                if isinstance(op, Subtensor)
                else IncSubtensor(tuple(entries), set_instead_of_inc=op.set_instead_of_inc)
            )
        with as_if_from(node.compat_origin):
            if op is node.op and all(a.type == b.type for a, b in zip(inputs, node.inputs, strict=True)):
                new = Apply(op, inputs, [node.outputs[0].type()])
            else:
                new = op.make_node(*inputs)
        if new.outputs[0].type != node.outputs[0].type:
            raise Unfit
        return new.outputs[0]

    def _row(self, j: int, node: Apply, base: Input, places: dict[int, np.ndarray]) -> Variable | None:
        """Return x[k], with a different k at each step, as the rows of x or of a part of it."""
        x: Any = node.inputs[0]
        if not isinstance(node.op, Subtensor) or not isinstance(base, Same) or set(places) != {0}:
            return None
        at = places[0]
        one_by_one = len(set(np.diff(at))) == 1 and abs(int(at[1] - at[0])) == 1 and (at[0] >= 0) == (at[-1] >= 0)
        if x.type.ndim > 1 and not one_by_one:
            return None
        row = self._sequence(
            RowsOf(base.number, Places(at.astype(np.int64).tobytes())),
            TensorType(x.type.dtype, x.type.broadcastable[1:]),
        )
        rest = node.op.entries[1:]
        others = [self._input(r, v) for r, v in zip(self.steps.inputs[j][1:], node.inputs[1:], strict=True)]
        return Subtensor(shifted(rest, 0))(row, *others) if rest else row

    def _input(self, read: Input, v: Variable) -> Variable:
        if isinstance(read, Same):
            leaf = self.order.variable(read.number)
            if isinstance(leaf, Constant) and leaf.data.ndim == 0:
                return leaf
            if read.number not in self.fixed:
                self.fixed[read.number] = leaf.type.make_variable()
            return self.fixed[read.number]
        if isinstance(read, Rows):
            return self._sequence(read, self.row_type(read))
        if not read.delay:
            return self.outputs[read.position]  # type: ignore[return-value]
        return self._earlier(read)

    def _sequence(self, key: Any, type_: Any) -> Variable:
        if key not in self.sequences:
            self.sequences[key] = type_.make_variable()
        return self.sequences[key]

    def row_type(self, rows: Rows) -> Any:
        """Return the type of one row: for constants, with the widest of their dtypes."""
        numbers = rows.array()
        first: Any = self.order.variable(int(numbers[0]))
        if not isinstance(first, Constant):
            return first.type
        dtypes = {self.order.variable(int(n)).type.dtype for n in np.unique(numbers)}  # type: ignore[attr-defined]
        return TensorType(np.result_type(*dtypes).name, first.type.broadcastable)  # type: ignore[attr-defined]

    def _earlier(self, read: Earlier) -> Variable:
        before = {k - read.delay: n for k, n in enumerate(read.initial)}
        known = self.states.setdefault(read.position, [])
        state = next((s for s in known if all(s.before.get(k, n) == n for k, n in before.items())), None)
        if state is None:
            state = State(read.position)
            known.append(state)
        state.before.update(before)
        if read.delay not in state.taps:
            state.taps[read.delay] = self.template[read.position].outputs[0].type.make_variable()
        return state.taps[read.delay]


__all__ = ["Body", "Places", "RowsOf", "Scattered", "State", "Unfit"]
