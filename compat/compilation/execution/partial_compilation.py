"""A Program in pieces: most of it compiled, with nodes in between that only NumPy can run.

Such nodes have values that are not tensors (random states, sparse matrices, lists), or results whose length depends on
values (`nonzero`, masks). Pieces are levels: a compiled one, then one in Python, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...backends.array import compile_python
from ...backends.c.emit import emit
from ...backends.c.errors import CannotCompile
from ...backends.c.function import CFunction
from ...backends.c.program import compile_c
from ...backends.compiled import Compiled, Run
from ...backends.jax import CannotTrace, compile_jax, structural_inputs
from ...graph.origin import as_if_from
from ...graph.program import Program
from ...graph.types import TensorType
from ...graph.user_op import in_python
from ...graph.variable import Apply, Constant, Variable
from ...ops.scan.inner_graph import inner_nodes
from ...ops.scan.op import Scan
from ...ops.shapes.shape import Shape, ShapeI
from ...rules import thresholds
from ..data_stage.binding import Data
from ..data_stage.rereading import Rereading
from .built import Built, computing, is_light


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a Program: `function` computes `program`.

    read, written: ids, in the whole, of its inputs and outputs. needs: the dtypes that C or JAX requires of the inputs.
    """

    function: Compiled
    program: Program
    read: Sequence[int]
    needs: Sequence[Any]
    written: Sequence[int]


@dataclass(frozen=True, eq=False)
class FunctionInPieces(Compiled):
    """A Program in pieces that run one after the other. again: as in `in_order`."""

    whole: Program  # keeps alive the objects with these ids
    pieces: Sequence[Piece]
    again: Rereading | None = None

    @property
    def can_be_timed(self) -> bool:
        return all(piece.function.can_be_timed for piece in self.pieces)

    def bound(self, data: Data) -> Compiled:
        if self.again is None:
            return self
        return in_pieces(self.whole, self.pieces, self.again.bound(data))


def _as_c_reads(value: np.generic | np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Return `value` as a contiguous, aligned array of `dtype`; itself if it is one."""
    if type(value) is np.ndarray and value.dtype is dtype and (flags := value.flags).c_contiguous and flags.aligned:
        return value
    return np.require(value, dtype, ("C", "A"))


def in_pieces(whole: Program, pieces: Sequence[Piece], again: Rereading | None) -> FunctionInPieces:
    """Return the function of `whole` that runs its pieces. again: as in `in_order`."""
    return FunctionInPieces(in_order(whole, pieces, again), whole, pieces, again)


def in_order(whole: Program, pieces: Sequence[Piece], again: Rereading | None = None) -> Run:
    """Return the call of the pieces of `whole`, one after the other.

    again: when shared variables are read again; None if they are only read before the call.
    """
    inputs = [id(v) for v in whole.inputs]
    outputs = [id(v) for v in whole.outputs] if again is None else again.outputs
    constants = {id(v): v.data for v in whole.outputs if isinstance(v, Constant)}
    steps = []
    count = 0  # of nodes
    for piece in pieces:
        count += len(piece.program.nodes)
        sets = again is not None and any(id(n) in again.setters for n in piece.program.nodes)
        steps.append((piece.function.call, piece.read, piece.needs, piece.written, count if sets else None))

    def run(values: Sequence[Any]) -> list[Any]:
        known = dict(constants)
        known.update(zip(inputs, values, strict=True))
        if again is not None:
            known.update(again.values_after(0))
        for call, read, needs, written, changed in steps:
            given = [
                known[i] if dtype is None else _as_c_reads(known[i], dtype)
                for i, dtype in zip(read, needs, strict=True)
            ]
            known.update(zip(written, call(given), strict=True))
            if again is not None and changed is not None:
                known.update(again.values_after(changed))
        return [known[i] for i in outputs]

    return run


def has_only_tensors(node: Apply) -> bool:
    """Return whether all inputs and outputs of `node` are tensors of a dtype that C and JAX support."""
    return not node.op.compat_takes_none and all(
        isinstance(v.type, TensorType) and v.type.dtype != "float16" for v in (*node.inputs, *node.outputs)
    )


def _leaves_are_tensors(whole: Program) -> bool:
    """Return whether the inputs of `whole`, and leaves among its outputs, are tensors, as no node checks these."""
    constants = (v for v in whole.outputs if isinstance(v, Constant))
    return all(isinstance(v.type, TensorType) for v in (*whole.inputs, *constants))


def numpy_walk(whole: Program, again: Rereading | None, by_perform: bool = False) -> Compiled:
    """Return `whole` in NumPy; in pieces that end where shared variables are read again.

    by_perform: users' Ops run by that, not by their C code.
    """
    if again is None:
        return compile_python(whole, in_python if by_perform else None)
    return (CutByPerform if by_perform else Cut)(again.whole, again.setters, again).run(())


class InC:
    """The C backend: one C function, or pieces of C where a Program has nodes without a C form."""

    def compile(self, program: Program, data: Sequence[Variable] = (), again: Rereading | None = None) -> Built:
        """Compile as far as possible; in NumPy if there is no compiler, or if no part is worth one."""
        try:
            return self._compiled(program if again is None else again.whole, again)
        except CannotCompile as reason:
            return Built(refused=str(reason), backend="python", run=numpy_walk(program, again))

    def _compiled(self, whole: Program, again: Rereading | None) -> Built:
        if again is not None:
            apart = set(again.setters)
        elif all(has_only_tensors(n) for n in whole.nodes) and _leaves_are_tensors(whole):
            try:
                run = self.compile_whole(whole)
                return Built("C", called=_called_ops(run), backend="c", run=run)
            except CannotCompile as reason:
                if reason.node is None:
                    raise
                apart = {id(reason.node)}
                apart.update(
                    id(n) for n in whole.nodes if n.op.compat_is_black_box() and _length_is_a_value(n)
                )  # all at once
        else:
            apart = set()
        apart.update(id(n) for n in whole.nodes if not has_only_tensors(n))
        while True:
            cut = CutForC(whole, apart, again)
            if not cut.compiled_levels:
                return Built(in_numpy=cut.what_is_apart(), backend="python", run=numpy_walk(whole, again))
            if cut.compiled_levels > thresholds.MOST_COMPILED_PIECES:
                raise CannotCompile(
                    f"this function falls into {cut.compiled_levels} parts, between which only NumPy can "
                    "compute: the Python backend runs it"
                )
            try:
                units = [emit(piece) for piece in cut.compiled()]
            except CannotCompile as reason:
                if id(reason.node) not in cut.original:
                    raise
                apart.add(id(cut.original[id(reason.node)]))
                continue
            return cut.built([compile_c(piece, unit) for piece, unit in zip(cut.compiled(), units, strict=True)])

    def compile_whole(self, whole: Program) -> CFunction:
        """Return `whole` as one C function; CannotCompile if it has no C form."""
        return compile_c(whole)


def _called_ops(run: CFunction) -> tuple[str, ...]:
    return tuple(node.op.compat_plain_name for node in run.unit.called)


class InJax:
    """The JAX backend: a Program jitted piece by piece.

    Lengths and slice bounds that depend on the caller's inputs are computed in NumPy, so that new values do not trace
    again.
    """

    def compile(self, program: Program, data: Sequence[Variable] = (), again: Rereading | None = None) -> Built:
        whole = program if again is None else again.whole
        seldom = {id(v) for v in data}
        moving = _depending_on_values(whole, [v for v in whole.inputs if id(v) not in seldom])
        apart = {
            id(n)
            for n in whole.nodes
            if not has_only_tensors(n)
            or _length_is_a_value(n)
            or getattr(n.op, "compat_watched", None) is not None
            or isinstance(n.op, Scan)
            and n.op.lengths_change
            or any(id(n.inputs[i]) in moving for i in n.op.compat_structural(n))
        }
        if again is not None:
            apart |= again.setters
        return _RetriedInPieces(whole, apart, again).built()


class _RetriedInPieces:
    """`whole` in JAX, apart from the nodes with an id in `apart` and those that JAX fails to trace."""

    def __init__(self, whole: Program, apart: set[int], again: Rereading | None) -> None:
        self.whole, self.apart, self.again = whole, apart, again
        self.current, self._original = self._compiled()

    def _compiled(self) -> tuple[Built, dict[int, Apply]]:
        """Return the function, and the nodes of the whole by the ids of those that are compiled."""
        if not self.apart and _leaves_are_tensors(self.whole):
            return Built("JAX", backend="jax", run=_jitted_piece(self.whole)), {id(n): n for n in self.whole.nodes}
        cut = CutForJax(self.whole, self.apart, self.again)
        run = cut.run([_jitted_piece(piece) for piece in cut.compiled()])
        return Built("JAX", in_numpy=cut.what_is_apart(), backend="jax", run=run), cut.original

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        while True:
            try:
                return self.current.run.call(values)
            except CannotTrace as reason:
                self.apart.add(id(self._original[id(reason.node)]))
                current, original = self._compiled()
                current.report()
                self.current, self._original = current, original

    def built(self) -> Built:
        return replace(self.current, run=FunctionInJax(self.__call__, self))


def _jitted_piece(piece: Program) -> Compiled:
    return compile_jax(piece, structural_inputs(piece))


@dataclass(frozen=True, eq=False)
class FunctionInJax(Compiled):
    """A Program in JAX, which is compiled again in more pieces where JAX fails to trace it."""

    retried: _RetriedInPieces

    def bound(self, data: Data) -> Compiled:
        again = self.retried.again
        if again is None:
            return self
        return _RetriedInPieces(self.retried.whole, self.retried.apart, again.bound(data)).built().run


def _depending_on_values(whole: Program, inputs: Iterable[Variable]) -> set[int]:
    """Return ids of the variables that depend on the values of `inputs`, not only on their shapes."""
    moving = {id(v) for v in inputs}
    for node in whole.nodes:
        if not isinstance(node.op, Shape | ShapeI) and any(id(v) in moving for v in node.inputs):
            moving.update(id(o) for o in node.outputs)
    return moving


def _length_is_a_value(node: Apply) -> bool:
    """Return whether an output of `node`, or of a node inside it, has a length that depends on values."""
    if any(map(_length_is_a_value, inner_nodes([node])[1:])):
        return True
    if all(all(getattr(v.type, "broadcastable", ())) for v in node.outputs):
        return False
    shapes = [tuple(ShapeI(d)(v) for d in range(v.type.ndim)) for v in node.inputs]  # type: ignore[attr-defined]
    return node.op.compat_shapes(node, shapes) is None


def worth_c(nodes: Sequence[Apply]) -> bool:
    """Return whether a piece does enough for a compiler: more than a few scalars."""
    heavy = [n for n in nodes if not is_light(n)]
    return len(heavy) > 3 or any(getattr(v.type, "ndim", 0) for n in heavy for v in n.outputs)  # generators have none


class Cut:
    """A Program divided into levels: nodes with an id in `apart` run in Python, others are compiled if `is_worth` it.

    Even levels may be compiled, odd ones run in Python; each reads only earlier ones. If shared variables are read
    `again`, levels follow the order of the nodes, and end at those reads.
    """

    def __init__(self, whole: Program, apart: set[int], again: Rereading | None = None) -> None:
        self.whole, self.again = whole, again
        level_of: dict[int, int] = {}
        self.levels: dict[int, list[Apply]] = {}
        lowest = 0
        for node in whole.nodes:
            level = max((level_of.get(id(v), 0) for v in node.inputs), default=0)
            level = max(level, lowest)
            level += level % 2 != (id(node) in apart)
            if again is not None:
                lowest = level + (id(node) in again.setters)
            level_of.update((id(o), level) for o in node.outputs)
            self.levels.setdefault(level, []).append(node)
        self.order = sorted(self.levels)
        self.is_compiled = {k: k % 2 == 0 and self.is_worth(self.levels[k]) for k in self.order}
        self.compiled_levels = sum(self.is_compiled.values())
        self.original: dict[int, Apply] = {}  # id of a node of a compiled piece -> the node of the whole
        self._pieces: dict[int, Program] = {}
        needed = {id(v) for v in whole.outputs}
        self.read: dict[int, tuple[Variable, ...]] = {}
        self.written: dict[int, tuple[Variable, ...]] = {}
        for k in reversed(self.order):
            nodes = self.levels[k]
            own = {id(o) for n in nodes for o in n.outputs}
            self.written[k] = tuple(o for n in nodes for o in n.outputs if id(o) in needed)
            read = {id(v): v for n in nodes for v in n.inputs if id(v) not in own and not isinstance(v, Constant)}
            self.read[k] = tuple(read.values())
            needed.update(read)

    def is_worth(self, nodes: Sequence[Apply]) -> bool:
        """Return whether a piece is compiled."""
        return False

    def own(self, node: Apply) -> Callable[..., list[Any]] | None:
        """Return what runs a node in Python in place of its NumPy form; None if that does."""
        return None

    def compiled(self) -> list[Program]:
        """Return the pieces to compile; what they read from others is a leaf of their own."""
        for k in self.order:
            if self.is_compiled[k] and k not in self._pieces:
                self._pieces[k] = self._detached(k)
        return [self._pieces[k] for k in self.order if self.is_compiled[k]]

    def _detached(self, k: int) -> Program:
        memo: dict[int, Variable] = {}
        for v in self.read[k]:
            memo[id(v)] = leaf = v.type.make_variable(v.name)
            leaf.compat_origin = v.owner.compat_origin if v.owner is not None else v.compat_origin
        nodes = []
        for old in self.levels[k]:
            with as_if_from(old.compat_origin):
                new = old.clone_with_new_inputs([memo.get(id(v), v) for v in old.inputs], strict=False)
            self.original[id(new)] = old
            nodes.append(new)
            for a, b in zip(old.outputs, new.outputs, strict=True):
                b.name = a.name
                memo[id(a)] = b
        return Program(
            tuple(memo[id(v)] for v in self.read[k]), tuple(memo[id(v)] for v in self.written[k]), tuple(nodes)
        )

    def what_is_apart(self) -> tuple[str, ...]:
        """Return a sentence on the Ops that run in NumPy: those apart, or else those too little for a compiler."""
        in_numpy = {k: computing(self.levels[k]) for k in self.order if not self.is_compiled[k]}
        ops = [name for k, names in in_numpy.items() if k % 2 for name in names]
        ops = ops or [name for names in in_numpy.values() for name in names]
        beside = ", between compiled parts" if self.compiled_levels else ", and nothing beside them is compiled"
        return (f"{', '.join(dict.fromkeys(ops))} run in NumPy{beside}",) if ops else ()

    def run(self, compiled: Sequence[Compiled]) -> FunctionInPieces:
        """Return the whole as a function of its inputs. compiled: the functions of the pieces that are compiled."""
        functions, programs = iter(compiled), iter(self.compiled())
        pieces = []
        for k in self.order:
            program = Program(self.read[k], self.written[k], tuple(self.levels[k]))
            function: Compiled
            if self.is_compiled[k]:
                program, function = next(programs), next(functions)
            else:
                function = compile_python(program, self.own)
            needs = [v.type.compat_numpy_dtype if self.is_compiled[k] else None for v in self.read[k]]  # type: ignore
            pieces.append(
                Piece(function, program, [id(v) for v in self.read[k]], needs, [id(v) for v in self.written[k]])
            )
        return in_pieces(self.whole, pieces, self.again)


class CutByPerform(Cut):
    """Nothing is compiled, and users' Ops run by their `perform`, not by their C code."""

    def own(self, node: Apply) -> Callable[..., list[Any]] | None:
        return in_python(node)


class CutForJax(Cut):
    """What computes is jitted."""

    def is_worth(self, nodes: Sequence[Apply]) -> bool:
        return any(not is_light(n) for n in nodes)


class CutForC(Cut):
    """What does enough for a compiler is in C, and so are the steps of loops that run in NumPy."""

    def is_worth(self, nodes: Sequence[Apply]) -> bool:
        return worth_c(nodes)

    def built(self, compiled: Sequence[CFunction]) -> Built:
        """Return the whole; `compiled` as in `run`."""
        self.steps: list[Built] = []
        run = self.run(compiled)
        return Built(
            "C in pieces",
            in_numpy=(*self.what_is_apart(), *(what for step in self.steps for what in step.in_numpy)),
            called=tuple(op for one in (*map(_called_ops, compiled), *(s.called for s in self.steps)) for op in one),
            backend="c",
            run=run,
        )

    def own(self, node: Apply) -> Callable[..., list[Any]] | None:
        """Return the function of a loop that runs in NumPy but whose steps are compiled.

        A loop runs in NumPy if its rows vary in length, for example. None if a compiler is not worth it.
        """
        if not isinstance(node.op, Scan) or node.op.compat_watched is not None:
            return None
        inner = node.op.inner
        if not worth_c(inner.nodes):
            return None
        built = InC().compile(Program(inner.inputs, inner.outputs, inner.nodes))
        if not built.refused:
            self.steps.append(built)
        if built.backend != "c":
            return None
        call = built.run.call
        needs = [getattr(v.type, "compat_numpy_dtype", None) for v in inner.inputs]

        def run(values: Sequence[Any]) -> list[Any]:
            return call([v if d is None else _as_c_reads(v, d) for v, d in zip(values, needs, strict=True)])

        return node.op.stepped(node, run)
