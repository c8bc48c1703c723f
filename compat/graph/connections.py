"""Which outputs of a graph depend on which of its inputs, by the connection patterns of its Ops."""

from __future__ import annotations

from collections.abc import Sequence

from .traversal import applies
from .variable import Variable


def io_connection_pattern(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> list[list[bool]]:
    """Return one row an input: for each output, whether a gradient may come from it to that input.

    inputs, outputs: variables of any shape.
    """
    reach: dict[Variable, set[int]] = {v: {i} for i, v in enumerate(inputs)}
    for node in applies(outputs, stop=list(inputs)):
        pattern = node.op.compat_connection(node)
        for k, output in enumerate(node.outputs):
            found: set[int] = set()
            for row, v in zip(pattern, node.inputs, strict=True):
                if row[k]:
                    found |= reach.get(v, set())
            if found:
                reach[output] = found | reach.get(output, set())
    return [[i in reach.get(o, ()) for o in outputs] for i in range(len(inputs))]
