"""One computation of a Program: its iteration space, its expression, and what it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ....graph.variable import Apply, Variable
from ....ops.shapes.shape import is_transposed
from ..ctype import kind
from ..ir.expressions import ZERO, Expr, Index, Length, point


@dataclass(eq=False)
class Use:
    """One computation reads the result of another, at `index` (None: anywhere in it)."""

    producer: Computation
    index: Index | None


@dataclass(eq=False)
class Computation:
    """What is computed at each point of an iteration space, or by one call.

    kind: "pointwise" (one value per point of the iteration space), "reduce" (accumulated over `reduced` positions of
    the iteration space), "store" (written into the buffer of another computation, at an index), "opaque" (a call).
    space: the lengths of the iteration space. result: positions in it of the result's own lengths, in order (pointwise:
    all; reduce: the others than `reduced`).
    """

    number: int
    kind: str
    space: tuple[Length, ...]
    variable: Variable  # whose value this is; for a store, the variable that it completes
    node: Apply | None = None
    result: tuple[int, ...] = ()
    axis_of: tuple[int | None, ...] = ()  # for each dimension of the variable, its position in the iteration space
    value: Callable[[Any], Any] | None = None  # (accessor) -> expression; opaque: writes its own statements
    expr: Expr | None = None  # the result of `value`
    before: list[Expr] = field(default_factory=list)  # computed and checked before it
    called: Any = None  # opaque: the CallAccess that has its statements
    dtype: str = "float64"
    accumulator: str = ""  # reduce: the dtype of the accumulator
    combine: str = ""  # reduce: "sum", "prod", "max", "min", "all", "any", "argmax"; store: "=" or "+="
    target: Computation | None = None  # store: the computation that owns the buffer
    place: Callable[[Any], Index] | None = None  # store: the index in the target
    at: Index | None = None  # the result of `place`
    before_place: list[Expr] = field(default_factory=list)
    running: str = ""  # pointwise: "sum" or "prod", a scan along the innermost position
    # positions in the iteration space along which a point may depend on the one before it
    coincident: frozenset[int] = frozenset()
    apart: bool = False  # store: no other store writes to its place
    uses: list[Use] = field(default_factory=list)
    after: list[Computation] = field(default_factory=list)  # those that must be complete before this one starts
    cost: int = 1
    buffer: bool = False  # the whole result lies in memory
    lengths: tuple[Length, ...] = ()  # buffer: the lengths of its memory
    output: int | None = None  # the number of the output array that is the buffer
    entry: Any = None

    @property
    def reduced(self) -> tuple[int, ...]:
        return tuple(d for d in range(len(self.space)) if d not in self.result) if self.kind == "reduce" else ()

    @property
    def stored_in(self) -> Computation:
        """The computation that owns the buffer of a store."""
        assert self.target is not None
        return self.target

    @property
    def in_memory_accumulator(self) -> bool:
        """Whether a loop over the result runs inside one that is reduced over."""
        first = min(self.reduced, default=len(self.space))
        return any(p > first for p in self.result)

    @property
    def watches_nan(self) -> bool:
        """Whether a NaN must propagate, which comparisons alone would lose."""
        return self.combine in ("max", "min") and kind(self.accumulator) == "f" and not self.in_memory_accumulator


def loop_index(axis_of: Sequence[int | None]) -> Index:
    """Return the index of a point: the loop variable of each dimension, or 0 for a dimension of length 1."""
    return tuple(ZERO if a is None else point(a) for a in axis_of)


def padded(index: Index, variable: Variable) -> Index:
    """Return the trailing part of a result's index that belongs to `variable`, 0 where it is broadcast."""
    pattern = variable.type.broadcastable  # type: ignore[attr-defined]
    own = index[len(index) - len(pattern) :]
    return tuple(ZERO if one else i for i, one in zip(own, pattern, strict=True))


def by_columns(variable: Variable) -> bool:
    """Return whether this is a matrix in column-major order."""
    if is_transposed(variable):
        variable = variable.owner.inputs[0]  # type: ignore[union-attr]
    return variable.compat_annotation.by_columns
