"""Passes on nests, one at a time: a nest of few computations in, how its loops run out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from theano_compat.backends.c.computations.computation import Computation, Use
from theano_compat.backends.c.ir.expressions import SegmentLength, named, point
from theano_compat.backends.c.nests.check_nest import NestError, check
from theano_compat.backends.c.nests.nest import Loop, Schedule, Tiled, shown
from theano_compat.backends.c.nests.order import NEST_PASSES, NestPass
from theano_compat.backends.c.nests.parallel_loops import in_parts
from theano_compat.backends.c.nests.schedule import schedule as fusion
from theano_compat.backends.c.nests.tiling import in_tiles
from theano_compat.backends.c.print_c import text
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Variable, annotated
from theano_compat.ops.elementwise.arithmetic import add
from theano_compat.ops.elementwise.elemwise import EXPENSIVE
from theano_compat.ops.elementwise.exponential import exp

N, SEGMENTS = named("n0"), SegmentLength(named("in3"), 8, 30)
ANY = Variable(TensorType("float64", (False,)))


class Nest:
    """Makes computations of one nest; `of` is its schedule."""

    def __init__(self, *lengths: Any) -> None:
        self.lengths = lengths
        self.computations: list[Computation] = []

    def new(self, kind: str, depth: int, reads: Sequence[Computation], **rest: Any) -> Computation:
        space = self.lengths[:depth]
        rest.setdefault("result", tuple(range(depth)))
        computation = Computation(len(self.computations), kind, space, ANY, **rest)
        computation.uses = [Use(p, tuple(map(point, p.result))) for p in reads]
        self.computations.append(computation)
        return computation

    def value(self, depth: int, *reads: Computation, entry: Any = add, **rest: Any) -> Computation:
        return self.new("pointwise", depth, reads, entry=entry, cost=1 if entry is add else EXPENSIVE, **rest)

    def total(self, depth: int, *reads: Computation, over: tuple[int, ...] = (0,), combine: str = "sum") -> Computation:
        """A reduction over positions of the iteration space."""
        kept = tuple(d for d in range(depth) if d not in over)
        return self.new("reduce", depth, reads, result=kept, combine=combine, accumulator="float64")

    def running(self, depth: int, *reads: Computation) -> Computation:
        return self.new("pointwise", depth, reads, running="sum", coincident=frozenset({depth - 1}))

    def stored(self, depth: int, *reads: Computation, elements: Any = 1000) -> Computation:
        """Added into a buffer, by an index that may be the same at two points of the innermost loop."""
        target = Computation(90, "buffer", (), ANY, lengths=(elements,))
        return self.new(
            "store", depth, reads, result=(), combine="+=", target=target, coincident=frozenset({depth - 1})
        )

    def loop(self, depth: int, *body: Any) -> Loop:
        computations = tuple(i for node in body for i in (node.computations if isinstance(node, Loop) else [node]))
        return Loop(depth, self.lengths[depth], body, computations, any(depth in i.coincident for i in computations))

    def schedule(self, *body: Any, memory_from: dict[int, int] | None = None) -> Schedule:
        return Schedule(body, {}, memory_from or {}, tuple(self.computations))


def calls_and_sums(length: Any, calls: int, sums: int) -> Schedule:
    n = Nest(length)
    x = n.value(1)
    called = [n.value(1, n.value(1, x), entry=exp) for _ in range(calls)]
    return n.schedule(n.loop(0, *n.computations, *(n.total(1, *called) for _ in range(sums))))


def one_sum(length: Any, entry: Any = exp, combine: str = "sum", memory_from: dict[int, int] | None = None) -> Schedule:
    n = Nest(length)
    x = n.value(1, entry=entry)
    return n.schedule(n.loop(0, x, n.total(1, x, combine=combine)), memory_from=memory_from)


def a_store(length: Any, elements: Any) -> Schedule:
    n = Nest(length)
    x = n.value(1, entry=exp)
    return n.schedule(n.loop(0, x, n.total(1, x), n.stored(1, x, elements=elements)))


def running_sums(length: Any) -> Schedule:
    """Two of one value, one of what follows from the first, a function of all."""
    n = Nest(length)
    x = n.value(1, entry=exp)
    one, other = n.running(1, x), n.running(1, x)
    last = n.running(1, n.value(1, one))
    y = n.value(1, one, other, last, entry=exp)
    return n.schedule(n.loop(0, *n.computations, n.total(1, y)))


def rows(outer: Any, inner: Any, entry: Any = exp) -> Schedule:
    """A product with a entry, an expensive function of it, a product again."""
    n = Nest(outer, inner)
    first = n.total(2, over=(1,))
    called = n.value(1, first, entry=entry)
    return n.schedule(n.loop(0, n.loop(1, first), called, n.loop(1, n.total(2, called, over=(0,)))))


def calls_in_rows(outer: Any, inner: Any, calls: int = 1) -> Schedule:
    """The sum of expensive functions over each row, and a function of it."""
    n = Nest(outer, inner)
    row = n.total(2, *(n.value(2, entry=exp) for _ in range(calls)), over=(1,))
    return n.schedule(n.loop(0, n.loop(1, *n.computations), n.value(1, row, entry=exp)))


def columns(outer: Any, inner: Any) -> Schedule:
    """The same, of a matrix whose columns lie together."""
    given = rows(outer, inner)
    matrix = annotated(TensorType("float64", (False, False)), Annotation(by_columns=True))
    for computation in given.order:
        if computation.kind == "reduce":
            computation.node = _Reads(matrix)  # type: ignore[assignment]
    return given


class _Reads:
    """As much of a node as passes ask for."""

    def __init__(self, *inputs: Variable) -> None:
        self.inputs, self.op = inputs, self
        self.compat_plain_name = "dot"


def written(schedule: Schedule) -> str:
    """A nest on one line, computations as their numbers."""

    def of(node: Any) -> str:
        [head, *_] = shown([node])
        if isinstance(node, Computation):
            return str(node.number)
        inside = node.how.phases if isinstance(node.how, Tiled) else node.body
        return f"{head.replace(text(SEGMENTS), 'segment')} {{{' '.join(map(of, inside))}}}"

    return " ".join(map(of, schedule.body))


LOOP = "for i0 < n0"
ROWS = "for i0 < n0 {for i1 < 5 {0} 1 for i1 < 5 {2}}"
WRITTEN_OUT = (
    "for i0 < n0 in tiles of 128, spilled: 0, 1 {for i0 < n0 with points written out {for i1 < 5 {0}} "
    "for i0 < n0 {1} for i0 < n0 with points written out {for i1 < 5 {2}}}"
)
MANY_CALLS = "for i0 < n0 in tiles of 128, spilled: 7 {for i0 < n0 {for i1 < 4 {0 1 2 3 4 5 6 7}} for i0 < n0 {8}}"
CALLS = "for i0 < n0 in tiles of 128, spilled: 1 {{{0} {{for i1 < {1} {{0 1}}}} for i0 < n0 {{2}}}}"

# pass, nest, what it becomes; None: it stays
CASES: dict[str, tuple[NestPass, Schedule, str | None]] = {
    "fission: statements without calls, each call, sums": (
        in_tiles,
        calls_and_sums(N, 3, 4),
        "for i0 < n0 in tiles of 128, spilled: 1, 2, 3, 4, 5, 6 "
        "{for i0 < n0 {0 1 3 5} for i0 < n0 {2} for i0 < n0 {4} for i0 < n0 {6} for i0 < n0 {7 8 9 10}}",
    ),
    "no fission for one call": (in_tiles, calls_and_sums(N, 1, 4), None),
    "no fission for few sums": (in_tiles, calls_and_sums(N, 3, 2), None),
    "no tiles of few points": (in_tiles, calls_and_sums(60, 3, 4), None),
    "fission of a segment": (
        in_tiles,
        calls_and_sums(SEGMENTS, 1, 5),
        "for i0 < segment in tiles of 128, spilled: 1, 2 "
        "{for i0 < segment {0 1} for i0 < segment {2} for i0 < segment {3 4 5 6 7}}",
    ),
    "segments: vector by vector, calls in a loop": (
        in_tiles,
        one_sum(SEGMENTS),
        "for i0 < segment in tiles of 8, in lanes: 1 {for i0 < segment over lanes {0 1}}",
    ),
    "segments: vector by vector": (
        in_tiles,
        one_sum(SEGMENTS, add),
        "for i0 < segment in tiles of 8, in lanes: 1 {for i0 < segment of one vector {0 1}}",
    ),
    "segments: the largest is kept in no lanes": (in_tiles, one_sum(SEGMENTS, combine="max"), None),
    "sums by index: last, one after the other": (
        in_tiles,
        a_store(N, 1000),
        "for i0 < n0 serial, in tiles of 128, spilled: 0 {for i0 < n0 {0 1} for i0 < n0 serial {2}}",
    ),
    "sums by index into few: in copies": (
        in_tiles,
        a_store(N, 16),
        "for i0 < n0 serial, in tiles of 128, spilled: 0, privatised: 2 {for i0 < n0 {0 1} for i0 < n0 serial {2}}",
    ),
    "sums by index of segments": (
        in_tiles,
        a_store(SEGMENTS, 16),
        "for i0 < segment serial, in tiles of 8, spilled: 0, in lanes: 1, privatised: 2 "
        "{for i0 < segment over lanes {0 1} for i0 < segment serial, over lanes {2}}",
    ),
    "running sums: those of one level together": (
        in_tiles,
        running_sums(N),
        "for i0 < n0 serial, in tiles of 128, spilled: 0, 1, 2, 3, 4 "
        "{for i0 < n0 {0} for i0 < n0 serial {1 2} for i0 < n0 {3} for i0 < n0 serial {4} for i0 < n0 {5 6}}",
    ),
    "running sums of few points": (in_tiles, running_sums(6), None),
    "no parts of a running sum": (in_parts, running_sums(N), None),
    "short rows of a product": (in_tiles, rows(N, 5), WRITTEN_OUT),
    "rows of a product": (
        in_tiles,
        rows(N, 9),
        "for i0 < n0 in tiles of 128, spilled: 0, 1 "
        "{for i0 < n0 {for i1 < 9 {0}} for i0 < n0 {1} for i0 < n0 {for i1 < 9 {2}}}",
    ),
    "calls for each of four places": (
        in_tiles,
        calls_in_rows(N, 4),
        CALLS.format("for i0 < n0 with points written out", 4),
    ),
    "many calls for each of four": (in_tiles, calls_in_rows(N, 4, 7), MANY_CALLS),
    "for each of five": (in_tiles, calls_in_rows(N, 5), CALLS.format("for i0 < n0", 5)),
    "long rows: fewer at once": (
        in_tiles,
        rows(N, N),
        "for i0 < n0 in tiles of 16, spilled: 0, 1 "
        "{for i0 < n0 {for i1 < n0 {0}} for i0 < n0 {1} for i0 < n0 {for i1 < n0 {2}}}",
    ),
    "rows of a product without a call": (in_tiles, rows(N, 5, add), None),
    "short columns of a product": (in_tiles, columns(N, 5), WRITTEN_OUT),
    "long columns: interchanged": (
        in_tiles,
        columns(N, 50),
        "for i0 < n0 in tiles of 128, spilled: 0, 1 {for i0 < n0 interchanged {for i1 < 50 {0}} "
        "for i0 < n0 {1} for i0 < n0 interchanged {for i1 < 50 {2}}}",
    ),
    "parts of a loop that may be long": (in_parts, one_sum(N), f"{LOOP} in parts {{0 1}}"),
    "parts of a nest": (in_parts, rows(N, 5), ROWS.replace("n0", "n0 in parts", 1)),
    "parts of tiles": (
        in_parts,
        in_tiles(calls_and_sums(N, 3, 4)),
        "for i0 < n0 in parts, in tiles of 128, spilled: 1, 2, 3, 4, 5, 6 "
        "{for i0 < n0 {0 1 3 5} for i0 < n0 {2} for i0 < n0 {4} for i0 < n0 {6} for i0 < n0 {7 8 9 10}}",
    ),
    "no parts of few points": (in_parts, one_sum(5000), None),
    "no parts of one segment": (in_parts, one_sum(SEGMENTS), None),
    "no parts of a search": (in_parts, one_sum(N, combine="argmax"), None),
    "no parts where two points write to one place": (in_parts, a_store(N, 1000), None),
}


@pytest.mark.parametrize("name", CASES)
def test_each_pass(name: str) -> None:
    one, before, after = CASES[name]
    was = written(before)
    assert written(one(before)) == (was if after is None else after)
    assert written(before) == was  # what a pass is given stays as it is


def test_every_pass_has_cases_that_change_and_that_stay() -> None:
    for one in NEST_PASSES:
        assert {after is None for p, _, after in CASES.values() if p is one} == {True, False}


def test_computations_that_have_memory_of_their_own_follow_from_the_nest() -> None:
    n = Nest(N, 3)
    x, y = n.value(2), n.value(1, entry=exp)
    last = n.loop(1, n.total(2, x, y, over=(0, 1)))
    nest = in_parts(n.schedule(n.loop(0, n.loop(1, x), y, last), memory_from={0: 1}))
    assert nest.private == {0} and not nest.tile_of
    assert in_tiles(nest).tile_of == {0: 0}


def fused(make: Any) -> str:
    """The nest that `schedule` makes of computations, none of them in a loop yet."""
    n = Nest(N, 5)
    make(n)
    return written(fusion(_Computations(n.computations)))


class _Computations:
    """As much of Computations as fusion asks for."""

    def __init__(self, computations: list[Computation]) -> None:
        self.all = computations

    def settle(self) -> None:
        """Lengths are known."""


def gathered(n: Nest) -> None:
    x = n.value(1)
    n.value(1).uses = [Use(x, (named("k_1"),))]


def with_a_total(n: Nest) -> None:
    x = n.value(1)
    n.value(1, x, n.total(1, x))


def rows_read_late(n: Nest, *more: Any) -> None:
    """Sums of rows, and what reads them beside another point of a loop of another length."""
    row, other = n.total(2, over=(1,)), n.value(1)
    other.space = (7,)
    n.value(1, row, *(make(n, row) for make in more)).uses.append(Use(other, (named("k_1"),)))


# computations -> how they are put into loops
FUSION: dict[str, tuple[Any, str]] = {
    "values of one length: one loop": (lambda n: n.value(1, n.value(1)), "for i0 < n0 {0 1}"),
    "a sum of them: the same loop": (lambda n: n.total(1, n.value(1)), "for i0 < n0 {0 1}"),
    "a scalar: before the loop": (lambda n: n.value(1, n.value(0)), "0 for i0 < n0 {1}"),
    "what needs a total of the loop: behind it": (with_a_total, "for i0 < n0 {0 1} for i0 < n0 {2}"),
    "what reads another point: behind it": (gathered, "for i0 < n0 {0} for i0 < n0 {1}"),
    "sums of rows: loops inside": (
        lambda n: n.value(1, n.total(2, n.value(2), over=(1,))),
        "for i0 < n0 {for i1 < 5 {0 1} 2}",
    ),
    "sums of rows that a later loop reads: in that one": (
        rows_read_late,
        "for i0 < 7 {1} for i0 < n0 {for i1 < 5 {0} 2}",
    ),
    "but not what it needs a total of": (
        lambda n: rows_read_late(n, lambda n, row: n.total(1, row)),
        "for i0 < n0 {for i1 < 5 {0} 2} for i0 < 7 {1} for i0 < n0 {3}",
    ),
    "a value of the entry: outside of its loop": (lambda n: n.value(2, n.value(1)), "for i0 < n0 {0 for i1 < 5 {1}}"),
}


@pytest.mark.parametrize("name", FUSION)
def test_fusion(name: str) -> None:
    make, nest = FUSION[name]
    assert fused(make) == nest


def changed(schedule: Schedule, **how: Any) -> Schedule:
    """The schedule whose one loop is otherwise."""
    [loop] = schedule.body
    return replace(schedule, body=(replace(loop, **how),))


def phases_of(schedule: Schedule) -> Tiled:
    [loop] = schedule.body
    assert isinstance(loop.how, Tiled)
    return loop.how


IN_TILES = in_tiles(rows(N, 5))
LEGAL = {
    "one by one": one_sum(N),
    "in tiles": in_tiles(calls_and_sums(N, 3, 4)),
    "inside out": in_tiles(columns(N, 5)),
    "in parts": in_parts(rows(N, 5)),
}
ILLEGAL: dict[str, tuple[Schedule, str]] = {
    "a computation twice": (changed(one_sum(N), body=one_sum(N).order * 2), "twice"),
    "a computation lost": (replace(one_sum(N), body=()), "lost"),
    "other loops": (changed(one_sum(N), length=7), "other loops"),
    "phases that are not the body": (
        changed(in_tiles(rows(N, 5)), how=phases_of(in_tiles(rows(N, 5)))),
        "not its body",
    ),
    "another's computation handed on": (
        changed(IN_TILES, how=replace(phases_of(IN_TILES), spilled=frozenset({9}))),
        "not in it",
    ),
    "an inner loop in parts": (
        replace(rows(N, 5), body=(replace(rows(N, 5).body[0], cut=True, depth=1),)),
        "other loops",
    ),
}


@pytest.mark.parametrize("name", LEGAL)
def test_legal(name: str) -> None:
    check(LEGAL[name])


@pytest.mark.parametrize("name", ILLEGAL)
def test_illegal(name: str) -> None:
    nest, words = ILLEGAL[name]
    with pytest.raises(NestError, match=words):
        check(nest)
