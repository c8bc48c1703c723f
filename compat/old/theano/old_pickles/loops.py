"""Conversion of loops that Theano pickled. Source of the form: theano.scan_module.scan_op.Scan.

Theano's loop is given each state with room for all steps, and the lengths of stacked outputs; a condition that ends
the loop truncates its results.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....ops.scan.inner_graph import InnerGraph
from ....ops.scan.layout import Layout, Outer, flat_outer


def as_ours(scan: type, state: dict[str, Any]) -> Callable[..., list[Any]]:
    """Return a function that computes Theano's loop from its inputs. scan: our class. state: Theano's attributes.

    NotImplementedError for the loop of a gradient.
    """
    if state["n_mit_mot"]:
        raise NotImplementedError("the loop of a gradient, which is made anew by theano.grad")
    taps = tuple(tuple(int(t) for t in given) for given in state["tap_array"])
    n_given = len(state["inputs"]) - state["n_seqs"] - sum(map(len, taps)) - state["n_shared_outs"]
    layout = Layout(state["n_seqs"], taps, state["n_nit_sot"], state["n_shared_outs"], n_given, bool(state["as_while"]))
    inner = InnerGraph(state["inputs"], state["outputs"])
    op = scan(inner, layout, state.get("truncate_gradient", -1), state.get("name"))

    def computed(*inputs: Any) -> list[Any]:
        steps, rest = inputs[0], iter(inputs[1:])
        parts = [
            [next(rest) for _ in range(n)]
            for n in (layout.sequences, len(taps), layout.carried, layout.stacked, layout.fixed)
        ]
        sequences, states, carried, _, fixed = parts
        outer = Outer(
            [steps],
            [rows[:steps] for rows in sequences],
            [rows[: layout.depth(k)] for k, rows in enumerate(states)],
            carried,
            fixed,
        )
        return _cut(layout, op.make_node(*flat_outer(outer)).outputs)

    return computed


def _cut(layout: Layout, outputs: Sequence[Any]) -> list[Any]:
    """Truncate the results of a loop with a condition behind the last step."""
    if not layout.until:
        return list(outputs)
    found = layout.results(outputs)
    states = [rows[: found.end + layout.depth(k)] for k, rows in enumerate(found.states)]
    return [*states, *(rows[: found.end] for rows in found.stacked), *found.carried]


__all__ = ["as_ours"]
