"""Forward algorithms in logarithms, as for hidden Markov models, and their gradients.

They are loops with a special C function. A rule makes these Ops from loops (rules/loops/log_recursions.py) after all
gradients are taken.

A step is  e + m + log(sum(exp(s + a - m))), with the state s, a row e and the maxima m, 0 where those are infinite. C
carries products instead of sums of exponentials where that loses no precision (support_functions/recursion.py);
everywhere else, and for types, lengths and gradients, the Op is the equivalent Scan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..c_forms import CallAccess, Lengths
from ..elementwise.arithmetic import add, mul, sub, true_div
from ..elementwise.comparison import isinf
from ..elementwise.exponential import exp, log
from ..elementwise.selection import switch
from ..reductions.ops import Max, Sum, expand_like
from ..tensor_op import TensorOp, constant, tensor_type
from ..tensor_types import TensorLike
from .inner_graph import InnerGraph, without_test_values
from .layout import Layout
from .op import Scan


class _OfALoop(TensorOp):
    """An Op equivalent to a loop with one sequence and one matrix; inputs and outputs have the loop's order.

    All floats are `dtype`. forwards: a[i, j] leads from i to j, not from j to i.
    """

    compat_c_label: ClassVar[str] = "loop"
    compat_keeps_disconnected: ClassVar[bool] = True  # as in Scan
    forwards: bool
    dtype: str

    def written(self) -> tuple[Layout, InnerGraph]:
        """Return the equivalent loop."""
        raise NotImplementedError

    @property
    def loop(self) -> Scan:
        return _loop(self)

    def _variables(self, *ranks: int) -> list[Any]:
        return [tensor_type(self.dtype, (False,) * rank)() for rank in ranks]

    # ---- taken from the equivalent loop

    def make_node(self, *inputs: Any) -> Apply:
        node = self.loop.make_node(*inputs)
        return Apply(self, node.inputs, [o.type() for o in node.outputs])

    def compat_result_types(self, *types: Any) -> list[Any]:
        return self.loop.output_types()

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return self.loop.compat_shapes(node, input_shapes)

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return self.loop.compat_structural(node)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return self.loop.compat_connection(node)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return self.loop.compat_gradient(inputs, outputs, output_gradients)

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return self.loop.compat_r_op(inputs, eval_points)

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        return self.loop.compat_array(xp, node, *values)

    # ---- C

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        """Require that the number of steps is valid, where it is a length of an output."""
        layout = self.loop.layout
        steps = lengths.value(node.inputs[0]) if layout.taps or layout.stacked else 0
        if not isinstance(steps, int):
            lengths.require_at_least(steps, 0)

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write a call of the function in support_functions/recursion.py, after checks of all lengths."""
        n, e, *others, a = node.inputs
        steps, (rows, first, sign) = c.element(n, ()), c.rows(e)
        pointers = [f"(const {c.ctype(self.dtype)} *){c.array(v)}" for v in (rows, *others, a)]
        outs = [str(c.out(v)) for v in node.outputs]
        least, equal = self._c_lengths([c.lengths(v) for v in others])
        lengths = list(c.lengths(a)) + list(c.lengths(rows)[1:]) + equal
        k = lengths[0]
        wrong = [
            f"{steps} < 0",
            f"{c.lengths(e)[0]} < {steps}",
            *least,
            *(f"{m} != {k}" for m in dict.fromkeys(lengths) if m != k),
        ]
        end = "" if self.dtype == "float64" else "f"
        given = [
            f"{pointers[0]} + ({first}) * ({k}), {'' if sign > 0 else '-'}({k})",
            f"{pointers[-1]}, {k if self.forwards else 1}, {1 if self.forwards else k}",
        ]
        name, arguments = self._c_call(given, pointers[1:-1], outs)
        c.flag(f"({' || '.join(wrong)}) ? 1 : {c.matrix_function(name + end)}({steps}, {k}, {', '.join(arguments)})")
        return ""

    def _c_lengths(self, others: Sequence[Sequence[Any]]) -> tuple[list[str], list[Any]]:
        """Return (further error conditions, lengths that must equal those of a).

        others: the lengths of the other inputs.
        """
        raise NotImplementedError

    def _c_call(self, given: Sequence[str], others: Sequence[str], outs: Sequence[str]) -> tuple[str, list[str]]:
        """Return (the C function for doubles, its arguments), given the texts of sequence, a and pointers."""
        raise NotImplementedError


@dataclass(frozen=True)
class LogRecursion(_OfALoop):
    """The states before and after `n` steps, as rows. Inputs: n, the rows e, the first state as a row, and a."""

    forwards: bool
    dtype: str = "float64"

    def written(self) -> tuple[Layout, InnerGraph]:
        e, s, a = self._variables(1, 1, 2)
        axis = 0 if self.forwards else 1
        power, top = _powers(s, a, axis)
        return Layout(1, ((-1,),), 0, 0, 1), InnerGraph([e, s, a], [add(e, add(log(Sum((axis,))(power)), top))])

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        """Return the number of operations of the products with a."""
        n, k = inputs[1]
        return 2 * n * k**2

    def _c_lengths(self, others: Sequence[Sequence[Any]]) -> tuple[list[str], list[Any]]:
        [(rows, *own)] = others
        return [f"{rows} < 1"], own

    def _c_call(self, given: Sequence[str], others: Sequence[str], outs: Sequence[str]) -> tuple[str, list[str]]:
        return "compat_log_recursion", [given[0], *others, given[1], *outs]

    def __str__(self) -> str:
        return f"log_recursion{{{'forwards' if self.forwards else 'backwards'}}}"


@dataclass(frozen=True)
class LogRecursionGradient(_OfALoop):
    """The gradient g of the state after n steps of a LogRecursion, propagated back to the first.

    Inputs: n, the states that the steps read, last first, the carried values, and a. Outputs: the carried values after
    all steps.

    Carried are g and, if it is wanted, the gradient of a; of_state, of_moves: their positions. kept: return the g that
    each step receives too, as rows before the others.
    """

    forwards: bool
    of_state: int = 0
    of_moves: int | None = None
    kept: bool = False
    dtype: str = "float64"

    def written(self) -> tuple[Layout, InnerGraph]:
        """Return the equivalent loop.

        The contribution to a[i, j] is g[j] / (the sum over i of p[i, j]) * p[i, j], with p = exp(s[i] + a[i, j]).
        """
        s, g, total, a = self._variables(1, 1, 2, 2)
        axis = 0 if self.forwards else 1
        power, _ = _powers(s, a, axis)
        share = mul(expand_like(true_div(g, Sum((axis,))(power)), a, (axis,)), power)
        pairs = {self.of_state: (g, Sum((1 - axis,))(share))}
        if self.of_moves is not None:
            pairs[self.of_moves] = total, add(total, share)
        before, after = zip(*(pairs[k] for k in sorted(pairs)), strict=True)
        return Layout(1, (), int(self.kept), len(pairs), 1), InnerGraph([s, *before, a], [*[g] * self.kept, *after])

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        """Return the number of operations of the products with a, and of summing its gradient."""
        n, k = inputs[1]
        return 6 * n * k**2

    def _c_lengths(self, others: Sequence[Sequence[Any]]) -> tuple[list[str], list[Any]]:
        return [], [n for own in others for n in own]

    def _c_call(self, given: Sequence[str], others: Sequence[str], outs: Sequence[str]) -> tuple[str, list[str]]:
        after, at = outs[self.kept :], self.of_moves
        before, total = ("0", "0") if at is None else (others[at], after[at])
        return "compat_log_recursion_back", [
            *given,
            others[self.of_state],
            before,
            outs[0] if self.kept else "0",
            after[self.of_state],
            total,
        ]

    def __str__(self) -> str:
        return f"log_recursion_gradient{{{'forwards' if self.forwards else 'backwards'}}}"


@lru_cache(maxsize=64)
def _loop(op: _OfALoop) -> Scan:
    with without_test_values():
        layout, inner = op.written()
    return Scan(inner, layout, name="log_recursion")


def _powers(s: Any, a: TensorLike, axis: int) -> tuple[Any, Any]:
    """Return exp(s + a - m), with s along `axis` of a, and the maxima m along it, 0 where they are infinite."""
    x = add(expand_like(s, a, (1 - axis,)), a)
    top = Max((axis,), of_nothing=True)(x)
    top = switch(isinf(top), constant(0, dtype=top.type.dtype), top)
    return exp(sub(x, expand_like(top, x, (axis,)))), top


__all__ = ["LogRecursion", "LogRecursionGradient"]
