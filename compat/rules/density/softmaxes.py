"""Logarithms of softmax, which underflows where its logarithm does not."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import mul, neg, true_div
from ...ops.elementwise.comparison import eq, ge, le
from ...ops.elementwise.exponential import exp, log
from ...ops.elementwise.selection import identity
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.writing import inc_subtensor
from ...ops.networks.crossentropy_ops import CrossentropyCategorical1Hot, CrossentropyCategorical1HotGrad
from ...ops.networks.softmax_ops import LogSoftmax, LogSumExp, Softmax, SoftmaxWithBias
from ...ops.reductions.ops import All, Sum
from ...ops.shapes.checked_length import CheckedLength
from ...ops.shapes.creation import arange, zeros_like
from ...ops.shapes.equal_lengths import checked
from ...ops.shapes.shape import DimShuffle, Rebroadcast, Reshape, dimshuffle
from ..engine import Rule, rule
from ..match import both_orders, entry_of, fit, made_with, number, operand

_VIEWS = (AdvancedSubtensor, CheckedLength, DimShuffle, Rebroadcast, Reshape, Subtensor)


def _bare(variable: Variable) -> Any:
    """Return the variable that `variable` copies, as a Deterministic does; itself if it is no copy."""
    while (inner := operand(variable, identity)) is not None:
        variable = inner
    return variable


def _logarithm(variable: Variable) -> Any:
    """Return log(variable) by LogSoftmax, if `variable` is a softmax or elements of one; else None."""
    node = _bare(variable).owner
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

    The left side is -inf where softmax underflows. Likewise views and elements of a softmax.
    """
    found = _logarithm(node.inputs[0])
    return None if found is None else fit(found, node)


@rule(real=True, on=CrossentropyCategorical1Hot)
def crossentropy_of_softmax(node: Apply) -> Any:
    """CrossentropyCategorical1Hot()(Softmax()(A), c) -> -checked(LogSoftmax()(A), 0, c.shape[0])[arange(c.shape[0]), c]

    The left side is inf where softmax underflows. There is one class per row.
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

    The product is -x / a * a for the chosen element a of each row, as in the gradient through a softmax: 0 / 0 where
    that underflows.
    """
    for coding, other in both_orders(node):
        made = made_with(other, CrossentropyCategorical1HotGrad)
        if made is not None and made.inputs[1] is coding:
            return fit(scatter_classes(coding, made.inputs[0], made.inputs[2]), node)
    return None


def scatter_classes(coding: Any, g: Any, true: Any) -> Any:
    """Return zeros of the shape of `coding`, with -g[i] at column true[i] of each row i."""
    return inc_subtensor(zeros_like(coding)[arange(true.shape[0]), true], neg(g).astype(coding.type.dtype))


def _divided_by_its_sums(node: Apply) -> Any:
    """Return `x` if `node` divides each row of a matrix x by its sum; else None."""
    x, divisor = node.inputs
    spread = made_with(divisor, DimShuffle)
    total = None if spread is None else made_with(spread.inputs[0], Sum)
    if (
        total is None
        or x.type.ndim != 2
        or total.op.axes(2) != (1,)
        or spread.op.new_order != (0, "x")  # type: ignore[union-attr]
        or total.inputs[0] is not x
        or divisor.type.dtype != x.type.dtype
    ):
        return None
    return x


@rule(real=True, on=true_div)
def softmax_divided_by_its_sums(node: Apply) -> Any:
    """true_div(Softmax()(A), Sum((1,))(Softmax()(A)).dimshuffle(0, "x")) -> Softmax()(A)

    The sums are 1.
    """
    x = _divided_by_its_sums(node)
    return fit(x, node) if x is not None and made_with(_bare(x), Softmax) is not None else None


@rule(real=True, on=true_div)
def softmax_by_hand(node: Apply) -> Any:
    """true_div(exp(A), Sum((1,))(exp(A)).dimshuffle(0, "x")) -> Softmax()(A)

    The left side is NaN where the exponential overflows.
    """
    powers = _divided_by_its_sums(node)
    x = None if powers is None else operand(_bare(powers), exp)
    return None if x is None or x.type != powers.type else fit(Softmax()(x), node)


@rule(real=True, on=AdvancedSubtensor)
def chosen_of_log_softmax(node: Apply) -> Any:
    """LogSoftmax()(A).T[c, c] -> A.T[c, c] - AdvancedSubtensor(pattern=(0,))(LogSumExp()(A), c)

    One number per row, where the left side computes the whole matrix.
    """
    x = node.inputs[0]
    inner = made_with(x, DimShuffle)
    transposed = inner is not None and inner.op.new_order == (1, 0)
    made = made_with(inner.inputs[0] if inner is not None and transposed else x, LogSoftmax)
    if made is None or None in node.op.pattern or x.type.broadcastable != (False, False):
        return None
    logits = made.inputs[0]
    rows = node.inputs[1 + node.op.pattern[1 if transposed else 0]]
    chosen = node.op(dimshuffle(logits, (1, 0)) if transposed else logits, *node.inputs[1:])
    return fit(chosen - AdvancedSubtensor(pattern=(0,))(LogSumExp()(logits), rows), node)


@rule(real=True, on=All)
def softmax_is_a_share(node: Apply) -> Any:
    """All((1,))(ge(Softmax()(A), 0.0)) -> eq(LogSumExp()(A), LogSumExp()(A))

    Likewise for at most 1: only NaN fails, and then the whole row is NaN.
    """
    comparison = node.inputs[0]
    entry = entry_of(comparison)
    if entry not in (ge, le) or node.op.axis != (1,):
        return None
    share, limit = comparison.owner.inputs  # type: ignore[union-attr]
    made = made_with(_bare(share), Softmax)
    if made is None or made.inputs[0].type != share.type or number(limit) != (0 if entry is ge else 1):
        return None
    total = LogSumExp()(made.inputs[0])
    return fit(eq(total, total), node)


SOFTMAXES: tuple[Rule, ...] = (
    log_of_softmax,
    softmax_divided_by_its_sums,
    chosen_of_log_softmax,
    softmax_is_a_share,
    crossentropy_of_softmax,
    gradient_of_crossentropy_times_its_argument,
)
SOFTMAXES_BEFORE_GRADIENT: tuple[Rule, ...] = (
    softmax_by_hand,
    softmax_divided_by_its_sums,
    log_of_softmax,
    chosen_of_log_softmax,
    softmax_is_a_share,
)
