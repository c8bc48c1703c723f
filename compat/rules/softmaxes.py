"""Logarithms of softmax, which underflows where its logarithm does not."""

from __future__ import annotations

from typing import Any

from compat.graph.variable import Apply
from compat.ops.advanced_subtensor import AdvancedSubtensor
from compat.ops.creation import arange
from compat.ops.crossentropy_ops import CrossentropyCategorical1Hot
from compat.ops.elementwise_arithmetic import neg
from compat.ops.elementwise_exponential import log
from compat.ops.shape import DimShuffle, Rebroadcast, Reshape
from compat.ops.softmax_ops import LogSoftmax, Softmax, SoftmaxWithBias
from compat.ops.subtensor import Subtensor
from compat.rules.engine import Rule, rule
from compat.rules.match import fit

_VIEWS = (AdvancedSubtensor, DimShuffle, Rebroadcast, Reshape, Subtensor)


def _logarithm(variable: Any) -> Any:
    """log(variable) by LogSoftmax, if `variable` is a softmax or elements of one; else None."""
    node = variable.owner
    if node is None:
        return None
    if isinstance(node.op, Softmax):
        return LogSoftmax()(node.inputs[0])
    if isinstance(node.op, SoftmaxWithBias):
        return LogSoftmax()(node.inputs[0] + node.inputs[1])
    if isinstance(node.op, _VIEWS):
        inner = _logarithm(node.inputs[0])
        return None if inner is None else node.op(inner, *node.inputs[1:])
    return None


@rule(on=log)
def log_of_softmax(node: Apply) -> Any:
    """log(Softmax()(A)) -> LogSoftmax()(A)

    The left side is -inf where softmax underflows. Views and elements of a softmax likewise.
    """
    found = _logarithm(node.inputs[0])
    return None if found is None else fit(found, node)


@rule(on=CrossentropyCategorical1Hot)
def crossentropy_of_softmax(node: Apply) -> Any:
    """CrossentropyCategorical1Hot()(Softmax()(A), i) -> neg(LogSoftmax()(A)[arange(i.shape[0]), i])

    The left side is inf where softmax underflows.
    """
    coding, true = node.inputs
    found = _logarithm(coding)
    return None if found is None else fit(neg(found[arange(true.shape[0]), true]), node)


SOFTMAXES: tuple[Rule, ...] = (log_of_softmax, crossentropy_of_softmax)
