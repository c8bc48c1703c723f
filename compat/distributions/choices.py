"""Categorical choices: probabilities of ordered categories, log probabilities, draws.

Source of the behaviour: pymc3.distributions.discrete, pymc3.distributions.dist_math.random_choice.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Variable
from ..ops.elementwise.functions import and_, clip, eq, expm1, gt, log, lt, sigmoid, softplus, switch
from ..ops.shapes.creation import arange
from ..ops.shapes.join import concatenate
from ..ops.shapes.shape import shape_padleft, shape_padright
from ..ops.tensor_op import as_tensor
from ..ops.tensor_variable import Tensor
from .normal_formulas import log_diff_normal_cdf, normal_lccdf, normal_lcdf


def take_along_axis(arr: Any, indices: Any, axis: int = 0) -> Any:
    """Return one element for each index along an axis, as numpy.take_along_axis does.

    arr: a tensor. indices: integers, with the rank of arr; other dimensions than `axis` have its lengths, or 1.
    axis: a number, or None to flatten arr. The result has the shape of indices.
    IndexError for indices that are no integers, ValueError for an axis or a rank that does not fit.
    """
    arr, indices = as_tensor(arr), as_tensor(indices)
    if axis is None:
        arr, axis = arr.flatten(), 0
    if not -arr.ndim <= axis < arr.ndim:
        raise ValueError(f"Supplied `axis` value {axis} is out of bounds of an array with ndim = {arr.ndim}")
    if arr.ndim != indices.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    if indices.dtype not in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        raise IndexError("`indices` must be an integer array")
    # for a dimension known to have one element, any of `indices` gives that element
    only = np.zeros((1,) * arr.ndim, "int64")
    index = [
        only if arr.broadcastable[d] else arange(arr.shape[d]).dimshuffle(["x"] * d + [0] + ["x"] * (arr.ndim - d - 1))
        for d in range(arr.ndim)
    ]
    index[axis] = indices
    return arr[tuple(index)]


def of_chosen(table: Tensor, value: Tensor, k: Any) -> Any:
    """Return table[..., value]: the entry of each chosen category; categories are the last dimension of `table`.

    The other dimensions are aligned with those of `value`; values outside 0 ... k - 1 give the nearest category's
    entry.
    """
    chosen = clip(value, 0, k - 1)
    if table.ndim == 1:
        return table[chosen]
    if table.ndim > chosen.ndim:
        chosen = shape_padleft(chosen, table.ndim - chosen.ndim)
    elif table.ndim < chosen.ndim:
        table = shape_padleft(table, chosen.ndim - table.ndim)
    last_first = (table.ndim - 1, *range(table.ndim - 1))
    return take_along_axis(table.dimshuffle(last_first), chosen)


def ordered_logistic(eta: Variable, cutpoints: Variable) -> Any:
    """Return the probabilities of the categories between the cutpoints, for a logistic variable with location eta."""
    z = cutpoints - shape_padright(eta)
    below, above = sigmoid(z), sigmoid(-z)
    # sigmoid(b) - sigmoid(a) without cancellation, and exactly 0 if two cutpoints are equal
    points = cutpoints.astype(z.dtype)
    between = below[..., 1:] * above[..., :-1] * -expm1(points[..., :-1] - points[..., 1:])
    return concatenate([below[..., :1], between, above[..., -1:]], axis=-1)


def ordered_logistic_logp(value: object, eta: Any, cutpoints: Any, k: Any) -> Any:
    """Return the log probabilities of the categories `value` under `ordered_logistic`, for a vector of cutpoints.

    They depend only on the two cutpoints around each category. Values outside 0 ... k - 1 give the nearest category's.
    """
    chosen = clip(value, 0, k - 1)
    if eta.ndim and chosen.ndim <= eta.ndim:  # the shape that `of_chosen` gives
        chosen = shape_padleft(chosen, eta.ndim + 1 - chosen.ndim)
    above, below = clip(chosen, 0, k - 2), clip(chosen - 1, 0, k - 2)
    steps = cutpoints[:-1] - cutpoints[1:]
    apart = lt(steps, 0)  # no gradient is NaN where two cutpoints are equal, unless the category between them is chosen
    widths = switch(apart, log(-expm1(switch(apart, steps, -1.0))), -np.inf)
    inner = widths[clip(chosen - 1, 0, k - 3)] if k > 2 else 0.0
    return (
        switch(eq(chosen, k - 1), 0.0, -softplus(eta - cutpoints[above]))
        + switch(eq(chosen, 0), 0.0, -softplus(cutpoints[below] - eta))
        + switch(and_(gt(chosen, 0), lt(chosen, k - 1)), inner, 0.0)
    )


def ordered_probit(eta: Variable, cutpoints: Variable) -> Any:
    """Return the log probabilities of the categories between the cutpoints.

    The variable is normal with mean eta and variance 1.
    """
    z = shape_padright(eta) - cutpoints
    return concatenate(
        [
            shape_padright(normal_lccdf(0, 1, z[..., 0])),
            log_diff_normal_cdf(0, 1, z[..., :-1], z[..., 1:]),
            shape_padright(normal_lcdf(0, 1, z[..., -1])),
        ],
        axis=-1,
    )


def random_choice(p: np.ndarray, size: tuple[int, ...] | None = None) -> Any:
    """Draw categories; varying probabilities draw one after another from the stream.

    p: probabilities, (k,), or (..., k). size: shape of the draws; one for each p by default.
    """
    k = p.shape[-1]
    if p.ndim == 1:
        return np.random.choice(k, p=p, size=size)
    lead = () if size is None else tuple(np.atleast_1d(size).astype(int))
    each = np.broadcast_arrays(p, np.empty((*lead, 1)))[0]
    rows = each.reshape(-1, k)
    if _are_probabilities(rows):
        below = np.cumsum(rows, axis=1)
        below /= below[:, -1:]
        drawn = np.sum(below <= np.random.random_sample(len(rows))[:, None], axis=1)
    else:
        drawn = np.array([np.random.choice(k, p=row) for row in rows])
    return drawn.reshape(each.shape[:-1])


def _are_probabilities(rows: np.ndarray) -> bool:
    """Return whether np.random.choice certainly accepts each row; otherwise it raises its own error."""
    return bool(
        rows.size and rows.dtype == "float64" and np.all(rows >= 0) and np.all(np.abs(np.sum(rows, axis=1) - 1) < 1e-9)
    )
