"""The number of steps of a loop, and its outputs if there are none."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.user_op import _number
from ...graph.variable import Apply
from ..tensor_op import as_tensor
from .inner_graph import InnerGraph, lengths_of_outputs
from .layout import Layout, Outer

UNROLLED = "unrolled"  # the name of a loop made from the user's unrolled steps, whose rows were indexed


def check_steps(layout: Layout, loop: str | None, node: Apply, given: Outer) -> int:
    """Return the number of steps, checked.

    loop: its name. Raises IndexError if it is negative, ValueError if a sequence or an initial state is shorter.
    """
    steps = int(given.steps[0])
    if steps < 0:
        raise IndexError(f"Scan was asked to run for negative number of step {steps}")
    for k, s in enumerate(given.sequences):
        if np.shape(s)[0] < steps:
            name = layout.outer(node.inputs).sequences[k]
            if loop == UNROLLED:
                raise IndexError(
                    f"an index of a loop that was written step by step is out of bounds: `{name}` has "
                    f"only {np.shape(s)[0]} of its {steps} places"
                )
            raise ValueError(
                f"Sequence is shorter then the required number of steps : `{name}` has {np.shape(s)[0]} "
                f"rows for {steps} steps"
            )
    for k, s in enumerate(given.states):
        if np.shape(s)[0] < layout.depth(k):
            name = layout.outer(node.inputs).states[k]
            raise ValueError(
                f"The initial state `{name}` has {np.shape(s)[0]} rows, its taps {layout.taps[k]} need "
                f"{layout.depth(k)}"
            )
    return steps


def nothing(layout: Layout, inner: InnerGraph, node: Apply, given: Outer, steps: int) -> list[Any]:
    """Return the stacked outputs of a loop without steps: empty arrays with row lengths as far as known."""
    shapes: Any = [None] * len(inner.outputs)
    try:
        known = [
            None if not hasattr(v.type, "broadcastable") else tuple(as_tensor(np.int64(n)) for n in np.shape(x))
            for v, x in zip(
                node.inputs, (*given.steps, *given.sequences, *given.states, *given.carried, *given.fixed), strict=True
            )
        ]
        outside = {
            v: v.type.make_constant(x) for v, x in zip(layout.inner(inner.inputs).fixed, given.fixed, strict=True)
        }
        shapes = lengths_of_outputs(inner, layout.inner_shapes(layout.outer(known)), outside)
    except Exception:  # no step has run, so an error of a step must not be raised
        pass
    rows = layout.results(shapes).stacked
    answer = []
    for k, own in enumerate(rows):
        type_: Any = node.outputs[len(layout.taps) + k].type
        lengths = [1 if one else 0 for one in type_.broadcastable[1:]]
        if own is not None:
            lengths = [_number(n) for n in own]
        answer.append(np.zeros((steps, *lengths), type_.dtype))
    return answer


__all__ = ["UNROLLED", "check_steps", "nothing"]
