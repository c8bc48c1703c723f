"""Splits a Program by binding time: the static part is computed once per version of the data (binding.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.annotations import NOTHING, Annotation
from ...graph.check import GraphError, check_annotations
from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import applies, replace
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable, annotated
from ...ops.elementwise.arithmetic import mul, true_div
from ...ops.elementwise.selection import second
from ...ops.indexing.in_range import InRange
from ...ops.linear_algebra.least_squares import TriangularForm
from ...ops.reductions.segments import ByGroup
from ...ops.shapes.shape import DimShuffle, Reshape, Shape, ShapeI, dimshuffle, is_transposed
from ...ops.tensor_op import TensorOp, scalar_function
from ...rules import firing
from ...rules.exact import is_exact
from ...settings import config
from .binding import Partitioned, data_leaf
from .by_distinct_rows import by_distinct_rows
from .grouping import grouped
from .layout import in_columns, indices
from .least_squares import least_squares

BY_GROUP = (least_squares, by_distinct_rows, grouped)  # from one Program to another
LAID_OUT = (in_columns, indices)  # what they find is laid out or checked with the data


def lift_constants(outputs: Sequence[Variable], all_rules: bool) -> tuple[list[Variable], list[Variable]]:
    """Return `outputs` with every constant array (of rank above 0) as a leaf of its own, and those leaves.

    Constants that shapes depend on stay, as a pooling window is part of the text; so do positions in a triangle.
    all_rules: all rules follow. Zeros that are multiplied are then written as filled with the number 0, and the product
    is 0, as in legacy, where the other factor is infinite; FAST_COMPILE has NaN there, as in legacy.
    """
    made: dict[Any, Variable] = {}
    replacements: dict[Variable, Variable] = {}

    def consider(variable: Variable) -> None:
        if not isinstance(variable, Constant) or not isinstance(variable.type, TensorType) or not variable.type.ndim:
            return
        if variable in replacements or variable.compat_annotation.structure:
            return
        key = variable.signature()
        if key not in made:
            made[key] = data_leaf(variable)
        replacements[variable] = made[key]

    for node in applies(outputs):
        shaping = {1} if isinstance(node.op, Reshape) else set(node.op.compat_structural(node))
        for position, variable in enumerate(node.inputs):
            if position not in shaping:
                consider(variable)
    for output in outputs:
        consider(output)
    if zeros := [v for v in replacements if all_rules and _are_zeros(v)]:
        multiplied = _factors(outputs)
        for variable in zeros:
            if variable in multiplied:
                number = np.zeros((), variable.type.dtype)  # type: ignore[attr-defined]
                replacements[variable] = second(replacements[variable], number)
    if not replacements:
        return list(outputs), []
    return replace(outputs, replacements), list(made.values())


def _are_zeros(constant: Variable) -> bool:
    data = constant.data  # type: ignore[attr-defined]
    return data.size > 0 and data.dtype.kind in "iufc" and not data.flat[0] and not data.any()


def _factors(outputs: Sequence[Variable]) -> set[Variable]:
    """Return the variables that are factors, or numerators, but for new and permuted dimensions."""
    found: set[Variable] = set()
    for node in applies(outputs):
        entry = scalar_function(node)
        for variable in node.inputs if entry is mul else node.inputs[:1] if entry is true_div else ():
            while variable.owner is not None and isinstance(variable.owner.op, DimShuffle):
                variable = variable.owner.inputs[0]
            found.add(variable)
    return found


def split(
    whole: Program,
    inputs: Sequence[Variable],
    interner: Interner,
    fold: bool = True,
    rarely_changed: bool = False,
    by_group: bool = False,
    in_jax: bool = False,
) -> Partitioned:
    """Separate the nodes of `whole` that depend on no input of the caller.

    rarely_changed: there are many calls per version of the data, so shared data may be laid out again too. by_group:
    rows may be sorted by group, and equal ones computed once. in_jax: nothing is laid out again, as XLA multiplies
    row-major matrices faster.
    """
    dynamic = _dynamic(whole, inputs)
    if by_group and fold:
        for rearrange in BY_GROUP:
            if rearrange is least_squares and config.reproducible:
                continue  # LAPACK sums up for it
            rearranged = firing.passed(rearrange, whole, dynamic, interner)
            if rearranged is not whole:
                whole, dynamic = rearranged, _dynamic(rearranged, inputs)
    frontier = _frontier(whole, dynamic) if fold else {}
    transposed = (firing.found(in_columns, whole, dynamic, rarely_changed) or []) if fold and not in_jax else []
    checked = (firing.found(indices, whole, dynamic) or {}) if fold else {}
    if not frontier and not transposed and not checked:
        data = used_data(whole, inputs)
        return Partitioned(None, data, (), program((*inputs, *data), whole.outputs))
    stage = _Stage()
    for v in frontier.values():
        stage.compute(v, checked.get(v))
    for v, length in checked.items():
        if v not in stage.placeholders:
            stage.check(v, length)
    for v in transposed:
        stage.lay_out(v, whole)
    outputs = intern(replace(whole.outputs, stage.placeholders), Interner())
    data = used_data(program((), outputs), inputs)
    main = program((*inputs, *data), outputs)
    computed = program((), stage.results)
    computed = Program(tuple(_leaves(computed)), computed.outputs, computed.nodes)
    return Partitioned(computed, data, tuple(stage.leaves), main)


def _frontier(whole: Program, dynamic: set[int]) -> dict[int, Variable]:
    """Return, by id, the static variables that dynamic nodes read, apart from cheap ones."""
    moved = [node for node in whole.nodes if any(id(o) in dynamic for o in node.outputs)]
    read = (*(v for node in moved for v in node.inputs), *whole.outputs)
    static = {id(v): v for v in read if v.owner is not None and id(v) not in dynamic}
    return {key: v for key, v in static.items() if not _cheap(v)}


@dataclass(frozen=True)
class _Stage:
    """The static part: what it computes, the leaves in its place, and the replacements of variables."""

    results: list[Variable] = field(default_factory=list)
    leaves: list[Variable] = field(default_factory=list)
    placeholders: dict[Variable, Variable] = field(default_factory=dict)

    def _leaf(self, result: Variable, name: str | None, annotation: Annotation) -> Variable:
        leaf = annotated(result.type, annotation, name)
        self.results.append(result)
        self.leaves.append(leaf)
        return leaf

    def compute(self, v: Variable, length: int | None) -> None:
        """Compute `v`; if it indexes a dimension of known length, check it too."""
        if length is None:
            self.placeholders[v] = self._leaf(v, v.name, _promised_lengths(v))
        else:
            self.check(v, length)
        self.placeholders[v].compat_origin = v.owner.compat_origin  # type: ignore[union-attr]

    def check(self, v: Variable, length: int) -> None:
        self.placeholders[v] = self._leaf(InRange(length)(v), v.name, Annotation(below=length))

    def lay_out(self, v: Variable, whole: Program) -> None:
        """Lay the matrix `v` out in column-major order."""
        other = dimshuffle(v, (1, 0))
        leaf = self._leaf(other, v.name, Annotation(by_columns=True))
        self.placeholders[v] = dimshuffle(leaf, (1, 0))
        for node in whole.nodes:
            if node.inputs[:1] == [v] and node.op == other.owner.op:  # type: ignore[union-attr]
                self.placeholders[node.outputs[0]] = leaf


def _promised_lengths(v: Variable) -> Annotation:
    """Return what the Op of `v` guarantees of its lengths, whatever the data are."""
    op = v.owner.op if v.owner is not None else None
    if not isinstance(op, TriangularForm):
        return NOTHING
    lengths = op.compat_shapes(v.owner, ())[v.index or 0]  # type: ignore[arg-type]
    return Annotation(lengths=lengths) if lengths else NOTHING


def check_partition(partitioned: Partitioned) -> None:
    """Raise GraphError if annotations of leaves are contradictory, or if the stage does not provide them."""
    check_annotations(partitioned.main, "partitioned")
    if partitioned.stage is None:
        return
    check_annotations(partitioned.stage, "what is computed from data")
    for leaf, v in zip(partitioned.stage_outputs, partitioned.stage.outputs, strict=True):
        known, op = leaf.compat_annotation, None if v.owner is None else v.owner.op
        if (
            leaf.type != v.type
            or known.by_columns
            and not is_transposed(v)
            or known.below is not None
            and op != InRange(known.below)
        ):
            raise GraphError(f"{leaf} ({leaf.type}) is annotated as {known}, and stands for {v} ({v.type})")


def _dynamic(whole: Program, inputs: Sequence[Variable]) -> set[int]:
    """Return ids of the dynamic variables."""
    dynamic = {id(v) for v in inputs}
    reproducible = config.reproducible
    for node in whole.nodes:
        if any(id(v) in dynamic for v in node.inputs) or not _foldable(node, reproducible):
            dynamic.update(id(o) for o in node.outputs)
    return dynamic


def _foldable(node: Apply, reproducible: bool) -> bool:
    """Return whether a node may be static.

    Random and impure Ops are dynamic, and so are users' Ops, which may count their calls, views of segments, for
    which C has no memory, and in the reproducible mode what NumPy computes otherwise on another machine.
    """
    if not isinstance(node.op, TensorOp) or isinstance(node.op, ByGroup) or getattr(node.op, "compat_impure", False):
        return False
    return not reproducible or is_exact(node)


def _cheap(variable: Variable) -> bool:
    """Return whether a variable is not worth a stage: a shape, or a view of a leaf."""
    node = variable.owner
    return (
        node is not None
        and isinstance(node.op, Shape | ShapeI)
        or (
            type(node.op).__name__ in ("DimShuffle", "Alloc", "Rebroadcast")  # type: ignore[union-attr]
            and all(v.owner is None for v in node.inputs)  # type: ignore[union-attr]
        )
    )  # type: ignore[union-attr]


def _leaves(of: Program) -> list[Variable]:
    seen: dict[int, Variable] = {}
    for v in (*(v for node in of.nodes for v in node.inputs), *of.outputs):
        if v.owner is None and not isinstance(v, Constant):
            seen.setdefault(id(v), v)
    return list(seen.values())


def used_data(whole: Program, inputs: Sequence[Variable]) -> tuple[Variable, ...]:
    """Return the leaves of `whole` that are not in `inputs`."""
    given = {id(v) for v in inputs}
    return tuple(v for v in _leaves(whole) if id(v) not in given)
