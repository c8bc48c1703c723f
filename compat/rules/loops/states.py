"""Carried values become states of a loop whose values are all stored, as a gradient reads them."""

from __future__ import annotations

from ...graph.variable import Apply, Variable
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.building_blocks import one_row, with_pattern_of
from ..uses import Uses


def all_values_kept(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Make a carried value a state whose values are all stored, as a gradient reads them; undoes `only_last_values`."""
    outer, inner, taps, results = parts(node)
    if not outer.carried or node.op.layout.window or node.op.layout.until:
        return None
    outs = node.op.layout.results(node.outputs)
    new = assemble(
        node,
        outer._replace(states=[*outer.states, *map(one_row, outer.carried)], carried=[]),
        inner._replace(states=[*inner.states, *([v] for v in inner.carried)], carried=[]),
        [*taps, *([(-1,)] * len(outer.carried))],
        results._replace(states=[*results.states, *results.carried], carried=[]),
    )
    found = new.op.layout.results(new.outputs)
    pairs: dict[Variable, Variable] = dict(
        zip([*outs.states, *outs.stacked], [*found.states[: len(taps)], *found.stacked], strict=True)
    )
    last = (rows[-1] for rows in found.states[len(taps) :])
    pairs.update((v, with_pattern_of(x, v)) for v, x in zip(outs.carried, last, strict=True))
    return pairs


__all__ = ["all_values_kept"]
