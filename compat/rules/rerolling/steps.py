"""The inputs of a run's steps: whether each is equal at all steps, or comes from an earlier step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Constant
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Index
from .order import Order
from .runs import Run


@dataclass(frozen=True)
class Same:
    """One variable at all steps."""

    number: int


@dataclass(frozen=True)
class Earlier:
    """The result of node `position` of the step `delay` steps before; 0: of the same step.

    initial: numbers of the variables that the first steps read instead, in order.
    """

    position: int
    delay: int
    initial: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rows:
    """A different variable at each step, none of them computed by the run: their numbers."""

    numbers: bytes  # as int64

    def __len__(self) -> int:
        return len(self.numbers) // 8

    def array(self) -> np.ndarray:
        return np.frombuffer(self.numbers, np.int64)


Input = Same | Earlier | Rows


@dataclass
class Steps:
    """The inputs of a step: `inputs[j]` are those of node j, `places[j]` its integer indices that vary.

    An index that varies from step to step has the number of the entry, and its value at each step.
    """

    run: Run
    inputs: list[list[Input]]
    places: dict[int, dict[int, np.ndarray]] = field(default_factory=dict)


def steps_of(order: Order, run: Run, free: np.ndarray) -> Steps | None:
    """Return the longest part of `run` whose steps have one form and the same dependences; None if it is too short.

    free: nodes that belong to no other run.
    """
    found = _conforming(order, run)
    if found is None:
        return None
    run, matrix = found
    shift = _fewest_crossing(run, matrix, order)
    if shift:
        found = _conforming(order, _extended(Run(run.start + shift, run.period, run.steps - 1), order.colours, free))
        if found is None:
            return None
        run, matrix = found
    consumers = _consumers(order, run)
    inputs: list[list[Input]] = [[] for _ in range(run.period)]
    relative = matrix - _starts(run)[:, None]
    for column, j in enumerate(consumers):
        inputs[j].append(_input(run, matrix[:, column], relative[:, column]))
    return Steps(run, inputs, _places(order, run))


def _extended(run: Run, colours: np.ndarray, free: np.ndarray) -> Run:
    """Return `run` with one more step before and after it, if there is one."""
    own, p = colours[run.start : run.start + run.period], run.period
    for at in (run.start - p, run.end):
        if at >= 0 and at + p <= len(colours) and free[at : at + p].all() and (colours[at : at + p] == own).all():
            run = Run(min(at, run.start), p, run.steps + 1)
    return run


def _starts(run: Run) -> np.ndarray:
    return run.start + run.period * np.arange(run.steps)


def _consumers(order: Order, run: Run) -> np.ndarray:
    """Return, for each input of a step, the position of the node that reads it."""
    arity = np.diff(order.starts[run.start : run.start + run.period + 1])
    return np.repeat(np.arange(run.period), arity)


def _conforming(order: Order, run: Run) -> tuple[Run, np.ndarray] | None:
    """Return (the longest part of `run` in which each input is of one kind at all steps, the inputs of its steps)."""
    while run.is_long:
        matrix = order.sources[order.starts[run.start] : order.starts[run.end]].reshape(run.steps, -1)
        own = (matrix >= run.start) & (matrix < run.end)
        begin = _starts(run)[:, None]
        middle = run.steps // 2
        types = order.type_of(matrix)
        relative = matrix - begin
        delay = -(relative[middle] // run.period)
        before = (np.arange(run.steps)[:, None] < delay) & ~own  # the first steps
        before &= (types == types[middle]) | _constants_that_begin(order, matrix, before, own[middle])
        earlier = own[middle] & ((relative == relative[middle]) | before)
        same = (matrix == matrix[middle]) & (matrix < begin)
        rows = ~own & (types == types[middle])
        kinds = np.stack([earlier, same, rows])
        best = kinds.sum(axis=1).argmax(axis=0)
        for column in np.flatnonzero((best == 2) & (2 * kinds[1].sum(axis=0) > run.steps)):
            first, last = _longest(kinds[1][:, column])
            if 2 * (last - first) > run.steps and not isinstance(order.variable(int(matrix[middle, column])), Constant):
                best[column] = 1  # a different variable at one end only: that step is not in the loop
        good = np.take_along_axis(kinds, best[None, None, :], axis=0)[0].all(axis=1)
        if good.all():
            return run, matrix
        first, last = _longest(good)
        run = Run(run.start + first * run.period, run.period, last - first)
    return None


def _constants_that_begin(order: Order, matrix: np.ndarray, before: np.ndarray, carried: np.ndarray) -> np.ndarray:
    """Return which constants that the first steps read are initial values of the type that later steps read.

    For instance the 0.0 with which a sum begins, whose dtype is narrower.
    """
    found = np.zeros(matrix.shape, bool)
    middle = matrix[len(matrix) // 2]
    for t, column in np.argwhere(before & carried & (matrix < 0)):
        v: Any = order.variable(int(matrix[t, column]))
        like: Any = order.variable(int(middle[column])).type
        found[t, column] = (
            isinstance(v, Constant)
            and isinstance(v.type, TensorType)
            and v.type.broadcastable == like.broadcastable
            and np.result_type(v.type.dtype, like.dtype) == like.dtype
        )
    return found


def _longest(good: np.ndarray) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], good, [False])).astype(np.int8)))
    if not len(edges):
        return 0, 0
    begins, ends = edges[::2], edges[1::2]
    k = int((ends - begins).argmax())
    return int(begins[k]), int(ends[k])


def _fewest_crossing(run: Run, matrix: np.ndarray, order: Order) -> int:
    """Return the offset at which steps should begin, so that the fewest variables cross to the next step."""
    p = run.period
    if p > 4096:
        return 0
    relative = matrix[-1] - (run.end - p)
    mine = (relative < p) & (matrix[-1] >= run.start) & (matrix[-1] != matrix[run.steps // 2])
    if not mine.any():
        return 0
    consumers = _consumers(order, run)[mine]
    position = relative[mine] % p
    reach = np.zeros(p, np.int64)
    np.maximum.at(reach, position, consumers - relative[mine])
    read = np.flatnonzero(reach)
    reach = reach[read]
    at = np.arange(p)[:, None]
    crossing = ((read + reach - at) // p - (read - at) // p).sum(axis=1)
    return int(crossing.argmin())


def _input(run: Run, numbers: np.ndarray, relative: np.ndarray) -> Input:
    if (numbers == numbers[0]).all():
        return Same(int(numbers[0]))
    r = int(relative[-1])
    delay = -(r // run.period)
    if run.start <= numbers[-1] < run.end and (relative[delay:] == r).all():
        return Earlier(r % run.period, delay, tuple(map(int, numbers[:delay])))
    return Rows(np.ascontiguousarray(numbers).tobytes())


def _places(order: Order, run: Run) -> dict[int, dict[int, np.ndarray]]:
    found: dict[int, dict[int, np.ndarray]] = {}
    for j in range(run.period):
        op = order.nodes[run.start + j].op
        if not isinstance(op, Subtensor | IncSubtensor):
            continue
        for k, entry in enumerate(op.entries):
            if isinstance(entry, Index) and isinstance(entry.at, int):
                at = np.array([order.nodes[i].op.entries[k].at for i in range(run.start + j, run.end, run.period)])
                if (at != at[0]).any():
                    found.setdefault(j, {})[k] = at
    return found


__all__ = ["Earlier", "Input", "Rows", "Same", "Steps", "steps_of"]
