"""Logarithms of softmax, which underflows where its logarithm does not."""

from __future__ import annotations

from typing import Any

from compat.graph.variable import Apply
from compat.ops.advanced_subtensor import AdvancedSubtensor
from compat.ops.checked_length import CheckedLength
from compat.ops.creation import arange, zeros_like
from compat.ops.crossentropy_ops import CrossentropyCategorical1Hot, CrossentropyCategorical1HotGrad
from compat.ops.elementwise_arithmetic import mul, neg
from compat.ops.elementwise_exponential import log
from compat.ops.equal_lengths import checked
from compat.ops.indexing import inc_subtensor
from compat.ops.shape import DimShuffle, Rebroadcast, Reshape
from compat.ops.softmax_ops import LogSoftmax, Softmax, SoftmaxWithBias
from compat.ops.subtensor import Subtensor
from compat.rules.engine import Rule, rule
from compat.rules.match import both_orders, fit, made_with

_VIEWS = (AdvancedSubtensor, CheckedLength, DimShuffle, Rebroadcast, Reshape, Subtensor)


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


@rule(real=True, on=log)
def log_of_softmax(node: Apply) -> Any:
    """log(Softmax()(A)) -> LogSoftmax()(A)

    The left side is -inf where softmax underflows. Views and elements of a softmax likewise.
    """
    found = _logarithm(node.inputs[0])
    return None if found is None else fit(found, node)


@rule(real=True, on=CrossentropyCategorical1Hot)
def crossentropy_of_softmax(node: Apply) -> Any:
    """CrossentropyCategorical1Hot()(Softmax()(A), c) -> -checked(LogSoftmax()(A), 0, c.shape[0])[arange(c.shape[0]), c]

    The left side is inf where softmax underflows. A class is wanted for each row.
    """
    coding, true = node.inputs
    found = _logarithm(coding)
    if found is None:
        return None
    found = checked(found, 0, true.shape[0])
    return fit(neg(found[arange(true.shape[0]), true]), node)


@rule(real=True, on=mul)
def gradient_of_crossentropy_times_its_argument(node: Apply) -> Any:
    """mul(A, CrossentropyCategorical1HotGrad()(x, A, c)) -> scatter_classes(A, x, c)

    -x / a * a for the element a of each row that counts, as in the gradient through a softmax: 0 / 0 where that
    underflows.
    """
    for coding, other in both_orders(node):
        made = made_with(other, CrossentropyCategorical1HotGrad)
        if made is not None and made.inputs[1] is coding:
            return fit(scatter_classes(coding, made.inputs[0], made.inputs[2]), node)
    return None


def scatter_classes(coding: Any, g: Any, true: Any) -> Any:
    """Zeros of the shape of `coding`, with -g[i] at column true[i] of each row i."""
    return inc_subtensor(zeros_like(coding)[arange(true.shape[0]), true], neg(g).astype(coding.type.dtype))


SOFTMAXES: tuple[Rule, ...] = (log_of_softmax, crossentropy_of_softmax, gradient_of_crossentropy_times_its_argument)
