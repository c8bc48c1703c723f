"""What a step waits for, in fewer and faster operations: the rest is ready before."""

from __future__ import annotations

from typing import Any

from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import inv, mul, sqr, true_div
from ...ops.linear_algebra.blas import Dot, dot
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import flat_results
from ..match import either_order, entry_of, is_float, one_value, operand


def divisions_ahead(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """x / d -> x r, where x waits for the step before, and d is a number of a sequence, or its square: r, the inverse,
    is a sequence too, which the loop is given."""
    outer, inner, taps, results = parts(node)
    waits, rows = _waiting(node), dict(zip(inner.sequences, outer.sequences, strict=True))
    for n in node.op.inner.nodes:
        y = n.outputs[0]
        if entry_of(y) is not true_div or y.type.ndim or not is_float(y) or id(n.inputs[0]) not in waits:
            continue
        x, d = n.inputs
        root = operand(d, sqr)
        given = rows.get(d if root is None else root)
        if given is None or given.type.dtype != y.type.dtype or x.type != y.type:
            continue
        r = y.type.make_variable()
        step = node.op.layout.results(replace(flat_results(results), {y: mul(x, r)}))
        new = assemble(
            node,
            outer._replace(sequences=[*outer.sequences, inv(given) if root is None else sqr(inv(given))]),
            inner._replace(sequences=[*inner.sequences, r]),
            taps,
            step,
        )
        return dict(zip(node.outputs, new.outputs, strict=True))
    return None


def factors_after_products(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """dot(c x, A) -> c dot(x, A), where both c, a number, and x wait for the step before: c may come later."""
    waits = _waiting(node)
    outer, inner, taps, results = parts(node)
    for n in node.op.inner.nodes:
        y = n.outputs[0]
        if not isinstance(n.op, Dot) or y.type.ndim != 1 or not is_float(y):
            continue
        for k, scaled in enumerate(n.inputs):
            for c, x in either_order(scaled, mul):
                if one_value(c) and x.type == scaled.type and scaled.type.ndim == 1 and {id(c), id(x)} <= waits:
                    new = mul(c, dot(*(x if i == k else v for i, v in enumerate(n.inputs))))
                    step = node.op.layout.results(replace(flat_results(results), {y: new}))
                    return dict(zip(node.outputs, assemble(node, outer, inner, taps, step).outputs, strict=True))
    return None


def _waiting(node: Apply) -> set[int]:
    """Ids of what follows from the step before."""
    inner = node.op.inside
    found = {id(v) for own in inner.states for v in own} | set(map(id, inner.carried))
    for n in applies(node.op.inner.outputs):
        if any(id(v) in found for v in n.inputs):
            found.update(map(id, n.outputs))
    return found


__all__ = ["divisions_ahead", "factors_after_products"]
