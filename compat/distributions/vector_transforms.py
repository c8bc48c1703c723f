"""Transforms of vectors with dependent elements: ordered vectors, simplices, packed Cholesky factors.

The vector is the last dimension, except for packed factors. Source: pymc3.distributions.transforms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ..ops.elementwise.functions import exp, softplus
from ..ops.elementwise.functions import log as _log
from ..ops.indexing.writing import set_subtensor
from ..ops.reductions.cumulative import cumprod, cumsum
from ..ops.reductions.functions import max, sum
from ..ops.shapes.creation import arange, ones_like, zeros
from ..ops.shapes.join import concatenate
from ..ops.tensor_op import as_tensor, structure
from ..ops.tensor_types import TensorLike
from ..ops.tensor_variable import Tensor
from ..settings import config
from .formulas import float_x, invlogit, logit, logsumexp
from .transforms import Transform


class Ordered(Transform):
    """Increasing vectors, by the first element and the logarithms of the increments."""

    name = "ordered"

    def backward(self, y: Any) -> Any:
        return cumsum(concatenate([y[..., :1], exp(y[..., 1:])], axis=-1), axis=-1)

    def forward(self, x: Any) -> Any:
        x = as_tensor(x)
        if x.type.ndim == 0:
            raise IndexError(
                f"too many indices for array: {self.name} elements are wanted, and there is one number, `{x}`. A "
                "variable with this transform needs a shape, and a testval whose elements increase, such as "
                "testval=np.arange(3.0)."
            )
        return concatenate([x[..., :1], _log(x[..., 1:] - x[..., :-1])], axis=-1)

    def forward_val(self, x: Any, point: Any = None) -> Any:
        y = np.zeros_like(x)
        y[..., 0] = x[..., 0]
        y[..., 1:] = np.log(x[..., 1:] - x[..., :-1])
        return y

    def jacobian_det(self, y: Any) -> Any:
        return sum(y[..., 1:], axis=-1)


class SumTo1(Transform):
    """Vectors with sum 1, by all elements but the last."""

    name = "sumto1"

    def backward(self, y: Any) -> Any:
        return concatenate([y, 1 - sum(y, axis=-1, keepdims=True)], axis=-1)

    def forward(self, x: Any) -> Any:
        return x[..., :-1]

    def forward_val(self, x: Any, point: Any = None) -> Any:
        return x[..., :-1]

    def jacobian_det(self, x: Any) -> Any:
        return sum(zeros(x.shape), axis=-1)


class StickBreaking(Transform):
    """Points of a simplex, by centered logarithms without the last (the name is that of an earlier transform).

    eps: without an effect, which a DeprecationWarning says. Values are vectors, (..., k), free values (..., k - 1).
    """

    name = "stickbreaking"

    def __init__(self, eps: float | None = None) -> None:
        if eps is not None:
            warn("The argument `eps` is deprecated and will not be used.", DeprecationWarning)

    def forward(self, x_: Any) -> Any:
        logs = _log(x_.T)
        shift = sum(logs, 0, keepdims=True) / x_.T.shape[0]
        return float_x((logs[:-1] - shift).T)

    def forward_val(self, x_: Any, point: Any = None) -> Any:
        logs = np.log(x_.T)
        shift = np.sum(logs, 0, keepdims=True) / x_.T.shape[0]
        return float_x((logs[:-1] - shift).T)

    def backward(self, y_: Any) -> Any:
        y = concatenate([y_.T, -sum(y_.T, 0, keepdims=True)])
        weights = exp(y - max(y, 0, keepdims=True))
        return float_x((weights / sum(weights, 0, keepdims=True)).T)

    def jacobian_det(self, y_: Any) -> Any:
        y = y_.T
        n = y.shape[0] + 1
        total = sum(y, 0, keepdims=True)
        r = concatenate([y + total, zeros(total.shape)])
        return sum(_log(n) + n * total - n * logsumexp(r, 0, keepdims=True), 0).T


class CholeskyCovPacked(Transform):
    """Lower triangles with positive diagonals, packed row by row; diagonals by their logarithms.

    n: the number of rows; values are vectors of n (n + 1) / 2.
    """

    name = "cholesky-cov-packed"

    def __init__(self, n: int) -> None:
        self.diag_idxs = np.arange(1, n + 1).cumsum() - 1

    def backward(self, x: Any) -> Any:
        x, places = as_tensor(x), structure(self.diag_idxs)
        return set_subtensor(x[places], exp(x[places]))

    def forward(self, y: Any) -> Any:
        y, places = as_tensor(y), structure(self.diag_idxs)
        return set_subtensor(y[places], _log(y[places]))

    def forward_val(self, y: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        """Return the transform of a copy; PyMC3 writes into `y` itself, which the user may still hold."""
        y = np.array(y)
        y[..., self.diag_idxs] = np.log(y[..., self.diag_idxs])
        return y

    def jacobian_det(self, y: TensorLike) -> Any:
        return sum(as_tensor(y)[structure(self.diag_idxs)])


ordered, sum_to_1, stick_breaking = Ordered(), SumTo1(), StickBreaking()


class BrokenStick(Transform):
    """Points of a simplex as in PyMC3 up to 3.8: the logit of each share of the remainder, relative to equal shares.

    eps: how far the logistic function stays from 0 and 1; default, the precision of floatX.
    """

    name = "stickbreaking"

    def __init__(self, eps: float | None = None) -> None:
        self.eps = float(np.finfo(config.floatX).eps) if eps is None else eps

    def forward(self, x_: TensorLike) -> Any:
        x = as_tensor(x_).T
        left = cumsum(x[:-1][::-1], 0)[::-1] + x[-1]
        return float_x((logit(x[:-1] / left) - _equal(x[:-1])).T)

    def forward_val(self, x_: Any, point: Any = None) -> Any:
        x = x_.T
        share = x[:-1] / (np.cumsum(x[:-1][::-1], 0)[::-1] + x[-1])
        steps = np.arange(len(share), 0, -1).reshape((-1,) + (1,) * (x.ndim - 1))
        return float_x((np.log(share / (1 - share)) + np.log(steps)).T)

    def _shares(self, y: Tensor) -> tuple[Any, Any]:
        """Return (each element but the last as a share of the remainder, the remainder before each element)."""
        share = invlogit(y + _equal(y), self.eps)
        return share, cumprod(concatenate([ones_like(y[:1]), 1 - share]), 0)

    def backward(self, y_: Any) -> Any:
        y = y_.T
        share, left = self._shares(y)
        return float_x((left * concatenate([share, ones_like(y[:1])])).T)

    def jacobian_det(self, y_: Any) -> Any:
        y = y_.T
        at = y + _equal(y)
        return sum(_log(self._shares(y)[1][:-1]) - softplus(at) - softplus(-at), 0).T


def _equal(y: Tensor) -> Any:
    """Return the logit of one over the number of remaining elements, so that y = 0 gives equal elements."""
    n = y.shape[0]
    return -_log((n - arange(n)).astype(y.dtype)).dimshuffle([0] + ["x"] * (y.ndim - 1))


broken_stick = BrokenStick()
