"""Sums of squares of residuals that are linear in a few values, as in regressions with one sigma.

`Sum(sqr(y - dot(X, b)))` and its gradient `dot(X.T, y - dot(X, b))` take a pass over all rows at each call. X = Q R
(ops/linear_algebra/least_squares.py) leaves as many rows as there are columns, without losing accuracy; so do reads by
group, `y - a[index]`, with a row or two for each group. Only constants are treated so: shared data may come to hold NaN
or infinity, which have no such form. `config.sums_of_squares = "rows"` switches it off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import replace
from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, mul, neg, sqr
from ...ops.elementwise.selection import second, switch
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Sum
from ...ops.shapes.creation import Alloc
from ...ops.shapes.shape import dimshuffle, is_transposed
from ...rules.match import made_by, made_with, number, rank
from ...settings import config
from .layout import lengths_of_leaves
from .least_squares_forms import Form, form_of
from .linear_residuals import is_float, residuals

# result computed from a residual -> (whether it sums squares, the same from the short form)
Found = dict[Variable, tuple[bool, Any]]


def least_squares(whole: Program, dynamic: set[int], interner: Interner) -> Program:
    """Return `whole` with sums of squares of linear residuals computed from triangular forms.

    dynamic: ids of the dynamic variables.
    """
    if config.sums_of_squares == "rows":
        return whole
    uses: dict[int, list[Apply]] = {}
    for node in whole.nodes:
        for v in node.inputs:
            uses.setdefault(id(v), []).append(node)
    given = {id(v) for v in whole.outputs}
    replaced: dict[Variable, Variable] = {}
    found_residuals = residuals(whole, dynamic)
    lengths = lengths_of_leaves(whole) if found_residuals else None
    for v, residual in found_residuals.items():
        squared = any(made_by(n.outputs[0], sqr) for n in uses.get(id(v), ()))
        form = form_of(residual, lengths) if squared else None
        found = None if form is None else _Reader(form, uses, given).of(v)
        if found is not None and any(squares for squares, _ in found.values()):
            replaced.update({out: made for out, (_, made) in found.items()})
    if not replaced:
        return whole
    return program(whole.inputs, intern(replace(whole.outputs, replaced), interner))


@dataclass(frozen=True)
class _Reader:
    """What is computed from a residual that has the form `form`."""

    form: Form
    uses: dict[int, list[Apply]]
    given: set[int]

    def of(self, v: Variable) -> Found | None:
        """Return what is computed from the residual `v`; None if something needs the residual itself."""
        found: Found = {}
        return found if self._follow(v, (), self.form.shorts, found) else None

    def _follow(self, v: Variable, multiples: tuple[Multiple, ...], shorts: Sequence[Any], found: Found) -> bool:
        """Add what is computed from `v`, the residual with these `multiples` of it taken, one after the other."""
        if id(v) in self.given:
            return False
        for node in self.uses.get(id(v), ()):
            out: Any = node.outputs[0]
            if made_by(out, sqr) is not None:
                if not self._only_summed(out):
                    return False
                total = mul(self.form.rest, sqr(_taken(multiples, np.float64(1)))) if multiples else self.form.rest
                for short in shorts:
                    total = add(total, Sum(None)(sqr(short)))
                found.update({s.outputs[0]: (True, total) for s in self.uses[id(out)]})
                continue
            sums = self._sums(node, v)
            if sums is not None:
                found.update({total: (False, _taken(multiples, made)) for total, made in sums.items()})
                continue
            inner = _multiple(node, v)
            if inner is None or not self._follow(
                out, (*multiples, inner), [inner.of(short) for short in shorts], found
            ):
                return False
        return True

    def _only_summed(self, v: Variable) -> bool:
        return id(v) not in self.given and all(_sums_all(n) for n in self.uses.get(id(v), ())) and id(v) in self.uses

    def _sums(self, node: Apply, v: Variable) -> dict[Variable, Any] | None:
        """Return what sums the residual `v`, alone or times data of its terms, starting at `node`.

        None if the node is something else.
        """
        direct = self._sum_of(node, v, None)
        if direct is not None:
            return {node.outputs[0]: direct}
        parts = made_by(node.outputs[0], mul)
        if parts is None or id(node.outputs[0]) in self.given:
            return None
        column = parts[0] if parts[1] is v else parts[1]
        out = node.outputs[0]
        made = {n.outputs[0]: self._sum_of(n, out, column) for n in self.uses.get(id(out), ())}
        return made if made and all(total is not None for total in made.values()) else None

    def _sum_of(self, node: Apply, v: Variable, column: Any) -> Any:
        """Return `node` from the short form, if it sums `v`: the residual, times `column` if that is not None."""
        if _sums_all(node):
            return self.form.gradient(column, True)
        if isinstance(node.op, AdvancedIncSubtensor):
            x, y, *index = node.inputs
            if node.op.set_instead_of_inc or y is not v or len(index) != 1 or not _is_zero(x):
                return None
            return self.form.gradient_by_group(column, index[0])
        if not isinstance(node.op, Dot) or column is not None:
            return None
        X, r = node.inputs
        if r is v and is_transposed(X):
            return self.form.gradient(X.owner.inputs[0], False)  # type: ignore[union-attr]
        return self.form.gradient(r, False) if X is v else None


def _is_zero(x: Any) -> bool:
    """Return whether a vector has only zeros."""
    filled = made_by(x, second)
    node = made_with(x, Alloc)
    value = filled[1] if filled is not None else node.inputs[0] if node is not None else x
    return number(value) == 0


@dataclass(frozen=True)
class Multiple:
    """A multiple of anything: by the single value `factor`, by 0 where the single `condition` fails, or by -1."""

    factor: Variable | None = None
    condition: Variable | None = None

    def of(self, g: Any) -> Any:
        if self.factor is not None:
            return mul(_single(self.factor), g)
        return neg(g) if self.condition is None else switch(_single(self.condition), g, np.float64(0))


def _taken(multiples: Sequence[Multiple], g: Any) -> Any:
    for one in multiples:
        g = one.of(g)
    return g


def _multiple(node: Apply, v: Variable) -> Multiple | None:
    """Return what `node` does to `v`; None if that is not a multiple."""
    out = node.outputs[0]
    if not is_float(out) or out.type.broadcastable != (False,):  # type: ignore[attr-defined]
        return None
    if made_by(out, neg) is not None:
        return Multiple()
    parts: Sequence[Any] | None = made_by(out, mul)
    if parts is not None:
        s = parts[0] if parts[1] is v else parts[1]
        return Multiple(factor=s) if rank(s) <= 1 and s is not v else None
    parts = made_by(out, switch)
    if parts is not None and rank(parts[0]) <= 1 and parts[1] is v and number(parts[2]) == 0:
        return Multiple(condition=parts[0])
    return None


def _single(s: Variable) -> Any:
    return dimshuffle(s, ()) if s.type.ndim else s


def _sums_all(node: Apply) -> bool:
    return (
        isinstance(node.op, Sum)
        and node.op.axis in (None, (0,))
        and node.inputs[0].type.ndim == 1
        and is_float(node.outputs[0])
    )


__all__ = ["least_squares"]
