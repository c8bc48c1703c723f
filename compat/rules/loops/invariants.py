"""Loop-invariant code motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.traversal import replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.scan.assemble import parts, with_fixed
from ...ops.scan.building_blocks import with_pattern_of
from ...ops.scan.layout import flat_results
from ...ops.shapes.shape import Shape, ShapeI
from .rows import pure

if TYPE_CHECKING:
    from ..uses import Uses


def invariants_outside(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Move nodes of the step that depend only on fixed inputs before the loop; views are free, and stay."""
    outer, inner, _, results = parts(node)
    known = {id(v) for v in inner.fixed}
    moved: set[int] = set()
    for n in node.op.inner.nodes:
        if all(isinstance(v, Constant) or id(v) in known for v in n.inputs) and pure(n):
            known.update(map(id, n.outputs))
            moved.add(id(n))
    frontier: dict[int, Any] = {}
    own = set(map(id, inner.fixed))
    for n in node.op.inner.nodes:
        if id(n) not in moved:
            frontier.update((id(v), v) for v in n.inputs if id(v) in known - own)
    frontier.update((id(v), v) for v in flat_results(results) if id(v) in known - own)
    frontier = {k: v for k, v in frontier.items() if not _is_view(v)}
    if not frontier:
        return None
    values = list(frontier.values())
    outside = replace(values, dict(zip(inner.fixed, outer.fixed, strict=True)))
    return with_fixed(node, {v: with_pattern_of(o, v) for o, v in zip(outside, values, strict=True)})


def _is_view(v: Variable) -> bool:
    """Return whether a node costs nothing at each step: a view, or a length, of a fixed input."""
    while v.owner is not None:
        if not (hasattr(v.owner.op, "compat_c_view") or isinstance(v.owner.op, Shape | ShapeI)):
            return False
        if any(i.owner is not None or not isinstance(i, Constant) for i in v.owner.inputs[1:]):
            return False
        v = v.owner.inputs[0]
    return True
