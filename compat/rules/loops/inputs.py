"""Inputs of a loop that no step reads, that occur twice, or that are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import Inner, Outer, Results, flat_results

if TYPE_CHECKING:
    from ..uses import Uses


def without_unused_inputs(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Remove unused inputs, merge equal ones, and move small constants into the step."""
    outer, inner, taps, results = parts(node)
    read = {id(v) for n in applies(flat_results(results)) for v in n.inputs} | set(map(id, flat_results(results)))
    same: dict[Variable, Variable] = {}
    sequences = _kept(inner.sequences, outer.sequences, read, same, numbers=False)
    fixed = _kept(inner.fixed, outer.fixed, read, same, numbers=True)
    if len(sequences) == len(inner.sequences) and len(fixed) == len(inner.fixed):
        return None
    step = node.op.layout.results(replace(flat_results(results), same))
    new = assemble(
        node,
        Outer(outer.steps, [o for _, o in sequences], outer.states, outer.carried, [o for _, o in fixed]),
        Inner([i for i, _ in sequences], inner.states, inner.carried, [i for i, _ in fixed]),
        taps,
        Results(*step),
    )
    return dict(zip(node.outputs, new.outputs, strict=True))


def _kept(
    inner: list[Any], outer: list[Any], read: set[int], same: dict[Variable, Variable], numbers: bool
) -> list[tuple[Any, Any]]:
    kept: dict[Any, tuple[Any, Any]] = {}
    for i, o in zip(inner, outer, strict=True):
        if id(i) not in read:
            continue
        if numbers and isinstance(o, Constant) and i.type == o.type and getattr(o.data, "size", 1) <= 8:
            same[i] = o
            continue
        key = (id(o), i.type)
        if key in kept:
            same[i] = kept[key][0]
        else:
            kept[key] = (i, o)
    return list(kept.values())
