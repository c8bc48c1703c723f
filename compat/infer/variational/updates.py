"""Optimisers: the updates of one step, from a loss (or gradients) and parameters.

Each takes `loss_or_grads` (a scalar, or one gradient per parameter) and `params` (shared variables), and returns an
OrderedDict of updates for `theano.function`. Without both it returns itself with the other arguments bound.
Source: pymc3.variational.updates, which took them from Lasagne.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

import numpy as np

from ...differentiate import grad
from ...docstrings import with_words
from ...graph.variable import SharedVariable, Variable
from ...importing.module_getattr import absent_from
from ...ops.elementwise import functions as e
from ...ops.indexing.writing import set_subtensor
from ...ops.reductions.functions import sum  # noqa: A004  (the tensor function)
from ...ops.shared import shared
from ...ops.tensor_op import constant
from ...ops.tensor_variable import Tensor
from ...settings import config

Updates = OrderedDict[Any, Any]

SOURCE = "pymc3.variational.updates"
ARGUMENTS = {
    "loss_or_grads": "a scalar, or a list of gradients, one for each of params and of its shape",
    "params": "a list of shared variables; without it and the loss the optimizer is returned, for `obj_optimizer=`",
    "updates": "pairs (shared variable, new value), of any shape, as `sgd` returns them",
    "learning_rate": "factor of each step",
    "momentum": "share of the step before that is added, between 0 and 1",
    "rho": "share that is kept of the moving mean of squares, between 0 and 1",
    "epsilon": "added to what gradients are divided by",
    "n_win": "number of gradients that count",
    "beta1": "share that is kept of the moving mean of gradients",
    "beta2": "share that is kept of the moving mean of squares, or of the largest gradient",
}
EXAMPLE = """
w = theano.shared(np.array([1.0, 2.0]))
step = theano.function([], updates=pm.{})
step()
assert (w.get_value() < [1.0, 2.0]).all()
"""

__all__ = [
    "sgd",
    "apply_momentum",
    "momentum",
    "apply_nesterov_momentum",
    "nesterov_momentum",
    "adagrad",
    "adagrad_window",
    "rmsprop",
    "adadelta",
    "adam",
    "adamax",
    "norm_constraint",
    "total_norm_constraint",
]


def get_or_compute_grads(loss_or_grads: Variable | Sequence[Variable], params: Sequence[Any]) -> list[Any]:
    """Return gradients as they are given, or those of a loss. ValueError if they do not fit the parameters.

    loss_or_grads: a scalar graph, or a list of gradients. params: shared variables of any shape.
    """
    if any(not isinstance(p, SharedVariable) for p in params):
        raise ValueError(
            "params must contain shared variables only: list the shared variables that the expressions "
            "in it are made of"
        )
    if not isinstance(loss_or_grads, list):
        return list(grad(loss_or_grads, list(params)))
    if len(loss_or_grads) != len(params):
        raise ValueError(f"Got {len(loss_or_grads)} gradient expressions for {len(params)} parameters")
    return loss_or_grads


def optimiser(step: Callable[..., Updates]) -> Callable[..., Any]:
    """Return `step(gradients, params, **settings)` with the signature that PyMC3's optimisers have."""

    @wraps(step)
    def run(
        loss_or_grads: Variable | Sequence[Variable] | None = None,
        params: Sequence[SharedVariable] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        if loss_or_grads is None and params is None:
            return partial(run, **_by_name(step, args), **kwargs)
        if loss_or_grads is None or params is None:
            raise ValueError("Please provide both `loss_or_grads` and `params` to get updates")
        return step(get_or_compute_grads(loss_or_grads, params), params, *args, **kwargs)

    return with_words(ARGUMENTS, SOURCE, EXAMPLE.format(f"{step.__name__}((w**2).sum(), [w])"))(run)


def _by_name(step: Callable[..., Any], args: Sequence[Any]) -> dict[str, Any]:
    import inspect

    return dict(zip(list(inspect.signature(step).parameters)[2:], args, strict=False))


def _state(parameter: SharedVariable, value: float = 0.0, last: int | None = None) -> Any:
    """Return a shared variable shaped like `parameter` and filled; `last`: the length of an additional dimension."""
    array = parameter.get_value(borrow=True)
    shape = array.shape if last is None else (*array.shape, last)
    pattern = parameter.type.broadcastable if last is None else (*parameter.type.broadcastable, False)
    return shared(np.full(shape, value, dtype=array.dtype), broadcastable=pattern)


def _scalar(value: float) -> Any:
    return shared(np.asarray(value, dtype=config.floatX))


def _one() -> Any:
    return constant(np.asarray(1, dtype=config.floatX))


@optimiser
def sgd(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1e-3,
) -> Updates:
    """Apply gradient descent, p - learning_rate g."""
    return OrderedDict((p, p - learning_rate * g) for p, g in zip(params, loss_or_grads, strict=True))


@with_words(ARGUMENTS, SOURCE, EXAMPLE.format("apply_momentum(pm.sgd((w**2).sum(), [w]))"))
def apply_momentum(
    updates: Any, params: Sequence[SharedVariable] | None = None, momentum: float | Variable = 0.9
) -> Updates:
    """Add momentum to `updates`: v' = momentum v + step, p' = p + v'."""
    result = OrderedDict(updates)
    for p in result.copy() if params is None else params:
        v = _state(p)
        x = momentum * v + result[p]
        result[v] = x - p
        result[p] = x
    return result


@optimiser
def momentum(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1e-3,
    momentum: float | Variable = 0.9,
) -> Updates:
    """Apply gradient descent with momentum."""
    return apply_momentum(sgd(loss_or_grads, params, learning_rate), momentum=momentum)


@with_words(ARGUMENTS, SOURCE, EXAMPLE.format("apply_nesterov_momentum(pm.sgd((w**2).sum(), [w]))"))
def apply_nesterov_momentum(
    updates: Any, params: Sequence[SharedVariable] | None = None, momentum: float | Variable = 0.9
) -> Updates:
    """Add Nesterov's momentum to `updates`: v' = momentum v + step, p' = p + momentum v' + step."""
    result = OrderedDict(updates)
    for p in result.copy() if params is None else params:
        v = _state(p)
        x = momentum * v + result[p] - p
        result[v] = x
        result[p] = momentum * x + result[p]
    return result


@optimiser
def nesterov_momentum(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1e-3,
    momentum: float | Variable = 0.9,
) -> Updates:
    """Apply gradient descent with Nesterov's momentum."""
    return apply_nesterov_momentum(sgd(loss_or_grads, params, learning_rate), momentum=momentum)


@optimiser
def adagrad(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1.0,
    epsilon: float | Variable = 1e-6,
) -> Updates:
    """Divide steps by the root of the sum of squared gradients (Duchi, Hazan and Singer 2011)."""
    result: Updates = OrderedDict()
    for p, g in zip(params, loss_or_grads, strict=True):
        total = _state(p)
        result[total] = new = total + g**2
        result[p] = p - learning_rate * g / e.sqrt(new + epsilon)
    return result


@optimiser
def adagrad_window(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 0.001,
    epsilon: float | Variable = 0.1,
    n_win: int = 10,
) -> Updates:
    """Divide steps by the root of the sum of the last `n_win` squared gradients, as PyMC3's ADVI does by default."""
    result: Updates = OrderedDict()
    for p, g in zip(params, loss_or_grads, strict=True):
        at = shared(np.asarray(0, dtype="int32"))
        window = _state(p, last=n_win)
        new = set_subtensor(window[..., at], g**2)
        result[window] = new
        result[at] = e.switch(at + 1 >= n_win, 0, at + 1)
        result[p] = p - learning_rate * g / e.sqrt(new.sum(axis=-1) + epsilon)
    return result


@optimiser
def rmsprop(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1.0,
    rho: float | Variable = 0.9,
    epsilon: float | Variable = 1e-6,
) -> Updates:
    """Divide steps by the moving root mean square of the gradients (Tieleman and Hinton 2012)."""
    result: Updates = OrderedDict()
    one = _one()
    for p, g in zip(params, loss_or_grads, strict=True):
        square = _state(p)
        result[square] = new = rho * square + (one - rho) * g**2
        result[p] = p - learning_rate * g / e.sqrt(new + epsilon)
    return result


@optimiser
def adadelta(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 1.0,
    rho: float | Variable = 0.95,
    epsilon: float | Variable = 1e-6,
) -> Updates:
    """Scale steps by the ratio of past steps to past gradients (Zeiler 2012)."""
    result: Updates = OrderedDict()
    one = _one()
    for p, g in zip(params, loss_or_grads, strict=True):
        square, steps = _state(p), _state(p)
        result[square] = new = rho * square + (one - rho) * g**2
        step = g * e.sqrt(steps + epsilon) / e.sqrt(new + epsilon)
        result[p] = p - learning_rate * step
        result[steps] = rho * steps + (one - rho) * step**2
    return result


@optimiser
def adam(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 0.001,
    beta1: float | Variable = 0.9,
    beta2: float | Variable = 0.999,
    epsilon: float | Variable = 1e-8,
) -> Updates:
    """Apply Adam, in the order of operations of its section 2 (Kingma and Ba 2014)."""
    result: Updates = OrderedDict()
    before, one = _scalar(0.0), _one()
    t = before + 1
    rate = learning_rate * e.sqrt(one - beta2**t) / (one - beta1**t)
    for p, g in zip(params, loss_or_grads, strict=True):
        first, second = _state(p), _state(p)
        result[first] = m = beta1 * first + (one - beta1) * g
        result[second] = v = beta2 * second + (one - beta2) * g**2
        result[p] = p - rate * m / (e.sqrt(v) + epsilon)
    result[before] = t
    return result


@optimiser
def adamax(
    loss_or_grads: Variable | Sequence[Variable] | None = None,
    params: Sequence[SharedVariable] | None = None,
    learning_rate: float | Variable = 0.002,
    beta1: float | Variable = 0.9,
    beta2: float | Variable = 0.999,
    epsilon: float | Variable = 1e-8,
) -> Updates:
    """Apply Adam with the infinity norm (Kingma and Ba 2014, section 7.1)."""
    result: Updates = OrderedDict()
    before, one = _scalar(0.0), _one()
    t = before + 1
    rate = learning_rate / (one - beta1**t)
    for p, g in zip(params, loss_or_grads, strict=True):
        first, largest = _state(p), _state(p)
        result[first] = m = beta1 * first + (one - beta1) * g
        result[largest] = u = e.maximum(beta2 * largest, e.abs_(g))
        result[p] = p - rate * m / (u + epsilon)
    result[before] = t
    return result


def norm_constraint(
    tensor_var: Tensor, max_norm: float | Variable | None, norm_axes: Sequence[int] | None = None, epsilon: float = 1e-7
) -> Any:
    """Return a tensor whose norms over some axes are reduced to a maximum where they are larger.

    tensor_var: a matrix, or a tensor of rank 3 to 5; any rank with norm_axes. max_norm: that maximum. norm_axes: the
    axes; the first one of a matrix, all but the first of others by default. epsilon: added to the norm that is divided
    by.
    """
    ndim = tensor_var.ndim
    if norm_axes is not None:
        axes = tuple(norm_axes)
    elif ndim == 2:
        axes = (0,)
    elif ndim in (3, 4, 5):
        axes = tuple(range(1, ndim))
    else:
        raise ValueError(f"Unsupported tensor dimensionality {ndim}.Must specify `norm_axes`")
    dtype = np.dtype(config.floatX).type
    norms = e.sqrt(sum(e.sqr(tensor_var), axis=axes, keepdims=True))
    target = e.clip(norms, 0, dtype(max_norm))
    return tensor_var * (target / (dtype(epsilon) + norms))


def total_norm_constraint(
    tensor_vars: Sequence[Any], max_norm: float | Variable | None, epsilon: float = 1e-7, return_norm: bool = False
) -> Any:
    """Return tensors scaled together so that their total norm is at most a maximum.

    tensor_vars: a list of tensors of any shape. max_norm: the maximum. epsilon: added to the norm that is divided by.
    return_norm: whether (tensors, the norm before) is returned.
    """
    norm = e.sqrt(_total([sum(t**2) for t in tensor_vars]))
    dtype = np.dtype(config.floatX).type
    target = e.clip(norm, 0, dtype(max_norm))
    multiplier = target / (dtype(epsilon) + norm)
    scaled = [t * multiplier for t in tensor_vars]
    return (scaled, norm) if return_norm else scaled


def _total(terms: Sequence[Any]) -> Any:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


__getattr__ = absent_from(__name__)
