"""Activation functions of neural networks other than sigmoid and softplus (theano.tensor.nnet)."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast_to_float
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .arithmetic import abs_, add, mul, sub
from .comparison import gt
from .elemwise import entry
from .exponential import expm1
from .selection import clip, switch

NAN, INF = float("nan"), float("inf")


def _softsign_pullback(g: Any, x: Any) -> tuple[Any]:
    size = 1 + abs_(x)
    return (g / (size * size),)


softsign = entry(
    name="softsign",
    result=upcast_to_float,
    array=lambda xp, x: x / (1 + xp.abs(x)),
    c={"f": "({x} / (1 + fabs{f}({x})))"},
    pullback=_softsign_pullback,
    domain=((-5.0, 5.0),),
    hard=((0.0,), (1e300,), (NAN,)),
    facts={"increasing", "odd"},
    cost=4,
    legacy=("theano.tensor.nnet.softsign",),
    doc="x / (1 + |x|)",
    reference=lambda mp, x: x / (1 + abs(x)),
)


def _ultra_fast(xp: ArrayModule, x: Array) -> Any:
    half = abs(x) * 0.5
    near, far = 1.5 * half / (1 + half), 0.935409070603099 + 0.0458812946797165 * (half - 1.7)
    size = xp.where(half < 1.7, near, xp.where(half < 3, far, xp.where(half >= 3, 0.99505475368673, half)))
    return 0.5 * (xp.where(x < 0, -size, size) + 1)


def _as_described(np: Any, x: Any) -> Any:
    """Compute an approximation of tanh in three pieces, scaled, after the description in Theano's source."""
    half = np.abs(0.5 * x)
    size = np.select(
        [half < 1.7, half < 3, half >= 3],
        [
            1.5 * half / (1 + half),
            0.935409070603099 + 0.0458812946797165 * (half - 1.7),
            0.99505475368673 * np.ones_like(half),
        ],
    )
    return 0.5 * (np.sign(x) * size + 1)


ultra_fast_sigmoid = entry(
    name="ultra_fast_sigmoid",
    result=upcast_to_float,
    array=_ultra_fast,
    c={"f": "compat_ultra_fast_sigmoid{f}({x})"},
    c_includes=("compat_ultra_fast_sigmoid",),
    domain=((-8.0, 8.0),),
    hard=((3.4,), (-3.4,), (6.0,), (100.0,), (NAN,), (-INF,)),
    facts={"increasing", "positive"},
    cost=5,
    legacy=("theano.tensor.nnet.ultra_fast_sigmoid",),
    doc="sigmoid in three pieces, off by up to 0.02; it has no gradient of its own",
    reference_array=_as_described,
)


def hard_sigmoid(x: Any) -> Any:
    """Return a piecewise linear sigmoid, clip(0.2 x + 0.5, 0, 1).

    x: a tensor of any shape.
    """
    x = as_tensor(x)
    dtype = upcast_to_float(x.type.dtype)
    return clip(add(mul(x, np.asarray(0.2, dtype)), np.asarray(0.5, dtype)), 0, 1)


def relu(x: Any, alpha: TensorLike = 0) -> Any:
    """Return x where positive, else alpha x; at 0 the gradient is the mean of both slopes, as in Theano.

    x: a tensor of any shape; an array without `alpha` gives an array, since layers were called with arrays, too.
    alpha: the slope below 0, a number or a tensor that broadcasts with x.
    """
    if not hasattr(alpha, "type") and np.all(np.asarray(alpha) == 0) and np.ndim(alpha) == 0:
        return 0.5 * (x + abs(x))
    x, alpha = as_tensor(x), as_tensor(alpha)
    return add(mul(mul(0.5, add(1, alpha)), x), mul(mul(0.5, sub(1, alpha)), abs_(x)))


def elu(x: TensorLike, alpha: TensorLike = 1) -> Any:
    """Return x where positive, else alpha (exp(x) - 1).

    x: a tensor of any shape. alpha: the limit at -infinity, with its sign changed.
    """
    x = as_tensor(x)
    return switch(gt(x, 0), x, mul(alpha, expm1(x)))


def selu(x: TensorLike) -> Any:
    """Return the elu scaled so that layers keep mean 0 and variance 1: Klambauer et al. (2017).

    x: a tensor of any shape.
    """
    return mul(1.0507009873554804934193349852946, elu(x, 1.6732632423543772848170429916717))
