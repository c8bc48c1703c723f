"""1 - sigmoid(x) as sigmoid(-x), where no other term relies on the same rounding of sigmoid(x)."""

from __future__ import annotations

from typing import Any

from ..graph.origin import as_if_from
from ..graph.program import Program
from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, neg, sub
from ..ops.elementwise.exponential import sigmoid
from ..ops.indexing.subtensor import Read, Write
from ..ops.shapes.join import Join, MakeVector
from ..ops.shapes.shape import DimShuffle, Reshape
from .engine import Pass
from .match import entry_of, fit, is_constant, operand
from .uses import Uses

_ARRANGE = (Join, MakeVector, DimShuffle, Reshape, Read, Write)


def complements_of_sigmoids(whole: Program) -> dict[Variable, Variable]:
    """sub(1, sigmoid(x)) -> sigmoid(neg(x)), unless sigmoid(x) is a term of other sums.

    The left side is 0 above x = 37. But in (s (1 - s) - t (1 - t)) / (s - t), the gradient of the probability of a
    category in ordered regression, the rounding errors of s and t near 1 cancel only if 1 - s is computed from the same
    s. This is one sweep from the inputs on: a deep network has one such node above another.
    """
    uses: Uses | None = None
    memo: dict[int, Variable] = {}
    for node in whole.nodes:
        if _is_complement(node):
            uses = uses or Uses(whole)
            if not _compared(node.inputs[1], uses):
                x = operand(node.inputs[1], sigmoid)
                with as_if_from(node.compat_origin):
                    memo[id(node.outputs[0])] = fit(sigmoid(neg(memo.get(id(x), x))), node)
                continue
        if memo and any(id(v) in memo for v in node.inputs):
            copy = node.clone_with_new_inputs([memo.get(id(v), v) for v in node.inputs], strict=False)
            copy.compat_origin = node.compat_origin
            memo |= {id(old): new for old, new in zip(node.outputs, copy.outputs, strict=True)}
    return {v: memo[id(v)] for v in whole.outputs if id(v) in memo}


def _is_complement(node: Apply) -> bool:
    return (
        entry_of(node.outputs[0]) is sub
        and is_constant(node.inputs[0], 1)
        and operand(node.inputs[1], sigmoid) is not None
    )


def _compared(s: Variable, uses: Uses) -> bool:
    """Return whether `s`, or a part or rearrangement of it, is a term of a sum other than 1 - s."""
    waiting: list[Any] = [s]
    met = {id(s)}
    while waiting:
        for node in uses.of(waiting.pop()):
            if entry_of(node.outputs[0]) in (add, sub):
                if not _is_complement(node):
                    return True
            elif isinstance(node.op, _ARRANGE) and id(node.outputs[0]) not in met:
                met |= {id(v) for v in node.outputs}
                waiting += node.outputs
    return False


COMPLEMENTS = Pass(complements_of_sigmoids)
