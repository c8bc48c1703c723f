"""Checks that the results of a step have the same shape at all steps, as a loop requires."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Slice
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Argmax, Reduction
from ...ops.shapes.shape import DimShuffle, Rebroadcast, Reshape
from .order import Order
from .steps import Earlier, Input, Rows, Same, Steps


class _Lengths:
    """Lengths as numbers in a union-find structure. `fixed`: equal at all steps."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._fixed: list[bool] = []
        self._known: dict[Any, int] = {}

    def new(self, key: object, fixed: bool) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._parent)
            self._parent.append(found)
            self._fixed.append(fixed)
        return found

    def one(self) -> int:
        return self.new("1", True)

    def root(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = n = self._parent[self._parent[n]]
        return n

    def merge(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._parent[b] = a
        self._fixed[a] |= self._fixed[b]

    def fixed(self, n: int) -> bool:
        return self._fixed[self.root(n)]


def same_at_all_steps(order: Order, steps: Steps, exported: Iterable[int], alike: Callable[[Rows], bool]) -> bool:
    """Return whether each state, each sequence and each exported node has one shape at all steps.

    exported: positions in a step. alike: tells whether the variables of given rows have one shape.
    """
    run = steps.run
    template = order.nodes[run.start : run.start + run.period]
    if all(all(_pattern(node.outputs[0])) for node in template):
        return True
    step = _Step(steps, alike)
    for node in template:
        step.add(node)
    kept = step.kept_by_states(template)
    if kept is None:
        return False
    given = [n for j in exported for n in _not_one(step.of[j], template[j].outputs[0])]
    return all(step.lengths.fixed(n) or step.lengths.root(n) in kept for n in (*step.rows, *given))


@dataclass(frozen=True)
class _Step:
    """The lengths of a step's inputs and results, node by node."""

    steps: Steps
    alike: Callable[[Rows], bool]
    lengths: _Lengths = field(default_factory=_Lengths)
    of: list[list[int]] = field(default_factory=list)  # for each node, the lengths of its output
    rows: list[int] = field(default_factory=list)  # of sequences

    def add(self, node: Apply) -> None:
        """Add the lengths of the next node's result."""
        inputs = self.steps.inputs[len(self.of)]
        given = [self._read(r, v) for r, v in zip(inputs, node.inputs, strict=True)]
        found = _result(self.lengths, node, given)
        self.of.append(self._by_structure(node, inputs, given) if found is None else found)

    def _read(self, read: Input, v: Variable) -> list[int]:
        """Return the lengths of an input."""
        if isinstance(read, Earlier):
            return self._state(read, v.type.ndim) if read.delay else self.of[read.position]
        fixed = isinstance(read, Same) or self.alike(read)
        found = [self.lengths.new((read, d), fixed) for d in range(v.type.ndim)]
        if isinstance(read, Rows):
            self.rows.extend(_not_one(found, v))
        return found

    def _state(self, read: Earlier, ndim: int) -> list[int]:
        """Return the lengths of a state before the step."""
        return [self.lengths.new(("state", read.position, read.delay, d), False) for d in range(ndim)]

    def kept_by_states(self, template: Sequence[Apply]) -> set[int] | None:
        """Return the lengths that all states keep from step to step; None if a state changes its shape."""
        lengths, kept = self.lengths, set()
        for read in {r for own in self.steps.inputs for r in own if isinstance(r, Earlier) and r.delay}:
            after, pattern = self.of[read.position], _pattern(template[read.position].outputs[0])
            for b, a, one in zip(self._state(read, len(after)), after, pattern, strict=True):
                if lengths.root(b) == lengths.root(a):
                    kept.add(lengths.root(a))
                elif not one and not (lengths.fixed(b) and lengths.fixed(a)):
                    return None
        return kept

    def _by_structure(self, node: Apply, inputs: Sequence[Input], given: Sequence[list[int]]) -> list[int]:
        """Return new lengths for an Op of which only its dependences are known."""
        lengths = self.lengths
        fixed = all(lengths.fixed(n) for own in given for n in own) and all(
            isinstance(inputs[k], Same) for k in node.op.compat_structural(node)
        )
        roots = tuple(lengths.root(n) for own in given for n in own)
        key = (node.op, roots) if fixed else ("varying", len(self.of))
        return [lengths.new((*key, d), fixed) for d in range(len(_pattern(node.outputs[0])))]


def _result(lengths: _Lengths, node: Apply, given: Sequence[list[int]]) -> list[int] | None:
    """Return the lengths of the result of `node`, from those of its inputs; None if its Op is not known here."""
    op = node.op
    match op:
        case Elemwise():
            return _elementwise(lengths, node, given)
        case DimShuffle():
            return [lengths.one() if k == "x" else given[0][k] for k in op.new_order]
        case Rebroadcast() | IncSubtensor():
            return given[0]
        case Reduction() | Argmax():
            axes = op.axes(len(given[0]))
            return [n for d, n in enumerate(given[0]) if d not in axes]
        case Reshape():
            longer = _not_one(given[0], node.inputs[0])
            return longer if len(longer) == 1 and _is_flat(node) else None
        case Dot():
            x, y = given
            lengths.merge(x[-1], y[0])
            return [*x[:-1], *y[1:]]
        case Subtensor():
            return _part(lengths, op.entries, given[0])
    return None


def _elementwise(lengths: _Lengths, node: Apply, given: Sequence[list[int]]) -> list[int]:
    one = lengths.one()
    result = [one] * len(_pattern(node.outputs[0]))
    for v, own in zip(node.inputs, given, strict=True):
        for d in range(1, len(own) + 1):
            if _pattern(v)[-d]:
                continue
            if result[-d] == one:
                result[-d] = own[-d]
            else:
                lengths.merge(result[-d], own[-d])
    return result


def _is_flat(node: Apply) -> bool:
    """Return whether this is x.reshape([-1])."""
    shape = node.inputs[1]
    return len(_pattern(node.outputs[0])) == 1 and isinstance(shape, Constant) and shape.data.tolist() == [-1]


def _part(lengths: _Lengths, entries: Sequence[Any], whole: list[int]) -> list[int] | None:
    entries = (*entries, *[Slice()] * (len(whole) - len(entries)))
    slices = [(e, n) for e, n in zip(entries, whole, strict=True) if isinstance(e, Slice)]
    if any(isinstance(part, Dynamic) for e, _ in slices for part in (e.start, e.stop, e.step)):
        return None
    return [n if e.is_full else lengths.new((e, lengths.root(n)), lengths.fixed(n)) for e, n in slices]


def _not_one(own: Sequence[int], v: Variable) -> list[int]:
    """Return those of the lengths of `v` that are not known to be 1."""
    return [n for n, one in zip(own, _pattern(v), strict=True) if not one]


def _pattern(v: Variable) -> tuple[bool, ...]:
    pattern: tuple[bool, ...] = v.type.broadcastable
    return pattern


__all__ = ["same_at_all_steps"]
